// @ts-check
// Hostile JavaScript: arguments that run code where a value was expected, and built-ins that a page has changed. No call
// reaches freed memory, and the errors are the right ones. What is promised of this, and what not: SECURITY.md.

import { assert, closureError, debug, endedBy, start, test, thrownBy } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const DROPPED = closureError("dropped", "closure called after it was dropped");

/** An instance and its closures, in the order in which they were made. */
function collecting() {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  const names = [
    "keepSound",
    "keepNumber",
    "keepNumberFn",
    "keepFunction",
    "keepAlias",
    "keepMixed",
    "keepText",
    "keepTexts",
  ];
  return { ...start(Object.fromEntries(names.map((name) => [name, keep]))), kept };
}

/** A value with every trap of a proxy, each of which throws. @param {object} target */
const throwing = (target) =>
  new Proxy(
    target,
    new Proxy(/** @type {ProxyHandler<any>} */ ({}), {
      get: (_, trap) => () => {
        throw new Error(`trap ${String(trap)}`);
      },
    }),
  );

test("a proxy whose traps throw is refused, or its own error passes, and the closure goes on", () => {
  const { rust, kept, app } = collecting();
  rust.sound_numbers();
  rust.sound_mixed();
  const [, number, mixed] = kept;
  for (const target of [{}, [], () => {}, new Map()]) {
    const proxy = throwing(target);
    assert.throws(() => number(proxy), Error);
    for (const args of [
      [proxy, 1, "a"],
      [["a"], proxy, "a"],
      [["a"], 1, proxy],
      [["a", proxy], 1, "a"],
    ]) {
      assert.throws(() => mixed(...args), Error);
    }
  }
  assert.equal(mixed(["a"], 1, "b"), "a 1 b");
  assert.equal(number(7), 7);
  assert.equal(app.stats().handles, 0);
});

test("a function that is a proxy is called, and what its traps throw is caught by Rust", () => {
  const { rust, kept, app } = collecting();
  rust.sound_calling();
  const [f] = kept;
  assert.equal(f(new Proxy(() => 41, {})), 42);
  assert.equal(f(throwing(() => 41)), 0);
  const revoked = Proxy.revocable(() => 41, {});
  revoked.revoke();
  assert.equal(f(revoked.proxy), 0);
  assert.equal(app.stats().handles, 0);
});

test("a getter that throws in the middle of a list leaves nothing", () => {
  const { rust, kept } = collecting();
  rust.sound_mixed();
  const list = ["a", "b", "c"];
  Object.defineProperty(list, 1, {
    get() {
      throw new Error("getter");
    },
  });
  assert.throws(() => kept[0](list, 1, "x"), { message: "getter" });
  const before = rust.allocated();
  for (let times = 0; times < 100; times++) assert.throws(() => kept[0](list, 1, "x"), { message: "getter" });
  assert.equal(rust.allocated(), before);
});

test("a list that grows while it is read, and one of another length than it says, are taken as they are then", () => {
  const { rust, kept } = collecting();
  rust.sound_mixed();
  const list = ["a", "b"];
  Object.defineProperty(list, 0, { get: () => (list.length < 10 && list.push("more"), "a") });
  assert.equal(kept[0](list, 1, "x"), "a,b,more 1 x");
  const holes = ["a"];
  holes.length = 3;
  assert.throws(() => kept[0](holes, 1, "x"), {
    message: "parameter 1: element [1]: expected a string, got undefined",
  });
  const lying = new Proxy(["a", "b"], { get: (target, key) => (key === "length" ? 3 : Reflect.get(target, key)) });
  assert.throws(() => kept[0](lying, 1, "x"), TypeError);
});

test("a callback that calls the closure again, ten frames deep, has each frame's own result", () => {
  const { rust, kept } = collecting();
  rust.sound_numbers();
  const [exclusive, shared] = kept;
  let deepest = 0;
  /** @param {number} depth @returns {any} */
  const nested = (depth) => ({
    [Symbol.toPrimitive]() {
      deepest = Math.max(deepest, depth);
      if (depth === 10) return 10;
      const inner = shared(nested(depth + 1));
      assert.equal(inner, depth + 1 === 10 ? 10 : depth + 1);
      return depth;
    },
  });
  assert.equal(shared(nested(0)), 0);
  assert.equal(deepest, 10);
  // The same through an FnMut, which each frame finds running, or is converted before: never a torn state.
  const tenDeep = (/** @type {number} */ depth) => ({
    [Symbol.toPrimitive]() {
      if (depth === 10) return 1;
      try {
        exclusive(tenDeep(depth + 1));
      } catch (error) {
        assert.equal(/** @type {any} */ (error).code, "reentered");
      }
      return 1;
    },
  });
  const before = exclusive(0);
  const after = exclusive(tenDeep(0));
  assert.ok(after > before && after <= before + 11);
});

test("a toString is not called for a string, and one that drops the closure by other ways ends the call safely", () => {
  const { rust, kept, notes } = collecting();
  rust.sound_numbers();
  rust.sound_mixed();
  const [exclusive, shared, mixed] = kept;
  const dropping = {
    toString() {
      rust.sound_drop_numbers();
      return "1";
    },
  };
  assert.throws(() => mixed(["a"], 1, dropping), { message: "parameter 3: expected a string, got an object" });
  assert.throws(() => mixed([dropping], 1, "x"), TypeError);
  assert.deepEqual(notes, []);
  // A number's conversion does call it, in a release build; a debug build refuses the object.
  for (const f of [shared, exclusive]) {
    try {
      assert.equal(typeof f(dropping), "number");
    } catch (error) {
      assert.ok(debug ? error instanceof TypeError || DROPPED(error) : DROPPED(error));
    }
  }
  rust.sound_drop_numbers();
  assert.deepEqual([...notes].sort(), ["dropped Fn", "dropped FnMut"]);
  assert.throws(() => shared(1), DROPPED);
});

/** An error whose message is made by a function. @param {() => any} message */
const telling = (message) => Object.defineProperty(new Error(""), "message", { get: message });

test("whatever comes out of a closure is the cause of the PanicError, also what cannot be shown or throws when it is looked at", () => {
  /** @type {AnyFunction} */
  let f = () => {};
  /** @type {unknown} */
  let inside;
  /** @type {[unknown, string][]} */
  const thrown = [
    [new RangeError("no"), "RangeError: no"],
    [{ name: "Mine", message: "own" }, "Mine: own"],
    [Object.freeze(new Error("frozen")), "Error: frozen"],
    [new Error("long ".repeat(1000)), `Error: ${"long ".repeat(1000)}`.slice(0, 400)],
    ["text", 'string "text"'],
    [undefined, "undefined"],
    [null, "null"],
    [NaN, "number NaN"],
    [Symbol("s"), "a symbol"],
    [throwing({}), "a value that cannot be shown"],
    [
      telling(() => {
        throw new Error("in the getter");
      }),
      "a value that cannot be shown",
    ],
    [telling(() => ((inside = thrownBy(() => f())), "from a getter")), "Error: from a getter"],
  ];
  for (const [cause, words] of thrown) {
    inside = undefined;
    const { rust } = start({
      keepClosure: (/** @type {AnyFunction} */ closure) => void (f = closure),
      reenter: () => {
        throw cause;
      },
    });
    rust.make_calling();
    const error = thrownBy(f);
    endedBy(cause, "reenter", words)(error);
    assert.equal(thrownBy(f), error);
    // What looks at it is refused as all are.
    assert.ok(inside === undefined || inside === error);
  }
});

// --- Changed built-ins ---

/** What is called by whoever calls functions, or walks lists. @type {[any, PropertyKey][]} */
const BUILT_INS = [
  ...["push", "pop", "map", "entries", "splice", "slice", "every", "some", "filter", "flatMap", Symbol.iterator].map(
    (name) => /** @type {[any, PropertyKey]} */ ([Array.prototype, name]),
  ),
  ...["call", "apply", "bind"].map((name) => /** @type {[any, PropertyKey]} */ ([Function.prototype, name])),
  ...["get", "set", "has"].map((name) => /** @type {[any, PropertyKey]} */ ([Map.prototype, name])),
  ...["codePointAt", "charCodeAt", "slice"].map((name) => /** @type {[any, PropertyKey]} */ ([String.prototype, name])),
];

/** Everything once: numbers, strings, lists, functions, throws, and the end of closures. Throws if one is wrong. */
function everything() {
  const { rust, kept, app } = collecting();
  rust.sound_numbers();
  rust.sound_mixed();
  rust.sound_calling();
  const [exclusive, shared, mixed, calling] = kept;
  const results = [
    exclusive(2),
    shared(3),
    mixed(["a", "é"], 1, "x".repeat(100)),
    calling((/** @type {number} */ n) => n * 2),
  ];
  const errors = [() => mixed(["a"], 1, 5), () => calling(7)].map(codeOf);
  rust.sound_drop_numbers();
  return [...results, ...errors, codeOf(() => shared(1)), app.stats().closures, app.stats().handles];
}

/** @param {() => any} body */
function codeOf(body) {
  try {
    body();
  } catch (error) {
    return /** @type {any} */ (error).code ?? /** @type {any} */ (error).name;
  }
  return "nothing was thrown";
}

const EXPECTED = [2, 3, `a,é 1 ${"x".repeat(100)}`, 41, "TypeError", "TypeError", "dropped", 2, 0];

/**
 * Runs something while a built-in is another.
 *
 * @param {[any, PropertyKey]} builtIn
 * @param {(original: AnyFunction) => AnyFunction} change
 * @param {() => void} body
 */
function changed([holder, name], change, body) {
  const before = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(holder, name));
  Object.defineProperty(holder, name, { ...before, value: change(before.value) });
  try {
    body();
  } finally {
    Object.defineProperty(holder, name, before);
  }
}

test("built-ins that a page has wrapped, as instruments do, are used as they are", () => {
  const { apply } = Reflect;
  for (const builtIn of BUILT_INS) {
    let calls = 0;
    /** @type {any} */
    let results;
    changed(
      builtIn,
      (original) =>
        /** @this {any} @param {any[]} args */
        function (...args) {
          calls++;
          return apply(original, this, args);
        },
      () => (results = everything()),
    );
    assert.deepEqual(results, EXPECTED, String(builtIn[1]));
    assert.ok(calls >= 0);
  }
});

test("built-ins that throw break calls with their error, and none after that", () => {
  for (const builtIn of BUILT_INS) {
    const { rust, kept, app } = collecting();
    rust.sound_numbers();
    rust.sound_mixed();
    const [exclusive, shared, mixed] = kept;
    const refusal = new Error("built-in");
    /** @type {unknown[]} */
    const thrown = [];
    changed(
      builtIn,
      () => () => {
        throw refusal;
      },
      () => {
        // By index: what walks the list may be the built-in that throws.
        const attempts = [() => exclusive(1), () => shared(1), () => mixed(["a", "b"], 1, "c")];
        for (let index = 0; index < attempts.length; index++) {
          try {
            attempts[index]();
          } catch (error) {
            thrown[thrown.length] = error;
          }
        }
      },
    );
    for (const error of thrown) assert.equal(error, refusal, String(builtIn[1]));
    assert.equal(mixed(["a", "b"], 1, "c"), "a,b 1 c", String(builtIn[1]));
    assert.equal(shared(4), 4);
    assert.ok(exclusive(1) > 0);
    rust.sound_drop_numbers();
    assert.throws(() => shared(1), DROPPED);
    assert.equal(app.stats().handles, 0);
  }
});

test("properties that a page has added to all objects, arrays and functions are not taken for values", () => {
  const polluted = [Object.prototype, Array.prototype, Function.prototype];
  const names = [
    "extra",
    "modules",
    "base",
    "namespace",
    "code",
    "tag",
    "inner",
    "signature",
    "cause",
    "get",
    "set",
    "value",
  ];
  const added = names.filter((name) => !(name in Object.prototype));
  try {
    for (const holder of polluted) {
      for (const name of added) {
        // Configurable, and readable alone: an assignment to a property of this name would fail.
        if (name !== "get" && name !== "set" && name !== "value" && name !== "code") {
          Object.defineProperty(holder, name, {
            value: "polluted",
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
      }
    }
    assert.deepEqual(everything(), EXPECTED);
  } finally {
    for (const holder of polluted) for (const name of added) delete (/** @type {any} */ (holder)[name]);
  }
});
