//! Types that can only be a result, `()` and `Result`, and the results of JavaScript's functions in general.

use super::value::JsValue;
use crate::abi::lasting::{Lasting, ReturnToJs};
use crate::abi::{handle_of, FromJs, ReturnFromJs, Slotted, ToJs};
use crate::descriptor::types::Type;
use core::any::Any;
use core::error::Error;
use core::fmt::Display;

// --- From JavaScript ---

// SAFETY: `FromJs` promises the slot, and `caught` takes such a cell.
unsafe impl<T: FromJs> ReturnFromJs for T {
    const TYPE: &'static Type = <T as FromJs>::TYPE;
    type Called = Result<T, JsValue>;
    #[inline]
    unsafe fn lift(slot: Self::Returned) -> T {
        // SAFETY: the caller's promise.
        unsafe { <T as FromJs>::lift(slot) }
    }
    #[inline]
    unsafe fn called(slot: f64) -> Result<T, JsValue> {
        // SAFETY: the caller's promise.
        unsafe { caught(slot) }
    }
}

impl Slotted for () {
    type Slot = ();
    type Returned = ();
}

// SAFETY: nothing is read of the one, and of the other whether it threw.
unsafe impl ReturnFromJs for () {
    const TYPE: &'static Type = &Type::Unit;
    type Called = Result<(), JsValue>;
    #[inline]
    unsafe fn lift((): ()) {}
    #[inline]
    unsafe fn called(slot: f64) -> Result<(), JsValue> {
        // SAFETY: the caller's promise.
        unsafe { caught(slot) }
    }
}

/// How JS writes the result of something that may throw: whether it did not, and the slot of the result or of the error.
#[repr(C)]
struct ResultCell {
    ok: u64,
    slot: f64,
}

/// Takes the result of something that JavaScript catches.
///
/// # Safety
/// As [`FromJs::lift`]: JS wrote the cell at `slot` last, with the slot of a `T`, or with a handle for this value alone.
#[inline]
pub(crate) unsafe fn caught<T: OkFromJs, E: From<JsValue>>(slot: f64) -> Result<T, E> {
    // SAFETY: the caller's promise.
    unsafe {
        let ResultCell { ok, slot } = *(slot as usize as *const ResultCell);
        if ok == 0 {
            Err(JsValue::receive(slot).into())
        } else {
            Ok(T::receive_ok(slot))
        }
    }
}

impl<T, E> Slotted for Result<T, E> {
    type Slot = ();
    type Returned = f64;
}

/// Catches exceptions from JavaScript, and converts the thrown value into `E`.
// SAFETY: `writeResult` writes the cell, and what `T` promises to take, or a handle, into it. Only the conversion to `E` lets
// other code run; when it does, everything is read, because a `Result` stands alone.
unsafe impl<T: OkFromJs, E: From<JsValue>> ReturnFromJs for Result<T, E> {
    const TYPE: &'static Type = &Type::Result(T::TYPE);
    type Called = Result<T, E>;
    #[inline]
    unsafe fn lift(slot: f64) -> Result<T, E> {
        // SAFETY: the caller's promise.
        unsafe { caught(slot) }
    }
    #[inline]
    unsafe fn called(slot: f64) -> Result<T, E> {
        // SAFETY: the caller's promise.
        unsafe { caught(slot) }
    }
}

/// The types allowed as `T` in the `Result<T, E>` that a JavaScript function returns: [`FromJs`] types and `()`.
///
/// Do not implement this by hand: it follows from [`FromJs`].
///
/// # Safety
/// `receive_ok` takes the slot for what JavaScript makes of a result of `TYPE`, as [`FromJs`] promises of `receive`.
pub unsafe trait OkFromJs: Sized {
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn receive_ok(slot: f64) -> Self;
}

// SAFETY: nothing is read.
unsafe impl OkFromJs for () {
    const TYPE: &'static Type = &Type::Unit;
    #[inline]
    unsafe fn receive_ok(_: f64) {}
}

// SAFETY: `FromJs` promises it.
unsafe impl<T: FromJs> OkFromJs for T {
    const TYPE: &'static Type = <T as FromJs>::TYPE;
    #[inline]
    unsafe fn receive_ok(slot: f64) -> T {
        // SAFETY: the caller's promise.
        unsafe { T::receive(slot) }
    }
}

// --- To JavaScript ---

// SAFETY: nothing is returned, and JS is told so.
unsafe impl ReturnToJs for () {
    type Out = ();
    const TYPE: &'static Type = &Type::Unit;
    #[inline]
    fn give(self) {}
}

/// An error that a closure may return. A [`JsValue`] is thrown as it is, also out of a `Box<dyn Error>`. Everything else is thrown as
/// an `Error` with its `Display` text.
///
/// Do not implement this by hand: implement `Display`.
///
/// # Safety
/// `thrown` returns a handle, and gives it away.
pub unsafe trait ThrowToJs {
    /// Makes the JS value to throw.
    #[doc(hidden)]
    fn thrown(self) -> u32;
}

// SAFETY: the handle of a value that ends here.
unsafe impl<E: Display + 'static> ThrowToJs for E {
    #[inline]
    fn thrown(self) -> u32 {
        error_value(self).into_handle()
    }
}

/// What is thrown for an error. Its type is known where this is compiled, so the questions cost nothing.
#[inline]
pub(crate) fn error_value<E: Display + 'static>(error: E) -> JsValue {
    itself(error).unwrap_or_else(|error| match itself::<_, Box<dyn Error>>(error) {
        Ok(boxed) => boxed.downcast().map_or_else(JsValue::error, |value| *value),
        Err(error) => JsValue::error(error),
    })
}

/// The value as a `T`, if that is its type.
#[inline]
fn itself<V: 'static, T: 'static>(value: V) -> Result<T, V> {
    let mut value = Some(value);
    let any: &mut dyn Any = &mut value;
    match any.downcast_mut().and_then(Option::<T>::take) {
        Some(value) => Ok(value),
        None => Err(value.expect("nobody has taken it")),
    }
}

/// The types allowed as `T` in the `Result<T, E>` of a closure: [`Lasting`] types and `()`.
///
/// Do not implement this by hand: it follows from [`Lasting`].
///
/// # Safety
/// `handle` returns the handle of what JavaScript has for `TYPE`, and gives it away.
pub unsafe trait OkToJs {
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn handle(self) -> u32;
}

// SAFETY: `undefined` is what JS has for `()`.
unsafe impl OkToJs for () {
    const TYPE: &'static Type = &Type::Unit;
    #[inline]
    fn handle(self) -> u32 {
        JsValue::UNDEFINED.into_handle()
    }
}

// SAFETY: JS has just made the handle by that type.
unsafe impl<T: Lasting> OkToJs for T {
    const TYPE: &'static Type = <T as ToJs>::TYPE;
    #[inline]
    fn handle(self) -> u32 {
        handle_of(self)
    }
}

/// An `Err` is thrown.
// SAFETY: `result` in js/src/types/entry.js takes what is negative for -1 less the handle of an error, and all else for a handle.
unsafe impl<T: OkToJs, E: ThrowToJs> ReturnToJs for Result<T, E> {
    type Out = f64;
    const TYPE: &'static Type = &Type::Result(T::TYPE);
    #[inline]
    fn give(self) -> f64 {
        match self {
            Ok(value) => value.handle().into(),
            Err(error) => -1.0 - f64::from(error.thrown()),
        }
    }
    #[inline]
    fn slot(self) -> f64 {
        self.give()
    }
}
