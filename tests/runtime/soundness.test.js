// @ts-check
// What must not happen, whatever the page does: the shortcomings of other bindings by the behaviour that they lack, hostile
// arguments, two instances that call each other, and long runs in flat memory.

import {
  ClosureError,
  PanicError,
  assert,
  closureError,
  collect,
  debug,
  endedBy,
  heapUsed,
  start,
  test,
  testWith,
  thrownBy,
  unchecked,
} from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const DROPPED = closureError("dropped", "closure called after it was dropped");

/** @param {Record<string, AnyFunction>} [host] */
function collecting(host = {}) {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  const keeping = Object.fromEntries(
    ["keepSound", "keepNumber", "keepNumberFn", "keepValue", "keepFunction", "keepAlias", "keepMixed"].map((name) => [
      name,
      keep,
    ]),
  );
  return { ...start({ ...keeping, ...host }), kept };
}

/** What is alive, and how much memory there is. @param {ReturnType<typeof start>} instance */
function measure({ app, rust }) {
  const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  return { ...app.stats(), allocated: rust.allocated(), bytes: memory.buffer.byteLength };
}

test("1,000,000 heap closures made, called and dropped leave memory as it was", () => {
  let sum = 0;
  const instance = start({ callNumber: (/** @type {AnyFunction} */ f) => void (sum += f(1)) });
  instance.rust.sound_churn(1000);
  const before = measure(instance);
  sum = 0;
  instance.rust.sound_churn(1_000_000);
  assert.equal(sum, 500_000_500_000);
  assert.deepEqual(measure(instance), before);
});

test("a listener added and removed 100,000 times leaves memory as it was, on both sides", async (t) => {
  const target = new EventTarget();
  let calls = 0;
  const instance = start({
    addListener: (/** @type {any} */ f) => {
      target.addEventListener("tick", f);
      if (calls++ % 100 === 0) target.dispatchEvent(new Event("tick"));
    },
    removeListener: (/** @type {any} */ f) => target.removeEventListener("tick", f),
  });
  const round = async () => {
    instance.rust.sound_listeners(20_000);
    await collect(() => false, 1);
    return heapUsed();
  };
  const first = await round();
  const before = measure(instance);
  let last = first;
  for (let times = 0; times < 5; times++) last = await round();
  assert.deepEqual(measure(instance), before);
  if (first === undefined || last === undefined) unchecked(t, "the size of the heap, which this engine does not tell");
  else assert.ok(last < first + 2_000_000, `the heap grew from ${first} to ${last} bytes`);
});

test("equal code with different signatures keeps an adapter for each", () => {
  const { rust, kept, app } = collecting();
  rust.sound_folded();
  const [number, value] = kept;
  assert.equal(number(5), 1);
  assert.deepEqual(app.stats().handles, 0);
  assert.equal(value({}), 1);
  assert.deepEqual(app.stats().handles, 1);
  if (debug) assert.throws(() => number("5"), TypeError);
});

test("closures of one signature whose errors are of two types in Rust are each entered by its own function", () => {
  /** @type {unknown[]} */
  const thrown = [];
  const { rust } = start({
    lendFailing(/** @type {AnyFunction} */ f) {
      const error = thrownBy(f);
      thrown.push(error instanceof Error ? error.message : error);
    },
  });
  rust.sound_failing();
  assert.deepEqual(thrown, ["a value", "a text", "a value", "a text"]);
});

test("aliases of str and Result are what they stand for", () => {
  const { rust, kept } = collecting();
  rust.sound_alias();
  assert.throws(
    () => kept[0]("thrown"),
    (error) => error === "thrown",
  );
  assert.throws(() => kept[0](5), TypeError);
});

testWith("FinalizationRegistry", "a cancelled timeout through once_into_js is freed", async () => {
  const { rust, app, notes } = start({
    setTimer: (/** @type {AnyFunction} */ f) => (clearTimeout(setTimeout(f, 1e6)), 0),
  });
  (() => rust.sound_timer())();
  assert.equal(app.stats().closures, 1);
  await collect(() => app.stats().closures === 0);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  assert.deepEqual(notes, ["dropped timer"]);
});

test("two instances of one module call each other's closures", () => {
  const [one, two] = [collecting(), collecting()];
  one.rust.sound_calling();
  two.rust.sound_numbers();
  assert.equal(one.kept[0](two.kept[0]), 21);
  assert.equal(one.kept[0](two.kept[0]), 41);
  two.rust.sound_drop_numbers();
  assert.equal(one.kept[0](two.kept[0]), 0);
  assert.deepEqual(two.app.stats(), { closures: 0, handles: 0 });
  assert.deepEqual(one.app.stats(), { closures: 1, handles: 0 });
});

test("an instance catches the panic of another, and goes on", () => {
  const [one, two] = [collecting(), collecting()];
  one.rust.sound_calling();
  two.rust.sound_panicking();
  assert.equal(one.kept[0](two.kept[0]), 0);
  assert.throws(two.kept[0], PanicError);
  assert.equal(
    one.kept[0](() => 41),
    42,
  );
});

test("captures that drop their own closure and others when they end are freed once", () => {
  for (const call of [false, true]) {
    const { rust, kept, notes, app } = collecting();
    rust.sound_numbers();
    rust.sound_drop_in_drop();
    if (call) kept[2]();
    else rust.sound_drop_it();
    assert.deepEqual(notes, ["dropped FnMut", "dropped Fn", "dropped captures"]);
    for (const f of kept) assert.throws(() => f(1), DROPPED);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  }
});

test("a conversion that drops, re-enters or throws in the middle of a call reaches no freed memory", () => {
  for (const index of [0, 1]) {
    const { rust, kept, notes, app } = collecting();
    rust.sound_numbers();
    const f = kept[index];
    const failing = {
      [Symbol.toPrimitive]() {
        throw new Error("valueOf");
      },
    };
    assert.throws(() => f(failing), { message: "valueOf" });
    const reentering = {
      [Symbol.toPrimitive]() {
        try {
          return f(1);
        } catch (error) {
          assert.equal(/** @type {any} */ (error).code, "reentered");
          return 1;
        }
      },
    };
    assert.equal(typeof f(reentering), "number");
    const dropping = {
      [Symbol.toPrimitive]() {
        rust.sound_drop_numbers();
        return 1;
      },
    };
    // Whether the call was under way when it was dropped is for the conversion to say; both answers are safe.
    try {
      assert.equal(typeof f(dropping), "number");
    } catch (error) {
      assert.ok(DROPPED(error));
    }
    assert.deepEqual([...notes].sort(), ["dropped Fn", "dropped FnMut"]);
    assert.throws(() => f(1), DROPPED);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  }
});

test("a conversion that panics stops the call that converts it", () => {
  const { rust, kept } = collecting();
  rust.sound_numbers();
  rust.sound_panicking();
  const panicking = {
    [Symbol.toPrimitive]() {
      assert.throws(kept[2], PanicError);
      return 1;
    },
  };
  for (const f of kept.slice(0, 2)) assert.throws(() => f(panicking), PanicError);
});

test("a getter of a list that calls the same closure leaves every argument its own", () => {
  const { rust, kept } = collecting();
  rust.sound_mixed();
  const [f] = kept;
  const list = ["a", "b", "c"];
  Object.defineProperty(list, 1, {
    get() {
      assert.equal(f(["x"], 1, "y"), "x 1 y");
      rust.grow(1 << 20);
      return "B";
    },
  });
  assert.equal(f(list, { [Symbol.toPrimitive]: () => (f(["z"], 2, "z"), 3) }, "end"), "a,B,c 3 end");
});

testWith("FinalizationRegistry", "a forgotten closure is freed once, by the garbage collector", async () => {
  const { rust, kept, notes, app } = collecting();
  rust.sound_given();
  kept[0]();
  kept.length = 0;
  await collect(() => app.stats().closures === 0);
  assert.deepEqual(notes, ["dropped given"]);
  await collect(() => false);
  assert.deepEqual(notes, ["dropped given"]);
});

test("a scope that captures use when they end makes nothing that outlives it", () => {
  const { rust, kept, notes, app } = collecting({ goDeep: () => void probe() });
  const probe = () => {
    for (const f of kept) assert.throws(f, ClosureError);
  };
  rust.sound_scope_in_drop();
  probe();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  kept.length = 0;
  rust.sound_scope_in_scope();
  assert.deepEqual(notes, []);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

/** The closures of `sound_drift`. */
const DRIFTING = [
  "a stack closure, whose error the page swallows",
  "a stack closure of an import that catches",
  "a heap closure of an import that catches",
  "a once closure of an import that catches",
  "a once closure that frees itself",
  "the captures of a once closure that frees itself",
  "a closure of a scope",
];

for (const [way, what] of DRIFTING.entries()) {
  test(`the first exception out of ${what} ends the instance, so that none uses up the shadow stack`, () => {
    const thrown = new Error("through");
    let entered = 0;
    /** @type {any[]} */
    const errors = [];
    const { rust, kept } = collecting({
      goDeep: () => {
        entered++;
        throw thrown;
      },
      useLent: (/** @type {AnyFunction} */ f) => {
        try {
          f();
        } catch (error) {
          errors.push(error);
          if (way !== 0) throw error;
        }
      },
    });
    rust.sound_numbers();
    const error = thrownBy(() => rust.sound_drift(way, false, 3000));
    endedBy(thrown, "goDeep")(error);
    assert.equal(errors.length, 1);
    assert.equal(errors[0], error);
    for (let times = 0; times < 3000; times++)
      assert.equal(
        thrownBy(() => kept[times % 2](1)),
        error,
      );
    assert.equal(entered, 1);
  });

  test(`20,000 exceptions that are caught in ${what} leave the shadow stack as it was`, () => {
    let entered = 0;
    const { rust, app } = start({
      goDeep: () => {
        entered++;
        throw "through";
      },
      useLent: (/** @type {AnyFunction} */ f) => f(),
    });
    rust.sound_drift(way, true, 100);
    const before = { ...app.stats(), allocated: rust.allocated(), stack: rust.sound_stack() };
    rust.sound_drift(way, true, 20_000);
    assert.deepEqual({ ...app.stats(), allocated: rust.allocated(), stack: rust.sound_stack() }, before);
    assert.equal(entered, 20_100);
  });
}

for (const [kind, name] of ["a RefCell", "a Mutex", "a OnceCell"].entries()) {
  test(`${name} that an exception leaves locked is not found so, because the instance has ended`, () => {
    const thrown = new Error("inside");
    let fail = true;
    const instance = collecting({
      goDeep: () => {
        if (fail) throw thrown;
      },
    });
    instance.rust.sound_locking(kind, false);
    const error = thrownBy(instance.kept[0]);
    endedBy(thrown, "goDeep")(error);
    fail = false;
    for (let times = 0; times < 3; times++) assert.equal(thrownBy(instance.kept[0]), error);
  });

  test(`${name} that is locked during an exception that Rust catches is let go`, () => {
    const instance = collecting({
      goDeep: () => {
        throw new Error("inside");
      },
    });
    instance.rust.sound_locking(kind, true);
    for (let times = 0; times < 1000; times++) instance.kept[0]();
  });
}
