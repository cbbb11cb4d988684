// @ts-check
// The snippet for apps of wasm-bindgen: it has a function for each that Rust declares, and keeps the instances apart.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { PanicError } from "./src/errors.js";
import * as hosted from "./hosted.js";

/** @param {string} path Below `src/`. */
const source = (path) => readFile(new URL(`../src/${path}`, import.meta.url), "utf8");

test("what Rust declares of this file is exported, and nothing else", async () => {
  const declared = new Set();
  for (const file of ["wasm/imports.rs", "wasm/ending.rs"]) {
    const [, block] = /^imports! \{([^}]*)\}/m.exec(await source(file)) ?? assert.fail(file);
    for (const [, name] of block.matchAll(/fn (\w+)\(/g)) declared.add(name);
  }
  const [calls, values] = await Promise.all([source("hosted/link.rs"), source("hosted.rs")]);
  for (const [, name] of calls.matchAll(/pub\(super\) fn (\w+)\(/g)) declared.add(name);
  for (const [, name] of values.matchAll(/fn (host_\w+)\(/g)) declared.add(name);
  assert.ok(declared.size > 30);
  assert.deepEqual(Object.keys(hosted).sort(), [...declared].sort());
});

test("the command of wasm-bindgen brings each module that the file imports, and no other", async () => {
  const here = new URL(".", import.meta.url).href;
  const imported = new Set([new URL("hosted.js", here).href]);
  for (const url of imported) {
    const text = await readFile(new URL(url), "utf8");
    for (const [, specifier] of text.matchAll(/^(?:import|export) (?:[^;"]* from )?"([^"]+)";$/gm))
      imported.add(new URL(specifier, url).href);
  }
  const [, list] = /** @type {RegExpMatchArray} */ (/^ *brings! \{([^}]*)\}/m.exec(await source("hosted/link.rs")));
  const brought = [...list.matchAll(/"\/js\/([^"]+)"/g)].map(([, path]) => path);
  assert.deepEqual(
    brought.sort(),
    [...imported]
      .slice(1)
      .map((url) => url.slice(here.length))
      .sort(),
  );
});

/** Begins an instance that has all exports, and room at address 8 for so many blocks. */
function begin(blocks = Infinity) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  /** @type {Record<string | symbol, any>} */
  const known = { memory, closures_extern_alloc: () => (blocks-- > 0 ? 8 : 0) };
  const exports = new Proxy({}, { get: (_, name) => known[name] ?? (() => 16) });
  return hosted.begin(exports, new WebAssembly.Table({ initial: 1, element: "anyfunc" }), 0);
}

test("each instance has a number, and values of its own", () => {
  const [one, two] = [begin(), begin()];
  const [first, second] = [{}, {}];
  const handle = hosted.host_keep(one, first);
  assert.equal(hosted.host_keep(two, second), handle); // the same number means another value
  assert.equal(hosted.host_peek(two, handle), second);
  assert.equal(hosted.host_take(one, handle), first);
  assert.equal(hosted.host_peek(two, handle), second);
  assert.notEqual(begin(), two);
});

test("a call of no instance is refused", () => {
  const next = begin() + 1;
  for (const number of [0, -1, next]) {
    const message = `closures_extern: no wasm instance with the number ${number} has begun here`;
    assert.throws(() => hosted.handle_drop(number, 0), new PanicError(message));
    assert.throws(() => hosted.bind(number, 0, 0, 0, 0), new PanicError(message));
  }
  assert.equal(begin(), next);
});

test("a page never gets a runtime by a setter for a list's next entry", () => {
  const number = String(begin() + 1);
  /** @type {any[]} */
  const got = [];
  const setter = { configurable: true, get: () => undefined, set: (/** @type {any} */ value) => void got.push(value) };
  Object.defineProperty(Object.prototype, number, setter);
  try {
    assert.equal(String(begin()), number);
  } finally {
    delete (/** @type {any} */ (Object.prototype)[number]);
  }
  assert.deepEqual(
    got.filter((value) => value?.imports !== undefined),
    [],
  );
  assert.equal(hosted.host_keep(Number(number), {}), hosted.host_keep(Number(number) - 1, {}));
});

test("where there is no room for a text, the instance ends, and no other", () => {
  const [one, two] = [begin(1), begin()];
  const handle = hosted.host_keep(one, "text");
  assert.equal(hosted.host_keep(two, "text"), handle);
  /** @type {any} */
  let panic;
  try {
    hosted.value_typeof(one, handle);
  } catch (error) {
    panic = error;
  }
  assert.ok(panic instanceof PanicError && panic.cause instanceof RangeError);
  for (const write of [hosted.value_as_string, hosted.value_debug, hosted.value_typeof]) {
    assert.throws(
      () => write(one, handle),
      (error) => error instanceof PanicError && error.cause === panic,
    );
    write(two, handle);
  }
});
