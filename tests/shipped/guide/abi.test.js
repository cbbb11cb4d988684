// @ts-check
// Are the names and numbers on the guide's page about the ABI those of the two sides? Its slots are compared in tests/slots.rs,
// its bytes in expansion.test.js.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { TEST_RECORD } from "../../../js/test/binary.js";

const page = read("src/guide/abi.md");
const js = read("js/src/protocol.js");
const rust = ["imports", "ending", "exports"].map((name) => read(`src/wasm/${name}.rs`)).join("\n");

/** @param {string} path */
function read(path) {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
}

/** The cells of the rows of the table with this head, without the marks of code. @param {string} head */
function table(head) {
  const [, behind] = page.split(`\n${head}\n`);
  assert.ok(behind, `the page has a table ${head}`);
  const rows = behind.split("\n").slice(1);
  const end = rows.findIndex((row) => !row.startsWith("|"));
  return rows.slice(0, end).map((row) =>
    row
      .replaceAll("`", "")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A table of the JavaScript side. @param {string} name @returns {Record<string, number>} */
function numbers(name) {
  const [, body] =
    new RegExp(`^export const ${name} = Object\\.freeze\\(\\{([^}]*)\\}\\)`, "m").exec(js) ?? assert.fail(name);
  return Object.fromEntries([...body.matchAll(/(\w+): (\d+)/g)].map(([, key, value]) => [key, Number(value)]));
}

test("the page is about this version", () => {
  assert.match(page, new RegExp(`ABI version ${/^export const ABI = (\d+);/m.exec(js)?.[1]}\\.`));
});

test("the page has each function that the crate asks of JavaScript", () => {
  const declared = [...rust.matchAll(/^ *imports! \{([^}]*)\}/gm)].flatMap(([, body]) => [
    ...body.matchAll(/fn (\w+)\(/g),
  ]);
  const names = declared.map(([, name]) => name);
  assert.deepEqual(
    table("| import | does |")
      .flatMap(([cell]) => cell.split(", "))
      .sort(),
    names.sort(),
  );
});

test("the page has each function that JavaScript asks of the crate", () => {
  const named = table("| export | does |").flatMap(([cell]) => cell.split(", "));
  const exported = [...rust.matchAll(/extern "C" fn (closures_extern_\w+)/g)].map(([, name]) => name);
  assert.deepEqual(
    named.filter((name) => !name.includes(" ")),
    exported,
  );
  const shapes = [...rust.matchAll(/^ {4}"(\w+)" call_\1 run_\1 \(/gm)].map(([, shape]) => shape);
  assert.ok(js.includes(`const SHAPES = Object.freeze("${shapes.join(" ")}".split(" "));`));
  assert.equal(shapes.length, 20);
  assert.deepEqual(
    named.filter((name) => name.includes(" ")),
    ["closures_extern_call_0 to _8", "closures_extern_run_0 to _8"],
  );
});

test("the page has the kinds of imports and exports", () => {
  const rows = table("| import | | export | |");
  assert.deepEqual(Object.fromEntries(rows.map(([number, name]) => [name, Number(number)])), numbers("KIND"));
  const exports = rows.filter(([, , number]) => number !== "");
  assert.deepEqual(Object.fromEntries(exports.map(([, , number, name]) => [name, Number(number)])), numbers("EXPORT"));
});

test("the page has the kinds of records", () => {
  const rows = table("| kind | record | what follows |");
  // Apps have no number for tests, which they skip.
  const known = { ...numbers("RECORD"), test: TEST_RECORD };
  assert.deepEqual(Object.fromEntries(rows.map(([number, name]) => [name, Number(number)])), known);
});

test("the page has the tags of types", () => {
  const named = table("| tags | types | then |").flatMap(([range, names]) => {
    const [first, last = first] = range.split(/ to |, /).map(Number);
    const list = names.split(" ");
    assert.equal(list.length, last - first + 1, range);
    return list.map((name, index) => [name, first + index]);
  });
  assert.deepEqual(Object.fromEntries(named), numbers("TAG"));
});
