// @ts-check
// What the tests of this folder stand on, and all that they know of where they run: `test`, `assert`, and `start`, which
// gives each test an instance of its own of the module under test. With `RUNTIME_HOSTED` that is one of a wasm-bindgen app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { loadSync } from "../../js/closures_extern.js";
import { hostedLoader } from "./hosted.js";

export { assert, test };

/** The folder that the command of wasm-bindgen wrote, for the tests in a wasm-bindgen app. */
export const hosted = process.env.RUNTIME_HOSTED;
const path = hosted ?? process.env.RUNTIME_WASM;
if (path === undefined) throw new Error("set RUNTIME_WASM to runtime_tests.wasm; `cargo xtask test runtime` does");

/** The module under test, compiled once; in a wasm-bindgen app its command's glue does that. */
export const wasm =
  hosted === undefined
    ? await WebAssembly.compile(await readFile(path))
    : /** @type {WebAssembly.Module} */ (/** @type {unknown} */ (null));
const loadHosted = hosted === undefined ? null : hostedLoader(hosted);

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
  const modules = { "./host.js": complete({ note, ...host }), "./other.js": complete(other) };
  const app = loadHosted === null ? loadSync(wasm, { modules }) : startHosted(loadHosted(modules));
  const rust = /** @type {Record<string, (...args: any[]) => any>} */ (/** @type {unknown} */ (app.instance.exports));
  return { app, rust, notes };
}

/**
 * What `load` gives, of an instance in a wasm-bindgen app. There only Rust knows what is alive.
 *
 * @param {any} instance
 * @returns {Pick<import("../../js/closures_extern.js").App, "instance" | "stats">}
 */
function startHosted(instance) {
  const stats = () => {
    const alive = BigInt.asUintN(64, instance.exports.alive());
    return { closures: Number(alive >> 32n), handles: Number(alive & 0xffff_ffffn) };
  };
  stats(); // the first call that crosses: the runtime allocates what `load` does before the app runs
  return { instance, stats };
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
