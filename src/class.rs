//! What the `type` and `static` items of `closures_extern!` are made of: the trait of imported classes, the error of a
//! cast, and a value that is read each time. The macro writes the types themselves: `src/macros/class.rs`.
//!
//! An imported type is a [`JsValue`] under another name. What its name promises is not checked when a value arrives, in
//! debug builds neither: an object of another frame is no instance of this frame's class, and some types have no class
//! at all. `TryFrom<JsValue>` asks, by `instanceof`.

use crate::abi::Checked;
use crate::descriptor::{JsPath, Type};
use crate::value::JsValue;
use core::fmt;

/// A type that `closures_extern!` declares by `type Name;`, and [`JsValue`] itself.
///
/// Not to be implemented by hand: the declaration does it.
///
/// # Safety
/// `REFERENCE` is the `TYPE` of `&Self` as an argument: that of [`RefToJs`](crate::RefToJs).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that `closures_extern!` has declared",
    label = "expected an imported type",
    note = "declare it: `type {Self};` in a block of `closures_extern!`"
)]
pub unsafe trait JsClass: Sized {
    /// Where its class is.
    #[doc(hidden)]
    const PATH: &'static JsPath;
    /// The type of a reference to one, for the JS side.
    #[doc(hidden)]
    const REFERENCE: &'static Type;
    /// Gives a value this type, without a question.
    #[doc(hidden)]
    fn of(value: JsValue) -> Self;
}

// SAFETY: it is that of `RefToJs` in value.rs.
unsafe impl JsClass for JsValue {
    const PATH: &'static JsPath = &JsPath::GLOBAL.name("Object");
    const REFERENCE: &'static Type = &Type::ValueRef;
    #[inline]
    fn of(value: JsValue) -> JsValue {
        value
    }
}

impl AsRef<JsValue> for JsValue {
    #[inline]
    fn as_ref(&self) -> &JsValue {
        self
    }
}

/// What a constructor returns without saying more.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a constructor returns an imported type, and `{Self}` is none",
    label = "expected a `type` of `closures_extern!`",
    note = "to catch what the constructor throws, name the class: `#[js(constructor = T)] fn new(..) -> Result<T, JsValue>;`"
)]
pub trait Constructed {
    const CLASS: &'static JsPath;
}

impl<T: JsClass> Constructed for T {
    const CLASS: &'static JsPath = T::PATH;
}

/// A parent that has been asked whether it is one.
#[doc(hidden)]
pub trait Parent<Checked> {
    type Class;
}

impl<T: JsClass> Parent<Checked<true>> for T {
    type Class = T;
}

/// `Element(..)`, with the value as [`JsValue`] shows it.
#[inline]
#[doc(hidden)]
pub fn debug(value: &JsValue, class: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.debug_tuple(class).field(value).finish()
}

/// What `TryFrom<JsValue>` of an imported type answers for a value that is no instance of its class.
///
/// As a [`JsValue`] it is an `Error`, so that `?` throws it:
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     type Date;
///     #[js(method)]
///     fn get_time(this: &Date) -> f64;
/// }
///
/// fn milliseconds(value: JsValue) -> Result<f64, JsValue> {
///     Ok(Date::try_from(value)?.get_time())
/// }
/// ```
#[derive(Debug)]
pub struct ClassError {
    value: JsValue,
    class: &'static str,
}

impl ClassError {
    #[inline]
    #[doc(hidden)]
    #[must_use]
    pub fn new<T: JsClass>(value: JsValue) -> ClassError {
        ClassError { value, class: T::PATH.class_name() }
    }

    /// The value, which is what it was.
    #[inline]
    #[must_use]
    pub fn into_value(self) -> JsValue {
        self.value
    }
}

impl fmt::Display for ClassError {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "expected an instance of {}, got {:?}", self.class, self.value)
    }
}

impl core::error::Error for ClassError {}

impl From<ClassError> for JsValue {
    #[inline]
    fn from(error: ClassError) -> JsValue {
        JsValue::error(&error.to_string())
    }
}

/// A `static` of `closures_extern!`: a JavaScript value that is read each time that it is asked for.
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     #[js(name = "document")]
///     static DOCUMENT: JsValue;
///     #[js(namespace = navigator, name = "onLine")]
///     static ON_LINE: bool;
/// }
///
/// if ON_LINE.get() {
///     DOCUMENT.get().set("title", "online").unwrap();
/// }
/// ```
///
/// It is [`Sync`] whatever its type: it holds nothing, and each thread has a JavaScript of its own.
pub struct JsStatic<T: 'static> {
    read: fn() -> T,
}

impl<T> JsStatic<T> {
    #[inline]
    #[doc(hidden)]
    #[must_use]
    pub const fn new(read: fn() -> T) -> JsStatic<T> {
        JsStatic { read }
    }

    /// The value that it has now. What is missing reads as `undefined`.
    #[inline]
    pub fn get(&self) -> T {
        (self.read)()
    }
}

impl<T> fmt::Debug for JsStatic<T> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "JsStatic<{}>", core::any::type_name::<T>())
    }
}
