// @ts-check
/** A wasm file becomes an app. What is not here: what it becomes (`runtime/instance.js`). */

import { ADAPTERS } from "./adapters/adapters.js";
import { Tracer } from "./adapters/trace.js";
import { show } from "./errors.js";
import { givenModule, importModule, importOf, moduleSpecifiers } from "./modules.js";
import { IMPORTS, SECTION } from "./protocol.js";
import { checkFunction } from "./runtime/host.js";
import { bindImport, byHand } from "./runtime/imports.js";
import { Instance } from "./runtime/instance.js";
import { Life } from "./runtime/life.js";
import { Memory, claim, giveBack, isMemory } from "./runtime/memory.js";
import { decodeModule, partsOf } from "./section/module.js";
import { newIds } from "./section/types.js";
import { bytesOf, checkWebAssembly, compile, isModule } from "./source.js";

/** @import { Crossing } from "./adapters/trace.js" */
/** @import { PanicError } from "./errors.js" */
/** @import { Description } from "./section/records.js" */

/**
 * @typedef {object} LoadOptions Only the object's own properties count.
 * @property {Record<string, object>} [modules] The object for each specifier in `module = ".."`: a module namespace
 * object, or any object with the functions. Each function is looked up when it is called, with the object as its
 * `this`. Specifiers that are not listed are imported.
 * @property {{ readonly buffer: ArrayBufferLike, grow(delta: number): number }} [memory] A `WebAssembly.Memory`, for a
 * module that imports its memory (`--import-memory`).
 * @property {string | URL} [base] The base of relative specifiers. The default is the URL of the wasm file.
 * @property {(error: PanicError) => void} [onPanic] Is called once, soon after the instance has ended, with the error
 * that says why.
 * @property {(crossing: Crossing) => void} [trace] Is called after each crossing, for learners and for whoever hunts a
 * leak. What it throws goes to the console. Not in an app that `closures-extern build` writes.
 */

/**
 * @template [E=Record<string, any>]
 * @typedef {object} App A loaded module.
 * @property {Readonly<E>} exports The functions and classes of `closures_export!`: frozen, without a prototype.
 * @property {WebAssembly.Instance} instance Plain `#[no_mangle]` exports are in `instance.exports`.
 * @property {WebAssembly.Module} module
 * @property {() => { closures: number, handles: number }} stats How many closures JavaScript can call now, and how many
 * JavaScript values Rust holds.
 * @property {() => { kind: "closure" | "promise", place: string, count: number }[]} liveClosures Where the closures
 * were made that JavaScript can call now, `src/lib.rs:12:20`, and how many there, the most first; then the functions
 * whose promises Rust waits for. Only a debug build knows the places. An app that `closures-extern build` writes has
 * no such function.
 */

/**
 * Compiles and instantiates a wasm module.
 * @template [E=Record<string, any>] The type of `exports`, which `npx closures-extern inspect --dts` writes.
 * @param {string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module} source A URL, the result
 * of `fetch`, the bytes, or a compiled module.
 * @param {LoadOptions} [options]
 * @returns {Promise<App<E>>}
 * @throws {Error} if the file is not such a module, has another ABI version or has lost its descriptors, or if a module
 * that it needs cannot be found. The message says what to do.
 */
export async function load(source, options = {}) {
  const { app } = await loadWithParts(source, options);
  return app;
}

/**
 * Like `load`, but for tools: it also returns the parts of the app, which apps never get.
 * @param {Parameters<typeof load>[0]} source
 * @param {LoadOptions} options
 */
export async function loadWithParts(source, options) {
  const own = ownOptions(options, OPTIONS);
  const { module, url } = await compile(source);
  const { specifiers, modules, parts, connect, finish, abandon } = begin(module, own);
  const base = own.base ?? url ?? bases.get(module);
  if (base !== undefined) bases.set(module, base);
  for (const specifier of specifiers) {
    modules.set(specifier, givenModule(own, specifier) ?? (await importModule(specifier, base)));
  }
  try {
    return { app: finish(await WebAssembly.instantiate(module, connect())), parts };
  } catch (error) {
    throw abandon(error);
  }
}

/**
 * Like `load`, but synchronous. It takes bytes or a compiled module, and all modules must be in `options.modules`.
 * Browsers limit the size of modules that are compiled in this way on the main thread.
 * @template [E=Record<string, any>] As for `load`.
 * @param {BufferSource | WebAssembly.Module} source
 * @param {LoadOptions} [options]
 * @returns {App<E>}
 * @throws {Error} as `load` does.
 */
export function loadSync(source, options = {}) {
  const own = ownOptions(options, OPTIONS);
  checkWebAssembly();
  const bytes = bytesOf(source);
  if (bytes === undefined && !isModule(source)) {
    throw new TypeError("loadSync takes bytes or a WebAssembly.Module; use load for a URL or a Response");
  }
  const module = bytes === undefined ? /** @type {WebAssembly.Module} */ (source) : new WebAssembly.Module(bytes);
  const { specifiers, modules, connect, finish, abandon } = begin(module, own);
  for (const specifier of specifiers) {
    const given = givenModule(own, specifier);
    if (given === undefined) {
      throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
    }
    modules.set(specifier, given);
  }
  try {
    return finish(new WebAssembly.Instance(module, connect()));
  } catch (error) {
    throw abandon(error);
  }
}

/**
 * The options as they are now, each read once, because a getter may give another value next time. What the object
 * inherits is none: a `base` in `Object.prototype` would choose the code of each module that is imported.
 * @template {object} T @param {T} options @param {readonly (keyof T & string)[]} names @returns {T}
 */
export function ownOptions(options, names) {
  const own = Object.create(null);
  for (const name of names) if (Object.hasOwn(options, name)) own[name] = options[name];
  return own;
}

const OPTIONS = Object.freeze(/** @type {(keyof LoadOptions)[]} */ (["modules", "memory", "base", "onPanic", "trace"]));

/** What `load` and `loadSync` have in common. @param {WebAssembly.Module} module @param {LoadOptions} options */
function begin(module, options) {
  const description = Known.of(module);
  const wanted = WebAssembly.Module.imports(module);
  const life = new Life(new Memory(), options.onPanic);
  const tracer = options.trace === undefined ? null : new Tracer(options.trace, description.exports);
  const adapters = tracer === null ? ADAPTERS : tracer.around(ADAPTERS);
  const instance = new Instance(description, newIds(description.ids), life, adapters);
  tracer?.attach(instance.parts);
  /** By specifier. @type {Map<string, object>} */
  const modules = new Map();
  /** @type {LoadOptions["memory"]} */
  let claimed;
  return {
    specifiers: moduleSpecifiers(wanted, description),
    modules,
    parts: instance.parts,
    connect() {
      const { memory } = options;
      const wantsMemory = wanted.some(({ kind }) => kind === "memory");
      if (wantsMemory) claimImported(memory);
      else refuseMemory(memory);
      claimed = memory;
      return importsOf(instance, wanted, modules, memory);
    },
    /** @param {WebAssembly.Instance} made @returns {App<any>} */
    finish(made) {
      const exports = instance.start(made.exports, claimed);
      return {
        exports,
        instance: made,
        module,
        stats: () => instance.stats(),
        liveClosures: () => instance.liveClosures(),
      };
    },
    /** A memory whose instance has not come to be can be passed again. @param {unknown} error */
    abandon(error) {
      if (claimed !== undefined && instance.exports === null) giveBack(claimed);
      return error;
    },
  };
}

/**
 * The imports object: the crate's own functions, the declared imports, and what the app imports by hand.
 * @param {Instance} instance @param {WebAssembly.ModuleImportDescriptor[]} wantedImports
 * @param {Map<string, any>} modules @param {LoadOptions["memory"]} memory
 */
function importsOf(instance, wantedImports, modules, memory) {
  const { description, parts } = instance;
  // Without prototypes: an accessor on `Object.prototype` would get what is written.
  const imports = Object.create(null);
  imports[SECTION] = instance.imports;
  /** @param {string} specifier @returns {Record<string, any>} */
  const of = (specifier) => (imports[specifier] ??= Object.create(null));
  for (const { module: specifier, name, kind } of wantedImports) {
    if (kind === "memory") {
      of(specifier)[name] = memory;
    } else if (specifier === IMPORTS) {
      const wanted = importOf(description, name);
      const from = modules.get(wanted.module);
      if (from !== undefined) checkFunction(wanted, from);
      of(specifier)[name] = bindImport(parts, wanted, from);
    } else if (specifier !== SECTION) {
      const from = modules.get(specifier);
      const isThere = () => instance.exports !== null;
      of(specifier)[name] =
        typeof from[name] === "function" ? byHand(parts, isThere, specifier, from, name) : from[name];
    }
  }
  return imports;
}

/** Takes `options.memory` for a module that imports its memory. @param {LoadOptions["memory"]} memory */
export function claimImported(memory) {
  if (memory === undefined) {
    throw new Error(
      "this wasm module imports its memory, because it was linked with --import-memory: " +
        "pass a WebAssembly.Memory in options.memory, or link it without",
    );
  }
  if (!isMemory(memory)) throw new TypeError(`options.memory: expected a WebAssembly.Memory, got ${show(memory)}`);
  if (claim(memory)) return;
  throw new Error("options.memory is the memory of another instance, which would overwrite it: pass a new one");
}

/** Refuses `options.memory` for a module that has its own. @param {LoadOptions["memory"]} memory */
export function refuseMemory(memory) {
  if (memory === undefined) return;
  throw new Error(
    "options.memory is given, and this wasm module has its own memory: link it with -C link-arg=--import-memory",
  );
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
 * A private field of the module, not a `WeakMap`, whose methods a page may have wrapped: whoever could hand us another
 * description would have Rust take numbers for addresses.
 */
class Known extends Given {
  #description;

  /** @param {WebAssembly.Module} module @param {Description} description */
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

/** What specifiers are relative to in a module that is loaded again. @type {WeakMap<object, string | URL>} */
const bases = new WeakMap();
