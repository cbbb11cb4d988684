// @ts-check
// Random programs for the model: steps in steps, with faults among them. fast-check makes them, and smaller ones of one that fails.

import fc from "fast-check";

/**
 * A step of a program. `target` is an index into the closures made so far, by remainder.
 *
 * @typedef {{
 *   op: string, sig?: number, kind?: number, target?: number, owns?: number | null, way?: number, body?: Op[], second?: Op[] | null,
 *   hook?: Op[], turns?: Turn[], object?: number | null, alone?: boolean, end?: string, through?: boolean, inside?: boolean, bad?: boolean, forget?: boolean, around?: boolean, value?: number,
 * }} Op `through`: an error of it is thrown on; `inside`: the Rust function does it that asks, and is not entered again for it; `way`:
 * how that asks.
 *
 * A turn of a task, and what that waits for then: `promise` is an index too, unless that is to be a `fresh` one; `keeps`: its waker is
 * kept; `wakes`: it wakes itself; `patient`: what else wakes it is not for it.
 * @typedef {{ body: Op[], promise: number | null, fresh: boolean, keeps: boolean, wakes: boolean, patient: boolean }} Turn
 *
 * @typedef {{ steps: Op[], faulty: boolean, gc: number | null }} Program `gc`: the garbage collector runs before this step.
 */

/** @param {number} percent */
const chance = (percent) => fc.nat(99).map((number) => number < percent);

/** @template T @param {number} percent @param {fc.Arbitrary<T>} value @returns {fc.Arbitrary<T | null>} */
const maybe = (percent, value) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 100 - percent }, { arbitrary: value, weight: percent });

/** How many steps are in one another at most. */
const DEPTH = 5;

/** @param {string} op @param {Record<string, fc.Arbitrary<any>>} [more] @returns {fc.Arbitrary<Op>} */
const step = (op, more = {}) =>
  fc.record({ op: fc.constant(op), inside: chance(60), way: fc.nat(11), through: chance(35), ...more });

const target = fc.nat(1000);

/** @param {fc.Arbitrary<Op[]>} hook */
const made = (hook) => ({
  sig: fc.nat(3),
  kind: fc.nat(2),
  hook: fc.oneof({ arbitrary: fc.constant(/** @type {Op[]} */ ([])), weight: 7 }, { arbitrary: hook, weight: 3 }),
});

/** @param {fc.Arbitrary<Op[]>} body @param {fc.Arbitrary<Op[]>} hook */
const working = (body, hook) => ({
  hook: made(hook).hook,
  turns: fc.array(
    fc.record({
      ...{ body, promise: maybe(70, target), fresh: chance(50) },
      ...{ keeps: chance(40), wakes: chance(20), patient: chance(40) },
    }),
    { maxLength: 3, size: "max" },
  ),
  end: fc.constantFrom("return", "return", "error"),
});

/**
 * The steps that have to do with promises.
 *
 * @param {fc.Arbitrary<Op[]>} body Of a task's turns, which are never in a script that is to be stopped.
 * @param {fc.Arbitrary<Op[]>} hook
 * @returns {{ weight: number, arbitrary: fc.Arbitrary<Op> }[]}
 */
const promising = (body, hook) => [
  { weight: 7, arbitrary: step("spawn", working(body, hook)) },
  { weight: 7, arbitrary: step("promise", working(body, hook)) },
  {
    weight: 10,
    arbitrary: step("async", { ...working(body, hook), object: maybe(85, target), alone: fc.boolean() }),
  },
  { weight: 8, arbitrary: step("object", { hook: made(hook).hook }) },
  { weight: 3, arbitrary: step("free", { target }) },
  { weight: 9, arbitrary: step("settle", { target, end: fc.constantFrom("return", "return", "error", "bad") }) },
  { weight: 5, arbitrary: step("wake", { target }) },
  { weight: 3, arbitrary: step("dropWaker", { target }) },
];

/**
 * The steps at one depth.
 *
 * @param {number} depth How deep they are.
 * @param {boolean} inScope Whether they are the body of a scope.
 * @param {boolean} stopped Whether they are in a script that is to be stopped.
 * @returns {fc.Arbitrary<Op>}
 */
function stepAt(depth, inScope, stopped) {
  /** @param {number} most @param {number} [down] @param {boolean} [scope] @param {boolean} [stops] */
  const steps = (most, down = 1, scope = false, stops = stopped) => stepsAt(depth + down, most, scope, stops);
  const body = steps(4);
  const hook = steps(2, 2);
  const value = fc.nat(4);
  /** @type {{ weight: number, arbitrary: fc.Arbitrary<Op> }[]} */
  const all = [
    { weight: 12, arbitrary: step("drop", { target }) },
    { weight: 22, arbitrary: step("make", { ...made(hook), owns: maybe(25, target) }) },
    {
      weight: 28,
      arbitrary: step("call", { target, body, end: fc.constantFrom("return", "return", "error"), bad: chance(8) }),
    },
    { weight: 10, arbitrary: step("lend", { ...made(hook), body, second: maybe(30, steps(3)) }) },
    { weight: 7, arbitrary: step("scope", { body: steps(6, 1, true) }) },
    { weight: 4, arbitrary: step("onceIntoJs", made(hook)) },
    { weight: 4, arbitrary: step("value", { target }) },
    { weight: 4, arbitrary: step("give", { target }) },
    { weight: 2, arbitrary: step("forget", { target }) },
    { weight: 4, arbitrary: step("release", { target }) },
    { weight: 3, arbitrary: step("throw", { value }) },
    { weight: 1, arbitrary: step("panic") },
    { weight: 1, arbitrary: step("panicShown", { body: hook }) },
    ...promising(steps(3, 1, false, false), hook),
  ];
  if (depth === 0) all.push({ weight: 40, arbitrary: step("turn") });
  if (!stopped) all.push({ weight: 3, arbitrary: step("stop", { body: steps(3, 1, false, true) }) });
  else all.push({ weight: 20, arbitrary: step("hang") }, { weight: 10, arbitrary: step("spin") });
  if (inScope)
    all.push({ weight: 60, arbitrary: step("scoped", { ...made(hook), forget: chance(40), around: chance(40) }) });
  return fc.oneof({ withCrossShrink: true }, ...all);
}

/** @type {Map<string, fc.Arbitrary<Op[]>>} */
const known = new Map();

/** @param {number} depth @param {number} most @param {boolean} inScope @param {boolean} stopped @returns {fc.Arbitrary<Op[]>} */
function stepsAt(depth, most, inScope, stopped) {
  const key = `${depth} ${most} ${inScope} ${stopped}`;
  let steps = known.get(key);
  if (steps === undefined) {
    steps =
      depth > DEPTH ? fc.constant([]) : fc.array(stepAt(depth, inScope, stopped), { maxLength: most, size: "max" });
    known.set(key, steps);
  }
  return steps;
}

/** @type {fc.Arbitrary<Program>} */
export const programs = fc.record({
  steps: fc.array(stepAt(0, false, false), { maxLength: 24, size: "max" }),
  faulty: fc.nat(3).map((number) => number > 0),
  gc: maybe(3, fc.nat(24)),
});

/** Whether a step has one in it that hangs. @param {Op} op @returns {boolean} */
export function hangs({ op, body, second, hook }) {
  return op === "hang" || op === "spin" || [body, second, hook].some((ops) => ops?.some(hangs));
}
