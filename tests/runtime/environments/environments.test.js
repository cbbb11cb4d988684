// @ts-check
// Does an app work where an environment lacks what Node and pages have, or has it twice: in an audio worklet, in Jest and in Vitest
// with jsdom, as a bundle for old engines, with globals taken away, with a memory of its own?

import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

import { load, loadSync } from "../../../js/closures_extern.js";
import { inChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { CARGO, ROOT, TARGET, buildFolder } from "../../support/repository.js";
import { outcome, run } from "../../support/run.js";
import { served } from "../../support/server.js";
import { EXPECTED, use } from "./use.js";

const WASM =
  process.env.ENVIRONMENTS_WASM ?? assert.fail("set ENVIRONMENTS_WASM; `cargo xtask test environments` does");
const HERE = fileURLToPath(new URL(".", import.meta.url));

/** So many bytes of JavaScript an app loads at most, compressed. */
const MOST_BYTES = 27_400;

const folder = temporaryFolder("environments");

/** Runs Node in this folder: all that it writes, because Jest tells its results where errors go. @param {string[]} words */
function node(...words) {
  const { status, stdout, stderr } = outcome(process.execPath, words, { cwd: HERE });
  assert.equal(status, 0, stdout + stderr);
  return stdout + stderr;
}

test("in an audio worklet closures are called, and texts cross", async () => {
  const site = join(folder, "site");
  for (const path of ["js", "tests/runtime/environments/audio"]) mkdirSync(join(site, path), { recursive: true });
  cpSync(join(ROOT, "js/src"), join(site, "js/src"), { recursive: true });
  const files = [
    "js/closures_extern.js",
    "tests/runtime/environments/use.js",
    "tests/runtime/environments/audio/index.html",
    "tests/runtime/environments/audio/worklet.js",
  ];
  for (const file of files) copyFileSync(join(ROOT, file), join(site, file));
  copyFileSync(WASM, join(site, "app.wasm"));
  await served(site, (url) =>
    inChromium(`${url}tests/runtime/environments/audio/index.html`, async (page) => {
      const said = await page.evaluate(async () => {
        const context = new OfflineAudioContext(1, 1024, 44_100);
        await context.audioWorklet.addModule("worklet.js");
        const bytes = await (await fetch("/app.wasm")).arrayBuffer();
        const gain = new AudioWorkletNode(context, "gain", { processorOptions: { bytes } });
        const answer = new Promise((resolve) => (gain.port.onmessage = ({ data }) => resolve(data)));
        gain.connect(context.destination);
        await context.startRendering();
        return answer;
      });
      assert.deepEqual(said, {
        lacks: ["TextDecoder", "TextEncoder", "URL", "fetch"],
        used: EXPECTED,
        later: EXPECTED,
        refused:
          "Error: this environment has no fetch, to get https://example.org/app.wasm: load takes the bytes or a WebAssembly.Module too",
      });
    }),
  );
});

test("in Jest with jsdom the app loads in each way that its test may try", () => {
  const jest = "node_modules/jest/bin/jest.js";
  const text = node("--experimental-vm-modules", jest, "--config", "jest/jest.config.js");
  assert.match(text, /Tests: +12 passed, 12 total/);
});

test("in Vitest with jsdom the app loads in each way that its test may try", () => {
  const text = node("node_modules/vitest/vitest.mjs", "run", "--root", "vitest", "--no-color");
  assert.match(text, /Tests +13 passed \(13\)/);
});

test("without what poor environments lack an app works, and free() and a drop are what frees", () => {
  node("--import", "../engines/poor.js", "poor_app.js");
});

test("bundled for old engines, the file is imported and works", async () => {
  const outfile = join(folder, "bundled.mjs");
  const [entry, target] = [join(ROOT, "js/closures_extern.js"), "es2015"];
  // It warns of bigints, which only engines that have them can read.
  await build({ entryPoints: [entry], bundle: true, format: "esm", target, outfile, logLevel: "error" });
  assert.match(readFileSync(outfile, "utf8"), /Math\.pow/, "this is no old target: it has an operator **");
  const bundled = await import(pathToFileURL(outfile).href);
  const bytes = readFileSync(WASM);
  assert.deepEqual(
    use((options) => bundled.loadSync(bytes, options)),
    EXPECTED,
  );
});

test("what an app loads of it, bundled and minified, is small", async () => {
  const entryPoints = [join(ROOT, "js/closures_extern.js")];
  const { outputFiles } = await build({ entryPoints, bundle: true, minify: true, format: "esm", write: false });
  const { length } = gzipSync(outputFiles[0].contents, { level: 9 });
  assert.ok(length <= MOST_BYTES, `${length} bytes`);
});

test("an app that imports its memory works in the one that it is given, and is told when there is none", async () => {
  const target = buildFolder("environments");
  const words = ["rustc", "--quiet", "--target", TARGET, "-p", "environments-app", "--target-dir", target];
  run(CARGO, [...words, "--", "-C", "link-arg=--import-memory"], { cwd: ROOT });
  const bytes = readFileSync(join(target, TARGET, "debug/environments_app.wasm"));
  const memory = () => new WebAssembly.Memory({ initial: 32 });
  assert.deepEqual(
    use((options) => loadSync(bytes, { ...options, memory: memory() })),
    EXPECTED,
  );
  assert.deepEqual(await use((options) => load(bytes, { ...options, memory: memory() })), EXPECTED);
  const mine = memory();
  const { stats } = loadSync(bytes, { modules: { host: { each() {}, keep() {} } }, memory: mine });
  mine.grow(1);
  assert.deepEqual(stats(), { closures: 0, handles: 0 });
  assert.throws(
    () => loadSync(bytes, { modules: { host: { each() {}, keep() {} } } }),
    /imports its memory, because it was linked with --import-memory/,
  );
  assert.throws(
    () => loadSync(bytes, { modules: { host: { each() {}, keep() {} } }, memory: mine }),
    /^Error: options\.memory is the memory of another instance, which would overwrite it: pass a new one$/,
  );
  let asked = 0;
  const changing = () => (asked++ === 0 ? memory() : mine);
  assert.deepEqual(
    use(({ modules }) =>
      loadSync(bytes, {
        modules,
        get memory() {
          return changing();
        },
      }),
    ),
    EXPECTED,
  );
  assert.equal(asked, 1);
  const own = loadSync(readFileSync(WASM), { modules: { host: { each() {}, keep() {} } } });
  const taken = /** @type {any} */ (own.instance.exports.memory);
  assert.throws(
    () => loadSync(bytes, { modules: { host: { each() {}, keep() {} } }, memory: taken }),
    /is the memory of another instance/,
  );
  // What it lacks the engine says, and it can be mended.
  const small = new WebAssembly.Memory({ initial: 1 });
  assert.throws(
    () => loadSync(bytes, { modules: { host: { each() {}, keep() {} } }, memory: small }),
    WebAssembly.LinkError,
  );
  await assert.rejects(
    load(bytes, { modules: { host: { each() {}, keep() {} } }, memory: small }),
    WebAssembly.LinkError,
  );
  small.grow(31);
  assert.deepEqual(
    use((options) => loadSync(bytes, { ...options, memory: small })),
    EXPECTED,
  );
});
