// @ts-check
/**
 * What the imports of the crate itself need of an app. What is not here: what they do
 * (`../src/runtime/intrinsics.js`).
 */

import { ofClosures, ofLists, ofMembers, ofPromises, ofTheEnd, ofValues } from "../src/runtime/intrinsics.js";

/** @import { OWN } from "../src/section/types.js" */

/** The imports of the crate that types have to be read for which no declaration names. */
export const ASK_FOR_TYPES = [
  ...["closure_value", "closure_give", "value_new", "value_convert", "function_call", "promise_wait", "promise_settle"],
  "tasks_wake",
];

/** What makes the imports of the crate, with what each makes. @type {Record<string, string[]>} */
export const INTRINSICS = Object.fromEntries(
  Object.entries({ ofClosures, ofValues, ofLists, ofMembers, ofPromises, ofTheEnd }).map(([name, make]) => [
    name,
    Object.keys(make(/** @type {any} */ ({}))),
  ]),
);

/** The imports of the crate that write to memory what Rust then owns, or to the scratch area. */
export const WRITERS = [
  ...["live_closures", "value_as_f64", "value_as_string", "value_typeof", "value_debug", "value_get", "value_set"],
  ...["value_call", "value_convert", "function_call"],
];

/** What else does, of what the text of an app may use. */
export const USERS_OF_HEAP = "string wide wider list rest option result writeResult caught exported frame".split(" ");

/** Of imports of the crate that return a value, its type. @type {Record<string, keyof typeof OWN>} */
export const OWN_TYPES = Object.freeze({
  live_closures: "strings",
  value_as_f64: "optionF64",
  value_as_string: "optionString",
  value_get: "resultValue",
  value_set: "resultUnit",
  value_call: "resultValue",
});
