// @ts-check
// The crate and the npm package as they are published: packed, and unpacked elsewhere.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT } from "./repository.js";
import { typed } from "./run.js";

/** The files that `cargo package` packs, by name. */
export function crateFiles() {
  return typed(ROOT, "cargo", "package", "-p", "closures-extern", "--list", "--allow-dirty").trimEnd().split("\n");
}

/**
 * Unpacks both archives: the crate into a folder, and the npm package into `js` there, as in the repository.
 *
 * @param {string} folder Does not exist yet.
 */
export function unpack(folder) {
  const packed = mkdtempSync(join(tmpdir(), "closures-extern-archives-"));
  try {
    typed(ROOT, "cargo", "package", "-p", "closures-extern", "--allow-dirty", "--no-verify", "--target-dir", packed);
    const crates = join(packed, "package");
    const [crate] = readdirSync(crates).filter((name) => name.endsWith(".crate"));
    typed(crates, "tar", "-xzf", crate);
    cpSync(join(crates, crate.slice(0, -".crate".length)), folder, { recursive: true });
    const js = join(packed, "js");
    mkdirSync(js);
    typed(js, "tar", "-xzf", pack(js).archive);
    cpSync(join(js, "package"), join(folder, "js"), { recursive: true });
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}

/**
 * Packs the npm package.
 *
 * @param {string} folder
 * @returns {{ archive: string, files: { path: string }[] }} Its path in the folder, and what it has in it.
 */
export function pack(folder) {
  const said = typed(join(ROOT, "js"), "npm", "pack", "--json", "--pack-destination", folder);
  const [{ filename, files }] = JSON.parse(said);
  return { archive: join(folder, filename), files };
}
