// @ts-check
/** The crate of all cells: a line for each, by which an error is known. */

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { CARGO, ROOT, TARGET, buildFolder } from "../../support/repository.js";
import { outcome } from "../../support/run.js";
import { PLACES } from "./places.js";
import { DATA, TYPES } from "./types.js";

/** @typedef {import("./places.js").Cell & { type: import("./types.js").Type, place: import("./places.js").Place }} Cell */

/** All cells, a type after the other. @type {readonly Cell[]} */
export const CELLS = TYPES.flatMap((type, row) =>
  PLACES.map((place, column) => ({
    name: `c${row}x${column}`,
    param: type.rust(""),
    result: type.rust("'static "),
    make: `make_${row}`,
    saw: `saw_${row}`,
    caught: type.kind === "result",
    type,
    place,
  })),
);

const PRELUDE = `#![allow(warnings)]
use closures_extern::{closures_export, closures_extern, Clamped, Closure, JsFunction, JsPromise, JsValue, Rest, This};
use std::{cell::Cell, collections::BTreeMap};

${DATA}
closures_extern! {
    #![js(module = "host")]
    pub type Element;
    #[js(constructor)]
    fn new(k: u32) -> Element;
    #[js(getter)]
    fn k(this: &Element) -> u32;
    fn adder(k: u32) -> JsFunction<dyn Fn(u32) -> u32>;
    fn shared() -> JsValue;
}

pub struct Thing(u32);

pub struct Plain;

closures_export! {
    pub type Thing;
    #[js(constructor)]
    pub fn new_thing(k: u32) -> Thing { Thing(k) }
    #[js(getter)]
    pub fn k(self: &Thing) -> u32 { self.0 }
}

fn leak<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

thread_local! {
    static SAMPLE: Cell<u32> = const { Cell::new(0) };
    static SEEN: Cell<[u32; 2]> = const { Cell::new([0, 0]) };
}

fn sample() -> u32 {
    SAMPLE.get()
}

fn count(right: bool) {
    let mut seen = SEEN.get();
    seen[usize::from(right)] += 1;
    SEEN.set(seen);
}

#[unsafe(no_mangle)]
extern "C" fn choose(k: u32) {
    SAMPLE.set(k);
    SEEN.set([0, 0]);
}

#[unsafe(no_mangle)]
extern "C" fn seen(right: u32) -> u32 {
    SEEN.get()[right as usize]
}
`;

/** The values of a type. @param {import("./types.js").Type} type @param {number} row */
function values({ rust, samples }, row) {
  const makes = samples.map(({ rust }, k) => `${k} => ${rust}, `).join("");
  const seen = samples.map(({ seen }, k) => `${k} => ${seen("v")}, `).join("");
  return [
    `fn make_${row}(k: u32) -> ${rust("'static ")} { match k { ${makes}_ => unreachable!() } }`,
    `fn saw_${row}(v: &${rust("")}, k: u32) { count(match k { ${seen}_ => unreachable!() }) }`,
  ];
}

/**
 * Writes cells as crates, and has cargo look at them: at the declarations alone, in a crate for each place, because rustc gets slower
 * with each error; or at what is run too, in one crate.
 *
 * @param {readonly Cell[]} cells
 * @param {"check" | "build"} command
 * @param {"dev" | "release"} [profile]
 * @returns {{ errors: Map<Cell, CellError[]>, wasm: string }}
 */
export function compile(cells, command, profile = "dev") {
  const folder = join(buildFolder("positions"), command);
  const packages = command === "build" ? [cells] : PLACES.map((place) => cells.filter((cell) => cell.place === place));
  /** @type {Map<string, Map<number, Cell>>} */
  const lines = new Map();
  for (const [index, cells] of packages.entries()) {
    if (cells.length > 0)
      lines.set(`positions-${index}`, writePackage(join(folder, `${index}`), index, cells, command));
  }
  const members = [...lines.keys()].map((name) => `"${name.slice("positions-".length)}"`).join(", ");
  write(
    join(folder, "Cargo.toml"),
    `[workspace]\nresolver = "2"\nmembers = [${members}]\n\n[profile.dev]\ndebug = false\n`,
  );
  copyFileSync(join(ROOT, "Cargo.lock"), join(folder, "Cargo.lock"));
  const words = [command, "--quiet", "--keep-going", "--target", TARGET, "--profile", profile, "--message-format=json"];
  const { status, stdout, stderr } = outcome(CARGO, words, { cwd: folder });
  const errors = errorsOf(stdout, lines);
  if (status !== 0 && errors.size === 0) throw new Error(`cargo ${command} has failed:\n${stderr}`);
  return { errors, wasm: join(folder, "target", TARGET, profile === "dev" ? "debug" : profile, "positions_0.wasm") };
}

/**
 * @param {string} folder
 * @param {number} index
 * @param {readonly Cell[]} cells
 * @param {string} command
 * @returns {Map<number, Cell>} By line.
 */
function writePackage(folder, index, cells, command) {
  mkdirSync(join(folder, "src"), { recursive: true });
  const lines = [PRELUDE, ...TYPES.flatMap(values)].join("\n").split("\n");
  /** @type {Map<number, Cell>} */
  const byLine = new Map();
  for (const cell of cells) {
    const { name, place } = cell;
    const run =
      command === "check" || place.run === undefined
        ? ""
        : `#[unsafe(no_mangle)] extern "C" fn run_${name}(k: u32) { ${place.run(cell)}; } `;
    byLine.set(lines.push(`mod ${name} { use super::*; ${place.declare(cell)} ${run}}`), cell);
  }
  write(join(folder, "src/lib.rs"), lines.join("\n") + "\n");
  const manifest = `[package]
name = "positions-${index}"
version = "0.0.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
closures-extern = { path = ${JSON.stringify(ROOT)} }
`;
  write(join(folder, "Cargo.toml"), manifest);
  return byLine;
}

/**
 * @typedef {object} CellError
 * @property {string} message
 * @property {string} underlined What of the cell's line is underlined.
 * @property {string} rendered
 */

/** @param {string} stdout @param {Map<string, Map<number, Cell>>} lines */
function errorsOf(stdout, lines) {
  /** @type {Map<Cell, CellError[]>} */
  const errors = new Map();
  for (const line of stdout.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { reason, message, target } = JSON.parse(line);
    if (reason !== "compiler-message" || message.level !== "error" || message.spans.length === 0) continue;
    let span = message.spans.find((/** @type {any} */ { is_primary }) => is_primary);
    // What is in a macro of the crate is shown where that is called.
    while (span.expansion !== null && !/^\d+.src.lib\.rs$/.test(span.file_name)) span = span.expansion.span;
    const cell = lines.get(target.name.replaceAll("_", "-"))?.get(span.line_start);
    if (cell === undefined) throw new Error(`an error outside of all cells:\n${message.rendered}`);
    const { text, highlight_start, highlight_end } = span.text[0];
    const underlined = text.slice(highlight_start - 1, highlight_end - 1);
    errors.set(cell, [
      ...(errors.get(cell) ?? []),
      { message: message.message, underlined, rendered: message.rendered },
    ]);
  }
  return errors;
}

/** Writes a file unless it is there: cargo goes by its time. @param {string} path @param {string} text */
function write(path, text) {
  let there = "";
  try {
    there = readFileSync(path, "utf8");
  } catch {
    // Not yet.
  }
  if (there !== text) writeFileSync(path, text);
}
