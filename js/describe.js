// @ts-check
/**
 * What a module imports and exports, with types, as plain data: for tools, which alone load this. What is not here:
 * anything that runs a module.
 */

import { EXPORT } from "./src/protocol.js";
import { ownerKey, shownName } from "./src/section/check.js";
import { decodeModule, partsOf } from "./src/section/module.js";
import { memberText } from "./src/section/names.js";
import { bytesOf, isModule } from "./src/source.js";
import { nameIn, signatureText, typeInfo } from "./type_info.js";
import { partsOfBytes } from "./wasm_file.js";

/** @import { Description } from "./src/section/records.js" */
/** @import { Type } from "./src/section/types.js" */

/**
 * @typedef {object} TypeInfo A type that crosses.
 * @property {string} rust As Rust writes it: `Option<u32>`, `closure FnMut(&str)`.
 * @property {string} kind A word for what it is: `u32`, `string`, `option`, `heap_closure`, `class`; the names in
 * `TAG`.
 * @property {TypeInfo} [inner] Of a list its elements, of an `option` its value, of a `result` its `Ok`.
 * @property {SignatureInfo} [signature] Of a closure or a function.
 * @property {string} [name] Of an exported type its JavaScript name, of a struct or an enum its Rust name.
 * @property {{ name: string, type: TypeInfo }[]} [fields] Of a struct, by their JavaScript names; of a tuple.
 * @property {(string | number)[]} [values] Of an enum.
 * @property {number} [length] Of an array `[T; N]`, whose `inner` is the list of any length.
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
 * @typedef {object} ImportInfo A declaration of `closures_extern!`: what else its record says is here too, by the names
 * of `Import`.
 * @property {string} name The JavaScript name.
 * @property {string} namespace The object that holds it, dotted; "" without one.
 * @property {string} module The module's specifier; "" for a global.
 * @property {PlaceInfo} declared
 * @property {{ name: string, type: TypeInfo }[]} params
 * @property {TypeInfo} result
 *
 * @typedef {object} ClosureInfo A signature of closures or functions that imports and exports name. Closures that Rust
 * hands over as a `JsValue` are not known before they are made.
 * @property {string} rust `FnMut(&str) -> bool`.
 * @property {string[]} kinds `stack_closure`, `heap_closure`, `owned_closure`, and `function` for a JavaScript
 * function.
 * @property {string[]} users The names of the imports and exports.
 * @property {SignatureInfo} signature
 *
 * @typedef {object} ExportInfo An item of `closures_export!`.
 * @property {"function" | "class" | "constructor" | "method" | "getter" | "setter"} kind
 * @property {string} name The JavaScript name.
 * @property {string} [class] Of a constructor, method, getter or setter, and of a static method, which is a
 * function: the JavaScript name of its class.
 * @property {string} [namespace] Of a function in a namespace: `a.b`.
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
 * What a module imports and exports, with types, from its descriptors alone: nothing is instantiated, and bytes are not
 * even compiled. Plain data, for `JSON.stringify`.
 *
 * @param {WebAssembly.Module | BufferSource} source
 * @returns {ModuleInfo}
 * @throws {Error} as `load` does.
 */
export function describe(source) {
  const bytes = bytesOf(source);
  if (bytes === undefined && !isModule(source)) throw new TypeError("describe takes bytes or a WebAssembly.Module");
  const description = decodeModule(
    bytes === undefined ? partsOf(/** @type {WebAssembly.Module} */ (source)) : partsOfBytes(bytes),
  );
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
    const { kind, name, namespace, docs } = item;
    const member = kind >= EXPORT.method;
    const owner = description.exports.get(ownerKey(item));
    return {
      kind: /** @type {ExportInfo["kind"]} */ (nameIn(EXPORT, kind)),
      name,
      ...(owner === undefined ? {} : { class: owner.name }),
      ...(namespace === "" ? {} : { namespace }),
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

/** @param {string} block @returns {PlaceInfo} */
function blockInfo(block) {
  const [, path, version, line, column] = /** @type {RegExpMatchArray} */ (/^(.*)@([^@]*?):(\d+):(\d+)$/.exec(block));
  return { path, version, line: Number(line), column: Number(column) };
}

/**
 * @param {Map<string, ClosureInfo>} closures Is added to.
 * @param {string} user
 * @param {TypeInfo} type
 */
function addClosures(closures, user, { kind, inner, signature, fields }) {
  if (inner !== undefined) addClosures(closures, user, inner);
  for (const { type } of fields ?? []) addClosures(closures, user, type);
  if (signature === undefined) return;
  const rust = signatureText(signature);
  const known = closures.get(rust) ?? { rust, kinds: [], users: [], signature };
  if (!known.kinds.includes(kind)) known.kinds.push(kind);
  if (!known.users.includes(user)) known.users.push(user);
  closures.set(rust, known);
  for (const type of [...signature.params, signature.result]) addClosures(closures, user, type);
}
