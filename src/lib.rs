//! Passing Rust closures to JavaScript.
#![allow(coherence_leak_check, reason = "see closure/signature.rs")]

mod abi;
mod closure;
mod descriptor;
mod function;
mod list;
mod macros;
mod number;
mod option;
mod runtime;
mod string;
mod value;

pub use abi::{FromJs, Lasting, MutToJs, RefFromJs, RefToJs, ReturnToJs, ToJs};
pub use closure::{scope, Closure, ClosureType, IntoClosure, IntoOnceClosure, Scope, ScopedClosure};
pub use descriptor::{BigInt, Descriptor, JsPath, Number, Param, Signature, Type};
pub use function::{FunctionType, JsFunction};
pub use list::{Element, Numeric, Rest};
pub use option::{OkToJs, ThrowToJs};
pub use runtime::{live_closures, stats, LiveClosures, LivePlace, Stats};
pub use value::{JsValue, This};

/// Not public API; may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use crate::abi::{lift, lower, slot, FromJs, Returned, Slot, ToJs};
    pub use crate::descriptor::{
        block_record, block_record_len, count, present, Block, Descriptor, JsPath, Param,
    };
    #[cfg(not(target_family = "wasm"))]
    pub use crate::runtime::outside_wasm;
    pub use core;
    pub use core::option::Option::{self, None, Some};
}
