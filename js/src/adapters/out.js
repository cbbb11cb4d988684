// @ts-check
/**
 * Out of Rust: the functions that wasm calls for declared imports. Each lifts the arguments, calls the JavaScript function, and lowers what
 * that returns; where nothing needs that, it is the JavaScript function itself. What is not here: where that function is
 * (`../runtime/host.js`), and what becomes of an exception (`../runtime/imports.js`).
 */

import { listOf, tableOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { isNumber, isWide } from "../section/types.js";

/** @typedef {import("../section/records.js").Import} Import */
/** @typedef {import("../types/entry.js").Entry} Entry */
/** @typedef {import("../runtime/instance.js").Parts} Parts */
/** @typedef {(...args: any[]) => any} AnyFunction */

/**
 * @param {Parts} parts
 * @param {Import} wanted
 * @param {AnyFunction} f What it calls.
 * @returns {AnyFunction}
 */
export function imported(parts, wanted, f) {
  const { params } = wanted;
  const { length } = params;
  const isDirect = crosses(wanted);
  if (isDirect && params.every(({ type }) => isNumber(type))) return f;
  const entries = tableOf(length, (at) => parts.types.of(params[at].type));
  const lower = isDirect ? (/** @type {any} */ value) => value : returning(parts, wanted);
  if (length > 3 || losesArguments(wanted, entries)) {
    return (...slots) => lower(f(...liftAll(entries, length, (at) => entries[at].lift(slots[at]))));
  }
  const lift = entries[0]?.lift;
  const lift1 = entries[1]?.lift;
  const lift2 = entries[2]?.lift;
  switch (length) {
    case 0:
      return () => lower(f());
    case 1:
      return (a) => lower(f(lift(a)));
    case 2:
      return (a, b) => lower(f(lift(a), lift1(b)));
    default:
      return (a, b, c) => lower(f(lift(a), lift1(b), lift2(c)));
  }
}

/** Whether a result is the same in JavaScript and in its slot, and nobody looks at it. @param {Import} wanted */
function crosses({ result, checked }) {
  return result.tag === TAG.unit || (isNumber(result) && !checked);
}

/**
 * What makes a slot of what the function has returned.
 *
 * @param {Parts} parts
 * @param {Import} wanted
 * @returns {(value: any) => any}
 */
function returning(parts, wanted) {
  const { heap, objects } = parts;
  const { convert, lower, borrow } = parts.types.of(wanted.result);
  // An integer of 64 bits alone is its own slot.
  if (isWide(wanted.result)) return (value) => convert(value, wanted, false);
  if (borrow === null) return (value) => lower(convert(value, wanted, false), heap.scratch);
  return (value) => {
    const converted = convert(value, wanted, false);
    return objects.lending((lent) => {
      borrow(converted, wanted, lent);
      return lower(converted, heap.scratch);
    });
  };
}

/**
 * Whether an argument that cannot become a value, because it is too long, could lose others. Without `Result` that is the end of the
 * instance, and nothing is lost.
 *
 * @param {Import} wanted
 * @param {Entry[]} entries
 */
function losesArguments({ params, result }, entries) {
  if (result.tag !== TAG.result || params.length < 2) return false;
  for (let at = 0; at < params.length; at++) if (entries[at].given) return true;
  return false;
}

/**
 * The arguments of a call. If one cannot become a value, because it is too long, those behind it are let go of.
 *
 * @param {Entry[]} entries
 * @param {number} length
 * @param {(at: number) => any} lift The argument at a place, whose slot it ends.
 * @returns {any[]}
 */
export function liftAll(entries, length, lift) {
  const values = listOf(length);
  let at = 0;
  try {
    for (; at < length; at++) values[at] = lift(at);
  } catch (error) {
    // Those of references end with the call.
    while (++at < length) if (entries[at].given) lift(at);
    throw error;
  }
  return values;
}
