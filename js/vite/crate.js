// @ts-check
/**
 * A crate that a server serves: built when it is first asked for, and again when one of its files changes. What is not
 * here: how cargo is run (`cargo.js`), and what the page gets (`plugin.js`).
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { Cargo, wordsOf } from "./cargo.js";

/** @import { CargoError } from "./cargo.js" */

/**
 * @typedef {object} Wasm
 * @property {string} name Of the file, without `.wasm`.
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {string} hash
 *
 * @typedef {object} Listener What a crate tells.
 * @property {(line: string) => void} say
 * @property {(warnings: string) => void} warn
 * @property {(folders: string[]) => void} watch
 * @property {() => void} done A file has changed, and cargo has ended.
 */

/** How long more changes are waited for after one, in milliseconds: editors write several files. */
const PAUSE = 20;

/** What has cargo run again; and so has all that rustc has read, such as files of `include_str!`. */
export function isSource(/** @type {string} */ path) {
  return extname(path) === ".rs" || basename(path) === "Cargo.toml" || path.includes(`${sep}.cargo${sep}`);
}

export class Crate {
  manifest;
  /** What came of the last run. @type {Wasm | null} */
  wasm = null;
  /** @type {CargoError | null} */
  error = null;
  #cargo;
  #words;
  #listener;
  /** @type {string[]} */
  #folders;
  #target = "";
  /** @type {Set<string>} */
  #sources = new Set();
  /** The run that is under way, until no file has changed since it began. @type {Promise<void> | null} */
  #running = null;
  #isDirty = false;
  #isStopped = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {string} manifest @param {readonly string[]} more Words for cargo. @param {Listener} listener */
  constructor(manifest, more, listener) {
    this.manifest = manifest;
    this.#cargo = new Cargo(dirname(manifest));
    this.#words = wordsOf(false, more);
    this.#listener = listener;
    this.#folders = [dirname(manifest)];
    this.#running = this.#run();
  }

  /** Waits until what is there is of the files as they are. */
  async ready() {
    while (this.#running !== null || this.#timer !== undefined) {
      if (this.#timer !== undefined) this.#begin();
      await this.#running;
    }
  }

  /** A file has changed. @param {string} path */
  changed(path) {
    if (this.#isStopped || !this.#has(path)) return;
    this.#isDirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), PAUSE);
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isDirty = false;
    this.#cargo.stop();
  }

  /** @param {string} path */
  #has(path) {
    if (this.#sources.has(path)) return true;
    if (this.#target !== "" && isIn(this.#target, path)) return false;
    return isSource(path) && this.#folders.some((folder) => isIn(folder, path));
  }

  #begin() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running ??= this.#again();
  }

  async #again() {
    const { wasm, error } = this;
    await this.#run();
    if (this.#isStopped) return;
    // Nothing is to be seen of a comment that has changed.
    if (this.error !== null || error !== null || this.wasm?.hash !== wasm?.hash) this.#listener.done();
  }

  async #run() {
    do {
      this.#isDirty = false;
      await this.#once();
    } while (this.#isDirty);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = null;
  }

  async #once() {
    const { say, warn, watch } = this.#listener;
    try {
      watch(this.#folders);
      const { root, target, folders } = await this.#cargo.packages();
      [this.#folders, this.#target] = [folders, target];
      watch([...folders, join(root, ".cargo")]);
      const start = performance.now();
      say(`cargo ${this.#words.join(" ")} .. (in ${dirname(this.manifest)})`);
      const { wasm, sources, warnings } = await this.#cargo.build(this.#words, root);
      this.#sources = new Set(sources);
      watch(sources);
      if (warnings !== "") warn(warnings);
      const bytes = new Uint8Array(readFileSync(wasm));
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
      this.wasm = { name: basename(wasm, ".wasm"), bytes, hash };
      this.error = null;
      say(`${basename(wasm)} is there after ${((performance.now() - start) / 1000).toFixed(1)} s`);
    } catch (error) {
      this.error = /** @type {CargoError} */ (error);
    }
  }
}

/** @param {string} folder @param {string} path */
function isIn(folder, path) {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`);
}
