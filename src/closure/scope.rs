//! `scope`: closures that borrow, for longer than one call.
//!
//! JavaScript owns the closures. [`scope`] tells it to end them when the body has returned. This does not depend on a
//! handle that safe code could forget, and if an exception skips the frame of `scope`, the instance has ended.

use super::env::Env;
use super::forms::{ClosureType, IntoClosure};
use super::heap::Closure;
use crate::wasm::imports;
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::Deref;

/// Runs `f` with a scope. The closures of the scope may borrow anything that lives longer than the scope. When `f` has
/// returned, JavaScript can no longer call them: a call throws a `ClosureError` with code `dropped`.
///
/// ```no_run
/// use closures_extern::{closures_extern, scope, Closure, JsValue};
///
/// closures_extern! {
///     fn add_event_listener(name: &str, f: &Closure<dyn FnMut()>);
///     fn remove_event_listener(name: &str, f: &Closure<dyn FnMut()>);
///     fn dispatch(name: &str);
/// }
///
/// let mut count = 0;
/// scope(|s| {
///     let listener = s.closure(|| count += 1); // borrows `count`
///     add_event_listener("tick", &listener);
///     dispatch("tick");
///     remove_event_listener("tick", &listener);
/// });
/// assert_eq!(count, 1);
/// ```
///
/// A closure cannot leave its scope:
///
/// ```compile_fail
/// use closures_extern::{scope, Closure, ScopedClosure};
///
/// let escaped: ScopedClosure<'_, dyn FnMut()> = scope(|s| s.closure(|| ()));
/// ```
///
/// and must not borrow from inside the scope:
///
/// ```compile_fail,E0373
/// use closures_extern::{scope, ScopedClosure};
///
/// scope(|s| {
///     let inside = 1;
///     let closure: ScopedClosure<'_, dyn Fn() -> u32> = s.closure(|| inside);
/// });
/// ```
pub fn scope<'env, F, R>(f: F) -> R
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> R,
{
    let number = imports::scope_begin();
    // Subtle: it lives longer than `end`. What a closure captured may hold the scope, and use it when JS frees the closure
    // (`sound_scope_in_drop` in tests/runtime).
    let scope = Scope { number, scope: PhantomData, env: PhantomData };
    let end = End(number);
    let result = f(&scope);
    drop(end);
    result
}

/// Ends the closures of a scope.
struct End(u32);

impl Drop for End {
    fn drop(&mut self) {
        imports::scope_end(self.0);
    }
}

/// Makes closures that borrow: see [`scope`].
pub struct Scope<'scope, 'env: 'scope> {
    /// Which of the current scopes this is, counted from the outermost.
    number: u32,
    /// Invariant, as in `std::thread::Scope`: a scope cannot be taken for a shorter or a longer one.
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

impl<'scope> Scope<'scope, '_> {
    /// Makes a JS function of `f`, which works until the scope ends. `f` may be a reference to a closure.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn closure<T, F>(&'scope self, f: F) -> ScopedClosure<'scope, T>
    where
        T: ?Sized + ClosureType,
        F: IntoClosure<T, T::Form> + 'scope,
    {
        let closure = Closure::of(Env::boxed(f, F::THUNK.0), false);
        imports::closure_scope(closure.id, self.number);
        ScopedClosure { closure: ManuallyDrop::new(closure), scope: PhantomData }
    }
}

impl fmt::Debug for Scope<'_, '_> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Scope({})", self.number)
    }
}

/// A closure of a [`Scope`]. It is like a [`Closure`], but ends with the scope, not when it is dropped.
pub struct ScopedClosure<'scope, T: ?Sized> {
    /// JS owns the `Env`: it frees it at the end of the scope.
    closure: ManuallyDrop<Closure<T>>,
    scope: PhantomData<&'scope mut &'scope ()>,
}

impl<T: ?Sized> Deref for ScopedClosure<'_, T> {
    type Target = Closure<T>;
    fn deref(&self) -> &Closure<T> {
        &self.closure
    }
}

impl<T: ?Sized> Drop for ScopedClosure<'_, T> {
    fn drop(&mut self) {
        drop(self.closure.value.take());
    }
}

impl<T: ?Sized> fmt::Debug for ScopedClosure<'_, T> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.closure.fmt(out)
    }
}
