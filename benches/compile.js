// @ts-check
// The compile rows: seconds of cargo. All competitors take turns, so that what else the machine does hits all of them.

import { rmSync } from "node:fs";

import {
  INTERVAL,
  buildApp,
  cleanApp,
  exportsApp,
  importsApp,
  postProcess,
  wasmFile,
  writeApps,
  writeSource,
} from "./apps.js";
import { path } from "./build.js";
import { EDITS } from "./sources.js";
import { ratio, ratios, summarize, summarizeEach } from "./statistics.js";

/** @typedef {import("./apps.js").App} App */
/** @typedef {import("./sources.js").Edit} Edit */
/** @typedef {import("./sources.js").Imports} Imports */
/** @typedef {import("./statistics.js").Summary} Summary */

/**
 * @typedef {"check" | "build"} Command
 *
 * @typedef {object} Labels What a row measures.
 * @property {Command} command
 * @property {string} app
 * @property {Imports} [imports]
 * @property {string} state What cargo finds: one of EDITS, `first`, `growth`, `clean_dev`, `clean_release`.
 * @property {string} about The same in words.
 *
 * @typedef {object} Figures
 * @property {Record<string, Summary>} seconds Of cargo, by competitor.
 * @property {Record<string, Summary>} ratios Of these.
 * @property {{ seconds: Summary, ratio: Summary }} [withCommand] Of a build: wasm-bindgen with its command after it, and
 *   its ratio to ours.
 *
 * @typedef {Labels & Figures} CompileRow
 *
 * @typedef {object} CompileResult
 * @property {string} date
 * @property {number} rounds
 * @property {boolean} isWhole All rows have been measured.
 * @property {CompileRow[]} rows
 */

/** @type {Command[]} */
const COMMANDS = ["check", "build"];

/**
 * @typedef {object} Options
 * @property {boolean} quick Small apps alone.
 * @property {number} rounds
 * @property {(text: string) => void} log
 *
 * @param {Options} options
 * @param {(result: CompileResult) => void} keep Called after each row, since all of them take half an hour.
 * @returns {CompileResult}
 */
export function measureCompile(options, keep) {
  /** @type {CompileResult} */
  const result = { date: new Date().toISOString().slice(0, 10), rounds: options.rounds, isWhole: false, rows: [] };
  for (const row of measuredRows(options)) {
    result.rows.push(row);
    keep(result);
  }
  result.isWhole = true;
  keep(result);
  return result;
}

/**
 * @param {Options} options
 * @returns {Generator<CompileRow>}
 */
function* measuredRows({ quick, rounds, log }) {
  const edited = [false, true].flatMap((mixed) => [
    importsApp(10, { mixed }),
    importsApp(100, { mixed }),
    ...(quick ? [] : [importsApp(1000, { mixed }), importsApp(1000, { mixed, block: 50 })]),
  ]);
  const apart = quick ? [] : [importsApp(1000, { apart: true })];
  const exporting = [false, true].map((mixed) => exportsApp(100, { mixed }));
  const growing = quick ? [] : [0, 1000, 2000, 4000].map((count) => importsApp(count));
  writeApps([INTERVAL, ...edited, ...exporting, ...apart, ...growing]);

  for (const profile of ["dev", "release"]) {
    log(`clean ${profile} builds of the interval example`);
    yield cleanRow(profile, rounds);
  }
  for (const command of COMMANDS) {
    for (const competitor of edited[0].competitors) buildApp(command, competitor, edited[0]); // and all dependencies
    for (const app of [...edited, ...exporting]) {
      log(`cargo ${command}, ${app.about}`);
      for (const edit of Object.keys(EDITS)) yield editRow(command, app, edit, rounds);
      yield firstRow(command, app, rounds);
    }
    for (const app of apart) {
      log(`cargo ${command}, ${app.about}`);
      yield editRow(command, app, "line_above", rounds);
    }
  }
  if (growing.length > 0) {
    log("cargo check, apps that grow");
    yield* growthRows(growing, rounds);
  }
}

// ---- rows ----

/**
 * @param {string} profile
 * @param {number} rounds
 */
function cleanRow(profile, rounds) {
  const samples = inTurns(INTERVAL.competitors, rounds, (competitor) => cleanBuild(competitor, profile));
  return compileRow("build", INTERVAL, `clean_${profile}`, `clean, ${profile} profile`, samples);
}

/**
 * @param {Command} command
 * @param {App} app
 * @param {string} edit
 * @param {number} rounds
 */
function editRow(command, app, edit, rounds) {
  const samples = inTurns(app.competitors, rounds, (competitor, round) =>
    editedBuild(command, competitor, app, EDITS[edit].edit(round)),
  );
  const about = app.exports ? EDITS[edit].about.replace("import", "export") : EDITS[edit].about;
  return compileRow(command, app, edit, about, samples);
}

/**
 * @param {Command} command
 * @param {App} app
 * @param {number} rounds
 */
function firstRow(command, app, rounds) {
  const samples = inTurns(app.competitors, rounds, (competitor) => firstBuild(command, competitor, app));
  return compileRow(command, app, "first", `the first ${command} of the app's own crate`, samples);
}

/**
 * Ours alone: whether the time grows as the number of imports does.
 *
 * @param {App[]} apps
 * @param {number} rounds
 */
function growthRows(apps, rounds) {
  const samples = inTurns(apps, rounds, (app) => firstBuild("check", "ours", app));
  const about = "the first check of the app's own crate, the sizes in turns";
  return [...samples].map(([app, taken]) => compileRow("check", app, "growth", about, new Map([["ours", taken]])));
}

/**
 * @param {Command} command
 * @param {App} app
 * @param {string} state
 * @param {string} about
 * @param {Map<string, Seconds[]>} samples By competitor.
 * @returns {CompileRow}
 */
function compileRow(command, { about: app, imports }, state, about, samples) {
  const cargo = secondsOf(samples, ({ cargo }) => cargo);
  /** @type {CompileRow} */
  const row = { command, app, imports, state, about, seconds: summarizeEach(cargo), ratios: ratios(cargo) };
  if (command === "build") {
    const all = secondsOf(samples, ({ cargo, command }) => cargo + command)["wasm-bindgen"];
    row.withCommand = { seconds: summarize(all), ratio: ratio(all, cargo.ours) };
  }
  return row;
}

/**
 * @param {Map<string, Seconds[]>} samples
 * @param {(sample: Seconds) => number} part
 * @returns {Record<string, number[]>}
 */
function secondsOf(samples, part) {
  return Object.fromEntries([...samples].map(([competitor, taken]) => [competitor, taken.map(part)]));
}

// ---- samples ----

/** @typedef {{ cargo: number, command: number }} Seconds `command`: of wasm-bindgen's, which runs after cargo. */

/**
 * @template T
 * @param {T[]} contestants
 * @param {number} rounds
 * @param {(contestant: T, round: number) => Seconds} measure
 */
function inTurns(contestants, rounds, measure) {
  /** @type {Map<T, Seconds[]>} */
  const samples = new Map(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first finds other caches than whoever comes second.
    for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) {
      samples.get(contestant)?.push(measure(contestant, round));
    }
  }
  return samples;
}

/**
 * Builds the interval in a target folder that does not exist. The sources of the dependencies are there: nothing is
 * downloaded.
 *
 * @param {string} competitor
 * @param {string} profile
 * @returns {Seconds}
 */
function cleanBuild(competitor, profile) {
  const target = path("target/clean");
  rmSync(target, { recursive: true, force: true });
  const cargo = buildApp("build", competitor, INTERVAL, { profile, target });
  const command = postProcess(competitor, INTERVAL, wasmFile(competitor, INTERVAL, profile, target));
  rmSync(target, { recursive: true, force: true });
  return { cargo, command };
}

/**
 * Builds the source as it was, untimed, and then as the edit leaves it: the last edit has no part in it.
 *
 * @param {Command} command
 * @param {string} competitor
 * @param {App} app
 * @param {Edit} edit
 */
function editedBuild(command, competitor, app, edit) {
  writeSource(competitor, app);
  buildApp(command, competitor, app);
  writeSource(competitor, app, edit);
  return timed(command, competitor, app);
}

/**
 * Builds an app of which cargo has nothing, while it has the dependencies.
 *
 * @param {Command} command
 * @param {string} competitor
 * @param {App} app
 */
function firstBuild(command, competitor, app) {
  writeSource(competitor, app);
  cleanApp(competitor, app);
  return timed(command, competitor, app);
}

/**
 * @param {Command} command
 * @param {string} competitor
 * @param {App} app
 * @returns {Seconds}
 */
function timed(command, competitor, app) {
  const cargo = buildApp(command, competitor, app);
  return { cargo, command: command === "build" ? postProcess(competitor, app, wasmFile(competitor, app, "dev")) : 0 };
}
