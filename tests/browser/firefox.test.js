// @ts-check
// Does the interval's page work in Firefox, too? Driven by WebDriver BiDi, which the stock browser speaks.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "puppeteer-core";

import { startSite } from "./site.js";

const ADVICE = "install Firefox so that `firefox-esr` or `firefox` is in PATH, or set FIREFOX to the path of one";

/**
 * The browser's path: what FIREFOX names, else what is in PATH. Without one, the tests fail and say what to do.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
function firefoxPath(env = process.env) {
  const isFile = (/** @type {string} */ path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  if (env.FIREFOX) {
    if (isFile(env.FIREFOX)) return env.FIREFOX;
    throw new Error(`FIREFOX is set to ${env.FIREFOX}, and no file is there: ${ADVICE}`);
  }
  for (const folder of (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "")) {
    for (const name of ["firefox-esr", "firefox"]) {
      if (isFile(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error(`Firefox was not found: ${ADVICE}`);
}

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {{ url: string, stop(): void }} */
let site;

before(async () => {
  browser = await launch({ browser: "firefox", executablePath: firefoxPath(), headless: true });
  site = await startSite();
});

after(async () => {
  await browser?.close();
  site?.stop();
});

/**
 * Waits until an element has a text.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} id
 * @param {string} text
 */
async function hasText(page, id, text) {
  await page.waitForFunction(
    (id, text) => document.getElementById(id)?.textContent === text,
    {},
    id,
    text,
  );
}

test("interval_ticks_in_firefox_until_it_is_freed", async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(new URL("examples/interval/", site.url).href);
  await hasText(page, "closures", "0");

  await page.click("#start");
  await hasText(page, "closures", "1");
  await hasText(page, "count", "2");

  await page.click("#stop");
  await hasText(page, "closures", "0");
  await hasText(page, "handles", "0");
  const count = await page.$eval("#count", (element) => element.textContent);
  // Another timer ticks twice: what is said not to happen would have happened by then.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2100)));
  assert.equal(await page.$eval("#count", (element) => element.textContent), count, "it went on after stop");

  await page.click("#call");
  assert.match((await page.$eval("#error", (element) => element.textContent)) ?? "", /^ClosureError, code “dropped”: /);
  assert.deepEqual(errors, []);
  await page.close();
});

test("an_object_that_firefox_disposes_of_is_freed", async () => {
  const page = await browser.newPage();
  await page.goto(new URL("examples/interval/", site.url).href);
  const told = await page.evaluate(
    async (module, wasm) => {
      const { load } = await import(module);
      const app = await load(wasm);
      const interval = app.exports.hello();
      const during = app.stats();
      // What `using` calls, where the browser has it.
      if (typeof Symbol.dispose === "symbol") interval[Symbol.dispose]();
      else interval.free();
      interval.free();
      return { during, after: app.stats() };
    },
    new URL("js/closures_extern.js", site.url).href,
    new URL("target/wasm32-unknown-unknown/debug/interval.wasm", site.url).href,
  );
  assert.deepEqual(told, { during: { closures: 1, handles: 0 }, after: { closures: 0, handles: 0 } });
  await page.close();
});

test("firefox_that_is_not_there_fails_with_what_to_install", () => {
  assert.throws(() => firefoxPath({ PATH: "" }), /^Error: Firefox was not found: install Firefox so that/);
  assert.throws(() => firefoxPath({ FIREFOX: "/no/such/file" }), /^Error: FIREFOX is set to \/no\/such\/file/);
});
