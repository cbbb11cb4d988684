// @ts-check
// What is said of a panic that ends an instance: its message, or why that is not known, and what `onPanic` hears.

import { BOOM, Odd, faulty, hasEnded, swallow, throwOdd } from "./faulty.js";
import { PanicError, assert, debug, start, test, thrownBy, turn } from "./harness.js";

const NOT_KNOWN = /^Rust has panicked, and its message is not known: it calls JavaScript that calls Rust$/;
const SAYS = /: it says text$/;

test("the stack of a panic shows the app's own functions, behind those of Rust's panics, and the page's limit is as before", () => {
  const { rs } = faulty();
  const limit = Error.stackTraceLimit;
  const { stack } = thrownBy(() => rs.faultBoom());
  assert.equal(Error.stackTraceLimit, limit);
  // Only V8 counts frames, and only a debug build has names for sure.
  if (debug && limit !== undefined) assert.match(stack, /wasm-function|faults/);
  if (debug && typeof limit === "number") assert.match(stack, /\bfaults?::\w+|runtime_tests/);
});

/** @type {[string, string, RegExp, (instance: ReturnType<typeof faulty>) => any][]} */
const MESSAGES = [
  ["that calls nothing", "text", SAYS, () => "text"],
  ["that calls an export, and swallows", "text", SAYS, ({ rs }) => (swallow(() => rs.faultOk(1)), "text")],
  ["that calls a closure, and swallows", "text", SAYS, ({ held }) => (swallow(() => held[0](0)), "text")],
  ["that makes an object, and swallows", "text", SAYS, ({ rs }) => (swallow(() => new rs.Slot()), "text")],
  [
    "that panics in a plain export",
    "text",
    /boom$|: it says text$/,
    ({ rust }) => (swallow(() => rust.fault_plain()), "text"),
  ],
  ["that calls an export", "text", NOT_KNOWN, ({ rs }) => rs.faultOk(1)],
  ["that calls a closure", "text", NOT_KNOWN, ({ held }) => held[0](0)],
  ["that calls an export, where Rust catches", "caught", NOT_KNOWN, ({ rs }) => rs.faultOk(1)],
  ["that throws", "text", /^Rust has panicked, and its message has not come here: Odd: no$/, throwOdd],
  ["that throws, and Rust catches", "caught", /: it says nothing$/, throwOdd],
  [
    "of a trap that calls an export",
    "debug",
    /: it is JsValue\(\{\}\)$/,
    ({ rs }) => (swallow(() => rs.faultOk(1)), []),
  ],
  ["of a trap that throws", "debug", /: it is JsValue\(\[object that cannot be shown\]\)$/, throwOdd],
  ["of a method that calls a closure", "call", /: it gives true$/, ({ held }) => (swallow(() => held[0](0)), 1)],
  ["that panics itself", "panic", /^Rust has panicked, and its message has not come here: RuntimeError: /, () => 0],
];

for (const [what, way, message, text] of MESSAGES) {
  test(`a panic's message ${what} is told, or why it is not; the panic is not forgotten`, async () => {
    /** @type {any[]} */
    const answers = [];
    const foreign = () => {
      try {
        return text(instance);
      } catch (error) {
        answers.push(error);
        throw error;
      }
    };
    const instance = faulty({ text: foreign });
    instance.rs.faultClosures();
    const error = thrownBy(() => instance.rs.faultMessage(way, new Proxy({ text: foreign }, { ownKeys: foreign })));
    assert.ok(error instanceof PanicError, String(error));
    assert.match(error.message, message);
    for (const answer of answers) assert.ok(answer instanceof PanicError || answer instanceof Odd, String(answer));
    await hasEnded(instance, message, error.cause);
  });
}

test("unwrap of a value whose traps call into Rust tells the panic", async () => {
  /** @type {any} */
  let inside;
  const instance = faulty();
  const value = new Proxy(
    { shown: true },
    { ownKeys: () => ((inside = thrownBy(() => instance.rs.faultOk(1))), ["shown"]) },
  );
  const error = thrownBy(() => instance.rs.faultUnwrap(value));
  assert.equal(inside, error);
  await hasEnded(instance, /called `Result::unwrap\(\)` on an `Err` value: JsValue\(\{shown: true\}\)$/);
});

test("a panic of a plain export ends the instance too, and onPanic hears of it", async () => {
  const instance = faulty();
  assert.ok(thrownBy(() => instance.rust.fault_plain()) instanceof WebAssembly.RuntimeError);
  await hasEnded(instance, /: plain boom$/);
});

test("the first end stays the end", async () => {
  const instance = faulty();
  instance.rs.faultClosures();
  const error = thrownBy(() => instance.rs.faultBoom());
  swallow(() => instance.rust.fault_plain());
  swallow(() => instance.rs.faultThrough());
  await hasEnded(instance, BOOM);
  assert.equal(
    thrownBy(() => instance.rs.faultOk(1)),
    error,
  );
});

test("onPanic may load the module anew, and what it throws does not replace the error", async () => {
  let loaded = 0;
  const instance = start(
    { fault: throwOdd },
    {},
    {
      onPanic: (error) => {
        assert.equal(error.code, "panicked");
        loaded = /** @type {any} */ (start({}).app.exports).faultOk(1);
      },
    },
  );
  const rs = /** @type {any} */ (instance.app.exports);
  assert.ok(thrownBy(() => rs.faultThrough()) instanceof PanicError);
  await turn();
  assert.equal(loaded, 2);
});
