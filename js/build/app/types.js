// @ts-check
/**
 * The types of an app that was built: what it does with the values of each is written in its text, and those that Rust
 * hands over by an address are found by their bytes. What is not here: how other types are read (`src/types/of.js`).
 */

import { table } from "../../src/lists.js";

/** @import { AnyFunction } from "../../src/lists.js" */
/** @import { Kind } from "../../src/runtime/gate.js" */
/** @import { Memory } from "../../src/runtime/memory.js" */
/** @import { Entry } from "../../src/types/entry.js" */

/** What the closures of a signature share, as the text of an app makes it. */
export class AppSignature {
  id;
  make;
  /** Its trampoline, which wasm exports. @type {AnyFunction} */
  enter = () => {};

  /**
   * @param {number} id
   * @param {(enter: AnyFunction, once: boolean) => Kind} make
   */
  constructor(id, make) {
    this.id = id;
    this.make = make;
  }

  /** @param {boolean} once */
  kind(once) {
    return this.make(this.enter, once);
  }
}

/**
 * @typedef {object} Others The types that no declaration of the app names.
 * @property {(type: any) => Entry} of
 * @property {(address: number) => any} at
 */

/**
 * Of an app that gives no closure away as a `JsValue`: those of another signature can be made, and nobody has one.
 */
export const NO_OTHERS = Object.freeze({
  /** @returns {never} */
  of() {
    throw new TypeError(); // nothing asks
  },
  at() {
    const make = () => () => {};
    return { signature: new AppSignature(0, (enter, once) => ({ most: 0, once, trampoline: enter, make })) };
  },
});

export class AppTypes {
  memory;
  others;
  /** Entries by the id of their type. @type {Entry[]} */
  entries = table();
  /** The types that are found by their bytes, and these: `src/section/encoding.rs` says what they mean. */
  known = table();
  /** Types by their address in memory. @type {Map<number, any>} */
  found = new Map();
  /** Where the last was that `at` has given. */
  lastAddress = -1;
  /** @type {any} */
  last = null;

  /**
   * @param {Memory} memory
   * @param {Others} others
   */
  constructor(memory, others) {
    this.memory = memory;
    this.others = others;
  }

  /** @param {{ id: number }} type @param {Entry} entry */
  add({ id }, entry) {
    this.entries[id] = entry;
  }

  /** @param {string} bytes In hexadecimal digits. @param {any} type */
  know(bytes, type) {
    this.known[this.known.length] = { bytes, type };
  }

  /** @param {{ id: number }} type */
  of(type) {
    return this.entries[type.id] ?? this.others.of(type);
  }

  /** The type at an address. It is often that of the last time (`heap_make_drop`). @param {number} address */
  at(address) {
    if (address !== this.lastAddress) {
      this.last = this.find(address);
      this.lastAddress = address;
    }
    return this.last;
  }

  /** @param {number} address */
  find(address) {
    let type = this.found.get(address);
    if (type === undefined) {
      type = this.read(address);
      this.found.set(address, type);
    }
    return type;
  }

  /** @param {number} address */
  read(address) {
    const { memory, known } = this;
    memory.views();
    for (let at = 0; at < known.length; at++) {
      const { bytes, type } = known[at];
      if (startsWith(memory.u8, address, bytes)) return type;
    }
    return this.others.at(address);
  }
}

/**
 * @param {Uint8Array} u8
 * @param {number} address
 * @param {string} bytes
 */
function startsWith(u8, address, bytes) {
  for (let at = 0; at < bytes.length; at += 2) {
    if (u8[address + at / 2] !== Number(`0x${bytes[at]}${bytes[at + 1]}`)) return false;
  }
  return true;
}
