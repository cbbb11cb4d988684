//! The boundary: what this crate imports from JavaScript and exports to it, by name. No type of the user's program is known
//! here, nor one that crosses: numbers and addresses do.

#[cfg(target_family = "wasm")]
pub(crate) mod ending;
pub(crate) mod entries;
#[cfg(any(target_family = "wasm", test))]
pub(crate) mod exports;
pub(crate) mod imports;
pub(crate) mod link;
