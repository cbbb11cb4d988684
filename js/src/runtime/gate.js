// @ts-check
/**
 * A closure's state, and its gate, which says whether the closure may be called. What is not here: when it is shut
 * (`closures.js`), and who raises it in a text of its own, for speed or where the stack may end (`../adapters/`).
 *
 * ```text
 * made        OPEN      0 calls are under way
 * called      + 1       an `Fn` is entered again, an `FnMut` not: it is BUSY
 * returns     - 1       or `settle`, if it was ended meanwhile
 * ended       DROPPED   by its `Closure`, by its scope, or because JavaScript has forgotten it
 *             EXPIRED   with the call that it was lent to
 *             SPENT     by its only call
 * ```
 */

/** @import { AnyFunction } from "../lists.js" */

/**
 * @typedef {object} Kind What the closures of a signature share.
 * @property {number} most The highest gate that a call passes.
 * @property {boolean} once Whether they can be called once only.
 * @property {AnyFunction} trampoline Enters them: by their address, then a slot for each parameter, or a list of the
 * slots if there are more than three.
 * @property {(state: State) => AnyFunction} make Makes their functions.
 *
 * @typedef {object} State What a closure's JavaScript function knows of the Rust closure.
 * @property {number} env The address of the Rust closure, signed, as it came: it only goes back.
 * @property {Kind} kind
 * @property {number} gate How many calls are under way, or `SHUT` and more.
 * @property {number} running How many are under way, if the gate does not say.
 * @property {boolean} owed JavaScript is to free the Rust closure when no call is under way.
 * @property {boolean} lent It is a stack closure.
 * @property {Place | null} place Where it was made, in Rust (debug builds).
 */

/**
 * A place in Rust, whose text a message asks for, and most closures never do: the file's name lies in memory for good.
 * @typedef {{ file: number, length: number, line: number, column: number }} Place
 */

/** The gate of a closure that may be called and is not running. Below `SHUT` it is the number of calls under way. */
const OPEN = 0;
/** An `FnMut` closure that is running. */
export const BUSY = 1;
/** From here on a gate says why a call does not go straight on. No stack has room for so many calls under way. */
const SHUT = 2 ** 29;
/** A closure whose `Closure` was dropped. */
const DROPPED = SHUT;
/** An `FnOnce` closure that has been called. */
export const SPENT = SHUT + 1;
/** A stack closure whose import has returned. */
export const EXPIRED = SHUT + 2;

/** Why a closure refuses a call, by its gate: code and message of the `ClosureError`. */
export const REFUSALS = Object.freeze({
  [BUSY]: { code: "reentered", message: "FnMut closure called while it is already running" },
  [DROPPED]: { code: "dropped", message: "closure called after it was dropped" },
  [EXPIRED]: { code: "expired", message: "closure called after the call it was passed to returned" },
  [SPENT]: { code: "once", message: "FnOnce closure called more than once" },
});

/** The highest gate that a call passes, of an `FnMut` or an `Fn`. @param {boolean} exclusive */
export function mostOf(exclusive) {
  return exclusive ? OPEN : SHUT - 2;
}

/**
 * Subtle: the only call of what can be called once makes the gate `SPENT`, which does not say that it is under way.
 * @param {number} env @param {Kind} kind @param {boolean} lent @param {Place | null} place @returns {State}
 */
export function newState(env, kind, lent, place) {
  return { env, kind, gate: OPEN, running: kind.once ? 1 : 0, owed: false, lent, place };
}

/** The function of a closure that nobody can end, as an export is. @param {Kind} kind @returns {AnyFunction} */
export function always(kind) {
  return kind.make(newState(0, kind, false, null));
}

/** Ends a closure. @param {State} state */
export function shut(state) {
  if (state.gate < SHUT) state.running = state.gate;
  state.gate = DROPPED;
}
