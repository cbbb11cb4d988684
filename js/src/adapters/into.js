// @ts-check
/**
 * Into Rust: the functions of closures, and of exports, which are closures that nobody can end. Each asks the gate,
 * converts the arguments, asks again, because that may have run foreign code, lowers the arguments, enters Rust, and
 * lifts the result. What is not here: what a type means (`../types/`), and what a gate is (`../runtime/gate.js`).
 *
 * There is a function for each number of parameters up to three, because a list of them costs many times a call.
 * Numbers are apart: `numbers.js`.
 */

import { apply, listOf, table, tableOf } from "../lists.js";
import { ENDED, TAG } from "../protocol.js";
import { SPENT } from "../runtime/gate.js";
import { gathersRest, isNumber } from "../section/types.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Kind, State } from "../runtime/gate.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Type } from "../section/types.js" */
/** @import { Entry } from "../types/entry.js" */

/**
 * @typedef {object} Frame What a function needs to know of its parameters and its result.
 * @property {Parts} parts
 * @property {readonly Type[]} params
 * @property {Entry[]} entries Of these.
 * @property {boolean[]} copies Of each parameter, whether the conversion of a later one may run foreign code, which
 * could change a typed array.
 * @property {number} own 1 if the first is what JavaScript calls `this`.
 * @property {(slot: any) => any} result
 * @property {boolean} empty There is none.
 * @property {boolean} later It is a promise, which may keep what was borrowed.
 * @property {number} most The highest gate that a call passes.
 */

/**
 * @param {Parts} parts @param {readonly Type[]} params @param {Type} result @param {number} own @param {number} most
 * @returns {Frame}
 */
export function frame(parts, params, result, own, most) {
  const entries = tableOf(params.length, (at) => parts.types.of(params[at]));
  const copies = tableOf(params.length, (at) => {
    for (let later = at + 1; later < params.length; later++) if (entries[later].foreign) return true;
    return false;
  });
  const { result: lift } = parts.types.of(result);
  const empty = result.tag === TAG.unit;
  const later = result.tag === TAG.promise;
  return { parts, params, entries, copies, own, result: lift, empty, later, most };
}

/**
 * What makes functions from states; `null`, and `every` does it, if the parameters are not few and simple.
 * @param {Frame} frame @returns {Kind["make"] | null}
 */
export function few(frame) {
  const { params, entries } = frame;
  if (frame.own === 1 || params.length > 3) return null;
  for (let at = 0; at < params.length; at++)
    if (entries[at].borrow !== null || params[at].tag === TAG.rest) return null;
  return FEW[params.length](frame);
}

/** By number of parameters. @type {((frame: Frame) => Kind["make"])[]} */
const FEW = [none, one, two, three];

/** @param {Frame} frame */
function none({ parts: { life, closures }, most, empty, result }) {
  return (/** @type {State} */ state) => () => {
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const slot = closures.passGate(state);
    return empty ? undefined : result(slot);
  };
}

/**
 * Enters Rust in its own text, as `passGate` of `../runtime/closures.js` does. Subtle: behind `lower` nothing is called
 * but the trampoline and `settle`, and what comes out of either ends the instance. So the argument need never be taken
 * back, for which there may be no stack left (tests/runtime/pressure.test.js).
 * @param {Frame} frame
 */
function one({ parts: { debug, life, heap, memory, handles, closures }, params, entries, most, empty, result }) {
  const { convert, lower } = entries[0];
  const cell = heap.cell(0);
  // What closures are called with most, without calls (`call_heap_fn_mut_value`, `call_heap_fn_string_result`).
  const isAny = params[0].tag === TAG.value;
  const isPlain = isNumber(params[0]) && !debug;
  return (/** @type {State} */ state) => (/** @type {any} */ a) => {
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const p = isAny ? a : isPlain ? +a : convert(a, 0, false);
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const { env, gate, kind } = state;
    const x = isAny ? handles.keep(a) : isPlain ? p : lower(p, cell);
    state.gate = kind.once ? SPENT : gate + 1;
    let slot;
    try {
      slot = kind.trampoline(env, x);
      if (state.gate === gate + 1) state.gate = gate;
      else closures.settle(state, gate);
    } catch (error) {
      life.panic ??= life.doubt;
      memory.u8[life.flag] = ENDED;
      throw closures.ended(state, error);
    }
    return empty ? undefined : result(slot);
  };
}

/** @param {Frame} frame */
function two(frame) {
  const { entries, copies, most, empty, result } = frame;
  const { life, heap, closures } = frame.parts;
  const { convert, lower } = entries[0];
  const { convert: convert1, lower: lower1 } = entries[1];
  const copy = copies[0];
  const cell = heap.cell(0);
  const cell1 = heap.cell(1);
  return (/** @type {State} */ state) => (/** @type {any} */ a, /** @type {any} */ b) => {
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const p = convert(a, 0, copy);
    const q = convert1(b, 1, false);
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    let x, y, slot;
    try {
      x = lower(p, cell);
      y = lower1(q, cell1);
      slot = closures.passGate(state, x, y);
    } catch (error) {
      undoAll(frame, [p, q], [x, y]);
      throw error;
    }
    return empty ? undefined : result(slot);
  };
}

/** @param {Frame} frame */
function three(frame) {
  const { entries, copies, most, empty, result } = frame;
  const { life, heap, closures } = frame.parts;
  const { convert, lower } = entries[0];
  const { convert: convert1, lower: lower1 } = entries[1];
  const { convert: convert2, lower: lower2 } = entries[2];
  const copy = copies[0];
  const copy1 = copies[1];
  const cell = heap.cell(0);
  const cell1 = heap.cell(1);
  const cell2 = heap.cell(2);
  return (/** @type {State} */ state) => (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c) => {
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const p = convert(a, 0, copy);
    const q = convert1(b, 1, copy1);
    const r = convert2(c, 2, false);
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    let x, y, z, slot;
    try {
      x = lower(p, cell);
      y = lower1(q, cell1);
      z = lower2(r, cell2);
      slot = closures.passGate(state, x, y, z);
    } catch (error) {
      undoAll(frame, [p, q, r], [x, y, z]);
      throw error;
    }
    return empty ? undefined : result(slot);
  };
}

/**
 * Any number of parameters of any type, `this` and `...rest` among them. The function that is made gets what JavaScript
 * calls `this`, and the list of the arguments.
 * @param {Frame} frame @returns {(state: State, self: any, args: ArrayLike<any>) => any}
 */
export function every(frame) {
  const { parts, params, entries, copies, own, most, empty, later, result } = frame;
  const { life, heap, objects, closures } = parts;
  const { length } = params;
  const gathers = gathersRest(params);
  return (state, self, args) => {
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const given = own === 1 || gathers ? gather(length, own, gathers, self, args) : args;
    const values = listOf(length);
    for (let at = 0; at < length; at++) values[at] = entries[at].convert(given[at], at - own, copies[at]);
    if (state.gate > most || life.panic !== null) closures.refuse(state);
    const slot = objects.lending((lent) => {
      const slots = table();
      try {
        for (let at = 0; at < length; at++) entries[at].borrow?.(values[at], at - own, lent);
        for (let at = 0; at < length; at++) slots[at] = entries[at].lower(values[at], heap.cell(at));
        if (later) objects.lender = lent; // by no call, for which there may be no stack left
        return length > 3 ? closures.passGate(state, slots) : closures.passGate(state, slots[0], slots[1], slots[2]);
      } catch (error) {
        undoAll(frame, values, slots);
        throw error;
      }
    });
    return empty ? undefined : result(slot);
  };
}

/**
 * Takes back the arguments that were lowered for a call which has not come to be. What Rust was entered with is Rust's,
 * and an exception that comes out of it ends the instance.
 * @param {Frame} frame @param {any[]} values @param {any[]} slots `undefined` of one that is not lowered yet.
 */
function undoAll({ parts: { life }, entries }, values, slots) {
  if (life.panic !== null) return;
  for (let at = 0; at < slots.length && slots[at] !== undefined; at++) entries[at].undo(values[at], slots[at]);
}

/**
 * The arguments of a function with a `this` or a `Rest`, one for each parameter, also if JavaScript passes fewer.
 * @param {number} length @param {number} own @param {boolean} gathers @param {any} self What JavaScript calls `this`.
 * @param {ArrayLike<any>} args
 */
function gather(length, own, gathers, self, args) {
  const last = length - 1;
  const given = (/** @type {number} */ at) => (at < own ? self : args[at - own]);
  const left = () => listOf(Math.max(0, own + args.length - last), (at) => given(last + at));
  return listOf(length, (at) => (gathers && at === last ? left() : given(at)));
}

/**
 * What enters a closure: its trampoline; with a list of the slots if they are more than three.
 * @param {AnyFunction} f @param {number} count Of slots. @returns {AnyFunction}
 */
export function trampoline(f, count) {
  if (count <= 3) return f;
  return (env, slots) =>
    apply(
      f,
      undefined,
      listOf(count + 1, (at) => (at === 0 ? env : slots[at - 1])),
    );
}

/** The same for an export, which has no address before the slots. @param {AnyFunction} f @param {number} count */
export function trampolineOfExport(f, count) {
  return count <= 3
    ? (/** @type {number} */ _, /** @type {any} */ x, /** @type {any} */ y, /** @type {any} */ z) => f(x, y, z)
    : (/** @type {number} */ _, /** @type {any[]} */ slots) => apply(f, undefined, slots);
}

/** What JavaScript counts as a function's `length`: without `this` and `...rest`. @param {readonly Type[]} params */
export function lengthOf(params) {
  return params.filter(({ tag }) => tag !== TAG.this && tag !== TAG.rest).length;
}
