// @ts-check
// Closures of 0 to 8 parameters, owned and references, on the heap and on the stack, with and without a result.

import { assert, leavesNothing, start, test } from "./harness.js";

/** Arguments by number of parameters: those of `arities!` in src/arity.rs. */
const args = [
  [],
  [1],
  [1, "zwei"],
  ["eins", 2, "drei"],
  ["eins", "", "drei ☃", "4"],
  [1, "zwei", 3.5, -4, "fünf"],
  ["eins", -2, 3.5, -4, "fünf", true],
  [1, -2, 3.5, "vier", "fünf", false, 7],
  [1, -2, "drei", -4, "fünf", true, 7, 8.25],
];

for (const [count, values] of args.entries()) {
  test(`closures of ${count} parameters get them all, in order`, () => {
    const text = values.map((value) => `${value} `).join("");
    /** @type {any} */
    let fn;
    /** @type {any} */
    let fnMut;
    /** @type {any} */
    let once;
    const instance = start({
      [`keepFn${count}`]: (/** @type {any} */ f) => (fn = f),
      [`keepFnMut${count}`]: (/** @type {any} */ f) => (fnMut = f),
      [`keepOnce${count}`]: (/** @type {any} */ f) => (once = f),
      [`lendFn${count}`]: (/** @type {any} */ f) => assert.equal(f(...values), text),
      [`lendFnMut${count}`]: (/** @type {any} */ f) => {
        assert.equal(f(...values), undefined);
        f(...values);
      },
    });
    const { notes } = instance;
    leavesNothing(instance, () => {
      notes.length = 0;
      instance.rust[`arity_${count}`]();
      assert.equal(fn(...values), text);
      assert.equal(once(...values), text);
      assert.throws(() => once(...values), { code: "once" });
      assert.equal(fnMut(...values), undefined);
      assert.deepEqual(notes, [`1: ${text}`, `2: ${text}`, text]);
    });
  });
}
