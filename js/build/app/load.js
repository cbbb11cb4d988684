// @ts-check
/**
 * An app that was built is loaded. What is not here: what it is connected to, which its own text says.
 */

import { checkMemory, ownOptions } from "../../src/load.js";
import { importing, moduleOfOptions } from "../../src/modules.js";
import { giveBack } from "../../src/runtime/memory.js";
import { compileUrl, isModule } from "../../src/source.js";

/** @import { App, LoadOptions } from "../../src/load.js" */

/**
 * @typedef {LoadOptions & { module?: WebAssembly.Module }} Options As of `load` in `src/load.js`; and the wasm file,
 * compiled, which is fetched else.
 *
 * @typedef {object} Built
 * @property {string} id The name that its wasm file and its text have for each other.
 * @property {() => URL} file The wasm file.
 * @property {boolean} importsMemory
 * @property {[specifier: string, begin: () => Promise<object>][]} modules That it needs.
 * @property {(options: Options, modules: Record<string, object>) => Begun} begin Makes an instance's own part.
 *
 * @typedef {object} Begun
 * @property {WebAssembly.Imports} imports
 * @property {(wasm: any) => any} start Connects it to what wasm has made, and gives `app.exports`.
 * @property {() => { closures: number, handles: number }} stats
 */

/** @param {Built} built @param {Options} given @returns {Promise<App<any>>} */
export async function loadApp(built, given) {
  const options = ownOptions(given, APP_OPTIONS);
  const module = options.module ?? (await compileUrl(built.file().href)).module;
  checkBuild(module, built);
  const modules = Object.create(null);
  for (const [specifier, begin] of built.modules)
    modules[specifier] = moduleOfOptions(options, specifier) ?? (await importing(specifier, specifier, begin));
  const loading = new Loading(built, module, options, modules);
  try {
    return loading.finish(await WebAssembly.instantiate(module, loading.begun.imports));
  } catch (error) {
    throw loading.abandon(error);
  }
}

/** @param {Built} built @param {Options} given @returns {App<any>} */
export function loadAppSync(built, given) {
  const options = ownOptions(given, APP_OPTIONS);
  const { module } = options;
  if (!isModule(module)) throw new TypeError("loadSync takes the wasm file in options.module: a WebAssembly.Module");
  checkBuild(module, built);
  const modules = Object.create(null);
  for (const [specifier] of built.modules) {
    modules[specifier] = moduleOfOptions(options, specifier);
    if (modules[specifier] === undefined)
      throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
  }
  const loading = new Loading(built, module, options, modules);
  try {
    return loading.finish(new WebAssembly.Instance(module, loading.begun.imports));
  } catch (error) {
    throw loading.abandon(error);
  }
}

/** @type {readonly (keyof Options)[]} */
const APP_OPTIONS = Object.freeze(["module", "modules", "memory", "onPanic"]);

/** Refuses a wasm file that another text knows. @param {WebAssembly.Module} module @param {Built} built */
function checkBuild(module, { id }) {
  if (WebAssembly.Module.imports(module).some((wanted) => wanted.module === id)) return;
  throw new Error("the wasm file is not the one that was built with this JavaScript: deploy both of one build");
}

/** An instance that is about to be. */
class Loading {
  module;
  memory;
  begun;
  isThere = false;

  /**
   * @param {Built} built
   * @param {WebAssembly.Module} module
   * @param {Options} options
   * @param {Record<string, object>} modules
   */
  constructor({ importsMemory, begin }, module, options, modules) {
    const { memory, onPanic } = options;
    checkMemory(importsMemory, memory);
    this.module = module;
    this.memory = memory;
    this.begun = begin({ memory, onPanic }, modules);
  }

  /** @param {WebAssembly.Instance} instance @returns {App<any>} */
  finish(instance) {
    const { begun, module } = this;
    this.isThere = true;
    return { exports: begun.start(instance.exports), instance, module, stats: begun.stats };
  }

  /** A memory whose instance has not come to be can be passed again. @param {unknown} error */
  abandon(error) {
    if (this.memory !== undefined && !this.isThere) giveBack(this.memory);
    return error;
  }
}
