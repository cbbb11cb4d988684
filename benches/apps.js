// @ts-check
// The apps whose building and size are compared: a workspace in target/apps, with each app once for each competitor.
// The interval is the one of examples/ and its twin in wasm-bindgen/examples/; the others are written here.

import { copyFileSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { TARGET, WASM_BINDGEN, bindgen, cargo, path } from "./build.js";

export const LIBRARIES = ["ours", "wasm-bindgen"];

/** The workspace. */
const ROOT = path("target/apps");

/** One for each number of imports, and the interval. @typedef {"interval" | `imports-${number}`} App */

/**
 * The closures of the imports, in turns: the type, an argument that fits, and how JavaScript calls it.
 */
const CLOSURES = [
  { type: "&Closure<dyn FnMut()>", argument: "&tick", call: "f()" },
  { type: "&Closure<dyn FnMut(f64)>", argument: "&add", call: "f(x)" },
  { type: "&dyn Fn(u32) -> u32", argument: "&next", call: "f(1)" },
  { type: "&mut dyn FnMut(String)", argument: "&mut read", call: "f(s)" },
];

/** What every import is passed. */
const NAME = "get-element-by00";

/** @type {Record<string, { head: string, dependency: string, open: string, item: (i: number) => string }>} */
const DIALECTS = {
  ours: {
    head: "use closures_extern::{closures_extern, Closure};",
    dependency: `closures-extern = { path = ${JSON.stringify(path(".."))} }`,
    open: 'closures_extern! {\n    #![js(module = "./host.js")]\n',
    item: () => "",
  },
  "wasm-bindgen": {
    head: "use wasm_bindgen::prelude::*;",
    dependency: `wasm-bindgen = "=${WASM_BINDGEN}"`,
    open: '#[wasm_bindgen(raw_module = "./host.js")]\nextern "C" {\n',
    item: (i) => `    #[wasm_bindgen(js_name = host${i})]\n`,
  },
};

/** @type {Record<string, string>} */
const INTERVALS = {
  ours: path("../examples/interval/src/lib.rs"),
  "wasm-bindgen": path("wasm-bindgen/examples/interval.rs"),
};

/**
 * Writes the workspace; what has not changed keeps its time. The lock file is that of this folder, so that all versions
 * are pinned.
 *
 * @param {App[]} apps
 */
export function writeApps(apps) {
  const members = LIBRARIES.flatMap((library) => apps.map((app) => packageName(library, app)));
  write(join(ROOT, "Cargo.toml"), workspace(members));
  copyFileSync(path("Cargo.lock"), join(ROOT, "Cargo.lock"));
  for (const library of LIBRARIES) {
    for (const app of apps) {
      const folder = join(ROOT, packageName(library, app));
      write(join(folder, "Cargo.toml"), manifest(library, app));
      if (app === "interval") continue;
      write(join(folder, "lib.rs"), imports(library, count(app)));
      write(join(folder, "host.js"), host(count(app)));
    }
  }
  cargo("fetch", "--quiet", "--manifest-path", join(ROOT, "Cargo.toml"), "--target", TARGET);
}

/**
 * Runs `cargo build` or `cargo check`, and returns the seconds.
 *
 * @param {"build" | "check"} command
 * @param {string} library
 * @param {App} app
 * @param {object} [options]
 * @param {string} [options.profile]
 * @param {string} [options.target] The target folder; without it, one that all builds share.
 */
export function buildApp(command, library, app, { profile = "dev", target = join(ROOT, "target") } = {}) {
  const where = ["--manifest-path", join(ROOT, "Cargo.toml"), "--target-dir", target, "--target", TARGET];
  const what = ["--package", packageName(library, app), "--profile", profile];
  return cargo(command, "--quiet", "--offline", ...where, ...what);
}

/**
 * The wasm file that cargo makes of an app.
 *
 * @param {string} library
 * @param {App} app
 * @param {string} profile
 * @param {string} [target]
 */
export function wasmFile(library, app, profile, target = join(ROOT, "target")) {
  const folder = profile === "dev" ? "debug" : profile;
  return join(target, TARGET, folder, `${packageName(library, app).replaceAll("-", "_")}.wasm`);
}

/**
 * Runs the wasm-bindgen command where the library needs it, and returns the seconds.
 *
 * @param {string} library
 * @param {App} app
 * @param {string} wasm
 */
export function postProcess(library, app, wasm) {
  return library === "wasm-bindgen" ? bindgen(wasm, join(ROOT, packageName(library, app), "pkg"), "app") : 0;
}

/**
 * Says that the app's source was edited.
 *
 * @param {string} library
 * @param {App} app
 */
export function touch(library, app) {
  const now = new Date();
  utimesSync(join(ROOT, packageName(library, app), "lib.rs"), now, now);
}

/**
 * @param {string} library
 * @param {App} app
 */
export function appFolder(library, app) {
  return join(ROOT, packageName(library, app));
}

/**
 * How many imports an app has.
 *
 * @param {App} app
 */
export function count(app) {
  return app === "interval" ? 3 : Number(app.slice("imports-".length));
}

/**
 * What `run` of an app with `n` imports returns: what its imports return, and what its closures counted.
 *
 * @param {number} n
 */
export function expectedSum(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += i + NAME.length + [1, i, 2, NAME.length][i % CLOSURES.length];
  return sum;
}

/**
 * @param {string} library
 * @param {App} app
 */
function packageName(library, app) {
  return `${library}-${app}`;
}

/** @param {string[]} members */
function workspace(members) {
  return `# Written by benches/apps.js.
[workspace]
members = ${JSON.stringify(members)}
resolver = "2"

# As in an app that has the crate from a registry: cargo compiles only path dependencies incrementally.
[profile.dev.package.closures-extern]
incremental = false

# What is shipped when size matters. Not stripped: wasm-bindgen asks for that, and wasm-opt does it.
[profile.ship]
inherits = "release"
opt-level = "z"
lto = true
codegen-units = 1
panic = "abort"
`;
}

/**
 * @param {string} library
 * @param {App} app
 */
function manifest(library, app) {
  const source = app === "interval" ? INTERVALS[library] : "lib.rs";
  return `# Written by benches/apps.js.
[package]
name = "${packageName(library, app)}"
version = "0.0.0"
edition = "2021"
publish = false

[lib]
crate-type = ["cdylib"]
path = ${JSON.stringify(source)}

[dependencies]
${DIALECTS[library].dependency}
`;
}

/**
 * An app that calls each of its `n` imports once: with a closure, a string and a number.
 *
 * @param {string} library
 * @param {number} n
 */
function imports(library, n) {
  const { head, open, item } = DIALECTS[library];
  const each = (/** @type {(i: number) => string} */ line) => Array.from({ length: n }, (_, i) => line(i)).join("");
  const kind = (/** @type {number} */ i) => CLOSURES[i % CLOSURES.length];
  return `//! Written by benches/apps.js.

use std::{cell::Cell, rc::Rc};

${head}

${open}${each((i) => `${item(i)}    fn host_${i}(f: ${kind(i).type}, s: &str, x: f64) -> f64;\n`)}}

/// Calls each import once, and sums up what they return and what the closures count.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    let add_to = |sum: &Cell<f64>, x: f64| sum.set(sum.get() + x);
    let captured = Rc::clone(&sum);
    let tick = Closure::<dyn FnMut()>::new(move || add_to(&captured, 1.0));
    let captured = Rc::clone(&sum);
    let add = Closure::<dyn FnMut(f64)>::new(move |x| add_to(&captured, x));
    let next = |x: u32| x + 1;
    let mut read = |s: String| add_to(&sum, s.len() as f64);
    let mut returned = 0.0;
${each((i) => `    returned += host_${i}(${kind(i).argument}, "${NAME}", ${i}.0);\n`)}    returned + sum.get()
}
`;
}

/**
 * The functions that such an app imports.
 *
 * @param {number} n
 */
function host(n) {
  const lines = Array.from({ length: n }, (_, i) => {
    const { call } = CLOSURES[i % CLOSURES.length];
    return `export const host${i} = (f, s, x) => (${call} ?? 0) + s.length + x;\n`;
  });
  return `// Written by benches/apps.js.\n${lines.join("")}`;
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
