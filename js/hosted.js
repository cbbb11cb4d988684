// @ts-check
/**
 * The runtime of a module that the command of wasm-bindgen has processed: `src/hosted.rs`. That command makes the instance
 * and connects it to the exports of this file, which is a snippet of it. There is one instance at a time, and everything
 * that it needs to be told arrives with the first calls. What is not here: what `closures_extern.js` does for every module.
 */

import { PanicError, __private } from "./closures_extern.js";

const { Runtime, Decoder, bindImport, decodeBlock, isWide } = __private;

/** @typedef {import("./closures_extern.js").Import} Import */
/** @typedef {(...args: any[]) => any} AnyFunction */

const nothing = () => ({ abi: 0, debug: false, imports: new Map(), exports: new Map() });

/** The runtime of the instance. */
let runtime = new Runtime(nothing());

/** The declared imports that have been called, by number; 0 is none. @type {AnyFunction[]} */
let calls = [() => {}];

/** What `module = ".."` means, by specifier. @type {Map<string, object>} */
const modules = new Map();

/**
 * The first call of an instance.
 *
 * @param {any} exports Of the wasm module.
 * @param {number} debug Whether the crate was built with debug assertions.
 */
export function begin(exports, debug) {
  if (runtime.wasm !== null && runtime.panic === null) {
    runtime.stop(new PanicError("another instance has taken the place of this one"));
  }
  runtime = new Runtime({ ...nothing(), debug: debug !== 0 });
  calls = [() => {}];
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
 * @param {number} address Of the record of a block with this import alone.
 * @returns {number} Its number.
 */
export function bind(address) {
  const decoder = new Decoder(runtime.wasm.memory.buffer, address >>> 0);
  decoder.u8(); // the kind
  const length = decoder.u32();
  const description = nothing();
  decodeBlock(decoder, decoder.at + length, description);
  const [wanted] = /** @type {Iterable<Import>} */ (description.imports.values());
  calls.push(widen(wanted, bindImport(runtime, wanted, moduleOf(wanted))));
  return calls.length - 1;
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
 * Slots of 64 bits are addresses here: bigints would need the command's glue.
 *
 * @param {Import} wanted
 * @param {AnyFunction} bound
 * @returns {AnyFunction}
 */
function widen(wanted, bound) {
  const wide = wanted.params.map(({ type }) => isWide(type));
  if (!wide.includes(true) && !isWide(wanted.result)) return bound;
  return (...slots) => {
    runtime.views();
    const values = slots.map((slot, index) => (wide[index] ? runtime.view.getBigInt64(slot >>> 0, true) : slot));
    const result = bound(...values);
    return isWide(wanted.result) ? runtime.lower(wanted.result, result, runtime.cell(0)) : result;
  };
}

// --- Calls by number; `(0, f)()` because a function of a module has no `this` ---

/** @param {number} number */
export const call_0 = (number) => (0, calls[number])();
/** @param {number} number @param {number} a */
export const call_1 = (number, a) => (0, calls[number])(a);
/** @param {number} number @param {number} a @param {number} b */
export const call_2 = (number, a, b) => (0, calls[number])(a, b);
/** @param {number} number @param {number} a @param {number} b @param {number} c */
export const call_3 = (number, a, b, c) => (0, calls[number])(a, b, c);
/** @param {number} number @param {number} a @param {number} b @param {number} c @param {number} d */
export const call_4 = (number, a, b, c, d) => (0, calls[number])(a, b, c, d);
/** @param {number} number @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e */
export const call_5 = (number, a, b, c, d, e) => (0, calls[number])(a, b, c, d, e);
/** @param {number} number @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f */
export const call_6 = (number, a, b, c, d, e, f) => (0, calls[number])(a, b, c, d, e, f);
/** @param {number} number @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f @param {number} g */
export const call_7 = (number, a, b, c, d, e, f, g) => (0, calls[number])(a, b, c, d, e, f, g);
/** @param {number} number @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f @param {number} g @param {number} h */
export const call_8 = (number, a, b, c, d, e, f, g, h) => (0, calls[number])(a, b, c, d, e, f, g, h);
/** @param {number} number @param {number} slots Their address. @param {number} count */
export const call_many = (number, slots, count) => {
  runtime.views();
  const values = [];
  for (let at = slots >>> 0; values.length < count; at += 8) values.push(runtime.view.getFloat64(at, true));
  return (0, calls[number])(...values);
};

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
