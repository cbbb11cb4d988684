// @ts-check
// Constructors and static methods are of their class, and functions in a namespace: what is called alike is told apart
// by where it belongs.

import { ClosureError, assert, leavesNothing, start, test } from "./harness.js";

const keys = (/** @type {object} */ object) => Reflect.ownKeys(object).map(String).sort();

test("two classes have a constructor of the same Rust name each", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const { Meters, Feet } = instance.app.exports;
    const lengths = [new Meters(2), new Feet(3)];
    assert.deepEqual(
      lengths.map((length) => [length.constructor === Meters, length instanceof Feet, length.length]),
      [
        [true, false, 2],
        [false, true, 3],
      ],
    );
    for (const length of lengths) length.free();
    assert.throws(() => new Feet(-1), { name: "Error", message: "too short" });
  });
});

test("a static method is a function of its class, beside a method of the same name", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const { Meters, Feet } = instance.app.exports;
    const made = [Meters.parse("2.5"), Feet.parse("3"), Meters.add(1, 2, 3)];
    assert.deepEqual([made[0] instanceof Meters, made[1] instanceof Feet, made[1].parse()], [true, true, true]);
    assert.deepEqual([made[0].length, made[1].length, made[2].length], [2.5, 3, 6]);
    assert.throws(() => Meters.parse("far"), { message: "`far` is no length" });
    assert.equal(Feet.parse("far"), undefined);
    assert.throws(() => Meters.parse(1), { name: "TypeError", message: /expected a string, got number 1/ });
    for (const length of made) length.free();
    assert.throws(
      () => made[0].length,
      (error) => error instanceof ClosureError && error.code === "freed",
    );
  });
});

test("static methods have their names, whatever those are", () => {
  const { Meters, Feet } = start({}).app.exports;
  const named = [
    [Meters, "parse", "parse"],
    [Feet, "__proto__", "__proto__"],
    [Feet, "constructor", "constructor"],
    [Feet, Symbol.species, "[Symbol.species]"],
  ];
  for (const [holder, key, name] of named) assert.equal(Object.getOwnPropertyDescriptor(holder, key)?.value.name, name);
  assert.deepEqual([Feet.constructor(), /** @type {any} */ (Feet)[Symbol.species]()], [2, 3]);
});

test("a static method may be asynchronous, and belongs to subclasses too", async () => {
  const { Meters } = start({}).app.exports;
  class Miles extends Meters {}
  const later = await /** @type {any} */ (Miles).later(4);
  assert.equal(later.length, 4);
  assert.equal(later instanceof Miles, false);
});

test("nobody can replace a static method, and it is no function of the exports", () => {
  const { exports } = start({}).app;
  const { parse } = exports.Meters;
  assert.throws(() => (exports.Meters.parse = () => 1), TypeError);
  assert.equal(exports.Meters.parse, parse);
  assert.equal(exports.parse, undefined);
  assert.equal(exports.new, undefined);
});

test("a namespace is a frozen object in the exports, with no prototype, and may hold others", async () => {
  const { exports } = start({}).app;
  assert.deepEqual(exports.units.names(), ["m", "ft"]);
  assert.deepEqual(exports.units.of_time.names(), ["s"]);
  assert.equal(await exports.units.load(), 2);
  assert.deepEqual(keys(exports.units), ["load", "names", "of_time"]);
  for (const space of [exports.units, exports.units.of_time]) {
    assert.equal(Object.getPrototypeOf(space), null);
    assert.ok(Object.isFrozen(space));
  }
});

test("a parameter that Rust changes is one like others", async () => {
  const { Meters, summed } = start({}).app.exports;
  assert.equal(summed(new Float64Array([1, 2]), 3), 6);
  assert.equal(new Meters(1).grown(2).length, 5);
  assert.equal(Meters.doubled(4).length, 8);
  assert.equal((await Meters.doubledLater(4)).length, 8);
  assert.equal(await new Meters(1).grownLater(2), 3);
});
