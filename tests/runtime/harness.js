// @ts-check
// What the tests of this folder stand on, and all that they know of where they run: `test`, `assert`, and `start`, which
// gives each test an instance of its own of the module under test.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { loadSync } from "../../js/closures_extern.js";

export { assert, test };

const path = process.env.RUNTIME_WASM;
if (path === undefined) throw new Error("set RUNTIME_WASM to runtime_tests.wasm; `cargo xtask test runtime` does");

/** The module under test, compiled once. */
export const wasm = await WebAssembly.compile(await readFile(path));

/** Whether it was built with debug assertions: plain numbers are then checked, and errors say where a closure was made. */
export const debug = path.includes("/debug/");

/**
 * An instance of the module under test.
 *
 * @param {Record<string, any>} host The functions of `./host.js`. `note` is there: it collects.
 * @param {object} [other] Those of `./other.js`.
 */
export function start(host, other = {}) {
  /** @type {string[]} */
  const notes = [];
  const nothing = () => {};
  /** @param {object} functions */
  const complete = (functions) =>
    new Proxy(functions, { get: (target, name) => (name in target ? Reflect.get(target, name) : nothing) });
  const note = (/** @type {string} */ text) => void notes.push(text);
  const app = loadSync(wasm, {
    modules: { "./host.js": complete({ note, ...host }), "./other.js": complete(other) },
  });
  const rust = /** @type {Record<string, (...args: any[]) => any>} */ (/** @type {unknown} */ (app.instance.exports));
  return { app, rust, notes };
}

/**
 * Runs `body` and shows that it left nothing behind: no closure, no handle, not a byte.
 *
 * @param {ReturnType<typeof start>} instance
 * @param {() => void} body
 */
export function leavesNothing({ app, rust }, body) {
  body(); // what is made once, at the first use, is made now
  rust.drop_all();
  const before = { ...app.stats(), allocated: rust.allocated() };
  body();
  rust.drop_all();
  assert.deepEqual({ ...app.stats(), allocated: rust.allocated() }, before);
}

/**
 * An error of `ClosureError`, for `assert.throws`. In debug builds the message goes on with the place.
 *
 * @param {string} code
 * @param {string} message
 */
export function closureError(code, message) {
  const place = debug ? / \(closure made at tests\/runtime\/src\/\w+\.rs:\d+:\d+\)$/ : /^$/;
  return (/** @type {any} */ error) => {
    assert.equal(error.name, "ClosureError");
    assert.equal(error.code, code);
    assert.ok(error instanceof Error);
    assert.equal(error.message.slice(0, message.length), message);
    assert.match(error.message.slice(message.length), place);
    return true;
  };
}
