// @ts-check
/**
 * Rust's allocator, as JavaScript uses it: blocks that become Rust's, and the scratch area for cells. What is not
 * here: what is written into them.
 */

import { CELL, MOST_PARAMS } from "../protocol.js";

/** @import { Life } from "./life.js" */
/** @import { Memory } from "./memory.js" */

/** The largest block that Rust allocates, in bytes. */
const LARGEST = 2 ** 31 - 1;

/** An export of an instance that is not there yet. */
const nothing = /** @type {(...args: any[]) => any} */ (/** @type {unknown} */ (null));

export class Heap {
  life;
  memory;
  alloc = nothing;
  dealloc = nothing;
  /** The address of the scratch area: a cell for each parameter of a closure or an export. */
  scratch = 0;

  /** @param {Life} life @param {Memory} memory */
  constructor(life, memory) {
    this.life = life;
    this.memory = memory;
  }

  /** @param {any} exports Those of the instance. @param {number} most How many parameters an export has at most. */
  attach(exports, most) {
    this.alloc = exports.closures_extern_alloc;
    this.dealloc = exports.closures_extern_free;
    this.scratch = this.allocate(Math.max(MOST_PARAMS, most) * CELL, 8);
  }

  /** The address of a cell of the scratch area. @param {number} index */
  cell(index) {
    return this.scratch + index * CELL;
  }

  /** @param {number} size Bytes, not 0. @param {number} align @returns {number} */
  allocate(size, align) {
    const { life } = this;
    // Wasm gives memory also after a panic: for the panic's message.
    if (life.isOver()) throw life.later();
    // What is larger would be another number in wasm.
    const address = size <= LARGEST ? life.enter(this.alloc, size, align) >>> 0 : 0;
    if (address === 0) throw new RangeError(`wasm memory is exhausted: there is no room for ${size} bytes`);
    this.memory.views();
    return address;
  }

  /** Frees what `allocate` gave. @param {number} address @param {number} size @param {number} align */
  free(address, size, align) {
    this.life.enter(this.dealloc, address, size, align);
  }
}
