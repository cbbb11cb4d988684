// @ts-check
// The crate in apps of wasm-bindgen in a real browser: the example with `web_sys`, on the target `web`; an app of the target
// `bundler` that Vite has built; and tests as `wasm-pack test --headless` runs them.

import assert from "node:assert/strict";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build as bundle } from "vite";
import plugin from "vite-plugin-wasm";
import { newPage, startChromium } from "../support/chromium.js";
import { served } from "../support/server.js";
import { bindgen, build, FOLDER, headless } from "./build.js";
import { EXPECTED } from "./check.js";

/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  browser = await startChromium();
});

after(() => browser?.close());

test("the example with web_sys: a row's listener ends with the row, and stop() leaves nothing", async () => {
  const site = join(FOLDER, "with-web-sys");
  bindgen(build("with-web-sys", [], "examples/with-web-sys"), "web", join("with-web-sys", "pkg"));
  await mkdir(site, { recursive: true });
  await copyFile(new URL("../../examples/with-web-sys/index.html", import.meta.url), join(site, "index.html"));
  await served(site, async (url) => {
    const { page, errors } = await newPage(browser);
    /** @type {string[]} */
    const logged = [];
    page.on("console", (message) => void logged.push(message.text()));
    await page.goto(url);
    const alive = (/** @type {string} */ count) =>
      page.waitForFunction((count) => document.getElementById("alive")?.textContent === count, count);
    await alive("2"); // the form's, and the clock's
    for (const text of ["one", "two", "three"]) {
      await page.fill("#text", text);
      await page.click("#form button");
    }
    await alive("5");
    assert.equal(await page.inputValue("#text"), "");
    await page.click("li:nth-child(2) button");
    await alive("4");
    assert.deepEqual(await page.$$eval("li", (rows) => rows.map((row) => row.firstChild?.textContent)), [
      "one",
      "three",
    ]);
    assert.deepEqual(logged, ["removed JSHandle@node"]);
    await page.click("#stop");
    await alive("0");
    assert.equal(await page.$$eval("li", (rows) => rows.length), 0);
    // Whoever still clicks where a listener was reaches nothing.
    await page.evaluate(() =>
      document.getElementById("form")?.addEventListener("submit", (event) => event.preventDefault()),
    );
    await page.fill("#text", "four");
    await page.click("#form button");
    assert.deepEqual(errors, []);
  });
});

test("an app that Vite has built of the target bundler", async () => {
  const outDir = join(FOLDER, "vite");
  await bundle({
    root: fileURLToPath(new URL("vite", import.meta.url)),
    logLevel: "warn",
    plugins: [/** @type {any} */ (plugin)()], // its types are those of another kind of module
    resolve: { alias: { app: join(bindgen(build("app"), "bundler", "vite-pkg"), "app.js") } },
    build: { outDir, emptyOutDir: true, target: "esnext" },
  });
  await served(outDir, async (url) => {
    const { page, errors } = await newPage(browser);
    await page.goto(url);
    await page.waitForFunction(() => document.title !== "waiting");
    assert.deepEqual(JSON.parse(await page.title()), EXPECTED);
    assert.deepEqual(errors, []);
  });
});

test("wasm-bindgen-test in a headless Chromium", () => {
  assert.match(headless(), /test result: ok\. 3 passed/);
});
