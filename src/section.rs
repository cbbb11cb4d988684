//! What the JavaScript side is told, byte by byte: the custom section `closures_extern` of the wasm file, which
//! `js/src/section/` reads before it instantiates, and the types of closures, which are handed over in the same
//! encoding when the first is made. What it is about stands in `descriptor.rs`.
//!
//! # The section
//!
//! Records follow each other; each is a kind byte, a `u32` length, and that many bytes: what it says, and four of a
//! [`checksum`]. So a reader may skip what it does not know, sees what was damaged, and the linker may concatenate or
//! repeat them. All integers are little-endian; a string is a `u16` length and UTF-8. Record kinds stand in [`record`],
//! type tags in [`tag`].

use crate::descriptor::{Block, Export, Import, JsPath, Signature, Type};
use crate::mistake;
use core::marker::PhantomData;
use core::mem::transmute;

#[cfg(test)]
mod random;

/// The version of everything that both sides must agree on: the section, the slots, the runtime's imports and
/// exports. `ABI` in `js/src/protocol.js` is the same number, which a test compares.
#[cfg(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test))]
pub(crate) const ABI: u8 = 1;

/// Kinds of record in the custom section. The same names stand in `RECORD` in `js/src/protocol.js`.
pub(crate) mod record {
    #![cfg_attr(
        not(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test)),
        allow(dead_code, reason = "the host writes no module, and in a wasm-bindgen app its command does")
    )]
    /// One per module: ABI version, and flags of the `closures_extern` crate in it.
    pub(crate) const RUNTIME: u8 = 1;
    /// One per `closures_extern!` block: its id, then its imports.
    pub(crate) const BLOCK: u8 = 2;
    /// One per item of `closures_export!`.
    pub(crate) const EXPORT: u8 = 3;
}

/// Tags of types. The same names, in lower case, stand in `TAG` in `js/src/protocol.js`.
pub(crate) mod tag {
    #![allow(missing_docs, reason = "each is the type of its name")]
    pub(crate) const UNIT: u8 = 0;
    pub(crate) const BOOL: u8 = 1;
    pub(crate) const I8: u8 = 2;
    pub(crate) const U8: u8 = 3;
    pub(crate) const I16: u8 = 4;
    pub(crate) const U16: u8 = 5;
    pub(crate) const I32: u8 = 6;
    pub(crate) const U32: u8 = 7;
    pub(crate) const ISIZE: u8 = 8;
    pub(crate) const USIZE: u8 = 9;
    pub(crate) const F32: u8 = 10;
    pub(crate) const F64: u8 = 11;
    pub(crate) const STR: u8 = 12;
    pub(crate) const STRING: u8 = 13;
    pub(crate) const I64: u8 = 14;
    pub(crate) const U64: u8 = 15;
    pub(crate) const I128: u8 = 16;
    pub(crate) const U128: u8 = 17;
    pub(crate) const CHAR: u8 = 18;
    pub(crate) const SLICE: u8 = 19;
    pub(crate) const VEC: u8 = 20;
    pub(crate) const VALUE: u8 = 21;
    pub(crate) const VALUE_REF: u8 = 22;
    pub(crate) const OPTION: u8 = 23;
    pub(crate) const RESULT: u8 = 24;
    pub(crate) const THIS: u8 = 25;
    pub(crate) const REST: u8 = 26;
    pub(crate) const STACK_CLOSURE: u8 = 27;
    pub(crate) const HEAP_CLOSURE: u8 = 28;
    pub(crate) const OWNED_CLOSURE: u8 = 29;
    pub(crate) const FUNCTION: u8 = 30;
    pub(crate) const IMPORTED: u8 = 31;
    pub(crate) const IMPORTED_REF: u8 = 32;
    pub(crate) const CLASS: u8 = 33;
    pub(crate) const CLASS_REF: u8 = 34;
    pub(crate) const CLASS_MUT: u8 = 35;
}

/// Kinds of export. The same names, in lower case, stand in `EXPORT` in `js/src/protocol.js`.
pub(crate) mod export {
    #![allow(missing_docs, reason = "each is the kind of its name")]
    pub(crate) const FUNCTION: u8 = 0;
    pub(crate) const CLASS: u8 = 1;
    pub(crate) const CONSTRUCTOR: u8 = 2;
    pub(crate) const METHOD: u8 = 3;
    pub(crate) const GETTER: u8 = 4;
    pub(crate) const SETTER: u8 = 5;
}

/// Kinds of import. The same names, in lower case, stand in `KIND` in `js/src/protocol.js`.
pub(crate) mod kind {
    pub(crate) const FUNCTION: u8 = 0;
    pub(crate) const METHOD: u8 = 1;
    pub(crate) const GETTER: u8 = 2;
    pub(crate) const SETTER: u8 = 3;
    pub(crate) const INDEXING_GETTER: u8 = 4;
    pub(crate) const INDEXING_SETTER: u8 = 5;
    pub(crate) const INDEXING_DELETER: u8 = 6;
    pub(crate) const CONSTRUCTOR: u8 = 7;
    pub(crate) const VALUE: u8 = 8;
    pub(crate) const CLASS: u8 = 9;
}

/// What an import's record says beyond names and types, as bits of a byte: that it is variadic, and which texts follow, in
/// this order. The same names, in lower case, stand in `FLAG` in `js/src/protocol.js`.
pub(crate) mod flag {
    pub(crate) const VARIADIC: u8 = 1;
    pub(crate) const OWNER: u8 = 2;
    pub(crate) const NAME: u8 = 4;
    pub(crate) const CLASS: u8 = 8;
    pub(crate) const NAMESPACE: u8 = 16;
    pub(crate) const MODULE: u8 = 32;
    /// None: it is where its block says.
    pub(crate) const BLOCK: u8 = 64;
}

/// How far behind the last byte of a record a store may reach.
const SLACK: usize = 16;

/// `N` bytes and some more, because what writes here stores sixteen at a time.
#[repr(C)]
struct Buffer<const N: usize> {
    bytes: [u8; N],
    slack: [u8; SLACK],
}

/// Long enough for any index. A pointer to it may be one to fewer bytes, of which only those may be touched.
type Far = [u8; 1 << 30];

/// Copies a slice to the array of bytes that `$to` points to, at `$at`.
///
/// Subtle: a macro, and none of it a call. An interpreter evaluates this at each edit of the user's block, and to it a call is worth ten
/// statements, and a loop over single bytes several hundred.
///
/// It is `unsafe`: `$to` must have room for the slice from `$at` on. `done + 8 <= end` each time, so that is enough.
macro_rules! store {
    ($to:ident, $at:expr, $from:expr) => {{
        let (at, from) = ($at, $from);
        let (end, source) = (from.len(), &raw const *from as *const Far);
        let mut done = 0;
        if end >= 8 {
            while done + 8 < end {
                *(&raw mut (*$to)[at + done] as *mut [u8; 8]) =
                    *(&raw const (*source)[done] as *const [u8; 8]);
                done += 8;
            }
            done = end - 8;
            *(&raw mut (*$to)[at + done] as *mut [u8; 8]) = *(&raw const (*source)[done] as *const [u8; 8]);
        } else {
            while done < end {
                (*$to)[at + done] = (*source)[done];
                done += 1;
            }
        }
    }};
}

/// `as_bytes` without a call.
macro_rules! bytes_of {
    ($text:expr) => {
        transmute::<&str, &[u8]>($text)
    };
}

/// A text with its length in front, and `$at` behind it.
macro_rules! store_text {
    ($to:ident, $at:ident, $text:expr) => {{
        let text = bytes_of!($text);
        let len = text.len();
        (*$to)[$at] = len as u8;
        (*$to)[$at + 1] = (len >> 8) as u8;
        store!($to, $at + 2, text);
        $at += 2 + len;
    }};
}

/// A type, and `$at` behind it.
macro_rules! store_type {
    ($to:ident, $at:ident, $encoding:expr) => {{
        let Encoding { short, len, bytes, .. } = $encoding;
        if *len <= SLACK {
            *(&raw mut (*$to)[$at] as *mut [u8; SLACK]) = *short;
        } else {
            store!($to, $at, *bytes);
        }
        $at += *len;
    }};
}

/// Writes into `N` bytes and counts on when they are full, so that `Writer<0>` measures.
///
/// What refuses a type is `#[track_caller]`, as is all that leads there: the error is then at the user's declaration, without a
/// line of this file.
struct Writer<'a, const N: usize> {
    buffer: Buffer<N>,
    len: usize,
    /// What errors name by its first word: the item that is written; nothing for a type that is told at run time.
    item: &'a str,
    /// Whether a type cannot be written: an `Option` of an `Option`, of whose two `None`s JavaScript would have the same `undefined`.
    twice: bool,
}

impl<'a, const N: usize> Writer<'a, N> {
    #[inline]
    const fn new() -> Self {
        Writer { buffer: Buffer { bytes: [0; N], slack: [0; SLACK] }, len: 0, item: "", twice: false }
    }

    #[inline]
    const fn u8(&mut self, byte: u8) {
        if self.len < N {
            self.buffer.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    #[inline]
    #[track_caller]
    const fn u16(&mut self, number: usize) {
        assert!(number <= u16::MAX as usize, "closures_extern: a name or a list is longer than 65,535");
        self.u8(number as u8);
        self.u8((number >> 8) as u8);
    }

    #[inline]
    #[track_caller]
    const fn u32(&mut self, number: usize) {
        self.u16(number & 0xffff);
        self.u16(number >> 16);
    }

    #[inline]
    #[track_caller]
    const fn str(&mut self, text: &str) {
        self.u16(text.len());
        self.bytes(text.as_bytes());
    }

    /// A text of the user's at the item: of any length.
    #[inline]
    #[track_caller]
    const fn text(&mut self, text: &str, item: &str, what: &str) {
        let _ = counted(item, text, what);
        self.str(text);
    }

    /// Nothing is the same as an empty text.
    #[inline]
    #[track_caller]
    const fn option_text(&mut self, text: Option<&str>, what: &str) {
        match text {
            Some(text) => self.text(text, "#![js(..)]", what),
            None => self.str(""),
        }
    }

    #[inline]
    const fn bytes(&mut self, bytes: &[u8]) {
        let at = self.len;
        self.len += bytes.len();
        if self.len <= N {
            let to = &raw mut self.buffer as *mut Far;
            // SAFETY: as many of the `N` bytes are left.
            unsafe { store!(to, at, bytes) };
        }
    }

    #[inline]
    #[track_caller]
    const fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Unit => self.u8(tag::UNIT),
            Type::Bool => self.u8(tag::BOOL),
            Type::Number(number) => self.u8(number.tag()),
            Type::Str => self.u8(tag::STR),
            Type::String => self.u8(tag::STRING),
            Type::BigInt(big) => self.u8(big.tag()),
            Type::Char => self.u8(tag::CHAR),
            Type::Slice(element) => self.with(tag::SLICE, element),
            Type::Vec(element) => self.with(tag::VEC, element),
            Type::Value => self.u8(tag::VALUE),
            Type::ValueRef => self.u8(tag::VALUE_REF),
            Type::Option(some) => self.option(some),
            Type::Result(ok) => self.with(tag::RESULT, ok),
            Type::This(this) => self.with(tag::THIS, this),
            Type::Rest(element) => self.with(tag::REST, element),
            Type::StackClosure(signature) => self.signature(tag::STACK_CLOSURE, signature),
            Type::HeapClosure(signature) => self.signature(tag::HEAP_CLOSURE, signature),
            Type::OwnedClosure(signature) => self.signature(tag::OWNED_CLOSURE, signature),
            Type::Function(signature) => self.signature(tag::FUNCTION, signature),
            Type::Class(key) => self.named(tag::CLASS, key),
            Type::ClassRef(key) => self.named(tag::CLASS_REF, key),
            Type::ClassMut(key) => self.named(tag::CLASS_MUT, key),
            Type::Imported(class) => self.named(tag::IMPORTED, class),
            Type::ImportedRef(class) => self.named(tag::IMPORTED_REF, class),
        }
    }

    #[inline]
    #[track_caller]
    const fn option(&mut self, some: &Type) {
        if let Type::Option(_) = some {
            self.twice = true;
        }
        self.with(tag::OPTION, some);
    }

    /// The types of an item are written: each has a meaning.
    #[inline]
    #[track_caller]
    const fn typed(&self) {
        if self.twice {
            mistake::option_in_an_option(self.item);
        }
    }

    /// A parameter of an export: its number is any, so no trait knows which is the last.
    ///
    /// Subtle: the other side gathers what a [`This`](crate::This) and a [`Rest`](crate::Rest) are in these places alone. In another it
    /// would lower a value as if it were one, and Rust would take a number of the page's for an address (`tests/compile/positions`).
    #[inline]
    #[track_caller]
    const fn param(&mut self, ty: &Type, first: bool, last: bool) {
        match ty {
            Type::This(_) if !first => mistake::misplaced(self.item, "This", "first"),
            Type::Rest(_) if !last => mistake::misplaced(self.item, "Rest", "last"),
            _ => self.ty(ty),
        }
    }

    #[inline]
    #[track_caller]
    const fn with(&mut self, tag: u8, inner: &Type) {
        self.u8(tag);
        self.ty(inner);
    }

    #[inline]
    #[track_caller]
    const fn named(&mut self, tag: u8, key: &str) {
        self.u8(tag);
        self.str(key);
    }

    #[inline]
    #[track_caller]
    const fn signature(&mut self, tag: u8, signature: &Signature) {
        self.u8(tag);
        self.u8(signature.exclusive as u8);
        self.u8(signature.params.len() as u8);
        let mut params = signature.params;
        while let [param, tail @ ..] = params {
            self.ty(param);
            params = tail;
        }
        self.ty(signature.result);
    }

    /// The imports of a block. Of each: its names as the macro wrote them down, kind, [`flag`]s, the texts that the flags tell of, types,
    /// result.
    ///
    /// The JS side splits the names, and makes the JS name of the Rust name: an interpreter evaluates this here, in each build
    /// of the user's, and the file is shorter.
    ///
    /// Subtle: without a call, for the reason of [`store!`].
    #[inline]
    #[track_caller]
    const fn imports(&mut self, block: &'a Block) {
        let to = &raw mut self.buffer as *mut [u8; N];
        let mut at = self.len;
        let mut imports = block.imports;
        while let [import, tail @ ..] = imports {
            imports = tail;
            // SAFETY: each store begins at one of the `N` bytes, which the index checks, and reaches less than `SLACK` behind it.
            unsafe {
                let (types, result) = match import {
                    Import::Absent => continue,
                    Import::Function(names, types, result) => {
                        store_text!(to, at, names);
                        (*to)[at] = kind::FUNCTION;
                        (*to)[at + 1] = flag::BLOCK;
                        at += 2;
                        (types, result)
                    }
                    Import::Item(names, owner, kind, path, variadic, types, result) => {
                        store_text!(to, at, names);
                        (*to)[at] = *kind as u8;
                        let flags_at = at + 1;
                        at += 2;
                        let mut flags = if *variadic { flag::VARIADIC } else { 0 };
                        let JsPath { name, class, .. } = path;
                        if let Some(owner) = *owner {
                            flags |= flag::OWNER;
                            store_text!(to, at, owner);
                        }
                        if let Some(name) = *name {
                            flags |= flag::NAME;
                            store_text!(to, at, name);
                        }
                        let mut place = path;
                        if let Some(class) = class {
                            place = *class;
                            if let Some(name) = class.name {
                                flags |= flag::CLASS;
                                store_text!(to, at, name);
                            }
                        }
                        if let Some(namespace) = place.namespace {
                            flags |= flag::NAMESPACE;
                            store_text!(to, at, namespace);
                        }
                        if let Some(module) = place.module {
                            flags |= flag::MODULE;
                            store_text!(to, at, module);
                        }
                        (*to)[flags_at] = flags;
                        (types, result)
                    }
                };
                let mut types = *types;
                while let [encoding, tail @ ..] = types {
                    store_type!(to, at, encoding);
                    types = tail;
                }
                store_type!(to, at, *result);
            }
        }
        self.len = at;
    }

    /// Begins a record of `N` bytes.
    #[inline]
    #[track_caller]
    const fn head(&mut self, kind: u8) {
        self.u8(kind);
        self.u32(N - RECORD_HEAD);
    }

    /// Ends it: nothing else is missing.
    #[inline]
    #[track_caller]
    const fn sum(mut self) -> [u8; N] {
        assert!(self.len + RECORD_SUM == N);
        let sum = checksum(self.buffer.bytes.split_at(self.len).0);
        self.u32(sum as usize);
        self.buffer.bytes
    }

    #[inline]
    #[track_caller]
    const fn export(&mut self, export: &'a Export) {
        self.item = export.name;
        self.str(export.block);
        self.str(export.key);
        self.u8(export.kind as u8);
        self.str(export.name);
        match export.js_name {
            Some(name) => {
                mistake::js_name(self.item, name);
                self.text(name, self.item, "its `name`");
            }
            None => self.str(""),
        }
        self.u16(export.docs.len());
        let mut docs = export.docs;
        while let [line, tail @ ..] = docs {
            self.text(line, self.item, "a line of its documentation");
            docs = tail;
        }
        self.u16(export.params.len());
        let mut first = true;
        let mut params = export.params;
        while let [(name, ty), tail @ ..] = params {
            self.str(name);
            self.param(ty, first, tail.is_empty());
            first = false;
            params = tail;
        }
        self.ty(export.result);
        self.typed();
    }

    #[inline]
    #[track_caller]
    const fn block(&mut self, block: &Block) {
        self.str(block.id);
        self.u8(block.checked as u8);
        self.option_text(block.path.namespace, "its `namespace`");
        self.option_text(block.path.module, "its `module`");
    }
}

const RECORD_HEAD: usize = 5;
const RECORD_SUM: usize = 4;

/// What a record ends with: FNV-1a in 32 bits of all its bytes before, four at a time, as little-endian words, and the last
/// ones alone. Four at a time, because an interpreter does this in the user's build. Each step can be undone, so whatever
/// changes one word changes the sum.
#[inline]
const fn checksum(bytes: &[u8]) -> u32 {
    const PRIME: u64 = 0x0100_0193;
    let mut sum = 0x811c_9dc5_u32;
    let (mut at, end) = (0, bytes.len());
    let source = &raw const *bytes as *const Far;
    // No call, and words as they lie there: to an interpreter that is the least. Who compiles for a big-endian host evaluates it too, but writes no module.
    while at + 16 <= end {
        // SAFETY: these sixteen are among the bytes.
        let Words(a, b, c, d) = unsafe { *(&raw const (*source)[at] as *const Words) };
        sum = (((sum ^ a) as u64 * PRIME) & 0xffff_ffff) as u32;
        sum = (((sum ^ b) as u64 * PRIME) & 0xffff_ffff) as u32;
        sum = (((sum ^ c) as u64 * PRIME) & 0xffff_ffff) as u32;
        sum = (((sum ^ d) as u64 * PRIME) & 0xffff_ffff) as u32;
        at += 16;
    }
    while at + 4 <= end {
        let word = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        sum = (((sum ^ word) as u64 * PRIME) & 0xffff_ffff) as u32;
        at += 4;
    }
    while at < end {
        sum = (((sum ^ bytes[at] as u32) as u64 * PRIME) & 0xffff_ffff) as u32;
        at += 1;
    }
    sum
}

/// Sixteen bytes, wherever they lie.
#[derive(Clone, Copy)]
#[repr(C, packed)]
struct Words(u32, u32, u32, u32);

/// The length of [`block_record`]'s bytes.
#[must_use]
#[inline]
#[track_caller]
pub const fn block_record_len(block: &Block) -> usize {
    let mut head = Writer::<0>::new();
    head.block(block);
    let mut len = RECORD_HEAD + head.len + RECORD_SUM;
    let mut imports = block.imports;
    while let [import, tail @ ..] = imports {
        imports = tail;
        let (names, types, result) = match import {
            Import::Absent => continue,
            Import::Function(names, types, result) => (names, types, result),
            Import::Item(names, owner, _, path, _, types, result) => {
                let JsPath { name, class, .. } = path;
                if let Some(owner) = *owner {
                    len += counted(names, owner, "its class");
                }
                if let Some(name) = name {
                    mistake::js_name(names, name);
                    len += counted(names, name, "its `name`");
                }
                let mut place = path;
                if let Some(class) = class {
                    place = *class;
                    if let Some(name) = &class.name {
                        len += counted(names, name, "its `class`");
                    }
                }
                if let Some(namespace) = place.namespace {
                    len += counted(names, namespace, "its `namespace`");
                }
                if let Some(module) = place.module {
                    len += counted(names, module, "its `module`");
                }
                (names, types, result)
            }
        };
        let mut twice = result.twice;
        len += counted(names, names, "its names") + 2 + result.len;
        if let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, ..] = *types {
            mistake::too_many(names);
        }
        let mut types = *types;
        while let [encoding, tail @ ..] = types {
            len += encoding.len;
            twice |= encoding.twice;
            types = tail;
        }
        if twice {
            mistake::option_in_an_option(names);
        }
    }
    len
}

/// How many bytes a text of an item takes.
#[inline]
#[track_caller]
const fn counted(item: &str, text: &str, what: &str) -> usize {
    // SAFETY: it is what `as_bytes` does.
    let len = unsafe { transmute::<&str, &[u8]>(text) }.len();
    if len > u16::MAX as usize {
        mistake::too_long(item, what);
    }
    2 + len
}

/// The record of a block: what stands in the custom section.
#[must_use]
#[inline]
#[track_caller]
pub const fn block_record<const N: usize>(block: &Block) -> [u8; N] {
    let mut writer = Writer::<N>::new();
    writer.head(record::BLOCK);
    writer.block(block);
    writer.imports(block);
    writer.sum()
}

/// The length of [`export_record`]'s bytes.
#[must_use]
#[inline]
#[track_caller]
pub const fn export_record_len(export: &Export) -> usize {
    let mut writer = Writer::<0>::new();
    writer.export(export);
    RECORD_HEAD + writer.len + RECORD_SUM
}

/// The record of an export: what stands in the custom section.
#[must_use]
#[inline]
#[track_caller]
pub const fn export_record<const N: usize>(export: &Export) -> [u8; N] {
    let mut writer = Writer::<N>::new();
    writer.head(record::EXPORT);
    writer.export(export);
    writer.sum()
}

#[cfg(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test))]
const RUNTIME_RECORD: usize = RECORD_HEAD + 2 + RECORD_SUM;

/// The record of the runtime itself.
#[cfg(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test))]
#[inline]
pub(crate) const fn runtime_record() -> [u8; RUNTIME_RECORD] {
    let mut writer = Writer::<RUNTIME_RECORD>::new();
    writer.head(record::RUNTIME);
    writer.u8(ABI);
    writer.u8(cfg!(debug_assertions) as u8);
    writer.sum()
}

/// Something with a type that JS is told, by the bytes of the type.
pub(crate) trait Described {
    const TYPE: &'static Type;
}

/// The bytes of a type.
pub(crate) struct Encoded<D: ?Sized>(PhantomData<D>);

/// A type's bytes and how many of the `N` they take; more than `N` means that they do not fit.
pub(crate) struct Written<const N: usize> {
    pub(crate) bytes: [u8; N],
    pub(crate) len: usize,
    /// As in [`Writer`].
    twice: bool,
}

pub(crate) const fn written<const N: usize>(ty: &Type) -> Written<N> {
    let mut writer = Writer::<N>::new();
    writer.ty(ty);
    Written { bytes: writer.buffer.bytes, len: writer.len, twice: writer.twice }
}

impl<D: ?Sized + Described> Encoded<D> {
    const IN_8: Written<8> = written(D::TYPE);
    const IN_16: Written<SLACK> = written(D::TYPE);
    const IN_64: Written<64> = written(D::TYPE);
    const IN_65536: Written<65_536> = written(D::TYPE);

    /// What a descriptor has. rustc evaluates it for each type of the user's.
    pub(crate) const ENCODING: Encoding = Encoding {
        ty: D::TYPE,
        short: Self::IN_16.bytes,
        len: Self::IN_16.len,
        bytes: match Self::IN_16.len {
            0..=SLACK => Self::IN_16.bytes.split_at(Self::IN_16.len).0,
            _ => Self::long(),
        },
        twice: Self::IN_16.twice,
    };

    /// For a type that is told at run time, in the smallest of a few arrays that holds it.
    pub(crate) const BYTES: &'static [u8] = {
        if Self::IN_16.twice {
            mistake::option_in_an_option("");
        }
        match Self::IN_16.len {
            0..=8 => Self::short(),
            9..=SLACK => Self::IN_16.bytes.split_at(Self::IN_16.len).0,
            _ => Self::long(),
        }
    };

    const fn short() -> &'static [u8] {
        Self::IN_8.bytes.split_at(Self::IN_16.len).0
    }

    /// The bytes of a type that needs more than [`SLACK`].
    ///
    /// Subtle: a function, because rustc evaluates each constant that another one names, whether or not it is reached.
    #[track_caller]
    const fn long() -> &'static [u8] {
        match Self::IN_16.len {
            0..=64 => Self::IN_64.bytes.split_at(Self::IN_16.len).0,
            65..=65_536 => Self::longest(),
            _ => mistake::type_too_long(),
        }
    }

    const fn longest() -> &'static [u8] {
        Self::IN_65536.bytes.split_at(Self::IN_16.len).0
    }
}

/// A type that is a part of a descriptor, and its bytes in the section: they are made once for each type, not for each import of it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub(crate) ty: &'static Type,
    /// `bytes` once more, where there are no more of them.
    short: [u8; SLACK],
    len: usize,
    bytes: &'static [u8],
    /// As in [`Writer`]: the item is yet to be known that an error will name.
    twice: bool,
}

#[cfg(test)]
impl Encoding {
    /// Of a type that a test has made up.
    pub(crate) fn leaked(ty: &'static Type) -> &'static Encoding {
        let Written { bytes, len, twice } = written::<1024>(ty);
        let short = written::<SLACK>(ty).bytes;
        Box::leak(Box::new(Encoding { ty, short, len, bytes: &Box::leak(Box::new(bytes))[..len], twice }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::{ReturnFromJs, ToJs};
    use crate::closure::Closure;
    use crate::descriptor::{ExportKind, Kind, Number};

    const U32: &Type = &Type::Number(Number::U32);
    const SET_INTERVAL: Import = Import::Function(
        "set_interval f ms",
        &[<&Closure<dyn FnMut()>>::ENCODING, <u32 as ToJs>::ENCODING],
        <u32 as ReturnFromJs>::ENCODING,
    );

    #[test]
    fn a_record_says_its_own_length_and_leaves_out_what_cfg_removed() {
        const WITH_GAP: Block = Block {
            id: "a:1:1",
            checked: true,
            path: JsPath::GLOBAL,
            imports: &[&Import::Absent, &SET_INTERVAL, &Import::Absent],
        };
        const WITHOUT: Block = Block { imports: &[&SET_INTERVAL], ..WITH_GAP };
        const LEN: usize = block_record_len(&WITH_GAP);
        let bytes: [u8; LEN] = block_record(&WITH_GAP);
        assert_eq!(bytes[0], record::BLOCK);
        assert_eq!(u32::from_le_bytes([bytes[1], bytes[2], bytes[3], bytes[4]]) as usize, LEN - RECORD_HEAD);
        assert_eq!(bytes.as_slice(), block_record::<LEN>(&WITHOUT));
        assert_eq!(&bytes[5..12], b"\x05\x00a:1:1");
    }

    #[test]
    fn a_record_of_an_export_has_its_js_name_and_its_docs() {
        const EXPORT: Export = Export {
            block: "a@1:2:3",
            key: "a@1:2:3::Point.set_far_x",
            name: "set_far_x",
            js_name: None,
            kind: ExportKind::Setter,
            docs: &[" How far."],
            params: &[("self", &Type::ClassMut("a@1:2:3::Point")), ("x", U32)],
            result: &Type::Unit,
        };
        const LEN: usize = export_record_len(&EXPORT);
        let bytes: [u8; LEN] = export_record(&EXPORT);
        assert_eq!(bytes[0], record::EXPORT);
        assert_eq!(bytes[5 + 2 + 7 + 2 + 24], export::SETTER);
        assert_eq!(&bytes[5 + 2 + 7 + 2 + 24 + 1..][..13], b"\x09\x00set_far_x\x00\x00");
        assert!(bytes.windows(9).any(|window| window == b" How far."));
        assert_eq!(EXPORT.params[0].1.to_string(), "&mut Point");
        let renamed = Export { js_name: Some("far"), kind: ExportKind::Method, ..EXPORT };
        assert_eq!(export_record_len(&renamed), LEN + 3);
    }

    #[test]
    #[should_panic(
        expected = "closures_extern: `set_interval`: its `module` takes more than 65,535 bytes: shorten it"
    )]
    fn a_text_that_no_record_has_a_place_for_is_named() {
        let module = String::from("x").repeat(65_536).leak();
        let path = JsPath { module: Some(module), ..JsPath::GLOBAL };
        let import = Import::Item(
            "set_interval",
            None,
            Kind::Function,
            path,
            false,
            &[],
            <() as ReturnFromJs>::ENCODING,
        );
        let imports = vec![&*Box::leak(Box::new(import))].leak();
        let _ = block_record_len(&Block { id: "a:1:1", checked: true, path: JsPath::GLOBAL, imports });
    }

    #[test]
    fn the_runtime_record_says_the_abi_version_first() {
        let said = [record::RUNTIME, 6, 0, 0, 0, ABI, cfg!(debug_assertions).into()];
        assert_eq!(runtime_record()[..7], said);
        assert_eq!(runtime_record()[7..], checksum(&said).to_le_bytes());
    }

    #[test]
    fn a_checksum_notices_each_bit_that_changes() {
        // Without a remainder it is FNV-1a of words; the second is the published value for one byte.
        assert_eq!(checksum(b""), 0x811c_9dc5);
        assert_eq!(checksum(b"a"), 0xe40c_292c);
        let record = runtime_record();
        for bit in 0..record.len() * 8 {
            let mut changed = record;
            changed[bit / 8] ^= 1 << (bit % 8);
            let (said, sum) = changed.split_at(record.len() - RECORD_SUM);
            assert_ne!(checksum(said).to_le_bytes(), sum, "bit {bit}");
        }
    }

    #[test]
    fn a_type_that_does_not_fit_says_how_much_it_needs() {
        let ty = Type::HeapClosure(&Signature { exclusive: false, params: &[U32, U32], result: &Type::Unit });
        assert_eq!(written::<2>(&ty).len, 6);
        let expected = [tag::HEAP_CLOSURE, 0, 2, tag::U32, tag::U32, tag::UNIT, 0, 0];
        assert_eq!(written::<8>(&ty).bytes, expected);
    }

    #[test]
    fn a_type_of_long_names_is_described_in_full() {
        struct Long;
        impl Described for Long {
            const TYPE: &'static Type = &Type::Class(match core::str::from_utf8(&[b'x'; 2_000]) {
                Ok(key) => key,
                Err(_) => "",
            });
        }
        let bytes = Encoded::<Long>::BYTES;
        assert_eq!(bytes.len(), 3 + 2_000);
        assert_eq!(bytes[..4], [tag::CLASS, 0xd0, 0x07, b'x']);
    }

    /// What JavaScript has under `const NAME = Object.freeze({ a: 0, b: 1 })`.
    fn js_table(name: &str) -> Vec<(String, u8)> {
        let js = include_str!("../js/src/protocol.js");
        let start =
            js.find(&format!("const {name} = Object.freeze({{")).expect("the table is in the JS file");
        let body = &js[start..start + js[start..].find("})").expect("the table ends")];
        body[body.find('{').expect("it begins") + 1..]
            .split(',')
            .filter_map(|entry| entry.split_once(':'))
            .map(|(key, value)| (key.trim().to_owned(), value.trim().parse().expect("a number")))
            .collect()
    }

    /// What this file has as `pub(crate) const NAME: u8 = 0;` in `mod name`.
    fn rust_table(name: &str) -> Vec<(String, u8)> {
        let rust = include_str!("section.rs");
        let start = rust.find(&format!("pub(crate) mod {name} {{")).expect("the module is here");
        let body = &rust[start..start + rust[start..].find("\n}").expect("the module ends")];
        body.lines()
            .filter_map(|line| {
                line.trim().strip_prefix("pub(crate) const ")?.strip_suffix(';')?.split_once(": u8 = ")
            })
            .map(|(key, value)| (key.to_lowercase(), value.parse().expect("a number")))
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_tags_records_and_abi_version() {
        assert_eq!(js_table("TAG"), rust_table("tag"));
        assert_eq!(js_table("RECORD"), rust_table("record"));
        assert_eq!(js_table("EXPORT"), rust_table("export"));
        assert_eq!(js_table("KIND"), rust_table("kind"));
        assert_eq!(js_table("FLAG"), rust_table("flag"));
        assert!(rust_table("tag").len() > 15);
        assert!(include_str!("../js/src/protocol.js").contains(&format!("const ABI = {ABI};")));
    }
}
