// @ts-check
/**
 * Structs, which are objects, and tuples, which are arrays: each field is read, and written, in the order of the
 * declaration. What is not here: a field's type, and maps (`combinators.js`).
 */

import { Inside, mismatch } from "../errors.js";
import { listOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { isNumber } from "../section/types.js";
import { block, liftAt } from "./block.js";
import { checks, entry } from "./entry.js";

/** @import { Parts } from "../runtime/instance.js" */
/** @import { Field, Type } from "../section/types.js" */
/** @import { Entry, Maker } from "./entry.js" */

/**
 * Gives an object a property of its own. An assignment would call a setter that the page has put on `Object.prototype`,
 * or change what `__proto__` is.
 * @param {any} object @param {string} name @param {any} value
 */
export function put(object, name, value) {
  if (name in object) {
    // Without a prototype, which a page could have given a `get`.
    const own = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(object, name, own);
  } else object[name] = value;
}

/**
 * The same of an `Option`, which is left out if it is `None`.
 * @param {any} object @param {string} name @param {any} value
 */
export function putSome(object, name, value) {
  if (value !== undefined) put(object, name, value);
}

/**
 * What is a struct's own; an app that is built has texts of it. None of these may be missing: an accessor of that name
 * on `Object.prototype` would be shown the object, or take its part (tests/runtime/private.test.js).
 * @typedef {object} Own
 * @property {(slot: number) => any} lift
 * @property {(object: any, here: Inside) => any[]} read The fields of an object, converted.
 * @property {((object: any) => number[]) | null} numbers The same of a struct of numbers, if nobody checks them.
 * @property {((values: any[]) => number) | null} lower If it is not that of any block.
 */

/** `struct`. @param {Parts} parts @param {Type} type @param {Entry[]} of @param {Own} own @returns {Entry} */
export const record = (parts, type, of, own = ofFields(parts, type.fields ?? [], of)) => {
  const { key } = type;
  const { lift, read, numbers, lower } = own;
  const toRust = fieldsToRust(parts, of);
  return entry(parts, {
    ...toRust,
    lift,
    lower: lower ?? toRust.lower,
    convert(value, place) {
      if ((typeof value !== "object" && typeof value !== "function") || value === null) {
        throw mismatch(`${key}, an object`, value, place);
      }
      const checked = checks(place, parts.debug);
      if (numbers !== null && !checked) return numbers(value);
      return read(value, new Inside(place, checked));
    },
  });
};

/** @param {Parts} parts @param {readonly Field[]} fields @param {Entry[]} of @returns {Own} */
function ofFields(parts, fields, of) {
  const { length } = fields;
  const optional = listOf(length, (at) => fields[at].type.tag === TAG.option);
  const isPlain = listOf(length, (at) => isNumber(fields[at].type));
  // A copy has each property of its own, so that no assignment calls a setter.
  const blank = {};
  let leavesOut = false;
  for (let at = 0; at < length; at++) {
    put(blank, fields[at].name, undefined);
    leavesOut ||= optional[at];
  }
  return {
    lift(slot) {
      /** @type {Record<string, any>} */
      const object = leavesOut ? {} : { ...blank };
      for (let at = 0; at < length; at++) {
        const value = liftAt(parts, of[at], (slot >>> 0) + at * 8);
        if (!leavesOut) object[fields[at].name] = value;
        else if (value !== undefined || !optional[at]) put(object, fields[at].name, value);
      }
      return object;
    },
    read(object, here) {
      const found = listOf(length);
      for (let at = 0; at < length; at++) {
        const { name } = fields[at];
        const one = of[at];
        // A number that nobody checks is what `convert` would make of it.
        found[at] = isPlain[at] && !here.checked ? +object[name] : one.convert(object[name], here.at(name), true);
      }
      return found;
    },
    numbers: null,
    lower: null,
  };
}

/** A tuple. @type {Maker} */
export const tuple = (parts, _, of) => {
  const { length } = of;
  return entry(parts, {
    ...fieldsToRust(parts, of),
    lift: (slot) => listOf(length, (at) => liftAt(parts, of[at], (slot >>> 0) + at * 8)),
    convert(value, place) {
      const name = `an array of ${length}`;
      if (!Array.isArray(value)) throw mismatch(name, value, place);
      if (value.length !== length) throw mismatch(name, value, place, `one of ${value.length}`);
      const here = new Inside(place, checks(place, parts.debug));
      return listOf(length, (at) => of[at].convert(value[at], here.at(at), true));
    },
  });
};

/**
 * What both are to Rust: a block of their fields.
 * @param {Parts} parts @param {Entry[]} of @returns {Partial<Entry> & Pick<Entry, "lower">}
 */
function fieldsToRust(parts, of) {
  const { write, undo } = block(parts, (at) => of[at]);
  const { length } = of;
  let borrows = false;
  for (let at = 0; at < length; at++) if (of[at].borrow !== null) borrows = true;
  return {
    ...{ foreign: true, given: true, fields: of },
    lower: (values) => write(values, length),
    undo: (values, slot) => undo(values, slot, length),
    borrow: borrows ? (values, place, lent) => borrowAll(of, values, place, lent) : null,
  };
}

/** @param {Entry[]} of @param {any[]} values @param {import("../errors.js").Origin} place @param {any[]} lent */
function borrowAll(of, values, place, lent) {
  for (let at = 0; at < of.length; at++) of[at].borrow?.(values[at], place, lent);
}
