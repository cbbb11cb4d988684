// @ts-check
// Random programs, run by the crate and by a model of it side by side (closures: model.js, crossings.js; promises and tasks:
// tasks.js, waiting.js), with faults at every crossing: exceptions, panics and stopped scripts, which JavaScript throws on or swallows.
//
// A failure prints the seed, for `MODEL_SEED`, and the smallest program that fails; with its path, for `MODEL_PATH`, only that
// runs. `MODEL_PROGRAMS` sets how many run.

import fc from "fast-check";
import { Run } from "./crossings.js";
import { Abandoned, canStop, TIMEOUTS } from "./faults.js";
import { assert, setting, test, unchecked } from "./harness.js";
import { programs } from "./programs.js";

const most = Number(setting("MODEL_PROGRAMS") ?? 2000);

test(`${most} random programs do what the model says`, async (context) => {
  const seed = Number(setting("MODEL_SEED") ?? Date.now() % 1_000_000_007);
  context.diagnostic(`MODEL_SEED=${seed}`);
  Error.stackTraceLimit = 0; // a stack keeps the functions on it, which the garbage collector is to find
  /** @type {Record<string, number>} */
  const seen = { abandoned: 0, cut: 0 };
  const count = (/** @type {string} */ name) => void (seen[name] = (seen[name] ?? 0) + 1);
  const property = fc.asyncProperty(programs, async (program) => {
    const run = await ran(program);
    if (run === null) return count("abandoned");
    const { known, ended, skips, tasks } = run.model;
    for (const { kind, owner } of known) count(`${owner} ${["Fn", "FnMut", "FnOnce"][kind]}`);
    for (const { result, lent, over } of tasks.all) {
      const what = result !== null ? "ended" : over ? "dropped" : "left";
      count(`${lent === null ? "task" : "task of an object"} ${what}`);
    }
    if (ended !== null) count(ended.how);
    if (skips > 0) count("cut");
  });
  const { failed, counterexample, counterexamplePath, errorInstance, numShrinks } = await fc.check(property, {
    ...{ seed, numRuns: most, path: setting("MODEL_PATH") },
  });
  if (failed) {
    const repeat = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath}`;
    assert.fail(
      `${/** @type {any} */ (errorInstance)?.stack}\n${repeat} (smaller ${numShrinks} times)\n${JSON.stringify(counterexample)}`,
    );
  }
  context.diagnostic(JSON.stringify({ ...seen, collected: Run.found - Run.missed }));
  if (!canStop) unchecked(context, "scripts that the engine stops");
  // Twice, and with time enough: a few are all that a machine may stop for reasons of its own.
  assert.ok(seen.abandoned <= 5 + seen.cut, `${seen.abandoned} scripts were stopped too early`);
  // A function may still be in a register or a stale stack slot: the collector promises nothing of a few.
  if (Run.found < 10) unchecked(context, `whether the garbage collector finds functions: there were ${Run.found}`);
  else assert.ok(Run.found > Run.missed, `the garbage collector found none of ${Run.found} functions`);
});

/**
 * Runs it, and again where a busy machine has stopped a script before it hung; `null` if that happens again.
 *
 * @param {import("./programs.js").Program} program
 * @returns {Promise<Run | null>}
 */
async function ran(program, [timeout, ...longer] = TIMEOUTS) {
  const run = new Run(timeout);
  try {
    await run.run(program);
    return run;
  } catch (error) {
    if (!(error instanceof Abandoned)) throw error;
    return longer.length === 0 ? null : ran(program, longer);
  }
}
