// @ts-check
// Does the npm package work as it is packed: in an app that Vite builds, with a worker, and in plain Node? Both apps are
// copied to a folder of their own, where nothing but the tarball is installed, and Vite as the lock file has it.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";

import { pack } from "../../support/archives.js";
import { hasText, inChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { ROOT } from "../../support/repository.js";
import { typed } from "../../support/run.js";
import { served } from "../../support/server.js";

const WASM = process.env.INTERVAL_WASM ?? assert.fail("set INTERVAL_WASM; `cargo xtask test package` does");

const folder = temporaryFolder("package");

const { archive, files } = pack(folder);

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
  const modules = ["src", "build", "test", "vite", "new"].flatMap((folder) =>
    readdirSync(join(ROOT, "js", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ path, name }) => relative(join(ROOT, "js"), join(path, name)).replaceAll("\\", "/")),
  );
  assert.deepEqual(
    files.map(({ path }) => path).sort(),
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
      ...["declared_types.js", "inspect.js", "package.json", ...modules, "type_info.js", "types.d.ts", "wasm_file.js"],
    ].sort(),
  );
});

test("the package has the repository's licences, and the version of the crate", () => {
  const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), "utf8");
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) assert.equal(read(`js/${licence}`), read(licence));
  assert.equal(JSON.parse(read("js/package.json")).version, /^version = "(.*)"$/m.exec(read("Cargo.toml"))?.[1]);
});

test("in plain Node the package is imported by its name, and its tool runs", () => {
  const app = install("node");
  // Without it npm installs into a folder above that has packages.
  writeFileSync(join(app, "package.json"), "{}");
  typed(app, "npm", "install", "--offline", "--no-audit", "--no-fund", archive);
  assert.equal(typed(app, process.execPath, "main.mjs"), "1\nhello\n0\n");
  assert.match(typed(app, "npx", "--no", "--", "closures-extern", "inspect", "interval.wasm"), /hello\(\) -> Interval/);
});

test("in a Vite app the package is bundled, also into a worker", async () => {
  const app = install("vite");
  typed(app, "npm", "ci", "--no-audit", "--no-fund");
  typed(app, "npm", "install", "--no-save", "--offline", "--no-audit", "--no-fund", archive);
  typed(app, "npx", "--no", "--", "vite", "build", "--logLevel", "warn");
  await served(join(app, "dist"), (url) =>
    inChromium(url, async (page) => {
      await hasText(page, "page", "2");
      await page.waitForFunction(() => Number(document.getElementById("worker")?.textContent) >= 2);
      await page.click("#stop");
      await hasText(page, "alive", '{"closures":0,"handles":0}');
      // The worker goes on: two of its ticks later, the page has had none.
      const [count, ticks] = [await page.textContent("#page"), Number(await page.textContent("#worker"))];
      await page.waitForFunction((ticks) => Number(document.getElementById("worker")?.textContent) >= ticks, ticks + 2);
      assert.equal(await page.textContent("#page"), count);
    }),
  );
});
