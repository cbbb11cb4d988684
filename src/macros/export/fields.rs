//! The fields of an exported type, `type Point { x: f64 }`: a getter and a setter for each. What is not here: the type itself (`types.rs`).

/// Exports the fields of a type, in a block of their own: a getter, which clones the field, and a setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_fields {
    ([$($cfg:tt)*] $class:ident $same:tt { $( $(#$attribute:tt)* $vis:vis $field:ident : $ty:ty ),* $(,)? }) => {
        $($cfg)*
        $crate::__closures_export_block! { $(
            $crate::__closures_export_field! { [$(#$attribute)*] [] [] [] get $class $field $ty },
            $crate::__closures_export_field! { [$(#$attribute)*] [] [] [] set $class $field $ty },
        )* }
    };
    ($cfg:tt $class:ident $same:tt $fields:tt) => {
        $crate::__closures_extern_say! {
            ($) $same $fields @export_type $class
            "write its fields as `name: Type`, with commas between, as far as JavaScript may use them"
        }
    };
}

/// Sorts the attributes of a field, and describes its getter or its setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_field {
    ([#[doc = $doc:expr] $($attributes:tt)*] $cfg:tt $js:tt [$($docs:tt)*] $($field:tt)*) => {
        $crate::__closures_export_field! { [$($attributes)*] $cfg $js [$($docs)* $doc,] $($field)* }
    };
    ([#[js $options:tt] $($attributes:tt)*] $cfg:tt [$($js:tt)*] $($field:tt)*) => {
        $crate::__closures_export_field! { [$($attributes)*] $cfg [$($js)* [$options $options]] $($field)* }
    };
    ([#[cfg $condition:tt] $($attributes:tt)*] [$($cfg:tt)*] $($field:tt)*) => {
        $crate::__closures_export_field! { [$($attributes)*] [$($cfg)* #[cfg $condition]] $($field)* }
    };
    ([#$attribute:tt $($attributes:tt)*] $($field:tt)*) => {
        $crate::__closures_export_field! { [$($attributes)*] $($field)* }
    };
    ([] [$($cfg:tt)+] $($field:tt)*) => {{
        let export: $crate::__private::Export = $crate::__private::Export::Absent;
        $($cfg)+
        let export = $crate::__closures_export_field! { [] [] $($field)* };
        export
    }};
    ([] [] $js:tt $docs:tt $way:ident $class:ident $field:ident $ty:ty) => {
        $crate::__closures_export_field_options! { $js [$crate::__private::None] [] $docs $way $class $field [$ty] }
    };
}

/// Reads the options of a field: what it is called, and whether it is only read.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_field_options {
    ([] $js:tt $readonly:tt $docs:tt get $class:ident $field:ident [$ty:ty]) => {{
        fn get(this: &$class) -> $ty {
            $crate::__private::Clone::clone(&this.$field)
        }
        $crate::__closures_export_entry! { [get $field of $class] [get] [(this &$class)] [$ty] }
        $crate::__closures_export_item! {
            [$crate::__private::Some($crate::__private::core::concat!($crate::__private::core::stringify!($class), " get"))]
            $js [$crate::__private::ExportKind::Getter]
            $docs $field [self] [(this &$class)] [$ty]
        }
    }};
    ([] [$js:expr] [] [$($docs:tt)*] set $class:ident $field:ident [$ty:ty]) => {{
        fn set(this: &mut $class, value: $ty) {
            this.$field = value;
        }
        $crate::__closures_export_entry! { [set $field of $class] [set] [(this &mut $class) (value $ty)] [] }
        $crate::__private::Export::Item(
            $crate::__private::core::concat!("set_", $crate::__private::core::stringify!($field), " self value"),
            $crate::__private::Some($crate::__private::core::concat!($crate::__private::core::stringify!($class), " set")),
            $crate::__private::ExportKind::Setter,
            $js,
            &[$($docs)*],
            &[<&mut $class as $crate::Parameter<'_, _>>::ENCODING, <$ty as $crate::Parameter<'_, _>>::ENCODING],
            $crate::__private::UNIT,
        )
    }};
    // A constant, which has the place of a field.
    ([] [$js:expr] [] [$($docs:tt)*] constant $class:ident $name:ident [$ty:ty]) => {{
        $crate::__closures_export_entry! { [$name] [(|| $name)] [] [$ty] }
        $crate::__private::Export::Item(
            $crate::__private::core::stringify!($name),
            $crate::__private::None,
            $crate::__private::ExportKind::Constant,
            $js,
            &[$($docs)*],
            &[],
            <$ty as $crate::ReturnToJs>::ENCODING,
        )
    }};
    ([] $js:tt [readonly] $docs:tt set $($field:tt)*) => { $crate::__private::Export::Absent };
    ([[($(,)*) $whole:tt] $($more:tt)*] $($field:tt)*) => {
        $crate::__closures_export_field_options! { [$($more)*] $($field)* }
    };
    ([[(name = $name:literal $(, $($options:tt)*)?) $whole:tt] $($more:tt)*] $js:tt $($field:tt)*) => {
        $crate::__closures_export_field_options! { [[($($($options)*)?) $whole] $($more)*] [$crate::__private::Some($name)] $($field)* }
    };
    ([[(readonly $(, $($options:tt)*)?) $whole:tt] $($more:tt)*] $js:tt $readonly:tt $($field:tt)*) => {
        $crate::__closures_export_field_options! { [[($($($options)*)?) $whole] $($more)*] $js [readonly] $($field)* }
    };
    // Said once, of the getter.
    ([[($first:ident $($options:tt)*) $whole:tt] $($more:tt)*] $js:tt $readonly:tt $docs:tt get $class:ident $($field:tt)*) => {{
        $crate::__closures_extern_say! {
            ($) $first $whole
            @export_type $class "a field may have `#[js(name = \"..\")]` and `#[js(readonly)]`"
        }
        $crate::__private::Export::Absent
    }};
    ([[($first:ident $($options:tt)*) $whole:tt] $($more:tt)*] $js:tt $readonly:tt $docs:tt constant $($constant:tt)*) => {{
        $crate::__private::core::compile_error! { "closures_export!: a constant may have `#[js(name = \"..\")]`" }
        $crate::__private::Export::Absent
    }};
    ($($wrong:tt)*) => { $crate::__private::Export::Absent };
}
