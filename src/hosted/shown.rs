//! What crosses by reference in an app of wasm-bindgen: a trait of its own, which the closure types have too.

use wasm_bindgen::JsValue as HostValue;

/// What can be shown so, and `dyn FnMut(..)`: of that `BySharedReference` says what it needs.
///
/// Subtle: the implementation below asks this, and not also whether the type is `Sized`, as closures are not: what cannot be shown is one
/// error (tests/ui/hosted).
#[doc(hidden)]
pub trait Shown {
    type Kind;
    fn shown(&self) -> &HostValue;
}
