// @ts-check
// What ends an instance: an exception that comes out of Rust, and a panic. Nothing of it goes on or is entered afterwards, also
// where JavaScript swallows them, and in whatever it was called for.

import { BOOM, BY_ODD, Odd, faulty, hasEnded, swallow, throwOdd } from "./faulty.js";
import { ClosureError, LATER, PanicError, assert, debug, firstOf, test, thrownBy } from "./harness.js";
import { WAYS, resultOf } from "./ways.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

// --- Exceptions ---

test("the error of a later call says that it is one, has the call's own stack, and tells by its cause what ended the instance", () => {
  const { rs } = faulty();
  const first = thrownBy(() => rs.faultBoom());
  function listener() {
    rs.faultMessage("text", {});
  }
  // In a release build nothing is asked before a call of numbers alone: it is refused by Rust, and throws the first error.
  if (!debug)
    assert.equal(
      thrownBy(() => rs.faultOk(1)),
      first,
    );
  for (const call of [...(debug ? [() => rs.faultOk(1)] : []), listener]) {
    assert.throws(call, (/** @type {any} */ later) => {
      assert.ok(later instanceof PanicError && later !== first);
      assert.equal(later.message, `${LATER}${first.message}`);
      assert.equal(later.cause, first);
      if (call === listener && later.stack !== undefined) assert.match(later.stack, /listener/);
      return true;
    });
  }
});

test("an exception of an import ends the instance, and is the cause of what everything throws from then on", async () => {
  const odd = new Odd("no");
  const instance = faulty({
    fault: () => {
      throw odd;
    },
  });
  instance.rs.faultClosures();
  const first = thrownBy(() => instance.rs.faultThrough());
  assert.ok(first instanceof PanicError);
  assert.equal(first.cause, odd);
  await hasEnded(instance, BY_ODD, odd);
  assert.deepEqual(instance.notes, []);
});

test("an exception out of a sort leaves nothing that can be read, taken or freed", async () => {
  let compared = 0;
  const instance = faulty({ compare: () => (++compared === 3 ? throwOdd() : -1) });
  const names = new instance.rs.Names();
  const error = thrownBy(() => names.sort());
  for (const call of [() => names.pop(), () => names.text(), () => names.sort()]) assert.equal(thrownBy(call), error);
  names.free(); // nothing is left to be dropped
  names.free();
  await hasEnded(instance, debug ? /Odd: no; compare threw it/ : /Odd: no; if an import/, error.cause);
});

test("an exception between two stores leaves nothing that could show which of them the compiler has left out", async () => {
  for (const method of ["replace", "step"]) {
    const instance = faulty();
    const slot = new instance.rs.Slot();
    const error = thrownBy(() => slot[method](7));
    assert.equal(
      thrownBy(() => slot.value),
      error,
    );
    assert.equal(
      thrownBy(() => slot.steps),
      error,
    );
    assert.equal(
      thrownBy(() => new instance.rs.Slot()),
      error,
    );
    slot.free();
    await hasEnded(instance, BY_ODD, error.cause);
  }
});

test("an exception out of a closure ends the instance", async () => {
  const instance = faulty();
  instance.rs.faultClosures();
  const [f] = instance.held;
  assert.equal(f(0), 1);
  const error = thrownBy(() => f(1));
  assert.equal(
    thrownBy(() => f(0)),
    error,
  );
  await hasEnded(instance, BY_ODD, error.cause);
});

test("what the runtime itself finds wrong with an import's result ends the instance too", async () => {
  const instance = faulty({ text: () => undefined });
  const slot = new instance.rs.Slot();
  const error = thrownBy(() => slot.retell());
  assert.equal(error.cause.name, "TypeError");
  assert.equal(
    thrownBy(() => slot.value),
    error,
  );
  await hasEnded(instance, /TypeError: result of text: expected a string, got undefined/, error.cause);
});

test("an exception in a destructor ends the instance: of free(), of an object that was freed meanwhile, of captures", async () => {
  const free = faulty();
  const error = thrownBy(() => new free.rs.Noisy(1).free());
  assert.deepEqual(free.notes.splice(0), ["dropped 1"]);
  await hasEnded(free, BY_ODD, error.cause);

  for (const at of [0, 1, 2]) {
    /** @type {any} */
    let current;
    const instance = faulty({ quiet: () => current.free() });
    instance.rs.faultReaders();
    current = new instance.rs.Noisy(at);
    const { cause } = thrownBy(() => instance.held[at](current));
    assert.ok(instance.notes.includes(`dropped ${at}`));
    await hasEnded(instance, BY_ODD, cause);
  }

  const captures = faulty();
  const once = captures.rs.faultOnce(true);
  captures.ends.length = 0;
  const { cause } = thrownBy(() => once(1));
  await hasEnded(captures, BY_ODD, cause);
});

test("a closure whose object is freed meanwhile can be called again, and ends once", () => {
  /** @type {any} */
  let current;
  const instance = faulty({ fault: () => 0, quiet: () => current.free() });
  const { rs, held, rust, notes, app } = instance;
  rs.faultReaders();
  for (const at of [0, 1, 0, 1, 2]) {
    current = new rs.Noisy(at);
    assert.equal(held[at](current), at);
  }
  assert.throws(() => held[2](new rs.Noisy(5)), { code: "once" });
  rust.drop_all();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  const captures = notes.filter((note) => note.startsWith("captures"));
  assert.deepEqual(captures, ["captures of the FnOnce", "captures of the FnMut", "captures of the Fn"]);
  assert.equal(notes.filter((note) => note.startsWith("dropped")).length, 5);
});

test("no row of exceptions uses up the stack: the first ends the instance, those that are caught before Rust do not", async () => {
  for (const way of ["faultDeep", "faultOnce", "faultLoop"]) {
    const instance = faulty({ lend: (/** @type {AnyFunction} */ f) => f() });
    const call = () => (way === "faultOnce" ? instance.rs.faultOnce(false)(1) : instance.rs[way](3000));
    const error = thrownBy(call);
    for (let times = 0; times < 2000; times++) assert.equal(thrownBy(call), error);
    await hasEnded(instance, BY_ODD, error.cause);
  }
  const { rs } = faulty();
  for (let times = 0; times < 5000; times++) assert.ok(thrownBy(() => rs.faultResult()) instanceof Odd);
  assert.equal(rs.faultOk(1), 2);
});

test("what an exception has skipped is never found locked, because nothing is entered", async () => {
  const instance = faulty();
  const error = thrownBy(() => instance.rs.faultLocked());
  assert.equal(
    thrownBy(() => instance.rs.faultLocked()),
    error,
  );
  await hasEnded(instance, BY_ODD, error.cause);
});

test("what does not come out of Rust ends nothing: a refusal, a wrong argument, an Err, an exception that an import returns as one", () => {
  const { rs, held, ends, app } = faulty();
  rs.faultClosures();
  rs.faultReaders();
  const [, , reader] = held;
  const moved = new rs.Names();
  for (let times = 0; times < 3; times++) {
    assert.throws(() => reader({}), TypeError);
    assert.throws(() => held[0](Symbol()), TypeError);
    assert.throws(() => rs.faultErr(), { name: "Error", message: "no" });
    assert.ok(thrownBy(() => rs.faultResult()) instanceof Odd);
    assert.throws(() => rs.faultTorn(1, true), TypeError);
    assert.throws(() => rs.Slot.prototype.step.call(moved), TypeError);
    assert.throws(() => rs.faultOk({ valueOf: throwOdd, [Symbol.toPrimitive]: throwOdd }), Odd);
    assert.equal(rs.faultOk(times), times + 1);
  }
  assert.deepEqual([ends, app.stats().handles], [[], 0]);
});

test("whatever is thrown is quoted, and what cannot be quoted does no harm", async () => {
  const oddities = [
    ["text", /: string "text"; /],
    [undefined, /: a value that cannot be shown; |: undefined; /],
    [Symbol("s"), /: a symbol; /],
    [{ name: 5, message: "m" }, /: Error: m; /],
    [new Proxy({}, { get: throwOdd, getPrototypeOf: throwOdd }), /: a value that cannot be shown; /],
    [Object.freeze(new RangeError("x".repeat(1000))), /: RangeError: x{100,388}; /],
    [new Error("too much recursion"), /: Error: too much recursion; /],
  ];
  for (const [thrown, message] of oddities) {
    const instance = faulty({
      fault: () => {
        throw thrown;
      },
    });
    assert.ok(Object.is(thrownBy(() => instance.rs.faultThrough()).cause, thrown));
    await hasEnded(instance, /** @type {RegExp} */ (message), thrown);
  }
});

test("while an exception is looked at nothing is entered, what is freed is not lost track of, and a panic does not replace it", async () => {
  /** @type {string[]} */
  const seen = [];
  const instance = faulty({
    fault: () => {
      throw new Proxy(new Odd("no"), {
        get(target, name) {
          for (const call of [() => rs.faultOk(1), () => held[0](0), () => rust.fault_plain()]) {
            const error = thrownBy(call);
            seen.push(`${String(name)}: ${error instanceof PanicError || error instanceof WebAssembly.RuntimeError}`);
          }
          noisy.free();
          return Reflect.get(target, name);
        },
        getPrototypeOf: throwOdd,
      });
    },
  });
  const { rs, held, rust } = instance;
  rs.faultClosures();
  const noisy = new rs.Noisy(1);
  const { cause } = thrownBy(() => rs.faultThrough());
  assert.deepEqual([...new Set(seen)], ["name: true", "message: true"]);
  assert.equal(
    thrownBy(() => noisy.number()).code === "freed" || thrownBy(() => noisy.number()) instanceof PanicError,
    true,
  );
  await hasEnded(instance, BY_ODD, cause);
});

test("a trap of another module and a recursion of JavaScript's own are exceptions like others: Result catches them", async () => {
  const bad = new WebAssembly.Instance(
    new WebAssembly.Module(
      new Uint8Array([
        0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
      ]),
    ),
  );
  /** @type {(n: number) => number} */
  const deep = (n) => 1 + deep(n + 1);
  for (const fault of [/** @type {AnyFunction} */ (bad.exports.f), () => deep(0)]) {
    const instance = faulty({ fault });
    for (let times = 0; times < 3; times++) assert.ok(thrownBy(() => instance.rs.faultResult()) instanceof Error);
    assert.equal(instance.rs.faultOk(1), 2);
    const error = thrownBy(() => instance.rs.faultThrough());
    assert.ok(error instanceof PanicError && error.cause instanceof Error);
    assert.equal(error.cause instanceof PanicError, false);
    await hasEnded(
      instance,
      /^the wasm instance was ended by an exception: (RuntimeError|RangeError|InternalError): .*import|fault threw it/,
      error.cause,
    );
  }
});

// --- Swallowed ---

/** What happens inside, and is swallowed. @type {Record<string, (instance: ReturnType<typeof faulty>) => any>} */
const FAULTS = {
  "a panic": ({ rs }) => rs.faultBoom(),
  "a panic of a closure": ({ held }) => held[0](2),
  "an exception": ({ rs }) => rs.faultThrough(),
  "an exception out of a closure": ({ held }) => held[0](1),
  "an exception in a destructor": ({ rs }) => new rs.Noisy(1).free(),
};

/** Also those in which a conversion calls JavaScript. */
const ALL_WAYS = [...WAYS, "number by valueOf", "list by getter"];

/** @param {string} way @param {(instance: ReturnType<typeof faulty>) => any} fault */
function swallowing(way, fault) {
  let runs = 0;
  const quiet = () => {
    runs++;
    swallow(() => fault(instance));
    return resultOf(way);
  };
  class Class {
    static [Symbol.hasInstance] = () => Boolean(quiet());
    static still = quiet;
    constructor(/** @type {boolean} */ silent = false) {
      if (!silent) quiet();
    }
    poke = quiet;
    pokeWith = quiet;
    get level() {
      return quiet();
    }
    set level(_) {
      quiet();
    }
  }
  /** @type {any} */
  const odd = new Proxy(new Class(true), {
    get: (target, name) => (name === "1" ? quiet() : Reflect.get(target, name)),
    set: (target, name, value) => (name === "1" ? Boolean(quiet()) : Reflect.set(target, name, value)),
    deleteProperty: () => Boolean(quiet()),
    ownKeys: (target) => (quiet(), Reflect.ownKeys(target)),
  });
  const list = [1, 2];
  Object.defineProperty(list, 1, { get: quiet });
  const deep = {
    quiet,
    get LEVEL() {
      return quiet();
    },
  };
  const number = () => (way === "list by getter" ? list : { valueOf: quiet, [Symbol.toPrimitive]: quiet });
  const instance = faulty({ quiet, deep, lend: quiet, Odd: Class, odd: () => odd, number });
  return { instance, odd, quiet, runs: () => runs };
}

for (const [what, fault] of Object.entries(FAULTS)) {
  test(`Rust does not go on after ${what} that JavaScript swallows, wherever it has called JavaScript`, async () => {
    const panics = what.startsWith("a panic");
    for (const way of ALL_WAYS) {
      const { instance, odd, quiet, runs } = swallowing(way, fault);
      instance.rs.faultClosures();
      const error = thrownBy(() => instance.rs.faultSwallow(way, odd, quiet));
      assert.equal(runs(), 1, way);
      assert.ok(error instanceof PanicError, `${way}: ${error}`);
      assert.deepEqual(
        instance.notes.filter((note) => note === "went on"),
        [],
        way,
      );
      assert.equal(error.cause instanceof Odd, !panics, way);
      await hasEnded(instance, panics ? BOOM : BY_ODD, error.cause);
    }
  });
}

test("in each of these ways Rust goes on when nothing has happened", () => {
  for (const way of ALL_WAYS) {
    const { instance, odd, quiet } = swallowing(way, () => 0);
    instance.rs.faultSwallow(way, odd, quiet);
    assert.ok(instance.notes.includes("went on"), way);
    assert.equal(instance.app.stats().closures, 0);
    assert.deepEqual(instance.ends, []);
  }
});

for (const panics of [true, false]) {
  const what = panics ? "panic" : "exception";
  for (const way of ["nothing", "number", "result", "text", "more", "shared", "scope"]) {
    test(`what a swallowed ${what} of a lent closure has torn is not used: ${way}`, async () => {
      let compared = 0;
      const instance = faulty({
        compare: () => (!panics && ++compared === 3 ? throwOdd() : -1),
        lend: (/** @type {AnyFunction} */ f) => (swallow(() => f(way === "text" ? "t" : 1)), way === "scope" || 1),
      });
      const error = thrownBy(() => instance.rs.faultTorn(way, panics));
      assert.deepEqual(instance.notes, []);
      await hasEnded(instance, panics ? /: torn$/ : debug ? /Odd: no; compare threw it/ : /Odd: no; if/, error.cause);
    });
  }
}

test("an instance that has ended is ended for all instances that call each other through it", async () => {
  const inner = faulty();
  const outer = faulty({ fault: () => inner.rs.faultBoom(), quiet: () => swallow(() => inner.rs.faultBoom()) });
  outer.rs.faultSwallow("nothing", {}, () => 1);
  assert.deepEqual(outer.notes, ["went on"]); // it has not entered this one
  const error = thrownBy(() => outer.rs.faultThrough());
  assert.equal(
    firstOf(error.cause),
    thrownBy(() => inner.rs.faultOk(1)),
  );
  await hasEnded(inner, BOOM);
  await hasEnded(
    outer,
    /by an exception: PanicError: .*panicked at .*: boom; .*fault|: PanicError: .*; if/,
    error.cause,
  );
});

test("Rust does not go on around a plain export that an exception has passed, whose closures would outlive their frame", async () => {
  const ways = ["nothing", "text", "result", "debug", "scope"].flatMap((way) =>
    ["fault_plain_scope", "fault_plain_transfer"].map((fault) => [way, fault]),
  );
  for (const [way, fault] of ways) {
    const { instance, odd, quiet } = swallowing(way, ({ rust }) => rust[fault]());
    const { rs, rust, held, notes } = instance;
    const error = thrownBy(() => rs.faultSwallow(way, odd, quiet));
    assert.ok(error instanceof PanicError);
    swallow(() => rust.fault_other(0x41414141));
    for (const f of held) assert.ok(thrownBy(f) instanceof ClosureError);
    assert.deepEqual(notes, []);
  }
});

test("where no Rust function is around it, the closures of such a plain export reach no freed memory", () => {
  const { rust, held, notes } = faulty();
  for (let times = 0; times < 20; times++) {
    assert.ok(thrownBy(() => rust.fault_plain_scope()) instanceof Odd);
    assert.equal(rust.fault_other(1), 2048);
    for (const f of held) f();
  }
  assert.deepEqual([...new Set(notes)], ["alpha beta"]);
});

test("a plain export that is entered after the end does not come back from its first import, whatever that has done", async () => {
  for (const name of ["fault_calls", "fault_tries"]) {
    let calls = 0;
    const count = () => calls++;
    const instance = faulty({ quiet: count });
    const { rs, rust, notes } = instance;
    assert.equal(rust[name](), 1);
    const { cause } = thrownBy(() => rs.faultThrough());
    assert.equal(
      thrownBy(() => rust[name]()),
      thrownBy(() => rs.faultOk(1)),
    );
    assert.deepEqual([calls, notes], [2, ["went on"]]);
    await hasEnded(instance, BY_ODD, cause);
  }
});
