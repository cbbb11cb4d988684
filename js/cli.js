#!/usr/bin/env node
// @ts-check
/**
 * `npx closures-extern inspect app.wasm`: what the command line may say, and what is answered. What is printed of a
 * module stands in `inspect.js`.
 *
 * Ends with 0; with 1 if there is something wrong with the file; with 2 if there is with the command line.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe } from "./describe.js";
import { declarations, table } from "./inspect.js";

const HELP = `Shows what crosses between a wasm module of the Rust crate closures-extern and JavaScript.

npx closures-extern inspect app.wasm           a table of the imports, the closures and the exports
npx closures-extern inspect app.wasm --json    the same as data: what describe() returns
npx closures-extern inspect app.wasm --dts     TypeScript declarations of the exports, for load<Exports>(..)
npx closures-extern --help                     this text

The declarations have doc comments if the module is a debug build.
`;

/** A mistake in the command line. */
class UsageError extends Error {}

/**
 * @param {string[]} words
 * @returns {string} What to print.
 */
function run(words) {
  if (words.length === 0) throw new UsageError("nothing to do");
  if (words.includes("--help") || words.includes("-h")) return HELP;
  const [command, ...rest] = words;
  if (command !== "inspect") throw new UsageError(`there is no command ${command}`);
  const options = rest.filter((word) => word.startsWith("-"));
  const files = rest.filter((word) => !word.startsWith("-"));
  const unknown = options.find((option) => option !== "--dts" && option !== "--json");
  if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}`);
  if (options.length > 1) throw new UsageError("--dts and --json stand alone");
  if (files.length !== 1) throw new UsageError(`inspect takes one file, and got ${files.length}`);
  const info = describe(bytesOf(files[0]));
  if (options[0] === "--dts") return declarations(info, basename(files[0]));
  return `${options[0] === "--json" ? JSON.stringify(info, null, 2) : table(info)}\n`;
}

/** @param {string} file */
function bytesOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "that is a folder" : message);
  }
}

try {
  process.stdout.write(run(process.argv.slice(2)));
} catch (error) {
  const usage = error instanceof UsageError;
  const file = process.argv.slice(2).find((word) => !word.startsWith("-") && word !== "inspect");
  const { message } = /** @type {Error} */ (error);
  process.stderr.write(usage ? `${message}\n\n${HELP}` : `${file}: ${message}\n`);
  process.exitCode = usage ? 2 : 1;
}
