// @ts-check
// Where an import is found in JavaScript: in a module, in a namespace, as a global that may come late.

import { loadSync } from "../../js/closures_extern.js";
import { assert, assertPasses, start, test, testOfLoad, wasm } from "./harness.js";

const globals = /** @type {any} */ (globalThis);

test("functions of a module are found by name, in namespaces, and from a block inside a function", () => {
  const one = (/** @type {number} */ n) => n;
  const { rust } = start({
    snakeCaseName: one,
    exactly_this: one,
    deep: { inside: { inNamespace: one } },
    keptByCfg: one,
    insideAFunction: one,
    type: () => 100_000,
  });
  assert.equal(rust.call_module(), 111_111);
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
  ]);
});

test("a global is looked up when it is called", () => {
  const { rust } = start({});
  globals.lateGlobal = (/** @type {number} */ n) => n + 1;
  assert.equal(rust.call_global(), 2);
  globals.lateGlobal = (/** @type {number} */ n) => n + 2;
  assert.equal(rust.call_global(), 3);
  delete globals.lateGlobal;
  assertPasses(rust.call_global, { name: "TypeError", message: /^this environment has no function lateGlobal; it is declared in runtime_tests::places, line \d+, column 1$/ });
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
  assertPasses(rust.call_namespace, { name: "TypeError", message: /^this environment has no function late_space\.method; / });
  delete globals.late_space;
});

test("a namespace may be a path", () => {
  assertPasses(start({}).rust.call_far, { message: /^this environment has no function a\.b\.c\.far; / });
  globals.a = { b: { c: { far: () => 8 } } };
  assert.equal(start({}).rust.call_far(), 8);
  delete globals.a;
});

test("a global that this environment lacks fails only when it is called", () => {
  const { rust } = start({});
  assertPasses(rust.call_missing, { name: "TypeError", message: /^this environment has no function no such function; / });
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

test("a function of a module has no this", () => {
  let seen;
  const one = () => 1;
  const { rust } = start({
    ...{ snakeCaseName: one, exactly_this: one, keptByCfg: one, insideAFunction: one },
    /** @this {any} */
    type: function () {
      "use strict";
      seen = this;
      return 0;
    },
    deep: { inside: { inNamespace: () => 0 } },
  });
  rust.call_module();
  assert.equal(seen, undefined);
});

testOfLoad("a module that lacks a function is refused at load, in words that name both", () => {
  assert.throws(() => loadSync(wasm, { modules: { "./host.js": { note() {} }, "./other.js": {} } }), {
    message: /^module "\.\/\w+\.js" has no function \w+ \(it has: \w+\); it is declared in runtime_tests::\w+, line \d+, column \d+$/,
  });
});

testOfLoad("loadSync names a module that was not given", () => {
  assert.throws(() => loadSync(wasm), { message: /^module "\.\/host\.js" is not in options\.modules: add it, or use load, which imports modules$/ });
});
