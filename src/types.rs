//! The types that cross, in a file for each kind: how a value becomes a slot. `js/src/types/` is the other half.

pub(crate) mod choice;
pub(crate) mod clamped;
pub(crate) mod fields;
pub(crate) mod function;
pub(crate) mod list;
pub(crate) mod number;
pub(crate) mod option;
pub(crate) mod result;
pub(crate) mod string;
pub(crate) mod value;
pub(crate) mod wrapped;
