// @ts-check
/** Builds the crates in this folder. What is built, and why, stands in `retention.test.js`. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { CARGO, TARGET, buildFolder } from "../../support/repository.js";
import { run } from "../../support/run.js";

/**
 * @typedef {object} Settings What cargo's release profile is to have, by the names of `Cargo.toml`.
 * @property {"thin" | "fat"} [lto]
 * @property {"z"} [opt-level]
 * @property {number} [codegen-units]
 * @property {boolean} [strip]
 * @property {boolean} [incremental]
 * @property {"abort"} [panic]
 *
 * @typedef {object} Build
 * @property {"dev" | "release"} [profile] `release` unless given.
 * @property {Settings} [settings]
 * @property {string} [toolchain] One of rustup's; else what RETENTION_TOOLCHAIN names, else the current.
 * @property {Record<string, string>} [environment] More variables.
 */

const MANIFEST = fileURLToPath(new URL("Cargo.toml", import.meta.url));
const TOOLS = fileURLToPath(new URL("../../node_modules/.bin/", import.meta.url));

/** One folder for all builds with a toolchain, below that of the workspace. */
const FOLDER = buildFolder(["retention", process.env.RETENTION_TOOLCHAIN ?? []].flat().join("-"));

/**
 * Builds one of the crates, and reads its wasm file at once: the next build of the crate overwrites it.
 *
 * @param {"app" | "silent" | "smallest" | "two-versions"} name
 * @param {Build} [how]
 */
export function build(
  name,
  { profile = "release", settings = {}, toolchain = process.env.RETENTION_TOOLCHAIN, environment = {} } = {},
) {
  const cargo = toolchain === undefined ? [CARGO] : ["rustup", "run", toolchain, "cargo"];
  const [program, ...words] = [
    ...[...cargo, "build", "--quiet", "--target", TARGET, "--package", name, "--profile", profile],
    ...["--manifest-path", MANIFEST, "--target-dir", FOLDER],
  ];
  run(program, words, { env: { ...withoutSettings(process.env), ...variables(settings), ...environment } });
  const folder = profile === "dev" ? "debug" : "release";
  return readFileSync(join(FOLDER, TARGET, folder, `${name.replace("-", "_")}.wasm`));
}

/**
 * @param {Settings} settings
 * @returns {Record<string, string>}
 */
function variables(settings) {
  const name = (/** @type {string} */ key) => `CARGO_PROFILE_RELEASE_${key.toUpperCase().replaceAll("-", "_")}`;
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [name(key), String(value)]));
}

/**
 * Our own environment without what would change a build behind a test's back.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
function withoutSettings(environment) {
  const ours = /^(CARGO_PROFILE_.*|CARGO_INCREMENTAL|RETENTION_EDIT)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}

/**
 * `wasm-opt -Oz`, with the features that rustc takes for granted on this target, as its documentation lists them; more
 * would permit wasm-opt to write what an engine does not know yet.
 *
 * @param {Uint8Array} bytes
 */
export function optimise(bytes) {
  const features = [
    ...["--enable-bulk-memory", "--enable-multivalue", "--enable-mutable-globals", "--enable-nontrapping-float-to-int"],
    ...["--enable-reference-types", "--enable-sign-ext"],
  ];
  const file = join(FOLDER, "optimised.wasm");
  run(join(TOOLS, "wasm-opt"), ["-Oz", ...features, "-o", file, "-"], { input: bytes });
  return readFileSync(file);
}
