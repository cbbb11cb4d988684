// @ts-check
// Are the types that TypeScript users get those of the JSDoc comments? The compiler answers, in the step `types`: here
// are assignments that it accepts only if they are.

import { test } from "node:test";
import * as written from "./closures_extern.js";
import * as writtenOfDescribe from "./describe.js";

/** @typedef {typeof import("./types.d.ts")} Declared */
/** @typedef {typeof import("./describe.types.d.ts")} DeclaredOfDescribe */

test("closures_extern.js has the types of types.d.ts, and no others", () => {
  /** @type {Declared} */
  const declared = written;
  /** @type {typeof written} */
  const back = declared;
  void back;
});

test("describe.js has the types of describe.types.d.ts, and no others", () => {
  /** @type {DeclaredOfDescribe} */
  const declared = writtenOfDescribe;
  /** @type {typeof writtenOfDescribe} */
  const back = declared;
  void back;
});
