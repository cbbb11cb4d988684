//! `Closure`: a closure on the heap, owned by Rust or given to JavaScript.

use super::env::{Env, Header};
use super::forms::{ClosureType, Form, IntoClosure, IntoOnceClosure};
#[cfg(not(feature = "wasm-bindgen"))]
use super::forms::{Formed, Held, LentBy};
use crate::abi::lasting::IntoJs;
#[cfg(feature = "wasm-bindgen")]
use crate::abi::RefToJs;
use crate::abi::{handle_slot, FromJs, Itself, Lend, Pass, RefSlot, Slotted, ToJs};
use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded};
use crate::types::list::Element;
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::cell::OnceCell;
use core::fmt;
use core::marker::PhantomData;
use core::ptr::NonNull;

/// The type of a closure that is made at run time, as JS is told it.
struct Made<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + ClosureType> Described for Made<T> {
    const TYPE: &'static Type = &Type::HeapClosure(T::Form::SIGNATURE);
}

/// A Rust closure on the heap that JavaScript can call until it is dropped.
///
/// `T` is `dyn Fn(A, ..) -> R` or `dyn FnMut(A, ..) -> R`; see [`ClosureType`] for the types. In JS it is a function
/// with the same number of parameters. Dropping the `Closure` invalidates that function: a call then throws a
/// `ClosureError` with code `dropped`, and never reaches the values that the closure captured.
///
/// An `FnMut` that is called while it runs throws a `ClosureError` with code `reentered`. An `Fn` may recurse.
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
/// A closure stays on its thread:
///
/// ```compile_fail,E0277
/// fn send<T: Send>(_: T) {}
/// send(closures_extern::Closure::<dyn Fn()>::new(|| ()));
/// ```
///
/// and must not borrow anything that could end before it:
///
/// ```compile_fail,E0597
/// let local = String::new();
/// let closure = closures_extern::Closure::<dyn Fn()>::new(|| drop(local.len()));
/// ```
pub struct Closure<T: ?Sized> {
    pub(super) id: u32,
    env: NonNull<Header>,
    /// `NonNull` makes it `!Send` and `!Sync`: the JS side of an instance belongs to one thread.
    closure: PhantomData<Box<T>>,
    /// The function as a value, once somebody has asked for it.
    pub(super) value: OnceCell<JsValue>,
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

    /// Like [`Closure::new`], for a closure that is already boxed, for example because its type is one of several.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn wrap(f: Box<T>) -> Self
    where
        Box<T>: IntoClosure<T, T::Form> + 'static,
    {
        Closure::new(f)
    }

    /// Makes a closure from an `FnOnce`, which JavaScript can call once. `T` is `dyn FnMut(..)`. The call consumes `f`
    /// and everything that it captured. A second call throws a `ClosureError` with code `once`.
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

    /// Like [`Closure::once`], but gives the closure to JavaScript. It is freed when it has been called, or when the
    /// garbage collector finds its function unreachable.
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

    pub(super) fn of(env: NonNull<Header>, once: bool) -> Self {
        let id = imports::closure_new(env.as_ptr().cast(), Encoded::<Made<T>>::BYTES, once);
        Closure { id, env, closure: PhantomData, value: OnceCell::new() }
    }
}

impl<T: ?Sized> Closure<T> {
    /// The JavaScript function as a `JsValue`, to use its methods, or to pass it where a value is expected.
    pub fn as_js_value(&self) -> &JsValue {
        // SAFETY: JS has just made the handle for this value alone.
        self.value.get_or_init(|| unsafe { JsValue::lift(imports::closure_value(self.id)) })
    }

    /// Gives the closure to JavaScript, and returns its function. The closure is freed when the garbage collector finds
    /// the function unreachable. Until then it can be called. What the closure captures must not hold its function:
    /// see [`Closure::forget`].
    #[must_use = "use `forget` to hand no value over"]
    pub fn into_js_value(self) -> JsValue {
        let mut this = core::mem::ManuallyDrop::new(self);
        drop(this.value.take());
        // SAFETY: JS has just made the handle for this value alone.
        unsafe { JsValue::lift(imports::closure_give(this.id)) }
    }

    /// Gives the closure to JavaScript like [`Closure::into_js_value`], if JavaScript already has the function. The
    /// garbage collector frees it, unless it captures what holds its function.
    ///
    /// A listener that captures the element it is added to leaks, and the element with it: Rust keeps the element for the
    /// closure, the element keeps the function, and the collector does not see through Rust. Take the element from
    /// [`This`](crate::This) instead of capturing it:
    ///
    /// ```no_run
    /// # use closures_extern::{closures_extern, Closure, JsValue, This};
    /// # closures_extern! { fn new_button() -> JsValue; }
    /// let button = new_button();
    /// let clicked = Closure::<dyn FnMut(This<JsValue>)>::new(|This(button): This<JsValue>| {
    ///     button.set("disabled", true).unwrap();
    /// });
    /// button.set("onclick", clicked.as_js_value().clone()).unwrap();
    /// clicked.forget();
    /// ```
    pub fn forget(self) {
        drop(self.into_js_value());
    }
}

impl<T: ?Sized> Drop for Closure<T> {
    fn drop(&mut self) {
        if imports::closure_drop(self.id) {
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
#[cfg(feature = "wasm-bindgen")]
unsafe impl<T: ?Sized + ClosureType> RefToJs for Closure<T> {
    type Way = Itself;
}

#[cfg(not(feature = "wasm-bindgen"))]
impl<T: ?Sized> Formed for Closure<T> {
    type Form = Held<Closure<T>>;
}

#[cfg(not(feature = "wasm-bindgen"))]
impl<T: ?Sized + ClosureType> LentBy<Closure<T>> for Held<Closure<T>> {
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

/// Passed by value, the closure belongs to JavaScript afterwards, as with [`Closure::into_js_value`].
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
    #[inline]
    fn handle(value: Closure<T>) -> u32 {
        value.into_js_value().into_handle()
    }
}

impl<T: ?Sized> Slotted for Closure<T> {
    type Slot = u32;
    type Returned = ();
}

// SAFETY: the same handle; JavaScript owns the closure.
unsafe impl<T: ?Sized + ClosureType> IntoJs for Closure<T> {}

// SAFETY: it is no number, so what `Element` does by itself is right.
unsafe impl<T: ?Sized + ClosureType + 'static> Element for Closure<T> {}
