// @ts-check
// Builds the competitors, and finds the wasm-bindgen command, which compile.js and size.js need too.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const WASM_BINDGEN = "0.2.130";
export const TARGET = "wasm32-unknown-unknown";

const CARGO = process.env.CARGO ?? "cargo";

/**
 * A file of this folder, as an absolute path.
 *
 * @param {string} relative
 */
export function path(relative) {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/**
 * Runs cargo and returns the seconds that it took.
 *
 * @param {string[]} args
 */
export function cargo(...args) {
  const start = performance.now();
  execFileSync(CARGO, args, { stdio: ["ignore", "inherit", "inherit"] });
  return (performance.now() - start) / 1000;
}

/**
 * Builds a competitor of the call rows. Cargo decides whether there is anything to do; what comes after it runs always.
 *
 * @param {string} name
 */
export function build(name) {
  const workspace = ["--manifest-path", path("Cargo.toml"), "--target-dir", path("target")];
  const crate = name === "built" ? "ours" : name.replace(" ", "-");
  cargo("build", "--quiet", "--release", "--target", TARGET, ...workspace, "--package", `bench-${crate}`);
  AFTER_CARGO[name]?.(path(`target/${TARGET}/release/bench_${crate.replaceAll("-", "_")}.wasm`));
}

/** What is done with the wasm file. @type {Record<string, (wasm: string) => void>} */
const AFTER_CARGO = {
  built: (wasm) => void closuresBuild(wasm, path("target/built")),
  "wasm-bindgen": (wasm) => void bindgen(wasm, path("target/wasm-bindgen"), "bench"),
  "by-hand dyn": () => writeGlue("by-hand-dyn"),
};

/**
 * Writes glue.js anew for another crate that fits it: one with its own variables, and its own instance of host.js.
 *
 * @param {string} name
 */
function writeGlue(name) {
  const glue = readFileSync(path("by-hand/glue.js"), "utf8");
  const [before, after, ...others] = glue.split('from "../host.js";');
  if (after === undefined || others.length > 0) throw new Error("by-hand/glue.js does not import host.js once");
  mkdirSync(path(`target/${name}`), { recursive: true });
  writeFileSync(path(`target/${name}/glue.js`), `${before}from "../../host.js?${name}";${after}`);
}

/**
 * Runs `closures-extern build` as its users do, and returns the seconds that it took. It finds esbuild and wasm-opt in
 * this folder.
 *
 * @param {string} wasm
 * @param {string} folder Where the result goes.
 * @param {string[]} options
 */
export function closuresBuild(wasm, folder, ...options) {
  const start = performance.now();
  const args = [path("../js/cli.js"), "build", wasm, "--out-dir", folder, ...options];
  execFileSync(process.execPath, args, { cwd: path("."), stdio: ["ignore", "ignore", "pipe"] });
  return (performance.now() - start) / 1000;
}

/**
 * Runs the wasm-bindgen command as its users do, and returns the seconds that it took.
 *
 * @param {string} wasm
 * @param {string} folder Where the result goes.
 * @param {string} name What its files are called: name.js and name_bg.wasm.
 */
export function bindgen(wasm, folder, name) {
  const command = wasmBindgenCommand();
  const start = performance.now();
  const options = ["--target", "web", "--no-typescript", "--out-dir", folder, "--out-name", name];
  execFileSync(command, [...options, wasm], { stdio: "inherit" });
  return (performance.now() - start) / 1000;
}

/** The wasm-bindgen command of exactly the crate's version, in target/: installed there when missing, never globally. */
function wasmBindgenCommand() {
  const command = path(`target/tools/bin/wasm-bindgen${process.platform === "win32" ? ".exe" : ""}`);
  if (isWanted(command)) return command;
  console.error(`installing wasm-bindgen-cli ${WASM_BINDGEN} into benches/target/tools (some minutes, once)`);
  const what = ["--version", WASM_BINDGEN, "--bin", "wasm-bindgen", "wasm-bindgen-cli"];
  const install = ["install", "--quiet", "--force", "--root", path("target/tools"), ...what];
  // A registry mirror that lags behind may lack a locked dependency. Only the command's own version matters
  // here.
  if (spawnSync(CARGO, [...install, "--locked"], { stdio: "inherit" }).status !== 0) cargo(...install);
  if (!isWanted(command)) throw new Error(`cargo install gave no wasm-bindgen ${WASM_BINDGEN}`);
  return command;
}

/** @type {string | undefined} */
let wanted;

/** @param {string} command */
function isWanted(command) {
  if (wanted === command) return true; // asked once: starting it takes as long as some of what is measured
  if (!existsSync(command)) return false;
  const version = execFileSync(command, ["--version"], { encoding: "utf8" }).trim();
  if (version !== `wasm-bindgen ${WASM_BINDGEN}`) return false;
  wanted = command;
  return true;
}
