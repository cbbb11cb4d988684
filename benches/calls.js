// @ts-check
// The call rows: asks every engine for samples, some processes each, and sums them up.

import { build } from "./build.js";
import { COMPETITORS } from "./calls/load.js";
import { ROWS } from "./calls/rows.js";
import { ratios, summarizeEach } from "./statistics.js";

/** @typedef {import("./calls/measure.js").Samples} Samples */
/** @typedef {import("./engines.js").Engine} Engine */
/** @typedef {import("./statistics.js").Summary} Summary */

/**
 * What one row came to: ns per operation, by competitor, and the ratios of RATIOS. A competitor that lacks the row is
 * missing, and so are its ratios.
 *
 * @typedef {{ row: string, ns: Record<string, Summary>, ratios: Record<string, Summary> }} RowResult
 *
 * @typedef {{ engine: string, title: string, date: string, rows: RowResult[] }} CallResult
 */

export const ROW_NAMES = ROWS.map((row) => row.name);
export const COMPETITOR_NAMES = Object.keys(COMPETITORS);

/**
 * @typedef {object} Options
 * @property {string[]} rows
 * @property {string[]} competitors
 * @property {number} processes An engine decides once per process what it inlines: several show what it may decide.
 * @property {number} rounds In each process.
 * @property {boolean} quick
 * @property {boolean} build
 */

/** @param {Options} options */
export function prepareCalls(options) {
  if (options.build) options.competitors.forEach(build);
}

/**
 * @param {Engine} engine
 * @param {Options} options
 * @returns {Promise<CallResult>}
 */
export async function measureCalls(engine, options) {
  const { rows, competitors, processes, rounds, quick } = options;
  const request = { rows, competitors, rounds, sampleMs: quick ? 0.5 : 2, warmUpMs: quick ? 30 : 100 };
  const title = await engine.title();
  /** @type {Samples} */
  const all = {};
  for (let process = 0; process < processes; process++) {
    for (const [row, taken] of Object.entries(await engine.measure(request))) {
      for (const [competitor, samples] of Object.entries(taken)) {
        ((all[row] ??= {})[competitor] ??= []).push(...samples);
      }
    }
  }
  const results = rows
    .filter((row) => all[row])
    .map((row) => ({ row, ns: summarizeEach(all[row]), ratios: ratios(all[row]) }));
  return { engine: engine.id, title, date: new Date().toISOString().slice(0, 10), rows: results };
}
