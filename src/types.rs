//! The types that cross, a file for each kind: what a value is as a slot. The same files stand in `js/src/types/`.

pub(crate) mod function;
pub(crate) mod list;
pub(crate) mod number;
pub(crate) mod option;
pub(crate) mod result;
pub(crate) mod string;
pub(crate) mod value;
