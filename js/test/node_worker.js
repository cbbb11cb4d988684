// @ts-check
/**
 * A worker of Node's that runs tests, one after another: `node.js` starts it. All that it says goes by messages, which
 * arrive even if it never comes to an end. What is not here: what a test is (`attempt.js`).
 */

import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { attempt } from "./attempt.js";
import { Strays } from "./strays.js";

/** @import { Place, Run } from "./attempt.js" */

/** @typedef {{ bytes: Uint8Array<ArrayBuffer>, config: string | null, base: string }} Start What it begins with. */

const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);
const { bytes, config, base } = /** @type {Start} */ (workerData);

Error.stackTraceLimit = 200;

const strays = new Strays();
process.on("uncaughtException", (error) => strays.thrown(error));
process.on("unhandledRejection", (reason, promise) => strays.rejected(promise, reason));
process.on("rejectionHandled", (promise) => strays.handled(promise));

for (const stream of [process.stdout, process.stderr]) {
  /** @param {string | Uint8Array} text @param {any[]} rest */
  stream.write = (text, ...rest) => {
    port.postMessage({ output: typeof text === "string" ? text : Buffer.from(text).toString() });
    for (const done of rest) if (typeof done === "function") queueMicrotask(done);
    return true;
  };
}

// A test may replace them.
const { setImmediate, setTimeout } = globalThis;

/** @type {Place} */
const place = {
  // Subtle: 0 ms are 1 ms here, and what was due first comes first. Without `setTimeout`
  // `an_error_is_thrown_in_a_timer` passes; and a timer may come before what `setImmediate` was to call.
  turn: () => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 1)),
  strays,
  watch() {
    const before = process.getActiveResourcesInfo().length;
    return () => process.getActiveResourcesInfo().length > before;
  },
};

// Not by `WebAssembly.compile`: Node 20 may hang when a file is compiled again in another thread meanwhile.
const module = new WebAssembly.Module(bytes);
const given = config === null ? {} : (await import(config)).default;

port.on("message", async (/** @type {Run} */ run) => {
  const options = typeof given === "function" ? await given() : given;
  port.postMessage({ outcome: await attempt(module, run, { base, ...options }, place) });
});
port.postMessage({ ready: true });
