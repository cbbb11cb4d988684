// @ts-check
// Does the guide's page about the JavaScript side lead through all of its modules? Each link leads to a file that is there, and each
// module is linked.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const page = readFileSync(new URL("../../../src/guide/reading.md", import.meta.url), "utf8");
const links = [...page.matchAll(/^\[`([^`]+)`\]: \S+\/blob\/main\/(\S+)$/gm)];

test("each link of the page leads to a module of that name", () => {
  for (const [, name, path] of links) {
    assert.ok(path.endsWith(`/${name}`), path);
    assert.ok(existsSync(new URL(`../../../${path}`, import.meta.url)), path);
  }
  const used = new Set([...page.matchAll(/\[`([\w/]+\.js)`\](?!:)/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), links.map(([, name]) => name).sort());
});

test("the page links each module that an app loads", () => {
  const modules = readdirSync(new URL("../../../js/src/", import.meta.url), { recursive: true, encoding: "utf8" });
  const expected = modules.filter((path) => path.endsWith(".js")).map((path) => `js/src/${path.replaceAll("\\", "/")}`);
  assert.deepEqual(links.map(([, , path]) => path).sort(), ["js/closures_extern.js", ...expected].sort());
});
