//! Mistakes in a `closures_export!`, and what they are answered.

/// Says what is wrong with an item, and what to write.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_refuse {
    ($(#$attribute:tt)* $vis:vis async $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be async: call back through a `JsFunction<_>`"
        }
    };
    ($(#$attribute:tt)* $vis:vis unsafe $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be unsafe: JavaScript can keep no promise; write a safe one that checks"
        }
    };
    ($(#$attribute:tt)* $vis:vis const fn $($rest:tt)*) => {
        $crate::__private::core::compile_error! { "closures_export!: leave out `const`: write `fn name(..) { .. }`" }
    };
    ($(#$attribute:tt)* $vis:vis extern $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: leave out `extern`: write `fn name(..) { .. }`, and JavaScript calls it by `app.exports`"
        }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: give each parameter a concrete type"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: name a concrete type, `type Numbers = List<f64>;`, and export that: `type Numbers;`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident = $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `type ", $crate::__private::core::stringify!($name),
            ";` exports a type that is defined outside of the block"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis struct $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
    };
    ($(#$attribute:tt)* $vis:vis enum $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? ; $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` has no body: write `{ .. }`; a JavaScript function is declared in `closures_extern!`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (& $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self, $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (mut self $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@receiver $name:ident) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` does not say of which type it is a method: write `self: &Type`, `self: &mut Type` or `self: Type`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? where $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic, and has no `where`: give each parameter a concrete type"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)? $body:block $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self: $($args:tt)*) $(-> $result:ty)? $body:block $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident; $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident ($($args:tt)*) $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "`: write `fn name(parameter: Type, ..) -> Type { .. }` with plain names: a pattern or `mut` goes into the body"
        ) }
    };
    ($($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: write functions, `fn name(parameter: Type, ..) -> Type { .. }`, and types, `type Name;`"
        }
    };
}
