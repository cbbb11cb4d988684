//! Types that cross like another type: `Box<str>` and `Cow<'static, str>` like `String`, `[T; N]` like a list of that
//! length, `NonZero` like its number, and maps like a list of pairs, from which JavaScript makes an object.

use super::list::{Element, ElementFromJs};
use crate::abi::lasting::{IntoJs, Lasting};
use crate::abi::{FromJs, Itself, Pass, Receive, Slotted, ToJs};
use crate::descriptor::types::Type;
use core::hash::BuildHasher;
use core::num::NonZero;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What crosses as an `Inner`, of another `TYPE` perhaps, which JavaScript takes for the same slots.
macro_rules! wrapped {
    ($([$($generics:tt)*] [$($from:tt)*] $ty:ty as $inner:ty, $described:expr, $value:ident => $to:expr, $back:expr;)*) => {$(
        // SAFETY: the slots are those of the other type, which JavaScript reads by it.
        unsafe impl<$($generics)*> ToJs for $ty {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl<$($generics)*> Pass<$ty> for Itself {
            type Frame = crate::abi::Frame<$inner>;
            const TYPE: &'static Type = $described;
            #[inline]
            fn lower($value: $ty) -> Self::Frame {
                <$inner as ToJs>::lower($to)
            }
            #[inline]
            fn slot(frame: &mut Self::Frame) -> <$inner as Slotted>::Slot {
                <$inner as ToJs>::slot(frame)
            }
        }

        impl<$($generics)*> Slotted for $ty {
            type Slot = <$inner as Slotted>::Slot;
            // Whatever that of the other type is: JavaScript lowers by the type above, and a number of 64 bits is no i64 then.
            type Returned = f64;
        }

        // SAFETY: by value, the other type is JavaScript's own too.
        unsafe impl<$($generics)*> IntoJs for $ty {
            #[inline]
            fn give(self) -> f64 {
                let $value = self;
                <$inner as Lasting>::give($to)
            }
        }

        // SAFETY: it is no number, so what `Element` does by itself is right.
        unsafe impl<$($generics)*> Element for $ty {}

        // SAFETY: JavaScript makes the slots of the other type.
        unsafe impl<$($from)*> FromJs for $ty {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl<$($from)*> Receive<$ty> for Itself {
            type Param = f64;
            const TYPE: &'static Type = $described;
            #[inline]
            unsafe fn lift(slot: f64) -> $ty {
                // SAFETY: the caller's promise.
                unsafe { <$ty as FromJs>::receive(slot) }
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $ty {
                // SAFETY: the caller's promise.
                let $value = unsafe { <$inner as FromJs>::receive(slot) };
                $back
            }
            #[inline]
            unsafe fn receive_some(slot: f64) -> $ty {
                // SAFETY: the caller's promise.
                let $value = unsafe { <<$inner as FromJs>::Way as Receive<$inner>>::receive_some(slot) };
                $back
            }
        }
    )*};
}

wrapped! {
    [] [] Box<str> as String, &Type::String, value => value.into(), value.into();
    [] [] Cow<'static, str> as String, &Type::String, value => value.into_owned(), value.into();
    [T: Element, const N: usize] [T: ElementFromJs, const N: usize] [T; N] as Vec<T>,
        &Type::Array(<Vec<T> as ToJs>::TYPE, N), value => value.into(), of_length(value);
    [T: Lasting + 'static, S: BuildHasher + 'static] [T: Lasting + FromJs + 'static, S: BuildHasher + Default + 'static]
        HashMap<String, T, S> as Vec<(String, T)>, &Type::Map(<(String, T) as ToJs>::TYPE), value => value.into_iter().collect(), value.into_iter().collect();
    [T: Lasting + 'static] [T: Lasting + FromJs + 'static] BTreeMap<String, T> as Vec<(String, T)>,
        &Type::Map(<(String, T) as ToJs>::TYPE), value => value.into_iter().collect(), value.into_iter().collect();
}

macro_rules! non_zero {
    ($($int:ident)*) => { wrapped! {$(
        [] [] NonZero<$int> as $int, &Type::NonZero(<$int as ToJs>::TYPE), value => value.get(), not_zero(NonZero::new(value));
    )*} };
}

non_zero! { i8 u8 i16 u16 i32 u32 isize usize i64 u64 i128 u128 }

/// `array` in js/src/types/combinators.js lets no list of another length through.
fn of_length<T, const N: usize>(list: Vec<T>) -> [T; N] {
    list.try_into()
        .unwrap_or_else(|list: Vec<T>| panic!("closures_extern: {} elements came for {N}", list.len()))
}

/// `nonZero` in js/src/types/combinators.js lets no zero through.
fn not_zero<T>(number: Option<T>) -> T {
    number.expect("closures_extern: a zero came for a `NonZero`")
}
