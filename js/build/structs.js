// @ts-check
/**
 * What an app does with a struct, as text: an object literal of its slots, and its fields read one by one. What is not
 * here: what a field does with a value (`types.js`), and what is the same for all structs (`src/types/fields.js`).
 */

import { TAG } from "../src/protocol.js";
import { isNumber } from "../src/section/types.js";
import { ELEMENT } from "../src/types/block.js";
import { keyOf } from "../src/section/names.js";
import { indented, key, property } from "./names.js";

/** @import { Entry } from "../src/types/entry.js" */
/** @import { Field } from "../src/section/types.js" */

/**
 * @typedef {object} Known A field, and how the text names its entry.
 * @property {Field} field
 * @property {Entry} flags
 * @property {string} entry
 */

/**
 * The part of a struct's entry that is its own: `Own` in `src/types/fields.js`.
 *
 * @param {readonly Known[]} fields
 * @param {(name: string) => string} use Of a shared module.
 * @returns {string}
 */
export function structText(fields, use) {
  return ["{", ...indented([...liftText(fields, use), ...readText(fields), ...lowerText(fields)]), "}"].join("\n");
}

/** Whether a name is that of a symbol elsewhere. A field has its name as it stands. @param {string} name */
const isSymbol = (name) => typeof keyOf(name) !== "string";

/** A field behind its object. @param {string} name */
const read = (name) => (isSymbol(name) ? `[${JSON.stringify(name)}]` : property(name));

/** A field in a literal. @param {string} name */
const written = (name) => (isSymbol(name) ? JSON.stringify(name) : key(name));

/** @param {Known} known @param {number} at Which field it is. */
function liftedText({ field: { type }, flags, entry }, at) {
  const slot = `view.${flags.from}(at${at === 0 ? "" : ` + ${at * 8}`}, true)`;
  return isNumber(type) ? slot : type.tag === TAG.bool ? `${slot} !== 0` : `${entry}.lift(${slot})`;
}

/**
 * The object of a slot. What is behind an `Option`, which may be left out, is put there one by one.
 *
 * @param {readonly Known[]} fields
 * @param {(name: string) => string} use Of a shared module.
 */
function liftText(fields, use) {
  const optional = (/** @type {Known} */ { field }) => field.type.tag === TAG.option;
  const first = fields.findIndex(optional);
  const always = first < 0 ? fields : fields.slice(0, first);
  const literal = always.map((known, at) => `${written(known.field.name)}: ${liftedText(known, at)},`);
  const later = fields.slice(always.length).map((known, at) => {
    const how = use(optional(known) ? "putSome" : "put");
    return `${how}(given, ${JSON.stringify(known.field.name)}, ${liftedText(known, always.length + at)});`;
  });
  const object = literal.length === 0 ? ["{};"] : ["{", ...indented(literal), "};"];
  const made = later.length === 0 ? `return ${object[0]}` : `const given = ${object[0]}`;
  return [
    "lift(slot) {",
    ...(fields.length === 0 ? [] : ["  memory.views();", "  const { view } = memory;", "  const at = slot >>> 0;"]),
    ...indented([made, ...object.slice(1), ...later, ...(later.length === 0 ? [] : ["return given;"])]),
    "},",
  ];
}

/** What the fields of an object are converted to. @param {readonly Known[]} fields */
function readText(fields) {
  const converted = fields.map(({ field: { name, type }, entry }) => {
    const value = `given${read(name)}`;
    const checked = `${entry}.convert(${value}, here.at(${JSON.stringify(name)}), true)`;
    return isNumber(type) ? `here.checked ? ${checked} : +${value},` : `${checked},`;
  });
  const lines = ["read: (given, here) => [", ...indented(converted), "],"];
  if (!fields.every(({ field: { type } }) => isNumber(type))) return [...lines, "numbers: null,"];
  const numbers = fields.map(({ field: { name } }) => `+given${read(name)},`);
  return [...lines, "numbers: (given) => [", ...indented(numbers), "],"];
}

/** A block of them, where that needs room for nothing else. @param {readonly Known[]} fields */
function lowerText(fields) {
  const isPlain = fields.every(({ field: { type } }) => isNumber(type) || type.tag === TAG.bool);
  if (!isPlain || fields.length === 0) return ["lower: null,"];
  const stored = fields.map(({ field: { type } }, at) => {
    const value = `values[${at}]${type.tag === TAG.bool ? " ? 1 : 0" : ""}`;
    return `view.setFloat64(address${at === 0 ? "" : ` + ${at * ELEMENT}`}, ${value}, true);`;
  });
  return [
    "lower(values) {",
    `  const address = parts.heap.allocate(${fields.length * ELEMENT}, 8);`,
    "  const { view } = memory;",
    ...indented(stored),
    "  return address;",
    "},",
  ];
}
