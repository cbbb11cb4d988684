//! `async fn` in both macros: what it becomes, and where it cannot be.

/// An imported `async fn f(..) -> Result<T, E>` is `fn f(..) -> JsPromise<T, E>`: it is handed back to what declares or describes an item.
/// Its options are asked first, one at a time, whether they are for what can be `async`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_async {
    // What is wrong is said where the item is declared, and then it is no item.
    (@wrong declare [$kept:tt $cfg:tt $js:tt $defaults:tt] $name:tt $arguments:tt $($message:tt)*) => {
        $crate::__closures_extern_say_of! { ($) $name $arguments $($message)* }
    };
    (@wrong describe $state:tt $($rest:tt)*) => { $crate::__private::Import::Absent };
    (
        [$whole:tt (constructor $($option:tt)*) $($rest:tt)*] then: [$then:ident $state:tt], [$vis:vis] $mark:vis fn $name:tt $arguments:tt $($result:tt)*
    ) => {
        $crate::__closures_extern_async! {
            @wrong $then $state $name $arguments
            "a constructor cannot be `async`: `new` returns the object itself; import a static method that returns a promise of it"
        }
    };
    ([$whole:tt (getter $($option:tt)*) $($rest:tt)*] then: [$then:ident $state:tt], [$vis:vis] $mark:vis fn $name:tt $arguments:tt $($result:tt)*) => {
        $crate::__closures_extern_async! {
            @wrong $then $state $name $arguments
            "a getter cannot be `async`: if the property is a promise, write `fn` without `async`, and `-> JsPromise<T>`"
        }
    };
    ([$whole:tt (setter $($option:tt)*) $($rest:tt)*] then: [$then:ident $state:tt], [$vis:vis] $mark:vis fn $name:tt $arguments:tt $($result:tt)*) => {
        $crate::__closures_extern_async! {
            @wrong $then $state $name $arguments "a setter returns nothing to wait for: write `fn` without `async`"
        }
    };
    ([$whole:tt (indexing_getter $($option:tt)*) $($rest:tt)*] $($then:tt)*) => {
        $crate::__closures_extern_async! { [$whole (getter)] $($then)* }
    };
    ([$whole:tt (indexing_setter $($option:tt)*) $($rest:tt)*] $($then:tt)*) => {
        $crate::__closures_extern_async! { [$whole (setter)] $($then)* }
    };
    ([$whole:tt (indexing_deleter $($option:tt)*) $($rest:tt)*] then: [$then:ident $state:tt], [$vis:vis] $mark:vis fn $name:tt $arguments:tt $($result:tt)*) => {
        $crate::__closures_extern_async! {
            @wrong $then $state $name $arguments "a deleter returns nothing to wait for: write `fn` without `async`"
        }
    };
    // The next option, and the next list of them.
    ([$whole:tt ($option:ident $(= $value:tt)? $(, $($more:tt)*)?) $($rest:tt)*] $($then:tt)*) => {
        $crate::__closures_extern_async! { [$whole ($($($more)*)?) $($rest)*] $($then)* }
    };
    ([$whole:tt $options:tt $($rest:tt)*] $($then:tt)*) => {
        $crate::__closures_extern_async! { [$($rest)*] $($then)* }
    };
    ([] then: [declare [$kept:tt $cfg:tt $js:tt $defaults:tt]], [$vis:vis] $mark:vis fn $name:tt $arguments:tt -> $result:ty) => {
        $crate::__closures_extern_declare! {
            [[] $vis fn $name $arguments -> $crate::__closures_extern_promise!($result)] $kept $cfg $js $defaults
        }
    };
    ([] then: [describe [$cfg:tt $js:tt $defaults:tt]], [$vis:vis] $mark:vis fn $name:tt $arguments:tt -> $result:ty) => {
        $crate::__closures_extern_describe! {
            [[] $vis fn $name $arguments -> $crate::__closures_extern_promise!($result)] $cfg $js $defaults
        }
    };
    ([] then: [$then:ident $state:tt], [$vis:vis] $mark:vis fn $name:tt $arguments:tt) => {
        $crate::__closures_extern_async! {
            @wrong $then $state $name $arguments
            "an imported `async fn` returns a `Result`, because its promise may be rejected: write `-> Result<(), JsValue>`"
        }
    };
    ([] then: [declare $state:tt], [$vis:vis] $mark:vis $kind:ident $name:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`", $crate::__private::core::stringify!($kind $name), "`: only a function can be `async`: leave it out"
        }
    };
    ([] then: [describe $state:tt], $($rest:tt)*) => { $crate::__private::Import::Absent };
}

/// The promise of a result that has been asked whether it is one, and so is one error, at the type, if it is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_promise {
    ($result:ty) => {
        <$result as $crate::__private::Settles<
            $crate::__private::Checked<{ <$result as $crate::__private::MayBeRejected>::ASKED }>,
        >>::Promise
    };
}

/// An exported `async fn`: stays as it is, and is described with the future in mind. Its options are asked first whether they are for what
/// can be `async`. The parameters come twice, as in the groups.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_async {
    ([$(,)* name = $js:literal $($more:tt)*] $($then:tt)*) => { $crate::__closures_export_async! { [$($more)*] $($then)* } };
    ([$(,)* constructor $($more:tt)*] declare $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $($rest:tt)*) => {
        $crate::__closures_extern_say! {
            ($) $name $params
            @export $name "a constructor cannot be `async`: `new` returns the object itself; leave out `constructor`, and it is a function"
        }
    };
    ([$(,)* getter $($more:tt)*] declare $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $($rest:tt)*) => {
        $crate::__closures_extern_say! {
            ($) $name $params @export $name "a getter cannot be `async`: leave out `getter`, and it is a method"
        }
    };
    ([$(,)* setter $($more:tt)*] declare $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $($rest:tt)*) => {
        $crate::__closures_extern_say! {
            ($) $name $params @export $name "a setter cannot be `async`: leave out `setter`, and it is a method"
        }
    };
    ([$(,)* constructor $($more:tt)*] describe $($rest:tt)*) => { $crate::__private::Export::Absent };
    ([$(,)* getter $($more:tt)*] describe $($rest:tt)*) => { $crate::__private::Export::Absent };
    ([$(,)* setter $($more:tt)*] describe $($rest:tt)*) => { $crate::__private::Export::Absent };
    (
        [$(,)* static_method_of = $class:ty $(, $($more:tt)*)?] declare [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis]
        $name:ident ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            $vis async fn $name $same $(-> $result)? $body
        }
    };
    ([$(,)* static_method_of = $class:ty $(, $($more:tt)*)?] declare $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $same:tt $result:tt $body:tt) => {
        $crate::__closures_export_plain! {
            [async [static_method_of = $class] declare $kept $cfg $vis $same $result $body] $name [] $params
        }
    };
    // Another option, which changes nothing here, or is refused elsewhere.
    ([$(,)* $option:ident $($more:tt)*] $($then:tt)*) => { $crate::__closures_export_async! { [] $($then)* } };
    (
        [$(,)*] declare [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident (self: &mut $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt
        [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis async fn $name $same $(-> $result)? $body
        }
    };
    (
        [$(,)*] declare [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident (self: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt
        [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis async fn $name $same $(-> $result)? $body
        }
    };
    (
        [$(,)*] declare [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt
        [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis async fn $name $same $(-> $result)? $body
        }
    };
    (
        [$(,)*] declare [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$($result:ty)?] $body:tt
    ) => {
        $($cfg)*
        $($kept)*
        #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
        $vis async fn $name $same $(-> $result)? $body
    };
    ([$(,)*] declare $kept:tt $cfg:tt $vis:tt $name:tt $params:tt $same:tt $result:tt $body:tt) => {
        $crate::__closures_export_plain! { [async [] declare $kept $cfg $vis $same $result $body] $name [] $params }
    };
    (
        [$(,)*] describe $js:tt $docs:tt $name:ident (self: &mut $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$result:ty]
    ) => {
        $crate::__closures_export_options! {
            method $js [$crate::__private::None] [$crate::__private::ExportKind::Method] $docs
            $name [$class] [self $($arg)*] [(this &mut $class) $(($arg $ty))*] [async $result]
        }
    };
    ([$(,)*] describe $js:tt $docs:tt $name:ident (self: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$result:ty]) => {
        $crate::__closures_export_options! {
            method $js [$crate::__private::None] [$crate::__private::ExportKind::Method] $docs
            $name [$class] [self $($arg)*] [(this &$class) $(($arg $ty))*] [async $result]
        }
    };
    ([$(,)*] describe $js:tt $docs:tt $name:ident (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$result:ty]) => {
        $crate::__closures_export_options! {
            method $js [$crate::__private::None] [$crate::__private::ExportKind::Method] $docs
            $name [$class] [self $($arg)*] [(this $class) $(($arg $ty))*] [async $result]
        }
    };
    ([$(,)*] describe $js:tt $docs:tt $name:ident ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$result:ty]) => {
        $crate::__closures_export_options! {
            function $js [$crate::__private::None] [$crate::__private::ExportKind::Function] $docs
            $name $same [$($arg)*] [$(($arg $ty))*] [async $result]
        }
    };
    ([$(,)*] describe $js:tt $docs:tt $name:tt $params:tt $same:tt $result:tt) => {
        $crate::__closures_export_plain! { [async [] describe $js $docs $result] $name [] $params }
    };
}

/// Writes the wasm export of an `async fn`. It receives the arguments, and makes a promise of a future that has them and calls the function:
/// so that may borrow them. They get names of this macro's, as in `__closures_export_function_entry!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_async_entry {
    ($key:tt $function:tt [$name:ident $($names:ident)*] [$($arg:tt)*] [($ty:ty) $($types:tt)*] $result:tt) => {
        $crate::__closures_export_async_entry! { $key $function [$($names)*] [$($arg)* ($name $ty)] [$($types)*] $result }
    };
    ([$($key:tt)*] [$($function:tt)*] $names:tt [$(($arg:ident $ty:ty))*] [] [$result:ty]) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $crate::__closures_export_key!($($key)*)))]
        unsafe extern "C" fn __closures_export_entry($($arg: $crate::__private::core::primitive::f64),*) -> $crate::__private::core::primitive::f64 {
            let crossings = $crate::__private::enter();
            // SAFETY:
            // - `exported` in js/src/adapters/adapters.js lowers the arguments to these very slots: it knows them from the record,
            //   which `__closures_export_describe!` makes of the same tokens.
            // - They are fresh, each is received once, and nothing else runs until all are.
            // - What is lent stays so until the promise is settled, if `promised` is told that something is: `begin` in
            //   js/src/runtime/promises.js keeps it, and the future is gone before `settle` there gives it back.
            $(let mut $arg = unsafe { $crate::__private::Argument::<$ty, _>::of($arg).hold() };)*
            let out = $crate::__private::promised(
                <$result as $crate::ReturnToJs>::ENCODING,
                $crate::__private::lends(&[$(<$ty as $crate::Parameter<'_, _>>::ENCODING),*]),
                async move {
                    <$result as $crate::ReturnToJs>::slot(
                        $($function)*($($crate::__private::Argument::<$ty, _>::of(0.0).pass(&mut $arg)),*).await
                    )
                },
            );
            $crate::__private::leave(crossings);
            out
        }
    };
}
