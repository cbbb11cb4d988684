// @ts-check
// What things are called: symbols as names, what `{:?}` says of a value, the `length` of a closure's function, half of a surrogate
// pair, and what is missing of a static.

import { assert, assertPasses, otherRealm, start, test, thrownBy, unchecked } from "./harness.js";

const globals = /** @type {any} */ (globalThis);

class Things {
  [Symbol.iterator]() {
    return "iterator";
  }
  [Symbol.asyncIterator]() {
    return "async";
  }
  tagged = "";
  get [Symbol.toStringTag]() {
    return `${this.tagged}!`;
  }
  set [Symbol.toStringTag](tag) {
    this.tagged = tag;
  }
  static [Symbol.hasInstance](/** @type {unknown} */ value) {
    return value === 1;
  }
}

/** A module with what is named by symbols. @returns {any} */
const symbols = () => ({
  Things,
  things: { [Symbol.toPrimitive]: (/** @type {string} */ hint) => hint.length, [Symbol.toStringTag]: "tag" },
});

test("a symbol is the name of a method, property, static method, static and function", () => {
  const { rust, notes } = start(symbols());
  globals[Symbol.replace] = () => 7;
  rust.name_symbols();
  delete globals[Symbol.replace];
  assert.deepEqual(notes, [
    'JsValue("iterator") JsValue("async")',
    "set! true tag",
    "6 7",
    "&Things[Symbol.iterator]() -> JsValue",
    "&Things[Symbol.asyncIterator]() -> JsValue",
    "&Things[Symbol.toStringTag] -> String",
    "&Things[Symbol.toStringTag] = tag: &str",
    "Things[Symbol.hasInstance](value: u32) -> bool",
    "things[Symbol.toPrimitive](hint: &str) -> u32",
    "things[Symbol.toStringTag] -> String",
  ]);
});

test("a method that is a symbol and is not there is named so", () => {
  const { rust } = start({ ...symbols(), Things: class {} });
  assertPasses(rust.name_symbol_missing, {
    name: "TypeError",
    message: /^an object has no method \[Symbol\.iterator\] \(declared for Things\); /,
  });
});

// --- `{:?}` ---

class Point {
  x = 1;
}
class Secret {
  #x = 1;
  get x() {
    return this.#x;
  }
}
class HttpError extends Error {}
class List extends Array {}

/** @type {any} */
const circular = { name: "loop", list: [1] };
circular.self = circular;
circular.list.push(circular.list);
const refuse = () => {
  throw new Error("foreign code");
};
const revoked = Proxy.revocable({}, {});
revoked.revoke();
/** @param {object} target @returns {any} */
const endless = (target) => new Proxy(target, { getPrototypeOf: () => endless({}) });
const nested = (/** @type {number} */ depth) => {
  let value = {};
  for (; depth > 0; depth--) value = { a: value };
  return value;
};

/** @type {[string, any, string | RegExp][]} */
const SHOWN = [
  ["an error", new TypeError("no"), "TypeError: no"],
  ["an error without a message", new RangeError(), "RangeError"],
  ["an error of a class", new HttpError("404"), "HttpError: 404"],
  ["an error that names itself", Object.assign(new Error("x"), { name: "Mine" }), "Mine: x"],
  [
    "an error with a cause",
    new Error("outer", { cause: new TypeError("inner", { cause: 7 }) }),
    "Error: outer (cause: TypeError: inner (cause: 7))",
  ],
  ["an AggregateError", new AggregateError([new Error("a"), "b"], "all"), 'AggregateError: all [Error: a, "b"]'],
  ["what looks like an error", { message: "m", stack: "s" }, "Error: m"],
  ["what has a message and no stack", { message: "m" }, '{message: "m"}'],
  [
    "a map",
    new Map(
      /** @type {[any, any][]} */ ([
        [1, new Map([["a", [1]]])],
        ["k", null],
      ]),
    ),
    'Map(2) {1 => Map(1) {"a" => [1]}, "k" => null}',
  ],
  ["a set", new Set([1, "a", new Set()]), 'Set(3) {1, "a", Set(0) {}}'],
  ["an array", [1, , "a", undefined], '[1, empty, "a", undefined]'],
  ["an array of a class", List.from([1]), "List [1]"],
  ["a typed array", new Uint8Array([1, 2]), "Uint8Array(2) [1, 2]"],
  ["big integers", new BigInt64Array(1), "BigInt64Array(1) [0n]"],
  ["a buffer", new ArrayBuffer(3), "ArrayBuffer(3)"],
  ["a date", new Date(0), "Date(1970-01-01T00:00:00.000Z)"],
  ["no date", new Date(NaN), "Date(invalid)"],
  ["a regular expression", /a\/b/gi, "/a\\/b/gi"],
  ["a promise", Promise.resolve(1), "Promise {}"],
  ["a weak map", new WeakMap(), "WeakMap {}"],
  ["an object of a class", new Point(), "Point {x: 1}"],
  ["private fields", new Secret(), "Secret {}"],
  ["a class", Point, "class Point"],
  ["a function", function named() {}, "function named"],
  ["a function without a name", (() => () => {})(), "function without a name"],
  ["a symbol", Symbol("s"), "Symbol(s)"],
  ["boxed values", [new String("b"), new Number(1), Object(2n)], '[String("b"), Number(1), BigInt(2n)]'],
  ["no prototype", Object.assign(Object.create(null), { a: 1 }), "[no prototype] {a: 1}"],
  ["keys of all kinds", { a: -0, "b c": 1n, 1: true }, '{1: true, a: -0, "b c": 1n}'],
  ["circular objects", circular, '{name: "loop", list: [1, [circular]], self: [circular]}'],
  ["an iterator", [1][Symbol.iterator](), "Array Iterator {}"],
  ["deep objects", nested(9), "{a: {a: {a: {a: {a: Object {…}}}}}}"],
  ["a long text", "x".repeat(5_000), `"${"x".repeat(1_000)}…"`],
  ["a long list", Array.from({ length: 100 }, (_, at) => at), /^\[0, 1, .*, 31, … 68 more\]$/],
  [
    "a long map",
    new Map(Array.from({ length: 40 }, (_, at) => [at, at])),
    /^Map\(40\) \{0 => 0, .*, 31 => 31, … 8 more\}$/,
  ],
  ["many objects", Array.from({ length: 32 }, () => Array(32).fill("x".repeat(40))), /^\[\[.{3998}…$/],
  [
    "a getter, toString, toJSON, toPrimitive",
    {
      get x() {
        return refuse();
      },
      toString: refuse,
      toJSON: refuse,
      [Symbol.toPrimitive]: refuse,
    },
    "{x: (getter), toString: function refuse, toJSON: function refuse}",
  ],
  [
    "a getter of the tag",
    {
      get [Symbol.toStringTag]() {
        return refuse();
      },
    },
    "{}",
  ],
  ["a proxy", new Proxy({ a: 1 }, {}), "{a: 1}"],
  [
    "a proxy that throws, and what is beside it",
    { p: new Proxy({}, { getPrototypeOf: refuse }), ok: 1 },
    "{p: [object that cannot be shown], ok: 1}",
  ],
  ["a proxy that is revoked", revoked.proxy, "[object that cannot be shown]"],
  ["prototypes without end", endless({}), "[no prototype] {}"],
  [
    "an error that cannot be read",
    Object.defineProperty(new Error("x"), "message", { get: refuse }),
    "[object that cannot be shown]",
  ],
];

for (const [what, value, text] of SHOWN) {
  test(`Debug shows ${what}`, () => {
    const { rust, notes } = start({ named: () => value });
    rust.name_shown();
    const [, shown] = /** @type {RegExpMatchArray} */ (/^JsValue\((.*)\)$/s.exec(notes[0]));
    if (typeof text === "string") assert.equal(shown, text);
    else assert.match(shown, text);
  });
}

test("Debug shows an event and an exception of the DOM, where there are any", () => {
  for (const [value, text] of [
    [typeof Event === "function" && new Event("click"), 'JsValue(Event("click"))'],
    [typeof DOMException === "function" && new DOMException("gone", "AbortError"), "JsValue(AbortError: gone)"],
  ]) {
    if (value === false) continue;
    const { rust, notes } = start({ named: () => value });
    rust.name_shown();
    assert.deepEqual(notes, [text]);
  }
});

test("Debug shows what another realm has made", async (context) => {
  const realm = await otherRealm();
  if (realm === undefined) return unchecked(context, "Debug of what another realm has made");
  // Without `eval`, which some pages do not have.
  for (const [value, shown] of [
    [new realm.RangeError("far"), "RangeError: far"],
    [new realm.Map([[1, new realm.RegExp("x", "g")]]), "Map(1) {1 => /x/g}"],
    [Object.assign(new realm.Object(), { x: realm.Array.of(1) }), "{x: [1]}"],
    [new realm.Date(0), "Date(1970-01-01T00:00:00.000Z)"],
  ]) {
    const { rust, notes } = start({ named: () => value });
    rust.name_shown();
    assert.deepEqual(notes, [`JsValue(${shown})`]);
  }
});

test("unwrap of an Err says what happened", () => {
  /** @type {any} */
  let kept;
  const { rust } = start({
    named: () => new HttpError("not found", { cause: "404" }),
    hasLength: (/** @type {any} */ f) => void (kept ??= f),
  });
  rust.name_lengths();
  assert.throws(rust.name_unwrapped);
  assert.match(thrownBy(kept).message, / on an `Err` value: JsValue\(HttpError: not found \(cause: "404"\)\)$/);
});

// --- `length` ---

test("a closure's function has the length of its parameters, without This and Rest", () => {
  /** @type {[number, number][]} */
  const wrong = [];
  let seen = 0;
  const has = (/** @type {number} */ length) => (/** @type {Function} */ f) =>
    void (seen++, f.length === length || wrong.push([f.length, length]));
  const { rust } = start({
    hasLength: (/** @type {Function} */ f, /** @type {number} */ length) => has(length)(f),
    ...{ lendThree: has(3), lendMany: has(5), keepScopedTwo: has(2) },
  });
  rust.name_lengths();
  rust.drop_all();
  assert.deepEqual(wrong, []);
  assert.equal(seen, 14 * 3 + 4);
});

// --- Half of a surrogate pair, and what is missing ---

test("half of a surrogate pair is no char", () => {
  for (const half of ["\ud83d", "\udc00"]) {
    const { rust } = start({ letter: () => half, maybeLetter: () => half });
    const words = `expected a string of one code point, got half of a surrogate pair, string ${JSON.stringify(half)}`;
    assertPasses(rust.name_letter, {
      name: "TypeError",
      message: new RegExp(`^result of letter: ${words.replace("\\", "\\\\")}; it is declared in `),
    });
  }
  const { rust } = start({ maybeLetter: () => "\udfff" });
  assertPasses(rust.name_maybe_letter, {
    name: "TypeError",
    message: /^result of maybeLetter: .* half of a surrogate pair/,
  });
});

test("a static of an Option is None, wherever on the way something is missing", () => {
  const { rust, notes } = start({});
  rust.name_absent();
  globals.lateNames = null;
  rust.name_absent();
  globals.lateNames = { deep: {} };
  rust.name_absent();
  globals.lateNames = { deep: { deeper: { x: 3 } } };
  globals.not_there = { x: "there" };
  rust.name_absent();
  delete globals.lateNames;
  delete globals.not_there;
  assert.deepEqual(notes, ["None None", "None None", "None None", 'Some("there") Some(3)']);
  assertPasses(rust.name_absent_value, { message: /^this environment has no value not_there\.NO_VALUE; / });
});
