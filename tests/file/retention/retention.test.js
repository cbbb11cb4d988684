// @ts-check
/**
 * Do the descriptors of the imports and exports survive whatever compiles, links and shrinks a wasm file? Each case builds
 * an app, loads it and calls every import and export that it has: one that has lost its descriptor is refused or missing,
 * and one that has found another's is called wrong. The second half is what `load` says when they did not survive.
 *
 * One file, because test files run side by side, and two builds would overwrite each other's wasm file.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { load, loadSync } from "../../../js/closures_extern.js";
import { describe } from "../../../js/describe.js";
import { EMPTY_MODULE } from "../../support/wasm.js";
import { build, optimise } from "./build.js";
import { descriptors, withAbi, withDescriptors, withUnknownBlocks } from "./custom_section.js";

/** @typedef {Parameters<typeof build>[1]} Build */

/** What `app` calls, one line for each of its imports. */
const CALLS = [
  "direct(1) is 2",
  'inPlain("four", a function) is 40',
  "inInline(3, a function) is undefined",
  "inAlways(true) is false",
  "inGeneric(7, a function) is 7.5",
  'inGenericHeap(a function) is "hohoho"',
  "inLocal(-1) is -2",
  "inLocalInline(-3) is -4",
  "inLocalGeneric(-5) is -6",
  'inEdited("first") is undefined',
  "own(4294967294) is 4294967295",
  "ownNamed(a function) is true",
  'ownGlobal("wörld") is undefined',
  "inOwnInline(-7) is -8",
];

/**
 * The JavaScript side: what each import does.
 *
 * @satisfies {Record<string, (...args: any[]) => unknown>}
 */
const HOST = {
  direct: (/** @type {number} */ n) => n + 1,
  inPlain: (/** @type {string} */ text, /** @type {(n: number) => number} */ f) => f(text.length),
  inInline(/** @type {number} */ count, /** @type {(n: number) => void} */ f) {
    for (let left = count; left > 0; left--) f(0.5);
  },
  inAlways: (/** @type {boolean} */ flag) => !flag,
  inGeneric: (/** @type {number} */ n, /** @type {(n: number) => number} */ f) => f(n),
  inGenericHeap: (/** @type {(text: string) => string} */ f) => f("ho"),
  inLocal: (/** @type {number} */ n) => n - 1,
  inLocalInline: (/** @type {number} */ n) => n - 1,
  inLocalGeneric: (/** @type {number} */ n) => n - 1,
  inEdited() {},
  own: (/** @type {number} */ n) => n + 1,
  ownNamed: (/** @type {() => boolean} */ f) => f(),
  ownGlobal() {},
  inOwnInline: (/** @type {number} */ n) => n - 1,
  /** Of `smallest`. */
  only() {},
  /** Of `two-versions`: what version 1 passes is a number, and what version 2 passes a text and a function. */
  report: (/** @type {any} */ first, /** @type {((flag: boolean) => boolean) | undefined} */ f) =>
    f === undefined ? first + 1 : f(false),
};

/**
 * The host, writing down each call.
 *
 * @param {string[]} calls
 */
function recording(calls) {
  const entries = Object.entries(HOST).map(([name, f]) => [
    name,
    (/** @type {any[]} */ ...args) => {
      const result = /** @type {(...args: any[]) => unknown} */ (f)(...args);
      calls.push(`${name}(${args.map(show).join(", ")}) is ${show(result)}`);
      return result;
    },
  ]);
  return Object.fromEntries(entries);
}

/** @param {unknown} value */
function show(value) {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? "undefined");
}

/**
 * Loads a module, runs it, and compares what its imports were called with. Every import must be among them.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string[]} expected
 */
async function assertCalls(bytes, expected) {
  /** @type {string[]} */
  const calls = [];
  const host = recording(calls);
  Object.assign(globalThis, { retention: host });
  const app = await load(bytes, { modules: { "./host.js": host } });
  /** @type {() => void} */ (app.instance.exports.run)();
  assert.deepEqual(calls, expected);
  const imports = WebAssembly.Module.imports(app.module).filter(({ module }) => module === "closures_extern:imports");
  assert.equal(imports.length, expected.length, "every import was called");
  return app;
}

/**
 * The same of `app`, and calls every export that it has.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string[]} [expected]
 */
async function assertApp(bytes, expected = CALLS) {
  const { exports } = await assertCalls(bytes, expected);
  assert.deepEqual(Object.keys(exports).sort(), ["Token", "constructed", "exported", "exportedInside", "ownExported"]);
  const token = exports.exported(7);
  assert.equal(token.value(), 7);
  token.free();
  assert.equal(exports.exportedInside("text"), "TEXT");
  assert.equal(exports.ownExported(1), 2);
  // At the start, and not again at each of these calls.
  assert.equal(exports.constructed(), 1);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name Of a custom section.
 */
function hasSection(bytes, name) {
  return WebAssembly.Module.customSections(new WebAssembly.Module(bytes), name).length > 0;
}

// --- They survive ---

/** @type {[string, Build][]} */
const BUILDS = [
  ["a dev build", { profile: "dev" }],
  ["a release build", {}],
  ["thin LTO", { settings: { lto: "thin" } }],
  ["fat LTO", { settings: { lto: "fat" } }],
  ["strip = true", { settings: { strip: true } }],
  ['opt-level = "z"', { settings: { "opt-level": "z" } }],
  ["256 codegen units", { settings: { "codegen-units": 256 } }],
  [
    "all settings for a small file",
    { settings: { "opt-level": "z", lto: "fat", "codegen-units": 1, strip: true, panic: "abort" } },
  ],
];

for (const [name, how] of BUILDS) {
  test(`every import finds its descriptor after ${name}`, async () => {
    const bytes = build("app", how);
    await assertApp(bytes);
    assert.equal(hasSection(bytes, "name"), how?.settings?.strip !== true, "only strip removes the names");
  });

  test(`an app with one import and no closure loads after ${name}`, async () => {
    await assertCalls(build("smallest", how), ['only("here") is undefined']);
  });
}

/** A build that is made anew in part; dev builds are such builds too. @type {Build} */
const INCREMENTAL = { settings: { incremental: true } };

test("every import finds its descriptor after an incremental release build, and after an edit", async () => {
  await assertApp(build("app", INCREMENTAL));
  const edited = build("app", { ...INCREMENTAL, environment: { RETENTION_EDIT: "second" } });
  await assertApp(
    edited,
    CALLS.map((call) => call.replace("first", "second")),
  );
});

test("an app with one import and no closure loads after an incremental release build", async () => {
  await assertCalls(build("smallest", INCREMENTAL), ['only("here") is undefined']);
});

test("every import finds its descriptor after wasm-opt -Oz", async () => {
  const bytes = build("app");
  const smaller = optimise(bytes);
  assert.ok(smaller.length < bytes.length);
  await assertApp(smaller);
});

for (const [name, how] of /** @type {[string, Build][]} */ ([
  ["a dev build", { profile: "dev" }],
  ["a release build", {}],
  ["fat LTO", { settings: { lto: "fat" } }],
])) {
  test(`two versions of a crate import one JS name with two signatures after ${name}`, async () => {
    await assertCalls(build("two-versions", how), ["report(1) is 2", 'report("two", a function) is true']);
  });
}

test("doc comments are in debug builds, and cost a release build nothing", () => {
  const docs = (/** @type {Build} */ how) =>
    describe(build("app", how))
      .exports.map((item) => item.docs)
      .filter(Boolean);
  const expected = ["A number that JavaScript owns.", "How often the static constructor below has run.", "Makes one."];
  assert.deepEqual(docs({ profile: "dev" }).sort(), expected);
  assert.deepEqual(docs({}), []);
});

test("an import that #[cfg] removed has no descriptor", () => {
  const text = Buffer.from(descriptors(build("app"))).toString("latin1");
  assert.ok(text.includes("ownNamed"));
  assert.ok(!/own_?removed/i.test(text));
});

test("without the feature panic-message a panic ends the instance all the same, and without its message", () => {
  const bytes = build("silent");
  assert.doesNotMatch(Buffer.from(bytes).toString("latin1"), /a value that is no text/);
  /** @param {() => void} only */
  const start = (only) => loadSync(bytes, { modules: { "./host.js": { only } } });
  const { exports } = start(() => {});
  const message = "Rust has panicked, and its message has not come here: RuntimeError: unreachable";
  assert.throws(() => exports.fail(7), { name: "PanicError", message });
  assert.throws(() => exports.fail(8), { name: "PanicError", message });
});

test("nor does the function go on around which a plain export has panicked", () => {
  /** @type {string[]} */
  const calls = [];
  const { exports, instance } = loadSync(build("silent"), {
    modules: {
      "./host.js": {
        only(/** @type {string} */ text) {
          calls.push(text);
          assert.throws(() => plain.fail_plainly(), WebAssembly.RuntimeError);
        },
      },
    },
  });
  const plain = /** @type {Record<string, () => void>} */ (instance.exports);
  const message = /^the wasm instance was ended: Rust functions never returned/;
  assert.throws(() => plain.run(), { name: "PanicError", message });
  assert.deepEqual(calls, ["here"]);
  assert.throws(() => exports.fail(7), { name: "PanicError", message });
});

// --- They do not survive ---

test("a build that unwinds is refused, with what to leave out", () => {
  const how = { environment: { RUSTFLAGS: "-C panic=unwind" } };
  assert.throws(
    () => build("smallest", how),
    /error: closures_extern: wasm that unwinds, `-C panic=unwind`, .*; leave it out of RUSTFLAGS/,
  );
});

/**
 * `load` and `loadSync` refuse a module with the same plain error.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {RegExp} message
 */
async function assertRefused(bytes, message) {
  const options = { modules: { "./host.js": HOST } };
  // `name` too: a RangeError from reading over the end says nothing to anyone.
  assert.throws(() => loadSync(bytes, options), { name: "Error", message });
  await assert.rejects(load(bytes, options), { name: "Error", message });
}

test("a module without its descriptors is refused with the tools that may have removed them", async () => {
  await assertRefused(
    withDescriptors(build("app"), null),
    /^this wasm module has lost its descriptors: a tool has removed .* custom section "closures_extern"\. .*wasm-strip/,
  );
});

test("a module of another origin is refused as that", async () => {
  await assertRefused(EMPTY_MODULE, /^this is not a closures_extern module: /);
});

for (const { version, step, outdated } of [
  { version: "an older", step: -1, outdated: "the Rust crate closures-extern" },
  { version: "a newer", step: 1, outdated: "the JavaScript package closures-extern" },
]) {
  const message = new RegExp(`^this wasm module has ABI version (\\d+) of closures_extern, .* update ${outdated}$`);

  test(`a module of ${version} ABI version is refused with what to update`, async () => {
    const bytes = build("app");
    await assertRefused(
      withDescriptors(
        bytes,
        withAbi(descriptors(bytes), (abi) => abi + step),
      ),
      message,
    );
  });

  test(`a module of ${version} ABI version is refused so even if its blocks cannot be read`, async () => {
    const bytes = build("app");
    const changed = withUnknownBlocks(withAbi(descriptors(bytes), (abi) => abi + step));
    await assertRefused(withDescriptors(bytes, changed), message);
  });
}

test("a module whose descriptors are cut off at any byte is refused in plain words", async () => {
  const bytes = build("app");
  const whole = descriptors(bytes);
  await assertCalls(withDescriptors(bytes, whole), CALLS); // the very file, so that only the cut can be wrong with it
  for (let length = 0; length < whole.length; length++) {
    await assertRefused(withDescriptors(bytes, whole.subarray(0, length)), /descriptor|custom section/);
  }
});
