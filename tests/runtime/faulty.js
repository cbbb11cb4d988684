// @ts-check
// Instances that are to end, and whether they have.

import { ClosureError, PanicError, assert, debug, start, thrownBy, turn } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** What the host throws. */
export class Odd extends Error {
  name = "Odd";
}

/**
 * An instance whose host throws, or calls, what a test says.
 *
 * @param {Record<string, any>} [host]
 */
export function faulty(host = {}) {
  /** @type {any[]} */
  const ends = [];
  /** @type {AnyFunction[]} */
  const held = [];
  const instance = start(
    {
      fault: throwOdd,
      transfer: (/** @type {Uint8Array<ArrayBuffer>} */ { buffer }) =>
        void structuredClone(buffer, { transfer: [buffer] }),
      hold: (/** @type {AnyFunction} */ f) => void held.push(f),
      ...host,
    },
    {},
    {
      onPanic: (error) => void ends.push(error),
    },
  );
  return { ...instance, rs: /** @type {any} */ (instance.app.exports), ends, held };
}

/** @returns {never} */
export function throwOdd() {
  throw new Odd("no");
}

/** Does something, and forgets what it throws. @param {() => any} body */
export function swallow(body) {
  try {
    body();
  } catch {
    // That is what it is about.
  }
}

/**
 * Shows that an instance has ended, and what that says: everything throws the same error, Rust is not entered, and `onPanic` was
 * called once, with that.
 *
 * @param {ReturnType<typeof faulty>} instance
 * @param {RegExp} message
 * @param {any} [cause] What was thrown; `undefined` for a panic.
 */
export async function hasEnded({ rs, ends, held, notes, app }, message, cause) {
  const before = notes.length;
  const error = thrownBy(() => rs.faultOk(1));
  assert.ok(error instanceof PanicError && error instanceof ClosureError);
  assert.equal(error.code, "panicked");
  assert.match(error.message, message);
  assert.ok(Object.is(error.cause, cause), "another cause");
  for (const call of [
    () => rs.faultNames?.(),
    () => new rs.Names(),
    () => rs.faultClosures(),
    () => rs.faultErr(),
    ...held,
  ]) {
    assert.equal(
      thrownBy(() => call?.(1) ?? rs.faultOk(1)),
      error,
    );
  }
  await turn();
  assert.deepEqual(ends, [error]);
  assert.deepEqual(notes.slice(before), []);
  assert.ok(app.stats().handles >= 0);
}

export const BY_ODD = debug
  ? /^the wasm instance was ended by an exception: Odd: no; fault threw it, which is declared in runtime_tests::faults, line \d+, column \d+: let it return Result<\.\., JsValue> to catch that$/
  : /^the wasm instance was ended by an exception: Odd: no; if an import threw it, let that return Result<\.\., JsValue> to catch it$/;
export const BOOM = /^panicked at tests\/runtime\/src\/faults\.rs:\d+:\d+: boom$/;
