// @ts-check
// Does the npm package work in what each bundler makes of an app, minified as for production? The same app for all: it finds its
// wasm file by `new URL(.., import.meta.url)`, and a module of its own beside the page's. Nothing but the packed tarball is installed
// beside the bundlers, as the lock file has them.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";

import { pack } from "../../support/archives.js";
import { inChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { typed } from "../../support/run.js";
import { served } from "../../support/server.js";

const WASM = process.env.BUNDLED_WASM ?? assert.fail("set BUNDLED_WASM; `cargo xtask test bundlers` does");
const EXPECTED = ["Hello, Ada!", "Hello, Zoë!", "Goodbye to all 2.", '{"closures":0,"handles":0}', ""].join("\n");

const folder = temporaryFolder("bundlers");

before(() => {
  typed(folder, "tar", "-xzf", pack(folder).archive);
});

/** A copy of the app, with the wasm file and the package: its folder, and that of its bundle. @param {string} bundler */
function install(bundler) {
  const app = join(folder, bundler);
  cpSync(new URL("app/", import.meta.url), app, { recursive: true });
  copyFileSync(WASM, join(app, "app.wasm"));
  cpSync(join(folder, "package"), join(app, "node_modules/closures-extern"), { recursive: true });
  // Parcel takes the nearest folder with a lock file for the project, and looks for packages there.
  writeFileSync(join(app, "package-lock.json"), "{}");
  return { app, main: join(app, "main.js"), dist: join(app, "dist") };
}

test("esbuild, and the wasm file copied beside the bundle: in a page and in Node", async () => {
  const { app, main, dist } = install("esbuild");
  await esbuild.build({
    absWorkingDir: app,
    entryPoints: [main],
    bundle: true,
    minify: true,
    format: "esm",
    outdir: dist,
  });
  copyBeside(app, dist);
  await runsInPage(dist);
  runsInNode(dist);
});

test("Rollup, and the wasm file copied beside the bundle: in a page and in Node", async () => {
  const { app, main, dist } = install("rollup");
  const bundle = await rollup({
    input: main,
    plugins: [resolve(), terser()],
    onLog: (level, { message }) => assert.fail(message),
  });
  await bundle.write({ dir: dist, format: "es" });
  copyBeside(app, dist);
  await runsInPage(dist);
  runsInNode(dist);
});

test("webpack: in a page", async () => {
  const { app, main, dist } = install("webpack");
  const stats = await new Promise((resolve, reject) => {
    const output = { path: dist, filename: "main.js" };
    webpack({ mode: "production", context: app, entry: main, output }, (error, stats) =>
      error ? reject(error) : resolve(stats),
    );
  });
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings, []);
  copyFileSync(join(app, "index.html"), join(dist, "index.html"));
  await runsInPage(dist);
});

test("Vite: in a page", async () => {
  const { app, dist } = install("vite");
  await vite.build({ root: app, configFile: false, logLevel: "warn", build: { assetsInlineLimit: 0 } });
  await runsInPage(dist);
});

test("Parcel, which reads no exports in package.json: in a page", async () => {
  const { app, dist } = install("parcel");
  const parcel = createRequire(import.meta.url).resolve("parcel");
  typed(app, process.execPath, parcel, "build", "index.html", "--no-cache", "--dist-dir", dist, "--log-level", "warn");
  await runsInPage(dist);
});

/** What these bundlers leave to others: assets, and the page. @param {string} app @param {string} dist */
function copyBeside(app, dist) {
  for (const name of ["app.wasm", "index.html"]) copyFileSync(join(app, name), join(dist, name));
}

/** @param {string} dist */
async function runsInPage(dist) {
  await served(dist, (url) =>
    inChromium(url, async (page) => {
      const lines = EXPECTED.split("\n").length;
      await page.waitForFunction((lines) => document.body.innerText.split("\n").length >= lines, lines);
      assert.equal(await page.textContent("#text"), EXPECTED);
    }),
  );
}

/** @param {string} dist */
function runsInNode(dist) {
  writeFileSync(join(dist, "package.json"), '{ "type": "module" }');
  assert.equal(typed(dist, process.execPath, "main.js"), EXPECTED);
}
