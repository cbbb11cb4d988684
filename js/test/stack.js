// @ts-check
/**
 * The stack of an error, as it is printed: functions of Rust by their names, and the app's JavaScript, each engine's
 * way of writing both. What is not here: how the names of Rust's symbols are read (`demangle.js`).
 */

import { demangle } from "./demangle.js";

/** How a frame of wasm is written, with the function's name: by V8, by SpiderMonkey, and by JavaScriptCore. */
const RUST = [
  /^ *at (?:\S*?\.wasm\.)?([^]+) \([^)]*wasm-function\[\d+\]:0x[0-9a-f]+\)$/,
  /^(?:\S*?\.wasm\.)?([^]*?)@(?:file|https?|wasm):[^]*:wasm-function\[\d+\]:0x[0-9a-f]+$/,
  /^(?:\S*?\.)?wasm-function\[([^\]]+)\]@/,
];

/** A frame of JavaScript: the function, if it has a name, and the place. */
const JAVASCRIPT = [/^ *at (?:(.+) \()?((?:file|https?):[^)]+:\d+:\d+)\)?$/, /^(.*)@((?:file|https?):.+:\d+:\d+)$/];

/** What makes a panic of a failed assertion, and tells JavaScript. */
const PANICKING = new RegExp(
  [
    String.raw`^core::(panicking|option|result|slice::index|str)\b`,
    String.raw`^std::(panicking|sys|alloc)\b`,
    "^__rustc::|^rust_panic|^__rust|^<core::panic",
  ].join("|"),
);

/** By what JavaScript and Rust enter each other. */
const CROSSING = new RegExp(
  [
    String.raw`^closures_extern_|\bclosures_extern::|^closures_test `,
    String.raw`::__closures_export_entry(::\{.*\})?$|::_::(CLOSURES_TEST_BLOCK::)?outcome(::\{.*\})?$`,
    "::closures_extern_import$|^core::ops::function::",
  ].join("|"),
);

/** By what the queue of tasks polls them, when nothing else calls it. */
const QUEUE = /^<?std::thread::local::LocalKey\b/;

/** A recursion is long. */
const MOST = 20;

/**
 * @param {string} stack
 * @param {(place: string) => boolean} isOwn Whether a place is in the JavaScript of closures-extern, which is left out.
 * @returns {string[]} From the innermost on.
 */
export function frames(stack, isOwn) {
  const all = stack.split("\n").flatMap((line) => rustFrame(line) ?? javascriptFrame(line, isOwn));
  // Only at both ends: what fails may be called by an iterator of the standard library, or by a `with`.
  const first = all.findIndex((frame) => !PANICKING.test(frame) && !CROSSING.test(frame));
  let end = all.length;
  while (end > 0 && (QUEUE.test(all[end - 1]) || CROSSING.test(all[end - 1]))) end--;
  const shown = first < 0 ? [] : withoutRepeats(all.slice(first, end).filter((frame) => !CROSSING.test(frame)));
  return shown.length > MOST ? [...shown.slice(0, MOST), `.. and ${shown.length - MOST} more`] : shown;
}

/** A recursion in a line. @param {string[]} all */
function withoutRepeats(all) {
  /** @type {{ frame: string, times: number }[]} */
  const rows = [];
  for (const frame of all) {
    const last = rows.at(-1);
    if (last?.frame === frame) last.times += 1;
    else rows.push({ frame, times: 1 });
  }
  return rows.map(({ frame, times }) => (times === 1 ? frame : `${frame} (${times} times)`));
}

/** @param {string} line */
function rustFrame(line) {
  for (const frame of RUST) {
    const name = frame.exec(line)?.[1];
    if (name === undefined) continue;
    // What comes to call it is of the crate itself, and so is a function without a name.
    return /^(\d+|<\?>|wasm-function.*)$/.test(name) ? [] : [demangle(name)];
  }
  return undefined;
}

/** @param {string} line @param {(place: string) => boolean} isOwn */
function javascriptFrame(line, isOwn) {
  for (const frame of JAVASCRIPT) {
    const [, name, place] = frame.exec(line) ?? [];
    if (place === undefined) continue;
    return isOwn(place) ? [] : [name === undefined || name === "" ? place : `${name} (${place})`];
  }
  return [];
}
