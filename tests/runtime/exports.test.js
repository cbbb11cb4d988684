// @ts-check
// Exported functions: what they take and return, and what ends when one throws.

import { exporting, onTheWay, typeError } from "./exporting.js";
import { assert, debug, firstOf, leavesNothing, loadSync, PanicError, start, test } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

test("a constant is a property that is read, and cannot be written", () => {
  const instance = start({});
  const rs = /** @type {any} */ (instance.app.exports);
  leavesNothing(instance, () => {
    assert.deepEqual([rs.EXPORT_VERSION, rs.EXPORT_WIDE], ["1.0 \u2603", 2n ** 64n - 1n]);
    const limits = rs.exportLimits;
    assert.deepEqual(limits, new Uint8Array([1, 2, 3]));
    limits[0] = 7; // a copy
    assert.deepEqual(rs.exportLimits, new Uint8Array([1, 2, 3]));
  });
  assert.throws(() => (rs.EXPORT_VERSION = "2"), TypeError);
  assert.equal("EXPORT_ABSENT" in rs || "EXPORT_LIMITS" in rs, false);
  assert.ok(Object.keys(rs).includes("EXPORT_VERSION"));
});

test("a constant of an instance that has ended is refused", () => {
  const { rs } = exporting();
  assert.throws(() => rs.exportPanics(), PanicError);
  assert.throws(() => rs.EXPORT_VERSION, PanicError);
});

test("what is defined outside of a block is exported by its parameters and its result", () => {
  const instance = start({});
  const rs = /** @type {any} */ (instance.app.exports);
  leavesNothing(instance, () => {
    assert.equal(rs.exportOutside("ab", 2), "abab");
    const outside = new rs.Outside(6);
    assert.deepEqual([outside.half(3), outside.half(0)], [2, undefined]);
    outside.free();
  });
});

test("exports are functions and classes in a frozen object without a prototype", () => {
  const { rs } = exporting();
  assert.equal(Object.getPrototypeOf(rs), null);
  assert.ok(Object.isFrozen(rs));
  assert.equal(typeof rs.exportDouble, "function");
  assert.equal(rs.exportDouble.name, "exportDouble");
  assert.equal(rs.exportMany.length, 10);
  assert.equal(rs.exportGathers.length, 1);
  assert.equal(rs.Counter.name, "Counter");
  assert.equal("exportRemoved" in rs, false);
});

test("an exported function takes and returns values of every kind", () => {
  const { rs } = exporting();
  assert.equal(rs.exportNothing(), undefined);
  assert.equal(rs.exportDouble(21), 42);
  const many = rs.exportMany(7, "té", true, 0.5, new Uint16Array([1, 2]), -(2n ** 60n), "𝄞", "own", undefined, null);
  assert.equal(many, "7 té true 0.5 [1, 2] -1152921504606846976 𝄞 own None true");
  assert.equal(
    rs.exportBorrowed("a result that borrows from the parameter"),
    "a result that borrows from the parameter",
  );
  assert.equal(rs["Renamed!"](3), 3);
  assert.deepEqual([rs.exportX("x"), rs.exportP("p"), rs.exportSlot(3, 1)], ["x", "p", 2]);
});

test("This is what JavaScript calls this, and Rest the arguments that are left", () => {
  const { rs } = exporting();
  assert.equal(rs.exportGathers.call("me", 1, "a", "b"), 'string Some(1) ["a", "b"]');
  assert.equal(rs.exportGathers.call(7), "number None []");
  assert.throws(() => rs.exportGathers(1, "a", 2), typeError("parameter 3: expected a string, got number 2"));
  const counter = rs.counter(1);
  assert.equal(counter.incrementByAll(2, 3), 6);
  assert.equal(counter.incrementByAll(), 6);
});

test("an exported function leaves nothing behind", () => {
  const instance = exporting();
  const { rs } = instance;
  leavesNothing(instance, () => {
    rs.exportMany(7, "té", true, 0.5, [1, 2], 3n, "x", "own", 5, {});
    rs.exportBorrowed("text");
    rs.exportOption("text", null, undefined);
    assert.throws(
      () => rs.exportFails(true),
      (error) => error === "no",
    );
  });
});

test("Option of a reference is None for undefined and null", () => {
  const { rs } = exporting();
  const [a, b] = [rs.counter(1), rs.counter(2)];
  assert.equal(rs.exportOption(), undefined);
  assert.equal(rs.exportOption(null, a, b), undefined);
  assert.equal(rs.exportOption("x", a, b), "x Some(1)");
  assert.equal(rs.exportOption("x"), "x None");
  assert.equal(rs.exportOption("x", b), "x Some(202)");
});

test("an Err throws, and a JsValue is thrown as it is", () => {
  const { rs } = exporting();
  assert.equal(rs.exportFails(false), 7);
  assert.throws(
    () => rs.exportFails(true),
    (error) => error === "no",
  );
  assert.throws(() => rs.exportFailsByDisplay("x"), { name: "Error", message: "invalid digit found in string" });
});

test("a value of the wrong kind names the parameter", () => {
  const { rs } = exporting();
  assert.throws(() => rs.exportBorrowed(7), typeError("parameter 1: expected a string, got number 7"));
  assert.throws(() => rs.swallow(rs.counter(1), 0, 7), typeError("parameter 3: expected a string, got number 7"));
  if (debug) assert.throws(() => rs.exportDouble(-1), typeError("parameter 1: expected u32, got number -1"));
  else assert.equal(rs.exportDouble(-1), 2 ** 32 - 2);
});

test("a panic reaches the first caller, and then every export and closure refuses", () => {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  const { rs, rust } = exporting({ keepReader: keep, keepTaker: keep, keepGatherer: keep });
  rust.export_closures();
  const counter = rs.counter(1);
  const refused = (/** @type {any} */ error) => {
    assert.ok(error instanceof PanicError);
    assert.match(firstOf(error).message, /^panicked at tests\/runtime\/src\/exports\.rs:\d+:\d+: in an export$/);
    return true;
  };
  assert.throws(() => rs.exportPanics(), refused);
  assert.throws(() => rs.exportNothing(), refused);
  assert.throws(() => counter.describe(), refused);
  assert.throws(() => new rs.Counter(1), refused);
  for (const f of kept) assert.throws(() => f(counter, 1), refused);
  counter.free(); // harmless: there is nothing left to free
});

test("a panic during the conversion of an argument refuses the call", () => {
  const { rs } = exporting();
  const valueOf = () => {
    try {
      rs.exportPanics();
    } catch {}
    return 1;
  };
  assert.throws(() => rs.exportDouble({ valueOf, [Symbol.toPrimitive]: valueOf }), PanicError);
});

test("an exception that comes out of an export ends the instance, and load makes a new one", () => {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  let fails = true;
  const host = {
    ...{
      keepReader: keep,
      keepTaker: keep,
      keepGatherer: keep,
      note: (/** @type {string} */ text) => assert.fail(text),
    },
    reenter() {
      if (fails) throw new Error("on the way");
    },
  };
  const { app, rs, rust } = exporting(host);
  rust.export_closures();
  const counter = rs.counter(1);
  /** @type {any} */
  let first;
  assert.throws(
    () => rs.exportReenters("a text on the heap"),
    (error) => onTheWay((first = error)),
  );
  const place = debug
    ? /; reenter threw it, which is declared in runtime_tests::exports, line \d+, column \d+: let it return Result<\.\., JsValue> to catch that$/
    : /; if an import threw it, let that return Result<\.\., JsValue> to catch it$/;
  assert.match(first.message, place);
  const refused = (/** @type {any} */ error) => firstOf(error) === first;
  for (const call of [rs.exportNothing, () => rs.exportDouble(2), () => counter.describe(), () => new rs.Counter(1)]) {
    assert.throws(call, refused);
  }
  for (const f of kept) assert.throws(() => f(counter, 1), refused);
  counter.free(); // harmless: an instance that has ended drops nothing
  fails = false;
  const functions = new Proxy(host, { get: (_, name) => Reflect.get(host, name) ?? (() => {}) });
  const again = loadSync(app.module, { modules: { "./host.js": functions, "./other.js": functions } });
  assert.equal(again.exports.exportReenters("a text on the heap"), 18);
});

test("an exception that Rust catches ends nothing, and leaves nothing behind", () => {
  const instance = exporting();
  const { rs } = instance;
  const error = new Error("caught");
  const fail = () => {
    throw error;
  };
  leavesNothing(instance, () => {
    assert.throws(
      () => rs.exportCalls(fail),
      (thrown) => thrown === error,
    );
    assert.throws(() => rs.exportCalls(() => Symbol()), TypeError);
  });
  assert.equal(
    rs.exportCalls((/** @type {number} */ n) => n + 1),
    21,
  );
});

test("an exception that JavaScript swallows ends the instance, and no Rust function goes on around it", () => {
  let calls = 0;
  const { rs } = exporting({
    reenter() {
      if (++calls === 2) throw new Error("on the way");
      if (calls === 1) assert.throws(() => rs.exportReenters("inner"), onTheWay);
    },
  });
  const counter = rs.counter(1);
  assert.throws(() => rs.changeWhile(counter), onTheWay);
  assert.equal(calls, 2);
});
