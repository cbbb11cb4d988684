//! What a block says of its exports, and the custom section that it goes into.

/// Writes what a block says of an item: an `Export`, which is `Absent` where its `#[cfg]` is false, and for what
/// `__closures_export_declare!` refuses. In front of it stands the wasm export, which so needs no constant around it.
///
/// `docs` are the lines of its documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_describe {
    // What only crosses is no export.
    ([$attributes:tt $vis:vis struct $name:tt $__:tt { $($body:tt)* } $same:tt []] [] [] []) => { $crate::__private::Export::Absent };
    ([$attributes:tt $vis:vis enum $name:tt $__:tt { $($body:tt)* } $same:tt []] [] [] []) => { $crate::__private::Export::Absent };
    (
        [[$(#[doc = $doc:literal])* $(#[js($($option:tt)*)])*] $vis:vis fn $name:ident $__:tt (self: &mut $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [] [$($js:tt)*] [$($docs:tt)*]
    ) => {
        $crate::__closures_export_options! {
            method [$($js)* $($($option)* ,)*] [$crate::__private::None] [$crate::__private::ExportKind::Method] [$($docs)* $($doc,)*]
            $name [$class] [self $($arg)*] [(this &mut $class) $(($arg $ty))*] [$($result)?]
        }
    };
    (
        [[$(#[doc = $doc:literal])* $(#[js($($option:tt)*)])*] $vis:vis fn $name:ident $__:tt (self: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [] [$($js:tt)*] [$($docs:tt)*]
    ) => {
        $crate::__closures_export_options! {
            method [$($js)* $($($option)* ,)*] [$crate::__private::None] [$crate::__private::ExportKind::Method] [$($docs)* $($doc,)*]
            $name [$class] [self $($arg)*] [(this &$class) $(($arg $ty))*] [$($result)?]
        }
    };
    (
        [[$(#[doc = $doc:literal])* $(#[js($($option:tt)*)])*] $vis:vis fn $name:ident $__:tt (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [] [$($js:tt)*] [$($docs:tt)*]
    ) => {
        $crate::__closures_export_options! {
            method [$($js)* $($($option)* ,)*] [$crate::__private::None] [$crate::__private::ExportKind::Method] [$($docs)* $($doc,)*]
            $name [$class] [self $($arg)*] [(this $class) $(($arg $ty))*] [$($result)?]
        }
    };
    // A function without options.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt ($($arg:ident: $ty:ty),* $(,)?) $same:tt [] $body:tt]
        [] [] [$($docs:tt)*]
    ) => {{
        $crate::__closures_export_function_entry! { [$name] $name $same [] }
        $crate::__private::Export::Function(
            $crate::__private::core::stringify!($name $($arg)*),
            &[$($docs)* $($doc),*],
            &[$(<$ty as $crate::Parameter<'_, _>>::ENCODING),*],
            $crate::__private::UNIT,
        )
    }};
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$result:ty] $body:tt]
        [] [] [$($docs:tt)*]
    ) => {{
        $crate::__closures_export_function_entry! { [$name] $name $same [$result] }
        $crate::__private::Export::Function(
            $crate::__private::core::stringify!($name $($arg)*),
            &[$($docs)* $($doc),*],
            &[$(<$ty as $crate::Parameter<'_, _>>::ENCODING),*],
            <$result as $crate::ReturnToJs>::ENCODING,
        )
    }};
    ([[#[js($($option:tt)*)] $($attributes:tt)*] $($item:tt)*] $cfg:tt [$($js:tt)*] $docs:tt) => {
        $crate::__closures_export_describe! { [[$($attributes)*] $($item)*] $cfg [$($js)* $($option)* ,] $docs }
    };
    ([[#[cfg $condition:tt] $($attributes:tt)*] $($item:tt)*] [$($cfg:tt)*] $js:tt $docs:tt) => {
        $crate::__closures_export_describe! { [[$($attributes)*] $($item)*] [$($cfg)* #[cfg $condition]] $js $docs }
    };
    (
        [[#[doc = $first:literal] $(#[doc = $doc:literal])* $(#[js($($option:tt)*)])*] $($item:tt)*]
        $cfg:tt [$($js:tt)*] [$($docs:tt)*]
    ) => {
        $crate::__closures_export_describe! {
            [[] $($item)*] $cfg [$($js)* $($($option)* ,)*] [$($docs)* $first, $($doc,)*]
        }
    };
    (
        [[
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ] $($item:tt)*] $cfg:tt $js:tt [$($docs:tt)*]
    ) => {
        $crate::__closures_export_describe! {
            [[$($attributes)*] $($item)*] $cfg $js [$($docs)* $a, $b, $c, $d,]
        }
    };
    ([[#[doc = $doc:expr] $($attributes:tt)*] $($item:tt)*] $cfg:tt $js:tt [$($docs:tt)*]) => {
        $crate::__closures_export_describe! { [[$($attributes)*] $($item)*] $cfg $js [$($docs)* $doc,] }
    };
    ([[#$attribute:tt $($attributes:tt)*] $($item:tt)*] $cfg:tt $js:tt $docs:tt) => {
        $crate::__closures_export_describe! { [[$($attributes)*] $($item)*] $cfg $js $docs }
    };
    ([[] $($item:tt)*] [$($cfg:tt)+] $js:tt $docs:tt) => {{
        // A `#[cfg]` may remove a statement, but no element of an array that a macro writes.
        let export: $crate::__private::Export = $crate::__private::Export::Absent;
        $($cfg)+
        let export = $crate::__closures_export_describe! { [[] $($item)*] [] $js $docs };
        export
    }};
    (
        [[] $vis:vis fn $name:ident $__:tt ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [] $js:tt $docs:tt
    ) => {
        $crate::__closures_export_options! {
            function $js [$crate::__private::None] [$crate::__private::ExportKind::Function] $docs
            $name $same [$($arg)*] [$(($arg $ty))*] [$($result)?]
        }
    };
    ([[] $vis:vis type $name:ident $__:tt ; ; []] [] $js:tt $docs:tt) => {
        $crate::__closures_export_options! {
            class $js [$crate::__private::None] [$crate::__private::ExportKind::Class] $docs
            $name [] [] [] []
        }
    };
    ([[] $vis:vis type $name:ident $__:tt { $($field:tt)* } $same:tt []] [] $js:tt $docs:tt) => {
        $crate::__closures_export_options! {
            class $js [$crate::__private::None] [$crate::__private::ExportKind::Class] $docs
            $name [] [] [] []
        }
    };
    ([[] $vis:vis async $mark:vis fn $__:tt $name:ident $same:tt $params:tt [] $body:tt] [] $js:tt $docs:tt) => {
        $crate::__closures_export_async! { $js describe $js $docs $name $params $params [()] }
    };
    ([[] $vis:vis async $mark:vis fn $__:tt $name:ident $same:tt $params:tt [$result:ty] $body:tt] [] $js:tt $docs:tt) => {
        $crate::__closures_export_async! { $js describe $js $docs $name $params $params [$result] }
    };
    ([[] $vis:vis fn $name:tt $__:tt $params:tt $same:tt $result:tt $body:tt] [] $js:tt $docs:tt) => {
        $crate::__closures_export_plain! { [describe $js $docs $result] $name [] $params }
    };
    ([[] $($item:tt)*] [] $js:tt $docs:tt) => { $crate::__private::Export::Absent };
}

/// Writes what a block says of an item whose options are known, and its wasm export.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_describe_as {
    (
        function $js:tt $kind:tt $docs:tt $name:ident $params:tt $args:tt $types:tt [$($result:ty)?]
    ) => {{
        $crate::__closures_export_function_entry! { [$name] $name $params [$($result)?] }
        $crate::__closures_export_item! { [$crate::__private::None] $js $kind $docs $name $args $types [$($result)?] }
    }};
    (
        method $js:tt $kind:tt $docs:tt $name:ident [$class:ty] $args:tt $types:tt [$($result:ty)?]
    ) => {{
        $crate::__closures_export_entry! { [$name of $class] [<$class>::$name] $types [$($result)?] }
        $crate::__closures_export_item! {
            [$crate::__private::Some($crate::__private::core::stringify!($class))] $js $kind $docs $name $args $types [$($result)?]
        }
    }};
    (
        function $js:tt $kind:tt $docs:tt $name:ident $params:tt [$($arg:ident)*] [$(($slot:ident $ty:ty))*] [async $result:ty]
    ) => {{
        $crate::__closures_export_async_entry! { [$name] [$name] [a b c d e f g h i j k l m n o p] [] [$(($ty))*] [$result] }
        $crate::__closures_export_item! {
            [$crate::__private::None] $js $kind $docs $name [$($arg)*] [$(($slot $ty))*] [async $result]
        }
    }};
    (
        method $js:tt $kind:tt $docs:tt $name:ident [$class:ty] [$($arg:ident)*] [$(($slot:ident $ty:ty))*] [async $result:ty]
    ) => {{
        $crate::__closures_export_async_entry! {
            [$name of $class] [<$class>::$name] [a b c d e f g h i j k l m n o p] [] [$(($ty))*] [$result]
        }
        $crate::__closures_export_item! {
            [$crate::__private::Some($crate::__private::core::stringify!($class))] $js $kind $docs $name [$($arg)*] [$(($slot $ty))*]
            [async $result]
        }
    }};
    (
        constructor $js:tt $kind:tt $docs:tt $name:ident [$class:ty] $args:tt $types:tt [$result:ty]
    ) => {{
        $crate::__closures_export_entry! { [$name of $class] [<$class>::$name] $types [$result] }
        $crate::__closures_export_item! {
            [$crate::__private::Some($crate::__private::core::stringify!($class))] $js $kind $docs $name $args $types [$result]
        }
    }};
    (
        static_method $js:tt $place:tt $docs:tt $name:ident [$class:ty] [$($arg:ident)*] [$(($slot:ident $ty:ty))*] [async $result:ty]
    ) => {{
        $crate::__closures_export_async_entry! {
            [$name of $class] [<$class>::$name] [a b c d e f g h i j k l m n o p] [] [$(($ty))*] [$result]
        }
        $crate::__closures_export_placed! {
            [$crate::__private::Some($crate::__private::core::stringify!($class))] $js $place $docs $name [$($arg)*] [$(($slot $ty))*]
            [async $result]
        }
    }};
    (
        static_method $js:tt $place:tt $docs:tt $name:ident [$class:ty] $args:tt $types:tt [$($result:ty)?]
    ) => {{
        $crate::__closures_export_entry! { [$name of $class] [<$class>::$name] $types [$($result)?] }
        $crate::__closures_export_placed! {
            [$crate::__private::Some($crate::__private::core::stringify!($class))] $js $place $docs $name $args $types [$($result)?]
        }
    }};
    (
        spaced $js:tt $place:tt $docs:tt $name:ident $params:tt [$($arg:ident)*] [$(($slot:ident $ty:ty))*] [async $result:ty]
    ) => {{
        $crate::__closures_export_async_entry! { [$name] [$name] [a b c d e f g h i j k l m n o p] [] [$(($ty))*] [$result] }
        $crate::__closures_export_placed! {
            [$crate::__private::None] $js $place $docs $name [$($arg)*] [$(($slot $ty))*] [async $result]
        }
    }};
    (
        spaced $js:tt $place:tt $docs:tt $name:ident $params:tt $args:tt $types:tt [$($result:ty)?]
    ) => {{
        $crate::__closures_export_function_entry! { [$name] $name $params [$($result)?] }
        $crate::__closures_export_placed! { [$crate::__private::None] $js $place $docs $name $args $types [$($result)?] }
    }};
    (class $js:tt $kind:tt $docs:tt $name:ident $params:tt $args:tt $types:tt []) => {{
        $crate::__closures_export_free! { $name }
        $crate::__closures_export_item! { [$crate::__private::None] $js $kind $docs $name $args $types [] }
    }};
}

/// An `Export` that has more to say than a function without options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_item {
    (
        [$owner:expr] [$js_name:expr] [$kind:expr] [$($docs:tt)*] $name:ident [$($arg:ident)*]
        [$(($slot:ident $ty:ty))*] $result:tt
    ) => {
        $crate::__private::Export::Item(
            $crate::__private::core::stringify!($name $($arg)*),
            $owner,
            $kind,
            $js_name,
            &[$($docs)*],
            &[$(<$ty as $crate::Parameter<'_, _>>::ENCODING),*],
            $crate::__closures_export_result! $result,
        )
    };
}

/// A function of a class or of a namespace.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_placed {
    (
        [$owner:expr] [$js_name:expr] [$place:expr] [$($docs:tt)*] $name:ident [$($arg:ident)*]
        [$(($slot:ident $ty:ty))*] $result:tt
    ) => {
        $crate::__private::Export::Placed(
            $place,
            $crate::__private::core::stringify!($name $($arg)*),
            $owner,
            $crate::__private::ExportKind::Function,
            $js_name,
            &[$($docs)*],
            &[$(<$ty as $crate::Parameter<'_, _>>::ENCODING),*],
            $crate::__closures_export_result! $result,
        )
    };
}

/// The type of a result; nothing written is `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_result {
    () => {
        $crate::__private::UNIT
    };
    (async $result:ty) => {
        <$result as $crate::ReturnToJs>::PROMISED
    };
    ($result:ty) => {
        <$result as $crate::ReturnToJs>::ENCODING
    };
}

/// Embeds the record of a block in the wasm file.
#[doc(hidden)]
#[macro_export]
#[cfg(target_family = "wasm")]
macro_rules! __closures_export_embed {
    ($block:ident) => {
        // Subtle: the linker takes an object file only for an exported symbol in it, here those of the entries in the block's array
        // (tests/file/retention). Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        #[allow(long_running_const_eval, reason = "a block may have thousands of exports")]
        static RECORD: [$crate::__private::core::primitive::u8;
            $crate::__private::export_record_len($block)] = $crate::__private::export_record($block);
    };
}

/// Outside WebAssembly: only evaluates the record, so that it is checked.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_export_embed {
    ($block:ident) => {
        #[allow(long_running_const_eval, reason = "a block may have thousands of exports")]
        const _: $crate::__private::core::primitive::usize = $crate::__private::export_record_len($block);
    };
}
