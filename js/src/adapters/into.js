// @ts-check
/**
 * Into Rust: the functions of closures and of exports. Each converts the arguments, asks whether Rust may be entered, lowers the
 * arguments, enters, and lifts the result. What is not here: what a type means (`../types/`), and what is asked and entered: a closure's
 * gate (`../runtime/closures.js`), or the instance alone.
 *
 * There is a function for each number of parameters up to three, because a list of them costs many times a call; and numbers are apart,
 * so that what other types do to a function cannot slow them down.
 */

import { apply, listOf, tableOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { isNumber } from "../section/types.js";

/** @typedef {import("../section/types.js").Type} Type */
/** @typedef {import("../types/entry.js").Entry} Entry */
/** @typedef {import("../runtime/instance.js").Parts} Parts */
/** @typedef {(...args: any[]) => any} AnyFunction */

/**
 * @typedef {object} Frame What a function needs to know of its parameters and its result.
 * @property {Parts} parts
 * @property {readonly Type[]} params
 * @property {Entry[]} entries Of these.
 * @property {boolean[]} copies Of each parameter, whether the conversion of a later one may run foreign code, which could change a typed
 * array.
 * @property {number} own 1 if the first is what JavaScript calls `this`.
 * @property {(slot: any) => any} result
 * @property {(target: any) => void} check Refuses a call.
 * @property {(target: any, x?: any, y?: any, z?: any) => any} enter Enters Rust with the slots; with a list of them if they are more than
 * three.
 */

/**
 * @param {Parts} parts
 * @param {readonly Type[]} params
 * @param {Type} result
 * @param {number} own
 * @param {Pick<Frame, "check" | "enter">} way
 * @returns {Frame}
 */
export function frame(parts, params, result, own, { check, enter }) {
  const entries = tableOf(params.length, (at) => parts.types.of(params[at]));
  const copies = tableOf(params.length, (at) => {
    for (let later = at + 1; later < params.length; later++) if (entries[later].foreign) return true;
    return false;
  });
  return { parts, params, entries, copies, own, result: parts.types.of(result).result, check, enter };
}

/**
 * What makes a function of whatever is entered, if the parameters are few and simple enough for a function of their own; else `null`,
 * and `every` does it.
 *
 * @param {Frame} frame
 * @returns {((target: any) => AnyFunction) | null}
 */
export function few(frame) {
  const { params, entries, parts } = frame;
  if (frame.own === 1 || params.length > 3) return null;
  for (let at = 0; at < params.length; at++) if (entries[at].borrow !== null || params[at].tag === TAG.rest) return null;
  return FEW[!parts.debug && params.every(isNumber) ? params.length : params.length + 4](frame);
}

/** By number of parameters; those of numbers first. @type {((frame: Frame) => (target: any) => AnyFunction)[]} */
const FEW = [nothing, number, numbers2, numbers3, nothing, one, two, three];

/** @param {Frame} frame */
function nothing({ check, enter, result }) {
  return (/** @type {any} */ target) => () => {
    check(target);
    return result(enter(target));
  };
}

/** @param {Frame} frame */
function number({ check, enter, result }) {
  return (/** @type {any} */ target) => (/** @type {any} */ a) => {
    const x = +a;
    check(target);
    return result(enter(target, x));
  };
}

/** @param {Frame} frame */
function numbers2({ check, enter, result }) {
  return (/** @type {any} */ target) => (/** @type {any} */ a, /** @type {any} */ b) => {
    const x = +a;
    const y = +b;
    check(target);
    return result(enter(target, x, y));
  };
}

/** @param {Frame} frame */
function numbers3({ check, enter, result }) {
  return (/** @type {any} */ target) => (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c) => {
    const x = +a;
    const y = +b;
    const z = +c;
    check(target);
    return result(enter(target, x, y, z));
  };
}

/** @param {Frame} frame */
function one({ parts: { life, heap }, entries, check, enter, result }) {
  const { convert, lower, undo } = entries[0];
  const cell = heap.cell(0);
  return (/** @type {any} */ target) => (/** @type {any} */ a) => {
    check(target);
    const p = convert(a, 0, false);
    check(target);
    let x;
    let lowered = 0;
    let slot;
    try {
      x = lower(p, cell);
      lowered = 1;
      slot = enter(target, x);
    } catch (error) {
      if (lowered > 0 && life.panic === null) undo(p, x);
      throw error;
    }
    return result(slot);
  };
}

/** @param {Frame} frame */
function two(frame) {
  const { entries, copies, check, enter, result } = frame;
  const { convert, lower } = entries[0];
  const { convert: convert1, lower: lower1 } = entries[1];
  const copy = copies[0];
  const cell = frame.parts.heap.cell(0);
  const cell1 = frame.parts.heap.cell(1);
  return (/** @type {any} */ target) => (/** @type {any} */ a, /** @type {any} */ b) => {
    check(target);
    const p = convert(a, 0, copy);
    const q = convert1(b, 1, false);
    check(target);
    let x, y;
    let lowered = 0;
    let slot;
    try {
      x = lower(p, cell);
      lowered = 1;
      y = lower1(q, cell1);
      lowered = 2;
      slot = enter(target, x, y);
    } catch (error) {
      undoAll(frame, [p, q], [x, y], lowered);
      throw error;
    }
    return result(slot);
  };
}

/** @param {Frame} frame */
function three(frame) {
  const { entries, copies, check, enter, result } = frame;
  const { convert, lower } = entries[0];
  const { convert: convert1, lower: lower1 } = entries[1];
  const { convert: convert2, lower: lower2 } = entries[2];
  const copy = copies[0];
  const copy1 = copies[1];
  const cell = frame.parts.heap.cell(0);
  const cell1 = frame.parts.heap.cell(1);
  const cell2 = frame.parts.heap.cell(2);
  return (/** @type {any} */ target) => (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c) => {
    check(target);
    const p = convert(a, 0, copy);
    const q = convert1(b, 1, copy1);
    const r = convert2(c, 2, false);
    check(target);
    let x, y, z;
    let lowered = 0;
    let slot;
    try {
      x = lower(p, cell);
      lowered = 1;
      y = lower1(q, cell1);
      lowered = 2;
      z = lower2(r, cell2);
      lowered = 3;
      slot = enter(target, x, y, z);
    } catch (error) {
      undoAll(frame, [p, q, r], [x, y, z], lowered);
      throw error;
    }
    return result(slot);
  };
}

/**
 * Any number of parameters of any type, `this` and `...rest` among them. The function that is made gets what JavaScript calls `this`, and
 * the list of the arguments.
 *
 * @param {Frame} frame
 * @returns {(target: any, self: any, args: ArrayLike<any>) => any}
 */
export function every(frame) {
  const { parts, params, entries, copies, own, check, enter, result } = frame;
  const { heap, objects } = parts;
  const { length } = params;
  const gathers = params[length - 1]?.tag === TAG.rest;
  return (target, self, args) => {
    check(target);
    const given = own === 1 || gathers ? gather(length, own, gathers, self, args) : args;
    const values = listOf(length);
    for (let at = 0; at < length; at++) values[at] = entries[at].convert(given[at], at - own, copies[at]);
    check(target);
    const slot = objects.lending((lent) => {
      const slots = tableOf(length, () => 0);
      let lowered = 0;
      try {
        for (let at = 0; at < length; at++) entries[at].borrow?.(values[at], at - own, lent);
        for (; lowered < length; lowered++) slots[lowered] = entries[lowered].lower(values[lowered], heap.cell(lowered));
        return length > 3 ? enter(target, slots) : enter(target, slots[0], slots[1], slots[2]);
      } catch (error) {
        undoAll(frame, values, slots, lowered);
        throw error;
      }
    });
    return result(slot);
  };
}

/**
 * Takes back the arguments that were lowered for a call which has not come to be. What Rust was entered with is Rust's, and an exception
 * that comes out of it ends the instance.
 *
 * @param {Frame} frame
 * @param {any[]} values
 * @param {any[]} slots
 * @param {number} count So many of them are lowered.
 */
function undoAll({ parts: { life }, entries }, values, slots, count) {
  if (life.panic !== null) return;
  for (let at = 0; at < count; at++) entries[at].undo(values[at], slots[at]);
}

/**
 * The arguments of a function with a `this` or a `Rest`, one for each parameter, also if JavaScript passes fewer.
 *
 * @param {number} length
 * @param {number} own
 * @param {boolean} gathers
 * @param {any} self What JavaScript calls `this`.
 * @param {ArrayLike<any>} args
 */
function gather(length, own, gathers, self, args) {
  const last = length - 1;
  const given = (/** @type {number} */ at) => (at < own ? self : args[at - own]);
  const left = () => listOf(Math.max(0, own + args.length - last), (at) => given(last + at));
  return listOf(length, (at) => (gathers && at === last ? left() : given(at)));
}

/**
 * What enters a function of the instance that has so many slots: see `enter` of a frame.
 *
 * @param {AnyFunction} f
 * @param {number} count
 * @param {boolean} behind Whether the address of a closure comes before them.
 * @returns {AnyFunction}
 */
export function entered(f, count, behind) {
  if (count <= 3) return f;
  if (!behind) return (slots) => apply(f, undefined, slots);
  return (env, slots) => apply(f, undefined, listOf(count + 1, (at) => (at === 0 ? env : slots[at - 1])));
}

/** The `length` of a function with these parameters, as JavaScript counts: without `this` and `...rest`. @param {readonly Type[]} params */
export function lengthOf(params) {
  return params.filter(({ tag }) => tag !== TAG.this && tag !== TAG.rest).length;
}
