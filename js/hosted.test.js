// @ts-check
// The snippet for apps of wasm-bindgen: it has a function for each that Rust declares, and says what is missing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as hosted from "./hosted.js";

/** @param {string} path Below `src/`. */
const source = (path) => readFile(new URL(`../src/${path}`, import.meta.url), "utf8");

test("what Rust declares of this file is exported, and nothing else", async () => {
  const declared = new Set();
  for (const [, block] of (await source("runtime.rs")).matchAll(/^ *imports! \{([^}]*)\}/gm)) {
    for (const [, name] of block.matchAll(/fn (\w+)\(/g)) declared.add(name);
  }
  const [calls, values] = await Promise.all([source("hosted/calls.rs"), source("hosted.rs")]);
  for (const [, name] of calls.matchAll(/pub\(super\) fn (\w+)\(/g)) declared.add(name);
  for (const [, name] of values.matchAll(/fn (host_\w+)\(/g)) declared.add(name);
  assert.ok(declared.size > 30);
  assert.deepEqual(Object.keys(hosted).sort(), [...declared].sort());
});

test("the file imports only its other half, and makes no code from text", async () => {
  const text = await readFile(new URL("hosted.js", import.meta.url), "utf8");
  assert.deepEqual(text.match(/^import .*/gm), ['import { PanicError, __private } from "./closures_extern.js";']);
  assert.doesNotMatch(text, /\beval\(|new Function\(/);
});
