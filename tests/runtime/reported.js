// @ts-check
// What an engine reports because nobody has caught it. What is not here: other engines than Node.

import { PanicError, assert, collect, hosted, sleep, start } from "./harness.js";

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

/**
 * Shows that the end of an instance, by a drop that the garbage collector brings, is reported once: by the engine, or to `onPanic`.
 *
 * @param {any} host
 * @param {(instance: ReturnType<typeof start>) => void} leave Makes something that notes its drop, and lets go of it.
 */
export async function isReportedOnce(host, leave) {
  /** @param {any} [options] */
  const forget = async (options) => {
    let ended = false;
    const note = () => {
      ended = true;
      throw new Error("of note");
    };
    const instance = start({ note, ...host }, {}, options);
    leave(instance);
    await collect(() => ended);
    assert.ok(ended);
    return instance; // which is alive until here: nobody would hear of what is found of one that is forgotten
  };
  const [report, ...more] = await reported(forget);
  assert.match(report, /^uncaughtException: the wasm instance was ended by an exception: Error: of note; /);
  assert.deepEqual(more, []);
  if (hosted) return; // there is no `load` to which `onPanic` could be given
  /** @type {any[]} */
  const told = [];
  assert.deepEqual(await reported(() => forget({ onPanic: (/** @type {any} */ error) => void told.push(error) })), []);
  assert.equal(told.length, 1);
  assert.ok(told[0] instanceof PanicError);
}
