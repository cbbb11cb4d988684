//! An export, as `closures_export!` says it.

use super::types::Type;
use crate::protocol::export;

/// What an item of `closures_export!` is for JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the kind of its name")]
#[repr(u8)]
pub enum ExportKind {
    Function = export::FUNCTION,
    Class = export::CLASS,
    Constructor = export::CONSTRUCTOR,
    Method = export::METHOD,
    Getter = export::GETTER,
    Setter = export::SETTER,
}

/// One export: what `closures_export!` knows of an item.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// The id of its block, as in [`Block`](super::import::Block).
    pub block: &'static str,
    /// Unique in the program: the name of its wasm export.
    pub key: &'static str,
    /// The Rust name.
    pub name: &'static str,
    /// `name = ".."`; without it the Rust name, that of a function in lowerCamelCase.
    pub js_name: Option<&'static str>,
    /// What it is.
    pub kind: ExportKind,
    /// The lines of its documentation, in debug builds.
    pub docs: &'static [&'static str],
    /// The names and types of the parameters in order, the receiver of a method first.
    pub params: &'static [(&'static str, &'static Type)],
    /// The result.
    pub result: &'static Type,
}
