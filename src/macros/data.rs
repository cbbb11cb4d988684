//! A `struct` and an `enum` of a block, of both macros: takes them apart. What is written of them: `write.rs`.
//!
//! Most have documentation and derives, and fields with documentation and a name in JavaScript: those are taken at once. Others are taken
//! apart attribute by attribute. A `#[cfg]` becomes one of what is written then, and that of a field two: with the field, and without it. So
//! nothing that is written knows of conditions.

mod write;

/// Takes a `struct` or an `enum` apart: `[attributes] visibility kind name { .. }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_data {
    (
        [$(#[doc = $doc:literal])* $(#[derive $traits:tt])*] $vis:vis struct $name:ident {
            $($(#[doc = $about:literal])* $(#[js(name = $js:literal)])? $to:vis $field:ident: $ty:ty),* $(,)?
        }
    ) => {
        $crate::__closures_extern_write_struct! {
            [$(#[doc = $doc])* $(#[derive $traits])*] [$vis] $name
            [$([[$(#[doc = $about])*] [$($js)?] [$to] $field [$ty]])*]
        }
    };
    (
        [$(#[doc = $doc:literal])* $(#[derive $traits:tt])*] $vis:vis enum $name:ident {
            $($(#[doc = $about:literal])* $(#[default $($default:tt)?])? $variant:ident $(= $value:expr)?),* $(,)?
        }
    ) => {
        $crate::__closures_extern_write_enum! {
            [$(#[doc = $doc])* $(#[derive $traits])*] [$vis] $name
            [$([[$(#[doc = $about])* $(#[default $($default)?])?] $variant [$($value)?]])*] [$($variant)*]
        }
    };
    ($attributes:tt $vis:vis $kind:ident $name:tt $body:tt) => {
        $crate::__closures_extern_data_sort! { $attributes [] [$vis] $kind $name $body }
    };
}

/// Says what is wrong.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_data_message {
    ($($text:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!("closures_extern: ", $($text)*) }
    };
}

/// Answers a `struct` or an `enum` that has another shape.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_data_refuse {
    (generic $kind:ident $name:tt) => {
        $crate::__closures_extern_data_message! {
            "`", $crate::__private::core::stringify!($kind $name),
            "` cannot be generic, because JavaScript is told what it is made of: declare one for each type"
        }
    };
    (struct $name:tt) => {
        $crate::__closures_extern_data_message! {
            "`struct ", $crate::__private::core::stringify!($name),
            "` has no names for its fields: write `struct ", $crate::__private::core::stringify!($name),
            " { field: Type, .. }` for a JavaScript object, or `type ", $crate::__private::core::stringify!($name),
            ";` for a JavaScript class"
        }
    };
}

/// Sorts the attributes of an item, and then its fields or variants.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_data_sort {
    ([#[cfg $condition:tt] $($attributes:tt)*] $($state:tt)*) => {
        #[cfg $condition]
        $crate::__closures_extern_data_sort! { [$($attributes)*] $($state)* }
    };
    ([#[js $($options:tt)*] $($attributes:tt)*] $kept:tt $vis:tt $kind:ident $name:tt $body:tt) => {
        $crate::__closures_extern_data_message! {
            "`", $crate::__private::core::stringify!($kind $name), "` has no options: those of a field stand at the field, `#[js(name = \"x\")]`"
        }
        $crate::__closures_extern_data_sort! { [$($attributes)*] $kept $vis $kind $name $body }
    };
    ([#[repr $($repr:tt)*] $($attributes:tt)*] $kept:tt $vis:tt enum $name:tt $body:tt) => {
        $crate::__closures_extern_data_message! {
            "`enum ", $crate::__private::core::stringify!($name), "`: leave out `#[repr]`: JavaScript gets the numbers, whatever they lie in"
        }
        $crate::__closures_extern_data_sort! { [$($attributes)*] $kept $vis enum $name $body }
    };
    ([#$attribute:tt $($attributes:tt)*] [$($kept:tt)*] $($state:tt)*) => {
        $crate::__closures_extern_data_sort! { [$($attributes)*] [$($kept)* #$attribute] $($state)* }
    };
    ([] $kept:tt $vis:tt struct $name:ident { $($body:tt)* }) => {
        $crate::__closures_extern_struct_fields! { [$kept $vis $name] [] [[] []] $($body)* }
    };
    ([] $kept:tt $vis:tt enum $name:ident { $($body:tt)* }) => {
        $crate::__closures_extern_enum_variants! { [$kept $vis $name] [] [] $($body)* }
    };
    ([] $kept:tt $vis:tt $kind:ident $name:tt $body:tt) => {
        $crate::__closures_extern_data_message! {
            "`", $crate::__private::core::stringify!($kind $name),
            " { .. }` crosses in no way: write `struct Name { field: Type, .. }` or `enum Name { Variant, .. }`, and other items outside of the block"
        }
    };
}

/// Takes the fields of a struct one by one: those that are done, what is known of the next one, and the rest.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_struct_fields {
    ([$kept:tt $vis:tt $name:ident] $fields:tt [[] []]) => {
        $crate::__closures_extern_write_struct! { $kept $vis $name $fields }
    };
    ($item:tt $fields:tt $known:tt #[cfg $condition:tt] $($rest:tt)*) => {
        #[cfg $condition]
        $crate::__closures_extern_struct_fields! { $item $fields $known $($rest)* }
        #[cfg(not $condition)]
        $crate::__closures_extern_struct_fields! { @without $item $fields $($rest)* }
    };
    (@without $item:tt $fields:tt $(#$attribute:tt)* $to:vis $field:ident: $ty:ty $(, $($rest:tt)*)?) => {
        $crate::__closures_extern_struct_fields! { $item $fields [[] []] $($($rest)*)? }
    };
    ($item:tt $fields:tt [$kept:tt []] #[js(name = $js:literal)] $($rest:tt)*) => {
        $crate::__closures_extern_struct_fields! { $item $fields [$kept [$js]] $($rest)* }
    };
    ([$kept:tt $vis:tt $name:ident] $fields:tt $known:tt #[js $($options:tt)*] $($rest:tt)*) => {
        $crate::__closures_extern_data_message! {
            "`#[js", $crate::__private::core::stringify!($($options)*), "]` at a field of `struct ", $crate::__private::core::stringify!($name),
            "`: a field has one option, `#[js(name = \"x\")]`, its name in JavaScript"
        }
        $crate::__closures_extern_struct_fields! { [$kept $vis $name] $fields $known $($rest)* }
    };
    ($item:tt $fields:tt [[$($kept:tt)*] $js:tt] #$attribute:tt $($rest:tt)*) => {
        $crate::__closures_extern_struct_fields! { $item $fields [[$($kept)* #$attribute] $js] $($rest)* }
    };
    ($item:tt [$($field:tt)*] [$kept:tt $js:tt] $to:vis $name:ident: $ty:ty $(, $($rest:tt)*)?) => {
        $crate::__closures_extern_struct_fields! { $item [$($field)* [$kept $js [$to] $name [$ty]]] [[] []] $($($rest)*)? }
    };
    ([$kept:tt $vis:tt $name:ident] $($state:tt)*) => {
        $crate::__closures_extern_data_message! {
            "`struct ", $crate::__private::core::stringify!($name), "`: write its fields as `name: Type`, with a comma between"
        }
    };
}

/// Takes the variants of an enum one by one.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_enum_variants {
    ([$kept:tt $vis:tt $name:ident] [$([$attributes:tt $variant:ident $value:tt])*] []) => {
        $crate::__closures_extern_write_enum! { $kept $vis $name [$([$attributes $variant $value])*] [$($variant)*] }
    };
    ($item:tt $variants:tt $known:tt #[cfg $condition:tt] $($rest:tt)*) => {
        #[cfg $condition]
        $crate::__closures_extern_enum_variants! { $item $variants $known $($rest)* }
        #[cfg(not $condition)]
        $crate::__closures_extern_enum_variants! { @without $item $variants $($rest)* }
    };
    (@without $item:tt $variants:tt $(#$attribute:tt)* $variant:ident $(= $value:expr)? $(, $($rest:tt)*)?) => {
        $crate::__closures_extern_enum_variants! { $item $variants [] $($($rest)*)? }
    };
    ([$kept:tt $vis:tt $name:ident] $variants:tt $known:tt #[js $($options:tt)*] $($rest:tt)*) => {
        $crate::__closures_extern_data_message! {
            "`#[js", $crate::__private::core::stringify!($($options)*), "]` at a variant of `enum ", $crate::__private::core::stringify!($name),
            "`: write what it is in JavaScript behind it, `Left = \"left\"`"
        }
        $crate::__closures_extern_enum_variants! { [$kept $vis $name] $variants $known $($rest)* }
    };
    ($item:tt $variants:tt [$($known:tt)*] #$attribute:tt $($rest:tt)*) => {
        $crate::__closures_extern_enum_variants! { $item $variants [$($known)* #$attribute] $($rest)* }
    };
    ($item:tt [$($done:tt)*] $known:tt $variant:ident $(= $value:expr)? $(, $($rest:tt)*)?) => {
        $crate::__closures_extern_enum_variants! { $item [$($done)* [$known $variant [$($value)?]]] [] $($($rest)*)? }
    };
    ([$kept:tt $vis:tt $name:ident] $done:tt $known:tt $variant:ident ($($held:tt)*) $($rest:tt)*) => {
        $crate::__closures_extern_enum_variants! { @holds $name $variant }
    };
    ([$kept:tt $vis:tt $name:ident] $done:tt $known:tt $variant:ident { $($held:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_enum_variants! { @holds $name $variant }
    };
    (@holds $name:ident $variant:ident) => {
        $crate::__closures_extern_data_message! {
            "`", $crate::__private::core::stringify!($name), "::", $crate::__private::core::stringify!($variant),
            "` holds a value, but JavaScript gets a string or a number for it: write a struct with an enum in it, or pass a `JsValue`"
        }
    };
    ([$kept:tt $vis:tt $name:ident] $($state:tt)*) => {
        $crate::__closures_extern_data_message! {
            "`enum ", $crate::__private::core::stringify!($name),
            "`: write its variants as `Left = \"left\"`, or `Low = 1`, or `Low`, with a comma between"
        }
    };
}
