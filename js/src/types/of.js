// @ts-check
/**
 * Which entry a type has: one table. And the types that Rust hands over by an address, as constants of the program.
 * What is not here: what an entry does.
 */

import { byTag, listOf, tableOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { Decoder } from "../section/reader.js";
import { wide, wider } from "./bigint.js";
import { choice } from "./choice.js";
import { array, map, nonZero, option, result, receiver } from "./combinators.js";
import { record, tuple } from "./fields.js";
import { list, rest } from "./list.js";
import { bool, char, number, unit } from "./number.js";
import { promise } from "./promise.js";
import { callable, closure, object, string, value } from "./value.js";

/** @import { Parts } from "../runtime/instance.js" */
/** @import { Ids, Type } from "../section/types.js" */
/** @import { Entry, Maker } from "./entry.js" */

/** What makes an entry, by tag. @type {Record<number, Maker>} */
const MAKERS = byTag({
  [TAG.unit]: unit,
  [TAG.bool]: bool,
  ...Object.fromEntries(Array.from({ length: TAG.f64 - TAG.i8 + 1 }, (_, at) => [TAG.i8 + at, number])),
  [TAG.str]: string,
  [TAG.string]: string,
  [TAG.i64]: wide,
  [TAG.u64]: wide,
  [TAG.i128]: wider,
  [TAG.u128]: wider,
  [TAG.char]: char,
  [TAG.slice]: list,
  [TAG.slice_mut]: list,
  [TAG.vec]: list,
  [TAG.value]: value,
  [TAG.value_ref]: value,
  [TAG.option]: option,
  [TAG.result]: result,
  [TAG.this]: receiver,
  [TAG.rest]: rest,
  [TAG.stack_closure]: closure,
  [TAG.heap_closure]: closure,
  [TAG.owned_closure]: closure,
  [TAG.function]: callable,
  [TAG.class]: object,
  [TAG.class_ref]: object,
  [TAG.class_mut]: object,
  [TAG.struct]: record,
  [TAG.enum]: choice,
  [TAG.tuple]: tuple,
  [TAG.array]: array,
  [TAG.clamped]: number,
  [TAG.map]: map,
  [TAG.non_zero]: nonZero,
  [TAG.promise]: promise,
});

/** So many remainders of an address are told apart. */
const NEAR = 64;

export class Types {
  parts;
  ids;
  /** Entries by the id of their type. @type {Entry[]} */
  entries;
  /** Decoded types by their address in memory. @type {Map<number, { address: number, type: Type }>} */
  known = new Map();
  /** The last of these for each remainder of the address: a `Map` takes longer (`heap_make_drop`). */
  near = /** @type {({ address: number, type: Type } | undefined)[]} */ (listOf(NEAR));

  /** @param {Parts} parts @param {Ids} ids Of the types that are read from now on. */
  constructor(parts, ids) {
    this.parts = parts;
    this.ids = ids;
    // Engines keep a list with long gaps as a hash table.
    this.entries = tableOf(ids.next, () => undefined);
  }

  /** The entry of a type. @param {Type} type @returns {Entry} */
  of(type) {
    const { id, tag, inner, fields } = type;
    return (this.entries[id] ??= MAKERS[tag](
      this.parts,
      type,
      fields === null ? inner && this.of(inner) : tableOf(fields.length, (at) => this.of(fields[at].type)),
    ));
  }

  /** The type at an address. @param {number} address @returns {Type} */
  at(address) {
    const near = this.near[address % NEAR];
    if (near !== undefined && near.address === address) return near.type;
    let known = this.known.get(address);
    if (known === undefined) {
      known = { address, type: new Decoder(this.parts.memory.wasm.buffer, this.ids, address).type() };
      this.known.set(address, known);
    }
    this.near[address % NEAR] = known;
    return known.type;
  }
}
