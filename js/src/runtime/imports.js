// @ts-check
/**
 * What a wasm module imports, each as the function that wasm calls. What is not here: how values cross
 * (`../adapters/out.js`), and which JavaScript function is meant (`host.js`).
 */

import { apply } from "../lists.js";
import { TAG } from "../protocol.js";
import { catches } from "../section/types.js";
import { writeResult } from "../types/combinators.js";
import { target } from "./host.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "./instance.js" */
/** @import { Import } from "../section/records.js" */

/** @param {Parts} parts @param {Import} wanted @param {any} module Undefined for a global. @returns {AnyFunction} */
export function bindImport(parts, wanted, module) {
  const bound = parts.adapters.import(parts, wanted, target(wanted, module));
  const catching = catches(wanted.result);
  if (!catching && !wanted.checked) return bound;
  const become = wanted.result.tag === TAG.result ? caught : rejected;
  return (...slots) => {
    try {
      return apply(bound, undefined, slots);
    } catch (error) {
      if (catching) return become(parts, error);
      parts.life.note(error, wanted); // for the message, in a debug build
      throw error;
    }
  };
}

/** A cell with an exception that Rust catches. @param {Parts} parts @param {unknown} error @returns {number} */
export function caught(parts, error) {
  refuseEnd(parts, error);
  return writeResult(parts, 0, parts.handles.keep(error));
}

/**
 * A promise that is rejected with an exception, as an `async` function of JavaScript makes one.
 * @param {Parts} parts @param {unknown} error @returns {number} Its handle.
 */
export function rejected(parts, error) {
  refuseEnd(parts, error);
  return parts.handles.keep(rejection(error));
}

/** Not by `Promise.reject`, which a page can replace. @param {unknown} error */
async function rejection(error) {
  throw error;
}

/** Lets nobody catch that the instance has ended. @param {Parts} parts @param {unknown} error */
function refuseEnd({ life }, error) {
  // What a panic's message is made of may be an exception.
  if (life.isOver() || (life.panic !== null && life.panic === error)) throw life.panic;
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
