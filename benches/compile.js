// @ts-check
// The compile rows: seconds of cargo, each command in turns for both libraries, so that what else the machine does hits
// both.

import { rmSync } from "node:fs";

import { LIBRARIES, buildApp, count, postProcess, touch, wasmFile, writeApps } from "./apps.js";
import { path } from "./build.js";
import { ratio, summarize } from "./statistics.js";

/** @typedef {import("./apps.js").App} App */
/** @typedef {import("./statistics.js").Summary} Summary */

/**
 * Seconds by library: of cargo, and of cargo with the wasm-bindgen command after it. The ratios are wasm-bindgen's over
 * ours.
 *
 * @typedef {object} CompileRow
 * @property {string} row
 * @property {string} about
 * @property {Record<string, Summary>} cargo
 * @property {Record<string, Summary>} all
 * @property {Summary} ratio Of cargo alone.
 * @property {Summary} ratioAll
 *
 * @typedef {{ date: string, rounds: number, rows: CompileRow[] }} CompileResult
 */

/** How many imports the apps have. */
export const SIZES = [10, 100, 1000, 2000];

/**
 * @param {object} options
 * @param {boolean} options.quick
 * @param {(text: string) => void} options.log
 * @returns {CompileResult}
 */
export function measureCompile({ quick, log }) {
  const rounds = quick ? 2 : 5;
  const imports = (quick ? SIZES.slice(0, 3) : SIZES).map((size) => /** @type {App} */ (`imports-${size}`));
  writeApps(["interval", ...imports]);

  const rows = ["dev", "release"].map((profile) => {
    log(`clean ${profile} build of the interval example`);
    const build = (/** @type {string} */ library) => cleanBuild(library, profile);
    return measureRow(`clean_${profile}`, `clean ${profile} build of the interval example`, rounds, build);
  });
  for (const command of /** @type {const} */ (["check", "build"])) {
    for (const app of imports) {
      log(`cargo ${command}, ${app}`);
      LIBRARIES.forEach((library) => buildApp(command, library, app));
      const build = (/** @type {string} */ library) => rebuild(command, library, app);
      const about = `\`cargo ${command}\` after a touch, ${count(app).toLocaleString("en")} imports`;
      rows.push(measureRow(`${command}_${count(app)}`, about, rounds, build));
    }
  }
  return { date: new Date().toISOString().slice(0, 10), rounds, rows };
}

/** @typedef {{ cargo: number, command: number }} Seconds */

/**
 * @param {string} row
 * @param {string} about
 * @param {number} rounds
 * @param {(library: string) => Seconds} measure
 * @returns {CompileRow}
 */
function measureRow(row, about, rounds, measure) {
  /** @type {Record<string, number[]>} */
  const cargo = {};
  /** @type {Record<string, number[]>} */
  const all = {};
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first finds other caches than whoever comes second.
    for (const library of round % 2 === 0 ? LIBRARIES : [...LIBRARIES].reverse()) {
      const seconds = measure(library);
      (cargo[library] ??= []).push(seconds.cargo);
      (all[library] ??= []).push(seconds.cargo + seconds.command);
    }
  }
  const summaries = (/** @type {Record<string, number[]>} */ samples) =>
    Object.fromEntries(LIBRARIES.map((library) => [library, summarize(samples[library])]));
  return {
    row,
    about,
    cargo: summaries(cargo),
    all: summaries(all),
    ratio: ratio(cargo["wasm-bindgen"], cargo.ours),
    ratioAll: ratio(all["wasm-bindgen"], all.ours),
  };
}

/**
 * Builds the interval in a target folder that does not exist. The sources of the dependencies are there: nothing is
 * downloaded.
 *
 * @param {string} library
 * @param {string} profile
 * @returns {Seconds}
 */
function cleanBuild(library, profile) {
  const target = path("target/clean");
  rmSync(target, { recursive: true, force: true });
  const cargo = buildApp("build", library, "interval", { profile, target });
  const command = postProcess(library, "interval", wasmFile(library, "interval", profile, target));
  rmSync(target, { recursive: true, force: true });
  return { cargo, command };
}

/**
 * @param {"check" | "build"} command
 * @param {string} library
 * @param {App} app
 * @returns {Seconds}
 */
function rebuild(command, library, app) {
  touch(library, app);
  const cargo = buildApp(command, library, app);
  return { cargo, command: command === "build" ? postProcess(library, app, wasmFile(library, app, "dev")) : 0 };
}
