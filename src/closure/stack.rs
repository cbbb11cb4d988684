//! `&dyn Fn` and `&mut dyn FnMut`: closures that are lent for one call, and lie in its frame.

use super::env::Env;
use super::forms::{ByExclusiveReference, BySharedReference, ClosureType, Form};
#[cfg(not(feature = "wasm-bindgen"))]
use super::forms::{ClosureForm, LentBy};
use crate::abi::{Lend, MutToJs, RefSlot};
use crate::descriptor::types::Type;

/// The way of stack closures.
#[doc(hidden)]
pub struct OnStack;

// SAFETY: `newLent` in js/src/runtime/closures.js is for the `Env` in the frame, which its function enters by the thunk of this very
// signature (`Form`), and not after the call.
unsafe impl<T: ?Sized + ClosureType<Form: Form<Kind: BySharedReference>>> Lend<T> for OnStack {
    type Frame<'a>
        = Env<&'a T>
    where
        T: 'a;
    const TYPE: &'static Type = &Type::StackClosure(T::Form::SIGNATURE);
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(closure: &T) -> Env<&T> {
        Env::in_place(closure, T::Form::BORROWED.0)
    }
    #[inline]
    fn slot(frame: &mut Env<&T>) -> RefSlot {
        core::ptr::from_mut(frame).cast_const().cast()
    }
}

/// `&dyn Fn(..)`: the frame holds the reference, behind the head that JS knows.
#[cfg(not(feature = "wasm-bindgen"))]
impl<T: ?Sized + ClosureType<Form: Form<Kind: BySharedReference>>, K, P, R> LentBy<T>
    for ClosureForm<K, P, R>
{
    type Way = OnStack;
}

/// In a wasm-bindgen app for each type of its own: only then does rustc know that none of them is a value of `hosted.rs`,
/// because those are `Sized`.
#[cfg(feature = "wasm-bindgen")]
macro_rules! shared_stack_closure {
    ([$($generics:tt)*] $T:ty) => {
        // SAFETY: `OnStack` promises it.
        unsafe impl<$($generics)*> $crate::abi::RefToJs for $T
        where
            $T: super::forms::ClosureType<Form: super::forms::Form<Kind: super::forms::BySharedReference>>,
        {
            type Way = super::stack::OnStack;
        }
    };
}
#[cfg(feature = "wasm-bindgen")]
pub(super) use shared_stack_closure;

/// `&mut dyn FnMut(..)`, and so one that a function was itself passed.
// SAFETY: as for `&dyn Fn(..)`.
unsafe impl<T: ?Sized + ClosureType<Form: Form<Kind: ByExclusiveReference>>> MutToJs for T {
    type Frame<'a>
        = Env<&'a mut T>
    where
        T: 'a;
    const TYPE: &'static Type = &Type::StackClosure(T::Form::SIGNATURE);
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    fn lower(&mut self) -> Env<&mut T> {
        Env::in_place(self, T::Form::BORROWED.0)
    }
    #[inline]
    fn slot(frame: &mut Env<&mut T>) -> RefSlot {
        core::ptr::from_mut(frame).cast_const().cast()
    }
}
