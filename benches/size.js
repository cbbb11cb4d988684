// @ts-check
// The size rows: bytes of the wasm file and of the JavaScript that loads it, as built and as shipped. What is shipped is
// run once, so that nothing is small because it is broken.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build as bundle } from "esbuild";

import { INTERVAL, appFolder, buildApp, importsApp, postProcess, wasmFile, writeApps } from "./apps.js";
import { closuresBuild, path } from "./build.js";
import { expectedSum, hostModule } from "./sources.js";
import { summarize } from "./statistics.js";

/** @typedef {import("./apps.js").App} App */

/**
 * @typedef {{ wasm: number, js: number }} Bytes
 *
 * By stage: `raw` as cargo and a library's command leave it (ours runs wasm-opt itself), `shipped` after wasm-opt and
 * esbuild, then compressed, each file by itself.
 *
 * @typedef {Record<"raw" | "shipped" | "gzip" | "brotli", Bytes>} Stages
 *
 * @typedef {object} SizeRow
 * @property {string} row
 * @property {string} about
 * @property {Record<string, Stages>} sizes By what is shipped.
 * @property {import("./statistics.js").Summary} seconds Of `closures-extern build --minify`.
 *
 * @typedef {{ date: string, rows: SizeRow[] }} SizeResult
 */

const APPS = [INTERVAL, importsApp(100), importsApp(1000)];

/** Without the message of a panic, which wasm-bindgen's apps do not have either. */
const QUIET = "built, no message";

/** What is shipped: of this crate, and all. */
export const OURS = ["ours", "built", QUIET];
export const SHIPPED = [...OURS, "wasm-bindgen"];

/** How often the command `build` is run for its time. */
const TIMES = 5;

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
  built: ({ imports }) => `import { load } from "./built/app.js";
const { ${imports ? "instance: { exports }" : "exports"} } = await load();
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
    for (const name of SHIPPED) sizes[name] = await sizesOf(name, app);
    rows.push({ row: app.name, about: app.about, sizes, seconds: summarize(buildTimes(app)) });
  }
  return { date: new Date().toISOString().slice(0, 10), rows };
}

/**
 * @param {string} name
 * @param {App} app
 * @returns {Promise<Stages>}
 */
async function sizesOf(name, app) {
  const { raw, wasm } = MAKERS[name](app);
  const dist = await ship(name, app, wasm);
  await run(app, dist);

  const shipped = { wasm: readFileSync(join(dist, "app.wasm")), js: readFileSync(join(dist, "main.js")) };
  const each = (/** @type {(bytes: Buffer) => Buffer} */ f) => ({
    wasm: f(shipped.wasm).length,
    js: f(shipped.js).length,
  });
  return {
    raw,
    shipped: each((bytes) => bytes),
    gzip: each((bytes) => gzipSync(bytes, { level: 9 })),
    brotli: each((bytes) => brotliCompressSync(bytes)), // its quality is the highest by default
  };
}

// ---- what is made ----

/** @typedef {{ raw: Bytes, wasm: string }} Made The wasm file, and what it and the JavaScript weigh as they are. */

/** @type {Record<string, (app: App) => Made>} */
const MAKERS = {
  ours(app) {
    const wasm = cargoFile("ours", app);
    return { raw: bytesOf(wasm, runtimeFiles()), wasm };
  },
  built: (app) => built(app, false),
  [QUIET]: (app) => built(app, true),
  "wasm-bindgen"(app) {
    postProcess("wasm-bindgen", app, cargoFile("wasm-bindgen", app));
    const folder = join(appFolder("wasm-bindgen", app), "pkg");
    const wasm = join(folder, "app_bg.wasm");
    return { raw: bytesOf(wasm, [join(folder, "app.js")]), wasm };
  },
};

/**
 * Weighs what the command writes to be read, and leaves what it writes to be shipped.
 *
 * @param {App} app
 * @param {boolean} quiet
 * @returns {Made}
 */
function built(app, quiet) {
  copyFileSync(cargoFile("ours", app, quiet), unbuiltFile(app));
  const folder = builtFolder(app);
  closuresBuild(unbuiltFile(app), folder);
  const wasm = join(folder, "app.wasm");
  const raw = bytesOf(wasm, [join(folder, "app.js")]);
  closuresBuild(unbuiltFile(app), folder, "--minify");
  return { raw, wasm };
}

/** The seconds of the whole command. @param {App} app */
function buildTimes(app) {
  copyFileSync(cargoFile("ours", app), unbuiltFile(app));
  return Array.from({ length: TIMES }, () => closuresBuild(unbuiltFile(app), builtFolder(app), "--minify"));
}

/** What cargo has made, under the name that it is shipped by. @param {App} app */
const unbuiltFile = (app) => join(appFolder("ours", app), "app.wasm");

/** @param {App} app */
const builtFolder = (app) => join(appFolder("ours", app), "built");

/**
 * @param {string} library
 * @param {App} app
 * @param {boolean} [quiet]
 */
function cargoFile(library, app, quiet) {
  buildApp("build", library, app, { profile: "ship", quiet });
  return wasmFile(library, app, "ship");
}

/**
 * @param {string} wasm
 * @param {string[]} js
 * @returns {Bytes}
 */
function bytesOf(wasm, js) {
  return { wasm: readFileSync(wasm).length, js: js.reduce((sum, file) => sum + readFileSync(file).length, 0) };
}

/** The modules of the JavaScript side that an app loads. */
function runtimeFiles() {
  const modules = readdirSync(path("../js/src"), { recursive: true, encoding: "utf8" });
  return [
    path("../js/closures_extern.js"),
    ...modules.filter((name) => name.endsWith(".js")).map((name) => path(`../js/src/${name}`)),
  ];
}

// ---- what is shipped ----

/**
 * Makes a folder as it would go to a server: app.wasm after `wasm-opt -Oz`, and main.js, which esbuild made of an entry
 * and of the library's JavaScript: minified, without what the app does not use.
 *
 * @param {string} name
 * @param {App} app
 * @param {string} wasm
 */
async function ship(name, app, wasm) {
  const isBuilt = name === "built" || name === QUIET;
  const folder = appFolder(isBuilt ? "ours" : name, app);
  const dist = join(folder, "dist");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "package.json"), '{ "type": "module" }\n');
  if (isBuilt) copyFileSync(wasm, join(dist, "app.wasm"));
  else optimize(wasm, join(dist, "app.wasm"));
  writeFileSync(join(folder, "entry.js"), ENTRIES[isBuilt ? "built" : name](app));
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
 * @param {string} from
 * @param {string} to
 */
function optimize(from, to) {
  execFileSync(process.execPath, [path("node_modules/binaryen/bin/wasm-opt"), "-Oz", from, "-o", to], {
    stdio: "inherit",
  });
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
