//! Casts: a [`JsValue`] as an imported type, and back. A cast changes how a handle is used, and nothing in memory.
//!
//! What crosses as a copy is not cast but converted: `convert.rs`.

use crate::class::JsClass;
use crate::convert::{CastError, Expected};
use crate::types::function::JsFunction;
use crate::types::value::JsValue;
use core::mem::{size_of, transmute_copy, ManuallyDrop};

/// What a [`JsValue`] can be cast to: a `type` of [`closures_extern!`](crate::closures_extern), a [`JsFunction`], and `JsValue` itself.
///
/// Do not implement this by hand: the declaration does it.
///
/// # Safety
/// `Self` is a [`JsValue`] in memory, and promises nothing else of it: any value is one.
#[diagnostic::on_unimplemented(
    message = "a `JsValue` cannot be cast to `{Self}`",
    label = "not an imported type",
    note = "a cast is to a `type` of `closures_extern!` or to `JsFunction<_>`; what crosses as a copy is converted: `{Self}::try_from(value)`"
)]
pub unsafe trait CastTarget: Sized + 'static {
    #[doc(hidden)]
    const EXPECTED: Expected;
    #[doc(hidden)]
    fn is_type_of(value: &JsValue) -> bool;
}

#[diagnostic::do_not_recommend]
// SAFETY: `JsClass` promises it.
unsafe impl<T: JsClass> CastTarget for T {
    const EXPECTED: Expected = Expected::Instance(T::PATH.class_name());
    #[inline]
    fn is_type_of(value: &JsValue) -> bool {
        T::is_instance(value)
    }
}

// SAFETY: it is one.
unsafe impl CastTarget for JsValue {
    const EXPECTED: Expected = Expected::Kind("a value");
    #[inline]
    fn is_type_of(_: &JsValue) -> bool {
        true
    }
}

// SAFETY: it is `transparent`, and JavaScript asks at each call whether it is a function.
unsafe impl<T: ?Sized + 'static> CastTarget for JsFunction<T> {
    const EXPECTED: Expected = Expected::Kind("a function");
    #[inline]
    fn is_type_of(value: &JsValue) -> bool {
        value.is_function()
    }
}

/// Casts, with their names in wasm-bindgen. Every imported type has them too, because it dereferences to its `JsValue`, and those that
/// take `self` besides.
///
/// `instanceof` of the class is asked, wherever its `namespace` or `module` says that it is, at that moment. An object of another frame or
/// realm is not an instance of this one's class: cast it without a question, by `unchecked_into` or `unchecked_ref`. A value is no instance
/// either if asking throws, as of a revoked `Proxy`. If there is no such class, the instance ends, as by any import that throws.
///
/// Without a question a value may be of another kind than its type says: then JavaScript throws where a method or a property is
/// missing, and nothing else happens.
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     #[js(class = "HTMLElement")]
///     type Element;
///     #[js(class = "HTMLInputElement", extends = Element)]
///     type Input;
///     #[js(getter)]
///     fn value(this: &Input) -> String;
///     #[js(namespace = document)]
///     fn query_selector(selector: &str) -> Option<Element>;
/// }
///
/// fn typed() -> Result<String, JsValue> {
///     let element = query_selector("#name").ok_or("there is no #name")?;
///     let input: Input = element.dyn_into()?;
///     Ok(input.value())
/// }
/// ```
impl JsValue {
    /// Whether it is an instance of the class of `T`; of a [`JsFunction`], whether it is a function.
    #[must_use]
    #[inline]
    pub fn is_instance_of<T: CastTarget>(&self) -> bool {
        T::is_type_of(self)
    }

    /// The same as [`is_instance_of`](JsValue::is_instance_of).
    #[must_use]
    #[inline]
    pub fn has_type<T: CastTarget>(&self) -> bool {
        T::is_type_of(self)
    }

    /// The value as a `T`, if it is an instance of its class.
    #[must_use]
    #[inline]
    pub fn dyn_ref<T: CastTarget>(&self) -> Option<&T> {
        T::is_type_of(self).then(|| self.unchecked_ref())
    }

    /// The value as a `T`, whatever it is.
    #[must_use]
    #[inline]
    pub fn unchecked_ref<T: CastTarget>(&self) -> &T {
        same_size::<T>();
        // SAFETY: by the promise of `CastTarget` a `T` is a `JsValue` in memory, and any value is a `T`.
        unsafe { &*core::ptr::from_ref(self).cast() }
    }

    /// The value as a `T`, if it is an instance of its class.
    ///
    /// # Errors
    /// A [`CastError`], which says what is there, and has the value: `into_value` returns it.
    #[inline]
    pub fn dyn_into<T: CastTarget>(self) -> Result<T, CastError> {
        if T::is_type_of(&self) {
            Ok(self.unchecked_into())
        } else {
            Err(CastError::new(self, T::EXPECTED))
        }
    }

    /// The value as a `T`, whatever it is.
    #[must_use]
    #[inline]
    pub fn unchecked_into<T: CastTarget>(self) -> T {
        same_size::<T>();
        // SAFETY: as above. The value is the result's.
        unsafe { transmute_copy(&ManuallyDrop::new(self)) }
    }
}

/// An error where it is compiled, if a `T` is more than a `JsValue`: an attribute macro on a `type` might have made it so.
#[inline(always)]
fn same_size<T: CastTarget>() {
    const {
        assert!(
            size_of::<T>() == size_of::<JsValue>(),
            "closures_extern!: an attribute has changed what a `type` is made of"
        )
    }
}

/// As `value.try_into()`, where only the type says what is wanted.
impl<T: ?Sized + 'static> TryFrom<JsValue> for JsFunction<T> {
    type Error = CastError;
    #[inline]
    fn try_from(value: JsValue) -> Result<JsFunction<T>, CastError> {
        value.dyn_into()
    }
}
