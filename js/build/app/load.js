// @ts-check
/**
 * An app that was built is loaded. What is not here: what it is connected to, which its own text says.
 */

import { claimImported, ownOptions, refuseMemory } from "../../src/load.js";
import { importing, moduleOfOptions } from "../../src/modules.js";
import { giveBack } from "../../src/runtime/memory.js";
import { compileUrl, isModule } from "../../src/source.js";

/** @import { App, LoadOptions } from "../../src/load.js" */

/**
 * @typedef {LoadOptions & { module?: WebAssembly.Module }} Options As of `load` in `src/load.js`; and the wasm file,
 * compiled, which is fetched else.
 *
 * @typedef {Record<string, object>} Modules By specifier.
 *
 * @typedef {object} Built
 * @property {string} id The name that its wasm file and its text have for each other.
 * @property {() => URL} file The wasm file.
 * @property {{ take: (memory: any) => void, giveBack: (memory: any) => void }} memory What becomes of `options.memory`:
 * one whose instance has not come to be can be passed again.
 * @property {(options: Options) => Modules | Promise<Modules>} modules Those that it needs, given or imported.
 * @property {(options: Options) => Modules} given Those that it needs, given.
 * @property {(options: Options, modules: Modules) => Begun} begin Makes an instance's own part.
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
  const modules = await built.modules(options);
  const { memory } = options;
  built.memory.take(memory);
  let begun, instance;
  try {
    begun = built.begin(options, modules);
    instance = await WebAssembly.instantiate(module, begun.imports);
  } catch (error) {
    built.memory.giveBack(memory);
    throw error;
  }
  return appOf(begun, instance, module);
}

/** @param {Built} built @param {Options} given @returns {App<any>} */
export function loadAppSync(built, given) {
  const options = ownOptions(given, APP_OPTIONS);
  const { module } = options;
  if (!isModule(module)) throw new TypeError("loadSync takes the wasm file in options.module: a WebAssembly.Module");
  checkBuild(module, built);
  const modules = built.given(options);
  const { memory } = options;
  built.memory.take(memory);
  let begun, instance;
  try {
    begun = built.begin(options, modules);
    instance = new WebAssembly.Instance(module, begun.imports);
  } catch (error) {
    built.memory.giveBack(memory);
    throw error;
  }
  return appOf(begun, instance, module);
}

/**
 * @param {Begun} begun
 * @param {WebAssembly.Instance} instance
 * @param {WebAssembly.Module} module
 * @returns {App<any>}
 */
function appOf(begun, instance, module) {
  return { exports: begun.start(instance.exports), instance, module, stats: begun.stats };
}

/** @type {readonly (keyof Options)[]} */
const APP_OPTIONS = Object.freeze(["module", "modules", "memory", "onPanic"]);

/** Of an app that imports no module. */
export const NO_MODULES = Object.freeze({ modules: () => NONE, given: () => NONE });

/** @type {Modules} */
const NONE = Object.freeze(Object.create(null));

/** @param {[specifier: string, begin: () => Promise<object>][]} wanted @returns {Pick<Built, "modules" | "given">} */
export function modulesOf(wanted) {
  return {
    async modules(options) {
      const modules = Object.create(null);
      for (const [specifier, begin] of wanted)
        modules[specifier] = moduleOfOptions(options, specifier) ?? (await importing(specifier, specifier, begin));
      return modules;
    },
    given(options) {
      const modules = Object.create(null);
      for (const [specifier] of wanted) {
        modules[specifier] = moduleOfOptions(options, specifier);
        if (modules[specifier] !== undefined) continue;
        throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
      }
      return modules;
    },
  };
}

/** What becomes of `options.memory` in an app that has its own. */
export const OWN_MEMORY = Object.freeze({ take: refuseMemory, giveBack() {} });

/** And in one that imports it. */
export const IMPORTED_MEMORY = Object.freeze({ take: claimImported, giveBack });

/** Refuses a wasm file that another text knows. @param {WebAssembly.Module} module @param {Built} built */
function checkBuild(module, { id }) {
  if (WebAssembly.Module.imports(module).some((wanted) => wanted.module === id)) return;
  throw new Error("the wasm file is not the one that was built with this JavaScript: deploy both of one build");
}
