//! Tasks: futures that run to their end by themselves, and the queue in which they wait for their turn. What is not here: what they wait
//! for (`awaited.rs`, `owed.rs`, and futures of other crates).
//!
//! A task is in the queue once, however often it is woken. The first that comes asks JavaScript for a turn: the queue then polls those
//! that are in it, and whoever is woken meanwhile has the next turn. So a task that wakes itself lets others run, those of JavaScript too.
//!
//! What is not generic is `#[inline]`, here and in `owed.rs`: an app without tasks then does not compile it ("A clean build of this crate"
//! in benches/NOTES.md).
//!
//! Who keeps a task: the queue while it is in it, and its wakers. Whatever it waits for has one of these; a task that nobody can wake
//! is dropped.

use crate::closure::env::{Env, Header};
use crate::wasm::entries::{enter, leave};
use crate::wasm::imports;
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::mem::ManuallyDrop;
use core::pin::Pin;
use core::ptr::NonNull;
use core::task::{Context, Waker};
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Wake;

/// Runs a future to its end. It is polled first in a microtask, when what runs now has returned to JavaScript.
///
/// ```no_run
/// use closures_extern::{closures_extern, spawn_local, JsValue};
///
/// closures_extern! {
///     type Response;
///     async fn fetch(url: &str) -> Result<Response, JsValue>;
///     #[js(method)]
///     async fn text(this: &Response) -> Result<String, JsValue>;
///     #[js(namespace = console)]
///     fn log(text: &str);
/// }
///
/// async fn show(url: String) -> Result<(), JsValue> {
///     log(&fetch(&url).await?.text().await?);
///     Ok(())
/// }
///
/// spawn_local(async {
///     if let Err(error) = show("/names.txt".to_owned()).await {
///         log(&format!("{error:?}"));
///     }
/// });
/// ```
///
/// It borrows nothing that could end before it:
///
/// ```compile_fail,E0373
/// let local = String::new();
/// closures_extern::spawn_local(async { drop(local.len()) });
/// ```
///
/// A panic ends the instance, as everywhere, and is told: [promises](crate::guide::promises#tasks). Nothing has to be `Send`: an instance is of one thread. A waker may go to another, and be
/// dropped there; to wake by it there is a panic.
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    let own = Own {
        future: Cell::new(Some(Box::pin(future))),
        is_queued: Cell::new(false),
        is_polled: Cell::new(false),
        is_missed: Cell::new(false),
        is_over: Cell::new(false),
    };
    Arc::new(Task(OfThread::new(own))).wake();
}

/// A future in a box.
type Boxed = Pin<Box<dyn Future<Output = ()>>>;

/// A future that runs by itself.
struct Task(OfThread<Own>);

/// What a task knows of itself.
struct Own {
    /// Elsewhere while it is polled, and gone when it is over.
    future: Cell<Option<Boxed>>,
    is_queued: Cell<bool>,
    is_polled: Cell<bool>,
    /// Whether it has had a turn while it was polled, in a frame around that turn.
    is_missed: Cell<bool>,
    is_over: Cell<bool>,
}

impl Wake for Task {
    #[inline]
    fn wake(self: Arc<Self>) {
        let own = self.0.get();
        if own.is_over.get() || own.is_queued.replace(true) {
            return;
        }
        Queue::push(self);
    }

    #[inline]
    fn wake_by_ref(self: &Arc<Self>) {
        let own = self.0.get();
        if !own.is_over.get() && !own.is_queued.get() {
            Arc::clone(self).wake();
        }
    }
}

impl Task {
    /// Polls the future, which no queue has meanwhile: so nothing that it does can free it, nor poll it again.
    #[inline]
    fn run(self: Arc<Self>) {
        let own = self.0.get();
        own.is_queued.set(false);
        // Subtle: an engine may run microtasks inside of a call, as `microtaskMode` of node:vm does.
        if own.is_polled.get() {
            own.is_missed.set(true);
            return;
        }
        let Some(mut future) = own.future.take() else { return };
        own.is_polled.set(true);
        let waker = Waker::from(Arc::clone(&self));
        let is_pending = future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending();
        own.is_polled.set(false);
        if is_pending {
            own.future.set(Some(future));
            if own.is_missed.take() {
                self.wake();
            }
        } else {
            own.is_over.set(true);
            drop(future);
        }
    }
}

/// The tasks that are to be polled.
struct Queue {
    tasks: RefCell<VecDeque<Arc<Task>>>,
    /// Whether JavaScript is to give it a turn.
    is_asked: Cell<bool>,
    /// What JavaScript enters for that.
    env: NonNull<Header>,
}

thread_local! {
    static QUEUE: Queue = Queue {
        tasks: RefCell::default(),
        is_asked: Cell::new(false),
        env: Env::boxed((), turn as *const ()),
    };
}

impl Drop for Queue {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: it came from `Env::boxed`. The thread ends, and with it what plays JavaScript on it.
        unsafe { Header::drop(self.env.as_ptr()) }
    }
}

impl Queue {
    #[inline]
    fn push(task: Arc<Task>) {
        // When a thread ends, there is no turn to come.
        let _ = QUEUE.try_with(|queue| {
            queue.tasks.borrow_mut().push_back(task);
            if !queue.is_asked.replace(true) {
                imports::tasks_wake(queue.env.as_ptr().cast());
            }
        });
    }

    /// Polls those that are in the queue now, once.
    #[inline]
    fn turn(&self) {
        self.is_asked.set(false);
        let count = self.tasks.borrow().len();
        for _ in 0..count {
            let task = self.tasks.borrow_mut().pop_front();
            let Some(task) = task else { break };
            task.run();
        }
    }
}

/// JavaScript calls this in a microtask, after `tasks_wake`.
///
/// # Safety
/// None: it asks for nothing.
#[inline]
unsafe extern "C" fn turn(_: *mut Header) {
    let crossings = enter();
    QUEUE.with(Queue::turn);
    leave(crossings);
}

/// What only the thread that made it may touch. A waker can be sent to any.
struct OfThread<T> {
    value: ManuallyDrop<T>,
    thread: Thread,
}

/// Of wasm without threads there is one.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[derive(PartialEq)]
struct Thread;

#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
type Thread = std::thread::ThreadId;

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[inline]
fn this_thread() -> Thread {
    Thread
}

#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
#[inline]
fn this_thread() -> Thread {
    std::thread::current().id()
}

// SAFETY: another thread cannot reach the value: `get` panics there, and `drop` leaves it alone.
unsafe impl<T> Send for OfThread<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for OfThread<T> {}

impl<T> OfThread<T> {
    fn new(value: T) -> Self {
        OfThread { value: ManuallyDrop::new(value), thread: this_thread() }
    }

    fn get(&self) -> &T {
        assert!(
            self.thread == this_thread(),
            "closures_extern: a task was woken on another thread: wake it on the thread that it was spawned on"
        );
        &self.value
    }
}

impl<T> Drop for OfThread<T> {
    fn drop(&mut self) {
        if self.thread == this_thread() {
            // SAFETY: it is dropped once, here, on its own thread.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        }
    }
}
