// @ts-check
// Does the first program of the README work as it stands there, typed into an empty folder next to the repository?

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { newPage, startChromium } from "../browser/chromium.js";
import { serve } from "../folder_server.js";
import { codeBlocks, writeFiles } from "../markdown.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a reader types: the README's blocks of code. */
const blocks = codeBlocks(readFileSync(join(ROOT, "README.md"), "utf8"));

/** The folder that holds the repository, by a link, and the program beside it. */
const folder = mkdtempSync(join(tmpdir(), "closures-extern-readme-"));
const program = join(folder, "first");

/** What the README's commands printed. */
let printed = "";

before(() => {
  symlinkSync(ROOT, join(folder, "closures-extern"), "junction");
  writeFiles(blocks, program);
  const { text: commands } = blockThat("sh", (text) => text.includes("node main.mjs"));
  // As for a reader: no target folder of this repository, and nothing of the cargo that may run these tests.
  const { CARGO_TARGET_DIR, CARGO_BUILD_TARGET_DIR, CARGO_MANIFEST_DIR, ...env } = process.env;
  printed = execFileSync("sh", ["-euc", commands], {
    cwd: program,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the_first_program_prints_in_node_what_the_readme_says", () => {
  const { text: expected } = blockThat("text", (text) => text.startsWith("Hello, "));
  assert.equal(printed, expected);
});

test("the_first_programs_page_shows_the_same", async () => {
  const server = await serve(program);
  const browser = await startChromium();
  try {
    const { page, errors } = await newPage(browser);
    await page.goto(server.url);
    await page.waitForFunction(() => document.body.textContent?.includes("Goodbye"));
    assert.equal(await page.textContent("#text"), "Hello, Ada!\nHello, Grace!\nHello, Barbara!\nGoodbye to all 3.\n");
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
    server.close();
  }
});

test("the_readme_names_no_file_twice_and_all_that_the_program_needs", () => {
  const files = blocks.flatMap(({ file }) => file ?? []);
  assert.deepEqual(files.sort(), ["Cargo.toml", "index.html", "main.mjs", "src/lib.rs"]);
});

/**
 * @param {string} language
 * @param {(text: string) => boolean} is
 */
function blockThat(language, is) {
  const found = blocks.filter((block) => block.language === language && is(block.text));
  assert.equal(found.length, 1, `the README has ${found.length} such blocks of ${language}`);
  return found[0];
}
