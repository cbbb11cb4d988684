// @ts-check
// Where an import is found in JavaScript: in a module, in a namespace, as a global that may come late.

import { loadSync } from "../../js/closures_extern.js";
import { assert, assertPasses, start, test, testOfLoad, wasm } from "./harness.js";
import * as other from "./other.js";

/** A module whose functions count their calls in it. @returns {any} */
const counting = () => ({
  calls: 0,
  /** @this {any} */
  counted() {
    return ++this.calls;
  },
  countedSum(/** @type {number} */ a, /** @type {number} */ b) {
    return ++this.calls && a + b;
  },
  countedText(/** @type {string} */ text) {
    return text + ++this.calls;
  },
  countedMany() {
    return ++this.calls + 1;
  },
  countedAll(/** @type {number[]} */ ...numbers) {
    return ++this.calls * (numbers.length / 2);
  },
  countedLent(/** @type {() => void} */ f) {
    f();
    return ++this.calls;
  },
  countedCaught() {
    return ++this.calls;
  },
});

/** The same, of which `self` is the module itself, as soon as `counted` was called. `start` makes it of what it is given. */
const tellingItself = () => {
  /** @type {any} */
  const host = counting();
  host.counted = /** @this {any} */ function () {
    host.self = this;
    return ++this.calls;
  };
  return host;
};

const globals = /** @type {any} */ (globalThis);

test("functions of a module are found by name, in namespaces, and from a block inside a function", () => {
  const one = (/** @type {number} */ n) => n;
  const { rust } = start({
    snakeCaseName: one,
    exactly_this: one,
    deep: { inside: { inNamespace: one } },
    keptByCfg: one,
    insideAFunction: one,
    type: () => 1_000_000,
    try: { loop: one },
  });
  assert.equal(rust.call_module(), 1_111_111);
});

test("the descriptors of a block read like its declarations", () => {
  const { rust, notes } = start({});
  rust.note_descriptors();
  assert.deepEqual(notes, [
    "snakeCaseName(n: u32) -> u32",
    "exactly_this(n: u32) -> u32",
    "deep.inside.inNamespace(n: u32) -> u32",
    "keptByCfg(n: u32) -> u32",
    "type() -> u32",
    "try.loop(n: u32) -> u32",
  ]);
});

test("a global is looked up when it is called", () => {
  const { rust } = start({});
  globals.lateGlobal = (/** @type {number} */ n) => n + 1;
  assert.equal(rust.call_global(), 2);
  globals.lateGlobal = (/** @type {number} */ n) => n + 2;
  assert.equal(rust.call_global(), 3);
  delete globals.lateGlobal;
  assertPasses(rust.call_global, {
    name: "TypeError",
    message:
      /^this environment has no function lateGlobal; it is declared in runtime_tests::places, line \d+, column 1$/,
  });
});

test("a namespace is the function's this, and is looked up when it is called", () => {
  const { rust } = start({});
  class Space {
    factor = 5;
    method(/** @type {number} */ n) {
      return n * this.factor;
    }
  }
  globals.late_space = new Space();
  assert.equal(rust.call_namespace(), 5);
  globals.late_space = undefined;
  assertPasses(rust.call_namespace, {
    name: "TypeError",
    message: /^this environment has no function late_space\.method; /,
  });
  delete globals.late_space;
});

test("a namespace may be a path", () => {
  assertPasses(start({}).rust.call_far, { message: /^this environment has no function a\.b\.c\.far; / });
  globals.a = { b: { c: { far: () => 8 } } };
  assert.equal(start({}).rust.call_far(), 8);
  delete globals.a;
});

test("a raw identifier is the word itself in JavaScript, as a class too", () => {
  const { rust } = start({});
  assertPasses(rust.call_raw, { message: /^this environment has no function struct\.match; / });
  globals.struct = class {
    static match = (/** @type {number} */ n) => Object.assign(new this(), { n });
    n = 0;
    in() {
      return this.n;
    }
  };
  assert.equal(start({}).rust.call_raw(), 1);
  globals.struct.match = () => 1;
  assertPasses(start({}).rust.call_raw, { message: /^number 1 has no method in \(declared for struct\); / });
  delete globals.struct;
});

test("a global that this environment lacks fails only when it is called", () => {
  const { rust } = start({});
  assertPasses(rust.call_missing, {
    name: "TypeError",
    message: /^this environment has no function no such function; /,
  });
});

test("a global is called without a this of its own", () => {
  const { rust } = start({});
  globals.lateGlobal = function () {
    return this === globalThis || this === undefined ? 1 : 0;
  };
  assert.equal(rust.call_global(), 1);
  delete globals.lateGlobal;
});

test("a module of one item's own overrides the block's", () => {
  const { rust } = start({}, { fromOther: (/** @type {number} */ n) => n + 41 });
  assert.equal(rust.call_other(), 42);
});

test("a function of a module has the module as its this", () => {
  const { rust, notes } = start(counting());
  rust.name_counted();
  assert.deepEqual(notes, ["1 3", "t3 5", "5 6", "Ok(7) 1"]);
});

test("a function of a module is looked up at each call, so a spy may come late", () => {
  const host = tellingItself();
  const { rust, notes } = start(host);
  rust.name_counted_once();
  host.self.counted = () => 100;
  rust.name_counted_once();
  assert.deepEqual(notes, ["1", "100"]);
  host.self.countedSum = (/** @type {number} */ a, /** @type {number} */ b) => a * b;
  rust.name_counted();
  assert.equal(notes[2], "100 2");
});

test("a function that is gone is an error of the call, which names it", () => {
  const host = tellingItself();
  const { rust } = start(host);
  rust.name_counted_once();
  host.self.counted = undefined;
  assertPasses(rust.name_counted_once, {
    name: "TypeError",
    message:
      /^module "\.\/host\.js" has no function counted; it is declared in runtime_tests::names, line \d+, column 1$/,
  });
});

testOfLoad("an import that the app declares by hand is found and called in the same way", () => {
  const host = tellingItself();
  const { rust } = start({ ...host, byHand: host.counted });
  assert.equal(rust.call_by_hand(), 1);
  host.self.byHand = () => 2;
  assert.equal(rust.call_by_hand(), 2);
  host.self.byHand = undefined;
  assertPasses(rust.call_by_hand, {
    name: "TypeError",
    message: 'module "./host.js" has no function byHand, which the app imports itself',
  });
});

testOfLoad("what `import` gives is called as by a module that imports the functions by name", () => {
  const modules = { "./host.js": new Proxy({}, { get: () => () => 0 }), "./other.js": other };
  const rust = /** @type {any} */ (loadSync(wasm, { modules }).instance.exports);
  assert.equal(rust.call_other(), 42);
});

testOfLoad("the methods of a class are told too, where a module lacks a function", () => {
  class Host {
    field = 1;
    note() {}
  }
  assert.throws(() => loadSync(wasm, { modules: { "./host.js": new Host(), "./other.js": {} } }), {
    message: / \(it has: field, note\); /,
  });
});

testOfLoad("a module that lacks a function is refused at load, in words that name both", () => {
  assert.throws(() => loadSync(wasm, { modules: { "./host.js": { note() {} }, "./other.js": {} } }), {
    message:
      /^module "\.\/\w+\.js" has no function \w+ \(it has: \w+\); it is declared in runtime_tests::\w+, line \d+, column \d+$/,
  });
});

testOfLoad("loadSync names a module that was not given", () => {
  assert.throws(() => loadSync(wasm), {
    message: /^module "\.\/host\.js" is not in options\.modules: add it, or use load, which imports modules$/,
  });
});
