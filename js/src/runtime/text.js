// @ts-check
/** Strings out of memory and into it. What is not here: UTF-8 itself, where an engine lacks it (`../utf8.js`). */

import { fromCharCode, newDecoder, newEncoder } from "../utf8.js";

/** @import { Heap } from "./heap.js" */
/** @import { Memory } from "./memory.js" */

/** Strings of at most this many bytes are decoded here; TextDecoder wins on longer ones. */
const SHORT = 48;

/** Safari's TextDecoder fails after 2 GiB; a new one starts anew. */
const DECODER_LIMIT = 2 ** 30;

export class Texts {
  memory;
  heap;
  decoder = newDecoder();
  decoded = 0;
  encoder = newEncoder();

  /** @param {Memory} memory @param {Heap} heap */
  constructor(memory, heap) {
    this.memory = memory;
    this.heap = heap;
  }

  /**
   * The text of a `&str`, of which a cell says where it lies: `StrCell` in `src/types/string.rs`.
   * @param {number} slot The address of the cell.
   */
  lent(slot) {
    const { memory } = this;
    memory.views();
    const cell = slot >>> 2;
    return this.read(memory.u32[cell], memory.u32[cell + 1]);
  }

  /**
   * Subtle: small, so that it is inlined, and a long string costs no more than its decoder (`import_str100`).
   * @param {number} address @param {number} length In bytes. @returns {string}
   */
  read(address, length) {
    const { memory } = this;
    memory.views();
    return length > SHORT ? this.decode(address, length) : this.readShort(address, length);
  }

  /** @param {number} address @param {number} length At most `SHORT`. @returns {string} */
  readShort(address, length) {
    const { memory } = this;
    const { u8 } = memory;
    const end = address + length;
    let text = "";
    // One call that makes a whole string; adding up letters leaves a rope, which its first reader has to make flat.
    for (; address < end; address += 16) {
      const a = u8[address];
      const b = u8[address + 1];
      const c = u8[address + 2];
      const d = u8[address + 3];
      const e = u8[address + 4];
      const f = u8[address + 5];
      const g = u8[address + 6];
      const h = u8[address + 7];
      const i = u8[address + 8];
      const j = u8[address + 9];
      const k = u8[address + 10];
      const l = u8[address + 11];
      const m = u8[address + 12];
      const n = u8[address + 13];
      const o = u8[address + 14];
      const p = u8[address + 15];
      // What lies behind the end is looked at too: it may send a short text to the decoder, which is right as well.
      if ((a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p) > 127) {
        return this.decode(end - length, length);
      }
      text += fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
    }
    return text.length === length ? text : text.slice(0, length);
  }

  /** @param {number} address @param {number} length */
  decode(address, length) {
    const { memory } = this;
    this.decoded += length;
    if (this.decoded > DECODER_LIMIT) {
      this.decoder = newDecoder();
      this.decoded = length;
    }
    const end = address + length;
    return this.decoder.decode(memory.shared ? memory.u8.slice(address, end) : memory.u8.subarray(address, end));
  }

  /**
   * Encodes a string into memory that becomes Rust's, and its `StringCell` in `src/types/string.rs`, which says where.
   * @param {string} text @param {number} cell The address of the cell. @returns {number} The same.
   */
  write(text, cell) {
    const { memory, heap } = this;
    const { length } = text;
    if (length === 0) return memory.writeCell(cell, 1, 0, 0);
    // As if ASCII, in a block of just that size; a longer one if it turns out not to be.
    const address = heap.allocate(length, 1);
    let read = 0;
    if (length <= SHORT) {
      const { u8 } = memory;
      let codes = 0; // asked once, and not for each letter
      for (; read < length; read++) {
        const code = text.charCodeAt(read);
        codes |= code;
        u8[address + read] = code;
      }
      if (codes > 127) read = 0;
    }
    return read === length ? memory.writeCell(cell, address, length, length) : this.encode(text, cell, address, read);
  }

  /**
   * The rest of `write`; apart, so that strings that are short and ASCII are inlined.
   * @param {string} text @param {number} cell
   * @param {number} address Of a block of as many bytes as the text has letters.
   * @param {number} read So many of these are written. @returns {number}
   */
  encode(text, cell, address, read) {
    const { memory, heap } = this;
    const { length } = text;
    let capacity = length;
    let written = read;
    if (length > SHORT)
      ({ read, written } = this.encoder.encodeInto(text, memory.u8.subarray(address, address + length)));
    if (read < length) {
      // A UTF-16 unit takes at most three bytes of UTF-8.
      capacity = written + (length - read) * 3;
      let start = 0;
      try {
        start = heap.allocate(capacity, 1);
        memory.u8.copyWithin(start, address, address + written);
      } finally {
        heap.free(address, length, 1);
      }
      memory.views();
      written += this.encoder.encodeInto(
        text.slice(read),
        memory.u8.subarray(start + written, start + capacity),
      ).written;
      address = start;
    }
    return memory.writeCell(cell, address, written, capacity);
  }
}
