// @ts-check
// What the tests of this folder stand on, and the only file of them that knows where they run: Node, Deno, Bun, a
// browser's page or its worker. It gives them `test`, `assert`, settings, the garbage collector and the module under
// test; and `start`, an instance of its own for each test. The module may be one that `closures-extern build` has written
// the JavaScript for, and in Node one that the command of wasm-bindgen has processed.

import { firstOf } from "../support/later.js";

export { LATER, firstOf } from "../support/later.js";

/**
 * What a test is given.
 *
 * @typedef {{ diagnostic(text: string): void, skip(reason: string): void }} Context
 * @typedef {(title: string, body: (context: Context) => any) => void} Test
 * @typedef {(...args: any[]) => any} AnyFunction
 */

const globals = /** @type {any} */ (globalThis);

/** Whether there are Node's modules: in Node, Deno and Bun. */
const hasNode = typeof globals.process?.versions?.node === "string";

/** As `tests/runtime/engines/run.js` collects them, or else as `node --test` does. @type {Test} */
const collected = globals.collectTest ?? (await import("node:test")).test;

/** What the allocators of this test's instances have found: `tests/runtime/src/memory.rs`. @type {string[]} */
const faults = [];

/** The exports of the youngest instance, until it is looked at. @type {Record<string, AnyFunction> | null} */
let youngest = null;

/**
 * Has its allocator look at the memory that it keeps. This is done soon, because an instance must not be kept: a test may be
 * about what happens when it is forgotten. (A `WeakRef` keeps it for as long as no turn ends, with all of its memory.)
 */
function look() {
  const rust = youngest;
  youngest = null;
  try {
    rust?.check_memory();
  } catch {
    // It has found something, and has said what; or there was no stack left to look.
  }
}

/** What the allocators have found in this test so far. It is expected then, and is not looked for again. */
export function takeFaults() {
  youngest = null;
  return faults.splice(0);
}

/**
 * The body of a test that fails too if an allocator has found something meanwhile, even if what that throws was caught;
 * or finds something at the end, in the memory that it keeps.
 *
 * @param {(context: Context) => any} body
 */
export const watched = (body) => async (/** @type {Context} */ context) => {
  /** @type {unknown} */
  let cause;
  let failed = false;
  try {
    await body(context);
  } catch (error) {
    failed = true;
    cause = error;
  }
  look();
  const found = takeFaults();
  if (found.length > 0) throw new Error(found.join("\n"), { cause });
  if (failed) throw cause;
};

/** @type {Test} */
export const test = (title, body) => collected(title, watched(body));

/** @type {typeof import("node:assert/strict")} */
export const assert = hasNode
  ? (await import("node:assert/strict")).default
  : /** @type {any} */ ((await import("./assert.js")).assert);

/**
 * A setting: an environment variable, or a parameter of the page's or the worker's address.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function setting(name) {
  return hasNode ? globals.process.env[name] : (new URLSearchParams(globals.location.search).get(name) ?? undefined);
}

const path = setting("RUNTIME_WASM");
if (path === undefined) throw new Error("set RUNTIME_WASM to runtime_tests.wasm; `cargo xtask test runtime` does");

/** Where the module under test is: a file or what the tests' server serves. */
export const url = hasNode ? (await import("node:url")).pathToFileURL(path) : new URL(path, globals.location.href);

/** @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function readBytes() {
  if (hasNode) return new Uint8Array(await (await import("node:fs/promises")).readFile(url));
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

/** The text of a file. @param {string} href @returns {Promise<string>} */
export async function otherText(href) {
  if (hasNode) return (await import("node:fs/promises")).readFile(new URL(href), "utf8");
  return (await fetch(href)).text();
}

/** The module under test, as it is in its file. */
export const bytes = await readBytes();

/** The same, compiled once. */
export const wasm = await WebAssembly.compile(bytes);

/** Whether the module under test has JavaScript of its own, beside it. */
export const built = path.endsWith(".built.wasm");

/** What loads the module under test: its address. (There may be no `URL`.) */
export const entry = built ? url.href.replace(/\.wasm\b/, ".js") : import.meta.resolve("../../js/closures_extern.js");

/**
 * What a module exports that loads the module under test: one that was built gets it as an option.
 *
 * @param {string} href Of the entry, or a copy of it.
 * @returns {Promise<typeof import("../../js/closures_extern.js")>}
 */
export async function runtimeOf(href) {
  const runtime = await import(href);
  if (!built) return runtime;
  const { load, loadSync } = runtime;
  return {
    ...runtime,
    load: (/** @type {any} */ module, options = {}) => load({ ...options, module }),
    loadSync: (/** @type {any} */ module, options = {}) => loadSync({ ...options, module }),
  };
}

export const { ClosureError, PanicError, load, loadSync } = await runtimeOf(entry);

/** The loader of a wasm-bindgen app: its command names the file so. */
const loadHosted = path.endsWith("_bg.wasm") ? (await import("./hosted.js")).hostedLoader(path, wasm) : null;

/** Whether the module under test is in a wasm-bindgen app. */
export const hosted = loadHosted !== null;

/** Whether it was built with debug assertions: plain numbers are then checked, and errors say where a closure was made. */
export const debug = path.includes("/debug/");

/** Waits until what is due has run. @param {number} [ms] */
export const sleep = (ms = 0) => new Promise((resolve) => void setTimeout(resolve, ms));

/** One turn of the event loop. @returns {Promise<void>} */
export const turn = hasNode ? (await import("node:timers/promises")).setImmediate : () => sleep();

/**
 * Runs the garbage collector. Firefox has `TestUtils` with a preference that tests/runtime/engines sets, and in workers nothing:
 * there so much memory is asked for that the collector runs by itself.
 *
 * @returns {Promise<void> | void}
 */
export function gc() {
  if (globals.Bun !== undefined) return globals.Bun.gc(true);
  if (globals.gc !== undefined) return globals.gc();
  if (hasNode) throw new Error("the garbage collector cannot be called: run this with --expose-gc");
  return globals.document === undefined ? pressure() : globals.TestUtils.gc();
}

async function pressure() {
  for (let times = 0; times < 4; times++) {
    new ArrayBuffer(2 ** 28);
    await turn();
  }
}

/** Runs the garbage collector until a condition holds. @param {() => boolean} done @param {number} [most] */
export async function collect(done, most = 100) {
  for (let times = 0; times < most && !done(); times++) {
    await turn();
    await gc();
    await turn();
  }
}

/** Bytes that JavaScript objects take, where the engine says so. @returns {number | undefined} */
export function heapUsed() {
  return hasNode ? globals.process.memoryUsage().heapUsed : globals.performance.memory?.usedJSHeapSize;
}

/**
 * Says that something cannot be checked here. `tests/runtime/engines` counts it: nothing is left out quietly.
 *
 * @param {Context} context
 * @param {string} what
 */
export function unchecked(context, what) {
  context.diagnostic(`not checked here: ${what}`);
}

/**
 * A test of what `load` does, or of the exports that it gives: a wasm-bindgen app does without.
 *
 * @type {Test}
 */
export const testOfLoad = (title, body) =>
  test(
    title,
    loadHosted === null ? body : (context) => context.skip("a wasm-bindgen app is not loaded by closures_extern.js"),
  );

/**
 * A test of what needs a global that not every environment has: tests/runtime/engines/poor.js.
 *
 * @param {string} name
 * @param {string} title
 * @param {(context: Context) => any} body
 */
export function testWith(name, title, body) {
  test(title, name in globalThis ? body : (context) => context.skip(`there is no ${name} here`));
}

/**
 * As `assert.throws`, for an exception that comes out of a plain export. In a wasm-bindgen app it has ended the instance, and is
 * the cause of what is thrown.
 *
 * @param {() => any} body
 * @param {any} expected
 */
export function assertPasses(body, expected) {
  assert.throws(() => {
    try {
      body();
    } catch (error) {
      if (loadHosted === null) throw error;
      const { name, cause } = /** @type {Error} */ (error);
      assert.equal(name, "PanicError");
      throw cause;
    }
  }, expected);
}

/**
 * The globals of another realm: a context of Node's, or of a frame; a worker has none.
 *
 * @returns {Promise<any>}
 */
export async function otherRealm() {
  if (hasNode) return (await import("node:vm")).runInNewContext("globalThis");
  if (globals.document === undefined) return undefined;
  const frame = globals.document.createElement("iframe");
  globals.document.body.append(frame);
  return frame.contentWindow;
}

/**
 * An instance of the module under test.
 *
 * @param {Record<string, any>} host The functions of `./host.js`. `note` is there: it collects.
 * @param {object} [other] Those of `./other.js`.
 * @param {import("../../js/closures_extern.js").LoadOptions} [options] More for `load`.
 */
export function start(host, other = {}, options = {}) {
  /** @type {string[]} */
  const notes = [];
  const nothing = () => {};
  /** @param {object} functions */
  const complete = (functions) =>
    new Proxy(functions, {
      get: (target, name) => (Object.hasOwn(target, name) ? Reflect.get(target, name) : nothing),
    });
  const note = (/** @type {string} */ text) => void notes.push(text);
  const allocatorFault = (
    /** @type {string} */ what,
    /** @type {number} */ address,
    /** @type {number} */ size,
    /** @type {number} */ align,
  ) => void faults.push(`allocator: ${what} (at ${address}, ${size} bytes, alignment ${align})`);
  const modules = { "./host.js": complete({ note, allocatorFault, ...host }), "./other.js": complete(other) };
  const app = loadHosted === null ? loadSync(wasm, { ...options, modules }) : startHosted(loadHosted(modules));
  const rust = withAllocator(app.instance.exports);
  look();
  youngest = rust;
  queueMicrotask(look);
  return { app, rust, notes };
}

/** What an export of the crate is called in an app that was built. @param {string} name @param {string} text */
function shortOf(name, text) {
  return /** @type {RegExpExecArray} */ (new RegExp(`${name}: ?\\w+\\.([^ ,}]+)`).exec(text))[1];
}

const text = built ? await otherText(entry) : "";
const [alloc, free] = built ? ["alloc", "free"].map((name) => shortOf(`closures_extern_${name}`, text)) : ["", ""];

/**
 * The exports of an instance, with the names that the allocator's have elsewhere.
 *
 * @param {any} exports
 * @returns {Record<string, AnyFunction>}
 */
function withAllocator(exports) {
  return built
    ? { __proto__: null, ...exports, closures_extern_alloc: exports[alloc], closures_extern_free: exports[free] }
    : exports;
}

/**
 * What `load` gives, of an instance in a wasm-bindgen app. There only Rust knows what is alive.
 *
 * @param {WebAssembly.Instance} instance
 * @returns {import("../../js/closures_extern.js").App<any>}
 */
function startHosted(instance) {
  const exports = /** @type {any} */ (instance.exports);
  const stats = () => {
    const alive = BigInt.asUintN(64, exports.alive());
    return { closures: Number(alive >> 32n), handles: Number(alive & 0xffff_ffffn) };
  };
  stats(); // the first call that crosses: the runtime allocates what `load` does before the app runs
  const liveClosures = () => assert.fail("there is no app in a wasm-bindgen app");
  return { exports: {}, instance, module: wasm, stats, liveClosures };
}

/**
 * Runs `body` and shows that it left nothing behind: no closure, no handle, not a byte.
 *
 * @param {ReturnType<typeof start>} instance
 * @param {() => void} body
 */
export function leavesNothing({ app, rust }, body) {
  body(); // what is made once, at the first use, is made now
  rust.drop_all();
  const before = { ...app.stats(), allocated: rust.allocated() };
  body();
  rust.drop_all();
  assert.deepEqual({ ...app.stats(), allocated: rust.allocated() }, before);
}

/**
 * An error of `ClosureError`, for `assert.throws`. In debug builds the message goes on with the place.
 *
 * @param {string} code
 * @param {string} message
 */
export function closureError(code, message) {
  const place = debug ? / \(closure made at tests\/runtime\/src\/\w+\.rs:\d+:\d+\)$/ : /^$/;
  return (/** @type {any} */ error) => {
    assert.equal(error.name, "ClosureError");
    assert.equal(error.code, code);
    assert.ok(error instanceof Error);
    assert.equal(error.message.slice(0, message.length), message);
    assert.match(error.message.slice(message.length), place);
    return true;
  };
}

/**
 * The `PanicError` of an instance that an exception has ended, also of a later call, for `assert.throws`. In debug builds its message names the import.
 *
 * @param {any} cause What was thrown.
 * @param {string} name The import that threw it.
 * @param {string} [words] What the message says of it.
 */
export function endedBy(cause, name, words = `${cause.name}: ${cause.message}`) {
  const begin = `the wasm instance was ended by an exception: ${words}; `;
  // In a wasm-bindgen app the import says itself that it has thrown, also in a release build.
  const isNamed = debug || hosted;
  const end = isNamed
    ? / threw it, which is declared in runtime_tests::\w+, line \d+, column 1: let it return Result<\.\., JsValue> to catch that$/
    : /^if an import threw it, let that return Result<\.\., JsValue> to catch it$/;
  return (/** @type {any} */ thrown) => {
    assert.equal(thrown.name, "PanicError", String(thrown));
    assert.equal(thrown.code, "panicked");
    const error = firstOf(thrown);
    assert.ok(Object.is(error.cause, cause));
    assert.equal(error.message.slice(0, begin.length), begin);
    const rest = error.message.slice(begin.length);
    // What the runtime throws itself says where the import is declared.
    if (isNamed && words.includes("; it is declared in runtime_tests::")) {
      assert.equal(rest, `let ${name} return Result<.., JsValue> to catch that`);
      return true;
    }
    assert.match(rest, end);
    if (isNamed) assert.equal(rest.split(" ", 1)[0], name);
    return true;
  };
}

/** What a function throws. @param {() => any} body @returns {any} */
export function thrownBy(body) {
  try {
    body();
  } catch (error) {
    return firstOf(error);
  }
  assert.fail("nothing was thrown");
}
