// @ts-check
// The app in Jest with jsdom: a realm of its own with Node's modules beside it, whose objects are of another realm. It has no
// TextDecoder, fetch and Response.

import { readFileSync } from "node:fs";
import { describe as group, expect, test } from "@jest/globals";
import { ways } from "../ways.js";

test("it is such an environment", () => {
  expect(typeof document).toBe("object");
  expect([typeof TextDecoder, typeof fetch, typeof Response]).toEqual(["undefined", "undefined", "undefined"]);
  expect(readFileSync(/** @type {string} */ (process.env.ENVIRONMENTS_WASM)).buffer).not.toBeInstanceOf(ArrayBuffer);
});

group("the app", () => {
  for (const [title, body] of ways(import.meta.url)) test(title, () => body(expect));
});
