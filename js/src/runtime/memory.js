// @ts-check
/**
 * The memory of an instance, as JavaScript sees it: views that follow its growth, and the cells by which both sides
 * hand over what fits in no slot. What is not here: who allocates (`heap.js`), and what the bytes mean.
 */

import { table } from "../lists.js";

export class Memory {
  /** @type {{ readonly buffer: ArrayBufferLike }} */
  wasm = { buffer: new ArrayBuffer(0) };
  /** @type {Uint8Array} */
  u8 = new Uint8Array(0);
  /** @type {Uint32Array} */
  u32 = new Uint32Array(0);
  /** @type {DataView} */
  view = new DataView(new ArrayBuffer(0));
  /** The buffer, as of the last `views`. @type {ArrayBufferLike} */
  buffer = this.view.buffer;
  /** The memory as typed arrays, by the tag of an element: those that were asked for. */
  arrays = table();
  shared = false;

  /** @param {{ readonly buffer: ArrayBufferLike }} memory That of the instance. @param {boolean} shared */
  attach(memory, shared) {
    this.wasm = memory;
    this.shared = shared;
  }

  /** Makes the views those of the current memory: growth leaves old ones behind. */
  views() {
    if (this.u8.byteLength === 0 || (this.shared && this.buffer !== this.wasm.buffer)) {
      this.buffer = this.wasm.buffer;
      this.u8 = new Uint8Array(this.buffer);
      this.u32 = new Uint32Array(this.buffer);
      this.view = new DataView(this.buffer);
      // With `arrayOf`: those of other numbers.
      this.arrays = table();
    }
  }

  /** The memory as one array of numbers. @param {{ tag: number, Numbers: any }} known Their type. */
  arrayOf({ tag, Numbers }) {
    this.views();
    return (this.arrays[tag] ??= new Numbers(this.buffer));
  }

  /** Where a list lies. @param {number} cell @param {number} address @param {number} length @param {number} capacity */
  writeCell(cell, address, length, capacity) {
    this.views();
    this.u32[cell >>> 2] = address;
    this.u32[(cell >>> 2) + 1] = length;
    this.u32[(cell >>> 2) + 2] = capacity;
    return cell;
  }
}

/** Those of all instances. Two in one would each take it for its own. @type {WeakSet<object>} */
const memories = new WeakSet();

/** Makes a memory that of one instance. @param {object} memory @returns {boolean} Whether it was nobody's. */
export function claim(memory) {
  if (memories.has(memory)) return false;
  memories.add(memory);
  return true;
}

/** A memory whose instance has not come to be can be passed again. @param {object} memory */
export function giveBack(memory) {
  memories.delete(memory);
}

/** Whether it is a memory, of whatever realm. @param {unknown} value @returns {value is WebAssembly.Memory} */
export function isMemory(value) {
  try {
    Reflect.get(WebAssembly.Memory.prototype, "buffer", value);
    return true;
  } catch {
    return false;
  }
}
