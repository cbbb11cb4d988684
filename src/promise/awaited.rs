//! `JsPromise`: how a promise crosses, and how Rust waits for one. What is not here: promises that Rust settles (`owed.rs`).
//!
//! A promise crosses as any value does, by a handle. When Rust first polls it, it asks JavaScript to wait for the
//! promise, and passes the address of the wait in memory. This is an [`Env`], whose thunk JavaScript enters once, with
//! the promise's result. Until then Rust owns the wait. If it is dropped before, it tells JavaScript to forget it, and
//! is freed.

use crate::abi::lasting::IntoJs;
use crate::abi::{handle_of, Checked, FromJs, Itself, Pass, Receive, Slotted, ToJs};
use crate::closure::env::{Env, Header};
use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded};
use crate::types::list::Element;
use crate::types::result::{caught, OkFromJs, OkToJs};
use crate::types::value::JsValue;
use crate::wasm::entries::{enter, leave};
use crate::wasm::imports;
use core::cell::Cell;
use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::ptr::NonNull;
use core::task::{Context, Poll, Waker};

/// A promise. An `async fn` of [`closures_extern!`](crate::closures_extern) returns it, and it crosses as a `Promise`.
///
/// It is a future with the output `Result<T, E>`. `T` is a type that a JavaScript function can return. `E` is made from
/// the reason of a rejected promise. The reason may be any value, so `E` is usually `JsValue`.
///
/// ```no_run
/// use closures_extern::{closures_extern, spawn_local, JsPromise, JsValue};
///
/// closures_extern! {
///     type Response;
///     async fn fetch(url: &str) -> Result<Response, JsValue>;
///     async fn json(this: &Response) -> Result<JsValue, JsValue>;
///     type ImageBitmap;
///     /// The long form of the same.
///     fn create_image_bitmap(blob: &JsValue) -> JsPromise<ImageBitmap>;
/// }
///
/// spawn_local(async {
///     let names = fetch("/names.json").await.expect("the server answers").json().await;
///     println!("{names:?}");
/// });
/// ```
///
/// - The function is called at once, as in JavaScript. So its arguments may be references, and the promise is
///   `'static`.
/// - If the function throws instead of returning a promise, the promise is rejected with the exception, as if the
///   function were an `async` function in JavaScript.
/// - A value that is not a promise counts as a resolved promise, and any object with a method `then` counts as a
///   promise: JavaScript's `await` decides.
/// - A value of the wrong type is an `Err` with a `TypeError` that says so, as with an import that returns a `Result`.
/// - If you drop a promise, Rust no longer waits for it, and what JavaScript kept for the wait is freed. The work
///   behind the promise continues. If the promise is rejected, and nobody ever waited for it, the engine reports an
///   unhandled rejection, as it does in JavaScript.
///
/// A promise stays on its thread:
///
/// ```compile_fail,E0277
/// fn send<T: Send>(_: T) {}
/// send(closures_extern::JsPromise::<u32>::from(closures_extern::JsValue::NULL));
/// ```
#[must_use = "the function is called, but nobody waits for its promise: `.await` it"]
pub struct JsPromise<T, E = JsValue> {
    value: JsValue,
    state: State<T>,
    error: PhantomData<fn() -> E>,
}

enum State<T> {
    New,
    Waiting(Wait<T>),
    Settled,
}

impl<T, E> JsPromise<T, E> {
    /// The promise as a value.
    #[must_use]
    pub fn as_js_value(&self) -> &JsValue {
        drop(given(self.value.clone()));
        &self.value
    }

    /// The promise as a value. Rust no longer waits for it.
    #[must_use]
    pub fn into_js_value(self) -> JsValue {
        given(self.value)
    }
}

/// The same promise, of which JavaScript now knows that it has it: it crosses once, as an argument does, because nobody sees that a value
/// is a promise when it crosses later. `given` in js/src/runtime/promises.js says what that changes.
#[inline]
fn given(value: JsValue) -> JsValue {
    JsValue::from_handle(handle_of(JsPromise::<()>::from(value)))
}

/// A value that is not a promise counts as a resolved promise.
impl<T, E> From<JsValue> for JsPromise<T, E> {
    fn from(value: JsValue) -> Self {
        JsPromise { value, state: State::New, error: PhantomData }
    }
}

impl<T, E> fmt::Debug for JsPromise<T, E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

impl<T: OkFromJs, E: From<JsValue>> Future for JsPromise<T, E> {
    type Output = Result<T, E>;

    /// # Panics
    /// Panics if it is polled after it was ready.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T, E>> {
        match &self.state {
            State::New => {
                self.state = State::Waiting(Wait::begin(&self.value, context.waker()));
                Poll::Pending
            }
            State::Waiting(wait) => match wait.poll(context.waker()) {
                Some(result) => {
                    self.state = State::Settled;
                    Poll::Ready(result.map_err(E::from))
                }
                None => Poll::Pending,
            },
            State::Settled => panic!("closures_extern: a `JsPromise` was polled after it was ready"),
        }
    }
}

// --- A wait ---

/// What JavaScript enters when the promise is settled, for the one that waits.
struct Waiting<T> {
    result: Cell<Option<Result<T, JsValue>>>,
    waker: Cell<Option<Waker>>,
    /// Whether JavaScript has entered it, and forgotten it.
    is_settled: Cell<bool>,
}

/// Owns a [`Waiting`], which JavaScript has the address of until it is settled.
struct Wait<T> {
    env: NonNull<Header>,
    id: u32,
    waiting: PhantomData<fn() -> T>,
}

/// The result of what a promise settles with, as JS is told it: it catches.
struct Awaited<T>(PhantomData<T>);

impl<T: OkFromJs> Described for Awaited<T> {
    const TYPE: &'static Type = &Type::Result(T::TYPE);
}

impl<T: OkFromJs> Wait<T> {
    fn begin(value: &JsValue, waker: &Waker) -> Self {
        let waiting = Waiting::<T> {
            result: Cell::new(None),
            waker: Cell::new(Some(waker.clone())),
            is_settled: Cell::new(false),
        };
        let env = Env::boxed(waiting, settled::<T> as *const ());
        let id = imports::promise_wait(value.handle(), Encoded::<Awaited<T>>::BYTES, env.as_ptr().cast());
        Wait { env, id, waiting: PhantomData }
    }
}

impl<T> Wait<T> {
    fn waiting(&self) -> &Waiting<T> {
        // SAFETY: `begin` boxed one of this `T`, which `drop` frees, and all of it is shared: `Cell`s.
        unsafe { &(*self.env.cast::<Env<Waiting<T>>>().as_ptr()).f }
    }

    /// The result, if it is there; else the waker is kept.
    fn poll(&self, waker: &Waker) -> Option<Result<T, JsValue>> {
        let waiting = self.waiting();
        let result = waiting.result.take();
        if result.is_none() {
            let kept = waiting.waker.take().filter(|kept| kept.will_wake(waker));
            waiting.waker.set(Some(kept.unwrap_or_else(|| waker.clone())));
        }
        result
    }
}

impl<T> Drop for Wait<T> {
    fn drop(&mut self) {
        if !self.waiting().is_settled.get() {
            imports::promise_forget(self.id);
        }
        // SAFETY:
        // - `env` came from `Env::boxed` in `begin`, and `self`, its one owner, ends here.
        // - No call of its thunk can begin: `forget` in js/src/runtime/promises.js has cut the wait off, or `settled` there had entered it
        //   before, and forgotten it. Nor is one under way that would look at it again: `settled` below has left it when it wakes.
        unsafe { Header::drop(self.env.as_ptr()) }
    }
}

/// JavaScript calls this, once, with what has come of the promise: a cell of a result, which it has caught.
///
/// # Safety
/// `env` is that of a [`Waiting`] of this `T`, which is not dropped yet. The slot is fresh, and nothing else runs until it is received.
unsafe extern "C" fn settled<T: OkFromJs>(env: *mut Header, slot: f64) {
    let crossings = enter();
    let waker = {
        // SAFETY: the caller's promise.
        let waiting = unsafe { &(*env.cast::<Env<Waiting<T>>>()).f };
        waiting.is_settled.set(true);
        // SAFETY: the caller's promise; the type that JavaScript was told is `Awaited<T>`.
        waiting.result.set(Some(unsafe { caught::<T, JsValue>(slot) }));
        waiting.waker.take()
    };
    // Subtle: whoever is woken may drop the wait, which nothing looks at from here on.
    if let Some(waker) = waker {
        waker.wake();
    }
    leave(crossings);
}

// --- How it crosses ---

// SAFETY: it crosses as the `JsValue` that it is.
unsafe impl<T: OkToJs, E> ToJs for JsPromise<T, E> {
    type Way = Itself;
}

// SAFETY: as above: `promise` in js/src/types/promise.js takes the handle.
unsafe impl<T: OkToJs, E> Pass<JsPromise<T, E>> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = &Type::Promise(<T as OkToJs>::TYPE);
    #[inline]
    fn lower(value: JsPromise<T, E>) -> u32 {
        value.value.into_handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: JsPromise<T, E>) -> u32 {
        value.value.into_handle()
    }
}

impl<T, E> Slotted for JsPromise<T, E> {
    type Slot = u32;
    type Returned = u32;
}

// SAFETY: the same handle; a promise is JavaScript's own.
unsafe impl<T: OkToJs, E> IntoJs for JsPromise<T, E> {}

// SAFETY: `keep` has just made the handle, for this value alone.
unsafe impl<T: OkFromJs, E> FromJs for JsPromise<T, E> {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl<T: OkFromJs, E> Receive<JsPromise<T, E>> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Promise(<T as OkFromJs>::TYPE);
    #[inline]
    unsafe fn lift(slot: u32) -> JsPromise<T, E> {
        // SAFETY: the caller's promise.
        unsafe { <JsValue as FromJs>::lift(slot) }.into()
    }
    #[inline]
    unsafe fn receive(slot: f64) -> JsPromise<T, E> {
        // SAFETY: the caller's promise.
        unsafe { <JsValue as FromJs>::receive(slot) }.into()
    }
}

// SAFETY: it is no number, so what `Element` does by itself is right.
unsafe impl<T: OkToJs + OkFromJs + 'static, E: 'static> Element for JsPromise<T, E> {}

/// What an imported `async fn` may be declared to return: it is asked for first, at the type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an imported `async fn` returns a `Result`, because its promise may be rejected, and `{Self}` is none",
    label = "expected a `Result<T, E>`",
    note = "write `-> Result<{Self}, JsValue>`"
)]
pub trait MayBeRejected {
    const ASKED: bool = true;
}

impl<T: OkFromJs, E: Rejection> MayBeRejected for Result<T, E> {}

/// What may stand as `E` there.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an imported `async fn` cannot fail with `{Self}`, because its promise may be rejected with any value",
    label = "cannot be made of any value",
    note = "write `JsValue` for `{Self}`, or implement `From<JsValue>` for a type of yours"
)]
pub trait Rejection {}

#[diagnostic::do_not_recommend]
impl<E: From<JsValue>> Rejection for E {}

/// What it returns then, of a result that has been [asked for](crate::abi::Checked).
#[doc(hidden)]
pub trait Settles<Asked> {
    type Promise;
}

impl<T, E> Settles<Checked<true>> for Result<T, E> {
    type Promise = JsPromise<T, E>;
}
