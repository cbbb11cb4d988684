// @ts-check
// The module by itself, without an app: what it exports, and what it says of files that are no app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as closuresExtern from "./closures_extern.js";

const { load, loadSync } = closuresExtern;

/** An empty wasm module. */
const EMPTY = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * An empty module with a custom section `closures_extern`.
 *
 * @param {number[]} content
 */
function withSection(content) {
  const name = [...new TextEncoder().encode("closures_extern")];
  const section = [name.length, ...name, ...content];
  assert.ok(section.length < 128);
  return new Uint8Array([...EMPTY, 0, section.length, ...section]);
}

test("these are exported, and nothing else", () => {
  assert.deepEqual(Object.keys(closuresExtern).sort(), ["ClosureError", "PanicError", "__private", "load", "loadSync"]);
});

test("the file has no dependency, and makes no code from text", async () => {
  const source = await readFile(new URL("closures_extern.js", import.meta.url), "utf8");
  assert.doesNotMatch(source, /^import /m);
  assert.doesNotMatch(source, /\beval\(|new Function\(/);
});

test("a module of another origin is refused", async () => {
  const message =
    "this is not a closures_extern module: it was built without the Rust crate closures-extern, or it is another file";
  assert.throws(() => loadSync(new Uint8Array(EMPTY)), { message });
  await assert.rejects(load(new Uint8Array(EMPTY)), { message });
});

test("another ABI version says what to update", () => {
  assert.throws(() => loadSync(withSection([1, 2, 0, 0, 0, 200, 0])), {
    message:
      "this wasm module has ABI version 200 of closures_extern, and this closures_extern.js has 1: " +
      "update the JavaScript package closures-extern",
  });
  assert.throws(() => loadSync(withSection([1, 2, 0, 0, 0, 0, 0])), {
    message:
      "this wasm module has ABI version 0 of closures_extern, and this closures_extern.js has 1: " +
      "update the Rust crate closures-extern",
  });
});

test("a record of an unknown kind is skipped", () => {
  assert.throws(() => loadSync(withSection([99, 3, 0, 0, 0, 7, 7, 7, 1, 2, 0, 0, 0, 200, 0])), /has ABI version 200/);
});

for (const [what, content] of Object.entries({
  "a record that ends early": [1, 2, 0, 0, 0, 1],
  "a length beyond the end": [2, 255, 255, 255, 255, 1],
  "a text beyond the end": [1, 2, 0, 0, 0, 1, 0, 2, 4, 0, 0, 0, 255, 255, 1, 1],
  "a length that is cut": [1, 2, 0],
})) {
  test(`${what} is damage, in plain words`, () => {
    assert.throws(() => loadSync(withSection(content)), {
      name: "Error",
      message: /^the custom section "closures_extern" of this wasm module is damaged: /,
    });
  });
}
