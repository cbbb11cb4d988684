// @ts-check
/**
 * Loads a wasm module that was built with the Rust crate `closures-extern`, connects its imports to JavaScript
 * functions, and turns its closures into JavaScript functions that stop working when Rust drops them.
 *
 * The way of an argument from Rust: a wasm import, `bindImport()`, `lift()`, the JavaScript function. The way of a
 * closure's argument from JavaScript: `closureFactory()`, `lower()`, an exported trampoline, the Rust closure.
 * Which types there are: `src/descriptor.rs`; the custom section that describes imports and exports: `src/section.rs`.
 * What is not here: any knowledge of an app, and any code generation.
 */

// --- Types ---

/**
 * @typedef {object} Type What a parameter or a result is, decoded from a descriptor.
 * @property {number} id Under which an instance keeps what it makes of it.
 * @property {number} tag One of `TAG`.
 * @property {Type | null} inner Of a list its elements, of an `Option` its `Some`, of a `Result` its `Ok`.
 * @property {Signature | null} signature Of a closure or a function.
 * @property {string} key Of an exported type: which.
 *
 * @typedef {object} Signature What a closure takes and returns.
 * @property {number} id As of a type.
 * @property {boolean} exclusive `FnMut`: refused while it runs.
 * @property {readonly Type[]} params
 * @property {Type} result
 * @property {boolean} numbers All parameters and the result cross as they are.
 * @property {boolean} plain The same, or they are `bool`.
 * @property {boolean} empty There is no result.
 * @property {boolean} gathers There is a `This` or a `Rest`.
 * @property {boolean} owns There is a parameter of an exported type.
 *
 * @typedef {object} Import One declaration: a function, or what else Rust can ask JavaScript for.
 * @property {string} key Its name in the wasm file: the block's id, a colon, and the Rust name, with its class in front.
 * @property {string} block The block's id: module path, crate version, line and column.
 * @property {boolean} checked Plain numbers from JavaScript are checked too (a debug build).
 * @property {string} name The JavaScript name.
 * @property {string} namespace The object that holds it, dotted; "" without one. For a method its class.
 * @property {string} module The module's specifier; "" for a global.
 * @property {number} kind One of `KIND`.
 * @property {boolean} variadic The last parameter is a list, and becomes as many arguments.
 * @property {readonly { name: string, type: Type }[]} params
 * @property {Type} result
 *
 * @typedef {object} Export One item of `closures_export!`.
 * @property {string} key The name of its wasm export: what calls a function, and what frees a value of a type.
 * @property {string} block The id of its block.
 * @property {number} kind One of `EXPORT`.
 * @property {string} name The JavaScript name.
 * @property {string} docs What its doc comment says (debug builds).
 * @property {readonly { name: string, type: Type }[]} params Of a method, its receiver first.
 * @property {Type} result
 *
 * @typedef {object} Description What the custom section says of a module.
 * @property {number} abi
 * @property {boolean} debug Whether the crate `closures-extern` was built with debug assertions.
 * @property {Map<string, Import>} imports By key.
 * @property {Map<string, Export>} exports By key.
 * @property {Ids} ids Of its types and signatures.
 *
 * @typedef {object} State What a closure's JavaScript function knows of the Rust closure.
 * @property {number} env The address of the Rust closure, signed, as it came: it only goes back.
 * @property {number} gate How many calls are under way, or `SHUT` and more.
 * @property {number} running How many are under way, if the gate does not say.
 * @property {boolean} owed JavaScript is to free the Rust closure when no call is under way.
 * @property {boolean} lent It is a stack closure.
 * @property {Place | null} place Where it was made (debug builds).
 *
 * @typedef {object} Entry How Rust is entered for the stack closures of one import: `entryOf`.
 * @property {Signature} signature
 * @property {number} kind The index in `LENDING`.
 * @property {AnyFunction} enter
 *
 * @typedef {{ file: number, length: number, line: number, column: number }} Place
 *
 * @typedef {(...args: any[]) => any} AnyFunction
 *
 * @typedef {object} Exports What Rust exports to this file: `src/runtime.rs`.
 * @property {WebAssembly.Memory} memory
 * @property {(size: number, align: number) => number} alloc
 * @property {(address: number, size: number, align: number) => void} free
 * @property {(env: number) => void} drop
 * @property {() => number} panicking
 *
 * @typedef {object} LoadOptions
 * @property {Record<string, object>} [modules] What `module = ".."` means, by specifier: a module namespace object or
 * any object with the functions. It is their `this`, and each is looked up when it is called. A specifier that is not listed is imported.
 * @property {{ readonly buffer: ArrayBufferLike, grow(delta: number): number }} [memory] Of a module that imports its memory
 * (`--import-memory`): a `WebAssembly.Memory`.
 * @property {string | URL} [base] What relative specifiers are relative to; else the URL of the wasm file.
 * @property {(error: PanicError) => void} [onPanic] Is called once, soon after the instance has ended: with what everything of it
 * throws from then on.
 */

/**
 * @template [E=Record<string, any>]
 * @typedef {object} App A loaded module.
 * @property {Readonly<E>} exports The functions and classes of `closures_export!`, by name: a frozen object without a
 * prototype.
 * @property {WebAssembly.Instance} instance Plain `#[no_mangle]` exports are in `instance.exports`.
 * @property {WebAssembly.Module} module
 * @property {() => { closures: number, handles: number }} stats What is alive now: closures that JavaScript can call,
 * and JavaScript values that Rust holds.
 */

/** The version of everything that both sides must agree on: `ABI` in `src/section.rs`. */
const ABI = 1;

/** The custom section, and the wasm module name of the runtime's own imports. */
const SECTION = "closures_extern";

/** The wasm module name of the imports that `closures_extern!` declares. */
const IMPORTS = "closures_extern:imports";

/** Kinds of record in the custom section: `record` in `src/section.rs`. */
const RECORD = Object.freeze({ runtime: 1, block: 2, export: 3 });

/** Kinds of export: `export` in `src/section.rs`. */
const EXPORT = Object.freeze({ function: 0, class: 1, constructor: 2, method: 3, getter: 4, setter: 5 });

/** Tags of types: `tag` in `src/section.rs`. */
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
  i64: 14,
  u64: 15,
  i128: 16,
  u128: 17,
  char: 18,
  slice: 19,
  vec: 20,
  value: 21,
  value_ref: 22,
  option: 23,
  result: 24,
  this: 25,
  rest: 26,
  stack_closure: 27,
  heap_closure: 28,
  owned_closure: 29,
  function: 30,
  imported: 31,
  imported_ref: 32,
  class: 33,
  class_ref: 34,
  class_mut: 35,
});

/** Kinds of import: `kind` in `src/section.rs`. */
const KIND = Object.freeze({
  function: 0,
  method: 1,
  getter: 2,
  setter: 3,
  indexing_getter: 4,
  indexing_setter: 5,
  indexing_deleter: 6,
  constructor: 7,
  value: 8,
  class: 9,
});

/** What a record says of an import beyond names and types: `flag` in `src/section.rs`. */
const FLAG = Object.freeze({ variadic: 1, owner: 2, name: 4, class: 8, namespace: 16, module: 32, block: 64 });

/** The gate of a closure that may be called and is not running. Below `SHUT` it is the number of calls under way. */
const OPEN = 0;
/** An `FnMut` closure that is running. */
const BUSY = 1;
/** From here on a gate says why a call does not go straight on. No stack has room for so many calls under way. */
const SHUT = 2 ** 29;
/** A closure whose `Closure` was dropped. */
const DROPPED = SHUT;
/** An `FnOnce` closure that has been called. */
const SPENT = SHUT + 1;
/** A stack closure whose import has returned. */
const EXPIRED = SHUT + 2;

/** What is written to `Runtime.flag` when the instance has ended: `ENDED` in `src/entries.rs`. */
const ENDED = 0x80;

/** How many parameters a closure has at most. */
const MOST_PARAMS = 8;

/** The functions that Rust exports to this file: `src/runtime.rs`. */
const FUNCTIONS = Object.freeze([
  ...["start", "alloc", "free", "drop", "panicking"].map((name) => `closures_extern_${name}`),
  ...Array.from({ length: MOST_PARAMS + 1 }, (_, count) => [`closures_extern_call_${count}`, `closures_extern_run_${count}`]).flat(),
]);

/** What runs static constructors. In a wasm-bindgen app there is no such export. */
const CONSTRUCT = "closures_extern_construct";

/** Why a closure refuses a call, by its gate: code and message of the `ClosureError`. */
const REFUSALS = Object.freeze({
  [BUSY]: { code: "reentered", message: "FnMut closure called while it is already running" },
  [DROPPED]: { code: "dropped", message: "closure called after it was dropped" },
  [EXPIRED]: { code: "expired", message: "closure called after the call it was passed to returned" },
  [SPENT]: { code: "once", message: "FnOnce closure called more than once" },
});

/** Thrown by a closure that cannot be called, or an object that cannot be used; `code` says why, in a word. */
export class ClosureError extends Error {
  code;

  /**
   * @param {string} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    /** Of a closure `dropped`, `expired`, `reentered` or `once`; of an object `freed`, `moved` or `borrowed`; `panicked`. */
    this.code = code;
  }
}
// Not by assignment, which fails where `Error.prototype` is frozen.
Object.defineProperty(ClosureError.prototype, "name", { value: "ClosureError", writable: true, configurable: true });

/**
 * Thrown when Rust panics or an exception comes out of Rust, which ends the instance, and by everything of that instance from
 * then on. `cause` is the exception.
 */
export class PanicError extends ClosureError {
  /**
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super("panicked", message, options);
  }
}
Object.defineProperty(PanicError.prototype, "name", { value: "PanicError", writable: true, configurable: true });

// --- Loading ---

/**
 * Compiles and instantiates a wasm module.
 *
 * @template [E=Record<string, any>] What `exports` are, as `npx closures-extern inspect --dts` writes it.
 * @param {string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module} source A URL, what
 * `fetch` gave for one, the bytes, or a compiled module.
 * @param {LoadOptions} [options]
 * @returns {Promise<App<E>>}
 * @throws {Error} when the file is no such module, or one of another ABI version, or stripped of its descriptors, or
 * when one of its modules cannot be found; the message says what to do.
 */
export async function load(source, options = {}) {
  const { module, url } = await compile(source);
  const description = Known.of(module);
  const wanted = WebAssembly.Module.imports(module);
  const base = options.base ?? url ?? bases.get(module);
  if (base !== undefined) bases.set(module, base);
  /** @type {Map<string, object>} */
  const modules = new Map();
  for (const specifier of moduleSpecifiers(wanted, description)) {
    const given = givenModule(options, specifier);
    modules.set(specifier, given ?? (await importModule(specifier, base)));
  }
  const runtime = new Runtime(description, options.onPanic);
  const { memory } = options; // asked once: a getter may answer another one
  const imports = connect(wanted, description, modules, runtime, memory);
  try {
    return runtime.start(module, await WebAssembly.instantiate(module, imports), memory);
  } catch (error) {
    giveBack(memory, runtime);
    throw error;
  }
}

/** An object that is there already, for a class that gives it fields of its own. */
class Given {
  /** @param {object} object */
  constructor(object) {
    return object;
  }
}

/**
 * What a module says of itself, read when it is loaded first: an app that starts again has the same module.
 *
 * A private field of the module, not a `WeakMap`, whose methods a page may have wrapped: whoever could hand us another description would
 * have Rust take numbers for addresses.
 */
class Known extends Given {
  #description;

  /**
   * @param {WebAssembly.Module} module
   * @param {Description} description
   */
  constructor(module, description) {
    super(module);
    this.#description = description;
  }

  /** @param {WebAssembly.Module} module @returns {Description} */
  static of(module) {
    if (#description in module) return /** @type {Known} */ (module).#description;
    const description = decodeModule(partsOf(module));
    // Subtle: asked again, because what a page has wrapped may have loaded the module meanwhile.
    if (Object.isExtensible(module) && !(#description in module)) new Known(module, description);
    return description;
  }
}

/** What relative specifiers of a module are relative to that is loaded again: `load(app.module)`. @type {WeakMap<object, string | URL>} */
const bases = new WeakMap();

/**
 * Like `load`, without waiting: for bytes or a compiled module, with all modules given in `options.modules`. Browsers
 * limit the size of modules that are compiled in this way on the main thread.
 *
 * @template [E=Record<string, any>] As for `load`.
 * @param {BufferSource | WebAssembly.Module} source
 * @param {LoadOptions} [options]
 * @returns {App<E>}
 * @throws {Error} as `load` does.
 */
export function loadSync(source, options = {}) {
  checkWebAssembly();
  const bytes = bytesOf(source);
  if (bytes === undefined && !isModule(source)) {
    throw new TypeError("loadSync takes bytes or a WebAssembly.Module; use load for a URL or a Response");
  }
  const module = bytes === undefined ? /** @type {WebAssembly.Module} */ (source) : new WebAssembly.Module(bytes);
  const description = Known.of(module);
  const wanted = WebAssembly.Module.imports(module);
  /** @type {Map<string, object>} */
  const modules = new Map();
  for (const specifier of moduleSpecifiers(wanted, description)) {
    const given = givenModule(options, specifier);
    if (given === undefined) {
      throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
    }
    modules.set(specifier, given);
  }
  const runtime = new Runtime(description, options.onPanic);
  const { memory } = options; // as above
  const imports = connect(wanted, description, modules, runtime, memory);
  try {
    return runtime.start(module, new WebAssembly.Instance(module, imports), memory);
  } catch (error) {
    giveBack(memory, runtime);
    throw error;
  }
}

/** An iPhone in lockdown mode has none, say. */
function checkWebAssembly() {
  if (typeof WebAssembly !== "object") throw new Error("this environment has no WebAssembly");
}

/**
 * Bytes, of whatever realm: of a frame, of a test's own globals. Of shared memory it is a copy, because engines compile no other.
 *
 * @param {any} source
 * @returns {Uint8Array<ArrayBuffer> | undefined} `undefined` for what is no buffer and no view of one.
 */
function bytesOf(source) {
  const isView = ArrayBuffer.isView(source);
  const buffer = isView ? source.buffer : source;
  const shared = isShared(buffer);
  if (shared && Object.prototype.toString.call(buffer) !== "[object SharedArrayBuffer]") return undefined;
  const bytes = isView ? new Uint8Array(buffer, source.byteOffset, source.byteLength) : new Uint8Array(buffer);
  return shared ? bytes.slice() : /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
}

/** Whether it is a compiled module, of whatever realm. @param {any} source @returns {source is WebAssembly.Module} */
function isModule(source) {
  try {
    WebAssembly.Module.customSections(source, SECTION);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is a `Response`, or what stands for one in a test. @param {any} source */
function isResponse(source) {
  return typeof source?.arrayBuffer === "function" && typeof source.ok === "boolean";
}

/**
 * @param {any} source See `load`.
 * @returns {Promise<{ module: WebAssembly.Module, url: string | undefined }>}
 */
async function compile(source) {
  checkWebAssembly();
  source = await source;
  if (isModule(source)) return { module: source, url: undefined };
  const bytes = bytesOf(source);
  if (bytes !== undefined) return { module: await WebAssembly.compile(bytes), url: undefined };
  let url = typeof source === "string" || typeof source?.href === "string" ? absoluteUrl(source) : undefined;
  if (url !== undefined) {
    if (url.startsWith("file:") && readsFiles()) return { module: await WebAssembly.compile(await readFile(url)), url };
    source = await fetchFrom(url);
  }
  if (!isResponse(source)) throw new TypeError("load takes a URL, a Response, bytes or a WebAssembly.Module");
  url = source.url || url;
  if (!source.ok) {
    throw new Error(`${url ?? "the response"}: the server answered ${source.status} ${source.statusText}`.trim());
  }
  const module = streams(source)
    ? await WebAssembly.compileStreaming(source)
    : await WebAssembly.compile(await source.arrayBuffer());
  return { module, url };
}

/**
 * Whether a response can be compiled while it loads. That takes this realm's own, and this type alone, without parameters
 * (WebAssembly Web API, "compile a potential WebAssembly response").
 *
 * @param {any} response
 */
function streams(response) {
  return (
    typeof WebAssembly.compileStreaming === "function" &&
    typeof Response === "function" &&
    response instanceof Response &&
    response.headers.get("content-type")?.toLowerCase() === "application/wasm"
  );
}

/** @param {any} url A string, or what has an `href`. */
function absoluteUrl(url) {
  const text = typeof url === "string" ? url : url.href;
  const isOfWindows = /^(?:[a-z]:|\\\\)/i.test(text); // "C:" would be a scheme, and no scheme has one letter
  if (!isOfWindows) {
    if (typeof URL !== "function" && /^[a-z][a-z\d+.-]+:/i.test(text)) return text;
    const base = globalThis.document?.baseURI ?? globalThis.location?.href;
    try {
      return new URL(text, base).href;
    } catch {
      // Nothing says what it is relative to.
    }
  }
  const isPath = isOfWindows || (text.startsWith("/") && readsFiles());
  if (isPath) throw new TypeError(`"${text}" is a path and no URL: use pathToFileURL(path), which node:url has`);
  const advice = typeof URL === "function" ? `use new URL("${text}", import.meta.url)` : "there is no URL here that could make it one";
  throw new TypeError(`"${text}" is no absolute URL: ${advice}`);
}

/** Whether files are read by Node's modules, in Deno and Bun too. A page that is a file itself, as Electron's are, fetches them. */
function readsFiles() {
  return typeof globalThis.process?.versions?.node === "string" && globalThis.location?.protocol !== "file:";
}

/** @param {string} url */
async function readFile(url) {
  const [{ readFile }, { fileURLToPath }] = await Promise.all([nodeModule("fs/promises"), nodeModule("url")]);
  return readFile(fileURLToPath(url));
}

/** One of Node's own modules, which bundlers are not to look for. @param {string} name */
function nodeModule(name) {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);
}

/** @param {string} url */
async function fetchFrom(url) {
  if (typeof fetch !== "function") {
    throw new Error(`this environment has no fetch, to get ${url}: load takes the bytes or a WebAssembly.Module too`);
  }
  try {
    return await fetch(url);
  } catch (error) {
    if (!url.startsWith("file:")) throw error;
    const advice = "serve the folder (python3 -m http.server, say), and open the page from there";
    throw new Error(`${url} could not be read: a browser lets a page read no files. Instead, ${advice}`, { cause: error });
  }
}

/**
 * @param {LoadOptions} options
 * @param {string} specifier
 * @returns {object | undefined}
 */
function givenModule(options, specifier) {
  if (options.modules !== undefined && Object.hasOwn(options.modules, specifier)) return options.modules[specifier] ?? undefined;
  if (specifier.startsWith("__wbindgen_")) {
    throw new Error(
      `a dependency of this app was built for wasm-bindgen (this wasm module imports ${specifier}), and its command has not run. ` +
        "cargo tree -i wasm-bindgen says which: turn off the feature of it that brings wasm-bindgen (of chrono it is wasmbind, of " +
        "uuid js), or build with the feature wasm-bindgen of closures-extern, and run the command",
    );
  }
  return undefined;
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
    if (typeof URL !== "function") {
      throw new Error(`module "${specifier}" is relative, and this environment has no URL: pass it in options.modules`);
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
 * @param {readonly WebAssembly.ModuleImportDescriptor[]} wanted
 * @param {Description} description
 */
function moduleSpecifiers(wanted, description) {
  const specifiers = new Set();
  for (const { module: specifier, name, kind } of wanted) {
    if (specifier === SECTION || kind === "memory") continue;
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
 * @param {readonly WebAssembly.ModuleImportDescriptor[]} wantedImports
 * @param {Description} description
 * @param {Map<string, object>} modules
 * @param {Runtime} runtime
 * @param {LoadOptions["memory"]} memory
 */
function connect(wantedImports, description, modules, runtime, memory) {
  /** Without prototypes, as whatever is filled here: an accessor on `Object.prototype` would get what is written. */
  const declared = Object.create(null);
  /** @type {Record<string, Record<string, any>>} */
  const imports = Object.create(null);
  imports[SECTION] = runtime.imports;
  imports[IMPORTS] = declared;
  checkMemory(wantedImports.some(({ kind }) => kind === "memory"), memory);
  for (const { module: specifier, name, kind } of wantedImports) {
    if (specifier === IMPORTS) {
      const wanted = importOf(description, name);
      const from = modules.get(wanted.module);
      if (from !== undefined) checkFunction(wanted, from);
      declared[name] = bindImport(runtime, wanted, from);
    } else if (kind === "memory") {
      (imports[specifier] ??= Object.create(null))[name] = memory;
    } else if (specifier !== SECTION) {
      const from = /** @type {any} */ (modules.get(specifier));
      (imports[specifier] ??= Object.create(null))[name] =
        typeof from[name] === "function" ? byHand(runtime, specifier, from, name) : from[name];
    }
  }
  return imports;
}

/**
 * Whether `options.memory` is what the module wants.
 *
 * @param {boolean} wanted
 * @param {LoadOptions["memory"]} memory
 */
function checkMemory(wanted, memory) {
  if (wanted && memory === undefined) {
    throw new Error(
      "this wasm module imports its memory, because it was linked with --import-memory: " +
        "pass a WebAssembly.Memory in options.memory, or link it without",
    );
  }
  if (memory === undefined) return;
  if (!isMemory(memory)) throw new TypeError(`options.memory: expected a WebAssembly.Memory, got ${show(memory)}`);
  if (!wanted) {
    throw new Error("options.memory is given, and this wasm module has its own memory: link it with -C link-arg=--import-memory");
  }
  if (memories.has(memory)) throw new Error("options.memory is the memory of another instance, which would overwrite it: pass a new one");
  memories.add(memory);
}

/** Those of all instances. Two in one would each take it for its own. @type {WeakSet<object>} */
const memories = new WeakSet();

/** A memory whose instance has not come to be can be passed again. @param {LoadOptions["memory"]} memory @param {Runtime} runtime */
function giveBack(memory, runtime) {
  if (memory !== undefined && runtime.exports === null) memories.delete(memory);
}

/** Whether it is a memory, of whatever realm. @param {unknown} value @returns {value is WebAssembly.Memory} */
function isMemory(value) {
  try {
    Reflect.get(WebAssembly.Memory.prototype, "buffer", value);
    return true;
  } catch {
    return false;
  }
}

/**
 * An import that an app declares by hand. It is called as those are that `closures_extern!` declares, and counts as they do: `around` and
 * `back` in `src/entries.rs`.
 *
 * @param {Runtime} runtime
 * @param {string} specifier
 * @param {any} from The module.
 * @param {string} name
 * @returns {AnyFunction}
 */
function byHand(runtime, specifier, from, name) {
  /** @type {AnyFunction} */
  const call = (...values) => {
    if (typeof from[name] !== "function") throw new TypeError(`module "${specifier}" has no function ${name}, which the app imports itself`);
    return from[name](...values);
  };
  return (...values) => {
    if (runtime.exports === null) return call(...values); // wasm's own start function
    const before = runtime.leaveWasm();
    const result = call(...values);
    runtime.backInWasm(before);
    return result;
  };
}

/**
 * Refuses a module without a function that is right in it: most likely the name is misspelt.
 *
 * @param {Import} wanted
 * @param {any} module
 */
function checkFunction({ kind, name, namespace, module: specifier, block }, module) {
  if (kind !== KIND.function || namespace !== "" || typeof module[keyOf(name)] === "function") return;
  /** @type {Set<string>} */
  const names = new Set();
  // The methods of a class are on its prototype.
  for (let object = module; object !== null && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const known of Object.getOwnPropertyNames(object)) if (known !== "constructor") names.add(known);
  }
  const has = [...names].join(", ") || "nothing";
  throw new Error(`module "${specifier}" has no function ${name} (it has: ${has}); ${declaredAt({ block })}`);
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

/** @param {string} name */
function lacking(name) {
  return new Error(
    `this wasm module has no export ${name}: a tool has removed it, or another has its name. ` +
      `Keep all exports that begin with closures_extern_, and memory`,
  );
}

/** @param {string} how */
function damaged(how) {
  return new Error(`the custom section "${SECTION}" of this wasm module is damaged: ${how}. Build the module again`);
}

/**
 * @typedef {object} Parts What of a module is read before it runs.
 * @property {ArrayBuffer[]} sections The custom sections `closures_extern`.
 * @property {Set<string>} modules The wasm module names of its imports.
 * @property {string[]} exports
 */

/** @param {WebAssembly.Module} module @returns {Parts} */
function partsOf(module) {
  return {
    sections: WebAssembly.Module.customSections(module, SECTION),
    modules: new Set(WebAssembly.Module.imports(module).map(({ module: name }) => name)),
    exports: WebAssembly.Module.exports(module).map(({ name }) => name),
  };
}

/** Of a module without descriptors: why it has none. @param {Parts} parts */
function withoutDescriptors({ modules, exports }) {
  if (modules.has(SECTION) || modules.has(IMPORTS)) return new Error(strippedMessage("has lost its descriptors"));
  return new Error(
    exports.includes("closures_extern_start")
      ? "this wasm module was built with the feature wasm-bindgen of closures-extern, for the command of wasm-bindgen, which loads it. " +
          "If it shall not be: cargo turns a feature on for all members of a workspace that are built together; build this one " +
          "alone (cargo build -p ..)"
      : "this is not a closures_extern module: it was built without the Rust crate closures-extern, or it is another file",
  );
}

/**
 * @param {Parts} parts
 * @returns {Description}
 */
function decodeModule(parts) {
  const { sections } = parts;
  if (sections.length === 0) throw withoutDescriptors(parts);
  /** @type {Description} */
  const description = { abi: -1, debug: false, imports: new Map(), exports: new Map(), ids: newIds() };
  // The version first: another one may have other blocks.
  const { ids } = description;
  for (const section of sections) eachRecord(section, ids, RECORD.runtime, (decoder) => decodeRuntime(decoder, description));
  if (description.abi === -1) throw new Error(strippedMessage("does not say its ABI version"));
  for (const section of sections) {
    eachRecord(section, ids, RECORD.block, (decoder, end) => decodeBlock(decoder, end, description));
    eachRecord(section, ids, RECORD.export, (decoder) => decodeExport(decoder, description));
  }
  for (const name of parts.exports) {
    if (/:\d+:\d+::/.test(name) && !description.exports.has(name)) {
      throw new Error(strippedMessage(`has no descriptor of the export ${name}`));
    }
  }
  checkExports(description);
  for (const { params, result } of [...description.imports.values(), ...description.exports.values()]) {
    for (const { type } of params) checkClasses(type, description.exports);
    checkClasses(result, description.exports);
  }
  return description;
}

/**
 * Calls `decode` for the records of one kind; the others are skipped.
 *
 * @param {ArrayBuffer} section
 * @param {Ids} ids
 * @param {number} wanted
 * @param {(decoder: Decoder, end: number) => void} decode
 */
function eachRecord(section, ids, wanted, decode) {
  const decoder = new Decoder(section, ids);
  try {
    while (!decoder.atEnd()) {
      const start = decoder.at;
      const kind = decoder.u8();
      const length = decoder.u32();
      const next = decoder.at + length;
      const end = next - RECORD_SUM;
      if (next > section.byteLength) throw new RangeError("a record is longer than the section");
      if (kind === wanted) {
        // The version first: another one may have no such sum.
        if (kind === RECORD.runtime) decode(decoder, end);
        if (end < decoder.at || checksum(decoder.view, start, end) !== decoder.view.getUint32(end, true)) {
          throw damaged(`a record, at byte ${start}, is not as it was written`);
        }
        if (kind !== RECORD.runtime) decode(decoder, end);
        if (decoder.at > end) throw damaged(`a record goes on after its end, at byte ${end}`);
      }
      decoder.at = next;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damaged(`it ends in the middle of a record, at byte ${decoder.at}`);
  }
}

/** How many bytes the sum takes that a record ends with. */
const RECORD_SUM = 4;

/**
 * That sum: `checksum` in `src/section.rs`.
 *
 * @param {DataView} view
 * @param {number} start
 * @param {number} end
 */
function checksum(view, start, end) {
  let sum = 0x811c9dc5;
  let at = start;
  for (; at + 4 <= end; at += 4) sum = Math.imul(sum ^ view.getUint32(at, true), 0x01000193);
  for (; at < end; at++) sum = Math.imul(sum ^ view.getUint8(at), 0x01000193);
  return sum >>> 0;
}

/**
 * @param {Decoder} decoder
 * @param {Description} description Is added to.
 */
function decodeRuntime(decoder, description) {
  description.abi = decoder.u8();
  if (description.abi !== ABI) {
    const older = description.abi < ABI ? "the Rust crate closures-extern" : "the JavaScript package closures-extern";
    throw new Error(
      `this wasm module has ABI version ${description.abi} of closures_extern, ` +
        `and this closures_extern.js has ${ABI}: update ${older}`,
    );
  }
  description.debug = decoder.u8() !== 0;
}

/** What an import says, for comparison: a record that the linker repeats has other ids. @param {Import} wanted */
function withoutIds(wanted) {
  return JSON.stringify(wanted, (key, value) => (key === "id" ? undefined : value));
}

/**
 * @param {Decoder} decoder
 * @param {number} end
 * @param {Description} description Is added to.
 */
function decodeBlock(decoder, end, description) {
  const id = decoder.str();
  const block = { id, checked: decoder.u8() !== 0, namespace: decoder.str(), module: decoder.str() };
  while (decoder.at < end) {
    const wanted = decodeImport(decoder, block);
    const known = description.imports.get(wanted.key);
    if (known !== undefined && withoutIds(known) !== withoutIds(wanted)) {
      throw new Error(`two different imports have the same name ${wanted.key}: declare them on different lines`);
    }
    description.imports.set(wanted.key, wanted);
  }
}

/**
 * The same text, as engines keep the names of properties. For a name that was just decoded V8 compiles `object[name]` again
 * and again (`cargo xtask bench`: `import_method`, ten times the price).
 *
 * @param {string} name
 */
function propertyName(name) {
  return Object.keys({ [name]: 0 })[0];
}

/**
 * @param {Decoder} decoder
 * @param {{ id: string, checked: boolean, namespace: string, module: string }} block Where a function is that says nothing else.
 * @returns {Import}
 */
function decodeImport(decoder, block) {
  const [rust, ...names] = decoder.str().split(" ");
  const kind = decoder.u8();
  if (kind > KIND.class) throw damaged(`there is no kind of import ${kind}`);
  const flags = decoder.u8();
  const text = (/** @type {number} */ flag) => ((flags & flag) === 0 ? null : decoder.str());
  const owner = text(FLAG.owner);
  const given = text(FLAG.name);
  const of = text(FLAG.class);
  const there = (flags & FLAG.block) !== 0;
  const space = there ? block.namespace : text(FLAG.namespace);
  const module = there ? block.module : (text(FLAG.module) ?? "");
  const inClass = kind !== KIND.constructor;
  const name = propertyName(inClass ? jsName(rust, given, kind >= KIND.value, kind === KIND.setter) : (of ?? ""));
  const namespace = dotted(space, inClass ? of : null);
  const params = paramsOf(names.length, (at) => ({ name: plainName(names[at]), type: decoder.type() }));
  return Object.freeze({
    ...{ key: `${block.id}:${dotted(owner, rust)}`, block: block.id, checked: block.checked, name, namespace, module, kind },
    ...{ variadic: (flags & FLAG.variadic) !== 0, params, result: decoder.type() },
  });
}

/** What a name that is a symbol begins with: `[Symbol.iterator]`. */
const SYMBOL = "[Symbol.";

/**
 * The key of the property that a name means. A symbol that this environment does not know is what a polyfill, or a compiler of
 * JavaScript, has in its place.
 *
 * @param {string} name
 * @returns {string}
 */
function keyOf(name) {
  if (!name.startsWith(SYMBOL)) return name;
  const symbol = name.slice(SYMBOL.length, -1);
  // As a string, because TypeScript indexes nothing by a key that may be either.
  return /** @type {any} */ (Symbol)[symbol] ?? Symbol.for(`Symbol.${symbol}`);
}

/** A member as JavaScript writes it: `owner.name`, `owner[Symbol.iterator]`. @param {string} owner "" without one. @param {string} name */
function memberText(owner, name) {
  return name.startsWith(SYMBOL) ? owner + name : dotted(owner, name);
}

/** Both with a dot between them, or the one that there is. @param {string | null} a @param {string | null} b */
function dotted(a, b) {
  return [a, b].filter(Boolean).join(".");
}

/**
 * The name in JavaScript.
 *
 * @param {string} rust
 * @param {string | null} given By `name = ".."`.
 * @param {boolean} stays Whether the Rust name is it: of types and statics.
 * @param {boolean} sets Whether it is a setter's: `set_x` sets `x`.
 */
function jsName(rust, given, stays, sets) {
  if (given !== null || stays) return plainName(given ?? rust);
  return camelCase(sets && rust.startsWith("set_") && rust.length > 4 ? rust.slice(4) : rust);
}

/** A Rust name without the `r#` of a raw identifier. @param {string} rust */
function plainName(rust) {
  return rust.startsWith("r#") ? rust.slice(2) : rust;
}

/**
 * `set_interval` as `setInterval`: `write_camel_case` in `src/descriptor.rs` says the rule.
 *
 * Subtle: without a regular expression. In a wasm-bindgen app this runs at an import's first call, and V8 ends the process
 * when it has to compile one where the stack ends (tests/runtime/pressure.test.js, hosted).
 *
 * @param {string} rust
 */
function camelCase(rust) {
  const name = plainName(rust);
  let start = 0;
  while (name[start] === "_") start++;
  const [first, ...words] = name.slice(start).split("_");
  const capitals = words.map((word) => (word[0] >= "a" && word[0] <= "z" ? word[0].toUpperCase() + word.slice(1) : word));
  return name.slice(0, start) + first + capitals.join("");
}

/**
 * @param {Decoder} decoder
 * @param {Description} description Is added to.
 */
function decodeExport(decoder, description) {
  const block = decoder.str();
  const key = decoder.str();
  const kind = decoder.u8();
  if (kind > EXPORT.setter) throw damaged(`there is no kind of export ${kind}`);
  const rust = decoder.str();
  const given = decoder.str();
  const name = jsName(rust, given === "" ? null : given, kind === EXPORT.class, kind === EXPORT.setter);
  const lines = listOf(decoder.u16(), () => decoder.str());
  const docs = lines.map((line) => line.replace(/^ /, "")).join("\n");
  const params = paramsOf(decoder.u16(), () => ({ name: decoder.str(), type: decoder.type() }));
  // The section may repeat a record: the linker allows only one wasm export of this name.
  description.exports.set(key, Object.freeze({ key, block, kind, name, docs, params, result: decoder.type() }));
}

/**
 * Parameters that nobody can change.
 *
 * @param {number} count
 * @param {(at: number) => { name: string, type: Type }} read
 * @returns {readonly { name: string, type: Type }[]}
 */
function paramsOf(count, read) {
  return Object.freeze(listOf(count, (at) => Object.freeze(read(at))));
}

/** Types in types are read so deep. */
const DEEPEST = 200;

/** Reads what `Writer` in `src/section.rs` writes. */
class Decoder {
  view;
  at;
  ids;

  /**
   * @param {ArrayBufferLike} buffer
   * @param {Ids} ids Of the types.
   * @param {number} [at]
   */
  constructor(buffer, ids, at = 0) {
    this.view = new DataView(buffer);
    this.ids = ids;
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
    return newDecoder().decode(bytes.slice());
  }

  /** @param {number} [depth] In how many other types it is. @returns {Type} */
  type(depth = 0) {
    // Not for the stack to end: that is a RangeError here, an InternalError there.
    if (depth > DEEPEST) throw damaged(`a type lies in more than ${DEEPEST} others`);
    const tag = this.u8();
    switch (tag) {
      case TAG.slice:
      case TAG.vec:
      case TAG.option:
      case TAG.result:
      case TAG.this:
      case TAG.rest:
        return new KnownType(this.ids, tag, this.type(depth + 1));
      case TAG.stack_closure:
      case TAG.heap_closure:
      case TAG.owned_closure:
      case TAG.function:
        return new KnownType(this.ids, tag, null, this.signature(depth + 1));
      case TAG.class:
      case TAG.class_ref:
      case TAG.class_mut:
        return new KnownType(this.ids, tag, null, null, this.str());
      case TAG.imported:
      case TAG.imported_ref:
        // Any value crosses under the name of a class, which says who is meant, and is not asked here.
        this.str();
        return new KnownType(this.ids, tag === TAG.imported ? TAG.value : TAG.value_ref);
      default:
        if (tag > TAG.function) throw damaged(`there is no type ${tag}`);
        return new KnownType(this.ids, tag);
    }
  }

  /** @param {number} depth @returns {Signature} */
  signature(depth) {
    const exclusive = this.u8() !== 0;
    const params = listOf(this.u8(), () => this.type(depth));
    return new KnownSignature(this.ids, exclusive, Object.freeze(params), this.type(depth));
  }
}

/** Gives ids to the types and signatures that an instance meets: those of its module, then those that Rust hands over at run time. */
class Ids {
  next;

  /** @param {number} next */
  constructor(next) {
    this.next = next;
  }
}

/** Those of the types that this file knows by itself. */
const OURS = new Ids(0);

/** All others come behind them. */
function newIds() {
  return new Ids(OURS.next);
}

/**
 * A decoded type. Nobody can change it, and an instance keeps what it makes of it under its id: so whoever gets to see it, as an
 * accessor on `Array.prototype` can, has no way to Rust (tests/runtime/private.test.js).
 */
class KnownType {
  id;
  tag;
  inner;
  signature;
  key;

  /**
   * @param {Ids} ids
   * @param {number} tag
   * @param {Type | null} [inner]
   * @param {Signature | null} [signature]
   * @param {string} [key]
   */
  constructor(ids, tag, inner = null, signature = null, key = "") {
    this.id = ids.next++;
    this.tag = tag;
    this.inner = inner;
    this.signature = signature;
    this.key = key;
    Object.freeze(this);
  }
}

/** A decoded signature: as above. */
class KnownSignature {
  id;
  exclusive;
  params;
  result;
  numbers;
  plain;
  empty;
  gathers;
  owns;

  /**
   * @param {Ids} ids
   * @param {boolean} exclusive
   * @param {readonly Type[]} params
   * @param {Type} result
   */
  constructor(ids, exclusive, params, result) {
    this.id = ids.next++;
    this.exclusive = exclusive;
    this.params = params;
    this.result = result;
    this.numbers = params.every(isNumber) && crosses(result);
    this.plain = params.every(isNumberOrBool) && (isNumberOrBool(result) || result.tag === TAG.unit);
    this.empty = result.tag === TAG.unit;
    this.gathers = params.some(({ tag }) => tag === TAG.this || tag === TAG.rest);
    this.owns = params.some(holdsObject);
    Object.freeze(this);
  }
}

/** @param {Type} type */
function isNumber({ tag }) {
  return tag >= TAG.i8 && tag <= TAG.f64;
}

/** @param {Type} type */
function isNumberOrBool(type) {
  return isNumber(type) || type.tag === TAG.bool;
}

/** Whether a type is an integer of 64 bits. @param {Type} type */
function isWide({ tag }) {
  return tag === TAG.i64 || tag === TAG.u64;
}

/** Whether a result is the same in JavaScript and in its slot. @param {Type} type */
function crosses(type) {
  return isNumber(type) || type.tag === TAG.unit;
}

// --- A file that is not compiled ---

/** The sections of a wasm file that are read here (WebAssembly Core, "Sections"). */
const WASM = Object.freeze({ custom: 0, imports: 2, exports: 7 });

/**
 * The parts of a file that is not compiled. Subtle: Node 20 hangs in 3 of 10 processes that compile a file for `describe`, and then, in
 * another thread, for `load`.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Parts}
 */
function partsOfBytes(bytes) {
  const { buffer } = bytes.slice();
  const file = new WasmReader(buffer, OURS); // it reads no type
  /** @type {Parts} */
  const parts = { sections: [], modules: new Set(), exports: [] };
  let at = 0;
  try {
    if (bytes.length < 4 || file.u32() !== 0x6d736100) throw new Error("this is no wasm file: it does not begin with \\0asm");
    const version = file.u32();
    if (version !== 1) throw new Error(`this is no wasm module: it has the version ${version}, as a component has, and not 1`);
    while (!file.atEnd()) {
      at = file.at;
      const kind = file.u8();
      const length = file.leb();
      const end = file.at + length;
      if (end > bytes.length) throw sectionCut(at);
      if (kind === WASM.custom && file.name() === SECTION) parts.sections.push(buffer.slice(file.at, end));
      if (kind === WASM.imports) file.list(() => parts.modules.add(file.import()));
      if (kind === WASM.exports) file.list(() => parts.exports.push(file.export()));
      if (file.at > end) throw sectionCut(at);
      file.at = end;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw sectionCut(at);
  }
  return parts;
}

/** @param {number} at */
function sectionCut(at) {
  return new Error(`this wasm file is damaged, or only a part of it is here: the section at byte ${at} ends too early. Build it again`);
}

/** A number of 64 bits takes ten bytes of seven each. */
const LEB_BITS = 70;

/** Reads a wasm file, as far as it is asked for. */
class WasmReader extends Decoder {
  /** A number in LEB128, which may be one of 64 bits, or negative: then only where it ends is asked for. */
  leb() {
    let value = 0;
    for (let shift = 0; shift < LEB_BITS; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Infinity; // beyond the end of whatever it is about
  }

  name() {
    const length = this.leb();
    const bytes = new Uint8Array(this.view.buffer, this.at, length);
    this.at += length;
    return newDecoder().decode(bytes);
  }

  /** @param {() => void} each */
  list(each) {
    for (let left = this.leb(); left > 0; left--) each();
  }

  /** @returns {string} The name of the module that it is from. */
  import() {
    const module = this.name();
    this.name();
    const kind = this.u8();
    if (kind === 4) this.u8(); // a tag's attribute
    if (kind === 1 || kind === 3) this.valueType();
    if (kind === 1 || kind === 2) this.limits();
    else if (kind === 3) this.u8(); // whether it can change
    else this.leb(); // the type of a function
    return module;
  }

  /** @returns {string} */
  export() {
    const name = this.name();
    this.u8();
    this.leb();
    return name;
  }

  valueType() {
    const type = this.u8();
    if (type === 0x63 || type === 0x64) this.leb(); // a reference to a type that follows
  }

  limits() {
    const flags = this.u8();
    this.leb();
    if ((flags & 1) !== 0) this.leb();
    if ((flags & 8) !== 0) this.leb(); // the size of a page
  }
}

// --- What a module says of itself ---

/**
 * @typedef {object} TypeInfo A type that crosses.
 * @property {string} rust As Rust writes it: `Option<u32>`, `closure FnMut(&str)`.
 * @property {string} kind A word for what it is: `u32`, `string`, `option`, `heap_closure`, `class`; the names in `TAG`.
 * @property {TypeInfo} [inner] Of a list its elements, of an `option` its value, of a `result` its `Ok`.
 * @property {SignatureInfo} [signature] Of a closure or a function.
 * @property {string} [name] Of an exported type its JavaScript name.
 *
 * @typedef {object} SignatureInfo
 * @property {boolean} exclusive `FnMut`: refused while it runs.
 * @property {TypeInfo[]} params
 * @property {TypeInfo} result
 *
 * @typedef {object} PlaceInfo Where a macro block stands.
 * @property {string} path The Rust module.
 * @property {string} version Of the crate.
 * @property {number} line
 * @property {number} column
 *
 * @typedef {object} ImportInfo A declaration of `closures_extern!`: what else its record says is here too, by the names of
 * `Import`.
 * @property {string} name The JavaScript name.
 * @property {string} namespace The object that holds it, dotted; "" without one.
 * @property {string} module The module's specifier; "" for a global.
 * @property {PlaceInfo} declared
 * @property {{ name: string, type: TypeInfo }[]} params
 * @property {TypeInfo} result
 *
 * @typedef {object} ClosureInfo A signature of closures or functions that imports and exports name. Closures that Rust hands
 * over as a `JsValue` are not known before they are made.
 * @property {string} rust `FnMut(&str) -> bool`.
 * @property {string[]} kinds `stack_closure`, `heap_closure`, `owned_closure`, and `function` for a JavaScript function.
 * @property {string[]} users The names of the imports and exports.
 * @property {SignatureInfo} signature
 *
 * @typedef {object} ExportInfo An item of `closures_export!`.
 * @property {"function" | "class" | "constructor" | "method" | "getter" | "setter"} kind
 * @property {string} name The JavaScript name.
 * @property {string} [class] Of a constructor, method, getter or setter: the JavaScript name of its class.
 * @property {string} docs What its doc comment says; "" in a release build.
 * @property {PlaceInfo} declared
 * @property {{ name: string, type: TypeInfo }[]} params Without the receiver of a method.
 * @property {TypeInfo} result
 *
 * @typedef {object} ModuleInfo
 * @property {number} abi The version that the Rust crate and this file agree on.
 * @property {boolean} debug Whether it was built with debug assertions.
 * @property {ImportInfo[]} imports
 * @property {ClosureInfo[]} closures
 * @property {ExportInfo[]} exports
 */

/**
 * What a module imports and exports, with types, from its descriptors alone: nothing is instantiated, and bytes are not even
 * compiled. Plain data, for `JSON.stringify`.
 *
 * @param {WebAssembly.Module | BufferSource} source
 * @returns {ModuleInfo}
 * @throws {Error} as `load` does.
 */
export function describe(source) {
  const bytes = bytesOf(source);
  if (bytes === undefined && !isModule(source)) throw new TypeError("describe takes bytes or a WebAssembly.Module");
  const description = decodeModule(bytes === undefined ? partsOf(/** @type {WebAssembly.Module} */ (source)) : partsOfBytes(bytes));
  const { abi, debug } = description;
  /** @type {Map<string, ClosureInfo>} */
  const closures = new Map();
  /** @param {string} user @param {readonly { name: string, type: Type }[]} params @param {Type} result */
  const signatureOf = (user, params, result) => {
    const told = {
      params: params.map(({ name, type }) => ({ name, type: typeInfo(type, description) })),
      result: typeInfo(result, description),
    };
    for (const type of [...told.params.map(({ type }) => type), told.result]) addClosures(closures, user, type);
    return told;
  };
  const imports = [...description.imports.values()].map(({ key: _, block, checked: __, params, result, ...rest }) => {
    const user = memberText(rest.namespace, rest.name);
    return { ...rest, declared: blockInfo(block), ...signatureOf(user, params, result) };
  });
  const exports = [...description.exports.values()].map((item) => {
    const { kind, name, docs } = item;
    const member = kind >= EXPORT.method;
    const owner = description.exports.get(ownerKey(item));
    return {
      kind: /** @type {ExportInfo["kind"]} */ (nameIn(EXPORT, kind)),
      name,
      ...(owner === undefined ? {} : { class: owner.name }),
      docs,
      declared: blockInfo(item.block),
      ...signatureOf(shownName(item, description.exports), member ? item.params.slice(1) : item.params, item.result),
    };
  });
  // The linker keeps no order.
  const group = (/** @type {ExportInfo} */ item) => item.class ?? item.name;
  exports.sort((left, right) => {
    return compare(group(left), group(right)) || compare(left.name, right.name) || compare(left.kind, right.kind);
  });
  return { abi, debug, imports, closures: [...closures.values()], exports };
}

/** @param {string} left @param {string} right */
function compare(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @param {Readonly<Record<string, number>>} table @param {number} wanted */
function nameIn(table, wanted) {
  return Object.keys(table).find((name) => table[name] === wanted) ?? `unknown (${wanted})`;
}

/** @param {string} block @returns {PlaceInfo} */
function blockInfo(block) {
  const [, path, version, line, column] = /** @type {RegExpMatchArray} */ (/^(.*)@([^@]*?):(\d+):(\d+)$/.exec(block));
  return { path, version, line: Number(line), column: Number(column) };
}

/**
 * @param {Type} type
 * @param {Description} description
 * @returns {TypeInfo}
 */
function typeInfo({ tag, inner, signature, key }, description) {
  const kind = nameIn(TAG, tag);
  /** @type {TypeInfo} */
  const info = { rust: kind, kind };
  if (inner !== null) info.inner = typeInfo(inner, description);
  if (signature !== null) {
    const { exclusive, params, result } = signature;
    info.signature = {
      exclusive,
      params: params.map((param) => typeInfo(param, description)),
      result: typeInfo(result, description),
    };
  }
  if (key !== "") info.name = description.exports.get(key)?.name ?? key;
  info.rust = rustText(info);
  return info;
}

/** A type as `Display` of `Type` in `src/descriptor.rs` writes it. @param {TypeInfo} info @returns {string} */
function rustText({ kind, inner, signature, name }) {
  switch (kind) {
    case "unit":
      return "()";
    case "str":
      return "&str";
    case "string":
      return "String";
    case "slice":
      return `&[${inner?.rust}]`;
    case "vec":
      return `Vec<${inner?.rust}>`;
    case "value":
      return "JsValue";
    case "value_ref":
      return "&JsValue";
    case "option":
      return `Option<${inner?.rust}>`;
    case "result":
      return `Result<${inner?.rust}, _>`;
    case "this":
      return `This<${inner?.rust}>`;
    case "rest":
      return `Rest<${inner?.rust}>`;
    case "class":
      return `${name}`;
    case "class_ref":
      return `&${name}`;
    case "class_mut":
      return `&mut ${name}`;
    default:
      if (signature === undefined) return kind;
      return `${kind === "function" ? kind : "closure"} ${signatureText(signature)}`;
  }
}

/** @param {SignatureInfo} signature */
function signatureText({ exclusive, params, result }) {
  const arrow = result.kind === "unit" ? "" : ` -> ${result.rust}`;
  return `${exclusive ? "FnMut" : "Fn"}(${params.map(({ rust }) => rust).join(", ")})${arrow}`;
}

/**
 * @param {Map<string, ClosureInfo>} closures Is added to.
 * @param {string} user
 * @param {TypeInfo} type
 */
function addClosures(closures, user, { kind, inner, signature }) {
  if (inner !== undefined) addClosures(closures, user, inner);
  if (signature === undefined) return;
  const rust = signatureText(signature);
  const known = closures.get(rust) ?? { rust, kinds: [], users: [], signature };
  if (!known.kinds.includes(kind)) known.kinds.push(kind);
  if (!known.users.includes(user)) known.users.push(user);
  closures.set(rust, known);
  for (const type of [...signature.params, signature.result]) addClosures(closures, user, type);
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
  const found = target(wanted, module);
  const f = wanted.variadic ? spreading(found) : found;
  const lends = wanted.params.some(({ type }) => lendsClosure(type));
  const bound = lends
    ? bindLending(runtime, wanted, f)
    : hasObject(wanted)
      ? bindMember(runtime, wanted, f)
      : bindFunction(runtime, wanted, f);
  if (wanted.result.tag === TAG.result) return catching(runtime, bound);
  return wanted.checked ? noting(runtime, wanted, bound) : bound;
}

/**
 * What an import does, as a function of JavaScript values. What belongs to an object takes it as its first argument.
 *
 * @param {Import} wanted
 * @param {any} module
 * @returns {AnyFunction}
 */
function target(wanted, module) {
  const name = keyOf(wanted.name);
  switch (wanted.kind) {
    case KIND.method:
      return methodOf(wanted);
    case KIND.getter:
      return (object) => {
        if (isNothing(object)) throw absent(object, "property", name, wanted);
        return object[name];
      };
    case KIND.setter:
      return (object, value) => {
        if (isNothing(object)) throw absent(object, "property", name, wanted);
        object[name] = value;
      };
    case KIND.indexing_getter:
      return (object, index) => {
        if (isNothing(object)) throw absent(object, "property", index, wanted);
        return object[index];
      };
    case KIND.indexing_setter:
      return (object, index, value) => {
        if (isNothing(object)) throw absent(object, "property", index, wanted);
        object[index] = value;
      };
    case KIND.indexing_deleter:
      return (object, index) => {
        if (isNothing(object)) throw absent(object, "property", index, wanted);
        return delete object[index];
      };
    case KIND.constructor:
      return constructorOf(wanted, module);
    case KIND.value: {
      // An `Option` is `None` wherever on the way something is missing.
      const holder = holderOf(wanted, module, wanted.result.tag === TAG.option ? () => EMPTY : undefined);
      return () => holder()[name];
    }
    case KIND.class: {
      const found = classOf(wanted, module);
      return (value) => value instanceof found();
    }
    default:
      return module === undefined || wanted.namespace !== "" ? lookUp(wanted, module) : functionOf(wanted, module);
  }
}

/** Whether the first parameter is the object of a method or property. @param {Import} wanted */
function hasObject({ kind }) {
  return kind >= KIND.method && kind <= KIND.indexing_deleter;
}

/**
 * A function that takes its last arguments as a list.
 *
 * @param {AnyFunction} f
 * @returns {AnyFunction}
 */
function spreading(f) {
  return (...values) => {
    const last = values.pop();
    return f(...values, ...(last ?? []));
  };
}

/** Whether a parameter is a stack closure, or may be one. @param {Type} type @returns {boolean} */
function lendsClosure({ tag, inner }) {
  return tag === TAG.stack_closure || (tag === TAG.option && lendsClosure(/** @type {Type} */ (inner)));
}

/**
 * An import whose exceptions Rust catches.
 *
 * @param {Runtime} runtime
 * @param {AnyFunction} bound
 * @returns {AnyFunction}
 */
function catching(runtime, bound) {
  return (...slots) => {
    try {
      return apply(bound, undefined, slots);
    } catch (error) {
      return runtime.lowerError(error);
    }
  };
}

/**
 * An import whose exceptions Rust does not catch, in a debug build: notes which it was.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {AnyFunction} bound
 * @returns {AnyFunction}
 */
function noting(runtime, wanted, bound) {
  return (...slots) => {
    try {
      return apply(bound, undefined, slots);
    } catch (error) {
      runtime.thrown = { error, wanted };
      throw error;
    }
  };
}

/**
 * Whether an argument that cannot become a value, because it is too long, could lose others. Without `Result` that is the end of the
 * instance, and nothing is lost.
 *
 * @param {Import} wanted
 */
function losesArguments({ params, result }) {
  return result.tag === TAG.result && params.length > 1 && params.some(({ type }) => isGiven(type));
}

/** Whether an argument is given to JavaScript, which ends its handle. @param {Type} type @returns {boolean} */
function isGiven({ tag, inner }) {
  if (tag === TAG.option) return isGiven(/** @type {Type} */ (inner));
  return tag === TAG.string || tag === TAG.vec || tag === TAG.value || tag === TAG.owned_closure || tag === TAG.class;
}

/** What has no properties. Not `== null`, because a page's `document.all` has. @param {any} object */
function isNothing(object) {
  return object === undefined || object === null;
}

/**
 * A method or a property is not there. An engine would say it in the words of this file, "object[name] is not a function".
 *
 * @param {any} object
 * @param {"method" | "property"} what
 * @param {any} key
 * @param {Import} [wanted] If it is a declared one.
 */
function absent(object, what, key, wanted) {
  // What a declaration writes in brackets.
  const isKnown = typeof key === "symbol" && key.description?.startsWith("Symbol.");
  const name = isKnown ? `[${key.description}]` : typeof key === "object" || typeof key === "function" ? show(key) : String(key);
  const of = wanted === undefined || wanted.namespace === "" ? "" : ` (declared for ${wanted.namespace})`;
  return new TypeError(`${show(object)} has no ${what} ${name}${of}${wanted === undefined ? "" : `; ${declaredAt(wanted)}`}`);
}

/** Where an import is declared, for error messages. @param {{ block: string }} wanted */
function declaredAt({ block }) {
  return `it is declared in ${blockPlace(block)}`;
}

/** Where a block stands, from its id. @param {string} block */
function blockPlace(block) {
  const path = block.slice(0, block.lastIndexOf("@"));
  const [line, column] = block.split(":").slice(-2);
  return `${path}, line ${line}, column ${column}`;
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
  const direct = crosses(wanted.result) && !wanted.checked;
  if (losesArguments(wanted)) {
    const lower = runtime.lowerer(wanted);
    return (...slots) => lower(f(...runtime.liftAll(types, (at) => runtime.lift(types[at], slots[at]))));
  }
  if (direct && types.every(isNumber)) return f;
  const truth = wanted.result.tag === TAG.bool && !wanted.checked;
  // Apart from the other types, so that what these do to a literal cannot slow down numbers (`twenty_import`).
  if ((direct || truth) && types.length <= 3 && types.every(isNumberOrBool)) {
    const [b0, b1, b2] = types.map(({ tag }) => tag === TAG.bool);
    switch (types.length) {
      case 0:
        return () => (f() ? 1 : 0);
      case 1:
        return (a) => {
          const value = f(b0 ? a !== 0 : a);
          return truth ? +!!value : value;
        };
      case 2:
        return (a, b) => {
          const value = f(b0 ? a !== 0 : a, b1 ? b !== 0 : b);
          return truth ? +!!value : value;
        };
      default:
        return (a, b, c) => {
          const value = f(b0 ? a !== 0 : a, b1 ? b !== 0 : b, b2 ? c !== 0 : c);
          return truth ? +!!value : value;
        };
    }
  }
  const lower = runtime.lowerer(wanted);
  // Integers of 64 bits apart too: V8 then need not make a bigint of each (`import_u64`).
  const wide = isWide(wanted.result);
  if ((direct || wide) && types.length <= 2 && types.every((type) => isNumber(type) || isWide(type))) {
    const [u0, u1] = types.map(({ tag }) => tag === TAG.u64);
    switch (types.length) {
      case 0:
        return () => lower(f());
      case 1:
        return (a) => {
          const value = f(u0 ? BigInt.asUintN(64, a) : a);
          return direct ? value : lower(value);
        };
      default:
        return (a, b) => {
          const value = f(u0 ? BigInt.asUintN(64, a) : a, u1 ? BigInt.asUintN(64, b) : b);
          return direct ? value : lower(value);
        };
    }
  }
  // And the commonest of the others (`import_str16`).
  if (types.length === 1 && types[0].tag === TAG.str) {
    return (a) => {
      const value = f(runtime.readStr(a));
      return direct ? value : lower(value);
    };
  }
  const [lift0, lift1, lift2] = types.map((type) => runtime.lifter(type));
  switch (types.length) {
    case 0:
      return () => {
        const value = f();
        return direct ? value : lower(value);
      };
    case 1:
      return (a) => {
        const value = f(lift0(a));
        return direct ? value : lower(value);
      };
    case 2:
      return (a, b) => {
        const value = f(lift0(a), lift1(b));
        return direct ? value : lower(value);
      };
    case 3:
      return (a, b, c) => {
        const value = f(lift0(a), lift1(b), lift2(c));
        return direct ? value : lower(value);
      };
    default:
      return (...slots) => {
        const value = f(...runtime.liftAll(types, (at) => runtime.lift(types[at], slots[at])));
        return direct ? value : lower(value);
      };
  }
}

/**
 * Like `bindFunction`, for an import that is passed stack closures: they expire when it returns or throws.
 *
 * Subtle: their states are locals here, and not in `runtime.lent` as where `lift` makes them. To store a new object in an
 * old one costs as much as the call (`cargo xtask bench`: `pass_stack`).
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {AnyFunction} f
 * @returns {AnyFunction}
 */
function bindLending(runtime, wanted, f) {
  const types = wanted.params.map(({ type }) => type);
  const direct = crosses(wanted.result) && !wanted.checked;
  const lower = runtime.lowerer(wanted);
  // In debug builds too they are in `runtime.lent`, for `live_closures`.
  if (runtime.debug || types.length > 3 || losesArguments(wanted) || types.some((type) => type.tag === TAG.option && lendsClosure(type))) {
    return (...slots) => {
      const mark = runtime.lent.length;
      try {
        const value = f(...runtime.liftAll(types, (at) => runtime.lift(types[at], slots[at])));
        return direct ? value : lower(value);
      } finally {
        // Subtle: first shut, by no call, for which there may be no stack left.
        for (let at = runtime.lent.length; at-- > mark; ) runtime.lent[at].gate = EXPIRED;
        runtime.expire(mark);
      }
    };
  }
  const signatures = types.map(({ tag, signature }) => (tag === TAG.stack_closure ? signature : null));
  const lent = /** @type {Signature[]} */ (signatures.filter((signature) => signature !== null));
  const [{ params }] = lent;
  const kind = lendingKind(lent[0]);
  if (lent.length === 1 && kind !== undefined) {
    const at = signatures.indexOf(lent[0]);
    const makers = LENDING[kind];
    const used = runtime.entriesOf(kind);
    const make = makers[Math.min(used, makers.length - 1)];
    const entry = runtime.newEntry(lent[0], kind);
    return make(runtime, hostOf(runtime, wanted, f, at), entry, at, types.length > 1, ...params);
  }
  const [t0, t1, t2] = types;
  const [s0, s1 = null, s2 = null] = signatures;
  return (p, q, r) => {
    const lent0 = s0 === null ? null : runtime.newState(p, true);
    const lent1 = s1 === null ? null : runtime.newState(q, true);
    const lent2 = s2 === null ? null : runtime.newState(r, true);
    runtime.lending += lent.length;
    try {
      const x = s0 === null || lent0 === null ? runtime.lift(t0, p) : runtime.maker(s0)(lent0);
      if (types.length === 1) return direct ? f(x) : lower(f(x));
      const y = s1 === null || lent1 === null ? runtime.lift(t1, q) : runtime.maker(s1)(lent1);
      if (types.length === 2) return direct ? f(x, y) : lower(f(x, y));
      const z = s2 === null || lent2 === null ? runtime.lift(t2, r) : runtime.maker(s2)(lent2);
      return direct ? f(x, y, z) : lower(f(x, y, z));
    } finally {
      runtime.lending -= lent.length;
      if (lent0 !== null) lent0.gate = EXPIRED;
      if (lent1 !== null) lent1.gate = EXPIRED;
      if (lent2 !== null) lent2.gate = EXPIRED;
    }
  };
}

/** The index in `LENDING` for a signature, if it is there. @param {Signature} signature */
function lendingKind({ exclusive, params, plain, empty }) {
  const odd = exclusive ? 1 : 0;
  if (params.length <= 3 && plain) return params.length * 2 + odd;
  if (params.length !== 1 || !empty) return undefined;
  return params[0].tag === TAG.value ? 8 + odd : params[0].tag === TAG.string ? 10 + odd : undefined;
}

/**
 * The import's function for a closure that is made already; the other parameters are slots.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted At most three parameters.
 * @param {AnyFunction} f
 * @param {number} at The closure's place among them.
 * @returns {AnyFunction}
 */
function hostOf(runtime, wanted, f, at) {
  const [t0, t1, t2] = wanted.params.map(({ type }) => type);
  const direct = crosses(wanted.result) && !wanted.checked;
  const lower = runtime.lowerer(wanted);
  switch (wanted.params.length) {
    case 1:
      return direct ? f : (lent) => lower(f(lent));
    case 2:
      return (lent, p, q) => {
        const value = at === 0 ? f(lent, runtime.lift(t1, q)) : f(runtime.lift(t0, p), lent);
        return direct ? value : lower(value);
      };
    default:
      return (lent, p, q, r) => {
        const first = at === 0 ? lent : runtime.lift(t0, p);
        const second = at === 1 ? lent : runtime.lift(t1, q);
        const value = f(first, second, at === 2 ? lent : runtime.lift(t2, r));
        return direct ? value : lower(value);
      };
  }
}

/**
 * Makes what wasm calls for an import with one stack closure, of up to three numbers or `bool`s and such a result or none,
 * or of one `JsValue` or `String` and no result: the function that wasm calls, and in it the closure's own. Its gate is `env`:
 * an address, a multiple of 4, if it is open, else `BUSY` or `EXPIRED`. Read one of each list, for the others say the
 * same: a list for `Fn` and for `FnMut` a number of parameters, and an import takes the next of its list, or else the last.
 *
 * Subtle: V8 keeps what it learns of a call with the text of the call. In a text that many imports share, it inlines
 * neither the host's function nor the closure, and makes the objects between them: 1.6 times the price
 * (`cargo xtask bench`: `pass_stack`, `twenty_pass`; benches/NOTES.md). Another set of what it learns takes another text. So
 * the text is here again and again, as there is no other way without `eval`; in variables of the function, not in a
 * `State`, because V8 then need not allocate them; and with a list each for `Fn` and `FnMut`, because a flag that
 * tells them apart costs a fifth of a call.
 *
 * Numbers are converted before the gate, because that may run foreign code, and the others behind it, because that makes
 * handles; whether Rust has panicked, wasm asks.
 *
 * @type {((run: Runtime, f: AnyFunction, entry: Entry, at: number, more: boolean, ...types: Type[]) => AnyFunction)[][]}
 */
// prettier-ignore
const LENDING = [
  // `Fn`, no parameter
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, no parameter
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ (() => { const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `Fn`, one parameter
  [
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, one parameter
  [
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const x = typeof a === "number" ? a : run.plain(t0, a); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `Fn`, two
  [
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, two
  [
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `Fn`, three
  [
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); try { return enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, three
  [
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more, t0, t1, t2) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a, b, c) => { const x = typeof a === "number" ? a : run.plain(t0, a); const y = typeof b === "number" ? b : run.plain(t1, b); const z = typeof c === "number" ? c : run.plain(t2, c); const here = env; if (here & 3) return run.refuseLent(here); env = BUSY; let slot; try { slot = enter(here, x, y, z); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; return slot; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `Fn`, a `JsValue`, no result
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, a `JsValue`, no result
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.keep(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `Fn`, a `String`, no result
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
  // `FnMut`, a `String`, no result
  [
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
    (run, f, entry, at, more) => (p, q, r) => { let env = at === 0 ? p : at === 1 ? q : r; const { enter } = entry; run.lending++; const lent = /** @type {AnyFunction} */ ((a) => { const here = env; if (here & 3) return run.refuseLent(here); const x = run.ownString(a); env = BUSY; try { enter(here, x); } catch (error) { run.panic ??= run.doubt; run.u8[run.flag] = ENDED; throw run.lentEnded(error); } env = here; }); try { return more ? f(lent, p, q, r) : f(lent); } finally { run.lending--; env = EXPIRED; } },
  ],
];

/**
 * A function that is looked up at each call, as a property of a global or of `wanted.namespace`, which is its `this`.
 * So fake timers and late scripts work, and what is missing is an error only when it is called.
 *
 * @param {Import} wanted
 * @param {any} module The module's namespace object; undefined for `globalThis`.
 * @returns {AnyFunction}
 */
function lookUp(wanted, module) {
  const name = keyOf(wanted.name);
  const found = holderOf(wanted, module);
  const holder = () => {
    const object = found();
    if (typeof object[name] !== "function") throw missing(wanted, module ?? globalThis);
    return object;
  };
  if (wanted.variadic) return (...values) => holder()[name](...values);
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
 * The same for a function right in a module. Subtle: apart, so that no function finds the module, which would not be inlined
 * where others find a namespace (`import_void`, `import_i32`).
 *
 * @param {Import} wanted
 * @param {any} module
 * @returns {AnyFunction}
 */
function functionOf(wanted, module) {
  const name = keyOf(wanted.name);
  if (isNamespace(module) && typeof module[name] === "function") return module[name];
  if (wanted.variadic) return lookUp(wanted, module);
  switch (wanted.params.length) {
    case 0:
      return () => {
        if (typeof module[name] !== "function") throw missing(wanted, module);
        return module[name]();
      };
    case 1:
      return (a) => {
        if (typeof module[name] !== "function") throw missing(wanted, module);
        return module[name](a);
      };
    case 2:
      return (a, b) => {
        if (typeof module[name] !== "function") throw missing(wanted, module);
        return module[name](a, b);
      };
    case 3:
      return (a, b, c) => {
        if (typeof module[name] !== "function") throw missing(wanted, module);
        return module[name](a, b, c);
      };
    default:
      return lookUp(wanted, module);
  }
}

/**
 * Whether a module is what `import` gives. Nobody can change that from outside, and V8 takes 200 ns to find a function in it; so its functions
 * are taken once, and called without a `this`, as those that a module imports by name.
 *
 * @param {any} module
 */
function isNamespace(module) {
  const tag = Object.getOwnPropertyDescriptor(module, Symbol.toStringTag);
  if (tag?.value !== "Module" || tag.configurable || Object.isExtensible(module)) return false;
  const prototype = Object.getPrototypeOf(module);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // Bun has one that says __esModule
}

/**
 * Finds the object that holds an import, each time that it is asked.
 *
 * @param {Import} wanted
 * @param {any} module
 * @param {() => object} [otherwise] What it is where there is none.
 * @returns {() => any}
 */
function holderOf(wanted, module, otherwise) {
  const root = module ?? globalThis;
  otherwise ??= () => {
    throw missing(wanted, root);
  };
  const path = wanted.namespace === "" ? [] : wanted.namespace.split(".").map(propertyName);
  if (path.length === 0) return () => root;
  const [only] = path;
  if (path.length === 1) {
    // Without the loop, which is a fifth of the call (`import_global`).
    return () => {
      const object = root[only];
      return object === undefined || object === null ? otherwise() : object;
    };
  }
  return () => {
    let object = root;
    for (const key of path) {
      object = object[key];
      if (object === undefined || object === null) return otherwise();
    }
    return object;
  };
}

/** An object that has nothing. */
const EMPTY = Object.freeze(Object.create(null));

/**
 * Finds the class of a `type` or of a constructor, each time that it is asked.
 *
 * @param {Import} wanted
 * @param {any} module
 * @returns {() => any}
 */
function classOf(wanted, module) {
  const name = keyOf(wanted.name);
  const holder = holderOf(wanted, module);
  return () => {
    const found = holder()[name];
    if (typeof found !== "function") throw missing(wanted, module ?? globalThis);
    return found;
  };
}

/**
 * @param {Import} wanted
 * @param {any} module
 * @returns {AnyFunction}
 */
function constructorOf(wanted, module) {
  const find = classOf(wanted, module);
  /** The last that was found to be a constructor. @type {any} */
  let known;
  const found = () => {
    const Class = find();
    if (Class === known) return Class;
    if (!isConstructor(Class)) throw missing(wanted, module ?? globalThis);
    return (known = Class);
  };
  if (wanted.variadic) return (...values) => new (found())(...values);
  switch (wanted.params.length) {
    case 0:
      return () => new (found())();
    case 1:
      return (a) => new (found())(a);
    case 2:
      return (a, b) => new (found())(a, b);
    default:
      return (...values) => new (found())(...values);
  }
}

/** Whether `new` can make something of a function, which is not called for that. @param {any} f */
function isConstructor(f) {
  try {
    new new Proxy(f, { construct: () => ({}) })();
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Import} wanted
 * @returns {AnyFunction}
 */
function methodOf(wanted) {
  const name = keyOf(wanted.name);
  if (wanted.variadic) {
    return (object, ...values) => {
      if (typeof object?.[name] !== "function") throw absent(object, "method", name, wanted);
      return object[name](...values);
    };
  }
  switch (wanted.params.length) {
    case 1:
      return (object) => {
        if (typeof object?.[name] !== "function") throw absent(object, "method", name, wanted);
        return object[name]();
      };
    case 2:
      return (object, a) => {
        if (typeof object?.[name] !== "function") throw absent(object, "method", name, wanted);
        return object[name](a);
      };
    case 3:
      return (object, a, b) => {
        if (typeof object?.[name] !== "function") throw absent(object, "method", name, wanted);
        return object[name](a, b);
      };
    default:
      return (object, ...values) => {
        if (typeof object?.[name] !== "function") throw absent(object, "method", name, wanted);
        return object[name](...values);
      };
  }
}

/**
 * Like `bindFunction`, for what belongs to an object: it is a handle that is only lent, as the first argument.
 *
 * @param {Runtime} runtime
 * @param {Import} wanted
 * @param {AnyFunction} f
 * @returns {AnyFunction}
 */
function bindMember(runtime, wanted, f) {
  if (losesArguments(wanted)) return bindFunction(runtime, wanted, f);
  const { values } = runtime;
  const types = wanted.params.map(({ type }) => type);
  const [, lift1, lift2] = types.map((type) => runtime.lifter(type));
  const direct = crosses(wanted.result) && !wanted.checked;
  const lower = runtime.lowerer(wanted);
  switch (types.length) {
    case 1:
      return (object) => {
        const value = f(values[object >>> 0]);
        return direct ? value : lower(value);
      };
    case 2:
      return (object, a) => {
        const value = f(values[object >>> 0], lift1(a));
        return direct ? value : lower(value);
      };
    case 3:
      return (object, a, b) => {
        const value = f(values[object >>> 0], lift1(a), lift2(b));
        return direct ? value : lower(value);
      };
    default:
      return bindFunction(runtime, wanted, f);
  }
}

/**
 * @param {Import} wanted
 * @param {any} root
 */
function missing(wanted, root) {
  const path = memberText(wanted.namespace, wanted.name);
  const where = root === globalThis ? "this environment" : `module "${wanted.module}"`;
  const what = { [KIND.value]: "value", [KIND.class]: "class", [KIND.constructor]: "class" }[wanted.kind] ?? "function";
  return new TypeError(`${where} has no ${what} ${path}; ${declaredAt(wanted)}`);
}

// --- Exports: the functions and classes of `closures_export!` ---

/**
 * @typedef {object} ExportedType A type of which JavaScript can own a value.
 * @property {string} key
 * @property {string} name
 * @property {new (owned: Owned) => object} Class
 * @property {AnyFunction} free Has Rust drop a value.
 */

/** Of an `Owned`: `free()` was called, or JavaScript has forgotten the object. */
const FREED = 1;
/** Of an `Owned`: Rust has taken the value back. */
const MOVED = 2;

/** Of an `Owned`: a call has the value for itself. Otherwise `borrows` counts the calls that share it. */
const ALONE = -1;

/**
 * What an object of an exported class holds: the value that it owns, and who uses that.
 *
 * Nobody outside of this file ever has one. So an object that has one was made here, and its address is right.
 */
class Owned {
  #address;
  runtime;
  type;
  borrows = 0;
  /** 0 while the object is alive, then `FREED` or `MOVED`. */
  over = 0;

  /**
   * @param {Runtime} runtime
   * @param {ExportedType} type
   * @param {number} address Unsigned: as a slot it crosses as an f64, and below 0 that is another number.
   */
  constructor(runtime, type, address) {
    this.runtime = runtime;
    this.type = type;
    this.#address = address;
  }

  /** @param {any} value @returns {value is Owned} */
  static is(value) {
    return typeof value === "object" && value !== null && #address in value;
  }

  /** Where the value is. @param {Owned} owned */
  static addressOf(owned) {
    return owned.#address;
  }
}

/** What an object holds; `undefined` of another object. @type {(value: any) => Owned | undefined} */
let ownedBy;

/** What all exported classes extend. */
class ExportedValue {
  /** @type {Owned} */
  #owned;

  /** @param {unknown} owned */
  constructor(owned) {
    if (!Owned.is(owned)) throw new TypeError("this class cannot be extended: extend one of its classes");
    this.#owned = owned;
  }

  static {
    ownedBy = (value) => (typeof value === "object" && value !== null && #owned in value ? value.#owned : undefined);
  }

  /**
   * Drops the Rust value. During a call that uses it, it is dropped after that call. Twice, or when the value was moved
   * into Rust, it does nothing.
   */
  free() {
    const owned = ownedBy(this);
    if (owned === undefined) throw mismatch("an object that Rust made", this, THIS);
    owned.runtime.endValue(owned);
  }
}
if (typeof Symbol.dispose === "symbol") {
  Object.defineProperty(ExportedValue.prototype, Symbol.dispose, {
    value: ExportedValue.prototype.free,
    writable: true,
    configurable: true,
  });
}
// So that nobody gets between a class and this constructor.
Object.freeze(ExportedValue);

/**
 * What `app.exports` is.
 *
 * @param {Runtime} runtime
 * @param {any} wasm
 */
function makeExports(runtime, wasm) {
  const items = [...runtime.items.values()];
  const exports = Object.create(null);
  /** @param {Export} item @returns {AnyFunction} */
  const entry = ({ key }) => {
    if (typeof wasm[key] !== "function") throw new Error(`this wasm module has lost its export ${key}: build it again`);
    return wasm[key];
  };
  for (const item of items) {
    if (item.kind !== EXPORT.class) continue;
    const made = items.find((other) => other.kind === EXPORT.constructor && ownerKey(other) === item.key);
    const construct = made === undefined ? undefined : exportFunction(runtime, made, entry(made));
    const type = { key: item.key, name: item.name, Class: makeClass(item.name, construct), free: entry(item) };
    runtime.exported.set(item.key, type);
    exports[keyOf(item.name)] = type.Class;
  }
  for (const item of items) {
    if (item.kind === EXPORT.class || item.kind === EXPORT.constructor) continue;
    const f = exportFunction(runtime, item, entry(item));
    const name = keyOf(item.name);
    if (item.kind === EXPORT.function) {
      exports[name] = f;
      continue;
    }
    const { prototype } = runtime.typeOf(item.params[0].type.key).Class;
    const known = Object.getOwnPropertyDescriptor(prototype, name);
    const property =
      item.kind === EXPORT.method
        ? { value: f, writable: true }
        : { get: known?.get, set: known?.set, [item.kind === EXPORT.getter ? "get" : "set"]: f };
    Object.defineProperty(prototype, name, { ...property, configurable: true });
  }
  for (const { Class } of runtime.exported.values()) Object.freeze(Class);
  return Object.freeze(exports);
}

/** Of a constructor's result, which class it is of. @param {Type} type @returns {string} */
function classKey({ key, inner }) {
  return inner === null ? key : classKey(inner);
}

/**
 * @param {string} name
 * @param {AnyFunction | undefined} construct
 * @returns {new (...args: any[]) => object}
 */
function makeClass(name, construct) {
  const { [name]: Class } = {
    [name]: class extends ExportedValue {
      /** @param {any[]} args */
      constructor(...args) {
        if (Owned.is(args[0])) {
          super(args[0]);
        } else {
          if (construct === undefined) throw new TypeError(`${name} has no constructor: Rust makes its objects`);
          const object = construct(...args);
          if (new.target !== Class) Object.setPrototypeOf(object, new.target.prototype);
          return object;
        }
      }
    },
  };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  return Class;
}

/**
 * The JavaScript function of an exported function or method.
 *
 * @param {Runtime} runtime
 * @param {Export} item
 * @param {AnyFunction} entry The wasm export.
 * @returns {AnyFunction}
 */
function exportFunction(runtime, item, entry) {
  const types = item.params.map(({ type }) => type);
  /** @type {number} */
  const own = item.kind >= EXPORT.method || types[0]?.tag === TAG.this ? 1 : 0;
  const any = anyExport(runtime, types, item.result, own, entry);
  const numbers = !runtime.debug && types.length <= 3 && types.slice(own).every(isNumber);
  const receiver = own === 1 && (types[0].tag === TAG.class_ref || types[0].tag === TAG.class_mut);
  let f = any;
  if (numbers && own === 0) f = numberExport(runtime, types.length, item.result, entry);
  else if (numbers && receiver) f = numberMethod(runtime, types, item.result, entry, any);
  Object.defineProperty(f, "name", { value: item.name, configurable: true });
  Object.defineProperty(f, "length", { value: lengthOf(types.slice(own)), configurable: true });
  return f;
}

/**
 * Of an exported function that takes up to three numbers.
 *
 * Subtle: this and the next function are what a call costs, as for closures: see `closureFactory`.
 *
 * @param {Runtime} runtime
 * @param {number} count
 * @param {Type} result
 * @param {AnyFunction} entry
 * @returns {AnyFunction}
 */
function numberExport(runtime, count, result, entry) {
  const empty = result.tag === TAG.unit;
  const direct = isNumber(result);
  const lift = runtime.resultLifter(result);
  switch (count) {
    case 0:
      return () => {
        let slot;
        try {
          slot = entry();
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.ended(error);
        }
        return direct ? slot : empty ? undefined : lift(slot);
      };
    case 1:
      return (a) => {
        const x = +a;
        let slot;
        try {
          slot = entry(x);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.ended(error);
        }
        return direct ? slot : empty ? undefined : lift(slot);
      };
    case 2:
      return (a, b) => {
        const x = +a;
        const y = +b;
        let slot;
        try {
          slot = entry(x, y);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.ended(error);
        }
        return direct ? slot : empty ? undefined : lift(slot);
      };
    default:
      return (a, b, c) => {
        const x = +a;
        const y = +b;
        const z = +c;
        let slot;
        try {
          slot = entry(x, y, z);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.ended(error);
        }
        return direct ? slot : empty ? undefined : lift(slot);
      };
  }
}

/**
 * Of a method that borrows its receiver, and takes up to two numbers. Where anything is out of the ordinary, `any` does it
 * from the beginning.
 *
 * @param {Runtime} runtime
 * @param {readonly Type[]} types
 * @param {Type} result
 * @param {AnyFunction} entry
 * @param {AnyFunction} any
 * @returns {AnyFunction}
 */
function numberMethod(runtime, types, result, entry, any) {
  const count = types.length;
  const shared = types[0].tag === TAG.class_ref;
  const empty = result.tag === TAG.unit;
  const direct = isNumber(result);
  const lift = runtime.resultLifter(result);
  const type = runtime.typeOf(types[0].key);
  return {
    /** @this {any} @param {any} a @param {any} b */
    method(a, b) {
      const x = count > 1 ? +a : 0;
      const y = count > 2 ? +b : 0;
      const owned = ownedBy(this);
      if (
        owned === undefined ||
        owned.type !== type ||
        owned.over !== 0 ||
        (shared ? owned.borrows < 0 : owned.borrows !== 0) ||
        runtime.panic !== null
      ) {
        return any.call(this, x, y);
      }
      owned.borrows = shared ? owned.borrows + 1 : ALONE;
      const address = Owned.addressOf(owned);
      let slot;
      try {
        slot = count === 1 ? entry(address) : count === 2 ? entry(address, x) : entry(address, x, y);
      } catch (error) {
        runtime.panic ??= runtime.doubt;
        runtime.u8[runtime.flag] = ENDED;
        throw runtime.ended(error);
      }
      owned.borrows = shared ? owned.borrows - 1 : 0;
      if (isFreed(owned)) runtime.dropValue(owned);
      return direct ? slot : empty ? undefined : lift(slot);
    },
  }.method;
}

/** Whether an object was freed, and nothing borrows it any more. @param {Owned} owned */
function isFreed(owned) {
  return owned.over === FREED && owned.borrows === 0;
}

/**
 * Of any exported function or method: it converts the arguments, borrows what they lend, lowers them, enters Rust, and lifts
 * the result.
 *
 * @param {Runtime} runtime
 * @param {readonly Type[]} types
 * @param {Type} result
 * @param {number} own 1 if the first parameter is `this`.
 * @param {AnyFunction} entry
 * @returns {AnyFunction}
 */
function anyExport(runtime, types, result, own, entry) {
  const last = types.length - 1;
  const gathers = types[last]?.tag === TAG.rest;
  const empty = result.tag === TAG.unit;
  const lift = runtime.resultLifter(result);
  const copies = copiesOf(types);
  return {
    /** @this {any} @param {any[]} args */
    call(...args) {
      if (runtime.panic !== null) throw runtime.panic;
      const given = own === 1 ? [this, ...args] : args;
      const values = listOf(types.length);
      for (let at = 0; at < values.length; at++) {
        const value = gathers && at === last ? given.slice(last) : given[at];
        values[at] = runtime.convert(types[at], value, at - own, copies[at]);
      }
      const { slots, lent } = runtime.lowerAll(types, values, own);
      let slot;
      try {
        slot = apply(entry, undefined, slots);
      } catch (error) {
        runtime.panic ??= runtime.doubt;
        runtime.u8[runtime.flag] = ENDED;
        throw runtime.ended(error);
      }
      // Subtle: as in `lowerAll`.
      for (let at = 0; at < lent.length; at++) lent[at].borrows = lent[at].borrows === ALONE ? 0 : lent[at].borrows - 1;
      if (lent.length > 0) runtime.dropFreed(lent);
      return empty ? undefined : lift(slot);
    },
  }.call;
}

/**
 * A list of so many places of its own, for what the page must not see. Subtle: filled by assignment to a place that is not there, or by
 * `push`, it would be shown to an accessor on `Array.prototype`; and whoever calls one of its methods shows it to an accessor of that
 * name (tests/runtime/private.test.js).
 *
 * @param {number} length
 * @param {(at: number) => any} [each] What is in each place; else `undefined`.
 * @returns {any[]}
 */
function listOf(length, each) {
  return arrayFrom({ __proto__: null, length }, each && ((_, at) => each(at)));
}

/**
 * A list that grows by assignment at its end, for what the page must not see: it has no prototype that could have an accessor.
 *
 * @returns {any[]}
 */
function table() {
  return Object.setPrototypeOf([], null);
}

const { apply } = Reflect;
const arrayFrom = /** @type {(like: any, map?: (one: any, index: number) => any) => any[]} */ (Array.from.bind(Array));

/**
 * Of each parameter, whether the conversion of a later one may run foreign code, which could change a typed array.
 *
 * @param {readonly Type[]} types
 */
function copiesOf(types) {
  return types.map((_, index) => types.slice(index + 1).some(runsForeignCode));
}

/** Whether a value's conversion may run foreign code. @param {Type} type @returns {boolean} */
function runsForeignCode({ tag, inner }) {
  if (tag === TAG.option || tag === TAG.this) return runsForeignCode(/** @type {Type} */ (inner));
  return (tag >= TAG.i8 && tag <= TAG.f64) || tag === TAG.slice || tag === TAG.vec || tag === TAG.rest;
}

/** Whether a type has an exported type in it. @param {Type} type @returns {boolean} */
function holdsObject({ tag, inner }) {
  return tag === TAG.class || tag === TAG.class_ref || tag === TAG.class_mut || (inner !== null && holdsObject(inner));
}

/** Refuses a type with an exported type in it that is not described. @param {Type} type @param {Map<string, Export>} exports */
function checkClasses({ tag, key, inner, signature }, exports) {
  if (tag >= TAG.class && tag <= TAG.class_mut) classOfKey(key, exports);
  if (inner !== null) checkClasses(inner, exports);
  if (signature === null) return;
  for (const type of signature.params) checkClasses(type, exports);
  checkClasses(signature.result, exports);
}

/** What every class has. */
const TAKEN = Object.freeze(["constructor", "free", "[Symbol.dispose]"]);

/** Refuses two exports of one name, and names that are taken. @param {Description} description */
function checkExports({ exports }) {
  /** @type {Map<string, Export>} */
  const names = new Map();
  for (const item of exports.values()) {
    const name = shownName(item, exports);
    if (item.kind >= EXPORT.method && TAKEN.includes(item.name)) {
      throw new Error(`${name} cannot be exported: every class has it; it is declared in ${blockPlace(item.block)}`);
    }
    for (const way of WAYS[item.kind] ?? [""]) {
      const other = names.get(name + way);
      if (other !== undefined) {
        throw new Error(
          `two exports are called ${name}: one is declared in ${blockPlace(other.block)}, the other in ` +
            `${blockPlace(item.block)}; give one of them another name: #[js(name = "..")]`,
        );
      }
      names.set(name + way, item);
    }
  }
}

/** A getter and a setter may share a name, which a method has for itself. @type {Record<number, string[]>} */
const WAYS = Object.freeze({
  [EXPORT.method]: [" read", " written"],
  [EXPORT.getter]: [" read"],
  [EXPORT.setter]: [" written"],
});

/**
 * The name of an export as errors show it: `new Class` of a constructor, `Class.name` of a method.
 *
 * @param {Export} item
 * @param {Map<string, Export>} exports
 */
function shownName(item, exports) {
  if (item.kind === EXPORT.function || item.kind === EXPORT.class) return item.name;
  const type = classOfKey(ownerKey(item), exports);
  return item.kind === EXPORT.constructor ? `new ${type.name}` : memberText(type.name, item.name);
}

/** The export of an exported type. @param {string} key @param {Map<string, Export>} exports */
function classOfKey(key, exports) {
  const type = exports.get(key);
  if (type?.kind !== EXPORT.class) throw new Error(strippedMessage(`does not describe the exported type ${key}`));
  return type;
}

/** The class that a constructor, a method, a getter or a setter is of, by key; "" of others. @param {Export} item */
function ownerKey({ kind, params, result }) {
  if (kind === EXPORT.constructor) return classKey(result);
  return kind >= EXPORT.method ? (params[0]?.type.key ?? "") : "";
}

// --- Text where there is no TextDecoder ---

/** What stands for bytes that are no UTF-8, and for half of a surrogate pair. */
const REPLACEMENT = 0xfffd;

/** So many UTF-16 units become a string at once. */
const UNITS = 512;

/** Decodes as `TextDecoder` does: https://encoding.spec.whatwg.org/#utf-8-decoder */
class PlainDecoder {
  /** @param {Uint8Array} bytes */
  decode(bytes) {
    const units = new Uint16Array(UNITS + 1);
    let text = "";
    let count = 0;
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      let code = first;
      if (first > 0x7f) {
        // Of the second byte the range leaves out what is too long, surrogates, and what is above U+10FFFF.
        const more = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        let least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
        let most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
        code = more === 0 ? REPLACEMENT : first & (0x3f >> more);
        for (let left = more; left > 0; left--) {
          const byte = at < bytes.length ? bytes[at] : 0;
          if (byte < least || byte > most) {
            code = REPLACEMENT;
            break;
          }
          code = (code << 6) | (byte & 0x3f);
          [least, most] = [0x80, 0xbf];
          at++;
        }
      }
      if (code > 0xffff) {
        units[count++] = 0xd7c0 + (code >> 10);
        code = 0xdc00 | (code & 0x3ff);
      }
      units[count++] = code;
      if (count >= UNITS || at === bytes.length) {
        text += apply(fromCharCode, undefined, units.subarray(0, count));
        count = 0;
      }
    }
    return text;
  }
}

/** Encodes as `TextEncoder` does. */
class PlainEncoder {
  /**
   * @param {string} text
   * @param {Uint8Array} bytes Is filled with as many whole characters as it has room for.
   * @returns {{ read: number, written: number }} UTF-16 units, and bytes.
   */
  encodeInto(text, bytes) {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      const found = /** @type {number} */ (text.codePointAt(read));
      let code = found >= 0xd800 && found <= 0xdfff ? REPLACEMENT : found;
      const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (written + size > bytes.length) break;
      for (let at = written + size - 1; at > written; at--) {
        bytes[at] = 0x80 | (code & 0x3f);
        code >>= 6;
      }
      bytes[written] = size === 1 ? code : ((0xf00 >> size) & 0xff) | code;
      written += size;
      read += size === 4 ? 2 : 1;
    }
    return { read, written };
  }
}

/** @type {() => { decode(bytes: Uint8Array): string }} */
const newDecoder =
  typeof TextDecoder === "function" ? () => new TextDecoder("utf-8", { ignoreBOM: true }) : () => new PlainDecoder();

/** @type {() => { encodeInto(text: string, bytes: Uint8Array): { read: number, written: number } }} */
const newEncoder =
  typeof TextEncoder === "function" && "encodeInto" in TextEncoder.prototype ? () => new TextEncoder() : () => new PlainEncoder();

// --- The runtime of one instance ---

/** Strings of at most this many bytes are decoded here; TextDecoder wins on longer ones. */
const SHORT = 48;

/** Safari's TextDecoder fails after 2 GiB; a new one starts anew. */
const DECODER_LIMIT = 2 ** 30;

/** The first handles are the constants `undefined`, `null`, `true` and `false`: `JsValue` in `src/value.rs`. */
const RESERVED = 4;

/** The largest block that Rust allocates, in bytes. */
const LARGEST = 2 ** 31 - 1;

/** Bytes of a cell in the scratch area, aligned to 8: address, length and capacity of a list, or 64 or 128 bits. */
const CELL = 16;

/** Cells in the scratch area: one for each parameter of a closure; for exports that have more, so many. */
const CELLS = 8;

/** The length of `Runtime.near`. */
const NEAR = 64;

/** Bytes of an element of a list that is lowered one by one: its slot, and the cell that the slot may point to. */
const ELEMENT = 8 + CELL;

const { fromCharCode } = String;

/** An export of an instance that is not there yet. */
const nothing = /** @type {AnyFunction} */ (/** @type {unknown} */ (null));

/**
 * Tells what the garbage collector has found. Where nobody tells, what JavaScript owns is freed by `free()` and by a drop alone.
 */
const Registry =
  typeof FinalizationRegistry === "function"
    ? FinalizationRegistry
    : /** @type {FinalizationRegistryConstructor} */ (/** @type {unknown} */ (class {
        register() {}
        unregister() {}
      }));

/**
 * Is never forgotten, and has something to tell after each collection. Subtle: without, V8 before 14 can stop to call any
 * registry of the page: when those that a collection found something for are all forgotten by the next one, with no task
 * between the two.
 */
const watch = new Registry(watchOn);
watchOn();

function watchOn() {
  watch.register({}, 0);
}

/**
 * One instance: its memory, its handles, its closures, and what it imports.
 *
 * Subtle: everything is a field, and not made by assignment in the constructor, which an accessor on `Object.prototype` would see.
 */
class Runtime {
  debug;
  /** @type {((error: PanicError) => void) | undefined} */
  onPanic;
  /** @type {Exports} */
  wasm = /** @type {any} */ (null);
  /** All that the instance exports. @type {Record<string, AnyFunction> | null} */
  exports = null;
  u8 = new Uint8Array(0);
  u32 = new Uint32Array(0);
  view = new DataView(new ArrayBuffer(0));
  /** The memory's buffer, as of the last `views`. @type {ArrayBufferLike} */
  buffer = this.view.buffer;
  /** The memory as typed arrays, by the tag of an element; those that were asked for. */
  arrays = table();
  shared = false;
  /** The address of the scratch area: a cell for each parameter of a closure. */
  scratch = 0;
  decoder = newDecoder();
  decoded = 0;
  encoder = newEncoder();

  /** What Rust holds, by handle; a free entry holds the next free one. */
  values = table();
  freeValue = RESERVED;
  handles = 0;

  /** Heap closures by id; a free entry holds the next free one. @type {(State | number)[]} */
  states = table();
  /** Their functions: apart, so that a state never reaches its function. @type {(AnyFunction | undefined)[]} */
  functions = table();
  freeState = 0;
  /** How many heap closures there are. */
  closures = 0;
  /** The closures of each scope under way, by id, innermost last. @type {number[][]} */
  scopes = table();
  /** Stack closures that `lend` made for the calls under way, innermost last. @type {State[]} */
  lent = table();
  /** How many stack closures there are. */
  lending = 0;
  /** How they are entered, of each import of `LENDING`. @type {Entry[]} */
  entries = table();
  /** Heap closures that JavaScript owns. @type {Set<State>} */
  owned = new Set();
  /** Tells when nothing can call such a closure any more. @type {FinalizationRegistry<State>} */
  registry = new Registry((state) => this.collected(state));
  /** What `closures_export!` has made. @type {Map<string, Export>} */
  items;
  /** The exported types by key. @type {Map<string, ExportedType>} */
  exported = new Map();
  /** Tells when JavaScript has forgotten an object. @type {FinalizationRegistry<Owned>} */
  forgotten = new Registry((owned) => this.endValue(owned));
  /** Of the types and signatures that are read from now on. @type {Ids} */
  ids;
  /** What is made of types and signatures, by id: the `lifter` of a type, the `closureFactory` of a signature. @type {any[]} */
  made = table();
  /** The factories of closures that can be called once, by id of the signature. @type {any[]} */
  madeOnce = table();
  /** Decoded types by their address in memory. @type {Map<number, { address: number, type: Type }>} */
  types = new Map();
  /** The last of these for each remainder of the address: a `Map` takes longer (`heap_make_drop`). */
  near = /** @type {({ address: number, type: Type } | undefined)[]} */ (listOf(NEAR));
  /** Set when the instance has ended: nothing is called from then on. @type {PanicError | null} */
  panic = null;
  /** What `panic` is until `ended` knows more: it is made before, because at the stack's end it could not be. */
  doubt = new PanicError(byException("which, is not known, because the stack had ended"));
  /** What `panic` is while the message of a panic is made. @type {PanicError | null} */
  unnamed = null;
  /** The last exception of an import that Rust does not catch (debug builds). @type {{ error: unknown, wanted: Import } | null} */
  thrown = null;
  /** Whether it has ended because a script was stopped: lent and scoped closures are over then. */
  cut = false;
  /** Whether `onPanic` was called. */
  told = false;
  /** Where `ENDED` is written: the last byte of Rust's number, see `src/entries.rs`. */
  flag = 0;

  /** The trampolines with and without a result, by number of parameters. @type {AnyFunction[]} */
  call = listOf(MOST_PARAMS + 1);
  /** @type {AnyFunction[]} */
  run = listOf(MOST_PARAMS + 1);
  // Those that the factories below call by name.
  call0 = nothing;
  call1 = nothing;
  call2 = nothing;
  call3 = nothing;
  run0 = nothing;
  run1 = nothing;
  run2 = nothing;
  run3 = nothing;

  /**
   * @param {Description} description
   * @param {(error: PanicError) => void} [onPanic]
   */
  constructor(description, onPanic) {
    this.ids = new Ids(description.ids.next);
    // Engines keep a list with long gaps as a hash table.
    for (let id = 0; id < this.ids.next; id++) this.made[id] = undefined;
    this.debug = description.debug;
    this.items = description.exports;
    this.onPanic = onPanic;
    this.values[0] = undefined;
    this.values[1] = null;
    this.values[2] = true;
    this.values[3] = false;
  }

  /** What Rust imports from this file: `src/runtime.rs`. */
  imports = {
    /** @param {number} address */
    stats: (address) => {
      this.views();
      const { closures, handles } = this.stats();
      this.u32[address >>> 2] = closures;
      this.u32[(address >>> 2) + 1] = handles;
    },
    /** @param {number} address @param {number} length */
    string_new: (address, length) => this.keep(this.readString(address >>> 0, length >>> 0)),
    /** @param {number} address @param {number} length */
    error_new: (address, length) => this.keep(new Error(this.readString(address >>> 0, length >>> 0))),
    /** @param {number} type @param {number} slot */
    value_new: (type, slot) => this.keep(this.liftAt(this.typeAt(type >>> 0), slot >>> 0)),
    /** @param {number} env @param {number} type @param {number} once */
    closure_new: (env, type, once) => this.closureNew(env, type >>> 0, once !== 0),
    /** @param {number} address @param {number} type */
    export_new: (address, type) => this.exportNew(address >>> 0, this.typeAt(type >>> 0)),
    /** @param {number} id */
    closure_value: (id) => this.keep(this.functions[id >>> 0]),
    scope_begin: () => this.scopeBegin(),
    /** @param {number} id @param {number} scope */
    closure_scope: (id, scope) => {
      const ids = this.scopes[scope >>> 0];
      ids[ids.length] = id >>> 0;
    },
    /** @param {number} scope */
    scope_end: (scope) => this.scopeEnd(scope >>> 0),
    live_closures: () => this.writeSlots(STRING, this.livePlaces(), this.cell(0)),
    /** @param {number} id */
    closure_drop: (id) => this.closureDrop(id >>> 0),
    /** @param {number} id */
    closure_give: (id) => this.closureGive(id >>> 0),
    /** @param {number} handle */
    handle_drop: (handle) => void this.take(handle >>> 0),
    /** @param {number} handle */
    handle_clone: (handle) => this.keep(this.values[handle >>> 0]),
    global: () => this.keep(globalThis),
    /** @param {number} handle */
    value_as_f64: (handle) => this.lowerIf("number", OPTION_F64, this.values[handle >>> 0]),
    /** @param {number} handle */
    value_as_string: (handle) => this.lowerIf("string", OPTION_STRING, this.values[handle >>> 0]),
    /** @param {number} handle */
    value_typeof: (handle) => this.writeString(typeof this.values[handle >>> 0], this.cell(0)),
    /** @param {number} handle */
    value_debug: (handle) => this.writeString(debugText(this.values[handle >>> 0]), this.cell(0)),
    /** @param {number} left @param {number} right */
    value_equal: (left, right) => (this.values[left >>> 0] === this.values[right >>> 0] ? 1 : 0),
    /** @param {number} handle @param {number} key */
    value_get: (handle, key) => {
      const object = this.values[handle >>> 0];
      const name = this.values[key >>> 0];
      return this.attempt(VALUE, () => {
        if (isNothing(object)) throw absent(object, "property", name);
        return object[name];
      });
    },
    /** @param {number} handle @param {number} key @param {number} to */
    value_set: (handle, key, to) => {
      const object = this.values[handle >>> 0];
      const name = this.values[key >>> 0];
      const value = this.values[to >>> 0];
      return this.attempt(UNIT, () => {
        if (isNothing(object)) throw absent(object, "property", name);
        object[name] = value;
      });
    },
    /** @param {number} handle @param {number} key @param {number} handles @param {number} count */
    value_call: (handle, key, handles, count) => {
      this.views();
      const values = listOf(count >>> 0);
      for (let at = 0; at < values.length; at++) values[at] = this.values[this.u32[(handles >>> 2) + at]];
      const object = this.values[handle >>> 0];
      const name = this.values[key >>> 0];
      return this.attempt(VALUE, () => {
        const f = isNothing(object) ? undefined : object[name];
        if (typeof f !== "function") throw absent(object, "method", name);
        return apply(f, object, values);
      });
    },
    /** @param {number} handle @param {number} type @param {number} slots */
    function_call: (handle, type, slots) => this.functionCall(handle >>> 0, type >>> 0, slots >>> 0),
    skipped: () => this.skipped(),
    panicking: () => this.panicking(),
    /**
     * @param {number} message @param {number} messageLength @param {number} file @param {number} fileLength @param {number} line
     * @param {number} column
     */
    panicked: (message, messageLength, file, fileLength, line, column) => {
      const place = `${this.readString(file >>> 0, fileLength >>> 0)}:${line >>> 0}:${column >>> 0}`;
      this.panicked(`panicked at ${place}: ${this.readString(message >>> 0, messageLength >>> 0)}`);
    },
  };

  /**
   * Connects the runtime to its instance.
   *
   * @param {WebAssembly.Module} module
   * @param {WebAssembly.Instance} instance
   * @param {LoadOptions["memory"]} memory That it imports, if it does.
   * @returns {App<any>}
   */
  start(module, instance, memory) {
    const exports = /** @type {any} */ (instance.exports);
    this.connect(exports, memory);
    const app = { exports: makeExports(this, exports), instance, module, stats: () => this.stats() };
    this.construct(exports[CONSTRUCT]);
    return app;
  }

  /**
   * Runs the static constructors of the app. If one fails, `load` throws: nobody has an app that `onPanic` could tell of.
   *
   * @param {unknown} run
   */
  construct(run) {
    if (typeof run !== "function") throw lacking(CONSTRUCT);
    const { onPanic } = this;
    this.onPanic = undefined;
    try {
      run();
    } catch (error) {
      this.panic ??= this.doubt;
      this.u8[this.flag] = ENDED;
      throw this.ended(error);
    }
    this.onPanic = onPanic;
  }

  /**
   * @param {any} exports Those of the instance.
   * @param {unknown} [memory] Its memory.
   */
  connect(exports, memory = exports.memory) {
    this.exports = exports;
    if (!isMemory(memory)) throw lacking("memory");
    memories.add(memory);
    for (const name of FUNCTIONS) if (typeof exports[name] !== "function") throw lacking(name);
    // A copy, because an engine takes long to find one of an instance's exports (`call_heap_fn_string`).
    this.wasm = {
      memory,
      alloc: exports.closures_extern_alloc,
      free: exports.closures_extern_free,
      drop: exports.closures_extern_drop,
      panicking: exports.closures_extern_panicking,
    };
    this.shared = isShared(memory.buffer);
    for (let count = 0; count <= MOST_PARAMS; count++) {
      this.call[count] = exports[`closures_extern_call_${count}`];
      this.run[count] = exports[`closures_extern_run_${count}`];
    }
    const { call, run, entries } = this;
    this.call0 = call[0];
    this.call1 = call[1];
    this.call2 = call[2];
    this.call3 = call[3];
    this.run0 = run[0];
    this.run1 = run[1];
    this.run2 = run[2];
    this.run3 = run[3];
    for (let at = 0; at < entries.length; at++) entries[at].enter = entryOf(exports, this, entries[at].signature);
    this.flag = (exports.closures_extern_start() >>> 0) + 3;
    const cells = Math.max(CELLS, ...Array.from(this.items.values(), ({ params }) => params.length));
    this.scratch = this.allocate(cells * CELL, 8);
  }

  /** What is alive now. */
  stats() {
    return { closures: this.closures + this.owned.size + this.lending, handles: this.handles };
  }

  // --- Memory ---

  /** Makes the views those of the current memory: growth leaves old ones behind. */
  views() {
    if (this.u8.byteLength === 0 || (this.shared && this.buffer !== this.wasm.memory.buffer)) {
      this.buffer = this.wasm.memory.buffer;
      this.u8 = new Uint8Array(this.buffer);
      this.u32 = new Uint32Array(this.buffer);
      this.view = new DataView(this.buffer);
      this.arrays = table();
    }
  }

  /**
   * The memory as one array of numbers.
   *
   * @param {ListOfNumbers} known Their type.
   */
  arrayOf({ tag, Numbers }) {
    this.views();
    return (this.arrays[tag] ??= new Numbers(this.buffer));
  }

  /**
   * @param {number} size Bytes, not 0.
   * @param {number} align
   * @returns {number}
   */
  allocate(size, align) {
    // Wasm gives memory also after a panic: for the panic's message.
    if (this.panic !== null && this.panic !== this.unnamed) throw this.panic;
    let address = 0;
    try {
      // What is larger would be another number in wasm.
      if (size <= LARGEST) address = this.wasm.alloc(size, align) >>> 0;
    } catch (error) {
      this.panic ??= this.doubt;
      this.u8[this.flag] = ENDED;
      throw this.ended(error);
    }
    if (address === 0) throw new RangeError(`wasm memory is exhausted: there is no room for ${size} bytes`);
    this.views();
    return address;
  }

  /**
   * Frees what `allocate` gave.
   *
   * @param {number} address
   * @param {number} size
   * @param {number} align
   */
  free(address, size, align) {
    try {
      this.wasm.free(address, size, align);
    } catch (error) {
      this.panic ??= this.doubt;
      this.u8[this.flag] = ENDED;
      throw this.ended(error);
    }
  }

  /**
   * The text of a `&str`, of which a cell says where it lies: `StrCell` in `src/string.rs`.
   *
   * @param {number} slot The address of the cell.
   */
  readStr(slot) {
    this.views();
    const cell = slot >>> 2;
    return this.readString(this.u32[cell], this.u32[cell + 1]);
  }

  /**
   * Subtle: small, so that it is inlined, and a long string costs no more than its decoder (`import_str100`).
   *
   * @param {number} address
   * @param {number} length In bytes.
   * @returns {string}
   */
  readString(address, length) {
    this.views();
    return length > SHORT ? this.decode(address, length) : this.readShort(address, length);
  }

  /**
   * @param {number} address
   * @param {number} length At most `SHORT`.
   * @returns {string}
   */
  readShort(address, length) {
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
    if (this.decoded > DECODER_LIMIT) this.renewDecoder(length);
    const end = address + length;
    return this.decoder.decode(this.shared ? this.u8.slice(address, end) : this.u8.subarray(address, end));
  }

  /** @param {number} decoded How many bytes it is about to decode. */
  renewDecoder(decoded) {
    this.decoder = newDecoder();
    this.decoded = decoded;
  }

  /**
   * Encodes a string into memory that becomes Rust's, and a cell that says where: `StringCell` in `src/string.rs`.
   *
   * @param {string} text
   * @param {number} cell The address of the cell.
   * @returns {number} The same.
   */
  writeString(text, cell) {
    const { length } = text;
    if (length === 0) return this.writeCell(cell, 1, 0, 0);
    // As if ASCII, in a block of just that size; a longer one if it turns out not to be.
    const address = this.allocate(length, 1);
    let read = 0;
    if (length <= SHORT) {
      const { u8 } = this;
      let codes = 0; // asked once, and not for each letter
      for (; read < length; read++) {
        const code = text.charCodeAt(read);
        codes |= code;
        u8[address + read] = code;
      }
      if (codes > 127) read = 0;
    }
    return read === length
      ? this.writeCell(cell, address, length, length)
      : this.encode(text, cell, address, read);
  }

  /**
   * The rest of `writeString`; apart, so that strings that are short and ASCII are inlined.
   *
   * @param {string} text
   * @param {number} cell
   * @param {number} address Of a block of as many bytes as the text has letters.
   * @param {number} read So many of these are written.
   * @returns {number}
   */
  encode(text, cell, address, read) {
    const { length } = text;
    let capacity = length;
    let written = read;
    if (length > SHORT) ({ read, written } = this.encoder.encodeInto(text, this.u8.subarray(address, address + length)));
    if (read < length) {
      // A UTF-16 unit takes at most three bytes of UTF-8.
      capacity = written + (length - read) * 3;
      let start = 0;
      try {
        start = this.allocate(capacity, 1);
        this.u8.copyWithin(start, address, address + written);
      } finally {
        this.free(address, length, 1);
      }
      this.views();
      written += this.encoder.encodeInto(text.slice(read), this.u8.subarray(start + written, start + capacity)).written;
      address = start;
    }
    return this.writeCell(cell, address, written, capacity);
  }

  /**
   * Copies numbers into memory that becomes Rust's, and a cell that says where: `OwnedListCell` in `src/list.rs`.
   *
   * Subtle: its length is asked once. Shared memory that another thread grows would have `set` copy more than was allocated
   * (tests/runtime/racing.test.js).
   *
   * @param {ListOfNumbers} known Their type.
   * @param {any} numbers A typed array of these, of other memory than this.
   * @param {number} cell The address of the cell.
   * @returns {number} The same.
   */
  writeNumbers(known, numbers, cell) {
    const length = arrayLength.call(numbers);
    let address = 16;
    if (length > 0) {
      address = this.allocate(length * known.size, known.size);
      const { Numbers, size } = known;
      const source = isShared(arrayBuffer.call(numbers))
        ? new Numbers(arrayBuffer.call(numbers), arrayOffset.call(numbers), length)
        : numbers;
      this.arrayOf(known).set(source, address / size);
    }
    return this.writeCell(cell, address, length, length);
  }

  /**
   * Lowers values one by one into memory that becomes Rust's, and a cell that says where: `Received` in `src/list.rs`.
   *
   * @param {Type} type Of each.
   * @param {any[]} values Each from `convert`.
   * @param {number} cell The address of the cell.
   * @returns {number} The same.
   */
  writeSlots(type, values, cell) {
    const { length } = values;
    let address = 8;
    if (length > 0) {
      address = this.allocate(length * ELEMENT, 8);
      let at = 0;
      try {
        for (; at < length; at++) {
          const element = address + at * ELEMENT;
          const slot = this.lower(type, values[at], element + 8);
          this.views();
          this.view.setFloat64(element, slot, true);
        }
      } catch (error) {
        this.unlowerSlots(type, values, address, at);
        throw error;
      }
    }
    return this.writeCell(cell, address, length, length);
  }

  /**
   * Takes back what `writeSlots` has written.
   *
   * @param {Type} type Of each.
   * @param {any[]} values Each from `convert`.
   * @param {number} address Of the block.
   * @param {number} count So many of them are written.
   */
  unlowerSlots(type, values, address, count) {
    for (let at = 0; at < count; at++) {
      this.views();
      this.unlower(type, values[at], this.view.getFloat64(address + at * ELEMENT, true));
    }
    this.free(address, values.length * ELEMENT, 8);
  }

  /**
   * @param {number} cell
   * @param {number} address
   * @param {number} length
   * @param {number} capacity
   */
  writeCell(cell, address, length, capacity) {
    this.views();
    this.u32[cell >>> 2] = address;
    this.u32[(cell >>> 2) + 1] = length;
    this.u32[(cell >>> 2) + 2] = capacity;
    return cell;
  }

  /** The address of a cell of the scratch area. @param {number} index */
  cell(index) {
    return this.scratch + index * CELL;
  }

  /**
   * The type at an address: its bytes are a constant of the program.
   *
   * @param {number} address
   * @returns {Type}
   */
  typeAt(address) {
    const near = this.near[address % NEAR];
    if (near !== undefined && near.address === address) return near.type;
    let known = this.types.get(address);
    if (known === undefined) {
      known = { address, type: new Decoder(this.wasm.memory.buffer, this.ids, address).type() };
      this.types.set(address, known);
    }
    this.near[address % NEAR] = known;
    return known.type;
  }

  // --- Handles ---

  /**
   * @param {any} value
   * @returns {number} Its handle.
   */
  keep(value) {
    if (value === undefined) return 0;
    if (value === null) return 1;
    if (typeof value === "boolean") return value ? 2 : 3;
    const handle = this.freeValue;
    if (handle === this.values.length) {
      this.values[handle] = value;
      this.freeValue = handle + 1;
    } else {
      this.freeValue = this.values[handle];
      this.values[handle] = value;
    }
    this.handles++;
    return handle;
  }

  /**
   * The value of a handle, which ends.
   *
   * @param {number} handle
   */
  take(handle) {
    const value = this.values[handle];
    if (handle < RESERVED) return value;
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
   * @param {any} slot
   * @returns {any}
   */
  lift(type, slot) {
    return (this.made[type.id] ??= this.lifter(type))(slot);
  }

  /**
   * `lift` of one type.
   *
   * Subtle: a function for each, not one with a `switch`, which would be too large to be inlined.
   *
   * @param {Type} type
   * @returns {(slot: any) => any}
   */
  lifter({ tag, inner, signature }) {
    const { values, functions } = this;
    switch (tag) {
      case TAG.bool:
        return (slot) => slot !== 0;
      case TAG.str:
        return (slot) => this.readStr(slot);
      case TAG.value_ref:
        return (slot) => values[slot >>> 0];
      case TAG.string:
      case TAG.vec:
      case TAG.value:
      case TAG.owned_closure:
      case TAG.class:
        return (slot) => this.take(slot >>> 0);
      case TAG.stack_closure:
        return (slot) => this.lend(slot, /** @type {Signature} */ (signature));
      case TAG.heap_closure:
        return (slot) => functions[slot >>> 0];
      case TAG.u64:
        return (slot) => BigInt.asUintN(64, slot);
      case TAG.i128:
      case TAG.u128:
        return (slot) => {
          this.views();
          return this.readHalves(tag, slot >>> 0);
        };
      case TAG.char:
        return (slot) => String.fromCodePoint(slot);
      case TAG.slice:
        return (slot) => {
          this.views();
          return this.readList(/** @type {Type} */ (inner), slot >>> 0);
        };
      case TAG.option:
        return (slot) => {
          this.views();
          const cell = slot >>> 0;
          return this.u32[cell >>> 2] === 0 ? undefined : this.liftAt(/** @type {Type} */ (inner), cell + 8);
        };
      default:
        return (slot) => slot;
    }
  }

  /**
   * The same for a slot that lies in memory, in 8 bytes.
   *
   * @param {Type} type
   * @param {number} address
   * @returns {any}
   */
  liftAt(type, address) {
    this.views();
    switch (type.tag) {
      case TAG.u32:
      case TAG.usize:
      case TAG.f64:
        return this.view.getFloat64(address, true);
      case TAG.f32:
        return this.view.getFloat32(address, true);
      case TAG.i64:
      case TAG.u64:
        return this.lift(type, this.view.getBigInt64(address, true));
      default:
        return this.lift(type, this.view.getInt32(address, true));
    }
  }

  /**
   * @param {number} tag
   * @param {number} address Of two halves, the low one first.
   */
  readHalves(tag, address) {
    const low = this.view.getBigUint64(address, true);
    const high = this.view.getBigUint64(address + 8, true);
    const bits = (high << 64n) | low;
    return tag === TAG.i128 ? BigInt.asIntN(128, bits) : bits;
  }

  /**
   * A copy of a list, of which a cell says where it lies: `ListCell` in `src/list.rs`.
   *
   * @param {Type} element
   * @param {number} cell
   */
  readList(element, cell) {
    const address = this.u32[cell >>> 2];
    const length = this.u32[(cell >>> 2) + 1];
    const known = ARRAYS[element.tag];
    if (known !== undefined) {
      const start = address / known.size;
      return this.arrayOf(known).slice(start, start + length);
    }
    return listOf(length, (index) => this.liftAt(element, address + index * 8));
  }

  /**
   * What turns the result of an import into a slot.
   *
   * @param {Import} wanted
   * @returns {(value: any) => any}
   */
  lowerer(wanted) {
    const { result, checked } = wanted;
    const type = /** @type {Type} */ (result.inner);
    switch (result.tag) {
      case TAG.unit:
        return () => {};
      case TAG.result:
        return (value) => this.lowerOk(type, value, wanted);
      case TAG.string:
        return (value) => {
          if (typeof value !== "string") throw mismatch("a string", value, wanted);
          return this.writeString(value, this.scratch);
        };
      case TAG.u64:
        return (value) => {
          if (typeof value === "bigint" && BigInt.asUintN(64, value) === value) return value;
          return this.convert(result, value, wanted);
        };
      case TAG.i64:
        return (value) => {
          if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return value;
          return this.convert(result, value, wanted);
        };
      case TAG.vec: {
        const known = ARRAYS[type.tag];
        if (known === undefined) break;
        return (value) => {
          this.views();
          // Most are; small, so that it is inlined (`import_vec_result`).
          const fits = arrayName.call(value) === known.name && arrayBuffer.call(value) !== this.buffer;
          return this.writeNumbers(known, fits ? value : this.convertList(type, value, wanted), this.scratch);
        };
      }
      case TAG.bool:
        if (!checked) return (value) => +!!value;
        break;
      default:
    }
    return (value) => {
      return this.lowerOwned(result, this.convert(result, value, wanted), wanted, this.scratch);
    };
  }

  /**
   * A result that may also be an exception, as the address of a cell: `ResultCell` in `src/option.rs`.
   *
   * @param {Type} type Of the result.
   * @param {any} value
   * @param {number | Import} place See `convert`.
   */
  lowerOk(type, value, place) {
    if (type.tag === TAG.unit) return this.writeResult(1, 0);
    return this.writeResult(1, this.lowerOwned(type, this.convert(type, value, place), place, this.cell(1)));
  }

  /**
   * @param {unknown} error
   * @returns {number} The address of the cell.
   */
  lowerError(error) {
    // What a panic's message is made of may be an exception.
    if (this.panic !== null && (this.panic !== this.unnamed || this.panic === error)) throw this.panic;
    return this.writeResult(0, this.keep(error));
  }

  /**
   * @param {number} ok
   * @param {number} slot
   */
  writeResult(ok, slot) {
    const cell = this.cell(0);
    this.views();
    this.u32[cell >>> 2] = ok;
    this.u32[(cell >>> 2) + 1] = 0;
    this.view.setFloat64(cell + 8, slot, true);
    return cell;
  }

  /**
   * Does something with values that may throw.
   *
   * @param {Type} type Of the result.
   * @param {() => any} body
   * @returns {number} The address of a result's cell.
   */
  attempt(type, body) {
    try {
      return this.lowerOk(type, body(), RESULT);
    } catch (error) {
      return this.lowerError(error);
    }
  }

  /**
   * @param {string} kind What `typeof` must say.
   * @param {Type} type An `Option`.
   * @param {any} value
   */
  lowerIf(kind, type, value) {
    return this.lower(type, typeof value === kind ? value : undefined, this.cell(0));
  }

  /**
   * Calls a JavaScript function for Rust: `JsFunction` in `src/function.rs`.
   *
   * @param {number} handle
   * @param {number} address Of the function's type.
   * @param {number} slots Where the slots of the arguments lie, 8 bytes each.
   * @returns {number} The address of a result's cell.
   */
  functionCall(handle, address, slots) {
    const { params, result } = /** @type {Signature} */ (this.typeAt(address).signature);
    // The call catches, whether its result says so or not.
    const ok = result.tag === TAG.result ? /** @type {Type} */ (result.inner) : result;
    const f = this.values[handle];
    const mark = this.lent.length;
    try {
      const values = this.liftAll(params, (at) => this.liftAt(params[at], slots + at * 8));
      return this.lowerOk(ok, f(...values), RESULT);
    } catch (error) {
      return this.lowerError(error);
    } finally {
      // Subtle: as in `bindLending`.
      for (let at = this.lent.length; at-- > mark; ) this.lent[at].gate = EXPIRED;
      this.expire(mark);
    }
  }

  /**
   * The arguments of a call that Rust catches. If one cannot become a value, because it is too long, those behind it are let go of.
   *
   * @param {readonly Type[]} types
   * @param {(at: number) => any} lift The argument at a place, whose slot it ends.
   * @returns {any[]}
   */
  liftAll(types, lift) {
    const values = listOf(types.length);
    let at = 0;
    try {
      for (; at < values.length; at++) values[at] = lift(at);
    } catch (error) {
      // Those of references end with the call.
      while (++at < values.length) if (isGiven(types[at])) lift(at);
      throw error;
    }
    return values;
  }

  /**
   * A value from JavaScript, checked and converted as far as may run foreign code or throw. What `lower` is given then
   * does neither, so that nothing overwrites a cell before Rust has read it, and nothing that was allocated is lost.
   *
   * @param {Type} type
   * @param {any} value
   * @param {number | Import} place What the error names: a parameter of a closure, from 0, `THIS`, `RESULT`, or the import
   * that returned it.
   * @param {boolean} [copy] Whether foreign code may run before it is lowered, which could change a typed array.
   * @returns {any}
   */
  convert(type, value, place, copy = false) {
    const { tag } = type;
    switch (tag) {
      case TAG.value:
      case TAG.value_ref:
        return value;
      case TAG.str:
      case TAG.string:
        if (typeof value !== "string") throw mismatch("a string", value, place);
        return value;
      case TAG.bool:
        if (typeof value === "boolean") return value;
        if (this.checks(place)) throw mismatch("bool", value, place);
        return Boolean(value);
      case TAG.option:
        return value === undefined || value === null
          ? undefined
          : this.convert(/** @type {Type} */ (type.inner), value, place, copy);
      case TAG.char: {
        const code = typeof value === "string" ? value.codePointAt(0) : undefined;
        if (code === undefined || value.length !== (code > 0xffff ? 2 : 1)) {
          throw mismatch("a string of one code point", value, place);
        }
        if (code >= 0xd800 && code <= 0xdfff) {
          throw mismatch("a string of one code point", value, place, `half of a surrogate pair, ${show(value)}`);
        }
        return code;
      }
      case TAG.i64:
      case TAG.u64:
      case TAG.i128:
      case TAG.u128: {
        const { name, min, max } = BIGINTS[tag];
        if (typeof value !== "bigint") throw mismatch(`${name}, a bigint`, value, place);
        if (value < min || value > max) throw new RangeError(`${placeText(place)}: ${value}n is out of range for ${name}`);
        return value;
      }
      case TAG.slice:
      case TAG.vec:
        return this.convertList(/** @type {Type} */ (type.inner), value, place, copy);
      case TAG.function:
        if (typeof value !== "function") throw mismatch("a function", value, place);
        return value;
      case TAG.class:
      case TAG.class_ref:
      case TAG.class_mut:
        return this.objectOf(type.key, value, place);
      case TAG.this:
        return this.convert(/** @type {Type} */ (type.inner), value, THIS, copy);
      case TAG.rest: {
        const inner = /** @type {Type} */ (type.inner);
        return arrayFrom(value, (one, index) => this.convert(inner, one, /** @type {number} */ (place) + index, true));
      }
      default:
        return this.convertNumber(tag, value, place);
    }
  }

  /** Whether plain numbers are checked. @param {number | Import} place */
  checks(place) {
    return typeof place === "object" ? place.checked : this.debug;
  }

  /**
   * @param {number} tag
   * @param {any} value
   * @param {number | Import} place
   * @returns {number}
   */
  convertNumber(tag, value, place) {
    if (!this.checks(place)) return +value;
    const number = primitive(value);
    const { name, min, max, whole } = NUMBERS[tag];
    const fits = whole ? Number.isInteger(number) && number >= min && number <= max : typeof number === "number";
    if (!fits) throw mismatch(name, value, place);
    return number;
  }

  /**
   * @param {Type} element
   * @param {any} value
   * @param {number | Import} place
   * @param {boolean} [copy] See `convert`.
   * @returns {any}
   */
  convertList(element, value, place, copy = false) {
    const known = ARRAYS[element.tag];
    if (known !== undefined && arrayName.call(value) === known.name) {
      this.views();
      // Of this memory, growing it would leave nothing to copy.
      if (!copy && arrayBuffer.call(value) !== this.buffer) return value;
      // One that was detached is empty, but cannot be copied.
      return new known.Numbers(arrayLength.call(value) === 0 ? 0 : value);
    }
    if (!Array.isArray(value)) throw mismatch(known?.name ?? "an array", value, place);
    // Numbers each by the rules of a single one; an array of its own, which no conversion can change.
    const values = arrayFrom(value, (one) => this.convert(element, one, place, true));
    return known === undefined ? values : new known.Numbers(values);
  }

  /**
   * A value as a slot of f64: itself, a handle, or the address of a cell.
   *
   * @param {Type} type
   * @param {any} value From `convert`.
   * @param {number} cell The address of a cell that may be used.
   * @returns {number}
   */
  lower(type, value, cell) {
    switch (type.tag) {
      case TAG.bool:
        return value ? 1 : 0;
      case TAG.str:
      case TAG.string:
        return this.writeString(value, cell);
      case TAG.value:
      case TAG.value_ref:
      case TAG.function:
        return this.keep(value);
      case TAG.i64:
      case TAG.u64:
        this.views();
        this.view.setBigInt64(cell, BigInt.asIntN(64, value), true);
        return cell;
      case TAG.i128:
      case TAG.u128:
        this.views();
        this.view.setBigUint64(cell, BigInt.asUintN(64, value), true);
        this.view.setBigUint64(cell + 8, BigInt.asUintN(64, value >> 64n), true);
        return cell;
      case TAG.slice:
      case TAG.vec: {
        const element = /** @type {Type} */ (type.inner);
        const known = ARRAYS[element.tag];
        return known === undefined ? this.writeSlots(element, value, cell) : this.writeNumbers(known, value, cell);
      }
      case TAG.rest:
        return this.writeSlots(/** @type {Type} */ (type.inner), value, cell);
      case TAG.class:
        value.over = MOVED;
        return Owned.addressOf(value);
      case TAG.class_ref:
      case TAG.class_mut:
        return Owned.addressOf(value);
      case TAG.this:
        return this.lower(/** @type {Type} */ (type.inner), value, cell);
      case TAG.option: {
        const inner = /** @type {Type} */ (type.inner);
        if (value === undefined) return -1;
        if (!isNumber(inner)) return this.lower(inner, value, cell);
        // A number may be -1: it goes into the cell.
        this.views();
        this.view.setFloat64(cell, value, true);
        return cell;
      }
      default:
        return value;
    }
  }

  /**
   * Takes back what `lower` has made, because an argument behind it finds no room.
   *
   * @param {Type} type
   * @param {any} value What was lowered.
   * @param {number} slot
   */
  unlower(type, value, slot) {
    const inner = /** @type {Type} */ (type.inner);
    switch (type.tag) {
      case TAG.str:
      case TAG.string: {
        this.views();
        const capacity = this.u32[(slot >>> 2) + 2];
        if (capacity > 0) this.free(this.u32[slot >>> 2], capacity, 1);
        break;
      }
      case TAG.value:
      case TAG.value_ref:
      case TAG.function:
        this.take(slot);
        break;
      case TAG.slice:
      case TAG.vec:
      case TAG.rest: {
        const { length } = value;
        if (length === 0) break;
        const known = type.tag === TAG.rest ? undefined : ARRAYS[inner.tag];
        this.views();
        const address = this.u32[slot >>> 2];
        if (known === undefined) this.unlowerSlots(inner, value, address, length);
        else this.free(address, this.u32[(slot >>> 2) + 1] * known.size, known.size);
        break;
      }
      case TAG.class:
        value.over = 0;
        break;
      case TAG.this:
        this.unlower(inner, value, slot);
        break;
      case TAG.option:
        if (value !== undefined && !isNumber(inner)) this.unlower(inner, value, slot);
        break;
      default:
    }
  }

  /**
   * Borrows what the arguments of a call lend, and lowers them all: or none of them, if one finds no room or cannot be had. No foreign
   * code runs from here to the call.
   *
   * @param {readonly Type[]} types
   * @param {any[]} values Each from `convert`.
   * @param {number} own How many come before the first parameter.
   * @returns {{ slots: any[], lent: Owned[] }} For the call; and what is to be given back behind it, and then `dropFreed` is told.
   */
  lowerAll(types, values, own) {
    const slots = listOf(values.length);
    const lent = table();
    let at = 0;
    try {
      for (let each = 0; each < slots.length; each++) this.acquire(types[each], values[each], each - own, lent);
      for (; at < slots.length; at++) slots[at] = this.lower(types[at], values[at], this.cell(at));
    } catch (error) {
      // Subtle: first by no call, for which there may be no stack left.
      for (let each = 0; each < lent.length; each++) {
        const owned = lent[each];
        owned.borrows = owned.borrows === ALONE ? 0 : owned.borrows - 1;
        if (owned.over === MOVED) owned.over = 0;
      }
      this.unlowerAll(types, values, slots, at);
      this.dropFreed(lent);
      throw error;
    }
    return { slots, lent };
  }

  /**
   * @param {readonly Type[]} types
   * @param {any[]} values
   * @param {number[]} slots
   * @param {number} count So many of them are lowered.
   */
  unlowerAll(types, values, slots, count) {
    for (let at = 0; at < count; at++) this.unlower(types[at], values[at], slots[at]);
  }

  /**
   * `convert` of one type, a parameter of a closure. The commonest without its `switch`, as in `lifter`.
   *
   * @param {Type} type
   * @param {number} place
   * @param {boolean} copy See `convert`.
   * @returns {(value: any) => any}
   */
  converter(type, place, copy) {
    switch (type.tag) {
      case TAG.value:
        return (value) => value;
      case TAG.string:
        return (value) => {
          if (typeof value !== "string") throw mismatch("a string", value, place);
          return value;
        };
      case TAG.bool:
        if (!this.debug) return Boolean;
        break;
      default:
        if (isNumber(type) && !this.debug) return (value) => +value;
    }
    return (value) => this.convert(type, value, place, copy);
  }

  /**
   * `lower` of one type, a parameter of a closure, as above.
   *
   * @param {Type} type
   * @param {number} index
   * @returns {(value: any) => number}
   */
  slotter(type, index) {
    switch (type.tag) {
      case TAG.value:
        return (value) => this.keep(value);
      case TAG.string:
        return (value) => this.writeString(value, this.cell(index));
      case TAG.bool:
        return Number;
      default:
        return isNumber(type) ? (value) => value : (value) => this.lower(type, value, this.cell(index));
    }
  }

  /**
   * The result of a closure or an export: what the slot means.
   *
   * @param {Type} type
   * @returns {(slot: number) => any}
   */
  resultLifter(type) {
    if (isNumber(type) || type.tag === TAG.unit) return (slot) => slot;
    if (type.tag === TAG.bool) return (slot) => slot !== 0;
    return (slot) => {
      if (slot < 0) throw this.take(-1 - slot); // the error of a `Result`
      return this.take(slot);
    };
  }

  // --- Closures ---

  /**
   * Makes the function of a heap closure.
   *
   * @param {number} env
   * @param {number} address Of its type.
   * @param {boolean} once Whether it can be called once only.
   * @returns {number} Its id.
   */
  closureNew(env, address, once) {
    const signature = /** @type {Signature} */ (this.typeAt(address).signature);
    const make = once
      ? (this.madeOnce[signature.id] ??= anyFactory(this, signature, true))
      : this.maker(signature);
    const state = this.newState(env, false);
    const id = this.freeState;
    if (id === this.states.length) {
      this.states[id] = state;
      this.functions[id] = make(state);
      this.freeState = id + 1;
    } else {
      this.freeState = /** @type {number} */ (this.states[id]);
      this.states[id] = state;
      this.functions[id] = make(state);
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
    const state = this.endId(id);
    shut(state);
    state.owed = state.running > 0;
    return state.owed ? 0 : 1;
  }

  /**
   * @param {number} id
   * @returns {State}
   */
  endId(id) {
    const state = /** @type {State} */ (this.states[id]);
    this.states[id] = this.freeState;
    this.functions[id] = undefined;
    this.freeState = id;
    this.closures--;
    return state;
  }

  /**
   * Makes JavaScript the owner of a heap closure.
   *
   * @param {number} id Ends.
   * @returns {number} The handle of its function.
   */
  closureGive(id) {
    const f = /** @type {AnyFunction} */ (this.functions[id]);
    const state = this.endId(id);
    this.owned.add(state);
    // Subtle: the state must not reach the function, or that would never be collected.
    this.registry.register(f, state, state);
    return this.keep(f);
  }

  /**
   * Frees a closure that JavaScript owned and cannot call any more.
   *
   * @param {State} state
   */
  collected(state) {
    this.owned.delete(state);
    shut(state);
    state.owed = true;
    this.settle(state, state.running);
  }

  /** Begins a scope: its number. See `src/closure/scope.rs`. */
  scopeBegin() {
    const { scopes } = this;
    scopes[scopes.length] = table();
    return scopes.length - 1;
  }

  /**
   * Ends the closures of the innermost scope, and then the scope. First none of them can be called any more; then each is freed,
   * which may run foreign code, and that may even make more closures in this scope. Their ids are given back last, because what is
   * freed may have a handle of another.
   *
   * @param {number} number
   */
  scopeEnd(number) {
    const ids = this.scopes[number];
    let shutUpTo = 0;
    for (let at = 0; at < ids.length; at++) {
      for (; shutUpTo < ids.length; shutUpTo++) shut(/** @type {State} */ (this.states[ids[shutUpTo]]));
      const state = /** @type {State} */ (this.states[ids[at]]);
      state.owed = true;
      this.settle(state, state.running);
    }
    for (let at = 0; at < ids.length; at++) this.endId(ids[at]);
    this.scopes.length = number;
  }

  /** Where the live closures were made, and how many at each place, in turns; the most first. */
  livePlaces() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    const add = (/** @type {State | number} */ state) => {
      if (typeof state !== "object") return;
      const place = this.placeText(state.place) ?? "an unknown place (build with debug assertions)";
      counts.set(place, (counts.get(place) ?? 0) + 1);
    };
    for (let at = 0; at < this.states.length; at++) add(this.states[at]);
    for (let at = 0; at < this.lent.length; at++) add(this.lent[at]);
    this.owned.forEach(add);
    const most = [...counts].sort(([, left], [, right]) => right - left);
    return most.flatMap(([place, count]) => [place, String(count)]);
  }

  /**
   * Where a closure was made, if that is known.
   *
   * @param {Place | null} place
   * @returns {string | null}
   */
  placeText(place) {
    return place === null ? null : `${this.readString(place.file, place.length)}:${place.line}:${place.column}`;
  }

  /**
   * Makes the function of a stack closure, which works until `expire`.
   *
   * @param {number} env
   * @param {Signature} signature
   */
  lend(env, signature) {
    const state = this.newState(env, true);
    this.lent[this.lent.length] = state;
    this.lending++;
    return this.maker(signature)(state);
  }

  /**
   * What makes the functions of a signature's closures.
   *
   * @param {Signature} signature
   */
  maker(signature) {
    return (this.made[signature.id] ??= closureFactory(this, signature));
  }

  /**
   * An argument of a closure of `LENDING` that should be a number, and is none.
   *
   * Subtle: small, so that it is inlined.
   *
   * @param {Type} type
   * @param {any} value
   * @returns {number}
   */
  plain(type, value) {
    return value === true ? 1 : value === false ? 0 : +this.convert(type, value, 0);
  }

  /** The slot of the only argument of a closure, a string. @param {any} value */
  ownString(value) {
    if (typeof value !== "string") throw mismatch("a string", value, 0);
    return this.writeString(value, this.scratch);
  }

  /** How many imports of a list of `LENDING` there are. @param {number} kind */
  entriesOf(kind) {
    let count = 0;
    for (let at = 0; at < this.entries.length; at++) if (this.entries[at].kind === kind) count++;
    return count;
  }

  /**
   * @param {Signature} signature
   * @param {number} kind
   * @returns {Entry}
   */
  newEntry(signature, kind) {
    const none = /** @type {AnyFunction} */ (/** @type {unknown} */ (null)); // until `connect`
    const entry = { signature, kind, enter: none };
    this.entries[this.entries.length] = entry;
    // `hosted.js` binds an import when it is called.
    if (this.exports !== null) entry.enter = entryOf(this.exports, this, signature);
    return entry;
  }

  /**
   * Forgets the stack closures that `lend` made for a call that returns or throws, whose gates are shut.
   *
   * @param {number} mark How many there were when it began.
   */
  expire(mark) {
    this.lending -= this.lent.length - mark;
    this.lent.length = mark;
  }

  /**
   * @param {number} env
   * @param {boolean} lent Whether it is a stack closure.
   * @returns {State}
   */
  newState(env, lent) {
    return { env, gate: OPEN, running: 0, owed: false, lent, place: this.debug ? this.readPlace(env) : null };
  }

  /**
   * Where a closure was made: `Place` in `src/closure.rs`, behind the thunk and the drop function.
   *
   * @param {number} env
   * @returns {Place}
   */
  readPlace(env) {
    this.views();
    const { u32 } = this;
    const at = (env >>> 2) + 2;
    return { file: u32[at], length: u32[at + 1], line: u32[at + 2], column: u32[at + 3] };
  }

  /**
   * The end of a call during which the closure was ended: frees it, if that was left to the last of its calls, or if
   * JavaScript owns it and it cannot be called again.
   *
   * @param {State} state
   * @param {number} running How many calls are still under way.
   */
  settle(state, running) {
    state.running = running;
    if (state.gate === SPENT && this.owned.delete(state)) {
      this.registry.unregister(state);
      state.owed = true;
    }
    if (state.owed && running === 0 && this.panic === null) {
      state.owed = false;
      try {
        this.wasm.drop(state.env);
      } catch (error) {
        this.panic ??= this.doubt;
        this.u8[this.flag] = ENDED;
        throw this.ended(error);
      }
    }
  }

  /**
   * Throws what a closure that cannot be called answers.
   *
   * @param {State} state
   * @returns {never}
   */
  refuse({ gate, lent, place }) {
    if (this.cut && (lent || gate === EXPIRED)) throw this.refusal(EXPIRED, place);
    throw this.panic ?? this.refusal(gate, place);
  }

  /** The same for a closure of `LENDING`. @param {number} gate @returns {never} */
  refuseLent(gate) {
    if (this.cut) throw this.refusal(EXPIRED, null);
    throw this.panic ?? this.refusal(gate, null);
  }

  /**
   * @param {number} gate
   * @param {Place | null} place
   */
  refusal(gate, place) {
    const { code, message } = REFUSALS[/** @type {keyof typeof REFUSALS} */ (gate)];
    const text = this.placeText(place);
    const made = text === null ? "" : ` (closure made at ${text})`;
    return new ClosureError(code, message + made);
  }

  // --- Exported values ---

  /** @param {string} key @returns {ExportedType} */
  typeOf(key) {
    return /** @type {ExportedType} */ (this.exported.get(key));
  }

  /**
   * Makes the object that owns a value.
   *
   * @param {number} address
   * @param {Type} type
   * @returns {number} Its handle.
   */
  exportNew(address, { key }) {
    const type = this.typeOf(key);
    const owned = new Owned(this, type, address);
    const object = new type.Class(owned);
    // Subtle: what is registered must not reach the object, or that would never be forgotten.
    this.forgotten.register(object, owned, owned);
    return this.keep(object);
  }

  /**
   * What an object of an exported type holds.
   *
   * @param {string} key Of the type.
   * @param {any} value
   * @param {number | Import} place See `convert`.
   * @returns {Owned}
   */
  objectOf(key, value, place) {
    const type = this.typeOf(key);
    const owned = ownedBy(value);
    if (owned === undefined) throw mismatch(type.name, value, place);
    if (owned.runtime !== this) throw mismatch(`${type.name} of this instance`, value, place, "one of another");
    if (owned.type !== type) throw mismatch(type.name, value, place, owned.type.name);
    return owned;
  }

  /**
   * Borrows what an argument of a call lends, or takes what it gives away.
   *
   * @param {Type} type
   * @param {any} value From `convert`.
   * @param {number | Import} place See `convert`.
   * @param {Owned[]} lent Is added to.
   */
  acquire(type, value, place, lent) {
    const inner = /** @type {Type} */ (type.inner);
    switch (type.tag) {
      case TAG.class:
      case TAG.class_ref:
      case TAG.class_mut: {
        const shared = type.tag === TAG.class_ref;
        if (value.over !== 0 || value.borrows < 0 || (!shared && value.borrows > 0)) throw unusable(value, place);
        // Subtle: no call between the two, for which there may be no stack left.
        value.borrows = shared ? value.borrows + 1 : ALONE;
        lent[lent.length] = value;
        break;
      }
      case TAG.option:
        if (value !== undefined) this.acquire(inner, value, place, lent);
        break;
      case TAG.this:
        this.acquire(inner, value, THIS, lent);
        break;
      case TAG.vec:
      case TAG.rest: {
        if (!holdsObject(inner)) break;
        // Each of a `Rest` is a parameter.
        const step = type.tag === TAG.rest ? 1 : 0;
        for (let at = 0; at < value.length; at++) {
          this.acquire(inner, value[at], typeof place === "number" ? place + at * step : place, lent);
        }
        break;
      }
      default:
    }
  }

  /**
   * The end of a call, for the objects that it has given back: what was freed meanwhile is dropped.
   *
   * @param {Owned[]} lent
   */
  dropFreed(lent) {
    for (let at = 0; at < lent.length; at++) {
      const owned = lent[at];
      if (owned.over === MOVED) this.forgotten.unregister(owned);
      if (isFreed(owned)) this.dropValue(owned);
    }
  }

  /**
   * `lower`, of what comes back from a JavaScript function: it may give objects away.
   *
   * @param {Type} type
   * @param {any} value From `convert`.
   * @param {number | Import} place See `convert`.
   * @param {number} cell
   */
  lowerOwned(type, value, place, cell) {
    if (!holdsObject(type)) return this.lower(type, value, cell);
    const lent = table();
    try {
      this.acquire(type, value, place, lent);
      return this.lower(type, value, cell);
    } finally {
      // Subtle: as in `lowerAll`.
      for (let at = 0; at < lent.length; at++) lent[at].borrows = lent[at].borrows === ALONE ? 0 : lent[at].borrows - 1;
      this.dropFreed(lent);
    }
  }

  /**
   * Ends an object, because of `free()` or because JavaScript has forgotten it.
   *
   * Subtle: at the stack's end a call may throw before Rust has heard of it. Then the object is not over, and the next `free()` is not
   * in vain (tests/runtime/arguments.test.js).
   *
   * @param {Owned} owned
   */
  endValue(owned) {
    if (owned.over !== 0) return;
    owned.over = FREED;
    try {
      if (owned.borrows === 0) this.dropValue(owned);
    } catch (error) {
      if (this.panic === null) owned.over = 0;
      throw error;
    }
    this.forgotten.unregister(owned);
  }

  /** Has Rust drop a value that nothing borrows. When the instance has ended there is nothing left to drop. @param {Owned} owned */
  dropValue(owned) {
    const address = Owned.addressOf(owned);
    owned.borrows = ALONE;
    if (this.panic !== null) return;
    try {
      owned.type.free(address);
    } catch (error) {
      this.panic ??= this.doubt;
      this.u8[this.flag] = ENDED;
      throw this.ended(error);
    }
  }

  // --- The end ---

  /**
   * What to throw for an exception that came out of wasm. It ends the instance, because nobody knows what the Rust frames that it
   * skipped have left half done: `src/entries.rs`.
   *
   * Subtle: at the stack's end there may be no stack left for this call. So who catches ends the instance before, by statements that call
   * nothing, not even a getter. Test: closures that are called at every depth (tests/runtime/pressure.test.js). A limit: in `u8` that
   * memory has just outgrown nothing can be written.
   *
   * @param {unknown} error
   * @param {Import} [wanted] The import that threw it, if that is known.
   * @returns {PanicError}
   */
  ended(error, wanted) {
    const { doubt } = this;
    if (wanted !== undefined) this.thrown = { error, wanted };
    this.panic ??= doubt;
    this.end();
    const isNew = this.panic === doubt;
    // Whether it comes instead of a panic's message. Asked first: what is thrown may panic when it is looked at.
    const isLost = isNew ? this.panics() : this.panic === this.unnamed && error !== this.panic;
    if (isNew) this.panic = new PanicError(byException(""), { cause: error });
    if (isLost) {
      this.unnamed = null;
      setMessage(this.panic, `Rust has panicked, and its message has not come here: ${quote(error)}`);
    } else if (isNew) {
      setMessage(this.panic, this.endText(error));
    }
    this.tell();
    return this.panic;
  }

  /**
   * The same for a closure: a lent one of a frame that is gone says that it is expired.
   *
   * @param {State} state
   * @param {unknown} error
   */
  stateEnded({ lent, place }, error) {
    const panic = this.ended(error);
    return this.cut && lent ? this.refusal(EXPIRED, place) : panic;
  }

  /** The same for one of `LENDING`. @param {unknown} error */
  lentEnded(error) {
    const panic = this.ended(error);
    return this.cut ? this.refusal(EXPIRED, null) : panic;
  }

  /**
   * What has ended the instance. May run foreign code, as the exception can be anything.
   *
   * @param {unknown} error
   */
  endText(error) {
    const text = quote(error);
    const { thrown } = this;
    if (thrown === null || !Object.is(thrown.error, error)) {
      return byException(`${text}; if an import threw it, let that return Result<.., JsValue> to catch it`);
    }
    const { namespace, name, block } = thrown.wanted;
    const path = memberText(namespace, name);
    // What this file throws for a result of the wrong kind says itself where that is.
    if (text.includes(declaredAt(thrown.wanted))) {
      return byException(`${text}; let ${path} return Result<.., JsValue> to catch that`);
    }
    const place = blockPlace(block);
    return byException(`${text}; ${path} threw it, which is declared in ${place}: let it return Result<.., JsValue> to catch that`);
  }

  /** Whether a panic has begun. What came out of wasm may have left no stack to ask on: then it was none. */
  panics() {
    try {
      return this.wasm.panicking() !== 0;
    } catch {
      return false;
    }
  }

  /**
   * Rust's panic hook: what the coming trap means.
   *
   * @param {string} text
   */
  panicked(text) {
    const { panic, unnamed, doubt } = this;
    if (panic !== null && panic === unnamed) setMessage(panic, text);
    else if (panic === null || panic === doubt) this.panic = new PanicError(text);
    this.unnamed = null;
    this.end();
    // Nobody of this file may be there to catch the trap.
    this.tell();
  }

  /** A call that came while a panic's message was made. @returns {never} */
  panicking() {
    this.panic ??= this.unnamed = new PanicError("Rust has panicked, and its message is not known: it calls JavaScript that calls Rust");
    this.end();
    throw this.panic;
  }

  /**
   * Rust frames were skipped, and others around them were about to go on; or Rust refuses to be entered. If no exception of theirs was
   * seen here, the engine has stopped a script.
   *
   * Subtle: what is thrown is the end itself, and not a trap, so that `ended` knows a call that is refused while a panic's message is
   * made from what comes out of that (`panicShown` in tests/runtime/crossings.js).
   *
   * @returns {never}
   */
  skipped() {
    if (this.panic === null) {
      this.panic = new PanicError("the wasm instance was ended: Rust functions never returned, because a script was stopped or an exception came out of a plain export");
      this.cut = true;
      for (let at = 0; at < this.lent.length; at++) this.lent[at].gate = EXPIRED;
      for (let number = 0; number < this.scopes.length; number++) {
        const ids = this.scopes[number];
        for (let at = 0; at < ids.length; at++) /** @type {State} */ (this.states[ids[at]]).gate = EXPIRED;
      }
    }
    this.end();
    throw this.panic;
  }

  /** Says in memory that the instance has ended: from now on Rust refuses to be entered. */
  end() {
    this.views();
    this.u8[this.flag] = ENDED;
  }

  /** `around` in `src/entries.rs`: what `backInWasm` takes. */
  leaveWasm() {
    this.views();
    const before = this.u32[this.flag >>> 2];
    this.u32[this.flag >>> 2] = (before | 1) + 2;
    return before;
  }

  /** `back` in `src/entries.rs`. @param {number} before */
  backInWasm(before) {
    this.views();
    const expected = ((before & 0x7fffffff) | 1) + 2;
    const found = this.u32[this.flag >>> 2];
    // `changed` in `src/entries.rs`: a panic's message is finished.
    const isMessage = this.unnamed !== null && found === (expected | 0x80000000) >>> 0;
    if (found !== expected && !isMessage) this.skipped();
    this.u32[this.flag >>> 2] = before;
  }

  /**
   * Has `onPanic` called, once. Subtle: later, when the stack is there again that may have ended, and a panic's message is made. If there
   * is not even enough for that, a catch farther out tells.
   */
  tell() {
    const { onPanic } = this;
    // Not without need: what waits for its turn is kept until then, and with it the instance.
    if (!this.told && onPanic !== undefined) Promise.resolve().then(() => onPanic(/** @type {PanicError} */ (this.panic)));
    this.told = true;
  }
}

/** The message of a `PanicError` that is no panic's. @param {string} text */
function byException(text) {
  return `the wasm instance was ended by an exception: ${text}`;
}

/** @param {Error} error @param {string} message */
function setMessage(error, message) {
  // Not by assignment, which fails where `Error.prototype` is frozen.
  const descriptor = /** @type {PropertyDescriptor} */ ({ __proto__: null, value: message, writable: true, configurable: true });
  Object.defineProperty(error, "message", descriptor);
}

/**
 * An exception, in the words of another.
 *
 * @param {any} error
 */
function quote(error) {
  try {
    const { name, message } = error ?? {};
    if (typeof message === "string") return `${typeof name === "string" ? name : "Error"}: ${message}`.slice(0, 400);
    return show(error);
  } catch {
    return "a value that cannot be shown";
  }
}

/**
 * The exported function that enters the stack closures of a signature: of `src/closure/entry.rs` if there is one for these
 * types, or the trampoline. The parameters come as numbers or as `convert` gives them; the result is what JavaScript sees.
 *
 * @param {Record<string, AnyFunction>} exports
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @returns {AnyFunction}
 */
function entryOf(exports, runtime, { params, result, empty }) {
  const count = params.length;
  const from = count === 1 ? `_${slotOf(params[0], "f64")}` : "";
  const to = empty ? "" : `_to_${slotOf(result, "i32")}`;
  const plain = count < 2 && params.every(isNumberOrBool);
  const known = plain ? exports[`closures_extern_enter${from}${to}`] : undefined;
  const enter = known ?? (empty ? runtime.run : runtime.call)[count];
  if (result.tag === TAG.bool) {
    if (count === 0) return (env) => enter(env) !== 0;
    if (count === 1) return (env, x) => enter(env, x) !== 0;
    if (count === 2) return (env, x, y) => enter(env, x, y) !== 0;
    return (env, x, y, z) => enter(env, x, y, z) !== 0;
  }
  if (known !== undefined && (result.tag === TAG.u32 || result.tag === TAG.usize)) {
    return count === 0 ? (env) => enter(env) >>> 0 : (env, x) => enter(env, x) >>> 0;
  }
  return enter;
}

/**
 * The wasm type by which a number crosses to and from `src/closure/entry.rs`.
 *
 * @param {Type} type
 * @param {string} bool That of a `bool`.
 */
function slotOf({ tag }, bool) {
  return tag === TAG.bool ? bool : tag >= TAG.f32 ? "f64" : "i32";
}

/** Ends a closure. @param {State} state */
function shut(state) {
  if (state.gate < SHUT) state.running = state.gate;
  state.gate = DROPPED;
}

/**
 * Makes the JavaScript functions of the closures of one signature, from their states. Each call converts the arguments,
 * passes the gate, lowers the arguments, enters Rust by the trampoline for their number, and lifts the result. What
 * comes out of Rust as an exception ends the instance.
 *
 * Subtle: this and the next three functions are what a call costs (`cargo xtask bench`: `call_fn0`, `heap_call`,
 * `twenty_call`). A literal for each number of parameters, not one with `...args`; the numbers apart, so that what other
 * types do to them cannot slow them down; and what a signature's closures share outside the inner function, so that making
 * one allocates little.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @returns {(state: State) => AnyFunction}
 */
function closureFactory(runtime, signature) {
  if (signature.gathers || signature.owns || signature.params.length > 3) {
    return anyFactory(runtime, signature);
  }
  if (runtime.debug || !signature.plain) return convertingFactory(runtime, signature);
  return signature.numbers ? numberFactory(runtime, signature) : plainFactory(runtime, signature);
}

/**
 * For closures of numbers. The numbers are converted before the gate, because that may run foreign code.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @returns {(state: State) => AnyFunction}
 */
function numberFactory(runtime, signature) {
  const { call0, call1, call2, call3, run0, run1, run2, run3 } = runtime;
  const most = signature.exclusive ? OPEN : SHUT - 2;
  switch (signature.params.length) {
    case 0:
      if (signature.empty) {
        return (state) => () => {
          const calls = state.gate;
          if (calls > most) return runtime.refuse(state);
          state.gate = calls + 1;
          try {
            run0(state.env);
          } catch (error) {
            runtime.panic ??= runtime.doubt;
            runtime.u8[runtime.flag] = ENDED;
            throw runtime.stateEnded(state, error);
          }
          if (state.gate === calls + 1) state.gate = calls;
          else runtime.settle(state, calls);
        };
      }
      return (state) => () => {
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          slot = call0(state.env);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return slot;
      };
    case 1:
      if (signature.empty) {
        return (state) => (a) => {
          const x = +a;
          const calls = state.gate;
          if (calls > most) return runtime.refuse(state);
          state.gate = calls + 1;
          try {
            run1(state.env, x);
          } catch (error) {
            runtime.panic ??= runtime.doubt;
            runtime.u8[runtime.flag] = ENDED;
            throw runtime.stateEnded(state, error);
          }
          if (state.gate === calls + 1) state.gate = calls;
          else runtime.settle(state, calls);
        };
      }
      return (state) => (a) => {
        const x = +a;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          slot = call1(state.env, x);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return slot;
      };
    case 2:
      if (signature.empty) {
        return (state) => (a, b) => {
          const x = +a;
          const y = +b;
          const calls = state.gate;
          if (calls > most) return runtime.refuse(state);
          state.gate = calls + 1;
          try {
            run2(state.env, x, y);
          } catch (error) {
            runtime.panic ??= runtime.doubt;
            runtime.u8[runtime.flag] = ENDED;
            throw runtime.stateEnded(state, error);
          }
          if (state.gate === calls + 1) state.gate = calls;
          else runtime.settle(state, calls);
        };
      }
      return (state) => (a, b) => {
        const x = +a;
        const y = +b;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          slot = call2(state.env, x, y);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return slot;
      };
    default:
      if (signature.empty) {
        return (state) => (a, b, c) => {
          const x = +a;
          const y = +b;
          const z = +c;
          const calls = state.gate;
          if (calls > most) return runtime.refuse(state);
          state.gate = calls + 1;
          try {
            run3(state.env, x, y, z);
          } catch (error) {
            runtime.panic ??= runtime.doubt;
            runtime.u8[runtime.flag] = ENDED;
            throw runtime.stateEnded(state, error);
          }
          if (state.gate === calls + 1) state.gate = calls;
          else runtime.settle(state, calls);
        };
      }
      return (state) => (a, b, c) => {
        const x = +a;
        const y = +b;
        const z = +c;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          slot = call3(state.env, x, y, z);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return slot;
      };
  }
}

/**
 * For closures of numbers and `bool`, or with such a result: apart, because to ask which it is costs a tenth of a call.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @returns {(state: State) => AnyFunction}
 */
function plainFactory(runtime, signature) {
  const { call0, call1, call2, call3, run1, run2, run3 } = runtime;
  const { exclusive, params, result, empty } = signature;
  const most = exclusive ? OPEN : SHUT - 2;
  const [b0, b1, b2] = params.map(({ tag }) => tag === TAG.bool);
  const truth = result.tag === TAG.bool;
  switch (params.length) {
    case 0:
      return (state) => () => {
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          slot = call0(state.env);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return slot !== 0;
      };
    case 1:
      return (state) => (a) => {
        const x = b0 ? (a ? 1 : 0) : +a;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          if (empty) run1(state.env, x);
          else slot = call1(state.env, x);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return truth ? slot !== 0 : slot;
      };
    case 2:
      return (state) => (a, b) => {
        const x = b0 ? (a ? 1 : 0) : +a;
        const y = b1 ? (b ? 1 : 0) : +b;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          if (empty) run2(state.env, x, y);
          else slot = call2(state.env, x, y);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return truth ? slot !== 0 : slot;
      };
    default:
      return (state) => (a, b, c) => {
        const x = b0 ? (a ? 1 : 0) : +a;
        const y = b1 ? (b ? 1 : 0) : +b;
        const z = b2 ? (c ? 1 : 0) : +c;
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        state.gate = calls + 1;
        let slot;
        try {
          if (empty) run3(state.env, x, y, z);
          else slot = call3(state.env, x, y, z);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return truth ? slot !== 0 : slot;
      };
  }
}

/**
 * For closures of up to three owned parameters of any type.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @returns {(state: State) => AnyFunction}
 */
function convertingFactory(runtime, signature) {
  const { call0, call1, call2, call3, run0, run1, run2, run3 } = runtime;
  const { exclusive, params, result, empty } = signature;
  const most = exclusive ? OPEN : SHUT - 2;
  const copies = copiesOf(params);
  const [convert0, convert1, convert2] = params.map((type, index) => runtime.converter(type, index, copies[index]));
  const [lower0, lower1, lower2] = params.map((type, index) => runtime.slotter(type, index));
  const lift = runtime.resultLifter(result);
  // The commonest apart, so that what other types do to a literal cannot slow it down (`call_heap_fn_mut_value`).
  const only = params.length === 1 && empty ? params[0].tag : TAG.unit;
  if (only === TAG.value) {
    return (state) => (a) => {
      const calls = state.gate;
      if (calls > most || runtime.panic !== null) return runtime.refuse(state);
      const x = runtime.keep(a);
      state.gate = calls + 1;
      try {
        run1(state.env, x);
      } catch (error) {
        runtime.panic ??= runtime.doubt;
        runtime.u8[runtime.flag] = ENDED;
        throw runtime.stateEnded(state, error);
      }
      if (state.gate === calls + 1) state.gate = calls;
      else runtime.settle(state, calls);
    };
  }
  if (only === TAG.string) {
    return (state) => (a) => {
      const calls = state.gate;
      if (calls > most || runtime.panic !== null) return runtime.refuse(state);
      const x = runtime.ownString(a);
      state.gate = calls + 1;
      try {
        run1(state.env, x);
      } catch (error) {
        runtime.panic ??= runtime.doubt;
        runtime.u8[runtime.flag] = ENDED;
        throw runtime.stateEnded(state, error);
      }
      if (state.gate === calls + 1) state.gate = calls;
      else runtime.settle(state, calls);
    };
  }
  switch (params.length) {
    case 0:
      return (state) => () => {
        if (state.gate > most || runtime.panic !== null) runtime.refuse(state);
        const calls = state.gate;
        state.gate = calls + 1;
        let slot = 0;
        try {
          if (empty) run0(state.env);
          else slot = call0(state.env);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return empty ? undefined : lift(slot);
      };
    case 1:
      return (state) => (a) => {
        if (state.gate > most || runtime.panic !== null) runtime.refuse(state);
        a = convert0(a);
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        const x = lower0(a);
        state.gate = calls + 1;
        let slot = 0;
        try {
          if (empty) run1(state.env, x);
          else slot = call1(state.env, x);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return empty ? undefined : lift(slot);
      };
    case 2:
      return (state) => (a, b) => {
        if (state.gate > most || runtime.panic !== null) runtime.refuse(state);
        a = convert0(a);
        b = convert1(b);
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        let x = 0, y = 0;
        let lowered = 0;
        try {
          x = lower0(a);
          lowered = 1;
          y = lower1(b);
        } catch (error) {
          runtime.unlowerAll(params, [a, b], [x, y], lowered);
          throw error;
        }
        state.gate = calls + 1;
        let slot = 0;
        try {
          if (empty) run2(state.env, x, y);
          else slot = call2(state.env, x, y);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return empty ? undefined : lift(slot);
      };
    default:
      return (state) => (a, b, c) => {
        if (state.gate > most || runtime.panic !== null) runtime.refuse(state);
        a = convert0(a);
        b = convert1(b);
        c = convert2(c);
        const calls = state.gate;
        if (calls > most) return runtime.refuse(state);
        let x = 0, y = 0, z = 0;
        let lowered = 0;
        try {
          x = lower0(a);
          lowered = 1;
          y = lower1(b);
          lowered = 2;
          z = lower2(c);
        } catch (error) {
          runtime.unlowerAll(params, [a, b, c], [x, y, z], lowered);
          throw error;
        }
        state.gate = calls + 1;
        let slot = 0;
        try {
          if (empty) run3(state.env, x, y, z);
          else slot = call3(state.env, x, y, z);
        } catch (error) {
          runtime.panic ??= runtime.doubt;
          runtime.u8[runtime.flag] = ENDED;
          throw runtime.stateEnded(state, error);
        }
        if (state.gate === calls + 1) state.gate = calls;
        else runtime.settle(state, calls);
        return empty ? undefined : lift(slot);
      };
  }
}

/**
 * For all other closures: more parameters, references, `This`, `Rest`; and for those that can be called once, because to
 * make one costs more than its call.
 *
 * @param {Runtime} runtime
 * @param {Signature} signature
 * @param {boolean} [once]
 * @returns {(state: State) => AnyFunction}
 */
function anyFactory(runtime, signature, once = false) {
  const { exclusive, params, result, empty } = signature;
  const most = exclusive ? OPEN : SHUT - 2;
  const first = params[0]?.tag === TAG.this ? 1 : 0;
  const lift = runtime.resultLifter(result);
  const copies = copiesOf(params);
  const trampoline = (empty ? runtime.run : runtime.call)[params.length];
  const enter = spreadOf(trampoline, params.length);
  return withLength(lengthOf(params), (state, self, args) => {
    if (state.gate > most || runtime.panic !== null) runtime.refuse(state);
    const given = signature.gathers ? gather(params, self, args) : args;
    const values = listOf(params.length);
    for (let at = 0; at < values.length; at++) {
      values[at] = runtime.convert(params[at], given[at], at - first, copies[at]);
    }
    const calls = state.gate;
    if (calls > most || runtime.panic !== null) runtime.refuse(state);
    const { slots, lent } = runtime.lowerAll(params, values, first);
    // Nothing can shut the gate of a closure that is spent: it says itself that it runs.
    if (once) state.running = 1;
    state.gate = once ? SPENT : calls + 1;
    let slot;
    try {
      slot = enter(state.env, slots);
    } catch (error) {
      runtime.panic ??= runtime.doubt;
      runtime.u8[runtime.flag] = ENDED;
      throw runtime.stateEnded(state, error);
    }
    if (state.gate === calls + 1) state.gate = calls;
    else runtime.settle(state, calls);
    // Subtle: as in `lowerAll`.
    for (let at = 0; at < lent.length; at++) lent[at].borrows = lent[at].borrows === ALONE ? 0 : lent[at].borrows - 1;
    if (lent.length > 0) runtime.dropFreed(lent);
    return empty ? undefined : lift(slot);
  });
}

/** The `length` of a function with these parameters, as JavaScript counts: without `this` and `...rest`. @param {readonly Type[]} params */
function lengthOf(params) {
  return params.filter(({ tag }) => tag !== TAG.this && tag !== TAG.rest).length;
}

/**
 * Makes functions of this `length` from states: a literal for each, because to define the property takes ten times as long as to make
 * the function.
 *
 * @param {number} length
 * @param {(state: State, self: any, args: ArrayLike<any>) => any} call
 * @returns {(state: State) => AnyFunction}
 */
// prettier-ignore
function withLength(length, call) {
  switch (length) {
    case 0: return (state) => /** @this {any} */ function () { return call(state, this, arguments); };
    case 1: return (state) => /** @this {any} */ function (a) { return call(state, this, arguments); };
    case 2: return (state) => /** @this {any} */ function (a, b) { return call(state, this, arguments); };
    case 3: return (state) => /** @this {any} */ function (a, b, c) { return call(state, this, arguments); };
    case 4: return (state) => /** @this {any} */ function (a, b, c, d) { return call(state, this, arguments); };
    case 5: return (state) => /** @this {any} */ function (a, b, c, d, e) { return call(state, this, arguments); };
    case 6: return (state) => /** @this {any} */ function (a, b, c, d, e, f) { return call(state, this, arguments); };
    case 7: return (state) => /** @this {any} */ function (a, b, c, d, e, f, g) { return call(state, this, arguments); };
    default: return (state) => /** @this {any} */ function (a, b, c, d, e, f, g, h) { return call(state, this, arguments); };
  }
}

/**
 * The arguments of a closure with a `This` or a `Rest`, one for each parameter, also if JavaScript passes fewer.
 *
 * @param {readonly Type[]} params
 * @param {any} self What JavaScript calls `this`.
 * @param {ArrayLike<any>} args
 */
function gather(params, self, args) {
  const own = params[0].tag === TAG.this ? 1 : 0;
  const last = params.length - 1;
  const given = (/** @type {number} */ at) => (at < own ? self : args[at - own]);
  const left = () => listOf(Math.max(0, own + args.length - last), (at) => given(last + at));
  return listOf(params.length, (at) => (at === last && params[at].tag === TAG.rest ? left() : given(at)));
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
 * A trampoline with the slots as a list. Not `...slots`, because that asks an iterator that may be anybody's.
 *
 * @param {AnyFunction} f
 * @param {number} count Of slots.
 * @returns {(env: number, slots: number[]) => number}
 */
function spreadOf(f, count) {
  switch (count) {
    case 0:
      return (env) => f(env);
    case 1:
      return (env, slots) => f(env, slots[0]);
    case 2:
      return (env, slots) => f(env, slots[0], slots[1]);
    default:
      return (env, slots) => apply(f, undefined, listOf(count + 1, (at) => (at === 0 ? env : slots[at - 1])));
  }
}

/** Places that are no parameter, for `placeText`. */
const THIS = -1;
const RESULT = -2;

/**
 * Where a value came from, in the words of an error.
 *
 * @param {number | Import} place
 */
function placeText(place) {
  if (typeof place === "object") return `result of ${place.name}`;
  return place === THIS ? "this" : place === RESULT ? "result" : `parameter ${place + 1}`;
}

/**
 * @param {string} expected
 * @param {any} value
 * @param {number | Import} place
 * @param {string} [got]
 */
function mismatch(expected, value, place, got = show(value)) {
  const declared = typeof place === "object" ? `; ${declaredAt(place)}` : "";
  return new TypeError(`${placeText(place)}: expected ${expected}, got ${got}${declared}`);
}

/**
 * Why an object cannot be used.
 *
 * @param {Owned} owned
 * @param {number | Import} place
 */
function unusable({ over, borrows, type: { name } }, place) {
  const where = placeText(place);
  if (over === FREED) return new ClosureError("freed", `${where}: ${name} used after free()`);
  if (over === MOVED) return new ClosureError("moved", `${where}: ${name} used after it was moved into Rust`);
  const [alone, shared] = ["while a call changes or takes it", "by a call that changes or takes it, while another uses it"];
  return new ClosureError("borrowed", `${where}: ${name} used ${borrows === ALONE ? alone : shared}`);
}

/** Types that the runtime's own imports lower. */
const UNIT = new KnownType(OURS, TAG.unit);
const VALUE = new KnownType(OURS, TAG.value);
const F64 = new KnownType(OURS, TAG.f64);
const STRING = new KnownType(OURS, TAG.string);
const OPTION_F64 = new KnownType(OURS, TAG.option, F64);
const OPTION_STRING = new KnownType(OURS, TAG.option, STRING);

/**
 * A table that nobody else can put an entry into.
 *
 * @template T
 * @param {T} entries
 * @returns {T}
 */
function byTag(entries) {
  return Object.freeze(Object.setPrototypeOf(entries, null));
}

/**
 * @typedef {object} ListOfNumbers
 * @property {number} tag Of the type of each.
 * @property {any} Numbers The kind of typed array.
 * @property {string} name Its name, which is slow to ask it for.
 * @property {number} size Of an element, in bytes.
 */

/** What a list of numbers is, by tag. @type {Record<number, ListOfNumbers>} */
const ARRAYS = byTag(
  Object.fromEntries(
    /** @type {[number, any][]} */ ([
      [TAG.i8, Int8Array],
      [TAG.u8, Uint8Array],
      [TAG.i16, Int16Array],
      [TAG.u16, Uint16Array],
      [TAG.i32, Int32Array],
      [TAG.u32, Uint32Array],
      [TAG.isize, Int32Array],
      [TAG.usize, Uint32Array],
      [TAG.f32, Float32Array],
      [TAG.f64, Float64Array],
      [TAG.i64, BigInt64Array],
      [TAG.u64, BigUint64Array],
    ]).map(([tag, Numbers]) => [tag, { tag, Numbers, name: Numbers.name, size: Numbers.BYTES_PER_ELEMENT }]),
  ),
);

/**
 * What typed arrays say of themselves, of any realm, and whatever a value says instead; `undefined` for others.
 *
 * @param {string | symbol} name
 * @returns {() => any}
 */
function arrayGetter(name) {
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  return /** @type {() => any} */ (Object.getOwnPropertyDescriptor(typedArray, name)?.get);
}

const arrayName = arrayGetter(Symbol.toStringTag);
const arrayLength = arrayGetter("length");
const arrayBuffer = arrayGetter("buffer");
const arrayOffset = arrayGetter("byteOffset");

const bufferLength = /** @type {() => number} */ (
  Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")?.get
);

/** Whether a buffer is shared memory, whose length another thread can change. @param {any} buffer */
function isShared(buffer) {
  try {
    bufferLength.call(buffer);
    return false;
  } catch {
    return true;
  }
}

/**
 * Names and ranges of the number types, by tag.
 * @type {Record<number, { name: string, min: number, max: number, whole: boolean }>}
 */
const NUMBERS = byTag({
  [TAG.i8]: { name: "i8", min: -(2 ** 7), max: 2 ** 7 - 1, whole: true },
  [TAG.u8]: { name: "u8", min: 0, max: 2 ** 8 - 1, whole: true },
  [TAG.i16]: { name: "i16", min: -(2 ** 15), max: 2 ** 15 - 1, whole: true },
  [TAG.u16]: { name: "u16", min: 0, max: 2 ** 16 - 1, whole: true },
  [TAG.i32]: { name: "i32", min: -(2 ** 31), max: 2 ** 31 - 1, whole: true },
  [TAG.u32]: { name: "u32", min: 0, max: 2 ** 32 - 1, whole: true },
  [TAG.isize]: { name: "isize", min: -(2 ** 31), max: 2 ** 31 - 1, whole: true },
  [TAG.usize]: { name: "usize", min: 0, max: 2 ** 32 - 1, whole: true },
  [TAG.f32]: { name: "f32", min: -Infinity, max: Infinity, whole: false },
  [TAG.f64]: { name: "f64", min: -Infinity, max: Infinity, whole: false },
});

/**
 * Names and ranges of the big integers, by tag. Subtle: shifted, because bundlers make `Math.pow` of `2n ** 63n` for old targets, which
 * throws (tests/environments).
 *
 * @type {Record<number, { name: string, min: bigint, max: bigint }>}
 */
const BIGINTS = byTag({
  [TAG.i64]: { name: "i64", min: -(1n << 63n), max: (1n << 63n) - 1n },
  [TAG.u64]: { name: "u64", min: 0n, max: (1n << 64n) - 1n },
  [TAG.i128]: { name: "i128", min: -(1n << 127n), max: (1n << 127n) - 1n },
  [TAG.u128]: { name: "u128", min: 0n, max: (1n << 128n) - 1n },
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

// --- `{:?}` of a `JsValue` ---

/** What is shown at most: values in all, entries of one, letters of a string and of all; and how deep. */
const SHOWN = Object.freeze({ values: 200, entries: 32, letters: 1_000, text: 4_000, depth: 5 });

const UNSHOWN = "[object that cannot be shown]";

/**
 * A value as Rust's `Debug` shows it.
 *
 * The only foreign code that it runs are the traps of a proxy, and getters of an error's name and message.
 *
 * @param {any} value
 */
function debugText(value) {
  return cut(valueText(value, [], { left: SHOWN.values }), SHOWN.text);
}

/**
 * @param {any} value
 * @param {readonly object[]} outer The objects that it lies in.
 * @param {{ left: number }} budget How many more values are shown.
 * @returns {string}
 */
function valueText(value, outer, budget) {
  if (--budget.left < 0) return "…";
  try {
    switch (typeof value) {
      case "string":
        return JSON.stringify(cut(value, SHOWN.letters));
      case "bigint":
        return `${value}n`;
      case "function":
        return functionText(value);
      case "object":
        if (value !== null) return objectText(value, outer, budget);
      // falls through
      default:
        return Object.is(value, -0) ? "-0" : String(value);
    }
  } catch {
    return UNSHOWN;
  }
}

/** @param {AnyFunction} f */
function functionText(f) {
  const kind = functionSource.call(f).startsWith("class") ? "class" : "function";
  const name = ownData(f, "name");
  return `${kind} ${typeof name === "string" && name !== "" ? name : "without a name"}`;
}

/**
 * @param {any} value
 * @param {readonly object[]} outer
 * @param {{ left: number }} budget
 */
function objectText(value, outer, budget) {
  if (outer.includes(value)) return "[circular]";
  const all = withPrototypes(value);
  const name = className(all);
  if (outer.length === SHOWN.depth) return `${name === "" ? "Object" : name} {…}`;
  const inner = [...outer, value];
  /** @param {any} one */
  const show = (one) => valueText(one, inner, budget);
  if (isError(all)) return errorText(value, name, show);
  if (Array.isArray(value)) {
    const { length } = value;
    return `${name === "Array" ? "" : `${name} `}[${firstOf(length, (at) => propertyText(value, String(at), show))}]`;
  }
  const numbers = arrayName.call(value);
  if (numbers !== undefined) {
    const length = arrayLength.call(value);
    return `${name === "" ? numbers : name}(${length}) [${firstOf(length, (at) => show(value[at]))}]`;
  }
  for (const { ask, text } of BRANDS) {
    let answer;
    try {
      answer = ask.call(value);
    } catch {
      continue;
    }
    return text(answer, name, show, value);
  }
  const keys = Object.keys(value);
  const own = firstOf(keys.length, (at) => `${keyText(keys[at])}: ${propertyText(value, keys[at], show)}`);
  return `${name === "Object" ? "" : `${name === "" ? "[no prototype]" : name} `}{${own}}`;
}

/** @param {object} prototype @param {string} name @returns {() => any} */
function getterOf(prototype, name) {
  return /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
}

const eachOfMap = Map.prototype.forEach;
const eachOfSet = Set.prototype.forEach;
const regExpFlags = getterOf(RegExp.prototype, "flags");
const functionSource = Function.prototype.toString;

/**
 * What only an object of a kind answers, of whatever realm it is, and how such an object is shown; `ask` throws for others.
 *
 * @type {{ ask: () => any, text: (answer: any, name: string, show: (one: any) => string, value: any) => string }[]}
 */
const BRANDS = [
  {
    ask: getterOf(Map.prototype, "size"),
    text(size, name, show, map) {
      /** @type {[any, any][]} */
      const all = [];
      eachOfMap.call(map, (one, key) => void (all.length < SHOWN.entries && all.push([key, one])));
      return `${name}(${size}) {${firstOf(size, (at) => `${show(all[at][0])} => ${show(all[at][1])}`)}}`;
    },
  },
  {
    ask: getterOf(Set.prototype, "size"),
    text(size, name, show, set) {
      /** @type {any[]} */
      const all = [];
      eachOfSet.call(set, (one) => void (all.length < SHOWN.entries && all.push(one)));
      return `${name}(${size}) {${firstOf(size, (at) => show(all[at]))}}`;
    },
  },
  {
    ask: Date.prototype.getTime,
    text: (time, name) => `${name}(${Number.isNaN(time) ? "invalid" : new Date(time).toISOString()})`,
  },
  { ask: getterOf(RegExp.prototype, "source"), text: (source, _, __, value) => `/${source}/${regExpFlags.call(value)}` },
  { ask: bufferLength, text: (length, name) => `${name}(${length})` },
  ...[String, Number, Boolean, BigInt, Symbol].map(({ prototype }) => ({
    ask: /** @type {() => any} */ (prototype.valueOf),
    text: (/** @type {any} */ boxed, /** @type {string} */ name, /** @type {(one: any) => string} */ show) => `${name}(${show(boxed)})`,
  })),
  ...(typeof Event === "function"
    ? [{ ask: getterOf(Event.prototype, "type"), text: (/** @type {any} */ type, /** @type {string} */ name) => `${name}(${JSON.stringify(type)})` }]
    : []),
];

/** Whether an object is an error, of whatever realm, or has what makes one. @param {any[]} all Of `withPrototypes`. */
function isError(all) {
  if (all.includes(Error.prototype) || /** @type {any} */ (Error).isError?.(all[0])) return true;
  const has = all.find((object) => Object.hasOwn(object, "message"));
  return has !== undefined && typeof ownData(has, "message") === "string" && "stack" in all[0];
}

/**
 * @param {any} error
 * @param {string} of Its class.
 * @param {(one: any) => string} show
 */
function errorText(error, of, show) {
  const { name, message } = error;
  // A class that extends `Error` rarely says its name.
  const said = typeof name === "string" && name !== "" && name !== "Error" ? name : of === "" || of === "Object" ? "Error" : of;
  const errors = ownData(error, "errors");
  return [
    typeof message === "string" && message !== "" ? `${said}: ${cut(message, SHOWN.letters)}` : said,
    ...(Array.isArray(errors) ? [show(errors)] : []),
    ...(Object.hasOwn(error, "cause") ? [`(cause: ${show(ownData(error, "cause"))})`] : []),
  ].join(" ");
}

/** The name of an object's class, by what is written there; "" without one. @param {any[]} all Of `withPrototypes`. */
function className(all) {
  for (const object of all) {
    const made = object === all[0] ? undefined : ownData(object, "constructor");
    const name = typeof made === "function" ? ownData(made, "name") : ownData(object, Symbol.toStringTag);
    if (typeof name === "string" && name !== "") return cut(name, SHOWN.letters);
  }
  return "";
}

/** An object, its prototype, and so on. Not without end, which the traps of a proxy may lack. @param {object} value */
function withPrototypes(value) {
  const all = [];
  for (let at = value; at !== null && all.length < 100; at = Object.getPrototypeOf(at)) all.push(at);
  return all;
}

/**
 * The first of so many entries, as text.
 *
 * @param {number} length
 * @param {(at: number) => string} each
 */
function firstOf(length, each) {
  const shown = Array.from({ length: Math.min(length, SHOWN.entries) }, (_, at) => each(at));
  if (length > shown.length) shown.push(`… ${length - shown.length} more`);
  return shown.join(", ");
}

/** @param {object} object @param {string} key @param {(one: any) => string} show */
function propertyText(object, key, show) {
  const property = Object.getOwnPropertyDescriptor(object, key);
  if (property === undefined) return "empty";
  return Object.hasOwn(property, "value") ? show(property.value) : "(getter)";
}

/** @param {string} key */
function keyText(key) {
  return /^[\w$]+$/.test(key) ? key : JSON.stringify(cut(key, SHOWN.letters));
}

/** What a property is that no getter answers. @param {object} object @param {string | symbol} key @returns {unknown} */
function ownData(object, key) {
  const property = Object.getOwnPropertyDescriptor(object, key);
  return property !== undefined && Object.hasOwn(property, "value") ? property.value : undefined;
}

/** @param {string} text @param {number} most */
function cut(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** For `hosted.js` only; may change in any release. */
export const __private = Object.freeze({ Runtime, Decoder, newIds, RECORD_SUM, bindImport, decodeBlock });
