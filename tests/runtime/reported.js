// @ts-check
// What an engine reports because nobody has caught it. What is not here: other engines than Node.

import { sleep } from "./harness.js";

const globals = /** @type {any} */ (globalThis);

/** Whether it reports what is thrown when the garbage collector has found something: Node does. */
export const REPORTS_WHAT_IS_FOUND =
  "process" in globals && "FinalizationRegistry" in globals && !("Deno" in globals) && !("Bun" in globals);

/** What Node reports while something runs, as it would before it ends. @param {() => any} body */
export async function reported(body) {
  const { process } = /** @type {any} */ (globalThis);
  /** @type {string[]} */
  const reports = [];
  const events = ["uncaughtException", "unhandledRejection"];
  const others = events.map((event) => process.listeners(event));
  for (const event of events) {
    process.removeAllListeners(event);
    process.on(event, (/** @type {any} */ error) => void reports.push(`${event}: ${error.message}`));
  }
  try {
    await body();
    await sleep(5);
  } finally {
    for (const [at, event] of events.entries()) {
      process.removeAllListeners(event);
      for (const other of others[at]) process.on(event, other);
    }
  }
  return reports;
}
