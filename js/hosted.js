// @ts-check
/**
 * The runtime of a module that the command of wasm-bindgen has processed: `src/hosted.rs`. That command makes the instance
 * and connects it to the exports of this file, which is a snippet of it. There is one instance at a time, and everything
 * that it needs to be told arrives with the first calls. What is not here: what `closures_extern.js` does for every module.
 */

import { PanicError, __private } from "./closures_extern.js";

const { Runtime, Decoder, RECORD_SUM, bindImport, decodeBlock } = __private;

/** @typedef {import("./closures_extern.js").Import} Import */
/** @typedef {(...args: any[]) => any} AnyFunction */

const nothing = () => ({ abi: 0, debug: false, imports: new Map(), exports: new Map() });

/** The runtime of the instance. */
let runtime = new Runtime(nothing());

/** Its function table. */
let table = /** @type {WebAssembly.Table} */ (/** @type {unknown} */ (null));

/** Modules of `asWasm`, by signature. @type {Map<string, WebAssembly.Module>} */
const shims = new Map();

/** What `module = ".."` means, by specifier. @type {Map<string, object>} */
const modules = new Map();

/**
 * The first call of an instance.
 *
 * @param {any} exports Of the wasm module.
 * @param {WebAssembly.Table} functions Its function table.
 * @param {number} debug Whether the crate was built with debug assertions.
 */
export function begin(exports, functions, debug) {
  if (runtime.wasm !== null && runtime.panic === null) {
    runtime.stop(new PanicError("another instance has taken the place of this one"));
  }
  runtime = new Runtime({ ...nothing(), debug: debug !== 0 });
  table = functions;
  runtime.connect(exports);
}

/**
 * @param {string} specifier
 * @param {object} namespace
 */
export function host_module(specifier, namespace) {
  modules.set(specifier, namespace);
}

/** @param {any} value */
export const host_keep = (value) => runtime.keep(value);
/** @param {number} handle */
export const host_peek = (handle) => runtime.values[handle >>> 0];
/** @param {number} handle */
export const host_take = (handle) => runtime.take(handle >>> 0);

/**
 * The first call of a declared import.
 *
 * @param {number} record The address of the record of a block with this import alone.
 * @param {number} signature The address of the signature: see `asWasm`.
 * @param {number} length Of the signature.
 * @param {number} index Its entry in the table.
 * @returns {number} The same.
 */
export function bind(record, signature, length, index) {
  const { buffer } = runtime.wasm.memory;
  const decoder = new Decoder(buffer, record >>> 0);
  decoder.u8(); // the kind
  const size = decoder.u32();
  const description = nothing();
  decodeBlock(decoder, decoder.at + size - RECORD_SUM, description); // nothing damages it in memory
  const [wanted] = /** @type {Iterable<Import>} */ (description.imports.values());
  const bound = bindImport(runtime, wanted, moduleOf(wanted));
  table.set(index >>> 0, asWasm(bound, new Uint8Array(buffer, signature >>> 0, length)));
  return index;
}

/**
 * @param {Import} wanted
 * @returns {object | undefined} `undefined` for a global.
 */
function moduleOf(wanted) {
  const { module: specifier } = wanted;
  if (specifier === "") return undefined;
  const given = modules.get(specifier) ?? globalThis.process?.getBuiltinModule?.(specifier);
  if (given !== undefined) return given;
  throw new Error(
    `module "${specifier}" is not known: in a wasm-bindgen app, closures_extern::provide_module gives it ` +
      `before ${wanted.name} is called`,
  );
}

/**
 * A wasm function that calls a JavaScript one: only such a function can stand in a table. It is one that a module of a few
 * bytes imports and exports, a module for each signature.
 *
 * @param {AnyFunction} f
 * @param {Uint8Array} signature The types of the parameters, and that of the result or 0, as wasm encodes them.
 */
function asWasm(f, signature) {
  const key = String(signature);
  let module = shims.get(key);
  if (module === undefined) {
    const params = [...signature.subarray(0, -1)];
    const results = [...signature.subarray(-1)].filter((type) => type !== 0);
    const type = [1, 0x60, ...vector(params), ...vector(results)];
    const bytes = [
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
      ...[1, ...vector(type)], // types: one function
      ...[2, ...vector([1, ...NAME, ...NAME, 0, 0])], // imports: a function of that type
      ...[7, ...vector([1, ...NAME, 0, 0])], // exports: the same function
    ];
    module = new WebAssembly.Module(new Uint8Array(bytes));
    shims.set(key, module);
  }
  return new WebAssembly.Instance(module, { f: { f } }).exports.f;
}

/** "f" as wasm encodes names. */
const NAME = [1, 0x66];

/** Bytes behind their number, in two bytes of LEB128. @param {number[]} bytes */
function vector(bytes) {
  return [(bytes.length & 0x7f) | 0x80, bytes.length >>> 7, ...bytes];
}

// --- What `src/runtime.rs` imports ---

/** @param {number} address */
export const stats = (address) => runtime.imports.stats(address);
/** @param {number} address @param {number} length */
export const string_new = (address, length) => runtime.imports.string_new(address, length);
/** @param {number} address @param {number} length */
export const error_new = (address, length) => runtime.imports.error_new(address, length);
/** @param {number} type @param {number} slot */
export const value_new = (type, slot) => runtime.imports.value_new(type, slot);
/** @param {number} env @param {number} type @param {number} once */
export const closure_new = (env, type, once) => runtime.imports.closure_new(env, type, once);
/** @param {number} address @param {number} type */
export const export_new = (address, type) => runtime.imports.export_new(address, type);
/** @param {number} id */
export const closure_value = (id) => runtime.imports.closure_value(id);
/** @param {number} id @param {number} scope */
export const closure_scope = (id, scope) => runtime.imports.closure_scope(id, scope);
export const scope_number = () => runtime.imports.scope_number();
/** @param {number} env */
export const scope = (env) => runtime.imports.scope(env);
export const live_closures = () => runtime.imports.live_closures();
/** @param {number} id */
export const closure_drop = (id) => runtime.imports.closure_drop(id);
/** @param {number} id */
export const closure_give = (id) => runtime.imports.closure_give(id);
/** @param {number} handle */
export const handle_drop = (handle) => runtime.imports.handle_drop(handle);
/** @param {number} handle */
export const handle_clone = (handle) => runtime.imports.handle_clone(handle);
export const global = () => runtime.imports.global();
/** @param {number} handle */
export const value_as_f64 = (handle) => runtime.imports.value_as_f64(handle);
/** @param {number} handle */
export const value_as_string = (handle) => runtime.imports.value_as_string(handle);
/** @param {number} handle */
export const value_typeof = (handle) => runtime.imports.value_typeof(handle);
/** @param {number} handle */
export const value_debug = (handle) => runtime.imports.value_debug(handle);
/** @param {number} left @param {number} right */
export const value_equal = (left, right) => runtime.imports.value_equal(left, right);
/** @param {number} handle @param {number} key */
export const value_get = (handle, key) => runtime.imports.value_get(handle, key);
/** @param {number} handle @param {number} key @param {number} to */
export const value_set = (handle, key, to) => runtime.imports.value_set(handle, key, to);
/** @param {number} handle @param {number} key @param {number} values @param {number} length */
export const value_call = (handle, key, values, length) => runtime.imports.value_call(handle, key, values, length);
/** @param {number} handle @param {number} type @param {number} slots */
export const function_call = (handle, type, slots) => runtime.imports.function_call(handle, type, slots);
export const guarded = () => runtime.imports.guarded();
/** @param {number} message @param {number} messageLength @param {number} file @param {number} fileLength @param {number} line @param {number} column */
export const panicked = (message, messageLength, file, fileLength, line, column) => runtime.imports.panicked(message, messageLength, file, fileLength, line, column);
