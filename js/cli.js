#!/usr/bin/env node
// @ts-check
/**
 * `npx closures-extern new my-app`, `inspect app.wasm`, `build app.wasm` and `test app.wasm`: what the command line may
 * say, and what is answered. What is printed of a module stands in `inspect.js`, what is built in `build/`, how tests
 * run in `test/`, and the new app in `new/`.
 *
 * Ends with 0; with 1 if there is something wrong with the file; with 2 if there is with the command line; with 101 if
 * a test has failed.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe } from "./describe.js";
import { declarations, table } from "./inspect.js";

const HELP = `Shows what crosses between a wasm module of the Rust crate closures-extern and JavaScript.

npx closures-extern new my-app                 a folder with an app that runs: Rust, a page, Vite and a test
npx closures-extern inspect app.wasm           a table of the imports, the closures and the exports
npx closures-extern inspect app.wasm --json    the same as data: what describe() returns
npx closures-extern inspect app.wasm --dts     TypeScript declarations of the exports, for load<Exports>(..)
npx closures-extern build app.wasm --out-dir dist
                                               for the day it ships: dist/app.js, which loads dist/app.wasm, and types
npx closures-extern test app.wasm              the tests of a binary that cargo has built: test --help says more
npx closures-extern --help                     this text

The declarations have doc comments if the module is a debug build. build also takes
  --minify    a small app.js: needs esbuild
  --freeze    functions of options.modules are taken once, when the app is loaded
  --debug     app.wasm keeps the names of its functions and its debug information, and is not optimised
and has wasm-opt make app.wasm smaller where binaryen is installed.
`;

/** A mistake in the command line. */
class UsageError extends Error {
  help;

  /** @param {string} message @param {string} [help] What there is to say. */
  constructor(message, help = HELP) {
    super(message);
    this.help = help;
  }
}

/**
 * @param {string[]} words
 * @returns {Promise<string>} What to print.
 */
async function run(words) {
  if (words.length === 0) throw new UsageError("nothing to do");
  const [command, ...rest] = words;
  if (command === "test") return test(rest);
  if (words.includes("--help") || words.includes("-h")) return HELP;
  if (command === "inspect") return inspect(rest);
  if (command === "build") return build(rest);
  if (command === "new") return makeNew(rest);
  throw new UsageError(`there is no command ${command}`);
}

/** @param {string[]} rest */
async function build(rest) {
  const at = rest.indexOf("--out-dir");
  const outDir = at < 0 ? undefined : rest[at + 1];
  if (outDir === undefined || outDir === "" || outDir.startsWith("-"))
    throw new UsageError("build takes a folder: --out-dir dist");
  const others = [...rest.slice(0, at), ...rest.slice(at + 2)];
  const options = others.filter((word) => word.startsWith("-"));
  if (options.includes("--out-dir")) throw new UsageError("--out-dir is there twice: build takes one folder");
  const unknown = options.find((option) => !["--minify", "--debug", "--freeze"].includes(option));
  if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}`);
  const file = onlyFile("build", others);
  const { buildFiles } = await import("./build/command.js");
  const [minify, debug, freeze] = ["--minify", "--debug", "--freeze"].map((option) => options.includes(option));
  await buildFiles({ file, outDir, minify, debug, freeze }, bytesOf, (line) => void process.stderr.write(`${line}\n`));
  return "";
}

/** @param {string[]} rest */
async function makeNew(rest) {
  const option = rest.find((word) => word.startsWith("-"));
  if (option !== undefined) throw new UsageError(`there is no option ${option}`);
  if (rest.length !== 1) throw new UsageError(`new takes one folder, and got ${rest.length}`);
  const { newApp } = await import("./new/new.js");
  return newApp(rest[0]);
}

/** @param {string[]} rest */
async function test(rest) {
  const options = await import("./test/options.js");
  if (rest.includes("--help") || rest.includes("-h")) return options.HELP;
  const { testFile } = await import("./test/command.js");
  try {
    process.exitCode = await testFile(rest, bytesOf);
  } catch (error) {
    throw error instanceof options.UsageError ? new UsageError(error.message, options.HELP) : error;
  }
  return "";
}

/** @param {string} command @param {string[]} words */
function onlyFile(command, words) {
  const files = words.filter((word) => !word.startsWith("-"));
  if (files.length !== 1) throw new UsageError(`${command} takes one file, and got ${files.length}`);
  return files[0];
}

/** @param {string[]} rest */
function inspect(rest) {
  const options = rest.filter((word) => word.startsWith("-"));
  const unknown = options.find((option) => option !== "--dts" && option !== "--json");
  if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}`);
  if (options.length > 1) throw new UsageError("--dts and --json stand alone");
  const file = onlyFile("inspect", rest);
  const info = describe(bytesOf(file));
  if (options[0] === "--dts") return declarations(info, basename(file), "inspect");
  return `${options[0] === "--json" ? JSON.stringify(info, null, 2) : table(info)}\n`;
}

/** @param {string} file */
function bytesOf(file) {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "that is a folder" : message);
  }
}

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  const words = process.argv.slice(3);
  const file =
    words.find((word) => word.endsWith(".wasm")) ??
    words.find((word, at) => !word.startsWith("-") && words[at - 1] !== "--out-dir");
  const { message } = /** @type {Error} */ (error);
  const isUsage = error instanceof UsageError;
  process.stderr.write(isUsage ? `${message}\n\n${error.help}` : `${file}: ${message}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
