// @ts-check
/**
 * Loads a wasm module that was built with the Rust crate `closures-extern`, connects its imports to JavaScript
 * functions, and turns its closures into JavaScript functions that stop working when Rust drops them.
 *
 * The way of an argument from Rust: a wasm import, `bindImport()`, `lift()`, the JavaScript function. The way of a
 * closure's argument from JavaScript: `closureFunction()`, `lower()`, an exported trampoline, the Rust closure.
 * Which types there are, the custom section that describes the imports: `src/descriptor.rs`. What is not here:
 * any knowledge of an app, and any code generation.
 */

// --- Types ---

/**
 * @typedef {object} Type What a parameter or a result is, decoded from a descriptor.
 * @property {number} tag One of `TAG`.
 * @property {Signature | null} signature Of a closure.
 *
 * @typedef {object} Signature What a closure takes and returns.
 * @property {boolean} exclusive `FnMut`: refused while it runs.
 * @property {readonly Type[]} params
 * @property {Type} result
 * @property {boolean} plain All parameters and the result cross as they are.
 * @property {boolean} empty There is no result.
 * @property {boolean} borrows There is a reference parameter, which is freed here if the closure throws.
 * @property {((state: State) => AnyFunction) | null} own Makes the functions of heap closures: `closureFactory`.
 * @property {((state: State) => AnyFunction) | null} lend Makes those of stack closures.
 *
 * @typedef {object} Import One declared function.
 * @property {string} key Its name in the wasm file: the block's id, a colon, and the Rust name.
 * @property {string} block The block's id: module path, crate version, line and column.
 * @property {boolean} checked Plain numbers from JavaScript are checked too (a debug build).
 * @property {string} name The JavaScript name.
 * @property {string} namespace The object that holds the function, dotted; "" without one.
 * @property {string} module The module's specifier; "" for a global.
 * @property {readonly { name: string, type: Type }[]} params
 * @property {Type} result
 *
 * @typedef {object} Description What the custom section says of a module.
 * @property {number} abi
 * @property {boolean} debug Whether the crate `closures-extern` was built with debug assertions.
 * @property {Map<string, Import>} imports By key.
 *
 * @typedef {object} State What a closure's JavaScript function knows of the Rust closure.
 * @property {number} env The address of the Rust closure.
 * @property {number} gate `OPEN`, `BUSY`, or why it is shut.
 * @property {boolean} running A call is under way. Not kept for a stack `Fn`, which nothing asks.
 * @property {boolean} owed JavaScript is to free the Rust closure when no call is under way.
 * @property {State | null} below Of a stack closure: the one that was lent before.
 * @property {Place | null} place Where it was made (debug builds).
 *
 * @typedef {{ file: number, length: number, line: number, column: number }} Place
 *
 * @typedef {(...args: any[]) => any} AnyFunction
 *
 * @typedef {object} Exports What Rust exports to this file: `src/runtime.rs`.
 * @property {WebAssembly.Memory} memory
 * @property {() => void} closures_extern_start
 * @property {(size: number, align: number) => number} closures_extern_alloc
 * @property {(address: number, size: number, align: number) => void} closures_extern_free
 * @property {(env: number) => void} closures_extern_drop
 *
 * @typedef {object} LoadOptions
 * @property {Record<string, object>} [modules] What `module = ".."` means, by specifier: a module namespace object or
 * any object with the functions. A specifier that is not listed is imported.
 * @property {string | URL} [base] What relative specifiers are relative to; else the URL of the wasm file.
 *
 * @typedef {object} App A loaded module.
 * @property {WebAssembly.Instance} instance Plain `#[no_mangle]` exports are in `instance.exports`.
 * @property {WebAssembly.Module} module
 * @property {() => { closures: number, handles: number }} stats What is alive now: closures that JavaScript can call,
 * and JavaScript values that Rust holds.
 */

/** The version of everything that both sides must agree on: `ABI` in `src/descriptor.rs`. */
const ABI = 1;

/** The custom section, and the wasm module name of the runtime's own imports. */
const SECTION = "closures_extern";

/** The wasm module name of the imports that `closures_extern!` declares. */
const IMPORTS = "closures_extern:imports";

/** Kinds of record in the custom section: `record` in `src/descriptor.rs`. */
const RECORD = Object.freeze({ runtime: 1, block: 2 });

/** Tags of types: `tag` in `src/descriptor.rs`. */
const TAG = Object.freeze({
  unit: 0,
  bool: 1,
  i8: 2,
  u8: 3,
  i16: 4,
  u16: 5,
  i32: 6,
  u32: 7,
  isize: 8,
  usize: 9,
  f32: 10,
  f64: 11,
  str: 12,
  string: 13,
  stack_closure: 14,
  heap_closure: 15,
});

/** A closure that may be called. */
const OPEN = 0;
/** An `FnMut` closure that is running. */
const BUSY = 1;
/** A closure whose `Closure` was dropped. */
const DROPPED = 2;
/** A stack closure whose import has returned. */
const EXPIRED = 3;

/** A closure of an instance that has panicked. */
const PANICKED = 4;

/** Why a closure refuses a call, by its gate: code and message of the `ClosureError`. */
const REFUSALS = Object.freeze({
  [BUSY]: { code: "reentered", message: "FnMut closure called while it is already running" },
  [DROPPED]: { code: "dropped", message: "closure called after it was dropped" },
  [EXPIRED]: { code: "expired", message: "closure called after the call it was passed to returned" },
});

/** Thrown by a closure that cannot be called; `code` says why, in a word. */
export class ClosureError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    /** `dropped`, `expired`, `reentered`, `once` or `panicked`. */
    this.code = code;
  }
}
ClosureError.prototype.name = "ClosureError";

/** Thrown when Rust panics, and by everything of that instance from then on. */
export class PanicError extends ClosureError {
  /** @param {string} message */
  constructor(message) {
    super("panicked", message);
  }
}
PanicError.prototype.name = "PanicError";

// --- Loading ---

/**
 * Compiles and instantiates a wasm module.
 *
 * @param {string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module} source A URL, what
 * `fetch` gave for one, the bytes, or a compiled module.
 * @param {LoadOptions} [options]
 * @returns {Promise<App>}
 * @throws {Error} when the file is no such module, or one of another ABI version, or stripped of its descriptors, or
 * when one of its modules cannot be found; the message says what to do.
 */
export async function load(source, options = {}) {
  const { module, url } = await compile(source);
  const description = decodeModule(module);
  const base = options.base ?? url;
  /** @type {Map<string, object>} */
  const modules = new Map();
  for (const specifier of moduleSpecifiers(module, description)) {
    const given = givenModule(options, specifier);
    modules.set(specifier, given ?? (await importModule(specifier, base)));
  }
  const runtime = new Runtime(description);
  const imports = connect(module, description, modules, runtime);
  return runtime.start(module, await WebAssembly.instantiate(module, imports));
}

/**
 * Like `load`, without waiting: for bytes or a compiled module, with all modules given in `options.modules`. Browsers
 * limit the size of modules that are compiled in this way on the main thread.
 *
 * @param {BufferSource | WebAssembly.Module} source
 * @param {LoadOptions} [options]
 * @returns {App}
 * @throws {Error} as `load` does.
 */
export function loadSync(source, options = {}) {
  if (!(source instanceof WebAssembly.Module || isBufferSource(source))) {
    throw new TypeError("loadSync takes bytes or a WebAssembly.Module; use load for a URL or a Response");
  }
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  const description = decodeModule(module);
  /** @type {Map<string, object>} */
  const modules = new Map();
  for (const specifier of moduleSpecifiers(module, description)) {
    const given = givenModule(options, specifier);
    if (given === undefined) {
      throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
    }
    modules.set(specifier, given);
  }
  const runtime = new Runtime(description);
  const imports = connect(module, description, modules, runtime);
  return runtime.start(module, new WebAssembly.Instance(module, imports));
}

/**
 * @param {unknown} source
 * @returns {source is BufferSource}
 */
function isBufferSource(source) {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}

/**
 * @param {any} source See `load`.
 * @returns {Promise<{ module: WebAssembly.Module, url: string | undefined }>}
 */
async function compile(source) {
  source = await source;
  if (source instanceof WebAssembly.Module) return { module: source, url: undefined };
  if (isBufferSource(source)) return { module: await WebAssembly.compile(source), url: undefined };
  let url = typeof source === "string" || source instanceof URL ? absoluteUrl(source) : undefined;
  if (url !== undefined) {
    if (url.startsWith("file:")) return { module: await WebAssembly.compile(await readFile(url)), url };
    source = await fetch(url);
  }
  if (typeof Response !== "function" || !(source instanceof Response)) {
    throw new TypeError("load takes a URL, a Response, bytes or a WebAssembly.Module");
  }
  url = source.url || url;
  if (!source.ok) {
    throw new Error(`${url ?? "the response"}: the server answered ${source.status} ${source.statusText}`.trim());
  }
  // Streaming takes this type alone, without parameters (WebAssembly Web API, "compile a potential WebAssembly response").
  const streams = source.headers.get("content-type")?.toLowerCase() === "application/wasm";
  const module =
    streams && typeof WebAssembly.compileStreaming === "function"
      ? await WebAssembly.compileStreaming(source)
      : await WebAssembly.compile(await source.arrayBuffer());
  return { module, url };
}

/** @param {string | URL} url */
function absoluteUrl(url) {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    return new URL(url, base).href;
  } catch {
    throw new TypeError(`"${url}" is no absolute URL: use new URL("${url}", import.meta.url)`);
  }
}

/** @param {string} url */
async function readFile(url) {
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ ["node:fs", "promises"].join("/"));
  return readFile(new URL(url));
}

/**
 * @param {LoadOptions} options
 * @param {string} specifier
 * @returns {object | undefined}
 */
function givenModule(options, specifier) {
  return options.modules !== undefined && Object.hasOwn(options.modules, specifier)
    ? options.modules[specifier]
    : undefined;
}

/**
 * @param {string} specifier
 * @param {string | URL | undefined} base
 * @returns {Promise<object>}
 */
async function importModule(specifier, base) {
  let url = specifier;
  if (/^\.{0,2}\//.test(specifier)) {
    if (base === undefined) {
      throw new Error(
        `module "${specifier}" is relative, and the wasm came without a URL: ` +
          `pass it in options.modules, or pass options.base (import.meta.url, say)`,
      );
    }
    url = new URL(specifier, base).href;
  }
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ url);
  } catch (error) {
    throw new Error(`module "${specifier}" could not be imported from ${url}; or pass it in options.modules`, {
      cause: error,
    });
  }
}

/**
 * The modules that the imports need, each once.
 *
 * @param {WebAssembly.Module} module
 * @param {Description} description
 */
function moduleSpecifiers(module, description) {
  const specifiers = new Set();
  for (const { module: specifier, name } of WebAssembly.Module.imports(module)) {
    if (specifier === SECTION) continue;
    specifiers.add(specifier === IMPORTS ? importOf(description, name).module : specifier);
  }
  specifiers.delete("");
  return specifiers;
}

/**
 * @param {Description} description
 * @param {string} key
 */
function importOf(description, key) {
  const found = description.imports.get(key);
  if (found === undefined) throw new Error(strippedMessage(`has no descriptor of the import ${key}`));
  return found;
}

/**
 * The imports object: the runtime's own functions, the declared imports, and what the app imports by hand.
 *
 * @param {WebAssembly.Module} module
 * @param {Description} description
 * @param {Map<string, object>} modules
 * @param {Runtime} runtime
 */
function connect(module, description, modules, runtime) {
  /** @type {Record<string, Record<string, any>>} */
  const imports = { [SECTION]: runtime.imports, [IMPORTS]: {} };
  for (const { module: specifier, name } of WebAssembly.Module.imports(module)) {
    if (specifier === IMPORTS) {
      const wanted = importOf(description, name);
      imports[IMPORTS][name] = bindImport(runtime, wanted, modules.get(wanted.module));
    } else if (specifier !== SECTION) {
      imports[specifier] = /** @type {any} */ (modules.get(specifier));
    }
  }
  return imports;
}

// --- The custom section ---

/** @param {string} what */
function strippedMessage(what) {
  return (
    `this wasm module ${what}: a tool has removed or cut its custom section "${SECTION}". ` +
    `Keep it: wasm-strip --keep-section=${SECTION}, wasm-tools strip --delete with a pattern that does not match it; ` +
    `wasm-opt and cargo's strip = true leave it alone`
  );
}

/** @param {string} how */
function damaged(how) {
  return new Error(`the custom section "${SECTION}" of this wasm module is damaged: ${how}. Build the module again`);
}

/**
 * @param {WebAssembly.Module} module
 * @returns {Description}
 */
function decodeModule(module) {
  const sections = WebAssembly.Module.customSections(module, SECTION);
  if (sections.length === 0) {
    const ours =
      WebAssembly.Module.imports(module).some(({ module: name }) => name === SECTION || name === IMPORTS) ||
      WebAssembly.Module.exports(module).some(({ name }) => name === "closures_extern_start");
    throw new Error(
      ours
        ? strippedMessage("has lost its descriptors")
        : "this is not a closures_extern module: it was built without the Rust crate closures-extern, or it is another file",
    );
  }
  /** @type {Description} */
  const description = { abi: -1, debug: false, imports: new Map() };
  for (const section of sections) {
    const decoder = new Decoder(section);
    try {
      decodeSection(decoder, description);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw damaged(`it ends in the middle of a record, at byte ${decoder.at}`);
    }
  }
  if (description.abi === -1) throw new Error(strippedMessage("does not say its ABI version"));
  return description;
}

/**
 * @param {Decoder} decoder
 * @param {Description} description Is added to.
 */
function decodeSection(decoder, description) {
  while (!decoder.atEnd()) {
    const kind = decoder.u8();
    const length = decoder.u32();
    const end = decoder.at + length;
    if (end > decoder.view.byteLength) throw new RangeError("a record is longer than the section");
    if (kind === RECORD.runtime) {
      description.abi = decoder.u8();
      if (description.abi !== ABI) {
        const older = description.abi < ABI ? "the Rust crate closures-extern" : "the JavaScript package closures-extern";
        throw new Error(
          `this wasm module has ABI version ${description.abi} of closures_extern, ` +
            `and this closures_extern.js has ${ABI}: update ${older}`,
        );
      }
      description.debug = decoder.u8() !== 0;
    } else if (kind === RECORD.block) {
      const block = decoder.str();
      const checked = decoder.u8() !== 0;
      while (decoder.at < end) {
        const wanted = decodeImport(decoder, block, checked);
        const known = description.imports.get(wanted.key);
        if (known !== undefined && JSON.stringify(known) !== JSON.stringify(wanted)) {
          throw new Error(`two different imports have the same name ${wanted.key}: declare them on different lines`);
        }
        description.imports.set(wanted.key, wanted);
      }
    }
    decoder.at = end;
  }
}

/**
 * @param {Decoder} decoder
 * @param {string} block
 * @param {boolean} checked
 * @returns {Import}
 */
function decodeImport(decoder, block, checked) {
  const key = `${block}:${decoder.str()}`;
  const name = decoder.str();
  const namespace = decoder.str();
  const module = decoder.str();
  const params = [];
  for (let left = decoder.u16(); left > 0; left--) params.push({ name: decoder.str(), type: decoder.type() });
  return { key, block, checked, name, namespace, module, params, result: decoder.type() };
}

/** Reads what `Writer` in `src/descriptor.rs` writes. */
class Decoder {
  /**
   * @param {ArrayBufferLike} buffer
   * @param {number} [at]
   */
  constructor(buffer, at = 0) {
    this.view = new DataView(buffer);
    this.at = at;
  }

  atEnd() {
    return this.at >= this.view.byteLength;
  }

  u8() {
    this.at += 1;
    return this.view.getUint8(this.at - 1);
  }

  u16() {
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }

  u32() {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  str() {
    const length = this.u16();
    // A RangeError beyond the end, like the numbers'.
    const bytes = new Uint8Array(this.view.buffer, this.at, length);
    this.at += length;
    // A copy, because TextDecoder refuses shared memory.
    return new TextDecoder().decode(bytes.slice());
  }

  /** @returns {Type} */
  type() {
    const tag = this.u8();
    if (tag > TAG.heap_closure) throw damaged(`there is no type ${tag}`);
    const closure = tag === TAG.stack_closure || tag === TAG.heap_closure;
    return { tag, signature: closure ? this.signature() : null };
  }

  /** @returns {Signature} */
  signature() {
    const exclusive = this.u8() !== 0;
    const params = [];
    for (let left = this.u8(); left > 0; left--) params.push(this.type());
    const result = this.type();
    return {
      exclusive,
      params,
      result,
      plain: params.every(isNumber) && crosses(result),
      empty: result.tag === TAG.unit,
      borrows: params.some(({ tag }) => tag === TAG.str),
      own: null,
      lend: null,
    };
  }
}

/** @param {Type} type */
function isNumber({ tag }) {
  return tag >= TAG.i8 && tag <= TAG.f64;
}

/** Whether a result is the same in JavaScript and in its slot. @param {Type} type */
function crosses(type) {
  return isNumber(type) || type.tag === TAG.unit;
}

// --- Imports: a JavaScript function for each wasm import ---

/**
 * The function that wasm calls for a declared import. It lifts the arguments, calls the JavaScript function and
 * lowers the result; where nothing needs that, it is the JavaScript function itself.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {any} module The namespace object of `wanted.module`, or undefined for a global.
 * @returns {AnyFunction}
 */
function bindImport(runtime, wanted, module) {
  const f = module === undefined || wanted.namespace !== "" ? lookUp(wanted, module) : functionOf(wanted, module);
  const lends = wanted.params.some(({ type }) => type.tag === TAG.stack_closure);
  return lends ? bindLending(runtime, wanted, f) : bindFunction(runtime, wanted, f);
}

/**
 * @param {Import} wanted
 * @param {any} module
 * @returns {AnyFunction}
 */
function functionOf(wanted, module) {
  const f = module[wanted.name];
  if (typeof f === "function") return f;
  const has = Object.keys(module).join(", ") || "nothing";
  throw new Error(`module "${wanted.module}" has no function ${wanted.name} (it has: ${has}); ${declaredAt(wanted)}`);
}

/** Where an import is declared, for error messages. @param {Import} wanted */
function declaredAt({ block }) {
  const [, path, line, column] = /** @type {RegExpMatchArray} */ (/^(.*)@[^@]*?:(\d+):(\d+)$/.exec(block));
  return `it is declared in ${path}, line ${line}, column ${column}`;
}

/**
 * A function that is known when the module is loaded.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {AnyFunction} f
 * @returns {AnyFunction}
 */
function bindFunction(runtime, wanted, f) {
  const types = wanted.params.map(({ type }) => type);
  const [t0, t1, t2] = types;
  const direct = crosses(wanted.result) && !wanted.checked;
  if (direct && types.every(isNumber)) return f;
  switch (types.length) {
    case 0:
      return () => {
        const value = f();
        return direct ? value : runtime.lowerResult(wanted, value);
      };
    case 1:
      return (a) => {
        const value = f(runtime.lift(t0, a));
        return direct ? value : runtime.lowerResult(wanted, value);
      };
    case 2:
      return (a, b) => {
        const value = f(runtime.lift(t0, a), runtime.lift(t1, b));
        return direct ? value : runtime.lowerResult(wanted, value);
      };
    case 3:
      return (a, b, c) => {
        const value = f(runtime.lift(t0, a), runtime.lift(t1, b), runtime.lift(t2, c));
        return direct ? value : runtime.lowerResult(wanted, value);
      };
    default:
      return (...slots) => {
        const value = f(...slots.map((slot, index) => runtime.lift(types[index], slot)));
        return direct ? value : runtime.lowerResult(wanted, value);
      };
  }
}

/**
 * Like `bindFunction`, for an import that is passed stack closures: they expire when it returns or throws.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {AnyFunction} f
 * @returns {AnyFunction}
 */
function bindLending(runtime, wanted, f) {
  const types = wanted.params.map(({ type }) => type);
  const [t0, t1, t2] = types;
  const direct = crosses(wanted.result) && !wanted.checked;
  switch (types.length) {
    case 1:
      return (a) => {
        const mark = runtime.lent;
        try {
          const value = f(runtime.lift(t0, a));
          return direct ? value : runtime.lowerResult(wanted, value);
        } finally {
          runtime.expire(mark);
        }
      };
    case 2:
      return (a, b) => {
        const mark = runtime.lent;
        try {
          const value = f(runtime.lift(t0, a), runtime.lift(t1, b));
          return direct ? value : runtime.lowerResult(wanted, value);
        } finally {
          runtime.expire(mark);
        }
      };
    case 3:
      return (a, b, c) => {
        const mark = runtime.lent;
        try {
          const value = f(runtime.lift(t0, a), runtime.lift(t1, b), runtime.lift(t2, c));
          return direct ? value : runtime.lowerResult(wanted, value);
        } finally {
          runtime.expire(mark);
        }
      };
    default:
      return (...slots) => {
        const mark = runtime.lent;
        try {
          const value = f(...slots.map((slot, index) => runtime.lift(types[index], slot)));
          return direct ? value : runtime.lowerResult(wanted, value);
        } finally {
          runtime.expire(mark);
        }
      };
  }
}

/**
 * A function that is looked up at each call, as a property of a global or of `wanted.namespace`, which is its `this`.
 * So fake timers and late scripts work, and what is missing is an error only when it is called.
 *
 * @param {Import} wanted
 * @param {any} module The module's namespace object; undefined for `globalThis`.
 * @returns {AnyFunction}
 */
function lookUp(wanted, module) {
  const { name } = wanted;
  const root = module ?? globalThis;
  const path = wanted.namespace === "" ? [] : wanted.namespace.split(".");
  const holder = () => {
    let object = root;
    for (const key of path) {
      object = object[key];
      if (object === undefined || object === null) throw missing(wanted, root);
    }
    if (typeof object[name] !== "function") throw missing(wanted, root);
    return object;
  };
  switch (wanted.params.length) {
    case 0:
      return () => holder()[name]();
    case 1:
      return (a) => holder()[name](a);
    case 2:
      return (a, b) => holder()[name](a, b);
    default:
      return (...values) => holder()[name](...values);
  }
}

/**
 * @param {Import} wanted
 * @param {any} root
 */
function missing(wanted, root) {
  const path = wanted.namespace === "" ? wanted.name : `${wanted.namespace}.${wanted.name}`;
  const where = root === globalThis ? "this environment" : `module "${wanted.module}"`;
  return new TypeError(`${where} has no function ${path}; ${declaredAt(wanted)}`);
}

// --- The runtime of one instance ---

/** Strings of at most this many bytes are decoded here; TextDecoder wins on longer ones. */
const SHORT = 48;

/** Safari's TextDecoder fails after 2 GiB; a new one starts anew. */
const DECODER_LIMIT = 2 ** 30;

/** Bytes of a cell in the scratch area: address, length and capacity of a string, and four to spare. */
const CELL = 16;

const { fromCharCode } = String;

/** One instance: its memory, its handles, its closures, and what it imports. */
class Runtime {
  /** @param {Description} description */
  constructor(description) {
    this.debug = description.debug;
    /** @type {Exports} */
    this.wasm = /** @type {any} */ (null);
    this.u8 = new Uint8Array(0);
    this.u32 = new Uint32Array(0);
    this.shared = false;
    /** The address of the scratch area: a cell for each parameter of a closure. */
    this.scratch = 0;
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    this.decoded = 0;
    this.encoder = new TextEncoder();

    /** What Rust holds, by handle; a free entry holds the next free one. @type {any[]} */
    this.values = [undefined, null, true, false];
    this.freeValue = this.values.length;
    this.handles = 0;

    /** Heap closures by id; a free entry holds the next free one. @type {(State | number)[]} */
    this.states = [];
    /** Their functions: apart, so that a state never reaches its function. @type {(AnyFunction | undefined)[]} */
    this.functions = [];
    this.freeState = 0;
    /** How many heap closures there are. */
    this.closures = 0;
    /** The innermost stack closure of the imports under way. @type {State | null} */
    this.lent = null;
    /** Decoded signatures by their address in memory. @type {Map<number, Signature>} */
    this.signatures = new Map();
    /** Set by a panic or another trap: nothing is called from then on. @type {PanicError | null} */
    this.panic = null;

    /** The trampolines with and without a result, by number of parameters. @type {AnyFunction[]} */
    this.call = [];
    /** @type {AnyFunction[]} */
    this.run = [];
    // Those that `closureFunction` calls by name.
    const none = /** @type {AnyFunction} */ (/** @type {unknown} */ (null));
    this.call0 = none;
    this.call1 = none;
    this.call2 = none;
    this.call3 = none;
    this.run0 = none;
    this.run1 = none;
    this.run2 = none;
    this.run3 = none;

    /** What Rust imports from this file: `src/runtime.rs`. */
    this.imports = {
      /** @param {number} address */
      stats: (address) => {
        this.views();
        const { closures, handles } = this.stats();
        this.u32[address >>> 2] = closures;
        this.u32[(address >>> 2) + 1] = handles;
      },
      /** @param {number} address @param {number} length */
      string_new: (address, length) => this.keep(this.readString(address >>> 0, length >>> 0)),
      /** @param {number} env @param {number} signature */
      closure_new: (env, signature) => this.closureNew(env >>> 0, signature >>> 0),
      /** @param {number} id */
      closure_drop: (id) => this.closureDrop(id >>> 0),
      panicked: this.panicked.bind(this),
    };
  }

  /**
   * Connects the runtime to its instance.
   *
   * @param {WebAssembly.Module} module
   * @param {WebAssembly.Instance} instance
   * @returns {App}
   */
  start(module, instance) {
    const exports = /** @type {any} */ (instance.exports);
    this.wasm = exports;
    this.shared =
      typeof SharedArrayBuffer === "function" && this.wasm.memory.buffer instanceof SharedArrayBuffer;
    for (let count = 0; count <= 8; count++) {
      this.call.push(exports[`closures_extern_call_${count}`]);
      this.run.push(exports[`closures_extern_run_${count}`]);
    }
    [this.call0, this.call1, this.call2, this.call3] = this.call;
    [this.run0, this.run1, this.run2, this.run3] = this.run;
    this.wasm.closures_extern_start();
    this.scratch = this.allocate(8 * CELL, 8);
    return { instance, module, stats: () => this.stats() };
  }

  /** What is alive now. */
  stats() {
    let { closures } = this;
    for (let state = this.lent; state !== null; state = state.below) closures++;
    return { closures, handles: this.handles };
  }

  // --- Memory ---

  /** Makes the views those of the current memory: growth leaves old ones behind. */
  views() {
    if (this.u8.byteLength === 0 || (this.shared && this.u8.buffer !== this.wasm.memory.buffer)) {
      this.u8 = new Uint8Array(this.wasm.memory.buffer);
      this.u32 = new Uint32Array(this.wasm.memory.buffer);
    }
  }

  /**
   * @param {number} size Bytes, not 0.
   * @param {number} align
   * @returns {number}
   */
  allocate(size, align) {
    const address = this.wasm.closures_extern_alloc(size, align) >>> 0;
    if (address === 0) throw new RangeError(`wasm memory is exhausted: there is no room for ${size} bytes`);
    this.views();
    return address;
  }

  /**
   * @param {number} address
   * @param {number} length In bytes.
   * @returns {string}
   */
  readString(address, length) {
    this.views();
    if (length > SHORT) return this.decode(address, length);
    const { u8 } = this;
    const end = address + length;
    let text = "";
    // One call that makes a whole string; adding up letters leaves a rope, which its first reader has to make flat.
    for (; address < end; address += 16) {
      const a = u8[address];
      const b = u8[address + 1];
      const c = u8[address + 2];
      const d = u8[address + 3];
      const e = u8[address + 4];
      const f = u8[address + 5];
      const g = u8[address + 6];
      const h = u8[address + 7];
      const i = u8[address + 8];
      const j = u8[address + 9];
      const k = u8[address + 10];
      const l = u8[address + 11];
      const m = u8[address + 12];
      const n = u8[address + 13];
      const o = u8[address + 14];
      const p = u8[address + 15];
      // What lies behind the end is looked at too: it may send a short text to the decoder, which is right as well.
      if ((a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p) > 127) {
        return this.decode(end - length, length);
      }
      text += fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
    }
    return text.length === length ? text : text.slice(0, length);
  }

  /**
   * @param {number} address
   * @param {number} length
   */
  decode(address, length) {
    this.decoded += length;
    if (this.decoded > DECODER_LIMIT) {
      this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      this.decoded = length;
    }
    const end = address + length;
    return this.decoder.decode(this.shared ? this.u8.slice(address, end) : this.u8.subarray(address, end));
  }

  /**
   * Encodes a string into memory that becomes Rust's, and a cell that says where: `StringCell` in `src/string.rs`.
   *
   * @param {string} text
   * @param {number} cell The number of the cell.
   * @returns {number} The address of the cell.
   */
  writeString(text, cell) {
    let address = 1;
    let written = 0;
    let capacity = 0;
    if (text.length > 0) {
      // As if ASCII, in a block of just that size; a longer one if it turns out not to be.
      capacity = text.length;
      address = this.allocate(capacity, 1);
      let read = 0;
      if (capacity <= SHORT) {
        const { u8 } = this;
        for (; read < capacity; read++) {
          const code = text.charCodeAt(read);
          if (code > 127) break;
          u8[address + read] = code;
        }
        written = read;
      } else {
        ({ read, written } = this.encoder.encodeInto(text, this.u8.subarray(address, address + capacity)));
      }
      if (read < text.length) {
        // A UTF-16 unit takes at most three bytes of UTF-8.
        const larger = written + (text.length - read) * 3;
        const start = this.allocate(larger, 1);
        this.u8.copyWithin(start, address, address + written);
        this.wasm.closures_extern_free(address, capacity, 1);
        this.views();
        written += this.encoder.encodeInto(text.slice(read), this.u8.subarray(start + written, start + larger)).written;
        address = start;
        capacity = larger;
      }
    }
    const place = this.scratch + cell * CELL;
    this.u32[place >>> 2] = address;
    this.u32[(place >>> 2) + 1] = written;
    this.u32[(place >>> 2) + 2] = capacity;
    return place;
  }

  // --- Handles ---

  /**
   * @param {any} value
   * @returns {number} Its handle.
   */
  keep(value) {
    this.handles++;
    const handle = this.freeValue;
    if (handle === this.values.length) {
      this.values.push(value);
      this.freeValue = handle + 1;
    } else {
      this.freeValue = this.values[handle];
      this.values[handle] = value;
    }
    return handle;
  }

  /**
   * The value of a handle, which ends.
   *
   * @param {number} handle
   */
  take(handle) {
    const value = this.values[handle];
    this.values[handle] = this.freeValue;
    this.freeValue = handle;
    this.handles--;
    return value;
  }

  // --- Values: slot to JavaScript, JavaScript to slot ---

  /**
   * An argument of an import: what the slot means.
   *
   * @param {Type} type
   * @param {number} slot
   * @returns {any}
   */
  lift(type, slot) {
    switch (type.tag) {
      case TAG.bool:
        return slot !== 0;
      case TAG.str: {
        this.views();
        const cell = slot >>> 2;
        return this.readString(this.u32[cell], this.u32[cell + 1]);
      }
      case TAG.string:
        return this.take(slot >>> 0);
      case TAG.stack_closure:
        return this.lend(slot >>> 0, /** @type {Signature} */ (type.signature));
      case TAG.heap_closure:
        return this.functions[slot >>> 0];
      default:
        return slot;
    }
  }

  /**
   * The result of an import, as a slot.
   *
   * @param {Import} wanted
   * @param {any} value
   * @returns {any}
   */
  lowerResult(wanted, value) {
    const { tag } = wanted.result;
    if (tag === TAG.unit) return undefined;
    if (tag === TAG.string || wanted.checked) {
      if (isNumber(wanted.result)) value = primitive(value);
      const expected = unexpected(wanted.result, value);
      if (expected !== null) {
        throw new TypeError(`result of ${wanted.name}: ${expected}; ${declaredAt(wanted)}`);
      }
    }
    if (tag === TAG.string) return this.writeString(value, 0);
    return tag === TAG.bool ? (value ? 1 : 0) : value;
  }

  /**
   * A parameter of a closure, converted as far as may run foreign code or throw. What `lower` is given then does
   * neither, so that nothing overwrites a cell before Rust has read it, and nothing that was allocated is lost.
   *
   * @param {Type} type
   * @param {any} value
   * @param {number} index From 0.
   * @returns {any}
   */
  convert(type, value, index) {
    const { tag } = type;
    if (tag === TAG.str || tag === TAG.string || this.debug) {
      if (isNumber(type)) value = primitive(value);
      const expected = unexpected(type, value);
      if (expected !== null) throw new TypeError(`parameter ${index + 1}: ${expected}`);
      if (this.panic !== null) throw this.panic;
      return value;
    }
    return tag === TAG.bool ? Boolean(value) : this.number(value);
  }

  /**
   * A value as a number; its conversion may run foreign code, which may make Rust panic.
   *
   * @param {any} value
   * @returns {number}
   */
  number(value) {
    const number = +value;
    if (this.panic !== null) throw this.panic;
    return number;
  }

  /**
   * A parameter of a closure, as a slot.
   *
   * @param {Type} type
   * @param {any} value From `convert`.
   * @param {number} index From 0: it has that cell.
   * @returns {number}
   */
  lower(type, value, index) {
    switch (type.tag) {
      case TAG.bool:
        return value ? 1 : 0;
      case TAG.str:
      case TAG.string:
        return this.writeString(value, index);
      default:
        return value;
    }
  }

  /**
   * The result of a closure: what the slot means.
   *
   * @param {Type} type
   * @param {number} slot
   * @returns {any}
   */
  liftResult(type, slot) {
    switch (type.tag) {
      case TAG.bool:
        return slot !== 0;
      case TAG.string:
        return this.take(slot);
      default:
        return slot;
    }
  }

  // --- Closures ---

  /**
   * Makes the function of a heap closure.
   *
   * @param {number} env
   * @param {number} address Of the signature's bytes, which are constants of the program.
   * @returns {number} Its id.
   */
  closureNew(env, address) {
    let signature = this.signatures.get(address);
    if (signature === undefined) {
      signature = new Decoder(this.wasm.memory.buffer, address).signature();
      this.signatures.set(address, signature);
    }
    signature.own ??= closureFactory(this, signature, true);
    const state = this.newState(env);
    const id = this.freeState;
    if (id === this.states.length) {
      this.states.push(state);
      this.functions.push(signature.own(state));
      this.freeState = id + 1;
    } else {
      this.freeState = /** @type {number} */ (this.states[id]);
      this.states[id] = state;
      this.functions[id] = signature.own(state);
    }
    this.closures++;
    return id;
  }

  /**
   * Ends a heap closure, because its `Closure` is dropped.
   *
   * @param {number} id
   * @returns {number} 1 if Rust is to free it now, 0 if it is running, and `settle` will.
   */
  closureDrop(id) {
    const state = /** @type {State} */ (this.states[id]);
    this.states[id] = this.freeState;
    this.functions[id] = undefined;
    this.freeState = id;
    this.closures--;
    state.gate = DROPPED;
    state.owed = state.running;
    return state.owed ? 0 : 1;
  }

  /**
   * Makes the function of a stack closure, which works until `expire`.
   *
   * @param {number} env
   * @param {Signature} signature
   */
  lend(env, signature) {
    signature.lend ??= closureFactory(this, signature, false);
    const state = this.newState(env);
    state.below = this.lent;
    this.lent = state;
    return signature.lend(state);
  }

  /**
   * Ends the stack closures of an import that returns or throws.
   *
   * @param {State | null} mark The innermost when it was called.
   */
  expire(mark) {
    while (this.lent !== mark) {
      const state = /** @type {State} */ (this.lent);
      state.gate = EXPIRED;
      this.lent = state.below;
    }
  }

  /**
   * @param {number} env
   * @returns {State}
   */
  newState(env) {
    const gate = this.panic === null ? OPEN : PANICKED;
    return { env, gate, running: false, owed: false, below: null, place: this.debug ? this.readPlace(env) : null };
  }

  /**
   * Where a closure was made: `Place` in `src/closure.rs`, behind the thunk and the drop function.
   *
   * @param {number} env
   * @returns {Place}
   */
  readPlace(env) {
    this.views();
    const [file, length, line, column] = this.u32.subarray((env >>> 2) + 2, (env >>> 2) + 6);
    return { file, length, line, column };
  }

  /**
   * The blocks behind the cells of reference parameters. Rust frees them when the closure has returned; if it throws,
   * JavaScript does.
   *
   * @param {readonly Type[]} params
   * @returns {number[]} Addresses and sizes in turn.
   */
  heldBlocks(params) {
    const held = [];
    for (const [index, { tag }] of params.entries()) {
      const cell = (this.scratch + index * CELL) >>> 2;
      if (tag === TAG.str && this.u32[cell + 2] > 0) held.push(this.u32[cell], this.u32[cell + 2]);
    }
    return held;
  }

  /** @param {number[]} blocks From `heldBlocks`. */
  free(blocks) {
    if (this.panic !== null) return;
    for (let at = 0; at < blocks.length; at += 2) this.wasm.closures_extern_free(blocks[at], blocks[at + 1], 1);
  }

  /**
   * The end of a call that found the gate shut: it was shut by this call, or meanwhile.
   *
   * @param {State} state
   */
  settle(state) {
    if (state.gate === BUSY) {
      state.gate = OPEN;
    } else if (state.owed && !state.running && this.panic === null) {
      state.owed = false;
      this.wasm.closures_extern_drop(state.env);
    }
  }

  /**
   * The end of a call by an exception.
   *
   * @param {State} state
   * @param {boolean} outer Whether another call of the closure is under way.
   * @param {unknown} error
   * @returns {unknown} What to throw.
   */
  failed(state, outer, error) {
    const escaped = this.escaped(error);
    state.running = outer;
    if (state.gate !== OPEN) this.settle(state);
    return escaped;
  }

  /**
   * Throws what a closure that cannot be called answers.
   *
   * @param {State} state
   * @returns {never}
   */
  refuse(state) {
    if (this.panic !== null) throw this.panic;
    const { code, message } = REFUSALS[/** @type {keyof typeof REFUSALS} */ (state.gate)];
    let made = "";
    if (state.place !== null) {
      const { file, length, line, column } = state.place;
      made = ` (closure made at ${this.readString(file, length)}:${line}:${column})`;
    }
    throw new ClosureError(code, message + made);
  }

  // --- Panics ---

  /**
   * Rust's panic hook: what the coming trap means.
   *
   * @param {number} message
   * @param {number} messageLength
   * @param {number} file
   * @param {number} fileLength
   * @param {number} line
   * @param {number} column
   */
  panicked(message, messageLength, file, fileLength, line, column) {
    const text = this.readString(message >>> 0, messageLength >>> 0);
    const place = `${this.readString(file >>> 0, fileLength >>> 0)}:${line >>> 0}:${column >>> 0}`;
    this.stop(new PanicError(`panicked at ${place}: ${text}`));
  }

  /**
   * Ends the instance: no closure can be called from now on.
   *
   * @param {PanicError} panic
   */
  stop(panic) {
    this.panic = panic;
    for (const state of this.states) if (typeof state === "object") state.gate = PANICKED;
    for (let state = this.lent; state !== null; state = state.below) state.gate = PANICKED;
  }

  /**
   * What to throw for an exception that left a call into wasm: itself, unless it is a trap, or a stack overflow, which
   * may have stopped Rust anywhere. That ends the instance.
   *
   * @param {unknown} error
   */
  escaped(error) {
    if (this.panic === null) {
      const trap = error instanceof WebAssembly.RuntimeError;
      if (!trap && !isStackOverflow(error)) return error;
      const { message } = /** @type {Error} */ (error);
      const panic = new PanicError(`the wasm instance was stopped by ${trap ? "a trap" : "a stack overflow"}: ${message}`);
      panic.cause = error;
      this.stop(panic);
    }
    return this.panic;
  }
}

/**
 * Whether an exception is the engine's for too deep a recursion, by the words of V8, JavaScriptCore and SpiderMonkey.
 *
 * There may be no stack left to find out. Then this throws such an exception itself, and the next caller, who has more,
 * asks again.
 *
 * @param {unknown} error
 */
function isStackOverflow(error) {
  const { message } = /** @type {any} */ (error ?? {});
  return (
    message === "Maximum call stack size exceeded" ||
    message === "Maximum call stack size exceeded." ||
    message === "too much recursion"
  );
}

/**
 * Makes the JavaScript functions of the closures of one signature, from their states. Each call passes the gate, converts
 * and lowers the arguments, enters Rust by the trampoline for their number, and lifts the result. An exception skips Rust,
 * so what must happen at the end of a call happens here.
 *
 * Subtle: this is what a call costs (`cargo xtask bench`: `call_fn0`, `heap_call`, `twenty_call`). A literal for each
 * number of parameters, not one with `...args`; what a signature's closures share stands outside the inner function, so
 * that making one allocates little; a stack `Fn` needs no end, because nothing can drop it and it may recurse.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @param {boolean} heap Whether the closure can be dropped while it runs.
 * @returns {(state: State) => AnyFunction}
 */
function closureFactory(runtime, signature, heap) {
  const { exclusive, params, result, empty } = signature;
  const plain = signature.plain && !runtime.debug;
  const light = !exclusive && !heap;
  const during = exclusive ? BUSY : OPEN;
  const [t0, t1, t2] = params;
  switch (signature.borrows ? -1 : params.length) {
    case 0: {
      const { call0, run0 } = runtime;
      if (light) {
        return (state) => () => {
          if (state.gate !== OPEN) runtime.refuse(state);
          let slot;
          try {
            if (empty) run0(state.env);
            else slot = call0(state.env);
          } catch (error) {
            throw runtime.escaped(error);
          }
          return plain ? slot : runtime.liftResult(result, slot);
        };
      }
      return (state) => () => {
        if (state.gate !== OPEN) runtime.refuse(state);
        const outer = state.running;
        state.running = true;
        state.gate = during;
        let slot;
        try {
          if (empty) run0(state.env);
          else slot = call0(state.env);
        } catch (error) {
          throw runtime.failed(state, outer, error);
        }
        state.running = outer;
        if (state.gate !== OPEN) runtime.settle(state);
        return plain ? slot : runtime.liftResult(result, slot);
      };
    }
    case 1: {
      const { call1, run1 } = runtime;
      if (light) {
        return (state) => (a) => {
          if (state.gate !== OPEN) runtime.refuse(state);
          let slot;
          try {
            if (plain) {
              if (typeof a !== "number") a = runtime.number(a);
            } else {
              a = runtime.convert(t0, a, 0);
              a = runtime.lower(t0, a, 0);
            }
            if (empty) run1(state.env, a);
            else slot = call1(state.env, a);
          } catch (error) {
            throw runtime.escaped(error);
          }
          return plain ? slot : runtime.liftResult(result, slot);
        };
      }
      return (state) => (a) => {
        if (state.gate !== OPEN) runtime.refuse(state);
        const outer = state.running;
        state.running = true;
        state.gate = during;
        let slot;
        try {
          if (plain) {
            if (typeof a !== "number") a = runtime.number(a);
          } else {
            a = runtime.convert(t0, a, 0);
            a = runtime.lower(t0, a, 0);
          }
          if (empty) run1(state.env, a);
          else slot = call1(state.env, a);
        } catch (error) {
          throw runtime.failed(state, outer, error);
        }
        state.running = outer;
        if (state.gate !== OPEN) runtime.settle(state);
        return plain ? slot : runtime.liftResult(result, slot);
      };
    }
    case 2: {
      const { call2, run2 } = runtime;
      if (light) {
        return (state) => (a, b) => {
          if (state.gate !== OPEN) runtime.refuse(state);
          let slot;
          try {
            if (plain) {
              if (typeof a !== "number") a = runtime.number(a);
              if (typeof b !== "number") b = runtime.number(b);
            } else {
              a = runtime.convert(t0, a, 0);
              b = runtime.convert(t1, b, 1);
              a = runtime.lower(t0, a, 0);
              b = runtime.lower(t1, b, 1);
            }
            if (empty) run2(state.env, a, b);
            else slot = call2(state.env, a, b);
          } catch (error) {
            throw runtime.escaped(error);
          }
          return plain ? slot : runtime.liftResult(result, slot);
        };
      }
      return (state) => (a, b) => {
        if (state.gate !== OPEN) runtime.refuse(state);
        const outer = state.running;
        state.running = true;
        state.gate = during;
        let slot;
        try {
          if (plain) {
            if (typeof a !== "number") a = runtime.number(a);
            if (typeof b !== "number") b = runtime.number(b);
          } else {
            a = runtime.convert(t0, a, 0);
            b = runtime.convert(t1, b, 1);
            a = runtime.lower(t0, a, 0);
            b = runtime.lower(t1, b, 1);
          }
          if (empty) run2(state.env, a, b);
          else slot = call2(state.env, a, b);
        } catch (error) {
          throw runtime.failed(state, outer, error);
        }
        state.running = outer;
        if (state.gate !== OPEN) runtime.settle(state);
        return plain ? slot : runtime.liftResult(result, slot);
      };
    }
    case 3: {
      const { call3, run3 } = runtime;
      if (light) {
        return (state) => (a, b, c) => {
          if (state.gate !== OPEN) runtime.refuse(state);
          let slot;
          try {
            if (plain) {
              if (typeof a !== "number") a = runtime.number(a);
              if (typeof b !== "number") b = runtime.number(b);
              if (typeof c !== "number") c = runtime.number(c);
            } else {
              a = runtime.convert(t0, a, 0);
              b = runtime.convert(t1, b, 1);
              c = runtime.convert(t2, c, 2);
              a = runtime.lower(t0, a, 0);
              b = runtime.lower(t1, b, 1);
              c = runtime.lower(t2, c, 2);
            }
            if (empty) run3(state.env, a, b, c);
            else slot = call3(state.env, a, b, c);
          } catch (error) {
            throw runtime.escaped(error);
          }
          return plain ? slot : runtime.liftResult(result, slot);
        };
      }
      return (state) => (a, b, c) => {
        if (state.gate !== OPEN) runtime.refuse(state);
        const outer = state.running;
        state.running = true;
        state.gate = during;
        let slot;
        try {
          if (plain) {
            if (typeof a !== "number") a = runtime.number(a);
            if (typeof b !== "number") b = runtime.number(b);
            if (typeof c !== "number") c = runtime.number(c);
          } else {
            a = runtime.convert(t0, a, 0);
            b = runtime.convert(t1, b, 1);
            c = runtime.convert(t2, c, 2);
            a = runtime.lower(t0, a, 0);
            b = runtime.lower(t1, b, 1);
            c = runtime.lower(t2, c, 2);
          }
          if (empty) run3(state.env, a, b, c);
          else slot = call3(state.env, a, b, c);
        } catch (error) {
          throw runtime.failed(state, outer, error);
        }
        state.running = outer;
        if (state.gate !== OPEN) runtime.settle(state);
        return plain ? slot : runtime.liftResult(result, slot);
      };
    }
    default: {
      const trampoline = (empty ? runtime.run : runtime.call)[params.length];
      return (state) => (...args) => {
        if (state.gate !== OPEN) runtime.refuse(state);
        const outer = state.running;
        state.running = true;
        state.gate = during;
        /** @type {number[]} */
        let held = [];
        let slot;
        try {
          const values = params.map((type, index) => runtime.convert(type, args[index], index));
          const slots = values.map((value, index) => runtime.lower(params[index], value, index));
          if (signature.borrows) held = runtime.heldBlocks(params);
          slot = trampoline(state.env, ...slots);
        } catch (error) {
          const escaped = runtime.failed(state, outer, error);
          runtime.free(held);
          throw escaped;
        }
        state.running = outer;
        if (state.gate !== OPEN) runtime.settle(state);
        return empty ? undefined : runtime.liftResult(result, slot);
      };
    }
  }
}

/**
 * A number is also what an object says that it is as a number: the timers of Node are such objects.
 *
 * @param {any} value
 */
function primitive(value) {
  return typeof value === "object" && typeof value?.[Symbol.toPrimitive] === "function"
    ? value[Symbol.toPrimitive]("number")
    : value;
}

/**
 * What is wrong with a value for a type, or null.
 *
 * @param {Type} type
 * @param {any} value
 * @returns {string | null}
 */
function unexpected(type, value) {
  const { tag } = type;
  if (tag === TAG.bool) return typeof value === "boolean" ? null : `expected bool, got ${show(value)}`;
  if (tag === TAG.str || tag === TAG.string) {
    return typeof value === "string" ? null : `expected a string, got ${show(value)}`;
  }
  if (tag === TAG.f32 || tag === TAG.f64) {
    return typeof value === "number" ? null : `expected ${NUMBERS[tag].name}, got ${show(value)}`;
  }
  if (isNumber(type)) {
    const { name, min, max } = NUMBERS[tag];
    return Number.isInteger(value) && value >= min && value <= max ? null : `expected ${name}, got ${show(value)}`;
  }
  return null;
}

/** Names and ranges of the number types, by tag. @type {Record<number, { name: string, min: number, max: number }>} */
const NUMBERS = Object.freeze({
  [TAG.i8]: { name: "i8", min: -(2 ** 7), max: 2 ** 7 - 1 },
  [TAG.u8]: { name: "u8", min: 0, max: 2 ** 8 - 1 },
  [TAG.i16]: { name: "i16", min: -(2 ** 15), max: 2 ** 15 - 1 },
  [TAG.u16]: { name: "u16", min: 0, max: 2 ** 16 - 1 },
  [TAG.i32]: { name: "i32", min: -(2 ** 31), max: 2 ** 31 - 1 },
  [TAG.u32]: { name: "u32", min: 0, max: 2 ** 32 - 1 },
  [TAG.isize]: { name: "isize", min: -(2 ** 31), max: 2 ** 31 - 1 },
  [TAG.usize]: { name: "usize", min: 0, max: 2 ** 32 - 1 },
  [TAG.f32]: { name: "f32", min: -Infinity, max: Infinity },
  [TAG.f64]: { name: "f64", min: -Infinity, max: Infinity },
});

/**
 * A value in an error message: its type and, where that is short, itself. Runs no foreign code.
 *
 * @param {any} value
 * @returns {string}
 */
function show(value) {
  switch (typeof value) {
    case "string":
      return `string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case "number":
      return `number ${Object.is(value, -0) ? "-0" : value}`;
    case "bigint":
      return `bigint ${value}n`;
    case "boolean":
      return `boolean ${value}`;
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return "undefined";
  }
}
