//! `JsFunction`: a JavaScript function that Rust calls.

use crate::abi::lasting::IntoJs;
use crate::abi::{
    handle_slot, slot_cell, Frame, FromJs, Itself, Lend, Pass, Receive, RefSlot, RefToJs, ReturnFromJs,
    SlotCell, Slotted, ToJs,
};
use crate::closure::forms::{ByReference, ClosureForm, Formed};
#[cfg(not(feature = "wasm-bindgen"))]
use crate::closure::forms::{Held, LentBy};
use crate::descriptor::types::{Signature, Type};
use crate::section::encoding::{Described, Encoded};
use crate::types::list::Element;
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

/// A JavaScript function that Rust can call, with `call(a, ..)`. `T` is `dyn Fn(A, ..) -> R`, with 0 to 8 arguments that can be passed to
/// JavaScript, and a result that can come from there.
///
/// The call catches exceptions, so it returns a `Result<R, JsValue>`. If `R` is itself a `Result<T, E>`, the call
/// returns that `Result`, and an exception becomes the `E`, as with an import.
///
/// ```no_run
/// use closures_extern::{closures_extern, JsFunction};
///
/// closures_extern! {
///     /// Returns a function that adds `n`.
///     fn adder(n: f64) -> JsFunction<dyn Fn(f64) -> f64>;
/// }
///
/// let add = adder(2.0);
/// let same = add.clone(); // the same JavaScript function
/// assert_eq!(same.call(3.0).unwrap(), 5.0);
/// ```
///
/// The error may be a type of your own:
///
/// ```no_run
/// use closures_extern::{JsFunction, JsValue};
///
/// struct Refused(JsValue);
///
/// impl From<JsValue> for Refused {
///     fn from(thrown: JsValue) -> Refused {
///         Refused(thrown)
///     }
/// }
///
/// fn save(store: &JsFunction<dyn Fn(String) -> Result<u32, Refused>>) -> Result<u32, Refused> {
///     let length = store.call("text".to_owned())?;
///     Ok(2 * length)
/// }
/// ```
///
/// Arguments may be references, where the parameters of a closure may: each of up to four, and one of the first four of more. An
/// `Option` takes none of them: write `Option<String>`.
///
/// ```no_run
/// use closures_extern::JsFunction;
///
/// fn report(progress: &JsFunction<dyn Fn(u32, &str)>, steps: &[String]) {
///     for (at, step) in (0..).zip(steps) {
///         let _ = progress.call(at, step);
///     }
/// }
/// ```
#[repr(transparent)]
pub struct JsFunction<T: ?Sized> {
    function: JsValue,
    ty: PhantomData<T>,
}

/// Subtle: not derived, which would ask `T` for `Clone`, and no `dyn Fn` has that (the example of [`JsFunction`]).
impl<T: ?Sized> Clone for JsFunction<T> {
    #[inline]
    fn clone(&self) -> JsFunction<T> {
        JsFunction { function: self.function.clone(), ty: PhantomData }
    }
}

/// What a function takes and returns, seen from Rust.
///
/// Do not implement this by hand: it is for `dyn Fn(..) -> R`.
///
/// # Safety
/// `SIGNATURE` has the types that `Self` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of function that Rust can call",
    label = "expected `dyn Fn(A, ..) -> R`",
    note = "a function takes 0 to 8 arguments that can be passed to JavaScript, and returns what can come from there",
    note = "of more than four arguments one of the first four may be a reference; take `String` instead of `&str` then, and `Option<String>` instead of `Option<&str>`"
)]
pub unsafe trait FunctionType {
    #[doc(hidden)]
    const SIGNATURE: &'static Signature;
}

// SAFETY: `Formed` is implemented where a type and its form are spelled of the same parameters.
unsafe impl<T: ?Sized + Formed<Form: CallableForm>> FunctionType for T {
    const SIGNATURE: &'static Signature = <T::Form as CallableForm>::SIGNATURE;
}

impl<T: ?Sized> JsFunction<T> {
    /// The function as a value.
    #[must_use]
    pub fn as_js_value(&self) -> &JsValue {
        &self.function
    }

    /// The function as a value.
    #[must_use]
    pub fn into_js_value(self) -> JsValue {
        self.function
    }
}

impl<T: ?Sized> fmt::Debug for JsFunction<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.function.fmt(out)
    }
}

// SAFETY: a handle that `lower` has made, for results too, which nobody else has.
unsafe impl<T: ?Sized + FunctionType> FromJs for JsFunction<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ?Sized + FunctionType> Receive<JsFunction<T>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Function(T::SIGNATURE);
    #[inline]
    unsafe fn lift(slot: f64) -> JsFunction<T> {
        // SAFETY: the caller's promise.
        unsafe { <JsFunction<T> as FromJs>::receive(slot) }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> JsFunction<T> {
        // SAFETY: the caller's promise: a handle for this value alone.
        JsFunction { function: unsafe { JsValue::receive(slot) }, ty: PhantomData }
    }
}

// SAFETY: it crosses as the `JsValue` that it is.
unsafe impl<T: ?Sized + FunctionType> ToJs for JsFunction<T> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ?Sized + FunctionType> Pass<JsFunction<T>> for Itself {
    type Frame = u32;
    /// Subtle: what `FromJs` says too, because a list or a struct has one type for both ways (tests/runtime/data.test.js).
    const TYPE: &'static Type = &Type::Function(T::SIGNATURE);
    #[inline]
    fn lower(value: JsFunction<T>) -> u32 {
        value.function.into_handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: JsFunction<T>) -> u32 {
        value.function.into_handle()
    }
}

impl<T: ?Sized> Slotted for JsFunction<T> {
    type Slot = u32;
    type Returned = f64;
}

// SAFETY: the same.
unsafe impl<T: ?Sized + FunctionType> IntoJs for JsFunction<T> {}

// SAFETY: the same, by reference.
#[cfg(feature = "wasm-bindgen")]
unsafe impl<T: ?Sized + FunctionType> RefToJs for JsFunction<T> {
    type Way = Itself;
}

#[cfg(not(feature = "wasm-bindgen"))]
impl<T: ?Sized> Formed for JsFunction<T> {
    type Form = Held<JsFunction<T>>;
}

#[cfg(not(feature = "wasm-bindgen"))]
impl<T: ?Sized + FunctionType> LentBy<JsFunction<T>> for Held<JsFunction<T>> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: ?Sized + FunctionType> Lend<JsFunction<T>> for Itself {
    type Frame<'a>
        = u32
    where
        T: 'a;
    const TYPE: &'static Type = &Type::ValueRef;
    #[inline]
    fn lower(function: &JsFunction<T>) -> u32 {
        function.function.handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> RefSlot {
        handle_slot(*frame)
    }
}

impl<T: ?Sized + Formed> Deref for JsFunction<T> {
    type Target = Callable<T::Form>;
    #[inline]
    fn deref(&self) -> &Callable<T::Form> {
        // SAFETY: both are a `JsValue` in memory, and promise nothing else of it.
        unsafe { &*core::ptr::from_ref(self).cast() }
    }
}

// SAFETY: it is no number, so what `Element` does by itself is right.
unsafe impl<T: ?Sized + FunctionType + 'static> Element for JsFunction<T> {}

/// What a [`JsFunction`] is when it is called: its form, in which each parameter is a type of its own, by value or by reference. So `call`
/// is there once for each number of parameters, and takes references for any lifetime.
#[doc(hidden)]
#[repr(transparent)]
pub struct Callable<W> {
    function: JsValue,
    form: PhantomData<W>,
}

/// The form of a function that Rust can call.
///
/// # Safety
/// `SIGNATURE` has the types that `Self` says.
#[doc(hidden)]
pub unsafe trait CallableForm {
    const SIGNATURE: &'static Signature;
}

/// The type of a function that is called at run time, as JS is told it.
struct Called<W>(PhantomData<W>);

impl<W: CallableForm> Described for Called<W> {
    const TYPE: &'static Type = &Type::Function(W::SIGNATURE);
}

/// An argument of a function that Rust calls: itself, if it is passed by value, or [`ByReference`].
///
/// # Safety
/// `slot` is one for `TYPE`, which may be used until the frame is dropped.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an argument of a `JsFunction` cannot be passed to JavaScript",
    label = "one of its arguments does not cross"
)]
pub unsafe trait Passes {
    const TYPE: &'static Type;
    /// What is passed.
    type Of<'a>
    where
        Self: 'a;
    /// What lives until the function has returned.
    type Frame<'a>
    where
        Self: 'a;
    fn lower<'a>(value: Self::Of<'a>) -> Self::Frame<'a>
    where
        Self: 'a;
    fn slot<'a>(frame: &mut Self::Frame<'a>) -> SlotCell
    where
        Self: 'a;
}

// SAFETY: by the promise of `ToJs`.
unsafe impl<T: ToJs> Passes for T {
    const TYPE: &'static Type = T::TYPE;
    type Of<'a>
        = T
    where
        T: 'a;
    type Frame<'a>
        = Frame<T>
    where
        T: 'a;
    #[inline]
    fn lower<'a>(value: T) -> Frame<T>
    where
        T: 'a,
    {
        value.lower()
    }
    #[inline]
    fn slot<'a>(frame: &mut Frame<T>) -> SlotCell
    where
        T: 'a,
    {
        slot_cell::<T>(frame)
    }
}

// SAFETY: by the promise of `RefToJs`, which is that of `ToJs` for `&T`.
unsafe impl<T: ?Sized + RefToJs> Passes for ByReference<T> {
    const TYPE: &'static Type = <T::Way as Lend<T>>::TYPE;
    type Of<'a>
        = &'a T
    where
        T: 'a;
    type Frame<'a>
        = Frame<&'a T>
    where
        T: 'a;
    #[inline]
    fn lower<'a>(value: &'a T) -> Frame<&'a T>
    where
        T: 'a,
    {
        value.lower()
    }
    #[inline]
    fn slot<'a>(frame: &mut Frame<&'a T>) -> SlotCell
    where
        T: 'a,
    {
        slot_cell::<&'a T>(frame)
    }
}

/// Implements `call` for one number of parameters.
macro_rules! function_types {
    ($($P:ident $p:ident)*) => {
        // SAFETY: both are spelled of the same parameters.
        unsafe impl<K, $($P: Passes,)* R: ReturnFromJs> CallableForm for ClosureForm<K, ($($P,)*), R> {
            const SIGNATURE: &'static Signature =
                &Signature { exclusive: false, params: &[$(<$P as Passes>::TYPE),*], result: R::TYPE };
        }

        impl<K, $($P: Passes,)* R: ReturnFromJs> Callable<ClosureForm<K, ($($P,)*), R>> {
            /// Calls the function, with `undefined` as its `this`.
            ///
            /// # Errors
            /// The exception that the function throws, or a `TypeError` if its result is not an `R`.
            #[allow(clippy::too_many_arguments, reason = "as many as the function takes")]
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn call(&self $(, $p: $P::Of<'_>)*) -> R::Called {
                $(let mut $p = $P::lower($p);)*
                let slots: &[SlotCell] = &[$($P::slot(&mut $p)),*];
                // SAFETY:
                // - The slots are of the types in `SIGNATURE`.
                // - What they point to lives until the end of this function; JS keeps no address beyond the call.
                // - The result is received as the type that JS was told.
                unsafe {
                    R::called(imports::function_call(
                        self.function.handle(),
                        Encoded::<Called<ClosureForm<K, ($($P,)*), R>>>::BYTES,
                        slots.as_ptr().cast(),
                    ))
                }
            }
        }
    };
}

function_types! {}
function_types! { A a }
function_types! { A a B b }
function_types! { A a B b C c }
function_types! { A a B b C c D d }
function_types! { A a B b C c D d E e }
function_types! { A a B b C c D d E e G g }
function_types! { A a B b C c D d E e G g H h }
function_types! { A a B b C c D d E e G g H h I i }
