//! Writes a `type` of `closures_extern!`.

/// Sorts what a `type` derives, one trait at a time: what it has by itself, what is written here, what cannot be, and what is
/// somebody else's and stays.
///
/// A derive names its trait by tokens alone, so here spelling does matter: with its path or without.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_derive {
    (
        traits: ($(,)?), others: [$($others:tt)*], derived: $derived:tt, whole: $whole:tt,
        then: [$defaults:tt $attributes:tt [$($kept:tt)*] $cfg:tt $js:tt [$vis:vis] $name:tt]
    ) => {
        $crate::__closures_extern_declare! {
            [$attributes $vis type $name $derived] [$($kept)* #[derive($($others)*)]] $cfg $js $defaults
        }
    };
    (traits: ($a:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a] at: $a, path: [$a], more: ($($($more)*)?), $($state)* }
    };
    (traits: ($a:tt :: $b:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b] at: $b, path: [$a::$b], more: ($($($more)*)?), $($state)* }
    };
    (traits: ($a:tt :: $b:tt :: $c:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b $c] at: $c, path: [$a::$b::$c], more: ($($($more)*)?), $($state)* }
    };
    (traits: (:: $a:tt :: $b:tt :: $c:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b $c] at: $c, path: [::$a::$b::$c], more: ($($($more)*)?), $($state)* }
    };
    // A longer path is somebody else's, and nobody looks behind it.
    (traits: ($($path:tt)+), others: [$($others:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: (), others: [$($others)* $($path)+], $($state)* }
    };

    ([std $module:tt $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$module $trait] $($state)* } };
    ([core $module:tt $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$module $trait] $($state)* } };
    ([clone Clone] $($state:tt)*) => { $crate::__closures_extern_derive! { [Clone] $($state)* } };
    ([fmt Debug] $($state:tt)*) => { $crate::__closures_extern_derive! { [Debug] $($state)* } };
    ([cmp $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$trait] $($state)* } };
    ([marker Copy] $($state:tt)*) => { $crate::__closures_extern_derive! { [Copy] $($state)* } };
    ([hash Hash] $($state:tt)*) => { $crate::__closures_extern_derive! { [Hash] $($state)* } };
    ([default Default] $($state:tt)*) => { $crate::__closures_extern_derive! { [Default] $($state)* } };

    // Each `type` has these.
    ([Clone] at: $at:tt, path: $path:tt, more: $more:tt, $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, $($state)* }
    };
    ([Debug] at: $at:tt, path: $path:tt, more: $more:tt, $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, $($state)* }
    };
    ([PartialEq] at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: [$($derived:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            traits: $more, others: $others, derived: [$($derived)* PartialEq], $($state)*
        }
    };
    ([Eq] at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: [$($derived:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, others: $others, derived: [$($derived)* Eq], $($state)* }
    };
    ([Copy] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"a handle is released when it is dropped, so it cannot be `Copy`: write `.clone()` where another is needed"
            $($state)*
        }
    };
    ([Hash] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `Hash`, because JavaScript gives an object no number: keep what belongs to it in a JavaScript `Map`"
            $($state)*
        }
    };
    ([PartialOrd] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `PartialOrd`, because JavaScript's objects have no order: compare what is in them"
            $($state)*
        }
    };
    ([Ord] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `Ord`, because JavaScript's objects have no order: compare what is in them"
            $($state)*
        }
    };
    ([Default] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"`Default` cannot be derived, because JavaScript makes the object: declare its constructor, and implement `Default` by that"
            $($state)*
        }
    };
    (
        @$message:literal at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: $derived:tt, whole: $whole:tt,
        then: [$defaults:tt $attributes:tt $kept:tt $cfg:tt $js:tt $vis:tt $name:tt]
    ) => {
        $crate::__closures_extern_say! {
            ($) $at $whole "`type ", $crate::__private::core::stringify!($name), "`: ", $message
        }
        $crate::__closures_extern_derive! {
            traits: $more, others: $others, derived: $derived, whole: $whole,
            then: [$defaults $attributes $kept $cfg $js $vis $name]
        }
    };
    ($_:tt at: $at:tt, path: [$($path:tt)+], more: $more:tt, others: [$($others:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, others: [$($others)* $($path)+,], $($state)* }
    };
}

/// Writes a trait that a `type` derives: of the value, which each has, also where a parent does not derive it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_derived {
    (PartialEq [$($cfg:tt)*] $name:ident) => {
        /// JS `===`.
        $($cfg)*
        impl $crate::__private::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__private::core::primitive::bool {
                $crate::__private::core::convert::AsRef::<$crate::__private::JsValue>::as_ref(self)
                    == $crate::__private::core::convert::AsRef::<$crate::__private::JsValue>::as_ref(other)
            }
        }
    };
    (Eq [$($cfg:tt)*] $name:ident) => {
        $($cfg)*
        impl $crate::__private::core::cmp::Eq for $name {}
    };
}

/// Writes a `type` whose options are known: a `JsValue`, or its first parent, under another name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_type {
    (extends: [], place: $place:tt, $item:tt) => {
        $crate::__closures_extern_write_type! {
            @ parent: [$crate::__private::JsValue], ancestors: [], place: $place $place, $item
        }
    };
    (extends: [[$parent:ty] $([$ancestor:ty])*], place: $place:tt, $item:tt) => {
        $crate::__closures_extern_write_type! {
            @ parent: [$crate::__closures_extern_parent!($parent)],
            ancestors: [
                [$crate::__closures_extern_parent!($parent)] $([$crate::__closures_extern_parent!($ancestor)])*
            ],
            place: $place $place, $item
        }
    };
    (
        @ parent: [$parent:ty], ancestors: [$([$ancestor:ty])*],
        place: $place:tt [[$($namespace:tt)*] [$($module:tt)*] [$($js:tt)*] $variadic:tt],
        [[$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident]
    ) => {
        $($cfg)*
        $($kept)*
        #[repr(transparent)]
        $vis struct $name {
            value: $parent,
        }

        $($cfg)*
        impl $name {
            /// The value as this type, whatever it is: nothing is asked. `TryFrom<JsValue>` asks.
            #[allow(dead_code, reason = "of a type that is only passed on")]
            #[must_use]
            pub fn unchecked_from(value: $crate::__private::JsValue) -> Self {
                $crate::__private::imported(value)
            }
            /// The object as another type if it is an instance of its class, and else an error, which has the object.
            #[allow(dead_code, reason = "as above")]
            pub fn dyn_into<T: $crate::__private::CastTarget>(self) -> $crate::__private::Result<T, $crate::__private::CastError> {
                $crate::__private::into_value(self).dyn_into()
            }
            /// The object as another type, whatever it is: nothing is asked.
            #[allow(dead_code, reason = "as above")]
            pub fn unchecked_into<T: $crate::__private::CastTarget>(self) -> T {
                $crate::__private::into_value(self).unchecked_into()
            }
        }

        // Full paths: a `use` would hide the user's own types of these names.
        $($cfg)*
        const _: () = {
            // SAFETY: the struct above is transparent, and its one field is a `JsValue` or, as `Parent` has asked, another `JsClass`.
            unsafe impl $crate::__private::JsClass for $name {
                const PATH: &'static $crate::__private::JsPath = &$crate::__private::JsPath {
                    $(namespace: $crate::__private::Some $namespace,)* $(module: $crate::__private::Some $module,)*
                    ..$crate::__closures_extern_named! { $name $($js)* }
                };
                fn is_instance(value: &$crate::__private::JsValue) -> $crate::__private::core::primitive::bool {
                    $crate::__closures_extern_call! {
                        [type] $name [Class $place]
                        [(value) &$crate::__private::JsValue] [$crate::__private::core::primitive::bool]
                    }
                }
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::ClassSlot;
                type Returned = $crate::__private::ClassSlot;
            }

            // SAFETY: `Class` promises what the traits say, here and below.
            unsafe impl $crate::__private::ToJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: a value is JavaScript's own.
            unsafe impl $crate::__private::IntoJs for $name {}

            // SAFETY: JS reads the value of the handle at once.
            unsafe impl $crate::__private::IntoJs for &$name {}

            // SAFETY: as above.
            unsafe impl $crate::__private::RefToJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::RefFromJs for $name {
                type Held = $name;
                type Way = $crate::__private::Class;
            }

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name {}

            impl $crate::__private::Clone for $name {
                #[inline]
                fn clone(&self) -> Self {
                    // Of the field, so that there is no other: an attribute macro might add one.
                    $name { value: $crate::__private::Clone::clone(&self.value) }
                }
            }

            impl $crate::__private::Debug for $name {
                fn fmt(&self, out: &mut $crate::__private::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                    $crate::__private::debug(self, $crate::__private::core::stringify!($name), out)
                }
            }

            impl $crate::__private::Deref for $name {
                type Target = $parent;
                #[inline]
                fn deref(&self) -> &$parent {
                    &self.value
                }
            }

            impl $crate::__private::AsRef<$crate::__private::JsValue> for $name {
                #[inline]
                fn as_ref(&self) -> &$crate::__private::JsValue {
                    $crate::__private::value_of(self)
                }
            }

            impl $crate::__private::AsRef<$name> for $name {
                #[inline]
                fn as_ref(&self) -> &$name {
                    self
                }
            }

            $(
                impl $crate::__private::AsRef<$ancestor> for $name {
                    #[inline]
                    fn as_ref(&self) -> &$ancestor {
                        $crate::__private::AsRef::as_ref(&self.value)
                    }
                }

                impl $crate::__private::From<$name> for $ancestor {
                    #[inline]
                    fn from(object: $name) -> $ancestor {
                        $crate::__private::Into::into(object.value)
                    }
                }
            )*

            impl $crate::__private::TryFrom<$crate::__private::JsValue> for $name {
                type Error = $crate::__private::CastError;
                fn try_from(value: $crate::__private::JsValue) -> $crate::__private::Result<Self, $crate::__private::CastError> {
                    value.dyn_into()
                }
            }
        };
    };
}

/// The path of a class by its name: the one that is given, or else that of its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_named {
    ($name:ident) => {
        $crate::__private::JsPath {
            name: $crate::__private::Some($crate::__private::without_raw_prefix($crate::__private::core::stringify!($name))),
            ..$crate::__private::JsPath::GLOBAL
        }
    };
    ($name:ident $js:tt) => {
        $crate::__private::JsPath { name: $crate::__private::Some $js, ..$crate::__private::JsPath::GLOBAL }
    };
}

/// A parent that has been asked whether it is an imported type, and so is one error if it is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_parent {
    ($parent:ty) => {
        <$parent as $crate::__private::Parent<
            $crate::__private::Checked<
                {
                    let _ = <$parent as $crate::__private::JsClass>::PATH;
                    true
                },
            >,
        >>::Class
    };
}
