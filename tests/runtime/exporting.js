// @ts-check
// Instances whose exports are called, and what these throw.

import { ClosureError, PanicError, assert, firstOf, start } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/**
 * What `assert.throws` expects of an object that cannot be used.
 *
 * @param {string} code
 * @param {string} message
 */
const objectError = (code, message) => (/** @type {any} */ error) => {
  assert.ok(error instanceof ClosureError);
  assert.deepEqual([error.code, error.message], [code, message]);
  return true;
};

export const freed = (where = "parameter 1") => objectError("freed", `${where}: Counter used after free()`);
export const moved = (where = "parameter 1") =>
  objectError("moved", `${where}: Counter used after it was moved into Rust`);
export const alone = (where = "parameter 1") =>
  objectError("borrowed", `${where}: Counter used while a call changes or takes it`);
export const shared = (where = "parameter 1") =>
  objectError("borrowed", `${where}: Counter used by a call that changes or takes it, while another uses it`);

/**
 * @param {string} message
 */
export const typeError = (message) => ({ name: "TypeError", message });

/**
 * What `assert.throws` expects of an instance that an exception has ended, of the first call and of later ones.
 *
 * @param {(error: any) => void} check Looks at the exception.
 */
export const endedBy = (check) => (/** @type {any} */ thrown) => {
  assert.ok(thrown instanceof PanicError, String(thrown));
  assert.equal(thrown.code, "panicked");
  const error = firstOf(thrown);
  assert.match(error.message, /^the wasm instance was ended by an exception: /);
  check(error.cause);
  return true;
};

export const onTheWay = endedBy((cause) => assert.equal(cause.message, "on the way"));

/** @param {Record<string, AnyFunction>} [host] */
export function exporting(host = {}) {
  const instance = start(host);
  return { ...instance, rs: instance.app.exports };
}
