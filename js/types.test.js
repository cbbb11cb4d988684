// @ts-check
// Are the types that TypeScript users get those of the JSDoc comments? The compiler answers, in the step `types`: here are
// assignments that it accepts only if they are.

import { test } from "node:test";
import * as written from "./closures_extern.js";

/** @typedef {typeof import("./types.d.ts")} Declared */

test("closures_extern.js has the types of types.d.ts, and no others", () => {
  /** @type {Declared} */
  const declared = written;
  /** @type {Omit<typeof written, "__private">} */
  const back = declared;
  void back;
});
