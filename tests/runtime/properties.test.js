// @ts-check
// Random values through random signatures, and a model that says what becomes of them: each call gives its arguments to
// a Rust closure, which gives them to a JavaScript function and returns what that returns.
//
// FC_SEED repeats a run, FC_RUNS multiplies the number of runs.

import fc from "fast-check";
import { assert, debug, leavesNothing, otherRealm, setting, start, test, unchecked } from "./harness.js";

const seed = Number(setting("FC_SEED") ?? Math.floor(Math.random() * 2 ** 31));
const factor = Number(setting("FC_RUNS") ?? 1);
console.log(`properties.test.js: FC_SEED=${seed} repeats this run`);

// --- The model: what becomes of a value ---

/**
 * @typedef {object} Model A type, as section "Values" of the design says.
 * @property {fc.Arbitrary<any>} values Those that cross.
 * @property {(value: any, place: string) => any} convert What any value is when it has crossed. Throws a `Refusal`, or
 * what JavaScript's own operator throws.
 * @property {fc.Arbitrary<any>} [misses] Those that all but do.
 * @property {boolean} [number] It converts numbers.
 * @property {boolean} [list]
 * @property {any} [Numbers] The typed array of a list.
 */

/** An error that the runtime is to throw. */
class Refusal {
  /**
   * @param {string} name
   * @param {string} start How its message begins.
   */
  constructor(name, start) {
    this.name = name;
    this.start = start;
  }
}

/** An array that is to arrive as a copy. */
class Copy {
  /**
   * @param {any} Class
   * @param {any[]} items
   */
  constructor(Class, items) {
    this.Class = Class;
    this.items = items;
  }
}

/** @param {string} expected @param {string} place */
const refuse = (expected, place) => new Refusal("TypeError", `${place}: expected ${expected}, got `);

/** @param {string} text */
const repaired = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** Whether the model is asking; else a `Hook` acts. */
let modelling = false;

/** A number that runs code when it is converted. */
class Hook {
  /** @param {number} number */
  constructor(number) {
    this.number = number;
  }

  [Symbol.toPrimitive]() {
    if (!modelling) hooked();
    return this.number;
  }

  [fc.toStringMethod]() {
    return `new Hook(${Object.is(this.number, -0) ? "-0" : this.number})`;
  }
}

/**
 * The number types: range, and the operator of JavaScript that does the same.
 * @type {Record<string, { min: number, max: number, Numbers: any, operator: (value: any) => number }>}
 */
const numbers = {
  i8: { min: -128, max: 127, Numbers: Int8Array, operator: (value) => (value << 24) >> 24 },
  u8: { min: 0, max: 255, Numbers: Uint8Array, operator: (value) => value & 0xff },
  i16: { min: -32768, max: 32767, Numbers: Int16Array, operator: (value) => (value << 16) >> 16 },
  u16: { min: 0, max: 65535, Numbers: Uint16Array, operator: (value) => value & 0xffff },
  i32: { min: -(2 ** 31), max: 2 ** 31 - 1, Numbers: Int32Array, operator: (value) => value | 0 },
  u32: { min: 0, max: 2 ** 32 - 1, Numbers: Uint32Array, operator: (value) => value >>> 0 },
  isize: { min: -(2 ** 31), max: 2 ** 31 - 1, Numbers: Int32Array, operator: (value) => value | 0 },
  usize: { min: 0, max: 2 ** 32 - 1, Numbers: Uint32Array, operator: (value) => value >>> 0 },
  f32: { min: -Infinity, max: Infinity, Numbers: Float32Array, operator: Math.fround },
  f64: { min: -Infinity, max: Infinity, Numbers: Float64Array, operator: (value) => +value },
};

/** @type {Record<string, { min: bigint, max: bigint, Numbers: any }>} */
const bigints = {
  i64: { min: -(2n ** 63n), max: 2n ** 63n - 1n, Numbers: BigInt64Array },
  u64: { min: 0n, max: 2n ** 64n - 1n, Numbers: BigUint64Array },
  i128: { min: -(2n ** 127n), max: 2n ** 127n - 1n, Numbers: undefined },
  u128: { min: 0n, max: 2n ** 128n - 1n, Numbers: undefined },
};

const arrays = [
  ...[Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array],
  ...[BigInt64Array, BigUint64Array],
];
/** The same classes of another realm. @type {Record<string, any>} */
const foreign = await otherRealm();

const letters = fc.oneof(
  { arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), weight: 6 },
  { arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), weight: 2 },
  { arbitrary: fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)), weight: 1 },
  { arbitrary: fc.constantFrom("\0", "\x7f", "\x80", "é", "☃", "\ufeff", "\ud83e", "\udd80", "\uffff"), weight: 2 },
);
const shortTexts = fc.string({ unit: letters, maxLength: 24 });
const texts = fc.oneof(
  { arbitrary: shortTexts, weight: 8 },
  // Around the length where the runtime takes another way: ASCII, and then perhaps a letter that is not.
  {
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.string({ unit: letters, maxLength: 2 }))
      .map(([length, end]) => "x".repeat(length) + end),
    weight: 3,
  },
  {
    arbitrary: fc.tuple(shortTexts, fc.integer({ min: 0, max: 500 })).map(([text, times]) => text.repeat(times)),
    weight: 1,
  },
);

/** Typed arrays with any bits in them, of buffers of all kinds. @param {any} Numbers */
function typedArrays(Numbers) {
  const size = Numbers.BYTES_PER_ELEMENT;
  const bytes = fc.oneof(
    { arbitrary: fc.uint8Array({ maxLength: 64 }), weight: 9 },
    { arbitrary: fc.uint8Array({ minLength: 1, maxLength: 16 }).map((some) => repeated(some, 10_000)), weight: 1 },
  );
  const plain = bytes.map((some) => new Numbers(some.slice(0, some.length - (some.length % size)).buffer));
  /** Its properties lie; its elements do not. */
  class Disguised extends /** @type {any} */ (Numbers) {
    get length() {
      return 10_000;
    }
    get byteLength() {
      return 1;
    }
    get buffer() {
      return new ArrayBuffer(1);
    }
    slice() {
      return [];
    }
  }
  const ways = [
    plain,
    plain.map((array) => new /** @type {any} */ (Disguised)(array)),
    fc.tuple(plain, fc.nat(8), fc.nat(8)).map(([array, from, cut]) => array.subarray(from, array.length - cut)),
    plain.map((array) => {
      const shared = new Numbers(new SharedArrayBuffer(array.byteLength));
      shared.set(array);
      return shared;
    }),
  ];
  if (foreign !== undefined) ways.push(plain.map((array) => new foreign[Numbers.name](array)));
  if (Numbers === Uint8Array && typeof Buffer === "function") ways.push(plain.map((array) => Buffer.from(array)));
  return fc.oneof(...ways);
}

/** @param {Uint8Array} bytes @param {number} length */
function repeated(bytes, length) {
  const longer = new Uint8Array(length);
  for (let at = 0; at < length; at++) longer[at] = bytes[at % bytes.length];
  return longer;
}

const doubles = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.float(),
  fc.constantFrom(-0, 0.5, -1, 255.9, 256, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53, 2 ** 63),
  fc.constantFrom(2 ** 63 + 2 ** 11, 2 ** 84 + 2 ** 32, -(2 ** 63), -(2 ** 65), 1e300, Number.MIN_VALUE, 16777217),
);

/** Any value at all. */
const odd = fc.oneof(
  fc.constantFrom(undefined, null, true, false, "", "7", " -7.5 ", "seven", "0x10", "\ud800", "🦀"),
  fc.constantFrom(() => 7, class {}, Symbol("odd"), Symbol.iterator, globalThis, new Date(5), Object.freeze({})),
  fc.constantFrom(new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), new Uint8ClampedArray(8), new Map(), /odd/),
  fc.constantFrom(Object.create(null), { valueOf: () => 300 }, { toString: () => "-7" }, new String("x"), Object(1n)),
  doubles,
  doubles.map((number) => new Hook(number)),
  fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n }),
  texts,
  fc.oneof(...arrays.map(typedArrays)),
  fc.array(fc.oneof(doubles, texts, fc.bigInt(), fc.constant(null)), { maxLength: 5 }),
  fc.anything(),
);

const functions = fc.constantFrom(
  () => 1,
  function named() {},
  class {},
  async () => {},
  Math.max,
  (() => {}).bind(null),
);

/** @param {string} name @returns {Model} */
function numberModel(name) {
  const { min, max, operator } = numbers[name];
  const whole = min !== -Infinity;
  const fitting = whole ? fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, 0, -0)) : doubles;
  const convertible = fc.oneof(doubles, doubles.map(String), fc.constantFrom(undefined, null, true, "", [], ["7"], {}));
  const values = fc.oneof(fitting, debug ? fitting : convertible);
  return {
    number: true,
    misses: fc.oneof(
      whole ? fc.constantFrom(min - 1, max + 1, 0.5, min - 0.5, NaN, 2 * min, 2 * max) : fc.constantFrom("1", null, 1n),
      fc.constantFrom(new Number(1), [1], "1", 1n, true),
    ),
    values: fc.oneof(
      { arbitrary: values, weight: 5 },
      { arbitrary: fitting.map((number) => new Hook(number)), weight: 1 },
    ),
    convert: (value, place) => {
      if (!debug) return operator(value);
      // "A number is also what an object says that it is as a number."
      const number = typeof value === "object" ? (value?.[Symbol.toPrimitive]?.("number") ?? value) : value;
      if (typeof number !== "number") throw refuse(name, place);
      if (whole && !(Number.isInteger(number) && number >= min && number <= max)) throw refuse(name, place);
      return operator(number);
    },
  };
}

/** @param {string} name @returns {Model} */
function bigintModel(name) {
  const { min, max } = bigints[name];
  return {
    misses: fc.constantFrom(min - 1n, max + 1n, 2n * max, -max - 2n, 0, "1", Object(1n), null),
    values: fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max, 0n, 1n, max - 1n, 2n ** 63n - 1n)),
    convert: (value, place) => {
      if (typeof value !== "bigint") throw refuse(`${name}, a bigint`, place);
      const message = `${place}: ${value}n is out of range for ${name}`;
      if (value < min || value > max) throw new Refusal("RangeError", message);
      return value;
    },
  };
}

/** @param {Model} element @param {any} Numbers The typed array; undefined for an array. @returns {Model} */
function listModel(element, Numbers) {
  const plain = fc.array(element.values, { maxLength: 12 });
  /** @param {any} value @param {string} place */
  const each = (value, place) => Array.from(value, (one) => element.convert(one, place));
  if (Numbers === undefined) {
    return {
      list: true,
      misses: fc.oneof(
        fc.tuple(plain, element.misses ?? odd).map(([items, one]) => [...items, one]),
        fc.tuple(plain, plain, element.misses ?? odd).map(([before, after, one]) => [...before, one, ...after]),
        plain.map((items) => ({ ...items, length: items.length })),
        plain.map((items) => new Set(items)),
      ),
      values: plain,
      convert: (value, place) => {
        if (!Array.isArray(value)) throw refuse("an array", place);
        return new Copy(Array, each(value, place));
      },
    };
  }
  return {
    list: true,
    Numbers,
    misses: fc.oneof(
      fc.tuple(plain, element.misses ?? odd, plain).map(([before, one, after]) => [...before, one, ...after]),
      fc.constantFrom(...arrays.filter((Other) => Other !== Numbers)).map((Other) => new Other(3)),
      fc.constantFrom(new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), new Uint8ClampedArray(3), { length: 0 }),
    ),
    values: fc.oneof({ arbitrary: typedArrays(Numbers), weight: 3 }, { arbitrary: plain, weight: 1 }),
    convert: (value, place) => {
      if (Array.isArray(value)) return new Copy(Numbers, each(value, place));
      if (Object.prototype.toString.call(value) !== `[object ${Numbers.name}]`) throw refuse(Numbers.name, place);
      return new Copy(Numbers, Array.from(value));
    },
  };
}

/** The model of a type, from how Rust spells it. @type {Map<string, Model>} */
const models = new Map();

/** @param {string} spelling @returns {Model} */
function modelOf(spelling) {
  let model = models.get(spelling);
  if (model === undefined) {
    model = newModel(spelling.replace(/^&/, ""));
    models.set(spelling, model);
  }
  return model;
}

/** @param {string} spelling @returns {Model} */
function newModel(spelling) {
  if (spelling in numbers) return numberModel(spelling);
  if (spelling in bigints) return bigintModel(spelling);
  const [, outer, inner] = /^(\w*)<?(.*?)>?$/.exec(spelling.replace(/^(Box<)?\[(.*?)\]>?$/, "Vec<$2>")) ?? [];
  switch (outer) {
    case "":
      return { values: odd, convert: () => undefined };
    case "bool":
      return {
        values: debug ? fc.boolean() : fc.oneof(fc.boolean(), odd),
        convert: (value, place) => {
          if (debug && typeof value !== "boolean") throw refuse("bool", place);
          return !!value;
        },
      };
    case "str":
    case "String":
      return {
        values: texts,
        misses: fc.constantFrom(new String("text"), 7, null, Symbol("text"), ["text"], { toString: () => "text" }),
        convert: (value, place) => {
          if (typeof value !== "string") throw refuse("a string", place);
          return repaired(value);
        },
      };
    case "char":
      return {
        values: letters,
        misses: fc.oneof(
          fc.constantFrom("", 65, new String("x"), null),
          fc.tuple(letters, letters).map(([a, b]) => a + "x" + b),
          fc.constantFrom("ab", "a\u0301", "\ud83e\ud83e", "\udd80\ud83e", "🦀a", "a🦀", "\ud800a"),
        ),
        convert: (value, place) => {
          if (typeof value !== "string" || [...value].length !== 1) throw refuse("a string of one code point", place);
          return repaired(value);
        },
      };
    case "JsValue":
      return { values: odd, convert: (value) => value };
    case "JsFunction":
      return {
        values: functions,
        misses: fc.constantFrom({ call: () => 1 }, Object.create(Function.prototype), "function", /x/, null),
        convert: (value, place) => {
          if (typeof value !== "function") throw refuse("a function", place);
          return value;
        },
      };
    case "Vec":
      return listModel(modelOf(inner), (numbers[inner] ?? bigints[inner])?.Numbers);
    case "Option": {
      const some = modelOf(inner);
      return {
        number: some.number,
        misses: some.misses,
        values: fc.oneof(
          { arbitrary: some.values, weight: 3 },
          { arbitrary: fc.constantFrom(undefined, null), weight: 1 },
        ),
        convert: (value, place) => (value === undefined || value === null ? undefined : some.convert(value, place)),
      };
    }
    default:
      throw new Error(`a type without a model: ${spelling}`);
  }
}

// --- The signatures, as the module under test lists them ---

/**
 * @typedef {object} Signature
 * @property {number} index
 * @property {string} name
 * @property {"pass" | "call" | "make"} form Whether the closure calls an import, a function that it is passed, or one
 * that it has from an import.
 * @property {string} caller Who converts the result, in the words of an error.
 * @property {[boolean, boolean]} exclusive Whether the heap and the stack closure are `FnMut`.
 * @property {{ role: string, model: Model }[]} params
 * @property {Model} result
 * @property {string} error The `E` of a `Result`, or "".
 */

/** `echo_str` is `echoStr` in JavaScript. @param {string} name */
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** @param {string} spelling @param {number} index @returns {Signature} */
function signatureOf(spelling, index) {
  const [name, heap, stack, ...types] = spelling
    .split("|")
    .map((part) => part.replace(/\s+/g, " ").replace(/ ?([<>]) ?/g, "$1"));
  const [, result, error = ""] = /^(?:Result<)?(.*?)(?:, (\w+)>)?$/.exec(/** @type {string} */ (types.pop())) ?? [];
  const form = /** @type {any} */ (/^(call|make)_/.exec(name)?.[1] ?? "pass");
  return {
    index,
    name,
    form,
    caller: form === "pass" ? `result of ${camel(`pass_${name}`)}` : "result",
    exclusive: [heap === "FnMut", stack === "FnMut"],
    params: types.map((type) => {
      const [, role = "", inner = type] = /^(This|Rest)<(.*)>$/.exec(type) ?? [];
      return { role, model: modelOf(inner) };
    }),
    result: modelOf(result === "()" ? "" : result),
    error,
  };
}

const listing = start({});
listing.rust.properties_list();
const signatures = listing.notes.map(signatureOf);

// --- A call: what is given, and what happens meanwhile ---

/**
 * @typedef {object} Call
 * @property {number} index Of the signature.
 * @property {string} name The same, for who reads a counterexample.
 * @property {boolean} stack
 * @property {any} self
 * @property {any[]} args
 * @property {{ error: any } | { value: any }} outcome What the JavaScript function does that Rust calls.
 * @property {Action} inside What it does before.
 * @property {Action} converting What a `Hook` does.
 * @property {boolean} escape An exception of a stack closure also leaves the call that lent it.
 *
 * @typedef {null | "drop" | { grow: number } | { changes: (() => void)[] } | Call} Action Drop all heap closures, grow
 * the memory, change arguments, or make another call.
 */

const unreadable = {
  get message() {
    throw new Error("nobody asked for the message");
  },
};
const thrown = fc.oneof(
  { arbitrary: odd, weight: 4 },
  { arbitrary: texts.map((text) => new Error(text)), weight: 4 },
  { arbitrary: fc.constant(unreadable), weight: 1 },
);

/**
 * @param {Signature} signature
 * @param {fc.Arbitrary<Call> | null} another
 * @returns {fc.Arbitrary<Call>}
 */
function callsOf(signature, another) {
  const { index, name, form, params, result } = signature;
  const grow = fc.record({ grow: fc.integer({ min: 0, max: 200_000 }) });
  const nothing = fc.constant(null);
  const drop = fc.constant(/** @type {const} */ ("drop"));
  const wrong = params.map(({ model }, at) => fc.record({ at: fc.constant(at), value: model.misses ?? odd }));
  const again = another === null ? [] : [another, callsOf(signature, null)];
  const given = params.map(({ role, model }) =>
    role === "Rest" ? fc.array(model.values, { maxLength: 5 }) : model.values.map((value) => [value]),
  );
  if (form === "call") given[0] = fc.constant([called]);
  const first = params[0]?.role === "This" ? 1 : 0;
  return fc
    .record({
      stack: fc.boolean(),
      given: fc.tuple(...given),
      self: odd,
      other: fc.oneof(
        { arbitrary: nothing, weight: 2 },
        { arbitrary: fc.oneof(fc.record({ at: fc.nat(), value: odd }), ...wrong), weight: 1 },
      ),
      missing: fc.oneof({ arbitrary: fc.constant(0), weight: 9 }, { arbitrary: fc.nat(8), weight: 1 }),
      more: fc.oneof(
        { arbitrary: fc.constant([]), weight: 9 },
        { arbitrary: fc.array(odd, { maxLength: 3 }), weight: 1 },
      ),
      outcome: fc.oneof(
        { arbitrary: fc.record({ value: result.values }), weight: 8 },
        { arbitrary: fc.record({ value: fc.oneof(odd, result.misses ?? odd) }), weight: 1 },
        { arbitrary: fc.record({ error: thrown }), weight: 2 },
      ),
      inside: fc.oneof({ arbitrary: nothing, weight: 8 }, { arbitrary: fc.oneof(drop, grow, ...again), weight: 2 }),
      converting: fc.oneof(nothing, grow, ...again.slice(0, 1)),
      escape: fc.boolean(),
    })
    .map(({ given, other, missing, more, ...rest }) => {
      let [self, ...args] = first === 1 ? given.flat() : [rest.self, ...given.flat()];
      if (other !== null) {
        const at = (other.at % (args.length + first)) - first;
        if (at >= 0) args[at] = other.value;
        else self = other.value;
      }
      args = args.slice(0, args.length - missing);
      if (params.at(-1)?.role !== "Rest") args.push(...(missing === 0 ? more : []));
      // Another function would be called as well.
      if (form === "call" && typeof args[0] === "function") args[0] = called;
      return { index, name, ...rest, self, args };
    });
}

/** @param {(signature: Signature) => boolean} which */
function calls(which) {
  const some = signatures.filter(which);
  const flat = fc.oneof(...signatures.map((signature) => callsOf(signature, null)));
  const nested = fc.oneof(...signatures.map((signature) => callsOf(signature, flat)));
  return fc.oneof(...some.map((signature) => callsOf(signature, nested)));
}

// --- Making the calls ---

/**
 * @typedef {object} Frame A call under way.
 * @property {Call} call
 * @property {(...args: any[]) => any} f
 * @property {any[]} passed What the JavaScript function is to get.
 * @property {boolean} arrived It has got that.
 * @property {boolean} hooked A hook has acted.
 * @property {boolean} changed Its arguments were changed while they were converted: the model does not know them.
 * @property {boolean} dropped Its closure was dropped meanwhile,
 * @property {boolean} early before it was called: it may refuse or run.
 */

/** @type {Frame[]} */
let frames = [];
/** Who waits for a stack closure, innermost last. @type {((f: (...args: any[]) => any) => void)[]} */
let borrowers = [];
/** What a test has found: kept, because the error passes through what is tested. @type {Error | null} */
let failure = null;
/** The heap closure that Rust has just made. @type {any} */
let kept;
let instance = fresh();
let counted = { runs: 0, calls: 0, values: 0, refused: 0 };

function fresh() {
  frames = [];
  borrowers = [];
  failure = null;
  /** @type {Record<string, any>} */
  const host = {
    keep: (/** @type {any} */ f) => (kept = f),
    lend: (/** @type {any} */ f) => /** @type {any} */ (borrowers.pop())(f),
    identity: (/** @type {any} */ value) => value,
  };
  for (const { form, name } of signatures) {
    if (form === "make") host[camel(name)] = () => called;
    else host[camel(`pass_${name}`)] = (/** @type {any[]} */ ...args) => arrive(name, args);
  }
  return { ...start(host), age: 0 };
}

/** @param {unknown} held @param {() => string} message */
function check(held, message) {
  if (held) return;
  failure ??= new assert.AssertionError({ message: message() });
  throw failure;
}

/** @param {any} actual @param {any} expected @returns {boolean} */
function same(actual, expected) {
  if (!(expected instanceof Copy)) return Object.is(actual, expected);
  const { Class, items } = expected;
  if (actual?.constructor !== Class || actual.length !== items.length) return false;
  if (Class !== Array && actual.buffer.byteLength !== actual.byteLength) return false; // a view of more than its own
  return items.every((item, index) => same(actual[index], item));
}

/** @param {any} value */
function shown(value) {
  const text = value instanceof Error ? `${value.name}: ${value.message}` : fc.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/**
 * What the model says of a call's arguments.
 *
 * @param {Call} call
 */
function passedBy({ index, self, args }) {
  let at = 0;
  return signatures[index].params.map(({ role, model }) => {
    if (role === "This") return model.convert(self, "this");
    const next = () => model.convert(args[at++], `parameter ${at}`);
    if (role === "") return next();
    const items = [];
    while (at < args.length) items.push(next());
    return new Copy(Array, items);
  });
}

/**
 * @template T
 * @param {() => T} body
 * @returns {{ value: T, error?: undefined } | { error: any }}
 */
function model(body) {
  modelling = true;
  try {
    return { value: body() };
  } catch (error) {
    return { error };
  } finally {
    modelling = false;
  }
}

/** The function that Rust calls: it has what the model says. @param {string} name @param {any[]} args */
function arrive(name, args) {
  const frame = /** @type {Frame} */ (frames.at(-1));
  const { call, passed } = frame;
  check(call.name === name, () => `${name} was called instead of ${call.name}`);
  check(!frame.arrived, () => `${name} called its function twice`);
  frame.arrived = true;
  const expected = signatures[call.index].form === "call" ? passed.slice(1) : passed;
  if (frame.changed) return;
  check(args.length === expected.length, () => `${name} passed ${args.length} arguments`);
  for (const [index, value] of args.entries()) {
    check(same(value, expected[index]), () => `${name} passed ${shown(value)}, not ${shown(expected[index])}`);
    counted.values++;
  }
  act(call.inside);
  if ("error" in call.outcome) throw call.outcome.error;
  return call.outcome.value;
}

/** The function that Rust is passed, or has from an import. @this {any} @param {any[]} args */
function called(...args) {
  check(this === undefined, () => "a function has a this");
  return arrive(/** @type {Frame} */ (frames.at(-1)).call.name, args);
}

/** What a `Hook` does, once a call. */
function hooked() {
  const frame = frames.at(-1);
  if (frame === undefined || frame.hooked) return;
  frame.hooked = true;
  act(frame.call.converting);
}

/** @param {Action} action */
function act(action) {
  if (action === null) return;
  if (action === "drop") {
    for (const frame of frames) {
      frame.dropped ||= !frame.call.stack;
      frame.early ||= frame.dropped && !frame.arrived;
    }
    instance.rust.drop_all();
  } else if ("grow" in action) {
    const memory = /** @type {WebAssembly.Memory} */ (instance.app.instance.exports.memory);
    if (action.grow % 2 === 0) memory.grow(1);
    else instance.rust.grow(action.grow);
  } else if ("changes" in action) {
    for (const change of action.changes) change();
    /** @type {Frame} */ (frames.at(-1)).changed = true;
  } else {
    perform(action);
  }
}

/** Makes a call, by the closure that is running if it is one of that signature. @param {Call} call */
function perform(call) {
  const { index, stack } = call;
  const outer = frames.filter((frame) => frame.call.index === index && frame.call.stack === stack).at(-1);
  if (outer?.arrived) {
    apply(outer.f, call, outer);
  } else if (stack) {
    let lent = () => {};
    /** @type {ReturnType<typeof apply>} */
    let end = {};
    borrowers.push((f) => {
      lent = f;
      end = apply(f, call);
      if (call.escape && "error" in end) throw end.error;
    });
    const left = attempt(() => instance.rust.properties_lend(index));
    check(
      "error" in left ? call.escape && Object.is(left.error, end.error) : !call.escape || !("error" in end),
      () => `lending ${call.name} ended with ${shown(left)}`,
    );
    const late = attempt(lent);
    check(late.error?.code === "expired", () => `${call.name}, called too late: ${shown(late)}`);
  } else {
    instance.rust.properties_keep(index);
    apply(kept, call);
  }
}

/**
 * @param {() => any} body
 * @returns {{ value?: any, error?: any }} One of the two.
 */
function attempt(body) {
  try {
    return { value: body() };
  } catch (error) {
    if (failure !== null) throw failure;
    return { error };
  }
}

/**
 * Calls a closure, and compares all with the model.
 *
 * @param {(...args: any[]) => any} f
 * @param {Call} call
 * @param {Frame} [outer] A call of the same closure under way.
 */
function apply(f, call, outer) {
  counted.calls++;
  const { name, index, stack, self, args, outcome } = call;
  const signature = signatures[index];
  const passed = model(() => passedBy(call));
  /** @type {Frame} */
  const frame = {
    ...{ call, f, passed: "error" in passed ? [] : passed.value },
    ...{ arrived: false, hooked: false, changed: false, dropped: false, early: false },
  };
  const refusal = outer?.dropped ? "dropped" : outer !== undefined && signature.exclusive[+stack] ? "reentered" : null;
  frames.push(frame);
  const end = attempt(() => f.apply(self, args));
  frames.pop();
  if (frame.changed) {
    check(end.error?.code !== "panicked", () => `${name} ended with ${shown(end)}`);
    return end;
  }
  if (refusal !== null && (end.error?.code === refusal || !("error" in passed))) {
    check(end.error?.code === refusal && !frame.arrived, () => `${name} was not ${refusal}: ${shown(end)}`);
    return end;
  }
  if ("error" in passed) {
    counted.refused++;
    check(!frame.arrived, () => `${name} took wrong arguments`);
    return matching(name, end, passed.error);
  }
  if (frame.early && end.error?.code === "dropped" && !frame.arrived) return end;
  check(frame.arrived, () => `${name} did not call its function: ${shown(end)}`);
  const result = "error" in outcome ? outcome : model(() => signature.result.convert(outcome.value, signature.caller));
  if ("error" in result) {
    if (signature.error !== "Failed") return matching(name, end, result.error);
    const text = typeof result.error === "string" ? repaired(result.error) : typeof result.error;
    return matching(name, end, new Refusal("Error", `failed: ${text}`));
  }
  check(
    "value" in end && same(end.value, result.value),
    () => `${name} returned ${shown(end)}, not ${shown(result.value)}`,
  );
  counted.values++;
  return end;
}

/**
 * Checks that a call threw what it should.
 *
 * @param {string} name
 * @param {{ value?: any, error?: any }} end
 * @param {any} expected
 */
function matching(name, end, expected) {
  const { error } = end;
  const fits =
    Object.is(error, expected) ||
    (expected instanceof Refusal
      ? error?.name === expected.name && error.message.startsWith(expected.start)
      : // One of the engine, for its own operator.
        !debug && expected instanceof TypeError && error instanceof TypeError);
  check("error" in end && fits, () => `${name} ended with ${shown(end)}, not ${shown(expected)}`);
  return end;
}

/**
 * Runs a property, and shows that no run leaves anything behind.
 *
 * @template T
 * @param {number} numRuns
 * @param {fc.Arbitrary<T>} arbitrary
 * @param {(value: T) => void} body
 */
function holds(numRuns, arbitrary, body) {
  const run = (/** @type {T} */ value) => {
    counted.runs++;
    // Subtle: the first exception that passes through a closure leaves its frames on the stack of the instance, and the
    // closures here are new.
    if (++instance.age > 100) instance = fresh();
    try {
      leavesNothing(instance, () => body(value));
    } catch (error) {
      instance = fresh();
      throw error;
    }
  };
  fc.assert(fc.property(arbitrary, run), { seed, numRuns: Math.ceil(numRuns * factor) });
}

/** Says how much a test has done. @param {import("./harness.js").Context} t @param {() => void} body */
function counting(t, body) {
  counted = { runs: 0, calls: 0, values: 0, refused: 0 };
  body();
  if (foreign === undefined) unchecked(t, "typed arrays of another realm, which a worker does not have");
  const { runs, calls: made, values, refused } = counted;
  t.diagnostic(`${runs} runs, ${made} calls, ${values} values that crossed, ${refused} calls with wrong arguments`);
}

const isMixed = (/** @type {Signature} */ { name }) => name.startsWith("mixed_");
const gathers = (/** @type {Signature} */ { params }) => params.some(({ role }) => role !== "");

/** @param {string} title @param {number} numRuns @param {(signature: Signature) => boolean} which */
function property(title, numRuns, which) {
  test(title, (t) => counting(t, () => holds(numRuns, calls(which), perform)));
}

property("values of every type cross as the model says", 4000, (one) => {
  return one.form === "pass" && !isMixed(one) && !gathers(one);
});
property("random arguments of mixed signatures arrive in their places", 3500, isMixed);
property("This and Rest take what JavaScript gives", 1500, gathers);
property("JavaScript functions are called from Rust with what it was given", 1500, ({ form }) => form !== "pass");

/** The parameters that take one argument each, and where that stands. @param {Signature} signature */
function placesOf({ params }) {
  const first = params[0]?.role === "This" ? 1 : 0;
  return params.flatMap(({ role, model }, index) => (role === "" ? [{ at: index - first, model }] : []));
}

/**
 * Makes arrays that foreign code changes, and says how.
 *
 * @param {any} Numbers The typed array; undefined for an array.
 * @returns {fc.Arbitrary<() => { array: any, change: () => void }>}
 */
function changingOf(Numbers) {
  const items = fc.array(/** @type {fc.Arbitrary<any>} */ (Numbers === undefined ? texts : doubles), { maxLength: 8 });
  const plain = fc.tuple(items, fc.nat(20));
  const shortened = plain.map(([items, length]) => () => {
    const array = [...items];
    return { array, change: () => void (array.length = length) };
  });
  if (Numbers === undefined) return shortened;
  const size = Numbers.BYTES_PER_ELEMENT;
  const detached = fc.nat(40).map((length) => () => {
    const array = new Numbers(length);
    return { array, change: () => void structuredClone(array.buffer, { transfer: [array.buffer] }) };
  });
  const resized = fc.tuple(fc.nat(8), fc.nat(8)).map(([length, later]) => () => {
    const buffer = new /** @type {any} */ (ArrayBuffer)(length * size, { maxByteLength: 8 * size });
    return { array: new Numbers(buffer), change: () => buffer.resize(later * size) };
  });
  const own = fc.nat(40).map((length) => () => {
    const { memory } = /** @type {any} */ (instance.rust);
    return { array: new Numbers(memory.buffer, 0, length), change: () => memory.grow(1) };
  });
  return fc.oneof(shortened, detached, resized, own);
}

test("arrays that change while other arguments are converted end nothing and leave nothing", (t) => {
  const some = signatures.flatMap((signature) => {
    const places = placesOf(signature);
    const hooks = places.filter(({ model }) => model.number);
    const lists = places.filter(({ model }) => model.list);
    if (lists.length === 0 || hooks.length === 0) return [];
    const changing = lists.map(({ at, model }) => fc.record({ at: fc.constant(at), make: changingOf(model.Numbers) }));
    return [
      fc.record({
        call: callsOf(signature, null),
        lists: fc.tuple(...changing),
        hooks: fc.constant(hooks.map(({ at }) => at)),
        number: debug ? fc.nat(127) : doubles,
      }),
    ];
  });
  counting(t, () => {
    holds(1000, fc.oneof(...some), ({ call, lists, hooks, number }) => {
      const args = [...call.args];
      for (const at of hooks) args[at] = new Hook(number);
      const changes = lists.map(({ at, make }) => {
        const { array, change } = make();
        args[at] = array;
        return change;
      });
      perform({ ...call, args, converting: { changes } });
    });
  });
});

test("a typed array of the instance's own memory is copied before that grows", (t) => {
  const bytes = fc.oneof(
    { arbitrary: fc.uint8Array({ minLength: 1, maxLength: 200 }), weight: 9 },
    { arbitrary: fc.uint8Array({ minLength: 1, maxLength: 20 }).map((some) => repeated(some, 100_000)), weight: 1 },
  );
  const some = signatures.flatMap((signature) => {
    const places = placesOf(signature);
    const numbers = places.filter(({ model }) => model.number).map(({ at }) => at);
    // A hook makes it grow, so it comes behind the arrays.
    const hook = numbers.pop() ?? Infinity;
    const lists = places.filter(({ at, model }) => model.Numbers !== undefined && at < hook).map(({ at }) => at);
    if (lists.length === 0) return [];
    const own = fc.record({ bytes, skipped: fc.nat(3), lists: fc.constant(lists) });
    return [fc.record({ call: callsOf(signature, null), own, numbers: fc.constant(numbers), hook: fc.constant(hook) })];
  });
  counting(t, () => {
    holds(500, fc.oneof(...some), ({ call, own: { bytes, skipped, lists }, numbers, hook }) => {
      const { memory, closures_extern_alloc: alloc, closures_extern_free: free } = /** @type {any} */ (instance.rust);
      const address = alloc(bytes.length, 8) >>> 0;
      new Uint8Array(memory.buffer).set(bytes, address);
      const args = [...call.args];
      for (const at of numbers) args[at] = 1;
      for (const { at, model } of placesOf(signatures[call.index])) {
        if (!lists.includes(at)) continue;
        const { Numbers } = model;
        const length = Math.floor(bytes.length / Numbers.BYTES_PER_ELEMENT);
        const from = Math.min(skipped, length);
        args[at] = new Numbers(memory.buffer, address, length).subarray(from);
      }
      if (hook !== Infinity) args[hook] = new Hook(1);
      perform({ ...call, args, converting: { grow: 0 }, inside: { grow: 0 } });
      free(address, bytes.length, 8);
    });
  });
});
