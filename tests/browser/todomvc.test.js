// @ts-check
// Does a page that is run by Rust alone, through declared classes of the DOM, do what TodoMVC asks for?

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { hasText, newPage, startChromium } from "./chromium.js";
import { startSite } from "./site.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {{ url: string, stop(): void }} */
let site;

before(async () => {
  browser = await startChromium();
  site = await startSite();
});

after(async () => {
  await browser?.close();
  site?.stop();
});

/** The page, with nothing kept from before. */
async function open() {
  const { page, errors } = await newPage(browser);
  await page.goto(new URL("examples/todomvc/", site.url).href);
  await hasText(page, "count", "0 items left");
  return { page, errors };
}

/** @param {Page} page @param {string[]} titles */
async function add(page, ...titles) {
  for (const title of titles) {
    await page.fill("#new", title);
    await page.press("#new", "Enter");
  }
}

/** The rows: `x` in front of what is done. @param {Page} page */
function rows(page) {
  return page.$$eval("#list li", (items) =>
    items.map((item) => `${item.classList.contains("done") ? "x" : "-"} ${item.querySelector("span")?.textContent}`),
  );
}

/** What is alive. @param {Page} page */
function stats(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).app.stats());
}

test("tasks_are_added_done_and_removed", async () => {
  const { page, errors } = await open();
  await add(page, "buy tea", "  ", "drink <b>it</b>", "wash up");
  assert.deepEqual(await rows(page), ["- buy tea", "- drink <b>it</b>", "- wash up"]);
  await hasText(page, "count", "3 items left");
  assert.equal(await page.isVisible("#clear"), false);

  await page.click("#list li:nth-child(2) input");
  assert.deepEqual(await rows(page), ["- buy tea", "x drink <b>it</b>", "- wash up"]);
  await page.click("#list li:nth-child(1) .remove");
  assert.deepEqual(await rows(page), ["x drink <b>it</b>", "- wash up"]);
  await hasText(page, "count", "1 item left");

  await page.click("#clear");
  assert.deepEqual(await rows(page), ["- wash up"]);
  await page.click("#all");
  assert.deepEqual(await rows(page), ["x wash up"]);
  await page.click("#all");
  assert.deepEqual(await rows(page), ["- wash up"]);
  assert.deepEqual(errors, []);
  await page.close();
});

test("the_address_filters", async () => {
  const { page, errors } = await open();
  await add(page, "one", "two");
  await page.click("#list li:nth-child(1) input");
  await page.click('a[href="#/active"]');
  await page.waitForFunction(() => document.querySelectorAll("#list li").length === 1);
  assert.deepEqual(await rows(page), ["- two"]);
  await page.click('a[href="#/completed"]');
  await page.waitForFunction(() => document.querySelector("#list span")?.textContent === "one");
  assert.deepEqual(await rows(page), ["x one"]);
  assert.deepEqual(errors, []);
  await page.close();
});

test("tasks_outlive_the_page", async () => {
  const { page, errors } = await open();
  await add(page, "one", "two");
  await page.click("#list li:nth-child(2) input");
  await page.reload();
  await hasText(page, "count", "1 item left");
  assert.deepEqual(await rows(page), ["- one", "x two"]);
  assert.deepEqual(errors, []);
  await page.close();
});

test("many_changes_leave_nothing_behind_and_the_end_leaves_no_listener", async () => {
  const { page, errors } = await open();
  const before = await stats(page);
  assert.equal(before.closures, 6);
  await add(page, ...Array.from({ length: 20 }, (_, n) => `task ${n}`));
  for (let n = 0; n < 20; n++) await page.click("#list li:first-child .remove");
  assert.deepEqual(await stats(page), before);
  await page.evaluate(() => /** @type {any} */ (globalThis).app.instance.exports.stop());
  assert.deepEqual(await stats(page), { closures: 0, handles: 0 });
  await page.fill("#new", "nobody listens");
  await page.press("#new", "Enter");
  assert.deepEqual(await rows(page), []);
  assert.deepEqual(errors, []);
  await page.close();
});
