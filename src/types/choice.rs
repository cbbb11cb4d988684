//! Enums of the macros, which are one of a few strings or numbers in JavaScript. The number of the variant crosses,
//! counted from 0.

use crate::abi::{Pass, Receive, Slotted, ToJs};
use crate::descriptor::types::{Type, Variant};
use crate::mistake;

/// An enum that a macro has declared.
///
/// # Safety
/// `TYPE` says as many variants as there are, and `index` returns the place of one among them.
#[doc(hidden)]
pub unsafe trait Choice: Sized + 'static {
    const TYPE: &'static Type;
    fn index(self) -> u32;
    /// The variant at a place. There is one, or this panics.
    fn at(index: u32) -> Self;
}

/// The way of enums.
#[doc(hidden)]
pub struct Chosen;

// SAFETY: `choice` in js/src/types/choice.js takes a number for the place of a value, wherever it comes from.
unsafe impl<T: Choice + ToJs<Slot = u32>> Pass<T> for Chosen {
    type Frame = u32;
    const TYPE: &'static Type = <T as Choice>::TYPE;
    #[inline]
    fn lower(value: T) -> u32 {
        value.index()
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
}

// SAFETY: any number becomes a variant or a panic; `choice` makes the place of a value.
unsafe impl<T: Choice + Slotted<Returned = f64>> Receive<T> for Chosen {
    type Param = f64;
    const TYPE: &'static Type = <T as Choice>::TYPE;
    #[inline]
    unsafe fn lift(slot: f64) -> T {
        T::at(slot as u32)
    }
    #[inline]
    unsafe fn receive(slot: f64) -> T {
        T::at(slot as u32)
    }
}

/// What is written behind a variant, `= "left"` or `= 1`: two types, of which each says what it is. With the number of the variant in Rust in
/// front, also what it is in JavaScript.
#[doc(hidden)]
pub struct Value<T>(pub T);

impl Value<&'static str> {
    /// The number of the variant in Rust: its place among the names, which stand in brackets.
    #[must_use]
    #[inline]
    pub const fn discriminant(self, name: &str, names: &str) -> isize {
        let (name, names) = (name.as_bytes(), names.as_bytes());
        let (mut at, mut start, mut place) = (0, 0, 0);
        while at < names.len() {
            if matches!(names[at], b' ' | b'\n' | b'[' | b']') {
                if start < at {
                    if same(names.split_at(at).0.split_at(start).1, name) {
                        return place;
                    }
                    place += 1;
                }
                start = at + 1;
            }
            at += 1;
        }
        panic!("a variant is one of the names")
    }
}

impl Value<isize> {
    #[must_use]
    #[inline]
    pub const fn discriminant(self, _: &str, _: &str) -> isize {
        self.0
    }
    #[must_use]
    #[track_caller]
    #[inline]
    pub const fn variant(self) -> Variant {
        if self.0 < i32::MIN as isize || self.0 > i32::MAX as isize {
            mistake::number_of_a_variant();
        }
        Variant::Number(self.0 as i32)
    }
}

impl Value<(isize, isize)> {
    #[must_use]
    #[track_caller]
    #[inline]
    pub const fn variant(self) -> Variant {
        Value(self.0 .0).variant()
    }
}

impl Value<(isize, &'static str)> {
    #[must_use]
    #[inline]
    pub const fn variant(self) -> Variant {
        Variant::Text(self.0 .1)
    }
}

#[inline]
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}

/// `choice` in js/src/types/choice.js makes no such place.
#[doc(hidden)]
#[cold]
pub fn no_variant<T>(index: u32) -> T {
    panic!("closures_extern: an enum has no variant with the number {index}")
}

/// Refuses what an enum cannot be: it has strings alone, or numbers alone, each there once.
#[doc(hidden)]
#[track_caller]
#[inline]
pub const fn check_variants(variants: &[Variant]) {
    if variants.is_empty() {
        mistake::no_variants();
    }
    let mut at = 0;
    while at < variants.len() {
        let mut other = 0;
        while other < at {
            match (variants[at], variants[other]) {
                (Variant::Text(a), Variant::Text(b)) => {
                    if same(a.as_bytes(), b.as_bytes()) {
                        mistake::same_variants();
                    }
                }
                (Variant::Number(_), Variant::Number(_)) => (),
                _ => mistake::mixed_variants(),
            }
            other += 1;
        }
        at += 1;
    }
}
