// @ts-check
// `node tests/file/fuzz/built.js`: the module of the runtime tests in random runs, as it is loaded and as it is built (`runs.js`).
// RUNTIME_WASM is the module; BUILT_RUNS (300) says how many runs there are, BUILT_SEED repeats them; a run that takes more than
// BUILT_SECONDS (300) ends the process.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import process from "node:process";
import { test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { bothWays, compare, letPromisesBeRejected } from "./runs.js";

const bytes = new Uint8Array(
  readFileSync(process.env.RUNTIME_WASM ?? assert.fail("set RUNTIME_WASM; `cargo xtask test fuzz` does")),
);
const runs = Number(process.env.BUILT_RUNS ?? 300);
const first = Number(process.env.BUILT_SEED ?? Date.now() % 1_000_000_007);

/** What runs for long, wants all memory, or does whatever JavaScript orders without end. */
const LEFT_OUT =
  /model|pressure|grow|hold|hang|churn|drift|timer|listen|random|memory|allocated|racing|deep|spin|loop|inALoop/i;

const tried = await bothWays(bytes, temporaryFolder("built"), LEFT_OUT);

test(`${runs} random runs are the same in both ways`, (t) => {
  t.diagnostic(`BUILT_SEED=${first}`);
  letPromisesBeRejected();
  /** @type {Map<string, number>} */
  const seen = new Map();
  compare(tried, first, runs, "", seen);
  for (const [what, times] of seen) t.diagnostic(`${String(times).padStart(8)}  ${what}`);
  for (const what of ["gives", "throws ClosureError", "throws PanicError", "throws TypeError", "a call of the host"])
    assert.ok((seen.get(what) ?? 0) > runs / 4, `hardly ever: ${what}`);
});
