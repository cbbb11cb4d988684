//! How a Rust value becomes a wasm slot, and a slot a value: the traits, and the numbers, `bool` and `()`.
//!
//! One parameter takes one slot, whatever its type, and so does a result. Closures are in `closure.rs`, the
//! strings in `string.rs`, the names and encoding of types in `descriptor.rs`.
//!
//! | way | trait | slot |
//! |---|---|---|
//! | argument of an import, Rust to JS | [`ToJs`] | the number itself, or the address of a cell in the caller's frame |
//! | result of an import, JS to Rust | [`FromJs`] | the number itself, or the address of a cell that JS has just written |
//! | parameter of a closure, JS to Rust | [`FromJs`], [`RefFromJs`] | an `f64`: the number itself, or such an address |
//! | result of a closure, Rust to JS | [`ReturnToJs`] | an `f64`: the number itself, or a handle; nothing for `()` |
//!
//! A cell that JS writes lies in one scratch area per instance. It is written after everything that may call
//! back into wasm, and read here before anything else can run: no call can overwrite another's.

use crate::descriptor::{Number, Type};

/// A value that can be passed to JavaScript as an argument.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be passed to JavaScript",
    label = "not a type that crosses from Rust to JavaScript",
    note = "arguments may be `bool`, numbers, `&str`, `String`, `&dyn Fn(..)`, `&mut dyn FnMut(..)` and `&Closure<dyn FnMut(..)>`"
)]
pub trait ToJs: Sized {
    /// What stays in the caller's frame while the import runs. The slot may point to it.
    #[doc(hidden)]
    type Frame;
    /// The wasm type of the slot.
    #[doc(hidden)]
    type Slot;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn lower(self) -> Self::Frame;
    #[doc(hidden)]
    fn slot(frame: &mut Self::Frame) -> Self::Slot;
}

/// A value that can come from JavaScript, as the result of an import or the parameter of a closure.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from JavaScript",
    label = "not a type that crosses from JavaScript to Rust",
    note = "results and closure parameters may be `bool`, numbers and `String`; a closure parameter also `&str`"
)]
pub trait FromJs: Sized {
    /// The wasm type of an import's result.
    #[doc(hidden)]
    type Slot;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// Takes the result of an import.
    ///
    /// # Safety
    /// `slot` is what the JS side has just made of a value by [`FromJs::TYPE`], and is lifted once.
    #[doc(hidden)]
    unsafe fn lift(slot: Self::Slot) -> Self;
    /// Takes the parameter of a closure.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn receive(slot: f64) -> Self;
}

/// A type whose references can be the parameter of a closure, among its first four.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be the parameter of a closure that JavaScript calls",
    label = "no reference that crosses from JavaScript to Rust",
    note = "reference parameters may be `&str`; take other types by value"
)]
pub trait RefFromJs {
    /// What owns the value while the closure runs.
    #[doc(hidden)]
    type Held;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn hold(slot: f64) -> Self::Held;
    #[doc(hidden)]
    fn borrow(held: &Self::Held) -> &Self;
}

/// A value that a closure can return to JavaScript.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned to JavaScript",
    label = "not a result that crosses from Rust to JavaScript",
    note = "a closure may return `()`, `bool`, numbers and `String`"
)]
pub trait ReturnToJs {
    /// `f64`, or `()` for `()`.
    #[doc(hidden)]
    type Out;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn give(self) -> Self::Out;
}

/// A type whose shared references are arguments: [`ToJs`] for `&Self`.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be passed to JavaScript",
    label = "no reference that crosses from Rust to JavaScript",
    note = "references may be `&str`, `&dyn Fn(..)` and `&Closure<dyn FnMut(..)>`"
)]
pub trait RefToJs {
    #[doc(hidden)]
    type Frame<'a>
    where
        Self: 'a;
    #[doc(hidden)]
    type Slot;
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn lower(&self) -> Self::Frame<'_>;
    #[doc(hidden)]
    fn slot(frame: &mut Self::Frame<'_>) -> Self::Slot;
}

/// A type whose exclusive references are arguments: [`ToJs`] for `&mut Self`.
#[diagnostic::on_unimplemented(
    message = "`&mut {Self}` cannot be passed to JavaScript",
    label = "no exclusive reference that crosses from Rust to JavaScript",
    note = "exclusive references may be `&mut dyn FnMut(..)`"
)]
pub trait MutToJs {
    #[doc(hidden)]
    type Frame<'a>
    where
        Self: 'a;
    #[doc(hidden)]
    type Slot;
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn lower(&mut self) -> Self::Frame<'_>;
    #[doc(hidden)]
    fn slot(frame: &mut Self::Frame<'_>) -> Self::Slot;
}

impl<'a, T: ?Sized + RefToJs> ToJs for &'a T {
    type Frame = T::Frame<'a>;
    type Slot = T::Slot;
    const TYPE: &'static Type = T::TYPE;
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(self) -> Self::Frame {
        RefToJs::lower(self)
    }
    #[inline]
    fn slot(frame: &mut Self::Frame) -> Self::Slot {
        T::slot(frame)
    }
}

impl<'a, T: ?Sized + MutToJs> ToJs for &'a mut T {
    type Frame = T::Frame<'a>;
    type Slot = T::Slot;
    const TYPE: &'static Type = T::TYPE;
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(self) -> Self::Frame {
        MutToJs::lower(self)
    }
    #[inline]
    fn slot(frame: &mut Self::Frame) -> Self::Slot {
        T::slot(frame)
    }
}

// --- What the expansion of `closures_extern!` is made of ---

/// The slot of an argument, as it stands in the signature of a wasm import.
#[doc(hidden)]
#[repr(transparent)]
pub struct Slot<T: ToJs>(T::Slot);

/// The slot of a result, as it stands in the signature of a wasm import.
#[doc(hidden)]
#[repr(transparent)]
pub struct Returned<T: FromJs>(T::Slot);

/// A lowered argument in its caller's frame.
#[doc(hidden)]
pub struct Lowered<T: ToJs>(T::Frame);

#[doc(hidden)]
#[inline]
#[cfg_attr(debug_assertions, track_caller)] // a stack closure's place is the call that it is passed to
pub fn lower<T: ToJs>(value: T) -> Lowered<T> {
    Lowered(value.lower())
}

#[doc(hidden)]
#[inline]
pub fn slot<T: ToJs>(lowered: &mut Lowered<T>) -> Slot<T> {
    Slot(T::slot(&mut lowered.0))
}

/// # Safety
/// `returned` is what the import has just returned for the type `T`, which is lifted once.
#[doc(hidden)]
#[inline]
pub unsafe fn lift<T: FromJs>(returned: Returned<T>) -> T {
    // SAFETY: the caller's promise is that of `FromJs::lift`.
    unsafe { T::lift(returned.0) }
}

// --- Numbers ---

/// ToUint32 of ECMAScript 7.1.7 as bits, which every integer type of at most 32 bits takes its low bits from
/// (Web IDL 3.2.4 "ConvertToInt", without `[EnforceRange]`): NaN and infinities are 0, fractions are cut off,
/// the rest wraps.
#[inline]
fn to_uint32(number: f64) -> u32 {
    let cut = number as i64; // saturates, and is exact below 2^63
    if cut == i64::MAX || cut == i64::MIN {
        far_to_uint32(number)
    } else {
        cut as u32
    }
}

#[cold]
fn far_to_uint32(number: f64) -> u32 {
    if number.is_finite() {
        // A multiple of 2^11 at least: the remainder is exact.
        let remainder = number % 4_294_967_296.0;
        remainder as i64 as u32
    } else {
        0
    }
}

macro_rules! integers {
    ($($int:ident $slot:ident $number:ident,)*) => {$(
        impl ToJs for $int {
            type Frame = $int;
            type Slot = $slot;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn lower(self) -> $int {
                self
            }
            #[inline]
            fn slot(frame: &mut $int) -> $slot {
                *frame as $slot
            }
        }

        impl FromJs for $int {
            // The engine's conversion of an import's result to i32 is ToInt32: the same low bits.
            type Slot = i32;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            unsafe fn lift(slot: i32) -> $int {
                slot as $int
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $int {
                to_uint32(slot) as $int
            }
        }

        impl ReturnToJs for $int {
            type Out = f64;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn give(self) -> f64 {
                self as f64
            }
        }
    )*};
}

// u32 and usize go as f64: an i32 slot would reach JS signed, and cost an adapter that makes it unsigned.
integers! {
    i8 i32 I8, u8 i32 U8, i16 i32 I16, u16 i32 U16, i32 i32 I32, isize i32 Isize, u32 f64 U32, usize f64 Usize,
}

macro_rules! floats {
    ($($float:ident $number:ident,)*) => {$(
        impl ToJs for $float {
            type Frame = $float;
            type Slot = $float;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn lower(self) -> $float {
                self
            }
            #[inline]
            fn slot(frame: &mut $float) -> $float {
                *frame
            }
        }

        impl FromJs for $float {
            type Slot = $float;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            unsafe fn lift(slot: $float) -> $float {
                slot
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $float {
                slot as $float
            }
        }

        impl ReturnToJs for $float {
            type Out = f64;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn give(self) -> f64 {
                self.into()
            }
        }
    )*};
}

floats! { f32 F32, f64 F64, }

impl ToJs for bool {
    type Frame = bool;
    type Slot = i32;
    const TYPE: &'static Type = &Type::Bool;
    #[inline]
    fn lower(self) -> bool {
        self
    }
    #[inline]
    fn slot(frame: &mut bool) -> i32 {
        (*frame).into()
    }
}

impl FromJs for bool {
    type Slot = i32;
    const TYPE: &'static Type = &Type::Bool;
    #[inline]
    unsafe fn lift(slot: i32) -> bool {
        slot != 0
    }
    #[inline]
    unsafe fn receive(slot: f64) -> bool {
        slot != 0.0
    }
}

impl ReturnToJs for bool {
    type Out = f64;
    const TYPE: &'static Type = &Type::Bool;
    #[inline]
    fn give(self) -> f64 {
        u8::from(self).into()
    }
}

// --- Nothing ---

impl FromJs for () {
    type Slot = ();
    const TYPE: &'static Type = &Type::Unit;
    #[inline]
    unsafe fn lift((): ()) {}
    #[inline]
    unsafe fn receive(_: f64) {}
}

impl ReturnToJs for () {
    type Out = ();
    const TYPE: &'static Type = &Type::Unit;
    #[inline]
    fn give(self) {}
}
