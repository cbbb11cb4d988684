// @ts-check
/** Enums: one of a few strings or numbers, which crosses as its place among them. What is not here: other numbers. */

import { mismatch } from "../errors.js";
import { entry } from "./entry.js";

/** @import { Maker } from "./entry.js" */

/** @type {Maker} */
export const choice = (parts, { key, values }) => {
  const all = /** @type {readonly (string | number)[]} */ (values);
  const named = all.map((one) => JSON.stringify(one)).join(", ");
  return entry(parts, {
    lift: (slot) => all[slot],
    result: (slot) => all[slot],
    convert(value, place) {
      for (let at = 0; at < all.length; at++) if (all[at] === value) return at;
      throw mismatch(`${key}, one of ${named}`, value, place);
    },
  });
};
