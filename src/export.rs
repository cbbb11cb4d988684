//! The foundation of `closures_export!`: how JavaScript's arguments become the parameters of an exported function, and
//! who
//! owns a value of an exported type.
//!
//! ```text
//!  Rust                                   JavaScript
//!
//!  give_exported(value) -- address -----> an object of the class, and what it holds: { address, borrows, over }
//!                                            |
//!  Box<T> <---------- address ---------------+
//!     ^
//!     +-- the type's export, which frees <-- free(), `using`, or the garbage collector
//! ```
//!
//! - JavaScript owns the box. `free()` ends it, and so does passing the object as a `T`, which moves the value out.
//! - `&T` and `&mut T` borrow it for one call. JS counts who borrows, and refuses what Rust's rules do not allow.
//!
//! The macro is in `macros/export.rs`, and the custom section's description of an export in `section.rs`.

use crate::abi::{FromJs, Hold, Pass, Receive, RefFromJs, Slotted, ToJs};
use crate::descriptor::export::ExportKind;
use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded, Encoding};
use crate::types::list::{Copied, Numeric, Rest};
use crate::types::value::This;
use crate::wasm::entries::{enter, leave};
use crate::wasm::imports;
use core::marker::PhantomData;
use core::ops::Deref;
use core::ptr::NonNull;

/// A type whose values JavaScript can own. `closures_export! { pub type Name; }` implements it.
///
/// # Safety
/// `KEY` names this type and no other, and is the name of the wasm export that frees a value by [`free_exported`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an exported type",
    label = "JavaScript cannot own a value of this type",
    note = "export it: `closures_export! {{ pub type Name; }}`, in the crate that defines it"
)]
pub unsafe trait Exported: Sized + 'static {
    #[doc(hidden)]
    const KEY: &'static str;
}

/// The result of a `#[js(constructor)]` of this class.
///
/// The expansion asks for it at the result as it is written there, so an error is reported at that type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a `#[js(constructor)]` can return",
    label = "expected an exported type",
    note = "export the type: `closures_export! {{ pub type Name; }}`; or leave out `constructor`, and it is a function",
    note = "a constructor that may fail names its type: `#[js(constructor = T)] fn new(..) -> Result<T, E>`"
)]
pub trait MadeByNew<Class> {
    const KIND: ExportKind = ExportKind::Constructor;
}

#[diagnostic::do_not_recommend]
impl<T: Exported> MadeByNew<T> for T {}

#[diagnostic::do_not_recommend]
impl<T: Exported, E> MadeByNew<T> for Result<T, E> {}

/// The type of an exported value that is given to JavaScript, as JS is told it.
struct GivenType<T>(PhantomData<T>);

impl<T: Exported> Described for GivenType<T> {
    const TYPE: &'static Type = &Type::Class(T::KEY);
}

/// Moves a value to a box that JS owns, and makes its object: the handle is the caller's.
pub(crate) fn give_exported<T: Exported>(value: T) -> u32 {
    imports::export_new(Box::into_raw(Box::new(value)).cast(), Encoded::<GivenType<T>>::BYTES)
}

/// Takes back a value that JS owned.
///
/// # Safety
/// `slot` is what the JS side has just made of an object of this very class, and is taken once.
unsafe fn take_exported<T: Exported>(slot: f64) -> T {
    // SAFETY:
    // - The address is that of a box of `T`, from `give_exported`: `objectOf` in js/src/runtime/objects.js refuses objects of
    //   another class or instance, and the key names this type alone.
    // - JS gives it away once: `move` in js/src/runtime/objects.js marks the object as moved, and `borrow` in js/src/runtime/objects.js
    //   refuses one that is over or borrowed.
    *unsafe { Box::from_raw(slot as usize as *mut T) }
}

/// Frees a value that JS owned.
///
/// # Safety
/// `value` came from `give_exported` of this type, nothing borrows it, and it is not used again.
#[doc(hidden)]
pub unsafe fn free_exported<T: Exported>(value: *mut u8) {
    let crossings = enter();
    // SAFETY: the caller's promise.
    drop(unsafe { Box::from_raw(value.cast::<T>()) });
    leave(crossings);
}

/// What JS lends for a call.
#[doc(hidden)]
pub struct Lent<T>(NonNull<T>);

impl<T: Exported> Lent<T> {
    /// # Safety
    /// `slot` is what the JS side has just made of an object of this very class. Until the call ends, or the promise is settled of an
    /// `async` function, it lends the value to nobody else, or to others that share it; and it frees the value after that.
    #[doc(hidden)]
    pub unsafe fn hold(slot: f64) -> Lent<T> {
        // SAFETY: an address of a box is not null.
        Lent(unsafe { NonNull::new_unchecked(slot as usize as *mut T) })
    }

    #[doc(hidden)]
    pub fn get(&self) -> &T {
        // SAFETY: the promise of `hold`. `borrow` in js/src/runtime/objects.js counts who shares the value, and `lending`
        // in js/src/runtime/objects.js ends that when this frame is gone.
        unsafe { self.0.as_ref() }
    }
}

/// The way of exported types: in a box that JavaScript owns.
#[doc(hidden)]
pub struct Owned;

// SAFETY: the handle of an object of the class that the key names, which JS takes.
unsafe impl<T: Exported + ToJs<Slot = u32>> Pass<T> for Owned {
    type Frame = u32;
    const TYPE: &'static Type = &Type::Class(T::KEY);
    #[inline]
    fn lower(value: T) -> u32 {
        give_exported(value)
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: T) -> u32 {
        give_exported(value)
    }
}

// SAFETY: `lower` makes the address of an object that `objectOf` in js/src/runtime/objects.js has found to be of this class,
// for results of imports too, and marks it as moved.
unsafe impl<T: Exported + Slotted<Returned = f64>> Receive<T> for Owned {
    type Param = f64;
    const TYPE: &'static Type = &Type::Class(T::KEY);
    #[inline]
    unsafe fn lift(slot: f64) -> T {
        // SAFETY: the caller's promise.
        unsafe { take_exported(slot) }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> T {
        // SAFETY: the caller's promise.
        unsafe { take_exported(slot) }
    }
}

// SAFETY: such an address, of an object that JS lends until the call has ended.
unsafe impl<T: Exported> Hold<T> for Owned {
    type Held = Lent<T>;
    const TYPE: &'static Type = &Type::ClassRef(T::KEY);
    #[inline]
    unsafe fn hold(slot: f64) -> Lent<T> {
        // SAFETY: the caller's promise; JS lends the value to others only who share it for a `ClassRef`.
        unsafe { Lent::hold(slot) }
    }
    #[inline]
    fn borrow(held: &Lent<T>) -> &T {
        held.get()
    }
}

/// The kind of a parameter by value.
#[doc(hidden)]
pub enum ByValue {}

/// The kind of `&T`.
#[doc(hidden)]
pub enum ByRef {}

/// The kind of `&mut T`.
#[doc(hidden)]
pub enum ByMut {}

/// The kind of `Option<&T>`.
#[doc(hidden)]
pub enum ByOptionRef {}

/// The kind of `Option<&mut T>`.
#[doc(hidden)]
pub enum ByOptionMut {}

/// The kind of `&mut [T]`.
#[doc(hidden)]
pub enum ByMutList {}

/// The kind of `Option<&mut [T]>`.
#[doc(hidden)]
pub enum ByOptionMutList {}

/// The kind of a [`This`].
#[doc(hidden)]
pub enum ByThis {}

/// The kind of a [`Rest`].
#[doc(hidden)]
pub enum ByRest {}

/// A type that the parameter of an exported function can have: every [`FromJs`] type, references to [`RefFromJs`] types,
/// exclusive references to [`Exported`] types and to slices of numbers, and `Option` of these references. A [`This`]
/// can only be the first parameter, and a [`Rest`] only the last.
///
/// `Kind` says which of these it is. rustc finds it, because each type has only one kind.
///
/// Do not implement this by hand: it follows from those traits.
///
/// # Safety
/// JavaScript makes the slot by `TYPE`, and `hold` takes it for that, as [`FromJs`] promises of `receive`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the parameter of a function that JavaScript calls",
    label = "not a type that crosses from JavaScript to Rust",
    note = "parameters may be `bool`, numbers, `char`, `String`, `Vec<T>` of numbers, `JsValue`, `JsFunction<_>`, exported types, `Option` of these",
    note = "references may be `&str`, `&[T]` and `&mut [T]` of numbers, `&JsValue`, and `&T` and `&mut T` of an exported type",
    note = "`()` and `Result<T, E>` are results alone; the first parameter may be a `This<T>`, the last a `Rest<T>`"
)]
pub unsafe trait Parameter<'held, Kind>: Sized {
    /// What owns the value while the function runs.
    #[doc(hidden)]
    type Held: 'held;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    unsafe fn hold(slot: f64) -> Self::Held;
    /// Called once.
    #[doc(hidden)]
    fn pass(held: &'held mut Self::Held) -> Self;
    /// The type, encoded.
    #[doc(hidden)]
    const ENCODING: &'static Encoding = &Encoded::<AsParameter<'held, Self, Kind>>::ENCODING;
}

/// The type of a parameter, as JavaScript is told it.
pub(crate) struct AsParameter<'held, T, Kind>(PhantomData<(&'held (), T, Kind)>);

impl<'held, T: Parameter<'held, Kind>, Kind> Described for AsParameter<'held, T, Kind> {
    const TYPE: &'static Type = T::TYPE;
}

// SAFETY: the promise of `FromJs`.
unsafe impl<'held, T: FromJs + 'held> Parameter<'held, ByValue> for T {
    type Held = Option<T>;
    const TYPE: &'static Type = <T as FromJs>::TYPE;
    #[inline]
    unsafe fn hold(slot: f64) -> Option<T> {
        // SAFETY: the caller's promise.
        Some(unsafe { T::receive(slot) })
    }
    #[inline]
    fn pass(held: &'held mut Option<T>) -> T {
        held.take().expect("a parameter is passed once")
    }
}

// SAFETY: it crosses as its `T`, which is what `lower` makes of it.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: FromJs + 'held> Parameter<'held, ByThis> for This<T> {
    type Held = Option<T>;
    const TYPE: &'static Type = &Type::This(T::TYPE);
    #[inline]
    unsafe fn hold(slot: f64) -> Option<T> {
        // SAFETY: the caller's promise.
        Some(unsafe { T::receive(slot) })
    }
    #[inline]
    fn pass(held: &'held mut Option<T>) -> This<T> {
        This(Parameter::<'held, ByValue>::pass(held))
    }
}

// SAFETY: `lower` writes slots for it.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: FromJs + 'held> Parameter<'held, ByRest> for Rest<T> {
    type Held = Rest<T>;
    const TYPE: &'static Type = &Type::Rest(T::TYPE);
    #[inline]
    unsafe fn hold(slot: f64) -> Rest<T> {
        // SAFETY: the caller's promise.
        unsafe { Rest::receive(slot) }
    }
    #[inline]
    fn pass(held: &'held mut Rest<T>) -> Rest<T> {
        Rest(core::mem::take(&mut held.0))
    }
}

// SAFETY: the promise of `RefFromJs`.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: ?Sized + RefFromJs<Held: 'held> + 'held> Parameter<'held, ByRef> for &'held T {
    type Held = T::Held;
    const TYPE: &'static Type = <T as RefFromJs>::TYPE;
    #[inline]
    unsafe fn hold(slot: f64) -> T::Held {
        // SAFETY: the caller's promise.
        unsafe { <T as RefFromJs>::hold(slot) }
    }
    #[inline]
    fn pass(held: &'held mut T::Held) -> &'held T {
        T::borrow(held)
    }
}

// SAFETY: `object` in js/src/types/value.js lowers the address of what it has found to be of this class, which the key names.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: Exported> Parameter<'held, ByMut> for &'held mut T {
    type Held = Lent<T>;
    const TYPE: &'static Type = &Type::ClassMut(T::KEY);
    #[inline]
    unsafe fn hold(slot: f64) -> Lent<T> {
        // SAFETY: the caller's promise; JS lends the value to nobody else for a `ClassMut`.
        unsafe { Lent::hold(slot) }
    }
    #[inline]
    fn pass(held: &'held mut Lent<T>) -> &'held mut T {
        // SAFETY: the promise of `hold`: `borrow` in js/src/runtime/objects.js lends it to this call alone.
        unsafe { held.0.as_mut() }
    }
}

// SAFETY: `copied` in js/src/types/list.js writes what `hold` takes.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: Numeric + 'held> Parameter<'held, ByMutList> for &'held mut [T] {
    type Held = Copied<T>;
    const TYPE: &'static Type = Copied::<T>::TYPE;
    #[inline]
    unsafe fn hold(slot: f64) -> Copied<T> {
        // SAFETY: the caller's promise.
        unsafe { Copied::hold(slot) }
    }
    #[inline]
    fn pass(held: &'held mut Copied<T>) -> &'held mut [T] {
        held.get()
    }
}

/// The slot of a `None`: as for [`FromJs`].
const NONE: f64 = -1.0;

// SAFETY: `lower` makes -1 of nothing, and else what `RefFromJs` promises to take.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: ?Sized + RefFromJs<Held: 'held> + 'held> Parameter<'held, ByOptionRef>
    for Option<&'held T>
{
    type Held = Option<T::Held>;
    const TYPE: &'static Type = &Type::Option(<T as RefFromJs>::TYPE);
    #[inline]
    unsafe fn hold(slot: f64) -> Option<T::Held> {
        // SAFETY: the caller's promise. `then_some` would receive what is not there.
        (slot != NONE).then(|| unsafe { <T as RefFromJs>::hold(slot) })
    }
    #[inline]
    fn pass(held: &'held mut Option<T::Held>) -> Option<&'held T> {
        held.as_ref().map(T::borrow)
    }
}

// SAFETY: -1 or such an address, as for `&mut T`.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: Exported> Parameter<'held, ByOptionMut> for Option<&'held mut T> {
    type Held = Option<Lent<T>>;
    const TYPE: &'static Type = &Type::Option(&Type::ClassMut(T::KEY));
    #[inline]
    unsafe fn hold(slot: f64) -> Option<Lent<T>> {
        // SAFETY: the caller's promise, as for `&mut T`.
        (slot != NONE).then(|| unsafe { Lent::hold(slot) })
    }
    #[inline]
    fn pass(held: &'held mut Option<Lent<T>>) -> Option<&'held mut T> {
        held.as_mut().map(Parameter::<'held, ByMut>::pass)
    }
}

// SAFETY: -1 or the address of such a cell, as for `&mut [T]`.
#[diagnostic::do_not_recommend]
unsafe impl<'held, T: Numeric + 'held> Parameter<'held, ByOptionMutList> for Option<&'held mut [T]> {
    type Held = Option<Copied<T>>;
    const TYPE: &'static Type = &Type::Option(Copied::<T>::TYPE);
    #[inline]
    unsafe fn hold(slot: f64) -> Option<Copied<T>> {
        // SAFETY: the caller's promise, as for `&mut [T]`.
        (slot != NONE).then(|| unsafe { Copied::hold(slot) })
    }
    #[inline]
    fn pass(held: &'held mut Option<Copied<T>>) -> Option<&'held mut [T]> {
        held.as_mut().map(Copied::get)
    }
}

/// The slot of a parameter of type `T`.
///
/// Subtle: for a type that is no [`Parameter`] rustc finds no method here, so that it takes the one of [`Refused`], which asks for nothing.
#[doc(hidden)]
pub struct Argument<T, Kind>(f64, Refused<T, Kind>);

impl<T, Kind> Argument<T, Kind> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn of(slot: f64) -> Self {
        Argument(slot, Refused(PhantomData))
    }
}

impl<'held, T: Parameter<'held, Kind>, Kind> Argument<T, Kind> {
    /// Receives what JavaScript passes, into `held`, which lives until the function has returned and its result is given.
    ///
    /// # Safety
    /// As [`FromJs::lift`].
    #[doc(hidden)]
    #[inline]
    pub unsafe fn receive(self, held: &'held mut Option<T::Held>) -> T {
        // SAFETY: the caller's promise.
        T::pass(held.insert(unsafe { T::hold(self.0) }))
    }
}

impl<'held, T: Parameter<'held, Kind>, Kind> Argument<T, Kind> {
    /// Receives what JavaScript passes to an `async` function: what owns it lives in the function's future.
    ///
    /// # Safety
    /// As [`FromJs::lift`]; and what JavaScript lends it lends until the promise is settled (`promise_new`).
    #[doc(hidden)]
    #[inline]
    pub unsafe fn hold(self) -> T::Held {
        // SAFETY: the caller's promise.
        unsafe { T::hold(self.0) }
    }

    /// Passes on what `hold` has received, once. The slot of this argument is not looked at.
    #[doc(hidden)]
    #[inline]
    pub fn pass(self, held: &'held mut T::Held) -> T {
        T::pass(held)
    }
}

impl<T, Kind> Deref for Argument<T, Kind> {
    type Target = Refused<T, Kind>;
    #[inline]
    fn deref(&self) -> &Refused<T, Kind> {
        &self.1
    }
}

/// Stands for an argument that cannot cross, in a program that does not compile: its function is an error where it is compiled.
#[doc(hidden)]
pub struct Refused<T, Kind>(PhantomData<(T, Kind)>);

// Subtle: of one kind, because what rustc cannot infer would be one more error.
impl<T> Refused<T, ByValue> {
    /// # Safety
    /// It is never called.
    #[doc(hidden)]
    pub unsafe fn receive(&self, _: &mut Option<()>) -> T {
        const { panic!("closures_export!: a parameter cannot cross, and nothing has said so") }
    }

    /// # Safety
    /// It is never called.
    #[doc(hidden)]
    pub unsafe fn hold(&self) {
        const { panic!("closures_export!: a parameter cannot cross, and nothing has said so") }
    }

    #[doc(hidden)]
    pub fn pass(&self, (): &mut ()) -> T {
        const { panic!("closures_export!: a parameter cannot cross, and nothing has said so") }
    }
}
