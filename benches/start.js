// @ts-check
// The start rows: how long a page takes from its address to the running program, over a slow connection. The page is the interval
// example's program; its JavaScript is loaded as the modules that one reads, as the one file that esbuild makes of them, or as
// the one that `closures-extern build` writes.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build as bundle } from "esbuild";
import { chromium } from "playwright-core";

import { chromiumPath } from "../tests/support/browsers.js";
import { served } from "../tests/support/server.js";
import { TARGET, cargo, closuresBuild, path } from "./build.js";
import { ratio, summarize } from "./statistics.js";

/** @typedef {import("./statistics.js").Summary} Summary */

/**
 * @typedef {object} StartRow
 * @property {string} row The protocol.
 * @property {number} latency What each answer waits for, in ms.
 * @property {Record<string, Summary>} ms By what is loaded.
 * @property {number} requests Of the page with modules.
 * @property {Summary} ratio The modules' time over that of one file,
 * @property {Summary} [built] and that over what is built.
 *
 * @typedef {{ date: string, title: string, rounds: number, rows: StartRow[] }} StartResult
 */

/** What each answer waits for, in ms: nothing, so that the work shows, and what a connection costs. */
const LATENCIES = [0, 50];

/** Chromium as the calls have it, but for the certificate, which is our own. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

/** What is loaded: the call of `load`, behind the module that has it. @type {Record<string, [from: string, call: string]>} */
const ENTRIES = {
  modules: ["/js/closures_extern.js", 'load(new URL("/interval.wasm", location.href))'],
  joined: ["/joined.js", 'load(new URL("/interval.wasm", location.href))'],
  built: ["/built/interval.js", "load()"],
};

/**
 * @param {object} options
 * @param {number} options.rounds
 * @param {(text: string) => void} options.log
 * @returns {Promise<StartResult>}
 */
export async function measureStart({ rounds, log }) {
  log("the start of a page");
  const files = await pageFiles();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  try {
    /** @type {StartRow[]} */
    const rows = [];
    for (const [row, tls] of /** @type {const} */ ([["HTTP/1.1"], ["HTTP/2", certificate()]])) {
      const measure = async (/** @type {string} */ url) => {
        for (const latency of LATENCIES) rows.push(await measureRow(browser, row, latency, url, rounds));
      };
      await served(path(".."), measure, { files, tls });
    }
    return { date: new Date().toISOString().slice(0, 10), title: `Chromium ${browser.version()}`, rounds, rows };
  } finally {
    await browser.close();
  }
}

/** What is served beside the repository's modules: a page for each entry, one file of them all, and the program. */
async function pageFiles() {
  const target = path("target/start");
  const where = ["--manifest-path", path("../Cargo.toml"), "--target-dir", target, "--target", TARGET];
  cargo("build", "--quiet", "--release", ...where, "--package", "interval");
  const options = /** @type {const} */ ({ bundle: true, minify: true, format: "esm", write: false, logLevel: "error" });
  const { outputFiles } = await bundle({ ...options, entryPoints: [path("../js/closures_extern.js")] });
  const wasm = join(target, TARGET, "release/interval.wasm");
  closuresBuild(wasm, join(target, "built"), "--minify");
  const pages = Object.entries(ENTRIES).map(([name, [from, call]]) => [`/${name}/index.html`, page(from, call)]);
  return {
    ...Object.fromEntries(pages),
    "/joined.js": outputFiles[0].contents,
    "/interval.wasm": readFileSync(wasm),
    "/built/interval.js": readFileSync(join(target, "built/interval.js")),
    "/built/interval.wasm": readFileSync(join(target, "built/interval.wasm")),
  };
}

/** A page as a newcomer writes it. @param {string} from @param {string} call */
const page = (from, call) => `<!doctype html>
<title>start</title>
<link rel="icon" href="data:,">
<script type="module">
import { load } from "${from}";
const { exports } = await ${call};
globalThis.interval = exports.hello();
globalThis.running = performance.now();
</script>
`;

/** A certificate of this machine, which a browser asks for before it speaks HTTP/2. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "closures-extern-start-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    execFileSync("openssl", [...words, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", cert], { stdio: "pipe" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} row
 * @param {number} latency
 * @param {string} url
 * @param {number} rounds
 * @returns {Promise<StartRow>}
 */
async function measureRow(browser, row, latency, url, rounds) {
  /** @type {Record<string, number[]>} */
  const samples = {};
  let requests = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(ENTRIES)) {
      const visit = await visited(browser, new URL(`${name}/`, url).href, row, latency);
      (samples[name] ??= []).push(visit.ms);
      if (name === "modules") requests = visit.requests;
    }
  }
  const ms = Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, summarize(values)]));
  const [ofModules, ofBuilt] = [ratio(samples.modules, samples.joined), ratio(samples.joined, samples.built)];
  return { row, latency, ms, requests, ratio: ofModules, built: ofBuilt };
}

/**
 * Visits a page with nothing in the cache, and no connection open.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {string} protocol What the connection must speak.
 * @param {number} latency
 */
async function visited(browser, url, protocol, latency) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    const throughput = { downloadThroughput: -1, uploadThroughput: -1 };
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency, ...throughput });
    await tab.goto(url);
    await tab.waitForFunction("globalThis.running");
    const { ms, protocols } = await tab.evaluate(() => ({
      ms: /** @type {any} */ (globalThis).running,
      protocols: performance.getEntries().flatMap((entry) => /** @type {any} */ (entry).nextHopProtocol ?? []),
    }));
    const spoken = { "HTTP/1.1": "http/1.1", "HTTP/2": "h2" }[protocol];
    if (protocols.some((other) => other !== spoken)) throw new Error(`${url} was loaded by ${[...new Set(protocols)]}`);
    return { ms, requests: protocols.length };
  } finally {
    await context.close();
  }
}

/** For a terminal and for RESULTS.md: the head, and a line for each row. @param {StartResult} result */
export function startLines({ rows }) {
  const figure = (/** @type {Summary | undefined} */ of, digits = 0) =>
    of ? `${of.median.toFixed(digits)} (${of.q1.toFixed(digits)} to ${of.q3.toFixed(digits)})` : "–";
  return [
    ["", "latency", "requests for modules", ...Object.keys(ENTRIES), "modules / joined", "joined / built"],
    ...rows.map(({ row, latency, ms, requests, ratio, built }) => [
      row,
      `${latency} ms`,
      String(requests),
      ...Object.keys(ENTRIES).map((name) => figure(ms[name])),
      figure(ratio, 2),
      figure(built, 2),
    ]),
  ];
}
