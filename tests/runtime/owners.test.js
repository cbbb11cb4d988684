// @ts-check
// Every way to own a closure: once, given to JavaScript, in a scope; and the report of those alive.

import {
  PanicError,
  assert,
  closureError,
  collect,
  debug,
  gc,
  start,
  test,
  testWith,
  firstOf,
  built,
  hosted,
} from "./harness.js";
import { REPORTS_WHAT_IS_FOUND, isReportedOnce } from "./reported.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

const DROPPED = closureError("dropped", "closure called after it was dropped");
const ONCE = closureError("once", "FnOnce closure called more than once");

/** @param {Record<string, AnyFunction>} [host] */
function collecting(host = {}) {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  return { ...start({ keepOwned: keep, keepOnce: keep, keepScoped: keep, scopedShared: keep, ...host }), kept };
}

test("a once-closure consumes what it captured on the first call, and throws on the second", () => {
  const { rust, kept, notes, app } = collecting();
  rust.once();
  assert.equal(kept[0](7), "captures 7");
  assert.deepEqual(notes, ["dropped captures"]);
  assert.throws(() => kept[0](8), ONCE);
  rust.drop_once();
  assert.throws(() => kept[0](8), DROPPED);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a once-closure that is dropped without a call frees what it captured", () => {
  const { rust, kept, notes } = collecting();
  rust.once();
  rust.drop_once();
  assert.deepEqual(notes, ["dropped captures"]);
  assert.throws(() => kept[0](1), DROPPED);
});

test("a once-closure that is called while it runs throws, and goes on", () => {
  const instance = collecting({ during: () => assert.throws(() => instance.kept[0](9), ONCE) });
  instance.rust.once();
  assert.equal(instance.kept[0](1), "captures 1");
});

test("a once-closure whose arguments were refused can still be called", () => {
  const { rust, kept } = collecting();
  rust.once();
  assert.throws(() => kept[0](10n), TypeError);
  assert.equal(kept[0](1), "captures 1");
});

test("a once-closure that was called converts no argument any more", () => {
  const { rust, kept, notes } = collecting();
  rust.once_of_number();
  kept[0](7);
  assert.deepEqual(notes, ["7"]);
  assert.throws(() => kept[0](10n), ONCE);
});

test("a once-closure may be made of a boxed FnOnce", () => {
  const { rust, kept } = collecting();
  rust.once_from_box();
  assert.equal(kept[0](5), "5");
  assert.throws(() => kept[0](5), ONCE);
});

test("once_into_js frees itself when it is called", () => {
  const { rust, kept, notes, app } = collecting();
  rust.once_into_js();
  assert.deepEqual(app.stats(), { closures: 1, handles: 0 });
  const before = rust.allocated();
  kept[0]();
  assert.deepEqual(notes, ["dropped captures"]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  assert.ok(rust.allocated() < before);
  assert.throws(kept[0], ONCE);
});

testWith("FinalizationRegistry", "once_into_js frees itself when JavaScript lets go of it", async () => {
  const { rust, kept, notes, app } = collecting();
  rust.once_into_js();
  kept.length = 0;
  await collect(() => app.stats().closures === 0);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  assert.deepEqual(notes, ["dropped captures"]);
});

testWith(
  "FinalizationRegistry",
  "a closure that is given away or forgotten works, and is freed when JavaScript lets go of it",
  async () => {
    const { rust, kept, notes, app } = collecting();
    rust.give();
    assert.deepEqual([kept[0](), kept[1]()], [7, 8]);
    await collect(() => true);
    assert.deepEqual(app.stats(), { closures: 2, handles: 0 });
    kept.length = 0;
    await collect(() => app.stats().closures === 0);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
    assert.deepEqual(notes.sort(), ["dropped forgotten", "dropped given"]);
  },
);

test("what ends the instance while a closure is freed that was forgotten is reported once", async (context) => {
  if (!REPORTS_WHAT_IS_FOUND) return context.skip("nothing is reported here of what is thrown then");
  await isReportedOnce({ keepOnce() {} }, ({ rust }) => rust.once_into_js());
});

testWith(
  "FinalizationRegistry",
  "100,000 forgotten closures are freed, and memory stops growing after the first round",
  async () => {
    const { rust, app, kept } = collecting();
    const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
    const before = rust.allocated();
    const giveMany = async (/** @type {number} */ count) => {
      rust.give_many(count);
      assert.equal(kept[kept.length - 1](), count - 1);
      kept.length = 0;
      await collect(() => app.stats().closures === 0);
      assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
      return memory.buffer.byteLength;
    };
    await giveMany(2000); // until the allocator keeps as many freed blocks as it ever does
    const rounds = [];
    for (let round = 0; round < 4; round++) rounds.push(await giveMany(25_000));
    assert.ok(rust.allocated() <= before);
    assert.deepEqual(rounds.slice(1), [rounds[0], rounds[0], rounds[0]]);
  },
);

testWith(
  "FinalizationRegistry",
  "a closure is freed also after an instance was forgotten that had closures to free",
  async () => {
    /** @type {ReturnType<typeof collecting> | null} */
    let other = collecting();
    (() => other.rust.give())();
    other.kept.length = 0;
    const found = gc();
    other = null;
    await Promise.all([found, gc(), gc()]);
    const { rust, kept, app } = collecting();
    rust.give();
    kept.length = 0;
    await collect(() => app.stats().closures === 0);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  },
);

test("as_js_value is the function, the same each time, and ends with the closure", () => {
  const { rust, notes, app } = collecting();
  rust.as_value();
  assert.deepEqual(notes, ["true function Ok(JsValue(42))", "dropped"]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("closures of a scope borrow, work until it ends, and then refuse", () => {
  const instance = collecting({
    during: () => {
      const [add, get] = instance.kept;
      add(20);
      add(22);
      assert.equal(get(), 2);
      assert.deepEqual(instance.app.stats(), { closures: 2, handles: 0 });
    },
  });
  instance.rust.scoped();
  assert.deepEqual(instance.notes, ["result 42"]);
  for (const f of instance.kept) assert.throws(() => f(1), DROPPED);
  assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
});

test("a forgotten guard leaves no callable function behind, for a scope ends in finally", () => {
  const instance = collecting({ during: () => instance.kept[0](3) });
  instance.rust.scoped_forgotten();
  assert.deepEqual(instance.notes, ["[3]"]);
  assert.throws(() => instance.kept[0](4), DROPPED);
});

test("a borrowed FnMut whose guard is dropped during its own call is not callable after its scope", () => {
  const instance = collecting({
    during: () => instance.kept[0](1),
    callsAfterTheGuard: (/** @type {boolean} */ dropped) => {
      assert.equal(dropped, true);
      instance.kept[0](2); // the scope ends it, not the guard
    },
  });
  instance.rust.scoped_guard_dropped();
  assert.deepEqual(instance.notes, ["[1, 2]"]);
  assert.throws(() => instance.kept[0](3), DROPPED);
  assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
});

test("an exception that comes out of a scope ends the instance: its closures refuse, and nothing is dropped", () => {
  const error = new Error("through");
  const { rust, kept, notes } = collecting({
    during: () => {
      throw error;
    },
  });
  rust.scoped_owner();
  const ended = (/** @type {any} */ thrown) => thrown instanceof PanicError && firstOf(thrown).cause === error;
  assert.throws(kept[0], ended);
  assert.throws(() => kept[1](1), ended);
  assert.throws(kept[0], ended);
  assert.deepEqual(notes, []);
});

test("a scope whose import throws, and catches that, ends as any other", () => {
  const { rust, kept, notes, app } = collecting({
    duringCaught: () => {
      throw new Error("caught");
    },
  });
  rust.scoped_owner();
  kept[0]();
  assert.throws(() => kept[1](1), DROPPED);
  assert.deepEqual(notes, ["Err(JsValue(Error: caught))", "dropped scoped"]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a closure of an outer scope outlives the inner one that it was made in", () => {
  let ends = 0;
  const instance = collecting({
    during: () => {
      const [ofInner, ofOuter] = instance.kept;
      if (ends++ === 0) ofInner(1);
      else assert.throws(() => ofInner(1), DROPPED);
      ofOuter(10);
    },
  });
  instance.rust.scopes_nested();
  assert.deepEqual(instance.notes, ["20 1"]);
  assert.throws(() => instance.kept[1](1), DROPPED);
});

test("live_closures() reports where the closures that are alive were made", () => {
  const { app, rust, notes } = collecting();
  rust.leak_report();
  if (!built && !hosted) {
    const live = app.liveClosures();
    assert.deepEqual(
      live.map(({ kind, count }) => [kind, count]),
      debug
        ? [
            ["closure", 3],
            ["closure", 1],
          ]
        : [["closure", 4]],
    );
    const place = debug
      ? /^tests\/runtime\/src\/owners\.rs:\d+:\d+$/
      : /^an unknown place \(build with debug assertions\)$/;
    for (const one of live) assert.match(one.place, place);
  }
  if (debug) {
    assert.match(
      notes[0],
      /^3 closures made at tests\/runtime\/src\/owners\.rs:\d+:\d+\n1 closure made at tests\/runtime\/src\/owners\.rs:\d+:\d+\n$/,
    );
  } else {
    assert.equal(notes[0], "4 closures made at an unknown place (build with debug assertions)\n");
  }
  rust.drop_all();
  if (!built && !hosted) assert.deepEqual(app.liveClosures(), []);
});

testWith("FinalizationRegistry", "a closure in a cycle through JavaScript is freed after it has let go", async () => {
  const { rust, kept, app } = collecting();
  rust.cycle();
  kept[0]();
  kept.length = 0;
  await collect(() => app.stats().closures === 0);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

testWith(
  "FinalizationRegistry",
  "a forgotten closure that captures the object which holds it leaks, and one of `this` does not",
  async () => {
    const { rust, kept, app } = collecting({ freshObject: () => ({}) });
    const heard = () => kept.splice(0).map((/** @type {any} */ object) => object.listener());
    rust.forget_listeners(3, false);
    assert.deepEqual(heard(), [0, 1, 2]);
    await collect(() => app.stats().closures === 0);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
    rust.forget_listeners(3, true);
    assert.deepEqual(heard(), [0, 1, 2]);
    await collect(() => app.stats().closures === 0, 10);
    assert.deepEqual(app.stats(), { closures: 3, handles: 3 });
  },
);
