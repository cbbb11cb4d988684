//! The feature `wasm-bindgen`: this crate in an app that the wasm-bindgen command processes.
//!
//! That command resolves only the imports of its own macro. So the runtime arrives as a snippet, `js/hosted.js`. The
//! imports of `wasm/imports.rs` are its exports, and an import of `closures_extern!` is called by number:
//! `hosted/link.rs`. This file converts the values of both crates into each other. It has nothing about closures, and
//! nothing that a module without
//! wasm-bindgen needs.
//!
//! Each crate has its own table for the JavaScript values that Rust holds. A value that goes from one crate to the
//! other is put into the other's table; the command passes it on as an `externref`, without glue.

use crate::abi::lasting::IntoJs;
use crate::abi::{
    handle_slot, FromJs, Hold, Itself, Lend, Pass, Receive, RefFromJs, RefSlot, RefToJs, Slotted, ToJs,
};
use crate::closure::forms::{BySharedReference, Shared};
use crate::closure::heap::Closure;
use crate::descriptor::types::Type;
use crate::promise::awaited::JsPromise;
use crate::types::list::Element;
use crate::types::value::JsValue;
use core::ops::{Deref, DerefMut};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue as HostValue};

#[cfg(target_family = "wasm")]
pub(crate) mod link;
pub(crate) mod shown;

#[cfg(target_family = "wasm")]
use link::instance;
use shown::Shown;

/// Outside WebAssembly there is no instance, and the functions below panic with wasm-bindgen's message.
#[cfg(not(target_family = "wasm"))]
fn instance() -> i32 {
    0
}

#[wasm_bindgen(module = "/js/hosted.js")]
extern "C" {
    /// Puts a value into our table.
    fn host_keep(instance: i32, value: &HostValue) -> i32;
    /// Returns a value of our table.
    fn host_peek(instance: i32, handle: i32) -> HostValue;
    /// Takes a value out of our table.
    fn host_take(instance: i32, handle: i32) -> HostValue;
    fn host_module(instance: i32, specifier: &str, namespace: &HostValue);
}

#[inline]
fn keep(value: &HostValue) -> u32 {
    host_keep(instance(), value) as u32
}

#[inline]
fn take(handle: u32) -> HostValue {
    host_take(instance(), handle as i32)
}

/// Says what `module = "specifier"` means in a wasm-bindgen app: an object with the functions, such as `host` from
/// `import * as host`. It is needed when the first of its functions is called. Node's own modules need not be provided.
/// Each instance has its own modules, so an instance that starts again, or a second app on the page, must provide them
/// itself.
///
/// ```no_run
/// use closures_extern::{closures_extern, provide_module};
/// use wasm_bindgen::prelude::*;
///
/// closures_extern! {
///     #![js(module = "./host.js")]
///     fn show(text: &str);
/// }
///
/// // import init, { start } from "./pkg/app.js";
/// // import * as host from "./host.js";
/// // await init();
/// // start(host);
/// #[wasm_bindgen]
/// pub fn start(host: &JsValue) {
///     provide_module("./host.js", host);
///     show("hello");
/// }
/// ```
pub fn provide_module(specifier: &str, namespace: &HostValue) {
    host_module(instance(), specifier, namespace);
}

// --- Both `JsValue`s ---

impl From<&HostValue> for JsValue {
    #[inline]
    fn from(value: &HostValue) -> JsValue {
        // SAFETY: JS has just made the handle for this value alone.
        unsafe { JsValue::lift(keep(value)) }
    }
}

impl From<&JsValue> for HostValue {
    #[inline]
    fn from(value: &JsValue) -> HostValue {
        host_peek(instance(), value.handle() as i32)
    }
}

impl From<JsValue> for HostValue {
    #[inline]
    fn from(value: JsValue) -> HostValue {
        take(value.into_handle())
    }
}

// --- Closure ---

impl<T: ?Sized> Closure<T> {
    /// With the feature `wasm-bindgen`: the JavaScript function, to pass it to functions of `web_sys` and `js_sys`. It
    /// works until the `Closure` is dropped.
    ///
    /// ```no_run
    /// use closures_extern::Closure;
    ///
    /// let double = Closure::<dyn Fn(f64) -> f64>::new(|n| 2.0 * n);
    /// let result = double.to_function().call1(&wasm_bindgen::JsValue::NULL, &4.into());
    /// ```
    #[must_use]
    #[inline]
    pub fn to_function(&self) -> js_sys::Function {
        HostValue::from(self.as_js_value()).unchecked_into()
    }
}

impl<T: ?Sized> From<&Closure<T>> for js_sys::Function {
    #[inline]
    fn from(closure: &Closure<T>) -> js_sys::Function {
        closure.to_function()
    }
}

// --- Promises ---

/// With the feature `wasm-bindgen`: waits for a promise of `js_sys`.
impl<T, E> From<js_sys::Promise> for JsPromise<T, E> {
    #[inline]
    fn from(promise: js_sys::Promise) -> JsPromise<T, E> {
        JsValue::from(HostValue::from(promise)).into()
    }
}

/// With the feature `wasm-bindgen`: the promise as a `js_sys::Promise`. A value that is not a promise becomes a
/// resolved one.
impl<T, E> From<JsPromise<T, E>> for js_sys::Promise {
    #[inline]
    fn from(promise: JsPromise<T, E>) -> js_sys::Promise {
        js_sys::Promise::resolve(&HostValue::from(promise.into_js_value()))
    }
}

// --- References: everything that wasm-bindgen can show as its `JsValue`, and its own `Closure` ---

#[diagnostic::do_not_recommend]
impl<T: AsRef<HostValue>> Shown for T {
    type Kind = Shared;
    #[inline]
    fn shown(&self) -> &HostValue {
        self.as_ref()
    }
}

// SAFETY: `Across` promises it.
unsafe impl<T: ?Sized + Shown<Kind: BySharedReference>> RefToJs for T {
    type Way = Across;
}

/// The way from one table into the other.
#[doc(hidden)]
pub struct Across;

// SAFETY: a handle that JS has just made, and takes.
unsafe impl<T: ?Sized + Shown<Kind: BySharedReference>> Lend<T> for Across {
    type Frame<'a>
        = u32
    where
        T: 'a;
    const TYPE: &'static Type = &Type::Value;
    #[inline]
    fn lower(value: &T) -> u32 {
        keep(value.shown())
    }
    #[inline]
    fn slot(frame: &mut u32) -> RefSlot {
        handle_slot(*frame)
    }
}

// SAFETY: `Across` promises it.
unsafe impl<T: JsCast + 'static> RefFromJs for T {
    type Held = HostValue;
    type Way = Across;
}

// SAFETY: `lower` makes a handle, which `host_take` ends.
unsafe impl<T: JsCast> Hold<T> for Across {
    type Held = HostValue;
    const TYPE: &'static Type = &Type::Value;
    #[inline]
    unsafe fn hold(slot: f64) -> HostValue {
        take(slot as u32)
    }
    #[inline]
    fn borrow(held: &HostValue) -> &T {
        held.unchecked_ref()
    }
}

// --- By value ---

/// With the feature `wasm-bindgen`: passes a type of `web_sys`, or any other `JsCast` type, by value.
///
/// By reference these types cross without this wrapper: `fn append_child(parent: &Element, child: &Node)`, and
/// `Closure<dyn FnMut(&MouseEvent)>`. `wasm_bindgen::JsValue` and the types of `js_sys` need no wrapper by value
/// either.
///
/// As everywhere in wasm-bindgen, nobody checks that the value is a `T`.
///
/// ```no_run
/// use closures_extern::{closures_extern, Js};
///
/// closures_extern! {
///     #[js(namespace = Array)]
///     fn of(value: f64) -> js_sys::Array;
///     #[js(name = "structuredClone")]
///     fn clone(value: &js_sys::Array) -> Js<js_sys::Array>;
/// }
///
/// assert_eq!(clone(&of(1.5)).length(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Js<T>(pub T);

impl<T> Deref for Js<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Js<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Js<T> {
    #[inline]
    fn from(value: T) -> Js<T> {
        Js(value)
    }
}

macro_rules! by_value {
    ($([$($generics:tt)*] $ty:ty, $value:ident => $cast:expr, $from:expr;)*) => {$(
        // SAFETY: a handle that JS has just made, and takes.
        unsafe impl<$($generics)*> ToJs for $ty {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl<$($generics)*> Pass<$ty> for Itself {
            type Frame = u32;
            const TYPE: &'static Type = &Type::Value;
            #[inline]
            fn lower(value: $ty) -> u32 {
                let $value = value;
                keep($cast)
            }
            #[inline]
            fn slot(frame: &mut u32) -> u32 {
                *frame
            }
            #[inline]
            fn handle(value: $ty) -> u32 {
                <Itself as Pass<$ty>>::lower(value)
            }
        }

        impl<$($generics)*> Slotted for $ty {
            type Slot = u32;
            type Returned = u32;
        }

        // SAFETY: a value is JavaScript's own.
        unsafe impl<$($generics)*> IntoJs for $ty {}

        // SAFETY: `keep` in js/src/runtime/handles.js makes a handle, which `host_take` ends.
        unsafe impl<$($generics)*> FromJs for $ty {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl<$($generics)*> Receive<$ty> for Itself {
            type Param = f64;
            const TYPE: &'static Type = &Type::Value;
            #[inline]
            unsafe fn lift(slot: u32) -> $ty {
                let $value = take(slot);
                $from
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $ty {
                // SAFETY: the caller's promise.
                unsafe { <$ty as FromJs>::lift(slot as u32) }
            }
        }

        // SAFETY: it is no number, so what `Element` does by itself is right.
        unsafe impl<$($generics)*> Element for $ty {}
    )*};
}

by_value! {
    [T: JsCast + 'static] Js<T>, value => value.0.as_ref(), Js(value.unchecked_into());
    [] HostValue, value => &value, value;
}

macro_rules! js_sys {
    ($($name:ident)*) => {
        by_value! { $([] js_sys::$name, value => value.as_ref(), value.unchecked_into();)* }
    };
}

js_sys! {
    Array ArrayBuffer BigInt Boolean DataView Date Error Function Iterator IteratorNext JsString Map Number Object Promise
    Proxy RangeError ReferenceError RegExp Set SharedArrayBuffer Symbol SyntaxError TypeError UriError WeakMap WeakSet
    Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array
    Float32Array Float64Array
}
