//! Tasks: futures that run to their end by themselves, and the queue in which they wait for their turn. What is not
//! here: what they wait for (`awaited.rs`, `owed.rs`, and futures of other crates).
//!
//! A task is in the queue only once, no matter how often it is woken. The first task in the queue asks JavaScript for a
//! turn. The queue then polls the tasks that are in it, and tasks that are woken meanwhile get the next turn. So a task
//! that wakes itself lets other tasks run, including JavaScript's.
//!
//! Code that is not generic is `#[inline]`, here and in `owed.rs`, so that an app without tasks does not compile it ("A
//! clean build of this crate" in benches/NOTES.md).
//!
//! A task is kept by the queue while it is in it, and by its wakers. Whatever it waits for has one of these; a task
//! that nobody can wake is dropped.

use crate::closure::env::{Env, Header};
use crate::wasm::entries::{enter, leave};
use crate::wasm::imports;
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::mem::ManuallyDrop;
use core::pin::Pin;
use core::task::{Context, Waker};
use std::collections::VecDeque;
use std::sync::{Arc, Weak};
use std::task::Wake;

/// Runs a future to its end. It is first polled in a microtask, after the current call has returned to JavaScript.
///
/// ```no_run
/// use closures_extern::{closures_extern, spawn_local, JsValue};
///
/// closures_extern! {
///     type Response;
///     async fn fetch(url: &str) -> Result<Response, JsValue>;
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
/// The future must not borrow anything that could end before it:
///
/// ```compile_fail,E0373
/// let local = String::new();
/// closures_extern::spawn_local(async { drop(local.len()) });
/// ```
///
/// A panic ends the instance, as everywhere, and is reported: see [promises](crate::guide::promises#tasks). Nothing has
/// to be `Send`, because an instance belongs to one thread. A waker may be sent to another thread and dropped there,
/// but waking the task from there panics.
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    let task = Arc::new_cyclic(|memory| {
        Task(OfThread::new(Own {
            future: RefCell::new(Some(future)),
            is_queued: Cell::new(false),
            is_missed: Cell::new(false),
            _memory: Weak::clone(memory),
        }))
    });
    task.wake();
}

/// A future that runs by itself.
struct Task<F>(OfThread<Own<F>>);

/// What a task knows of itself.
struct Own<F> {
    /// Borrowed while it is polled, and gone when it is over.
    future: RefCell<Option<F>>,
    /// Whether it is in the queue; of a task that is over `true` too, so that nothing puts it there.
    is_queued: Cell<bool>,
    /// Whether it has had a turn while it was polled, in a frame around that turn.
    is_missed: Cell<bool>,
    /// Subtle: what is pinned is dropped before its memory is freed. If the last waker is dropped on another thread, [`OfThread`] leaves
    /// all of this alone, and this keeps the memory.
    _memory: Weak<Task<F>>,
}

impl<F: Future<Output = ()> + 'static> Wake for Task<F> {
    fn wake(self: Arc<Self>) {
        if !self.0.get().is_queued.replace(true) {
            Queue::push(self);
        }
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.0.get().is_queued.replace(true) {
            Queue::push(Arc::<Self>::clone(self));
        }
    }
}

/// What the queue knows of a task.
trait Run {
    fn run(self: Arc<Self>);
}

impl<F: Future<Output = ()> + 'static> Run for Task<F> {
    /// Polls the future, which is borrowed meanwhile: so nothing that it does can free it, nor poll it again.
    fn run(self: Arc<Self>) {
        let own = self.0.get();
        // Subtle: an engine may run microtasks inside of a call, as `microtaskMode` of node:vm does.
        let Ok(mut place) = own.future.try_borrow_mut() else {
            own.is_queued.set(false);
            own.is_missed.set(true);
            return;
        };
        let Some(future) = place.as_mut() else { return };
        // SAFETY: it lies in an `Arc`, which nothing moves it out of: it is dropped there, below or with its task, and where nobody may drop
        // it `_memory` keeps its place.
        let future = unsafe { Pin::new_unchecked(future) };
        own.is_queued.set(false);
        // SAFETY: the pointer is that of `self`, which outlives this waker. It is not counted for it, and so the waker is not dropped.
        let waker = ManuallyDrop::new(Waker::from(unsafe { Arc::from_raw(Arc::as_ptr(&self)) }));
        if future.poll(&mut Context::from_waker(&waker)).is_ready() {
            own.is_queued.set(true);
            // Still borrowed: what it drops may give the queue a turn.
            *place = None;
            return;
        }
        drop(place);
        if own.is_missed.take() {
            self.wake();
        }
    }
}

/// The tasks that are to be polled.
struct Queue {
    tasks: RefCell<VecDeque<Arc<dyn Run>>>,
    /// Whether JavaScript is to give it a turn.
    is_asked: Cell<bool>,
    /// What JavaScript enters for that. Nobody frees it: it lies here.
    env: Env<()>,
}

thread_local! {
    static QUEUE: Queue = const {
        Queue {
            tasks: RefCell::new(VecDeque::new()),
            is_asked: Cell::new(false),
            env: Env::in_place((), turn as *const ()),
        }
    };
}

impl Queue {
    #[inline]
    fn push(task: Arc<dyn Run>) {
        // When a thread ends, there is no turn to come.
        let _ = QUEUE.try_with(|queue| {
            queue.tasks.borrow_mut().push_back(task);
            if !queue.is_asked.replace(true) {
                imports::tasks_wake((&raw const queue.env).cast_mut().cast());
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
