// @ts-check
/**
 * One test, in an instance of its own: where it runs, in a worker of Node's or in a page. What is not here: whether it
 * has passed (`verdict.js`), and what is of one of these places alone (`node_worker.js`, `page.js`).
 */

import { PanicError, load } from "../closures_extern.js";
import { loadWithParts } from "../src/load.js";

/** @import { LoadOptions } from "../src/load.js" */
/** @import { Parts } from "../src/runtime/instance.js" */
/** @import { Strays } from "./strays.js" */

/**
 * @typedef {object} Fault Something that went wrong. It crosses to another thread or program, so it is data.
 * @property {"config" | "load" | "panic" | "thrown" | "stray" | "stopped"} kind When: when the config was loaded, or
 * the app; a panic, or another end of the instance; the `Err` that the test has returned; an error that nobody has
 * caught; the test was ended.
 * @property {string} text What it says.
 * @property {string} stack Of the error, as the engine writes it; "" without one.
 * @property {string} cause The same of its cause.
 * @property {string} thrown What its cause says, if it is what somebody has thrown; "" without one.
 * @property {boolean} trapped Whether the engine has ended the instance, by a trap or at the stack's end.
 *
 * @typedef {object} Outcome What a test has come to.
 * @property {Fault[]} faults
 * @property {{ closures: number, handles: number }} alive At its end.
 * @property {boolean} used Whether something of it may still run: then another place is needed for the next test.
 *
 * @typedef {object} Place Where tests run.
 * @property {() => Promise<void>} turn Waits until what was to be done soon is done, as a timer of 0 ms.
 * @property {Strays} strays
 * @property {() => () => boolean} watch Has what it returns say whether something of JavaScript's alone, as a timer,
 * has begun since, and may still run.
 *
 * @typedef {object} Run What the runner has a place do.
 * @property {string} key The test's.
 * @property {number} seconds That it may take; 0 is no limit.
 */

// A test may replace them.
const { clearTimeout, setTimeout } = globalThis;

/**
 * What tests are loaded with.
 *
 * @param {string | null} config The URL of the app's config.
 * @param {string | URL} base What modules are relative to.
 * @returns {Promise<() => Promise<LoadOptions>>} Makes the options of a test. If there is no config to make them, it
 * throws what has become of that, so that each test says so.
 */
export async function optionsFrom(config, base) {
  try {
    const given = config === null ? {} : (await import(config)).default;
    return async () => ({ base, ...(typeof given === "function" ? await given() : given) });
  } catch (error) {
    return () => Promise.reject(error);
  }
}

/**
 * @param {WebAssembly.Module} module
 * @param {Run} run
 * @param {() => Promise<LoadOptions>} newOptions
 * @param {Place} place
 * @returns {Promise<Outcome>}
 */
export async function attempt(module, { key, seconds }, newOptions, place) {
  const isBusy = place.watch();
  const { promise: late, cancel } = limit(seconds);
  /** @type {Map<unknown, Fault>} */
  const faults = new Map();
  /** @param {Fault["kind"]} kind @param {unknown} error */
  const add = (kind, error) => {
    if (!faults.has(error)) faults.set(error, faultOf(error instanceof PanicError ? "panic" : kind, error));
  };
  /** @type {Fault["kind"]} */
  let stage = "config";
  let alive = { closures: 0, handles: 0 };
  try {
    const options = await newOptions();
    stage = "load";
    const onPanic = (/** @type {PanicError} */ error) => {
      add("panic", error);
      options.onPanic?.(error);
    };
    const { app, parts } = await loadWithParts(module, { ...options, onPanic });
    /** @type {Promise<string>} */
    const thrown = new Promise((resolve) => (place.strays.onThrown = () => resolve("thrown")));
    try {
      // What somebody throws who was to wake it may leave it waiting for ever.
      const how = await Promise.race([app.exports[key](), thrown, late]);
      if (how === "late") faults.set(late, hung(seconds, parts));
    } catch (error) {
      add("thrown", error);
    }
    await place.turn();
    alive = app.stats();
  } catch (error) {
    add(stage, error);
  }
  cancel();
  for (const error of place.strays.take()) add("stray", error);
  const all = [...faults.values()];
  const isLeft = isBusy();
  return { faults: all, alive, used: all.length > 0 || alive.closures > 0 || isLeft };
}

/** @param {number} seconds 0 for none. */
function limit(seconds) {
  /** @type {any} */
  let timer;
  /** @type {Promise<string>} */
  const promise = new Promise((resolve) => {
    if (seconds > 0) timer = setTimeout(() => resolve("late"), seconds * 1_000);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** A test that waits for too long, and for what. @param {number} seconds @param {Parts} parts @returns {Fault} */
function hung(seconds, { closures, promises }) {
  const places = (/** @type {[place: string, count: number][]} */ counted) => counted.map(([place]) => place);
  const awaited = places(promises?.livePlaces() ?? []).map((place) => `the promise of ${place || "an import"}`);
  const waiting = [...awaited, ...places(closures.livePlaces()).map((place) => `the closure made at ${place}`)];
  const list = waiting.map((one) => `\n    ${one}`).join("");
  const why = waiting.length === 0 ? "nothing that JavaScript has could wake it" : `what could wake it:${list}`;
  return {
    kind: "stopped",
    text: `${stoppedAfter(seconds)}\n${why}`,
    stack: "",
    cause: "",
    thrown: "",
    trapped: false,
  };
}

/** @param {number} seconds */
export function stoppedAfter(seconds) {
  return `the test was stopped, because it had not ended after ${seconds} s`;
}

/**
 * The same for a program, whose `main` is called.
 *
 * @param {WebAssembly.Module} module
 * @param {boolean} linked Whether the crate closures-extern is in it; if not, it imports nothing.
 * @param {LoadOptions} options
 * @returns {Promise<number | Fault>} Its exit code, or how it has ended.
 */
export async function runMain(module, linked, options) {
  /** @type {unknown} */
  let panic;
  const onPanic = (/** @type {PanicError} */ error) => void (panic = error);
  const instance = linked
    ? (await load(module, { ...options, onPanic })).instance
    : await WebAssembly.instantiate(module, {});
  const { main } = /** @type {any} */ (instance.exports);
  if (typeof main !== "function") {
    throw new Error("this wasm file has neither tests nor a main: name one that cargo test --no-run has built");
  }
  try {
    return Number(main(0, 0));
  } catch (error) {
    // What `onPanic` is called with comes a little later.
    await new Promise((resolve) => setTimeout(resolve));
    return panic === undefined ? faultOf("stray", error) : faultOf("panic", panic);
  }
}

/** @param {Fault["kind"]} kind @param {any} error @returns {Fault} */
export function faultOf(kind, error) {
  const cause = error instanceof PanicError ? error.cause : undefined;
  return {
    kind,
    text: kind === "panic" ? error.message : textOf(error),
    stack: stackOf(error),
    cause: cause === undefined ? "" : stackOf(cause),
    thrown: cause === undefined ? "" : textOf(cause),
    trapped: cause instanceof WebAssembly.RuntimeError || isStackEnd(cause),
  };
}

/** Whether an error says that the stack has ended: each engine has its own. @param {any} error */
function isStackEnd(error) {
  try {
    return /too much recursion|call stack/i.test(String(error?.message));
  } catch {
    return false; // what is thrown can be anything
  }
}

/** @param {any} error */
function stackOf(error) {
  try {
    return typeof error?.stack === "string" ? error.stack : "";
  } catch {
    return "";
  }
}

/** What was thrown can be anything. @param {any} error */
function textOf(error) {
  try {
    return String(error);
  } catch {
    return "a value that cannot be shown";
  }
}
