//! What JavaScript keeps: the traits of values that may be returned to it, stand in lists, or become a `JsValue`. Those of arguments, and of
//! what comes from JavaScript, are in `abi.rs`.

use crate::abi::{Pass, ToJs};
use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded, Encoding};
use core::marker::PhantomData;

/// A value that a closure can return to JavaScript.
///
/// Do not implement this by hand: it follows from [`Lasting`].
///
/// # Safety
/// `Out` is `()` if `TYPE` is that of `()`, and `f64` else, and `give` returns it as JavaScript reads the result of a closure
/// for `TYPE`: the number itself, or a handle that is given away. So does `slot`, which for `()` returns 0.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned to JavaScript",
    label = "not a result that crosses from Rust to JavaScript",
    note = "a closure may return what can be an argument, but no stack closure; `()`; and `Result<T, E>` of these, where `E` is `JsValue` or `Display`"
)]
pub unsafe trait ReturnToJs {
    /// `f64`, or `()` for `()`.
    #[doc(hidden)]
    type Out;
    /// The type, for the JS side.
    #[doc(hidden)]
    const TYPE: &'static Type;
    /// The same, encoded.
    #[doc(hidden)]
    const ENCODING: &'static Encoding = &Encoded::<AsGiven<Self>>::ENCODING;
    /// That of a promise that settles with it, encoded: the result of an exported `async fn`.
    #[doc(hidden)]
    const PROMISED: &'static Encoding = &Encoded::<AsPromised<Self>>::ENCODING;
    #[doc(hidden)]
    fn give(self) -> Self::Out;
    /// What an export returns whose result is written down: the same, and 0 for `()`, as is written here.
    #[doc(hidden)]
    #[inline]
    fn slot(self) -> f64
    where
        Self: Sized,
    {
        self.give();
        0.0
    }
}

/// The type of what is returned, as JavaScript is told it.
pub(crate) struct AsGiven<T: ?Sized>(PhantomData<T>);

impl<T: ReturnToJs + ?Sized> Described for AsGiven<T> {
    const TYPE: &'static Type = T::TYPE;
}

/// The type of a promise that settles with what is returned, as JavaScript is told it: an `Err` rejects it.
pub(crate) struct AsPromised<T: ?Sized>(PhantomData<T>);

impl<T: ReturnToJs + ?Sized> Described for AsPromised<T> {
    const TYPE: &'static Type = &Type::Promise(T::TYPE.settled());
}

/// A value whose JavaScript form does not end with a call: all of [`ToJs`] but stack closures. So a closure may return
/// it, and a list hold it.
///
/// Do not implement this by hand: it is for [`JsValue`](crate::JsValue), and for what can become one, [`IntoJs`].
///
/// # Safety
/// - What JavaScript makes of the slot does not end with the call, nor point to what `Self` borrows.
/// - `give` returns what JavaScript reads as the result of a closure for `TYPE`: the number itself, or a handle that is given
///   away. What is written here does.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot outlive the call that passes it to JavaScript",
    label = "not a value that JavaScript can keep"
)]
pub unsafe trait Lasting: ToJs {
    /// The result of a closure: the number itself, or a handle.
    #[doc(hidden)]
    fn give(self) -> f64 {
        Self::Way::handle(self).into()
    }
}

/// A value that becomes a [`JsValue`](crate::JsValue) by `JsValue::from`: everything that is [`Lasting`] but a `JsValue` itself.
///
/// Do not implement this by hand: `type`, `struct` and `enum` in [`closures_extern!`](crate::closures_extern) and in
/// [`closures_export!`](crate::closures_export) do it for a type of yours.
///
/// # Safety
/// As [`Lasting`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot outlive the call that passes it to JavaScript",
    label = "not a value that JavaScript can keep"
)]
pub unsafe trait IntoJs: ToJs {
    /// As that of [`Lasting`].
    #[doc(hidden)]
    fn give(self) -> f64 {
        Self::Way::handle(self).into()
    }
}

// SAFETY: it promises the same.
unsafe impl<T: IntoJs> Lasting for T {
    #[inline]
    fn give(self) -> f64 {
        IntoJs::give(self)
    }
}

// SAFETY: `Lasting` promises it of its `give`, and `ToJs` of its `TYPE`.
unsafe impl<T: Lasting> ReturnToJs for T {
    type Out = f64;
    const TYPE: &'static Type = <T as ToJs>::TYPE;
    #[inline]
    fn give(self) -> f64 {
        Lasting::give(self)
    }
    #[inline]
    fn slot(self) -> f64 {
        Lasting::give(self)
    }
}
