//! What the JavaScript side is told, byte by byte: the custom section `closures_extern` of the wasm file, which
//! `js/src/section/` reads before it instantiates, and the types of closures, which are handed over in the same
//! encoding when the first is made. What it is about stands in `descriptor.rs`.
//!
//! # The section
//!
//! Records follow each other; each is a kind byte, a `u32` length, and that many bytes: what it says, and four of a
//! [`checksum`](records). So a reader may skip what it does not know, sees what was damaged, and the linker may concatenate or
//! repeat them. All integers are little-endian; a string is a `u16` length and UTF-8. Record kinds and type tags stand
//! in `protocol.rs`.

pub(crate) mod encoding;
pub(crate) mod records;

#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;
