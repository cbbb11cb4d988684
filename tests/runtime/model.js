// @ts-check
// What the contract says of closures: what a closure may do, what a call of one that is ended throws, when captures are
// dropped, when an instance ends. From the contract, not from the code. crossings.js compares the two. What is not here: promises and
// tasks (tasks.js).

import { ClosureError, debug } from "./harness.js";
import { Tasks } from "./tasks.js";

export const FN = 0;
export const FN_MUT = 1;
export const ONCE = 2;

/** Messages by code. @type {Record<string, string>} */
const MESSAGES = {
  dropped: "closure called after it was dropped",
  expired: "closure called after the call it was passed to returned",
  reentered: "FnMut closure called while it is already running",
  once: "FnOnce closure called more than once",
};

/**
 * What the model knows of a JavaScript function that is a closure.
 *
 * @typedef {{
 *   id: number, sig: number, kind: number, captures: Captures, owner: "rust" | "js" | "closure" | "scope" | "stack",
 *   ended: string | null, gone: boolean, spent: boolean, running: number, times: { count: number }, value: boolean,
 *   scope: Scope | null,
 * }} Known
 *
 * What closures have captured: one value, whose end is told, and maybe another closure.
 * @typedef {{
 *   id: number, state: "held" | "due" | "dropped" | "lost", owns: Known | null, hook: import("./programs.js").Op[], after: () => void,
 * }} Captures `after`: what is so when it is dropped.
 *
 * @typedef {{ members: Known[], parent: Scope | null, over: boolean }} Scope
 *
 * A call of a closure. `refusal` is what it must be refused with, `outcome` how its body has ended.
 * @typedef {{
 *   f: Known, op: import("./programs.js").Op, refusal: string | null, argument: number, outcome: null | { how: string, value?: number },
 * }} Call
 *
 * Why an instance has ended.
 * @typedef {{
 *   how: "exception" | "panic" | "stop", cause?: any, by?: string, text?: string | null, error?: any,
 * }} End `by`: the import that threw; `text`: of a panic, if it is known; `error`: what everything throws.
 */

/** What the contract says. */
export class Model {
  /** @type {Known[]} */
  known = [];
  /** Set when the instance has ended: everything is refused from then on. @type {End | null} */
  ended = null;
  /** Captures that must be dropped before the step is over. @type {Set<Captures>} */
  due = new Set();
  /** Calls into Rust that are under way. */
  entries = 0;
  /** How often Rust functions were skipped by a script that was stopped. */
  skips = 0;
  /** A Rust function was stopped itself: whatever enters Rust next ends the instance. */
  torn = false;
  /** How often a Rust function went on after JavaScript had done something. */
  wentOn = 0;
  tasks = new Tasks(this);

  /** The instance ends, if it has not ended before. @param {End} end */
  end(end) {
    this.ended ??= end;
  }

  /**
   * JavaScript is about to return to a Rust function, which goes on if nothing was skipped meanwhile.
   *
   * @param {number} skips How many there were when it came.
   * @returns {boolean} Whether it goes on.
   */
  goesOn(skips) {
    if (this.skips !== skips) this.end({ how: "stop" });
    if (this.ended !== null) return false;
    this.wentOn++;
    return true;
  }

  /** Why a call is refused, or null. @param {Known} f */
  refusal(f) {
    if (this.ended !== null) return "panicked";
    if (f.ended !== null) return f.ended;
    if (f.kind === ONCE) return f.spent ? "once" : null;
    return f.kind === FN_MUT && f.running > 0 ? "reentered" : null;
  }

  /** @param {Known} f */
  enter(f) {
    f.running++;
    f.times.count++;
    f.spent = true;
  }

  /** The body is about to return. @param {Known} f */
  leave(f) {
    if (f.kind === ONCE) return this.release(f.captures);
    f.running--;
    if (f.running === 0 && f.ended === "dropped") this.release(f.captures);
  }

  /** The call has ended. @param {Known} f */
  left(f) {
    if (f.kind !== ONCE) return;
    f.running--;
    if (f.owner === "js") f.gone = true;
  }

  /** Rust drops the `Closure`. @param {Known} f */
  drop(f) {
    f.ended = "dropped";
    f.value = false;
    if (f.running === 0) this.release(f.captures);
  }

  /** @param {Known} f */
  give(f) {
    f.owner = "js";
    f.value = false;
  }

  /** Nothing in JavaScript reaches the function any more. @param {Known} f */
  collect(f) {
    f.gone = true;
    f.ended = "dropped";
    this.release(f.captures);
  }

  /** @param {Known} f @param {boolean} last The function that has the captures goes on. */
  expire(f, last) {
    f.ended = "expired";
    if (last) this.release(f.captures);
  }

  /** @param {Scope} scope */
  endScope(scope) {
    scope.over = true;
    for (const f of scope.members) this.drop(f);
  }

  /** @param {Captures} captures */
  release(captures) {
    if (captures.state !== "held") return;
    captures.state = "due";
    this.due.add(captures);
  }

  /**
   * A script was stopped, and with it the Rust functions that it had called: what they have is lost, though nobody knows before
   * one of the functions around is about to go on.
   *
   * @param {Set<Captures>} due What was due before the script.
   */
  cut(due) {
    this.skips++;
    for (const captures of this.due) {
      if (due.has(captures)) continue;
      captures.state = "lost";
      this.due.delete(captures);
    }
  }

  stats() {
    const alive = this.known.filter(({ ended, gone }) => ended === null && !gone);
    const { closures, handles } = this.tasks.stats();
    return { closures: alive.length + closures, handles: this.known.filter(({ value }) => value).length + handles };
  }
}

/**
 * What is wrong with how a call has ended, or null. What everything throws after the end is not looked at.
 *
 * @param {Call} call
 * @param {{ value?: any, error?: any }} got
 * @param {boolean} over Whether the instance has ended.
 * @returns {string | null}
 */
export function wrong({ f, refusal, outcome }, got, over) {
  const { error } = got;
  const told = "error" in got ? `threw ${error?.code} ${String(error)}` : `returned ${got.value}`;
  if (refusal !== null && outcome !== null) return "ran";
  if (refusal === "bad") return error instanceof TypeError ? null : `${told}, not a TypeError`;
  if (over) return null;
  if (refusal !== null) {
    if (!(error instanceof ClosureError && error.code === refusal)) return `${told}, not ${refusal}`;
    const place = debug ? / \(closure made at tests\/runtime\/src\/model\.rs:\d+:\d+\)$/ : /$/;
    return place.test(error.message) && error.message.replace(place, "") === MESSAGES[refusal] ? null : told;
  }
  if (outcome === null) return `did not run, and ${told}`;
  if (outcome.how === "error") {
    const thrown = f.sig === 1 ? error instanceof Error && error.message === "model" : error === "model";
    return thrown ? null : told;
  }
  const value = f.sig === 3 ? undefined : f.sig === 0 ? outcome.value : String(outcome.value);
  return "value" in got && got.value === value ? null : `${told}, not ${value}`;
}
