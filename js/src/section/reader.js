// @ts-check
/**
 * Bytes to numbers, texts and types: what `Writer` in `src/section/encoding.rs` writes. It serves the custom section
 * and the types that Rust hands over in memory. What is not here: what the records of the section mean.
 */

import { damaged } from "../errors.js";
import { listOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { newDecoder } from "../utf8.js";
import { jsName, propertyName } from "./names.js";
import { arrayOf, enumOf, newSignature, newType, withFields } from "./types.js";

/** @import { Ids, Signature, Type } from "./types.js" */

/** Types in types are read so deep. */
const DEEPEST = 200;

/** Reads what `Writer` in `src/section/encoding.rs` writes. */
export class Decoder {
  view;
  at;
  ids;

  /** @param {ArrayBufferLike} buffer @param {Ids} ids Of the types. @param {number} [at] */
  constructor(buffer, ids, at = 0) {
    this.view = new DataView(buffer);
    this.ids = ids;
    this.at = at;
  }

  atEnd() {
    return this.at >= this.view.byteLength;
  }

  u8() {
    this.at += 1;
    return this.view.getUint8(this.at - 1);
  }

  u16() {
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }

  u32() {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  str() {
    const length = this.u16();
    // A RangeError beyond the end, like the numbers'.
    const bytes = new Uint8Array(this.view.buffer, this.at, length);
    this.at += length;
    // A copy, because TextDecoder refuses shared memory.
    return newDecoder().decode(bytes.slice());
  }

  /** @param {number} [depth] In how many other types it is. @returns {Type} */
  type(depth = 0) {
    // Not for the stack to end: that is a RangeError here, an InternalError there.
    if (depth > DEEPEST) throw damaged(`a type lies in more than ${DEEPEST} others`);
    const tag = this.u8();
    switch (tag) {
      case TAG.slice:
      case TAG.slice_mut:
      case TAG.vec:
      case TAG.option:
      case TAG.result:
      case TAG.this:
      case TAG.rest:
      case TAG.map:
      case TAG.non_zero:
      case TAG.promise:
        return newType(this.ids, tag, this.type(depth + 1));
      case TAG.stack_closure:
      case TAG.heap_closure:
      case TAG.owned_closure:
      case TAG.function:
        return newType(this.ids, tag, null, this.signature(depth + 1));
      case TAG.class:
      case TAG.class_ref:
      case TAG.class_mut:
        return newType(this.ids, tag, null, null, this.str());
      case TAG.imported:
      case TAG.imported_ref:
        return this.imported(tag === TAG.imported ? TAG.value : TAG.value_ref, this.str());
      case TAG.struct:
        return this.struct(depth + 1);
      case TAG.enum: {
        const name = this.str();
        return enumOf(
          this.ids,
          name,
          listOf(this.u16(), () => (this.u8() === 0 ? this.str() : this.u32() | 0)),
        );
      }
      case TAG.tuple: {
        const fields = listOf(this.u8(), (at) => Object.freeze({ name: String(at), type: this.type(depth + 1) }));
        return withFields(this.ids, tag, "", fields);
      }
      case TAG.array:
        return arrayOf(this.ids, this.u32(), this.type(depth + 1));
      case TAG.clamped:
        return newType(this.ids, tag);
      default:
        if (tag > TAG.function) throw damaged(`there is no type ${tag}`);
        return newType(this.ids, tag);
    }
  }

  /**
   * A value of an imported class. Any value crosses under its name, which says who is meant, and is not asked here.
   * @param {number} tag @param {string} _ Its name.
   */
  imported(tag, _) {
    return newType(this.ids, tag);
  }

  /** @param {number} depth @returns {Type} */
  struct(depth) {
    const key = this.str();
    const fields = listOf(this.u8(), () => {
      const given = this.u8() !== 0;
      const name = this.str();
      return Object.freeze({
        name: propertyName(given ? name : jsName(name, null, false, false)),
        type: this.type(depth),
      });
    });
    for (let at = 1; at < fields.length; at++) {
      for (let before = 0; before < at; before++)
        if (fields[before].name === fields[at].name) throw twice(key, fields[at].name);
    }
    return withFields(this.ids, TAG.struct, key, fields);
  }

  /** @param {number} depth @returns {Signature} */
  signature(depth) {
    const exclusive = this.u8() !== 0;
    const params = listOf(this.u8(), () => this.type(depth));
    return newSignature(this.ids, exclusive, Object.freeze(params), this.type(depth));
  }
}

/** @param {string} key @param {string | symbol} name */
function twice(key, name) {
  return new Error(
    `two fields of ${key} are called ${String(name)}: give one of them another name: #[js(name = "..")]`,
  );
}
