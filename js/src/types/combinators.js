// @ts-check
/** Entries that are made of another one: `Option`, `Result`, `This`. What is not here: lists (`list.js`). */

import { THIS } from "../errors.js";
import { entry } from "./entry.js";
import { liftAt } from "./list.js";

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
export const self = (_, __, { convert, borrow, ...of }) => ({
  ...of,
  convert: (value, _, copy) => convert(value, THIS, copy),
  borrow: borrow && ((value, _, lent) => borrow(value, THIS, lent)),
});
