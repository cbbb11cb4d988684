// @ts-check
// What `load` takes, how it finds modules, and what it says when it cannot. What takes files and a server of the test's
// own stands in load_files.test.js.

import { load, loadSync } from "../../js/closures_extern.js";
import { describe } from "../../js/describe.js";
import { concat, customSection } from "../support/wasm.js";
import { assert, bytes, otherRealm, start, test, testWith, unchecked, url, wasm } from "./harness.js";
import { modules, works } from "./loading.js";

test("load takes bytes, in an ArrayBuffer and in a view that begins later", async () => {
  await works(new Uint8Array(bytes).buffer);
  const longer = new Uint8Array(bytes.length + 16);
  longer.set(bytes, 16);
  await works(longer.subarray(16));
});

test("load takes a compiled module, and loadSync too", async () => {
  await works(wasm);
  loadSync(wasm, { modules });
  loadSync(bytes, { modules });
});

test("an option is the object's own property, and is read once", async () => {
  /** @type {Record<string, number>} */
  const read = {};
  /** @param {Record<string, any>} of */
  const counting = (of) =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(of).map(([name, value]) => [
          name,
          { get: () => ((read[name] = (read[name] ?? 0) + 1), value), enumerable: true },
        ]),
      ),
    );
  const given = { modules, memory: undefined, base: undefined, onPanic: undefined };
  loadSync(bytes, counting(given));
  await works(bytes, counting(given));
  assert.deepEqual(read, { modules: 2, memory: 2, base: 2, onPanic: 2 });
  const inherited = { modules: { "./host.js": null }, memory: 7, base: "nothing:", onPanic: 7 };
  Object.assign(Object.prototype, inherited);
  try {
    await works(bytes, { modules });
    await assert.rejects(load(bytes), { message: /^module ".*" is relative, and the wasm came without a URL: / });
  } finally {
    for (const name of Object.keys(inherited)) delete (/** @type {any} */ (Object.prototype)[name]);
  }
});

test("what a page has put into prototypes under the numbers of lists and tags changes nothing", async () => {
  const prototypes = /** @type {any[]} */ ([Object.prototype, Array.prototype]);
  for (const prototype of prototypes) {
    for (let number = 0; number < 64; number++) prototype[number] = 7;
    try {
      await works(await WebAssembly.compile(bytes));
    } finally {
      for (let number = 0; number < 64; number++) delete prototype[number];
    }
  }
});

test("a module is read once, and a frozen one each time", async () => {
  let read = 0;
  const { customSections } = WebAssembly.Module;
  WebAssembly.Module.customSections = (module, name) => {
    const found = customSections(module, name);
    read++;
    return found;
  };
  /** How often it is read beyond what a look whether it is a module takes. @param {WebAssembly.Module} module */
  const readings = (module) => {
    read = -2;
    for (let times = 0; times < 2; times++) loadSync(module, { modules });
    return read;
  };
  try {
    assert.equal(readings(await WebAssembly.compile(bytes)), 1);
    assert.equal(readings(Object.freeze(await WebAssembly.compile(bytes))), 2);
  } finally {
    WebAssembly.Module.customSections = customSections;
  }
});

test("a section that the linker has repeated says nothing new", async () => {
  const [section] = WebAssembly.Module.customSections(wasm, "closures_extern");
  const again = customSection("closures_extern", new Uint8Array(section));
  const module = await WebAssembly.compile(concat(bytes, again));
  assert.equal(WebAssembly.Module.customSections(module, "closures_extern").length, 2);
  await works(module);
  assert.deepEqual(describe(module), describe(wasm));
});

test("a page that loads a module while it is read loads it", async () => {
  const module = await WebAssembly.compile(bytes);
  const { exports } = WebAssembly.Module;
  WebAssembly.Module.exports = (module) => {
    WebAssembly.Module.exports = exports;
    loadSync(module, { modules });
    return exports(module);
  };
  try {
    loadSync(module, { modules });
  } finally {
    WebAssembly.Module.exports = exports;
  }
});

testWith("URL", "load takes a URL, as a URL and as a string", async () => {
  await works(url);
  await works(url.href);
});

testWith("Response", "load takes a Response and the promise of one", async () => {
  const respond = async () => new Response(bytes, { headers: { "content-type": "application/wasm" } });
  await works(respond());
  await works(await respond());
});

test("load and loadSync take bytes and modules of another realm", async (context) => {
  const other = await otherRealm();
  if (other === undefined) return unchecked(context, "bytes and modules of another realm: a worker has none");
  const copy = new other.Uint8Array(bytes);
  const module = new other.WebAssembly.Module(copy);
  for (const source of [copy, copy.buffer, new other.DataView(copy.buffer), module]) {
    assert.ok(!(source instanceof Uint8Array || source instanceof ArrayBuffer || source instanceof WebAssembly.Module));
    await works(source);
    loadSync(source, { modules });
  }
});

test("load takes what stands for a URL or a Response", async () => {
  await works({ href: url.href });
  await works({ ok: true, status: 200, arrayBuffer: async () => bytes.slice().buffer });
  await assert.rejects(
    load(
      /** @type {any} */ ({ ok: false, status: 404, statusText: "Not Found", arrayBuffer: async () => bytes.buffer }),
    ),
    {
      message: "the response: the server answered 404 Not Found",
    },
  );
});

test("load and loadSync take bytes in shared memory", async (context) => {
  if (typeof SharedArrayBuffer !== "function") return unchecked(context, "shared memory: there is none");
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 8), 8);
  shared.set(bytes);
  await works(shared);
  loadSync(/** @type {any} */ (shared), { modules });
});

test("load refuses other values in plain words", async () => {
  for (const source of [7, null, {}, undefined]) {
    await assert.rejects(load(/** @type {any} */ (source)), {
      name: "TypeError",
      message: "load takes a URL, a Response, bytes or a WebAssembly.Module",
    });
  }
  assert.throws(() => loadSync(/** @type {any} */ ("app.wasm")), {
    name: "TypeError",
    message: "loadSync takes bytes or a WebAssembly.Module; use load for a URL or a Response",
  });
});

test("a relative module is not found beside bytes", async () => {
  await assert.rejects(load(bytes), {
    message:
      /^module "\.\/host\.js" is relative, and the wasm came without a URL: pass it in options\.modules, or pass options\.base/,
  });
});

test("two instances of one module do not meet", () => {
  /** @type {any[]} */
  const kept = [];
  const host = { keepClosure: (/** @type {any} */ f) => void kept.push(f) };
  const one = start(host);
  const two = start(host);
  one.rust.make();
  two.rust.make();
  one.rust.drop_it();
  assert.throws(kept[0], { code: "dropped" });
  kept[1]();
  assert.deepEqual([one.notes, two.notes], [["dropped captures"], ["call 1"]]);
  assert.deepEqual([one.app.stats().closures, two.app.stats().closures], [0, 1]);
});
