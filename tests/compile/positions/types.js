// @ts-check
/**
 * Every type of the documentation's list, and what can be made of them: how Rust writes it, and samples of its values. A sample
 * is the same value in both languages. What it looks like is not asked of the crate: so a type that crosses as another is found.
 */

import assert from "node:assert/strict";

/**
 * @typedef {object} Sample One value.
 * @property {string} rust An expression that makes it, and may leak.
 * @property {(value: string) => string} seen An expression: whether what a reference refers to is this value.
 * @property {(env: Env) => any} give Makes it in JavaScript. An `Err` is thrown.
 * @property {(env: Env, outcome: () => any) => void} check Whether the outcome is this value.
 * @property {boolean} [oneWay] It only comes from JavaScript.
 *
 * @typedef {object} Type
 * @property {string} name As the table has it.
 * @property {(life: string) => string} rust How it is written, with a lifetime at each reference (`'static `, or nothing).
 * @property {readonly Sample[]} samples
 * @property {string} [kind] What the places have to know: `number`, `this`, `rest`, `result`.
 * @property {{ new (of: any[]): ArrayLike<unknown> }} [Array] Of a number the typed array.
 *
 * @typedef {object} Env What the samples use of the page.
 * @property {new (k: number) => any} Thing The exported class.
 * @property {new (k: number) => any} Element The imported class.
 */

/**
 * A plain value.
 *
 * @param {string} rust
 * @param {(value: string) => string} seen
 * @param {(env: Env) => any} give
 * @param {(env: Env, value: any) => void} [check]
 * @returns {Sample}
 */
function sample(rust, seen, give, check = (env, value) => assert.deepStrictEqual(value, give(env))) {
  return { rust, seen, give, check: (env, outcome) => check(env, outcome()) };
}

/**
 * @param {string} name
 * @param {Sample[]} samples
 * @param {Partial<Type>} [more]
 * @returns {Type}
 */
function named(name, samples, more) {
  return { name, rust: (life) => name.replaceAll("&", `&${life}`), samples, ...more };
}

/**
 * A type whose values compare.
 *
 * @param {string} name
 * @param {[string, any][]} values In Rust and in JavaScript.
 * @param {Partial<Type>} [more]
 */
function plain(name, values, more) {
  return named(
    name,
    values.map(([rust, js]) =>
      sample(
        rust,
        (value) => `*${value} == ${rust}`,
        () => js,
      ),
    ),
    more,
  );
}

/**
 * @param {string} name
 * @param {any} Array
 * @param {...(number | bigint)} values
 */
function number(name, Array, ...values) {
  return plain(
    name,
    values.map((value) => [`(${value}${name.startsWith("f") ? "f64 as f32 as " + name : name})`, value]),
    {
      kind: "number",
      Array,
    },
  );
}

/**
 * A function that adds a number.
 *
 * @param {string} name
 * @param {(k: number) => string} make
 * @param {(value: string, k: number) => string} [seen] Rust cannot call what JavaScript would have to give for a closure.
 */
function adder(name, make, seen = () => "false") {
  const samples = [2, 40].map((k) =>
    sample(
      make(k),
      (value) => seen(value, k),
      () => (/** @type {number} */ n) => n + k,
      (env, f) => assert.equal(f(1), 1 + k),
    ),
  );
  return named(name, samples);
}

/**
 * Objects of a class with a number.
 *
 * @param {string} name
 * @param {"Thing" | "Element"} of
 * @param {(k: number) => string} make
 * @param {string} field
 */
function object(name, of, make, field) {
  return named(
    name,
    [7, 4_000_000_000].map((k) =>
      sample(
        make(k),
        (value) => `${value}.${field} == ${k}`,
        (env) => new env[of](k),
        (env, value) => {
          assert.ok(value instanceof env[of]);
          assert.equal(value.k, k);
        },
      ),
    ),
  );
}

/** @param {string} name @param {(value: string) => string} make */
function value(name, make) {
  return named(name, [
    sample(
      make("JsValue::from(-7.5)"),
      (value) => `${value}.as_f64() == Some(-7.5)`,
      () => -7.5,
    ),
    sample(
      make('JsValue::from("ä𝄞")'),
      (value) => `${value}.as_string().as_deref() == Some("ä𝄞")`,
      () => "ä𝄞",
    ),
    sample(
      make("shared()"),
      (value) => `JsValue::clone(${value}) == shared()`,
      () => SHARED,
      (_, value) => assert.equal(value, SHARED),
    ),
  ]);
}

/**
 * Bytes that are clamped.
 *
 * @param {string} name
 * @param {(list: string) => string} make Of an array.
 */
function pixels(name, make) {
  return named(
    name,
    [[], [0, 7, 255]].map((bytes) =>
      sample(
        `Clamped(${make(`[${bytes.map((byte) => `${byte}u8`)}]`)})`,
        (value) => `${value}.0[..] == [${bytes}]`,
        () => Uint8ClampedArray.from(bytes),
      ),
    ),
  );
}

/** Structs and enums of the list. */
export const DATA = `closures_extern! {
    #[derive(Clone, Debug, PartialEq)]
    pub struct Pair { pub left: u32, pub label: Option<String> }
    pub struct Job { pub name: String, pub run: Closure<dyn Fn(u32) -> u32> }
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Side { Left = "left", Right = "to the right" }
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Level { Low = -1, High }
}
`;

/** A value that both sides have. */
export const SHARED = Object.freeze({ shared: true });

const CALL = "u32) -> u32";

/** The list: of each type that crosses. */
const BASE = [
  plain("bool", [
    ["true", true],
    ["false", false],
  ]),
  number("i8", Int8Array, -128, 127),
  number("u8", Uint8Array, 0, 255),
  number("i16", Int16Array, -32768, 32767),
  number("u16", Uint16Array, 0, 65535),
  number("i32", Int32Array, -(2 ** 31), -1),
  number("u32", Uint32Array, 0, 2 ** 32 - 1),
  number("isize", Int32Array, -(2 ** 31), -1),
  number("usize", Uint32Array, 0, 2 ** 32 - 1),
  number("f32", Float32Array, -1, 0.5),
  number("f64", Float64Array, -1, 0.25),
  number("i64", BigInt64Array, -(2n ** 63n), -1n),
  number("u64", BigUint64Array, 0n, 2n ** 64n - 1n),
  plain("i128", [
    ["i128::MIN", -(2n ** 127n)],
    ["-1i128", -1n],
  ]),
  plain("u128", [
    ["0u128", 0n],
    ["u128::MAX", 2n ** 128n - 1n],
  ]),
  plain("char", [
    ["'a'", "a"],
    ["'𝄞'", "𝄞"],
  ]),
  plain("&str", [
    ['""', ""],
    ['"ä𝄞"', "ä𝄞"],
  ]),
  plain("String", [
    ["String::new()", ""],
    ['"ä𝄞".to_owned()', "ä𝄞"],
  ]),
  value("JsValue", (rust) => rust),
  value("&JsValue", (rust) => `&*leak(${rust})`),
  object("Element", "Element", (k) => `Element::new(${k})`, "k()"),
  object("&Element", "Element", (k) => `&*leak(Element::new(${k}))`, "k()"),
  object("Thing", "Thing", (k) => `Thing(${k})`, "0"),
  object("&Thing", "Thing", (k) => `&*leak(Thing(${k}))`, "0"),
  object("&mut Thing", "Thing", (k) => `leak(Thing(${k}))`, "0"),
  adder(
    `&dyn Fn(${CALL}`,
    (k) => `(&*leak(move |n: u32| n + ${k}) as &'static dyn Fn(u32) -> u32)`,
    (value, k) => `(*${value})(1) == 1 + ${k}`,
  ),
  adder(`&mut dyn FnMut(${CALL}`, (k) => `(leak(move |n: u32| n + ${k}) as &'static mut dyn FnMut(u32) -> u32)`),
  adder(`&Closure<dyn FnMut(${CALL}>`, (k) => `&*leak(Closure::new(move |n: u32| n + ${k}))`),
  adder(`Closure<dyn Fn(${CALL}>`, (k) => `Closure::new(move |n: u32| n + ${k})`),
  adder(
    `JsFunction<dyn Fn(${CALL}>`,
    (k) => `adder(${k})`,
    (value, k) => `${value}.call(1).ok() == Some(1 + ${k})`,
  ),
  adder(
    `&JsFunction<dyn Fn(${CALL}>`,
    (k) => `&*leak(adder(${k}))`,
    (value, k) => `${value}.call(1).ok() == Some(1 + ${k})`,
  ),
  named("JsPromise<f64>", [
    sample(
      "JsPromise::from(JsValue::from(-7.5))",
      (value) => `${value}.as_js_value().as_f64() == Some(-7.5)`,
      () => -7.5,
    ),
    sample(
      "JsPromise::from(shared())",
      (value) => `*${value}.as_js_value() == shared()`,
      () => SHARED,
      (_, value) => assert.equal(value, SHARED),
    ),
  ]),
  named("()", [
    sample(
      "()",
      (value) => `*${value} == ()`,
      () => undefined,
    ),
  ]),
  plain("Pair", [
    ["Pair { left: 7, label: None }", { left: 7 }],
    ['Pair { left: u32::MAX, label: Some("ä𝄞".to_owned()) }', { left: 2 ** 32 - 1, label: "ä𝄞" }],
  ]),
  named(
    "Job",
    [2, 40].map((k) =>
      sample(
        `Job { name: "job".to_owned(), run: Closure::new(move |n: u32| n + ${k}) }`,
        () => "false", // It does not come from JavaScript.
        () => ({ name: "job", run: (/** @type {number} */ n) => n + k }),
        (_, { name, run }) => assert.deepEqual([name, run(1)], ["job", 1 + k]),
      ),
    ),
  ),
  plain("Side", [
    ["Side::Left", "left"],
    ["Side::Right", "to the right"],
  ]),
  plain("Level", [
    ["Level::Low", -1],
    ["Level::High", 0],
  ]),
  plain("(u32, String)", [["(7, String::new())", [7, ""]]]),
  plain("[u8; 3]", [["[0u8, 1, 255]", Uint8Array.of(0, 1, 255)]]),
  plain("BTreeMap<String, bool>", [
    ["BTreeMap::new()", {}],
    ['BTreeMap::from([("ä".to_owned(), true), ("".to_owned(), false)])', { ä: true, "": false }],
  ]),
  plain(
    "Clamped<u8>",
    [
      ["Clamped(0u8)", 0],
      ["Clamped(255u8)", 255],
    ],
    { kind: "number", Array: Uint8ClampedArray },
  ),
  pixels("Clamped<Vec<u8>>", (list) => `${list}.to_vec()`),
  pixels("Clamped<&[u8]>", (list) => `&leak(${list})[..]`),
  pixels("Clamped<&mut [u8]>", (list) => `&mut leak(${list})[..]`),
  // Not of the list: errors that do not become or come from what is thrown, and a type that does not cross.
  result(
    number("u32", Uint32Array, 5),
    "String",
    '"bad".to_owned()',
    (value) => `${value} == "bad"`,
    (thrown) => assert.equal(thrown.message, "bad"),
  ),
  result(
    number("u32", Uint32Array, 5),
    "Plain",
    "Plain",
    () => "true",
    () => assert.fail("it cannot be thrown"),
  ),
  named("Plain", [
    sample(
      "Plain",
      () => "true",
      () => ({}),
    ),
  ]),
];

/** @param {Type} some @returns {Type} */
function option(some) {
  const none = sample(
    "None",
    (value) => `${value}.is_none()`,
    () => undefined,
  );
  return {
    name: `Option<${some.name}>`,
    rust: (life) => `Option<${some.rust(life)}>`,
    samples: [
      none,
      { ...none, give: () => null, oneWay: true },
      ...some.samples.map((one) => ({
        ...one,
        rust: `Some(${one.rust})`,
        seen: (/** @type {string} */ value) => `matches!(${value}, Some(inner) if ${one.seen("inner")})`,
      })),
    ],
  };
}

/**
 * @param {Type} ok
 * @param {string} error Its type.
 * @param {string} make The sample of it, which JavaScript has as 13.
 * @param {(value: string) => string} seen
 * @param {(thrown: any) => void} check
 * @returns {Type}
 */
function result(
  ok,
  error = "JsValue",
  make = "JsValue::from(13)",
  seen = (value) => `${value}.as_f64() == Some(13.0)`,
  check = (thrown) => assert.equal(thrown, 13),
) {
  return {
    name: `Result<${ok.name}, ${error}>`,
    rust: (life) => `Result<${ok.rust(life)}, ${error}>`,
    kind: "result",
    samples: [
      ...ok.samples.map((one) => ({
        ...one,
        rust: `Ok(${one.rust})`,
        seen: (/** @type {string} */ value) => `matches!(${value}, Ok(inner) if ${one.seen("inner")})`,
      })),
      {
        rust: `Err(${make})`,
        seen: (value) => `matches!(${value}, Err(inner) if ${seen("inner")})`,
        give: () => {
          throw 13;
        },
        check: (_, outcome) => {
          try {
            outcome();
          } catch (thrown) {
            return check(thrown);
          }
          assert.fail("nothing was thrown");
        },
      },
    ],
  };
}

/**
 * The samples of a list: an empty one, and one with all values of its elements.
 *
 * @param {Type} element
 * @param {(elements: string) => string} make Of a `Vec`.
 * @param {(value: string) => string} elements What is indexed.
 * @returns {Sample[]}
 */
function lists(element, make, elements = (value) => value) {
  const values = element.samples.filter(({ oneWay }) => !oneWay);
  return [[], values].map((all) => ({
    rust: make(`vec![${all.map(({ rust }) => rust).join(", ")}]`),
    seen: (value) => {
      const list = elements(value);
      return [`${list}.len() == ${all.length}`, ...all.map(({ seen }, at) => seen(`(&${list}[${at}])`))].join(" && ");
    },
    give: (env) => {
      const list = all.map(({ give }) => give(env));
      return element.Array === undefined ? list : new element.Array(list);
    },
    check: (env, outcome) => {
      const list = outcome();
      assert.equal(list.constructor, element.Array ?? Array);
      assert.equal(list.length, all.length);
      all.forEach(({ check }, at) => check(env, () => list[at]));
    },
  }));
}

/** What makes a type of another: an `Option`, lists, a `Result`, and what only parameters are. @type {((inner: Type) => Type)[]} */
const MADE = [
  option,
  (element) => ({
    name: `Vec<${element.name}>`,
    rust: (life) => `Vec<${element.rust(life)}>`,
    samples: lists(element, (list) => list),
  }),
  (element) => ({
    name: `Box<[${element.name}]>`,
    rust: (life) => `Box<[${element.rust(life)}]>`,
    samples: lists(element, (list) => `${list}.into_boxed_slice()`),
  }),
  (element) => ({
    name: `&[${element.name}]`,
    rust: (life) => `&${life}[${element.rust(life)}]`,
    samples: lists(element, (list) => `&leak(${list})[..]`),
  }),
  (element) => ({
    name: `&mut [${element.name}]`,
    rust: (life) => `&${life}mut [${element.rust(life)}]`,
    samples: lists(element, (list) => `&mut leak(${list})[..]`),
  }),
  (ok) => result(ok),
  (inner) => ({
    name: `This<${inner.name}>`,
    rust: (life) => `This<${inner.rust(life)}>`,
    kind: "this",
    samples: inner.samples.map((one) => ({
      ...one,
      rust: `This(${one.rust})`,
      seen: (value) => one.seen(`(&${value}.0)`),
    })),
  }),
  (element) => ({
    name: `Rest<${element.name}>`,
    rust: (life) => `Rest<${element.rust(life)}>`,
    kind: "rest",
    samples: lists(
      { ...element, Array: undefined },
      (list) => `Rest(${list})`,
      (value) => `${value}.0`,
    ),
  }),
];

/** @param {(name: string) => boolean} wanted */
const some = (wanted) => BASE.filter(({ name }) => wanted(name));

const [optional, vec, boxed, slice, sliceMut, caught, self, rest] = MADE;
const NUMBERS = BASE.filter(({ kind }) => kind === "number").map(({ name }) => name);
/** One for each way to cross. */
const WAYS = [
  "bool",
  "u32",
  "u64",
  "u128",
  "char",
  "&str",
  "String",
  "JsValue",
  "&JsValue",
  "Element",
  "Thing",
  "&Thing",
  "Pair",
  "Side",
  "()",
];

/** The list, what is made of each, and what is made of that again. */
export const TYPES = [
  ...BASE,
  ...[optional, vec, caught].flatMap((made) => BASE.map(made)),
  ...[boxed, slice, sliceMut].flatMap((made) =>
    some((name) => NUMBERS.includes(name) || WAYS.includes(name)).map(made),
  ),
  ...[self, rest].flatMap((made) => some((name) => WAYS.includes(name)).map(made)),
  ...MADE.flatMap((outer) =>
    [optional, vec, caught, self, rest].flatMap((inner) =>
      some((name) => name === "u32")
        .map(inner)
        .map(outer),
    ),
  ),
];

/** How many there are, for whoever adds one. */
export const COUNT = 47 + 3 * 47 + 3 * (13 + 13) + 2 * 15 + 8 * 5;
