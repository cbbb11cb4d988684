// @ts-check
// Do the interval's page, and that of the promises, work in Firefox, too?

import assert from "node:assert/strict";
import { test } from "node:test";

import { startFirefox } from "../../support/firefox.js";
import { browserAndSite } from "../../support/site.js";

const { browser, url } = browserAndSite(startFirefox);

/**
 * Waits until an element has a text.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} id
 * @param {string} text
 */
async function hasText(page, id, text) {
  await page.waitForFunction((id, text) => document.getElementById(id)?.textContent === text, {}, id, text);
}

test("interval_ticks_in_firefox_until_it_is_freed", async () => {
  const page = await browser().newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url("examples/interval/"));
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
  const page = await browser().newPage();
  await page.goto(url("examples/interval/"));
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
    url("js/closures_extern.js"),
    url("target/wasm32-unknown-unknown/debug/interval.wasm"),
  );
  assert.deepEqual(told, { during: { closures: 1, handles: 0 }, after: { closures: 0, handles: 0 } });
  await page.close();
});

test("what_rust_awaits_is_loaded_in_firefox_or_cancelled", async () => {
  const page = await browser().newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url("examples/fetch/"));
  await page.waitForSelector("#load:not([disabled])");
  await page.click("#load");
  await page.waitForFunction(() => document.querySelectorAll("#lines li").length === 8);
  await page.waitForSelector("#load:not([disabled])");

  await page.click("#load");
  await page.waitForSelector("#cancel:not([disabled])");
  await page.click("#cancel");
  await page.waitForFunction(() => document.getElementById("error")?.textContent?.startsWith("AbortError: "));
  await hasText(page, "closures", "0");
  await hasText(page, "handles", "0");
  assert.deepEqual(errors, []);
  await page.close();
});
