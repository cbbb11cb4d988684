//! Further methods and conversions of [`JsValue`]. They use only `types/value.rs` and the types that cross: the
//! JavaScript side does not know about anything in this file.

use crate::closure::heap::Closure;
use crate::types::function::JsFunction;
use crate::types::result::error_value;
use crate::types::value::JsValue;
use core::fmt::Display;
use std::collections::BTreeMap;
use std::error::Error;

/// Functions that wasm-bindgen has under the same names, and others for JavaScript's operators.
impl JsValue {
    /// The same as `JsValue::from`.
    #[must_use]
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "its name in wasm-bindgen, and it cannot fail")]
    pub fn from_str(text: &str) -> JsValue {
        JsValue::from(text)
    }

    /// The same as `JsValue::from`.
    #[must_use]
    #[inline]
    pub fn from_f64(number: f64) -> JsValue {
        JsValue::from(number)
    }

    /// The same as `JsValue::from`.
    #[must_use]
    #[inline]
    pub fn from_bool(value: bool) -> JsValue {
        JsValue::from(value)
    }

    /// A new object without properties, JS `{}`.
    ///
    /// ```no_run
    /// use closures_extern::JsValue;
    ///
    /// let options = JsValue::object();
    /// options.set("once", true)?;
    /// # Ok::<(), JsValue>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn object() -> JsValue {
        BTreeMap::<String, JsValue>::new().into()
    }

    /// A new array without elements, JS `[]`. To make an array of values, write `JsValue::from(vec![..])`.
    #[must_use]
    #[inline]
    pub fn array() -> JsValue {
        Vec::<JsValue>::new().into()
    }

    /// A JS `TypeError` with this message: a value is not of the kind that is needed.
    #[must_use]
    #[inline]
    pub fn type_error(message: impl Display) -> JsValue {
        JsValue::error_of("TypeError", message)
    }

    /// A JS `RangeError` with this message: a value is not among those that are allowed.
    #[must_use]
    #[inline]
    pub fn range_error(message: impl Display) -> JsValue {
        JsValue::error_of("RangeError", message)
    }

    /// A new instance of a class of errors. If a page has removed the class, it is an `Error`.
    fn error_of(class: &str, message: impl Display) -> JsValue {
        let message = message.to_string();
        let made = JsValue::global().get(class).and_then(|class| class.construct(&[JsValue::from(&message)]));
        made.unwrap_or_else(|_| JsValue::error(message))
    }

    /// Makes a new instance of a JavaScript class: JS `new value(...arguments)`.
    ///
    /// ```no_run
    /// use closures_extern::JsValue;
    ///
    /// let map = JsValue::global().get("Map")?.construct(&[])?;
    /// map.call("set", &["key".into(), 1.into()])?;
    /// # Ok::<(), JsValue>(())
    /// ```
    ///
    /// # Errors
    /// A `TypeError` if it is not a class, or the exception that the constructor throws.
    #[inline]
    pub fn construct(&self, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let arguments = JsValue::from(arguments.to_vec());
        JsValue::global().get("Reflect")?.call("construct", &[self.clone(), arguments])
    }

    /// The result of JS `typeof` as a value: [`typeof`](JsValue::typeof) returns a `String`.
    #[must_use]
    #[inline]
    pub fn js_typeof(&self) -> JsValue {
        JsValue::from(self.r#typeof())
    }

    /// Whether it is `null` or `undefined`, as for JS `value == null`.
    #[must_use]
    #[inline]
    pub fn is_null_or_undefined(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    /// Whether it is a number. An object of the class `Number` is not.
    #[must_use]
    #[inline]
    pub fn is_number(&self) -> bool {
        self.as_f64().is_some()
    }

    /// Whether it is a bigint.
    #[must_use]
    #[inline]
    pub fn is_bigint(&self) -> bool {
        self.r#typeof() == "bigint"
    }

    /// Whether it is a symbol.
    #[must_use]
    #[inline]
    pub fn is_symbol(&self) -> bool {
        self.r#typeof() == "symbol"
    }

    /// Whether it is a string. An object of the class `String` is not.
    #[must_use]
    #[inline]
    pub fn is_string(&self) -> bool {
        self.r#typeof() == "string"
    }

    /// Whether it is an object. `null` and functions are not.
    #[must_use]
    #[inline]
    pub fn is_object(&self) -> bool {
        !self.is_null() && self.r#typeof() == "object"
    }

    /// Whether JS `typeof` says that it is a function. This includes classes, which need `new`.
    #[must_use]
    #[inline]
    pub fn is_function(&self) -> bool {
        self.r#typeof() == "function"
    }

    /// Whether it is an array, from any realm: JS `Array.isArray(value)`.
    #[must_use]
    #[inline]
    pub fn is_array(&self) -> bool {
        let asked = JsValue::global()
            .get("Array")
            .and_then(|array| array.call("isArray", core::slice::from_ref(self)));
        asked.is_ok_and(|answer| answer == JsValue::TRUE)
    }

    /// Whether JS `if (value)` treats it as true.
    #[must_use]
    #[inline]
    pub fn is_truthy(&self) -> bool {
        !self.is_falsy()
    }

    /// Whether JS `if (value)` treats it as false: `undefined`, `null`, `false`, zero, NaN and the empty string.
    /// (JavaScript also treats `document.all` as false, but this function does not check for it.)
    #[must_use]
    #[inline]
    pub fn is_falsy(&self) -> bool {
        if self.is_undefined() || self.is_null() || *self == JsValue::FALSE {
            return true;
        }
        let is_zero = self.as_f64().is_some_and(|number| number == 0.0 || number.is_nan());
        is_zero || *self == "" || *self == 0_u64
    }

    /// Whether it has the property `key`, itself or in its prototypes: JS `key in value`.
    ///
    /// # Errors
    /// A `TypeError` if it is not an object, or the exception that a `Proxy` throws.
    #[inline]
    pub fn has(&self, key: impl Into<JsValue>) -> Result<bool, JsValue> {
        self.reflected("has", key.into())
    }

    /// Deletes its own property `key`, JS `delete value[key]`, and returns whether the property is gone.
    ///
    /// # Errors
    /// A `TypeError` if it is not an object, or the exception that a `Proxy` throws.
    #[inline]
    pub fn delete(&self, key: impl Into<JsValue>) -> Result<bool, JsValue> {
        self.reflected("deleteProperty", key.into())
    }

    /// The result of a function of `Reflect`.
    fn reflected(&self, function: &str, key: JsValue) -> Result<bool, JsValue> {
        let answer = JsValue::global().get("Reflect")?.call(function, &[self.clone(), key])?;
        Ok(answer == JsValue::TRUE)
    }

    /// Whether it is an instance of a JavaScript class: JS `value instanceof class`. For a `type` of
    /// [`closures_extern!`](crate::closures_extern), `Type::try_from(value)` checks the same.
    ///
    /// # Errors
    /// A `TypeError` if `class` is not a class, or the exception that the class throws when it is checked.
    #[inline]
    pub fn instance_of(&self, class: &JsValue) -> Result<bool, JsValue> {
        let key = JsValue::global().get("Symbol")?.get("hasInstance")?;
        Ok(class.call(key, core::slice::from_ref(self))?.is_truthy())
    }
}

// --- Comparisons ---

/// Whether it is this string.
impl PartialEq<str> for JsValue {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        // Compared there, where it may be as long as it likes: it is not copied.
        let other = JsValue::from(other);
        *self == other
    }
}

/// Whether it is this string.
impl PartialEq<&str> for JsValue {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// Whether it is this string.
impl PartialEq<String> for JsValue {
    #[inline]
    fn eq(&self, other: &String) -> bool {
        *self == **other
    }
}

/// Whether it is this string.
impl PartialEq<&String> for JsValue {
    #[inline]
    fn eq(&self, other: &&String) -> bool {
        *self == **other
    }
}

macro_rules! numbers {
    ($($number:ident)*) => {$(
        /// Whether it is this number. As in JavaScript, NaN equals nothing.
        impl PartialEq<$number> for JsValue {
            #[inline]
            fn eq(&self, other: &$number) -> bool {
                self.as_f64() == Some(*other as f64)
            }
        }
    )*};
}

numbers! { i8 u8 i16 u16 i32 u32 isize usize f32 f64 }

macro_rules! bigints {
    ($($int:ident)*) => {$(
        /// Whether it is this bigint.
        impl PartialEq<$int> for JsValue {
            #[inline]
            fn eq(&self, other: &$int) -> bool {
                let other = JsValue::from(*other);
                *self == other
            }
        }
    )*};
}

bigints! { i64 u64 i128 u128 }

/// Whether it is this boolean.
impl PartialEq<bool> for JsValue {
    #[inline]
    fn eq(&self, other: &bool) -> bool {
        self.as_bool() == Some(*other)
    }
}

// --- What crosses, as a value ---

/// The same string, of a `String` that is kept.
impl From<&String> for JsValue {
    #[inline]
    fn from(text: &String) -> JsValue {
        JsValue::from(text.as_str())
    }
}

/// The closure's function, as from [`Closure::as_js_value`]. Rust still owns the closure.
impl<T: ?Sized> From<&Closure<T>> for JsValue {
    #[inline]
    fn from(closure: &Closure<T>) -> JsValue {
        closure.as_js_value().clone()
    }
}

/// The function as a value.
impl<T: ?Sized> From<&JsFunction<T>> for JsValue {
    #[inline]
    fn from(function: &JsFunction<T>) -> JsValue {
        function.as_js_value().clone()
    }
}

// --- Errors ---

/// The `JsValue` that the error is, or else a JS `Error` with its text.
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
/// use std::error::Error;
///
/// closures_extern! {
///     #[js(namespace = localStorage)]
///     fn set_item(key: &str, value: &str) -> Result<(), JsValue>;
/// }
///
/// fn keep(text: &str) -> Result<(), Box<dyn Error>> {
///     let number: u32 = text.parse()?;
///     set_item("number", &number.to_string())?;
///     Ok(())
/// }
///
/// fn keep_both(a: &str, b: &str) -> Result<(), JsValue> {
///     keep(a)?; // throws what `set_item` has thrown
///     let number: u32 = b.parse()?;
///     set_item("other", &number.to_string())
/// }
/// ```
impl From<Box<dyn Error>> for JsValue {
    #[inline]
    fn from(error: Box<dyn Error>) -> JsValue {
        error_value(error)
    }
}

/// For `?` in a function that returns `Result<_, JsValue>`.
macro_rules! errors {
    ($($error:ty)*) => {$(
        /// A JS `Error` with the message.
        impl From<$error> for JsValue {
            #[inline]
            fn from(error: $error) -> JsValue {
                JsValue::error(error)
            }
        }
    )*};
}

errors! {
    Box<dyn Error + Send + Sync>
    core::array::TryFromSliceError
    core::cell::BorrowError
    core::cell::BorrowMutError
    core::char::CharTryFromError
    core::char::ParseCharError
    core::char::TryFromCharError
    core::convert::Infallible
    core::fmt::Error
    core::net::AddrParseError
    core::num::ParseFloatError
    core::num::ParseIntError
    core::num::TryFromIntError
    core::str::ParseBoolError
    core::str::Utf8Error
    core::time::TryFromFloatSecsError
    std::env::VarError
    std::io::Error
    std::string::FromUtf16Error
    std::string::FromUtf8Error
    std::time::SystemTimeError
}
