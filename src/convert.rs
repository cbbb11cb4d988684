//! Conversions from a [`JsValue`] to what crosses as a copy, and their error. The other way is `From` for `JsValue`: `types/value.rs`.
//!
//! Numbers, `bool` and strings are asked for here. Everything else JavaScript converts, as it does the result of an import, and plain
//! numbers are checked in release builds too.

use crate::abi::{AsResult, FromJs, ReturnFromJs};
use crate::section::encoding::Encoded;
use crate::types::clamped::Clamped;
use crate::types::list::ElementFromJs;
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::fmt;
use core::hash::BuildHasher;
use core::num::NonZero;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The error of casts and of `TryFrom<JsValue>`: the value is of another kind. It says what was expected and what is there, and has the
/// value.
///
/// Converted into a [`JsValue`] it is an `Error`, so `?` throws it:
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     type Date;
///     fn get_time(this: &Date) -> f64;
/// }
///
/// fn milliseconds(value: JsValue) -> Result<f64, JsValue> {
///     if let Some(date) = value.dyn_ref::<Date>() {
///         return Ok(date.get_time());
///     }
///     Ok(f64::try_from(value)?)
/// }
/// ```
#[derive(Debug)]
pub struct CastError {
    value: JsValue,
    expected: Expected,
}

/// What was expected.
#[doc(hidden)]
#[derive(Debug)]
pub enum Expected {
    /// An instance of this class.
    Instance(&'static str),
    /// Something else.
    Kind(&'static str),
    /// What JavaScript has thrown instead of a conversion.
    Thrown(JsValue),
}

impl CastError {
    #[cold]
    pub(crate) fn new(value: JsValue, expected: Expected) -> CastError {
        CastError { value, expected }
    }

    /// The value that was passed, unchanged.
    #[inline]
    #[must_use]
    pub fn into_value(self) -> JsValue {
        self.value
    }
}

impl fmt::Display for CastError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.expected {
            Expected::Instance(class) => {
                write!(out, "expected an instance of {class}, got {}", self.value.shown())
            }
            Expected::Kind(kind) => write!(out, "expected {kind}, got {}", self.value.shown()),
            Expected::Thrown(thrown) => thrown.fmt(out),
        }
    }
}

impl core::error::Error for CastError {}

impl From<CastError> for JsValue {
    #[inline]
    fn from(error: CastError) -> JsValue {
        match error.expected {
            Expected::Thrown(thrown) => thrown,
            _ => JsValue::error(error),
        }
    }
}

/// Converts a value as the result of an import is converted.
#[doc(hidden)]
#[inline]
pub fn converted<T: FromJs>(value: JsValue) -> Result<T, CastError> {
    let ty = Encoded::<AsResult<Result<T, JsValue>>>::BYTES;
    // SAFETY: JS has just made the slot of that result, as for an import that catches, and it is lifted at once.
    let result = unsafe { <Result<T, JsValue>>::lift(imports::value_convert(value.handle(), ty)) };
    result.map_err(|thrown| CastError::new(value, Expected::Thrown(thrown)))
}

macro_rules! from_js {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        impl<$($generics)*> TryFrom<JsValue> for $ty {
            type Error = CastError;
            #[inline]
            fn try_from(value: JsValue) -> Result<$ty, CastError> {
                converted(value)
            }
        }
    )*};
}

from_js! {
    [] i64;
    [] u64;
    [] i128;
    [] u128;
    [T: ElementFromJs] Vec<T>;
    [T: ElementFromJs] Box<[T]>;
    [T: ElementFromJs, const N: usize] [T; N];
    [T: ElementFromJs, S: BuildHasher + Default + 'static] HashMap<String, T, S>;
    [T: ElementFromJs] BTreeMap<String, T>;
    [A: ElementFromJs] (A,);
    [A: ElementFromJs, B: ElementFromJs] (A, B);
    [A: ElementFromJs, B: ElementFromJs, C: ElementFromJs] (A, B, C);
    [A: ElementFromJs, B: ElementFromJs, C: ElementFromJs, D: ElementFromJs] (A, B, C, D);
    [] Clamped<Vec<u8>>;
}

/// What is asked for here, and how.
macro_rules! asked {
    ($([$($generics:tt)*] $ty:ty, $kind:expr, $value:ident => $found:expr;)*) => {$(
        #[doc = concat!("If it is ", $kind, ".")]
        impl<$($generics)*> TryFrom<JsValue> for $ty {
            type Error = CastError;
            #[inline]
            fn try_from($value: JsValue) -> Result<$ty, CastError> {
                $found.ok_or_else(|| CastError::new($value, Expected::Kind($kind)))
            }
        }
    )*};
}

asked! {
    [] bool, "a boolean", value => value.as_bool();
    [] f64, "a number", value => value.as_f64();
    [] f32, "a number", value => value.as_f64().map(|number| number as f32);
    [] String, "a string", value => value.as_string();
    [] Box<str>, "a string", value => value.as_string().map(String::into_boxed_str);
    [] Cow<'static, str>, "a string", value => value.as_string().map(Cow::Owned);
    [] char, "a string of one code point", value => value.as_string().and_then(only_char);
}

macro_rules! integers {
    ($($int:ident)*) => { asked! {$(
        [] $int, concat!("an integer that fits ", stringify!($int)), value => value.as_f64().and_then(|number| {
            let int = number as $int; // saturates, and cuts fractions off
            (int as f64 == number).then_some(int)
        });
        [] NonZero<$int>, concat!("an integer that fits ", stringify!($int), " and is not 0"), value => value.as_f64().and_then(|number| {
            NonZero::new(number as $int).filter(|int| int.get() as f64 == number)
        });
    )*} };
}

integers! { i8 u8 i16 u16 i32 u32 isize usize }

/// Lone surrogates have become U+FFFD, and are no `char` of their own.
fn only_char(text: String) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
