// @ts-check
// Load: very many closures, memory up to its bound, allocations that fail, stacks that end. Afterwards everything works,
// or the instance refuses all calls, as after a panic.

import { ClosureError, PanicError, assert, collect, setting, start, test, testOfLoad } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const GIGABYTE = 2 ** 30;

/** What one step takes: less where the module begins high in memory. */
const STEP = Math.min(2 ** 28, 2 ** Math.floor(Math.log2((4 * GIGABYTE - memoryOf(start({})).buffer.byteLength) / 13)));

/** @param {ReturnType<typeof start>} instance */
function memoryOf({ app }) {
  return /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
}

/** An instance and its closures, by the names of the functions that kept them. */
function holding() {
  /** @type {Record<string, AnyFunction>} */
  const kept = {};
  const keep = (/** @type {string} */ name) => (/** @type {AnyFunction} */ f) => void (kept[name] = f);
  const instance = start({
    ...{ keepText: keep("text"), keepTexts: keep("texts") },
    ...{ keepExhausting: keep("exhausting"), keepFrames: keep("frames") },
  });
  instance.rust.pressure_closures();
  const memory = memoryOf(instance);
  return { ...instance, kept, size: () => memory.buffer.byteLength };
}

/** Takes all memory, in steps that become smaller. @param {ReturnType<typeof holding>} instance @param {number} least */
function exhaust({ rust }, least) {
  for (let step = STEP; step >= least; step /= 2) while (rust.pressure_hold(step));
}

/** Shows that closures work, with short, long and non-ASCII strings. @param {ReturnType<typeof holding>} instance */
function works({ kept }) {
  for (const text of ["", "short", "long ".repeat(200), "☃", "☃ and more ".repeat(200)])
    assert.equal(kept.text(text), text);
  assert.equal(kept.texts(["a", "b".repeat(100), "é"]), 3);
}

const timersInAll = Number(setting("PRESSURE_TIMERS") ?? 1_000_000);

test(`${timersInAll.toLocaleString("en")} timers' closures on fake timers all fire once, and leave nothing`, () => {
  /** @type {AnyFunction[]} */
  let timers = [];
  const instance = start({ setFakeTimer: (/** @type {AnyFunction} */ f) => void timers.push(f) });
  const { app, rust } = instance;
  const memory = memoryOf(instance);
  const advance = () => {
    rust.pressure_timers(10_000);
    assert.equal(app.stats().closures, 10_000);
    const due = timers;
    timers = [];
    for (const f of due) f();
    assert.throws(due[0], { code: "once" });
    return { ...app.stats(), allocated: rust.allocated(), bytes: memory.buffer.byteLength };
  };
  advance(); // now the allocator keeps as many freed blocks as it ever does
  const before = advance();
  for (let times = 2; times < timersInAll / 10_000; times++) assert.deepEqual(advance(), before);
  assert.equal(rust.pressure_fired(), timersInAll);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("10,000 live listeners hear 10 events each, half of them after the others are gone", () => {
  // Ten at each, because of more Node says that they may be a leak.
  const targets = Array.from({ length: 1_000 }, () => new EventTarget());
  const dispatch = () => targets.forEach((target) => target.dispatchEvent(new Event("tick")));
  let heard = 0;
  /** @type {AnyFunction[]} */
  const functions = [];
  const { app, rust } = start({
    addLive: (/** @type {AnyFunction} */ f) => {
      functions.push(f);
      const expected = functions.length;
      targets[expected % targets.length].addEventListener("tick", () => {
        try {
          heard += +(f(1) === expected);
        } catch (error) {
          assert.equal(/** @type {any} */ (error).code, "dropped");
        }
      });
    },
  });
  rust.pressure_listen(10_000);
  assert.deepEqual(app.stats(), { closures: 10_000, handles: 0 });
  for (let times = 0; times < 5; times++) dispatch();
  assert.equal(heard, 50_000);
  rust.pressure_unlisten(0);
  assert.deepEqual(app.stats(), { closures: 5_000, handles: 0 });
  for (let times = 0; times < 5; times++) dispatch();
  assert.equal(heard, 75_000);
  rust.pressure_unlisten(1);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  for (const f of functions) assert.throws(() => f(1), { code: "dropped" });
});

test("closures work at each step while memory grows to its bound, and when there is none left", () => {
  const instance = holding();
  const { kept, rust, size, app } = instance;
  works(instance);
  const before = rust.allocated();
  let steps = 0;
  while (rust.pressure_hold(STEP)) {
    steps++;
    works(instance);
  }
  assert.ok(size() > 3 * GIGABYTE && steps >= 12, `${steps} steps, ${size()} bytes`);
  const gap = rust.closures_extern_alloc(40_000, 1);
  exhaust(instance, 2 ** 10);
  rust.closures_extern_free(gap, 40_000, 1);
  // Now an allocation fails at the beginning of a conversion, and in the middle: 32 KB as if ASCII fit, and then 64 do not.
  const long = "x".repeat(2 ** 20);
  const mixed = `${"x".repeat(2 ** 14)}${"☃".repeat(2 ** 14)}`;
  const exhausted = { name: "RangeError", message: /^wasm memory is exhausted: there is no room for \d+ bytes$/ };
  const full = rust.allocated();
  for (let times = 0; times < 3; times++) {
    assert.throws(() => kept.text(long), exhausted);
    assert.throws(() => kept.text(mixed), exhausted);
  }
  assert.equal(rust.allocated(), full);
  // Neither do the elements of a list that come before one for which there is no room.
  for (let times = 0; times < 3; times++) assert.throws(() => kept.texts(["a", "b", long]), exhausted);
  assert.equal(rust.allocated(), full);
  assert.deepEqual(app.stats(), { closures: 4, handles: 0 });
  rust.pressure_release();
  works(instance);
  assert.equal(kept.text(long), long);
  assert.equal(rust.allocated(), before);
});

test("closures that are made above 2 GB work, and end", () => {
  const instance = start({ addLive: (/** @type {AnyFunction} */ f) => void live.push(f) });
  /** @type {AnyFunction[]} */
  const live = [];
  const { app, rust } = instance;
  while (memoryOf(instance).buffer.byteLength < 2.25 * GIGABYTE) assert.ok(rust.pressure_hold(STEP));
  rust.pressure_listen(1000);
  live.forEach((f, number) => assert.equal(f(1), number + 1));
  rust.pressure_unlisten(1);
  for (const f of live) assert.throws(() => f(1), { code: "dropped" });
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  const above = holding();
  while (above.size() < 2.25 * GIGABYTE) assert.ok(above.rust.pressure_hold(STEP));
  above.rust.pressure_closures();
  works(above);
  above.rust.drop_all();
  assert.deepEqual(above.app.stats(), { closures: 0, handles: 0 });
});

test("Rust that finds no memory ends the instance, as a panic does", () => {
  const { kept } = holding();
  assert.throws(kept.exhausting, PanicError);
  for (const f of Object.values(kept)) assert.throws(() => f("x"), PanicError);
});

test("a shadow stack that ends inside a closure ends the instance, and frames that fit do no harm", () => {
  const instance = holding();
  for (let times = 0; times < 100; times++) instance.kept.frames(100);
  works(instance);
  assert.throws(() => instance.kept.frames(1_000_000), PanicError);
  for (const f of Object.values(instance.kept)) assert.throws(() => f("x"), PanicError);
});

test("instances that are gone give their memory back", async () => {
  // Each takes addresses for 4 GB: an engine that kept them could not make so many.
  for (let times = 0; times < 60; times++) {
    const instance = holding();
    assert.ok(instance.rust.pressure_hold(STEP));
    works(instance);
    if (times % 10 === 9) await collect(() => false, 1);
  }
});

/**
 * Does something where no stack is left, on the way back with ever more of it, and once with all of it: each time to another,
 * because the first that notices the stack's end refuses from then on.
 *
 * @template T
 * @param {() => T} make
 * @param {(subject: T) => void} body May throw.
 * @returns {T[]} What it was done to, at the very end first.
 */
function atEveryDepth(make, body) {
  body(make()); // What runs for the first time is compiled, and that takes more stack.
  const subjects = Array.from({ length: DEPTHS }, make);
  let next = 0;
  let frames = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // The end.
    }
    if (frames++ % STRIDE !== 0 || next === subjects.length - 1) return;
    try {
      body(subjects[next++]);
    } catch {
      // Looked at afterwards.
    }
  };
  dive();
  body(subjects[next]);
  return subjects;
}

/** How many depths, and how many frames lie between two: a call takes some tens of frames. */
const DEPTHS = 16;
const STRIDE = 3;

/**
 * Whether a call works; else the instance must have ended.
 *
 * @param {() => void} call
 */
function worksOrRefuses(call) {
  try {
    call();
    return true;
  } catch (error) {
    assert.ok(error instanceof PanicError, String(error));
    return false;
  }
}

for (const [what, make, argumentsOf] of /** @type {[string, string, () => any[][]][]} */ ([
  ["numbers", "sound_numbers", () => [[1], [1]]],
  ["lists and strings", "sound_mixed", () => [[["a", "é"], 1, "x".repeat(60)]]],
  ["a function that Rust calls", "sound_calling", () => [[() => 41]]],
])) {
  test(`closures of ${what} that are called at every depth up to the stack's end all work afterwards, or all refuse`, () => {
    const args = argumentsOf();
    const makeOne = () => {
      /** @type {AnyFunction[]} */
      const kept = [];
      const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
      const instance = start({ keepNumber: keep, keepNumberFn: keep, keepMixed: keep, keepFunction: keep });
      instance.rust[make]();
      return { ...instance, kept };
    };
    for (const at of args.keys()) {
      const instances = atEveryDepth(makeOne, ({ kept }) => kept[at](...args[at]));
      const working = instances.map(({ kept, app, rust, notes }) => {
        const all = kept.map((f, index) => worksOrRefuses(() => f(...args[index])));
        assert.ok(
          all.every((one) => one === all[0]),
          String(all),
        );
        if (!all[0]) return false;
        assert.equal(app.stats().handles, 0);
        rust.sound_drop_numbers();
        rust.drop_all();
        assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
        if (make === "sound_numbers") assert.deepEqual([...notes].sort(), ["dropped Fn", "dropped FnMut"]);
        return true;
      });
      assert.ok(working.at(-1), "where there is stack enough, closures work");
    }
  });
}

for (const [way, what] of [
  "an FnMut of numbers",
  "an Fn of numbers",
  "an Fn of other types",
  "an Option of one",
  "an FnMut, and the import catches",
  "a scope's FnMut",
].entries()) {
  test(`what is lent at every depth up to the stack's end has expired afterwards: ${what}`, () => {
    const make = () => {
      const instance = {
        lent: /** @type {AnyFunction[]} */ ([]),
        lending: /** @type {AnyFunction} */ (() => {}),
        late: 0,
      };
      start({
        keepLending: (/** @type {AnyFunction} */ f) => void (instance.lending = f),
        lend(/** @type {AnyFunction} */ f) {
          instance.lent[instance.lent.length] = f;
          f(1);
        },
      }).rust.pressure_lending();
      return instance;
    };
    const instances = atEveryDepth(make, (instance) => {
      try {
        instance.lending(way);
      } finally {
        try {
          if (instance.lent.length > 0) {
            instance.lent[0](1);
            instance.late++;
          }
        } catch {
          // As it should.
        }
      }
    });
    const working = instances.map((instance) => {
      const { lent, late, lending } = instance;
      assert.equal(late, 0);
      const works = worksOrRefuses(() => lending(way));
      for (const f of lent) assert.throws(() => f(1), works ? ClosureError : PanicError);
      return works;
    });
    assert.ok(working.at(-1), "where there is enough stack, closures work");
  });
}

testOfLoad("exports that are called at every depth up to the stack's end all work afterwards, or all refuse", () => {
  const make = () => {
    const rs = /** @type {any} */ (start({}).app.exports);
    return { rs, counter: rs.counter(0) };
  };
  const calls = (/** @type {ReturnType<typeof make>} */ { counter }) => [counter.increment(), counter.describe()];
  const working = atEveryDepth(make, calls).map((instance) => {
    const works = worksOrRefuses(() => calls(instance));
    assert.equal(
      worksOrRefuses(() => instance.rs.counter(0)),
      works,
    );
    return works;
  });
  assert.ok(working.at(-1), "where there is enough stack, exports work");
});
