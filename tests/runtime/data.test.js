// @ts-check
// Structs and enums: options with callbacks in them, the order in which fields are read, and objects that do what they can.

import { ClosureError, PanicError, assert, debug, hosted, leavesNothing, start, test, thrownBy } from "./harness.js";

/** A start whose closure of `two` is in `kept`. @param {Record<string, any>} [host] */
function keeping(host = {}) {
  /** @type {{ f: any }} */
  const kept = { f: null };
  /** @type {any[]} */
  const panicking = [];
  const two = (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ f) => void (kept.f = f);
  const instance = start({ two, keepSound: (/** @type {any} */ f) => void panicking.push(f), ...host });
  return { ...instance, kept, panicking };
}

/** What the closure of `two` takes. */
const nested = () => ({
  at: { x: 1, y: 2 },
  all: [],
  named: { a: { x: 1, y: 2 }, b: undefined, c: { x: 3, y: 4 } },
  align: "left",
  bytes: new Uint8Array(3),
});

test("an options object has the callbacks that were set, and leaves out what is None", () => {
  /** @type {any[]} */
  const seen = [];
  const { rust } = start({
    modal(/** @type {string} */ kind, /** @type {any} */ options) {
      seen.push([kind, options]);
      return "right";
    },
  });
  assert.equal(rust.data_modal(1), 1);
  assert.equal(rust.data_modal(0), 1);
  const [[kind, set], [, unset]] = seen;
  assert.equal(kind, "kind");
  assert.deepEqual(Object.keys(set), ["title", "closeOnEscape", "onAnswer", "type", "listeners"]);
  assert.equal(Object.getPrototypeOf(set), Object.prototype);
  assert.equal(set.title, "Save?");
  assert.equal(set.closeOnEscape, false);
  assert.equal(set.type, "justified text");
  assert.equal(set.onAnswer(true), 2);
  assert.equal(set.onAnswer(false), 2);
  assert.deepEqual(
    set.listeners.map((/** @type {any} */ f) => f({ x: 3, y: 4 })),
    [7, 12],
  );
  assert.deepEqual(Object.keys(unset), ["title", "type", "listeners"]);
  assert.deepEqual(unset, { title: "None", type: "left", listeners: [] });
});

test("what Rust gets has functions in it, and what it returns to them is data again", () => {
  const done = (/** @type {{ x: number, y: number }} */ { x, y }) => ({ x: y, y: x });
  const reply = { done, values: [1, {}, null], others: [[done, 1]] };
  const instance = start({ reply: () => reply });
  leavesNothing(instance, () => assert.equal(instance.rust.data_reply(), 1321));
});

test("what is no function is none in a struct, a list and a tuple either", () => {
  const done = () => {};
  for (const wrong of [
    { done: {} },
    {
      others: [
        [done, 1],
        ["done", 1],
      ],
    },
    { others: [null] },
  ]) {
    const instance = start({ reply: () => ({ done, values: [], others: [], ...wrong }) });
    leavesNothing(instance, () => assert.equal(instance.rust.data_reply(), -1));
  }
});

test("a promise in a field is awaited, and what it settles with is data, or said to be none", async () => {
  for (const [value, expected] of [
    [Promise.resolve({ x: 1, y: 2 }), "p: 1, 2"],
    [{ x: 3, y: 4 }, "p: 3, 4"],
    [Promise.resolve(7), /^p: .*expected Point, an object, got number 7/],
    [Promise.reject(new Error("late")), /^p: .*late/],
  ]) {
    /** @type {(text: string) => void} */
    let settled = () => {};
    const text = new Promise((resolve) => {
      settled = resolve;
    });
    const { rust } = start({
      pending: () => ({ point: value, label: "p" }),
      settled: (/** @type {any} */ t) => settled(t),
    });
    rust.data_pending();
    if (typeof expected === "string") assert.equal(await text, expected);
    else assert.match(await text, /** @type {RegExp} */ (expected));
  }
});

/** What an import throws. In a wasm-bindgen app it says itself that this ends the instance. @param {() => void} body */
function thrownByImport(body) {
  const error = thrownBy(body);
  return hosted ? error.cause : error;
}

test("a result of the wrong kind says what it is not, and where it is declared", () => {
  const { rust } = start({ modal: () => "up" });
  const error = thrownByImport(() => rust.data_modal(0));
  assert.equal(error.name, "TypeError");
  assert.match(
    error.message,
    /^result of modal: expected Align, one of "left", "right", "justified text", got string "up"; it is declared in runtime_tests::data, line \d+/,
  );
});

test("a static is read as data, and what it lacks is said with its declaration", () => {
  assert.equal(start({ POINT: { x: 7, y: 0 } }).rust.data_static(), 7);
  const error = thrownByImport(() => start({ POINT: 7 }).rust.data_static());
  assert.match(
    error.message,
    /^result of POINT: expected Point, an object, got number 7; it is declared in runtime_tests::data, line \d+/,
  );
});

test("a Result catches what a field throws, and what it is not", () => {
  const broken = [
    { ...nested(), all: [{}] },
    { ...nested(), at: null },
    Object.defineProperty(nested(), "at", {
      get() {
        throw new Error("no");
      },
    }),
  ];
  for (const value of broken) {
    const instance = start({ two: () => value });
    leavesNothing(instance, () => assert.equal(instance.rust.data_two(0), 2));
  }
  const instance = start({ two: () => nested() });
  leavesNothing(instance, () => assert.equal(instance.rust.data_two(0), 1));
});

test("an Err of a closure with data in it is thrown, and its Ok is data", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    assert.deepEqual(f(nested(), 0), [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]);
    assert.throws(() => f(nested(), -1), { message: "0 fields" });
  });
});

test("fields are read once each, in the order of the declaration, before anything is written", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    /** @type {(string | symbol)[]} */
    const read = [];
    const seen = new Proxy(nested(), {
      get(target, key) {
        read.push(key);
        return Reflect.get(target, key);
      },
    });
    instance.kept.f(seen, 0);
    assert.deepEqual(read, ["at", "all", "named", "align", "level", "bytes", "more"]);
  });
});

test("a getter that throws in the middle frees what was converted before, and the closure works on", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    const wrong = new Error("in the middle");
    const thrower = Object.defineProperty(nested(), "bytes", {
      get() {
        throw wrong;
      },
    });
    for (let time = 0; time < 100; time++)
      assert.equal(
        thrownBy(() => f(thrower, 0)),
        wrong,
      );
    assert.equal(f(nested(), 0).length, 2);
  });
});

test("a getter that drops the closure has the call refused", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    const dropper = Object.defineProperty(nested(), "more", {
      get() {
        instance.rust.drop_all();
        return undefined;
      },
    });
    const error = thrownBy(() => f(dropper, 0));
    assert.ok(error instanceof ClosureError);
    assert.equal(error.code, "dropped");
  });
});

test("a getter that calls the closure again has its own call refused, and goes on", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    let inner = 0;
    const caller = Object.defineProperty(nested(), "more", {
      get() {
        inner = f(nested(), 0).length;
        return { x: 1, y: 2 };
      },
    });
    // Nothing runs yet: the arguments come before the call.
    assert.equal(f(caller, 0).length, 2);
    assert.equal(inner, 2);
  });
});

test("a field that changes the array that is being read changes nothing of what was read", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    /** @type {any} */
    const value = nested();
    const bytes = new Uint8Array([1, 2, 3]);
    Object.defineProperty(value, "bytes", { get: () => bytes });
    Object.defineProperty(value, "more", {
      get() {
        // Shorter than Rust's array by now; it was copied.
        structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
        value.all.length = 0;
        return undefined;
      },
    });
    assert.equal(f(value, 0).length, 2);
  });
});

test("a typed array of another length for an array is refused, also one that grows", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    assert.throws(() => f({ ...nested(), bytes: new Uint8Array(4) }, 0), {
      name: "TypeError",
      message: "parameter 1: field bytes: expected 3 elements, got 4",
    });
  });
});

test("frozen objects, those without a prototype, with symbols, and functions with fields are read", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    const symbols = { ...nested(), [Symbol("other")]: 1, other: 2 };
    const bare = Object.assign(Object.create(null), nested());
    const inherited = Object.create(nested());
    const called = Object.assign(() => {}, nested());
    for (const value of [Object.freeze(nested()), symbols, bare, inherited, called]) {
      assert.equal(f(value, 0).length, 2);
    }
  });
});

test("setters and properties of Object.prototype neither see nor change what Rust sends", () => {
  /** @type {any[]} */
  const seen = [];
  /** @type {any} */
  let options;
  const { rust } = start({
    modal(/** @type {string} */ _, /** @type {any} */ given) {
      options = given;
      return "left";
    },
  });
  const shadow = (/** @type {string} */ name) =>
    Object.defineProperty(
      Object.prototype,
      name,
      /** @type {any} */ ({
        __proto__: null,
        configurable: true,
        set(/** @type {any} */ value) {
          seen.push(value);
        },
      }),
    );
  // With a `get`, what has a `value` too is no descriptor of a property.
  const names = ["title", "closeOnEscape", "onAnswer", "get"];
  try {
    names.forEach(shadow);
    const fixed = { __proto__: null, configurable: true, value: "fixed", writable: false };
    Object.defineProperty(Object.prototype, "type", /** @type {any} */ (fixed));
    rust.data_modal(1);
  } finally {
    for (const name of [...names, "type"]) delete (/** @type {any} */ (Object.prototype)[name]);
  }
  assert.deepEqual(seen, []);
  assert.equal(options.title, "Save?");
  assert.equal(options.closeOnEscape, false);
  assert.equal(options.type, "justified text");
  assert.deepEqual(Object.getOwnPropertyDescriptor(options, "title"), {
    value: "Save?",
    writable: true,
    enumerable: true,
    configurable: true,
  });
});

test("a getter that ends the instance has its call refused, and Rust is not entered again", () => {
  const instance = keeping();
  instance.rust.data_two(1);
  const { f } = instance.kept;
  instance.rust.sound_panicking();
  const panicking = instance.panicking[0];
  const cause = thrownBy(() => f(Object.defineProperty(nested(), "bytes", { get: () => panicking(1) }), 0));
  assert.ok(cause instanceof PanicError);
  assert.equal(
    thrownBy(() => f(nested(), 0)),
    cause,
  );
});

test("a getter of a result that swallows the end of the instance changes nothing of it", () => {
  /** @type {any} */
  let panicking;
  const swallowed = Object.defineProperty(nested(), "more", {
    get() {
      thrownBy(() => panicking(1));
      return undefined;
    },
  });
  const instance = keeping({ two: () => swallowed });
  instance.rust.sound_panicking();
  [panicking] = instance.panicking;
  const ended = thrownBy(() => instance.rust.data_two(0));
  assert.ok(ended instanceof PanicError);
});

test("a getter of a result may have Rust call the same import again", () => {
  let depth = 0;
  /** @type {number[]} */
  const inner = [];
  const instance = start({
    two() {
      if (depth++ === 3) return nested();
      return Object.defineProperty(nested(), "align", {
        get() {
          inner.push(instance.rust.data_two(0));
          return "right";
        },
      });
    },
  });
  leavesNothing(instance, () => {
    depth = 0;
    inner.length = 0;
    assert.equal(instance.rust.data_two(0), 1);
    assert.deepEqual(inner, [1, 1, 1]);
  });
});

test("lists and maps that change while they are read give what was there, or are refused with nothing left", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    const named = { a: { x: 1, y: 2 }, b: { x: 3, y: 4 }, c: { x: 5, y: 6 } };
    Object.defineProperty(named, "a", {
      enumerable: true,
      get() {
        delete (/** @type {any} */ (named).b);
        /** @type {any} */ (named).d = 7;
        return { x: 1, y: 2 };
      },
    });
    // `b` is an `Option` that is gone by now, and `d` was not there when the keys were asked.
    assert.deepEqual(f({ ...nested(), named }, 0), [
      { x: 1, y: 2 },
      { x: 5, y: 6 },
    ]);
    /** @type {any[]} */
    const all = [
      {
        get on() {
          all.length = 0;
          return true;
        },
      },
      null,
    ];
    assert.throws(() => f({ ...nested(), all }, 0), TypeError);
    const growing = new Proxy(/** @type {any[]} */ ([]), { get: (_, key) => (key === "length" ? 2 ** 32 : undefined) });
    assert.throws(() => f({ ...nested(), all: growing }, 0), Error);
    assert.equal(f(nested(), 0).length, 2);
  });
});

test("an object that holds itself is read as deep as the type says", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    /** @type {any} */
    const value = nested();
    value.at = value;
    value.x = 1;
    value.y = 2;
    value.more = value;
    value.named = { value };
    assert.deepEqual(f(value, 0), [{ x: 1, y: 2 }]);
  });
});

test("a proxy that throws from every trap throws that, and a revoked one a TypeError", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.data_two(1);
    const { f } = instance.kept;
    const wrong = new Error("trap");
    const throwing = new Proxy(
      {},
      {
        get() {
          throw wrong;
        },
      },
    );
    assert.equal(
      thrownBy(() => f(throwing, 0)),
      wrong,
    );
    const { proxy, revoke } = Proxy.revocable(nested(), {});
    revoke();
    assert.throws(() => f(proxy, 0), TypeError);
    const keys = new Proxy(
      {},
      {
        ownKeys() {
          throw wrong;
        },
      },
    );
    assert.equal(
      thrownBy(() => f({ ...nested(), named: keys }, 0)),
      wrong,
    );
    assert.equal(f(nested(), 0).length, 2);
  });
});

if (debug) {
  test("numbers in data are checked in a debug build, with their path", () => {
    const instance = keeping();
    leavesNothing(instance, () => {
      instance.rust.data_two(1);
      const { f } = instance.kept;
      assert.throws(() => f({ ...nested(), named: { "a b": { x: "1", y: 2 } } }, 0), {
        name: "TypeError",
        message: 'parameter 1: field named["a b"].x: expected f64, got string "1"',
      });
      assert.throws(() => f({ ...nested(), at: { x: 1 } }, 0), {
        message: "parameter 1: field at.y: expected f64, got undefined",
      });
    });
  });
}

if (!hosted) {
  test("exports take data and return it, with an Err and an Option", () => {
    const { app } = start({});
    const { turned, lastOf } = app.exports;
    assert.deepEqual(turned({ x: 1, y: -2 }, 180, "left"), [{ x: -1, y: 2 }, true]);
    assert.deepEqual(turned({ x: 1, y: -2 }, 360), [{ x: 1, y: -2 }, false]);
    assert.throws(() => turned({ x: 1, y: 2 }, 180, "justified text"), { message: "not justified" });
    assert.throws(() => turned({ x: 1, y: 2 }, 90), {
      message: "parameter 2: expected Turn, one of 180, 360, got number 90",
    });
    assert.equal(lastOf([]), undefined);
    assert.deepEqual(
      lastOf([
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ]),
      { x: 3, y: 4 },
    );
  });

  test("a 0 in a field that is never 0 is refused, in a release build too", () => {
    const { app } = start({});
    const { leftOver } = app.exports;
    assert.equal(leftOver({ of: 4, count: 7 }), 3);
    for (const of of [0, -0, 256]) {
      assert.throws(() => leftOver({ of, count: 7 }), /^TypeError: parameter 1: field of: expected /);
    }
    assert.equal(leftOver({ of: 2, count: 7 }), 1);
  });

  test("an object of a class in a struct is given away with it, all of them or none", () => {
    const instance = start({});
    const { Tally, sumOf, split } = instance.app.exports;
    leavesNothing(instance, () => {
      const [left, right] = [new Tally(3), new Tally(4)];
      // Twice the same: neither is gone.
      assert.throws(() => sumOf({ left, right: left, label: "twice" }), { code: "borrowed" });
      assert.throws(() => sumOf({ left, right, label: 7 }), {
        message: "parameter 1: field label: expected a string, got number 7",
      });
      assert.throws(
        () => sumOf({ left, right: {}, label: "" }),
        /^TypeError: parameter 1: field right: expected Tally/,
      );
      assert.equal(left.total + right.total, 7);
      assert.equal(sumOf({ left, right, label: "both" }), "both: 7");
      assert.throws(() => left.total, { code: "moved" });
      assert.throws(() => sumOf({ left: right, label: "" }), { code: "moved" });
      const halves = split(new Tally(5));
      assert.deepEqual([halves.left.total, halves.right.total, halves.label], [2, 3, "halves"]);
      halves.left.free();
      halves.right.free();
    });
  });

  test("a getter that frees or gives away what another field holds has the call refused", () => {
    const instance = start({});
    const { Tally, sumOf, split } = instance.app.exports;
    leavesNothing(instance, () => {
      const [left, right, third] = [new Tally(3), new Tally(4), new Tally(5)];
      /** @type {(left: any, end: () => any) => any} */
      const ending = (left, end) => ({
        ...{ left, right },
        get label() {
          end();
          return "late";
        },
      });
      const halves = {};
      assert.throws(() => sumOf(ending(left, () => Object.assign(halves, split(left)))), { code: "moved" });
      assert.throws(() => sumOf(ending(third, () => right.free())), { code: "freed" });
      // It was not given away with the other.
      assert.equal(third.total, 5);
      third.free();
      const { left: one, right: other } = /** @type {any} */ (halves);
      assert.equal(sumOf({ left: one, right: other, label: "both" }), "both: 3");
    });
  });
}
