// @ts-check
/** Integers of 64 and 128 bits, which are bigints. What is not here: other numbers (`number.js`). */

import { mismatch, placeText } from "../errors.js";
import { byTag } from "../lists.js";
import { TAG } from "../protocol.js";
import { entry } from "./entry.js";

/** @import { Maker } from "./entry.js" */

/**
 * Names and ranges by tag. Subtle: shifted, because bundlers make `Math.pow` of `2n ** 63n` for old targets, which
 * throws (tests/runtime/environments).
 * @type {Record<number, { name: string, min: bigint, max: bigint }>}
 */
const BIGINTS = byTag({
  [TAG.i64]: { name: "i64", min: -(1n << 63n), max: (1n << 63n) - 1n },
  [TAG.u64]: { name: "u64", min: 0n, max: (1n << 64n) - 1n },
  [TAG.i128]: { name: "i128", min: -(1n << 127n), max: (1n << 127n) - 1n },
  [TAG.u128]: { name: "u128", min: 0n, max: (1n << 128n) - 1n },
});

/** @param {number} tag */
function converter(tag) {
  const { name, min, max } = BIGINTS[tag];
  /** @param {any} value @param {import("../errors.js").Origin} place */
  return (value, place) => {
    if (typeof value !== "bigint") throw mismatch(`${name}, a bigint`, value, place);
    if (value < min || value > max) throw new RangeError(`${placeText(place)}: ${value}n is out of range for ${name}`);
    return value;
  };
}

/** Of 64 bits. @type {Maker} */
export const wide = (parts, { tag }) => {
  const { memory } = parts;
  return entry(parts, {
    from: "getBigInt64",
    lift: tag === TAG.u64 ? (slot) => BigInt.asUintN(64, slot) : (slot) => slot,
    convert: converter(tag),
    lower(value, cell) {
      memory.views();
      memory.view.setBigInt64(cell, BigInt.asIntN(64, value), true);
      return cell;
    },
  });
};

/** Of 128 bits, in two halves, the low one first. @type {Maker} */
export const wider = (parts, { tag }) => {
  const { memory } = parts;
  return entry(parts, {
    lift(slot) {
      memory.views();
      const low = memory.view.getBigUint64(slot >>> 0, true);
      const high = memory.view.getBigUint64((slot >>> 0) + 8, true);
      const bits = (high << 64n) | low;
      return tag === TAG.i128 ? BigInt.asIntN(128, bits) : bits;
    },
    convert: converter(tag),
    lower(value, cell) {
      memory.views();
      memory.view.setBigUint64(cell, BigInt.asUintN(64, value), true);
      memory.view.setBigUint64(cell + 8, BigInt.asUintN(64, value >> 64n), true);
      return cell;
    },
  });
};
