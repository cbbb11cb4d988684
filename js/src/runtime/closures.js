// @ts-check
/**
 * The life of a closure: who frees it, and when; the scope or the call that it ends with. What is not here: what a gate
 * is (`gate.js`), and how arguments are converted (`../adapters/into.js`).
 */

import { ClosureError } from "../errors.js";
import { table, tableOf } from "../lists.js";
import { ENDED } from "../protocol.js";
import { Registry } from "../registry.js";
import { EXPIRED, REFUSALS, SPENT, newState, shut } from "./gate.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Kind, Place, State } from "./gate.js" */
/** @import { Parts } from "./instance.js" */
/** @import { Memory } from "./memory.js" */
/** @import { Texts } from "./text.js" */
/** @import { Ids, Signature } from "../section/types.js" */

export class Closures {
  parts;
  life;
  memory;
  /** Heap closures by id; a free entry holds the next free one. @type {(State | number)[]} */
  states = table();
  /** Their functions: apart, so that a state never reaches its function. @type {(AnyFunction | undefined)[]} */
  functions = table();
  free = 0;
  /** How many heap closures there are. */
  count = 0;
  /** The closures of each scope under way, by id, innermost last. @type {number[][]} */
  scopes = table();
  /** Stack closures that `lend` made for the calls under way, innermost last. @type {State[]} */
  lent = table();
  /** Heap closures that JavaScript owns. @type {Set<State>} */
  owned = new Set();
  /** Tells when nothing can call such a closure any more. @type {FinalizationRegistry<State>} */
  registry = new Registry((state) => this.collected(state));
  /** By the id of their signature, two each: the other is of those that can be called once. @type {Kind[]} */
  kinds;
  /** The trampolines with a result, by the shape of the slots: `SHAPES`. @type {Record<string, AnyFunction>} */
  callTrampolines = Object.create(null);
  /** Those without. @type {Record<string, AnyFunction>} */
  runTrampolines = Object.create(null);
  /** Has Rust free a closure. @type {AnyFunction} */
  drop = () => {};

  /** @param {Parts} parts @param {Ids} ids Of the signatures that come at run time: those before are read already. */
  constructor(parts, { next }) {
    this.parts = parts;
    this.life = parts.life;
    this.memory = parts.memory;
    // Engines keep a list with long gaps as a hash table.
    this.kinds = tableOf(2 * next, () => undefined);
  }

  /** How many are alive. */
  alive() {
    let alive = this.count + this.parts.lent.count;
    // With `give`: those of JavaScript.
    alive += this.owned.size;
    // With `newLent`: those of the calls under way.
    alive += this.lent.length;
    // With `Promises`: those that are waited for.
    alive += this.parts.promises?.waits.count ?? 0;
    return alive;
  }

  /** @param {Signature} signature @param {boolean} once @returns {Kind} */
  kindOf(signature, once) {
    return (this.kinds[2 * signature.id + (once ? 1 : 0)] ??= this.parts.adapters.closure(this.parts, signature, once));
  }

  // --- A call ---

  /**
   * Passes the gate, which the caller has found open, and enters Rust. No foreign code may run between the two.
   *
   * Subtle: what comes out of Rust as an exception is caught here, as in `enter` of `life.js`, because the gate is
   * raised in the same frame: a stack that ends on the way here has raised nothing. One that ends in `settle` ends the
   * instance too, because Rust has run then, and has the arguments.
   * @param {State} state @param {any} [x] @param {any} [y] @param {any} [z]
   */
  passGate(state, x, y, z) {
    const { kind } = state;
    const calls = state.gate;
    state.gate = kind.once ? SPENT : calls + 1;
    let slot;
    try {
      slot = kind.trampoline(state.env, x, y, z);
      if (state.gate === calls + 1) state.gate = calls;
      else this.settle(state, calls);
    } catch (error) {
      this.life.panic ??= this.life.doubt;
      this.memory.u8[this.life.flag] = ENDED;
      throw this.ended(state, error);
    }
    return slot;
  }

  /**
   * The end of a call during which the closure was ended: frees it, if that was left to the last of its calls, or if
   * JavaScript owns it and it cannot be called again.
   * @param {State} state @param {number} running How many calls are still under way.
   */
  settle(state, running) {
    state.running = running;
    // With `give`: JavaScript may own it.
    if (state.gate === SPENT && this.owned.delete(state)) {
      this.registry.unregister(state);
      state.owed = true;
    }
    if (state.owed && running === 0 && this.life.panic === null) {
      state.owed = false;
      this.life.enter(this.drop, state.env);
    }
  }

  /** What to throw for what came out of it: a lent one may be over. @param {State} state @param {unknown} error */
  ended({ lent, place }, error) {
    const panic = this.life.ended(error);
    // With `newLent` or `AppLent`: a script was stopped.
    if (this.life.cut && lent) return this.refusal(EXPIRED, place);
    return panic;
  }

  /** Throws what a closure that cannot be called answers. @param {State} state @returns {never} */
  refuse({ gate, lent, place }) {
    // With `newLent`, `AppLent` or `beginScope`: a script was stopped.
    if (this.life.cut && (lent || gate === EXPIRED)) throw this.refusal(EXPIRED, place);
    throw this.life.panic === null ? this.refusal(gate, place) : this.life.later();
  }

  /** @param {number} gate @param {Place | null} place */
  refusal(gate, place) {
    const { code, message } = REFUSALS[/** @type {keyof typeof REFUSALS} */ (gate)];
    let made = "";
    // With `Places`: a debug build knows.
    if (place !== null) made = ` (closure made at ${this.parts.places?.placeText(place)})`;
    return new ClosureError(code, message + made);
  }

  /** Where a closure was made. @param {number} env @returns {Place | null} */
  placeOf(env) {
    let place = null;
    // With `Places`: a debug build knows.
    place = this.parts.places?.placeOf(env) ?? null;
    return place;
  }

  // --- Closures on the heap ---

  /**
   * Makes the function of a heap closure.
   * @param {number} env @param {Signature} signature @param {boolean} once Whether it can be called once only.
   * @returns {number} Its id.
   */
  make(env, signature, once) {
    const place = this.placeOf(env);
    const state = newState(env, this.kindOf(signature, once), false, place);
    const f = state.kind.make(state);
    const id = this.free;
    this.free = id === this.states.length ? id + 1 : /** @type {number} */ (this.states[id]);
    this.states[id] = state;
    this.functions[id] = f;
    this.count++;
    return id;
  }

  /**
   * Ends a heap closure, because its `Closure` is dropped.
   * @param {number} id @returns {number} 1 if Rust is to free it now, 0 if it is running, and `settle` will.
   */
  end(id) {
    const state = this.endId(id);
    shut(state);
    state.owed = state.running > 0;
    return state.owed ? 0 : 1;
  }

  /** @param {number} id @returns {State} */
  endId(id) {
    const state = /** @type {State} */ (this.states[id]);
    this.states[id] = this.free;
    this.functions[id] = undefined;
    this.free = id;
    this.count--;
    return state;
  }

  /** Makes JavaScript the owner of a heap closure. @param {number} id Ends. @returns {AnyFunction} Its function. */
  give(id) {
    const f = /** @type {AnyFunction} */ (this.functions[id]);
    const state = this.endId(id);
    this.owned.add(state);
    // Subtle: the state must not reach the function, or that would never be collected.
    this.registry.register(f, state, state);
    return f;
  }

  /** Frees a closure that JavaScript owned and cannot call any more. @param {State} state */
  collected(state) {
    this.owned.delete(state);
    shut(state);
    state.owed = true;
    try {
      this.settle(state, state.running);
    } catch (error) {
      this.life.report(error);
    }
  }

  // --- Scopes ---

  /** Begins a scope: its number. See `src/closure/scope.rs`. */
  beginScope() {
    const { scopes } = this;
    scopes[scopes.length] = table();
    return scopes.length - 1;
  }

  /** Makes a scope the owner of a closure. @param {number} id @param {number} scope */
  addToScope(id, scope) {
    const ids = this.scopes[scope];
    ids[ids.length] = id;
  }

  /**
   * Ends the closures of the innermost scope, and then the scope. First none of them can be called any more; then each
   * is freed, which may run foreign code, and that may even make more closures in this scope. Their ids are given back
   * last, because what is freed may have a handle of another.
   * @param {number} number
   */
  endScope(number) {
    const ids = this.scopes[number];
    let shutUpTo = 0;
    for (let at = 0; at < ids.length; at++) {
      for (; shutUpTo < ids.length; shutUpTo++) shut(/** @type {State} */ (this.states[ids[shutUpTo]]));
      const state = /** @type {State} */ (this.states[ids[at]]);
      state.owed = true;
      this.settle(state, state.running);
    }
    for (let at = 0; at < ids.length; at++) this.endId(ids[at]);
    this.scopes.length = number;
  }

  // --- Closures on the stack ---

  /**
   * Makes the function of a stack closure, which works until the call returns that it is lent to: see `lending`.
   * @param {number} env @param {Signature} signature
   */
  lend(env, signature) {
    const state = this.newLent(env, signature);
    const f = state.kind.make(state);
    this.lent[this.lent.length] = state;
    return f;
  }

  /** What a stack closure's function knows. @param {number} env @param {Signature} signature */
  newLent(env, signature) {
    const place = this.placeOf(env);
    return newState(env, this.kindOf(signature, false), true, place);
  }

  /**
   * Calls a function that lends stack closures, which expire however that ends.
   *
   * Subtle: they are shut by no call, for which there may be no stack left.
   * @param {AnyFunction} f @param {any} [a] @param {any} [b] @param {any} [c]
   */
  lending(f, a, b, c) {
    const { lent } = this;
    const mark = lent.length;
    try {
      return f(a, b, c);
    } finally {
      for (let at = lent.length; at-- > mark; ) lent[at].gate = EXPIRED;
      lent.length = mark;
    }
  }

  /**
   * Rust frames were skipped, and others around them were about to go on; or Rust refuses to be entered. If no
   * exception of theirs was seen, a script was stopped, and what those frames have lent is over.
   *
   * Subtle: what is thrown is the end itself, and not a trap, so that `ended` of `life.js` knows a call that is refused
   * while a panic's message is made from what comes out of that (`panicShown` in tests/runtime/crossings.js).
   * @returns {never}
   */
  skipped() {
    const { life } = this;
    if (life.stop()) {
      // With `newLent`: the stack closures of these calls.
      for (let at = 0; at < this.lent.length; at++) this.lent[at].gate = EXPIRED;
      // With `beginScope`: those of scopes under way.
      for (let number = 0; number < this.scopes.length; number++) {
        const ids = this.scopes[number];
        for (let at = 0; at < ids.length; at++) /** @type {State} */ (this.states[ids[at]]).gate = EXPIRED;
      }
    }
    life.end();
    throw life.panic;
  }

  // --- Where they were made ---

  /** Where the live closures were made, and how many there; the most first. @returns {[string, number][]} */
  livePlaces() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    const { places } = this.parts;
    const add = (/** @type {State | number} */ state) => {
      if (typeof state !== "object") return;
      const known = state.place;
      const place =
        known === null
          ? "an unknown place (build with debug assertions)"
          : /** @type {Places} */ (places).placeText(known);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    };
    for (let at = 0; at < this.states.length; at++) add(this.states[at]);
    for (let at = 0; at < this.lent.length; at++) add(this.lent[at]);
    this.owned.forEach(add);
    return [...counts].sort(([, left], [, right]) => right - left);
  }
}

/** Where closures were made, in Rust: in debug builds. */
export class Places {
  memory;
  texts;

  /** @param {Memory} memory @param {Texts} texts */
  constructor(memory, texts) {
    this.memory = memory;
    this.texts = texts;
  }

  /** `Place` in `src/closure/env.rs`, behind the thunk and the drop. @param {number} env @returns {Place} */
  placeOf(env) {
    this.memory.views();
    const { u32 } = this.memory;
    const at = (env >>> 2) + 2;
    return {
      file: u32[at],
      length: u32[at + 1],
      line: u32[at + 2],
      column: u32[at + 3],
    };
  }

  /** @param {Place} place */
  placeText({ file, length, line, column }) {
    return `${this.texts.read(file, length)}:${line}:${column}`;
  }
}
