//! Mistakes in a `closures_export!`, and what they are answered.
//!
//! What has the shape of an item, but not its meaning, comes alone (`@item`). A block with an item of another shape comes whole, from the
//! part on that has it: its good items are exported all the same, so that one mistake is one error.

/// Says what is wrong with an item, and what to write.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_refuse {
    () => {};
    (@item fn $name:ident (& $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@item fn $name:ident (self) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@item fn $name:ident (self, $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@item fn $name:ident (mut self $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@item fn $name:ident ($($args:tt)*) $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "`: write `fn name(parameter: Type, ..) -> Type { .. }` with plain names: a pattern or `mut` goes into the body"
        ) }
    };
    (@receiver $name:ident) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` does not say of which type it is a method: write `self: &Type`, `self: &mut Type` or `self: Type`"
        ) }
    };
    (@item $($item:tt)*) => { $crate::__closures_export_refuse! { $($item)* } };
    (
        $(#$a1:tt)* $v1:vis fn $n1:tt $p1:tt $(-> $r1:ty)? $b1:block
        $(#$a2:tt)* $v2:vis fn $n2:tt $p2:tt $(-> $r2:ty)? $b2:block
        $(#$a3:tt)* $v3:vis fn $n3:tt $p3:tt $(-> $r3:ty)? $b3:block
        $(#$a4:tt)* $v4:vis fn $n4:tt $p4:tt $(-> $r4:ty)? $b4:block
        $(#$a5:tt)* $v5:vis fn $n5:tt $p5:tt $(-> $r5:ty)? $b5:block
        $(#$a6:tt)* $v6:vis fn $n6:tt $p6:tt $(-> $r6:ty)? $b6:block
        $(#$a7:tt)* $v7:vis fn $n7:tt $p7:tt $(-> $r7:ty)? $b7:block
        $(#$a8:tt)* $v8:vis fn $n8:tt $p8:tt $(-> $r8:ty)? $b8:block
        $($rest:tt)*
    ) => {
        $crate::__closures_export_items! {
            $(#$a1)* $v1 fn $n1 $p1 $(-> $r1)? $b1
            $(#$a2)* $v2 fn $n2 $p2 $(-> $r2)? $b2
            $(#$a3)* $v3 fn $n3 $p3 $(-> $r3)? $b3
            $(#$a4)* $v4 fn $n4 $p4 $(-> $r4)? $b4
            $(#$a5)* $v5 fn $n5 $p5 $(-> $r5)? $b5
            $(#$a6)* $v6 fn $n6 $p6 $(-> $r6)? $b6
            $(#$a7)* $v7 fn $n7 $p7 $(-> $r7)? $b7
            $(#$a8)* $v8 fn $n8 $p8 $(-> $r8)? $b8
        }
        $crate::__closures_export_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:tt $params:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__closures_export_items! { $(#$attribute)* $vis fn $name $params $(-> $result)? $body }
        $crate::__closures_export_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis type $name:tt; $($rest:tt)*) => {
        $crate::__closures_export_items! { $(#$attribute)* $vis type $name; }
        $crate::__closures_export_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis async $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be async: call back through a `JsFunction<_>`"
        }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis unsafe $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be unsafe: JavaScript can keep no promise; write a safe one that checks"
        }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis const fn $($rest:tt)*) => {
        $crate::__private::core::compile_error! { "closures_export!: leave out `const`: write `fn name(..) { .. }`" }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis extern $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: leave out `extern`: write `fn name(..) { .. }`, and JavaScript calls it by `app.exports`"
        }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: give each parameter a concrete type"
        ) }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: name a concrete type, `type Numbers = List<f64>;`, and export that: `type Numbers;`"
        ) }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident = $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `type ", $crate::__private::core::stringify!($name),
            ";` exports a type that is defined outside of the block"
        ) }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis struct $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis enum $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? ; $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` has no body: write `{ .. }`; a JavaScript function is declared in `closures_extern!`"
        ) }
        $crate::__closures_export_rest! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? where $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic, and has no `where`: give each parameter a concrete type"
        ) }
        $crate::__closures_export_skip! { $($rest)* }
    };
    ($first:tt $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: write functions, `fn name(parameter: Type, ..) -> Type { .. }`, and types, `type Name;`"
        }
        $crate::__closures_export_skip! { $first $($rest)* }
    };
}

/// Goes on behind the next semicolon or braces.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_skip {
    () => {};
    (; $($rest:tt)*) => { $crate::__closures_export_rest! { $($rest)* } };
    ({ $($body:tt)* } $($rest:tt)*) => { $crate::__closures_export_rest! { $($rest)* } };
    ($skipped:tt $($rest:tt)*) => { $crate::__closures_export_skip! { $($rest)* } };
}

/// Takes apart what stands behind a mistake: with less fuel, because the mistake may stand far down in the block.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_rest {
    ($($items:tt)*) => {
        $crate::__closures_export_groups! { [+ + + + + + + + + + + + + + + + + + + + + + + +] [] $($items)* }
    };
}
