//! Passing Rust closures to JavaScript, without a procedural macro, a post-processing command or generated glue.
//!
//! ```no_run
//! use closures_extern::{closures_extern, Closure};
//!
//! closures_extern! {
//!     fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
//!     fn clear_interval(token: f64);
//!
//!     #[js(namespace = console)]
//!     fn log(s: &str);
//! }
//!
//! /// Calls a closure again and again, until it is dropped.
//! pub struct Interval {
//!     token: f64,
//!     _closure: Closure<dyn FnMut()>,
//! }
//!
//! impl Interval {
//!     pub fn new(ms: u32, f: impl FnMut() + 'static) -> Interval {
//!         let closure = Closure::new(f);
//!         let token = set_interval(&closure, ms);
//!         Interval { token, _closure: closure }
//!     }
//! }
//!
//! impl Drop for Interval {
//!     fn drop(&mut self) {
//!         clear_interval(self.token);
//!     }
//! }
//!
//! let mut seconds = 0;
//! let interval = Interval::new(1_000, move || {
//!     seconds += 1;
//!     log(&format!("{seconds} s"));
//! });
//! ```
//!
//! `cargo build --target wasm32-unknown-unknown` builds it, and `load` of `js/closures_extern.js` loads the result. The
//! [guide] begins with an empty folder.
//!
//! # What crosses
//!
//! Numbers, `bool`, `char`, strings, lists, maps and tuples; structs and enums of the two macros; [`JsValue`] and imported types; closures,
//! functions and promises; exported types; and `Option` and `Result` of these. [What crosses](guide::crossing) has each type and each place.
//!
//! A type of yours crosses when one of the two macros declares it. Do not implement the traits behind that by hand, [`ToJs`], [`FromJs`]
//! and all others of this crate: they are `unsafe`, because JavaScript believes what they say.
//!
//! # Exports
//!
//! [`closures_export!`] exports functions, and types of which JavaScript owns the values:
//!
//! ```no_run
//! use closures_extern::closures_export;
//!
//! /// Counts.
//! pub struct Counter(u32);
//!
//! closures_export! {
//!     pub fn counter(first: u32) -> Counter {
//!         Counter(first)
//!     }
//!
//!     pub type Counter;
//!
//!     pub fn next(self: &mut Counter) -> u32 {
//!         self.0 += 1;
//!         self.0
//!     }
//! }
//! ```
//!
//! ```js
//! const counter = app.exports.counter(7);
//! counter.next(); // 8
//! counter.free();
//! ```
//!
//! # Who owns a closure
//!
//! - `&dyn Fn` and `&mut dyn FnMut` end when the import that they are passed to returns or throws.
//! - A [`Closure`] ends when it is dropped; if it is running, after that call.
//! - [`Closure::once`] ends when it has been called.
//! - [`Closure::into_js_value`], [`Closure::forget`] and a `Closure` by value make JavaScript its owner: it ends when the
//!   garbage collector finds its function unreachable.
//! - The closures of a [`scope`] borrow, and end with the scope.
//!
//! A call to a closure that has ended throws a `ClosureError` in JavaScript. It never reaches freed memory. To find a
//! closure that nobody ends, see [`live_closures`].
//!
//! # How does it work?
//!
//! [`closures_extern!`] declares a wasm import for each function, with one slot for each argument, and calls it in a
//! function of the same name: lower the arguments, call, lift the result. A [`Descriptor`] of each import lies in a custom
//! section of the wasm file, from which the JavaScript side knows what each slot means. A closure is the address of its
//! code and captures; JavaScript makes a function of it that calls back through one of a few exported trampolines.
//!
//! In the order of a call, each file uses only what stands in its own row or below it (`tests/layout.rs`):
//!
//! | to read | for |
//! |---|---|
//! | `src/macros.rs`, `src/macros/` | how a declaration is taken apart |
//! | `src/call.rs` | the call of an import: arguments become slots, and the slot of the result a value |
//! | `src/cast.rs` | a `JsValue` as an imported type |
//! | `src/class.rs` | what a `type` and a `static` are |
//! | `src/export.rs` | exported functions, and the values that JavaScript owns |
//! | `src/values.rs` | what a `JsValue` can be asked, made of and turned into |
//! | `src/convert.rs` | a `JsValue` as what crosses as a copy |
//! | `src/test.rs` | what a test may return |
//! | `src/hosted.rs` | an app of wasm-bindgen: the feature `wasm-bindgen` |
//! | `src/promise.rs`, `src/promise/` | promises, and the tasks that wait for them |
//! | `src/wasm/exports.rs` | where JavaScript enters: trampolines, memory, the start |
//! | `src/closure.rs`, `src/closure/`, `src/types/function.rs` | what JavaScript calls, who owns it, and when it ends; and JavaScript's functions, which Rust calls |
//! | `src/types.rs`, `src/types/` | how a value becomes a slot, and a slot a value: a file for each kind of type |
//! | `src/report.rs` | what is alive |
//! | `src/abi/lasting.rs` | the traits of values that JavaScript keeps |
//! | `src/abi.rs` | the traits of the types |
//! | `src/descriptor.rs`, `src/descriptor/`, `src/section.rs`, `src/section/`, `src/mistake.rs` | what an import is, how the custom section says it, and what is answered if it cannot be said |
//! | `src/wasm.rs`, `src/wasm/` | where Rust leaves: what is imported from JavaScript, and who is inside |
//! | `src/hosted/` | the same in an app of wasm-bindgen, and types that its crates can show |
//! | `src/protocol.rs` | the numbers that both languages know |
//!
//! The other half is `js/closures_extern.js` and `js/src/` ([`reading`](guide::reading) it), and `js/hosted.js`.
//!
//! What does not work is on [a page of its own](guide::limits).

#![cfg_attr(feature = "wasm-bindgen", doc = include_str!("hosted.md"))]
#![allow(coherence_leak_check, reason = "see closure/signature.rs")]

#[cfg(all(target_family = "wasm", panic = "unwind"))]
compile_error! {
    "closures_extern: wasm that unwinds, `-C panic=unwind`, is not supported: a panic ends the instance here, so nothing could go on \
     after one that is caught; leave it out of RUSTFLAGS, and panics abort, as they do on wasm32-unknown-unknown by themselves"
}

#[cfg(any(doc, doctest))]
pub mod guide;

mod abi;
mod call;
mod cast;
mod class;
mod closure;
mod convert;
mod descriptor;
mod export;
#[cfg(all(test, not(target_family = "wasm")))]
mod host;
#[cfg(feature = "wasm-bindgen")]
mod hosted;
mod macros;
mod mistake;
mod promise;
mod protocol;
mod report;
mod section;
mod test;
mod types;
mod values;
mod wasm;

pub use abi::lasting::{IntoJs, Lasting, ReturnToJs};
pub use abi::{FromJs, MutToJs, RefFromJs, RefToJs, ReturnFromJs, ToJs};
pub use cast::CastTarget;
pub use class::{JsClass, JsStatic};
pub use closure::forms::{ClosureType, IntoClosure, IntoOnceClosure};
pub use closure::heap::Closure;
pub use closure::scope::{scope, Scope, ScopedClosure};
pub use convert::CastError;
pub use descriptor::import::{Descriptor, JsPath, Kind, Param, Place};
pub use descriptor::types::{BigInt, Enum, Field, Number, Signature, Struct, Type, Variant};
pub use export::{Exported, Parameter};
#[cfg(feature = "wasm-bindgen")]
pub use hosted::{provide_module, Js};
pub use promise::awaited::JsPromise;
pub use promise::tasks::spawn_local;
pub use report::{live_closures, stats, LiveClosures, LivePlace, Stats};
pub use types::clamped::Clamped;
pub use types::function::{FunctionType, JsFunction};
pub use types::list::{Element, ElementFromJs, Numeric, Rest};
pub use types::result::{OkFromJs, OkToJs, ThrowToJs};
pub use types::value::{JsValue, This};

/// Not public API; may change in any release.
///
/// What is safe here does no harm with whatever it is called. That cannot be said of the hidden macros, which begin with
/// `__closures_`: what they expand to is `unsafe` code about the tokens of a whole block.
// Not in `__private`: rustc names them by this path, in errors about closures with a parameter that does not cross.
#[doc(hidden)]
pub use closure::forms::{ByMutList, ByReference, ClosureForm, Exclusive, Form, Formed, Shared, StandsAt};
#[doc(hidden)]
pub use types::function::{CallableForm, Passes};

#[doc(hidden)]
pub mod __private {
    pub use crate::abi::lasting::{IntoJs, Lasting, ReturnToJs};
    pub use crate::abi::{
        Checked, FromJs, Hold, Lend, Pass, Receive, RefFromJs, RefSlot, RefToJs, ReturnFromJs, SlotCell,
        Slotted, ToJs, UNIT,
    };
    pub use crate::call::Call;
    pub use crate::cast::CastTarget;
    pub use crate::class::{
        debug, imported, into_value, value_of, Class, ClassSlot, Constructed, JsClass, JsStatic, Parent, This,
    };
    pub use crate::convert::{converted, CastError};
    pub use crate::descriptor::export::{Export, ExportBlock, ExportKind, ExportPlace};
    pub use crate::descriptor::import::{
        count, present, Block, Descriptor, Import, JsPath, Kind, Param, Place,
    };
    pub use crate::descriptor::names::without_raw_prefix;
    pub use crate::descriptor::types::{Enum, Field, Struct, Type, Variant};
    pub use crate::export::{free_exported, Argument, Exported, Lent, MadeByNew, Owned, Parameter};
    #[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
    pub use crate::hosted::link::{Import as HostedImport, Slot as HostedSlot};
    #[allow(deprecated, reason = "it is there to be warned of")]
    pub use crate::mistake::awaited;
    pub use crate::mistake::{refused, setter_name, variadic, wrong_option};
    pub use crate::promise::awaited::{MayBeRejected, Settles};
    pub use crate::promise::owed::{lends, promised};
    pub use crate::section::records::{
        block_record, block_record_len, export_record, export_record_len, test_record,
    };
    pub use crate::test::{awaited_on_the_host, returned_by_a_test, Outcome, TestResult};
    pub use crate::types::choice::{check_variants, no_variant, Choice, Chosen, Value};
    pub use crate::types::fields::{
        count_fields, field, Cells, FieldFromJs, FieldToJs, Fielded, Fields, FieldsFromJs, FieldsToJs,
        Lowered,
    };
    pub use crate::types::list::Element;
    pub use crate::types::value::JsValue;
    pub use crate::wasm::entries::{enter, leave};
    pub use core;
    // Those that each `type` implements have a short path: rustc resolves it again at each edit of the block.
    pub use core::clone::Clone;
    pub use core::convert::{AsRef, From, Into, TryFrom};
    pub use core::fmt::{Debug, Formatter};
    pub use core::ops::Deref;
    pub use core::option::Option::{self, None, Some};
    pub use core::result::Result;
    pub use std::vec::Vec;
}
