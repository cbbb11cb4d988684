// @ts-check
/**
 * What a wasm module imports, each as the function that wasm calls. What is not here: how values cross
 * (`../adapters/out.js`), and which JavaScript function is meant (`host.js`).
 */

import { apply } from "../lists.js";
import { TAG } from "../protocol.js";
import { writeResult } from "../types/combinators.js";
import { target } from "./host.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "./instance.js" */
/** @import { Import } from "../section/records.js" */

/** @param {Parts} parts @param {Import} wanted @param {any} module Undefined for a global. @returns {AnyFunction} */
export function bindImport(parts, wanted, module) {
  const bound = parts.adapters.import(parts, wanted, target(wanted, module));
  const catches = wanted.result.tag === TAG.result;
  if (!catches && !wanted.checked) return bound;
  return (...slots) => {
    try {
      return apply(bound, undefined, slots);
    } catch (error) {
      if (catches) return caught(parts, error);
      parts.life.note(error, wanted); // for the message, in a debug build
      throw error;
    }
  };
}

/** A cell with an exception that Rust catches. @param {Parts} parts @param {unknown} error @returns {number} */
export function caught(parts, error) {
  const { life, handles } = parts;
  // What a panic's message is made of may be an exception.
  if (life.isOver() || (life.panic !== null && life.panic === error)) throw life.panic;
  return writeResult(parts, 0, handles.keep(error));
}

/**
 * An import that an app declares by hand. It is called as those are that `closures_extern!` declares, and counts as
 * they do: `around` and `back` in `src/wasm/entries.rs`.
 * @param {Parts} parts @param {() => boolean} isThere Whether there is an instance yet. @param {string} specifier
 * @param {any} from The module. @param {string} name @returns {AnyFunction}
 */
export function byHand({ life, closures }, isThere, specifier, from, name) {
  /** @type {AnyFunction} */
  const call = (...values) => {
    if (typeof from[name] === "function") return from[name](...values);
    throw new TypeError(`module "${specifier}" has no function ${name}, which the app imports itself`);
  };
  return (...values) => {
    if (!isThere()) return call(...values); // wasm's own start function
    const before = life.leave();
    const result = call(...values);
    if (!life.isBack(before)) closures.skipped();
    return result;
  };
}
