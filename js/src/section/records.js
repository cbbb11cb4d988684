// @ts-check
/**
 * The records of the custom section: of the crate, of a block of imports, of a block of exports. What is not here:
 * whether they belong together (`check.js`), and where the section comes from (`module.js`).
 */

import { damaged } from "../errors.js";
import { listOf } from "../lists.js";
import { ABI, EXPORT, FLAG, KIND, RECORD } from "../protocol.js";
import { dotted, jsName, plainName, propertyName } from "./names.js";
import { Decoder } from "./reader.js";

/** @import { Ids, Type } from "./types.js" */

/**
 * @typedef {object} Import One declaration: a function, or what else Rust can ask JavaScript for.
 * @property {string} key Its name in the wasm file: the block's id, a colon, its class if any, the Rust name.
 * @property {string} block The block's id: module path, crate version, line and column.
 * @property {boolean} checked Plain numbers from JavaScript are checked too (a debug build).
 * @property {string} name The JavaScript name.
 * @property {string} namespace The object that holds it, dotted; "" without one. For a method its class.
 * @property {string} module The module's specifier; "" for a global.
 * @property {number} kind One of `KIND`.
 * @property {boolean} variadic The last parameter is a list, and becomes as many arguments.
 * @property {readonly { name: string, type: Type }[]} params
 * @property {Type} result
 *
 * @typedef {object} Export One item of `closures_export!`.
 * @property {string} key The name of its wasm export: what calls a function, and what frees a value of a type.
 * @property {string} block The id of its block.
 * @property {number} kind One of `EXPORT`.
 * @property {boolean} constant A constant, which is a function without parameters for all but who reads it.
 * @property {string} of Of a static method: the key of its class; "" of all others.
 * @property {string} namespace Of a function: the objects that hold it, `a.b`; "" of all others.
 * @property {string} name The JavaScript name.
 * @property {string} docs What its doc comment says (debug builds).
 * @property {readonly { name: string, type: Type }[]} params Of a method, its receiver first.
 * @property {Type} result
 *
 * @typedef {object} Description What the custom section says of a module.
 * @property {number} abi
 * @property {boolean} debug Whether the crate `closures-extern` was built with debug assertions.
 * @property {Map<string, Import>} imports By key.
 * @property {Map<string, Export>} exports By key.
 * @property {Ids} ids Of its types and signatures.
 */

/**
 * Calls `decode` for the records of one kind; the others are skipped.
 * @param {ArrayBuffer} section @param {Ids} ids @param {number} wanted
 * @param {(decoder: Decoder, end: number) => void} decode
 * @param {typeof Decoder} Reader
 */
export function eachRecord(section, ids, wanted, decode, Reader) {
  const decoder = new Reader(section, ids);
  try {
    while (!decoder.atEnd()) {
      const start = decoder.at;
      const kind = decoder.u8();
      const length = decoder.u32();
      const next = decoder.at + length;
      const end = next - RECORD_SUM;
      if (next > section.byteLength) throw new RangeError("a record is longer than the section");
      if (kind === wanted) {
        // The version first: another one may have no such sum.
        if (kind === RECORD.runtime) decode(decoder, end);
        if (end < decoder.at || checksum(decoder.view, start, end) !== decoder.view.getUint32(end, true)) {
          throw damaged(`a record, at byte ${start}, is not as it was written`);
        }
        if (kind !== RECORD.runtime) decode(decoder, end);
        if (decoder.at > end) throw damaged(`a record goes on after its end, at byte ${end}`);
      }
      decoder.at = next;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damaged(`it ends in the middle of a record, at byte ${decoder.at}`);
  }
}

/** How many bytes the sum takes that a record ends with. */
export const RECORD_SUM = 4;

/** The sum: `checksum` in `src/section/records.rs`. @param {DataView} view @param {number} start @param {number} end */
export function checksum(view, start, end) {
  let sum = 0x811c9dc5;
  let at = start;
  for (; at + 4 <= end; at += 4) sum = Math.imul(sum ^ view.getUint32(at, true), 0x01000193);
  for (; at < end; at++) sum = Math.imul(sum ^ view.getUint8(at), 0x01000193);
  return sum >>> 0;
}

/** @param {Decoder} decoder @param {Description} description Is added to. */
export function decodeRuntime(decoder, description) {
  description.abi = decoder.u8();
  if (description.abi !== ABI) {
    const older = description.abi < ABI ? "the Rust crate closures-extern" : "the JavaScript package closures-extern";
    throw new Error(
      `this wasm module has ABI version ${description.abi} of closures_extern, ` +
        `and this closures_extern.js has ${ABI}: update ${older}`,
    );
  }
  description.debug = decoder.u8() !== 0;
}

/** What an import says, for comparison: a record that the linker repeats has other ids. @param {Import} wanted */
function withoutIds(wanted) {
  return JSON.stringify(wanted, (key, value) => (key === "id" ? undefined : value));
}

/** @param {Decoder} decoder @param {number} end @param {Description} description Is added to. */
export function decodeBlock(decoder, end, description) {
  const id = decoder.str();
  const block = { id, checked: decoder.u8() !== 0, namespace: decoder.str(), module: decoder.str() };
  while (decoder.at < end) {
    const wanted = decodeImport(decoder, block);
    const known = description.imports.get(wanted.key);
    if (known !== undefined && withoutIds(known) !== withoutIds(wanted)) {
      throw new Error(`two different imports have the same name ${wanted.key}: declare them on different lines`);
    }
    description.imports.set(wanted.key, wanted);
  }
}

/**
 * @param {Decoder} decoder
 * @param {{ id: string, checked: boolean, namespace: string, module: string }} block Where it is if it says no place.
 * @returns {Import}
 */
function decodeImport(decoder, block) {
  const [rust, ...names] = decoder.str().split(/[ \n]+/); // rustc breaks long lines
  const kind = decoder.u8();
  if (kind > KIND.class) throw damaged(`there is no kind of import ${kind}`);
  const flags = decoder.u8();
  const text = (/** @type {number} */ flag) => ((flags & flag) === 0 ? null : decoder.str());
  const owner = text(FLAG.owner);
  const given = text(FLAG.name);
  const of = text(FLAG.class);
  const there = (flags & FLAG.block) !== 0;
  const space = there ? block.namespace : text(FLAG.namespace);
  const module = there ? block.module : (text(FLAG.module) ?? "");
  const inClass = kind !== KIND.constructor;
  const name = propertyName(inClass ? jsName(rust, given, kind >= KIND.value, kind === KIND.setter) : (of ?? ""));
  const namespace = dotted(space, inClass ? of : null);
  const params = paramsOf(names.length, (at) => ({ name: plainName(names[at]), type: decoder.type() }));
  return Object.freeze({
    ...{ key: `${block.id}:${dotted(owner, rust)}`, block: block.id, checked: block.checked },
    ...{ name, namespace, module, kind },
    ...{ variadic: (flags & FLAG.variadic) !== 0, params, result: decoder.type() },
  });
}

/** @param {Decoder} decoder @param {number} end @param {Description} description Is added to. */
export function decodeExports(decoder, end, description) {
  const block = decoder.str();
  while (decoder.at < end) {
    const item = decodeExport(decoder, block);
    // The section may repeat a record: the linker allows only one wasm export of this name.
    description.exports.set(item.key, item);
  }
}

/** @param {Decoder} decoder @param {string} block Its id. @returns {Export} */
function decodeExport(decoder, block) {
  const [rust, ...names] = decoder.str().split(/[ \n]+/); // rustc breaks long lines
  const told = decoder.u8();
  if (told > EXPORT.constant) throw damaged(`there is no kind of export ${told}`);
  // A constant is a function without parameters, which is called when it is read.
  const constant = told === EXPORT.constant;
  const kind = constant ? EXPORT.function : told;
  const flags = decoder.u8();
  const text = (/** @type {number} */ flag) => ((flags & flag) === 0 ? null : decoder.str());
  const key = `${block}::${dotted(text(FLAG.owner), rust)}`;
  const name = jsName(rust, text(FLAG.name), kind === EXPORT.class || constant, kind === EXPORT.setter);
  if (kind !== EXPORT.function && (flags & (FLAG.class | FLAG.namespace)) !== 0)
    throw damaged(`${rust} is no function`);
  const [of, namespace] = [text(FLAG.class) ?? "", text(FLAG.namespace) ?? ""];
  const lines = listOf((flags & FLAG.docs) === 0 ? 0 : decoder.u16(), () => decoder.str());
  const docs = lines.map((line) => line.replace(/^ /, "")).join("\n");
  const params = paramsOf(names.length, (at) => ({ name: plainName(names[at]), type: decoder.type() }));
  return Object.freeze({ key, block, kind, constant, of, namespace, name, docs, params, result: decoder.type() });
}

/**
 * Parameters that nobody can change.
 * @param {number} count @param {(at: number) => { name: string, type: Type }} read
 * @returns {readonly { name: string, type: Type }[]}
 */
function paramsOf(count, read) {
  return Object.freeze(listOf(count, (at) => Object.freeze(read(at))));
}
