//! Random values of every type, for the way from Rust to JavaScript and back.

use crate::data::{Align, Empty, Level, Mixed, Nested, Point};
use closures_extern::JsValue;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;

/// A xorshift generator: a state that is not 0.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        (self.bits() >> 11) % end
    }
}

/// A type of which there are random values, the edges among them more often than others.
pub(crate) trait FromRandom {
    fn random(random: &mut Random) -> Self;
}

macro_rules! integers {
    ($($int:ident)*) => {$(
        impl FromRandom for $int {
            fn random(random: &mut Random) -> Self {
                match random.below(8) {
                    0 => $int::MIN,
                    1 => $int::MAX,
                    2 => 0,
                    3 => $int::MAX / 2 + 1,
                    _ => (u128::from(random.bits()) << 64 | u128::from(random.bits())) as $int,
                }
            }
        }
    )*};
}

integers! { i8 u8 i16 u16 i32 u32 i64 u64 i128 u128 isize usize }

macro_rules! floats {
    ($($float:ident $bits:ident)*) => {$(
        impl FromRandom for $float {
            /// No NaN, which does not equal itself.
            fn random(random: &mut Random) -> Self {
                let float = match random.below(8) {
                    0 => $float::MIN,
                    1 => $float::MIN_POSITIVE,
                    2 => $float::INFINITY,
                    3 => -1.0,
                    _ => $float::from_bits(random.bits() as $bits),
                };
                if float.is_nan() { 0.5 } else { float }
            }
        }
    )*};
}

floats! { f32 u32 f64 u64 }

impl FromRandom for bool {
    fn random(random: &mut Random) -> Self {
        random.below(2) == 0
    }
}

impl FromRandom for char {
    fn random(random: &mut Random) -> Self {
        let end = [0x80, 0x800, 0x1_0000, 0x11_0000][random.below(4) as usize];
        char::from_u32(random.below(end) as u32).unwrap_or('\0')
    }
}

impl FromRandom for String {
    fn random(random: &mut Random) -> Self {
        let ascii = random.below(2) == 0;
        let len = random.below(80);
        (0..len)
            .map(|_| if ascii { char::from(random.below(128) as u8) } else { char::random(random) })
            .collect()
    }
}

impl FromRandom for JsValue {
    fn random(random: &mut Random) -> Self {
        match random.below(6) {
            0 => JsValue::UNDEFINED,
            1 => JsValue::NULL,
            2 => bool::random(random).into(),
            3 => f64::random(random).into(),
            4 => i64::random(random).into(),
            _ => String::random(random).into(),
        }
    }
}

impl<T: FromRandom> FromRandom for Option<T> {
    fn random(random: &mut Random) -> Self {
        (random.below(4) > 0).then(|| T::random(random))
    }
}

impl<T: FromRandom> FromRandom for Vec<T> {
    fn random(random: &mut Random) -> Self {
        let len = random.below(40);
        (0..len).map(|_| T::random(random)).collect()
    }
}

impl<T: FromRandom> FromRandom for Box<[T]> {
    fn random(random: &mut Random) -> Self {
        Vec::random(random).into()
    }
}

impl<T: FromRandom, const N: usize> FromRandom for [T; N] {
    fn random(random: &mut Random) -> Self {
        std::array::from_fn(|_| T::random(random))
    }
}

impl FromRandom for Box<str> {
    fn random(random: &mut Random) -> Self {
        String::random(random).into()
    }
}

impl FromRandom for std::borrow::Cow<'static, str> {
    fn random(random: &mut Random) -> Self {
        String::random(random).into()
    }
}

impl<A: FromRandom, B: FromRandom> FromRandom for (A, B) {
    fn random(random: &mut Random) -> Self {
        (A::random(random), B::random(random))
    }
}

impl<A: FromRandom, B: FromRandom, C: FromRandom, D: FromRandom> FromRandom for (A, B, C, D) {
    fn random(random: &mut Random) -> Self {
        (A::random(random), B::random(random), C::random(random), D::random(random))
    }
}

macro_rules! non_zero {
    ($($int:ident)*) => {$(
        impl FromRandom for NonZero<$int> {
            fn random(random: &mut Random) -> Self {
                NonZero::new($int::random(random)).unwrap_or(NonZero::<$int>::MIN)
            }
        }
    )*};
}

non_zero! { u8 i32 u32 u64 i128 }

impl<T: FromRandom> FromRandom for HashMap<String, T> {
    fn random(random: &mut Random) -> Self {
        Vec::random(random).into_iter().collect()
    }
}

impl<T: FromRandom> FromRandom for BTreeMap<String, T> {
    fn random(random: &mut Random) -> Self {
        Vec::random(random).into_iter().collect()
    }
}

impl FromRandom for Nested {
    /// With few in it, because lists of these are made too.
    fn random(random: &mut Random) -> Self {
        let count = random.below(3) as usize;
        Nested {
            at: FromRandom::random(random),
            all: (0..count).map(|_| Mixed::random(random)).collect(),
            named: (0..count).map(|_| <(String, Option<Point>)>::random(random)).collect(),
            align: FromRandom::random(random),
            level: FromRandom::random(random),
            bytes: FromRandom::random(random),
            more: FromRandom::random(random),
        }
    }
}

/// Structs and enums of the macros.
macro_rules! data {
    ($(struct $struct:ident { $($field:ident),* })* $(enum $enum:ident [$($variant:ident),*])*) => {
    $(
        impl FromRandom for $struct {
            #[allow(unused_variables, reason = "of no fields")]
            fn random(random: &mut Random) -> Self {
                $struct { $($field: FromRandom::random(random)),* }
            }
        }
    )*
    $(
        impl FromRandom for $enum {
            fn random(random: &mut Random) -> Self {
                let all = [$($enum::$variant),*];
                all[random.below(all.len() as u64) as usize]
            }
        }
    )*
    };
}

data! {
    struct Point { x, y }
    struct Mixed { on, small, wide, letter, text, list, maybe, number, pair }
    struct Empty {}
    enum Align [Left, Right, Justified]
    enum Level [Low, Middle, High]
}
