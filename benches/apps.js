// @ts-check
// The apps whose building and size are compared: crates in target/apps, each app once for each competitor.
// The interval is the one of examples/ and its twin in wasm-bindgen/examples/; sources.js has the others.

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { TARGET, bindgen, cargo, path } from "./build.js";
import { DIALECTS, exportFiles, rustFiles } from "./sources.js";

/** @typedef {import("./sources.js").Edit} Edit */
/** @typedef {import("./sources.js").Exports} Exports */
/** @typedef {import("./sources.js").Imports} Imports */

/**
 * @typedef {object} App
 * @property {string} name
 * @property {string} about
 * @property {string[]} competitors Who has it.
 * @property {Imports} [imports] The interval example has neither these nor `exports`.
 * @property {Exports} [exports]
 */

const LIBRARIES = ["ours", "wasm-bindgen"];

/** Where the apps are. Each is a workspace, since cargo reads all members at each build; what it makes is in one place. */
const ROOT = path("target/apps");
const TARGET_FOLDER = join(ROOT, "target");

/** @type {App} */
export const INTERVAL = { name: "interval", about: "interval example", competitors: LIBRARIES };

/**
 * @param {number} count
 * @param {Partial<Imports>} [imports]
 * @returns {App}
 */
export function importsApp(count, { block = count, mixed = false, apart = false } = {}) {
  const isSplit = block < count;
  return {
    name: [`imports-${count}`, isSplit && `in-${block}s`, mixed && "mixed", apart && "apart"].filter(Boolean).join("-"),
    about: [
      `${count.toLocaleString("en")} imports`,
      isSplit && ` in blocks of ${block}`,
      mixed && ", mixed",
      apart && " in a file of their own",
    ]
      .filter(Boolean)
      .join(""),
    competitors: [...LIBRARIES, "by-hand"],
    imports: { count, block, mixed, apart },
  };
}

/**
 * @param {number} count
 * @param {Partial<Exports>} [exports]
 * @returns {App}
 */
export function exportsApp(count, { mixed = false } = {}) {
  return {
    name: `exports-${count}${mixed ? "-mixed" : ""}`,
    about: `${count.toLocaleString("en")} exports${mixed ? ", mixed" : ""}`,
    competitors: LIBRARIES,
    exports: { count, mixed },
  };
}

/** @type {Record<string, string>} */
const INTERVALS = {
  ours: path("../examples/interval/src/lib.rs"),
  "wasm-bindgen": path("wasm-bindgen/examples/interval.rs"),
};

/**
 * Writes the apps; what has not changed keeps its time. The lock file is that of this folder, so that all versions are
 * pinned.
 *
 * @param {App[]} apps
 */
export function writeApps(apps) {
  for (const app of apps) {
    for (const competitor of app.competitors) {
      const cargoToml = join(appFolder(competitor, app), "Cargo.toml");
      write(cargoToml, manifest(competitor, app));
      writeSource(competitor, app);
      copyFileSync(path("Cargo.lock"), join(appFolder(competitor, app), "Cargo.lock"));
      cargo("fetch", "--quiet", "--manifest-path", cargoToml, "--target", TARGET);
    }
  }
}

/**
 * Writes the source of an app with imports or exports, as an edit leaves it if one is given.
 *
 * @param {string} competitor
 * @param {App} app
 * @param {Edit} [edit]
 */
export function writeSource(competitor, app, edit) {
  for (const [name, text] of Object.entries(filesOf(competitor, app, edit)))
    write(join(appFolder(competitor, app), name), text);
}

/**
 * @param {string} competitor
 * @param {App} app
 * @param {Edit} [edit]
 * @returns {Record<string, string>}
 */
function filesOf(competitor, { imports, exports }, edit) {
  if (imports) return rustFiles(competitor, imports, edit);
  if (exports) return exportFiles(competitor, exports, edit);
  return {}; // the interval's stands where cargo finds it
}

/**
 * Runs `cargo build` or `cargo check`, and returns the seconds.
 *
 * @param {"build" | "check"} command
 * @param {string} competitor
 * @param {App} app
 * @param {object} [options]
 * @param {string} [options.profile]
 * @param {string} [options.target] The target folder; without it, one that all builds share.
 * @param {boolean} [options.quiet] Without features: the message of a panic is left out.
 */
export function buildApp(command, competitor, app, { profile = "dev", target, quiet = false } = {}) {
  const features = quiet ? ["--no-default-features"] : [];
  return cargo(command, ...options(competitor, app, target ?? TARGET_FOLDER), "--profile", profile, ...features);
}

/**
 * The wasm file that cargo makes of an app.
 *
 * @param {string} competitor
 * @param {App} app
 * @param {string} profile
 * @param {string} [target]
 */
export function wasmFile(competitor, app, profile, target = TARGET_FOLDER) {
  const folder = profile === "dev" ? "debug" : profile;
  return join(target, TARGET, folder, `${packageName(competitor, app).replaceAll("-", "_")}.wasm`);
}

/**
 * Runs the wasm-bindgen command where the competitor needs it, and returns the seconds.
 *
 * @param {string} competitor
 * @param {App} app
 * @param {string} wasm
 */
export function postProcess(competitor, app, wasm) {
  return competitor === "wasm-bindgen" ? bindgen(wasm, join(appFolder(competitor, app), "pkg"), "app") : 0;
}

/**
 * Removes what cargo has made of an app, also for incremental compilation; its dependencies stay.
 *
 * @param {string} competitor
 * @param {App} app
 */
export function cleanApp(competitor, app) {
  cargo("clean", ...options(competitor, app, TARGET_FOLDER));
}

/**
 * @param {string} competitor
 * @param {App} app
 */
export function appFolder(competitor, app) {
  return join(ROOT, packageName(competitor, app));
}

/**
 * @param {string} competitor
 * @param {App} app
 * @param {string} target
 */
function options(competitor, app, target) {
  const manifest = join(appFolder(competitor, app), "Cargo.toml");
  const where = ["--manifest-path", manifest, "--target-dir", target, "--target", TARGET];
  return ["--quiet", "--offline", ...where, "--package", packageName(competitor, app)];
}

/**
 * @param {string} competitor
 * @param {App} app
 */
function packageName(competitor, app) {
  return `${competitor}-${app.name}`;
}

/**
 * @param {string} competitor
 * @param {App} app
 */
function manifest(competitor, app) {
  const source = app.imports || app.exports ? "lib.rs" : INTERVALS[competitor];
  return `# Written by benches/apps.js.
[package]
name = "${packageName(competitor, app)}"
version = "0.0.0"
edition = "2021"
publish = false

[workspace]

[lib]
crate-type = ["cdylib"]
path = ${JSON.stringify(source)}

# What is shipped when size matters. Not stripped: wasm-bindgen asks for that, and wasm-opt does it.
[profile.ship]
inherits = "release"
opt-level = "z"
lto = true
codegen-units = 1
panic = "abort"

${DIALECTS[competitor].manifest}`;
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
