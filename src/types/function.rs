//! `JsFunction`: a JavaScript function that Rust calls.

use crate::abi::lasting::IntoJs;
use crate::abi::{
    handle_slot, slot_cell, FromJs, Itself, Lend, Pass, Receive, RefSlot, RefToJs, ReturnFromJs, SlotCell,
    Slotted, ToJs,
};
use crate::descriptor::types::{Signature, Type};
use crate::section::encoding::{Described, Encoded};
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::fmt;
use core::marker::PhantomData;

/// A JavaScript function that Rust can call. `T` is `dyn Fn(A, ..) -> R`, with 0 to 8 arguments that can be passed to
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
/// An argument type may have a lifetime (`JsFunction<dyn Fn(&'static str)>`), but not one for any lifetime
/// (`dyn Fn(&str)`): take `String`.
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
    note = "an argument has no lifetime of its own: write `String` or `&'static str` instead of `&str`"
)]
pub unsafe trait FunctionType {
    #[doc(hidden)]
    const SIGNATURE: &'static Signature;
}

/// The type of a function that is called at run time, as JS is told it.
struct Called<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + FunctionType> Described for Called<T> {
    const TYPE: &'static Type = &Type::Function(T::SIGNATURE);
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
unsafe impl<T: ?Sized + FunctionType> RefToJs for JsFunction<T> {
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

/// Implements `call` for one number of parameters.
macro_rules! function_types {
    ($($P:ident $p:ident)*) => {
        // SAFETY: both are spelled of the same parameters.
        unsafe impl<'f, $($P: ToJs,)* R: ReturnFromJs> FunctionType for dyn Fn($($P),*) -> R + 'f {
            const SIGNATURE: &'static Signature =
                &Signature { exclusive: false, params: &[$(<$P as ToJs>::TYPE),*], result: R::TYPE };
        }

        impl<'f, $($P: ToJs,)* R: ReturnFromJs> JsFunction<dyn Fn($($P),*) -> R + 'f> {
            /// Calls the function, with `undefined` as its `this`.
            ///
            /// Returns a `Result<R, JsValue>`, or an `R` if that is itself a `Result`.
            ///
            /// # Errors
            /// The exception that the function throws, or a `TypeError` if its result is not an `R`.
            #[allow(clippy::too_many_arguments, reason = "as many as the function takes")]
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn call(&self $(, $p: $P)*) -> R::Called {
                $(let mut $p = $p.lower();)*
                let slots: &[SlotCell] = &[$(slot_cell::<$P>(&mut $p)),*];
                // SAFETY:
                // - The slots are of the types in `SIGNATURE`.
                // - What they point to lives until the end of this function; JS keeps no address beyond the call.
                // - The result is received as the type that JS was told.
                unsafe {
                    R::called(imports::function_call(
                        self.function.handle(),
                        Encoded::<Called<dyn Fn($($P),*) -> R + 'f>>::BYTES,
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
