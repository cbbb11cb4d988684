//! Promises and tasks.

use super::*;
use crate::{spawn_local, JsPromise};
use std::future::Future;
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

/// A promise as Rust has it.
fn awaited<T>(promise: &Js) -> JsPromise<T, JsValue> {
    js_value(promise.clone()).into()
}

/// Keeps the outcome of a future.
fn outcome_of<T: 'static>(future: impl Future<Output = T> + 'static) -> Rc<RefCell<Option<T>>> {
    let outcome = Rc::new(RefCell::new(None));
    let to = outcome.clone();
    spawn_local(async move {
        let value = future.await;
        *to.borrow_mut() = Some(value);
    });
    outcome
}

/// Pending once; is given the waker.
struct Once<F>(Option<F>);

impl<F: FnOnce(&Waker) + Unpin> Future for Once<F> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.0.take() {
            Some(f) => {
                f(context.waker());
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

#[test]
fn a_promise_is_waited_for_and_its_value_received() {
    let promise = Js::promise();
    let outcome = outcome_of(awaited::<String>(&promise));
    assert_eq!(run_microtasks(), 1);
    assert_eq!(stats(), (1, 1));
    promise.settle(Ok(text("settled")));
    promise.settle(Ok(text("again")));
    assert!(outcome.borrow().is_none());
    run_microtasks();
    assert_eq!(outcome.take().unwrap().unwrap(), "settled");
    nothing_is_left();
}

#[test]
fn a_rejection_a_value_and_a_value_of_the_wrong_kind_come_too() {
    let rejected = Js::promise();
    rejected.settle(Err(text("no")));
    let outcomes = (
        outcome_of(awaited::<u32>(&rejected)),
        outcome_of(awaited::<u32>(&Js::Number(7.0))),
        outcome_of(awaited::<String>(&Js::Number(7.0))),
        outcome_of(awaited::<Vec<String>>(&Js::array([text("a"), text("b")]))),
    );
    run_microtasks();
    assert_eq!(js(&outcomes.0.take().unwrap().unwrap_err()), text("no"));
    assert_eq!(outcomes.1.take().unwrap().unwrap(), 7);
    assert_eq!(js(&outcomes.2.take().unwrap().unwrap_err()).text(), "TypeError");
    assert_eq!(outcomes.3.take().unwrap().unwrap(), ["a", "b"]);
    nothing_is_left();
}

#[test]
fn a_promise_is_dropped_before_and_after_it_is_settled() {
    let promise = Js::promise();
    let poll = |promise: &mut JsPromise<String, JsValue>| {
        pin!(promise).poll(&mut Context::from_waker(Waker::noop())).is_pending()
    };
    drop(awaited::<String>(&promise));
    let mut waiting = awaited::<String>(&promise);
    assert!(poll(&mut waiting) && poll(&mut waiting));
    let live = live_closures();
    assert_eq!((live.places.len(), live.promises[0].count), (0, 1));
    drop(waiting);
    assert_eq!(stats(), (0, 0));
    let mut unheard = awaited::<String>(&promise);
    assert!(poll(&mut unheard));
    promise.settle(Ok(text("value")));
    run_microtasks();
    drop(unheard); // and what it has come to
    nothing_is_left();
}

#[test]
fn a_promise_is_dropped_by_the_waker_that_it_wakes() {
    thread_local! {
        static WAITING: RefCell<Option<JsPromise<String, JsValue>>> = const { RefCell::new(None) };
    }
    struct Drops;
    impl Wake for Drops {
        fn wake(self: Arc<Self>) {
            drop(WAITING.take());
        }
    }
    let mut waiting = awaited::<String>(&text("at once"));
    let waker = Waker::from(Arc::new(Drops));
    assert!(pin!(&mut waiting).poll(&mut Context::from_waker(&waker)).is_pending());
    WAITING.set(Some(waiting));
    run_microtasks();
    nothing_is_left();
}

#[test]
fn a_promise_of_a_future_is_settled_by_it() {
    let inner = Js::promise();
    let waiting = awaited::<u32>(&inner);
    let promise = take(
        JsPromise::<u32, String>::new(async move { Ok(2 * waiting.await.map_err(|_| "no")?) })
            .into_js_value()
            .into_handle(),
    );
    let refused =
        take(JsPromise::<u32, String>::new(async { Err("refused".into()) }).into_js_value().into_handle());
    run_microtasks();
    assert_eq!(promise.outcome(), None);
    assert_eq!(message(refused.outcome().unwrap()), "refused");
    inner.settle(Ok(Js::Number(21.0)));
    run_microtasks();
    assert_eq!(promise.outcome(), Some(Ok(Js::Number(42.0))));
    nothing_is_left();
}

#[test]
fn a_task_that_nobody_can_wake_is_dropped_and_its_promise_abandoned() {
    let (captured, is_alive) = tracked();
    let promise = JsPromise::<u32, String>::new(async move {
        let _captured = captured;
        std::future::pending().await
    });
    drop(promise);
    assert!(is_alive());
    run_microtasks();
    assert!(!is_alive());
    nothing_is_left();
}

#[test]
fn tasks_take_turns_and_wakers_outlive_them() {
    let shows = Shows::default();
    let kept = Rc::new(RefCell::new(None));
    for name in ["a", "b"] {
        let (shows, kept) = (shows.clone(), kept.clone());
        spawn_local(async move {
            for _ in 0..3 {
                let (shows, kept) = (shows.clone(), kept.clone());
                Once(Some(move |waker: &Waker| {
                    shows.borrow_mut().push(name);
                    waker.wake_by_ref();
                    let other = waker.clone();
                    other.wake();
                    let before = kept.borrow_mut().replace(waker.clone());
                    drop(before);
                }))
                .await;
            }
        });
    }
    assert_eq!(run_microtasks(), 4);
    assert_eq!(*shows.borrow(), ["a", "b", "a", "b", "a", "b"]);
    let waker = kept.take().unwrap();
    waker.wake_by_ref();
    waker.wake();
    assert_eq!(run_microtasks(), 0);
    nothing_is_left();
}

#[test]
fn a_task_whose_waker_is_dropped_while_it_is_polled_is_dropped_after_that() {
    let shows = Shows::default();
    let (last, polled) = (Shown("task", shows.clone()), shows.clone());
    spawn_local(async move {
        let _last = last;
        Once(Some(|waker: &Waker| {
            drop(waker.clone());
            polled.borrow_mut().push("polled");
        }))
        .await;
    });
    run_microtasks();
    assert_eq!(*shows.borrow(), ["polled", "task"]);
    nothing_is_left();
}

#[test]
fn a_task_that_has_a_turn_while_it_is_polled_has_another_then() {
    // As an engine does that runs microtasks inside of a call.
    let nested = js_value(Js::function(|_| {
        run_microtasks();
        Ok(Js::Undefined)
    }));
    let outcome = outcome_of(Once(Some(move |waker: &Waker| {
        waker.wake_by_ref();
        callable::<dyn Fn()>(&nested).call().unwrap();
    })));
    run_microtasks();
    assert!(outcome.take().is_some());
    nothing_is_left();
}

#[test]
fn a_waker_is_dropped_on_another_thread_and_does_not_wake_there() {
    let (captured, is_alive) = tracked();
    let waker = Rc::new(RefCell::new(None));
    let to = waker.clone();
    spawn_local(async move {
        let _captured = captured;
        Once(Some(move |waker: &Waker| *to.borrow_mut() = Some(waker.clone()))).await;
    });
    run_microtasks();
    let there: Waker = waker.take().unwrap();
    let here = there.clone();
    let woke = std::thread::spawn(move || {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| there.wake())).is_ok()
    });
    assert!(!woke.join().unwrap());
    assert!(is_alive());
    here.wake();
    run_microtasks();
    assert!(!is_alive());
    nothing_is_left();
}

#[test]
fn what_a_future_has_pinned_stays_where_the_last_waker_is_dropped_on_another_thread() {
    /// Says where it is pinned; keeps its waker.
    struct Pinned {
        number: Cell<u64>,
        kept: Rc<RefCell<Option<(Waker, *const Cell<u64>)>>>,
        _pinned: std::marker::PhantomPinned,
    }
    impl Future for Pinned {
        type Output = ();
        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            *self.kept.borrow_mut() = Some((context.waker().clone(), &raw const self.number));
            Poll::Pending
        }
    }
    let kept = Rc::new(RefCell::new(None));
    spawn_local(Pinned { number: Cell::new(7), kept: kept.clone(), _pinned: std::marker::PhantomPinned });
    run_microtasks();
    let (waker, number) = kept.take().unwrap();
    std::thread::spawn(move || {
        drop(waker);
        // Where that has freed memory, this lies there now.
        (1..64).map(|size| vec![u64::MAX; size]).collect::<Vec<_>>()
    })
    .join()
    .unwrap();
    // SAFETY: what is pinned stays until it is dropped, and nobody has dropped it.
    assert_eq!(unsafe { (*number).get() }, 7);
    // It is left alone for ever. Miri takes for leaked what no static reaches.
    static LEFT: AtomicPtr<Cell<u64>> = AtomicPtr::new(std::ptr::null_mut());
    LEFT.store(number.cast_mut(), Ordering::Relaxed);
    nothing_is_left();
}

// --- Exports ---

struct Patient(u32, Shows);

impl Drop for Patient {
    fn drop(&mut self) {
        self.1.borrow_mut().push("dropped");
    }
}

closures_export! {
    type Patient;
}

/// Uses what is lent when it is dropped.
struct Last<'a>(&'a mut Patient);

impl Drop for Last<'_> {
    fn drop(&mut self) {
        self.0 .0 += 100;
        self.0 .1.borrow_mut().push("future");
    }
}

async fn added(this: &mut Patient, n: JsPromise<u32>, name: &str) -> Result<String, JsValue> {
    let last = Last(this);
    last.0 .0 += n.await?;
    Ok(format!("{name}{}", last.0 .0))
}

async fn seen(this: &Patient, n: JsPromise<u32>) -> u32 {
    this.0 + n.await.unwrap_or(0)
}

async fn never(this: Option<&mut Patient>) -> u32 {
    let _last = this.map(Last);
    std::future::pending().await
}

export! { async fn add(a: &mut Patient, b: JsPromise<u32>, c: &str) -> Result<String, JsValue> = added }
export! { async fn look(a: &Patient, b: JsPromise<u32>) -> u32 = seen }
export! { async fn wait_for_ever(a: Option<&mut Patient>) -> u32 = never }

fn patient(number: u32, shows: &Shows) -> Js {
    export_type::<Patient>();
    take(crate::export::give_exported(Patient(number, shows.clone())))
}

fn free(object: &Js) {
    let Js::Owner(owner) = object else { panic!("{object:?}") };
    owner.free();
}

#[test]
fn what_a_future_borrows_is_given_back_when_it_is_gone() {
    let shows = Shows::default();
    let (object, n) = (patient(1, &shows), Js::promise());
    let promise = add(&[object.clone(), n.clone(), text("is ")]).unwrap();
    run_microtasks();
    assert_eq!(message(look(&[object.clone(), Js::Null])), "borrowed");
    free(&object);
    assert!(shows.borrow().is_empty());
    n.settle(Ok(Js::Number(6.0)));
    run_microtasks();
    assert_eq!(promise.outcome(), Some(Ok(text("is 7"))));
    assert_eq!(*shows.borrow(), ["future", "dropped"]);
    nothing_is_left();
}

#[test]
fn futures_share_what_they_look_at() {
    let shows = Shows::default();
    let (object, n, m) = (patient(1, &shows), Js::promise(), Js::promise());
    let both = [look(&[object.clone(), n.clone()]).unwrap(), look(&[object.clone(), m.clone()]).unwrap()];
    assert_eq!(message(add(&[object.clone(), n.clone(), text("")])), "borrowed");
    n.settle(Ok(Js::Number(1.0)));
    run_microtasks();
    m.settle(Err(Js::Null));
    run_microtasks();
    assert_eq!(both.map(|promise| promise.outcome()), [2.0, 1.0].map(|n| Some(Ok(Js::Number(n)))));
    add(&[object.clone(), Js::Number(1.0), text("")]).unwrap();
    run_microtasks();
    free(&object);
    nothing_is_left();
}

#[test]
fn a_future_that_nobody_can_wake_gives_back_what_it_borrows() {
    let shows = Shows::default();
    let object = patient(1, &shows);
    // Before its first turn, and after it.
    wait_for_ever(&[object.clone()]).unwrap();
    free(&object);
    assert!(shows.borrow().is_empty());
    run_microtasks();
    assert_eq!(*shows.borrow(), ["future", "dropped"]);
    wait_for_ever(&[Js::Undefined]).unwrap();
    run_microtasks();
    nothing_is_left();
}

#[test]
fn a_waker_is_of_its_thread_alone() {
    let flag = Arc::new(AtomicBool::new(false));
    let done = flag.clone();
    std::thread::spawn(move || {
        spawn_local(async move { done.store(true, Ordering::Relaxed) });
        run_microtasks();
    })
    .join()
    .unwrap();
    assert!(flag.load(Ordering::Relaxed));
}
