// @ts-check
// A Chromium for the tests: started, and a page in it whose errors are collected.

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { chromiumPath } from "./browsers.js";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns {Promise<Browser>} */
export function startChromium() {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

/**
 * A page, and what goes wrong in it from now on: errors on the console, exceptions that nobody catches, requests that
 * are not answered or answered with an error.
 *
 * @param {Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<{ page: Page, errors: string[] }>}
 */
export async function newPage(browser, options) {
  const page = await browser.newPage(options);
  /** @type {string[]} */
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error}`));
  page.on("requestfailed", (request) => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.url()}: ${response.status()}`);
  });
  return { page, errors };
}

/**
 * Opens a page in a Chromium of its own. Nothing may go wrong in it.
 *
 * @param {string} url
 * @param {(page: Page) => Promise<void>} body
 */
export async function inChromium(url, body) {
  const browser = await startChromium();
  try {
    const { page, errors } = await newPage(browser);
    await page.goto(url);
    await body(page);
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
  }
}

/**
 * Waits until an element has a text.
 *
 * @param {Page} page
 * @param {string} id
 * @param {string} text
 */
export async function hasText(page, id, text) {
  await page.waitForFunction(
    ([id, text]) => document.getElementById(id)?.textContent === text,
    /** @type {const} */ ([id, text]),
  );
}
