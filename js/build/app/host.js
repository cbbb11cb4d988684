// @ts-check
/** What an app imports: what errors say of it, and what holds the functions of a module. */

import { isNamespace } from "../../src/runtime/host.js";

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
