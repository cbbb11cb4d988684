// @ts-check
// The newcomer's path: do the pages of the guide that say how to build a program and load it work as they stand there, typed
// into an empty folder beside the crate as it is packed?

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, copyFileSync, cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { loadSync } from "../../../js/closures_extern.js";
import { unpack } from "../../support/archives.js";
import { inChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { codeBlocks, writeFiles } from "../../support/markdown.js";
import { printed } from "../../support/printed.js";
import { ROOT, TARGET } from "../../support/repository.js";
import { typed } from "../../support/run.js";
import { served } from "../../support/server.js";

/** The `package.json` of a program for Node, which needs nothing else. */
const NODE_PACKAGE = JSON.stringify({
  type: "module",
  dependencies: { "closures-extern": "file:../closures-extern/js" },
});

/** Holds `closures-extern`, `counter` of the first steps, and a folder for each other page. */
const folder = temporaryFolder("guide");

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
  return typed(program, "sh", "-euc", commands[0]);
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
  typed(program, "npm", "install", "--offline", "--no-audit", "--no-fund");
  writeFiles([{ ...tests[0], file: "counter.test.js" }], program);
  assert.match(typed(program, process.execPath, "--test", "counter.test.js"), /^[#ℹ] pass 1$/m);
});

test("the_tests_on_the_page_about_tests_pass_as_it_says_and_fail_if_the_counter_is_broken", () => {
  const program = startFrom("tests");
  const source = join(program, "src/lib.rs");
  const [{ text: tests }] = blocksOf("tests").filter(({ language }) => language === "rust,ignore");
  appendFileSync(source, `\n${tests}`);
  const printed = follow("tests", program).replace(/finished in \d+\.\d\ds/, "finished in 0.06s");
  const [{ text }] = blocksOf("tests").filter(({ language }) => language === "text");
  assert.ok(printed.endsWith(`\n${text}\n`), printed);
  const right = readFileSync(source, "utf8");
  const broken = right.replace("clear_interval(self.token);", "");
  assert.notEqual(broken, right);
  writeFileSync(source, broken);
  assert.throws(() => follow("tests", program), /test tests::a_counter_counts_until_it_is_dropped \.\.\. FAILED/);
});

test("in_a_page_without_a_bundler_the_counter_counts_and_stops", async () => {
  const program = startFrom("page");
  follow("page", program);
  await served(program, countsAndStops);
});

test("with_vite_the_counter_counts_and_stops", async () => {
  const program = startFrom("vite");
  // The lock file of tests/shipped/package: the Vite that is tested there, and what comes with it.
  for (const file of ["package-lock.json", ".npmrc"]) {
    copyFileSync(join(ROOT, "tests/shipped/package/vite", file), join(program, file));
  }
  follow("vite", program);
  await served(join(program, "dist"), countsAndStops);
  // And Vite's own server.
  const vite = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--host", "127.0.0.1"], { cwd: program });
  try {
    await countsAndStops(await printed(vite, /http:\S+\//));
  } finally {
    vite.kill();
  }
});

test("the_page_about_vite_names_the_version_that_is_tested", () => {
  const [{ text }] = blocksOf("vite").filter(({ file }) => file === "package.json");
  const named = JSON.parse(text.slice(text.indexOf("\n")));
  const tested = JSON.parse(readFileSync(join(ROOT, "tests/shipped/package/vite/package.json"), "utf8"));
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
    typed(program, "cargo", "build", "--release", "--target", TARGET);
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
  typed(join(program, "app"), "cargo", "build", "--target", TARGET, "--target-dir", "../target");
  typed(program, "npm", "install", "--offline", "--no-audit", "--no-fund");
  const [{ text: expected }] = blocks.filter(({ language }) => language === "text");
  assert.equal(typed(program, process.execPath, "main.js"), expected);
});

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
