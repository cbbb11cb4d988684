// @ts-check
/** What a wasm module says of itself, or why it says nothing. What is not here: how its instances run. */

import { strippedMessage } from "../errors.js";
import { IMPORTS, RECORD, SECTION } from "../protocol.js";
import { checkClasses, checkExports } from "./check.js";
import { Decoder } from "./reader.js";
import { decodeBlock, decodeExports, decodeRuntime, eachRecord } from "./records.js";
import { newIds } from "./types.js";

/** @import { Description } from "./records.js" */

/**
 * @typedef {object} Parts What of a module is read before it runs.
 * @property {ArrayBuffer[]} sections The custom sections `closures_extern`.
 * @property {Set<string>} modules The wasm module names of its imports.
 * @property {string[]} exports
 */

/** @param {Parts} parts @param {typeof Decoder} [Reader] It sees what it reads. @returns {Description} */
export function decodeModule(parts, Reader = Decoder) {
  const { sections } = parts;
  if (sections.length === 0) throw withoutDescriptors(parts);
  /** @type {Description} */
  const description = { abi: -1, debug: false, imports: new Map(), exports: new Map(), ids: newIds() };
  // The version first: another one may have other blocks.
  const { ids } = description;
  for (const section of sections)
    eachRecord(section, ids, RECORD.runtime, (decoder) => decodeRuntime(decoder, description), Reader);
  if (description.abi === -1) throw new Error(strippedMessage("does not say its ABI version"));
  for (const section of sections) {
    eachRecord(section, ids, RECORD.block, (decoder, end) => decodeBlock(decoder, end, description), Reader);
    eachRecord(section, ids, RECORD.export, (decoder, end) => decodeExports(decoder, end, description), Reader);
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

/** @param {WebAssembly.Module} module @returns {Parts} */
export function partsOf(module) {
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
      ? "this wasm module was built with the feature wasm-bindgen of closures-extern, for the command of " +
          "wasm-bindgen, which loads it. If it shall not be: cargo turns a feature on for all members of a workspace " +
          "that are built together; build this one alone (cargo build -p ..)"
      : "this is not a closures_extern module: it was built without the Rust crate closures-extern, or it is " +
          "another file",
  );
}
