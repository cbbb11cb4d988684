// @ts-check
// `node tests/file/fuzz/modules.js`: random modules in random runs, each as it is loaded and as it is built (`random_crate.js`,
// `runs.js`). MODULES (3) says how many there are, each in a debug and a release build, MODULES_SEED repeats them; BUILT_RUNS (100),
// BUILT_SEED and BUILT_SECONDS are as in `built.js`.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { CARGO, ROOT, TARGET, buildFolder } from "../../support/repository.js";
import { run } from "../../support/run.js";
import { crateOf } from "./random_crate.js";
import { bothWays, compare, letPromisesBeRejected } from "./runs.js";

const modules = Number(process.env.MODULES ?? 3);
const firstModule = Number(process.env.MODULES_SEED ?? Date.now() % 1_000_000_007);
const runs = Number(process.env.BUILT_RUNS ?? 100);
const first = Number(process.env.BUILT_SEED ?? Date.now() % 1_000_000_007);

const MANIFEST = `[package]
name = "random-crate"
version = "0.0.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
closures-extern = { path = ${JSON.stringify(ROOT)} }

[profile.dev]
debug = false

[workspace]
`;

const crate = buildFolder("random-crate");
const folder = temporaryFolder("modules");

/** @param {number} seed @param {"dev" | "release"} profile */
function wasmOf(seed, profile) {
  mkdirSync(join(crate, "src"), { recursive: true });
  writeFileSync(join(crate, "Cargo.toml"), MANIFEST);
  copyFileSync(join(ROOT, "Cargo.lock"), join(crate, "Cargo.lock"));
  writeFileSync(join(crate, "src/lib.rs"), crateOf(seed));
  run(CARGO, ["build", "--quiet", "--target", TARGET, "--profile", profile], { cwd: crate });
  const file = join(crate, "target", TARGET, profile === "dev" ? "debug" : profile, "random_crate.wasm");
  return new Uint8Array(readFileSync(file));
}

/** How often what has happened in all. @type {Map<string, number>} */
const seen = new Map();

for (let seed = firstModule; seed < firstModule + modules; seed++) {
  for (const profile of /** @type {const} */ (["dev", "release"])) {
    test(`${runs} random runs of the module MODULES_SEED=${seed} MODULES=1 (${profile}) are the same in both ways`, async () => {
      letPromisesBeRejected();
      // In every other module an import has its text as one of those that are alike.
      const many = seed % 2 === (profile === "dev" ? 0 : 1) ? 1 : undefined;
      const tried = await bothWays(wasmOf(seed, profile), mkdtempSync(join(folder, "app-")), /^$/, { many });
      compare(tried, first, runs, `MODULES_SEED=${seed} MODULES=1 `, seen);
    });
  }
}

test("enough has happened", (t) => {
  for (const [what, times] of seen) t.diagnostic(`${String(times).padStart(8)}  ${what}`);
  for (const what of ["gives", "throws ClosureError", "throws PanicError", "throws TypeError", "a call of the host"])
    assert.ok((seen.get(what) ?? 0) > modules, `hardly ever: ${what}`);
});
