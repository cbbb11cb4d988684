// @ts-check
// Functions that Rust calls with references, of any lifetime.

import { assert, leavesNothing, start, test } from "./harness.js";

/** What Rust calls. @param {Record<string, any>} [others] */
const host = (others = {}) => ({
  target: () => new Date(0),
  references:
    () =>
    (/** @type {any[]} */ ...args) =>
      args.map((one) => String(one?.constructor.name)).join(" "),
  mixed:
    () =>
    (/** @type {any[]} */ ...args) =>
      args.filter((one) => one !== undefined).length,
  exclusive: () => (/** @type {string} */ text) => {
    if (text === "") throw new RangeError("empty");
    return text.length;
  },
  ...others,
});

test("strings, lists, values and objects are passed by reference", () => {
  const instance = start(host());
  leavesNothing(instance, () => instance.rust.called_with_references());
  const [references, mixed, ok, err] = instance.notes;
  assert.equal(references, "String Float64Array String Date");
  assert.deepEqual([mixed, ok, err], ["5", "true", "true"]);
});

test("what a function got by reference is its own: it may keep and change it", () => {
  /** @type {Float64Array[]} */
  const lists = [];
  const instance = start(
    host({
      references: () => (/** @type {string} */ _, /** @type {Float64Array} */ list) => {
        list[0] = 7;
        lists.push(list);
        return "";
      },
    }),
  );
  instance.rust.called_with_references();
  instance.rust.called_with_references();
  assert.deepEqual(
    lists.map((list) => [...list]),
    [
      [7, 2.5],
      [7, 2.5],
    ],
  );
});

test("a function gets a closure by reference, which ends when Rust drops it", () => {
  /** @type {any[]} */
  const got = [];
  const instance = start(host({ kept: () => (/** @type {any} */ f) => void got.push(f, f(2)) }));
  instance.rust.called_with_a_closure();
  const [kept, value] = got;
  assert.deepEqual([value, kept(3)], [80, 120]);
  instance.rust.drop_all();
  assert.throws(() => kept(3), { name: "ClosureError" });
});
