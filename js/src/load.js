// @ts-check
/** A wasm file becomes an app. */

import { declaredAt, show, strippedMessage } from "./errors.js";
import { ABI, IMPORTS, KIND, SECTION } from "./protocol.js";
import { Runtime, bindImport, isMemory, memories } from "./runtime.js";
import { decodeModule, partsOf } from "./section/module.js";
import { keyOf } from "./section/names.js";
import { bytesOf, checkWebAssembly, compile, isModule } from "./source.js";

/** @typedef {import("./section/records.js").Import} Import */
/** @typedef {import("./section/records.js").Description} Description */
/** @typedef {import("./runtime.js").LoadOptions} LoadOptions */
/** @typedef {(...args: any[]) => any} AnyFunction */
/**
 * @template [E=Record<string, any>]
 * @typedef {import("./runtime.js").App<E>} App
 */

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

/** A memory whose instance has not come to be can be passed again. @param {LoadOptions["memory"]} memory @param {Runtime} runtime */
function giveBack(memory, runtime) {
  if (memory !== undefined && runtime.exports === null) memories.delete(memory);
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
