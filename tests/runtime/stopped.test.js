// @ts-check
// A script that the engine stops runs no `catch` and no `finally`, and what had called it goes on. Here node:vm stops it, when it
// interrupts itself, while Rust functions are running: so this runs in Node alone.

import { runInThisContext } from "node:vm";
import { ClosureError, PanicError, assert, start, test, thrownBy, unchecked } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const globals = /** @type {any} */ (globalThis);

/** Runs something as a script that is stopped. @param {AnyFunction} body */
function stopped(body) {
  globals.stoppedBody = body;
  assert.throws(() => runInThisContext("stoppedBody()", { breakOnSigint: true }), {
    code: "ERR_SCRIPT_EXECUTION_INTERRUPTED",
  });
}

/** Where a script is stopped: here, and not after some time, in which a busy machine may not have come so far. @returns {never} */
function halt() {
  globals.process.kill(globals.process.pid, "SIGINT");
  for (;;);
}

/** An instance, what its imports were given, and what its plugin does. */
function stopping() {
  /** @type {any[]} */
  const ends = [];
  const it = {
    kept: /** @type {AnyFunction} */ (() => {}),
    hangs: true,
    plugin: /** @type {AnyFunction} */ (() => {}),
  };
  const hang = (/** @type {any} */ f) => {
    it.kept = f;
    if (it.hangs) halt();
  };
  const instance = start({ hang, plugin: () => (it.plugin(), 1) }, {}, { onPanic: (error) => void ends.push(error) });
  return { ...instance, it, hang, ends, rs: /** @type {any} */ (instance.app.exports) };
}

const STOPPED =
  "the wasm instance was ended: Rust functions never returned, because a script was stopped or an exception came out of a plain export";
const LENT = ["Fn", "FnMut", "text", "Option", "Result", "scope", "scoped value", "nested scopes"];

/** @param {string} way */
const argument = (way) => (way === "text" ? "text" : 3);

for (const [index, way] of LENT.entries()) {
  test(`what a stopped script was lent has expired, and the Rust function around it does not go on: ${way}`, async () => {
    const { rs, it, notes, ends } = stopping();
    it.plugin = () => stopped(() => rs.stoppedLends(way));
    const error = thrownBy(() => rs.stoppedOuter(["nothing", "number", "result"][index % 3]));
    assert.ok(error instanceof PanicError);
    assert.equal(error.message, STOPPED);
    assert.deepEqual(notes, []);
    assert.equal(
      thrownBy(() => rs.stoppedOther(0x41414141)),
      error,
    );
    const refusal = thrownBy(() => it.kept(argument(way)));
    assert.ok(refusal instanceof ClosureError);
    // Of the rarer types, and of an `FnMut` the second time, a release build says that the instance has ended.
    assert.equal(refusal.code, "expired");
    for (let times = 0; times < 3; times++) assert.equal(thrownBy(() => it.kept(argument(way))).code, "expired");
    await null; // `onPanic` is called later
    assert.deepEqual(ends, [error]);
  });
}

test("an exception behind a stopped script ends the instance by that, and what was lent is over too", () => {
  for (const way of LENT) {
    const { rs, it, notes } = stopping();
    it.plugin = () => {
      stopped(() => rs.stoppedLends(way));
      throw new Error("behind");
    };
    const error = thrownBy(() => rs.stoppedOuter("nothing"));
    assert.match(error.message, /^the wasm instance was ended by an exception: Error: behind; /);
    assert.ok(thrownBy(() => it.kept(argument(way))) instanceof ClosureError);
    assert.deepEqual(notes, []);
  }
});

test("before the Rust function around is back, nothing has written over what was lent", () => {
  for (const way of LENT) {
    const { rs, it, notes } = stopping();
    /** @type {any[]} */
    const answers = [];
    it.plugin = () => {
      stopped(() => rs.stoppedLends(way));
      it.plugin = () => {};
      answers.push(rs.stoppedWatched(0x41414141));
      answers.push(it.kept(argument(way)));
    };
    assert.equal(thrownBy(() => rs.stoppedOuter("nothing")).message, STOPPED);
    const expected =
      { text: "text alpha beta", FnMut: 8, Result: 10, scope: 13, "scoped value": 13, "nested scopes": 7 }[way] ?? 7;
    assert.deepEqual(answers, [0, expected], way);
    assert.deepEqual(notes, []);
  }
});

test("a frame between the stopped script and the Rust function around it sees its own memory", () => {
  for (const way of LENT) {
    const { rs, it } = stopping();
    let depth = 0;
    it.plugin = () => {
      if (depth++ === 0) assert.equal(thrownBy(() => rs.stoppedWatched(3)).message, STOPPED);
      else stopped(() => rs.stoppedLends(way));
    };
    assert.equal(thrownBy(() => rs.stoppedOuter("nothing")).message, STOPPED);
    assert.ok(thrownBy(() => it.kept(argument(way))) instanceof ClosureError, way);
  }
});

test("a heap closure of a stopped script refuses with the error of the instance, which has ended", () => {
  const { rs, it } = stopping();
  it.plugin = () => stopped(() => rs.stoppedLends("heap"));
  const error = thrownBy(() => rs.stoppedOuter("nothing"));
  assert.equal(
    thrownBy(() => it.kept(1)),
    error,
  );
});

test("an object that a stopped script had for itself is not used again", () => {
  const { rs, it, notes } = stopping();
  const held = new rs.Held(1);
  it.hangs = true;
  it.plugin = () => {
    it.plugin = () => {
      halt();
    };
    stopped(() => held.change());
    assert.equal(thrownBy(() => held.read()).code, "borrowed");
  };
  const error = thrownBy(() => rs.stoppedOuter("nothing"));
  assert.equal(error.message, STOPPED);
  held.free();
  assert.notEqual(
    thrownBy(() => held.read()),
    undefined,
  );
  assert.deepEqual(notes, []);
});

test("a stopped script in a closure's call ends the instance, where a Rust function would go on", () => {
  const { rs, it } = stopping();
  it.hangs = false;
  rs.stoppedClosure();
  it.plugin = () => {
    it.plugin = () => {
      halt();
    };
    stopped(() => it.kept(1));
  };
  const error = thrownBy(() => rs.stoppedOuter("nothing"));
  assert.equal(error.message, STOPPED);
  assert.equal(
    thrownBy(() => it.kept(1)),
    error,
  );
});

test("a script that is stopped in JavaScript's own code ends nothing", () => {
  const { rs, it, notes, ends } = stopping();
  it.plugin = () =>
    stopped(() => {
      assert.equal(rs.stoppedOther(1), 2048);
      halt();
    });
  assert.equal(rs.stoppedOuter("nothing"), 1);
  assert.deepEqual([notes, ends], [["went on"], []]);
});

// --- Limits: no Rust function is around, so nobody notices ---

test("where no Rust function is around, what a stopped script was lent reaches no freed memory, however often", () => {
  for (const way of LENT) {
    const { rs, it, app } = stopping();
    const first = new rs.Held(5);
    stopped(() => rs.stoppedLends(way));
    const { kept } = it;
    /** @type {any[]} */
    const answers = [];
    for (let times = 0; times < 20; times++) {
      rs.stoppedOther(0x41414141);
      assert.equal(rs.stoppedWatched(times), 0);
      answers.push(kept(argument(way)));
    }
    const grows = { FnMut: 8, Result: 10, scope: 13, "scoped value": 13 }[way];
    const step = way === "Result" ? 3 : 1;
    const same = way === "text" ? "text alpha beta" : 7;
    assert.deepEqual(
      answers,
      answers.map((_, times) => (grows === undefined ? same : grows + times * step)),
      way,
    );
    assert.equal(first.read(), 5);
    const { closures, handles } = app.stats();
    assert.ok(closures >= 1 && handles <= 2, `${way}: ${closures} closures, ${handles} handles`);
  }
});

test("where no Rust function is around, an object that a stopped script had for itself stays borrowed", () => {
  const { rs, it, notes } = stopping();
  const held = new rs.Held(1);
  it.plugin = () => {
    halt();
  };
  stopped(() => held.change());
  assert.equal(thrownBy(() => held.read()).code, "borrowed");
  held.free();
  assert.equal(thrownBy(() => held.read()).code, "freed");
  assert.deepEqual(notes, []);
});

test("stopped scripts use up the stack, and its end ends the instance", (context) => {
  const { rs, it, hang, app } = stopping();
  const { buffer } = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  if (buffer.byteLength > 2 ** 31) return unchecked(context, "the end of a stack that takes up gigabytes");
  let ended = 0;
  // Frames of 8 kB: the stack of 1 MB is at its end long before.
  const dive = (/** @type {number} */ depth) => {
    it.plugin = () => (depth === 0 ? hang(null) : dive(depth - 1));
    rs.stoppedWatched(1);
  };
  for (let times = 0; times < 10 && ended === 0; times++) {
    globals.stoppedBody = () => dive(20);
    const error = thrownBy(() => runInThisContext("stoppedBody()", { breakOnSigint: true }));
    if (error instanceof PanicError) ended = times;
    else assert.equal(error.code, "ERR_SCRIPT_EXECUTION_INTERRUPTED");
  }
  assert.ok(ended > 0);
  assert.ok(thrownBy(() => rs.stoppedOther(1)) instanceof PanicError);
});
