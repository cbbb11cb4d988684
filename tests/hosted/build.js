// @ts-check
/** Builds the crates in this folder, and runs the command of wasm-bindgen. What is built, and why, stands in `hosted.test.js`. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { CARGO, ROOT, TARGET, buildFolder } from "../support/repository.js";
import { run } from "../support/run.js";

/** The command, of the version in Cargo.lock: `cargo xtask test hosted` installs it. */
const WASM_BINDGEN = process.env.WASM_BINDGEN ?? "wasm-bindgen";

/** One folder for all builds, below that of the workspace. */
export const FOLDER = buildFolder("hosted");

/**
 * Builds a package of a workspace.
 *
 * @param {string} name
 * @param {string[]} [features]
 * @param {string} [workspace] Its folder, from the root of the repository.
 * @param {"debug" | "release"} [folder] Where cargo puts it, by the profile.
 * @returns {string} The path of its wasm file, until the next build of the package.
 */
export function build(name, features = [], workspace = "tests/hosted", folder = "debug") {
  const profile = folder === "debug" ? "dev" : folder;
  const words = [
    "build",
    "--quiet",
    "--target",
    TARGET,
    "--package",
    name,
    "--target-dir",
    FOLDER,
    "--profile",
    profile,
  ];
  const chosen = features.flatMap((feature) => ["--features", feature]);
  run(CARGO, [...words, ...chosen, "--manifest-path", join(ROOT, workspace, "Cargo.toml")]);
  return join(FOLDER, TARGET, folder, `${name.replaceAll("-", "_")}.wasm`);
}

/**
 * Runs the command of wasm-bindgen.
 *
 * @param {string} wasm
 * @param {string} target
 * @param {string} [folder] Where its output goes, below that of all builds.
 * @returns {string} The folder with its output.
 */
export function bindgen(wasm, target, folder = join("pkg", target)) {
  const output = join(FOLDER, folder);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  run(WASM_BINDGEN, ["--target", target, "--out-dir", output, wasm]);
  // What makes a package of it says so too. Node's own targets need nothing.
  if (!target.includes("nodejs")) writeFileSync(join(output, "package.json"), '{ "type": "module" }');
  return output;
}

/**
 * Runs the tests of the package `headless`, with the driver that CHROMEDRIVER names or that is in `PATH`.
 *
 * Subtle: again if its page has not loaded, of which `webdriver.json` has the time. The library that the runner serves files with leaves
 * connections waiting when more come at once than it has idle threads (`xtask serve` has the same one, and a remedy), and the page
 * asks for many modules at once: up to one run in three is no run.
 *
 * @returns {string} What they wrote.
 */
export function headless() {
  const runner = join(dirname(WASM_BINDGEN), "wasm-bindgen-test-runner");
  const env = { ...process.env, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner };
  const words = ["test", "--test", "web", "--target", TARGET, "--target-dir", FOLDER];
  const options = { env, cwd: join(ROOT, "tests/hosted/headless") };
  for (let left = 9; ; left--) {
    try {
      return run(CARGO, words, options);
    } catch (error) {
      if (left === 0 || !String(error).includes("Failed to detect test as having been run")) throw error;
    }
  }
}
