// @ts-check
// The module by itself, without an app: what it exports, and what it says of files that are no app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as closuresExtern from "./closures_extern.js";

const { describe, load, loadSync } = closuresExtern;

/** An empty wasm module. */
const EMPTY = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A number as wasm writes it: LEB128. @param {number} number @returns {number[]} */
function leb(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...leb(number >>> 7)];
}

/**
 * An empty module with a custom section `closures_extern`.
 *
 * @param {number[]} content
 */
function withSection(content) {
  const name = [...new TextEncoder().encode("closures_extern")];
  const section = [name.length, ...name, ...content];
  return new Uint8Array([...EMPTY, 0, ...leb(section.length), ...section]);
}

/** @param {number} number @returns {number[]} Its four bytes. */
function u32(number) {
  return [0, 8, 16, 24].map((shift) => (number >> shift) & 255);
}

/**
 * A record: kind, length, what it says, and the sum of that.
 *
 * @param {number} kind
 * @param {number[]} said
 */
function record(kind, said) {
  const bytes = [kind, ...u32(said.length + 4), ...said];
  const view = new DataView(Uint8Array.from(bytes).buffer);
  let sum = 0x811c9dc5;
  for (let at = 0; at < bytes.length; ) {
    const whole = bytes.length - at >= 4;
    sum = Math.imul(sum ^ (whole ? view.getUint32(at, true) : bytes[at]), 0x01000193);
    at += whole ? 4 : 1;
  }
  return [...bytes, ...u32(sum)];
}

/** The runtime's, of this ABI version. */
const RUNTIME = record(1, [1, 0]);

/** A text of a record. @param {string} text */
function str(text) {
  return [text.length, 0, ...new TextEncoder().encode(text)];
}

/** A module of this ABI version with exports, each without documentation. @param {number[][]} exports */
function withExports(...exports) {
  return withSection([...RUNTIME, ...exports.flatMap((content) => record(3, content))]);
}

/**
 * An export of the kind, in a block on this line; `type` is its result, or of a method the type of its receiver.
 *
 * @param {number} kind
 * @param {number} line
 * @param {string} rust
 * @param {string} name
 * @param {number[]} type
 */
function exported(kind, line, rust, name, type = [0]) {
  const block = `game::a@1.0.0:${line}:5`;
  const params = kind >= 3 ? [1, 0, ...str("self"), ...type, 0] : [0, 0, ...type];
  return [...str(block), ...str(`${block}::${rust}`), kind, ...str(rust), ...str(name), 0, 0, ...params];
}

test("these are exported, and nothing else", () => {
  assert.deepEqual(Object.keys(closuresExtern).sort(), ["ClosureError", "PanicError", "__private", "describe", "load", "loadSync"]);
});

test("the file has no dependency, and makes no code from text", async () => {
  const source = await readFile(new URL("closures_extern.js", import.meta.url), "utf8");
  assert.doesNotMatch(source, /^import /m);
  assert.doesNotMatch(source, /\beval\(|new Function\(/);
});

test("the texts of each list of LENDING are the same", async () => {
  const source = await readFile(new URL("closures_extern.js", import.meta.url), "utf8");
  const [, table] = /** @type {RegExpMatchArray} */ (/^const LENDING = \[\n(.*?)^\];$/ms.exec(source));
  const lists = table.split(/^  \[$/m).slice(1);
  assert.equal(lists.length, 12);
  for (const list of lists) {
    const texts = list.split("\n").filter((line) => line.startsWith("    "));
    assert.ok(texts.length >= 3);
    assert.equal(new Set(texts).size, 1);
  }
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
  assert.throws(() => loadSync(withSection([...record(99, [7, 7, 7]), ...record(1, [200, 0])])), /has ABI version 200/);
});

for (const [what, content] of Object.entries({
  "a record that ends early": [1, 6, 0, 0, 0, 1],
  "a record without a sum": [1, 2, 0, 0, 0, 1, 0],
  "a record that is all sum": [...RUNTIME, 2, 3, 0, 0, 0, 1, 2, 3],
  "a byte that has changed": [...RUNTIME, ...record(2, [0, 0, 1]).map((byte, at) => (at === 7 ? 0 : byte))],
  "a sum that has changed": [...RUNTIME.slice(0, -1), RUNTIME[10] ^ 1],
  "a length beyond the end": [2, 255, 255, 255, 255, 1],
  "a text beyond the end": [...RUNTIME, ...record(2, [255, 255, 1, 1])],
  "a length that is cut": [1, 2, 0],
  "a record that goes on in the next": [...RUNTIME, ...record(2, [0, 0, 1, 0]), ...record(0, [7, 7, 0, 0]), 0, 0, 0, 0],
})) {
  test(`${what} is damage, in plain words`, () => {
    assert.throws(() => loadSync(withSection(content)), {
      name: "Error",
      message: /^the custom section "closures_extern" of this wasm module is damaged: /,
    });
  });
}

const POINT = exported(1, 3, "Point", "Point");
const OF_POINT = [33, ...str("game::a@1.0.0:3:5::Point")];

for (const [what, exports, name, lines] of /** @type {[string, number[][], string, number[]][]} */ ([
  ["functions", [exported(0, 3, "go", "go"), exported(0, 9, "go_on", "go")], "go", [3, 9]],
  ["a type and a function", [POINT, exported(0, 9, "point", "Point")], "Point", [3, 9]],
  ["methods", [POINT, exported(3, 4, "a", "go", OF_POINT), exported(3, 9, "b", "go", OF_POINT)], "Point.go", [4, 9]],
  ["a method and a setter", [POINT, exported(3, 4, "a", "x", OF_POINT), exported(5, 9, "b", "x", OF_POINT)], "Point.x", [4, 9]],
  ["constructors", [POINT, exported(2, 4, "a", "a", OF_POINT), exported(2, 9, "b", "b", OF_POINT)], "new Point", [4, 9]],
])) {
  test(`two exports of one name, ${what}, are refused with both places`, () => {
    const [one, other] = lines.map((line) => `game::a, line ${line}, column 5`);
    const message =
      `two exports are called ${name}: one is declared in ${one}, the other in ${other}; ` +
      'give one of them another name: #[js(name = "..")]';
    assert.throws(() => loadSync(withExports(...exports)), { name: "Error", message });
  });
}

test("what every class has cannot be exported", () => {
  for (const [name, shown] of [["free", ".free"], ["[Symbol.dispose]", "[Symbol.dispose]"]]) {
    assert.throws(() => loadSync(withExports(POINT, exported(3, 4, name, name, OF_POINT))), {
      message: `Point${shown} cannot be exported: every class has it; it is declared in game::a, line 4, column 5`,
    });
  }
});

test("a getter and a setter share a name, and another class may have it too", () => {
  const module = withExports(
    POINT,
    exported(4, 4, "Point.x", "x", OF_POINT),
    exported(5, 4, "Point.set_x", "x", OF_POINT),
    exported(0, 4, "x", "x"),
  );
  const { exports } = describe(module);
  assert.deepEqual(exports.map(({ kind }) => kind), ["class", "getter", "setter", "function"]);
});

test("a method of a type that is not described is refused as stripped", () => {
  assert.throws(() => loadSync(withExports(exported(3, 4, "go", "go", OF_POINT))), /does not describe the exported type/);
});

test("a type in 100,000 others is damage too, and not the end of the stack", () => {
  // A block without a name, and an import of no names, and so no parameters.
  const content = [0, 0, 1, ...Array(4).fill(0), ...Array(100_000).fill(23), 0];
  assert.throws(() => loadSync(withSection([...RUNTIME, ...record(2, content)])), {
    message:
      'the custom section "closures_extern" of this wasm module is damaged: a type lies in more than 200 others. ' +
      "Build the module again",
  });
});

test("a module that lacks what the runtime needs of it says what", () => {
  assert.throws(() => loadSync(withSection(RUNTIME)), {
    message:
      "this wasm module has no export memory: a tool has removed it, or another has its name. " +
      "Keep all exports that begin with closures_extern_, and memory",
  });
});
