// @ts-check
// Does the app that `closures-extern new` writes run, as a user types it? And what is said where it cannot be written?

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { before, test } from "node:test";
import { inChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { printed } from "../../support/printed.js";
import { ROOT } from "../../support/repository.js";
import { outcome, typed } from "../../support/run.js";
import { served } from "../../support/server.js";

const CLI = join(ROOT, "js/cli.js");

const folder = temporaryFolder("new");
const app = join(folder, "my-app");

/** What the command has said. */
let said = "";

before(() => {
  said = typed(folder, process.execPath, CLI, "new", "my-app");
  typed(app, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund");
});

/** @param {string} url */
const counts = (url) =>
  inChromium(url, async (page) => {
    await page.waitForFunction(() => Number(document.getElementById("n")?.textContent) >= 2, null, { timeout: 60_000 });
    await page.click("#stop");
  });

test("the commands that it names are scripts of the app", () => {
  const { scripts } = JSON.parse(readFileSync(join(app, "package.json"), "utf8"));
  const named = [...said.matchAll(/^npm (?:run )?(\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(named, ["install", "dev", "test", "build"]);
  for (const name of named.slice(1)) assert.ok(name in scripts, name);
});

test("what it builds counts in Chromium, and offline it builds again", async () => {
  typed(app, "npm", "run", "build");
  await served(join(app, "dist"), counts);
  for (const made of ["dist", "node_modules", "target"]) rmSync(join(app, made), { recursive: true });
  typed(app, "npm", "install", "--offline", "--no-audit", "--no-fund");
  typed(app, "env", "CARGO_NET_OFFLINE=true", "npm", "run", "build");
  await served(join(app, "dist"), counts);
});

test("its tests pass, and fail if the counter forgets its closure", () => {
  assert.match(typed(app, "npm", "test"), /test result: ok\. 1 passed/);
  const source = join(app, "src/lib.rs");
  const right = readFileSync(source, "utf8");
  const wrong = right.replace("_tick: tick }", "_tick: Closure::new(move || drop_nothing(&tick)) }");
  assert.notEqual(wrong, right);
  writeFileSync(source, `${wrong}\nfn drop_nothing<T>(_: &T) -> Result<(), JsValue> {\n    Ok(())\n}\n`);
  const { status, stdout } = outcome("npm", ["test"], { cwd: app });
  writeFileSync(source, right);
  assert.notEqual(status, 0);
  assert.match(stdout, /a_counter_that_is_dropped_leaves_no_closure \.\.\. FAILED/);
});

test("npm run dev serves a page that counts", async () => {
  // In a group of its own, because npm does not pass a signal on.
  const npm = spawn("npm", ["run", "dev", "--", "--host", "127.0.0.1"], { cwd: app, detached: true });
  try {
    await counts(await printed(npm, /http:\S+\//));
  } finally {
    process.kill(-(/** @type {number} */ (npm.pid)));
  }
});

test("in the folder of a workspace it stands alone", () => {
  const workspace = join(folder, "workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "Cargo.toml"), '[workspace]\nmembers = []\nresolver = "2"\n');
  typed(workspace, process.execPath, CLI, "new", "apps/inside");
  typed(join(workspace, "apps/inside"), "cargo", "metadata", "--offline", "--format-version", "1");
});

test("a wrong name, a folder with something in it and a wrong command are answered", () => {
  writeFileSync(join(folder, "taken"), "");
  for (const [words, expected] of /** @type {[string[], string][]} */ ([
    [["My-App"], "lower-case letters and digits, with - between words, such as my-app"],
    [["3d"], "lower-case letters and digits"],
    [["test"], "Rust or cargo uses that name itself: choose another"],
    [["taken"], "there is a file of that name: choose another"],
    [["my-app"], "there is something in that folder: choose another, or empty my-app"],
    [[], "new takes one folder, and got 0"],
    [["a", "b"], "new takes one folder, and got 2"],
    [["a", "--vue"], "there is no option --vue"],
  ])) {
    const { status, stderr } = outcome(process.execPath, [CLI, "new", ...words], { cwd: folder });
    assert.notEqual(status, 0);
    assert.ok(stderr.includes(expected), stderr);
  }
});
