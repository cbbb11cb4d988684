//! Mistakes in the arguments of a function, and in what they are for its options.

/// Asks whether a method has the arguments of its form. Mistakes of other kinds are found elsewhere.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_form {
    (Getter $name:tt $at:tt $function:tt (this: &$class:ty $(,)?)) => {};
    (Setter [] [$at:tt] $function:tt (this: &$class:ty, $value:ident: $ty:ty $(,)?)) => {
        // Without a name of its own, the function's name says the property.
        $crate::__closures_extern_wrong! { @ ($) $at $at @setter $function }
    };
    (Setter $name:tt $at:tt $function:tt (this: &$class:ty, $value:ident: $ty:ty $(,)?)) => {};
    (IndexingGetter $name:tt $at:tt $function:tt (this: &$class:ty, $index:ident: $ty:ty $(,)?)) => {};
    (
        IndexingSetter $name:tt $at:tt $function:tt
        (this: &$class:ty, $index:ident: $index_ty:ty, $value:ident: $ty:ty $(,)?)
    ) => {};
    (IndexingDeleter $name:tt $at:tt $function:tt (this: &$class:ty, $index:ident: $ty:ty $(,)?)) => {};
    (Getter $name:tt $at:tt $function:tt ()) => {};
    (Getter $name:tt $at:tt $function:tt (this: $other:ty $(,)?)) => {};
    (Setter $name:tt $at:tt $function:tt (this: &$class:ty $(,)?)) => {
        $crate::__closures_extern_form! { @ $at $function "a setter takes `this: &T` and the value" }
    };
    (Setter [] [$at:tt] $function:tt ($value:ident: $ty:ty $(,)?)) => {
        $crate::__closures_extern_wrong! { @ ($) $at $at @setter $function }
    };
    (Setter $name:tt $at:tt $function:tt ($value:ident: $ty:ty $(,)?)) => {};
    (Getter $name:tt $at:tt $function:tt ($($arg:ident: $ty:ty),* $(,)?)) => {
        $crate::__closures_extern_form! {
            @ $at $function "a getter takes `this: &T` alone, or nothing if the property is no object's but a namespace's or a class's"
        }
    };
    (Setter $name:tt $at:tt $function:tt ($($arg:ident: $ty:ty),* $(,)?)) => {
        $crate::__closures_extern_form! {
            @ $at $function "a setter takes `this: &T` and the value, or the value alone if the property is a namespace's or a class's"
        }
    };
    (IndexingGetter $name:tt $at:tt $function:tt (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?)) => {
        $crate::__closures_extern_form! { @ $at $function "an indexing getter takes `this` and the index" }
    };
    (IndexingSetter $name:tt $at:tt $function:tt (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?)) => {
        $crate::__closures_extern_form! { @ $at $function "an indexing setter takes `this`, the index and the value" }
    };
    (IndexingDeleter $name:tt $at:tt $function:tt (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?)) => {
        $crate::__closures_extern_form! { @ $at $function "an indexing deleter takes `this` and the index" }
    };
    (@ [$at:tt] $function:tt $message:literal) => {
        $crate::__closures_extern_wrong! {
            @ ($) $at $at "`fn ", $crate::__private::core::stringify!($function), "`: ", $message
        }
    };
    ($form:ident $name:tt $at:tt $function:tt $arguments:tt) => {};
}

/// Asks whether the last argument of a variadic function is a list: by a constant, because only its type says so.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_variadic {
    ([$($cfg:tt)*] [$at:tt] $function:tt ($($arg:ident: $ty:ty),* $(,)?)) => {
        $($cfg)*
        const _: () = {
            // Subtle: here, as everywhere else, so that a type which cannot cross is no second error (tests/ui).
            #[allow(deprecated, reason = "the declaration says it")]
            const CLOSURES_EXTERN_TYPES: &[&$crate::__private::Type] = &[$(<$ty as $crate::__private::ToJs>::TYPE),*];
            $crate::__closures_extern_wrong! { @ ($) $at $at @variadic $function }
        };
    };
    ($cfg:tt $at:tt $function:tt $arguments:tt) => {};
}

/// A function of the same name and number of arguments, so that its callers are no further errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_stub {
    ([$($cfg:tt)*] $vis:vis $name:ident [$($ty:ty,)*] [$($result:ty)?]) => {
        $($cfg)*
        #[allow(unused, clippy::all, reason = "only there for its callers")]
        $vis fn $name($(_: $ty),*) $(-> $result)? {
            $crate::__private::refused()
        }
    };
}

/// An argument of type `impl Trait` or `dyn Trait`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_refuse_unsized {
    ($keyword:ident $name:tt $arg:ident) => {
        $crate::__closures_extern_message! {
            "`fn ", $crate::__private::core::stringify!($name), "`: a closure is passed by reference: instead of `",
            $crate::__private::core::stringify!($arg), ": ", $crate::__private::core::stringify!($keyword), " ..` write `",
            $crate::__private::core::stringify!($arg), ": &dyn Fn(..)` or `",
            $crate::__private::core::stringify!($arg), ": &mut dyn FnMut(..)`, for as long as the function runs, or `",
            $crate::__private::core::stringify!($arg), ": &Closure<dyn FnMut(..)>`"
        }
    };
}

/// A method whose first argument is not `this: &T`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_refuse_this {
    ($form:ident $name:tt $arguments:tt (this: $other:ty $(, $arg:ident: $ty:ty)* $(,)?)) => {
        const _: () = <$other as $crate::__private::This>::IS_ONE;
    };
    ($form:ident $name:tt $arguments:tt (this: $($rest:tt)*)) => {
        $crate::__closures_extern_refuse_arguments! { at: [$name $arguments], stub: [], types: [], arguments: $arguments }
    };
    ($form:ident $name:tt $arguments:tt $opened:tt) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "the first argument is the object: write `fn ", $crate::__private::core::stringify!($name),
            "(this: &T, ..)`, where `T` is an imported type"
        }
    };
}

/// Finds the mistake in the arguments of a function, and gathers their types for a stub.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_refuse_arguments {
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (& $($lifetime:lifetime)? self $($rest:tt)*)) => {
        $crate::__closures_extern_refuse_arguments! { @self $name $arguments $stub $types }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (& $($lifetime:lifetime)? mut self $($rest:tt)*)) => {
        $crate::__closures_extern_refuse_arguments! { @self $name $arguments $stub $types }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (self $($rest:tt)*)) => {
        $crate::__closures_extern_refuse_arguments! { @self $name $arguments $stub $types }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (mut self $($rest:tt)*)) => {
        $crate::__closures_extern_refuse_arguments! { @self $name $arguments $stub $types }
    };
    (@self $name:tt $arguments:tt $stub:tt $types:tt) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "an imported function has no `self`: write `fn ",
            $crate::__private::core::stringify!($name), "(this: &T, ..)`, where `T` is an imported type"
        }
    };
    (
        at: [$name:tt $arguments:tt], stub: $stub:tt, types: [$($types:ty,)*],
        arguments: (mut $arg:ident : $ty:ty $(, $($rest:tt)*)?)
    ) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "an import only passes its arguments on: write `", $crate::__private::core::stringify!($arg),
            "` without `mut`"
        }
        $crate::__closures_extern_refuse_arguments! { @stub $stub [$($types,)* $ty,] ($($($rest)*)?) }
    };
    (
        at: [$name:tt $arguments:tt], stub: $stub:tt, types: [$($types:ty,)*],
        arguments: (_ : $ty:ty $(, $($rest:tt)*)?)
    ) => {
        $crate::__closures_extern_say_of! { ($) $name $arguments "give each argument a name: `_` is none" }
        $crate::__closures_extern_refuse_arguments! { @stub $stub [$($types,)* $ty,] ($($($rest)*)?) }
    };
    (
        at: $at:tt, stub: $stub:tt, types: [$($types:ty,)*], arguments: ($arg:ident : $ty:ty $(, $($rest:tt)*)?)
    ) => {
        $crate::__closures_extern_refuse_arguments! {
            at: $at, stub: $stub, types: [$($types,)* $ty,], arguments: ($($($rest)*)?)
        }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: ($arg:ident : $ty:ty = $($rest:tt)*)) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "an argument has no default value: take an `Option` and pass `None`"
        }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (... $($rest:tt)*)) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "write `#[js(variadic)]` above the function, and a list as its last argument: `rest: Vec<JsValue>`"
        }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: ($arg:ident $(, $($rest:tt)*)?)) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "`", $crate::__private::core::stringify!($arg), "` has no type: write `",
            $crate::__private::core::stringify!($arg), ": Type`"
        }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: (#$attribute:tt $($rest:tt)*)) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "an argument has no attributes: write them above the function"
        }
        $crate::__closures_extern_refuse_arguments! { @stub $stub $types ($($rest)*) }
    };
    (at: [$name:tt $arguments:tt], stub: $stub:tt, types: $types:tt, arguments: $rest:tt) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "an argument is a plain name and a type: write `name: Type` instead of a pattern"
        }
    };
    (@stub [$cfg:tt $vis:vis $name:ident $result:tt] [$($types:ty,)*] ($($arg:tt : $ty:ty),* $(,)?)) => {
        $crate::__closures_extern_stub! { $cfg $vis $name [$($types,)* $($ty,)*] $result }
    };
    (@stub $stub:tt $types:tt $rest:tt) => {};
}
