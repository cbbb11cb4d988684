//! Promises that Rust waits for and makes, and its tasks.

use crate::keep;
use closures_extern::{closures_extern, live_closures, spawn_local, stats, Closure, JsPromise, JsValue};
use futures::channel::{mpsc, oneshot};
use futures::future::{join_all, FutureExt};
use futures::stream::StreamExt;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    async fn later_text(what: &str) -> Result<String, JsValue>;
    async fn later_number(n: u32) -> Result<u32, JsValue>;
    async fn later_wide() -> Result<u64, JsValue>;
    async fn later_list() -> Result<Vec<String>, JsValue>;
    async fn later_option() -> Result<Option<f64>, JsValue>;
    async fn later_nothing() -> Result<(), Refused>;
    async fn later_any() -> Outcome<JsValue>;
    async fn later_many(a: u32, b: &str, c: &JsValue, d: &[u8], e: f64) -> Result<String, JsValue>;
    fn long_form() -> JsPromise<u32>;
    fn throws_at_once() -> Result<JsPromise<u32>, JsValue>;
    fn take_promise(promise: JsPromise<String>);
    #[js(name = "takePromise")]
    fn take_value(promise: JsValue);
    #[js(name = "takePromise")]
    fn take_reference(promise: &JsValue);
    #[js(name = "takePromise")]
    fn take_list(promises: Vec<JsPromise<String>>);
    #[js(name = "takePromise")]
    fn take_function(f: &Closure<dyn Fn() -> JsPromise<String>>);
    #[js(name = "takePromise")]
    fn take_fallible(f: &Closure<dyn Fn() -> Result<JsPromise<String>, String>>);
    fn take_promises(some: Option<JsPromise<u32>>, none: Option<JsPromise<u32>>, list: Vec<JsPromise<u32>>);
    fn give_promises() -> Vec<JsPromise<u32>>;
    fn maybe_promise() -> Option<JsPromise<u32>>;
    fn keep_async(f: &Closure<dyn Fn(JsPromise<u32>) -> JsPromise<u32>>);
    fn keep_waker(f: &Closure<dyn Fn()>);
    fn keep_sender(f: &Closure<dyn FnMut(u32)>);
    fn set_timer(f: Closure<dyn FnMut()>, ms: u32);
    fn slow() -> Slow;
    fn fails();

    type Slow;
    async fn load(this: &Slow, url: &str) -> Result<String, JsValue>;
    #[js(static_method_of = Slow, name = "make")]
    async fn made(n: u32) -> Result<Slow, JsValue>;
}

type Outcome<T> = Result<T, JsValue>;

/// An error of the app's own.
#[derive(Debug)]
struct Refused(#[allow(dead_code, reason = "it is shown")] JsValue);

impl From<JsValue> for Refused {
    fn from(thrown: JsValue) -> Refused {
        Refused(thrown)
    }
}

/// Notes what comes of a future.
fn noting<T: std::fmt::Debug>(future: impl Future<Output = T> + 'static) {
    spawn_local(async move { note(&format!("{:?}", future.await)) });
}

#[unsafe(no_mangle)]
extern "C" fn await_text() {
    let what = String::from("short");
    noting(later_text(&what)); // borrows for the call alone
    drop(what);
    note("called");
}

#[unsafe(no_mangle)]
extern "C" fn await_each() {
    noting(later_number(7));
    noting(later_wide());
    noting(later_list());
    noting(later_option());
    noting(later_nothing());
    noting(later_any());
    noting(later_many(1, "b", &JsValue::TRUE, &[1, 2], 0.5));
    noting(long_form());
}

#[unsafe(no_mangle)]
extern "C" fn await_number() {
    noting(later_number(1));
}

#[unsafe(no_mangle)]
extern "C" fn await_nothing() {
    noting(later_nothing());
}

#[unsafe(no_mangle)]
extern "C" fn await_any() {
    noting(later_any());
}

#[unsafe(no_mangle)]
extern "C" fn await_methods() {
    noting(async {
        let made = Slow::made(3).await?;
        Ok::<_, JsValue>(made.load("a").await? + &slow().load("b").await?)
    });
}

#[unsafe(no_mangle)]
extern "C" fn await_thrown_by(way: u32) {
    noting(async move {
        if way == 0 {
            slow().load("a").await.map(|_| 0)
        } else {
            long_form().await
        }
    });
}

#[unsafe(no_mangle)]
extern "C" fn await_thrown() {
    noting(async { throws_at_once()?.await });
}

#[unsafe(no_mangle)]
extern "C" fn pass_promises() {
    take_promise(later_text("through"));
    take_promise(JsPromise::new(async { Ok("made".to_owned()) }));
    take_promise(JsPromise::new(async { Err("refused".into()) }));
    let number = |n| JsPromise::new(async move { Ok(n) });
    take_promises(Some(number(1)), None, vec![number(2), number(3)]);
    noting(async { (maybe_promise().is_some(), join_all(give_promises()).await) });
}

/// A promise that Rust waits for before it goes on to JavaScript: it is not waited for any more.
#[unsafe(no_mangle)]
extern "C" fn pass_polled() {
    spawn_local(async {
        let mut promise = later_text("polled");
        let polled = futures::poll!(&mut promise);
        note(&format!("{} {:?}", polled.is_pending(), stats()));
        take_promise(promise);
        note(&format!("{:?}", stats()));
    });
}

#[unsafe(no_mangle)]
extern "C" fn closure_of_promises() {
    let closure = Closure::new(|n: JsPromise<u32>| JsPromise::new(async move { Ok(2 * n.await?) }));
    keep_async(&closure);
    keep(closure);
}

// --- Dropped ---

thread_local! {
    static WAITING: RefCell<Option<Pin<Box<JsPromise<u32>>>>> = const { RefCell::new(None) };
    static WAKER: RefCell<Option<Waker>> = const { RefCell::new(None) };
}

/// Polls a promise once, and keeps it.
#[unsafe(no_mangle)]
extern "C" fn begin_waiting() {
    let mut promise = Box::pin(later_number(1));
    let waker = std::task::Waker::noop();
    assert!(promise.as_mut().poll(&mut Context::from_waker(waker)).is_pending());
    WAITING.set(Some(promise));
}

#[unsafe(no_mangle)]
extern "C" fn stop_waiting() {
    drop(WAITING.take());
}

#[unsafe(no_mangle)]
extern "C" fn poll_waiting() {
    let mut promise = WAITING.take().expect("it was begun");
    let polled = promise.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop()));
    note(&format!("{polled:?}"));
    WAITING.set(Some(promise));
}

/// A promise is dropped by the waker that it wakes.
#[unsafe(no_mangle)]
extern "C" fn dropped_by_its_waker() {
    struct Drops;
    impl std::task::Wake for Drops {
        fn wake(self: std::sync::Arc<Self>) {
            drop(WAITING.take());
            note("dropped");
        }
    }
    let mut promise = Box::pin(later_number(1));
    let waker = Waker::from(std::sync::Arc::new(Drops));
    assert!(promise.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    WAITING.set(Some(promise));
}

#[unsafe(no_mangle)]
extern "C" fn live_promises() {
    note(&live_closures().to_string());
}

// --- Tasks ---

/// Notes its end.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

/// Pending so many times; each time it is given its waker.
struct Turns<F>(u32, F);

impl<F: FnMut(&Waker) + Unpin> Future for Turns<F> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        (self.1)(context.waker());
        Poll::Pending
    }
}

/// A task that wakes itself, beside another.
#[unsafe(no_mangle)]
extern "C" fn take_turns() {
    for name in ["a", "b"] {
        spawn_local(Turns(3, move |waker: &Waker| {
            note(name);
            waker.wake_by_ref();
            waker.wake_by_ref();
        }));
    }
}

/// The only waker of a task is dropped while it is polled.
#[unsafe(no_mangle)]
extern "C" fn task_that_drops_itself() {
    spawn_local(async {
        let _noisy = Noisy("task");
        Turns(1, |waker: &Waker| {
            WAKER.set(Some(waker.clone()));
            drop(WAKER.take());
            note("polled");
        })
        .await;
        note("never");
    });
}

/// A task whose waker is kept, in Rust and by a closure.
#[unsafe(no_mangle)]
extern "C" fn keep_a_waker() {
    spawn_local(async {
        let _noisy = Noisy("task");
        Turns(1, |waker: &Waker| WAKER.set(Some(waker.clone()))).await;
        note("woken");
    });
    let closure =
        Closure::new(|| WAKER.with_borrow(|waker| waker.as_ref().expect("it is kept").wake_by_ref()));
    keep_waker(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn drop_waker() {
    drop(WAKER.take());
}

/// Another task wakes the one of `keep_a_waker`.
#[unsafe(no_mangle)]
extern "C" fn wake_from_a_task() {
    spawn_local(async {
        let waker = WAKER.take().expect("it is kept");
        waker.wake_by_ref();
        waker.wake_by_ref();
        waker.wake();
    });
}

thread_local! {
    static WAKERS: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
    static WOKEN: Cell<u32> = const { Cell::new(0) };
}

#[unsafe(no_mangle)]
extern "C" fn spawn_many(count: u32) {
    WOKEN.set(0);
    for _ in 0..count {
        spawn_local(async {
            Turns(1, |waker: &Waker| WAKERS.with_borrow_mut(|wakers| wakers.push(waker.clone()))).await;
            WOKEN.set(WOKEN.get() + 1);
        });
    }
}

#[unsafe(no_mangle)]
extern "C" fn wake_all() {
    WAKERS.take().into_iter().for_each(Waker::wake);
}

#[unsafe(no_mangle)]
extern "C" fn woken() -> u32 {
    WOKEN.get()
}

/// A promise that Rust has made, of a future that nobody can wake: it is dropped, and the promise stays as it is.
#[unsafe(no_mangle)]
extern "C" fn abandon() {
    take_promise(JsPromise::new(async {
        let _noisy = Noisy("future");
        std::future::pending().await
    }));
}

// --- The end ---

#[unsafe(no_mangle)]
extern "C" fn panic_in_a_task() {
    take_promise(JsPromise::new(async { later_text("never").await }));
    spawn_local(async { panic!("in a task") });
}

/// A panic beside a promise that Rust has made, and that JavaScript has got, or has not.
#[unsafe(no_mangle)]
extern "C" fn panic_beside(way: u32) {
    let never = || JsPromise::new(async { later_text("never").await });
    match way {
        0 => drop(never()),
        1 => noting(never()),
        2 => take_value(never().into_js_value()),
        3 => take_reference(never().as_js_value()),
        4 => take_list(vec![never()]),
        5 => {
            let closure = Closure::new(never);
            take_function(&closure);
            keep(closure);
        }
        _ => {
            let closure = Closure::new(move || Ok(never()));
            take_fallible(&closure);
            keep(closure);
        }
    }
    spawn_local(async {
        // When what `noting` has begun has had its turn.
        Turns(1, Waker::wake_by_ref).await;
        panic!("beside a promise")
    });
}

/// A promise that JavaScript never gets, and a panic in the same call.
#[unsafe(no_mangle)]
extern "C" fn panic_with_a_promise() {
    drop(JsPromise::new(async { later_text("never").await }));
    panic!("with a promise");
}

#[unsafe(no_mangle)]
extern "C" fn throw_in_a_task() {
    take_promise(JsPromise::new(async { later_text("never").await }));
    spawn_local(async { fails() });
}

#[unsafe(no_mangle)]
extern "C" fn panic_when_settled() {
    take_promise(JsPromise::new(async {
        later_number(1).await?;
        panic!("settled")
    }));
}

#[unsafe(no_mangle)]
extern "C" fn poll_too_often() {
    take_promise(JsPromise::new(async {
        let mut promise = later_text("once");
        (&mut promise).await?;
        promise.await
    }));
}

// --- The crate `futures` ---

/// A timer, as in the guide.
async fn sleep(ms: u32) {
    let (done, waiting) = oneshot::channel();
    let closure = Closure::once(move || {
        let _ = done.send(()); // nobody waits any more
    });
    set_timer(closure, ms);
    let _ = waiting.await;
}

#[unsafe(no_mangle)]
extern "C" fn with_join_all() {
    noting(async { join_all([3, 1, 2].map(later_number)).await });
}

#[unsafe(no_mangle)]
extern "C" fn with_select() {
    noting(async {
        futures::select! {
            text = later_text("slow").fuse() => format!("{text:?}"),
            () = Box::pin(sleep(1)).fuse() => "timed out".to_owned(),
        }
    });
}

#[unsafe(no_mangle)]
extern "C" fn with_channels() {
    let (sender, receiver) = mpsc::unbounded();
    let closure = Closure::new(move |n: u32| sender.unbounded_send(n).expect("somebody receives"));
    keep_sender(&closure);
    let kept = Rc::new(RefCell::new(Some(closure)));
    spawn_local(async move {
        // A stream over events: of what comes until 0.
        let numbers: Vec<_> =
            receiver.take_while(|n| std::future::ready(*n > 0)).map(|n| 2 * n).collect().await;
        note(&format!("{numbers:?}"));
        drop(kept.take());
    });
}
