// @ts-check
/**
 * What an entry is: all that an instance does with the values of one type. Each type is one entry, in the modules
 * beside this one, or is made of others (`combinators.js`); `of.js` has the table. Each direction has a pair of names:
 *
 * ```text
 * from Rust    lift     an argument of an import: its slot becomes a value
 *              result   the result of a closure or an export: the same for that slot
 * from JS      convert  is checked and converted, which may run foreign code
 *              lower    and then becomes a slot, which runs none, and throws where there is no room alone
 * ```
 *
 * What is not here: any entry.
 *
 * Because `lower` runs no foreign code, nothing overwrites a cell before Rust has read it; and because `undo` takes
 * back what it has made, a call that finds no room for its last argument has kept nothing of the first.
 */

import { mismatch } from "../errors.js";

/** @import { Origin } from "../errors.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Owned } from "../runtime/objects.js" */
/** @import { Type } from "../section/types.js" */

/**
 * @typedef {object} Entry
 * @property {"getInt32" | "getFloat32" | "getFloat64" | "getBigInt64"} from How a slot is read that lies in memory.
 * @property {(slot: any) => any} lift
 * @property {(slot: any) => any} result
 * @property {(value: any, place: Origin, copy: boolean) => any} convert `copy`: foreign code may run before `lower`,
 * which could change a typed array.
 * @property {(value: any, cell: number) => any} lower `value` is from `convert`. A slot of f64: a number, a handle, or
 * the address of the cell, which it may use.
 * @property {(value: any, slot: number) => void} undo Takes back what `lower` has made.
 * @property {((value: any, place: Origin, lent: Owned[]) => void) | null} borrow Borrows the exported objects in a
 * value; `null` if there can be none.
 * @property {boolean} foreign Whether `convert` may run foreign code.
 * @property {boolean} given Whether `lift` ends a handle.
 * @property {boolean} lends Whether `lift` makes a stack closure.
 * @property {boolean} plain Whether a slot is the value itself, which may be any number.
 * @property {Entry[] | null} fields Of a struct or a tuple.
 *
 * @typedef {(parts: Parts, type: Type, of: any) => Entry} Maker What makes an entry: of the instance's parts, the type,
 * and of a type that holds another one the entry of that, or of one with fields a list of theirs.
 */

/**
 * An entry: what is not said is that of a value that crosses by its handle and is no argument from JavaScript.
 * @param {Parts} parts @param {Partial<Entry>} said @returns {Entry}
 */
export function entry({ handles }, said) {
  return {
    from: "getInt32",
    lift: (slot) => slot,
    result(slot) {
      if (slot < 0) throw handles.take(-1 - slot); // the error of a `Result`
      return handles.take(slot);
    },
    convert: (value) => value,
    lower: (value) => value,
    undo() {},
    ...{ borrow: null, fields: null },
    ...{ foreign: false, given: false, lends: false, plain: false },
    ...said,
  };
}

/** Refuses what is of no such kind. @param {string} kind What `typeof` must say. @param {string} name */
export function only(kind, name) {
  /** @param {any} value @param {Origin} place */
  return (value, place) => {
    if (typeof value !== kind) throw mismatch(name, value, place);
    return value;
  };
}

/** Whether plain numbers are checked that come from a place. @param {Origin} place @param {boolean} debug */
export function checks(place, debug) {
  return typeof place === "object" ? place.checked : debug;
}
