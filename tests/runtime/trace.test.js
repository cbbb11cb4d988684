// @ts-check
// `options.trace` is told of each crossing, in the order in which the calls return, and does no harm whatever it does.

import { ClosureError, PanicError, assert, built, debug, load, start, test, thrownBy, wasm } from "./harness.js";

/** @typedef {import("../../js/src/adapters/trace.js").Crossing} Crossing */

/**
 * An instance that tells.
 * @param {(crossing: Crossing) => void} trace
 * @param {Record<string, any>} [host]
 */
const traced = (trace, host = {}) => start(host, {}, /** @type {any} */ ({ trace }));

/** What was told, as text. @param {Crossing[]} all */
const text = (all) =>
  all.map((one) => {
    const end = "error" in one ? ` ! ${one.error}` : "result" in one ? ` -> ${String(one.result)}` : "";
    return `${one.kind} ${one.name}(${one.args.map(String).join(", ")})${end}`;
  });

if (built) {
  test("an app that is built says that it has no trace", () => {
    assert.throws(() => traced(() => {}), {
      name: "TypeError",
      message: /^this app was built without options\.trace: load its wasm file with closures_extern\.js$/,
    });
  });
} else {
  test("imports, closures, exports and drops are told of, with their places", () => {
    /** @type {Crossing[]} */
    const all = [];
    /** @type {any} */
    let kept;
    const { app, rust } = traced((one) => void all.push(one), {
      keepClosure: (/** @type {any} */ f) => void (kept = f),
    });
    const rs = /** @type {any} */ (app.exports);
    assert.equal(rs.exportDouble(2), 4);
    const counter = new rs.Counter(3);
    counter.free();
    rust.make_calling();
    kept();
    const told = text(all);
    assert.ok(told.includes("export exportDouble(2) -> 4"), told.join("\n"));
    assert.ok(
      told.some((one) => one.startsWith("export new Counter(3) -> ")),
      told.join("\n"),
    );
    assert.ok(
      told.some((one) => one.startsWith("import keepClosure(")),
      told.join("\n"),
    );
    assert.ok(
      told.some((one) => one.startsWith("drop Counter()")),
      told.join("\n"),
    );
    assert.ok(
      told.some((one) => one.startsWith("closure closure(")),
      told.join("\n"),
    );
    const places = new Map(all.map(({ kind, place }) => [kind, place]));
    assert.match(String(places.get("import")), /^runtime_tests::\w+, line \d+, column \d+$/);
    assert.match(String(places.get("export")), /^runtime_tests::\w+, line \d+, column \d+$/);
    if (debug) assert.match(String(places.get("closure")), /^tests\/runtime\/src\/\w+\.rs:\d+:\d+$/);
    else assert.equal(places.get("closure"), undefined);
  });

  test("an exception is told of, and thrown on", () => {
    /** @type {Crossing[]} */
    const all = [];
    const error = new RangeError("no");
    const { rust } = traced((one) => void all.push(one), {
      reply() {
        throw error;
      },
    });
    assert.equal(rust.data_reply(), -1);
    assert.equal(all.find(({ name }) => name === "reply")?.error, error);
    const { app } = traced((one) => void all.push(one));
    const panic = thrownBy(() => /** @type {any} */ (app.exports).exportPanics());
    assert.equal(all.at(-1)?.error, panic);
  });

  test("what trace throws goes to the console, and nowhere else", () => {
    const { error: say } = console;
    /** @type {any[]} */
    const said = [];
    console.error = (...args) => void said.push(args);
    try {
      const { app } = traced(() => {
        throw new RangeError("trace");
      });
      assert.equal(/** @type {any} */ (app.exports).exportDouble(2), 4);
    } finally {
      console.error = say;
    }
    assert.ok(said.some(([, error]) => error instanceof RangeError));
  });

  test("trace may call Rust again, free what it is shown, and keep a closure that ends", () => {
    /** @type {any} */
    let rs;
    /** @type {any[]} */
    const lent = [];
    let depth = 0;
    const instance = traced(
      ({ kind, args, result }) => {
        for (const one of args) if (typeof one === "function" && kind === "import") lent.push(one);
        if (depth > 2) return;
        depth++;
        if (kind === "export" && typeof result?.free === "function") result.free();
        if (rs !== undefined) rs.exportDouble(1);
        depth--;
      },
      { list: () => [1, 2] },
    );
    rs = instance.app.exports;
    const counter = new rs.Counter(1);
    assert.throws(() => counter.describe(), { code: "freed" });
    instance.rust.pass_stack();
    assert.ok(lent.length > 0);
    for (const f of lent) {
      assert.throws(
        () => f(1, 2, 3),
        (error) => error instanceof ClosureError,
      );
    }
  });

  test("a panic that trace causes in a crossing ends the instance, and Rust does not go on", () => {
    /** @type {any} */
    let rs;
    let panics = false;
    const instance = traced(
      ({ kind, name }) => {
        if (!panics || kind !== "import" || name !== "reply") return;
        panics = false;
        rs.exportPanics();
      },
      { reply: () => null },
    );
    rs = instance.app.exports;
    const { error: say } = console;
    console.error = () => {};
    try {
      panics = true;
      assert.throws(() => instance.rust.data_reply());
    } finally {
      console.error = say;
    }
    assert.throws(() => rs.exportDouble(1), PanicError);
  });

  test("it is a function, or nothing", async () => {
    for (const trace of [null, 1, {}]) {
      assert.throws(() => traced(/** @type {any} */ (trace)), { name: "TypeError", message: /^options\.trace: / });
      const options = /** @type {any} */ ({ modules: {}, trace });
      await assert.rejects(load(wasm, options), { name: "TypeError" });
    }
  });
}
