//! Writes the wasm export that JavaScript calls: receive the parameters, call, give the result.

/// The name of an item's wasm export: that of its block, two colons, and the Rust name; of a method, its type in front. A test says so.
/// What a field becomes has the type and a word in front, so that a method may have the field's name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_key {
    (get $name:ident of $class:ty) => {
        $crate::__closures_extern_id!(
            , "::", $crate::__private::core::stringify!($class), " get.", $crate::__private::core::stringify!($name)
        )
    };
    (set $name:ident of $class:ty) => {
        $crate::__closures_extern_id!(
            , "::", $crate::__private::core::stringify!($class), " set.set_", $crate::__private::core::stringify!($name)
        )
    };
    ($name:ident $(of $class:ty)?) => {
        $crate::__closures_extern_id!(
            , "::", $($crate::__private::core::stringify!($class), ".",)? $crate::__private::core::stringify!($name)
        )
    };
    (test $name:ident) => {
        $crate::__private::core::concat!(
            $crate::__closures_test_id!(), "::", $crate::__private::core::stringify!($name)
        )
    };
}

/// Names the parameters of a function's entry: by words of this macro's, because a parameter of the user's may have the name of the
/// function. Of a long function that is called by a constant, which costs rustc more.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_function_entry {
    ($key:tt $f:ident () $result:tt) => {
        $crate::__closures_export_entry! { $key [$f] [] $result }
    };
    ($key:tt $f:ident ($_a:ident: $A:ty $(,)?) $result:tt) => {
        $crate::__closures_export_entry! { $key [$f] [(a $A)] $result }
    };
    ($key:tt $f:ident ($_a:ident: $A:ty, $_b:ident: $B:ty $(,)?) $result:tt) => {
        $crate::__closures_export_entry! { $key [$f] [(a $A) (b $B)] $result }
    };
    ($key:tt $f:ident ($_a:ident: $A:ty, $_b:ident: $B:ty, $_c:ident: $C:ty $(,)?) $result:tt) => {
        $crate::__closures_export_entry! { $key [$f] [(a $A) (b $B) (c $C)] $result }
    };
    ($key:tt $f:ident ($_a:ident: $A:ty, $_b:ident: $B:ty, $_c:ident: $C:ty, $_d:ident: $D:ty $(,)?) $result:tt) => {
        $crate::__closures_export_entry! { $key [$f] [(a $A) (b $B) (c $C) (d $D)] $result }
    };
    ($key:tt $f:ident ($($arg:ident: $ty:ty),* $(,)?) [$($result:ty)?]) => {
        const CLOSURES_EXPORT_FUNCTION: fn($($ty),*) $(-> $result)? = $f;
        $crate::__closures_export_entry! { $key [CLOSURES_EXPORT_FUNCTION] [$(($arg $ty))*] [$($result)?] }
    };
}

/// Writes the wasm export of a function.
///
/// Subtle: a type that cannot cross is an error in what `__closures_export_describe!` writes, and not another one here (tests/ui). Of a
/// parameter `Argument` says nothing. The result is written as there: rustc says two errors of one text and one place once.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_entry {
    ([$($key:tt)*] [$($function:tt)*] [$(($arg:ident $ty:ty))*] []) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $crate::__closures_export_key!($($key)*)))]
        unsafe extern "C" fn __closures_export_entry($($arg: $crate::__private::core::primitive::f64),*) {
            let crossings = $crate::__private::enter();
            // SAFETY: as below.
            unsafe {
                $($function)*($($crate::__private::Argument::<$ty, _>::of($arg).receive(&mut $crate::__private::None)),*);
            }
            $crate::__private::leave(crossings);
        }
    };
    ([$($key:tt)*] [$($function:tt)*] [$(($arg:ident $ty:ty))*] [$result:ty]) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $crate::__closures_export_key!($($key)*)))]
        unsafe extern "C" fn __closures_export_entry(
            $($arg: $crate::__private::core::primitive::f64),*
        ) -> $crate::__private::core::primitive::f64 {
            let crossings = $crate::__private::enter();
            // SAFETY:
            // - `exported` in js/src/adapters/adapters.js lowers the arguments to these very slots: it knows them from the record,
            //   which `__closures_export_describe!` makes of the same tokens.
            // - They are fresh, each is received once, and nothing else runs until all are.
            // - What is held for references lives until the result is given, at the end of this statement.
            let out = unsafe {
                <$result as $crate::ReturnToJs>::slot(
                    $($function)*($($crate::__private::Argument::<$ty, _>::of($arg).receive(&mut $crate::__private::None)),*)
                )
            };
            $crate::__private::leave(crossings);
            out
        }
    };
}
