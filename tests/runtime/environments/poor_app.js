// @ts-check
// The app without what poor environments lack: tests/runtime/engines/poor.js has taken it away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { loadSync } from "../../../js/closures_extern.js";
import { EXPECTED, use } from "./use.js";

const bytes = readFileSync(/** @type {string} */ (process.env.ENVIRONMENTS_WASM));
assert.equal(typeof FinalizationRegistry, "undefined");
assert.equal(typeof Symbol.dispose, "undefined");
assert.deepEqual(
  use((options) => loadSync(bytes, options)),
  EXPECTED,
);

// What JavaScript was given lives on: nobody tells that it has let go.
/** @type {any} */
let kept;
const app = loadSync(bytes, { modules: { host: { each() {}, keep: (/** @type {any} */ f) => (kept = f) } } });
app.exports.give();
assert.equal(kept("x"), "x");
assert.deepEqual(app.stats(), { closures: 1, handles: 0 });

const meter = new app.exports.Meter(1);
assert.deepEqual(Object.getOwnPropertySymbols(Object.getPrototypeOf(app.exports.Meter.prototype)), []);
meter.free();
assert.throws(() => meter.level(), { code: "freed" });
