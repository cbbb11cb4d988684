// @ts-check
/** What is thrown, and the words that messages share. What is not here: when something is thrown. */

import { SECTION } from "./protocol.js";

/**
 * @typedef {{ name: string, block: string, checked: boolean }} Returned The import that returned a value.
 * @typedef {number | Returned | Inside} Origin Where a value came from: a parameter from 0, `THIS`, `RESULT`, the
 * import that returned it, or another value.
 */

/** Thrown if a closure cannot be called, or an object cannot be used. `code` says why, in one word. */
export class ClosureError extends Error {
  /** Closure: `dropped`, `expired`, `reentered` or `once`. Object: `freed`, `moved` or `borrowed`. Both: `panicked`. */
  code;

  /** @param {string} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}
named(ClosureError, "ClosureError");

/**
 * Thrown if Rust panics or an exception comes out of Rust, which is its `cause`. This ends the instance. Every later
 * call into it throws another one, which says that it is late and has the first one as its `cause`.
 */
export class PanicError extends ClosureError {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super("panicked", message, options);
  }
}
named(PanicError, "PanicError");

/** Not by assignment, which fails where `Error.prototype` is frozen. @param {Function} Class @param {string} value */
function named(Class, value) {
  Object.defineProperty(Class, "name", { value, configurable: true }); // a minifier may have given it another
  Object.defineProperty(Class.prototype, "name", { value, writable: true, configurable: true });
}

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
export const CONVERTED = -3;

/** A field or an element of another value: one for all of them, and whoever converts says at each which it is. */
export class Inside {
  key = /** @type {string | number} */ ("");
  outer;
  checked;

  /** @param {Origin} outer @param {boolean} checked */
  constructor(outer, checked) {
    this.outer = outer;
    this.checked = checked;
  }

  /** Goes to another place in the same value. @param {string | number} key */
  at(key) {
    this.key = key;
    return this;
  }
}

/** Where a value came from, in the words of an error. @param {Origin} place */
export function placeText(place) {
  if (typeof place === "object") return place instanceof Inside ? insideText(place) : `result of ${place.name}`;
  return place < 0 ? ["this", "result", "value"][~place] : `parameter ${place + 1}`;
}

/** `parameter 1: field points[3].x`. @param {Inside} place @returns {string} */
function insideText(place) {
  let path = "";
  let outer = /** @type {Origin} */ (place);
  for (; outer instanceof Inside; outer = outer.outer) path = stepText(outer.key) + path;
  if (path === "") return placeText(outer);
  return `${placeText(outer)}: ${path.startsWith(".") ? `field ${path.slice(1)}` : `element ${path}`}`;
}

/** A key as it follows what has it. @param {string | number} key */
function stepText(key) {
  if (key === "") return "";
  return typeof key === "number" ? `[${key}]` : /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** The import that returned a value, or what it is in. @param {Origin} place @returns {Returned | null} */
export function returnedBy(place) {
  return place instanceof Inside ? returnedBy(place.outer) : typeof place === "object" ? place : null;
}

/** @param {string} expected @param {any} value @param {Origin} place @param {string} [got] */
export function mismatch(expected, value, place, got = show(value)) {
  const from = returnedBy(place);
  const declared = from === null ? "" : `; ${declaredAt(from)}`;
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

/** The same with the version of the crate, of which an app may have several. @param {string} block */
export function versionedPlace(block) {
  const version = block.slice(block.lastIndexOf("@") + 1).split(":")[0];
  return `version ${version} of ${blockPlace(block)}`;
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
