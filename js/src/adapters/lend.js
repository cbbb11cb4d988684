// @ts-check
/**
 * Imports that are passed stack closures, which expire when the import ends. What is not here: imports that are lent
 * nothing (`out.js`), and what such a closure's function does (`into.js`).
 */

import { apply } from "../lists.js";
import { TAG } from "../protocol.js";
import { EXPIRED, newState } from "../runtime/closures.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Import } from "../section/records.js" */
/** @import { Kind } from "../runtime/closures.js" */
/** @import { Signature } from "../section/types.js" */
/** @import { Entry } from "../types/entry.js" */

/**
 * An import of any kind: its closures are known to the instance while it runs.
 * @param {Parts} parts @param {AnyFunction} f The same import, which expires nothing. @returns {AnyFunction}
 */
export function lending({ closures }, f) {
  const all = (/** @type {any[]} */ slots) => apply(f, undefined, slots);
  return (...slots) => closures.lending(all, slots);
}

/**
 * One of up to three parameters in a release build, where nobody asks which closures are alive.
 *
 * Subtle: what is lent are locals here. To store a new object in an old one, as `lending` does, costs as much as the
 * call (`cargo xtask bench`: `pass_stack`). They are shut by no call, for which there may be no stack left.
 * @param {Parts} parts @param {Import["params"]} params @param {Entry[]} entries Of these.
 * @param {boolean} isDirect Whether the result needs no `lower`. @param {AnyFunction} f @param {AnyFunction} lower
 * @returns {AnyFunction}
 */
export function lendingFew({ closures }, params, entries, isDirect, f, lower) {
  const { length } = params;
  /** Of a parameter that is a stack closure. @param {number} at */
  const lentAt = (at) => (at < length && params[at].type.tag === TAG.stack_closure ? params[at].type.signature : null);
  const lift = entries[0].lift;
  const lift1 = entries[1]?.lift;
  const lift2 = entries[2]?.lift;
  const s = lentAt(0);
  const s1 = lentAt(1);
  const s2 = lentAt(2);
  const count = (s === null ? 0 : 1) + (s1 === null ? 0 : 1) + (s2 === null ? 0 : 1);
  if (length === 1 && s !== null) return lendingOne(closures, s, isDirect, f, lower);
  return (p, q, r) => {
    const state = s === null ? null : closures.newLent(p, s);
    const state1 = s1 === null ? null : closures.newLent(q, s1);
    const state2 = s2 === null ? null : closures.newLent(r, s2);
    closures.apart += count;
    try {
      const x = state === null ? lift(p) : state.kind.make(state);
      const y = state1 === null ? lift1(q) : state1.kind.make(state1);
      if (length === 2) return lower(f(x, y));
      return lower(f(x, y, state2 === null ? lift2(r) : state2.kind.make(state2)));
    } finally {
      closures.apart -= count;
      if (state !== null) state.gate = EXPIRED;
      if (state1 !== null) state1.gate = EXPIRED;
      if (state2 !== null) state2.gate = EXPIRED;
    }
  };
}

/**
 * A stack closure that is the only argument, as most are: apart, because that takes a tenth less (`twenty_pass`).
 * @param {Parts["closures"]} closures @param {Signature} signature @param {boolean} isDirect
 * @param {AnyFunction} f @param {AnyFunction} lower @returns {AnyFunction}
 */
function lendingOne(closures, signature, isDirect, f, lower) {
  /** @type {Kind | null} */
  let kind = null;
  return (env) => {
    kind ??= closures.kindOf(signature, false);
    const state = newState(env, kind, true, null);
    closures.apart++;
    try {
      const value = f(kind.make(state));
      return isDirect ? value : lower(value);
    } finally {
      closures.apart--;
      state.gate = EXPIRED;
    }
  };
}
