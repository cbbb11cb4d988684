// @ts-check
// Other programs: started, waited for, and heard out.

import { spawnSync } from "node:child_process";
import process from "node:process";

/** @typedef {Omit<import("node:child_process").SpawnSyncOptions, "encoding" | "shell">} Options */

const { CARGO_TARGET_DIR, CARGO_BUILD_TARGET_DIR, CARGO_MANIFEST_DIR, NODE_TEST_CONTEXT, ...ENVIRONMENT } = process.env;

/**
 * Runs a program, and throws all that it wrote if it fails.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {Options} [options]
 * @returns {string} What it wrote to its standard output.
 */
export function run(program, words, options) {
  const { status, signal, stdout, stderr } = outcome(program, words, options);
  if (status !== 0)
    throw new Error(`\`${[program, ...words].join(" ")}\` ended with ${status ?? signal}:\n${stdout}${stderr}`);
  return stdout;
}

/**
 * Runs a program as somebody has it who types that: nothing comes through of the cargo and the Node that run these tests.
 *
 * @param {string} folder The current one.
 * @param {string} program
 * @param {string[]} words
 */
export function typed(folder, program, ...words) {
  return run(program, words, { cwd: folder, env: ENVIRONMENT });
}

/**
 * Runs a program that may fail.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {Options} [options]
 */
export function outcome(program, words, options = {}) {
  const isBatch = process.platform === "win32" && /^np[mx]$/.test(program);
  const { error, status, signal, stdout, stderr } = spawnSync(isBatch ? `${program}.cmd` : program, words, {
    maxBuffer: 2 ** 28,
    ...options,
    shell: isBatch,
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  return { status, signal, stdout, stderr };
}
