// @ts-check
// The crate and the npm package as they are published: packed, and unpacked elsewhere.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** As for somebody who installs it: nothing of the cargo and the Node that may run these tests. */
const { CARGO_TARGET_DIR, CARGO_BUILD_TARGET_DIR, CARGO_MANIFEST_DIR, NODE_TEST_CONTEXT, ...ENVIRONMENT } = process.env;

/** Runs a program and returns what it prints. @param {string} program @param {string} cwd @param {string[]} words */
export function run(program, cwd, ...words) {
  const npm = process.platform === "win32" && program.startsWith("np");
  return execFileSync(npm ? `${program}.cmd` : program, words, {
    cwd,
    env: ENVIRONMENT,
    shell: npm,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The files that `cargo package` packs, by name. */
export function crateFiles() {
  return run("cargo", ROOT, "package", "-p", "closures-extern", "--list", "--allow-dirty").trimEnd().split("\n");
}

/**
 * Unpacks both archives: the crate into a folder, and the npm package into `js` there, as in the repository.
 *
 * @param {string} folder Does not exist yet.
 */
export function unpack(folder) {
  const packed = mkdtempSync(join(tmpdir(), "closures-extern-archives-"));
  try {
    run("cargo", ROOT, "package", "-p", "closures-extern", "--allow-dirty", "--no-verify", "--target-dir", packed);
    const crates = join(packed, "package");
    const [crate] = readdirSync(crates).filter((name) => name.endsWith(".crate"));
    run("tar", crates, "-xzf", crate);
    cpSync(join(crates, crate.slice(0, -".crate".length)), folder, { recursive: true });
    const js = join(packed, "js");
    mkdirSync(js);
    const [{ filename }] = JSON.parse(run("npm", join(ROOT, "js"), "pack", "--json", "--pack-destination", js));
    run("tar", js, "-xzf", filename);
    cpSync(join(js, "package"), join(folder, "js"), { recursive: true });
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}
