//! `#[js(..)]` on an export: which options there are, and what an item becomes by them.

/// Reads the options of an item, of which a later one wins: what it is called, and what it is.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_options {
    ($shape:ident [$(,)*] $js:tt $kind:tt $docs:tt $($item:tt)*) => {
        $crate::__closures_export_describe_as! { $shape $js $kind $docs $($item)* }
    };
    ($shape:ident [$(,)* name = $name:literal $(, $($more:tt)*)?] $js:tt $($item:tt)*) => {
        $crate::__closures_export_options! { $shape [$($($more)*)?] [$crate::__private::Some($name)] $($item)* }
    };
    (
        function [$(,)* constructor = $class:ty $(, $($more:tt)*)?] $js:tt $kind:tt $docs:tt $name:ident $params:tt $args:tt $types:tt
        [$result:ty]
    ) => {
        $crate::__closures_export_options! {
            constructor [$($($more)*)?] $js [<$result as $crate::__private::MadeByNew<$class>>::KIND]
            $docs $name [$class] $args $types [$result]
        }
    };
    (
        function [$(,)* constructor $(, $($more:tt)*)?] $js:tt $kind:tt $docs:tt $name:ident $params:tt $args:tt $types:tt [$result:ty]
    ) => {
        $crate::__closures_export_options! {
            constructor [$($($more)*)?] $js [<$result as $crate::__private::MadeByNew<$result>>::KIND]
            $docs $name [$result] $args $types [$result]
        }
    };
    // A mistake that is found elsewhere.
    (function [$(,)* constructor $(= $class:ty)? $(, $($more:tt)*)?] $($state:tt)*) => {
        $crate::__closures_export_options! { function [$($($more)*)?] $($state)* }
    };
    (
        function [$(,)* static_method_of = $class:ty $(, $($more:tt)*)?] $js:tt $kind:tt $docs:tt $name:ident $params:tt $($item:tt)*
    ) => {
        $crate::__closures_export_options! {
            static_method [$($($more)*)?] $js [$crate::__private::ExportPlace::Class(<$class as $crate::__private::Exported>::KEY)]
            $docs $name [$class] $($item)*
        }
    };
    (function [$(,)* namespace = $namespace:tt $(, $($more:tt)*)?] $js:tt $kind:tt $($item:tt)*) => {
        $crate::__closures_export_options! {
            spaced [$($($more)*)?] $js
            [$crate::__private::ExportPlace::Namespace($crate::__closures_export_namespace!($namespace))] $($item)*
        }
    };
    (method [$(,)* getter $(, $($more:tt)*)?] $js:tt $kind:tt $($item:tt)*) => {
        $crate::__closures_export_options! {
            method [$($($more)*)?] $js [$crate::__private::ExportKind::Getter] $($item)*
        }
    };
    (method [$(,)* setter $(, $($more:tt)*)?] $js:tt $kind:tt $($item:tt)*) => {
        $crate::__closures_export_options! {
            method [$($($more)*)?] $js [$crate::__private::ExportKind::Setter] $($item)*
        }
    };
    (class [$(,)* field $($more:tt)*] $($item:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: fields are exported where they are named: write `type Name { field: Type }`"
        }
    };
    ($shape:ident [$(,)* $option:ident $($more:tt)*] $($item:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: no `#[js(", $crate::__private::core::stringify!($option), ")]` for a ",
            $crate::__private::core::stringify!($shape),
            ": `name = \"..\"` is for all, `constructor`, `static_method_of = T` and `namespace = \"..\"` for a function, `getter` and \
             `setter` for a method, which takes `self: &T`"
        ) }
    };
}

/// The objects that hold an export: `"a.b"`, or one name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_namespace {
    ($namespace:literal) => {
        $namespace
    };
    ($namespace:ident) => {
        $crate::__private::core::stringify!($namespace)
    };
}
