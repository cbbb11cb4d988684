// @ts-check
/**
 * What crosses slot by slot: to JavaScript as slots of 8 bytes that lie in memory, to Rust as a block of larger ones,
 * with room for what a slot points to. What is not here: what the slots are of (`list.js`, `fields.js`).
 */

import { CELL } from "../protocol.js";

/** @import { Parts } from "../runtime/instance.js" */
/** @import { Entry } from "./entry.js" */

/** Bytes of an element: its slot, and the cell that the slot may point to. */
export const ELEMENT = 8 + CELL;

/** A value whose slot lies in memory, in 8 bytes. @param {Parts} parts @param {Entry} of @param {number} address */
export function liftAt({ memory }, of, address) {
  memory.views();
  return of.lift(memory.view[of.from](address, true));
}

/**
 * How a block for Rust is written, and taken back: `Received` in `src/types/list.rs`.
 * @param {Parts} parts @param {(at: number) => Entry} entryAt
 */
export function block({ memory, heap }, entryAt) {
  /** Takes back what was written of a block. @param {any[]} values @param {number} address @param {number} count */
  const undo = (values, address, count) => {
    if (values.length === 0) return;
    for (let at = 0; at < count; at++) {
      memory.views();
      entryAt(at).undo(values[at], memory.view.getFloat64(address + at * ELEMENT, true));
    }
    heap.free(address, values.length * ELEMENT, 8);
  };
  /** Of values that were converted: the address. @param {any[]} values @param {number} length */
  function writeSlots(values, length) {
    if (length === 0) return 8;
    const address = heap.allocate(length * ELEMENT, 8);
    let at = 0;
    try {
      for (; at < length; at++) {
        const element = address + at * ELEMENT;
        const of = entryAt(at);
        const slot = of.plain ? values[at] : of.lower(values[at], element + 8);
        memory.views();
        memory.view.setFloat64(element, slot, true);
      }
    } catch (error) {
      undo(values, address, at);
      throw error;
    }
    return address;
  }
  return { write: writeSlots, undo };
}
