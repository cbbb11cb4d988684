// @ts-check
/**
 * Out of Rust: the functions that wasm calls for declared imports. Each lifts the arguments, calls the JavaScript
 * function, and lowers what that returns; where nothing needs that, it is the JavaScript function itself. What is not
 * here: where that function is (`../runtime/host.js`), and what becomes of an exception (`../runtime/imports.js`).
 */

import { listOf, tableOf } from "../lists.js";
import { KIND, TAG } from "../protocol.js";
import { keyOf } from "../section/names.js";
import { catches, isNumber, isWide } from "../section/types.js";
import { lending, lendingFew } from "./lend.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Import } from "../section/records.js" */
/** @import { Entry } from "../types/entry.js" */

/** @param {Parts} parts @param {Import} wanted @param {AnyFunction} f What it calls. @returns {AnyFunction} */
export function imported(parts, wanted, f) {
  const { params } = wanted;
  const { length } = params;
  const isDirect = isDirectResult(wanted);
  if (isDirect && params.every(({ type }) => isNumber(type))) return f;
  const entries = tableOf(length, (at) => parts.types.of(params[at].type));
  const lower = isDirect ? (/** @type {any} */ value) => value : returning(parts, wanted);
  const lends = any(entries, length, "lends");
  // If the end of the instance comes of it, nothing is lost.
  const loses = catches(wanted.result) && length > 1 && any(entries, length, "given");
  if (length > 3 || loses) {
    const all = (/** @type {any[]} */ ...slots) =>
      lower(f(...liftAll(entries, length, (at) => entries[at].lift(slots[at]))));
    return lends ? lending(parts, all) : all;
  }
  if (lends) {
    const apart = !parts.debug && params.every(({ type }) => type.tag !== TAG.option || !parts.types.of(type).lends);
    return apart
      ? lendingFew(parts, params, entries, isDirect, f, lower)
      : lending(parts, fewOf(entries, length, f, lower));
  }
  if (length > 0 && params[0].type.tag === TAG.value_ref) {
    const reads = wanted.kind === KIND.getter && length === 1 && !wanted.checked;
    return reads ? getter(parts, wanted, isDirect, f, lower) : member(parts, entries, length, isDirect, f, lower);
  }
  const isOfWide =
    params.some(({ type }) => isWide(type)) && params.every(({ type }) => isNumber(type) || isWide(type));
  if (isOfWide && length < 3) return ofWide(wanted, isDirect, f, lower);
  return fewOf(entries, length, f, lower);
}

/** Of any parameter. @param {Entry[]} entries @param {number} length @param {"lends" | "given"} what */
function any(entries, length, what) {
  for (let at = 0; at < length; at++) if (entries[at][what]) return true;
  return false;
}

/**
 * Up to three parameters of any type.
 * @param {Entry[]} entries @param {number} length @param {AnyFunction} f @param {AnyFunction} lower
 * @returns {AnyFunction}
 */
function fewOf(entries, length, f, lower) {
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

/**
 * Up to three, of which the first is a handle that is only lent, as that of a method's object: apart, because to look
 * it up costs less than to call what does (`import_method`).
 * @param {Parts} parts @param {Entry[]} entries @param {number} length
 * @param {boolean} isDirect Whether the result needs no `lower`. @param {AnyFunction} f @param {AnyFunction} lower
 * @returns {AnyFunction}
 */
function member({ handles: { values } }, entries, length, isDirect, f, lower) {
  const lift1 = entries[1]?.lift;
  const lift2 = entries[2]?.lift;
  switch (length) {
    case 1:
      return (object) => {
        const value = f(values[object >>> 0]);
        return isDirect ? value : lower(value);
      };
    case 2:
      return (object, a) => {
        const value = f(values[object >>> 0], lift1(a));
        return isDirect ? value : lower(value);
      };
    default:
      return (object, a, b) => {
        const value = f(values[object >>> 0], lift1(a), lift2(b));
        return isDirect ? value : lower(value);
      };
  }
}

/**
 * A property of a handle that is only lent, read here and not by `f`, which throws where there is no object: a call
 * less (`import_getter`).
 * @param {Parts} parts @param {Import} wanted @param {boolean} isDirect @param {AnyFunction} f
 * @param {AnyFunction} lower @returns {AnyFunction}
 */
function getter({ handles: { values } }, { name }, isDirect, f, lower) {
  const key = keyOf(name);
  return (handle) => {
    const object = values[handle >>> 0];
    const value = object === undefined || object === null ? f(object) : object[key];
    return isDirect ? value : lower(value);
  };
}

/**
 * One or two numbers and integers of 64 bits: apart, because an engine then need not make a bigint of each
 * (`import_u64`).
 * @param {Import} wanted @param {boolean} isDirect @param {AnyFunction} f @param {AnyFunction} lower
 * @returns {AnyFunction}
 */
function ofWide({ params, result }, isDirect, f, lower) {
  const returnsUnsigned = result.tag === TAG.u64;
  const [isUnsigned, isUnsigned1] = params.map(({ type }) => type.tag === TAG.u64);
  switch (params.length) {
    case 1:
      return (a) => {
        const value = f(isUnsigned ? BigInt.asUintN(64, a) : a);
        if (returnsUnsigned && typeof value === "bigint" && BigInt.asUintN(64, value) === value) return value;
        return isDirect ? value : lower(value);
      };
    default:
      return (a, b) => {
        const value = f(isUnsigned ? BigInt.asUintN(64, a) : a, isUnsigned1 ? BigInt.asUintN(64, b) : b);
        return isDirect ? value : lower(value);
      };
  }
}

/** Whether a result is the same in JavaScript and in its slot, and nobody looks at it. @param {Import} wanted */
function isDirectResult({ result, checked }) {
  return result.tag === TAG.unit || (isNumber(result) && !checked);
}

/** Makes a slot of what a function has returned. @param {Parts} parts @param {Import} wanted @returns {AnyFunction} */
function returning(parts, wanted) {
  const { heap, objects } = parts;
  const { convert, lower, borrow } = parts.types.of(wanted.result);
  // An integer of 64 bits alone is its own slot; most are in range, and an engine then need not make a bigint of them
  // (`import_u64`).
  switch (wanted.result.tag) {
    case TAG.u64:
      return (value) => {
        if (typeof value === "bigint" && BigInt.asUintN(64, value) === value) return value;
        return convert(value, wanted, false);
      };
    case TAG.i64:
      return (value) => {
        if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return value;
        return convert(value, wanted, false);
      };
    default:
  }
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
 * The arguments of a call. If one cannot become a value, because it is too long, those behind it are let go of.
 * @param {Entry[]} entries @param {number} length
 * @param {(at: number) => any} lift The argument at a place, whose slot it ends. @returns {any[]}
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
