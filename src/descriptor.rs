//! What an import and an export are, as data: names, types, where in JavaScript, and how a person reads that.
//!
//! A block of imports becomes one [`Block`]; `section.rs` makes bytes of it. Nothing here converts a value: see `abi.rs`.

use crate::section::{export, kind, tag, Encoding};
use core::fmt;

/// The type of a parameter or a result, as both sides know it.
///
/// `Display` writes it as Rust does, a closure as `closure FnMut(u32) -> bool`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// `()`, JS `undefined`.
    Unit,
    /// `bool`, JS boolean.
    Bool,
    /// A number type of at most 32 bits, or a float; JS number.
    Number(Number),
    /// `&str`, JS string.
    Str,
    /// `String`, JS string.
    String,
    /// An integer of 64 or 128 bits, JS bigint.
    BigInt(BigInt),
    /// `char`, JS string of one code point.
    Char,
    /// `&[T]`; JS typed array for numbers, else an array.
    Slice(&'static Type),
    /// `Vec<T>` or `Box<[T]>`; JS typed array for numbers, else an array.
    Vec(&'static Type),
    /// `JsValue`: any value.
    Value,
    /// `&JsValue`: any value.
    ValueRef,
    /// `Option<T>`: `undefined` for `None`.
    Option(&'static Type),
    /// `Result<T, _>`: JavaScript throws for `Err`.
    Result(&'static Type),
    /// `This<T>`: what JavaScript calls `this`.
    This(&'static Type),
    /// `Rest<T>`: all arguments that are left.
    Rest(&'static Type),
    /// `&dyn Fn` or `&mut dyn FnMut`: a JS function that works until the import returns.
    StackClosure(&'static Signature),
    /// `&Closure<_>`: a JS function that works until the `Closure` is dropped.
    HeapClosure(&'static Signature),
    /// `Closure<_>` by value: a JS function that owns the Rust closure.
    OwnedClosure(&'static Signature),
    /// `JsFunction<_>`: a JS function that Rust calls.
    Function(&'static Signature),
    /// `T` of `closures_export!`, by its key: a JS object that owns the Rust value.
    Class(&'static str),
    /// `&T` of `closures_export!`: such an object, lent for a call.
    ClassRef(&'static str),
    /// `&mut T` of `closures_export!`: such an object, lent for a call that nothing else may use it during.
    ClassMut(&'static str),
    /// A `type` of `closures_extern!`, by the name of its JS class.
    Imported(&'static str),
    /// A reference to one.
    ImportedRef(&'static str),
}

/// The integer types that cross as JS bigints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the Rust type of its name")]
pub enum BigInt {
    I64,
    U64,
    I128,
    U128,
}

impl BigInt {
    #[inline]
    pub(crate) const fn tag(self) -> u8 {
        match self {
            BigInt::I64 => tag::I64,
            BigInt::U64 => tag::U64,
            BigInt::I128 => tag::I128,
            BigInt::U128 => tag::U128,
        }
    }

    #[inline]
    const fn name(self) -> &'static str {
        match self {
            BigInt::I64 => "i64",
            BigInt::U64 => "u64",
            BigInt::I128 => "i128",
            BigInt::U128 => "u128",
        }
    }
}

/// The number types that cross as JS numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the Rust type of its name")]
pub enum Number {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    Isize,
    Usize,
    F32,
    F64,
}

impl Number {
    #[inline]
    pub(crate) const fn tag(self) -> u8 {
        match self {
            Number::I8 => tag::I8,
            Number::U8 => tag::U8,
            Number::I16 => tag::I16,
            Number::U16 => tag::U16,
            Number::I32 => tag::I32,
            Number::U32 => tag::U32,
            Number::Isize => tag::ISIZE,
            Number::Usize => tag::USIZE,
            Number::F32 => tag::F32,
            Number::F64 => tag::F64,
        }
    }

    #[inline]
    const fn name(self) -> &'static str {
        match self {
            Number::I8 => "i8",
            Number::U8 => "u8",
            Number::I16 => "i16",
            Number::U16 => "u16",
            Number::I32 => "i32",
            Number::U32 => "u32",
            Number::Isize => "isize",
            Number::Usize => "usize",
            Number::F32 => "f32",
            Number::F64 => "f64",
        }
    }
}

/// What a closure takes and returns, and whether it may be entered while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `FnMut`: refused while it runs. Otherwise `Fn`, which may recurse.
    pub exclusive: bool,
    /// The parameters, 0 to 8.
    pub params: &'static [&'static Type],
    /// The result.
    pub result: &'static Type,
}

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
    /// Reads a property.
    Getter = kind::GETTER,
    /// Writes a property.
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

    /// The JS name, and whether it is a Rust name that is yet to be turned into lowerCamelCase.
    #[inline]
    fn js_name(&self) -> (&'static str, bool) {
        let name = self.name();
        match (self.kind, self.path.name) {
            (Kind::Constructor, _) => match self.path.class {
                Some(class) => (class.class_name(), false),
                None => panic!("closures_extern!: a constructor belongs to a class"),
            },
            (_, Some(name)) => (without_raw_prefix(name), false),
            (Kind::Value | Kind::Class, None) => (without_raw_prefix(name), false),
            (Kind::Setter, None) => (without_set(name), true),
            (_, None) => (name, true),
        }
    }

    /// The dotted path to it, of which the second part is a class.
    #[inline]
    fn path_in_js(&self) -> (&'static str, &'static str) {
        match (self.kind, self.path.class) {
            (Kind::Constructor, Some(class)) => (class.namespace.unwrap_or_default(), ""),
            (_, Some(class)) => (class.namespace.unwrap_or_default(), class.class_name()),
            (_, None) => (self.path.namespace.unwrap_or_default(), ""),
        }
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
    /// The id of its block, as in [`Block`].
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

// --- Reading: Display ---

impl fmt::Display for Type {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unit => out.write_str("()"),
            Type::Bool => out.write_str("bool"),
            Type::Number(number) => out.write_str(number.name()),
            Type::Str => out.write_str("&str"),
            Type::String => out.write_str("String"),
            Type::BigInt(big) => out.write_str(big.name()),
            Type::Char => out.write_str("char"),
            Type::Slice(element) => write!(out, "&[{element}]"),
            Type::Vec(element) => write!(out, "Vec<{element}>"),
            Type::Value => out.write_str("JsValue"),
            Type::ValueRef => out.write_str("&JsValue"),
            Type::Option(some) => write!(out, "Option<{some}>"),
            Type::Result(ok) => write!(out, "Result<{ok}, _>"),
            Type::This(this) => write!(out, "This<{this}>"),
            Type::Rest(element) => write!(out, "Rest<{element}>"),
            Type::StackClosure(signature) | Type::HeapClosure(signature) | Type::OwnedClosure(signature) => {
                write!(out, "closure {signature}")
            }
            Type::Function(signature) => write!(out, "function {signature}"),
            Type::Class(key) => out.write_str(class_name(key)),
            Type::ClassRef(key) => write!(out, "&{}", class_name(key)),
            Type::ClassMut(key) => write!(out, "&mut {}", class_name(key)),
            Type::Imported(class) => out.write_str(class),
            Type::ImportedRef(class) => write!(out, "&{class}"),
        }
    }
}

impl fmt::Display for Signature {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.exclusive { "FnMut(" } else { "Fn(" })?;
        for (index, param) in self.params.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(out, "{comma}{param}")?;
        }
        out.write_str(")")?;
        write_result(out, self.result)
    }
}

impl fmt::Display for Place {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The JS name as `js_name` gives it, with its path in front.
struct FullName<'a>(&'a Descriptor);

impl fmt::Display for FullName<'_> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (namespace, class) = self.0.path_in_js();
        let owner =
            [namespace, class].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".");
        out.write_str(&owner)?;
        write_member(out, !owner.is_empty(), self.0.js_name())
    }
}

impl fmt::Display for Descriptor {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut params = self.params().collect::<Vec<_>>().into_iter();
        let mut object = || params.next().map_or_else(String::new, |this| this.ty.to_string());
        match self.kind {
            Kind::Function => write!(out, "{}", FullName(self))?,
            Kind::Constructor => write!(out, "new {}", FullName(self))?,
            Kind::Value => write!(out, "{}", FullName(self))?,
            Kind::Class => return write!(out, "instanceof {}", FullName(self)),
            Kind::IndexingGetter | Kind::IndexingSetter => out.write_str(&object())?,
            Kind::IndexingDeleter => write!(out, "delete {}", object())?,
            Kind::Method | Kind::Getter | Kind::Setter => {
                out.write_str(&object())?;
                write_member(out, true, self.js_name())?;
            }
        }
        let (open, between, close) = match self.kind {
            Kind::Function | Kind::Method | Kind::Constructor => ("(", ", ", ")"),
            Kind::IndexingGetter | Kind::IndexingDeleter => ("[", ", ", "]"),
            Kind::IndexingSetter => ("[", "] = ", ""),
            Kind::Setter => (" = ", "", ""),
            Kind::Getter | Kind::Value | Kind::Class => ("", "", ""),
        };
        out.write_str(open)?;
        let last = params.len();
        for (index, param) in params.enumerate() {
            let spread = if self.variadic && index + 1 == last { "..." } else { "" };
            write!(out, "{}{spread}{param}", if index == 0 { "" } else { between })?;
        }
        out.write_str(close)?;
        write_result(out, self.result)
    }
}

impl fmt::Display for Param {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.name, self.ty)
    }
}

/// Writes a member behind its owner, if it has one: `.name`, or `[Symbol.iterator]`. The name is that of `js_name`.
#[inline]
fn write_member(out: &mut fmt::Formatter<'_>, owned: bool, (name, is_rust): (&str, bool)) -> fmt::Result {
    if owned && !name.starts_with("[Symbol.") {
        out.write_str(".")?;
    }
    if is_rust {
        write_camel_case(out, name)
    } else {
        out.write_str(name)
    }
}

/// The Rust name of an exported type, which ends its key.
#[inline]
fn class_name(key: &str) -> &str {
    key.rsplit(':').next().unwrap_or(key)
}

#[inline]
fn write_result(out: &mut fmt::Formatter<'_>, result: &Type) -> fmt::Result {
    match result {
        Type::Unit => Ok(()),
        result => write!(out, " -> {result}"),
    }
}

// --- The JS name of a Rust name ---

/// What stands before the first space or end of a line: `stringify!` breaks long lines.
#[inline]
pub(crate) const fn first_word(words: &str) -> &str {
    let mut at = 0;
    while at < words.len() && !matches!(words.as_bytes()[at], b' ' | b'\n') {
        at += 1;
    }
    words.split_at(at).0
}

/// The property of a setter called `set_property`.
#[inline]
fn without_set(name: &str) -> &str {
    match name.as_bytes() {
        [b's', b'e', b't', b'_', _, ..] => name.split_at(4).1,
        _ => name, // which `setter_name` in mistake.rs refuses
    }
}

#[inline]
fn without_raw_prefix(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Writes `set_interval` as `setInterval`, as `camelCase` in `js/src/section/names.js` does.
///
/// Underscores in front stay, the others go, and the ASCII letter after one becomes a capital. The `r#` of a raw
/// identifier goes too.
#[inline]
fn write_camel_case(out: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    let name = without_raw_prefix(name);
    let rest = name.trim_start_matches('_');
    out.write_str(&name[..name.len() - rest.len()])?;
    let mut capital = false;
    for letter in rest.chars() {
        if letter != '_' {
            fmt::Write::write_char(out, if capital { letter.to_ascii_uppercase() } else { letter })?;
        }
        capital = letter == '_';
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::ToJs;
    use crate::closure::Closure;

    const F64: &Type = &Type::Number(Number::F64);
    const SET_INTERVAL: Descriptor = Descriptor {
        names: "set_interval f ms",
        owner: None,
        types: &[<&Closure<dyn FnMut()>>::ENCODING, u32::ENCODING],
        kind: Kind::Function,
        path: JsPath::GLOBAL,
        variadic: false,
        result: F64,
        place: &Place { file: "src/lib.rs", line: 3, column: 1 },
    };
    const ELEMENT: JsPath = JsPath { namespace: Some("dom"), name: Some("Element"), ..JsPath::GLOBAL };

    #[test]
    fn a_descriptor_reads_like_a_declaration_with_the_js_name() {
        assert_eq!(SET_INTERVAL.to_string(), "setInterval(f: closure FnMut(), ms: u32) -> f64");
        let log = Descriptor {
            names: "log s",
            path: JsPath { namespace: Some("console"), name: Some("log2"), ..JsPath::GLOBAL },
            types: &[<&str>::ENCODING],
            result: &Type::Unit,
            ..SET_INTERVAL
        };
        assert_eq!(log.to_string(), "console.log2(s: &str)");
        assert_eq!(Descriptor { variadic: true, ..log }.to_string(), "console.log2(...s: &str)");
        assert_eq!(log.place.to_string(), "src/lib.rs:3:1");
    }

    #[test]
    fn each_kind_reads_like_what_it_does_in_js() {
        let this = Type::ImportedRef("Element");
        let this = Encoding::leaked(Box::leak(Box::new(this)));
        let types: &'static [_] = Box::leak(Box::new([this, u32::ENCODING, f64::ENCODING]));
        let of = |kind, names, count, result| Descriptor {
            names,
            kind,
            owner: Some("Element"),
            types: &types[..count],
            path: JsPath { class: Some(&ELEMENT), ..JsPath::GLOBAL },
            result,
            ..SET_INTERVAL
        };
        for (descriptor, text) in [
            (of(Kind::Method, "scroll_by this n", 2, &Type::Unit), "&Element.scrollBy(n: u32)"),
            (of(Kind::Getter, "scroll_top this", 1, F64), "&Element.scrollTop -> f64"),
            (of(Kind::Setter, "set_scroll_top this top", 2, &Type::Unit), "&Element.scrollTop = top: u32"),
            (of(Kind::IndexingGetter, "get this i", 2, F64), "&Element[i: u32] -> f64"),
            (of(Kind::IndexingSetter, "set this i to", 3, &Type::Unit), "&Element[i: u32] = to: f64"),
            (of(Kind::IndexingDeleter, "delete this i", 2, &Type::Unit), "delete &Element[i: u32]"),
            (of(Kind::Constructor, "new", 0, &Type::Imported("Element")), "new dom.Element() -> Element"),
            (of(Kind::Function, "from_id", 0, F64), "dom.Element.fromId() -> f64"),
        ] {
            assert_eq!(descriptor.to_string(), text);
        }
        let named = JsPath { name: Some("[Symbol.iterator]"), class: Some(&ELEMENT), ..JsPath::GLOBAL };
        let method = Descriptor { path: named, ..of(Kind::Method, "iter this", 1, F64) };
        assert_eq!(method.to_string(), "&Element[Symbol.iterator]() -> f64");
        let function = Descriptor { path: named, ..of(Kind::Function, "iter", 0, F64) };
        assert_eq!(function.to_string(), "dom.Element[Symbol.iterator]() -> f64");
        let value = Descriptor { names: "BODY", kind: Kind::Value, types: &[], ..SET_INTERVAL };
        assert_eq!(value.to_string(), "BODY -> f64");
        let class = Descriptor { names: "Element", kind: Kind::Class, path: ELEMENT, ..SET_INTERVAL };
        assert_eq!(class.to_string(), "instanceof dom.Element");
    }

    #[test]
    fn rust_names_become_lower_camel_case() {
        for (rust, js) in [
            ("set_interval", "setInterval"),
            ("log", "log"),
            ("__private_thing", "__privateThing"),
            ("type_", "type"),
            ("r#type", "type"),
            ("vec_2_d", "vec2D"),
            ("große_ähre", "großeähre"),
        ] {
            let descriptor = Descriptor { names: rust, types: &[], result: &Type::Unit, ..SET_INTERVAL };
            assert_eq!(descriptor.to_string(), format!("{js}()"));
        }
    }
}
