//! Mistakes in a `closures_export!`, and what they are answered.
//!
//! What has the shape of an item, but not its meaning, comes alone (`@item`). A block with an item of another shape comes whole, from the
//! part on that has it: its good items are exported all the same, so that one mistake is one error.

/// Says what is wrong with an item, and what to write.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_refuse {
    ($fuel:tt) => {};
    (@params $name:tt $same:tt (& $($args:tt)*)) => {
        $crate::__closures_export_refuse! { @receiver $name $same }
    };
    (@params $name:tt $same:tt (self)) => {
        $crate::__closures_export_refuse! { @receiver $name $same }
    };
    (@params $name:tt $same:tt (self, $($args:tt)*)) => {
        $crate::__closures_export_refuse! { @receiver $name $same }
    };
    (@params $name:tt $same:tt (mut self $(, $($args:tt)*)?)) => {
        $crate::__closures_export_refuse! { @receiver $name $same }
    };
    (@params $name:tt $same:tt $args:tt) => {
        $crate::__closures_extern_say! {
            ($) $name $same
            @export $name "write `(parameter: Type, ..)` with plain names: a pattern goes into the body, as `let (a, b) = pair;`"
        }
    };
    (@receiver $name:tt $same:tt) => {
        $crate::__closures_extern_say! {
            ($) $name $same
            @export $name "say of which type it is a method: write `self: &Type`, `self: &mut Type` or `self: Type`"
        }
    };
    (@item $($item:tt)*) => { $crate::__closures_export_refuse! { [] $($item)* } };
    (@shape) => {
        $crate::__private::core::compile_error! {
            "closures_export!: write functions, `fn name(parameter: Type, ..) -> Type { .. }`, and types, `type Name;`"
        }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:tt $params:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__closures_export_named! { $name $(#$attribute)* $vis fn $name $params $(-> $result)? $body }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis type $name:tt; $($rest:tt)*) => {
        $crate::__closures_export_named! { $name $(#$attribute)* $vis type $name; }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis type $name:ident { $($field:tt)* } $($rest:tt)*) => {
        $crate::__closures_export_items! { $(#$attribute)* $vis type $name { $($field)* } }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    // Subtle: a mistake was taken for items of which one ended with this `pub`, and the next began with no visibility, which is a token
    // too (tests/ui/export_behind_types).
    (
        $fuel:tt pub $_none:vis fn $name:tt $params:tt $(-> $result:ty)? $body:block $($rest:tt)*
    ) => {
        $crate::__closures_export_refuse! { $fuel pub fn $name $params $(-> $result)? $body $($rest)* }
    };
    ($fuel:tt pub $_none:vis type $name:tt; $($rest:tt)*) => {
        $crate::__closures_export_refuse! { $fuel pub type $name; $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $_none:vis where $($rest:tt)*) => {
        $crate::__closures_export_refuse! { $fuel $vis fn $name $args -> () where $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis async fn $name:ident $params:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__closures_export_items! { $(#$attribute)* $vis async fn $name $params $(-> $result)? $body }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    // A function that is wrong in another way, and `async`.
    ($fuel:tt $(#$attribute:tt)* $vis:vis async fn $($rest:tt)*) => {
        $crate::__closures_export_refuse! { $fuel $vis fn $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis unsafe $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be unsafe: JavaScript can keep no promise; write a safe one that checks"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis const fn $($rest:tt)*) => {
        $crate::__private::core::compile_error! { "closures_export!: leave out `const`: write `fn name(..) { .. }`" }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    // A constant.
    ($fuel:tt $(#$attribute:tt)* $vis:vis const $name:ident : $ty:ty = $value:expr; $($rest:tt)*) => {
        $crate::__closures_export_constant! { [$(#$attribute)*] [] [] $vis $name [$ty] [$value] }
        $crate::__closures_export_rest! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis const $name:ident $($rest:tt)*) => {
        $crate::__closures_extern_say! {
            ($) $name {} @export_const $name
            "write its type and its value: `const ", $crate::__private::core::stringify!($name), ": Type = value;`"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    // A function, or a method, that is defined outside of the block.
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:ident $params:tt $(-> $result:ty)? ; $($rest:tt)*) => {
        $crate::__closures_export_block! {
            $crate::__closures_export_describe! {
                [[$(#$attribute)*] $vis fn $name $name $params $params [$($result)?] {}] [] [] []
            }
        }
        $crate::__closures_export_rest! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis static $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: a `static` is no export: write a function that returns its value"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis extern $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: leave out `extern`: write `fn name(..) { .. }`, and JavaScript calls it by `app.exports`"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:ident; $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `fn ", $crate::__private::core::stringify!($name), ";` does not say what crosses: write its parameters and its result \
             as they are where it is defined, `fn ", $crate::__private::core::stringify!($name), "(parameter: Type, ..) -> Type;`"
        ) }
        $crate::__closures_export_rest! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: give each parameter a concrete type"
        ) }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis type $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: name a concrete type, `type Numbers = List<f64>;`, and export that: `type Numbers;`"
        ) }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis type $name:ident = $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `type ", $crate::__private::core::stringify!($name),
            ";` exports a type that is defined outside of the block"
        ) }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis struct $name:ident { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis struct $name { $($body)* } }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis enum $name:ident { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis enum $name { $($body)* } }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis struct $name:ident < $($rest:tt)*) => {
        $crate::__closures_extern_data_refuse! { generic struct $name }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis enum $name:ident < $($rest:tt)*) => {
        $crate::__closures_extern_data_refuse! { generic enum $name }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis struct $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis enum $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? where $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic, and has no `where`: give each parameter a concrete type"
        ) }
        $crate::__closures_export_skip! { $fuel $($rest)* }
    };
    ($fuel:tt $first:tt $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @shape }
        $crate::__closures_export_skip! { $fuel $first $($rest)* }
    };
}

/// Exports a good item, or says that its name is none: it has the shape of an item all the same.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_named {
    ($name:ident $($item:tt)*) => { $crate::__closures_export_items! { $($item)* } };
    ($($item:tt)*) => { $crate::__closures_export_refuse! { @shape } };
}

/// Goes on behind the next semicolon or braces. Four tokens at a time, because each step is a level of recursion.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_skip {
    ($fuel:tt) => {};
    ($fuel:tt ; $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt { $($body:tt)* } $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt ; $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt { $($body:tt)* } $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt $b:tt ; $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt $b:tt { $($body:tt)* } $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt $b:tt $c:tt ; $($rest:tt)*) => { $crate::__closures_export_rest! { $fuel $($rest)* } };
    ($fuel:tt $a:tt $b:tt $c:tt { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_export_rest! { $fuel $($rest)* }
    };
    ($fuel:tt $a:tt $b:tt $c:tt $d:tt $($rest:tt)*) => { $crate::__closures_export_skip! { $fuel $($rest)* } };
    ($fuel:tt $($rest:tt)*) => {};
}

/// Takes apart what stands behind a mistake, which took levels of recursion as the groups in front of it did: the fuel for them is less.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_rest {
    (
        [$_1:tt $_2:tt $_3:tt $_4:tt $_5:tt $_6:tt $_7:tt $_8:tt $_9:tt $_10:tt $_11:tt $_12:tt $_13:tt $_14:tt $($fuel:tt)*]
        $($items:tt)*
    ) => {
        $crate::__closures_export_groups! { [$($fuel)*] [] $($items)* }
    };
    ($fuel:tt $($items:tt)*) => {
        $crate::__closures_export_groups! { [] [] $($items)* }
    };
}
