// @ts-check
// `Clamped`: what JavaScript gets and gives is a `Uint8ClampedArray`, whose numbers are rounded and cut off, not wrapped.

import { assert, debug, hosted, leavesNothing, start, test, thrownBy } from "./harness.js";

const of = Uint8ClampedArray.of.bind(Uint8ClampedArray);

test("bytes cross both ways as a Uint8ClampedArray", () => {
  /** @type {any[]} */
  const seen = [];
  const instance = start({
    pixels(/** @type {Uint8ClampedArray} */ list) {
      seen.push(list.slice());
      return list.reverse();
    },
    morePixels: (/** @type {any[]} */ ...all) => (seen.push(...all), of(4, 5)),
  });
  leavesNothing(instance, () => {
    seen.length = 0;
    assert.equal(instance.rust.clamped_both_ways(), 1);
  });
  assert.deepEqual(seen, [of(0, 127, 255), of(0, 127, 255), of(9), [of(1), of()]]);
});

test("an array of numbers is rounded and cut off, as where JavaScript writes it", () => {
  const instance = start({
    pixels: () => of(255, 127, 0),
    morePixels: () => (debug ? [4, 5] : [4.4, 4.5000001]),
  });
  leavesNothing(instance, () => assert.equal(instance.rust.clamped_both_ways(), 1));
});

test("another kind of array is refused by name", () => {
  const wrong = { pixels: () => Uint8Array.of(1) };
  const error = thrownBy(() => start(wrong).rust.clamped_both_ways());
  assert.match(error.message, /result of pixels: expected Uint8ClampedArray, got /);
});

test("what JavaScript writes to a list of an import is there", () => {
  const instance = start({
    fillPixels(/** @type {Uint8ClampedArray} */ list, /** @type {Uint8ClampedArray} */ other) {
      list.set([-3, 300, 2.4]);
      other[0] = 6.6;
    },
  });
  leavesNothing(instance, () => assert.equal(instance.rust.clamped_filled(), 1));
});

test("a single number is a byte: checked in a debug build, else rounded and cut off", () => {
  /** @type {any[]} */
  let seen = [];
  /** @type {unknown} */
  let next = 7;
  const instance = start({ onePixel: (/** @type {any[]} */ ...all) => ((seen = all), next) });
  leavesNothing(instance, () => assert.equal(instance.rust.clamped_one(1), 7));
  assert.deepEqual(seen, [200, 3]);
  assert.equal(instance.rust.clamped_one(0), 7);
  assert.deepEqual(seen, [200, undefined]);
  for (const [given, got] of [
    [-1, 0],
    [256, 255],
    [2.5, 2],
    [3.5, 4],
    [NaN, 0],
    ["9", 9],
  ]) {
    next = given;
    const again = start({ onePixel: () => next });
    if (!debug) assert.equal(again.rust.clamped_one(0), got);
    else assert.match(thrownBy(() => again.rust.clamped_one(0)).message, /result of onePixel: expected u8, got /);
  }
});

test("a field may hold them", () => {
  const instance = start({
    picture(/** @type {any} */ value) {
      assert.deepEqual(value, { pixels: of(1, 2), dark: 255 });
      return { pixels: of(40), dark: 2 };
    },
  });
  leavesNothing(instance, () => assert.equal(instance.rust.clamped_field(), 42));
  const wrong = start({ picture: () => ({ pixels: "no" }) });
  leavesNothing(wrong, () => assert.equal(wrong.rust.clamped_field(), -1));
});

test("they become a JsValue", () => {
  const instance = start({});
  leavesNothing(instance, () => assert.equal(instance.rust.clamped_value(3), 1));
});

test("a closure reads one array and fills another", () => {
  /** @type {any} */
  let f = null;
  const instance = start({ onPixels: (/** @type {any} */ given) => void (f = given) });
  instance.rust.clamped_closure();
  const to = of(1, 1, 1);
  assert.deepEqual(f(of(10, 250), to), of(245, 5));
  assert.deepEqual(to, of(20, 255, 1));
  assert.deepEqual(f([1, 2], to), of(254, 253));
  const error = thrownBy(() => f(of(1), Uint8Array.of(1)));
  assert.match(error.message, /parameter 2: expected Uint8ClampedArray, got /);
});

if (!hosted) {
  test("an export fills the array that it is passed", () => {
    const instance = start({});
    const { exportDarker, exportPixels } = instance.app.exports;
    leavesNothing(instance, () => {
      const pixels = of(0, 100, 255);
      assert.deepEqual(exportDarker(pixels, 10), of(0, 100, 255));
      assert.deepEqual(pixels, of(0, 90, 245));
      assert.equal(exportPixels(of(1, 2), [1, 2, 3]), 5);
      assert.equal(exportPixels(of(), undefined), 0);
      assert.throws(() => exportDarker([1], 1), { name: "TypeError" });
    });
  });
}
