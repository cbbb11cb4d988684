// @ts-check
// The size rows: bytes of the wasm file and of the JavaScript that loads it, as built and as shipped. What is shipped is
// run once, so that nothing is small because it is broken.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build as bundle } from "esbuild";

import { LIBRARIES, appFolder, buildApp, count, expectedSum, postProcess, wasmFile, writeApps } from "./apps.js";
import { path } from "./build.js";

/** @typedef {import("./apps.js").App} App */

/**
 * @typedef {{ wasm: number, js: number }} Bytes
 *
 * By stage: `raw` as cargo (and the wasm-bindgen command) leaves it, `shipped` after wasm-opt and esbuild, then
 * compressed, each file by itself.
 *
 * @typedef {Record<"raw" | "shipped" | "gzip" | "brotli", Bytes>} Stages
 *
 * @typedef {{ row: string, about: string, sizes: Record<string, Stages> }} SizeRow
 *
 * @typedef {{ date: string, rows: SizeRow[] }} SizeResult
 */

/** @type {App[]} */
const APPS = ["interval", "imports-100", "imports-1000"];

const RUNTIME = JSON.stringify(path("../js/closures_extern.js"));

/**
 * The module that a page loads: starts the app, and leaves its exports where run() finds them.
 *
 * @type {Record<string, (app: App) => string>}
 */
const ENTRIES = {
  ours: (app) =>
    app === "interval"
      ? `import { load } from ${RUNTIME};
const { exports } = await load(new URL("app.wasm", import.meta.url));
globalThis.app = exports;
`
      : `import { load } from ${RUNTIME};
import * as host from "./host.js";
const { instance } = await load(new URL("app.wasm", import.meta.url), { modules: { "./host.js": host } });
globalThis.app = instance.exports;
`,
  "wasm-bindgen": (app) =>
    app === "interval"
      ? `import init, { hello } from "./pkg/app.js";
await init({ module_or_path: new URL("app.wasm", import.meta.url) });
globalThis.app = { hello };
`
      : `import init from "./pkg/app.js";
globalThis.app = await init({ module_or_path: new URL("app.wasm", import.meta.url) });
`,
};

/**
 * @param {(text: string) => void} log
 * @returns {Promise<SizeResult>}
 */
export async function measureSize(log) {
  writeApps(APPS);
  /** @type {SizeRow[]} */
  const rows = [];
  for (const app of APPS) {
    log(`sizes of ${app}`);
    /** @type {Record<string, Stages>} */
    const sizes = {};
    for (const library of LIBRARIES) sizes[library] = await sizesOf(library, app);
    const about = app === "interval" ? "interval example" : `${count(app).toLocaleString("en")} imports`;
    rows.push({ row: app, about, sizes });
  }
  return { date: new Date().toISOString().slice(0, 10), rows };
}

/** The modules of the JavaScript side that an app loads. */
function runtimeFiles() {
  const modules = readdirSync(path("../js/src"), { recursive: true, encoding: "utf8" });
  return [
    path("../js/closures_extern.js"),
    ...modules.filter((name) => name.endsWith(".js")).map((name) => path(`../js/src/${name}`)),
  ];
}

/**
 * @param {string} library
 * @param {App} app
 * @returns {Promise<Stages>}
 */
async function sizesOf(library, app) {
  buildApp("build", library, app, { profile: "ship" });
  let wasm = wasmFile(library, app, "ship");
  let js = runtimeFiles();
  postProcess(library, app, wasm);
  if (library === "wasm-bindgen") {
    wasm = join(appFolder(library, app), "pkg/app_bg.wasm");
    js = [join(appFolder(library, app), "pkg/app.js")];
  }
  const dist = await ship(library, app, wasm);
  await run(app, dist);

  const shipped = { wasm: readFileSync(join(dist, "app.wasm")), js: readFileSync(join(dist, "main.js")) };
  const each = (/** @type {(bytes: Buffer) => Buffer} */ f) => ({
    wasm: f(shipped.wasm).length,
    js: f(shipped.js).length,
  });
  return {
    raw: { wasm: readFileSync(wasm).length, js: js.reduce((sum, file) => sum + readFileSync(file).length, 0) },
    shipped: each((bytes) => bytes),
    gzip: each((bytes) => gzipSync(bytes, { level: 9 })),
    brotli: each((bytes) => brotliCompressSync(bytes)), // its quality is the highest by default
  };
}

/**
 * Makes a folder as it would go to a server: app.wasm after `wasm-opt -Oz`, and main.js, which esbuild made of an entry
 * and of the library's JavaScript: minified, without what the app does not use.
 *
 * @param {string} library
 * @param {App} app
 * @param {string} wasm
 */
async function ship(library, app, wasm) {
  const folder = appFolder(library, app);
  const dist = join(folder, "dist");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "package.json"), '{ "type": "module" }\n');
  const optimizer = path("node_modules/binaryen/bin/wasm-opt");
  execFileSync(process.execPath, [optimizer, "-Oz", wasm, "-o", join(dist, "app.wasm")], { stdio: "inherit" });
  writeFileSync(join(folder, "entry.js"), ENTRIES[library](app));
  await bundle({
    entryPoints: [join(folder, "entry.js")],
    outfile: join(dist, "main.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["./host.js", "node:*"],
    logLevel: "error",
  });
  if (app !== "interval") copyFileSync(join(folder, "host.js"), join(dist, "host.js"));
  return dist;
}

/**
 * Runs what is shipped, once.
 *
 * @param {App} app
 * @param {string} dist
 */
async function run(app, dist) {
  const global = /** @type {any} */ (globalThis);
  const { fetch, setInterval, clearInterval } = global;
  const { log } = console;
  /** @type {unknown[]} */
  const seen = [];
  /** @type {() => void} */
  let tick = () => {};
  // Node's fetch knows no files.
  global.fetch = async (/** @type {URL} */ url) =>
    new Response(readFileSync(url), { headers: { "content-type": "application/wasm" } });
  global.setInterval = (/** @type {() => void} */ f) => ((tick = f), 7);
  global.clearInterval = (/** @type {number} */ token) => void seen.push(token);
  console.log = (text) => void seen.push(text);
  try {
    await import(`${pathToFileURL(join(dist, "main.js"))}?${Math.random()}`);
    if (app === "interval") {
      const interval = global.app.hello();
      tick();
      tick();
      interval.free();
    } else {
      seen.push(global.app.run());
    }
  } finally {
    Object.assign(global, { fetch, setInterval, clearInterval });
    console.log = log;
  }
  const expected = app === "interval" ? ["hello", "hello", 7] : [expectedSum(count(app))];
  if (JSON.stringify(seen) !== JSON.stringify(expected))
    throw new Error(`${dist} did ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`);
}
