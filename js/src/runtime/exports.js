// @ts-check
/** `app.exports`: functions and classes of `closures_export!`. What is not here: their objects (`objects.js`). */

import { EXPORT } from "../protocol.js";
import { ownerKey } from "../section/check.js";
import { keyOf } from "../section/names.js";
import { ExportedValue, Owned } from "./objects.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "./instance.js" */
/** @import { Export } from "../section/records.js" */

/** @param {Parts} parts @param {Map<string, Export>} described By key. @param {any} wasm What it exports. */
export function makeExports(parts, described, wasm) {
  const items = [...described.values()];
  const exports = Object.create(null);
  /** @param {Export} item */
  const functionOf = (item) => parts.adapters.export(parts, item, exportOf(wasm, item));
  const { objects } = parts;
  for (const item of items) {
    if (item.kind !== EXPORT.class) continue;
    const made = items.find((other) => other.kind === EXPORT.constructor && ownerKey(other) === item.key);
    const Class = makeClass(item.name, made && functionOf(made));
    objects.exported.set(item.key, { key: item.key, name: item.name, Class, free: exportOf(wasm, item) });
    exports[keyOf(item.name)] = Class;
  }
  for (const item of items) {
    if (item.kind === EXPORT.class || item.kind === EXPORT.constructor) continue;
    const f = functionOf(item);
    if (item.of !== "") addMember(objects.typeOf(item.of).Class, item, f);
    else if (item.constant) {
      const property = { __proto__: null, get: f, enumerable: true };
      Object.defineProperty(exports, keyOf(item.name), /** @type {PropertyDescriptor} */ (property));
    } else if (item.kind === EXPORT.function) spaceOf(exports, item.namespace)[keyOf(item.name)] = f;
    else addMember(objects.typeOf(item.params[0].type.key).Class.prototype, item, f);
  }
  for (const { Class } of objects.exported.values()) Object.freeze(Class);
  return frozenSpace(exports);
}

/** The object of a namespace, `a.b`, made where there is none. @param {any} exports @param {string} namespace */
function spaceOf(exports, namespace) {
  const words = namespace === "" ? [] : namespace.split(".");
  return words.reduce((space, word) => (space[word] ??= Object.create(null)), exports);
}

/** Freezes an object of exports, and the namespaces in it. @param {any} space */
function frozenSpace(space) {
  // Not its values: a constant is read by a call of Rust.
  for (const key of Object.keys(space)) {
    const value = Object.getOwnPropertyDescriptor(space, key)?.value;
    if (typeof value === "object") frozenSpace(value);
  }
  return Object.freeze(space);
}

/** @param {any} wasm @param {Export} item @returns {AnyFunction} */
function exportOf(wasm, { key }) {
  if (typeof wasm[key] !== "function") throw new Error(`this wasm module has lost its export ${key}: build it again`);
  return wasm[key];
}

/** Gives a class or its prototype a member. @param {object} holder @param {Export} item @param {AnyFunction} f */
export function addMember(holder, { name, kind }, f) {
  const key = keyOf(name);
  const known = Object.getOwnPropertyDescriptor(holder, key);
  const property =
    kind <= EXPORT.method
      ? { value: f, writable: true }
      : { get: known?.get, set: known?.set, [kind === EXPORT.getter ? "get" : "set"]: f };
  Object.defineProperty(holder, key, { ...property, configurable: true });
}

/** @param {string} name @param {AnyFunction | undefined} construct @returns {new (...args: any[]) => object} */
export function makeClass(name, construct) {
  const { [name]: Class } = {
    [name]: class extends ExportedValue {
      /** @param {any[]} args */
      constructor(...args) {
        if (Owned.is(args[0])) {
          super(args[0]);
        } else {
          if (construct === undefined) throw new TypeError(`${name} has no constructor: Rust makes its objects`);
          const object = construct(...args);
          if (new.target !== Class) Object.setPrototypeOf(object, new.target.prototype);
          return object;
        }
      }
    },
  };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  return Class;
}
