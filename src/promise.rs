//! Promises, and the tasks that wait for them.
//!
//! ```text
//!  Rust                                                  JavaScript
//!
//!  JsPromise -- first poll: promise_wait(handle, env) --> `await`s the promise
//!     ^  Env<Waiting>: result, waker <-- the env's thunk --- and enters Rust with what came of it
//!     |                        |
//!  task <------ wake ----------+
//!     |
//!   queue -- tasks_wake, once for many wakes ----------> queueMicrotask
//!     ^------------------------- the queue's thunk -------- in a turn of its own
//!
//!  JsPromise::new(future) -- promise_new --------------> a promise, and what settles it
//!  task: the future ends -- promise_settle ------------> resolved, or rejected
//! ```
//!
//! | file | what is in it |
//! |---|---|
//! | `promise/awaited.rs` | `JsPromise`: how it crosses, and how Rust waits for it |
//! | `promise/owed.rs` | promises that Rust makes and settles: `JsPromise::new`, and an exported `async fn` |
//! | `promise/tasks.rs` | `spawn_local`, and the queue of the tasks |
//!
//! `macros/promises.rs` expands `async fn`. js/src/runtime/promises.js is the other half.

pub(crate) mod awaited;
pub(crate) mod owed;
pub(crate) mod tasks;
