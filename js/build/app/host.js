// @ts-check
/**
 * What errors say of what an app imports, and the imports that are alike. What is not here: when they say it
 * (`../../src/runtime/host.js`).
 */

/** @import { AnyFunction } from "../../src/lists.js" */

/**
 * What an error says of an import.
 *
 * @param {string} name
 * @param {string} namespace
 * @param {string} module
 * @param {number} kind
 * @param {string} block
 * @param {boolean} checked
 */
export function declared(name, namespace, module, kind, block, checked) {
  return Object.freeze({ name, namespace, module, kind, block, checked });
}

/**
 * A list of imports, and those behind them that share a text.
 *
 * @param {AnyFunction[]} list
 * @param {{ names: string[], make: (name: string) => AnyFunction }[]} groups
 */
export function withAlike(list, groups) {
  const all = Object.setPrototypeOf(list, null);
  // By numbers, because a page may have replaced what iterates: it would be handed what makes imports.
  for (let group = 0; group < groups.length; group++) {
    const { names, make } = groups[group];
    for (let at = 0; at < names.length; at++) all[all.length] = make(names[at]);
  }
  return all;
}
