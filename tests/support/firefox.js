// @ts-check
// A Firefox for the tests, driven by WebDriver BiDi, which the stock browser speaks.

import { launch } from "puppeteer-core";

import { firefoxPath } from "./browsers.js";

/** @returns {Promise<import("puppeteer-core").Browser>} */
export function startFirefox() {
  return launch({ browser: "firefox", executablePath: firefoxPath(), headless: true });
}
