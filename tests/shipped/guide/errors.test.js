// @ts-check
// Does the guide's page about errors have each message that there is, and none that there is not?

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { codeBlocks } from "../../support/markdown.js";
import { messages } from "./messages.js";

const page = readFileSync(new URL("../../../src/guide/errors.md", import.meta.url), "utf8");

/** The first cell of each row of the tables of messages. */
const shown = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, text]) => text);

/** What the compiler says: the lines of the blocks of text. */
const said = codeBlocks(page)
  .filter(({ language }) => language === "text")
  .flatMap(({ text }) => text.trimEnd().split("\n"));

/** Whether texts stand in another one, in order. @param {string} text @param {readonly string[]} parts */
function has(text, parts) {
  let at = 0;
  return parts.every((part) => {
    const found = text.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

/** A message of the compiler, without what it names. @param {string} message */
function form(message) {
  return message.replace(/`[^`]*`/g, "`..`").replace(/(?:`\.\.`, )+/g, "`..`, ");
}

test("the page has each message of the JavaScript side", () => {
  const known = messages();
  assert.ok(known.length > 40, `only ${known.length} messages were found in js/`);
  const absent = known.filter(({ parts }) => !shown.some((text) => has(text, parts)));
  assert.deepEqual(absent, []);
});

test("each message in the page's tables is one of the JavaScript side", () => {
  const known = messages();
  assert.ok(shown.length > 40);
  assert.deepEqual(
    shown.filter((text) => !known.some(({ parts }) => has(text, parts))),
    [],
  );
});

test("the page has each message that the macros and the traits answer a mistake with", () => {
  const absent = answers().filter((message) => !said.some((line) => form(line) === form(message)));
  assert.deepEqual(absent, []);
});

test("each message in the page's blocks is one that tests/ui shows", () => {
  const known = new Set(answers().map(form));
  assert.ok(said.length > 60);
  assert.deepEqual(
    said.filter((line) => !known.has(form(line))),
    [],
  );
});

/** The errors in tests/ui that are in our words: those of the macros, and of traits that say what is wrong. */
function answers() {
  const folder = new URL("../../ui/", import.meta.url);
  const texts = readdirSync(folder).filter((name) => name.endsWith(".stderr"));
  return texts.flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/^error(\[E0277\]|\[E0080\])?: (.*)$/gm)]
      .map(([, code, message]) => ({ code, message: message.replace("evaluation panicked: ", "") }))
      .filter(({ code, message }) => code === "[E0277]" || /^closures_[et]/.test(message))
      .map(({ message }) => message),
  );
}
