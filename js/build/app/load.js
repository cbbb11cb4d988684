// @ts-check
/**
 * What the text of an app loads itself with. What is not here: the order, which that text says, and what the app is
 * connected to.
 */

import { show } from "../../src/errors.js";
import { claimImported, ownOptions } from "../../src/load.js";
import { importing, moduleOfOptions } from "../../src/modules.js";
import { giveBack } from "../../src/runtime/memory.js";
import { isModule } from "../../src/source.js";

/** @import { LoadOptions } from "../../src/load.js" */

/**
 * @typedef {LoadOptions & { module?: WebAssembly.Module }} Options As of `load` in `src/load.js`; and the wasm file,
 * compiled, which is fetched else.
 *
 * @typedef {Record<string, object>} Modules By specifier.
 */

/** What `load` and `loadSync` take. @type {readonly (keyof Options)[]} */
const APP_OPTIONS = Object.freeze(["module", "modules", "memory", "onPanic"]);

/**
 * The options, which are no URL, bytes or promise of something: each of these has another tag.
 *
 * @param {any} given
 * @param {string} name Of the function that takes them.
 * @returns {Options}
 */
export function optionsOf(given, name) {
  if (/^\[object (?:Object|Module)\]$/.test(Object.prototype.toString.call(given))) {
    if (!Object.hasOwn(given, "trace")) return ownOptions(given, APP_OPTIONS);
    throw new TypeError("this app was built without options.trace: load its wasm file with closures_extern.js");
  }
  throw new TypeError(
    `${name} takes an object of options, as { modules }, and got ${show(given)}: it knows where its wasm file is, or ` +
      "takes it as options.module, compiled",
  );
}

/** The wasm file that was given. @param {Options} options @param {string} name @returns {WebAssembly.Module} */
export function moduleIn({ module }, name) {
  if (isModule(module)) return module;
  throw new TypeError(
    `${name} takes the wasm file in options.module: a WebAssembly.Module, and got ${show(module)}; of bytes ` +
      "await WebAssembly.compile(bytes) makes one",
  );
}

/** The wasm file of an app, compiled. @param {URL} file @returns {Promise<WebAssembly.Module>} */
export async function compiled(file) {
  const { href } = file;
  // A page that is a file, as in Electron, fetches; Node, Deno and Bun have modules to read it.
  const isRead = globalThis.process?.versions?.node && globalThis.location?.protocol !== "file:";
  if (isRead && href.startsWith("file:")) {
    const { readFile } = await ofNode("fs/promises");
    return WebAssembly.compile(await readFile(file));
  }
  if (typeof fetch !== "function")
    throw new Error(`this environment has no fetch, to get ${href}: pass the wasm file as options.module, compiled`);
  const response = await fetch(href);
  const { ok, status, statusText, headers } = response;
  if (!ok) throw new Error(`${response.url || href}: the server answered ${status} ${statusText}`.trim());
  // What compiles while it loads takes a response of this type alone, of this realm (WebAssembly Web API, "compile a
  // potential WebAssembly response").
  return typeof WebAssembly.compileStreaming === "function" &&
    typeof Response === "function" &&
    headers.get("content-type")?.toLowerCase() === "application/wasm" &&
    response instanceof Response
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** One of Node's own modules, which bundlers are not to look for. @param {string} name */
function ofNode(name) {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);
}

/** Refuses a wasm file that another text knows. @param {WebAssembly.Module} module @param {string} id */
export function checkBuild(module, id) {
  if (WebAssembly.Module.imports(module).some((wanted) => wanted.module === id)) return;
  throw new Error("the wasm file is not the one that was built with this JavaScript: deploy both of one build");
}

/**
 * The modules of an app, given or imported.
 *
 * @param {Options} options
 * @param {[specifier: string, begin: () => Promise<object>][]} wanted
 * @returns {Promise<Modules>}
 */
export async function importedModules(options, wanted) {
  const modules = Object.create(null);
  for (const [specifier, begin] of wanted)
    modules[specifier] = moduleOfOptions(options, specifier) ?? (await importing(specifier, specifier, begin));
  return modules;
}

/** The same, all of them given. @param {Options} options @param {string[]} wanted @returns {Modules} */
export function givenModules(options, wanted) {
  const modules = Object.create(null);
  for (const specifier of wanted) {
    modules[specifier] = moduleOfOptions(options, specifier);
    if (modules[specifier] !== undefined) continue;
    throw new Error(`module "${specifier}" is not in options.modules: add it, or use load, which imports modules`);
  }
  return modules;
}

/**
 * Makes an instance that imports its memory. A memory whose instance has not come to be can be passed again.
 *
 * @template T
 * @param {any} memory
 * @param {() => Promise<T>} make
 */
export async function withMemory(memory, make) {
  claimImported(memory);
  try {
    return await make();
  } catch (error) {
    giveBack(memory);
    throw error;
  }
}

/** The same without waiting. @template T @param {any} memory @param {() => T} make */
export function withMemorySync(memory, make) {
  claimImported(memory);
  try {
    return make();
  } catch (error) {
    giveBack(memory);
    throw error;
  }
}
