// @ts-check
/**
 * A worker of Node's that runs tests, one after another: `node.js` starts it. All that it says goes by messages, which
 * arrive even if it never comes to an end. What is not here: what a test is (`attempt.js`).
 */

import { createHook } from "node:async_hooks";
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { attempt, optionsFrom } from "./attempt.js";
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

/** Timers of the test: weakly, because what they call may be what the test wants collected. @type {WeakRef<any>[]} */
let timers = [];
let hasWorker = false;

// Not only `getActiveResourcesInfo`: that does not know of timers and workers that keep nothing from ending, nor
// whether a timer is another one.
const init = (
  /** @type {number} */ _id,
  /** @type {string} */ type,
  /** @type {number} */ _by,
  /** @type {object} */ resource,
) => {
  if (type === "Timeout") timers.push(new WeakRef(resource));
  if (type === "WORKER") hasWorker = true;
};
createHook({ init }).enable();

/** How many there are of all that keeps a worker from ending, without timers. */
const othersActive = () => process.getActiveResourcesInfo().filter((type) => type !== "Timeout").length;

/** Whether a timer may still call something. @param {WeakRef<any>} timer */
const isActive = (timer) => timer.deref()?._destroyed === false;

/** @type {Place} */
const place = {
  // Subtle: 0 ms are 1 ms here, and what was due first comes first. Without `setTimeout`
  // `an_error_is_thrown_in_a_timer` passes; and a timer may come before what `setImmediate` was to call.
  turn: () => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 1)),
  strays,
  watch() {
    timers = [];
    hasWorker = false;
    const before = othersActive();
    return () => hasWorker || timers.some(isActive) || othersActive() > before;
  },
};

// Not by `WebAssembly.compile`: Node 20 may hang when a file is compiled again in another thread meanwhile.
const module = new WebAssembly.Module(bytes);
const newOptions = await optionsFrom(config, base);

port.on("message", async (/** @type {Run} */ run) => {
  port.postMessage({ outcome: await attempt(module, run, newOptions, place) });
});
port.postMessage({ ready: true });
