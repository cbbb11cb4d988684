// @ts-check
/**
 * The numbers and names that both languages know. The Rust side of each table is named beside it, and a test compares
 * the two. What is not here: anything that does something.
 */

/** The version of everything that both sides must agree on: `ABI` in `src/protocol.rs`. */
export const ABI = 1;

/** The custom section, and the wasm module name of the runtime's own imports. */
export const SECTION = "closures_extern";

/** The wasm module name of the imports that `closures_extern!` declares. */
export const IMPORTS = "closures_extern:imports";

/** Kinds of record in the custom section: `record` in `src/protocol.rs`. */
export const RECORD = Object.freeze({ runtime: 1, block: 2, export: 3 });

/** Kinds of export: `export` in `src/protocol.rs`. */
// biome-ignore format: a table
export const EXPORT = Object.freeze({
  function: 0, class: 1, constructor: 2, method: 3, getter: 4, setter: 5, constant: 6,
});

/** Tags of types: `tag` in `src/protocol.rs`. */
// biome-ignore format: a table
export const TAG = Object.freeze({
  unit: 0, bool: 1,
  i8: 2, u8: 3, i16: 4, u16: 5, i32: 6, u32: 7, isize: 8, usize: 9, f32: 10, f64: 11,
  str: 12, string: 13,
  i64: 14, u64: 15, i128: 16, u128: 17,
  char: 18, slice: 19, vec: 20, value: 21, value_ref: 22,
  option: 23, result: 24, this: 25, rest: 26,
  stack_closure: 27, heap_closure: 28, owned_closure: 29, function: 30,
  imported: 31, imported_ref: 32,
  class: 33, class_ref: 34, class_mut: 35, promise: 36,
  struct: 37, enum: 38, tuple: 39, array: 40, map: 41, non_zero: 42,
  slice_mut: 43, clamped: 44,
});

/** Kinds of import: `kind` in `src/protocol.rs`. */
// biome-ignore format: a table
export const KIND = Object.freeze({
  function: 0, method: 1, getter: 2, setter: 3, indexing_getter: 4, indexing_setter: 5, indexing_deleter: 6,
  constructor: 7, value: 8, class: 9,
});

/** What a record says of an import or an export beyond names and types: `flag` in `src/protocol.rs`. */
// biome-ignore format: a table
export const FLAG = Object.freeze({
  variadic: 1, owner: 2, name: 4, class: 8, namespace: 16, module: 32, block: 64, docs: 128,
});

/** What is written to `Runtime.flag` when the instance has ended: `ENDED` in `src/wasm/entries.rs`. */
export const ENDED = 0x80;

/** How many parameters a closure has at most. */
export const MOST_PARAMS = 8;

/** The slots of closures: three at most, each `i32` or `f64`; or so many, all `f64`. See `src/wasm/exports.rs`. */
export const SHAPES = Object.freeze("0 i f ii if fi ff iii iif ifi iff fii fif ffi fff 4 5 6 7 8".split(" "));

/** The functions that Rust exports to JavaScript: `src/wasm/exports.rs`. */
export const FUNCTIONS = Object.freeze([
  ...["start", "alloc", "free", "drop", "panicking"].map((name) => `closures_extern_${name}`),
  ...["call", "run"].flatMap((name) => SHAPES.map((shape) => `closures_extern_${name}_${shape}`)),
]);

/** What runs static constructors. In a wasm-bindgen app there is no such export. */
export const CONSTRUCT = "closures_extern_construct";

/** The first handles are the constants `undefined`, `null`, `true` and `false`: `JsValue` in `src/types/value.rs`. */
export const RESERVED = 4;

/** Bytes of a cell in the scratch area, aligned to 8: address, length and capacity of a list, or 64 or 128 bits. */
export const CELL = 16;
