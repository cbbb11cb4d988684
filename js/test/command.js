// @ts-check
/**
 * `closures-extern test`: which tests of a binary run, and where. What is not here: the command line (`options.js`),
 * how a test runs (`session.js`), and what is printed (`report.js`).
 */

import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { readBinary } from "./binary.js";
import { browserHouse } from "./browser.js";
import { nodeHouse, nodeProgram } from "./node.js";
import { optionsOf } from "./options.js";
import { newReport } from "./report.js";
import { runAll } from "./session.js";

/** @import { Test } from "./binary.js" */
/** @import { Options } from "./options.js" */

/** How libtest says that a test has failed. */
const FAILED = 101;

/** What an app says of how it is loaded: beside its Cargo.toml, where cargo runs its tests. */
const CONFIG = "closures-extern.config.js";

/**
 * @param {string[]} words
 * @param {(file: string) => Uint8Array<ArrayBuffer>} read
 * @returns {Promise<number>} The exit code.
 */
export async function testFile(words, read) {
  const options = optionsOf(words, process.env);
  const binary = readBinary(read(options.file));
  const folder = process.cwd();
  const hasConfig = existsSync(join(folder, CONFIG));
  const config = hasConfig ? pathToFileURL(join(folder, CONFIG)).href : null;
  const app = { config, base: pathToFileURL(folder + sep).href };
  if (binary.tests.length === 0 && binary.plain === null) return nodeProgram(binary, app);
  const chosen = binary.tests.filter((test) => isChosen(test, options));
  const write = (/** @type {string} */ text) => void process.stdout.write(text);
  if (options.list) {
    write(listText(chosen, options));
    return 0;
  }
  const filteredOut = binary.tests.length - chosen.length;
  const to = { write, isTerminal: process.stdout.isTTY && !process.env.NO_COLOR };
  const report = newReport(chosen, filteredOut, binary.plain ?? 0, options, to);
  const start = performance.now();
  const house =
    options.browser === null
      ? nodeHouse(binary, app)
      : await browserHouse(binary, { folder, config: hasConfig ? CONFIG : null }, options);
  await runAll(chosen, options, house, report.told);
  const isGood = report.finish((performance.now() - start) / 1_000);
  await house.close();
  return isGood ? 0 : FAILED;
}

/** @param {Test} test @param {Options} options */
function isChosen({ name, ignored }, options) {
  const { exact, filters, skip } = options;
  const fits = (/** @type {string} */ filter) => (exact ? name === filter : name.includes(filter));
  if (options.ignored === "only" && ignored === null) return false;
  return (filters.length === 0 || filters.some(fits)) && !skip.some(fits);
}

/** @param {Test[]} tests @param {Options} options */
function listText(tests, { format }) {
  const lines = tests.map(({ name }) => `${name}: test\n`).join("");
  if (format === "terse") return lines;
  const count = tests.length;
  return `${lines}${count === 0 ? "" : "\n"}${count} test${count === 1 ? "" : "s"}, 0 benchmarks\n`;
}
