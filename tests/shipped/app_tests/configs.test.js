// @ts-check
// What do tests say of a config that cannot be loaded, or of what its functions throw? And does what it leaves behind end
// with the test?

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { before, test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { outcome } from "../../support/run.js";
import { CLI, build, results } from "./each_way.js";

let wasm = "";
const folder = temporaryFolder("configs");
let count = 0;

/** The URL of the app's module, in quotes. */
const HOST = JSON.stringify(new URL("each_way/host.js", import.meta.url).href);

before(() => {
  wasm = build();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

/** Runs tests with a config of their own. @param {string} config @param {string[]} words */
function withConfig(config, ...words) {
  const cwd = join(folder, String(++count));
  mkdirSync(cwd);
  writeFileSync(join(cwd, "closures-extern.config.js"), config);
  return outcome(process.execPath, [CLI, "test", wasm, ...words], { cwd });
}

for (const [config, said] of /** @type {const} */ ([
  ['throw new Error("at once");', "Error: at once\n    at file:"],
  ['export default () => { throw new Error("when called"); };', "Error: when called\n    at default (file:"],
  ['export default async () => { throw new Error("later"); };', "Error: later\n    at default (file:"],
  ["export default {;", "SyntaxError: Unexpected token ';'\n    at "],
  ['import "./missing.js";', "Error [ERR_MODULE_NOT_FOUND]: Cannot find module "],
])) {
  test(`each test shows the error of this config: ${config}`, () => {
    const { status, stdout } = withConfig(config, "an_ok_is_returned", "passes");
    assert.equal(status, 101);
    assert.equal(stdout.split(` stdout ----\nthe config could not be loaded: ${said}`).length, 3, stdout);
  });
}

for (const thrown of [
  '{ get message() { throw new Error("a getter"); } }',
  "new Proxy({}, { get() { throw new Error('a trap'); } })",
]) {
  test(`what throws when it is looked at can be thrown: ${thrown}`, () => {
    const config = `
      import * as host from ${HOST};
      export default { modules: { "./host.js": { ...host, answer() { throw ${thrown}; } } } };`;
    const { stdout } = withConfig(config, "passes");
    assert.match(stdout, /\nthe wasm instance was ended by an exception: /, stdout);
    assert.ok(!stdout.includes("could not be loaded"), stdout);
  });
}

/** In a config: the first time, something that throws during the next test. @param {string} what */
const once = (what) => `
  import { existsSync, writeFileSync } from "node:fs";
  import { Worker } from "node:worker_threads";
  const modules = { "./host.js": await import(${HOST}) };
  const before = setTimeout(() => {}, 10_000);
  const fail = () => { throw new Error("of the test before"); };
  export default () => {
    if (existsSync("begun")) return { modules };
    writeFileSync("begun", "");
    ${what};
    return { modules };
  };`;

for (const what of [
  "setTimeout(fail, 20)",
  "clearTimeout(before); setTimeout(fail, 20)",
  "setTimeout(fail, 20).unref()",
  'AbortSignal.timeout(20).addEventListener("abort", fail)',
  'new Worker(`setTimeout(() => { throw new Error("of a worker"); }, 20);`, { eval: true }).unref()',
]) {
  test(`this is not in the next test's way: ${what}`, () => {
    const { stdout } = withConfig(once(what), "an_ok_is_returned", "leaves_nothing");
    assert.deepEqual(results(stdout), {
      "tests::an_ok_is_returned": "ok",
      "tests::leaves_nothing_and_is_not_to_blame": "ok",
    });
  });
}
