// @ts-check
// Does the first program of the README work as it stands there, typed into an empty folder next to the repository?

import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { codeBlocks, writeFiles } from "../../support/markdown.js";
import { ROOT } from "../../support/repository.js";
import { typed } from "../../support/run.js";

/** What a reader types: the README's blocks of code. */
const blocks = codeBlocks(readFileSync(join(ROOT, "README.md"), "utf8"));

/** The folder that holds the repository, by a link, and the program beside it. */
const folder = temporaryFolder("readme");
const program = join(folder, "first");

/** What the README's commands printed. */
let printed = "";

before(() => {
  symlinkSync(ROOT, join(folder, "closures-extern"), "junction");
  writeFiles(blocks, program);
  const { text: commands } = blockThat("sh", (text) => text.includes("node main.mjs"));
  printed = typed(program, "sh", "-euc", commands);
});

test("the_first_program_prints_in_node_what_the_readme_says", () => {
  const { text: expected } = blockThat("text", (text) => text.startsWith("Hello, "));
  assert.equal(printed, expected);
});

test("the_readme_names_no_file_twice_and_all_that_the_program_needs", () => {
  const files = blocks.flatMap(({ file }) => file ?? []);
  assert.deepEqual(files.sort(), ["Cargo.toml", "main.mjs", "src/lib.rs"]);
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
