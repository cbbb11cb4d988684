// @ts-check
/**
 * Entries that are made of another one: `Option`, `Result`, `This`, arrays of a length, maps, `NonZero`. What is not
 * here: lists (`list.js`).
 */

import { THIS, Inside, mismatch } from "../errors.js";
import { arrayFrom } from "../lists.js";
import { liftAt } from "./block.js";
import { checks, entry } from "./entry.js";
import { put } from "./fields.js";
import { slots } from "./list.js";

/** @import { Parts } from "../runtime/instance.js" */
/** @import { Maker } from "./entry.js" */

/**
 * `Option<T>`: a slot of -1 is `None`, which `undefined` and `null` are. A number may be -1, so it lies in the cell.
 * @type {Maker}
 */
export const option = (parts, _, of) => {
  const { memory } = parts;
  const { foreign, lends, given, plain, borrow } = of;
  return entry(parts, {
    ...{ foreign, lends, given },
    lift(slot) {
      memory.views();
      return memory.u32[slot >>> 2] === 0 ? undefined : liftAt(parts, of, (slot >>> 0) + 8);
    },
    convert: (value, place, copy) =>
      value === undefined || value === null ? undefined : of.convert(value, place, copy),
    lower(value, cell) {
      if (value === undefined) return -1;
      if (!plain) return of.lower(value, cell);
      memory.views();
      memory.view.setFloat64(cell, value, true);
      return cell;
    },
    undo(value, slot) {
      if (value !== undefined && !plain) of.undo(value, slot);
    },
    borrow: borrow && ((value, place, lent) => void (value === undefined || borrow(value, place, lent))),
  });
};

/** What an import returns that Rust catches: the address of `ResultCell` in `src/types/result.rs`. @type {Maker} */
export const result = (parts, _, of) =>
  entry(parts, {
    ...of,
    result: entry(parts, {}).result,
    lower: (value) => writeResult(parts, 1, of.lower(value, parts.heap.cell(1))),
    plain: false,
  });

/**
 * @param {Parts} parts @param {number} ok 1 of a value, 0 of an exception. @param {number} slot
 * @returns {number} The address of the cell.
 */
export function writeResult({ memory, heap }, ok, slot) {
  const cell = heap.cell(0);
  memory.views();
  memory.u32[cell >>> 2] = ok;
  memory.u32[(cell >>> 2) + 1] = 0;
  memory.view.setFloat64(cell + 8, slot, true);
  return cell;
}

/** `This<T>`, whose errors say so. @type {Maker} */
export const receiver = (_, __, { convert, borrow, ...of }) => ({
  ...of,
  convert: (value, _, copy) => convert(value, THIS, copy),
  borrow: borrow && ((value, _, lent) => borrow(value, THIS, lent)),
});

/** `[T; N]`: a list of so many. @type {Maker} */
export const array = (_, { length }, { convert, ...of }) => ({
  ...of,
  convert(value, place) {
    // Its own, because a list of the page's could be of another length later.
    const list = convert(value, place, true);
    if (list.length !== length) throw mismatch(`${length} elements`, value, place, `${list.length}`);
    return list;
  },
});

/** `NonZero<T>`. @type {Maker} */
export const nonZero = (_, __, { convert, ...of }) => ({
  ...of,
  convert(value, place, copy) {
    // Checked in a release build too, where a number would be cut to its low bits, which may be 0.
    const number = convert(value, new Inside(place, true), copy);
    if (number === 0 || number === 0n) throw mismatch("a number that is not 0", value, place);
    return number;
  },
});

/** `HashMap` and `BTreeMap`: an object, which crosses as a list of pairs. @type {Maker} */
export const map = (parts, _, pair) => {
  const { handles } = parts;
  const { convert } = pair.fields[1];
  /** @param {[string, any][]} pairs */
  const objectOf = (pairs) => {
    const object = {};
    for (let at = 0; at < pairs.length; at++) put(object, pairs[at][0], pairs[at][1]);
    return object;
  };
  return entry(parts, {
    ...slots(parts, pair, 0),
    given: true,
    lift: (slot) => objectOf(handles.take(slot >>> 0)),
    result: (slot) => objectOf(handles.take(slot)),
    convert(value, place) {
      if (typeof value !== "object" || value === null || Array.isArray(value))
        throw mismatch("an object", value, place);
      const here = new Inside(place, checks(place, parts.debug));
      return arrayFrom(Object.keys(value), (key) => [key, convert(value[key], here.at(key), true)]);
    },
  });
};
