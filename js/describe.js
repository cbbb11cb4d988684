// @ts-check
/**
 * Describes what a module imports and exports, with types, as plain data. Only tools load this module. What is not
 * here: anything that runs a module.
 */

import { EXPORT } from "./src/protocol.js";
import { ownerKey, shownName } from "./src/section/check.js";
import { decodeModule, partsOf } from "./src/section/module.js";
import { memberText } from "./src/section/names.js";
import { Decoder } from "./src/section/reader.js";
import { newType } from "./src/section/types.js";
import { bytesOf, isModule } from "./src/source.js";
import { nameIn, signatureText, typeInfo } from "./type_info.js";
import { partsOfBytes } from "./wasm_file.js";

/** @import { Description } from "./src/section/records.js" */
/** @import { Type } from "./src/section/types.js" */

/**
 * @typedef {object} TypeInfo A type that crosses.
 * @property {string} rust As Rust writes it: `Option<u32>`, `closure FnMut(&str)`.
 * @property {string} kind The kind of type, one of the names in `TAG`: `u32`, `string`, `option`, `heap_closure`,
 * `class` and so on.
 * @property {TypeInfo} [inner] The type of a list's elements, of an `option`'s value, or of a `result`'s `Ok`.
 * @property {SignatureInfo} [signature] The signature of a closure or a function.
 * @property {string} [name] The JavaScript name of an exported type or of an imported class, or the Rust name of a
 * struct or an enum.
 * @property {true} [global] An imported class is a global one.
 * @property {{ name: string, type: TypeInfo }[]} [fields] The fields of a struct, with their JavaScript names, or those
 * of a tuple.
 * @property {(string | number)[]} [values] The values of an enum.
 * @property {number} [length] The length of an array `[T; N]`, whose `inner` is the list of any length.
 *
 * @typedef {object} SignatureInfo
 * @property {boolean} exclusive Whether it is an `FnMut`, which refuses a call while it runs.
 * @property {TypeInfo[]} params
 * @property {TypeInfo} result
 *
 * @typedef {object} PlaceInfo The place of a macro block.
 * @property {string} path The Rust module.
 * @property {string} version The version of the crate.
 * @property {number} line
 * @property {number} column
 *
 * @typedef {object} ImportInfo A declaration of `closures_extern!`. The rest of its record is here too, under the names
 * that `Import` has.
 * @property {string} name The JavaScript name.
 * @property {string} namespace The dotted name of the object that holds it; "" if there is none.
 * @property {string} module The module's specifier; "" for a global.
 * @property {PlaceInfo} declared
 * @property {{ name: string, type: TypeInfo }[]} params
 * @property {TypeInfo} result
 *
 * @typedef {object} ClosureInfo A signature of the closures or functions in imports and exports. Closures that Rust
 * passes as a `JsValue` are not known before they are made.
 * @property {string} rust `FnMut(&str) -> bool`.
 * @property {string[]} kinds `stack_closure`, `heap_closure`, `owned_closure`, and `function` for a JavaScript
 * function.
 * @property {string[]} users The names of the imports and exports.
 * @property {SignatureInfo} signature
 *
 * @typedef {object} ExportInfo An item of `closures_export!`.
 * @property {"function" | "class" | "constructor" | "method" | "getter" | "setter" | "constant"} kind
 * @property {string} name The JavaScript name.
 * @property {string} [class] The JavaScript name of the class of a constructor, method, getter, setter or static
 * method. A static method is of the kind `function`.
 * @property {string} [namespace] The objects that hold a function in a namespace: `a.b`.
 * @property {string} docs The text of its doc comment; "" in a release build.
 * @property {PlaceInfo} declared
 * @property {{ name: string, type: TypeInfo }[]} params The parameters, without the receiver of a method.
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
 * Returns what a module imports and exports, with types. It reads only the module's descriptors: it instantiates
 * nothing, and does not compile bytes. The result is plain data that `JSON.stringify` accepts.
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
    NamedDecoder,
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
      kind: /** @type {ExportInfo["kind"]} */ (item.constant ? "constant" : nameIn(EXPORT, kind)),
      name,
      ...(owner === undefined ? {} : { class: owner.name }),
      ...(namespace === "" ? {} : { namespace }),
      docs,
      declared: blockInfo(item.block),
      ...signatureOf(shownName(item, description.exports), member ? item.params.slice(1) : item.params, item.result),
    };
  });
  // The linker does not keep the order of the records.
  const group = (/** @type {ExportInfo} */ item) => item.class ?? item.name;
  exports.sort((left, right) => {
    return compare(group(left), group(right)) || compare(left.name, right.name) || compare(left.kind, right.kind);
  });
  return { abi, debug, imports, closures: [...closures.values()], exports };
}

/** Keeps the names of imported classes, which a loader does not need. */
class NamedDecoder extends Decoder {
  /** @override @param {number} tag @param {string} name */
  imported(tag, name) {
    return newType(this.ids, tag, null, null, name);
  }
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
