//! What an import and an export are, as data: names, types, where in JavaScript, and how a person reads that.
//!
//! A block of imports becomes one [`Block`](import::Block); `section.rs` makes bytes of it. Nothing here converts a value: see `abi.rs`.

pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod names;
mod text;
pub(crate) mod types;
