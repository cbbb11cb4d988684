// @ts-check
/**
 * Whether a test has passed, and what is said if it has not. What is not here: where that is printed (`report.js`).
 */

import { OWN } from "./server.js";
import { frames } from "./stack.js";

/** @import { Fault, Outcome } from "./attempt.js" */
/** @import { Test } from "./binary.js" */
/** @import { Options } from "./options.js" */

/**
 * @typedef {object} Verdict
 * @property {boolean} passed
 * @property {boolean} ignored
 * @property {string[]} notes What is printed below its output.
 */

/**
 * @param {Test} test
 * @param {Outcome} outcome
 * @param {Pick<Options, "leaks">} options
 * @returns {Verdict}
 */
export function verdictOf({ panics }, { faults, alive }, { leaks }) {
  const expected = panics === null ? undefined : faults.find(({ kind, trapped }) => kind === "panic" && !trapped);
  const notes = faults.filter((fault) => fault !== expected).map(noteOf);
  if (panics !== null && expected === undefined) notes.push("note: test did not panic as expected");
  if (panics !== null && expected !== undefined && !panicText(expected).includes(panics)) {
    const said = `panic message: ${JSON.stringify(panicText(expected))}`;
    notes.push(
      noteOf(expected),
      `note: panic did not contain expected string\n      ${said}\n expected substring: ${JSON.stringify(panics)}`,
    );
  }
  const isLeft = faults.length === 0 && (alive.closures > 0 || alive.handles > 0);
  if (leaks && isLeft) notes.push(leakText(alive));
  return { passed: notes.length === 0, ignored: false, notes };
}

/** Where the JavaScript of this package is, here and in a page. */
const FILES = new URL("../", import.meta.url).href;

/** @param {string} place */
const isOwn = (place) => place.startsWith(FILES) || place.includes(OWN);

const PANIC = /^panicked at (.*?:\d+:\d+): ([^]*)$/;

/** What a panic says, without its place, or what was thrown instead of one. @param {Fault} fault */
function panicText({ text, thrown }) {
  return PANIC.exec(text)?.[2] ?? (thrown || text);
}

/** What is printed of it. @param {Fault} fault */
export function noteOf(fault) {
  const lines = [headOf(fault)];
  // An `Err` has been returned, and so comes from where all of them come; and what was not loaded shows its own stack.
  const found = ["thrown", "load", "config"].includes(fault.kind)
    ? []
    : frames(fault.cause === "" ? fault.stack : fault.cause, isOwn);
  if (found.length > 0) lines.push("stack:", ...found.map((frame, at) => `${String(at).padStart(4)}: ${frame}`));
  return lines.join("\n");
}

/** @param {Fault} fault */
function headOf({ kind, text, stack }) {
  switch (kind) {
    case "panic": {
      const [, place, said] = PANIC.exec(text) ?? [];
      return place === undefined ? text : `panicked at ${place}:\n${said}`;
    }
    case "thrown":
      return text;
    case "config":
      return `the config could not be loaded: ${stack.includes(text) ? stack : text}`;
    case "load":
      return `the app could not be loaded: ${stack.includes(text) ? stack : text}`;
    case "stray":
      return `uncaught: ${text}`;
    default:
      return text;
  }
}

/** @param {{ closures: number, handles: number }} alive */
function leakText({ closures, handles }) {
  const count = (/** @type {number} */ n, /** @type {string} */ what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return (
    `note: at its end there are ${count(closures, "closure")} and ${count(handles, "JavaScript value")} alive: ` +
    "drop them, or run without --leaks"
  );
}
