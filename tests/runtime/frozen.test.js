// @ts-check
// A realm whose built-ins cannot be written to when the runtime is loaded, as hardened pages and extensions freeze it: there
// an assignment to a property of the same name as an inherited one fails.

import { assert, entry, runtimeOf, testOfLoad, wasm } from "./harness.js";

const NAMES = [
  ...[
    "Object",
    "Function",
    "Array",
    "String",
    "Number",
    "BigInt",
    "Symbol",
    "Map",
    "Set",
    "Error",
    "TypeError",
    "RangeError",
  ],
  ...["Proxy", "Reflect", "Promise", "ArrayBuffer", "Uint8Array", "Float64Array", "DataView", "RegExp", "TextDecoder"],
  ...["TextEncoder", "FinalizationRegistry", "WebAssembly", "JSON", "Math"],
];

/** Makes all built-ins read-only. Not frozen, so that they can be given back. @returns {() => void} What gives them back. */
function harden() {
  /** @type {(() => void)[]} */
  const back = [];
  for (const name of NAMES) {
    const value = /** @type {any} */ (globalThis)[name];
    for (const holder of [value, value.prototype]) {
      if (holder === undefined) continue;
      for (const key of Reflect.ownKeys(holder)) {
        const property = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(holder, key));
        if (property.writable !== true || property.configurable !== true) continue;
        Object.defineProperty(holder, key, { writable: false });
        back.push(() => Object.defineProperty(holder, key, { writable: true }));
      }
    }
  }
  return () => back.forEach((restore) => restore());
}

testOfLoad("everything works in a realm whose built-ins are read-only from the start", async () => {
  const soften = harden();
  try {
    await everything();
  } finally {
    soften();
  }
});

async function everything() {
  // Another copy of the file, which runs only now.
  const { ClosureError, PanicError, loadSync } = await runtimeOf(`${entry}?frozen`);
  /** @type {Record<string, (...args: any[]) => any>} */
  const kept = {};
  const thrown = new Error("frozen");
  const host = new Proxy(
    {},
    {
      get: (_, name) => (/** @type {any} */ f) => {
        if (name === "reenter") throw thrown;
        if (typeof f === "function") kept[String(name)] = f;
        return 0;
      },
    },
  );
  const app = loadSync(wasm, { modules: { "./host.js": host, "./other.js": host } });
  const rust = /** @type {any} */ (app.instance.exports);
  rust.sound_numbers();
  rust.sound_mixed();
  assert.equal(kept.keepNumberFn(7), 7);
  assert.equal(kept.keepMixed(["a", "é"], 1, "x".repeat(100)), `a,é 1 ${"x".repeat(100)}`);
  assert.throws(() => kept.keepMixed(["a"], 1, 5), TypeError);
  rust.sound_drop_numbers();
  assert.throws(
    () => kept.keepNumberFn(7),
    (error) => error instanceof ClosureError && error.name === "ClosureError" && error.code === "dropped",
  );
  rust.sound_panicking();
  assert.throws(
    () => kept.keepSound(),
    (error) => error instanceof PanicError && error.name === "PanicError" && /sound/.test(error.message),
  );
  const other = loadSync(app.module, { modules: { "./host.js": host, "./other.js": host } });
  /** @type {any} */ (other.instance.exports).make_calling();
  for (let times = 0; times < 2; times++) {
    assert.throws(
      () => kept.keepClosure(),
      (error) =>
        error instanceof PanicError &&
        (times === 0 ? error : /** @type {any} */ (error.cause)).cause === thrown &&
        /: Error: frozen; /.test(error.message),
    );
  }
}
