//! An export, as `closures_export!` says it, and a block of them.

use crate::protocol::{export, flag};
use crate::section::encoding::Encoding;

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
    Constant = export::CONSTANT,
}

/// The exports of one `closures_export!` block.
#[derive(Clone, Copy, Debug)]
pub struct ExportBlock {
    /// As in [`Block`](super::import::Block). The name of an export's wasm export is this, two colons, the owner and a dot if there is one,
    /// and its Rust name.
    pub id: &'static str,
    /// Whether documentation is written: in debug builds.
    pub documented: bool,
    /// The exports in order.
    pub exports: &'static [&'static Export],
}

/// Where JavaScript finds a function that is not one of `app.exports` itself.
#[derive(Clone, Copy, Debug)]
pub enum ExportPlace {
    /// The class of this key: it is a static method.
    Class(&'static str),
    /// An object in `app.exports`, or in one of that: `a.b`.
    Namespace(&'static str),
}

impl ExportPlace {
    /// The flag that tells of it, and its text.
    pub(crate) const fn told(&self) -> (u8, &'static str) {
        match *self {
            Self::Class(key) => (flag::CLASS, key),
            Self::Namespace(namespace) => (flag::NAMESPACE, namespace),
        }
    }
}

/// What a block says of an item: of most items little, because rustc evaluates it again at each edit of the block.
#[derive(Clone, Copy, Debug)]
pub enum Export {
    /// Nothing: a `#[cfg]` has removed it, or it is refused.
    Absent,
    /// A function without options: its Rust name and those of the parameters, each after a space; the lines of its documentation, its
    /// parameters, its result.
    Function(&'static str, &'static [&'static str], &'static [&'static Encoding], &'static Encoding),
    /// A function of a class or of a namespace: which, and the rest as below.
    Placed(
        ExportPlace,
        &'static str,
        Option<&'static str>,
        ExportKind,
        Option<&'static str>,
        &'static [&'static str],
        &'static [&'static Encoding],
        &'static Encoding,
    ),
    /// Any other: names; the type of a method or constructor, as the block writes it; what it is; `name = ".."`, without which it has the Rust name, that of
    /// a function in lowerCamelCase; documentation, parameters, the receiver of a method first, and result.
    Item(
        &'static str,
        Option<&'static str>,
        ExportKind,
        Option<&'static str>,
        &'static [&'static str],
        &'static [&'static Encoding],
        &'static Encoding,
    ),
}
