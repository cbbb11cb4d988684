//! Writes an exported function: the function as it stands, and the wasm export that JavaScript calls.

/// Says what is wrong with a function whose options ask for another: of its own tokens, so that the error stands there.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_check {
    (
        options: [$(,)* name = $js:literal $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt,
        result: $result:tt
    ) => {
        $crate::__closures_export_check! {
            options: [$($more)*], cfg: $cfg, name: $name, args: $args, same: $same, result: $result
        }
    };
    (
        options: [$(,)* constructor $($more:tt)*], cfg: [$($cfg:tt)*], name: $name:tt, args: $args:tt, same: $same:tt,
        result: [$result:ty]
    ) => {
        $($cfg)*
        #[allow(deprecated, reason = "it is exported all the same")]
        const _: () = <$result as $crate::__private::MadeByNew>::YES;
    };
    (
        options: [$(,)* constructor $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt, result: []
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $args @export $name "a `#[js(constructor)]` returns what it makes: write `-> T`"
        }
    };
    (
        options: [$(,)* getter $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: (self: $class:ty $(,)?), same: $same:tt,
        result: $result:tt
    ) => {};
    (
        options: [$(,)* getter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)+ $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same @export $name "a `#[js(getter)]` takes `self` alone: leave out the other parameters"
        }
    };
    (
        options: [$(,)* setter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty, $arg:ident: $ty:ty $(,)?), same: $same:tt, result: $result:tt
    ) => {};
    (
        options: [$(,)* setter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same
            @export $name "a `#[js(setter)]` takes `self` and the new value: write `(self: &mut T, value: V)`"
        }
    };
    // No option, or a mistake that is found elsewhere.
    (
        options: $options:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt, result: $result:tt
    ) => {};
}

/// Warns of a function or a method that is called `then` in JavaScript, where `await` would call it. Macros can only warn of what is
/// deprecated. The lint attributes of the function say whether it is warned.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_then {
    (options: [$(,)* name = $js:tt $($more:tt)*], js: $old:tt, kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { options: [$($more)*], js: $js, kept: $kept, name: $name, args: $args }
    };
    (options: [$(,)*], js: then, kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $name $args }
    };
    (options: [$(,)*], js: "then", kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $name $args }
    };
    (@warn ($dollar:tt) [$($kept:tt)*] $name:tt $args:tt) => {
        const _: () = {
            macro_rules! $name {
                ($dollar($dollar tokens:tt)*) => {
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
    (options: $options:tt, js: $js:tt, kept: $kept:tt, name: $name:tt, args: $args:tt) => {};
}

/// Writes a function or a method, and its wasm export.
///
/// Its parameters come twice, because only the word `self` of the user's own tokens means the `self` of the body.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_function {
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: &mut $_:ty $(, $($__:tt)*)?), same: ($this:ident: &mut $class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: &mut $class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: &$_:ty $(, $($__:tt)*)?), same: ($this:ident: &$class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: &$class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: $_:ty $(, $($__:tt)*)?), same: ($this:ident: $class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: $class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], docs: $docs:tt, options: $options:tt,
        head: [$vis:vis] name: $name:ident,
        args: ($($arg:ident: $ty:ty),* $(,)?), same: $same:tt, result: [$($result:ty)?], body: $body:block
    ) => {
        $($kept)*
        #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
        $vis fn $name($($arg: $ty),*) $(-> $result)? $body

        $($cfg)*
        #[allow(deprecated, dead_code, clippy::type_complexity, reason = "JavaScript calls it")]
        const _: () = {
            // By this name, because a parameter may have that of the function.
            const __CLOSURES_EXPORT_FUNCTION: fn($($ty),*) $(-> $result)? = $name;
            $crate::__closures_export_record! {
                key: [$crate::__closures_export_key!($name)], name: $name, docs: $docs, options: function $options,
                params: [$(($arg: $ty))*], result: [$($result)?]
            }
            $crate::__closures_export_entry! {
                key: [$crate::__closures_export_key!($name)], asked: EXPORT, function: [__CLOSURES_EXPORT_FUNCTION],
                args: [$(($arg: $ty))*], result: [$($result)?]
            }
        };
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:tt,
        args: $args:tt, same: $same:tt, result: [$($result:ty)?], body: $body:block
    ) => {
        $crate::__closures_export_refuse! { fn $name $args $(-> $result)? $body }
    };
}

/// Writes a method, and its wasm export.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_method {
    (
        kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], docs: $docs:tt, options: $options:tt,
        head: [$vis:vis] name: $name:ident, this: [$this:ident: $this_ty:ty] class: [$class:ty]
        args: ($($arg:ident: $ty:ty),* $(,)?), result: [$($result:ty)?], body: $body:block
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis fn $name($this: $this_ty $(, $arg: $ty)*) $(-> $result)? $body
        }

        $($cfg)*
        #[allow(deprecated, dead_code, clippy::type_complexity, reason = "JavaScript calls it")]
        const _: () = {
            $crate::__closures_export_record! {
                key: [$crate::__closures_export_key!($name of $class)], name: $name, docs: $docs, options: method $options,
                params: [($this: $this_ty) $(($arg: $ty))*], result: [$($result)?]
            }
            $crate::__closures_export_entry! {
                key: [$crate::__closures_export_key!($name of $class)], asked: EXPORT, function: [<$class>::$name],
                args: [(__closures_export_this: $this_ty) $(($arg: $ty))*], result: [$($result)?]
            }
        };
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        this: [$this:ident: $this_ty:ty] class: $class:tt args: ($($args:tt)*), result: [$($result:ty)?], body: $body:block
    ) => {
        $crate::__closures_export_refuse! { fn $name($this: $this_ty, $($args)*) $(-> $result)? $body }
    };
}

/// The name of an item's wasm export: that of its block, two colons, and the Rust name; of a method, its type in front.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_key {
    ($name:ident $(of $class:ty)?) => {
        $crate::__private::core::concat!(
            $crate::__closures_extern_id!(), "::",
            $($crate::__private::core::stringify!($class), ".",)? $crate::__private::core::stringify!($name)
        )
    };
}

/// Writes the wasm export of a function: receive the parameters, call, give the result.
///
/// Subtle: `ClosuresExportChecked` holds `asked`, the constant of the record, which asks the types. A type that cannot cross is an error
/// there, and not another one at each use here (tests/ui).
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_entry {
    (key: [$($key:tt)*], asked: $asked:ident, function: [$($function:tt)*], args: [$(($arg:ident: $ty:ty))*], result: []) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $($key)*))]
        unsafe extern "C" fn __closures_export_entry($($arg: $crate::__private::core::primitive::f64),*) {
            type ClosuresExportChecked = $crate::__private::Checked<{ let _ = $asked; true }>;
            let crossings = $crate::__private::enter();
            // SAFETY: as below.
            #[allow(unused_unsafe, reason = "without parameters there is nothing to receive")]
            unsafe {
                $(let mut $arg = $crate::__private::hold::<$ty, _, ClosuresExportChecked>($arg);)*
                $($function)*($($crate::__private::pass::<$ty, _, ClosuresExportChecked>(&mut $arg)),*)
            }
            $crate::__private::leave(crossings);
        }
    };
    (key: [$($key:tt)*], asked: $asked:ident, function: [$($function:tt)*], args: [$(($arg:ident: $ty:ty))*], result: [$result:ty]) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $($key)*))]
        unsafe extern "C" fn __closures_export_entry(
            $($arg: $crate::__private::core::primitive::f64),*
        ) -> $crate::__private::core::primitive::f64 {
            type ClosuresExportChecked = $crate::__private::Checked<{ let _ = $asked; true }>;
            let crossings = $crate::__private::enter();
            // SAFETY:
            // - `exported` in js/src/adapters/adapters.js lowers the arguments to these very slots: it knows them from the record,
            //   which `__closures_export_record!` makes of the same tokens.
            // - They are fresh, each is received once, and nothing else runs until all are.
            // - What is held for references lives until the result is given.
            #[allow(unused_unsafe, reason = "without parameters there is nothing to receive")]
            let out = unsafe {
                $(let mut $arg = $crate::__private::hold::<$ty, _, ClosuresExportChecked>($arg);)*
                $crate::__private::give_result::<_, ClosuresExportChecked>($($function)*($($crate::__private::pass::<$ty, _, ClosuresExportChecked>(&mut $arg)),*))
            };
            $crate::__private::leave(crossings);
            out
        }
    };
}

/// The type of a result; nothing written is `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_result {
    () => {
        <() as $crate::__private::ReturnToJs>::TYPE
    };
    ($result:ty) => {
        <$result as $crate::__private::ReturnToJs>::TYPE
    };
}
