// @ts-check
// Stack closures of every number type, as the one parameter and as the result: what JavaScript passes is converted as it
// converts numbers itself, whichever way Rust is entered.

import { assert, debug, start, test } from "./harness.js";

/** What becomes of an argument. @type {Record<string, (value: any) => number>} */
const params = {
  bool: (value) => (value ? 1 : 0),
  i8: (value) => (value << 24) >> 24,
  u8: (value) => value & 0xff,
  i16: (value) => (value << 16) >> 16,
  u16: (value) => value & 0xffff,
  i32: (value) => value | 0,
  u32: (value) => value >>> 0,
  isize: (value) => value | 0,
  usize: (value) => value >>> 0,
  f32: Math.fround,
  f64: Number,
};

/** @param {number} min @param {number} max @returns {(number: number) => number} */
const saturating = (min, max) => (number) =>
  Number.isNaN(number) ? 0 : Math.min(Math.max(Math.trunc(number), min), max) + 0;

/** What Rust's `as` makes of it for the result. @type {Record<string, (number: number) => any>} */
const results = {
  bool: (number) => number !== 0,
  i8: saturating(-128, 127),
  u8: saturating(0, 255),
  i16: saturating(-32768, 32767),
  u16: saturating(0, 65535),
  i32: saturating(-(2 ** 31), 2 ** 31 - 1),
  u32: saturating(0, 2 ** 32 - 1),
  isize: saturating(-(2 ** 31), 2 ** 31 - 1),
  usize: saturating(0, 2 ** 32 - 1),
  f32: Math.fround,
  f64: (number) => number,
};

const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  127,
  128,
  255.75,
  65535,
  2 ** 31,
  2 ** 32 - 1,
  -(2 ** 31),
  2 ** 53,
  1e300,
  NaN,
];
/** @type {any[]} */
const others = [true, false, "7", "", "x", null, undefined, {}, Infinity, { valueOf: () => 12.5 }];

/** Debug builds refuse what is not of the type. @param {string} param */
const fitting = (param) => (param === "bool" ? [true, false] : [0, 1, 127]);

for (const type of Object.keys(params)) {
  test(`stack closures that take or return ${type}`, () => {
    /** @type {number} */
    let noted;
    let lent = 0;
    const { rust } = start({
      noteNumber: (/** @type {number} */ number) => (noted = number),
      lendNumber: (/** @type {string} */ param, /** @type {string} */ result, /** @type {any} */ f) => {
        lent++;
        if (param === "none") {
          assert.deepEqual(f(), results[result](-1.5));
          return;
        }
        for (const value of debug ? fitting(param) : [...numbers, ...others]) {
          const returned = f(value);
          const expected = params[param](value);
          if (result === "none") assert.deepEqual([returned, noted], [undefined, expected]);
          else assert.deepEqual(returned, results[result](expected), `${param} to ${result} of ${String(value)}`);
        }
        // What cannot become a number is true all the same.
        if (param === "bool" && !debug) [1n, Symbol("s")].forEach((value) => assert.deepEqual(f(value), f(true)));
        else [1n, Symbol("s")].forEach((value) => assert.throws(() => f(value), TypeError));
      },
    });
    rust[`numbers_${type}`]();
    assert.equal(lent, 26);
  });
}
