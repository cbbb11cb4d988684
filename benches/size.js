// @ts-check
// The size rows: bytes of the wasm file and of the JavaScript that loads it, as built and as shipped. What is shipped is
// run once, so that nothing is small because it is broken.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build as bundle } from "esbuild";

import { INTERVAL, LIBRARIES, appFolder, buildApp, importsApp, postProcess, wasmFile, writeApps } from "./apps.js";
import { path } from "./build.js";
import { expectedSum, hostModule } from "./sources.js";

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

const APPS = [INTERVAL, importsApp(100), importsApp(1000)];

const RUNTIME = JSON.stringify(path("../js/closures_extern.js"));

/**
 * The module that a page loads: starts the app, and leaves its exports where run() finds them.
 *
 * @type {Record<string, (app: App) => string>}
 */
const ENTRIES = {
  ours: ({ imports }) =>
    imports
      ? `import { load } from ${RUNTIME};
import * as host from "./host.js";
const { instance } = await load(new URL("app.wasm", import.meta.url), { modules: { "./host.js": host } });
globalThis.app = instance.exports;
`
      : `import { load } from ${RUNTIME};
const { exports } = await load(new URL("app.wasm", import.meta.url));
globalThis.app = exports;
`,
  "wasm-bindgen": ({ imports }) =>
    imports
      ? `import init from "./pkg/app.js";
globalThis.app = await init({ module_or_path: new URL("app.wasm", import.meta.url) });
`
      : `import init, { hello } from "./pkg/app.js";
await init({ module_or_path: new URL("app.wasm", import.meta.url) });
globalThis.app = { hello };
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
    log(`sizes of ${app.about}`);
    /** @type {Record<string, Stages>} */
    const sizes = {};
    for (const library of LIBRARIES) sizes[library] = await sizesOf(library, app);
    rows.push({ row: app.name, about: app.about, sizes });
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
    external: ["node:*"],
    plugins: [hostApart(folder)],
    logLevel: "error",
  });
  if (app.imports) writeFileSync(join(dist, "host.js"), hostModule(app.imports.count));
  return dist;
}

/**
 * Leaves the functions that an app imports out of what is bundled. By the importer: the library has a host.js too.
 *
 * @param {string} folder
 * @returns {import("esbuild").Plugin}
 */
function hostApart(folder) {
  return {
    name: "host-apart",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\/host\.js$/ }, ({ path, resolveDir }) =>
        resolveDir.startsWith(folder) ? { path, external: true } : undefined,
      ),
  };
}

/**
 * Runs what is shipped, once.
 *
 * @param {App} app
 * @param {string} dist
 */
async function run({ imports }, dist) {
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
    if (imports) {
      seen.push(global.app.run());
    } else {
      const interval = global.app.hello();
      tick();
      tick();
      interval.free();
    }
  } finally {
    Object.assign(global, { fetch, setInterval, clearInterval });
    console.log = log;
  }
  const expected = imports ? [expectedSum(imports.count)] : ["hello", "hello", 7];
  if (JSON.stringify(seen) !== JSON.stringify(expected))
    throw new Error(`${dist} did ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`);
}
