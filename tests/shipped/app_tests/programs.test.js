// @ts-check
// Does a program without tests, as an example of the documentation is one, end as it would elsewhere?

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";

import { CARGO, TARGET } from "../../support/repository.js";
import { run } from "../../support/run.js";
import { HERE, runTests } from "./each_way.js";

before(() => void run(CARGO, ["build", "--target", TARGET, "-p", "each-way", "--examples"], { cwd: HERE }));

/** Runs a program of each_way/examples. @param {string} name @param {string[]} words */
function program(name, ...words) {
  return runTests(join(HERE, `target/${TARGET}/debug/examples/${name}.wasm`), words);
}

test("a program that has nothing of the crate runs", () => {
  assert.deepEqual(program("plain"), { status: 0, signal: null, stdout: "", stderr: "" });
});

test("a program that has nothing of the crate fails if it panics, by the panic's trap", () => {
  const { status, stderr } = program("plain_panics");
  assert.equal(status, 101);
  assert.match(stderr, /^uncaught: RuntimeError: unreachable\nstack:\n {3}0: plain_panics::main\n/);
});
