// @ts-check
/** Numbers, `bool`, `char` and nothing: what crosses nearly as it is. What is not here: 64 bits (`bigint.js`). */

import { mismatch, show } from "../errors.js";
import { byTag } from "../lists.js";
import { TAG } from "../protocol.js";
import { checks, entry } from "./entry.js";

/** @import { Maker } from "./entry.js" */

/** Names and ranges by tag. @type {Record<number, { name: string, min: number, max: number, whole: boolean }>} */
const NUMBERS = byTag({
  [TAG.i8]: { name: "i8", min: -(2 ** 7), max: 2 ** 7 - 1, whole: true },
  [TAG.u8]: { name: "u8", min: 0, max: 2 ** 8 - 1, whole: true },
  [TAG.i16]: { name: "i16", min: -(2 ** 15), max: 2 ** 15 - 1, whole: true },
  [TAG.u16]: { name: "u16", min: 0, max: 2 ** 16 - 1, whole: true },
  [TAG.i32]: { name: "i32", min: -(2 ** 31), max: 2 ** 31 - 1, whole: true },
  [TAG.u32]: { name: "u32", min: 0, max: 2 ** 32 - 1, whole: true },
  [TAG.isize]: { name: "isize", min: -(2 ** 31), max: 2 ** 31 - 1, whole: true },
  [TAG.usize]: { name: "usize", min: 0, max: 2 ** 32 - 1, whole: true },
  [TAG.f32]: { name: "f32", min: -Infinity, max: Infinity, whole: false },
  [TAG.f64]: { name: "f64", min: -Infinity, max: Infinity, whole: false },
  [TAG.clamped]: { name: "u8", min: 0, max: 2 ** 8 - 1, whole: true },
});

/** How a slot is read from memory that is no `i32`. @type {Record<number, "getFloat32" | "getFloat64">} */
const WIDER = byTag({
  [TAG.f32]: "getFloat32",
  [TAG.f64]: "getFloat64",
  [TAG.u32]: "getFloat64",
  [TAG.usize]: "getFloat64",
});

/** @type {Maker} */
export const number = (parts, { tag }) => {
  const { name, min, max, whole } = NUMBERS[tag];
  const { debug } = parts;
  return entry(parts, {
    ...{ from: WIDER[tag] ?? "getInt32", foreign: true, plain: true },
    result: (slot) => slot,
    convert(value, place) {
      if (!checks(place, debug)) return +value;
      const found = primitive(value);
      const fits = whole ? Number.isInteger(found) && found >= min && found <= max : typeof found === "number";
      if (!fits) throw mismatch(name, value, place);
      return found;
    },
  });
};

/** What an object says that it is as a number, as the timers of Node do. @param {any} value */
function primitive(value) {
  return typeof value === "object" && typeof value?.[Symbol.toPrimitive] === "function"
    ? value[Symbol.toPrimitive]("number")
    : value;
}

/** @type {Maker} */
export const bool = (parts) =>
  entry(parts, {
    lift: (slot) => slot !== 0,
    result: (slot) => slot !== 0,
    convert(value, place) {
      if (typeof value !== "boolean" && checks(place, parts.debug)) throw mismatch("bool", value, place);
      return Boolean(value);
    },
    lower: (value) => (value ? 1 : 0),
  });

/** @type {Maker} */
export const char = (parts) => {
  const name = "a string of one code point";
  return entry(parts, {
    lift: (slot) => String.fromCodePoint(slot),
    convert(value, place) {
      const code = typeof value === "string" ? value.codePointAt(0) : undefined;
      if (code === undefined || value.length !== (code > 0xffff ? 2 : 1)) throw mismatch(name, value, place);
      if (code >= 0xd800 && code <= 0xdfff) {
        throw mismatch(name, value, place, `half of a surrogate pair, ${show(value)}`);
      }
      return code;
    },
  });
};

/** @type {Maker} */
export const unit = (parts) => entry(parts, { result: () => undefined, convert: () => undefined, lower: () => 0 });
