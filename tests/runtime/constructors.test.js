// @ts-check
// Static constructors: when do they run, how often, and what if one fails?

import { assert, endedBy, load, start, test, thrownBy, turn, wasm } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** An instance whose constructor does something, and the closure that it has made. @param {string} way @param {AnyFunction} [throwing] */
function constructing(way, throwing = () => {}) {
  let calls = 0;
  /** @type {AnyFunction[]} */
  const kept = [];
  const keepConstructed = (/** @type {AnyFunction} */ f) => void kept.push(f);
  const host = { constructing: () => (calls++, way), keepConstructed, throwing };
  return { host, kept, calls: () => calls };
}

test("a static constructor runs once, before load returns, and not at the calls of exports and closures", () => {
  const { host, kept, calls } = constructing("makes");
  const { app, rust } = start(host);
  assert.equal(calls(), 1);
  assert.deepEqual(app.stats(), { closures: 1, handles: 0 });
  for (let times = 0; times < 3; times++) assert.equal(rust.constructor_runs(), 1);
  for (const text of ["ran", "ран ".repeat(20)]) assert.equal(kept[0](text), `${text} 1`);
  assert.equal(calls(), 1);
  rust.drop_all();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("each instance has its constructors run", () => {
  const one = constructing("makes");
  const two = constructing("makes");
  start(one.host);
  start(two.host);
  assert.deepEqual([one.calls(), two.calls()], [1, 1]);
  assert.equal(two.kept[0]("ran"), "ran 1");
});

test("a constructor catches what its imports throw", () => {
  const error = Object.assign(new Error("no"), { caught: false });
  const { host, kept } = constructing("catches", () => {
    throw error;
  });
  start(host);
  assert.equal(error.caught, true);
  assert.equal(kept[0]("ran"), "ran 1");
});

test("a constructor that panics has load throw the panic, and what it has made is refused", () => {
  const { host, kept } = constructing("panics");
  const message = /^panicked at tests\/runtime\/src\/constructors\.rs:\d+:\d+: no plugins$/;
  const panic = thrownBy(() => start(host));
  assert.equal(panic.name, "PanicError");
  assert.match(panic.message, message);
  assert.equal(
    thrownBy(() => kept[0]("late")),
    panic,
  );
});

test("an exception that comes out of a constructor has load throw it, as the cause of a PanicError", () => {
  const error = new RangeError("no");
  const { host, kept } = constructing("throws", () => {
    throw error;
  });
  assert.throws(() => start(host), endedBy(error, "throwing"));
  assert.throws(() => kept[0]("late"), endedBy(error, "throwing"));
});

test("where load throws, onPanic is not called too", async () => {
  /** @type {unknown[]} */
  const told = [];
  const onPanic = (/** @type {unknown} */ error) => void told.push(error);
  assert.throws(() => start(constructing("panics").host, {}, { onPanic }), { name: "PanicError" });
  const host = new Proxy(constructing("panics").host, { get: (all, name) => Reflect.get(all, name) ?? (() => {}) });
  await assert.rejects(load(wasm, { modules: { "./host.js": host, "./other.js": host }, onPanic }), {
    name: "PanicError",
  });
  await turn();
  assert.deepEqual(told, []);
});
