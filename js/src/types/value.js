// @ts-check
/**
 * Strings, and values that cross by a handle: of any kind, JavaScript functions, objects of exported classes. What is
 * not here: who holds them (`../runtime/handles.js`, `../runtime/objects.js`).
 */

import { TAG } from "../protocol.js";
import { Owned, borrow, move, unmove } from "../runtime/objects.js";
import { entry, only } from "./entry.js";

/** @import { Maker } from "./entry.js" */
/** @import { Signature } from "../section/types.js" */

/** `&str` and `String`. @type {Maker} */
export const string = (parts, { tag }) => {
  const { memory, heap, texts, handles } = parts;
  const given = tag === TAG.string;
  return entry(parts, {
    given,
    lift: given ? (slot) => handles.take(slot >>> 0) : (slot) => texts.lent(slot),
    convert: only("string", "a string"),
    lower: (value, cell) => texts.write(value, cell),
    undo(_, slot) {
      memory.views();
      const capacity = memory.u32[(slot >>> 2) + 2];
      if (capacity > 0) heap.free(memory.u32[slot >>> 2], capacity, 1);
    },
  });
};

/** `JsValue` and `&JsValue`. @type {Maker} */
export const value = (parts, { tag }) => {
  const { handles } = parts;
  const { values } = handles;
  const given = tag !== TAG.value_ref;
  return entry(parts, {
    given,
    lift: given ? (slot) => handles.take(slot >>> 0) : (slot) => values[slot >>> 0],
    lower: (value) => handles.keep(value),
    undo: (_, slot) => void handles.take(slot),
  });
};

/** `JsFunction`. @type {Maker} */
export const callable = (parts, type, of) => ({ ...value(parts, type, of), convert: only("function", "a function") });

/** A value of an exported type, or a reference to one. @type {Maker} */
export const object = (parts, { tag, key }) => {
  const { handles, objects } = parts;
  const given = tag === TAG.class;
  return entry(parts, {
    given,
    lift: (slot) => handles.take(slot >>> 0),
    convert: (value, place) => objects.objectOf(key, value, place),
    borrow: (value, place, lent) => borrow(value, tag === TAG.class_ref, place, lent),
    lower: given ? move : Owned.addressOf,
    undo: given ? unmove : () => {},
  });
};

/** Closures, by the ways in which they are passed. @type {Maker} */
export const closure = (parts, { tag, signature }) => {
  const { handles, closures } = parts;
  const { functions } = closures;
  const known = /** @type {Signature} */ (signature);
  if (tag === TAG.stack_closure) return entry(parts, { lends: true, lift: (slot) => closures.lend(slot, known) });
  if (tag === TAG.heap_closure) return entry(parts, { lift: (slot) => functions[slot >>> 0] });
  return entry(parts, { given: true, lift: (slot) => handles.take(slot >>> 0) });
};
