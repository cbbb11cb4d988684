// @ts-check
// What the allocator of the module under test finds, which watches all tests: src/memory.rs. And what lies high in memory.

import { assert, start, takeFaults, test, testOfLoad, unchecked, watched } from "./harness.js";

const GIGABYTE = 2 ** 30;

/** By number, what `memory_misuse` does, and what the allocator says. @type {[number, string, string][]} */
const MISUSES = [
  [2, "a block that is freed twice", "a block is freed twice (at #, 24 bytes, alignment 4)"],
  [3, "a wrong size", "a block is freed with another size (at #, 25 bytes, alignment 4)"],
  [4, "a wrong alignment", "a block is freed with another alignment (at #, 24 bytes, alignment 8)"],
  [5, "a wrong size when a block grows", "a block is freed with another size (at #, 23 bytes, alignment 4)"],
  [
    6,
    "an address that is no block's",
    "no block is freed, or one whose head was overwritten (at #, 24 bytes, alignment 4)",
  ],
  [7, "a write behind a block", "something has written behind a block (at #, 24 bytes, alignment 4)"],
  [8, "a write before a block", "no block is freed, or one whose head was overwritten (at #, 24 bytes, alignment 4)"],
  [9, "a write to a freed block", "something has written to a block that is freed (at #, 24 bytes, alignment 4)"],
  [
    10,
    "the same when others are freed",
    "something has written to a block that is freed (at #, 24 bytes, alignment 4)",
  ],
  [11, "a block of no bytes", "a block of no bytes is asked for (at #, 0 bytes, alignment 1)"],
];

for (const [way, what, says] of MISUSES) {
  test(`the allocator finds ${what}`, () => {
    const { rust } = start({});
    assert.throws(() => rust.memory_misuse(way), WebAssembly.RuntimeError);
    assert.deepEqual(
      takeFaults().map((fault) => fault.replace(/at \d+/, "at #")),
      [`allocator: ${says}`],
    );
  });
}

test("what the allocator finds makes a test fail that catches what is thrown", async (context) => {
  const caught = watched(() => void assert.throws(() => start({}).rust.memory_misuse(2)));
  await assert.rejects(caught(context), /^Error: allocator: a block is freed twice /);
});

test("what was written to a freed block makes a test fail at its end", async (context) => {
  const unseen = watched(() => void start({}).rust.memory_misuse(12));
  await assert.rejects(unseen(context), /^Error: allocator: something has written to a block that is freed /);
});

test("fresh memory is filled with one byte, and freed memory with another", () => {
  const { rust } = start({});
  assert.equal(rust.memory_misuse(0) >>> 0, 0xcdcdcdcd);
  assert.equal(rust.memory_misuse(1) >>> 0, 0xdbdbdbdb);
});

test("what is freed as it should be is no fault, also when it is kept no longer", () => {
  const { rust } = start({});
  const before = rust.allocated();
  for (let times = 0; times < 3000; times++) rust.memory_misuse(1);
  rust.grow(1 << 20);
  assert.equal(rust.allocated(), before);
});

/** An instance, and a closure of it that returns what an import returns, which returns its argument. */
function echoing() {
  /** @type {Record<string, (list: Float64Array) => Float64Array>} */
  const kept = {};
  const instance = start({
    keepSlice: (/** @type {any} */ f) => void (kept.echo = f),
    echoSlice: (/** @type {Float64Array} */ list) => list,
  });
  instance.rust.references();
  return { ...instance, echo: kept.echo };
}

test("a memory of exactly 4 GiB is read and written like any other", () => {
  const { app, echo } = echoing();
  const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  memory.grow(2 ** 16 - memory.buffer.byteLength / 2 ** 16);
  assert.equal(memory.buffer.byteLength, 4 * GIGABYTE);
  for (const length of [0, 2, 500])
    assert.deepEqual(echo(new Float64Array(length).fill(7)), new Float64Array(length).fill(7));
});

test("a list of 2 GiB and more finds no room, whatever is left of its size in 32 bits", (context) => {
  const { app, rust, echo } = echoing();
  assert.deepEqual(echo(new Float64Array([1, 2])), new Float64Array([1, 2]));
  const before = { ...app.stats(), allocated: rust.allocated() };
  for (const bytes of [2 ** 31, 2 ** 32, 2 ** 32 + 8]) {
    let list;
    try {
      list = new Float64Array(bytes / 8);
    } catch {
      unchecked(context, `a list of ${bytes} bytes, which this engine does not make`);
      continue;
    }
    const message = `wasm memory is exhausted: there is no room for ${bytes} bytes`;
    assert.throws(() => echo(list), { name: "RangeError", message });
  }
  assert.deepEqual({ ...app.stats(), allocated: rust.allocated() }, before);
  assert.deepEqual(echo(new Float64Array([1, 2])), new Float64Array([1, 2]));
});

for (const gigabytes of [2, 3.5]) {
  testOfLoad(
    `an exported object above ${gigabytes} GiB keeps its value, and can be lent, changed, moved and freed`,
    () => {
      const { app, rust, notes } = start({ takeCounter: (/** @type {any} */ counter) => counter });
      const at = rust.memory_reach(gigabytes * GIGABYTE) >>> 0;
      assert.ok(at >= gigabytes * GIGABYTE, String(at));
      const rs = /** @type {any} */ (app.exports);
      const counter = new rs.Counter(41);
      assert.equal(counter.increment(), 42);
      assert.equal(counter.count, 42);
      assert.equal(counter.describe(), "counter 42");
      assert.equal(rs.exportOption("text", counter, undefined), "text Some(42)");
      rs.exportOption("text", undefined, counter);
      rs.add(counter, rs.counter(8));
      assert.equal(counter.peek(1, 2), 153);
      assert.equal(rs.sum([rs.counter(1), rs.counter(2)]), 3);
      assert.equal(rs.exportGive(5), 5);
      rs.store(counter);
      const again = rs.stored();
      assert.equal(again.incrementByAll(1, 2), 153);
      assert.equal(rs.counter(6).intoCount(), 6);
      again.free();
      assert.equal(notes.at(-1), "dropped counter 153");
    },
  );
}
