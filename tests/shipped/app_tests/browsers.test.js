// @ts-check
// Do the tests of an app pass and fail in browsers as they do in Node?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { chromiumPath, firefoxPath } from "../../support/browsers.js";
import { GOLDEN, TIMEOUT, build, results, runTests } from "./each_way.js";

let wasm = "";

before(() => {
  wasm = build();
});

for (const [browser, path] of /** @type {const} */ ([
  ["chromium", chromiumPath],
  ["firefox", firefoxPath],
])) {
  test(`the same tests pass and fail in ${browser}`, () => {
    const words = [...TIMEOUT, "--browser", browser];
    const { status, stdout, stderr } = runTests(wasm, words, { CLOSURES_EXTERN_BROWSER: path() });
    assert.deepEqual(results(stdout), results(readFileSync(GOLDEN, "utf8")), stdout + stderr);
    // The stack of Rust, the output, and the rest after a test that never ends.
    for (const part of [
      "   0: each_way::inner\n   1: each_way::tests::a_function_panics\n",
      "the answer:\nnot yet\npanicked at each_way/src/lib.rs:",
      "tests::it_never_ends stdout ----\nbefore the loop\nthe test was stopped, because it had not ended after 2 s\n",
      "tests::async_it_wakes_itself_for_ever stdout ----\nbefore the loop\nthe test was stopped, because it had not ended after 2 s\n",
      "what could wake it:\n    the promise of never, declared in each_way, line ",
      "before it waits\nafter that\npanicked at each_way/src/lib.rs:",
      "   0: each_way::inner\n   1: each_way::tests::async_a_task_panics::{{closure}}::{{closure}}\n\n",
      "uncaught: TypeError: thrown in a timer\n",
    ]) {
      assert.ok(stdout.includes(part), stdout);
    }
    assert.equal(status, 101);
  });
}

test("a browser that nothing can start is answered with what to install", () => {
  const { status, stderr } = runTests(wasm, ["passes"], { CLOSURES_EXTERN_TEST: "opera" });
  assert.equal(status, 2);
  assert.ok(stderr.startsWith("CLOSURES_EXTERN_TEST is one of chromium, firefox, webkit, and not opera"), stderr);
});
