// @ts-check
// Every type through every way: a closure's parameter, an import's argument, an import's result, a closure's result.

import { assert, debug, leavesNothing, start, test } from "./harness.js";

/** @param {string} name */
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

const texts = [
  "",
  "a",
  "exactly 8",
  "seventeen letters",
  "\0 and \0",
  "grüße",
  "Ωmega 漢字 🦀",
  "x".repeat(47) + "é",
  "x".repeat(48) + "é",
  "x".repeat(49) + "🦀",
  "🦀".repeat(30),
  "long ascii ".repeat(100_000),
  "mixed ☃ ".repeat(100_000),
];

/** Values that come back as they were. @type {Record<string, any[]>} */
const same = {
  bool: [true, false],
  i8: [0, 1, -1, 127, -128],
  u8: [0, 1, 255],
  i16: [0, -1, 32767, -32768],
  u16: [0, 65535],
  i32: [0, -1, 2147483647, -2147483648],
  u32: [0, 1, 2147483648, 4294967295],
  isize: [0, -1, 2147483647, -2147483648],
  usize: [0, 1, 4294967295],
  f32: [0, -0, 1.5, NaN, Infinity, -Infinity, Math.fround(3.4e38), Math.fround(1e-45)],
  f64: [0, -0, 0.1, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53],
  string: texts,
  str: texts,
};

/** What other values become: ECMAScript's ToUint32 and so on, ToBoolean, Math.fround. @type {Record<string, [any, any][]>} */
const converted = {
  bool: [[1, true], ["", false], ["abc", true], [undefined, false], [null, false], [{}, true]],
  i8: [[128, -128], [255, -1], [256, 0], [1.9, 1], [-1.9, -1], [NaN, 0], [Infinity, 0], ["7", 7]],
  u8: [[-1, 255], [256, 0], [257.5, 1], [undefined, 0]],
  i16: [[32768, -32768], [65536, 0]],
  u16: [[-1, 65535], [65536, 0]],
  i32: [[2147483648, -2147483648], [4294967296, 0], [2 ** 53, 0], [2 ** 63, 0], [1e300, 1e300 | 0], [-Infinity, 0]],
  u32: [[-1, 4294967295], [4294967296, 0], [-0.5, 0], [2 ** 53 - 1, 4294967295], [2 ** 63 + 2 ** 11, 2048]],
  isize: [[2147483648, -2147483648]],
  usize: [[-1, 4294967295], [-(2 ** 63), 0], [-(2 ** 65), 0], [null, 0]],
  f32: [[0.1, Math.fround(0.1)], [1e300, Infinity], ["2.5", 2.5]],
  f64: [["0.5", 0.5], [null, 0]],
};

/** What becomes of texts that are no Unicode. @type {[string, string][]} */
const repaired = [
  ["\ud800", "\ufffd"],
  ["a\udc00b", "a\ufffdb"],
  ["\udc00\ud800", "\ufffd\ufffd"],
  ["x".repeat(60) + "\ud83e", "x".repeat(60) + "\ufffd"],
];

/**
 * Has a value make the round trip through a heap closure, and then through a stack closure.
 *
 * @param {string} name
 * @param {(f: (value: any) => any) => void} use
 */
function roundTrip(name, use) {
  /** @type {any} */
  let kept;
  const instance = start({
    [camel(`echo_${name}`)]: (/** @type {any} */ value) => value,
    [camel(`keep_${name}`)]: (/** @type {any} */ f) => (kept = f),
    [camel(`lend_${name}`)]: (/** @type {any} */ f) => use(f),
  });
  leavesNothing(instance, () => {
    instance.rust[`heap_${name}`]();
    use(kept);
    instance.rust[`stack_${name}`]();
  });
}

for (const [name, values] of Object.entries(same)) {
  test(`${name} comes back as it was, through heap and stack closures and imports`, () => {
    let runs = 0;
    roundTrip(name, (f) => {
      for (const value of values) assert.ok(Object.is(f(value), value), `${name}: ${String(value).slice(0, 50)}`);
      runs++;
    });
    assert.equal(runs, 4);
  });
}

for (const [name, pairs] of Object.entries(converted)) {
  if (debug) {
    test(`${name}: another value is a TypeError in a debug build`, () => {
      roundTrip(name, (f) => {
        for (const [value] of pairs) {
          if (name.startsWith("f") && typeof value === "number") continue; // a rounded float is still a number
          assert.throws(() => f(value), (/** @type {any} */ error) => {
            assert.equal(error.constructor, TypeError);
            assert.match(error.message, new RegExp(`^parameter 1: expected ${name}, got `));
            return true;
          });
        }
      });
    });
  } else {
    test(`${name}: another value is converted as Web IDL says`, () => {
      roundTrip(name, (f) => {
        for (const [value, expected] of pairs) assert.equal(f(value), expected, `${name}: ${String(value)}`);
      });
    });
  }
}

for (const name of ["string", "str"]) {
  test(`${name}: lone surrogates become U+FFFD`, () => {
    roundTrip(name, (f) => {
      for (const [text, expected] of repaired) assert.equal(f(text), expected);
    });
  });

  test(`${name}: what is no string is a TypeError that names the parameter, and leaves nothing`, () => {
    /** @type {Map<any, string>} */
    const shown = new Map(/** @type {[any, string][]} */ ([
      [1, "number 1"],
      [null, "null"],
      [undefined, "undefined"],
      [{}, "an object"],
      [[], "an array"],
      [Symbol("s"), "a symbol"],
      [3n, "bigint 3n"],
      [() => {}, "a function"],
    ]));
    roundTrip(name, (f) => {
      for (const [value, words] of shown) {
        assert.throws(() => f(value), { name: "TypeError", message: `parameter 1: expected a string, got ${words}` });
      }
    });
  });
}

test("the result of an import of the wrong kind is a TypeError that names the import and its declaration", () => {
  /** @type {any} */
  let kept;
  const { rust } = start({ keepString: (/** @type {any} */ f) => (kept = f), echoString: () => 7 });
  rust.heap_string();
  assert.throws(() => kept("x"), {
    name: "TypeError",
    message: /^result of echoString: expected a string, got number 7; it is declared in runtime_tests::round_trips, line \d+/,
  });
});

test("nothing comes back as undefined, whatever the JavaScript function returns", () => {
  /** @type {any} */
  let kept;
  const { rust } = start({ keepUnit: (/** @type {any} */ f) => (kept = f), giveUnit: () => ({ some: "thing" }) });
  rust.heap_unit();
  assert.equal(kept(), undefined);
});

test("memory that grows between two strings leaves no stale view", () => {
  /** @type {any} */
  let kept;
  const { rust } = start({
    keepString: (/** @type {any} */ f) => (kept = f),
    echoString: (/** @type {string} */ text) => {
      rust.grow(100_000_000);
      return text + text;
    },
  });
  rust.heap_string();
  const text = "before ☃ ".repeat(10);
  assert.equal(kept(text), text + text);
  assert.equal(kept("after"), "afterafter");
});
