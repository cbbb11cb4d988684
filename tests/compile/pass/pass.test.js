// @ts-check
// The packages of this folder, in one module: what compiles also runs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadSync } from "../../../js/closures_extern.js";
import { hostedLoader } from "../../runtime/hosted.js";

const path = process.env.PASS_WASM;
if (path === undefined) throw new Error("set PASS_WASM to pass_app.wasm; `cargo xtask test pass` does");
const wasm = new WebAssembly.Module(readFileSync(path));

class Element {
  text = /** @type {string | undefined} */ ("old");
  /** @param {string} name */
  static find(name) {
    return new Element();
  }
  /** @param {Element} child */
  append(child) {
    return child;
  }
  listen() {
    return 0;
  }
}

/** What every package imports; what is not listed returns 0. @type {any} */
const host = {
  Element,
  HTMLElement: Element,
  own: { same: (/** @type {number} */ n) => n * 4 },
  ROOT: new Element(),
  same: (/** @type {any} */ value) => (typeof value === "function" ? value() : value === "one" ? 10 : value * 100),
  callBack: (/** @type {() => number} */ f) => f() + 1,
  renamedDependency: (/** @type {number} */ n) => n * 7,
  withoutStd: (/** @type {(n: number) => void} */ f) => (f(3), f(4), 0),
  aliases: (/** @type {any[]} */ ...all) => all.length,
  each: (/** @type {(n: number) => boolean} */ f) => (f(5) ? 1 : 0),
  adder: (/** @type {number} */ n) => (/** @type {number} */ m) => n + m,
  lastOf: (/** @type {any[]} */ ...all) => (all.length === 16 && all[3]() === 4 && all[13]() === 14 ? all[15] : 0),
  sum: (/** @type {number[]} */ ...numbers) => numbers.length,
  setThing1999: (/** @type {any[]} */ ...all) => all.length,
  import: (/** @type {any[]} */ ...all) => all.length,
};
const modules = { "./host.js": new Proxy(host, { get: (all, name) => (name in all ? all[name] : () => 0) }) };
// The step `hosted` has the command of wasm-bindgen write the file, which names it so.
const instance = path.endsWith("_bg.wasm") ? hostedLoader(path, wasm)(modules) : loadSync(wasm, { modules }).instance;
const rust = /** @type {any} */ (instance.exports);

for (const [name, expected] of Object.entries({
  aliases: 8,
  forms: 100 + 100 + 10 + 1 + 100 + 2 + 8 + 4 + 16,
  many: 3,
  no_std: 7,
  renamed: 7 + 5,
  shadowed: 3,
  strict: 1 + 5 + 0,
  strict_2018: 1 + 5 + 0,
  strict_2024: 1 + 5 + 0,
})) {
  test(`${name} runs`, () => assert.equal(rust[name](), expected));
}
