// @ts-check
// The examples' pages in Chromium, and what most of them show.

import assert from "node:assert/strict";

import { hasText, newPage, startChromium } from "../../support/chromium.js";
import { browserAndSite } from "../../support/site.js";

/** @typedef {import("playwright-core").Page} Page */

/** For the tests of one file. */
export function examples() {
  const { browser, url } = browserAndSite(startChromium);

  /**
   * Opens the page of an example, and fails if anything went wrong in it that `use` has not taken from `errors`.
   *
   * @param {string} example
   * @param {(page: Page, errors: string[]) => Promise<void>} use
   * @param {(page: Page) => Promise<unknown>} [prepare] Before the page's own scripts.
   */
  async function visit(example, use, prepare = async () => {}) {
    const { page, errors } = await newPage(browser());
    await prepare(page);
    await page.goto(url(`examples/${example}/`));
    // The `load` event does not wait for the program: it has started, or could not be loaded.
    await page.waitForFunction(() => {
      const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
      return /^\d+$/.test(text("closures")) || text("error").startsWith("The example could not be loaded");
    });
    await use(page, errors);
    assert.deepEqual(errors, []);
    await page.close();
  }

  return { browser, url, visit };
}

/**
 * Waits until the page shows what is alive.
 *
 * @param {Page} page
 * @param {number} closures
 * @param {number} handles
 */
export async function hasStats(page, closures, handles) {
  await hasText(page, "closures", String(closures));
  await hasText(page, "handles", String(handles));
}
