//! `Option` and `Result`.

use crate::abi::{
    handle_of, Frame, FromJs, Itself, Lasting, Pass, Receive, ReturnFromJs, ReturnToJs, Slotted, ToJs,
};
use crate::descriptor::Type;
use crate::value::JsValue;
use core::fmt::Display;
use core::mem::MaybeUninit;

// --- Option ---

/// What the slot of an `Option` points to: whether there is a value, its slot, and what that may point to.
#[doc(hidden)]
#[repr(C)]
pub struct OptionFrame<T: ToJs> {
    /// 0 for `None`. 8 bytes, so that the slot of any type begins at 8.
    some: u64,
    slot: MaybeUninit<T::Slot>,
    frame: Option<Frame<T>>,
}

// SAFETY: `option` in js/src/types/combinators.js asks `some`, and takes the slot of a `T`, at 8, which points into the same frame.
unsafe impl<T: ToJs> ToJs for Option<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ToJs> Pass<Option<T>> for Itself {
    type Frame = OptionFrame<T>;
    const TYPE: &'static Type = &Type::Option(T::TYPE);
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(value: Option<T>) -> OptionFrame<T> {
        #[allow(clippy::manual_map, reason = "its closure would hide the caller's place")]
        let frame = match value {
            Some(value) => Some(value.lower()),
            None => None,
        };
        OptionFrame { some: frame.is_some().into(), slot: MaybeUninit::uninit(), frame }
    }
    #[inline]
    fn slot(frame: &mut OptionFrame<T>) -> *const u8 {
        if let Some(inner) = &mut frame.frame {
            frame.slot.write(T::slot(inner));
        }
        core::ptr::from_ref(frame).cast()
    }
}

impl<T> Slotted for Option<T> {
    type Slot = *const u8;
}

// SAFETY: what JS makes of it is `undefined`, or what it makes of a `T`.
unsafe impl<T: Lasting> Lasting for Option<T> {}

// SAFETY: `lower` makes -1 of nothing, which no handle and no address is, and else what `T` promises to take.
unsafe impl<T: FromJs> FromJs for Option<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: FromJs> Receive<Option<T>> for Itself {
    type Slot = f64;
    const TYPE: &'static Type = &Type::Option(T::TYPE);
    #[inline]
    unsafe fn lift(slot: f64) -> Option<T> {
        // SAFETY: the caller's promise.
        unsafe { <Option<T> as FromJs>::receive(slot) }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> Option<T> {
        if slot == -1.0 {
            None
        } else {
            // SAFETY: the caller's promise.
            Some(unsafe { T::Way::receive_some(slot) })
        }
    }
}

// --- Result ---

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

/// Catches what JavaScript throws; `E` is made of the thrown value.
// SAFETY: `writeResult` writes the cell, and what `T` promises to take, or a handle, into it. Only the conversion to `E` lets
// other code run; when it does, everything is read, because a `Result` stands alone.
unsafe impl<T: OkFromJs, E: From<JsValue>> ReturnFromJs for Result<T, E> {
    type Slot = f64;
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

/// What may stand as `T` in the `Result<T, E>` that a JavaScript function returns: [`FromJs`] values and `()`.
///
/// Not to be implemented by hand: it follows from [`FromJs`].
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

/// What a closure may return as an error: a [`JsValue`] is thrown itself, everything else as an `Error` with its
/// `Display` text.
///
/// Not to be implemented by hand: implement `Display`.
///
/// # Safety
/// `thrown` returns a handle, and gives it away.
pub unsafe trait ThrowToJs {
    /// Makes the JS value to throw.
    #[doc(hidden)]
    fn thrown(self) -> u32;
}

// SAFETY: its own handle.
unsafe impl ThrowToJs for JsValue {
    #[inline]
    fn thrown(self) -> u32 {
        self.into_handle()
    }
}

// SAFETY: JS has just made the handle.
unsafe impl<E: Display> ThrowToJs for E {
    #[inline]
    fn thrown(self) -> u32 {
        crate::runtime::error_new(&self.to_string())
    }
}

/// What may stand as `T` in the `Result<T, E>` of a closure: [`Lasting`] values and `()`.
///
/// Not to be implemented by hand: it follows from [`Lasting`].
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

/// `Err` throws.
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
}
