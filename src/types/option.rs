//! `Option`.

use crate::abi::lasting::{IntoJs, Lasting};
use crate::abi::{Frame, FromJs, Itself, Pass, Receive, Slotted, ToJs};
use crate::descriptor::types::Type;
use crate::types::value::JsValue;
use core::mem::MaybeUninit;

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
    #[inline]
    fn handle(value: Option<T>) -> u32 {
        value.map_or_else(|| JsValue::UNDEFINED.into_handle(), T::Way::handle)
    }
}

impl<T> Slotted for Option<T> {
    type Slot = *const u8;
    type Returned = f64;
}

// SAFETY: what JS makes of it is `undefined`, or what it makes of a `T`.
unsafe impl<T: Lasting> IntoJs for Option<T> {}

// SAFETY: `lower` makes -1 of nothing, which no handle and no address is, and else what `T` promises to take.
unsafe impl<T: FromJs> FromJs for Option<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: FromJs> Receive<Option<T>> for Itself {
    type Param = f64;
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
