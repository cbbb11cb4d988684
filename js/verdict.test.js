// @ts-check
// What a test of an app has come to: whether `should_panic` is content. The rest is in tests/shipped/app_tests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { verdictOf } from "./test/verdict.js";

/** @param {string} text What a test has ended with. @param {string} panics What it is to say. */
function passes(text, panics) {
  const fault = { kind: /** @type {const} */ ("panic"), text, stack: "", cause: "", trapped: false };
  const known = { name: "name", key: "key", panics, ignored: null, place: "" };
  const outcome = /** @type {any} */ ({ faults: [fault], alive: { closures: 0, handles: 0 } });
  return verdictOf(/** @type {any} */ (known), outcome, { leaks: false }).passed;
}

test("should_panic looks at what a panic says, and not at its place", () => {
  assert.ok(passes("panicked at src/lib.rs:1:2: no canvas", "no canvas"));
  assert.ok(!passes("panicked at src/lib.rs:1:2: no canvas", "lib.rs"));
});

test("should_panic looks at what an import has thrown, and not at what is said of that", () => {
  const head = "the wasm instance was ended by an exception: TypeError: no; not; that";
  for (const tail of [
    "; if an import threw it, let that return Result<.., JsValue> to catch it",
    "; draw threw it, which is declared in app, line 7, column 1: let it return Result<.., JsValue> to catch that",
    "; let page.draw return Result<.., JsValue> to catch that",
  ]) {
    for (const said of ["TypeError", "no; not; that"]) assert.ok(passes(head + tail, said), said);
    for (const said of ["exception", "instance", "Result", "threw it", "declared", "that;"])
      assert.ok(!passes(head + tail, said), said);
  }
});
