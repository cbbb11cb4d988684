//! The records of the custom section: of a block of imports, of a block of exports or of tests, and of the runtime itself.

use super::encoding::{store, Encoding, Far, Writer, SLACK};
use crate::descriptor::export::{Export, ExportBlock, ExportKind};
use crate::descriptor::import::{Block, Import, JsPath};
use crate::descriptor::types::Type;
use crate::mistake;
#[cfg(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test))]
use crate::protocol::ABI;
use crate::protocol::{flag, kind, record, TEST_RECORD};
use core::mem::transmute;

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

impl<const N: usize> Writer<N> {
    /// Nothing is the same as an empty text.
    #[inline]
    #[track_caller]
    const fn option_text(&mut self, text: Option<&str>, what: &str) {
        match text {
            Some(text) => {
                let _ = counted("#![js(..)]", text, what);
                self.str(text);
            }
            None => self.str(""),
        }
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
    pub(super) const fn imports(&mut self, block: &Block) {
        let to = &raw mut self.buffer as *mut [u8; N];
        let (mut at, mut imports) = (self.len, block.imports);
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
                        if let Some(owner) = *owner {
                            flags |= flag::OWNER;
                            store_text!(to, at, owner);
                        }
                        if let Some(name) = path.name {
                            flags |= flag::NAME;
                            store_text!(to, at, name);
                        }
                        let mut place = path;
                        if let Some(class) = path.class {
                            place = class;
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

    /// The exports of a block, as its imports. Of each: its names, kind, [`flag`]s, the texts that the flags tell of, types, result.
    #[inline]
    #[track_caller]
    pub(super) const fn exports(&mut self, block: &ExportBlock) {
        let (to, mut at) = (&raw mut self.buffer as *mut [u8; N], self.len);
        let mut exports = block.exports;
        while let [export, tail @ ..] = exports {
            exports = tail;
            // SAFETY: as for imports.
            unsafe {
                let flags_at;
                let mut flags = 0;
                let (mut docs, mut types, result) = match export {
                    Export::Absent => continue,
                    Export::Function(names, docs, types, result) => {
                        store_text!(to, at, names);
                        (*to)[at] = ExportKind::Function as u8;
                        flags_at = at + 1;
                        at += 2;
                        (*docs, *types, result)
                    }
                    Export::Item(names, owner, kind, name, docs, types, result)
                    | Export::Placed(_, names, owner, kind, name, docs, types, result) => {
                        store_text!(to, at, names);
                        (*to)[at] = *kind as u8;
                        flags_at = at + 1;
                        at += 2;
                        if let Some(owner) = *owner {
                            flags |= flag::OWNER;
                            store_text!(to, at, owner);
                        }
                        if let Some(name) = *name {
                            flags |= flag::NAME;
                            store_text!(to, at, name);
                        }
                        if let Export::Placed(place, ..) = export {
                            flags |= place.told().0;
                            store_text!(to, at, place.told().1);
                        }
                        (*docs, *types, result)
                    }
                };
                if block.documented && !docs.is_empty() {
                    flags |= flag::DOCS;
                    (*to)[at] = docs.len() as u8;
                    (*to)[at + 1] = (docs.len() >> 8) as u8;
                    at += 2;
                    while let [line, tail @ ..] = docs {
                        store_text!(to, at, *line);
                        docs = tail;
                    }
                }
                (*to)[flags_at] = flags;
                while let [encoding, tail @ ..] = types {
                    store_type!(to, at, encoding);
                    types = tail;
                }
                store_type!(to, at, *result);
            }
        }
        self.len = at;
    }

    #[inline]
    #[track_caller]
    pub(super) const fn block(&mut self, block: &Block) {
        self.str(block.id);
        self.u8(block.checked as u8);
        self.option_text(block.path.namespace, "its `namespace`");
        self.option_text(block.path.module, "its `module`");
    }
}

pub(super) const RECORD_HEAD: usize = 5;
pub(super) const RECORD_SUM: usize = 4;

/// What a record ends with: FNV-1a in 32 bits of all its bytes before, four at a time, as little-endian words, and the last
/// ones alone. Four at a time, because an interpreter does this in the user's build. Each step can be undone, so whatever
/// changes one word changes the sum.
#[inline]
pub(super) const fn checksum(bytes: &[u8]) -> u32 {
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
        if let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, ..] = *types {
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
pub const fn export_record_len(block: &ExportBlock) -> usize {
    let mut len = RECORD_HEAD + 2 + block.id.len() + RECORD_SUM;
    let mut exports = block.exports;
    while let [export, tail @ ..] = exports {
        exports = tail;
        let (names, docs, types, result) = match export {
            Export::Absent => continue,
            Export::Function(names, docs, types, result) => (names, docs, types, result),
            Export::Item(names, owner, _, name, docs, types, result)
            | Export::Placed(_, names, owner, _, name, docs, types, result) => {
                if let Some(owner) = owner {
                    len += counted(names, owner, "its type");
                }
                if let Some(name) = name {
                    mistake::js_name(names, name);
                    len += counted(names, name, "its `name`");
                }
                if let Export::Placed(place, ..) = export {
                    len += counted(names, place.told().1, "where it is");
                }
                (names, docs, types, result)
            }
        };
        len += counted(names, names, "its names") + 2 + result.len;
        let mut docs = *docs;
        if block.documented && !docs.is_empty() {
            if docs.len() > u16::MAX as usize {
                mistake::too_long(names, "its documentation");
            }
            len += 2;
            while let [line, tail @ ..] = docs {
                len += counted(names, line, "a line of its documentation");
                docs = tail;
            }
        }
        let mut twice = result.twice;
        let mut first = true;
        let mut types = *types;
        while let [encoding, tail @ ..] = types {
            // Subtle: the number of parameters is any, so no trait knows which is the last. The other side gathers what a `This` and a `Rest` are
            // in these places alone. In another it would lower a value as if it were one, and Rust would take a number of the page's for an
            // address (`tests/compile/positions`).
            match encoding.ty {
                Type::This(_) if !first => mistake::misplaced(names, "This", "first"),
                Type::Rest(_) if !tail.is_empty() => mistake::misplaced(names, "Rest", "last"),
                _ => (),
            }
            first = false;
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

/// The record of a block of exports: what stands in the custom section.
#[must_use]
#[inline]
#[track_caller]
pub const fn export_record<const N: usize>(block: &ExportBlock) -> [u8; N] {
    record_of_exports(record::EXPORT, block)
}

/// The record of a block of tests, as long as one of exports.
#[must_use]
#[inline]
#[track_caller]
pub const fn test_record<const N: usize>(block: &ExportBlock) -> [u8; N] {
    record_of_exports(TEST_RECORD, block)
}

#[inline]
#[track_caller]
const fn record_of_exports<const N: usize>(kind: u8, block: &ExportBlock) -> [u8; N] {
    let mut writer = Writer::<N>::new();
    writer.head(kind);
    writer.str(block.id);
    writer.exports(block);
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
