//! Whether a function is what its options say, and the name that `await` looks for.

/// Says what is wrong with a function whose options ask for another: of its own tokens, so that the error stands there. Whether a
/// constructor's result is an exported type, its description asks.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_check {
    (
        options: [$(,)* name = $js:literal $($more:tt)*], name: $name:tt, args: $args:tt, same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_export_check! { options: [$($more)*], name: $name, args: $args, same: $same, result: $result }
    };
    (
        options: [$(,)* constructor $($more:tt)*], name: $name:tt, args: $args:tt, same: $same:tt, result: []
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $args @export $name "a `#[js(constructor)]` returns what it makes: write `-> T`"
        }
    };
    (
        options: [$(,)* getter $($more:tt)*], name: $name:tt, args: (self: $class:ty $(,)?), same: $same:tt,
        result: $result:tt
    ) => {};
    (
        options: [$(,)* getter $($more:tt)*], name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)+ $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same @export $name "a `#[js(getter)]` takes `self` alone: leave out the other parameters"
        }
    };
    (
        options: [$(,)* setter $($more:tt)*], name: $name:tt,
        args: (self: $class:ty, $arg:ident: $ty:ty $(,)?), same: $same:tt, result: $result:tt
    ) => {};
    (
        options: [$(,)* setter $($more:tt)*], name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same
            @export $name "a `#[js(setter)]` takes `self` and the new value: write `(self: &mut T, value: V)`"
        }
    };
    // No option, or a mistake that is found elsewhere.
    (
        options: $options:tt, name: $name:tt, args: $args:tt, same: $same:tt, result: $result:tt
    ) => {};
}

/// Warns of a function or a method that is called `then` in JavaScript, where `await` would call it. Macros can only warn of what is
/// deprecated. The lint attributes of the function say whether it is warned.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_then {
    (options: [$(,)* name = $js:tt $($more:tt)*], js: $old:tt, kept: $kept:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { options: [$($more)*], js: $js, kept: $kept, cfg: $cfg, name: $name, args: $args }
    };
    (options: [$(,)*], js: then, kept: $kept:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $cfg $name $args }
    };
    (options: [$(,)*], js: "then", kept: $kept:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $cfg $name $args }
    };
    (@warn ($dollar:tt) [$($kept:tt)*] [$($cfg:tt)*] $name:tt $args:tt) => {
        const _: () = {
            macro_rules! $name {
                ($dollar($dollar tokens:tt)*) => {
                    $($cfg)*
                    $($kept)*
                    #[allow(dead_code, clippy::must_use_unit, reason = "it is there for its warning")]
                    fn warned() {
                        $crate::__private::awaited();
                    }
                };
            }
            $name! $args;
        };
    };
    // Another name, or a property.
    (options: $options:tt, js: $js:tt, kept: $kept:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt) => {};
}

/// Writes a function with options, which are known to be right: an associated one, if they name its type, or by that a constructor's
/// result is.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_associate {
    ([$(,)* name = $js:literal $($more:tt)*] $($function:tt)*) => {
        $crate::__closures_export_associate! { [$($more)*] $($function)* }
    };
    ([$(,)* constructor = $class:ty $(, $($more:tt)*)?] $($function:tt)*) => {
        $crate::__closures_export_associate! { [$class] of $($function)* }
    };
    ([$(,)* static_method_of = $class:ty $(, $($more:tt)*)?] $($function:tt)*) => {
        $crate::__closures_export_associate! { [$class] of $($function)* }
    };
    ([$(,)* constructor $(, $($more:tt)*)?] $kept:tt $cfg:tt [$vis:vis] $name:tt $params:tt $same:tt [$result:ty] $body:tt) => {
        $crate::__closures_export_associate! { [$result] of $kept $cfg [$vis] $name $params $same [$result] $body }
    };
    // Only a method is one of its type already.
    ([$class:ty] of $kept:tt $cfg:tt [$vis:vis] $name:tt (self $($params:tt)*) $same:tt $result:tt $body:tt) => {
        $crate::__closures_export_declare! { [[] $vis fn $name $name (self $($params)*) $same $result $body] $kept $cfg [checked] }
    };
    (
        [$class:ty] of [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            $vis fn $name $same $(-> $result)? $body
        }
    };
    ([$class:ty] of $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $same:tt $result:tt $body:tt) => {
        $crate::__closures_export_plain! { [of [$class] $kept $cfg $vis $same $result $body] $name [] $params }
    };
    ($options:tt $kept:tt $cfg:tt [$vis:vis] $name:tt $params:tt $same:tt $result:tt $body:tt) => {
        $crate::__closures_export_declare! { [[] $vis fn $name $name $params $same $result $body] $kept $cfg [checked] }
    };
}

/// Leaves out the `mut` in front of parameters, and writes or describes the function then, whose own parameters stay what they are; or says
/// that they are no plain names.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_plain {
    ([declare $kept:tt $cfg:tt [$vis:vis] $same:tt $result:tt $body:tt] $name:tt [$($plain:tt)*] ()) => {
        $crate::__closures_export_declare! { [[] $vis fn $name $name ($($plain)*) $same $result $body] $kept $cfg [checked] }
    };
    ([of $class:tt $kept:tt $cfg:tt $vis:tt $same:tt $result:tt $body:tt] $name:tt [$($plain:tt)*] ()) => {
        $crate::__closures_export_associate! { $class of $kept $cfg $vis $name ($($plain)*) $same $result $body }
    };
    ([describe $js:tt $docs:tt $result:tt] $name:tt [$($plain:tt)*] ()) => {
        $crate::__closures_export_describe! { [[] fn $name $name ($($plain)*) ($($plain)*) $result {}] [] $js $docs }
    };
    ([async $options:tt declare $kept:tt $cfg:tt $vis:tt $same:tt $result:tt $body:tt] $name:tt [$($plain:tt)*] ()) => {
        $crate::__closures_export_async! { $options declare $kept $cfg $vis $name ($($plain)*) $same $result $body }
    };
    ([async $options:tt describe $js:tt $docs:tt $result:tt] $name:tt [$($plain:tt)*] ()) => {
        $crate::__closures_export_async! { $options describe $js $docs $name ($($plain)*) ($($plain)*) $result }
    };
    ($then:tt $name:tt [] (mut self $($params:tt)+)) => {
        $crate::__closures_export_plain! { $then $name [] (self $($params)+) }
    };
    ($then:tt $name:tt [] (self: &mut $class:ty $(, $($params:tt)*)?)) => {
        $crate::__closures_export_plain! { $then $name [self: &mut $class,] ($($($params)*)?) }
    };
    ($then:tt $name:tt [] (self: &$class:ty $(, $($params:tt)*)?)) => {
        $crate::__closures_export_plain! { $then $name [self: &$class,] ($($($params)*)?) }
    };
    ($then:tt $name:tt [$($plain:tt)*] (mut $arg:ident: $ty:ty $(, $($params:tt)*)?)) => {
        $crate::__closures_export_plain! { $then $name [$($plain)* $arg: $ty,] ($($($params)*)?) }
    };
    ($then:tt $name:tt [$($plain:tt)*] ($arg:ident: $ty:ty $(, $($params:tt)*)?)) => {
        $crate::__closures_export_plain! { $then $name [$($plain)* $arg: $ty,] ($($($params)*)?) }
    };
    ([declare $kept:tt $cfg:tt $vis:tt $same:tt $($function:tt)*] $name:tt $plain:tt $params:tt) => {
        $crate::__closures_export_refuse! { @params $name $same $same }
    };
    ([of $class:tt $kept:tt $cfg:tt $vis:tt $same:tt $($function:tt)*] $name:tt $plain:tt $params:tt) => {
        $crate::__closures_export_refuse! { @params $name $same $same }
    };
    ([async $options:tt declare $kept:tt $cfg:tt $vis:tt $same:tt $($function:tt)*] $name:tt $plain:tt $params:tt) => {
        $crate::__closures_export_refuse! { @params $name $same $same }
    };
    ($then:tt $name:tt $plain:tt $params:tt) => { $crate::__private::Export::Absent };
}
