// @ts-check
// Where the repository is, and what builds it.

import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { run } from "./run.js";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The target of all wasm files. */
export const TARGET = "wasm32-unknown-unknown";

/** The cargo that runs us, so that the toolchain stays the same. */
export const CARGO = process.env.CARGO ?? "cargo";

/** The folder of that name where cargo puts the repository's builds. @param {string} name */
export function buildFolder(name) {
  const words = ["metadata", "--no-deps", "--format-version=1", "--manifest-path", join(ROOT, "Cargo.toml")];
  return join(JSON.parse(run(CARGO, words)).target_directory, name);
}
