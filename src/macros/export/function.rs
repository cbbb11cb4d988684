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
