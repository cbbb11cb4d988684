// @ts-check
/** Builds the crates in this folder, and runs the command of wasm-bindgen. What is built, and why, stands in `hosted.test.js`. */

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = "wasm32-unknown-unknown";
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The cargo that runs us, so that the toolchain stays the same. */
const CARGO = process.env.CARGO ?? "cargo";

/** The command, of the version in Cargo.lock: `cargo xtask test hosted` installs it. */
const WASM_BINDGEN = process.env.WASM_BINDGEN ?? "wasm-bindgen";

/** One folder for all builds, below that of the workspace. */
export const FOLDER = join(
  JSON.parse(run(CARGO, ["metadata", "--no-deps", "--format-version=1", "--manifest-path", join(ROOT, "Cargo.toml")]))
    .target_directory,
  "hosted",
);

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
 * @returns {string} What they wrote.
 */
export function headless() {
  const runner = join(dirname(WASM_BINDGEN), "wasm-bindgen-test-runner");
  const env = { ...process.env, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner };
  const words = ["test", "--test", "web", "--target", TARGET, "--target-dir", FOLDER];
  return run(CARGO, words, { env, cwd: join(ROOT, "tests/hosted/headless") });
}

/**
 * Runs a program, and throws all that it wrote if it fails.
 *
 * @param {string} program
 * @param {string[]} words
 * @param {import("node:child_process").SpawnSyncOptions} [options]
 * @returns {string} What it wrote.
 */
export function run(program, words, options = {}) {
  const result = spawnSync(program, words, { ...options, encoding: "utf8", maxBuffer: 2 ** 28 });
  const { status, stdout, stderr, error } = result;
  if (status !== 0) throw new Error(`${[program, ...words].join(" ")} failed: ${error ?? ""}\n${stdout}${stderr}`);
  return stdout;
}
