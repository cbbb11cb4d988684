//! Writes a `struct` and an `enum` whose attributes are sorted, and the traits by which they cross.

/// Writes a struct: `[attributes] [visibility] name [[attributes] [name in JavaScript] [visibility] field [type]]..`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_struct {
    (
        [$($kept:tt)*] [$vis:vis] $name:ident
        [$([[$($about:tt)*] [$($js:literal)?] [$to:vis] $field:ident [$ty:ty]])*]
    ) => {
        $($kept)*
        $vis struct $name {
            $($($about)* $to $field: $ty,)*
        }

        #[allow(non_snake_case, unused_mut, unused_variables, deprecated, clippy::unused_unit, clippy::type_complexity, reason = "fields as they are named, of which there may be none")]
        const _: () = {
            const COUNT: $crate::__private::core::primitive::usize =
                $crate::__private::count_fields(&[$($crate::__private::core::stringify!($field)),*]);

            // Asked here, where each type is underlined, and nowhere else in what follows: a wrong one is one mistake.
            const _: () = {
                $(let _ = $crate::__private::field::<$ty>;)*
            };

            // SAFETY: both have a slot for each field, in the order of the type.
            unsafe impl $crate::__private::Fields for $name
            where
                $(for<'f> $ty: $crate::__private::FieldToJs<'f>,)*
            {
                const TYPE: &'static $crate::__private::Type =
                    &$crate::__private::Type::Struct(&$crate::__private::Struct {
                        name: $crate::__private::core::stringify!($name),
                        fields: &[$($crate::__private::Field {
                            name: $crate::__private::core::stringify!($field),
                            js: $crate::__closures_extern_maybe!($($js)?),
                            ty: <$ty as $crate::ToJs>::TYPE,
                        }),*],
                    });
                const COUNT: $crate::__private::core::primitive::usize = COUNT;
                type Frames = ($($crate::__private::Lowered<$ty>,)*);
                type Slots = [$crate::__private::SlotCell; COUNT];
                #[inline]
                fn lower(self) -> Self::Frames {
                    ($($crate::__private::Lowered::of(self.$field),)*)
                }
                #[inline]
                fn slots(frames: &mut Self::Frames) -> Self::Slots {
                    let ($($field,)*) = frames;
                    [$($field.cell()),*]
                }
            }

            // SAFETY: each field is taken once, in the order of the type.
            unsafe impl<'r> $crate::__private::FieldsFromJs<'r> for $name
            where
                for<'f> $name: $crate::__private::FieldsToJs<'f>,
                $(for<'f> $ty: $crate::__private::FieldFromJs<'f>,)*
            {
                #[inline]
                unsafe fn receive(mut cells: $crate::__private::Cells) -> Self {
                    // SAFETY: the caller's promise.
                    $name { $($field: unsafe { cells.next::<$ty>() }),* }
                }
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::RefSlot;
                type Returned = $crate::__private::core::primitive::f64;
            }

            // SAFETY: `Fields` promises it, here and below.
            unsafe impl $crate::__private::ToJs for $name
            where
                for<'f> $name: $crate::__private::FieldsToJs<'f>,
            {
                type Way = $crate::__private::Fielded;
            }

            // SAFETY: JS makes an object of its own of it, and each field can outlive the call.
            unsafe impl $crate::__private::IntoJs for $name where for<'f> $name: $crate::__private::FieldsToJs<'f> {}

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name where for<'f> $name: $crate::__private::FieldsToJs<'f> {}

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name
            where
                for<'f> $name: $crate::__private::FieldsFromJs<'f>,
            {
                type Way = $crate::__private::Fielded;
            }

            $crate::__closures_extern_try_from! { [where for<'f> $name: $crate::__private::FieldsFromJs<'f>] $name }
        };
    };
}

/// Writes the conversion of a value into what crosses as a copy, or as an object that owns it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_try_from {
    ([$($bound:tt)*] $name:ident) => {
        impl $crate::__private::TryFrom<$crate::__private::JsValue> for $name $($bound)* {
            type Error = $crate::__private::CastError;
            #[inline]
            fn try_from(value: $crate::__private::JsValue) -> $crate::__private::Result<Self, $crate::__private::CastError> {
                $crate::__private::converted(value)
            }
        }
    };
}

/// An option of what may be there.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_maybe {
    () => {
        $crate::__private::None
    };
    ($text:literal) => {
        $crate::__private::Some($text)
    };
}

/// Writes an enum: `[attributes] [visibility] name [[attributes] variant [value]].. [variants]`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_enum {
    (
        [$($kept:tt)*] [$vis:vis] $name:ident [$([[$($about:tt)*] $variant:ident [$($value:expr)?]])*] $names:tt
    ) => {
        $($kept)*
        $vis enum $name {
            $(
                $($about)*
                $variant $(= $crate::__private::Value($value).discriminant(
                    $crate::__private::core::stringify!($variant), $crate::__private::core::stringify!($names),
                ))?,
            )*
        }

        #[allow(unused_assignments, unused_parens, deprecated, reason = "of a variant alone")]
        const _: () = {
            const VARIANTS: &[$crate::__private::Variant] = &[$($crate::__private::Value(
                ($name::$variant as $crate::__private::core::primitive::isize $(, $value)?)
            ).variant()),*];
            const _: () = $crate::__private::check_variants(VARIANTS);

            // SAFETY: the places are those of the variants in the type.
            unsafe impl $crate::__private::Choice for $name {
                const TYPE: &'static $crate::__private::Type =
                    &$crate::__private::Type::Enum(&$crate::__private::Enum {
                        name: $crate::__private::core::stringify!($name),
                        variants: VARIANTS,
                    });
                #[inline]
                fn index(self) -> $crate::__private::core::primitive::u32 {
                    let mut at = 0;
                    $(
                        if let $name::$variant = self {
                            return at;
                        }
                        at += 1;
                    )*
                    at
                }
                #[inline]
                fn at(index: $crate::__private::core::primitive::u32) -> Self {
                    let mut at = 0;
                    $(
                        if index == at {
                            return $name::$variant;
                        }
                        at += 1;
                    )*
                    $crate::__private::no_variant(index)
                }
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::core::primitive::u32;
                type Returned = $crate::__private::core::primitive::f64;
            }

            // SAFETY: `Choice` promises it, here and below.
            unsafe impl $crate::__private::ToJs for $name {
                type Way = $crate::__private::Chosen;
            }

            // SAFETY: a place is a copy, and the result `choice` in js/src/types/choice.js makes the value of.
            unsafe impl $crate::__private::IntoJs for $name {
                #[inline]
                fn give(self) -> $crate::__private::core::primitive::f64 {
                    $crate::__private::From::from($crate::__private::Choice::index(self))
                }
            }

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name {}

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name {
                type Way = $crate::__private::Chosen;
            }

            $crate::__closures_extern_try_from! { [] $name }
        };
    };
}
