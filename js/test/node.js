// @ts-check
/**
 * Node as a place for tests: workers, which can be ended whatever they do. What is not here: what runs in one
 * (`node_worker.js`).
 */

import process from "node:process";
import { Worker } from "node:worker_threads";
import { runMain } from "./attempt.js";
import { noteOf } from "./verdict.js";

/** @import { Outcome } from "./attempt.js" */
/** @import { Binary } from "./binary.js" */
/** @import { House, Room } from "./session.js" */

/** @typedef {{ config: string | null, base: string }} App The URL of its config, and what modules are relative to. */

/**
 * @param {Binary} binary
 * @param {App} app
 * @returns {House}
 */
export function nodeHouse(binary, app) {
  return { newRoom: (onOutput) => nodeRoom(binary, app, onOutput), close: async () => {} };
}

/**
 * @param {Binary} binary
 * @param {App} app
 * @param {(text: string) => void} onOutput
 * @returns {Room}
 */
function nodeRoom({ bytes }, { config, base }, onOutput) {
  /** @type {(message: { outcome?: Outcome, ended?: string }) => void} */
  let answer = () => {};
  /** Why it has ended by itself. @type {string | null} */
  let ended = null;
  const worker = new Worker(new URL("node_worker.js", import.meta.url), { workerData: { bytes, config, base } });
  return {
    started: new Promise((resolve) => {
      worker.on("message", (message) => {
        if (message.output !== undefined) onOutput(message.output);
        else if (message.ready) resolve(null);
        else answer(message);
      });
      /** @param {string} why */
      const over = (why) => {
        ended ??= why;
        resolve(ended);
        answer({ ended });
      };
      worker.on("error", (error) => over(error instanceof Error ? (error.stack ?? String(error)) : String(error)));
      worker.on("exit", (code) => over(`the test ended its worker, as process.exit(${code}) does`));
    }),
    run(run) {
      return new Promise((resolve) => {
        answer = resolve;
        if (ended === null) worker.postMessage(run);
        else resolve({ ended });
      });
    },
    async stop() {
      answer = () => {};
      await worker.terminate();
    },
  };
}

/** How a program ends that panics. */
const PANICKED = 101;

/**
 * Runs a program that has no tests, as an example of the documentation: its exit code.
 *
 * @param {Binary} binary
 * @param {App} app
 */
export async function nodeProgram({ bytes, linked }, { config, base }) {
  Error.stackTraceLimit = 200;
  const given = config === null ? {} : (await import(config)).default;
  const options = typeof given === "function" ? await given() : given;
  const ended = await runMain(new WebAssembly.Module(bytes), linked, { base, ...options });
  if (typeof ended === "number") return ended;
  process.stderr.write(`${noteOf(ended)}\n`);
  return PANICKED;
}
