// @ts-check
/**
 * Types and signatures, as data: frozen, shared by all instances of a module, and asked a few questions. What is not
 * here: their bytes (`reader.js`), and what an instance does with a value of a type (`../types/`).
 */

import { TAG } from "../protocol.js";

/**
 * @typedef {object} Type What a parameter or a result is, decoded from a descriptor.
 * @property {number} id Under which an instance keeps what it makes of it.
 * @property {number} tag One of `TAG`.
 * @property {Type | null} inner Of a list its elements, of an `Option` its `Some`, of a `Result` its `Ok`.
 * @property {Signature | null} signature Of a closure or a function.
 * @property {string} key Of an exported type: which.
 *
 * @typedef {object} Signature What a closure takes and returns.
 * @property {number} id As of a type.
 * @property {boolean} exclusive `FnMut`: refused while it runs.
 * @property {readonly Type[]} params
 * @property {Type} result
 * @property {boolean} empty There is no result.
 */

/**
 * Gives ids to the types and signatures that an instance meets: those of its module, then those that Rust hands over at
 * run time.
 */
export class Ids {
  next;

  /** @param {number} next */
  constructor(next) {
    this.next = next;
  }
}

/** Those of the types that are known without a module. */
const OURS = new Ids(0);

/** All others come behind them, or behind those that are known already. @param {Ids} known */
export function newIds(known = OURS) {
  return new Ids(known.next);
}

/**
 * A decoded type. Nobody can change it, and an instance keeps what it makes of it under its id: so whoever gets to see
 * it, as an accessor on `Array.prototype` can, has no way to Rust (tests/runtime/private.test.js).
 */
export class KnownType {
  id;
  tag;
  inner;
  signature;
  key;

  /**
   * @param {Ids} ids @param {number} tag @param {Type | null} [inner] @param {Signature | null} [signature]
   * @param {string} [key]
   */
  constructor(ids, tag, inner = null, signature = null, key = "") {
    this.id = ids.next++;
    this.tag = tag;
    this.inner = inner;
    this.signature = signature;
    this.key = key;
    Object.freeze(this);
  }
}

/** A decoded signature: as above. */
export class KnownSignature {
  id;
  exclusive;
  params;
  result;
  empty;

  /** @param {Ids} ids @param {boolean} exclusive @param {readonly Type[]} params @param {Type} result */
  constructor(ids, exclusive, params, result) {
    this.id = ids.next++;
    this.exclusive = exclusive;
    this.params = params;
    this.result = result;
    this.empty = result.tag === TAG.unit;
    Object.freeze(this);
  }
}

/** @param {Type} type */
export function isNumber({ tag }) {
  return tag >= TAG.i8 && tag <= TAG.f64;
}

/** Whether a type is an integer of 64 bits. @param {Type} type */
export function isWide({ tag }) {
  return tag === TAG.i64 || tag === TAG.u64;
}

/** Whether a result is the same in JavaScript and in its slot. @param {Type} type */
export function crosses(type) {
  return isNumber(type) || type.tag === TAG.unit;
}

const [UNIT, VALUE] = [new KnownType(OURS, TAG.unit), new KnownType(OURS, TAG.value)];
const [F64, STRING] = [new KnownType(OURS, TAG.f64), new KnownType(OURS, TAG.string)];

/** Types that the runtime's own imports lower. */
export const OWN = Object.freeze({
  optionF64: new KnownType(OURS, TAG.option, F64),
  optionString: new KnownType(OURS, TAG.option, STRING),
  resultUnit: new KnownType(OURS, TAG.result, UNIT),
  resultValue: new KnownType(OURS, TAG.result, VALUE),
  string: STRING,
  strings: new KnownType(OURS, TAG.vec, STRING),
});
