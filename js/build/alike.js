// @ts-check
/**
 * Imports of an app that differ by their names alone, where there are many: they share a text. What is not here: that
 * text (`imports.js`).
 */

import { KIND } from "../src/protocol.js";
import { isPlaced } from "../src/runtime/host.js";
import { textOf } from "./types.js";

/** @import { Import } from "../src/section/records.js" */

/**
 * So many share a text. Fewer have each its own, by which an engine learns what it calls: of twenty it shows
 * (`twenty_import`).
 */
export const MANY = 24;

/**
 * Kinds of imports whose text says the name as a property alone, and finds nothing before it is called.
 *
 * @type {readonly number[]}
 */
const KINDS = Object.freeze([KIND.function, KIND.method, KIND.getter, KIND.setter]);

/**
 * Those that share a text, by their key, each with the others, in order.
 *
 * @param {Iterable<[key: string, wanted: Import]>} imports
 * @param {number} many
 * @returns {Map<string, string[]>}
 */
export function alikeOf(imports, many) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const [key, wanted] of imports) {
    if (!isEligible(wanted)) continue;
    const text = whatIsSaid(wanted);
    groups.set(text, [...(groups.get(text) ?? []), key]);
  }
  const large = [...groups.values()].filter(({ length }) => length >= many);
  return new Map(large.flatMap((keys) => keys.sort().map((key) => [key, keys])));
}

/** Whether a name can stand in a list of words. @param {Import} wanted */
function isEligible(wanted) {
  const { kind, name, variadic } = wanted;
  return KINDS.includes(kind) && !isPlaced(wanted) && !variadic && /^[\w$]+$/.test(name) && name !== "__proto__";
}

/** All that its text is made of, but for its name. @param {Import} wanted */
function whatIsSaid({ kind, module, namespace, block, checked, params, result }) {
  const types = [...params.map(({ name, type }) => `${name}: ${textOf(type)}`), textOf(result)];
  return JSON.stringify([kind, module, namespace, block, checked, ...types]);
}
