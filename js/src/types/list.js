// @ts-check
/** Lists: of numbers, which are typed arrays, and of others, lowered one by one. What is not here: one element. */

import { arrayBuffer, arrayLength, arrayName, arrayOffset, isShared } from "../buffers.js";
import { Inside, mismatch } from "../errors.js";
import { arrayFrom, byTag, listOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { block, liftAt } from "./block.js";
import { checks, entry } from "./entry.js";

/** @import { Parts } from "../runtime/instance.js" */
/** @import { Type } from "../section/types.js" */
/** @import { Entry, Maker } from "./entry.js" */

/**
 * @typedef {object} ListOfNumbers
 * @property {number} tag Of the type of each.
 * @property {any} Numbers The kind of typed array.
 * @property {string} name Its name, which is slow to ask it for.
 * @property {number} size Of an element, in bytes.
 */

// biome-ignore format: a table
const KINDS = /** @type {[number, any][]} */ ([
  [TAG.i8, Int8Array], [TAG.u8, Uint8Array], [TAG.i16, Int16Array], [TAG.u16, Uint16Array],
  [TAG.i32, Int32Array], [TAG.u32, Uint32Array], [TAG.isize, Int32Array], [TAG.usize, Uint32Array],
  [TAG.f32, Float32Array], [TAG.f64, Float64Array], [TAG.i64, BigInt64Array], [TAG.u64, BigUint64Array],
  [TAG.clamped, Uint8ClampedArray],
]);

/** What a list of numbers is, by tag. @type {Record<number, ListOfNumbers>} */
const ARRAYS = byTag(
  Object.fromEntries(
    KINDS.map(([tag, Numbers]) => [tag, { tag, Numbers, name: Numbers.name, size: Numbers.BYTES_PER_ELEMENT }]),
  ),
);

/** `&[T]`, `&mut [T]` and `Vec<T>`. @type {Maker} */
export const list = (parts, { tag, inner }, of) => {
  const known = ARRAYS[/** @type {Type} */ (inner).tag];
  const { handles, memory } = parts;
  if (tag === TAG.slice_mut) return entry(parts, copied(parts, of, known));
  const given = tag === TAG.vec;
  const ways = known === undefined ? slots(parts, of, 0) : numbers(parts, of, known);
  return entry(parts, {
    ...ways,
    given,
    lift(slot) {
      if (given) return handles.take(slot >>> 0);
      memory.views();
      const address = memory.u32[slot >>> 2];
      const length = memory.u32[(slot >>> 2) + 1];
      if (known === undefined) return listOf(length, (at) => liftAt(parts, of, address + at * 8));
      const start = address / known.size;
      return memory.arrayOf(known).slice(start, start + length);
    },
  });
};

/** `Rest<T>`: each is a parameter of its own. @type {Maker} */
export const rest = (parts, _, of) =>
  entry(parts, {
    ...slots(parts, of, 1),
    convert: (value, place) => arrayFrom(value, (one, at) => of.convert(one, /** @type {number} */ (place) + at, true)),
  });

/**
 * To Rust, as numbers in a block of memory.
 * @param {Parts} parts @param {Entry} of @param {ListOfNumbers} known @returns {Partial<Entry>}
 */
function numbers({ memory, heap }, of, known) {
  const { Numbers, name, size } = known;
  return {
    foreign: true,
    convert(value, place, copy) {
      if (arrayName.call(value) === name) {
        memory.views();
        // Of this memory, growing it would leave nothing to copy.
        if (!copy && arrayBuffer.call(value) !== memory.buffer) return value;
        // One that was detached is empty, but cannot be copied.
        return new Numbers(arrayLength.call(value) === 0 ? 0 : value);
      }
      if (!Array.isArray(value)) throw mismatch(name, value, place);
      // Each by the rules of a single one.
      return new Numbers(arrayFrom(value, (one) => of.convert(one, place, true)));
    },
    // The cell is `OwnedListCell` in `src/types/list.rs`. Subtle: the length is asked once. Shared memory that another
    // thread grows would have `set` copy more than was allocated (tests/runtime/racing.test.js).
    lower: function writeNumbers(value, cell) {
      const length = arrayLength.call(value);
      let address = 16;
      if (length > 0) {
        address = heap.allocate(length * size, size);
        const buffer = arrayBuffer.call(value);
        const source = isShared(buffer) ? new Numbers(buffer, arrayOffset.call(value), length) : value;
        memory.arrayOf(known).set(source, address / size);
      }
      return memory.writeCell(cell, address, length, length);
    },
    undo(_, slot) {
      memory.views();
      // By the cell, because an array says of itself what it likes.
      const length = memory.u32[(slot >>> 2) + 1];
      if (length > 0) heap.free(memory.u32[slot >>> 2], length * size, size);
    },
  };
}

/**
 * `&mut [T]`: `array_read` and `array_write` of `../runtime/intrinsics.js` copy back what the other side has written.
 * Both sides know the array by a handle, which Rust ends.
 * @param {Parts} parts @param {Entry} of @param {ListOfNumbers} known @returns {Partial<Entry>}
 */
function copied(parts, of, known) {
  const { handles, memory } = parts;
  const { name } = known;
  const list = numbers(parts, of, known);
  const { lower, undo } = /** @type {Entry} */ (list);
  return {
    lift: (slot) => handles.peek(slot),
    convert(value, place) {
      if (arrayName.call(value) !== name) throw mismatch(name, value, place);
      memory.views();
      // What is written there would be Rust's own, and growth would leave nothing to write to.
      if (arrayBuffer.call(value) === memory.buffer)
        throw mismatch(`${name} outside of this module's memory`, value, place, "one in it: pass a copy");
      return value;
    },
    // The cell is `CopiedListCell` in `src/types/list.rs`.
    lower(value, cell) {
      const handle = handles.keep(value);
      try {
        lower(value, cell);
      } catch (error) {
        handles.take(handle);
        throw error;
      }
      memory.u32[(cell >>> 2) + 3] = handle;
      return cell;
    },
    undo(value, slot) {
      memory.views();
      handles.take(memory.u32[(slot >>> 2) + 3]);
      undo(value, slot);
    },
  };
}

/**
 * To Rust, as slots in a block of memory.
 * @param {Parts} parts @param {Entry} of @param {number} step Between the parameters that two elements are.
 * @returns {Partial<Entry>}
 */
export function slots(parts, of, step) {
  const { memory } = parts;
  const { write, undo } = block(parts, () => of);
  const { borrow } = of;
  return {
    foreign: true,
    convert(value, place) {
      if (!Array.isArray(value)) throw mismatch("an array", value, place);
      const here = new Inside(place, checks(place, parts.debug));
      // An array of its own, which no conversion can change.
      return arrayFrom(value, (one, at) => of.convert(one, here.at(at), true));
    },
    lower(values, cell) {
      const { length } = values;
      return memory.writeCell(cell, write(values, length), length, length);
    },
    undo(values, slot) {
      memory.views();
      undo(values, memory.u32[slot >>> 2], values.length);
    },
    borrow:
      borrow &&
      ((values, place, lent) => {
        for (let at = 0; at < values.length; at++) {
          borrow(values[at], typeof place === "number" ? place + at * step : place, lent);
        }
      }),
  };
}
