//! Writes what makes a type an exported one.

/// A `type` of a block only names a type: it derives nothing there.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_derive {
    ($name:tt () $whole:tt) => {};
    ($name:tt ($first:tt $($traits:tt)*) $whole:tt) => {
        $crate::__closures_extern_say! {
            ($) $first $whole
            @export_type $name "it is defined outside of the block: write `#[derive(..)]` there"
        }
    };
}

/// Implements for a type that JavaScript can own it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_type {
    ([$($kept:tt)*] [$($cfg:tt)*] $name:ident) => {
        $($cfg)*
        $($kept)*
        const _: () = {
            // SAFETY: the key has the place of the block and the name of the type; two such types would be two wasm exports
            // of one name, which the linker refuses. `__closures_export_free!` writes that export, which frees by `free_exported`.
            unsafe impl $crate::__private::Exported for $name {
                const KEY: &'static $crate::__private::core::primitive::str = $crate::__closures_export_key!($name);
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::core::primitive::u32;
                type Returned = $crate::__private::core::primitive::f64;
            }

            // SAFETY: `Owned` promises what the traits say, here and below.
            unsafe impl $crate::__private::ToJs for $name {
                type Way = $crate::__private::Owned;
            }

            // SAFETY: the object is JavaScript's own, and owns the value.
            unsafe impl $crate::__private::IntoJs for $name {}

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name {
                type Way = $crate::__private::Owned;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::RefFromJs for $name {
                type Held = $crate::__private::Lent<Self>;
                type Way = $crate::__private::Owned;
            }

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name {}

            $crate::__closures_extern_try_from! { [] $name }
        };
    };
}

/// Exports what frees a value of a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_free {
    ($name:ident) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $crate::__closures_export_key!($name)))]
        unsafe extern "C" fn __closures_export_entry(value: *mut $crate::__private::core::primitive::u8) {
            // SAFETY: dropValue() in js/src/runtime/objects.js passes the address that `give_exported` gave it for an object
            // of this class, once, when nothing borrows it.
            unsafe { $crate::__private::free_exported::<$name>(value) }
        }
    };
}
