// @ts-check
// A Chromium for the tests: found, started, and a page in it whose errors are collected.

import { chromium } from "playwright-core";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const ADVICE = "install Chromium so that `chromium` is in PATH, or set CHROMIUM to the path of a Chromium or Chrome";

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

/**
 * The browser's path: what CHROMIUM names, else `chromium` in PATH. Without one, the tests fail and say what to do.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function chromiumPath(env = process.env) {
  if (env.CHROMIUM) {
    if (isFile(env.CHROMIUM)) return env.CHROMIUM;
    throw new Error(`CHROMIUM is set to ${env.CHROMIUM}, and no file is there: ${ADVICE}`);
  }
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const path = join(folder, "chromium");
    if (folder !== "" && isFile(path)) return path;
  }
  throw new Error(`Chromium was not found: ${ADVICE}`);
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

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
