// @ts-check
// What a call costs in a wasm-bindgen app, by this crate and by wasm-bindgen itself: `node tests/hosted/cost.js`, with
// `WASM_BINDGEN` as the tests have it. No test: prints a table, in ns, the fastest of many rounds.

import { createRequire } from "node:module";
import { join } from "node:path";
import { bindgen, build } from "./build.js";

const ROUNDS = 200;
const TIMES = 20_000;

const host = {
  last: /** @type {any} */ (null),
  nothing() {},
  addF64: (/** @type {number} */ a, /** @type {number} */ b) => a + b,
  addI32: (/** @type {number} */ a, /** @type {number} */ b) => (a + b) | 0,
  fiveNumbers(/** @type {number} */ a) {
    host.last = a;
  },
  text(/** @type {string} */ text) {
    host.last = text;
  },
  object(/** @type {object} */ object) {
    host.last = object;
  },
  callStack: (/** @type {() => void} */ f) => f(),
  callHeap: (/** @type {() => void} */ f) => f(),
};
/** @type {any} */ (globalThis).host = host;

const app = createRequire(import.meta.url)(
  join(bindgen(build("cost", [], "tests/hosted/cost", "release"), "nodejs", "cost"), "cost.js"),
);
const rust = app.begin(host);

/** @param {(times: number) => void} body */
function nanoseconds(body) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    body(TIMES);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / TIMES);
  }
  return best.toFixed(1).padStart(8);
}

/** @param {() => void} f */
const repeated = (f) => (/** @type {number} */ times) => {
  for (let left = times; left > 0; left--) f();
};

const rows = Object.keys(rust)
  .flatMap((name) => /^ours_(.*)$/.exec(name)?.[1] ?? [])
  .filter((row) => row !== "function");
// Once all, so that no row is measured before the engine has seen what the others do.
for (const row of rows) for (const side of ["ours", "theirs"]) rust[`${side}_${row}`](TIMES);
console.log(`${"".padEnd(20)}    ours  theirs`);
for (const row of rows)
  console.log(row.padEnd(20) + ["ours", "theirs"].map((side) => nanoseconds(rust[`${side}_${row}`])).join(""));
console.log(
  "call from JavaScript".padEnd(20) +
    [app.ours_function(), app.theirs_function()].map((f) => nanoseconds(repeated(f))).join(""),
);
