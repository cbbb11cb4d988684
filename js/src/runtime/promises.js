// @ts-check
/**
 * Promises: those that Rust waits for, and those that it has made and is to settle; and the turns of its tasks. What is
 * not here: how a promise crosses (`../types/promise.js`), and which task is next (`src/promise/tasks.rs`).
 *
 * Rust waits by `await`, so it is the engine that knows what a promise is: of whatever realm, with a method `then` that
 * throws, or calls back twice or at once. What it waits for is settled in a microtask, in which nothing else runs.
 */

import { blockPlace } from "../errors.js";
import { table } from "../lists.js";
import { TAG } from "../protocol.js";
import { originOf } from "../types/promise.js";
import { caught } from "./imports.js";

/** @import { Parts } from "./instance.js" */
/** @import { Lent } from "./objects.js" */
/** @import { Type } from "../section/types.js" */

/**
 * @typedef {object} Wait
 * @property {Promises | null} promises Those of the instance; `null` when Rust waits no more: it is all that the wait
 * holds, which the promise holds.
 * @property {number} id
 * @property {number} env The address of what Rust waits with.
 * @property {Type} type Of the result.
 * @property {ReturnType<typeof originOf>} origin
 *
 * @typedef {object} Owed A promise that Rust is to settle.
 * @property {Promise<any>} promise
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {Lent | null} lent What is borrowed until then.
 */

/**
 * Has something done in a microtask. Taken when the module is loaded: fake timers replace it. In audio worklets there
 * is none.
 * @type {(f: () => void) => void}
 */
const later = typeof queueMicrotask === "function" ? queueMicrotask : (f) => void Promise.resolve().then(f);

/** Things under numbers, of which those that have ended are given out again. @template T */
class Numbered {
  /** A free place holds the next free one. @type {(T | number)[]} */
  places = table();
  free = 0;
  count = 0;

  /** @param {T} thing @returns {number} */
  add(thing) {
    const id = this.free;
    this.free = id === this.places.length ? id + 1 : /** @type {number} */ (this.places[id]);
    this.places[id] = thing;
    this.count++;
    return id;
  }

  /** @param {number} id @returns {T} */
  at(id) {
    return /** @type {T} */ (this.places[id]);
  }

  /** @param {number} id Ends. @returns {T} */
  take(id) {
    const thing = this.at(id);
    this.places[id] = this.free;
    this.free = id;
    this.count--;
    return thing;
  }

  /** @param {(thing: T) => void} body */
  each(body) {
    for (let at = 0; at < this.places.length; at++) {
      const thing = this.places[at];
      if (typeof thing === "object") body(/** @type {T} */ (thing));
    }
  }
}

export class Promises {
  parts;
  /** @type {Numbered<Wait>} */
  waits = new Numbered();
  /** @type {Numbered<Owed>} */
  owed = new Numbered();
  /** Those of `owed` that JavaScript never got: nobody there can hear what becomes of them. @type {Set<unknown>} */
  kept = new Set();

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  // --- That Rust waits for ---

  /** @param {any} value @param {Type} type Of the result. @param {number} env @returns {number} Its number. */
  wait(value, type, env) {
    /** @type {Wait} */
    const wait = { promises: this, id: 0, env, type, origin: originOf(value) };
    wait.id = this.waits.add(wait);
    follow(wait, value);
    return wait.id;
  }

  /** Rust waits no more. @param {number} id */
  forget(id) {
    this.waits.take(id).promises = null;
  }

  /** A promise is settled. @param {Wait} wait @param {boolean} ok @param {any} value Or the reason. */
  settled(wait, ok, value) {
    const { life, closures } = this.parts;
    if (life.panic !== null) return;
    const slot = ok ? this.lowered(wait, value) : caught(this.parts, value);
    // While the value was converted foreign code may have run.
    if (slot === null || wait.promises === null || life.panic !== null) return;
    this.forget(wait.id);
    this.enter(closures.runTrampolines.f, wait.env, slot);
  }

  /**
   * A cell with what a promise was resolved with; of another kind, with the error that says so. `null` if nobody waits
   * any more.
   * @param {Wait} wait @param {any} value
   */
  lowered(wait, value) {
    const { types, objects, heap } = this.parts;
    const { type, origin } = wait;
    try {
      const { convert, borrow, lower } = types.of(type);
      const converted = convert(value, origin, false);
      if (wait.promises === null) return null;
      return objects.lending((lent) => {
        borrow?.(converted, origin, lent);
        return lower(converted, heap.scratch);
      });
    } catch (error) {
      return this.parts.life.panic === null ? caught(this.parts, error) : null;
    }
  }

  /** What is waited for, and how often; the most first. @returns {[place: string, count: number][]} */
  livePlaces() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    this.waits.each(({ origin }) => {
      const place = typeof origin === "object" ? `${origin.name}, declared in ${blockPlace(origin.block)}` : "";
      counts.set(place, (counts.get(place) ?? 0) + 1);
    });
    return [...counts].sort(([, left], [, right]) => right - left);
  }

  // --- That it is to settle ---

  /**
   * Makes a promise: its handle.
   * @param {boolean} lends Whether it keeps what the export that is under way has borrowed.
   * @param {number} address Where its number is written.
   */
  begin(lends, address) {
    const { memory, life, handles, objects } = this.parts;
    /** @type {any} */
    const settlers = {};
    const promise = new Promise((resolve, reject) => {
      settlers.resolve = resolve;
      settlers.reject = reject;
    });
    /** @type {Owed} */
    const owed = { promise, resolve: settlers.resolve, reject: settlers.reject, lent: null };
    memory.views();
    memory.u32[address >>> 2] = this.owed.add(owed);
    this.kept.add(promise);
    life.onEnd ??= () => this.rejectAll();
    const handle = handles.keep(promise);
    // Last: from here on nothing can fail, and the borrower is Rust's.
    if (lends) owed.lent = objects.keepLent();
    return handle;
  }

  /** @param {number} id Ends. @param {Type} type @param {number} slot As of the result of a closure. */
  settle(id, type, slot) {
    const { resolve, reject } = this.letGo(id);
    let value;
    try {
      value = type.tag === TAG.unit ? undefined : this.parts.types.of(type).result(slot);
    } catch (error) {
      return reject(error);
    }
    resolve(value);
  }

  /** JavaScript gets a value: from now on it can hear of it. @param {unknown} value */
  given(value) {
    this.kept.delete(value);
  }

  /** Nobody will settle a promise. @param {number} id Ends. */
  abandon(id) {
    this.letGo(id);
  }

  /**
   * Subtle: Rust may drop what is given back, if it was freed meanwhile. If that ends the instance, the promise is
   * still there to be rejected.
   * @param {number} id Ends.
   */
  letGo(id) {
    const { promise, lent } = this.owed.at(id);
    if (lent !== null) this.parts.objects.giveBack(lent);
    this.kept.delete(promise);
    return this.owed.take(id);
  }

  /**
   * The instance has ended. Those that JavaScript never got would be unhandled rejections, of which nobody can know.
   * They are rejected all the same: one may have got there as a plain `JsValue`.
   */
  rejectAll() {
    const { panic } = this.parts.life;
    this.owed.each(({ promise, reject }) => {
      if (this.kept.has(promise)) ignore(promise);
      reject(panic);
    });
    this.owed = new Numbered();
    this.kept.clear();
  }

  // --- Tasks ---

  /** Gives Rust's queue a turn. @param {number} env The address of the queue. */
  wake(env) {
    later(() => {
      const { life, closures } = this.parts;
      if (life.panic === null) this.enter(closures.runTrampolines[0], env);
    });
  }

  /**
   * Enters Rust where nobody has called. An end is told to whoever in JavaScript has got a promise, which is rejected.
   * @param {import("../lists.js").AnyFunction} f @param {number} env @param {number} [slot]
   */
  enter(f, env, slot) {
    const { life } = this.parts;
    try {
      life.enter(f, env, slot);
    } catch (error) {
      if (this.owed.count === this.kept.size) life.report(error);
    }
  }
}

/**
 * Waits. Apart, because what the engine keeps until then is no more than this.
 * @param {Wait} wait @param {any} value
 */
async function follow(wait, value) {
  let ok = true;
  let result;
  try {
    result = await value;
  } catch (error) {
    ok = false;
    result = error;
  }
  wait.promises?.settled(wait, ok, result);
}

/** Keeps an engine from reporting that a promise is rejected. @param {unknown} promise */
async function ignore(promise) {
  try {
    await promise;
  } catch {
    // Somebody else is told.
  }
}
