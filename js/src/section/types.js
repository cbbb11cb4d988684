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
 * @property {string} key Of an exported type: which. Of a struct or an enum its Rust name.
 * @property {readonly Field[] | null} fields Of a struct or a tuple.
 * @property {readonly (string | number)[] | null} values Of an enum.
 * @property {number} length Of an array of so many elements; else 0.
 *
 * @typedef {{ name: string, type: Type }} Field
 *
 * @typedef {object} Signature What a closure takes and returns.
 * @property {number} id As of a type.
 * @property {boolean} exclusive `FnMut`: refused while it runs.
 * @property {readonly Type[]} params
 * @property {Type} result
 * @property {boolean} empty There is no result.
 */

/**
 * @typedef {{ next: number }} Ids Gives ids to the types and signatures that an instance meets: those of its module,
 * then those that Rust hands over at run time.
 */

/** Those of the types that are known without a module. @type {Ids} */
const OURS = { next: 0 };

/** All others come behind them, or behind those that are known already. @param {Ids} known @returns {Ids} */
export function newIds(known = OURS) {
  return { next: known.next };
}

/**
 * A decoded type. Nobody can change it, and an instance keeps what it makes of it under its id: so whoever gets to see
 * it, as an accessor on `Array.prototype` can, has no way to Rust (tests/runtime/private.test.js).
 * @param {Ids} ids @param {number} tag @param {Type | null} [inner] @param {Signature | null} [signature]
 * @param {string} [key] @param {Pick<Type, "fields" | "values" | "length">} [more] @returns {Type}
 */
export function newType(ids, tag, inner = null, signature = null, key = "", more = PLAIN) {
  return Object.freeze({ id: ids.next++, tag, inner, signature, key, ...more });
}

/** What most types have none of. @type {Pick<Type, "fields" | "values" | "length">} */
const PLAIN = Object.freeze({ fields: null, values: null, length: 0 });

/**
 * A type with fields.
 * @param {Ids} ids @param {number} tag @param {string} key @param {Field[]} fields
 */
export function withFields(ids, tag, key, fields) {
  return newType(ids, tag, null, null, key, { ...PLAIN, fields: Object.freeze(fields) });
}

/** @param {Ids} ids @param {string} key @param {(string | number)[]} values */
export function enumOf(ids, key, values) {
  return newType(ids, TAG.enum, null, null, key, { ...PLAIN, values: Object.freeze(values) });
}

/** @param {Ids} ids @param {number} length @param {Type} list What crosses, of any length. */
export function arrayOf(ids, length, list) {
  return newType(ids, TAG.array, list, null, "", { ...PLAIN, length });
}

/**
 * A decoded signature: as above.
 * @param {Ids} ids @param {boolean} exclusive @param {readonly Type[]} params @param {Type} result @returns {Signature}
 */
export function newSignature(ids, exclusive, params, result) {
  return Object.freeze({ id: ids.next++, exclusive, params, result, empty: result.tag === TAG.unit });
}

/** @param {Type} type */
export function isNumber({ tag }) {
  return tag >= TAG.i8 && tag <= TAG.f64;
}

/** Whether a closure or an export is given `this`. @param {readonly Type[]} params */
export function takesThis(params) {
  return params.length > 0 && params[0].tag === TAG.this;
}

/** Whether the last parameter gathers the rest. @param {readonly Type[]} params */
export function gathersRest(params) {
  return params.length > 0 && params[params.length - 1].tag === TAG.rest;
}

/** The one of `SHAPES` that a closure has whose parameters are of these types. @param {readonly Type[]} params */
export function shapeOf(params) {
  const { length } = params;
  if (length === 0 || length > 3) return String(length);
  let shape = "";
  for (let at = 0; at < length; at++) shape += isNumber(params[at]) && params[at].tag < TAG.f32 ? "i" : "f";
  return shape;
}

/** Whether a type is an integer of 64 bits. @param {Type} type */
export function isWide({ tag }) {
  return tag === TAG.i64 || tag === TAG.u64;
}

/**
 * Whether Rust gets what a function throws, as a result of a type: an `Err`, or a promise that is rejected.
 * @param {Type} type
 */
export function catches({ tag }) {
  return tag === TAG.result || tag === TAG.promise;
}

/** Whether a result is the same in JavaScript and in its slot. @param {Type} type */
export function crosses(type) {
  return isNumber(type) || type.tag === TAG.unit;
}

const [UNIT, VALUE, F64, STRING] = [TAG.unit, TAG.value, TAG.f64, TAG.string].map((tag) => newType(OURS, tag));

/** Types that the runtime's own imports lower. */
export const OWN = Object.freeze({
  optionF64: newType(OURS, TAG.option, F64),
  optionString: newType(OURS, TAG.option, STRING),
  resultUnit: newType(OURS, TAG.result, UNIT),
  resultValue: newType(OURS, TAG.result, VALUE),
  strings: newType(OURS, TAG.vec, STRING),
});
