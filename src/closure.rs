//! Closures: what JavaScript calls, who owns it, and when it ends.
//!
//! ```text
//!  Rust                                  JavaScript
//!
//!  Closure { id, env } ---- id --------> states[id] { env, gate, running }, functions[id]
//!      |                                                  |              ^
//!      | owns                                             |              | closes over
//!      v                                                  |              |
//!  Env { thunk, drop, f } <------------ env --------------+        function (a, ..)
//!      ^                                                                 |
//!      +-------- thunk(env, a, ..) <-- closures_extern_call_N <----------+
//! ```
//!
//! - Heap: `Closure` owns the box. Dropping it closes the gate first (`closure_drop`), then frees the box; while
//!   the closure runs, JS frees it after the run instead.
//! - Stack: the `Env` lies in the frame of the import's wrapper and holds the reference itself. JS closes the
//!   gate when the import returns or throws.
//!
//! JS decides by the gate whether a call may enter. Whether the instance goes on at all, wasm asks: `entries.rs`.

mod scope;
mod signature;

pub use scope::{scope, Scope, ScopedClosure};

use crate::abi::{
    handle_slot, FromJs, Itself, Lasting, Lend, MutToJs, Pass, RefFromJs, RefSlot, RefToJs, Slotted, ToJs,
};
use crate::descriptor::{Signature, Type};
use crate::list::Rest;
use crate::runtime;
use crate::section::{Described, Encoded};
use crate::value::{JsValue, This};
use core::cell::OnceCell;
use core::fmt;
use core::marker::PhantomData;
#[cfg(debug_assertions)]
use core::panic::Location;
use core::ptr::NonNull;

/// What JS knows the address of: the head of every [`Env`].
#[repr(C)]
pub(crate) struct Header {
    /// Enters the closure with a slot per parameter. Its type is that of the trampoline for the signature.
    pub(crate) thunk: *const (),
    /// Frees the `Env`, if it is a box.
    drop: unsafe fn(*mut Header),
    /// Where the closure was made. JS reads these four words when it makes the function.
    #[cfg(debug_assertions)]
    place: Place,
}

#[cfg(debug_assertions)]
#[repr(C)]
struct Place {
    file: *const u8,
    file_len: usize,
    line: u32,
    column: u32,
}

impl Header {
    #[cfg_attr(debug_assertions, track_caller)]
    fn new(thunk: *const (), drop: unsafe fn(*mut Header)) -> Self {
        #[cfg(debug_assertions)]
        let place = {
            let at = Location::caller();
            Place {
                file: at.file().as_ptr(),
                file_len: at.file().len(),
                line: at.line(),
                column: at.column(),
            }
        };
        Header {
            thunk,
            drop,
            #[cfg(debug_assertions)]
            place,
        }
    }

    /// Frees the closure.
    ///
    /// # Safety
    /// `env` came from a box, no call of it is under way, and it is not used again.
    pub(crate) unsafe fn drop(env: *mut Header) {
        // SAFETY: the caller's promise is that of the function, which was made for this very env.
        unsafe { ((*env).drop)(env) }
    }
}

/// A closure or a reference to one, behind the head that JS knows.
#[repr(C)]
pub struct Env<F> {
    header: Header,
    f: F,
}

impl<F> Env<F> {
    /// On the heap: the caller owns it and frees it by [`Header::drop`].
    #[cfg_attr(debug_assertions, track_caller)]
    fn boxed(f: F, thunk: *const ()) -> NonNull<Header> {
        unsafe fn free<F>(env: *mut Header) {
            // SAFETY: `boxed` made it of a `Box<Env<F>>` of this `F`, and the caller frees it once.
            drop(unsafe { Box::from_raw(env.cast::<Env<F>>()) });
        }
        let env = Box::new(Env { header: Header::new(thunk, free::<F>), f });
        // A box is never null; from `into_raw`, because the pointer is for the whole `Env`.
        NonNull::new(Box::into_raw(env)).expect("a box has an address").cast()
    }

    /// In the frame of an import's wrapper, which ends after JS has closed the gate. `F` is `&T` or `&mut T`.
    #[cfg_attr(debug_assertions, track_caller)]
    fn on_stack<T: ?Sized + ClosureType>(f: F) -> Self {
        unsafe fn keep(_: *mut Header) {
            // JS frees only heap closures: settle() in js/src/runtime/closures.js asks `owed`, which nothing sets of a lent one.
        }
        Env { header: Header::new(T::Form::BORROWED.0, keep), f }
    }
}

/// A closure type that JavaScript can call: `dyn Fn(A, ..) -> R` or `dyn FnMut(A, ..) -> R`.
///
/// 0 to 8 parameters, each a [`FromJs`] type; among the first four also references
/// (`dyn Fn(&str, u32)`). The first may be a [`This`], the last a [`Rest`]. The result is a [`ReturnToJs`](crate::ReturnToJs) type. Both traits are implemented for
/// all such types, and for nothing else.
///
/// # Safety
/// `Form` must be what `Self` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closure type that JavaScript can call",
    label = "expected `dyn Fn(..) -> R` or `dyn FnMut(..) -> R`",
    note = "a closure takes 0 to 8 parameters that can come from JavaScript, and returns what can go there",
    note = "references (`&str`) may stand among its first four parameters, `This<T>` is the first, and `Rest<T>` the last"
)]
pub unsafe trait ClosureType {
    /// A [`FormOf`].
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
pub unsafe trait Form {
    /// [`Shared`] or [`Exclusive`].
    type Kind;
    /// For the JS side.
    const SIGNATURE: &'static Signature;
    /// The closure is called by `&` for [`Shared`], by `&mut` for [`Exclusive`].
    const BORROWED: Thunk;
}

// SAFETY: `Formed` is implemented in signature.rs alone, where a type and its form are spelled of the same parameters.
#[diagnostic::do_not_recommend]
unsafe impl<T: ?Sized + Formed<Form: Form>> ClosureType for T {
    type Form = <T as Formed>::Form;
}

/// The types that look like a [`ClosureType`], whatever their parameters and results are.
///
/// Subtle: no bounds stand at the implementations. rustc compares every two of them, and of two that differ in references
/// alone it proves all bounds, three times.
#[doc(hidden)]
pub trait Formed {
    /// A [`FormOf`].
    type Form;
}

/// The one [`Form`].
#[doc(hidden)]
pub struct FormOf<K, P, R>(PhantomData<(K, P, R)>);

/// The kind of `dyn Fn`: called by shared reference.
#[doc(hidden)]
pub enum Shared {}

/// The kind of `dyn FnMut`: called by exclusive reference, one call at a time.
#[doc(hidden)]
pub enum Exclusive {}

/// Called by value, once: no kind of a type, but a way to call.
enum Once {}

/// How a thunk takes the closure from its `Env`, as an `F` that it then calls by value.
trait Access<F> {
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

/// A parameter of a closure: [`Owned`] or [`Borrowed`].
#[doc(hidden)]
pub trait Param {
    const TYPE: &'static Type;
    /// What the closure takes.
    type Of<'a>;
    /// What lives until the closure has returned.
    type Held;
    /// # Safety
    /// As [`FromJs::receive`].
    unsafe fn hold(slot: f64) -> Self::Held;
    /// # Safety
    /// Called once for what [`Param::hold`] has returned.
    unsafe fn pass(held: &Self::Held) -> Self::Of<'_>;
}

/// A parameter that is passed by value.
#[doc(hidden)]
pub struct Owned<T>(PhantomData<T>);

impl<T: FromJs> Param for Owned<T> {
    const TYPE: &'static Type = T::TYPE;
    type Of<'a> = T;
    type Held = f64;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> f64 {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &f64) -> T {
        // SAFETY: the promise of the caller of `hold`, and of this one.
        unsafe { T::receive(*slot) }
    }
}

impl<T: FromJs> Param for Owned<This<T>> {
    const TYPE: &'static Type = &Type::This(T::TYPE);
    type Of<'a> = This<T>;
    type Held = f64;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> f64 {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &f64) -> This<T> {
        // SAFETY: the promise of the caller of `hold`, and of this one.
        This(unsafe { T::receive(*slot) })
    }
}

impl<T: FromJs> Param for Owned<Rest<T>> {
    const TYPE: &'static Type = &Type::Rest(T::TYPE);
    type Of<'a> = Rest<T>;
    type Held = f64;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> f64 {
        slot
    }
    #[inline(always)]
    unsafe fn pass(slot: &f64) -> Rest<T> {
        // SAFETY: as above.
        unsafe { Rest::receive(*slot) }
    }
}

/// A parameter that is passed by reference.
#[doc(hidden)]
pub struct Borrowed<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + RefFromJs> Param for Borrowed<T> {
    const TYPE: &'static Type = T::TYPE;
    type Of<'a> = &'a T;
    type Held = T::Held;
    #[inline(always)]
    unsafe fn hold(slot: f64) -> T::Held {
        // SAFETY: the caller's promise.
        unsafe { T::hold(slot) }
    }
    #[inline(always)]
    unsafe fn pass(held: &T::Held) -> &T {
        T::borrow(held)
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
/// Of a `This` or a `Rest` in its place rustc sees two implementations, and says the message here where neither holds. All
/// else has one, whose bound says what is wrong.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "what a `This` or `Rest` holds cannot come from JavaScript",
    label = "a `This` or `Rest` of this closure holds it",
    note = "a `This<T>` holds what is a result of an imported function, and a `Rest<T>` is a list of that"
)]
pub trait At<Place>: Param {}

impl<T: FromJs, Place> At<Place> for Owned<T> {}
impl<T: ?Sized + RefFromJs, Place> At<Place> for Borrowed<T> {}
impl<T: FromJs> At<Only> for Owned<This<T>> {}
impl<T: FromJs> At<First> for Owned<This<T>> {}
impl<T: FromJs> At<Only> for Owned<Rest<T>> {}
impl<T: FromJs> At<Last> for Owned<Rest<T>> {}

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

/// The address of an `unsafe extern "C" fn(*mut Env<F>, f64, ..)`, with a result or without.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Thunk(*const ());

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
    note = "write the parameter types in the closure: `|n: u32| ..`, and the type as `Closure<dyn FnMut(..)>`"
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
pub unsafe trait Takes<F> {
    const THUNK: Thunk;
}

/// The same for [`IntoOnceClosure`].
///
/// # Safety
/// `THUNK` must be a thunk of an `Env<Option<F>>` for the slots of the form, and is called once.
#[doc(hidden)]
pub unsafe trait TakesOnce<F> {
    const THUNK: Thunk;
}

// SAFETY: `W` is the form of `T`, so the slots of the one are those of the other, and `Takes` promises the thunk for them.
unsafe impl<T: ?Sized + Formed<Form = W>, F, W: Takes<F>> IntoClosure<T, W> for F {
    const THUNK: Thunk = W::THUNK;
}

// SAFETY: as above, with `TakesOnce`.
#[diagnostic::do_not_recommend]
unsafe impl<T: ?Sized + Formed<Form = W>, F, W: TakesOnce<F>> IntoOnceClosure<T, W> for F {
    const THUNK: Thunk = W::THUNK;
}

/// The type of a closure that is made at run time, as JS is told it.
struct Made<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + ClosureType> Described for Made<T> {
    const TYPE: &'static Type = &Type::HeapClosure(T::Form::SIGNATURE);
}

/// A Rust closure on the heap that JavaScript can call until it is dropped.
///
/// `T` is `dyn Fn(A, ..) -> R` or `dyn FnMut(A, ..) -> R`; see [`ClosureType`] for the types. In JS it is a function
/// of as many parameters. Dropping the `Closure` invalidates that function: a call then throws a `ClosureError` with
/// code `dropped`, and never reaches what the closure had captured.
///
/// An `FnMut` that is called while it runs throws a `ClosureError` with code `reentered`; an `Fn` may recurse.
///
/// ```no_run
/// use closures_extern::{closures_extern, Closure};
///
/// closures_extern! {
///     fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
///     fn clear_interval(token: f64);
/// }
///
/// let mut ticks = 0;
/// let closure = Closure::<dyn FnMut()>::new(move || ticks += 1);
/// let token = set_interval(&closure, 1_000); // milliseconds
/// // .. later
/// clear_interval(token);
/// drop(closure);
/// ```
///
/// It stays on its thread:
///
/// ```compile_fail,E0277
/// fn send<T: Send>(_: T) {}
/// send(closures_extern::Closure::<dyn Fn()>::new(|| ()));
/// ```
///
/// and captures nothing that could end before it:
///
/// ```compile_fail,E0597
/// let local = String::new();
/// let closure = closures_extern::Closure::<dyn Fn()>::new(|| drop(local.len()));
/// ```
pub struct Closure<T: ?Sized> {
    id: u32,
    env: NonNull<Header>,
    /// `NonNull` makes it `!Send` and `!Sync`: an instance's JS side is of one thread.
    closure: PhantomData<Box<T>>,
    /// The function as a value, once somebody has asked for it.
    value: OnceCell<JsValue>,
}

impl<T: ?Sized + ClosureType> Closure<T> {
    /// Moves `f` to the heap and makes a JS function of it.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new<F>(f: F) -> Self
    where
        F: IntoClosure<T, T::Form> + 'static,
    {
        Closure::of(Env::boxed(f, F::THUNK.0), false)
    }

    /// Like [`Closure::new`], of a closure that is boxed already: for those whose type has no name, or is one of
    /// several.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn wrap(f: Box<T>) -> Self
    where
        Box<T>: IntoClosure<T, T::Form> + 'static,
    {
        Closure::new(f)
    }

    /// A closure that JavaScript can call once, of an `FnOnce`: `T` is `dyn FnMut(..)`. The call consumes `f`, and with it
    /// what it captured. A second call throws a `ClosureError` with code `once`.
    ///
    /// ```no_run
    /// use closures_extern::Closure;
    ///
    /// let text = String::from("used up");
    /// let closure = Closure::<dyn FnMut() -> String>::once(move || text);
    /// ```
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn once<F>(f: F) -> Self
    where
        F: IntoOnceClosure<T, T::Form> + 'static,
    {
        Closure::of(Env::boxed(Some(f), F::THUNK.0), true)
    }

    /// Like [`Closure::once`], given to JavaScript: it frees itself when it has been called, or when JavaScript lets go of
    /// it.
    ///
    /// ```no_run
    /// use closures_extern::{closures_extern, Closure, JsValue};
    ///
    /// closures_extern! {
    ///     fn set_timeout(f: &JsValue, ms: u32) -> f64;
    /// }
    ///
    /// set_timeout(&Closure::<dyn FnMut()>::once_into_js(|| println!("later")), 100); // milliseconds
    /// ```
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn once_into_js<F>(f: F) -> JsValue
    where
        F: IntoOnceClosure<T, T::Form> + 'static,
    {
        Closure::once(f).into_js_value()
    }

    fn of(env: NonNull<Header>, once: bool) -> Self {
        let id = runtime::closure_new(env.as_ptr(), Encoded::<Made<T>>::BYTES, once);
        Closure { id, env, closure: PhantomData, value: OnceCell::new() }
    }
}

impl<T: ?Sized> Closure<T> {
    /// The JavaScript function: for `JsValue`'s methods, and to pass it where a value is expected.
    pub fn as_js_value(&self) -> &JsValue {
        // SAFETY: JS has just made the handle for this value alone.
        self.value.get_or_init(|| unsafe { JsValue::lift(runtime::closure_value(self.id)) })
    }

    /// Gives the closure to JavaScript: it is freed when the garbage collector finds its function unreachable. Until then
    /// it can be called.
    #[must_use = "use `forget` to hand no value over"]
    pub fn into_js_value(self) -> JsValue {
        let mut this = core::mem::ManuallyDrop::new(self);
        drop(this.value.take());
        // SAFETY: JS has just made the handle for this value alone.
        unsafe { JsValue::lift(runtime::closure_give(this.id)) }
    }

    /// Gives the closure to JavaScript like [`Closure::into_js_value`], when JavaScript has the function already. Nothing
    /// leaks: the garbage collector frees it.
    pub fn forget(self) {
        drop(self.into_js_value());
    }
}

impl<T: ?Sized> Drop for Closure<T> {
    fn drop(&mut self) {
        if runtime::closure_drop(self.id) {
            // SAFETY:
            // - `env` came from `Env::boxed` in `new`, and `self`, its one owner, ends here.
            // - No call is under way and none can begin: JS has closed the gate, and says that `running` is 0.
            unsafe { Header::drop(self.env.as_ptr()) }
        }
    }
}

impl<T: ?Sized> fmt::Debug for Closure<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Closure<{}>", core::any::type_name::<T>())
    }
}

// SAFETY: `closure` in js/src/types/value.js finds the function of the id, which lives as long as the `Closure`.
unsafe impl<T: ?Sized + ClosureType> RefToJs for Closure<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ?Sized + ClosureType> Lend<Closure<T>> for Itself {
    type Frame<'a>
        = u32
    where
        T: 'a;
    const TYPE: &'static Type = &Type::HeapClosure(T::Form::SIGNATURE);
    #[inline]
    fn lower(closure: &Closure<T>) -> u32 {
        closure.id
    }
    #[inline]
    fn slot(frame: &mut u32) -> RefSlot {
        handle_slot(*frame)
    }
}

/// By value: ownership goes to JavaScript, as by [`Closure::into_js_value`].
// SAFETY: the handle of the function, which JS takes.
unsafe impl<T: ?Sized + ClosureType> ToJs for Closure<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ?Sized + ClosureType> Pass<Closure<T>> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = &Type::OwnedClosure(T::Form::SIGNATURE);
    #[inline]
    fn lower(value: Closure<T>) -> u32 {
        value.into_js_value().into_handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
}

impl<T: ?Sized> Slotted for Closure<T> {
    type Slot = u32;
}

// SAFETY: the same handle; JavaScript owns the closure.
unsafe impl<T: ?Sized + ClosureType> Lasting for Closure<T> {
    #[inline]
    fn give(self) -> f64 {
        self.into_js_value().into_handle().into()
    }
}

/// `&dyn Fn(..)`: the frame holds the reference, behind the head that JS knows.
#[cfg(not(feature = "wasm-bindgen"))]
// SAFETY: `OnStack` promises it.
unsafe impl<T: ?Sized + ClosureType<Form: Form<Kind: BySharedReference>>> RefToJs for T {
    type Way = OnStack;
}

/// The way of stack closures.
#[doc(hidden)]
pub struct OnStack;

// SAFETY: `newLent` in js/src/runtime/closures.js is for the `Env` in the frame, which its function enters by the thunk of this very
// signature (`Form`), and not after the call.
unsafe impl<T: ?Sized + ClosureType<Form: Form<Kind: BySharedReference>>> Lend<T> for OnStack {
    type Frame<'a>
        = Env<&'a T>
    where
        T: 'a;
    const TYPE: &'static Type = &Type::StackClosure(T::Form::SIGNATURE);
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(closure: &T) -> Env<&T> {
        Env::on_stack::<T>(closure)
    }
    #[inline]
    fn slot(frame: &mut Env<&T>) -> RefSlot {
        core::ptr::from_mut(frame).cast_const().cast()
    }
}

/// In a wasm-bindgen app for each type of its own: only then does rustc know that none of them is a value of `hosted.rs`,
/// because those are `Sized`.
#[cfg(feature = "wasm-bindgen")]
macro_rules! shared_stack_closure {
    ([$($generics:tt)*] $T:ty) => {
        // SAFETY: as above.
        unsafe impl<$($generics)*> $crate::abi::RefToJs for $T
        where
            $T: super::ClosureType<Form: super::Form<Kind: super::BySharedReference>>,
        {
            type Way = super::OnStack;
        }
    };
}
#[cfg(feature = "wasm-bindgen")]
use shared_stack_closure;

/// `&mut dyn FnMut(..)`, and so one that a function was itself passed.
// SAFETY: as for `&dyn Fn(..)`.
unsafe impl<T: ?Sized + ClosureType<Form: Form<Kind: ByExclusiveReference>>> MutToJs for T {
    type Frame<'a>
        = Env<&'a mut T>
    where
        T: 'a;
    const TYPE: &'static Type = &Type::StackClosure(T::Form::SIGNATURE);
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(&mut self) -> Env<&mut T> {
        Env::on_stack::<T>(self)
    }
    #[inline]
    fn slot(frame: &mut Env<&mut T>) -> RefSlot {
        core::ptr::from_mut(frame).cast_const().cast()
    }
}
