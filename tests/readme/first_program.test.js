// @ts-check
// Does the first program of the README work as it stands there, typed into an empty folder next to the repository?

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { newPage, startChromium } from "../browser/chromium.js";

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
  for (const { file, text } of blocks) {
    if (file === null) continue;
    mkdirSync(dirname(join(program, file)), { recursive: true });
    writeFileSync(join(program, file), text);
  }
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
  const server = createServer((request, response) => {
    try {
      const path = new URL(request.url ?? "", "http://first").pathname;
      const file = path === "/" ? "index.html" : path.slice(1);
      const type = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" }[extname(file)];
      response.setHeader("content-type", type ?? "application/octet-stream");
      response.end(readFileSync(join(program, file)));
    } catch {
      response.writeHead(404).end();
    }
  });
  const browser = await startChromium();
  try {
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const { page, errors } = await newPage(browser);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => document.body.textContent?.includes("Goodbye"));
    assert.equal(
      await page.textContent("#text"),
      "Hello, Ada!\nHello, Grace!\nHello, Barbara!\nGoodbye to all 3.\n",
    );
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});

test("the_readme_names_no_file_twice_and_all_that_the_program_needs", () => {
  const files = blocks.flatMap(({ file }) => file ?? []);
  assert.deepEqual(files.sort(), ["Cargo.toml", "index.html", "main.mjs", "src/lib.rs"]);
});

/**
 * The code blocks of a Markdown text. One whose first line is a comment with a file's name is that file.
 *
 * @param {string} markdown
 * @returns {{ language: string, file: string | null, text: string }[]}
 */
function codeBlocks(markdown) {
  return [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => {
    const [, file] = /^(?:#|\/\/|<!--) ([\w/]+\.\w+)(?: -->)?\n/.exec(text) ?? [];
    return { language, file: file ?? null, text };
  });
}

/**
 * @param {string} language
 * @param {(text: string) => boolean} is
 */
function blockThat(language, is) {
  const found = blocks.filter((block) => block.language === language && is(block.text));
  assert.equal(found.length, 1, `the README has ${found.length} such blocks of ${language}`);
  return found[0];
}
