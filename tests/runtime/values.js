// @ts-check
// What becomes of a value that crosses: a model of each type, as section "Values" of the design says, and random values of
// it. How a call is made of them: calls.js.

import fc from "fast-check";
import { debug, otherRealm } from "./harness.js";

/**
 * @typedef {object} Model A type.
 * @property {fc.Arbitrary<any>} values Those that cross.
 * @property {(value: any, place: string) => any} convert What any value is when it has crossed. Throws a `Refusal`, or
 * what JavaScript's own operator throws.
 * @property {fc.Arbitrary<any>} [misses] Those that all but do.
 * @property {boolean} [number] It converts numbers.
 * @property {boolean} [list]
 * @property {any} [Numbers] The typed array of a list.
 */

/** An error that the runtime is to throw. */
export class Refusal {
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
export class Copy {
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
export const repaired = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** Whether the model is asking; else a `Hook` acts. */
let modelling = false;
/** What it does then. */
let hooked = () => {};

/** @param {() => void} act What a `Hook` does when the runtime converts it. */
export function onHook(act) {
  hooked = act;
}

/**
 * What the model says, without hooks.
 *
 * @template T
 * @param {() => T} body
 * @returns {{ value: T, error?: undefined } | { error: any }}
 */
export function modelled(body) {
  modelling = true;
  try {
    return { value: body() };
  } catch (error) {
    return { error };
  } finally {
    modelling = false;
  }
}

/** A number that runs code when it is converted. */
export class Hook {
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
export const foreign = await otherRealm();

const letters = fc.oneof(
  { arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), weight: 6 },
  { arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), weight: 2 },
  { arbitrary: fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)), weight: 1 },
  { arbitrary: fc.constantFrom("\0", "\x7f", "\x80", "é", "☃", "\ufeff", "\ud83e", "\udd80", "\uffff"), weight: 2 },
);
const shortTexts = fc.string({ unit: letters, maxLength: 24 });
export const texts = fc.oneof(
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
export function repeated(bytes, length) {
  const longer = new Uint8Array(length);
  for (let at = 0; at < length; at++) longer[at] = bytes[at % bytes.length];
  return longer;
}

export const doubles = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.float(),
  fc.constantFrom(-0, 0.5, -1, 255.9, 256, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53, 2 ** 63),
  fc.constantFrom(2 ** 63 + 2 ** 11, 2 ** 84 + 2 ** 32, -(2 ** 63), -(2 ** 65), 1e300, Number.MIN_VALUE, 16777217),
);

/** Any value at all. */
export const odd = fc.oneof(
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
        const elements = Array.from(value, (one, at) => element.convert(one, `${place}: element [${at}]`));
        return new Copy(Array, elements);
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
      if (Array.isArray(value)) {
        const elements = Array.from(value, (one) => element.convert(one, place));
        return new Copy(Numbers, elements);
      }
      if (Object.prototype.toString.call(value) !== `[object ${Numbers.name}]`) throw refuse(Numbers.name, place);
      return new Copy(Numbers, Array.from(value));
    },
  };
}

/** The model of a type, from how Rust spells it. @type {Map<string, Model>} */
const models = new Map();

/** @param {string} spelling @returns {Model} */
export function modelOf(spelling) {
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
        values: letters.filter((letter) => repaired(letter) === letter),
        misses: fc.oneof(
          fc.constantFrom("", 65, new String("x"), null, "\ud83e", "\udd80"),
          fc.tuple(letters, letters).map(([a, b]) => a + "x" + b),
          fc.constantFrom("ab", "a\u0301", "\ud83e\ud83e", "\udd80\ud83e", "🦀a", "a🦀", "\ud800a"),
        ),
        convert: (value, place) => {
          const isOne = typeof value === "string" && [...value].length === 1 && repaired(value) === value;
          if (!isOne) throw refuse("a string of one code point", place);
          return value;
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
