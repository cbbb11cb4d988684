// @ts-check
// Does the npm package work as it is packed: in an app that Vite builds, with a worker, and in plain Node? Both apps are
// copied to a folder of their own, where nothing but the tarball is installed, and Vite as the lock file has it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { hasText, newPage, startChromium } from "../browser/chromium.js";
import { serve } from "../folder_server.js";

const WASM = process.env.INTERVAL_WASM ?? assert.fail("set INTERVAL_WASM; `cargo xtask test package` does");

const folder = mkdtempSync(join(tmpdir(), "closures-extern-package-"));
after(() => rmSync(folder, { recursive: true }));

const JS = fileURLToPath(new URL("../../js/", import.meta.url));

/** Runs npm or npx. @param {"npm" | "npx"} program @param {string} cwd @param {string[]} words */
function npm(program, cwd, ...words) {
  const [name, shell] = process.platform === "win32" ? [`${program}.cmd`, true] : [program, false];
  return execFileSync(name, words, { cwd, shell, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

const [{ filename, files }] = JSON.parse(npm("npm", JS, "pack", "--json", "--pack-destination", folder));
const tarball = join(folder, filename);

/**
 * A copy of an app, with the wasm file and the package.
 *
 * @param {string} name
 */
function install(name) {
  const app = join(folder, name);
  cpSync(new URL(name, import.meta.url), app, { recursive: true });
  copyFileSync(WASM, join(app, "interval.wasm"));
  return app;
}

test("the package has what it needs, and nothing else", () => {
  const modules = ["src", "build"].flatMap((folder) =>
    readdirSync(new URL(`../../js/${folder}/`, import.meta.url), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ path, name }) => relative(JS, join(path, name)).replaceAll("\\", "/")),
  );
  assert.deepEqual(
    files.map((/** @type {{ path: string }} */ { path }) => path).sort(),
    [
      ...[
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "cli.js",
        "closures_extern.js",
        "describe.js",
        "describe.types.d.ts",
      ],
      ...["inspect.js", "package.json", ...modules, "type_info.js", "types.d.ts", "wasm_file.js"],
    ].sort(),
  );
});

test("the package has the repository's licences, and the version of the crate", () => {
  const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) assert.equal(read(`js/${licence}`), read(licence));
  assert.equal(JSON.parse(read("js/package.json")).version, /^version = "(.*)"$/m.exec(read("Cargo.toml"))?.[1]);
});

test("in plain Node the package is imported by its name, and its tool runs", () => {
  const app = install("node");
  npm("npm", app, "install", "--offline", "--no-audit", "--no-fund", tarball);
  assert.equal(execFileSync(process.execPath, ["main.mjs"], { cwd: app, encoding: "utf8" }), "1\nhello\n0\n");
  assert.match(npm("npx", app, "--no", "--", "closures-extern", "inspect", "interval.wasm"), /hello\(\) -> Interval/);
});

test("in a Vite app the package is bundled, also into a worker", async () => {
  const app = install("vite");
  npm("npm", app, "ci", "--no-audit", "--no-fund");
  npm("npm", app, "install", "--no-save", "--offline", "--no-audit", "--no-fund", tarball);
  npm("npx", app, "--no", "--", "vite", "build", "--logLevel", "warn");
  const server = await serve(join(app, "dist"));
  const browser = await startChromium();
  after(() => void Promise.all([browser.close(), server.close()]));

  const { page, errors } = await newPage(browser);
  await page.goto(server.url);
  await hasText(page, "page", "2");
  await page.waitForFunction(() => Number(document.getElementById("worker")?.textContent) >= 2);
  await page.click("#stop");
  await hasText(page, "alive", '{"closures":0,"handles":0}');
  // The worker goes on: two of its ticks later, the page has had none.
  const [count, ticks] = [await page.textContent("#page"), Number(await page.textContent("#worker"))];
  await page.waitForFunction((ticks) => Number(document.getElementById("worker")?.textContent) >= ticks, ticks + 2);
  assert.equal(await page.textContent("#page"), count);
  assert.deepEqual(errors, []);
});
