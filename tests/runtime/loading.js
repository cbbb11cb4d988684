// @ts-check
// What load.test.js and load_files.test.js ask of whatever they load: modules that have any function, and that it works.

import { load } from "../../js/closures_extern.js";
import { assert } from "./harness.js";

const nothing = () => 0;
const all = new Proxy({}, { get: (_, name) => (name === "then" ? undefined : nothing) });
/** Has whatever the module under test imports. */
export const modules = { "./host.js": all, "./other.js": all };

/**
 * Loads it, calls into it, and finds nothing left behind.
 *
 * @param {any} source
 * @param {import("../../js/closures_extern.js").LoadOptions} [options]
 */
export async function works(source, options = { modules }) {
  const app = await load(source, options);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  assert.equal(/** @type {any} */ (app.instance.exports).pass_stack(), 0);
  assert.equal(String(app.module), "[object WebAssembly.Module]"); // perhaps of another realm
}
