// @ts-check
/**
 * Tests run, one after another, in a room: a worker, or a page. After a test of which something may still run, there is
 * another. What is not here: which tests, and what is printed.
 */

import { stoppedAfter } from "./attempt.js";
import { verdictOf } from "./verdict.js";

/** @import { Fault, Outcome, Run } from "./attempt.js" */
/** @import { Test } from "./binary.js" */
/** @import { Options } from "./options.js" */
/** @import { Verdict } from "./verdict.js" */

/** How long a room may take until tests can run in it, in seconds. */
const STARTING = 60;

/** How long after its time a room is waited for, in seconds: it ends a test that only waits, and says for what. */
const GRACE = 1;

/**
 * @typedef {object} House What has rooms.
 * @property {(onOutput: (text: string) => void) => Room} newRoom
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Room Where tests run.
 * @property {Promise<string | null>} started When they can, or why they cannot.
 * @property {(run: Run) => Promise<{ outcome?: Outcome, ended?: string }>} run What a test has come to, or why the
 * room has ended.
 * @property {() => Promise<void>} stop Ends it, whatever it does.
 *
 * @typedef {object} Told What is told of a session.
 * @property {(test: Test) => void} begin
 * @property {(text: string) => void} output Of the test that runs.
 * @property {(test: Test, verdict: Verdict) => void} end
 */

/**
 * @param {Test[]} tests Those to run.
 * @param {Options} options
 * @param {House} house
 * @param {Told} told
 */
export async function runAll(tests, options, house, told) {
  /** @type {Room | null} */
  let room = null;
  for (const test of tests) {
    told.begin(test);
    if (test.ignored !== null && options.ignored === "no") {
      told.end(test, { passed: true, ignored: true, notes: [] });
      continue;
    }
    room ??= house.newRoom(told.output);
    const outcome = await outcomeIn(room, test, options);
    told.end(test, verdictOf(test, outcome, options));
    if (outcome.used) {
      await room.stop();
      room = null;
    }
  }
  await room?.stop();
}

/** @param {Room} room @param {Test} test @param {Options} options @returns {Promise<Outcome>} */
async function outcomeIn(room, { key }, { timeout, headed }) {
  const why = await within(STARTING, room.started);
  if (why !== null) return stopped(why ?? `the test has not begun, because nothing could in ${STARTING} s`);
  // Whoever looks at the page may stop in it.
  const seconds = headed ? 0 : timeout;
  const answer = await within(seconds === 0 ? 0 : seconds + GRACE, room.run({ key, seconds }));
  if (answer?.outcome !== undefined) return answer.outcome;
  return stopped(answer?.ended ?? stoppedAfter(seconds));
}

/**
 * What is promised, or nothing if it takes longer.
 *
 * @template T
 * @param {number} seconds 0 for no limit.
 * @param {Promise<T>} promise
 * @returns {Promise<T | undefined>}
 */
async function within(seconds, promise) {
  if (seconds === 0) return promise;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<undefined>} */
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(undefined), seconds * 1_000)));
  const found = await Promise.race([promise, late]);
  clearTimeout(timer);
  return found;
}

/** @param {string} text @returns {Outcome} */
function stopped(text) {
  /** @type {Fault} */
  const fault = { kind: "stopped", text, stack: "", cause: "", thrown: "", trapped: true };
  return { faults: [fault], alive: { closures: 0, handles: 0 }, used: true };
}
