// @ts-check
// Exported classes whose members are symbols.

import { describe } from "../../js/describe.js";
import { assert, built, start, test, wasm } from "./harness.js";

const step = (/** @type {number | undefined} */ value) => ({ value, done: value === undefined });
const host = { step, later: async (/** @type {number | undefined} */ value) => step(value) };

/** The exports of an instance. @returns {any} */
const exportsOf = () => start(host).app.exports;

test("an exported class can be iterated", () => {
  const { Range } = exportsOf();
  assert.deepEqual([...new Range(2, 5)], [2, 3, 4]);
  const [first] = new Range(7, 9);
  assert.equal(first, 7);
  assert.deepEqual(Array.from(new Range(1, 1)), []);
  assert.equal(Range.prototype[Symbol.iterator].name, "[Symbol.iterator]");
  assert.ok(!Reflect.ownKeys(Range.prototype).includes("[Symbol.iterator]"));
});

test("an exported class can be iterated asynchronously", async () => {
  const { Range } = exportsOf();
  const all = [];
  for await (const one of new Range(2, 5)) all.push(one);
  assert.deepEqual(all, [2, 3, 4]);
});

test("an exported class says what it is, and which number", () => {
  const { Range, Steps } = exportsOf();
  const range = new Range(2, 5);
  assert.equal(Object.prototype.toString.call(range), "[object Range of 3]");
  assert.equal(Object.prototype.toString.call(range[Symbol.iterator]()), "[object Steps]");
  assert.equal(Steps.name, "Steps");
  assert.equal(+range, 3);
  assert.throws(() => `${range}`, { message: "no string" });
  range[Symbol.species] = 4;
  assert.equal(+range, 1);
});

test("an exported function may be a symbol too", () => {
  assert.equal(exportsOf()[Symbol.split](1, 2, 3), 3);
});

test("describe says the symbol in brackets", (context) => {
  if (built) return context.skip("a wasm file that was built says nothing of itself");
  const names = describe(wasm)
    .exports.filter((item) => item.class === "Range")
    .map(({ name }) => name);
  for (const name of ["[Symbol.iterator]", "[Symbol.asyncIterator]", "[Symbol.toStringTag]"])
    assert.ok(names.includes(name), name);
});
