// @ts-check
/** What is thrown, and the words that messages share. What is not here: when something is thrown. */

import { SECTION } from "./protocol.js";

/**
 * @typedef {number | { name: string, block: string, checked: boolean }} Origin Where a value came from: a parameter
 * from 0, `THIS`, `RESULT`, or the import that returned it.
 */

/** Thrown by a closure that cannot be called, or an object that cannot be used; `code` says why, in a word. */
export class ClosureError extends Error {
  /** Of a closure `dropped`, `expired`, `reentered`, `once`; of an object `freed`, `moved`, `borrowed`; `panicked`. */
  code;

  /** @param {string} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}
// Not by assignment, which fails where `Error.prototype` is frozen.
Object.defineProperty(ClosureError.prototype, "name", { value: "ClosureError", writable: true, configurable: true });

/**
 * Thrown when Rust panics or an exception comes out of Rust, which ends the instance, and by everything of that
 * instance from then on. `cause` is the exception.
 */
export class PanicError extends ClosureError {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super("panicked", message, options);
  }
}
Object.defineProperty(PanicError.prototype, "name", { value: "PanicError", writable: true, configurable: true });

/** A value in a message: its type and, if that is short, itself. Runs no foreign code. @param {any} value */
export function show(value) {
  switch (typeof value) {
    case "string":
      return `string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case "number":
    case "boolean":
      return `${typeof value} ${Object.is(value, -0) ? "-0" : value}`;
    case "bigint":
      return `bigint ${value}n`;
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    case "undefined":
      return "undefined";
    default:
      return `a ${typeof value}`;
  }
}

/** Places that are no parameter, for `placeText`. */
export const THIS = -1;
export const RESULT = -2;

/** Where a value came from, in the words of an error. @param {Origin} place */
export function placeText(place) {
  if (typeof place === "object") return `result of ${place.name}`;
  return place === THIS ? "this" : place === RESULT ? "result" : `parameter ${place + 1}`;
}

/** @param {string} expected @param {any} value @param {Origin} place @param {string} [got] */
export function mismatch(expected, value, place, got = show(value)) {
  const declared = typeof place === "object" ? `; ${declaredAt(place)}` : "";
  return new TypeError(`${placeText(place)}: expected ${expected}, got ${got}${declared}`);
}

/** Where an import is declared, for error messages. @param {{ block: string }} wanted */
export function declaredAt({ block }) {
  return `it is declared in ${blockPlace(block)}`;
}

/** Where a block stands, from its id. @param {string} block */
export function blockPlace(block) {
  const path = block.slice(0, block.lastIndexOf("@"));
  const [line, column] = block.split(":").slice(-2);
  return `${path}, line ${line}, column ${column}`;
}

/** @param {string} what */
export function strippedMessage(what) {
  return (
    `this wasm module ${what}: a tool has removed or cut its custom section "${SECTION}". ` +
    `Keep it: wasm-strip --keep-section=${SECTION}, wasm-tools strip --delete with a pattern that does not match it; ` +
    `wasm-opt and cargo's strip = true leave it alone`
  );
}

/** @param {string} name */
export function lacking(name) {
  return new Error(
    `this wasm module has no export ${name}: a tool has removed it, or another has its name. ` +
      `Keep all exports that begin with closures_extern_, and memory`,
  );
}

/** @param {string} how */
export function damaged(how) {
  return new Error(`the custom section "${SECTION}" of this wasm module is damaged: ${how}. Build the module again`);
}
