// @ts-check
/**
 * Rust values that JavaScript owns: the objects of exported classes, who uses them, and when they end. What is not
 * here: what a class can do (`exports.js`).
 */

import { ClosureError, mismatch, placeText, show } from "../errors.js";
import { table } from "../lists.js";
import { Registry } from "../registry.js";

/** @import { Origin } from "../errors.js" */
/** @import { AnyFunction } from "../lists.js" */
/** @import { Handles } from "./handles.js" */
/** @import { Life } from "./life.js" */

/**
 * @typedef {object} ExportedType A type of which JavaScript can own a value.
 * @property {string} key
 * @property {string} name
 * @property {new (owned: Owned) => object} Class
 * @property {AnyFunction} free Has Rust drop a value.
 *
 * @typedef {Owned[] & { isKept?: boolean }} Lent What a call borrows. It is kept when the call has made a promise that
 * is settled later: until then.
 */

/** Of an `Owned`: `free()` was called, or JavaScript has forgotten the object. */
const FREED = 1;
/** Of an `Owned`: Rust has taken the value back. */
const MOVED = 2;

/** Of an `Owned`: a call has the value for itself. Otherwise `borrows` counts the calls that share it. */
const ALONE = -1;

/**
 * What an object of an exported class holds: the value that it owns, and who uses that.
 *
 * Nobody outside of these modules has one, but a built-in that a page has replaced (SECURITY.md). So an object that has
 * one was made here, and its address is right.
 */
export class Owned {
  #address;
  objects;
  type;
  borrows = 0;
  /** 0 while the object is alive, then `FREED` or `MOVED`. */
  over = 0;

  /**
   * @param {Objects} objects Those of the instance. @param {ExportedType} type
   * @param {number} address Unsigned: as a slot it crosses as an f64, and below 0 that is another number.
   */
  constructor(objects, type, address) {
    this.objects = objects;
    this.type = type;
    this.#address = address;
  }

  /** @param {any} value @returns {value is Owned} */
  static is(value) {
    return typeof value === "object" && value !== null && #address in value;
  }

  /** Where the value is. @param {Owned} owned */
  static addressOf(owned) {
    return owned.#address;
  }
}

/** What an object holds; `undefined` of another object. @type {(value: any) => Owned | undefined} */
let ownedBy;

/** What all exported classes extend. */
export class ExportedValue {
  /** @type {Owned} */
  #owned;

  /** @param {unknown} owned */
  constructor(owned) {
    if (!Owned.is(owned)) throw new TypeError("this class cannot be extended: extend one of its classes");
    this.#owned = owned;
  }

  static {
    ownedBy = (value) => (typeof value === "object" && value !== null && #owned in value ? value.#owned : undefined);
  }

  /**
   * Drops the Rust value. During a call that uses it, it is dropped after that call. Twice, or when the value was moved
   * into Rust, it does nothing.
   */
  free() {
    const owned = ownedBy(this);
    if (owned === undefined) throw new TypeError(`this: expected an object that Rust made, got ${show(this)}`);
    owned.objects.endValue(owned);
  }
}
if (typeof Symbol.dispose === "symbol") {
  Object.defineProperty(ExportedValue.prototype, Symbol.dispose, {
    value: ExportedValue.prototype.free,
    writable: true,
    configurable: true,
  });
}
// So that nobody gets between a class and this constructor.
Object.freeze(ExportedValue);

export class Objects {
  life;
  handles;
  /** The exported types by key. @type {Map<string, ExportedType>} */
  exported = new Map();
  /** What the call borrows that is about to enter Rust, if it returns a promise. @type {Lent | null} */
  lender = null;
  /** Tells when JavaScript has forgotten an object. @type {FinalizationRegistry<Owned>} */
  forgotten = new Registry((owned) => {
    try {
      this.endValue(owned);
    } catch (error) {
      this.life.report(error);
    }
  });

  /** @param {Life} life @param {Handles} handles */
  constructor(life, handles) {
    this.life = life;
    this.handles = handles;
  }

  /** @param {string} key @returns {ExportedType} */
  typeOf(key) {
    return /** @type {ExportedType} */ (this.exported.get(key));
  }

  /** Makes the object that owns a value: its handle. @param {number} address @param {string} key Of its type. */
  make(address, key) {
    const type = this.typeOf(key);
    const owned = new Owned(this, type, address);
    const object = new type.Class(owned);
    // Subtle: what is registered must not reach the object, or that would never be forgotten.
    this.forgotten.register(object, owned, owned);
    return this.handles.keep(object);
  }

  /** What an object holds, if it is of the type. @param {string} key @param {any} value @param {Origin} place */
  objectOf(key, value, place) {
    const type = this.typeOf(key);
    const owned = ownedBy(value);
    if (owned === undefined) throw mismatch(type.name, value, place);
    if (owned.objects !== this) throw mismatch(`${type.name} of this instance`, value, place, "one of another");
    if (owned.type !== type) throw mismatch(type.name, value, place, owned.type.name);
    return owned;
  }

  /**
   * Does something with objects that a call borrows, and gives them back however that ends. If it fails, what was to be
   * moved into Rust has not been.
   * @template T @param {(lent: Lent) => T} body Borrows what it adds to the list. @returns {T}
   */
  lending(body) {
    /** @type {Lent} */
    const lent = table();
    let done = false;
    try {
      const result = body(lent);
      done = true;
      return result;
    } finally {
      // Subtle: first by no call, for which there may be no stack left.
      if (lent.isKept !== true) {
        for (let at = 0; at < lent.length; at++) {
          const owned = lent[at];
          owned.borrows = owned.borrows === ALONE ? 0 : owned.borrows - 1;
          if (!done && owned.over === MOVED) owned.over = 0;
        }
        if (lent.length > 0) this.dropFreed(lent);
      }
    }
  }

  /**
   * What the call has borrowed that has entered Rust last: it stays so when that returns, until it is given back.
   * @returns {Lent}
   */
  keepLent() {
    const lent = /** @type {Lent} */ (this.lender);
    this.lender = null;
    lent.isKept = true;
    return lent;
  }

  /** Gives back what was kept. @param {Lent} lent */
  giveBack(lent) {
    for (let at = 0; at < lent.length; at++) {
      const owned = lent[at];
      owned.borrows = owned.borrows === ALONE ? 0 : owned.borrows - 1;
    }
    this.dropFreed(lent);
  }

  /** Drops what was freed during the call that has given it back. @param {Owned[]} lent */
  dropFreed(lent) {
    for (let at = 0; at < lent.length; at++) {
      const owned = lent[at];
      if (owned.over === MOVED) this.forgotten.unregister(owned);
      if (owned.over === FREED && owned.borrows === 0) this.dropValue(owned);
    }
  }

  /**
   * Ends an object, because of `free()` or because JavaScript has forgotten it.
   *
   * Subtle: at the stack's end a call may throw before Rust has heard of it. Then the object is not over, and the next
   * `free()` is not in vain (tests/runtime/arguments.test.js).
   * @param {Owned} owned
   */
  endValue(owned) {
    if (owned.over !== 0) return;
    owned.over = FREED;
    if (owned.borrows === 0) {
      try {
        this.dropValue(owned);
      } catch (error) {
        if (this.life.panic === null) owned.over = owned.borrows = 0;
        throw error;
      }
    }
    this.forgotten.unregister(owned);
  }

  /**
   * Has Rust drop a value that nothing borrows. When the instance has ended there is nothing left to drop. Subtle: it
   * counts as borrowed from then on, because a call may have lent it twice, and gives it back twice.
   * @param {Owned} owned
   */
  dropValue(owned) {
    const address = Owned.addressOf(owned);
    owned.borrows = ALONE;
    if (this.life.panic !== null) return;
    this.life.enter(owned.type.free, address);
  }
}

/**
 * Borrows an object for a call: for itself, or shared with others.
 * @param {Owned} owned @param {boolean} shared @param {Origin} place @param {Owned[]} lent Is added to.
 */
export function borrow(owned, shared, place, lent) {
  if (owned.over !== 0 || owned.borrows < 0 || (!shared && owned.borrows > 0)) throw unusable(owned, place);
  // Subtle: no call between the two, for which there may be no stack left.
  owned.borrows = shared ? owned.borrows + 1 : ALONE;
  lent[lent.length] = owned;
}

/** Hands a borrowed object's value over to Rust. @param {Owned} owned @returns {number} Its address. */
export function move(owned) {
  owned.over = MOVED;
  return Owned.addressOf(owned);
}

/** Takes that back, because the call has not come to be. @param {Owned} owned */
export function unmove(owned) {
  owned.over = 0;
}

/** Why an object cannot be used. @param {Owned} owned @param {Origin} place */
function unusable({ over, borrows, type: { name } }, place) {
  const where = placeText(place);
  if (over === FREED) return new ClosureError("freed", `${where}: ${name} used after free()`);
  if (over === MOVED) return new ClosureError("moved", `${where}: ${name} used after it was moved into Rust`);
  const [alone, shared] = [
    "while a call changes or takes it",
    "by a call that changes or takes it, while another uses it",
  ];
  return new ClosureError("borrowed", `${where}: ${name} used ${borrows === ALONE ? alone : shared}`);
}
