// @ts-check
// The newcomer's path: do the pages of the guide that say how to build a program and load it work as they stand there, typed
// into an empty folder beside the crate as it is packed?

import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { run, unpack } from "../archives.js";
import { newPage, startChromium } from "../browser/chromium.js";
import { serve } from "../folder_server.js";
import { codeBlocks, writeFiles } from "../markdown.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Holds `closures-extern`, `counter` of the first steps, and a folder for each other page. */
const folder = mkdtempSync(join(tmpdir(), "closures-extern-guide-"));
after(() => rmSync(folder, { recursive: true, force: true }));

before(() => {
  unpack(join(folder, "closures-extern"));
  follow("first_steps", join(folder, "counter"));
});

/** @param {string} page */
function blocksOf(page) {
  return codeBlocks(readFileSync(join(ROOT, `src/guide/${page}.md`), "utf8"));
}

/**
 * Writes a page's files, and runs its commands.
 *
 * @param {string} page
 * @param {string} program The folder.
 * @returns {string} What the commands printed.
 */
function follow(page, program) {
  const blocks = blocksOf(page);
  writeFiles(blocks, program);
  const commands = blocks.filter(({ language }) => language === "sh").map(({ text }) => text);
  assert.equal(commands.length, 1, `${page} has one block of commands`);
  return run("sh", program, "-euc", commands[0]);
}

/** The built program of the first steps, for a page to go on from. @param {string} page */
function startFrom(page) {
  const program = join(folder, page);
  cpSync(join(folder, "counter"), program, { recursive: true });
  return program;
}

test("in_node_the_counter_prints_what_the_page_says", () => {
  const printed = follow("node", startFrom("node"));
  const [{ text }] = blocksOf("node").filter(({ language }) => language === "text");
  assert.ok(printed.endsWith(`\n${text}`), printed);
});

test("the_test_on_the_page_about_node_passes", () => {
  const program = startFrom("node-test");
  writeFiles(blocksOf("node"), program);
  const tests = blocksOf("node").filter(({ text }) => text.includes('from "node:test"'));
  assert.equal(tests.length, 1);
  run("npm", program, "install", "--offline", "--no-audit", "--no-fund");
  writeFiles([{ ...tests[0], file: "counter.test.js" }], program);
  assert.match(run(process.execPath, program, "--test", "counter.test.js"), /^[#ℹ] pass 1$/m);
});

test("in_a_page_without_a_bundler_the_counter_counts_and_stops", async () => {
  const program = startFrom("page");
  follow("page", program);
  await countsAndStops(program);
});

test("with_vite_the_counter_counts_and_stops", async () => {
  const program = startFrom("vite");
  // The lock file of tests/package: the Vite that is tested there, and what comes with it.
  for (const file of ["package-lock.json", ".npmrc"]) {
    copyFileSync(join(ROOT, "tests/package/vite", file), join(program, file));
  }
  follow("vite", program);
  await countsAndStops(join(program, "dist"));
});

test("the_page_about_vite_names_the_version_that_is_tested", () => {
  const [{ text }] = blocksOf("vite").filter(({ file }) => file === "package.json");
  const named = JSON.parse(text.slice(text.indexOf("\n")));
  const tested = JSON.parse(readFileSync(join(ROOT, "tests/package/vite/package.json"), "utf8"));
  assert.equal(named.devDependencies.vite, tested.devDependencies.vite);
});

test("in_a_worker_the_counter_counts", async () => {
  const program = startFrom("worker");
  follow("worker", program);
  await inChromium(program, async (page) => {
    await page.waitForFunction(() => Number(document.querySelector("#n")?.textContent) >= 3);
  });
});

/** @param {string} site */
async function countsAndStops(site) {
  await inChromium(site, async (page) => {
    await page.waitForFunction(() => Number(document.querySelector("#n")?.textContent) >= 3);
    await page.click("#stop");
    const stopped = await page.textContent("#n");
    // Three more ticks' time, on the page's own timers.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 350)));
    assert.equal(await page.textContent("#n"), stopped);
  });
}

/** @param {string} site @param {(page: import("playwright-core").Page) => Promise<void>} body */
async function inChromium(site, body) {
  const server = await serve(site);
  const browser = await startChromium();
  try {
    const { page, errors } = await newPage(browser);
    await page.goto(server.url);
    await body(page);
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
    server.close();
  }
}
