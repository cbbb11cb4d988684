// @ts-check
// What an exception ends that comes out of a closure: the instance, by whatever way Rust was entered.

import { REENTERED, collecting } from "./collecting.js";
import { assert, endedBy, leavesNothing, test, thrownBy } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** Of each of `shapes!` the arguments, the result, and arguments that are refused. @type {Record<string, [any[], any, any[][]]>} */
const SHAPES = {
  none: [[], undefined, []],
  none_to_number: [[], 7, []],
  none_to_bool: [[], true, []],
  none_to_text: [[], "text", []],
  number: [[1], undefined, [[Symbol("s")], [1n]]],
  number_to_number: [[1], 7, [[Symbol("s")]]],
  flag: [[true], undefined, []],
  value: [[{}], undefined, []],
  text: [["a"], undefined, [[1], []]],
  text_to_text: [["a"], "text", [[1]]],
  two: [
    [1, 2],
    undefined,
    [
      [1, Symbol("s")],
      [1n, 2],
    ],
  ],
  two_to_bool: [[1, true], true, [[1n, true]]],
  two_of_all: [["a", [1, 2]], 7, [["a"], ["a", [Symbol("s")]], [1, [1]]]],
  three: [[1, 2, 3], 7, [[1, 2, 3n]]],
  three_flags: [[true, false, true], undefined, []],
  three_of_all: [
    ["a", {}, 1n],
    "text",
    [
      ["a", {}, 1],
      [1, {}, 1n],
    ],
  ],
  four: [[1, 2, 3, 4], 7, [[1, 2, 3, 4n]]],
  borrowed: [["a", [1]], undefined, [["a"], [1, [1]]]],
  rest: [["a", "b"], 7, [["a", 1]]],
};

/**
 * Shows that an exception out of a closure that JavaScript has just got ends the instance, whatever JavaScript then does.
 *
 * @param {string} shape
 * @param {number} way
 * @param {{ exclusive?: boolean, once?: boolean, args?: any[], result?: any, refused?: any[][] }} expected
 */
function endsTheInstance(shape, way, { exclusive = false, once = false, args = [], result, refused = [] }) {
  const label = `${shape}, ${way}`;
  const thrown = new Error("no");
  const nothing = () => {};
  let during = nothing;
  /** @type {any} */
  let error;
  /** @type {AnyFunction[]} */
  let taken = [];
  const instance = collecting({
    mayThrow: () => during(),
    take: (/** @type {AnyFunction[]} */ ...all) => {
      taken = all;
      for (const f of all) {
        // What has not entered Rust ends nothing, and leaves nothing.
        const before = { ...app.stats(), allocated: rust.allocated() };
        for (const wrong of refused) assert.throws(() => f(...wrong), TypeError, label);
        assert.deepEqual({ ...app.stats(), allocated: rust.allocated() }, before, label);
        if (once) continue;
        assert.equal(f(...args), result, label);
        during = () => {
          during = nothing;
          if (exclusive || f !== all[0]) assert.throws(() => f(...args), REENTERED);
          else assert.equal(f(...args), result, label);
        };
        assert.equal(f(...args), result, label);
      }
      during = () => {
        throw thrown;
      };
      error = thrownBy(() => all[0](...args));
      during = () => notes.push("entered");
      endedBy(thrown, "mayThrow")(error);
      for (const f of [...all, ...kept])
        assert.equal(
          thrownBy(() => f(...args)),
          error,
          label,
        );
    },
  });
  const { app, rust, kept, notes } = instance;
  rust.make();
  // JavaScript has swallowed the error, but Rust's frames do not go on.
  assert.equal(
    thrownBy(() => rust[`shape_${shape}`](way)),
    error,
    label,
  );
  for (const f of [...taken, ...kept])
    assert.equal(
      thrownBy(() => f(...args)),
      error,
      label,
    );
  assert.deepEqual(notes, [], label);
}

for (const [way, name] of ["an Fn on the stack", "an FnMut on the stack", "a heap closure"].entries()) {
  test(`an exception out of ${name} ends the instance, whatever its parameters and its result are`, () => {
    for (const [shape, [args, result, refused]] of Object.entries(SHAPES)) {
      endsTheInstance(shape, way, { exclusive: way === 1, args, result, refused });
    }
  });
}

for (const [way, [name, expected]] of /** @type {[string, object][]} */ ([
  ["an Option of a stack closure", {}],
  ["one of two stack closures", {}],
  ["a stack closure, and the import catches", { exclusive: true }],
  ["a heap closure, and the import catches", { exclusive: true }],
  ["a once closure", { once: true }],
  ["a once closure that frees itself", { once: true }],
  ["a closure that JavaScript owns", { exclusive: true }],
  ["a once closure that JavaScript owns", { once: true }],
  ["a closure of a scope", { exclusive: true }],
]).entries()) {
  test(`an exception out of ${name} ends the instance`, () => endsTheInstance("other", way, expected));
}

test("what a Result catches of a function that Rust calls ends nothing", () => {
  const instance = collecting({ keepSwallowing: (f) => void instance.kept.push(f) });
  leavesNothing(instance, () => {
    instance.kept.length = 0;
    instance.rust.make_calling_function();
    const [f] = instance.kept;
    for (let times = 0; times < 1000; times++) {
      f(() => {
        throw "no";
      });
      f(() => {});
    }
  });
  assert.deepEqual(instance.notes.slice(0, 2), ["an Err", "Ok"]);
});

test("an exception out of a closure ends the instance, also below a function that Rust calls and a Result", () => {
  for (const swallows of [false, true]) {
    const thrown = new Error("no");
    /** @type {any[]} */
    const errors = [];
    const instance = collecting({
      keepSwallowing: (f) => void instance.kept.push(f),
      reenter: () => {
        throw thrown;
      },
    });
    instance.rust.make_calling();
    instance.rust.make_calling_function();
    const error = thrownBy(() =>
      instance.kept[1](() => {
        errors.push(thrownBy(instance.kept[0]));
        if (!swallows) throw errors[0];
      }),
    );
    endedBy(thrown, "reenter")(error);
    assert.deepEqual(errors, [error]);
    assert.deepEqual(instance.notes, ["begin 1"]);
  }
});

for (const [what, handle] of /** @type {[string, (error: unknown) => number][]} */ ([
  [
    "is passed on",
    (error) => {
      throw error;
    },
  ],
  ["is swallowed", () => 1],
  [
    "becomes another",
    () => {
      throw new Error("another");
    },
  ],
])) {
  test(`an exception five calls deep ends them all with one PanicError, also if on the way it ${what}`, () => {
    const thrown = new Error("no");
    /** @type {any[]} */
    const errors = [];
    const instance = collecting({
      callAgain: (/** @type {number} */ depth) => {
        if (depth === 0) throw thrown;
        const error = thrownBy(() => instance.kept[0](depth));
        errors.push(error);
        return handle(error);
      },
    });
    instance.rust.make_recursive();
    const error = thrownBy(() => instance.kept[0](5));
    endedBy(thrown, "callAgain")(error);
    assert.deepEqual(errors, [error, error, error, error]);
    for (const one of errors) assert.equal(one, error);
  });
}

test("a panic below swallowed errors is the one PanicError too", () => {
  const instance = collecting({
    callAgain: (/** @type {number} */ depth) => {
      try {
        return instance.kept[depth === 0 ? 1 : 0](depth);
      } catch {
        return 1;
      }
    },
  });
  instance.rust.make_recursive();
  instance.rust.make_panicking();
  const error = thrownBy(() => instance.kept[0](5));
  assert.match(error.message, /^panicked at .*: boom 1$/);
  assert.equal(error.cause, undefined);
  for (const f of instance.kept)
    assert.equal(
      thrownBy(() => f(0)),
      error,
    );
});

for (const [name, way, ended] of /** @type {[string, number, (kept: AnyFunction[]) => void][]} */ ([
  ["a closure that another drops", 0, (kept) => kept[1]()],
  ["a closure that was dropped while it ran", 0, (kept) => kept[0]()],
  ["a once closure", 1, (kept) => kept[0]()],
  ["a once closure that frees itself", 2, (kept) => kept[0]()],
])) {
  test(`an exception out of the captures of ${name} ends the instance`, () => {
    const thrown = new Error("no");
    const instance = collecting({
      giveFunction: (/** @type {AnyFunction} */ f) => void instance.kept.push(f),
      // Only the closure itself calls this: the first of them is dropped by the second.
      reenter: () => void (way === 0 && instance.kept[1]()),
      mayThrow: () => {
        throw thrown;
      },
    });
    const { rust, kept, notes } = instance;
    rust.make_throwing_drop(way);
    rust.make_recursive();
    const error = thrownBy(() => ended(kept));
    endedBy(thrown, "mayThrow")(error);
    for (const f of kept)
      assert.equal(
        thrownBy(() => f(1)),
        error,
      );
    assert.deepEqual(notes, ["end of captures"]);
  });
}

test("an exception out of the captures of a scope's closure ends the instance, and no others are freed", () => {
  const thrown = new Error("no");
  const { rust, kept, notes } = collecting({
    mayThrow: () => {
      throw thrown;
    },
  });
  const error = thrownBy(() => rust.make_throwing_drop(3));
  endedBy(thrown, "mayThrow")(error);
  for (const f of kept) assert.equal(thrownBy(f), error);
  assert.equal(kept.length, 2);
  assert.deepEqual(notes, ["end of captures"]);
});
