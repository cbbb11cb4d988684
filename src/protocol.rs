//! The numbers that both languages know. `js/src/protocol.js` has the same names, in lower case, in a table for each
//! module here; a test compares them. Nothing here does anything.

/// The version of everything that both sides must agree on: the section, the slots, the runtime's imports and
/// exports.
#[cfg(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test))]
pub(crate) const ABI: u8 = 1;

/// Kinds of record in the custom section.
pub(crate) mod record {
    #![cfg_attr(
        not(any(all(target_family = "wasm", not(feature = "wasm-bindgen")), test)),
        allow(dead_code, reason = "the host writes no module, and in a wasm-bindgen app its command does")
    )]
    /// One per module: ABI version, and flags of the `closures_extern` crate in it.
    pub(crate) const RUNTIME: u8 = 1;
    /// One per `closures_extern!` block: its id, then its imports.
    pub(crate) const BLOCK: u8 = 2;
    /// One per `closures_export!` block: its id, then its exports.
    pub(crate) const EXPORT: u8 = 3;
}

/// The kind of record that apps do not know, and skip: js/test/binary.js has it.
///
/// One per `closures_test!` block: as `EXPORT`, and the documentation of each is what its attributes say.
#[cfg_attr(not(any(target_family = "wasm", test)), allow(dead_code, reason = "the host writes no module"))]
pub(crate) const TEST_RECORD: u8 = 4;

/// Tags of types.
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
    pub(crate) const PROMISE: u8 = 36;
    pub(crate) const STRUCT: u8 = 37;
    pub(crate) const ENUM: u8 = 38;
    pub(crate) const TUPLE: u8 = 39;
    pub(crate) const ARRAY: u8 = 40;
    pub(crate) const MAP: u8 = 41;
    pub(crate) const NON_ZERO: u8 = 42;
    pub(crate) const SLICE_MUT: u8 = 43;
    pub(crate) const CLAMPED: u8 = 44;
}

/// Kinds of export.
pub(crate) mod export {
    #![allow(missing_docs, reason = "each is the kind of its name")]
    pub(crate) const FUNCTION: u8 = 0;
    pub(crate) const CLASS: u8 = 1;
    pub(crate) const CONSTRUCTOR: u8 = 2;
    pub(crate) const METHOD: u8 = 3;
    pub(crate) const GETTER: u8 = 4;
    pub(crate) const SETTER: u8 = 5;
    pub(crate) const CONSTANT: u8 = 6;
}

/// Kinds of import.
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

/// What is said of an import, or an export, beyond names and types, as bits of a byte: that it is variadic, and which texts follow, in this
/// order.
pub(crate) mod flag {
    pub(crate) const VARIADIC: u8 = 1;
    pub(crate) const OWNER: u8 = 2;
    pub(crate) const NAME: u8 = 4;
    pub(crate) const CLASS: u8 = 8;
    pub(crate) const NAMESPACE: u8 = 16;
    pub(crate) const MODULE: u8 = 32;
    /// None: it is where its block says.
    pub(crate) const BLOCK: u8 = 64;
    /// The lines of an export's documentation, behind how many there are.
    pub(crate) const DOCS: u8 = 128;
}
