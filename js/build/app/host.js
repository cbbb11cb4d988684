// @ts-check
/** What an app imports: what errors say of it, what holds the functions of a module, and imports that are alike. */

import { isNamespace } from "../../src/runtime/host.js";

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
 * What the functions are called on. Those of what `import` gives are taken once, and called without a `this`, as
 * `lookUp` in `src/runtime/host.js` does; and those of others if they are frozen, with the module as their `this`.
 *
 * @param {any} module
 * @param {string[]} names
 * @param {boolean} frozen
 */
export function holderOfFunctions(module, names, frozen) {
  const isFixed = isNamespace(module);
  if (!frozen && !isFixed) return module;
  // Not by `Object.create`, which makes a table: V8 would look into that at each call (`twenty_pass`).
  const functions = Object.setPrototypeOf({}, null);
  for (const name of names) functions[name] = module[name].bind(isFixed ? undefined : module);
  return functions;
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
