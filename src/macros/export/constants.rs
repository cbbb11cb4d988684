//! Exported constants, `const NAME: Type = value;`: a property of the exports, which JavaScript reads. What is not here: fields (`fields.rs`).

/// Sorts the attributes of a constant, writes it, and exports it.
///
/// `kept` are those of the item, `js` its options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_constant {
    ([#[js $options:tt] $($attributes:tt)*] $kept:tt [$($js:tt)*] $($constant:tt)*) => {
        $crate::__closures_export_constant! { [$($attributes)*] $kept [$($js)* #[js $options]] $($constant)* }
    };
    ([#$attribute:tt $($attributes:tt)*] [$($kept:tt)*] $js:tt $($constant:tt)*) => {
        $crate::__closures_export_constant! { [$($attributes)*] [$($kept)* #$attribute] $js $($constant)* }
    };
    ([] [$($kept:tt)*] [$($js:tt)*] $vis:vis $name:ident [$ty:ty] [$value:expr]) => {
        $($kept)*
        $vis const $name: $ty = $value;

        $crate::__closures_export_block! {
            // Those of the item again: its documentation and its conditions.
            $crate::__closures_export_field! { [$($kept)* $($js)*] [] [] [] constant $name $name $ty }
        }
    };
}

/// Exports what is described, in a block of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_block {
    ($($export:expr),* $(,)?) => {
        #[allow(deprecated, dead_code, unused_unsafe, clippy::clone_on_copy, clippy::type_complexity, reason = "what JavaScript calls")]
        const _: () = {
            const CLOSURES_EXPORT_BLOCK: &$crate::__private::ExportBlock = &$crate::__private::ExportBlock {
                id: $crate::__closures_extern_id!(),
                documented: $crate::__private::core::cfg!(debug_assertions),
                exports: &[$(&$export),*],
            };
            $crate::__closures_export_embed! { CLOSURES_EXPORT_BLOCK }
        };
    };
}
