// @ts-check
// Random values through random signatures, and a model that says what becomes of them: values.js and calls.js.
//
// FC_SEED repeats a run, FC_RUNS multiplies the number of runs.

import fc from "fast-check";
import { callsOf, calls, counted, ended, instance, perform, renew, signatures } from "./calls.js";
import { debug, leavesNothing, setting, test, unchecked } from "./harness.js";
import { Hook, doubles, foreign, repeated, texts } from "./values.js";

/** @typedef {import("./calls.js").Signature} Signature */

const seed = Number(setting("FC_SEED") ?? Math.floor(Math.random() * 2 ** 31));
const factor = Number(setting("FC_RUNS") ?? 1);
console.log(`properties.test.js: FC_SEED=${seed} repeats this run`);

/**
 * Runs a property, and shows that no run leaves anything behind, if it does not end the instance.
 *
 * @template T
 * @param {number} numRuns
 * @param {fc.Arbitrary<T>} arbitrary
 * @param {(value: T) => void} body
 */
function holds(numRuns, arbitrary, body) {
  /** Thrown instead of comparing what an instance that has ended has left. */
  const over = new Error("the instance has ended");
  const run = (/** @type {T} */ value) => {
    counted.runs++;
    try {
      leavesNothing(instance, () => {
        body(value);
        if (ended !== null) throw over;
      });
    } catch (error) {
      renew();
      if (error !== over) throw error;
    }
  };
  fc.assert(fc.property(arbitrary, run), { seed, numRuns: Math.ceil(numRuns * factor), includeErrorInReport: true });
}

/** Says how much a test has done. @param {import("./harness.js").Context} t @param {() => void} body */
function counting(t, body) {
  Object.assign(counted, { runs: 0, calls: 0, values: 0, refused: 0, ended: 0 });
  body();
  if (foreign === undefined) unchecked(t, "typed arrays of another realm, which a worker does not have");
  const { runs, calls: made, values, refused, ended: ends } = counted;
  t.diagnostic(
    `${runs} runs, ${made} calls, ${values} values that crossed, ${refused} calls with wrong arguments, ${ends} that ended the instance`,
  );
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
      if (ended === null) free(address, bytes.length, 8);
    });
  });
});
