// @ts-check
/** The modules that imports need: given in `options.modules`, or imported. What is not here: the functions in them. */

import { strippedMessage } from "./errors.js";
import { IMPORTS, SECTION } from "./protocol.js";

/** @import { LoadOptions } from "./load.js" */
/** @import { Description } from "./section/records.js" */

/** What they need. @param {{ module: string, name: string, kind: string }[]} wanted @param {Description} description */
export function moduleSpecifiers(wanted, description) {
  const specifiers = new Set();
  for (const { module: specifier, name, kind } of wanted) {
    if (specifier === SECTION || kind === "memory") continue;
    specifiers.add(specifier === IMPORTS ? importOf(description, name).module : specifier);
  }
  specifiers.delete("");
  return specifiers;
}

/** @param {Description} description @param {string} key */
export function importOf(description, key) {
  const found = description.imports.get(key);
  if (found === undefined) throw new Error(strippedMessage(`has no descriptor of the import ${key}`));
  return found;
}

/** @param {LoadOptions} options @param {string} specifier @returns {object | undefined} */
export function moduleOfOptions({ modules }, specifier) {
  return modules !== undefined && Object.hasOwn(modules, specifier) ? (modules[specifier] ?? undefined) : undefined;
}

/** The same, but that what wasm-bindgen imports is refused. @param {LoadOptions} options @param {string} specifier */
export function givenModule(options, specifier) {
  const given = moduleOfOptions(options, specifier);
  if (given === undefined && specifier.startsWith("__wbindgen_")) {
    throw new Error(
      `a dependency of this app was built for wasm-bindgen (this wasm module imports ${specifier}), and its command ` +
        "has not run. cargo tree -i wasm-bindgen says which: turn off the feature of it that brings wasm-bindgen (of " +
        "chrono it is wasmbind, of uuid js), or build with the feature wasm-bindgen of closures-extern, and run the " +
        "command",
    );
  }
  return given;
}

/** @param {string} specifier @param {string | URL | undefined} base @returns {Promise<object>} */
export async function importModule(specifier, base) {
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
  return importing(specifier, url, () => import(/* @vite-ignore */ /* webpackIgnore: true */ url));
}

/** A relative specifier is looked up beside the wasm file, which cargo leaves in `target`. */
const HOW = "pass it in options.modules, or say in options.base what it is relative to (import.meta.url, say)";

/** @param {string} specifier @param {string} url What is imported. @param {() => Promise<object>} begin */
export async function importing(specifier, url, begin) {
  try {
    return await begin();
  } catch (error) {
    throw new Error(`module "${specifier}" could not be imported from ${url}: ${HOW}`, {
      cause: error,
    });
  }
}
