//! What the random programs do with promises: tasks, each turn of which follows JavaScript's orders and then waits as JavaScript has
//! said; and objects that async methods borrow. Nothing is decided here. What is not here: the orders (`model.rs`).

use super::{follow, Captured, ERROR, NOWHERE};
use closures_extern::{closures_extern, spawn_local, JsPromise, JsValue};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::{Poll, Waker};

closures_extern! {
    #![js(module = "./host.js")]
    async fn model_later(promise: u32) -> Result<String, JsValue>;
    fn model_promised(task: u32, promise: JsPromise<String, String>);
    /// A task is polled. This and the rest run nothing.
    fn model_polled(task: u32);
    /// The task goes on, because of this: the number of the function that asks what it is to do.
    fn model_woken(task: u32) -> u32;
    fn model_resolved(task: u32, text: &str) -> u32;
    fn model_rejected(task: u32, reason: &JsValue) -> u32;
}

// What a task does after a turn, in bits of what its function answers; above them is the number of a promise that it waits for, or 0.
const ENDS: u32 = 1;
const KEEPS: u32 = 2;
const WAKES: u32 = 4;
const PATIENT: u32 = 8;
const PROMISE: u32 = 16;

/// How many tasks a program has at most, for which the queue has room from the beginning: JavaScript has the same number.
const MOST_TASKS: usize = 32;

thread_local! {
    /// Wakers that are kept, by task.
    static WAKERS: RefCell<BTreeMap<u32, Waker>> = const { RefCell::new(BTreeMap::new()) };
}

/// Allocates what is allocated once, and makes the promise that is pending until the instance ends.
pub(super) fn begin() {
    for _ in 0..MOST_TASKS {
        spawn_local(async {});
    }
    let forever = poll_fn(|context| {
        keep(0, context.waker());
        Poll::<Result<String, String>>::Pending
    });
    model_promised(0, JsPromise::new(forever));
}

pub(super) fn spawn(id: u32) {
    let captured = Captured::new(id, 0);
    spawn_local(async move { drop(work(captured).await) });
}

pub(super) fn promise(id: u32) {
    model_promised(id, JsPromise::new(work(Captured::new(id, 0))));
}

pub(super) fn wake(id: u32) {
    let waker = WAKERS.with_borrow(|wakers| wakers.get(&id).cloned());
    waker.expect("JavaScript knows what is kept").wake();
}

pub(super) fn drop_waker(id: u32) {
    // Not while the map is borrowed: the task may be dropped by this, and what runs then may use the map too.
    let waker = WAKERS.with_borrow_mut(|wakers| wakers.remove(&id));
    drop(waker.expect("JavaScript knows what is kept"));
}

fn keep(id: u32, waker: &Waker) {
    let before = WAKERS.with_borrow_mut(|wakers| wakers.insert(id, waker.clone()));
    drop(before);
}

/// What a task does from beginning to end.
async fn work(captured: Captured) -> Result<String, String> {
    let id = captured.id;
    model_polled(id);
    let mut frame = model_woken(id);
    loop {
        let answer = follow(frame, &NOWHERE);
        if answer == ERROR {
            return Err("model".to_owned());
        }
        if answer & ENDS != 0 {
            return Ok(format!("end of {id}"));
        }
        frame = match wait(id, answer).await {
            None => model_woken(id),
            Some(Ok(text)) => model_resolved(id, &text),
            Some(Err(reason)) => model_rejected(id, &reason),
        };
    }
}

/// Waits for a promise, or until somebody wakes the task: then it waits for the promise no more, unless it is patient.
async fn wait(id: u32, answer: u32) -> Option<Result<String, JsValue>> {
    let mut promise = (answer >= PROMISE).then(|| model_later(answer / PROMISE));
    let mut is_first = true;
    poll_fn(move |context| {
        let is_begun = !std::mem::take(&mut is_first);
        if is_begun {
            model_polled(id);
        }
        let polled = promise.as_mut().map(|promise| Pin::new(promise).poll(context));
        if let Some(Poll::Ready(result)) = polled {
            return Poll::Ready(Some(result));
        }
        if is_begun {
            return if answer & PATIENT != 0 { Poll::Pending } else { Poll::Ready(None) };
        }
        if answer & KEEPS != 0 {
            keep(id, context.waker());
        }
        if answer & WAKES != 0 {
            context.waker().wake_by_ref();
        }
        Poll::Pending
    })
    .await
}

/// What JavaScript owns, and async methods borrow.
#[cfg(not(feature = "hosted"))]
pub(crate) struct ModelObject {
    changes: u32,
    _captured: Captured,
}

#[cfg(not(feature = "hosted"))]
closures_extern::closures_export! {
    type ModelObject;

    fn model_object(id: u32) -> ModelObject {
        ModelObject { changes: 0, _captured: Captured::new(id, 0) }
    }

    /// Has the object for itself, and uses it when the task has done its work.
    async fn change(self: &mut ModelObject, task: u32) -> Result<String, String> {
        let text = work(Captured::new(task, 0)).await?;
        self.changes += 1;
        Ok(format!("{text} {}", self.changes))
    }

    async fn look(self: &ModelObject, task: u32) -> Result<String, String> {
        let text = work(Captured::new(task, 0)).await?;
        Ok(format!("{text} {}", self.changes))
    }

    async fn model_async(task: u32) -> Result<String, String> {
        work(Captured::new(task, 0)).await
    }
}
