// @ts-check
/**
 * Promises, which cross as they are: by a handle, of whatever value it is. What is not here: who waits for them, and
 * what settles those that Rust has made (`../runtime/promises.js`).
 */

import { RESULT, returnedBy } from "../errors.js";
import { entry } from "./entry.js";

/** @import { Returned } from "../errors.js" */
/** @import { Maker } from "./entry.js" */

/**
 * The imports that promises have come from, for what is said of these: in debug builds.
 * @type {WeakMap<object, Returned>}
 */
const origins = new WeakMap();

/** `JsPromise`. @type {Maker} */
export const promise = (parts) => {
  const { handles, debug } = parts;
  const { result } = entry(parts, {});
  /** JavaScript gets it. Read late: an app has its promises after this entry, or none. @param {any} value */
  const given = (value) => {
    parts.promises?.given(value);
    return value;
  };
  return entry(parts, {
    given: true,
    lift: (slot) => given(handles.take(slot >>> 0)),
    result: (slot) => given(result(slot)),
    convert(value, place) {
      const from = debug && typeof value === "object" && value !== null ? returnedBy(place) : null;
      if (from !== null) origins.set(value, from);
      return value;
    },
    lower: (value) => handles.keep(value),
    undo: (_, slot) => void handles.take(slot),
  });
};

/** Where a promise has come from. @param {any} value @returns {Returned | number} */
export function originOf(value) {
  return (typeof value === "object" && value !== null && origins.get(value)) || RESULT;
}
