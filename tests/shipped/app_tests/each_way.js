// @ts-check
// The app whose tests end in each way: its binary, what runs it, and what is read of what that prints.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { CARGO, TARGET } from "../../support/repository.js";
import { outcome, run } from "../../support/run.js";

/** The folder of the workspace. */
export const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The command `closures-extern`. */
export const CLI = fileURLToPath(new URL("../../../js/cli.js", import.meta.url));

/** What a run says in Node. */
export const GOLDEN = fileURLToPath(new URL("golden.txt", import.meta.url));

/** Seconds for each test. */
export const TIMEOUT = ["--timeout", "2"];

/** Builds the unit tests: the path of the wasm file. */
export function build() {
  const words = ["test", "--target", TARGET, "--no-run", "-p", "each-way", "--lib", "--message-format=json"];
  for (const line of run(CARGO, words, { cwd: HERE }).split("\n")) {
    if (line.includes('"executable":"')) return JSON.parse(line).executable;
  }
  assert.fail("cargo names no executable");
}

/**
 * Runs tests as cargo does.
 *
 * @param {string} wasm
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runTests(wasm, words, env = {}) {
  return outcome(process.execPath, [CLI, "test", wasm, ...words], {
    cwd: fileURLToPath(new URL("each_way/", import.meta.url)),
    env: { ...process.env, ...env },
  });
}

/** What a run says of each test. @param {string} printed */
export function results(printed) {
  const lines = printed.matchAll(/^test (.+?)(?: - should panic)? \.\.\. (.*)$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, result]) => [name, result]));
}

/** The end of a run. @param {string} printed */
export function summary(printed) {
  return /^test result: (.*); finished/m.exec(printed)?.[1] ?? assert.fail(printed);
}
