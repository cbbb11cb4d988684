//! How a Rust value becomes a wasm slot, and a slot a value: the traits, references, and `()`.
//!
//! One parameter takes one slot, whatever its type, and so does a result. The types themselves stand in `types/`, `class.rs`, `export.rs` and
//! `closure/`, their names in `descriptor/types.rs`, and their encoding in `section/encoding.rs`.
//!
//! | way | trait | slot |
//! |---|---|---|
//! | argument of an import, Rust to JS | [`ToJs`] | the number itself, or the address of a cell in the caller's frame |
//! | result of an import, JS to Rust | [`ReturnFromJs`] | the number itself, or the address of a cell that JS has just written |
//! | parameter of a closure, JS to Rust | [`FromJs`], [`RefFromJs`] | an `f64`: the number itself, or such an address; an `i32` of an integer among three parameters at most |
//! | result of a closure, Rust to JS | [`ReturnToJs`](lasting::ReturnToJs) | an `f64`: the number itself, or a handle; nothing for `()` |
//!
//! A cell that JS writes lies in one scratch area per instance. It is written after everything that may call
//! back into wasm, and read here before anything else can run: no call can overwrite another's.
//!
//! # Why these traits are `unsafe`
//!
//! JavaScript knows a type by its `TYPE` alone, and nobody asks a slot what it is: a `TYPE` that lies makes an address of a
//! number. So an implementation promises that the two agree, and the `SAFETY` comment at each of this crate argues it by
//! naming its other end, the entry of the type in js/src/types:
//!
//! - *What a slot is*: `lift` takes what Rust gives, where it lies in memory by `liftAt`; `lower` makes what Rust gets; `result` takes
//!   what a closure or an export returns. `returning` in js/src/adapters/out.js makes the slot of an import's result.
//! - *Where it points*: into the frame, or to what the argument borrows. Both stay until JS has returned, and JS keeps no address.
//! - *Who owns a handle*: by value JS does (`take`), by reference Rust still does, and from JS Rust does (`keep`).
//!
//! A type that is made of another one, like `Option`, argues by what that one promises.
//!
//! # Where a type may stand
//!
//! [`FromJs`] is for values, which stand anywhere. `()` and `Result` are results alone, so they have [`ReturnToJs`](lasting::ReturnToJs) and
//! [`ReturnFromJs`] only; [`This`](crate::This) and [`Rest`](crate::Rest) have traits of parameters only. In another place JavaScript
//! would lower a value as if it were one, and Rust would take a number of the page's for an address (`tests/compile/positions`). What
//! no trait can tell, `section/` does.

use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded, Encoding};
use crate::wasm::imports;
use core::marker::PhantomData;
use core::mem::{size_of, MaybeUninit};

pub(crate) mod lasting;

/// A value that can be passed to JavaScript as an argument.
///
/// Do not implement this by hand: `type` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) does it for a type of yours.
///
/// # Safety
/// JavaScript takes the slot for what `TYPE` says:
/// - `slot` returns one as JavaScript reads it for `TYPE`, and `Slot` is the wasm type of such a slot, of at most 8 bytes.
/// - What the slot points to lies in the frame, or is borrowed by `Self`, and stays there until the frame is dropped.
/// - A handle in it is given away with it, or lives as long as what `Self` borrows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be passed to JavaScript",
    label = "not a type that crosses from Rust to JavaScript",
    note = "arguments may be `bool`, numbers, `char`, `&str`, `String`, `&[T]`, `&mut [T]` and `Vec<T>` of numbers, `JsValue`, imported types, `Option` of these",
    note = "a slice is of numbers: pass another list by value, as a `Vec<JsValue>` or a `Vec<String>`",
    note = "closures: `&dyn Fn(..)`, `&mut dyn FnMut(..)`, `&Closure<dyn FnMut(..)>`, or `Closure<_>` by value, with up to 8 parameters; each parameter is a type that can come from JavaScript, and its result one that can go there"
)]
pub unsafe trait ToJs: Slotted + Sized {
    #[doc(hidden)]
    type Way: Pass<Self>;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type = <Self::Way as Pass<Self>>::TYPE;
    /// The same, encoded.
    #[doc(hidden)]
    const ENCODING: &'static Encoding = &Encoded::<AsArgument<Self>>::ENCODING;
    #[doc(hidden)]
    #[inline(always)]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(self) -> Frame<Self> {
        Self::Way::lower(self)
    }
    #[doc(hidden)]
    #[inline(always)]
    fn slot(frame: &mut Frame<Self>) -> Self::Slot {
        Self::Way::slot(frame)
    }
}

/// What stays in the caller's frame while the import runs. The slot may point to it.
pub(crate) type Frame<T> = <<T as ToJs>::Way as Pass<T>>::Frame;

/// How a value is passed: all that [`ToJs`] promises, under a name. So `type` writes the name alone for each of its traits, and rustc has
/// no function of theirs to check at each edit of the block.
///
/// # Safety
/// As [`ToJs`].
#[doc(hidden)]
pub unsafe trait Pass<T: ToJs> {
    type Frame;
    const TYPE: &'static Type;
    fn lower(value: T) -> Self::Frame;
    fn slot(frame: &mut Self::Frame) -> T::Slot;
    /// The handle of a [`Lasting`](lasting::Lasting) value, which is given away.
    #[inline]
    fn handle(value: T) -> u32 {
        handle_of(value)
    }
}

/// The way of the types that have one of their own.
#[doc(hidden)]
pub struct Itself;

/// The wasm types of the slots of a value: [`ToJs`] and [`ReturnFromJs`] say more.
///
/// Subtle: rustc asks for them wherever an import stands, again at each edit of its block, so this asks for nothing else: each reference and
/// each `Option` has them, whatever is in it. So a mistake in one is said once.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not cross between Rust and JavaScript",
    label = "in this block: the error at the type says what does"
)]
pub trait Slotted {
    /// That of an argument.
    type Slot;
    /// That of an import's result. Here and above it is `()` of what can be none.
    type Returned;
}

/// The slot of a reference: an address, or the number of a handle.
#[doc(hidden)]
pub type RefSlot = *const u8;

impl<T: ?Sized> Slotted for &T {
    type Slot = RefSlot;
    type Returned = ();
}

impl<T: ?Sized> Slotted for &mut T {
    type Slot = RefSlot;
    type Returned = ();
}

/// A handle as the slot of a reference.
#[inline(always)]
pub(crate) const fn handle_slot(handle: u32) -> RefSlot {
    core::ptr::without_provenance(handle as usize)
}

/// The type of an argument, as JavaScript is told it.
pub(crate) struct AsArgument<T>(PhantomData<T>);

impl<T: ToJs> Described for AsArgument<T> {
    const TYPE: &'static Type = T::TYPE;
}

/// A value that can come from JavaScript, as the parameter of a closure, the result of an import, or in another value.
///
/// Do not implement this by hand: `type` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) does it for a type of yours.
///
/// # Safety
/// JavaScript makes the slot by `TYPE`:
/// - `Returned` is the wasm type of an import's result of `TYPE`, and `lift` takes it for what JavaScript then returns.
/// - `receive` takes an f64 for what JavaScript makes for a parameter of `TYPE`, and `receive_some` for that of an `Option`; so does
///   `receive_bits` an i32, if `Param` is that: `shapeOf` in js/src/section/types.js says of which types it is.
/// - Nothing else runs before the value is read, nor after it: the slots of a call's other parameters are yet to be read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from JavaScript",
    label = "not a type that crosses from JavaScript to Rust",
    note = "results and closure parameters may be `bool`, numbers, `char`, `String`, `Vec<T>` of numbers, `JsValue`, imported types, `JsFunction<_>`, `Option` of these",
    note = "a result also `()` and `Result<T, E>`, which stand in no other type; a closure parameter also `&str`, `&[T]`, `&mut [T]` and `&JsValue`, \
            the first `This<T>`, and the last `Rest<T>`"
)]
pub unsafe trait FromJs: Slotted + Sized {
    #[doc(hidden)]
    type Way: Receive<Self>;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type = <Self::Way as Receive<Self>>::TYPE;
    /// Takes the result of an import.
    ///
    /// # Safety
    /// `slot` is what the JS side has just made of a value by [`FromJs::TYPE`], and is lifted once.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn lift(slot: Self::Returned) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self::Way::lift(slot) }
    }
    /// Takes the parameter of a closure.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn receive(slot: f64) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self::Way::receive(slot) }
    }
}

/// How a value is received: all that [`FromJs`] promises, under a name, as of [`Pass`].
///
/// # Safety
/// As [`FromJs`].
#[doc(hidden)]
pub unsafe trait Receive<T: Slotted> {
    /// The slot of the parameter of a closure that has few.
    type Param: Few;
    const TYPE: &'static Type;
    /// # Safety
    /// As [`FromJs::lift`].
    unsafe fn lift(slot: T::Returned) -> T;
    /// # Safety
    /// As [`FromJs::lift`].
    unsafe fn receive(slot: f64) -> T;
    /// Takes the parameter of a closure that has few, of an integer: its low 32 bits.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[inline(always)]
    unsafe fn receive_bits(bits: i32) -> T {
        // SAFETY: the caller's promise.
        unsafe { Self::receive(bits.into()) }
    }
    /// Takes the value of an `Option` that is not `None`, which is -1. Numbers may be -1 and lie in a cell instead.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[inline(always)]
    unsafe fn receive_some(slot: f64) -> T {
        // SAFETY: the caller's promise.
        unsafe { Self::receive(slot) }
    }
}

/// The slot of a parameter of a closure that has three at most: an `f64`, or an `i32` of an integer, which then need not be converted
/// in Rust. There is a trampoline for each choice of these, and so not for more parameters: they have an `f64` each.
#[doc(hidden)]
pub trait Few: Copy {
    /// What the engine makes of a number for such a slot.
    fn of(number: f64) -> Self;
    /// # Safety
    /// As [`FromJs::lift`].
    unsafe fn receive<T: Slotted, Way: Receive<T>>(self) -> T;
}

impl Few for f64 {
    #[inline(always)]
    fn of(number: f64) -> f64 {
        number
    }
    #[inline(always)]
    unsafe fn receive<T: Slotted, Way: Receive<T>>(self) -> T {
        // SAFETY: the caller's promise.
        unsafe { Way::receive(self) }
    }
}

impl Few for i32 {
    #[inline(always)]
    fn of(number: f64) -> i32 {
        to_uint32(number) as i32
    }
    #[inline(always)]
    unsafe fn receive<T: Slotted, Way: Receive<T>>(self) -> T {
        // SAFETY: the caller's promise.
        unsafe { Way::receive_bits(self) }
    }
}

/// ToUint32 of ECMAScript 7.1.7 as bits, which every integer type of at most 32 bits takes its low bits from
/// (Web IDL 3.2.4 "ConvertToInt", without `[EnforceRange]`): NaN and infinities are 0, fractions are cut off,
/// the rest wraps.
#[inline]
pub(crate) fn to_uint32(number: f64) -> u32 {
    let cut = number as i64; // saturates, and is exact below 2^63
    if cut == i64::MAX || cut == i64::MIN {
        far_to_uint32(number)
    } else {
        cut as u32
    }
}

#[inline]
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

/// What a JavaScript function can return to Rust: [`FromJs`] values, `()`, and `Result`, which catches what the function
/// throws.
///
/// Do not implement this by hand: it follows from [`FromJs`].
///
/// # Safety
/// - `Returned` is the wasm type of an import's result of `TYPE`, and `lift` takes it for what JavaScript then returns.
/// - `called` takes the address of the cell that JavaScript writes for a call that it catches, with a result of `TYPE`.
/// - Nothing else runs before the value is read, and nothing after it but the conversion of an error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from JavaScript",
    label = "not a result that crosses from JavaScript to Rust",
    note = "results may be what the parameter of a closure can be by value, `()`, and `Result<T, E>` of these, where `E` is `From<JsValue>`",
    note = "a `Result` stands in no other type"
)]
pub unsafe trait ReturnFromJs: Slotted + Sized {
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// The same, encoded.
    #[doc(hidden)]
    const ENCODING: &'static Encoding = &Encoded::<AsResult<Self>>::ENCODING;
    /// What [`JsFunction::call`](crate::JsFunction) returns for it: always a `Result`.
    #[doc(hidden)]
    type Called;
    /// Takes the result of an import.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn lift(slot: Self::Returned) -> Self;
    /// Takes the result of a call.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn called(slot: f64) -> Self::Called;
}

/// The type of a result, as JavaScript is told it.
pub(crate) struct AsResult<T>(PhantomData<T>);

impl<T: ReturnFromJs> Described for AsResult<T> {
    const TYPE: &'static Type = T::TYPE;
}

/// A type whose references can be the parameter of a closure, among its first four.
///
/// Do not implement this by hand: `type` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) does it for a type of yours.
///
/// # Safety
/// JavaScript makes the slot by `TYPE`, and `hold` takes it for that, as [`FromJs`] promises of `receive`.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be the parameter of a closure that JavaScript calls",
    label = "no reference that crosses from JavaScript to Rust",
    note = "reference parameters may be `&str`, `&[T]` of numbers, `&JsValue` and references to imported types; take other types by value"
)]
pub unsafe trait RefFromJs: 'static {
    /// What owns the value while the closure runs.
    #[doc(hidden)]
    type Held;
    #[doc(hidden)]
    type Way: Hold<Self, Held = Self::Held>;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type = <Self::Way as Hold<Self>>::TYPE;
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn hold(slot: f64) -> Self::Held {
        // SAFETY: the caller's promise.
        unsafe { Self::Way::hold(slot) }
    }
    #[doc(hidden)]
    #[inline(always)]
    fn borrow(held: &Self::Held) -> &Self {
        Self::Way::borrow(held)
    }
}

/// How a reference is received: all that [`RefFromJs`] promises, under a name, as of [`Pass`].
///
/// # Safety
/// As [`RefFromJs`].
#[doc(hidden)]
pub unsafe trait Hold<T: ?Sized> {
    type Held;
    const TYPE: &'static Type;
    /// # Safety
    /// As [`FromJs::lift`].
    unsafe fn hold(slot: f64) -> Self::Held;
    fn borrow(held: &Self::Held) -> &T;
}

/// Makes a JS value of a Rust value: the handle is the caller's.
pub(crate) fn handle_of<T: ToJs>(value: T) -> u32 {
    let mut frame = value.lower();
    let slot = T::slot(&mut frame);
    imports::value_new(Encoded::<AsArgument<T>>::BYTES, core::ptr::from_ref(&slot).cast())
}

/// A slot as JS reads one of several: at the beginning of 8 bytes.
#[doc(hidden)]
pub type SlotCell = MaybeUninit<u64>;

/// The slot of a lowered `T` as one of several.
#[inline]
pub(crate) fn slot_cell<T: ToJs>(frame: &mut Frame<T>) -> SlotCell {
    const { assert!(size_of::<T::Slot>() <= size_of::<SlotCell>()) };
    let mut cell = SlotCell::uninit();
    // SAFETY: the cell is as large as the slot, and aligned to 8 bytes, as no slot needs more.
    unsafe { cell.as_mut_ptr().cast::<T::Slot>().write(T::slot(frame)) };
    cell
}

/// A type whose shared references are arguments: [`ToJs`] for `&Self`.
///
/// Do not implement this by hand: `type` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) does it for a type of yours.
///
/// # Safety
/// As [`ToJs`], for `&Self`.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be passed to JavaScript",
    label = "no reference that crosses from Rust to JavaScript",
    note = "references may be `&str`, `&[T]` of numbers, `&JsValue`, references to imported types, `&dyn Fn(..)` and `&Closure<dyn FnMut(..)>`",
    note = "each parameter of a closure must be a type that can come from JavaScript, and its result one that can go there"
)]
pub unsafe trait RefToJs {
    #[doc(hidden)]
    type Way: Lend<Self>;
}

/// How a reference is passed: all that [`RefToJs`] promises, under a name, as of [`Pass`].
///
/// # Safety
/// As [`ToJs`], for `&T`.
#[doc(hidden)]
pub unsafe trait Lend<T: ?Sized> {
    type Frame<'a>
    where
        T: 'a;
    const TYPE: &'static Type;
    fn lower(value: &T) -> Self::Frame<'_>;
    fn slot(frame: &mut Self::Frame<'_>) -> RefSlot;
    /// The handle of a [`Lasting`](lasting::Lasting) reference, which is given away.
    #[inline]
    fn handle(value: &T) -> u32
    where
        T: RefToJs<Way = Self>,
    {
        handle_of(value)
    }
}

/// A type whose exclusive references are arguments: [`ToJs`] for `&mut Self`.
///
/// Do not implement this by hand: it is for `dyn FnMut(..)`, and for slices of numbers.
///
/// # Safety
/// As [`ToJs`], for `&mut Self`.
#[diagnostic::on_unimplemented(
    message = "`&mut {Self}` cannot be passed to JavaScript",
    label = "no exclusive reference that crosses from Rust to JavaScript",
    note = "exclusive references may be `&mut dyn FnMut(..)`, and `&mut [T]` of numbers"
)]
pub unsafe trait MutToJs {
    #[doc(hidden)]
    type Frame<'a>
    where
        Self: 'a;
    #[doc(hidden)]
    const TYPE: &'static Type;
    #[doc(hidden)]
    fn lower(&mut self) -> Self::Frame<'_>;
    #[doc(hidden)]
    fn slot(frame: &mut Self::Frame<'_>) -> RefSlot;
}

// SAFETY: `RefToJs` promises it.
unsafe impl<T: ?Sized + RefToJs> ToJs for &T {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<'a, T: ?Sized + RefToJs> Pass<&'a T> for Itself {
    type Frame = <T::Way as Lend<T>>::Frame<'a>;
    const TYPE: &'static Type = <T::Way as Lend<T>>::TYPE;
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(value: &'a T) -> <T::Way as Lend<T>>::Frame<'a> {
        T::Way::lower(value)
    }
    #[inline]
    fn slot(frame: &mut <T::Way as Lend<T>>::Frame<'a>) -> RefSlot {
        T::Way::slot(frame)
    }
    #[inline]
    fn handle(value: &'a T) -> u32 {
        T::Way::handle(value)
    }
}

// SAFETY: `MutToJs` promises it.
unsafe impl<T: ?Sized + MutToJs> ToJs for &mut T {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<'a, T: ?Sized + MutToJs> Pass<&'a mut T> for Itself {
    type Frame = T::Frame<'a>;
    const TYPE: &'static Type = T::TYPE;
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(value: &'a mut T) -> T::Frame<'a> {
        MutToJs::lower(value)
    }
    #[inline]
    fn slot(frame: &mut T::Frame<'a>) -> RefSlot {
        T::slot(frame)
    }
}

// --- What the expansions of the macros are made of ---

/// Types that have been asked whether they cross: `Checked<true>`, or, for the compiler, an error that it has reported.
#[doc(hidden)]
pub struct Checked<const YES: bool>;

/// The type of a result that is not written.
#[doc(hidden)]
pub const UNIT: &Encoding = <() as ReturnFromJs>::ENCODING;
