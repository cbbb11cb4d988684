//! Promises that Rust makes and must settle: `JsPromise::new`, and exported `async fn`s. What is not here: the tasks
//! that compute their results (`tasks.rs`).

use super::awaited::JsPromise;
use super::tasks::spawn_local;
use crate::abi::lasting::{AsGiven, ReturnToJs};
use crate::abi::FromJs;
use crate::descriptor::types::Type;
use crate::section::encoding::{Encoded, Encoding};
use crate::types::result::{OkToJs, ThrowToJs};
use crate::types::value::JsValue;
use crate::wasm::imports;
use core::future::Future;
use core::mem::ManuallyDrop;

impl<T: OkToJs + 'static, E: ThrowToJs + 'static> JsPromise<T, E> {
    /// Makes a promise from a future. The future runs by itself, like one that is [spawned](crate::spawn_local). `Ok`
    /// resolves the promise, and `Err` rejects it, with the same values that a closure would return or throw.
    ///
    /// ```no_run
    /// use closures_extern::{Closure, JsPromise};
    ///
    /// let double: Closure<dyn Fn(JsPromise<u32>) -> JsPromise<u32>> =
    ///     Closure::new(|n: JsPromise<u32>| JsPromise::new(async move { Ok(2 * n.await?) }));
    /// ```
    ///
    /// The future continues when the promise is dropped. It must not borrow anything that could end before it:
    ///
    /// ```compile_fail,E0373
    /// let local = String::from("short");
    /// let promise = closures_extern::JsPromise::<usize>::new(async { Ok(local.len()) });
    /// ```
    pub fn new(future: impl Future<Output = Result<T, E>> + 'static) -> Self {
        promise(Encoded::<AsGiven<Result<T, E>>>::BYTES, false, async move { future.await.slot() }).into()
    }
}

/// Makes a promise, and settles it with the slot that comes of a future: of that type, as a closure returns it.
fn promise(ty: &'static [u8], lends: bool, future: impl Future<Output = f64> + 'static) -> JsValue {
    let (value, owed) = Owed::begin(ty, lends);
    spawn_local(Settling { future, owed }.run());
    value
}

/// A future, and the promise that it settles: in the order in which they are dropped.
///
/// JavaScript takes back what it has lent to the future when the promise is settled or abandoned, and the future may use that until it is
/// gone.
struct Settling<F> {
    future: F,
    owed: Owed,
}

impl<F: Future<Output = f64>> Settling<F> {
    async fn run(self) {
        let Settling { future, owed } = self;
        // What an `async` block holds is gone when it is ready; by value here, so that any other future is gone with this statement too.
        let slot = future.await;
        owed.settle(slot);
    }
}

/// What settles a promise. Dropped before, the promise stays as it is for ever, and JavaScript forgets what it has kept for it.
struct Owed {
    id: u32,
    ty: &'static [u8],
}

impl Owed {
    #[inline]
    fn begin(ty: &'static [u8], lends: bool) -> (JsValue, Owed) {
        let (handle, id) = imports::promise_new(lends);
        // SAFETY: JS has just made the handle for this value alone.
        (unsafe { <JsValue as FromJs>::lift(handle) }, Owed { id, ty })
    }

    /// The slot is of the type of `begin`.
    #[inline]
    fn settle(self, slot: f64) {
        let this = ManuallyDrop::new(self);
        imports::promise_settle(this.id, this.ty, slot);
    }
}

impl Drop for Owed {
    #[inline]
    fn drop(&mut self) {
        imports::promise_abandon(self.id);
    }
}

/// The result of an exported `async fn`: a handle of its promise, given away. `future` calls it, and gives what it returns, which is of the
/// type.
///
/// `lends` says whether it borrows what JavaScript owns: [`lends`] of its parameters.
#[doc(hidden)]
pub fn promised(ty: &'static Encoding, lends: bool, future: impl Future<Output = f64> + 'static) -> f64 {
    promise(ty.bytes, lends, future).into_handle().into()
}

/// Whether one of these parameters is borrowed from an object of JavaScript's.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn lends(mut params: &[&Encoding]) -> bool {
    while let [param, tail @ ..] = params {
        let mut ty = param.ty;
        while let Type::Option(inner) | Type::Vec(inner) | Type::This(inner) | Type::Rest(inner) = ty {
            ty = inner;
        }
        if let Type::ClassRef(_) | Type::ClassMut(_) = ty {
            return true;
        }
        params = tail;
    }
    false
}
