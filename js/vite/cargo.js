// @ts-check
/**
 * Cargo: run for a crate, stopped, and its messages read. What is not here: when it runs (`crate.js`), and what becomes
 * of the wasm file (`plugin.js`).
 */

import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";

/**
 * @typedef {object} Place In a source file. Both numbers begin with 1.
 * @property {string} file
 * @property {number} line
 * @property {number} column
 *
 * @typedef {object} Packages What cargo knows of a crate and its path dependencies.
 * @property {string} root The folder that rustc's paths are relative to.
 * @property {string} target The target folder.
 * @property {string[]} folders Those of the crate and its path dependencies.
 *
 * @typedef {object} Built
 * @property {string} wasm The path of the wasm file.
 * @property {string[]} sources All files that rustc has read.
 * @property {string} warnings As rustc shows them.
 */

/** Why there is no wasm file. */
export class CargoError extends Error {
  places;

  /** @param {string} message @param {Place[]} [places] Where rustc found its errors. */
  constructor(message, places = []) {
    super(message);
    this.name = "CargoError";
    this.places = places;
  }
}

const TARGET = "wasm32-unknown-unknown";

/** What cargo is told, as somebody types it. @param {boolean} release @param {readonly string[]} more */
export function wordsOf(release, more) {
  return ["build", "--lib", "--target", TARGET, ...(release ? ["--release"] : []), ...more];
}

/** Has cargo build a crate; it can be stopped. */
export class Cargo {
  #folder;
  /** @type {import("node:child_process").ChildProcess | null} */
  #child = null;
  #stopped = false;

  /** @param {string} folder Of the crate. */
  constructor(folder) {
    this.#folder = folder;
  }

  /** @returns {Promise<Packages>} */
  async packages() {
    const words = ["metadata", "--format-version", "1", "--filter-platform", TARGET];
    const { code, out, err } = await this.#run(words);
    if (code !== 0) throw new CargoError(err.trim());
    return packagesOf(JSON.parse(out), join(this.#folder, "Cargo.toml"));
  }

  /**
   * @param {readonly string[]} words
   * @param {string} root What rustc's paths are relative to.
   * @returns {Promise<Built>}
   */
  async build(words, root) {
    // Subtle: the format is the last word but for what goes to rustc or a test; cargo takes it anywhere before `--`.
    const { code, out, err } = await this.#run([...words, "--message-format=json"]);
    const messages = out.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
    const said = messages.flatMap(({ reason, message }) => (reason === "compiler-message" ? [message] : []));
    if (code !== 0) throw failure(said, err, root);
    const wasm = wasmOf(messages, join(this.#folder, "Cargo.toml"));
    const warnings = said.filter(({ level }) => level === "warning").map(({ rendered }) => rendered);
    return { wasm, sources: sourcesOf(wasm, root), warnings: warnings.join("").trimEnd() };
  }

  /** Ends a cargo that runs; none is started any more. */
  stop() {
    this.#stopped = true;
    this.#child?.kill();
    // Else a program that cargo has started, and that has its output, would be waited for.
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }

  /** @param {readonly string[]} words */
  async #run(words) {
    if (this.#stopped) throw new CargoError("the server has ended");
    // In the group of this process: Ctrl-C in the terminal ends both.
    const child = spawn("cargo", words, {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    this.#child = child;
    const stop = () => this.stop();
    process.on("exit", stop);
    try {
      const ended = new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
      });
      const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
      return { code, out, err };
    } catch (error) {
      if (this.#stopped) throw new CargoError("the server has ended");
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
      throw new CargoError(
        existsSync(this.#folder)
          ? "cargo was not found: install Rust (https://rustup.rs), and start Vite from a terminal that finds it"
          : `there is no folder ${this.#folder}: import the Cargo.toml of a crate that is there`,
      );
    } finally {
      process.off("exit", stop);
      this.#child = null;
    }
  }
}

/** @param {any} metadata @param {string} manifest @returns {Packages} */
function packagesOf({ packages, resolve: { nodes }, workspace_root: root, target_directory: target }, manifest) {
  const own = packages.find((/** @type {any} */ one) => one.manifest_path === manifest);
  if (own === undefined) {
    throw new CargoError(`${manifest} has no [package], only a workspace: import the Cargo.toml of the crate itself`);
  }
  const byId = new Map(packages.map((/** @type {any} */ one) => [one.id, one]));
  const found = new Set([own.id]);
  // A set that grows while it is visited is visited to its end.
  for (const id of found) {
    const node = nodes.find((/** @type {any} */ one) => one.id === id);
    for (const dependency of node.dependencies) if (byId.get(dependency).source === null) found.add(dependency);
  }
  return { root, target, folders: [...found].map((id) => dirname(byId.get(id).manifest_path)) };
}

/** @param {any[]} messages @param {string} manifest */
function wasmOf(messages, manifest) {
  const own = messages.filter(
    ({ reason, manifest_path }) => reason === "compiler-artifact" && manifest_path === manifest,
  );
  const wasm = own.flatMap(({ filenames }) => filenames).find((/** @type {string} */ name) => name.endsWith(".wasm"));
  if (wasm !== undefined) return wasm;
  throw new CargoError(
    `cargo has built no wasm file, because the crate is no cdylib. In ${manifest}, write:\n\n` +
      '[lib]\ncrate-type = ["cdylib"]',
  );
}

/**
 * What rustc says it has read, beside the wasm file: `app.wasm: src/lib.rs ..`.
 *
 * @param {string} wasm
 * @param {string} root What relative paths are relative to.
 */
function sourcesOf(wasm, root) {
  const file = wasm.replace(/\.wasm$/, ".d");
  if (!existsSync(file)) return [];
  const [, names = ""] = readFileSync(file, "utf8")
    .split("\n", 1)[0]
    .split(/\.wasm: /);
  return names
    .split(/(?<!\\) /)
    .filter((name) => name !== "")
    .map((name) => resolve(root, name.replaceAll("\\ ", " ")));
}

/** @param {any[]} said @param {string} stderr @param {string} root */
function failure(said, stderr, root) {
  const errors = said.filter(({ level }) => level.startsWith("error"));
  if (errors.length === 0) return new CargoError(stderr.trim());
  const places = errors.flatMap(({ spans }) =>
    spans
      .filter((/** @type {any} */ span) => span.is_primary)
      .map((/** @type {any} */ span) => placeOf(outermost(span), root)),
  );
  const text = errors.map(({ rendered }) => rendered.trimEnd()).join("\n\n");
  const isMissing = errors.some(({ code, rendered }) => code?.code === "E0463" && rendered.includes(TARGET));
  const help = isMissing ? `Rust's target for WebAssembly is not installed: rustup target add ${TARGET}\n\n` : "";
  return new CargoError(help + text, places);
}

/** Where a macro is called, rather than where it is written. @param {any} span @returns {any} */
function outermost(span) {
  return span.expansion ? outermost(span.expansion.span) : span;
}

/** @param {any} span @param {string} root @returns {Place} */
function placeOf({ file_name, line_start, column_start }, root) {
  return {
    file: isAbsolute(file_name) ? file_name : join(root, file_name),
    line: line_start,
    column: column_start,
  };
}
