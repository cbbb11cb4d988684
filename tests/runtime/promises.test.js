// @ts-check
// Promises: what Rust waits for, what JavaScript waits for, and the tasks between.

import {
  PanicError,
  assert,
  collect,
  debug,
  hosted,
  otherRealm,
  sleep,
  start,
  test,
  testOfLoad,
  testWith,
  turn,
  built,
} from "./harness.js";
import { reported } from "./reported.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** The name of what makes a thenable, which the linter takes for a mistake. */
const THEN = "then";

const NOTHING = { closures: 0, handles: 0 };

/** A promise that the test settles. */
function deferred() {
  /** @type {AnyFunction} */
  let resolve = () => {};
  /** @type {AnyFunction} */
  let reject = () => {};
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Waits until whatever microtasks there are have run. */
const settle = async () => {
  for (let times = 0; times < 30; times++) await null;
};

/** What Rust notes of what a function returns, or throws. @param {AnyFunction} laterText */
async function awaited(laterText) {
  const { rust, notes, app } = start({ laterText });
  rust.await_text();
  await settle();
  assert.deepEqual(app.stats(), NOTHING);
  return notes.slice(1);
}

test("an async import calls at once, with arguments that it borrows, and Rust goes on when its promise is settled", async () => {
  const { promise, resolve } = deferred();
  /** @type {string[]} */
  const heard = [];
  const { rust, notes, app } = start({ laterText: (/** @type {string} */ what) => (heard.push(what), promise) });
  rust.await_text();
  assert.deepEqual([heard, notes], [["short"], ["called"]]);
  assert.equal(app.stats().closures, 0); // nobody has polled it
  await settle();
  assert.deepEqual(app.stats(), { closures: 1, handles: 1 });
  resolve("text");
  assert.deepEqual(notes, ["called"]);
  await settle();
  assert.deepEqual(notes, ["called", 'Ok("text")']);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a promise settles with any type that a function returns", async () => {
  const { rust, notes, app } = start({
    laterNumber: async (/** @type {number} */ n) => n + 1,
    laterWide: async () => 2n ** 64n - 1n,
    laterList: async () => ["a", "ö"],
    laterOption: async () => null,
    laterNothing: async () => 7,
    laterAny: async () => "any",
    laterMany: async (/** @type {any[]} */ ...all) => JSON.stringify(all),
    longForm: async () => 9,
  });
  rust.await_each();
  await settle();
  assert.deepEqual(
    notes.sort(),
    [
      'Ok("[1,\\"b\\",true,{\\"0\\":1,\\"1\\":2},0.5]")',
      "Ok(())",
      "Ok(18446744073709551615)",
      "Ok(8)",
      "Ok(9)",
      'Ok(JsValue("any"))',
      "Ok(None)",
      'Ok(["a", "ö"])',
    ].sort(),
  );
  assert.deepEqual(app.stats(), NOTHING);
});

test("methods and static methods are async too", async () => {
  class Slow {
    static async make(/** @type {number} */ n) {
      return { load: async (/** @type {string} */ url) => url.repeat(n) };
    }
  }
  const { rust, notes } = start({ Slow, slow: () => ({ load: (/** @type {string} */ url) => Promise.resolve(url) }) });
  rust.await_methods();
  await settle();
  assert.deepEqual(notes, ['Ok("aaab")']);
});

test("what is no promise counts as one that is resolved", async () => {
  assert.deepEqual(await awaited(() => "plain"), ['Ok("plain")']);
  assert.deepEqual(
    await awaited(() => Object.assign(() => 0, { [THEN]: (/** @type {AnyFunction} */ f) => f("then") })),
    ['Ok("then")'],
  );
});

test("a rejection is an Err, with whatever it was rejected with", async () => {
  for (const [reason, shown] of [
    [undefined, "undefined"],
    [null, "null"],
    ["no", '"no"'],
    [new TypeError("offline"), "TypeError: offline"],
  ])
    assert.deepEqual(await awaited(() => Promise.reject(reason)), [`Err(JsValue(${shown}))`]);
  const { rust, notes } = start({ laterNothing: () => Promise.reject("refused") });
  rust.await_nothing();
  await settle();
  assert.deepEqual(notes, ['Err(Refused(JsValue("refused")))']);
});

test("a value of the wrong kind is an Err that says so", async () => {
  const where = debug
    ? /laterText: expected a string, got number 7; it is declared in /
    : /result: expected a string, got number 7/;
  const [wrong, ...rest] = await awaited(async () => 7);
  assert.match(wrong, where);
  assert.match(wrong, /^Err\(JsValue\(TypeError: /);
  assert.deepEqual(rest, []);
});

test("a function that throws instead of returning a promise: the long form with a Result catches it", async () => {
  const { rust, notes } = start({
    throwsAtOnce() {
      throw new Error("at once");
    },
  });
  rust.await_thrown();
  await settle();
  assert.deepEqual(notes, ["Err(JsValue(Error: at once))"]);
});

test("what an import throws that returns a promise is what its promise is rejected with", async () => {
  const fail = () => {
    throw new Error("at once");
  };
  assert.deepEqual(await awaited(fail), ["Err(JsValue(Error: at once))"]);
  const { rust, notes, app } = start({ slow: () => ({ load: fail }), longForm: fail });
  rust.await_thrown_by(0);
  rust.await_thrown_by(1);
  await settle();
  assert.deepEqual(notes, ["Err(JsValue(Error: at once))", "Err(JsValue(Error: at once))"]);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a method that is missing rejects the promise that it would return", async () => {
  const { rust, notes } = start({ slow: () => ({}) });
  rust.await_thrown_by(0);
  await settle();
  assert.match(notes[0], /^Err\(JsValue\(TypeError: an object has no method load/);
  assert.equal(notes.length, 1);
});

test("an import that returns a promise, in which the instance ends, rejects nothing", async () => {
  /** @type {any[]} */
  const thrown = [];
  const { rust, notes } = start({
    laterText() {
      try {
        rust.panic_with_a_promise();
      } catch (error) {
        thrown.push(error);
        throw error;
      }
    },
    longForm: () => new Promise(() => {}),
  });
  assert.throws(() => rust.await_text());
  assert.equal(thrown.length, 1);
  await settle();
  assert.deepEqual(notes, []);
  assert.throws(rust.await_number);
});

/** Thenables, and what comes of them. @type {[string, () => any, string][]} */
const THENABLES = [
  [
    "that calls both callbacks",
    () => ({ [THEN]: (/** @type {any} */ yes, /** @type {any} */ no) => (yes("1"), no("2")) }),
    'Ok("1")',
  ],
  ["that calls back twice", () => ({ [THEN]: (/** @type {any} */ yes) => (yes("1"), yes("2")) }), 'Ok("1")'],
  ["that calls back later", () => ({ [THEN]: (/** @type {any} */ yes) => void setTimeout(yes, 0, "1") }), 'Ok("1")'],
  [
    "that throws after it has called back",
    () => ({
      [THEN](/** @type {any} */ yes) {
        yes("1");
        throw new Error("late");
      },
    }),
    'Ok("1")',
  ],
  [
    "that throws before",
    () => ({
      [THEN]() {
        throw new Error("early");
      },
    }),
    "Err(JsValue(Error: early))",
  ],
  [
    "whose then is a getter that throws",
    () => ({
      get [THEN]() {
        throw new Error("getter");
      },
    }),
    "Err(JsValue(Error: getter))",
  ],
  [
    "whose constructor is a getter that throws",
    () =>
      Object.defineProperty(Promise.resolve("1"), "constructor", {
        get() {
          throw new Error("constructor");
        },
      }),
    "Err(JsValue(Error: constructor))",
  ],
  [
    "that resolves with another",
    () => ({ [THEN]: (/** @type {any} */ yes) => yes(Promise.reject("inner")) }),
    'Err(JsValue("inner"))',
  ],
];

for (const [what, make, outcome] of THENABLES) {
  test(`Rust waits for a foreign thenable ${what}, and goes on once`, async () => {
    const { rust, notes, app } = start({ laterText: make });
    rust.await_text();
    await settle();
    await sleep(2);
    await settle();
    assert.deepEqual(notes.slice(1), [outcome]);
    assert.deepEqual(app.stats(), NOTHING);
  });
}

test("a getter of a promise that calls back into Rust, and waits there for more, changes nothing", async () => {
  const inner = deferred();
  let times = 0;
  const odd = () =>
    Object.defineProperty(Promise.resolve("outer"), "constructor", {
      get() {
        if (times++ === 0) rust.await_text();
        return Promise;
      },
    });
  let calls = 0;
  const { rust, notes, app } = start({ laterText: () => (calls++ === 0 ? odd() : inner.promise) });
  rust.await_text();
  await settle();
  inner.resolve("inner");
  await settle();
  assert.deepEqual(notes, ["called", "called", 'Ok("outer")', 'Ok("inner")']);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a promise of another realm is waited for as one of this", async (context) => {
  const realm = await otherRealm();
  if (realm === undefined) return context.skip("there is no other realm here");
  assert.deepEqual(await awaited(() => realm.Promise.resolve("far")), ['Ok("far")']);
  assert.deepEqual(await awaited(() => realm.Promise.reject("far")), ['Err(JsValue("far"))']);
});

test("promises cross as arguments and results, in Option and Vec, and are the same", async () => {
  const own = Promise.resolve("through");
  /** @type {any[]} */
  const taken = [];
  const { rust, notes, app } = start({
    laterText: () => own,
    takePromise: (/** @type {any} */ promise) => void taken.push(promise),
    takePromises: (/** @type {any[]} */ ...all) => void taken.push(all),
    maybePromise: () => undefined,
    givePromises: () => [1, Promise.resolve(2), Promise.reject("three")],
  });
  rust.pass_promises();
  assert.equal(taken[0], own);
  assert.equal(await taken[1], "made");
  await assert.rejects(taken[2], (reason) => reason === "refused");
  const [some, none, list] = taken[3];
  assert.deepEqual([await some, none, await Promise.all(list)], [1, undefined, [2, 3]]);
  await settle();
  assert.deepEqual(notes, ['(false, [Ok(1), Ok(2), Err(JsValue("three"))])']);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a closure takes a promise and returns one", async () => {
  /** @type {AnyFunction[]} */
  const kept = [];
  const { rust, app } = start({ keepAsync: (/** @type {AnyFunction} */ f) => void kept.push(f) });
  rust.closure_of_promises();
  const doubled = kept[0](Promise.resolve(21));
  assert.ok(doubled instanceof Promise);
  assert.equal(await doubled, 42);
  assert.equal(await kept[0](4), 8);
  await assert.rejects(kept[0](Promise.reject(new RangeError("no"))), RangeError);
  rust.drop_all();
  assert.deepEqual(app.stats(), NOTHING);
});

// --- Dropped ---

test("who drops a promise stops waiting: both callbacks are freed, and nothing happens when it is settled", async () => {
  const { promise, resolve } = deferred();
  const { rust, notes, app } = start({ laterNumber: () => promise });
  const before = rust.allocated();
  rust.begin_waiting();
  assert.deepEqual(app.stats(), { closures: 1, handles: 1 });
  rust.stop_waiting();
  assert.deepEqual(app.stats(), NOTHING);
  assert.equal(rust.allocated(), before);
  resolve(1);
  await settle();
  assert.deepEqual(notes, []);
  rust.begin_waiting(); // throws if what is freed was entered
  rust.stop_waiting();
});

test("a promise that was settled and not polled again is freed with its result", async () => {
  const { rust, notes, app } = start({ laterNumber: async () => 5 });
  const before = rust.allocated();
  rust.begin_waiting();
  await settle();
  assert.deepEqual(app.stats(), { closures: 0, handles: 1 });
  rust.poll_waiting();
  assert.deepEqual(notes, ["Ready(Ok(5))"]);
  rust.stop_waiting();
  rust.begin_waiting();
  await settle();
  rust.stop_waiting();
  assert.deepEqual(app.stats(), NOTHING);
  assert.equal(rust.allocated(), before + (notes.length - 1));
});

test("a promise may be dropped by the waker that it wakes", async () => {
  const { rust, notes, app } = start({ laterNumber: async () => 5 });
  rust.dropped_by_its_waker();
  await settle();
  assert.deepEqual(notes, ["dropped"]);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a promise that is passed on is not waited for any more", async () => {
  const { promise, resolve } = deferred();
  /** @type {any[]} */
  const taken = [];
  const { rust, notes } = start({
    laterText: () => promise,
    takePromise: (/** @type {any} */ it) => void taken.push(it),
  });
  rust.pass_polled();
  await settle();
  assert.deepEqual(notes, ["true Stats { closures: 1, handles: 1 }", "Stats { closures: 0, handles: 0 }"]);
  assert.equal(taken[0], promise);
  resolve("late");
  await settle();
  assert.equal(notes.length, 2);
});

test("live_closures names what is waited for", async () => {
  const never = () => new Promise(() => {});
  const { app, rust, notes } = start({ laterNumber: never, laterText: never });
  rust.await_number();
  rust.await_number();
  rust.await_text();
  await settle();
  if (!built && !hosted) {
    const counts = app.liveClosures().map(({ kind, count }) => `${kind} ${count}`);
    assert.deepEqual(counts, debug ? ["promise 2", "promise 1"] : ["promise 3"]);
  }
  rust.live_promises();
  const told = /** @type {string} */ (notes.at(-1));
  if (debug) {
    assert.match(
      told,
      /^waiting for 2 promises of laterNumber, declared in runtime_tests::promises, line \d+, column 1\n/,
    );
    assert.match(
      told,
      /\nwaiting for 1 promise of laterText, declared in runtime_tests::promises, line \d+, column 1\n$/,
    );
  } else assert.equal(told, "waiting for 3 promises\n");
});

testWith("WeakRef", "an instance that is forgotten with tasks pending is collected", async () => {
  const kept = new Promise(() => {});
  const forget = async () => {
    const { rust, app } = start({ laterNumber: () => new Promise(() => {}), laterText: () => kept });
    rust.await_number();
    rust.begin_waiting();
    rust.abandon();
    await settle();
    return new WeakRef(app.instance);
  };
  const forgotten = await forget();
  await collect(() => forgotten.deref() === undefined);
  assert.equal(forgotten.deref(), undefined);
});

testWith(
  "WeakRef",
  "a promise that the page keeps does not keep the instance that has stopped waiting for it",
  async () => {
    const kept = new Promise(() => {});
    const forget = async () => {
      const { rust, app } = start({ laterNumber: () => kept });
      rust.begin_waiting();
      rust.stop_waiting();
      await settle();
      return new WeakRef(app.instance);
    };
    const forgotten = await forget();
    await collect(() => forgotten.deref() === undefined);
    assert.equal(forgotten.deref(), undefined);
    assert.ok(kept instanceof Promise);
  },
);

// --- Tasks ---

test("a task that wakes itself lets others run, those of JavaScript too", async () => {
  const { rust, notes } = start({});
  rust.take_turns();
  assert.deepEqual(notes, []);
  /** @type {string[]} */
  const seen = [];
  for (let times = 0; times < 4; times++) {
    await null;
    seen.push(notes.join(""));
  }
  assert.deepEqual(seen, ["ab", "abab", "ababab", "ababab"]);
});

test("a task whose only waker is dropped while it is polled is dropped when that has ended", async () => {
  const { rust, notes } = start({});
  rust.task_that_drops_itself();
  await settle();
  assert.deepEqual(notes, ["polled", "dropped task"]);
});

test("a waker may be kept when its task is over, and does nothing then", async () => {
  const { rust, notes } = start({ keepWaker() {} });
  const before = rust.allocated();
  rust.keep_a_waker();
  await settle();
  rust.wake_from_a_task();
  await settle();
  assert.deepEqual(notes, ["woken", "dropped task"]);
  rust.drop_all();
  rust.drop_waker();
  assert.ok(rust.allocated() - before < 600); // the queue, and what it has room for
});

test("a closure wakes a task, again and again, and when it is over", async () => {
  /** @type {AnyFunction[]} */
  const kept = [];
  const { rust, notes, app } = start({ keepWaker: (/** @type {AnyFunction} */ f) => void kept.push(f) });
  rust.keep_a_waker();
  await settle();
  assert.deepEqual(notes, []);
  kept[0]();
  kept[0]();
  assert.deepEqual(notes, []);
  await settle();
  assert.deepEqual(notes, ["woken", "dropped task"]);
  kept[0]();
  await settle();
  assert.equal(notes.length, 2);
  rust.drop_waker();
  rust.drop_all();
  assert.deepEqual(app.stats(), NOTHING);
});

test("a task whose wakers are all dropped is dropped", async () => {
  const { rust, notes } = start({ keepWaker() {} });
  rust.keep_a_waker();
  await settle();
  rust.drop_waker();
  assert.deepEqual(notes, ["dropped task"]);
});

test("10,000 tasks are woken at once, by one microtask", async () => {
  const { rust } = start({});
  rust.spawn_many(10_000);
  await settle();
  rust.wake_all();
  assert.equal(rust.woken(), 0);
  await null;
  assert.equal(rust.woken(), 10_000);
});

test("a promise whose future nobody can wake stays pending, and the future is dropped", async () => {
  /** @type {any[]} */
  const taken = [];
  const { rust, notes, app } = start({ takePromise: (/** @type {any} */ promise) => void taken.push(promise) });
  rust.abandon();
  await settle();
  assert.deepEqual(notes, ["dropped future"]);
  assert.equal(await Promise.race([taken[0], sleep(1)]), undefined);
  assert.deepEqual(app.stats(), NOTHING);
});

// --- The end ---

/** @param {string} way @param {Record<string, AnyFunction>} [host] */
async function ending(way, host = {}) {
  /** @type {any[]} */
  const taken = [];
  /** @type {any[]} */
  const told = [];
  const { promise, resolve } = deferred();
  const { rust, notes, app } = start(
    { laterText: () => promise, takePromise: (/** @type {any} */ it) => void taken.push(it), ...host },
    {},
    { onPanic: (error) => void told.push(error) },
  );
  rust[way]();
  const late = sleep(1_000).then(() => assert.fail("the promise stays pending"));
  const reason = await Promise.race([taken[0], late]).then(
    () => assert.fail("it is rejected"),
    (/** @type {any} */ error) => error,
  );
  assert.ok(reason instanceof PanicError, String(reason));
  await settle();
  return { reason, told, rust, notes, app, resolve };
}

test("a panic in a task ends the instance, and rejects what Rust has promised", async () => {
  const { reason, rust, notes, resolve } = await ending("panic_in_a_task");
  assert.match(reason.message, /^panicked at .*promises\.rs:\d+:\d+: in a task$/);
  assert.throws(rust.await_number);
  resolve("too late");
  await settle();
  assert.deepEqual(notes, []);
});

test("an exception that leaves a task ends the instance, and is the cause of what promises are rejected with", async () => {
  const error = new Error("out of an import");
  const { reason } = await ending("throw_in_a_task", {
    fails() {
      throw error;
    },
  });
  assert.equal(reason.cause, error);
  assert.match(reason.message, /out of an import/);
});

test("a panic in what a settled promise wakes rejects the promise that was to come of it", async () => {
  const { reason } = await ending("panic_when_settled", { laterNumber: async () => 1 });
  assert.match(reason.message, /: settled$/);
});

test("a promise that is polled after it was ready is a panic", async () => {
  const { reason } = await ending("poll_too_often", { laterText: async () => "once" });
  assert.match(reason.message, /a `JsPromise` was polled after it was ready$/);
});

testOfLoad("onPanic hears of a panic in a task, once", async () => {
  const { reason, told } = await ending("panic_in_a_task");
  assert.deepEqual(told, [reason]);
});

/** Ways of a promise to JavaScript, which hears of the end by it. @type {[string, number, (taken: any) => any][]} */
const GIVEN = [
  ["by into_js_value", 2, (taken) => taken],
  ["by as_js_value", 3, (taken) => taken],
  ["in a list", 4, ([taken]) => taken],
  ["as a closure's result", 5, (f) => f()],
  ["as the Ok of a closure's result", 6, (f) => f()],
];

for (const [what, way, promiseOf] of GIVEN) {
  testWith("process", `who has got a promise ${what} is told by it alone that the instance has ended`, async () => {
    /** @type {any[]} */
    const heard = [];
    const takePromise = (/** @type {any} */ taken) =>
      void promiseOf(taken).catch((/** @type {any} */ error) => heard.push(error));
    const reports = await reported(() => {
      const { rust } = start({ laterText: () => new Promise(() => {}), takePromise });
      rust.panic_beside(way);
    });
    assert.match(heard[0].message, /: beside a promise$/);
    assert.deepEqual([heard.length, reports], [1, []]);
  });
}

for (const [what, way] of [
  ["is dropped", 0],
  ["Rust waits for", 1],
]) {
  testWith("process", `a panic in a task is reported once beside a promise that ${what}`, async () => {
    const begin = (options = {}) => {
      const { rust } = start({ laterText: () => new Promise(() => {}) }, {}, options);
      rust.panic_beside(way);
    };
    const reports = await reported(begin);
    assert.match(reports[0], /^uncaughtException: .*: beside a promise$/);
    assert.equal(reports.length, 1);
    if (hosted) return; // there is no `load` to which `onPanic` could be given
    /** @type {any[]} */
    const told = [];
    assert.deepEqual(await reported(() => begin({ onPanic: (/** @type {any} */ error) => void told.push(error) })), []);
    assert.equal(told.length, 1);
  });
}

testWith("process", "a panic that its caller catches rejects no promise that JavaScript never got", async () => {
  const reports = await reported(() => {
    const { rust } = start({ laterText: () => new Promise(() => {}) });
    assert.throws(rust.panic_with_a_promise);
  });
  assert.deepEqual(reports, []);
});

// --- Exports ---

/** @param {Record<string, AnyFunction>} [host] */
function exporting(host = {}) {
  const waits = /** @type {ReturnType<typeof deferred>[]} */ ([]);
  const laterNumber = () => {
    const wait = deferred();
    waits.push(wait);
    return wait.promise;
  };
  const instance = start({ laterNumber, ...host });
  return { ...instance, waits, exports: /** @type {any} */ (instance.app.exports) };
}

/** What an object throws that cannot be used. @param {string} code */
const unusable = (code, message = /^/) => ({ name: "ClosureError", code, message });
const CHANGED = unusable("borrowed", /^this: Patient used while a call changes or takes it$/);

testOfLoad("an async export returns a promise, of whatever an export returns", async () => {
  const { exports, app, waits } = exporting();
  const promise = exports.asyncNothing();
  assert.ok(promise instanceof Promise);
  assert.equal(await promise, undefined);
  assert.deepEqual(await exports.asyncList(3), ["0", "1", "2"]);
  assert.equal(await exports.asyncMany(1, 0.5, true, "d", 2n, "f"), "1 0.5 true d 2 f");
  assert.equal(await exports.asyncPromise(Promise.resolve(1)), 2);
  assert.equal(await exports.asyncValue(Promise.resolve("adopted")), "adopted");
  assert.equal(await exports.asyncFails("12"), 12);
  await assert.rejects(exports.asyncFails("x"), { name: "Error", message: "invalid digit found in string" });
  await assert.rejects(exports.asyncPromise(Promise.reject("no")), (reason) => reason === "no");
  assert.equal(exports.asyncList.name, "asyncList");
  assert.equal(waits.length, 0);
  assert.deepEqual(app.stats(), NOTHING);
});

testOfLoad("an async export has its own copy of what it borrows", async () => {
  const { exports, waits, app } = exporting();
  const list = new Uint16Array([1, 2]);
  const promise = exports.asyncBorrows("text", list, "more");
  list[0] = 9;
  await settle();
  waits[0].resolve(5);
  assert.equal(await promise, 'text [1, 2] Some("more") 5');
  assert.deepEqual(app.stats(), NOTHING);
});

testOfLoad("an argument of the wrong kind is thrown at once, as by any export", () => {
  const { exports } = exporting();
  if (debug) assert.throws(() => exports.asyncList("x"), TypeError);
  assert.throws(() => exports.asyncBorrows(1, [], null), {
    name: "TypeError",
    message: /^parameter 1: expected a string/,
  });
});

testOfLoad("what an async method has for itself is borrowed until its promise is settled", async () => {
  const { exports, waits, notes } = exporting();
  const patient = exports.patient(1);
  const promise = patient.add(0);
  assert.throws(() => patient.count, CHANGED);
  await settle();
  assert.throws(() => patient.set(2), CHANGED);
  assert.throws(() => patient.add(0), CHANGED);
  assert.throws(() => patient.eat(), CHANGED);
  waits[0].resolve(6);
  assert.equal(await promise, 7);
  assert.equal(patient.count, 7);
  patient.free();
  assert.deepEqual(notes, ["dropped 7"]);
});

testOfLoad("async methods share what they only look at", async () => {
  const { exports, waits } = exporting();
  const patient = exports.patient(3);
  const all = [patient.look(), patient.look()];
  assert.equal(patient.count, 3);
  assert.throws(
    () => patient.set(4),
    unusable("borrowed", /^this: Patient used by a call that changes or takes it, while another uses it$/),
  );
  await settle();
  waits[0].resolve(0);
  assert.equal(await all[0], 3);
  assert.throws(() => patient.set(4), unusable("borrowed"));
  waits[1].resolve(0);
  assert.equal(await all[1], 3);
  patient.set(4);
  assert.equal(patient.count, 4);
});

testOfLoad("free() of what an async method borrows waits until its promise is settled", async () => {
  const { exports, waits, notes } = exporting();
  const patient = exports.patient(1);
  const promise = patient.add(0);
  await settle();
  patient.free();
  assert.deepEqual(notes, []);
  waits[0].resolve(1);
  assert.equal(await promise, 2);
  assert.deepEqual(notes, ["dropped 2"]);
  assert.throws(() => patient.count, unusable("freed", /^this: Patient used after free\(\)$/));
});

testOfLoad("a rejected async method gives back what it has borrowed", async () => {
  const { exports, waits } = exporting();
  const patient = exports.patient(1);
  const promise = patient.add(0);
  await settle();
  waits[0].reject("no");
  await assert.rejects(promise, (reason) => reason === "no");
  patient.set(5);
  assert.equal(patient.count, 5);
});

testOfLoad("the future of an async method is gone before what it borrows is given back", async () => {
  const { exports, notes } = exporting();
  const patient = exports.patient(1);
  const promise = patient.last(false);
  patient.free();
  assert.equal(await promise, 1);
  assert.deepEqual(notes, ["the future is gone", "dropped 101"]);
});

testOfLoad("an async method that nobody can wake is given up, and gives back what it has borrowed", async () => {
  const { exports, notes } = exporting();
  const patient = exports.patient(1);
  patient.last(true);
  assert.throws(() => patient.count, CHANGED);
  await settle();
  assert.deepEqual(notes, ["the future is gone"]);
  assert.equal(patient.count, 101);
});

testOfLoad("a promise is rejected if the instance ends while what it has borrowed is given back", async () => {
  for (const isGivenUp of [false, true]) {
    const { exports } = exporting({
      note(/** @type {string} */ text) {
        if (text.startsWith("dropped")) throw new Error("in a destructor");
      },
    });
    const patient = exports.patient(1);
    const promise = patient.last(isGivenUp);
    patient.free();
    const late = sleep(1_000).then(() => "it stays pending");
    await assert.rejects(Promise.race([promise, late]), { name: "PanicError", message: /in a destructor/ });
  }
});

testOfLoad("several objects are borrowed together, one of them moved", async () => {
  const { exports, waits, notes } = exporting();
  const [a, b, c] = [1, 2, 3].map(exports.patient);
  const promise = a.both(b, c);
  assert.throws(() => b.count, unusable("borrowed"));
  assert.throws(() => c.count, unusable("moved"));
  assert.equal(a.count, 1);
  await settle();
  waits[0].resolve(9);
  assert.equal(await promise, "9 3");
  assert.deepEqual([a.count, b.count, notes], [1, 3, ["dropped 3"]]);
  const eaten = a.eat();
  assert.throws(() => a.count, unusable("moved"));
  await settle();
  waits[1].resolve(0);
  assert.equal(await eaten, 1);
});

testOfLoad("a method that is not async gives back at once, also if it has called one that is", async () => {
  const { exports, waits } = exporting({
    reenter: () => void other.add(0),
  });
  const [patient, other] = [exports.patient(1), exports.patient(2)];
  const promise = patient.promiseOf();
  patient.set(8);
  assert.throws(() => other.count, CHANGED);
  await settle();
  for (const wait of waits) wait.resolve(5);
  assert.equal(await promise, 5);
  assert.equal(other.count, 7);
});

testOfLoad("a panic in an async export rejects its promise", async () => {
  const { exports } = exporting();
  await assert.rejects(exports.asyncPanics(), { name: "PanicError", message: /: in an export$/ });
  assert.throws(() => exports.asyncNothing(), PanicError);
});

// --- The crate `futures` ---

test("join_all of the crate futures waits for several promises", async () => {
  const { rust, notes } = start({ laterNumber: async (/** @type {number} */ n) => (await sleep(n), 10 * n) });
  rust.with_join_all();
  for (let times = 0; times < 100 && notes.length === 0; times++) await sleep(1);
  assert.deepEqual(notes, ["[Ok(30), Ok(10), Ok(20)]"]);
});

test("select of the crate futures drops the promise that has come too late", async () => {
  const { rust, notes, app } = start({
    laterText: () => new Promise(() => {}),
    setTimer: (/** @type {AnyFunction} */ f, /** @type {number} */ ms) => void setTimeout(f, ms),
  });
  rust.with_select();
  for (let times = 0; times < 100 && notes.length === 0; times++) await sleep(1);
  assert.deepEqual(notes, ['"timed out"']);
  assert.deepEqual(app.stats(), NOTHING);
});

test("a timer that is dropped by select may fire later", async () => {
  /** @type {AnyFunction[]} */
  const timers = [];
  const { rust, notes, app } = start({
    laterText: async () => "in time",
    setTimer: (/** @type {AnyFunction} */ f) => void timers.push(f),
  });
  rust.with_select();
  await settle();
  assert.deepEqual([notes, timers.length], [['"Ok(\\"in time\\")"'], 1]);
  timers[0]();
  await settle();
  assert.deepEqual([notes.length, app.stats()], [1, NOTHING]);
});

test("channels of the crate futures make a stream of events", async () => {
  /** @type {AnyFunction[]} */
  const kept = [];
  const { rust, notes, app } = start({ keepSender: (/** @type {AnyFunction} */ f) => void kept.push(f) });
  rust.with_channels();
  for (const n of [1, 2, 3]) {
    kept[0](n);
    await turn();
  }
  assert.deepEqual(notes, []);
  kept[0](0);
  await settle();
  assert.deepEqual(notes, ["[2, 4, 6]"]);
  assert.deepEqual(app.stats(), NOTHING);
});
