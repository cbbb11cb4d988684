// @ts-check
/**
 * Whether the records of a module belong together: each class is described, and no name is there twice. What is not
 * here: how a record is read.
 */

import { blockPlace, strippedMessage, versionedPlace } from "../errors.js";
import { byTag } from "../lists.js";
import { EXPORT, TAG } from "../protocol.js";
import { memberText } from "./names.js";

/** @import { Description, Export } from "./records.js" */
/** @import { Type } from "./types.js" */

/**
 * Refuses a type with an exported type in it that is not described.
 * @param {Type} type @param {Map<string, Export>} exports
 */
export function checkClasses({ tag, key, inner, signature, fields }, exports) {
  if (tag >= TAG.class && tag <= TAG.class_mut) classOfKey(key, exports);
  if (inner !== null) checkClasses(inner, exports);
  for (const { type } of fields ?? []) checkClasses(type, exports);
  if (signature === null) return;
  for (const type of signature.params) checkClasses(type, exports);
  checkClasses(signature.result, exports);
}

/** What every class has. */
const TAKEN = Object.freeze(["constructor", "free", "[Symbol.dispose]"]);

/** Refuses two exports of one name, and names that are taken. @param {Description} description */
export function checkExports({ exports }) {
  /** @type {Map<string, Export>} */
  const names = new Map();
  for (const item of exports.values()) {
    const name = shownName(item, exports);
    if ((item.kind >= EXPORT.method && TAKEN.includes(item.name)) || (item.of !== "" && item.name === "prototype")) {
      throw new Error(`${name} cannot be exported: every class has it; it is declared in ${blockPlace(item.block)}`);
    }
    for (const way of WAYS[item.kind] ?? [""]) {
      const other = names.get(name + way);
      if (other !== undefined) {
        throw new Error(
          `two exports are called ${name}: one is declared in ${versionedPlace(other.block)}, the other in ` +
            `${versionedPlace(item.block)}; give one of them another name: #[js(name = "..")]`,
        );
      }
      names.set(name + way, item);
    }
  }
  for (const { namespace, block } of [...exports.values()].filter((item) => item.namespace !== "")) {
    for (const [name, other] of names) {
      if (!`${namespace}.`.startsWith(`${name}.`)) continue;
      throw new Error(`${name} is an export and a namespace: ${[other.block, block].map(blockPlace).join("; ")}`);
    }
  }
}

/** A getter and a setter may share a name, which a method has for itself. @type {Record<number, string[]>} */
const WAYS = byTag({
  [EXPORT.method]: [" read", " written"],
  [EXPORT.getter]: [" read"],
  [EXPORT.setter]: [" written"],
});

/**
 * The name of an export as errors show it: `new Class` of a constructor, `Class.name` of a method.
 * @param {Export} item @param {Map<string, Export>} exports
 */
export function shownName(item, exports) {
  if (item.of === "" && item.kind <= EXPORT.class) return memberText(item.namespace, item.name);
  const type = classOfKey(ownerKey(item), exports);
  return item.kind === EXPORT.constructor ? `new ${type.name}` : memberText(type.name, item.name);
}

/** The export of an exported type. @param {string} key @param {Map<string, Export>} exports */
function classOfKey(key, exports) {
  const type = exports.get(key);
  if (type?.kind !== EXPORT.class) throw new Error(strippedMessage(`does not describe the exported type ${key}`));
  return type;
}

/** The class that a constructor, a method, a getter or a setter is of, by key; "" of others. @param {Export} item */
export function ownerKey({ kind, of, params, result }) {
  if (kind === EXPORT.constructor) return classKey(result);
  return kind >= EXPORT.method ? (params[0]?.type.key ?? "") : of;
}

/** Of a constructor's result, which class it is of. @param {Type} type @returns {string} */
function classKey({ key, inner }) {
  return inner === null ? key : classKey(inner);
}
