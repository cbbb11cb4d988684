//! The record of an export, and the custom section that it goes into.

/// Puts the description of an item into the custom section.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_record {
    (
        key: [$($key:tt)*], name: $name:ident, docs: [$($docs:tt)*], options: $shape:ident [$($options:tt)*],
        params: [$(($arg:ident: $ty:ty))*], result: [$($result:ty)?]
    ) => {
        const EXPORT: &$crate::__private::Export = &$crate::__closures_export_options! {
            $shape [$($options)*]
            $crate::__private::Export {
                block: $crate::__closures_extern_id!(),
                key: $($key)*,
                name: $crate::__private::core::stringify!($name),
                js_name: $crate::__private::None,
                kind: $crate::__closures_export_kind!($shape),
                docs: if $crate::__private::core::cfg!(debug_assertions) { &[$($docs)*] } else { &[] },
                params: &[$((
                    $crate::__private::core::stringify!($arg),
                    <$ty as $crate::__private::Parameter<'_, _>>::TYPE,
                )),*],
                result: $crate::__closures_export_result!($($result)?),
            }
        };
        $crate::__closures_export_embed! { EXPORT }
    };
}

/// What an item is without options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_kind {
    (function) => {
        $crate::__private::ExportKind::Function
    };
    (method) => {
        $crate::__private::ExportKind::Method
    };
    (class) => {
        $crate::__private::ExportKind::Class
    };
}

/// Embeds the record of an export in the wasm file.
#[doc(hidden)]
#[macro_export]
#[cfg(target_family = "wasm")]
macro_rules! __closures_export_embed {
    ($export:ident) => {
        // Subtle: the linker takes an object file only for an exported symbol in it, here that of `__closures_export_entry`
        // beside this (tests/file/retention). Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        static RECORD: [$crate::__private::core::primitive::u8;
            $crate::__private::export_record_len($export)] = $crate::__private::export_record($export);
    };
}

/// Outside WebAssembly: only evaluates the record, so that it is checked.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_export_embed {
    ($export:ident) => {
        const _: $crate::__private::core::primitive::usize = $crate::__private::export_record_len($export);
    };
}
