//! Lists. Slices and vectors of numbers are typed arrays in JavaScript. They are always copies, and a `&mut [T]` is
//! copied back. Vectors of strings and values are arrays. `Rest` is here too.

use crate::abi::lasting::{IntoJs, Lasting};
use crate::abi::{
    handle_of, handle_slot, slot_cell, Frame, FromJs, Hold, Itself, Lend, MutToJs, Pass, Receive, RefFromJs,
    RefSlot, RefToJs, SlotCell, Slotted, ToJs,
};
use crate::descriptor::types::Type;
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::marker::PhantomData;
use std::alloc::{dealloc, Layout};

/// Where the elements of a list lie, in the order in which JS reads it.
#[doc(hidden)]
#[repr(C)]
pub struct ListCell {
    address: *const u8,
    len: usize,
}

/// A list that JS has written into memory of this instance's allocator, in the order in which JS writes it.
#[repr(C)]
struct OwnedListCell {
    address: *mut u8,
    len: usize,
    capacity: usize,
}

/// The same of a list that is copied back, and the handle of the array that it is a copy of.
#[repr(C)]
struct CopiedListCell {
    list: OwnedListCell,
    array: u32,
}

/// An element type of `Vec<T>`, `Box<[T]>` and `Rest<T>`. Numbers may also be in a `&[T]`.
///
/// Do not implement this by hand: `type` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) does it for a type of yours.
///
/// # Safety
/// - `list_handle` returns the handle, given away, of what JavaScript has for a list of the `TYPE`.
/// - `receive_list` takes the slot for what JavaScript makes of such a list. What is written here does, of lists that are no
///   typed arrays.
#[diagnostic::on_unimplemented(
    message = "a list of `{Self}` cannot cross to JavaScript",
    label = "no element of a list",
    note = "lists may be of numbers (typed arrays), and of whatever else crosses by value: `bool`, `String`, `Option<T>`, other lists, \
            `JsValue`, imported types, `JsFunction<_>`, `Closure<_>` (to JavaScript), and the structs and enums of the macros"
)]
pub unsafe trait Element: Lasting + 'static {
    /// Makes a JS array of a list: the handle is the caller's.
    #[doc(hidden)]
    #[inline]
    fn list_handle(list: Vec<Self>) -> u32 {
        handle_of(Slots(list))
    }
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    #[inline]
    unsafe fn receive_list(slot: f64) -> Vec<Self>
    where
        Self: FromJs,
    {
        // SAFETY: the caller's promise.
        unsafe { receive_slots(slot) }
    }
}

/// An element type of lists that come from JavaScript. This is one bound, so that a mistake causes only one error.
///
/// Do not implement this by hand: it follows from [`Element`] and [`FromJs`].
#[diagnostic::on_unimplemented(
    message = "a list of `{Self}` cannot come from JavaScript",
    label = "no element of a list that comes from JavaScript",
    note = "such a list may be of numbers (typed arrays), and of whatever else comes from JavaScript by value: `bool`, `String`, `Option<T>`, \
            other lists, `JsValue`, imported types, `JsFunction<_>`, and structs and enums of the macros without a `Closure`"
)]
pub trait ElementFromJs: Element + FromJs {}

#[diagnostic::do_not_recommend]
impl<T: Element + FromJs> ElementFromJs for T {}

// --- Numbers: typed arrays ---

/// A number type, whose elements JS copies as they are in memory.
///
/// Do not implement this by hand: it is for the numbers.
///
/// # Safety
/// `Self` lies in memory as an element of the typed array that JavaScript has for `TYPE`, and any bits are one.
#[diagnostic::on_unimplemented(
    message = "`&[{Self}]` cannot cross to JavaScript",
    label = "not a slice of numbers",
    note = "slices may be of numbers (typed arrays); pass `Vec<String>` and `Vec<JsValue>` by value"
)]
pub unsafe trait Numeric: Element + FromJs + Copy {}

macro_rules! numeric {
    ($($number:ident)*) => {$(
        // SAFETY: `ARRAYS` in js/src/types/list.js has the typed array of this number.
        unsafe impl Numeric for $number {}

        // SAFETY: a slice crosses as that typed array, and `writeNumbers` in js/src/types/list.js writes what `receive_numbers` takes.
        unsafe impl Element for $number {
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
    )*};
}

numeric! { i8 u8 i16 u16 i32 u32 isize usize f32 f64 i64 u64 }

/// # Safety
/// As [`FromJs::lift`], for a list of `T`.
pub(super) unsafe fn receive_numbers<T: Numeric>(slot: f64) -> Vec<T> {
    // SAFETY:
    // - The caller has just had `slot` from JS: writeNumbers() in js/src/types/list.js wrote the cell last.
    // - `len` elements lie in a block of just that many, which `closures_extern_alloc` gave with the alignment of `T`
    //   for this list alone; for an empty list the address is 16, which is aligned, and nothing was allocated.
    // - Any bits are a `T`: a number.
    unsafe {
        let cell = &*(slot as usize as *const OwnedListCell);
        Vec::from_raw_parts(cell.address.cast::<T>(), cell.len, cell.capacity)
    }
}

// SAFETY: `readList` reads such a cell, in the frame, and copies the numbers, which the argument borrows.
unsafe impl<T: Numeric> RefToJs for [T] {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: Numeric> Lend<[T]> for Itself {
    type Frame<'a>
        = ListCell
    where
        T: 'a;
    const TYPE: &'static Type = &Type::Slice(<T as ToJs>::TYPE);
    #[inline]
    fn lower(list: &[T]) -> ListCell {
        ListCell { address: list.as_ptr().cast(), len: list.len() }
    }
    #[inline]
    fn slot(frame: &mut ListCell) -> RefSlot {
        core::ptr::from_ref(frame).cast()
    }
}

// SAFETY: JS copies it.
unsafe impl<T: Numeric> IntoJs for &[T] {}

// SAFETY: `lower` writes the same cell for `&[T]` and `Vec<T>`.
unsafe impl<T: Numeric> RefFromJs for [T] {
    type Held = Vec<T>;
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: Numeric> Hold<[T]> for Itself {
    type Held = Vec<T>;
    const TYPE: &'static Type = &Type::Slice(<T as ToJs>::TYPE);
    #[inline]
    unsafe fn hold(slot: f64) -> Vec<T> {
        // SAFETY: the caller's promise.
        unsafe { receive_numbers(slot) }
    }
    #[inline]
    fn borrow(held: &Vec<T>) -> &[T] {
        held
    }
}

/// A `&mut [T]` that an import is passed: JavaScript has an array of its own, which is a copy, under this handle.
#[doc(hidden)]
pub struct Filled<'a, T: Numeric> {
    list: &'a mut [T],
    array: u32,
}

/// Copies back what JavaScript has written. Subtle: the slot of the import's result is not lifted yet, so nothing else may happen here, as
/// `Call::to` says.
impl<T: Numeric> Drop for Filled<'_, T> {
    #[inline]
    fn drop(&mut self) {
        let size = size_of_val(self.list);
        // SAFETY:
        // - `lower` had the array made of this list, whose length has not changed, and nobody else knows the handle.
        // - Any bits are a `T`, and the reference is exclusive: nobody reads the list meanwhile.
        unsafe { imports::array_read(self.array, self.list.as_mut_ptr().cast(), size) }
    }
}

// SAFETY: the handle of a typed array that `list` in js/src/types/list.js finds under it, and leaves there; it ends with the frame.
unsafe impl<T: Numeric> MutToJs for [T] {
    type Frame<'a>
        = Filled<'a, T>
    where
        T: 'a;
    const TYPE: &'static Type = &Type::SliceMut(<T as ToJs>::TYPE);
    #[inline]
    fn lower(&mut self) -> Filled<'_, T> {
        let array = handle_of(&*self);
        Filled { list: self, array }
    }
    #[inline]
    fn slot(frame: &mut Filled<'_, T>) -> RefSlot {
        handle_slot(frame.array)
    }
}

/// What a closure or an export has for its `&mut [T]`: a copy, and the handle of the array that JavaScript has passed.
#[doc(hidden)]
pub struct Copied<T: Numeric> {
    list: Vec<T>,
    array: u32,
}

impl<T: Numeric> Copied<T> {
    /// The type of such a parameter.
    pub(crate) const TYPE: &'static Type = <[T] as MutToJs>::TYPE;

    /// # Safety
    /// As [`FromJs::lift`], for a `Type::SliceMut`.
    #[inline]
    pub(crate) unsafe fn hold(slot: f64) -> Copied<T> {
        // SAFETY: the caller has just had `slot` from JS: `copied` in js/src/types/list.js wrote such a cell, which begins with that of a
        // list. The handle is Rust's now.
        unsafe {
            let array = (*(slot as usize as *const CopiedListCell)).array;
            Copied { list: receive_numbers(slot), array }
        }
    }

    #[inline]
    pub(crate) fn get(&mut self) -> &mut [T] {
        &mut self.list
    }
}

/// Copies back what Rust has written, when the closure or the export has returned.
impl<T: Numeric> Drop for Copied<T> {
    #[inline]
    fn drop(&mut self) {
        let size = size_of_val(&*self.list);
        // SAFETY: so many bytes lie there, and numbers have no padding.
        let bytes = unsafe { core::slice::from_raw_parts(self.list.as_ptr().cast(), size) };
        imports::array_write(self.array, bytes);
    }
}

// --- Strings and values: arrays ---

/// A list whose elements are lowered one by one.
struct Slots<T: ToJs>(Vec<T>);

/// The frames that the slots may point to, the slots themselves, and where they lie.
struct SlotsFrame<T: ToJs> {
    _frames: Vec<Frame<T>>,
    _slots: Vec<SlotCell>,
    cell: ListCell,
}

// SAFETY: `list` in js/src/types/list.js reads such a cell, and by `liftAt` in js/src/types/block.js each of the slots, which the frame
// owns with what they point to.
unsafe impl<T: Element> ToJs for Slots<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: Element> Pass<Slots<T>> for Itself {
    type Frame = SlotsFrame<T>;
    const TYPE: &'static Type = &Type::Slice(<T as ToJs>::TYPE);
    fn lower(value: Slots<T>) -> SlotsFrame<T> {
        let mut frames: Vec<_> = value.0.into_iter().map(T::lower).collect();
        let slots: Vec<_> = frames.iter_mut().map(slot_cell::<T>).collect();
        let cell = ListCell { address: slots.as_ptr().cast(), len: slots.len() };
        SlotsFrame { _frames: frames, _slots: slots, cell }
    }
    fn slot(frame: &mut SlotsFrame<T>) -> *const ListCell {
        &frame.cell
    }
}

impl<T: Element> Slotted for Slots<T> {
    type Slot = *const ListCell;
    type Returned = ();
}

/// How JS writes an element that is no plain number, or a field: its slot, and the cell that the slot may point to.
#[repr(C)]
pub(crate) struct Received {
    pub(super) slot: f64,
    _cell: [u32; 4],
}

/// # Safety
/// As [`FromJs::lift`], for a list of `T`.
unsafe fn receive_slots<T: FromJs>(slot: f64) -> Vec<T> {
    // SAFETY:
    // - As in `receive_numbers`; writeSlots() in js/src/types/block.js wrote `len` elements and then the cell.
    // - Each slot is received once; the block is freed as JS asked for it, after the last of them.
    unsafe {
        let cell = &*(slot as usize as *const OwnedListCell);
        let (address, len) = (cell.address, cell.len);
        let received = address.cast::<Received>();
        let list = (0..len).map(|index| T::receive((*received.add(index)).slot)).collect();
        if len > 0 {
            dealloc(address, Layout::array::<Received>(len).expect("JS has allocated it"));
        }
        list
    }
}

macro_rules! elements {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        // SAFETY: a list of these is no typed array, so what `Element` does by itself is right.
        unsafe impl<$($generics)*> Element for $ty {}
    )*};
}

elements! {
    [] bool;
    [] char;
    [] i128;
    [] u128;
    [] String;
    [] JsValue;
    [T: Lasting + 'static] Option<T>;
    [T: Element] Vec<T>;
    [T: Element] Box<[T]>;
}

// --- Vec, Box, Rest ---

struct VecType<T>(PhantomData<T>);
impl<T: Element> VecType<T> {
    const TYPE: &'static Type = &Type::Vec(<T as ToJs>::TYPE);
}

/// Given away as a handle, like `String`: nobody has to free its memory behind a call.
// SAFETY: a handle that JS takes, by the promise of `Element`.
unsafe impl<T: Element> ToJs for Vec<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: Element> Pass<Vec<T>> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = VecType::<T>::TYPE;
    #[inline]
    fn lower(value: Vec<T>) -> u32 {
        T::list_handle(value)
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: Vec<T>) -> u32 {
        T::list_handle(value)
    }
}

impl<T> Slotted for Vec<T> {
    type Slot = u32;
    type Returned = f64;
}

// SAFETY: the same handle, of an array that is JavaScript's own.
unsafe impl<T: Element> IntoJs for Vec<T> {}

// SAFETY: `lower` makes the slot of a list, also for the result of an import, and `Element` promises to take it.
unsafe impl<T: ElementFromJs> FromJs for Vec<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ElementFromJs> Receive<Vec<T>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = VecType::<T>::TYPE;
    #[inline]
    unsafe fn lift(slot: f64) -> Vec<T> {
        // SAFETY: the caller's promise.
        unsafe { T::receive_list(slot) }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> Vec<T> {
        // SAFETY: the caller's promise.
        unsafe { T::receive_list(slot) }
    }
}

// SAFETY: as for `Vec<T>`.
unsafe impl<T: Element> ToJs for Box<[T]> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: Element> Pass<Box<[T]>> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = VecType::<T>::TYPE;
    #[inline]
    fn lower(value: Box<[T]>) -> u32 {
        T::list_handle(value.into_vec())
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: Box<[T]>) -> u32 {
        T::list_handle(value.into_vec())
    }
}

impl<T> Slotted for Box<[T]> {
    type Slot = u32;
    type Returned = f64;
}

// SAFETY: as for `Vec<T>`.
unsafe impl<T: Element> IntoJs for Box<[T]> {}

// SAFETY: as for `Vec<T>`.
unsafe impl<T: ElementFromJs> FromJs for Box<[T]> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ElementFromJs> Receive<Box<[T]>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = VecType::<T>::TYPE;
    #[inline]
    unsafe fn lift(slot: f64) -> Box<[T]> {
        // SAFETY: the caller's promise.
        unsafe { T::receive_list(slot).into() }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> Box<[T]> {
        // SAFETY: the caller's promise.
        unsafe { T::receive_list(slot).into() }
    }
}

/// The remaining arguments, as the last parameter of a closure: `Closure<dyn Fn(u32, Rest<String>)>` takes a number and
/// then any number of strings. `T` is any [`FromJs`] type. A `Rest` can also be the last parameter of an exported
/// function. It cannot be used elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest<T>(pub Vec<T>);

/// Only so that a mistake is said once.
impl<T> Slotted for Rest<T> {
    type Slot = ();
    type Returned = ();
}

impl<T: FromJs> Rest<T> {
    /// # Safety
    /// As [`FromJs::lift`], for a `Type::Rest`: JS writes slots for it, whatever `T` is.
    #[inline]
    pub(crate) unsafe fn receive(slot: f64) -> Rest<T> {
        // SAFETY: the caller's promise.
        Rest(unsafe { receive_slots(slot) })
    }
}
