// @ts-check
// Every type through every way: a closure's parameter, an import's argument, an import's result, a closure's result.

import { assert, debug, endedBy, leavesNothing, setting, start, test, thrownBy } from "./harness.js";

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
  i64: [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n)],
  u64: [0n, 1n, 2n ** 63n, 2n ** 64n - 1n],
  i128: [0n, -1n, 2n ** 64n, 2n ** 127n - 1n, -(2n ** 127n), -(2n ** 64n) + 1n],
  u128: [0n, 1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 128n - 1n],
  char: ["a", "\0", "é", "漢", "🦀", "\uffff"],
  value: [undefined, null, true, false, 0, -0, NaN, 1.5, "", "text", 7n, Symbol("s"), {}, [], () => {}, new Error("e")],
  vec_i8: [new Int8Array(0), new Int8Array([1, -128, 127])],
  vec_u8: [new Uint8Array(0), new Uint8Array([0, 255]), new Uint8Array(1_000_000).fill(7)],
  vec_i16: [new Int16Array([-32768, 32767])],
  vec_u16: [new Uint16Array([0, 65535])],
  vec_i32: [new Int32Array([-2147483648, 2147483647])],
  vec_u32: [new Uint32Array([0, 4294967295])],
  vec_isize: [new Int32Array([-1, 1])],
  vec_usize: [new Uint32Array([1, 4294967295])],
  vec_f32: [new Float32Array([0.5, -0, NaN, Infinity])],
  vec_f64: [new Float64Array(0), new Float64Array([0.1, -0, NaN, -Infinity]), new Float64Array(131_072).fill(0.25)],
  vec_i64: [new BigInt64Array([-1n, 2n ** 63n - 1n])],
  vec_u64: [new BigUint64Array([0n, 2n ** 64n - 1n])],
  vec_string: [[], [""], ["one", "zwei ☃", "three"], new Array(1000).fill("text")],
  vec_value: [[], [undefined, null, 1, "x", {}, [1]]],
  box_u8: [new Uint8Array(0), new Uint8Array([1, 2, 3])],
  box_string: [[], ["a", "b"]],
  option_bool: [undefined, true, false],
  option_i8: [undefined, -1, 0, 127],
  option_u32: [undefined, 0, 4294967295],
  option_f32: [undefined, -1, -0, NaN, 0.5],
  option_f64: [undefined, -1, -0, 0.1, NaN, Infinity],
  option_i64: [undefined, -1n, 0n],
  option_u128: [undefined, 0n, 2n ** 128n - 1n],
  option_char: [undefined, "a", "\0", "🦀"],
  option_string: [undefined, "", "text"],
  option_value: [undefined, 0, false, "x", {}],
  option_vec: [undefined, new Float64Array(0), new Float64Array([1, 2])],
  option_strings: [undefined, [], ["a"]],
  vec_bool: [[], [true, false, true]],
  vec_char: [[], ["a", "🦀", "\0"]],
  vec_i128: [[], [-1n, 2n ** 127n - 1n]],
  vec_u128: [[0n, 2n ** 128n - 1n]],
  vec_option: [[], [undefined, -1, NaN, 0.5, undefined]],
  vec_options: [[undefined, "", "text ☃"]],
  vec_vec: [[], [new Uint8Array(0), new Uint8Array([1, 2])]],
  vec_vecs: [[], [[]], [[["a", "b"], []], [], [["c"]]]],
  box_str: texts.slice(0, 7),
  cow_str: texts.slice(0, 7),
  array_u8: [new Uint8Array([1, 2, 3, 255])],
  array_none: [new Float64Array(0)],
  array_string: [["", "two"]],
  pair: [
    [0.5, "text"],
    [-0, ""],
  ],
  tuple: [
    [true, undefined, new Uint8Array(0), 0n],
    [false, -1, new Uint8Array([7]), 2n ** 64n - 1n],
  ],
  pairs: [[], [[4294967295, true]], new Array(100).fill([7, false])],
  one_u8: [1, 255],
  one_i32: [-1, 1, -2147483648],
  one_u32: [1, 4294967295],
  one_u64: [1n, 2n ** 64n - 1n],
  one_i128: [-1n, 2n ** 127n - 1n],
  option_one: [undefined, 1, 4294967295],
  vec_one: [[], [1, 2, 4294967295]],
  hash_map: [{}, { a: 1, "b c": -0, "": NaN, ["__proto__"]: 7, constructor: 8, 3: 3 }],
  map_of_lists: [{}, { "☃": ["a"], toString: [] }],
  option_pair: [undefined, [1, "x"]],
  option_map: [undefined, {}, { yes: true, no: false }],
  point: [
    { x: 0.5, y: -0 },
    { x: NaN, y: Infinity },
  ],
  option_point: [undefined, { x: 1, y: 2 }],
  vec_point: [[], [{ x: 1, y: 2 }], new Array(100).fill({ x: 3, y: 4 })],
  fields: [mixed(1), mixed(2)],
  nested: [nested(0), nested(3)],
  vec_nested: [[], [nested(1), nested(2)]],
  empty: [{}],
  align: ["left", "right", "justified text"],
  option_align: [undefined, "left"],
  vec_align: [[], ["right", "left"]],
  level: [-1, 0, 1 << 20],
  option_level: [undefined, -1, 0],
  vec_level: [[undefined, -1, 0, 1 << 20]],
  map_of_points: [{}, { a: { x: 1, y: 2 } }],
  array_of_points: [
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  ],
};

/** A `Mixed`, of whose options every second one is left out. @param {number} seed */
function mixed(seed) {
  return {
    on: seed % 2 === 0,
    small: 0 - seed,
    wide: BigInt(seed) << 40n,
    letter: "🦀",
    text: `text ${seed}`,
    list: new Uint16Array(seed),
    ...(seed % 2 === 0 ? {} : { maybe: 0.5, "a number!": 4294967295 }),
    pair: [seed, seed % 2 === 0 ? "text" : undefined],
  };
}

/** A `Nested` with so many in it. @param {number} count */
function nested(count) {
  return {
    at: { x: count, y: -count },
    all: Array.from({ length: count }, (_, at) => mixed(at)),
    named: { none: undefined, some: { x: 1, y: 2 } },
    align: "justified text",
    ...(count === 0 ? {} : { level: -1, more: { x: 0, y: 0 } }),
    bytes: new Uint8Array([1, 2, 3]),
  };
}

/** The types of values that are the same object when they come back. */
const identical = new Set(["value", "option_value"]);

/** What other values become: ECMAScript's ToUint32 and so on, ToBoolean, Math.fround. @type {Record<string, [any, any][]>} */
const converted = {
  bool: [
    [1, true],
    ["", false],
    ["abc", true],
    [undefined, false],
    [null, false],
    [{}, true],
  ],
  i8: [
    [128, -128],
    [255, -1],
    [256, 0],
    [1.9, 1],
    [-1.9, -1],
    [NaN, 0],
    [Infinity, 0],
    ["7", 7],
  ],
  u8: [
    [-1, 255],
    [256, 0],
    [257.5, 1],
    [undefined, 0],
  ],
  i16: [
    [32768, -32768],
    [65536, 0],
  ],
  u16: [
    [-1, 65535],
    [65536, 0],
  ],
  i32: [
    [2147483648, -2147483648],
    [4294967296, 0],
    [2 ** 53, 0],
    [2 ** 63, 0],
    [1e300, 1e300 | 0],
    [-Infinity, 0],
  ],
  u32: [
    [-1, 4294967295],
    [4294967296, 0],
    [-0.5, 0],
    [2 ** 53 - 1, 4294967295],
    [2 ** 63 + 2 ** 11, 2048],
  ],
  isize: [[2147483648, -2147483648]],
  usize: [
    [-1, 4294967295],
    [-(2 ** 63), 0],
    [-(2 ** 65), 0],
    [null, 0],
  ],
  f32: [
    [0.1, Math.fround(0.1)],
    [1e300, Infinity],
    ["2.5", 2.5],
  ],
  f64: [
    ["0.5", 0.5],
    [null, 0],
  ],
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
    [camel(`function_${name}`)]: () => (/** @type {any} */ value) => value,
    [camel(`keep_calling_${name}`)]: (/** @type {any} */ f) => (kept = f),
  });
  leavesNothing(instance, () => {
    instance.rust[`heap_${name}`]();
    use(kept);
    instance.rust[`stack_${name}`]();
    if (name === "str") return; // a JsFunction takes a String
    instance.rust[`calling_${name}`]();
    use(kept);
  });
}

for (const [name, values] of Object.entries(same)) {
  test(`${name} comes back as it was, through heap and stack closures, imports and functions`, () => {
    let runs = 0;
    roundTrip(name, (f) => {
      for (const value of values) {
        const back = f(value);
        if (typeof value !== "object" || identical.has(name)) {
          assert.ok(Object.is(back, value), `${name}: ${String(value).slice(0, 50)}`);
        } else {
          assert.deepEqual(back, value);
          assert.notEqual(back, value); // a copy, never a view
        }
      }
      runs++;
    });
    assert.equal(runs, name === "str" ? 4 : 6);
  });
}

for (const [name, pairs] of Object.entries(converted)) {
  if (debug) {
    test(`${name}: another value is a TypeError in a debug build`, () => {
      roundTrip(name, (f) => {
        for (const [value] of pairs) {
          if (name.startsWith("f") && typeof value === "number") continue; // a rounded float is still a number
          assert.throws(
            () => f(value),
            (/** @type {any} */ error) => {
              assert.equal(error.constructor, TypeError);
              assert.match(error.message, new RegExp(`^parameter 1: expected ${name}, got `));
              return true;
            },
          );
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
    const shown = new Map(
      /** @type {[any, string][]} */ ([
        [1, "number 1"],
        [null, "null"],
        [undefined, "undefined"],
        [{}, "an object"],
        [[], "an array"],
        [Symbol("s"), "a symbol"],
        [3n, "bigint 3n"],
        [() => {}, "a function"],
      ]),
    );
    roundTrip(name, (f) => {
      for (const [value, words] of shown) {
        assert.throws(() => f(value), { name: "TypeError", message: `parameter 1: expected a string, got ${words}` });
      }
    });
  });
}

test("10 MB of mixed text come back as they were", () => {
  /** @type {any} */
  let kept;
  const keep = (/** @type {any} */ f) => void (kept = f);
  const echo = (/** @type {string} */ text) => text;
  const { rust } = start({ keepString: keep, keepStr: keep, echoString: echo, echoStr: echo });
  const text = "mixed ☃ é 🦀 \0".repeat(600_000);
  for (const make of [rust.heap_string, rust.heap_str]) {
    make();
    assert.ok(kept(text) === text);
  }
});

test("the result of an import of the wrong kind is a TypeError that names the import and its declaration, and ends the instance", () => {
  /** @type {any} */
  let kept;
  let wrong = true;
  const echo = (/** @type {string} */ text) => (wrong ? 7 : text);
  const { rust } = start({ keepString: (/** @type {any} */ f) => (kept = f), echoString: echo });
  rust.heap_string();
  const error = thrownBy(() => kept("x"));
  endedBy(error.cause, "echoString")(error);
  assert.equal(error.cause.name, "TypeError");
  assert.match(
    error.cause.message,
    /^result of echoString: expected a string, got number 7; it is declared in runtime_tests::round_trips, line \d+/,
  );
  wrong = false;
  assert.equal(
    thrownBy(() => kept("x")),
    error,
  );
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

test("random values of every type come back from JavaScript as Rust sent them", () => {
  const seed = Number(setting("RANDOM_SEED") ?? Date.now() % 1_000_000_007);
  const names = Object.keys(same).filter((name) => name !== "str");
  const host = Object.fromEntries(names.map((name) => [camel(`echo_${name}`), (/** @type {any} */ value) => value]));
  const instance = start(host);
  leavesNothing(instance, () => {
    for (const name of names) {
      // What is null or undefined inside an Option comes back as None.
      if (name === "option_value") continue;
      assert.equal(instance.rust[`random_${name}`](seed, 250), 0, `${name}, RANDOM_SEED=${seed}`);
    }
  });
  assert.ok(names.length * 250 > 10_000);
});

test("null is None too, and a list may be an array of numbers", () => {
  roundTrip("option_f64", (f) => assert.equal(f(null), undefined));
  roundTrip("option_string", (f) => assert.equal(f(null), undefined));
  roundTrip("option_value", (f) => assert.equal(f(null), undefined));
  roundTrip("vec_f64", (f) => assert.deepEqual(f([1, 2.5]), new Float64Array([1, 2.5])));
  roundTrip("vec_i64", (f) => assert.deepEqual(f([1n]), new BigInt64Array([1n])));
});

/** Values of the wrong kind, and the words for it. @type {Record<string, [any, string, string][]>} */
const refused = {
  i64: [
    [7, "TypeError", "parameter 1: expected i64, a bigint, got number 7"],
    [2n ** 63n, "RangeError", "parameter 1: 9223372036854775808n is out of range for i64"],
    [-(2n ** 63n) - 1n, "RangeError", "parameter 1: -9223372036854775809n is out of range for i64"],
  ],
  u64: [[-1n, "RangeError", "parameter 1: -1n is out of range for u64"]],
  i128: [[2n ** 127n, "RangeError", `parameter 1: ${2n ** 127n}n is out of range for i128`]],
  u128: [
    [2n ** 128n, "RangeError", `parameter 1: ${2n ** 128n}n is out of range for u128`],
    ["1", "TypeError", 'parameter 1: expected u128, a bigint, got string "1"'],
  ],
  char: [
    ["", "TypeError", 'parameter 1: expected a string of one code point, got string ""'],
    ["ab", "TypeError", 'parameter 1: expected a string of one code point, got string "ab"'],
    [7, "TypeError", "parameter 1: expected a string of one code point, got number 7"],
  ],
  vec_f64: [
    [new Float32Array(1), "TypeError", "parameter 1: expected Float64Array, got an object"],
    ["abc", "TypeError", 'parameter 1: expected Float64Array, got string "abc"'],
    [undefined, "TypeError", "parameter 1: expected Float64Array, got undefined"],
  ],
  vec_string: [
    ["abc", "TypeError", 'parameter 1: expected an array, got string "abc"'],
    [["a", 1], "TypeError", "parameter 1: element [1]: expected a string, got number 1"],
  ],
  vec_bool: [[new Uint8Array(1), "TypeError", "parameter 1: expected an array, got an object"]],
  vec_vecs: [[[[], [[], ["a", 7]]], "TypeError", "parameter 1: element [1][1][1]: expected a string, got number 7"]],
  array_u8: [
    [new Uint8Array(3), "TypeError", "parameter 1: expected 4 elements, got 3"],
    [[1, 2, 3, 4, 5], "TypeError", "parameter 1: expected 4 elements, got 5"],
    [undefined, "TypeError", "parameter 1: expected Uint8Array, got undefined"],
  ],
  array_string: [[["a"], "TypeError", "parameter 1: expected 2 elements, got 1"]],
  pair: [
    [[1], "TypeError", "parameter 1: expected an array of 2, got one of 1"],
    [[1, "a", 2], "TypeError", "parameter 1: expected an array of 2, got one of 3"],
    [[1, 2], "TypeError", "parameter 1: element [1]: expected a string, got number 2"],
    [{ 0: 1, 1: "a" }, "TypeError", "parameter 1: expected an array of 2, got an object"],
  ],
  one_u8: [
    [0, "TypeError", "parameter 1: expected a number that is not 0, got number 0"],
    [256, "TypeError", "parameter 1: expected u8, got number 256"],
  ],
  one_u32: [
    [-0, "TypeError", "parameter 1: expected a number that is not 0, got number -0"],
    [4294967296, "TypeError", "parameter 1: expected u32, got number 4294967296"],
    ["1", "TypeError", 'parameter 1: expected u32, got string "1"'],
  ],
  one_u64: [[0n, "TypeError", "parameter 1: expected a number that is not 0, got bigint 0n"]],
  hash_map: [
    [[], "TypeError", "parameter 1: expected an object, got an array"],
    [null, "TypeError", "parameter 1: expected an object, got null"],
  ],
  map_of_lists: [
    [{ a: ["x"], "b c": ["y", 1] }, "TypeError", 'parameter 1: element ["b c"][1]: expected a string, got number 1'],
  ],
  point: [
    [null, "TypeError", "parameter 1: expected Point, an object, got null"],
    [7, "TypeError", "parameter 1: expected Point, an object, got number 7"],
  ],
  fields: [
    [{ ...mixed(1), text: 7 }, "TypeError", "parameter 1: field text: expected a string, got number 7"],
    [{ ...mixed(1), pair: [1, 2] }, "TypeError", "parameter 1: field pair[1]: expected a string, got number 2"],
    [
      { ...mixed(1), letter: undefined },
      "TypeError",
      "parameter 1: field letter: expected a string of one code point, got undefined",
    ],
    [
      { ...mixed(1), wide: 1n << 64n },
      "RangeError",
      "parameter 1: field wide: 18446744073709551616n is out of range for u64",
    ],
    [
      {},
      "TypeError",
      debug
        ? "parameter 1: field on: expected bool, got undefined"
        : "parameter 1: field wide: expected u64, a bigint, got undefined",
    ],
  ],
  nested: [
    [
      { ...nested(3), all: [mixed(0), { ...mixed(1), text: {} }] },
      "TypeError",
      "parameter 1: field all[1].text: expected a string, got an object",
    ],
    [
      { ...nested(0), named: { a: undefined, b: 7 } },
      "TypeError",
      "parameter 1: field named.b: expected Point, an object, got number 7",
    ],
    [
      { ...nested(0), level: 2 },
      "TypeError",
      "parameter 1: field level: expected Level, one of -1, 0, 1048576, got number 2",
    ],
  ],
  align: [
    ["up", "TypeError", 'parameter 1: expected Align, one of "left", "right", "justified text", got string "up"'],
    [undefined, "TypeError", 'parameter 1: expected Align, one of "left", "right", "justified text", got undefined'],
  ],
  level: [["0", "TypeError", 'parameter 1: expected Level, one of -1, 0, 1048576, got string "0"']],
  option_string: [[1, "TypeError", "parameter 1: expected a string, got number 1"]],
};

for (const [name, cases] of Object.entries(refused)) {
  test(`${name}: what does not fit is refused in words, and leaves nothing`, () => {
    roundTrip(name, (f) => {
      for (const [value, kind, message] of cases) assert.throws(() => f(value), { name: kind, message });
    });
  });
}

/** An instance whose kept closures are in `kept`, by the name of the function that kept them. */
function keeping(/** @type {Record<string, any>} */ host = {}) {
  /** @type {Record<string, any>} */
  const kept = {};
  const names = [
    "Slice",
    "Ref",
    "Try",
    "Display",
    "This",
    "Rest",
    "All",
    "Maybe",
    "Maker",
    "Caller",
    "Catcher",
    "Mixed",
  ];
  const keep = Object.fromEntries(
    names.map((name) => [`keep${name}`, (/** @type {any} */ f) => void (kept[name] = f ?? kept[name])]),
  );
  const echo = (/** @type {any} */ value) => value;
  return { kept, ...start({ ...keep, echoSlice: echo, echoRef: echo, ...host }) };
}

test("slices and values cross by reference, mixed with owned parameters at any position", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.references();
    const { Slice, Ref, Mixed } = instance.kept;
    assert.deepEqual(Slice(new Float64Array([1, 2])), new Float64Array([1, 2]));
    assert.deepEqual(Slice(new Float64Array(0)), new Float64Array(0));
    const object = {};
    assert.equal(Ref(object), object);
    assert.deepEqual(Mixed("x", object, -5n, new Uint8Array(3)), ["x", object, -5n, 3]);
    assert.throws(() => Mixed("x", object, 5, new Uint8Array(3)), {
      name: "TypeError",
      message: "parameter 3: expected i64, a bigint, got number 5",
    });
    assert.throws(() => Mixed("x", object, 5n), { message: "parameter 4: expected Uint8Array, got undefined" });
  });
});

test("a typed array that is a view of the wasm memory itself is copied before the memory grows", () => {
  const instance = keeping();
  instance.rust.references();
  const memory = /** @type {WebAssembly.Memory} */ (instance.app.instance.exports.memory);
  const view = new Float64Array(memory.buffer, 1_048_576, 4096);
  const expected = view.slice();
  assert.deepEqual(instance.kept.Slice(view), expected);
});

test("what a typed array says of itself is not believed", () => {
  class Disguised extends Float64Array {
    get length() {
      return 1_000_000;
    }
    get byteLength() {
      return 8_000_000;
    }
  }
  Object.defineProperties(Disguised.prototype, {
    constructor: { value: Uint8Array },
    [Symbol.toStringTag]: { value: "Uint8Array" },
  });
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.references();
    assert.deepEqual(instance.kept.Slice(new Disguised([1, 2])), new Float64Array([1, 2]));
  });
});

test("a Result catches what JavaScript throws, and throws what Rust returns as an error", () => {
  const thrown = new RangeError("no");
  const instance = keeping({
    tryString: (/** @type {string} */ text) => {
      if (text === "fail") throw thrown;
      return text === "wrong" ? 7 : text + text;
    },
    tryUnit: () => {
      throw thrown;
    },
  });
  leavesNothing(instance, () => {
    instance.rust.results();
    const { Try, Display } = instance.kept;
    assert.equal(Try("ab"), "abab");
    assert.throws(
      () => Try("fail"),
      (error) => error === thrown,
    );
    assert.throws(() => Try("wrong"), {
      name: "TypeError",
      message: /^result of tryString: expected a string, got number 7; /,
    });
    assert.throws(Display, { name: "Error", message: "caught JsValue(RangeError: no)" });
  });
});

test("This receives this, and Rest the arguments that are left", () => {
  const instance = keeping();
  leavesNothing(instance, () => {
    instance.rust.gathering();
    const { This, Rest, All } = instance.kept;
    assert.equal(This.call(["a", "b"], 1), "b");
    assert.equal(Rest("-", "a", "b", "c"), "a-b-c");
    assert.equal(Rest("-"), "");
    assert.throws(() => Rest(), { message: "parameter 1: expected a string, got undefined" });
    assert.throws(() => Rest("-", "a", 2), { message: "parameter 3: expected a string, got number 2" });
    assert.equal(All.call("four", 1, 2, 3), 10);
    assert.equal(All(), 0);
    assert.throws(() => All.call(1), { message: "this: expected a string, got number 1" });
  });
});

test("closures cross in an Option, by value, as results, and functions come back", () => {
  /** @type {any[]} */
  const given = [];
  /** @type {any[]} */
  const lent = [];
  const { rust, kept } = keeping({
    giveClosure: (/** @type {any} */ f) => given.push(f),
    lendMaybe: (/** @type {any} */ f) => lent.push(f, f?.()),
  });
  rust.closures_as_values();
  assert.equal(kept.Maybe(), 7);
  assert.equal(lent[0], undefined);
  assert.equal(lent[3], 8);
  assert.throws(lent[2], { code: "expired" });
  assert.equal(given[0](41), 42);
  const [add1, add5] = [kept.Maker(1), kept.Maker(5)];
  assert.deepEqual([add1(10), add5(10)], [11, 15]);
  assert.equal(
    kept.Caller((/** @type {number} */ n, /** @type {string} */ text) => text.repeat(n)),
    "xxx",
  );
  assert.equal(
    kept.Caller(() => 7),
    "threw JsValue(TypeError: result: expected a string, got number 7)",
  );
  assert.equal(
    kept.Caller(() => {
      throw new Error("no");
    }),
    "threw JsValue(Error: no)",
  );
  assert.throws(() => kept.Caller({}), { message: "parameter 1: expected a function, got an object" });
});

test("the call of a function whose result is a Result is that Result", () => {
  /** @type {Record<string, boolean>} */
  const checked = {};
  const instance = keeping({
    check: (/** @type {boolean} */ ok, /** @type {string} */ what) => (checked[what] = ok),
    trier: () => (/** @type {boolean} */ fails) => {
      if (fails) throw "no";
    },
  });
  leavesNothing(instance, () => {
    instance.rust.catching_functions();
    const { Catcher } = instance.kept;
    const error = new Error("no");
    assert.equal(
      Catcher((/** @type {boolean} */ yes) => `ä${yes}`),
      "ätrue!",
    );
    assert.throws(
      () =>
        Catcher(() => {
          throw error;
        }),
      (thrown) => thrown === error,
    );
    assert.throws(() => Catcher(() => 7), { name: "TypeError", message: "result: expected a string, got number 7" });
  });
  assert.deepEqual(checked, { "a Result of nothing": true, "an error of the app's own": true });
});

test("JsValue: get, set, call, typeof, ===, conversions and Debug", () => {
  /** @type {string[]} */
  const wrong = [];
  let checks = 0;
  const instance = keeping({
    check: (/** @type {boolean} */ ok, /** @type {string} */ what) => {
      checks++;
      if (!ok) wrong.push(what);
    },
  });
  leavesNothing(instance, () => instance.rust.value_api());
  assert.deepEqual(wrong, []);
  assert.ok(checks > 40);
});
