//! Closures: what JavaScript calls, who owns it, and when it ends.
//!
//! ```text
//!  Rust                                  JavaScript
//!
//!  Closure { id, env } ---- id --------> states[id] { env, gate, running }, functions[id]
//!      |                                                  |              ^
//!      | owns                                             |              | closes over
//!      v                                                  |              |
//!  Env { thunk, drop, f } <------------ env --------------+        function (a, ..)
//!      ^                                                                 |
//!      +-------- thunk(env, a, ..) <-- closures_extern_call_N <----------+
//! ```
//!
//! - Heap: `Closure` owns the box. Dropping it first closes the gate (`closure_drop`), then frees the box. If the
//!   closure is running, JS frees the box after the run instead.
//! - Stack: the `Env` is in the frame of the import's wrapper and holds the reference itself. JS closes the gate
//!   when the import returns or throws.
//!
//! JS uses the gate to decide whether a call may enter. Wasm checks whether the instance may continue at all:
//! `wasm/entries.rs`.

pub(crate) mod env;
pub(crate) mod forms;
pub(crate) mod heap;
pub(crate) mod scope;
mod signature;
mod stack;
