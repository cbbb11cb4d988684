// @ts-check
// `node tests/file/fuzz/loader.js`: feeds the loader with wrong wasm files and wrong descriptors, and shows that it answers each
// with a clear error, or works. FUZZ_INPUTS (100,000) is how many, FUZZ_SEED repeats a run, FUZZ_SECONDS bounds it.
//
// The inputs are tried in a thread of their own, so that one which hangs or ends it is found and named.

import process from "node:process";
import { Worker } from "node:worker_threads";
import { build } from "../retention/build.js";

const inputs = Number(process.env.FUZZ_INPUTS ?? 100_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);
const until = Date.now() + Number(process.env.FUZZ_SECONDS ?? 600) * 1000;

/** How long one input may take. */
const LIMIT = 10_000;

console.log(`FUZZ_SEED=${seed} FUZZ_INPUTS=${inputs}`);
const bytes = build("app", { settings: { "opt-level": "z", lto: "fat", strip: true } });
/** The input that is being tried. */
const progress = new Int32Array(new SharedArrayBuffer(4));
const begin = Date.now();
const worker = new Worker(new URL("loader_inputs.js", import.meta.url), {
  workerData: { bytes, inputs, seed, until, progress },
  resourceLimits: { maxOldGenerationSizeMb: 1024 },
});
const repeat = () => `FUZZ_SEED=${seed + progress[0]} FUZZ_INPUTS=1`;

let last = -1;
const watch = setInterval(() => {
  if (progress[0] === last) fail(`an input took more than ${LIMIT / 1000} s`);
  last = progress[0];
}, LIMIT);
worker.once("error", (error) => fail(error.message));
worker.once("message", ({ tried, seen, failures }) => {
  clearInterval(watch);
  console.log(`${tried} inputs of a module of ${bytes.length} bytes in ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  for (const [what, times] of seen) console.log(`${String(times).padStart(8)}  ${what}`);
  for (const [what, input] of failures) console.log(`FAILED, FUZZ_SEED=${input} FUZZ_INPUTS=1: ${what}`);
  if (tried < inputs) console.log(`${inputs - tried} inputs were left when the time was over`);
  process.exit(failures.length > 0 || tried === 0 ? 1 : 0);
});

/** @param {string} why */
function fail(why) {
  console.log(`FAILED, ${repeat()}: ${why}`);
  process.exit(1);
}
