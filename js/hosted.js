// @ts-check
/**
 * The runtime of a module that the command of wasm-bindgen has processed: `src/hosted.rs`. That command makes the
 * instance and connects it to the exports of this file, which is a snippet of it. Everything that an instance needs to
 * be told arrives with its first calls. What is not here: what an instance does, in `src/`, as everywhere.
 *
 * This file is evaluated once for all instances of a page that import it: a hot reload evaluates the command's glue
 * again, and two apps may have been written to one folder. So each instance has a number, which it passes with every
 * call. It means a handle, an id or an address of that instance, and the instances never meet.
 */

import { ADAPTERS } from "./src/adapters/adapters.js";
import { PanicError } from "./src/errors.js";
import { bindImport } from "./src/runtime/imports.js";
import { Instance } from "./src/runtime/instance.js";
import { Life } from "./src/runtime/life.js";
import { Memory } from "./src/runtime/memory.js";
import { Decoder } from "./src/section/reader.js";
import { RECORD_SUM, decodeBlock } from "./src/section/records.js";
import { newIds } from "./src/section/types.js";

/** @import { AnyFunction } from "./src/lists.js" */
/** @import { Import } from "./src/section/records.js" */

const nothing = () => ({ abi: 0, debug: false, imports: new Map(), exports: new Map(), ids: newIds() });

/** The life of an instance, which from its end on is refused here. */
class HostedLife extends Life {
  /** Has the instance refused. */
  close;

  /** @param {() => void} close */
  constructor(close) {
    super(new Memory());
    this.close = close;
  }

  /** At once, but after a panic when its hooks have run, of which one may be the app's own. */
  tell() {
    // In a microtask the message of a panic is made, or never will be.
    if (!this.told && this.onEnd !== null) Promise.resolve().then(this.onEnd);
    this.told = true;
    // Not before that.
    if (this.panic === this.unnamed) return;
    if (this.panic?.cause === undefined) Promise.resolve().then(() => this.close());
    else this.close();
  }
}

/** What belongs to an instance. */
class Runtime {
  number;
  instance;
  /** Its function table. */
  table;
  /** What `module = ".."` means, by specifier. @type {Map<string, object>} */
  modules = new Map();
  /** Whether it has ended. */
  closed = false;

  /**
   * @param {number} number
   * @param {boolean} debug
   * @param {WebAssembly.Table} table
   */
  constructor(number, debug, table) {
    this.number = number;
    this.table = table;
    const description = { ...nothing(), debug };
    this.instance = new Instance(description, description.ids, new HostedLife(() => this.close()), ADAPTERS);
  }

  get life() {
    return this.instance.parts.life;
  }

  /** From now on whatever the instance calls is refused. Exports of `#[wasm_bindgen]` still enter it. */
  close() {
    if (this.closed) return;
    this.closed = true;
    ended[this.number] = this;
    runtimes[this.number] = undefined;
  }
}

/**
 * The runtimes of the instances that may call, by their number, from 1. They stay, because nobody says when an instance
 * is not used any more; nor is its glue, a module, ever forgotten.
 *
 * Subtle: without a prototype, so that no setter of the page's is called with a new one ("a page never gets" in
 * js/hosted.test.js).
 *
 * @type {Record<number, Runtime | undefined>}
 */
const runtimes = Object.create(null);

/** Those of the instances that have ended. @type {Record<number, Runtime | undefined>} */
const ended = Object.create(null);

/** The number of the instance that has begun last. */
let last = 0;

/** @param {number} instance */
function runtimeOf(instance) {
  return runtimes[instance] ?? refuse(instance);
}

/** @param {number} instance */
function partsOf(instance) {
  return runtimeOf(instance).instance.parts;
}

/** @param {number} instance */
function importsOf(instance) {
  return runtimeOf(instance).instance.imports;
}

/** @param {number} instance @returns {never} */
function refuse(instance) {
  throw (
    ended[instance]?.life.later() ??
    new PanicError(`closures_extern: no wasm instance with the number ${instance} has begun here`)
  );
}

/** Imports of the runtime that throw if there is no room for what they make, or if an array has been transferred. */
const THROWING = /** @type {const} */ ([
  ...["live_closures", "value_as_string", "value_typeof", "value_debug"],
  ...["string_new", "error_new", "value_new", "array_read", "array_write"],
]);

/** Modules of `asWasm`, by signature. @type {Map<string, WebAssembly.Module>} */
const shims = new Map();

/**
 * The first call of an instance.
 *
 * @param {any} exports Of the wasm module.
 * @param {WebAssembly.Table} table Its function table.
 * @param {number} debug Whether the crate was built with debug assertions.
 * @returns {number} What the instance passes with each other call.
 */
export function begin(exports, table, debug) {
  last += 1;
  const runtime = new Runtime(last, debug !== 0, table);
  runtime.instance.connect(exports);
  const { imports } = runtime.instance;
  for (const name of THROWING) imports[name] = ending(runtime, imports[name]);
  runtimes[last] = runtime;
  return last;
}

/**
 * @param {number} instance
 * @param {string} specifier
 * @param {object} namespace
 */
export function host_module(instance, specifier, namespace) {
  runtimeOf(instance).modules.set(specifier, namespace);
}

/** @param {number} instance @param {any} value */
export const host_keep = (instance, value) => partsOf(instance).handles.keep(value);
/** @param {number} instance @param {number} handle */
export const host_peek = (instance, handle) => partsOf(instance).handles.peek(handle);
/** @param {number} instance @param {number} handle */
export const host_take = (instance, handle) => partsOf(instance).handles.take(handle >>> 0);

/**
 * The first call of a declared import.
 *
 * @param {number} instance
 * @param {number} record The address of the record of a block with this import alone.
 * @param {number} signature The address of the signature: see `asWasm`.
 * @param {number} length Of the signature.
 * @param {number} index Its entry in the table.
 * @returns {number} The same.
 */
export function bind(instance, record, signature, length, index) {
  const runtime = runtimeOf(instance);
  const { parts } = runtime.instance;
  const { buffer } = parts.memory.wasm;
  const decoder = new Decoder(buffer, parts.types.ids, record >>> 0);
  decoder.u8(); // the kind
  const size = decoder.u32();
  const description = nothing();
  decodeBlock(decoder, decoder.at + size - RECORD_SUM, description); // nothing damages it in memory
  const [wanted] = /** @type {Iterable<Import>} */ (description.imports.values());
  let bound;
  try {
    bound = ending(runtime, bindImport(parts, wanted, moduleOf(runtime, wanted)), wanted);
  } catch (error) {
    runtime.life.note(error, wanted);
    throw runtime.life.ended(error);
  }
  runtime.table.set(index >>> 0, asWasm(bound, new Uint8Array(buffer, signature >>> 0, length)));
  return index;
}

/**
 * An import that ends the instance when it throws, and that an instance which has ended cannot call.
 *
 * Where JavaScript enters Rust by a closure, the one `catch` there does that. But Rust is also entered by the exports
 * of `#[wasm_bindgen]`, which have no `catch` of ours. So here it is done before the exception skips the first frame.
 *
 * @param {Runtime} runtime
 * @param {AnyFunction} f
 * @param {Import} [wanted] If it is a declared one.
 * @returns {AnyFunction}
 */
function ending(runtime, f, wanted) {
  return (...args) => {
    if (runtime.closed) refuse(runtime.number);
    try {
      return f(...args);
    } catch (error) {
      if (wanted !== undefined) runtime.life.note(error, wanted);
      throw runtime.life.ended(error);
    }
  };
}

/**
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @returns {object | undefined} `undefined` for a global.
 */
function moduleOf({ modules }, wanted) {
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
 * A wasm function that calls a JavaScript one: only such a function can stand in a table. It is one that a module of a
 * few bytes imports and exports, a module for each signature.
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

// --- What `src/wasm/imports.rs` imports ---

/** @param {number} instance @param {number} address */
export const stats = (instance, address) => importsOf(instance).stats(address);
/** @param {number} instance @param {number} address @param {number} length */
export const string_new = (instance, address, length) => importsOf(instance).string_new(address, length);
/** @param {number} instance @param {number} address @param {number} length */
export const error_new = (instance, address, length) => importsOf(instance).error_new(address, length);
/** @param {number} instance @param {number} type @param {number} slot */
export const value_new = (instance, type, slot) => importsOf(instance).value_new(type, slot);
/** @param {number} instance @param {number} env @param {number} type @param {number} once */
export const closure_new = (instance, env, type, once) => importsOf(instance).closure_new(env, type, once);
/** @param {number} instance @param {number} address @param {number} type */
export const export_new = (instance, address, type) => importsOf(instance).export_new(address, type);
/** @param {number} instance @param {number} id */
export const closure_value = (instance, id) => importsOf(instance).closure_value(id);
/** @param {number} instance @param {number} id @param {number} scope */
export const closure_scope = (instance, id, scope) => importsOf(instance).closure_scope(id, scope);
/** @param {number} instance */
export const scope_begin = (instance) => importsOf(instance).scope_begin();
/** @param {number} instance @param {number} scope */
export const scope_end = (instance, scope) => importsOf(instance).scope_end(scope);
/** @param {number} instance */
export const live_closures = (instance) => importsOf(instance).live_closures();
/** @param {number} instance @param {number} id */
export const closure_drop = (instance, id) => importsOf(instance).closure_drop(id);
/** @param {number} instance @param {number} id */
export const closure_give = (instance, id) => importsOf(instance).closure_give(id);
/** @param {number} instance @param {number} handle @param {number} address @param {number} size */
export const array_read = (instance, handle, address, size) => importsOf(instance).array_read(handle, address, size);
/** @param {number} instance @param {number} handle @param {number} address @param {number} size */
export const array_write = (instance, handle, address, size) => importsOf(instance).array_write(handle, address, size);
/** @param {number} instance @param {number} handle */
export const handle_drop = (instance, handle) => importsOf(instance).handle_drop(handle);
/** @param {number} instance @param {number} handle */
export const handle_clone = (instance, handle) => importsOf(instance).handle_clone(handle);
/** @param {number} instance */
export const global = (instance) => importsOf(instance).global();
/** @param {number} instance @param {number} handle */
export const value_as_f64 = (instance, handle) => importsOf(instance).value_as_f64(handle);
/** @param {number} instance @param {number} handle */
export const value_as_string = (instance, handle) => importsOf(instance).value_as_string(handle);
/** @param {number} instance @param {number} handle */
export const value_typeof = (instance, handle) => importsOf(instance).value_typeof(handle);
/** @param {number} instance @param {number} handle */
export const value_debug = (instance, handle) => importsOf(instance).value_debug(handle);
/** @param {number} instance @param {number} left @param {number} right */
export const value_equal = (instance, left, right) => importsOf(instance).value_equal(left, right);
/** @param {number} instance @param {number} handle @param {number} key */
export const value_get = (instance, handle, key) => importsOf(instance).value_get(handle, key);
/** @param {number} instance @param {number} handle @param {number} key @param {number} to */
export const value_set = (instance, handle, key, to) => importsOf(instance).value_set(handle, key, to);
/** @param {number} instance @param {number} handle @param {number} key @param {number} values @param {number} length */
export const value_call = (instance, handle, key, values, length) =>
  importsOf(instance).value_call(handle, key, values, length);
/** @param {number} instance @param {number} handle @param {number} type */
export const value_convert = (instance, handle, type) => importsOf(instance).value_convert(handle, type);
/** @param {number} instance @param {number} handle @param {number} type @param {number} slots */
export const function_call = (instance, handle, type, slots) => importsOf(instance).function_call(handle, type, slots);
/** @param {number} instance @param {number} handle @param {number} type @param {number} env */
export const promise_wait = (instance, handle, type, env) => importsOf(instance).promise_wait(handle, type, env);
/** @param {number} instance @param {number} id */
export const promise_forget = (instance, id) => importsOf(instance).promise_forget(id);
/** @param {number} instance @param {number} lends @param {number} address */
export const promise_new = (instance, lends, address) => importsOf(instance).promise_new(lends, address);
/** @param {number} instance @param {number} id @param {number} type @param {number} slot */
export const promise_settle = (instance, id, type, slot) => importsOf(instance).promise_settle(id, type, slot);
/** @param {number} instance @param {number} id */
export const promise_abandon = (instance, id) => importsOf(instance).promise_abandon(id);
/** @param {number} instance @param {number} env */
export const tasks_wake = (instance, env) => importsOf(instance).tasks_wake(env);
/** @param {number} instance */
export const skipped = (instance) => importsOf(instance).skipped();
/** @param {number} instance */
export const panicking = (instance) => importsOf(instance).panicking();
/**
 * @param {number} instance
 * @param {number} message
 * @param {number} messageLength
 * @param {number} file
 * @param {number} fileLength
 * @param {number} line
 * @param {number} column
 */
export const panicked = (instance, message, messageLength, file, fileLength, line, column) =>
  (ended[instance] ?? runtimeOf(instance)).instance.imports.panicked(
    message,
    messageLength,
    file,
    fileLength,
    line,
    column,
  );
