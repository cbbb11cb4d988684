//! `JsValue`: a handle to any JavaScript value; and `This`.
//!
//! A handle is an index into a table of the JS side (`values` in js/src/runtime/handles.js). It is owned: `Clone` makes
//! another, and `Drop` ends it. The first four handles are constants for `undefined`, `null`, `true` and `false`. These
//! values have no other handles, and nothing ends the four.

use crate::abi::lasting::{IntoJs, Lasting};
use crate::abi::{
    handle_slot, FromJs, Hold, Itself, Lend, Pass, Receive, RefFromJs, RefSlot, RefToJs, ReturnFromJs,
    Slotted, ToJs,
};
use crate::descriptor::types::Type;
use crate::wasm::imports;
use core::fmt;
use core::marker::PhantomData;

/// Any JavaScript value, held by Rust until it is dropped.
///
/// ```no_run
/// use closures_extern::JsValue;
///
/// let object = JsValue::global().get("navigator")?;
/// let agent = object.get("userAgent")?.as_string();
/// assert_eq!(JsValue::from(1.5).as_f64(), Some(1.5));
/// # Ok::<(), JsValue>(())
/// ```
///
/// A value stays on its thread:
///
/// ```compile_fail,E0277
/// fn send<T: Send>(_: T) {}
/// send(closures_extern::JsValue::NULL);
/// ```
#[repr(transparent)]
pub struct JsValue {
    handle: u32,
    /// Makes it `!Send` and `!Sync`: the table belongs to one thread.
    thread: PhantomData<*mut ()>,
}

impl JsValue {
    /// JS `undefined`.
    pub const UNDEFINED: JsValue = JsValue::from_handle(0);
    /// JS `null`.
    pub const NULL: JsValue = JsValue::from_handle(1);
    /// JS `true`.
    pub const TRUE: JsValue = JsValue::from_handle(2);
    /// JS `false`.
    pub const FALSE: JsValue = JsValue::from_handle(3);
    /// Handles below this are the constants.
    const RESERVED: u32 = 4;

    #[inline]
    pub(crate) const fn from_handle(handle: u32) -> JsValue {
        JsValue { handle, thread: PhantomData }
    }

    #[inline]
    pub(crate) fn handle(&self) -> u32 {
        self.handle
    }

    /// Gives the handle away. Whoever receives it must end it.
    #[inline]
    pub(crate) fn into_handle(self) -> u32 {
        core::mem::ManuallyDrop::new(self).handle
    }

    /// A JS `Error` with this message, or with the text of this error.
    ///
    /// ```no_run
    /// # use closures_extern::JsValue;
    /// fn half(text: &str) -> Result<u32, JsValue> {
    ///     let n: u32 = text.parse().map_err(JsValue::error)?;
    ///     (n % 2 == 0).then_some(n / 2).ok_or_else(|| JsValue::error(format!("{n} is odd")))
    /// }
    /// ```
    #[must_use]
    #[inline]
    pub fn error(message: impl fmt::Display) -> JsValue {
        JsValue::from_handle(imports::error_new(&message.to_string()))
    }

    /// JS `globalThis`.
    #[must_use]
    #[inline]
    pub fn global() -> JsValue {
        JsValue::from_handle(imports::global())
    }

    /// The number, if the value is one. Nothing is converted.
    #[must_use]
    #[inline]
    pub fn as_f64(&self) -> Option<f64> {
        // SAFETY: JS has just made the slot of an `Option<f64>`, as for a parameter, and it is received at once.
        unsafe { FromJs::receive(imports::value_as_f64(self.handle)) }
    }

    /// The boolean, if the value is one. Nothing is converted.
    #[must_use]
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        match self.handle {
            2 => Some(true),
            3 => Some(false),
            _ => None,
        }
    }

    /// The string, if the value is one. Lone surrogates become U+FFFD. Nothing else is converted.
    #[must_use]
    #[inline]
    pub fn as_string(&self) -> Option<String> {
        // SAFETY: JS has just made the slot of an `Option<String>`, as for a parameter, and it is received at once.
        unsafe { FromJs::receive(imports::value_as_string(self.handle)) }
    }

    /// Whether it is `undefined`.
    #[must_use]
    #[inline]
    pub fn is_undefined(&self) -> bool {
        self.handle == JsValue::UNDEFINED.handle
    }

    /// Whether it is `null`.
    #[must_use]
    #[inline]
    pub fn is_null(&self) -> bool {
        self.handle == JsValue::NULL.handle
    }

    /// The result of JS `typeof`: `"undefined"`, `"object"` (also for `null`), `"boolean"`, `"number"`, `"bigint"`,
    /// `"string"`, `"symbol"` or `"function"`.
    #[must_use]
    #[inline]
    pub fn r#typeof(&self) -> String {
        // SAFETY: JS has just made the slot of a `String`, as for a parameter, and it is received at once.
        unsafe { FromJs::receive(imports::value_typeof(self.handle)) }
    }

    /// The value as text, as `Debug` shows it.
    pub(crate) fn shown(&self) -> String {
        // SAFETY: JS has just made the slot of a `String`, as for a parameter, and it is received at once.
        unsafe { FromJs::receive(imports::value_debug(self.handle)) }
    }

    /// Reads the property `key`, which may be a string, a number or any value: JS `value[key]`.
    ///
    /// # Errors
    /// The exception that JavaScript throws: a `TypeError` for a property of `undefined` or `null`, or a getter's own.
    #[inline]
    pub fn get(&self, key: impl Into<JsValue>) -> Result<JsValue, JsValue> {
        // SAFETY: JS has just made the slot of a `Result<JsValue, _>`, as for an import that catches, and it is lifted at once.
        unsafe { ReturnFromJs::lift(imports::value_get(self.handle, key.into().handle)) }
    }

    /// Sets the property `key`: JS `value[key] = to`, as in strict code.
    ///
    /// # Errors
    /// The exception that JavaScript throws: a `TypeError` for a property of `undefined` or `null` or a read-only
    /// property, or a setter's own.
    #[inline]
    pub fn set(&self, key: impl Into<JsValue>, to: impl Into<JsValue>) -> Result<(), JsValue> {
        // SAFETY: JS has just made the slot of a `Result<(), _>`, as for an import that catches, and it is lifted at once.
        unsafe { ReturnFromJs::lift(imports::value_set(self.handle, key.into().handle, to.into().handle)) }
    }

    /// Calls the method `key`: JS `value[key](...arguments)`.
    ///
    /// # Errors
    /// The exception that JavaScript throws: a `TypeError` if there is no such function, or the function's own.
    #[inline]
    pub fn call(&self, key: impl Into<JsValue>, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let key = key.into();
        // SAFETY:
        // - A `JsValue` is its handle, also in memory (`repr(transparent)`), so at the address lie as many handles as the slice is long.
        // - JS has just made the slot of a `Result<JsValue, _>`, as for an import that catches, and it is lifted at once.
        unsafe {
            let handles = arguments.as_ptr().cast();
            ReturnFromJs::lift(imports::value_call(self.handle, key.handle, handles, arguments.len()))
        }
    }
}

impl Drop for JsValue {
    #[inline]
    fn drop(&mut self) {
        if self.handle >= JsValue::RESERVED {
            imports::handle_drop(self.handle);
        }
    }
}

impl Clone for JsValue {
    #[inline]
    fn clone(&self) -> JsValue {
        JsValue::from_handle(match self.handle {
            constant @ 0..JsValue::RESERVED => constant,
            handle => imports::handle_clone(handle),
        })
    }
}

/// Shows the value as a console does: `JsValue("text")`, `JsValue(Point {x: 1})`, `JsValue(Map(1) {"key" => [1, 2]})`.
/// For an error from any realm it shows the class, the message and the `cause`: `JsValue(TypeError: no (cause:
/// "offline"))`. So `unwrap()` of an `Err` says what happened.
///
/// Long or deep values are cut, and a value that contains itself is shown as `[circular]`. No getter, `toString` or
/// `toJSON` is called, with three exceptions: the getters of an error for its name and message, those of a `RegExp` for
/// its flags, and the traps of a `Proxy`. If one of these throws, the value is shown as `[object that cannot be
/// shown]`.
impl fmt::Debug for JsValue {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "JsValue({})", self.shown())
    }
}

/// A string as it is, and everything else as `Debug` shows it, without `JsValue(..)`: `TypeError: no (cause: "offline")` for an error.
impl fmt::Display for JsValue {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.as_string().unwrap_or_else(|| self.shown()))
    }
}

/// So `?` converts it into a `Box<dyn Error>`, and back into the same `JsValue`.
impl core::error::Error for JsValue {}

/// JS `===`.
impl PartialEq for JsValue {
    #[inline]
    fn eq(&self, other: &JsValue) -> bool {
        imports::value_equal(self.handle, other.handle)
    }
}

impl Default for JsValue {
    /// `undefined`.
    #[inline]
    fn default() -> JsValue {
        JsValue::UNDEFINED
    }
}

/// Everything that crosses by value becomes the value that it is in JavaScript: numbers and strings, lists, maps, tuples and `Option`,
/// closures, functions and promises, and what the two macros declare.
#[diagnostic::do_not_recommend]
impl<T: IntoJs> From<T> for JsValue {
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn from(value: T) -> JsValue {
        JsValue::from_handle(T::Way::handle(value))
    }
}

/// Given away: JS ends the handle.
// SAFETY: `take` ends it, and `ManuallyDrop` keeps Rust from doing so.
unsafe impl ToJs for JsValue {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<JsValue> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = &Type::Value;
    #[inline]
    fn lower(value: JsValue) -> u32 {
        value.into_handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: JsValue) -> u32 {
        value.into_handle()
    }
}

impl Slotted for JsValue {
    type Slot = u32;
    type Returned = u32;
}

// SAFETY: the same handle; a value is JavaScript's own.
unsafe impl Lasting for JsValue {}

// SAFETY: JS reads the value of the handle at once.
unsafe impl IntoJs for &JsValue {}

// SAFETY: `keep` has just made the handle, for this value alone.
unsafe impl FromJs for JsValue {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<JsValue> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Value;
    #[inline]
    unsafe fn lift(slot: u32) -> JsValue {
        JsValue::from_handle(slot)
    }
    #[inline]
    unsafe fn receive(slot: f64) -> JsValue {
        JsValue::from_handle(slot as u32)
    }
}

// SAFETY: the handle lives as long as the reference.
unsafe impl RefToJs for JsValue {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Lend<JsValue> for Itself {
    type Frame<'a> = u32;
    const TYPE: &'static Type = &Type::ValueRef;
    #[inline]
    fn lower(value: &JsValue) -> u32 {
        value.handle
    }
    #[inline]
    fn slot(frame: &mut u32) -> RefSlot {
        handle_slot(*frame)
    }
    #[inline]
    fn handle(value: &JsValue) -> u32 {
        value.clone().into_handle()
    }
}

// SAFETY: `lower` makes a handle for a reference too.
unsafe impl RefFromJs for JsValue {
    type Held = JsValue;
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Hold<JsValue> for Itself {
    type Held = JsValue;
    const TYPE: &'static Type = &Type::ValueRef;
    #[inline]
    unsafe fn hold(slot: f64) -> JsValue {
        // SAFETY: the caller's promise.
        unsafe { JsValue::receive(slot) }
    }
    #[inline]
    fn borrow(held: &JsValue) -> &JsValue {
        held
    }
}

/// JavaScript's `this`, as the first parameter of a closure: `Closure<dyn Fn(This<JsValue>, u32)>`. `T` is any
/// [`FromJs`] type. A `This` can also be the first parameter of an exported function. It cannot be used elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct This<T>(pub T);

/// Only so that a mistake is said once.
impl<T> Slotted for This<T> {
    type Slot = ();
    type Returned = ();
}
