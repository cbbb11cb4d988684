// @ts-check
// A call that does not come about leaves everything as it was: what stands before an argument that is refused, or finds no room,
// is given back. And what JavaScript can do to one argument while another is converted.

import { ClosureError, PanicError, assert, debug, start, test, thrownBy, unchecked } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/** @param {Record<string, AnyFunction>} [host] */
function arguing(host = {}) {
  /** @type {AnyFunction[]} */
  const held = [];
  const instance = start({ hold: (/** @type {AnyFunction} */ f) => void held.push(f), ...host });
  return { ...instance, rs: /** @type {any} */ (instance.app.exports), held };
}

/** @param {ReturnType<typeof arguing>} instance */
const measure = ({ app, rust }) => ({ ...app.stats(), allocated: rust.allocated() });

/** Takes all memory but what is left in blocks of less than 64 KiB. @param {ReturnType<typeof arguing>} instance */
function fill({ rust }) {
  for (let size = 2 ** 28; size >= 2 ** 16; size /= 2) while (rust.pressure_hold(size));
}

const EXHAUSTED = { name: "RangeError", message: /^wasm memory is exhausted: there is no room for \d+ bytes$/ };

/** No room for it is left by `fill`. */
const LIST = new Float64Array(2 ** 17);
const TEXT = "x".repeat(2 ** 20);

/**
 * Makes a call some times that must fail, and shows that nothing is lost by it.
 *
 * @param {ReturnType<typeof arguing>} instance
 * @param {() => any} call
 * @param {any} error
 * @param {string} what
 */
function losesNothing(instance, call, error, what) {
  assert.throws(call, error);
  const before = measure(instance);
  for (let times = 0; times < 5; times++) assert.throws(call, error);
  assert.deepEqual(measure(instance), before, what);
  assert.deepEqual(instance.notes, [], what);
}

test("an export whose last argument finds no room gives back what came before", () => {
  const instance = arguing();
  const { rs, rust } = instance;
  const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((n) => new rs.Thing(n));
  fill(instance);
  const start = measure(instance);
  /** @param {any} last */
  const everything = (last) =>
    rs.argumentEverything(
      a,
      "text",
      {},
      ["a", "", "☃".repeat(40)],
      [b, c],
      () => 0,
      d,
      e,
      [1, 2],
      "option",
      2n ** 100n,
      5n,
      [{}, null],
      undefined,
      last,
    );
  losesNothing(instance, () => everything(LIST), EXHAUSTED, "everything");
  losesNothing(instance, () => rs.argumentTexts({}, "a", "b", TEXT, "c"), EXHAUSTED, "a Rest of strings");
  losesNothing(
    instance,
    () => rs.argumentLists({}, new Uint8Array(9), new Uint8Array(2 ** 20)),
    EXHAUSTED,
    "a Rest of lists",
  );
  losesNothing(instance, () => rs.argumentThis.call({}, LIST), EXHAUSTED, "This");
  losesNothing(instance, () => a.withList("text", LIST), EXHAUSTED, "a method");
  losesNothing(instance, () => a.intoList({}, LIST), EXHAUSTED, "a method that takes the object");
  losesNothing(instance, () => rs.argumentStrings(["a", "b", TEXT], 1), EXHAUSTED, "a list of strings");
  losesNothing(instance, () => rs.argumentStrings(["é".repeat(2 ** 19)], 1), EXHAUSTED, "a string that is not ASCII");
  assert.deepEqual(measure(instance), start);
  assert.deepEqual(
    [a, b, c, d, e].map((thing) => thing.number()),
    [1, 2, 3, 4, 5],
  );
  rust.pressure_release();
  assert.equal(everything([1]), 1 + 2 + 4 + 5 + 2);
  for (const thing of [a, b, c]) assert.throws(() => thing.number(), { code: "moved" });
  for (const thing of [a, b, c, d, e]) thing.free();
  assert.deepEqual([...instance.notes].sort(), ["dropped 1", "dropped 2", "dropped 3", "dropped 4", "dropped 5"]);
});

test("an export whose last argument is refused gives back what came before", () => {
  const instance = arguing();
  const { rs } = instance;
  const [a, b, c, d] = [1, 2, 3, 4].map((n) => new rs.Thing(n));
  const borrowed = { code: "borrowed" };
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, c], d, d), borrowed, "one is lent twice");
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, b], c, d), borrowed, "one is given twice");
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, c], a, d), borrowed, "one is given and lent");
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, c], d, {}), TypeError, "one is another object");
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, 7], c, d), TypeError, "one in a list is none");
  losesNothing(instance, () => rs.argumentRest(a, b, c, b), borrowed, "one is twice in a Rest");
  losesNothing(instance, () => rs.argumentTexts({}, "a", 7), TypeError, "one of a Rest is no string");
  const freed = new rs.Thing(5);
  freed.free();
  instance.notes.length = 0;
  losesNothing(instance, () => rs.argumentRefused(a, "text", {}, [b, c], d, freed), { code: "freed" }, "one is freed");
  assert.deepEqual(
    [a, b, c, d].map((thing) => thing.add(1)),
    [2, 3, 4, 5],
  );
  assert.equal(rs.argumentRest(a, b, c), 9);
});

test("an object that is twice in a Rest is refused by its own place", () => {
  const { rs } = arguing();
  const [a, b] = [new rs.Thing(1), new rs.Thing(2)];
  assert.throws(() => rs.argumentRest(a, b, b), {
    message: /^parameter 3: Thing used while a call changes or takes it$/,
  });
  assert.throws(() => rs.argumentRest(a, a), { message: /^parameter 2: / });
});

test("closures of one to eight parameters give back what came before the argument that finds no room", () => {
  const instance = arguing();
  const { rs, rust, held, notes } = instance;
  const [a, b, c, d] = [1, 2, 3, 4].map((n) => new rs.Thing(n));
  rs.argumentClosures();
  fill(instance);
  const start = measure(instance);
  /** @type {((last: any, text: any) => any)[]} */
  const calls = [
    (last) => held[0](last),
    (last) => held[1]({}, last),
    (last) => held[2]({}, "text", last),
    (last) => held[3]("text", new Uint8Array(9), last),
    (last) => held[4](a, {}, "text", last),
    (last) => held[5](["a", "☃"], "option", b, 1n, last),
    (last) => held[6]([{}, 1], 2n ** 127n, c, "text", true, last),
    (last) => held[7].call({}, {}, [a, b], "text", "c", d, last),
    (_, text) => held[8](a, "text", {}, () => 0, new Uint8Array(9), 1.5, b, "rest", text),
    (last) => held[9](d, "text", last),
    (_, text) => held[10](text),
  ];
  for (const [at, call] of calls.entries()) {
    losesNothing(instance, () => call(LIST, TEXT), EXHAUSTED, `closure ${at}`);
    // Arguments before it are too large as well.
    if (at === 2) losesNothing(instance, () => held[2]({}, TEXT, LIST), EXHAUSTED, "two of them");
  }
  assert.deepEqual(measure(instance), start);
  assert.deepEqual(
    [a, b, c, d].map((thing) => thing.number()),
    [1, 2, 3, 4],
  );
  rust.pressure_release();
  for (const call of calls.slice(0, 4)) call([1], "t");
  assert.deepEqual(notes.splice(0), ["called", "called", "called", "called"]);
  calls[9]([1], "t"); // what was refused has not used it up
  calls[10]([1], "t");
  assert.throws(() => calls[9]([1], "t"), { code: "once" });
  assert.throws(() => calls[10]([1], "t"), { code: "once" });
  assert.deepEqual(notes.splice(0), ["dropped 4"]);
  calls[8]([1], "t");
  assert.deepEqual([...notes.splice(0)].sort(), ["called", "dropped 1", "dropped 2"]);
  rust.drop_all();
  assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
});

test("closures that refuse an argument give back what came before", () => {
  const instance = arguing();
  const { rs, held } = instance;
  const [a, b] = [new rs.Thing(1), new rs.Thing(2)];
  rs.argumentClosures();
  losesNothing(instance, () => held[4](a, {}, 7, [1]), TypeError, "a number for a string");
  losesNothing(
    instance,
    () => held[7].call({}, {}, [a, b], "text", "c", a, [1]),
    { code: "borrowed" },
    "one is given twice",
  );
  losesNothing(instance, () => held[8](a, "text", {}, () => 0, [1], 1, b, "rest", {}), TypeError, "one of a Rest");
  losesNothing(instance, () => held[9](a, "text", "list"), TypeError, "of a closure for one call");
  assert.equal(held[9](a, "text", [1]), 1);
  assert.equal(b.number(), 2);
});

test("a result of an import that finds no room is an Err, and gives back what came before", () => {
  /** @type {any} */
  let given;
  const instance = arguing({ give: () => given });
  const { rs, rust, notes } = instance;
  const [a, b] = [new rs.Thing(1), new rs.Thing(2)];
  fill(instance);
  const results = [[a, b, {}], ["a", "b", TEXT], new Array(2 ** 17).fill(null), LIST, TEXT];
  for (const [way, result] of results.entries()) {
    given = result;
    assert.equal(rs.argumentResults(way), false);
    const before = measure(instance);
    for (let times = 0; times < 5; times++) assert.equal(rs.argumentResults(way), false);
    assert.deepEqual(measure(instance), before, String(way));
  }
  given = [a, b, a];
  assert.equal(rs.argumentResults(0), false);
  assert.deepEqual([a.number(), b.number(), notes], [1, 2, []]);
  given = TEXT;
  const error = thrownBy(() => rs.argumentResults(5));
  assert.ok(error instanceof PanicError && error.cause instanceof RangeError);
  assert.match(error.message, /RangeError: wasm memory is exhausted/);
  assert.equal(
    thrownBy(() => a.number()),
    error,
  );
  rust.pressure_release();
});

test("lists of more than 2 GiB are refused before anything is allocated, also where their size would wrap", (context) => {
  const instance = arguing();
  const { rs } = instance;
  const thing = new rs.Thing(1);
  /** @type {[any, number, (list: any) => any][]} */
  const sizes = [
    [Uint8Array, 2 ** 31, rs.argumentBytes],
    [Float64Array, 2 ** 28, rs.argumentFloats],
    [Float64Array, 2 ** 28, (list) => thing.intoList({}, list)],
    [Uint8Array, 2 ** 32, rs.argumentBytes],
    [Float64Array, 2 ** 29, rs.argumentFloats],
    [Float64Array, 2 ** 29 + 1, rs.argumentFloats],
  ];
  for (const [Numbers, length, call] of sizes) {
    let list;
    try {
      list = new Numbers(length);
    } catch (error) {
      assert.ok(error instanceof RangeError);
      unchecked(context, "lists of some GiB, which this engine does not make");
      continue;
    }
    const bytes = length * Numbers.BYTES_PER_ELEMENT;
    const exhausted = { name: "RangeError", message: `wasm memory is exhausted: there is no room for ${bytes} bytes` };
    losesNothing(instance, () => call(list), exhausted, `${Numbers.name}(${length})`);
  }
  assert.equal(thing.intoList({}, [1]), 1);
});

test("an argument that is too long for JavaScript is an Err, and what is given away beside it ends", (context) => {
  const instance = arguing({ take: () => 0 });
  const { rs, app, notes } = instance;
  const room = 2 ** 32 - /** @type {any} */ (instance.app.instance.exports.memory).buffer.byteLength;
  if (room < 2 ** 30)
    return unchecked(context, "texts that are too long, for which there is no room so high in memory");
  /** Longer than V8's strings, then longer than any engine's, for which there must be more room. */
  const lengths = room < 3 * 2 ** 30 ? [2 ** 29 + 2 ** 10] : [2 ** 29 + 2 ** 10, 2 ** 30 + 2 ** 10];
  const length = lengths.find((length) => !rs.argumentTooLong(length, false));
  if (length === undefined)
    return unchecked(context, "texts that are too long, of which this engine's decoder makes shorter ones");
  // Without a decoder of the engine's own each takes ten seconds.
  const [ways, most] = globalThis.TextDecoder === undefined ? [[true], 1] : [[false, true], 2];
  for (const lending of ways) {
    assert.equal(rs.argumentTooLong(5, lending), true);
    notes.length = 0;
    for (let times = 0; times < most; times++) assert.equal(rs.argumentTooLong(length, lending), false);
    assert.equal(app.stats().handles, 0);
  }
  const error = thrownBy(() => rs.argumentLongText(length));
  assert.ok(error instanceof PanicError);
  assert.equal(
    thrownBy(() => rs.argumentBytes([1])),
    error,
  );
});

test("a conversion that frees, moves or uses an object before the call is seen by the call", () => {
  const { rs, notes } = arguing();
  /** @param {() => any} body */
  const during = (body) => ({ [Symbol.toPrimitive]: () => (body(), 1), valueOf: () => (body(), 1) });
  const make = () => new rs.Thing(5);
  const freed = make();
  assert.throws(
    () =>
      rs.argumentBoth(
        freed,
        during(() => freed.free()),
      ),
    { code: "freed" },
  );
  const moved = make();
  assert.throws(
    () =>
      rs.argumentBoth(
        moved,
        during(() => rs.argumentTake(moved, 1)),
      ),
    { code: "moved" },
  );
  const taken = make();
  assert.throws(
    () =>
      rs.argumentTake(
        taken,
        during(() => taken.free()),
      ),
    { code: "freed" },
  );
  const added = make();
  assert.equal(added.add(during(() => added.add(1))), 7);
  assert.throws(() => added.add(during(() => added.free())), { code: "freed" });
  assert.equal(notes.length, 4);
  const texts = ["a", "b"];
  assert.equal(
    rs.argumentStrings(
      texts,
      during(() => (texts.length = 0)),
    ),
    '["a", "b"] 1',
  );
});

test("a variadic import with a list that is too long for JavaScript's stack is an Err, or ends the instance", () => {
  const { rs } = arguing();
  assert.equal(rs.argumentMax(100), 1.5);
  for (let times = 0; times < 2; times++) assert.equal(rs.argumentTryMax(2_000_000), -1);
  assert.equal(rs.argumentTryMax(100), 1.5);
  const error = thrownBy(() => rs.argumentMax(2_000_000));
  assert.ok(error instanceof PanicError && error.cause instanceof Error);
  assert.match(error.message, debug ? /; Math\.max threw it, which is declared in / : /; if an import threw it, /);
  assert.equal(
    thrownBy(() => rs.argumentMax(100)),
    error,
  );
});

test("free() at each depth up to the stack's end drops the value, or can be called again, or the instance has ended", () => {
  // Instances with gigabytes each have V8 collect garbage again and again.
  const { buffer } = /** @type {WebAssembly.Memory} */ (arguing().app.instance.exports.memory);
  const EACH = buffer.byteLength > 2 ** 31 ? 6 : 1;
  const DEPTHS = 120;
  const makes = Array.from({ length: DEPTHS / EACH }, () => {
    const instance = arguing();
    return { ...instance, thing: new instance.rs.Thing(1) };
  });
  new (arguing().rs.Thing)(0).free(); // compiled now
  let next = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // The end.
    }
    if (next === DEPTHS || next++ % EACH !== 0) return;
    try {
      makes[(next - 1) / EACH].thing.free();
    } catch {
      // Looked at afterwards.
    }
  };
  dive();
  assert.equal(next, DEPTHS);
  const ways = new Set();
  for (const { rs, thing, notes } of makes) {
    const dropped = notes.length;
    let ended = false;
    try {
      thing.free();
      rs.argumentBytes([1]);
    } catch (error) {
      assert.ok(error instanceof PanicError);
      ended = true;
    }
    if (!ended) assert.deepEqual(notes, ["dropped 1"]);
    assert.throws(
      () => thing.number(),
      (/** @type {any} */ error) => error.code === "freed" || error instanceof PanicError,
    );
    ways.add(ended ? "ended" : dropped === 1 ? "dropped" : "again");
  }
  assert.ok(ways.has("dropped"), "where there is enough stack, it is dropped");
});

// --- Closures of a scope that end ---

test("a closure of a scope that another uses when it ends is itself, and refuses", () => {
  for (const make of [0, 1, 2, 5]) {
    /** @type {any[]} */
    const used = [];
    const instance = arguing({
      useScoped: (/** @type {any} */ f) => {
        used.push(f);
        try {
          assert.equal(used.length === 1 ? f() : thrownBy(f).code, used.length === 1 ? 7 : "dropped");
        } catch (error) {
          used.push(error);
        }
        return 0;
      },
    });
    instance.rs.argumentScope(make);
    assert.equal(used.length, 3);
    assert.ok(used.every((f) => f === used[0] && typeof f === "function"));
    assert.deepEqual(instance.notes, ["the scope has ended"]);
    assert.deepEqual(instance.app.stats(), { closures: make, handles: 0 });
    instance.rust.drop_all();
    assert.deepEqual(instance.app.stats(), { closures: 0, handles: 0 });
    assert.ok(thrownBy(used[0]) instanceof ClosureError);
  }
});
