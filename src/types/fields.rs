//! Types with fields: structs of the macros, which are objects in JavaScript, and tuples, which are arrays. Both cross
//! by value.
//!
//! ```text
//! to JS      the slots of the fields are in the caller's frame, 8 bytes each; JS reads them and makes the object
//! from JS    JS reads all fields, then writes a block of `Received`, one for each; Rust takes the fields out, and frees the block
//! ```
//!
//! The macros implement [`Fields`] for a struct (`macros/data.rs`), and tuples have it here.

use super::list::{Element, Received};
use crate::abi::lasting::{IntoJs, Lasting};
use crate::abi::{slot_cell, Frame, FromJs, Pass, Receive, RefSlot, SlotCell, Slotted, ToJs};
use crate::descriptor::types::Type;
use crate::mistake;
use core::mem::MaybeUninit;
use std::alloc::{dealloc, Layout};

/// A type whose fields cross one by one.
///
/// # Safety
/// - `TYPE` says the fields, in the order in which `slots` and [`FieldsFromJs::receive`] have them.
/// - `Slots` is an array of `COUNT` [`SlotCell`]s, and `slots` makes one for each field, which may point into the frames.
#[doc(hidden)]
pub unsafe trait Fields: Sized + 'static {
    const TYPE: &'static Type;
    const COUNT: usize;
    type Frames;
    type Slots;
    fn lower(self) -> Self::Frames;
    fn slots(frames: &mut Self::Frames) -> Self::Slots;
}

/// The same of a type that can also come from JavaScript, as each of its fields can.
///
/// Subtle: the lifetime means nothing. A bound that names one, `for<'a> Options: FieldsFromJs<'a>`, is asked only where somebody needs it: so a
/// struct with a closure in it, which only goes to JavaScript, is no mistake (tests/pass/data).
///
/// # Safety
/// `receive` takes each field once, in the order of `TYPE`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from JavaScript, because a field of it cannot",
    label = "has a field that only goes to JavaScript"
)]
pub unsafe trait FieldsFromJs<'a>: Fields {
    /// # Safety
    /// The cells are those that JavaScript has just written for `TYPE`.
    unsafe fn receive(cells: Cells) -> Self;
}

/// A type that a field can have where its struct comes from JavaScript: [`FromJs`], with a lifetime for the reason above.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a struct with a field of the type `{Self}` cannot come from JavaScript",
    label = "only goes to JavaScript"
)]
pub trait FieldFromJs<'a>: FromJs {}

impl<'a, T: FromJs> FieldFromJs<'a> for T {}

/// A type that a field can have, which JavaScript can keep: again with a lifetime for the reason above.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a field cannot have the type `{Self}`",
    label = "not a type that JavaScript can keep",
    note = "fields may be of whatever crosses by value: `bool`, numbers, `String`, lists, `Option`, `JsValue`, imported and exported types, \
            `JsFunction<_>`, other structs and enums of the macros, and `Closure<_>`, with which a struct only goes to JavaScript"
)]
pub trait FieldToJs<'a>: Lasting + 'static {}

#[diagnostic::do_not_recommend]
impl<'a, T: Lasting + 'static> FieldToJs<'a> for T {}

/// A type whose fields cross.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be passed to JavaScript, because a field of it cannot",
    label = "has a field that does not cross"
)]
pub trait FieldsToJs<'a>: Fields {}

impl<'a, T: Fields> FieldsToJs<'a> for T {}

/// Asks whether a type can be that of a field.
#[doc(hidden)]
pub fn field<T: for<'a> FieldToJs<'a>>() {}

/// How many fields there are.
#[doc(hidden)]
#[must_use]
#[track_caller]
#[inline]
pub const fn count_fields(names: &[&str]) -> usize {
    if names.len() > 64 {
        mistake::too_many_fields();
    }
    names.len()
}

/// The frame of a field. Subtle: it has a name, for the reason of `Lowered` in call.rs.
#[doc(hidden)]
pub struct Lowered<T: ToJs>(Frame<T>);

impl<T: Lasting> Lowered<T> {
    #[inline]
    pub fn of(value: T) -> Self {
        Lowered(value.lower())
    }

    #[inline]
    pub fn cell(&mut self) -> SlotCell {
        slot_cell::<T>(&mut self.0)
    }
}

/// The fields that JavaScript has written, one after the other.
#[doc(hidden)]
pub struct Cells(*const Received);

impl Cells {
    /// The next field.
    ///
    /// # Safety
    /// There is one, and it is a `T`.
    #[inline]
    pub unsafe fn next<T: FromJs>(&mut self) -> T {
        // SAFETY: the caller's promise; each is received once, because the address moves on.
        unsafe {
            let slot = (*self.0).slot;
            self.0 = self.0.add(1);
            T::receive(slot)
        }
    }
}

/// The way of what has fields.
#[doc(hidden)]
pub struct Fielded;

/// The frames of the fields, and their slots, which may point to these.
#[doc(hidden)]
pub struct FieldsFrame<T: Fields> {
    frames: T::Frames,
    slots: MaybeUninit<T::Slots>,
}

// SAFETY: `record` in js/src/types/fields.js reads a slot for each field of the type, 8 bytes each, which lie in the frame; and so does
// `tuple` in js/src/types/fields.js.
unsafe impl<T: Fields + ToJs<Slot = RefSlot>> Pass<T> for Fielded {
    type Frame = FieldsFrame<T>;
    const TYPE: &'static Type = <T as Fields>::TYPE;
    #[inline]
    fn lower(value: T) -> FieldsFrame<T> {
        FieldsFrame { frames: Fields::lower(value), slots: MaybeUninit::uninit() }
    }
    #[inline]
    fn slot(frame: &mut FieldsFrame<T>) -> RefSlot {
        let slots = T::slots(&mut frame.frames);
        core::ptr::from_ref(frame.slots.write(slots)).cast()
    }
}

// SAFETY: `writeSlots` in js/src/types/block.js writes a `Received` for each field, in the order of the type, and returns the block's address.
unsafe impl<T: Slotted<Returned = f64>> Receive<T> for Fielded
where
    for<'a> T: FieldsFromJs<'a>,
{
    type Param = f64;
    const TYPE: &'static Type = <T as Fields>::TYPE;
    #[inline]
    unsafe fn lift(slot: f64) -> T {
        // SAFETY: the caller's promise.
        unsafe { <Self as Receive<T>>::receive(slot) }
    }
    unsafe fn receive(slot: f64) -> T {
        let address = slot as usize as *mut Received;
        // SAFETY:
        // - The caller has just had `slot` from JS, which wrote the block for this type.
        // - The block is freed as JS asked for it, after the last field was taken; of no fields there is none.
        unsafe {
            let value = T::receive(Cells(address));
            if T::COUNT > 0 {
                dealloc(address.cast(), Layout::array::<Received>(T::COUNT).expect("JS has allocated it"));
            }
            value
        }
    }
}

macro_rules! tuples {
    ($(($($T:ident $t:ident)+))*) => {$(
        // SAFETY: `tuple` in js/src/types/fields.js reads the slots of an array's elements, in their order.
        unsafe impl<$($T: Lasting + 'static),+> Fields for ($($T,)+) {
            const TYPE: &'static Type = &Type::Tuple(&[$(<$T as ToJs>::TYPE),+]);
            const COUNT: usize = [$(stringify!($T)),+].len();
            type Frames = ($(Lowered<$T>,)+);
            type Slots = [SlotCell; [$(stringify!($T)),+].len()];
            #[inline]
            fn lower(self) -> Self::Frames {
                let ($($t,)+) = self;
                ($(Lowered::of($t),)+)
            }
            #[inline]
            fn slots(($($t,)+): &mut Self::Frames) -> Self::Slots {
                [$($t.cell()),+]
            }
        }

        // SAFETY: as above.
        unsafe impl<'a, $($T: Lasting + FromJs + 'static),+> FieldsFromJs<'a> for ($($T,)+) {
            #[inline]
            unsafe fn receive(mut cells: Cells) -> Self {
                // SAFETY: the caller's promise; a tuple is evaluated in the order of its elements.
                unsafe { ($(cells.next::<$T>(),)+) }
            }
        }

        impl<$($T),+> Slotted for ($($T,)+) {
            type Slot = RefSlot;
            type Returned = f64;
        }

        // SAFETY: `Fields` promises it.
        unsafe impl<$($T: Lasting + 'static),+> ToJs for ($($T,)+) {
            type Way = Fielded;
        }

        // SAFETY: JS makes an array of its own of it.
        unsafe impl<$($T: Lasting + 'static),+> IntoJs for ($($T,)+) {}

        // SAFETY: it is no number, so what `Element` does by itself is right.
        unsafe impl<$($T: Lasting + 'static),+> Element for ($($T,)+) {}

        // SAFETY: `Fields` promises it.
        unsafe impl<$($T: Lasting + FromJs + 'static),+> FromJs for ($($T,)+) {
            type Way = Fielded;
        }
    )*};
}

tuples! { (A a) (A a B b) (A a B b C c) (A a B b C c D d) }
