// @ts-check
/**
 * Closures and exports of up to three numbers. They are apart from the other functions into Rust (`into.js`), and each
 * enters Rust in its own text, because an engine keeps what it learns of a call with the text of that call: they cost
 * half of what they would there, or a third (`call_heap_fn0`, `twenty_call`, `export_call`).
 *
 * The numbers are converted before the gate is asked, because that may run foreign code. What is not here: what a gate
 * is (`../runtime/gate.js`), and why it is raised and the exception caught in one frame (`passGate` of
 * `../runtime/closures.js`, which does the same in general).
 */

import { ENDED } from "../protocol.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Kind, State } from "../runtime/gate.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Signature } from "../section/types.js" */

/**
 * Closures that return a number or nothing.
 * @param {Parts} parts @param {Signature} signature @param {number} most The highest gate that a call passes.
 * @param {AnyFunction} enter Their trampoline. @returns {Kind["make"]}
 */
export function ofNumbers(parts, { params, empty }, most, enter) {
  return OF_NUMBERS[params.length](parts, most, empty, enter);
}

/**
 * By number of parameters. Subtle: two calls, because an engine learns of each what it calls.
 * @type {((parts: Parts, most: number, empty: boolean, enter: AnyFunction) => Kind["make"])[]}
 */
const OF_NUMBERS = [
  ({ life, memory, closures }, most, empty, enter) =>
    (state) =>
    () => {
      const calls = state.gate;
      if (calls > most) return closures.refuse(state);
      state.gate = calls + 1;
      let slot;
      try {
        if (empty) enter(state.env);
        else slot = enter(state.env);
        if (state.gate === calls + 1) state.gate = calls;
        else closures.settle(state, calls);
      } catch (error) {
        life.panic ??= life.doubt;
        memory.u8[life.flag] = ENDED;
        throw closures.ended(state, error);
      }
      return slot;
    },
  ({ life, memory, closures }, most, empty, enter) =>
    (state) =>
    (a) => {
      const x = +a;
      const calls = state.gate;
      if (calls > most) return closures.refuse(state);
      state.gate = calls + 1;
      let slot;
      try {
        if (empty) enter(state.env, x);
        else slot = enter(state.env, x);
        if (state.gate === calls + 1) state.gate = calls;
        else closures.settle(state, calls);
      } catch (error) {
        life.panic ??= life.doubt;
        memory.u8[life.flag] = ENDED;
        throw closures.ended(state, error);
      }
      return slot;
    },
  ({ life, memory, closures }, most, empty, enter) =>
    (state) =>
    (a, b) => {
      const x = +a;
      const y = +b;
      const calls = state.gate;
      if (calls > most) return closures.refuse(state);
      state.gate = calls + 1;
      let slot;
      try {
        if (empty) enter(state.env, x, y);
        else slot = enter(state.env, x, y);
        if (state.gate === calls + 1) state.gate = calls;
        else closures.settle(state, calls);
      } catch (error) {
        life.panic ??= life.doubt;
        memory.u8[life.flag] = ENDED;
        throw closures.ended(state, error);
      }
      return slot;
    },
  ({ life, memory, closures }, most, empty, enter) =>
    (state) =>
    (a, b, c) => {
      const x = +a;
      const y = +b;
      const z = +c;
      const calls = state.gate;
      if (calls > most) return closures.refuse(state);
      state.gate = calls + 1;
      let slot;
      try {
        if (empty) enter(state.env, x, y, z);
        else slot = enter(state.env, x, y, z);
        if (state.gate === calls + 1) state.gate = calls;
        else closures.settle(state, calls);
      } catch (error) {
        life.panic ??= life.doubt;
        memory.u8[life.flag] = ENDED;
        throw closures.ended(state, error);
      }
      return slot;
    },
];

/**
 * An export, of which nobody asks a gate.
 * @param {Parts} parts @param {number} count @param {AnyFunction} entry Ignores what it has no parameter for.
 * @param {AnyFunction} result @returns {AnyFunction}
 */
export function exportOfNumbers({ life, memory }, count, entry, result) {
  return (a, b, c) => {
    const x = count > 0 ? +a : 0;
    const y = count > 1 ? +b : 0;
    const z = count > 2 ? +c : 0;
    let slot;
    try {
      slot = entry(x, y, z);
    } catch (error) {
      life.panic ??= life.doubt;
      memory.u8[life.flag] = ENDED;
      throw life.ended(error);
    }
    return result(slot);
  };
}
