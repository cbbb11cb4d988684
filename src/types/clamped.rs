//! `Clamped`: bytes in a `Uint8ClampedArray` of JavaScript, like those of `ImageData`. What is not here: other lists
//! (`list.rs`).

use crate::abi::lasting::IntoJs;
use crate::abi::{handle_of, FromJs, Itself, Lend, MutToJs, Pass, Receive, RefSlot, Slotted, ToJs};
use crate::descriptor::types::Type;
use crate::types::list::{receive_numbers, Element, Filled, ListCell, Numeric};
use core::ops::{Deref, DerefMut};

/// Bytes that are a `Uint8ClampedArray` in JavaScript, such as the pixels of a canvas.
///
/// | Rust | where |
/// |---|---|
/// | `Clamped<&[u8]>`, `Clamped<&mut [u8]>` | arguments of imports |
/// | `Clamped<Vec<u8>>` | wherever a value may stand |
/// | `&[Clamped<u8>]`, `&mut [Clamped<u8>]`, `Vec<Clamped<u8>>` | wherever a list of numbers may stand: in closures and exports too |
///
/// ```no_run
/// use closures_extern::{closures_extern, Clamped};
///
/// closures_extern! {
///     type ImageData;
///     #[js(constructor)]
///     fn new(pixels: Clamped<&[u8]>, width: u32) -> ImageData;
///     #[js(getter)]
///     fn data(this: &ImageData) -> Clamped<Vec<u8>>;
/// }
///
/// let red = [255, 0, 0, 255].repeat(64 * 64);
/// let image = ImageData::new(Clamped(&red), 64);
/// assert_eq!(image.data()[0], 255);
/// ```
///
/// If JavaScript writes a number into such an array, it is rounded, and becomes 0 or 255 if it is out of a byte's
/// range. Like every list, the bytes are copied when they cross.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Clamped<T>(pub T);

impl<T> Deref for Clamped<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Clamped<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

// --- One byte: an element of a list, and a number ---

// SAFETY: `number` in js/src/types/number.js has the number; it is in `NUMBERS` there, by `from` an i32.
unsafe impl ToJs for Clamped<u8> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<Clamped<u8>> for Itself {
    type Frame = u8;
    const TYPE: &'static Type = &Type::Clamped;
    #[inline]
    fn lower(value: Clamped<u8>) -> u8 {
        value.0
    }
    #[inline]
    fn slot(frame: &mut u8) -> i32 {
        (*frame).into()
    }
}

impl Slotted for Clamped<u8> {
    type Slot = i32;
    type Returned = f64;
}

// SAFETY: any number becomes a byte; that of an `Option` lies in a cell, as that of any number does.
unsafe impl FromJs for Clamped<u8> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<Clamped<u8>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Clamped;
    #[inline]
    unsafe fn lift(slot: f64) -> Clamped<u8> {
        clamped(slot)
    }
    #[inline]
    unsafe fn receive(slot: f64) -> Clamped<u8> {
        clamped(slot)
    }
    #[inline]
    unsafe fn receive_some(slot: f64) -> Clamped<u8> {
        // SAFETY: the caller's promise; JS has written the number of an `Option` into a cell.
        clamped(unsafe { *(slot as usize as *const f64) })
    }
}

/// As JavaScript writes it into such an array, by ToUint8Clamp of ECMAScript 7.1.11: to the nearest, and half to even.
#[inline]
fn clamped(number: f64) -> Clamped<u8> {
    Clamped(number.round_ties_even() as u8) // saturates, and NaN is 0
}

// SAFETY: a number is a copy, and its own result.
unsafe impl IntoJs for Clamped<u8> {
    #[inline]
    fn give(self) -> f64 {
        self.0.into()
    }
}

// SAFETY: it lies in memory as its byte, by `transparent`. `ARRAYS` in js/src/types/list.js has the typed array.
unsafe impl Numeric for Clamped<u8> {}

// SAFETY: a slice crosses as that typed array, and `writeNumbers` in js/src/types/list.js writes what `receive_numbers` takes.
unsafe impl Element for Clamped<u8> {
    #[inline]
    fn list_handle(list: Vec<Self>) -> u32 {
        handle_of(list.as_slice())
    }
    #[inline]
    unsafe fn receive_list(slot: f64) -> Vec<Self> {
        // SAFETY: the caller's promise.
        unsafe { receive_numbers(slot) }
    }
}

// --- Lists of bytes, as wasm-bindgen has them ---

// SAFETY: `Lend` of the slice promises it.
unsafe impl ToJs for Clamped<&[u8]> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<'a> Pass<Clamped<&'a [u8]>> for Itself {
    type Frame = ListCell;
    const TYPE: &'static Type = <Itself as Lend<[Clamped<u8>]>>::TYPE;
    #[inline]
    fn lower(value: Clamped<&'a [u8]>) -> ListCell {
        // A cell is an address and a length: that of the bytes is that of the elements.
        <Itself as Lend<[u8]>>::lower(value.0)
    }
    #[inline]
    fn slot(frame: &mut ListCell) -> RefSlot {
        <Itself as Lend<[u8]>>::slot(frame)
    }
}

impl Slotted for Clamped<&[u8]> {
    type Slot = RefSlot;
    type Returned = ();
}

// SAFETY: `MutToJs` of the slice promises it.
unsafe impl ToJs for Clamped<&mut [u8]> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<'a> Pass<Clamped<&'a mut [u8]>> for Itself {
    type Frame = Filled<'a, Clamped<u8>>;
    const TYPE: &'static Type = <[Clamped<u8>] as MutToJs>::TYPE;
    #[inline]
    fn lower(value: Clamped<&'a mut [u8]>) -> Filled<'a, Clamped<u8>> {
        // SAFETY: `Clamped<u8>` is `transparent`, so a slice of it is the slice of its bytes; the reference is passed on.
        let list = unsafe { &mut *(core::ptr::from_mut(value.0) as *mut [Clamped<u8>]) };
        MutToJs::lower(list)
    }
    #[inline]
    fn slot(frame: &mut Filled<'a, Clamped<u8>>) -> RefSlot {
        <[Clamped<u8>] as MutToJs>::slot(frame)
    }
}

impl Slotted for Clamped<&mut [u8]> {
    type Slot = RefSlot;
    type Returned = ();
}

// SAFETY: the handle of the list, as `Vec` has it.
unsafe impl ToJs for Clamped<Vec<u8>> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<Clamped<Vec<u8>>> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = <Vec<Clamped<u8>> as ToJs>::TYPE;
    #[inline]
    fn lower(value: Clamped<Vec<u8>>) -> u32 {
        handle_of(Clamped(value.0.as_slice()))
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: Clamped<Vec<u8>>) -> u32 {
        <Itself as Pass<Clamped<Vec<u8>>>>::lower(value)
    }
}

impl Slotted for Clamped<Vec<u8>> {
    type Slot = u32;
    type Returned = f64;
}

// SAFETY: the same handle, of an array that is JavaScript's own.
unsafe impl IntoJs for Clamped<Vec<u8>> {}

// SAFETY: it is no number, so what `Element` does by itself is right.
unsafe impl Element for Clamped<Vec<u8>> {}

// SAFETY: JavaScript makes the slot of such a list, whose elements are bytes.
unsafe impl FromJs for Clamped<Vec<u8>> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<Clamped<Vec<u8>>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = <Vec<Clamped<u8>> as ToJs>::TYPE;
    #[inline]
    unsafe fn lift(slot: f64) -> Clamped<Vec<u8>> {
        // SAFETY: the caller's promise; bytes lie as the elements do.
        Clamped(unsafe { receive_numbers(slot) })
    }
    #[inline]
    unsafe fn receive(slot: f64) -> Clamped<Vec<u8>> {
        // SAFETY: the caller's promise; bytes lie as the elements do.
        Clamped(unsafe { receive_numbers(slot) })
    }
}
