// @ts-check
/** What holds the functions of a module that an app imports. */

import { isNamespace } from "../../src/runtime/host.js";

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
  const functions = Object.create(null);
  for (const name of names) functions[name] = module[name].bind(isFixed ? undefined : module);
  return functions;
}
