// @ts-check
/** The text by which an app is loaded. What is not here: the functions that it calls (`app/load.js`). */

import { UNNAMED } from "./write.js";

/** @import { Writing } from "./write.js" */

/** @param {Writing} writing */
export function loadText({ app, modules, context: { use } }) {
  const specifiers = [...modules.keys()].map((specifier) => JSON.stringify(specifier));
  const hasModules = specifiers.length > 0;
  const id = JSON.stringify(UNNAMED);
  // What would mean something else in a URL.
  const url = app.wasmFile.replace(/[%#?:\\\0- ]/g, encodeURIComponent);
  const file = `new URL(${JSON.stringify(url)}, import.meta.url)`;
  /** @param {string} name */
  const options = (name) => `const options = ${use("optionsOf")}(given, ${JSON.stringify(name)});`;
  const waiting = [
    options("load"),
    "const module =",
    "  options.module === undefined",
    `    ? await ${use("compiled")}(${file})`,
    `    : ${use("moduleIn")}(options, "load");`,
    `${use("checkBuild")}(module, ${id});`,
    ...(hasModules ? [`const modules = await ${use("importedModules")}(options, MODULES);`] : []),
    ...startText(app, use, hasModules, true),
  ];
  const atOnce = [
    options("loadSync"),
    `const module = ${use("moduleIn")}(options, "loadSync");`,
    `checkBuild(module, ${id});`,
    ...(hasModules ? [`const modules = ${use("givenModules")}(options, [${specifiers.join(", ")}]);`] : []),
    ...startText(app, use, hasModules, false),
  ];
  const imported = specifiers.map((specifier) => `  [${specifier}, () => import(${specifier})],`);
  return [
    ...(hasModules
      ? ["/** What it imports, if that is not given. */", "const MODULES = [", ...imported, "];", ""]
      : []),
    "/** Fetches the wasm file, or takes it compiled as `options.module`, and makes an instance. */",
    "export async function load(given = {}) {",
    ...waiting.map((line) => `  ${line}`),
    "}",
    "",
    "/** The same without waiting, of `options.module` and with all modules in `options.modules`. */",
    "export function loadSync(given) {",
    ...atOnce.map((line) => `  ${line}`),
    "}",
  ];
}

/**
 * Lines that make an instance, and an app of it.
 *
 * @param {Writing["app"]} app
 * @param {(name: string) => string} use
 * @param {boolean} hasModules
 * @param {boolean} waits
 */
function startText({ imports }, use, hasModules, waits) {
  const begin = hasModules ? "begin(options, modules)" : "begin(options)";
  const wait = waits ? "await " : "";
  /** @param {string} given */
  const instance = (given) =>
    waits ? `WebAssembly.instantiate(module, ${given})` : `new WebAssembly.Instance(module, ${given})`;
  if (imports.every(({ kind }) => kind !== "memory")) {
    return [
      `${use("refuseMemory")}(options.memory);`,
      `const { imports, start } = ${begin};`,
      `return start(${wait}${instance("imports")}, module);`,
    ];
  }
  return [
    "let begun;",
    `const instance = ${wait}${use(waits ? "withMemory" : "withMemorySync")}(options.memory, () => {`,
    `  begun = ${begin};`,
    `  return ${instance("begun.imports")};`,
    "});",
    "return begun.start(instance, module);",
  ];
}
