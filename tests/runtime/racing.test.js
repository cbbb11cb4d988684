// @ts-check
// Lists over memory that changes while they are copied: another thread grows and writes it, or a getter resizes it. What Rust
// gets is a list that was there at some moment, and nothing behind its block is written.

import { assert, start, test, unchecked } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const SMALL = 2 ** 16;
const LARGE = SMALL + 4096;

/** @param {Record<string, AnyFunction>} [host] */
function racing(host = {}) {
  /** @type {AnyFunction[]} */
  const held = [];
  const instance = start({ hold: (/** @type {AnyFunction} */ f) => void held.push(f), ...host });
  const rs = /** @type {any} */ (instance.app.exports);
  rs.racingClosures();
  const [vec, slice, two, rest] = held;
  return { ...instance, rs, vec, slice, two, rest };
}

/** Every way of a list into Rust, as a function of the list that answers with its length. */
function waysOf() {
  /** @type {any} */
  let given;
  const it = racing({ list: () => given });
  const { rs } = it;
  const result = (/** @type {number} */ way) => (/** @type {any} */ list) => ((given = list), rs.racingResult(way));
  /** @type {Record<string, AnyFunction>} */
  const ways = {
    "a Vec of an export": rs.racingVec,
    "a slice of an export": rs.racingSlice,
    "an Option of an export": rs.racingOption,
    "a Rest of an export": (list) => rs.racingRest(list),
    "a Vec of a closure": it.vec,
    "a slice of a closure": it.slice,
    "a Vec of a closure, before a number": (list) => it.two(list, 0),
    "a Rest of a closure": (list) => it.rest(list),
    "a result of an import": result(0),
    "a Result of an import": result(1),
    "an Option of an import": result(2),
  };
  return { ...it, ways };
}

/**
 * A worker of Node's, which Deno and Bun have too, that grows each buffer at about the moment of a call.
 *
 * @param {SharedArrayBuffer[]} buffers
 * @param {SharedArrayBuffer} control
 */
async function growing(buffers, control) {
  const { Worker } = await import("node:worker_threads");
  const text = `
    const { workerData, parentPort } = require("node:worker_threads");
    const { control, buffers, bytes } = workerData;
    const turns = new Int32Array(control);
    parentPort.postMessage("ready");
    for (let at = 0; at < buffers.length; at++) {
      while (Atomics.load(turns, 0) <= at);
      for (let wait = (at % 97) * 10; wait > 0; wait--) Atomics.load(turns, 0);
      buffers[at].grow(bytes);
      new Uint8Array(buffers[at]).fill(0xee);
      Atomics.store(turns, 1, at + 1);
    }`;
  const worker = new Worker(text, { eval: true, workerData: { control, buffers, bytes: LARGE } });
  await new Promise((resolve) => void worker.once("message", resolve));
  return worker;
}

test("a list over shared memory that a worker grows and writes meanwhile is as long as it was, or as it is", async (context) => {
  const hasNode = typeof (/** @type {any} */ (globalThis).process?.versions?.node) === "string";
  if (!hasNode) return unchecked(context, "growable shared memory, which pages have only where they are isolated");
  const { ways, rs } = waysOf();
  const names = Object.keys(ways);
  const each = 100;
  const buffers = Array.from(
    { length: names.length * each },
    () => new /** @type {any} */ (SharedArrayBuffer)(SMALL, { maxByteLength: LARGE }),
  );
  if (typeof (/** @type {any} */ (buffers[0]).grow) !== "function")
    return unchecked(context, "shared memory that grows, which this engine has not");
  const control = new SharedArrayBuffer(8);
  const turns = new Int32Array(control);
  const worker = await growing(buffers, control);
  try {
    for (const [at, buffer] of buffers.entries()) {
      const way = names[at % names.length];
      const list = new Uint8Array(buffer); // it follows the length
      rs.racingPrepare(SMALL);
      Atomics.store(turns, 0, at + 1);
      for (let wait = ((at * 31) % 50) * 20; wait > 0; wait--) Atomics.load(turns, 1);
      const length = ways[way](list);
      assert.ok(length === SMALL || length === LARGE, `${way}: ${length}`);
      assert.equal(rs.racingChanged(), 0, way);
      while (Atomics.load(turns, 1) <= at);
    }
  } finally {
    await worker.terminate();
  }
});

/** A list over memory that can be resized. @param {number} bytes @param {number} most */
const resizable = (bytes, most) => new /** @type {any} */ (ArrayBuffer)(bytes, { maxByteLength: most });

/** Whether this engine has such memory. @param {import("./harness.js").Context} context */
function resizes(context) {
  const can = typeof (/** @type {any} */ (ArrayBuffer.prototype).resize) === "function";
  if (!can) unchecked(context, "memory that can be resized, which this engine has not");
  return can;
}

test("a list over memory that was resized is as long as it is now, also when it lies outside", (context) => {
  if (!resizes(context)) return;
  const { ways } = waysOf();
  for (const [way, call] of Object.entries(ways)) {
    const buffer = /** @type {any} */ (resizable(100, 200));
    const follows = new Uint8Array(buffer);
    const fixed = new Uint8Array(buffer, 50, 50);
    assert.deepEqual([call(follows), call(fixed)], [100, 50], way);
    buffer.resize(200);
    assert.deepEqual([call(follows), call(fixed)], [200, 50], way);
    buffer.resize(60);
    assert.deepEqual([call(follows), call(fixed)], [60, 0], way);
    buffer.resize(0);
    assert.deepEqual([call(follows), call(fixed)], [0, 0], way);
  }
});

test("a detached list is empty, in every way into Rust", () => {
  const { ways, rs } = waysOf();
  for (const [way, call] of Object.entries(ways)) {
    const list = new Uint8Array([1, 2, 3]);
    structuredClone(list.buffer, { transfer: [list.buffer] });
    assert.equal(call(list), 0, way);
  }
  const list = new Float64Array([1, 2, 3]);
  structuredClone(list.buffer, { transfer: [list.buffer] });
  assert.equal(rs.racingFloats(list), 0);
});

test("a getter that resizes, detaches or writes the memory of a list changes nothing of that list", (context) => {
  const { rs, two, rest, rust, app } = racing();
  /** @type {[string, (list: Uint8Array) => any][]} */
  const changes = [
    ["write", (list) => list.fill(99)],
    ["detach", (list) => structuredClone(list.buffer, { transfer: [list.buffer] })],
  ];
  if (resizes(context)) {
    changes.push(["grow", (list) => /** @type {any} */ (list.buffer).resize(4096)]);
    changes.push(["shrink", (list) => /** @type {any} */ (list.buffer).resize(1)]);
    changes.push(["empty", (list) => /** @type {any} */ (list.buffer).resize(0)]);
  }
  for (const [what, change] of changes) {
    /** @param {(list: Uint8Array, n: any) => any} call */
    const changed = (call) => {
      const list = new Uint8Array(what === "write" || what === "detach" ? new ArrayBuffer(3) : resizable(3, 4096));
      list.set([1, 2, 3]);
      return call(list, { [Symbol.toPrimitive]: () => (change(list), 1), valueOf: () => (change(list), 1) });
    };
    assert.equal(
      changed((list, n) => rs.racingTwo(list, n)),
      "[1, 2, 3] 1",
      what,
    );
    assert.equal(
      changed((list, n) => two(list, n)),
      1003,
      what,
    );
    // Of a `Rest` the one behind may run a getter: of an array that is no typed array.
    const array = (/** @type {any} */ n) => Object.defineProperty([0], 0, { get: () => Number(n) });
    assert.equal(
      changed((list, n) => rs.racingRest(list, array(n))),
      4,
      what,
    );
    assert.equal(
      changed((list, n) => rest(list, array(n))),
      4,
      what,
    );
  }
  rust.drop_all();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("an array whose getters change its length gives what was there when each was read", () => {
  const { rs } = racing();
  const shrinking = [1, 2, 3, 4];
  Object.defineProperty(shrinking, 1, { get: () => ((shrinking.length = 2), 7), configurable: true });
  assert.equal(rs.racingVec(shrinking), 2);
  const growing = [1, 2];
  let grown = 0;
  Object.defineProperty(growing, 0, { get: () => (grown++ === 0 && growing.push(3, 4), 7) });
  assert.equal(rs.racingVec(growing), 4);
  assert.equal(rs.racingNumbers(...[1, 2, 3]), "[1, 2, 3]");
});

test("lists over the instance's own memory are copied before that grows", () => {
  const { ways, app } = waysOf();
  const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  for (const [way, call] of Object.entries(ways)) {
    // All of it, but where it is high and there is no room for as much again.
    const all = new Uint8Array(memory.buffer, 0, Math.min(memory.buffer.byteLength, 2 ** 24));
    const { length } = all;
    assert.equal(call(all), length, way);
    assert.equal(call(new Uint8Array(memory.buffer, 1024, 5)), 5, way);
  }
});
