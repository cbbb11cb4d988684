//! What a closure type says, and what can be called as one. Which closure types there are stands in `signature.rs`.

use super::env::{Env, Header};
use crate::abi::{Few, FromJs, Receive, RefFromJs};
#[cfg(not(feature = "wasm-bindgen"))]
use crate::abi::{Lend, RefToJs};
use crate::descriptor::types::{Signature, Type};
use crate::types::list::{Copied, Numeric, Rest};
use crate::types::value::This;
use core::marker::PhantomData;

/// A closure type that JavaScript can call: `dyn Fn(A, ..) -> R` or `dyn FnMut(A, ..) -> R`.
///
/// It has 0 to 8 parameters, each of a [`FromJs`] type. The first four may also be references (`dyn Fn(&str, u32)`). If
/// there are at most three parameters, one of them may be a `&mut [T]` of numbers; if there are three, the other two
/// must then be passed by value. The first may be a [`This`], the last a [`Rest`]. The result is a
/// [`ReturnToJs`](crate::ReturnToJs) type. This trait is implemented for all such types, and for nothing else.
///
/// # Safety
/// `Form` must be what `Self` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closure type that JavaScript can call",
    label = "expected `dyn Fn(..) -> R` or `dyn FnMut(..) -> R`",
    note = "a closure takes 0 to 8 parameters that can come from JavaScript, and returns what can go there",
    note = "references (`&str`) may be the first four parameters; a `&mut [T]` of numbers may be one of up to three; `This<T>` is the first, and `Rest<T>` the last"
)]
pub unsafe trait ClosureType {
    /// A [`ClosureForm`].
    #[doc(hidden)]
    type Form: Form;
}

/// What a closure type says: how it is called, with what, and what it returns. One item, because there are many closure
/// types, and rustc checks each item of each.
///
/// Subtle: it does not name the closure type, which has a lifetime more often than not. What rustc has proved of types without one it
/// remembers, and it is asked about each closure in each declaration at each edit.
///
/// # Safety
/// `BORROWED` must be a thunk of an `Env` of a reference to a closure of this form, for the slots of the signature.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this is no `dyn FnMut(..)`, which is passed by exclusive reference",
    label = "a `Closure<_>` is passed as `&Closure<_>`, or by value"
)]
pub unsafe trait Form {
    /// [`Shared`] or [`Exclusive`].
    type Kind;
    /// For the JS side.
    const SIGNATURE: &'static Signature;
    /// The closure is called by `&` for [`Shared`], by `&mut` for [`Exclusive`].
    const BORROWED: Thunk;
}

// SAFETY: `Formed` is implemented in signature.rs alone, where a type and its form are spelled of the same parameters.
unsafe impl<T: ?Sized + Formed<Form: Form>> ClosureType for T {
    type Form = <T as Formed>::Form;
}

/// The types that look like a [`ClosureType`], whatever their parameters and results are.
///
/// Subtle: no bounds stand at the implementations. rustc compares every two of them, and of two that differ in references
/// alone it proves all bounds, three times.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no closure type that JavaScript and Rust can call",
    label = "expected `dyn Fn(..) -> R` or `dyn FnMut(..) -> R`, with 0 to 8 parameters",
    note = "references (`&str`) may be the first four parameters; a `&mut [T]` of numbers may be one of up to three"
)]
pub trait Formed {
    /// A [`ClosureForm`].
    type Form;
}

/// The form of a [`Closure`](crate::Closure) or a [`JsFunction`](crate::JsFunction), which crosses by its handle.
#[cfg(not(feature = "wasm-bindgen"))]
#[doc(hidden)]
pub struct Held<T>(PhantomData<T>);

/// How a reference to a `T` of this form is passed.
///
/// Subtle: all types with a form have one implementation of [`RefToJs`](crate::RefToJs), which asks for this. Of two that a `Closure<_>` may
/// have, rustc would say that neither is for it, and not which parameter of the closure does not cross.
#[cfg(not(feature = "wasm-bindgen"))]
#[doc(hidden)]
pub trait LentBy<T: ?Sized> {
    type Way: Lend<T>;
}

// SAFETY: the way promises it.
#[cfg(not(feature = "wasm-bindgen"))]
unsafe impl<T: ?Sized + Formed<Form: LentBy<T>>> RefToJs for T {
    type Way = <T::Form as LentBy<T>>::Way;
}

/// The one [`Form`].
#[doc(hidden)]
pub struct ClosureForm<K, P, R>(PhantomData<(K, P, R)>);

/// The kind of `dyn Fn`: called by shared reference.
#[doc(hidden)]
pub enum Shared {}

/// The kind of `dyn FnMut`: called by exclusive reference, one call at a time.
#[doc(hidden)]
pub enum Exclusive {}

/// Called by value, once: no kind of a type, but a way to call.
pub(super) enum Once {}

/// How a thunk takes the closure from its `Env`, as an `F` that it then calls by value.
pub(super) trait Access<F> {
    /// # Safety
    /// - JS has found the gate of the closure at `env` open: the `Env` is alive, and if the closure is dropped meanwhile, JS
    ///   frees it after this call.
    /// - `env` is an `Env` of what `F` refers to; for [`Once`], of an `Option<F>`.
    /// - For [`Exclusive`], JS keeps the gate closed while the call runs; for [`Once`], from now on.
    unsafe fn closure(env: *mut Header) -> F;
}

impl<'a, F> Access<&'a F> for Shared {
    #[inline(always)]
    unsafe fn closure(env: *mut Header) -> &'a F {
        // SAFETY: the caller's promise.
        unsafe { &(*env.cast::<Env<F>>()).f }
    }
}

impl<'a, F> Access<&'a mut F> for Exclusive {
    #[inline(always)]
    unsafe fn closure(env: *mut Header) -> &'a mut F {
        // SAFETY: the caller's promise; with the gate closed, this exclusive reference is the only one.
        unsafe { &mut (*env.cast::<Env<F>>()).f }
    }
}

impl<F> Access<F> for Once {
    #[inline(always)]
    unsafe fn closure(env: *mut Header) -> F {
        // SAFETY: the caller's promise; this is the one call, so there is an `F`.
        unsafe { (*env.cast::<Env<Option<F>>>()).f.take().unwrap_unchecked() }
    }
}

/// A parameter of a closure: itself, if it is passed by value, [`ByReference`] or [`ByMutList`].
#[doc(hidden)]
pub trait Param {
    const TYPE: &'static Type;
    /// The slot, if there are few.
    type Slot: Few;
    /// What the closure takes.
    type Of<'a>;
    /// What lives until the closure has returned.
    type Held;
    /// # Safety
    /// As [`FromJs::receive`].
    unsafe fn hold(slot: Self::Slot) -> Self::Held;
    /// # Safety
    /// Called once for what [`Param::hold`] has returned.
    unsafe fn pass(held: &mut Self::Held) -> Self::Of<'_>;
}

/// By value.
impl<T: FromJs> Param for T {
    const TYPE: &'static Type = T::TYPE;
    type Slot = <T::Way as Receive<T>>::Param;
    type Of<'a> = T;
    type Held = Self::Slot;
    #[inline(always)]
    unsafe fn hold(slot: Self::Slot) -> Self::Slot {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &mut Self::Slot) -> T {
        // SAFETY: the promise of the caller of `hold`, and of this one.
        unsafe { slot.receive::<T, T::Way>() }
    }
}

impl<T: FromJs> Param for This<T> {
    const TYPE: &'static Type = &Type::This(T::TYPE);
    type Slot = f64;
    type Of<'a> = This<T>;
    type Held = f64;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> f64 {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &mut f64) -> This<T> {
        // SAFETY: the promise of the caller of `hold`, and of this one.
        This(unsafe { T::receive(*slot) })
    }
}

impl<T: FromJs> Param for Rest<T> {
    const TYPE: &'static Type = &Type::Rest(T::TYPE);
    type Slot = f64;
    type Of<'a> = Rest<T>;
    type Held = f64;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> f64 {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &mut f64) -> Rest<T> {
        // SAFETY: as above.
        unsafe { Rest::receive(*slot) }
    }
}

/// A parameter that is passed by reference.
#[doc(hidden)]
pub struct ByReference<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + RefFromJs> Param for ByReference<T> {
    const TYPE: &'static Type = T::TYPE;
    type Slot = f64;
    type Of<'a> = &'a T;
    type Held = T::Held;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> T::Held {
        // SAFETY: the caller's promise.
        unsafe { T::hold(slot) }
    }
    #[inline(always)]
    unsafe fn pass(held: &mut T::Held) -> &T {
        T::borrow(held)
    }
}

/// A `&mut [T]` of numbers.
#[doc(hidden)]
pub struct ByMutList<T>(PhantomData<T>);

impl<T: Numeric> Param for ByMutList<T> {
    const TYPE: &'static Type = Copied::<T>::TYPE;
    type Slot = f64;
    type Of<'a> = &'a mut [T];
    type Held = Copied<T>;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> Copied<T> {
        // SAFETY: the caller's promise.
        unsafe { Copied::hold(slot) }
    }
    #[inline(always)]
    unsafe fn pass(held: &mut Copied<T>) -> &mut [T] {
        held.get()
    }
}

/// The place of a parameter that stands alone.
#[doc(hidden)]
pub enum Only {}

/// The place of the first of several.
#[doc(hidden)]
pub enum First {}

/// A place between the first and the last.
#[doc(hidden)]
pub enum Middle {}

/// The place of the last of several.
#[doc(hidden)]
pub enum Last {}

/// A [`Param`] that may stand at a place: a `This` is the first, a `Rest` the last, and all others may stand anywhere.
///
/// Of a reference, a `This` and a `Rest` rustc sees two implementations, and says the message here where neither holds. All
/// else has one, whose bound says what is wrong.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of a closure that JavaScript calls",
    label = "a parameter of this closure cannot come from JavaScript",
    note = "by reference: `&str`, `&[T]` of numbers, `&JsValue`, and references to imported types; take all else by value",
    note = "a `This<T>`, which is the first, and a `Rest<T>`, which is the last, hold what can come from JavaScript by value"
)]
pub trait StandsAt<Place>: Param {}

impl<T: FromJs, Place> StandsAt<Place> for T {}
impl<T: ?Sized + RefFromJs, Place> StandsAt<Place> for ByReference<T> {}
impl<T: Numeric, Place> StandsAt<Place> for ByMutList<T> {}
impl<T: FromJs> StandsAt<Only> for This<T> {}
impl<T: FromJs> StandsAt<First> for This<T> {}
impl<T: FromJs> StandsAt<Only> for Rest<T> {}
impl<T: FromJs> StandsAt<Last> for Rest<T> {}

/// Says in our words that `&dyn FnMut` and `&mut dyn Fn` are not what they look like.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an `FnMut` closure is passed by exclusive reference",
    label = "write `&mut dyn FnMut(..)`"
)]
pub trait BySharedReference {}
impl BySharedReference for Shared {}

#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an `Fn` closure is passed by shared reference",
    label = "write `&dyn Fn(..)`"
)]
pub trait ByExclusiveReference {}
impl ByExclusiveReference for Exclusive {}

/// The address of an `unsafe extern "C" fn(*mut Env<F>, f64, ..)`, with a result or without; of three parameters at most each may be an
/// `i32`, as [`Param::Slot`] says.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Thunk(pub(super) *const ());

/// A closure that is a `T`: `F: Fn(A) -> R` is `IntoClosure<dyn Fn(A) -> R, _>`.
///
/// `Form` is [`ClosureType::Form`], by which an implementation knows the parameters.
///
/// # Safety
/// `THUNK` must be a thunk of an `Env<Self>` for the slots of `T`'s signature.
#[diagnostic::on_unimplemented(
    message = "this closure is not a `{T}`",
    label = "its parameters or its result differ from those of `{T}`, or it is no closure",
    note = "write the parameter types in the closure: `|n: u32| ..`; an `FnMut` cannot be passed as `dyn Fn`"
)]
pub unsafe trait IntoClosure<T: ?Sized, Form> {
    #[doc(hidden)]
    const THUNK: Thunk;
}

/// A closure that is called once, as a `T`: `F: FnOnce(A) -> R` is `IntoOnceClosure<dyn FnMut(A) -> R, _>`.
///
/// # Safety
/// `THUNK` must be a thunk of an `Env<Option<Self>>` for the slots of `T`'s signature, and is called once.
#[diagnostic::on_unimplemented(
    message = "this closure is not an `FnOnce` of the signature of `{T}`",
    label = "its parameters or its result differ from those of `{T}`, or `{T}` is no `dyn FnMut(..)`",
    note = "write the parameter types in the closure: `|n: u32| ..`, and the type as `Closure<dyn FnMut(..)>`",
    note = "if it is to return a promise: `JsPromise::new(async move {{ .. }})` makes one of an `async` block"
)]
pub unsafe trait IntoOnceClosure<T: ?Sized, Form> {
    #[doc(hidden)]
    const THUNK: Thunk;
}

/// A [`Form`] that `F` can be called by. Which one, `T` of [`IntoClosure`] says: it may be known only later in the function that
/// makes the closure, for which rustc waits, as `IntoClosure` has one implementation.
///
/// # Safety
/// `THUNK` must be a thunk of an `Env<F>` for the slots of the form.
#[doc(hidden)]
pub unsafe trait MadeOf<F> {
    const THUNK: Thunk;
}

/// What a closure returns, `O`, is what its type says, `R`: or an error in our words.
///
/// Subtle: it is a trait of the kind, because rustc asks for none of a type that it does not know yet. It may be the closure's result, as of
/// `|| panic!()`, or the type's, as of `dyn Fn() -> _`; each then follows from the other (tests/compile/pass/forms).
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this closure returns `{O}`, and not `{R}`, as its type says",
    label = "it is to return `{R}`",
    note = "if that is a promise: `JsPromise::new(async move {{ .. }})` makes one of an `async` block"
)]
pub trait Says<O, R> {
    fn result(of: O) -> R;
}

impl<K, R> Says<R, R> for K {
    #[inline(always)]
    fn result(of: R) -> R {
        of
    }
}

/// The same for [`IntoOnceClosure`].
///
/// # Safety
/// `THUNK` must be a thunk of an `Env<Option<F>>` for the slots of the form, and is called once.
#[doc(hidden)]
pub unsafe trait MadeOnceOf<F> {
    const THUNK: Thunk;
}

// SAFETY: `W` is the form of `T`, so the slots of the one are those of the other, and `MadeOf` promises the thunk for them.
unsafe impl<T: ?Sized + Formed<Form = W>, F, W: MadeOf<F>> IntoClosure<T, W> for F {
    const THUNK: Thunk = W::THUNK;
}

// SAFETY: as above, with `MadeOnceOf`.
#[diagnostic::do_not_recommend]
unsafe impl<T: ?Sized + Formed<Form = W>, F, W: MadeOnceOf<F>> IntoOnceClosure<T, W> for F {
    const THUNK: Thunk = W::THUNK;
}
