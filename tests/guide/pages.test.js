// @ts-check
// The newcomer's path: do the pages of the guide that say how to build a program and load it work as they stand there, typed
// into an empty folder beside the crate as it is packed?

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

import { loadSync } from "../../js/closures_extern.js";
import { run, unpack } from "../archives.js";
import { newPage, startChromium } from "../browser/chromium.js";
import { serve } from "../folder_server.js";
import { codeBlocks, writeFiles } from "../markdown.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The `package.json` of a program for Node, which needs nothing else. */
const NODE_PACKAGE = JSON.stringify({
  type: "module",
  dependencies: { "closures-extern": "file:../closures-extern/js" },
});

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
  await served(program, countsAndStops);
});

test("with_vite_the_counter_counts_and_stops", async () => {
  const program = startFrom("vite");
  // The lock file of tests/package: the Vite that is tested there, and what comes with it.
  for (const file of ["package-lock.json", ".npmrc"]) {
    copyFileSync(join(ROOT, "tests/package/vite", file), join(program, file));
  }
  follow("vite", program);
  await served(join(program, "dist"), countsAndStops);
  // And Vite's own server.
  const vite = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--host", "127.0.0.1"], { cwd: program });
  try {
    let printed = "";
    for await (const text of vite.stdout.setEncoding("utf8")) {
      printed += text;
      if (printed.includes("http://")) break;
    }
    await countsAndStops(/http:\S+\//.exec(stripVTControlCharacters(printed))?.[0] ?? assert.fail(printed));
  } finally {
    vite.kill();
  }
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
  await served(program, (url) =>
    inChromium(url, async (page) => {
      await page.waitForFunction(() => Number(document.querySelector("#n")?.textContent) >= 3);
    }),
  );
});

test("the_profile_on_the_page_about_size_makes_the_counter_smaller", () => {
  const program = startFrom("size");
  const wasm = join(program, "target/wasm32-unknown-unknown/release/counter.wasm");
  const size = () => {
    run("cargo", program, "build", "--release", "--target", "wasm32-unknown-unknown");
    return statSync(wasm).size;
  };
  const before = size();
  const [{ text: profile }] = blocksOf("size").filter(({ language }) => language === "toml");
  appendFileSync(join(program, "Cargo.toml"), `\n${profile}`);
  const after = size();
  assert.ok(after < before, `${after} bytes, and ${before} without the profile`);
  const app = loadSync(readFileSync(wasm));
  const counter = app.exports.count(100, () => {});
  assert.deepEqual(app.stats(), { closures: 1, handles: 1 });
  counter.free();
});

test("the_bindings_do_what_the_page_says", () => {
  const program = join(folder, "bindings");
  const blocks = blocksOf("bindings");
  writeFiles(blocks, program);
  const [{ text: manifest }] = blocksOf("first_steps").filter(({ file }) => file === "Cargo.toml");
  // That of the first steps, for a library and for the app that depends on it.
  const up = manifest.replace("../closures-extern", "../../closures-extern");
  const library = up.replace('"counter"', '"emitter"').replace(/\[lib\]\n.*\n\n/, "");
  writeFileSync(join(program, "emitter/Cargo.toml"), library);
  writeFileSync(
    join(program, "app/Cargo.toml"),
    `${up.replace('"counter"', '"app"')}emitter = { path = "../emitter" }\n`,
  );
  writeFileSync(join(program, "package.json"), NODE_PACKAGE);
  run("cargo", join(program, "app"), "build", "--target", "wasm32-unknown-unknown", "--target-dir", "../target");
  run("npm", program, "install", "--offline", "--no-audit", "--no-fund");
  const [{ text: expected }] = blocks.filter(({ language }) => language === "text");
  assert.equal(run(process.execPath, program, "main.js"), expected);
});

/** Serves a folder for a while. @param {string} root @param {(url: string) => Promise<void>} body */
async function served(root, body) {
  const server = await serve(root);
  try {
    await body(server.url);
  } finally {
    server.close();
  }
}

/** @param {string} url */
async function countsAndStops(url) {
  await inChromium(url, async (page) => {
    await page.waitForFunction(() => Number(document.querySelector("#n")?.textContent) >= 3);
    await page.click("#stop");
    const stopped = await page.textContent("#n");
    // Three more ticks' time, on the page's own timers.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 350)));
    assert.equal(await page.textContent("#n"), stopped);
  });
}

/** Opens a page, in which nothing may go wrong. @param {string} url @param {(page: import("playwright-core").Page) => Promise<void>} body */
async function inChromium(url, body) {
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
