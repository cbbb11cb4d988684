//! Bindings as a library has them: in several modules and blocks, called from functions that end up in this crate or,
//! being generic or `#[inline]`, in the crate that calls them. Each module is one such way.
//!
//! The JavaScript side of every import is `host()` in `retention.test.js`.
//!
//! What the macros write is accepted where unsafe code is forbidden and a warning is an error.

#![forbid(unsafe_code)]
#![deny(warnings)]

pub mod always;
pub mod edited;
pub mod exported;
pub mod generic;
pub mod inline;
pub mod local;
pub mod plain;
