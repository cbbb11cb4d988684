// @ts-check
/** What errors say of what an app imports. What is not here: when they say it (`../../src/runtime/host.js`). */

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
