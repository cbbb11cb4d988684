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
//! - Heap: `Closure` owns the box. Dropping it closes the gate first (`closure_drop`), then frees the box; while
//!   the closure runs, JS frees it after the run instead.
//! - Stack: the `Env` lies in the frame of the import's wrapper and holds the reference itself. JS closes the
//!   gate when the import returns or throws.
//!
//! JS decides by the gate whether a call may enter. Whether the instance goes on at all, wasm asks: `wasm/entries.rs`.

pub(crate) mod env;
pub(crate) mod forms;
pub(crate) mod heap;
pub(crate) mod scope;
mod signature;
mod stack;
