// @ts-check
// Does an app with the plugin for Vite follow its Rust files: a change, an error, its correction, and the build that
// ships? With both majors of Vite that the plugin is for, in Chromium, for crates of a workspace beside Vite's root.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { newPage, startChromium } from "../../support/chromium.js";
import { temporaryFolder } from "../../support/folder.js";
import { ROOT } from "../../support/repository.js";
import { outcome, typed } from "../../support/run.js";

/** @typedef {import("playwright-core").Page} Page */

const HERE = fileURLToPath(new URL("./", import.meta.url));

/** Longer than cargo takes on a machine that has much else to do. */
const PATIENCE = { timeout: 60_000 };

const folder = temporaryFolder("vite");
symlinkSync(ROOT, join(folder, "closures-extern"), "junction");

/** An app of its own, with a Vite. @param {string} name @param {string} vite */
function appWith(name, vite) {
  const app = join(folder, name);
  cpSync(join(HERE, "app"), app, { recursive: true });
  const modules = join(app, "web/node_modules");
  mkdirSync(modules);
  symlinkSync(join(ROOT, "js"), join(modules, "closures-extern"), "dir");
  symlinkSync(join(HERE, "node_modules", vite), join(modules, "vite"), "dir");
  return app;
}

/** Starts Vite in a folder. @param {string} app @param {string[]} words @param {NodeJS.ProcessEnv} [env] */
async function started(app, words = [], env = {}) {
  const web = join(app, "web");
  const bin = createRequire(join(web, "main.js")).resolve("vite/package.json").replace("package.json", "bin/vite.js");
  const child = spawn(process.execPath, [bin, ...words, "--host", "127.0.0.1"], {
    cwd: web,
    env: { ...process.env, CARGO_TARGET_DIR: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const server = {
    pid: /** @type {number} */ (child.pid),
    said: () => said,
    async stop() {
      child.kill();
      await ended;
    },
  };
  const url = await until(
    () => /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0],
    () => said,
  );
  return { ...server, url };
}

/** @template T @param {() => T | undefined | null | false} found @param {() => string} what @returns {Promise<T>} */
async function until(found, what) {
  for (const end = Date.now() + PATIENCE.timeout; Date.now() < end; await sleep(10)) {
    const value = found();
    if (value) return value;
  }
  throw new Error(`waited in vain: ${what()}`);
}

/** Writes as many editors do: a file beside it, which then takes its name. @param {string} path @param {(text: string) => string} change */
function edit(path, change) {
  const text = readFileSync(path, "utf8");
  assert.notEqual(change(text), text);
  writeFileSync(`${path}~`, change(text));
  renameSync(`${path}~`, path);
}

/** @param {Page} page @param {Record<string, string>} texts */
async function shows(page, texts) {
  await page.waitForFunction(
    (texts) => Object.entries(texts).every(([id, text]) => document.getElementById(id)?.textContent === text),
    texts,
    PATIENCE,
  );
}

/** What the overlay says, once that is it. @param {Page} page @param {string} part */
async function overlay(page, part) {
  const shown = await page.waitForFunction(
    (part) => {
      const root = document.querySelector("vite-error-overlay")?.shadowRoot;
      const text = root?.querySelector(".window")?.textContent ?? "";
      return text.includes(part) && { text, links: [...(root?.querySelectorAll("a") ?? [])].map((a) => a.textContent) };
    },
    part,
    PATIENCE,
  );
  return /** @type {{ text: string, links: string[] }} */ (await shown.jsonValue());
}

/** @param {(page: Page) => Promise<void>} body @param {string} url */
async function onPage(url, body) {
  const browser = await startChromium();
  try {
    const { page } = await newPage(browser);
    await page.goto(url, PATIENCE);
    await body(page);
  } finally {
    await browser.close();
  }
}

for (const [name, vite] of [
  ["vite8", "vite"],
  ["vite7", "vite-before"],
]) {
  test(`${name}: the page follows the Rust files, shows what is wrong with them, and ships`, async () => {
    const app = appWith(name, vite);
    const lib = join(app, "counter/src/lib.rs");
    const server = await started(app);
    try {
      await onPage(server.url, async (page) => {
        await shows(page, { page: "1", worker: "1", greeting: "Hello, Vite" });
        assert.match(server.said(), /cargo build --lib --target wasm32-unknown-unknown \.\. \(in .*counter\)/);
        assert.match(readFileSync(join(app, "counter/Cargo.d.toml.ts"), "utf8"), /Calls `show` with the first count/);

        const before = server.said().length;
        edit(lib, (text) => text.replace("n: u32 = 1", "n: u32 = 2"));
        await until(() => server.said().slice(before).includes("counter.wasm is there"), server.said);
        const built = Date.now();
        await shows(page, { page: "2", worker: "2" });
        const took = Date.now() - built;
        assert.ok(took < 1_000, `the page has it ${took} ms after cargo has ended`);

        edit(join(app, "step/src/lib.rs"), (text) => text.replace("STEP: u32 = 1", "STEP: u32 = 10"));
        await shows(page, { page: "20", worker: "20" });
        edit(join(app, "greeter/src/word.txt"), () => "Good day,\n");
        await shows(page, { greeting: "Good day, Vite" });

        await errorsAreShown(page, lib);

        // The second while cargo is busy with the first.
        const runs = countOf(server.said(), "cargo build");
        edit(lib, (text) => text.replace("n: u32 = 2", "n: u32 = 3"));
        await until(() => countOf(server.said(), "cargo build") > runs, server.said);
        edit(lib, (text) => text.replace("n: u32 = 3", "n: u32 = 4"));
        await shows(page, { page: "40", worker: "40" });
      });
    } finally {
      await server.stop();
    }
    await ships(app);
  });
}

/** @param {string} text @param {string} part */
const countOf = (text, part) => text.split(part).length - 1;

/** @param {Page} page @param {string} lib */
async function errorsAreShown(page, lib) {
  edit(lib, (text) => text.replace("n: u32 = 2", 'n: u32 = "two"'));
  const { text, links } = await overlay(page, "mismatched types");
  assert.match(text, /error\[E0308\]: mismatched types/);
  assert.match(text, /expected `u32`, found `&str`/);
  assert.ok(links.includes(`${lib}:8:22`), links.join());
  // Whoever loads the page now is told the same.
  await page.reload(PATIENCE);
  assert.deepEqual((await overlay(page, "mismatched types")).links.includes(`${lib}:8:22`), true);
  edit(lib, (text) => text.replace('n: u32 = "two"', "n: u32 = 2"));
  await shows(page, { page: "20", worker: "20" });
  assert.equal(await page.locator("vite-error-overlay").count(), 0);
}

/** `vite build`, and `vite preview` of it. @param {string} app */
async function ships(app) {
  const web = join(app, "web");
  rmSync(join(app, "counter/Cargo.d.toml.ts"));
  const said = typed(web, process.execPath, "node_modules/vite/bin/vite.js", "build");
  assert.match(said, /cargo build --lib --target wasm32-unknown-unknown --release/);
  assert.equal(countOf(said, "cargo build"), 2, said); // one for each crate, and none for the worker
  assert.match(readFileSync(join(app, "counter/Cargo.d.toml.ts"), "utf8"), /readonly count: /);
  const server = await started(app, ["preview"]);
  try {
    await onPage(server.url, (page) => shows(page, { page: "40", worker: "40", greeting: "Good day, Vite" }));
  } finally {
    await server.stop();
  }
}

test("TypeScript knows the exports of an imported Cargo.toml, and finds a mistake", () => {
  const app = appWith("types", "vite");
  const web = join(app, "web");
  typed(web, process.execPath, "node_modules/vite/bin/vite.js", "build");
  const tsc = [join(ROOT, "js/node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--allowArbitraryExtensions"];
  const words = [...tsc, "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", "main.ts"];
  const source = (/** @type {string} */ parameter) =>
    'import { load } from "../counter/Cargo.toml";\n' +
    `const app = await load();\napp.exports.count((n: ${parameter}) => console.log(n));\n`;
  writeFileSync(join(web, "main.ts"), source("number"));
  typed(web, process.execPath, ...words);
  writeFileSync(join(web, "main.ts"), source("string"));
  const { status, stdout } = outcome(process.execPath, words, { cwd: web });
  assert.notEqual(status, 0);
  assert.match(stdout, /main\.ts\(3,19\): error TS2345/);
});

test("what cargo cannot build is answered with what to do", async () => {
  const app = appWith("wrong", "vite");
  const manifest = join(app, "counter/Cargo.toml");
  const config = join(app, "counter/.cargo/config.toml");
  const server = await started(app);
  try {
    edit(manifest, (text) => text.replace('["cdylib"]', '["rlib"]'));
    await onPage(server.url, async (page) => {
      assert.match((await overlay(page, "no cdylib")).text, /crate-type = \["cdylib"\]/);
      edit(manifest, (text) => text.replace('["rlib"]', '["cdylib"]').replace("../step", "../stop"));
      await overlay(page, "stop/Cargo.toml");
      edit(manifest, (text) => text.replace("../stop", "../step"));
      await shows(page, { page: "1" });
      mkdirSync(dirname(config));
      // A sysroot without anything, as one without the target.
      writeFileSync(config, '[target.wasm32-unknown-unknown]\nrustflags = ["--sysroot", "/nonexistent"]\n');
      await overlay(page, "rustup target add wasm32-unknown-unknown");
      rmSync(config);
      await shows(page, { page: "1" });
    });
  } finally {
    await server.stop();
  }
});

test("where there is no cargo, the overlay says how to get one", async () => {
  const app = appWith("missing", "vite");
  const server = await started(app, [], { PATH: dirname(process.execPath) });
  try {
    await onPage(server.url, async (page) => {
      assert.match((await overlay(page, "cargo was not found")).text, /https:\/\/rustup\.rs/);
    });
  } finally {
    await server.stop();
  }
});

test("a cargo that runs ends with the server", { skip: process.platform === "win32" }, async () => {
  const app = appWith("ended", "vite");
  const bin = join(folder, "bin");
  const pid = join(folder, "pid");
  mkdirSync(bin);
  writeFileSync(join(bin, "cargo"), `#!/bin/sh\necho $$ > ${pid}.new; mv ${pid}.new ${pid}; exec sleep 600\n`, {
    mode: 0o755,
  });
  const server = await started(app, [], { PATH: `${bin}${delimiter}${process.env.PATH}` });
  const asked = fetch(new URL("/@fs/" + join(app, "counter/Cargo.toml").slice(1) + "?import", server.url)).catch(
    () => {},
  );
  await until(() => existsSync(pid), server.said);
  const cargo = Number(readFileSync(pid, "utf8"));
  assert.equal(process.kill(cargo, 0), true);
  await server.stop();
  await asked;
  await until(
    () => !isRunning(cargo),
    () => `cargo ${cargo} still runs`,
  );
});

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("on a server that renders pages it is imported, and load says that it runs in the browser", async () => {
  const app = appWith("rendered", "vite");
  const web = join(app, "web");
  const { createServer } = await import(pathToFileURL(join(web, "node_modules/vite/dist/node/index.js")).href);
  const server = await createServer({
    root: web,
    server: { middlewareMode: true },
    appType: "custom",
    logLevel: "error",
  });
  try {
    const { load } = await server.ssrLoadModule(join(app, "counter/Cargo.toml"));
    await assert.rejects(load(), /runs in the browser, and this is the server that renders the page/);
  } finally {
    await server.close();
  }
});
