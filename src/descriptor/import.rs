//! An import, as a declaration says it, and a block of them.

use super::names::{first_word, without_raw_prefix};
use super::types::Type;
use crate::protocol::kind;
use crate::section::encoding::Encoding;

/// A parameter of an import: its name in the declaration, and its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// The Rust name.
    pub name: &'static str,
    /// The type.
    pub ty: &'static Type,
}

/// What an import does when it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Kind {
    /// Calls a function; a `static_method_of` a class too.
    Function = kind::FUNCTION,
    /// Calls the function that the property of an object is.
    Method = kind::METHOD,
    /// Reads a property: of its parameter, or, if it has none, of what would hold a function.
    Getter = kind::GETTER,
    /// Writes a property: of its first parameter, or, if it has only one, of what would hold a function.
    Setter = kind::SETTER,
    /// Reads `this[index]`.
    IndexingGetter = kind::INDEXING_GETTER,
    /// Writes `this[index]`.
    IndexingSetter = kind::INDEXING_SETTER,
    /// `delete this[index]`.
    IndexingDeleter = kind::INDEXING_DELETER,
    /// Makes an object: `new`.
    Constructor = kind::CONSTRUCTOR,
    /// Reads a `static`.
    Value = kind::VALUE,
    /// Asks whether a value is an instance of a `type`.
    Class = kind::CLASS,
}

/// Where an import is found in JavaScript: what `#[js(..)]` says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsPath {
    /// `name = ".."`; without it the Rust name, that of a function in lowerCamelCase.
    pub name: Option<&'static str>,
    /// `namespace = ..`: the object that holds it and is a function's `this`, dotted.
    pub namespace: Option<&'static str>,
    /// `module = ".."`: an ES module's specifier; none for a global.
    pub module: Option<&'static str>,
    /// The class that has it: of a method, a property, a constructor. Its place is the class's.
    pub class: Option<&'static JsPath>,
}

impl JsPath {
    /// A global function under its own name.
    pub const GLOBAL: Self = JsPath { name: None, namespace: None, module: None, class: None };

    /// The name of a class.
    #[inline]
    #[doc(hidden)]
    #[must_use]
    pub const fn class_name(&self) -> &'static str {
        match self.name {
            Some(name) => name,
            None => panic!("closures_extern!: a class has a name"),
        }
    }
}

/// Where a block stands. `Display` writes it as the compiler does: `src/dom.rs:12:1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the compiler was given it.
    pub file: &'static str,
    /// The line of the macro call.
    pub line: u32,
    /// Its column.
    pub column: u32,
}

/// One import: what `closures_extern!` knows of a declaration.
///
/// `Display` writes it as a line, with the JS name: `setInterval(f: closure FnMut(), ms: u32) -> f64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// The Rust name and those of the parameters, each after a space: one word for the macro to write down.
    #[doc(hidden)]
    pub names: &'static str,
    /// What tells imports of one name apart: the class as the declaration writes it, `type`, `static`, or nothing.
    #[doc(hidden)]
    pub owner: Option<&'static str>,
    /// The types of the parameters.
    #[doc(hidden)]
    pub types: &'static [&'static Encoding],
    /// What the import does.
    pub kind: Kind,
    /// Where it is found in JavaScript.
    pub path: JsPath,
    /// The last parameter is a list, and becomes as many arguments.
    pub variadic: bool,
    /// The result.
    pub result: &'static Type,
    /// Where it is declared: its block.
    pub place: &'static Place,
}

impl Descriptor {
    /// The Rust name.
    #[inline]
    #[must_use]
    pub const fn name(&self) -> &'static str {
        first_word(self.names)
    }

    /// The parameters in order; of a method, `this` is the first.
    #[inline]
    pub fn params(&self) -> impl Iterator<Item = Param> {
        self.names
            .split([' ', '\n'])
            .filter(|name| !name.is_empty())
            .skip(1)
            .zip(self.types)
            .map(|(name, encoding)| Param { name: without_raw_prefix(name), ty: encoding.ty })
    }
}

/// The imports of one `closures_extern!` block.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Unique in the program: module path, crate version, line and column. An import's wasm name is this, a
    /// colon, the owner and a dot if there is one, and its Rust name.
    pub id: &'static str,
    /// Whether the declaring crate has `debug_assertions`: plain numbers from JS are then checked too.
    pub checked: bool,
    /// Where functions without options are found.
    pub path: JsPath,
    /// The imports in order.
    pub imports: &'static [&'static Import],
}

/// What a block says of an item: of most items little, because rustc evaluates it again at each edit of the block.
#[derive(Clone, Copy, Debug)]
pub enum Import {
    /// Nothing: a `#[cfg]` has removed it, or it is refused.
    Absent,
    /// A function without options: its names as in [`Descriptor`], its parameters, its result.
    Function(&'static str, &'static [&'static Encoding], &'static Encoding),
    /// Any other: names, owner, kind, path, whether it is variadic, parameters, result, all as in [`Descriptor`].
    Item(
        &'static str,
        Option<&'static str>,
        Kind,
        JsPath,
        bool,
        &'static [&'static Encoding],
        &'static Encoding,
    ),
}

impl Import {
    /// What it is as a descriptor, in a block with that path for functions.
    #[inline]
    pub(crate) const fn descriptor(&self, default: JsPath, place: &'static Place) -> Option<Descriptor> {
        match *self {
            Import::Absent => None,
            Import::Function(names, types, result) => Some(Descriptor {
                names,
                owner: None,
                types,
                kind: Kind::Function,
                path: default,
                variadic: false,
                result: result.ty,
                place,
            }),
            Import::Item(names, owner, kind, path, variadic, types, result) => {
                Some(Descriptor { names, owner, types, kind, path, variadic, result: result.ty, place })
            }
        }
    }
}

/// How many of a block's imports there are.
#[must_use]
#[inline]
pub const fn count(imports: &[&Import]) -> usize {
    let mut count = 0;
    let mut rest = imports;
    while let [import, tail @ ..] = rest {
        count += !matches!(import, Import::Absent) as usize;
        rest = tail;
    }
    count
}

/// The descriptors of a block's imports; `N` is their [`count`].
#[must_use]
#[inline]
pub const fn present<const N: usize>(
    imports: &[&Import],
    default: JsPath,
    place: &'static Place,
) -> [Descriptor; N] {
    const NOTHING: Descriptor = Descriptor {
        names: "",
        owner: None,
        types: &[],
        kind: Kind::Function,
        path: JsPath::GLOBAL,
        variadic: false,
        result: &Type::Unit,
        place: &Place { file: "", line: 0, column: 0 },
    };
    let mut present = [NOTHING; N];
    let mut at = 0;
    let mut rest = imports;
    while let [import, tail @ ..] = rest {
        if let Some(descriptor) = import.descriptor(default, place) {
            present[at] = descriptor;
            at += 1;
        }
        rest = tail;
    }
    present
}
