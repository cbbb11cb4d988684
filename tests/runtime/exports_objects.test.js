// @ts-check
// The Rust values that JavaScript owns: called, lent, moved, freed, forgotten.

import { alone, endedBy, exporting, freed, moved, onTheWay, shared, typeError } from "./exporting.js";
import { assert, collect, leavesNothing, test, testWith, unchecked } from "./harness.js";
import { REPORTS_WHAT_IS_FOUND, isReportedOnce } from "./reported.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

test("an object is of its class, and free drops the value once", () => {
  const { rs, notes } = exporting();
  const counter = rs.counter(5);
  assert.ok(counter instanceof rs.Counter);
  assert.equal(Object.prototype.toString.call(counter), "[object Counter]");
  assert.equal(counter.increment(), 6);
  assert.equal(counter.increment(4), 10);
  assert.equal(counter.describe(), "counter 10");
  counter.free();
  assert.deepEqual(notes, ["dropped counter 10"]);
  counter.free();
  assert.equal(notes.length, 1);
  assert.throws(() => counter.describe(), freed("this"));
  assert.throws(() => rs.both(counter, counter), freed());
  assert.throws(() => rs.store(counter), freed());
});

test("a value of an exported type becomes a JsValue, which owns it, and a JsValue moves back", () => {
  const { rs, notes } = exporting();
  const { counter } = rs.counterInObject();
  assert.ok(counter instanceof rs.Counter);
  assert.equal(counter.increment(), 4);
  assert.deepEqual(notes, []);
  assert.equal(rs.counterOfValue(counter), 4);
  assert.deepEqual(notes, ["dropped counter 4"]);
  assert.throws(() => counter.increment(), moved("this"));
  assert.throws(() => rs.counterOfValue(counter), { code: "moved" });
  const { counter: other } = rs.counterInObject();
  for (const value of [undefined, {}, 7, Object.create(other), new Proxy(other, {})])
    assert.throws(() => rs.counterOfValue(value), { name: "TypeError", message: /^value: expected Counter, got / });
  assert.equal(other.increment(), 4);
});

test("Symbol.dispose frees", (context) => {
  if (typeof Symbol.dispose !== "symbol") return unchecked(context, "Symbol.dispose: there is none");
  const { rs, notes } = exporting();
  rs.counter(5)[Symbol.dispose]();
  assert.deepEqual(notes, ["dropped counter 5"]);
});

test("a getter and a setter are a property", () => {
  const { rs } = exporting();
  const counter = rs.counter(5);
  assert.equal(counter.count, 5);
  counter.count = 9;
  assert.equal(counter.count, 9);
  counter.free();
  assert.throws(() => counter.count, freed("this"));
  assert.throws(() => (counter.count = 1), freed("this"));
});

test("a constructor makes an object, also of a class that extends, and may throw", () => {
  const { rs } = exporting();
  const counter = new rs.Counter(3);
  assert.ok(counter instanceof rs.Counter);
  assert.equal(counter.count, 3);
  assert.throws(() => new rs.Counter(13), { message: "an unlucky number" });
  class Named extends /** @type {new (...args: any[]) => any} */ (rs.Counter) {
    hello() {
      return `I count ${this.count}`;
    }
  }
  const named = new Named(4);
  assert.equal(named.hello(), "I count 4");
  assert.equal(rs.both(counter, named), 7);
  assert.throws(() => rs.Counter(3), TypeError);
  assert.throws(() => new rs.Other(), typeError("Other has no constructor: Rust makes its objects"));
});

test("what only looks like an object is refused", () => {
  const { rs } = exporting();
  const counter = rs.counter(1);
  for (const [fake, shown] of /** @type {[any, string][]} */ ([
    [undefined, "undefined"],
    [null, "null"],
    [7, "number 7"],
    [{}, "an object"],
    [Object.create(rs.Counter.prototype), "an object"],
    [Object.create(counter), "an object"],
    [new Proxy(counter, {}), "an object"],
    [Object.assign(Object.create(rs.Counter.prototype), { ...counter }), "an object"],
    [rs.other(), "Other"],
  ])) {
    assert.throws(() => rs.both(counter, fake), typeError(`parameter 2: expected Counter, got ${shown}`));
    assert.throws(() => rs.Counter.prototype.describe.call(fake), typeError(`this: expected Counter, got ${shown}`));
  }
  assert.throws(
    () => rs.Counter.prototype.free.call({}),
    typeError("this: expected an object that Rust made, got an object"),
  );
  /** @type {new (...args: any[]) => any} */
  const Base = Object.getPrototypeOf(rs.Counter);
  assert.throws(() => new Base({ address: 8 }), TypeError);
  assert.throws(() => new (class extends Base {})(counter), TypeError);
  assert.throws(() => Object.setPrototypeOf(rs.Counter, class {}), TypeError);
  assert.throws(() => Reflect.construct(Base, [counter], rs.Counter), TypeError);
  assert.equal(rs.both(counter, counter), 2);
});

test("an object of another instance is refused, and stays what it is there", () => {
  const [one, two] = [exporting(), exporting()];
  const counter = one.rs.counter(1);
  const message = "parameter 1: expected Counter of this instance, got one of another";
  assert.throws(() => two.rs.store(counter), typeError(message));
  assert.throws(() => two.rs.Counter.prototype.describe.call(counter), TypeError);
  assert.equal(counter.describe(), "counter 1");
});

test("an object that was moved into Rust is over, and Rust may give the value out again", () => {
  const { rs, notes } = exporting();
  const counter = rs.counter(1);
  rs.store(counter);
  assert.throws(() => counter.describe(), moved("this"));
  assert.throws(() => rs.store(counter), moved());
  counter.free();
  assert.deepEqual(notes, []);
  const again = rs.stored();
  assert.notEqual(again, counter);
  assert.equal(again.describe(), "counter 1");
  assert.equal(again.intoCount(), 1);
  assert.deepEqual(notes, ["dropped counter 1"]);
  assert.throws(() => again.intoCount(), moved("this"));
  assert.equal(rs.stored(), undefined);
});

test("a value that is moved is not given away when the call is refused", () => {
  const { rs } = exporting();
  const [a, b] = [rs.counter(1), rs.counter(2)];
  assert.throws(() => rs.swallow(a, 0, Symbol()), TypeError);
  b.free();
  assert.throws(() => rs.sum([a, b]), freed());
  assert.throws(() => rs.sum([a, a]), alone());
  assert.equal(a.describe(), "counter 1");
});

test("lists and options of objects cross", () => {
  const instance = exporting();
  const { rs, notes } = instance;
  const counters = rs.counters(3);
  assert.deepEqual(
    counters.map((/** @type {any} */ { count }) => count),
    [0, 1, 2],
  );
  assert.equal(rs.sum(counters), 3);
  assert.equal(notes.length, 3);
  assert.throws(() => counters[0].count, moved("this"));
  assert.equal(rs.maybeCounter(), undefined);
  assert.equal(rs.maybeCounter(8).count, 8);
});

test("an object that is borrowed can be read, and not changed, moved or taken", () => {
  /** @type {any} */
  let counter;
  let calls = 0;
  const { rs } = exporting({
    reenter() {
      calls++;
      if (calls > 1) return;
      assert.equal(counter.describe(), "counter 1");
      assert.equal(rs.lookWhile(counter), 1);
      assert.throws(() => counter.increment(), shared("this"));
      assert.throws(() => rs.store(counter), shared());
    },
  });
  counter = rs.counter(1);
  assert.equal(rs.lookWhile(counter), 1);
  assert.equal(calls, 2);
  assert.equal(counter.increment(), 2);
});

test("an object that is being changed or taken can be used by nobody else", () => {
  /** @type {any} */
  let counter;
  const expected = { of: alone };
  const { rs } = exporting({
    reenter() {
      assert.throws(() => counter.describe(), expected.of("this"));
      assert.throws(() => counter.increment(), expected.of("this"));
      assert.throws(() => rs.store(counter), expected.of());
    },
  });
  counter = rs.counter(1);
  assert.equal(rs.changeWhile(counter), 2);
  assert.equal(counter.count, 2);
  assert.throws(() => rs.add(counter, counter), alone("parameter 2"));
  expected.of = moved;
  assert.equal(rs.takeWhile(counter), 2);
});

test("an object that is freed during a call is dropped after that call", () => {
  for (const way of ["lookWhile", "changeWhile"]) {
    /** @type {any} */
    let counter;
    const { rs, notes } = exporting({
      reenter() {
        counter.free();
        assert.deepEqual(notes, []);
        assert.throws(() => counter.describe(), freed("this"));
      },
    });
    counter = rs.counter(1);
    rs[way](counter);
    assert.equal(notes.length, 1);
    counter.free();
    assert.equal(notes.length, 1);
  }
});

test("an exception during a call that uses an object ends the instance, which drops nothing", () => {
  for (const way of ["lookWhile", "changeWhile", "takeWhile"]) {
    for (const free of [false, true]) {
      /** @type {any} */
      let counter;
      const { rs, notes } = exporting({
        reenter() {
          if (free) counter.free();
          throw new Error("on the way");
        },
      });
      counter = rs.counter(1);
      assert.throws(() => rs[way](counter), onTheWay);
      assert.throws(() => rs.lookWhile(counter), onTheWay);
      counter.free();
      assert.deepEqual(notes, []);
    }
  }
});

test("methods of numbers borrow like all others", () => {
  /** @type {any} */
  let counter;
  /** @type {{ reenter(): void }} */
  const host = { reenter() {} };
  const { rs, notes } = exporting({ reenter: () => host.reenter() });
  counter = rs.counter(1);
  assert.equal(counter.peek(2, 3), 6);
  assert.equal(counter.poke(4), undefined);
  assert.equal(counter.count, 5);
  host.reenter = () => {
    host.reenter = () => {};
    assert.equal(counter.peek(1, 1), 7);
    assert.throws(() => counter.poke(1), shared("this"));
    assert.throws(() => rs.store(counter), shared());
  };
  assert.equal(counter.peek(0, 0), 5);
  host.reenter = () => {
    assert.throws(() => counter.peek(1, 1), alone("this"));
    assert.throws(() => counter.poke(1), alone("this"));
    assert.throws(() => counter.count, alone("this"));
  };
  counter.poke(1);
  assert.throws(() => counter.poke({ [Symbol.toPrimitive]: () => rs.store(counter) ?? 1 }), moved("this"));
  counter = rs.stored();
  host.reenter = () => {};
  assert.equal(counter.peek(0, 0), 6);
  assert.equal(rs.exportThree(1, 0.5, 1.5), true);
  host.reenter = () => counter.free();
  counter.poke(1);
  assert.deepEqual(notes, ["dropped counter 7"]);
  assert.throws(() => counter.peek(0, 0), freed("this"));
});

test("an exception during a method of numbers ends the instance", () => {
  /** @type {((rs: any, counter: any) => any)[]} */
  const ways = [
    (_, counter) => counter.peek(1, 1),
    (_, counter) => counter.poke(1),
    (rs) => rs.exportThree(1, 0.5, 1.5),
  ];
  for (const way of ways) {
    const { rs, notes } = exporting({
      reenter() {
        throw new Error("on the way");
      },
    });
    const counter = rs.counter(1);
    assert.throws(() => way(rs, counter), onTheWay);
    for (const again of ways) assert.throws(() => again(rs, counter), onTheWay);
    counter.free();
    assert.deepEqual(notes, []);
  }
});

test("a conversion that frees an object makes the call refuse it", () => {
  const { rs, notes } = exporting();
  const counter = rs.counter(1);
  const freeing = () => (counter.free(), 1);
  assert.throws(() => rs.swallow(counter, { [Symbol.toPrimitive]: freeing }, "x"), freed());
  assert.deepEqual(notes, ["dropped counter 1"]);
  const other = rs.counter(2);
  const list = [other, other];
  Object.defineProperty(list, 1, { get: () => (other.free(), other) });
  assert.throws(() => rs.sum(list), freed());
});

test("a drop that throws ends the instance", () => {
  const { rs } = exporting({
    note() {
      throw new Error("on the way");
    },
  });
  const counter = rs.counter(1);
  assert.throws(() => counter.free(), onTheWay);
  counter.free();
  assert.throws(() => counter.describe(), onTheWay);
});

test("closures take and return objects", () => {
  /** @type {Record<string, AnyFunction>} */
  const kept = {};
  /** @type {() => void} */
  let reenter = () => {};
  const { rs, rust, notes } = exporting({
    keepReader: (f) => void (kept.reader = f),
    keepTaker: (f) => void (kept.taker = f),
    keepGatherer: (f) => void (kept.gatherer = f),
    reenter: () => reenter(),
  });
  rust.export_closures();
  const counter = rs.counter(1);
  assert.equal(kept.reader(counter, 4), 5);
  assert.throws(() => kept.reader({}, 4), typeError("parameter 1: expected Counter, got an object"));
  reenter = () => assert.throws(() => counter.increment(), shared("this"));
  assert.equal(kept.reader(counter, 4), 5);
  assert.equal(counter.increment(), 2);
  const next = kept.taker(counter);
  assert.equal(next.count, 3);
  assert.deepEqual(notes, ["dropped counter 2"]);
  assert.throws(() => kept.taker(counter), moved());
  const [a, b] = kept.gatherer(next, rs.counter(7));
  assert.deepEqual([a.count, b.count], [3, 7]);
  assert.throws(() => next.count, moved("this"));
  reenter = () => {
    throw new Error("on the way");
  };
  assert.throws(() => kept.reader(a, 4), onTheWay);
  assert.throws(() => kept.taker(a), onTheWay);
});

test("imports take objects, and give them back", () => {
  /** @type {{ takeCounter(counter: any): any }} */
  const host = { takeCounter: () => undefined };
  const { rs, notes } = exporting({ takeCounter: (counter) => host.takeCounter(counter) });
  /** @type {any} */
  let kept;
  host.takeCounter = (counter) => void (kept = counter);
  assert.equal(rs.exportGive(4), undefined);
  assert.equal(kept.count, 4);
  host.takeCounter = (counter) => (counter.increment(), counter);
  assert.equal(rs.exportGive(4), 5);
  assert.deepEqual(notes, ["dropped counter 5"]);
});

test("an import that gives back what is no object, or one that is freed, ends the instance", () => {
  for (const [give, check] of /** @type {[(counter: any) => any, (error: any) => void][]} */ ([
    [
      () => ({}),
      (error) =>
        assert.match(
          String(error),
          /^TypeError: result of takeCounter: expected Counter, got an object; it is declared in /,
        ),
    ],
    [(counter) => (counter.free(), counter), (error) => void freed("result of takeCounter")(error)],
  ])) {
    const { rs } = exporting({ takeCounter: give });
    assert.throws(() => rs.exportGive(4), endedBy(check));
    assert.throws(() => rs.counter(1), endedBy(check));
  }
});

testWith("FinalizationRegistry", "100,000 objects that JavaScript forgets are freed", async () => {
  const { rs, rust, app } = exporting();
  const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  const before = rust.allocated();
  const rounds = [];
  for (let round = 0; round < 10; round++) {
    for (let n = 0; n < 10_000; n++) rs.counter(n);
    await collect(() => rust.allocated() === before);
    assert.equal(rust.allocated(), before);
    rounds.push(memory.buffer.byteLength);
  }
  assert.deepEqual(rounds, Array(10).fill(rounds[0]));
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("what ends the instance while an object is freed that was forgotten is reported once", async (context) => {
  if (!REPORTS_WHAT_IS_FOUND) return context.skip("nothing is reported here of what is thrown then");
  await isReportedOnce({}, ({ app }) => void app.exports.counter(1));
});

test("objects made, used and freed leave nothing", () => {
  const instance = exporting();
  const { rs } = instance;
  leavesNothing(instance, () => {
    for (let n = 0; n < 1000; n++) {
      const counter = rs.counter(n);
      counter.increment();
      if (n % 2 === 0) counter.free();
      else counter.intoCount();
    }
  });
});
