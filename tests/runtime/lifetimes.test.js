// @ts-check
// When a closure can be called, and when not any more; and what a call does to one that is dropped, running or dead.

import { DROPPED, EXPIRED, REENTERED, collecting } from "./collecting.js";
import {
  ClosureError,
  PanicError,
  assert,
  assertPasses,
  debug,
  endedBy,
  hosted,
  leavesNothing,
  loadSync,
  start,
  test,
  testOfLoad,
  thrownBy,
  firstOf,
} from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** A module whose functions do nothing. */
const nothingElse = new Proxy({}, { get: () => () => {} });

test("a closure runs until it is dropped, and then frees what it captured and refuses", () => {
  const { rust, kept, notes } = collecting();
  rust.make();
  const [f] = kept;
  f();
  f();
  rust.drop_it();
  assert.deepEqual(notes, ["call 1", "call 2", "dropped captures"]);
  assert.throws(f, DROPPED);
  assert.throws(f, DROPPED);
  assert.equal(notes.length, 3);
});

for (const [mutable, type] of ["Fn", "FnMut"].entries()) {
  for (const [captures, amount] of ["no captures", "captures"].entries()) {
    test(`a dropped ${type} with ${amount} refuses each call, and reaches nothing`, () => {
      const instance = collecting({ giveFunction: (/** @type {AnyFunction} */ f) => void instance.kept.push(f) });
      instance.rust.give_dropped(mutable, captures);
      const [f] = instance.kept;
      for (let call = 0; call < 3; call++) assert.throws(f, DROPPED);
      assert.deepEqual(instance.notes, ["dropped captures"]);
      assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
    });
  }
}

test("the error classes are exported, and errors are instances of them", () => {
  const { rust, kept } = collecting();
  rust.make();
  rust.drop_it();
  assert.throws(kept[0], (error) => error instanceof ClosureError && !(error instanceof PanicError));
  assert.ok(PanicError.prototype instanceof ClosureError);
  assert.ok(ClosureError.prototype instanceof Error);
});

test("a closure that is dropped without a call frees what it captured", () => {
  const instance = collecting();
  leavesNothing(instance, () => {
    instance.rust.make();
    instance.rust.drop_it();
  });
});

test("the same closure is the same function each time it is passed", () => {
  const { rust, kept } = collecting();
  rust.make();
  rust.make();
  assert.notEqual(kept[0], kept[1]);
});

test("a closure that drops itself while it runs finishes, is freed once, and is never callable again", () => {
  const instance = collecting({ reenter: () => assert.throws(instance.kept[0], DROPPED) });
  const { rust, kept, notes } = instance;
  rust.make_self_dropping();
  kept[0]();
  assert.deepEqual(notes, ["still running", "finished", "dropped captures"]);
  assert.throws(kept[0], DROPPED);
  leavesNothing(instance, () => {
    kept.length = 0;
    rust.make_self_dropping();
    kept[0]();
  });
});

test("dropping a closure while it runs frees it after the call", () => {
  const instance = collecting({ reenter: () => instance.rust.drop_it() });
  const { rust, kept, notes } = instance;
  rust.make_calling();
  kept[0]();
  assert.deepEqual(notes, ["begin 1", "end 1", "dropped captures"]);
  assert.throws(kept[0], DROPPED);
});

test("a closure that is dropped while it runs, and then throws, is not freed, because the instance has ended", () => {
  const thrown = new Error("on the way");
  const instance = collecting({
    reenter: () => {
      instance.rust.drop_it();
      throw thrown;
    },
  });
  const { rust, kept, notes } = instance;
  rust.make_calling();
  const error = thrownBy(kept[0]);
  endedBy(thrown, "reenter")(error);
  assert.equal(thrownBy(kept[0]), error);
  assert.deepEqual(notes, ["begin 1"]);
});

test("dropping a closure from another that runs on top of it frees it when it has finished", () => {
  /** @type {string[]} */
  const order = [];
  const instance = collecting({
    reenter: () => {
      if (order.length === 0) {
        order.push("inner");
        instance.kept[1](); // drops the first, which is below on the stack
        assert.ok(!instance.notes.includes("dropped captures"));
      }
    },
  });
  const { rust, kept, notes } = instance;
  rust.make_calling();
  kept[1] = () => rust.drop_it();
  kept[0]();
  assert.deepEqual(notes, ["begin 1", "end 1", "dropped captures"]);
});

test("an FnMut that is called while it runs throws, and goes on undisturbed", () => {
  let depth = 0;
  const instance = collecting({
    reenter: () => {
      if (depth++ === 0) assert.throws(instance.kept[0], REENTERED);
    },
  });
  const { rust, kept, notes } = instance;
  rust.make_calling();
  kept[0]();
  kept[0]();
  assert.deepEqual(notes, ["begin 1", "end 1", "begin 2", "end 2"]);
});

test("an FnMut that catches the refusal is callable again", () => {
  let times = 0;
  const instance = collecting({
    reenter: () => {
      if (times++ === 0) instance.kept[0]();
    },
  });
  instance.rust.make_catching();
  instance.kept[0]();
  instance.kept[0]();
  assert.deepEqual(instance.notes, ["call 1, caught: true", "call 2, caught: false"]);
});

test("a refusal that comes out of an FnMut ends the instance, as other exceptions do", () => {
  /** @type {any} */
  let refusal;
  const instance = collecting({
    reenter: () => {
      refusal = thrownBy(instance.kept[0]);
      throw refusal;
    },
  });
  instance.rust.make_calling();
  const error = thrownBy(instance.kept[0]);
  REENTERED(refusal);
  endedBy(refusal, "reenter")(error);
  assert.equal(thrownBy(instance.kept[0]), error);
  assert.deepEqual(instance.notes, ["begin 1"]);
});

test("an Fn may recurse", () => {
  const instance = collecting({ callAgain: (depth) => instance.kept[0](depth) });
  instance.rust.make_recursive();
  assert.equal(instance.kept[0](5), 120);
});

test("a JavaScript exception that comes out of a closure ends the instance, and another instance works", () => {
  const thrown = new TypeError("from JavaScript");
  let fail = true;
  const reenter = () => {
    if (fail) throw thrown;
  };
  const { rust, kept, notes } = collecting({ reenter });
  rust.make_calling();
  rust.make_recursive();
  const error = thrownBy(kept[0]);
  endedBy(thrown, "reenter")(error);
  assert.ok(error instanceof PanicError);
  fail = false;
  for (let times = 0; times < 3; times++) for (const f of kept) assert.equal(thrownBy(f), error);
  assert.deepEqual(notes, ["begin 1"]);
  const other = collecting({ reenter });
  other.rust.make_calling();
  other.kept[0]();
  assert.deepEqual(other.notes, ["begin 1", "end 1"]);
});

testOfLoad("after an exception exports are refused, and another instance of the app's module works", () => {
  const instance = collecting({
    reenter: () => {
      throw new Error("from JavaScript");
    },
  });
  const { app, rust, kept } = instance;
  const counter = app.exports.counter(1);
  rust.make_calling();
  const error = thrownBy(kept[0]);
  for (const call of [() => counter.increment(), () => counter.describe(), () => app.exports.counter(1)]) {
    assert.equal(thrownBy(call), error);
  }
  const other = loadSync(app.module, { modules: { "./host.js": nothingElse, "./other.js": nothingElse } });
  assert.equal(typeof other.exports.counter(1).describe(), "string");
});

test("a stack closure works during the call it is passed to, and expires when that returns", () => {
  /** @type {any} */
  let stored;
  const instance = start({
    lend: (/** @type {AnyFunction} */ f) => {
      stored = f;
      f();
      f();
      assert.deepEqual(instance.app.stats(), { closures: 1, handles: 0 });
    },
  });
  assert.equal(instance.rust.pass_stack(), 2);
  assert.throws(stored, EXPIRED);
  assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
});

test("a stack closure expires when the call it is passed to throws", () => {
  /** @type {any} */
  let stored;
  const { rust, app } = start({
    lend: (/** @type {AnyFunction} */ f) => {
      stored = f;
      throw new Error("no");
    },
  });
  assertPasses(rust.pass_stack, { message: "no" });
  if (hosted) {
    assert.throws(stored, PanicError); // that was the end of the instance
    return;
  }
  assert.throws(stored, EXPIRED);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a stack FnMut that is called while it runs throws", () => {
  /** @type {any} */
  let stored;
  const { rust } = start({
    lend: (/** @type {AnyFunction} */ f) => {
      stored = f;
      f();
    },
    reenter: () => assert.throws(stored, REENTERED),
  });
  assert.equal(rust.pass_stack(), 1);
});

test("a stack Fn sees what it borrows, and returns values", () => {
  /** @type {number[]} */
  const results = [];
  const { rust } = start({ lendFn: (/** @type {AnyFunction} */ f) => results.push(f(10), f(10)) });
  rust.pass_stack_fn();
  assert.deepEqual(results, [30, 40]);
});

test("two stack closures of one call both expire", () => {
  /** @type {any[]} */
  let stored = [];
  const { rust, notes } = start({
    lendTwo: (/** @type {AnyFunction} */ f, /** @type {AnyFunction} */ g) => {
      stored = [f, g];
      f();
      g();
      f();
    },
  });
  rust.pass_two();
  assert.deepEqual(notes, ["f g f"]);
  for (const f of stored) assert.throws(f, EXPIRED);
});

test("a stack closure of an outer call still works when that of an inner call has expired", () => {
  /** @type {any[]} */
  const stored = [];
  const instance = start({
    lend: (/** @type {AnyFunction} */ f) => {
      stored.push(f);
      if (stored.length === 1) {
        instance.rust.pass_stack();
        assert.throws(stored[1], EXPIRED);
        f();
      }
    },
  });
  assert.equal(instance.rust.pass_stack(), 1);
});

test("a stack closure that was itself a parameter is passed straight on", () => {
  const { rust, notes } = start({ lend: (/** @type {AnyFunction} */ f) => f() });
  rust.pass_on();
  assert.deepEqual(notes, ["called 2 times"]);
});

test("a closure whose captures hold another drops that too", () => {
  const { rust, kept, notes, app } = collecting();
  rust.make_nested();
  const [inner, outer] = kept;
  inner();
  outer();
  rust.drop_it();
  assert.throws(inner, DROPPED);
  assert.throws(outer, DROPPED);
  assert.deepEqual(notes, ["inner", "outer"]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("captures that call JavaScript when they end may have another closure called, but not their own", () => {
  const instance = collecting({
    reenter: () => {
      const [other, own] = instance.kept;
      other();
      assert.throws(own, DROPPED);
    },
  });
  instance.rust.make_calling_in_drop();
  instance.rust.drop_it();
  assert.deepEqual(instance.notes, ["other"]);
});

test("closures that share a value free it with the last of them", () => {
  const { rust, notes } = collecting();
  rust.make_sharing();
  rust.drop_it();
  assert.deepEqual(notes, []);
  rust.drop_other();
  assert.deepEqual(notes, ["dropped shared"]);
});

test("an exception that a closure catches and hands on as its Err leaks no reference parameter", () => {
  const thrown = new Error("no");
  let fail = false;
  const instance = collecting({
    note: () => {
      if (fail) throw thrown;
    },
  });
  leavesNothing(instance, () => {
    instance.kept.length = 0;
    instance.rust.make_text();
    const [f] = instance.kept;
    for (fail of [false, true, false]) {
      for (const text of ["x", "☃".repeat(1000), ""]) {
        if (fail)
          assert.equal(
            thrownBy(() => f(text)),
            thrown,
          );
        else f(text);
      }
    }
  });
});

test("an Err that is shown frees reference parameters once, and an exception on the way ends the instance", () => {
  const thrown = new Error("no");
  let fail = false;
  const instance = collecting({
    note: () => {
      if (fail) throw thrown;
    },
    keepTextError: (/** @type {AnyFunction} */ f) => void instance.kept.push(f),
  });
  leavesNothing(instance, () => {
    instance.kept.length = 0;
    instance.rust.make_text_error();
    const [f] = instance.kept;
    for (let call = 0; call < 100; call++) {
      assert.throws(() => f("☃".repeat(call), [1, 2, 3]), { name: "Error", message: "an error" });
    }
  });
  instance.rust.make_text_error();
  const f = /** @type {AnyFunction} */ (instance.kept.at(-1));
  fail = true;
  const error = thrownBy(() => f("x", [1]));
  endedBy(thrown, "note")(error);
  fail = false;
  assert.equal(
    thrownBy(() => f("x", [1])),
    error,
  );
});

test("stats() is the same in Rust and in JavaScript", () => {
  /** @type {any} */
  let seen;
  const { rust, app } = collecting({ check: (closures, handles) => (seen = { closures, handles }) });
  rust.make();
  rust.check_stats();
  assert.deepEqual(seen, { closures: 1, handles: 0 });
  assert.deepEqual(app.stats(), seen);
});

test("a panic is a PanicError with message and place, and after it everything is refused", () => {
  const { rust, kept } = collecting();
  rust.make();
  rust.make_panicking();
  const [other, panicking] = kept;
  const panicked = (/** @type {any} */ error) => {
    assert.ok(error instanceof PanicError);
    assert.equal(error.code, "panicked");
    assert.match(firstOf(error).message, /^panicked at tests\/runtime\/src\/lifetimes\.rs:\d+:\d+: boom 1$/);
    return true;
  };
  assert.throws(panicking, panicked);
  assert.throws(panicking, panicked);
  assert.throws(other, panicked);
});

test("another instance of the module goes on after a panic in one", () => {
  const one = collecting();
  const two = collecting();
  one.rust.make_panicking();
  two.rust.make();
  assert.throws(one.kept[0], PanicError);
  two.kept[0]();
  assert.deepEqual(two.notes, ["call 1"]);
});

test("an endless recursion through a closure ends the instance, as a panic does", () => {
  const instance = collecting({ callAgain: () => instance.kept[0](1) });
  instance.rust.make_recursive();
  assert.throws(() => instance.kept[0](1), PanicError);
  assert.throws(() => instance.kept[0](0), PanicError);
});

test("100,000 exceptions that a closure catches do not use up the shadow stack", () => {
  let fail = true;
  const instance = collecting({
    reenter: () => {
      if (fail) throw "no";
    },
  });
  instance.rust.make_large_frame();
  const [f] = instance.kept;
  // A frame takes 16 kB, and the stack has 1 MB.
  for (let times = 0; times < 100_000; times++) assert.equal(f(7), 0);
  fail = false;
  assert.equal(f(7), 7);
});

test("exceptions that a stack closure catches do not use up the shadow stack either", () => {
  let fail = true;
  const { rust } = start({
    reenter: () => {
      if (fail) throw "no";
    },
    lendFn: (/** @type {AnyFunction} */ f) => {
      for (let times = 0; times < 100_000; times++) assert.equal(f(7), 0);
      fail = false;
      assert.equal(f(7), 7);
    },
  });
  rust.pass_large_frame();
  assert.ok(!fail);
});

test("stack closures of a value or a string refuse as others do, and leave nothing behind", () => {
  /** @type {AnyFunction[]} */
  const stored = [];
  let during = () => {};
  const notes = /** @type {string[]} */ ([]);
  /** @param {boolean} exclusive @param {boolean} typed */
  const lend = (exclusive, typed) => (/** @type {AnyFunction} */ f) => {
    stored.push(f);
    const again = () => {
      during = () => {};
      if (exclusive) assert.throws(() => f("refused"), REENTERED);
      else f("inner");
    };
    for (let times = 0; times < 2; times++) {
      const before = app.stats();
      during = again;
      assert.equal(f("outer"), undefined);
      if (typed)
        assert.throws(() => f(7), { name: "TypeError", message: "parameter 1: expected a string, got number 7" });
      assert.deepEqual(app.stats(), before);
    }
    // Long, and not ASCII.
    f("ö".repeat(100));
  };
  const { app, rust } = start({
    lendValue: lend(true, false),
    lendValueFn: lend(false, false),
    lendText: lend(true, true),
    lendTextFn: lend(false, true),
    note: (/** @type {string} */ text) => {
      notes.push(text);
      during();
    },
  });
  rust.pass_owned();
  const long = "ö".repeat(100);
  const once = ["outer", "outer", long];
  const twice = ["outer", "inner", "outer", "inner", long];
  assert.deepEqual(notes, [...once, ...twice, ...once, ...twice, "6 calls of FnMut"]);
  for (const f of stored) assert.throws(() => f("late"), EXPIRED);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a stack closure whose call is under way is refused after a panic elsewhere", () => {
  const { rust, kept } = collecting({
    lend: (f) => {
      f();
      assert.throws(kept[0], PanicError);
      assert.throws(f, PanicError);
      assert.throws(f, PanicError);
      throw new Error("the end");
    },
  });
  rust.make_panicking();
  assert.throws(rust.pass_stack, hosted ? PanicError : { message: "the end" });
});

test("after a panic no memory is asked for, for a string that a stack closure is passed", () => {
  const { app, rust, kept } = collecting({
    lendTextFn: (f) => {
      assert.throws(kept[0], PanicError);
      const { memory } = /** @type {any} */ (app.instance.exports);
      const before = memory.buffer.byteLength;
      assert.throws(() => f("x".repeat(10_000_000)), PanicError);
      assert.equal(memory.buffer.byteLength, before);
      throw new Error("the end");
    },
  });
  rust.make_panicking();
  assert.throws(rust.pass_owned, hosted ? PanicError : { message: "the end" });
});

test("100,000 heap closures made, passed and dropped leave memory as it was", () => {
  const { rust, app } = start({});
  rust.churn(10_000); // until the allocator keeps as many freed blocks as it ever does
  const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
  const before = { ...app.stats(), allocated: rust.allocated(), bytes: memory.buffer.byteLength };
  rust.churn(100_000);
  assert.deepEqual({ ...app.stats(), allocated: rust.allocated(), bytes: memory.buffer.byteLength }, before);
});

test(`errors ${debug ? "say" : "do not say"} where the closure was made`, () => {
  const { rust, kept } = collecting();
  rust.make();
  rust.drop_it();
  assert.throws(
    kept[0],
    (/** @type {any} */ error) => / \(closure made at .*lifetimes\.rs:\d+:\d+\)$/.test(error.message) === debug,
  );
});
