// @ts-check
// What the project wants to reach, and whether it does. A target is missed openly: nothing here rounds in our favour.

import { geometricMean } from "../statistics.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../calls.js").RowResult} RowResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../size.js").SizeResult} SizeResult */
/** @typedef {import("../size.js").Bytes} Bytes */

/** @typedef {{ target: string, figure: string, met: boolean, missed?: string }} Verdict `missed`: which rows, if it is about rows */

/** The engines whose call rows are judged; the others are reported. */
export const JUDGED = ["node26", "chromium"];

const FASTER = "wasm-bindgen/ours";
const COST = "ours/by-hand";

/** No row may be behind wasm-bindgen; this much is noise. */
export const AT_LEAST = 0.95;

/** What a row must reach beyond that. @type {Record<string, number>} */
const AT_LEAST_IN = {
  heap_make_drop: 4,
  call_stack_fn_string_result: 1.5,
  call_heap_fn_string_result: 1.5,
  import_str16: 1.2,
};

/** @param {string} row */
export const atMost = (row) => (row.startsWith("twenty_") ? 1.5 : 1.25);

/**
 * @param {RowResult} row
 * @returns {boolean | undefined} `undefined` where a competitor lacks the row.
 */
export function isFastEnough({ row, ratios }) {
  if (!ratios[FASTER] || !ratios[COST]) return undefined;
  return ratios[FASTER].median >= (AT_LEAST_IN[row] ?? AT_LEAST) && ratios[COST].median <= atMost(row);
}

/**
 * @param {CallResult} result
 * @returns {Verdict[]}
 */
export function judgeCalls({ rows }) {
  const faster = figures(rows, FASTER);
  const cost = figures(rows, COST);
  /** @type {Verdict[]} */
  const verdicts = [];
  if (faster.length > 0) {
    verdicts.push(all("no row behind wasm-bindgen (0.95 allows for noise)", faster, (_, value) => value >= AT_LEAST));
    const mean = geometricMean(faster.map(([, value]) => value));
    verdicts.push({ target: "geometric mean at least 1.5", figure: mean.toFixed(2), met: mean >= 1.5 });
    for (const [row, least] of Object.entries(AT_LEAST_IN)) {
      const found = faster.find(([name]) => name === row);
      if (!found) continue;
      verdicts.push({ target: `\`${row}\` at least ${least}`, figure: found[1].toFixed(2), met: found[1] >= least });
    }
  }
  if (cost.length > 0) {
    const target = "each row within 1.25 of by-hand, `twenty` within 1.5";
    verdicts.push(all(target, cost, (row, value) => value <= atMost(row)));
  }
  return verdicts;
}

/**
 * @param {CompileResult} result
 * @returns {Verdict[]}
 */
export function judgeCompile({ rows }) {
  const find = (/** @type {string} */ name) => rows.find(({ row }) => row === name);
  /** @type {Verdict[]} */
  const verdicts = [];
  for (const profile of ["dev", "release"]) {
    const row = find(`clean_${profile}`);
    if (!row) continue;
    const { median } = row.ratioAll;
    const target = `clean ${profile} build of the interval example at least 20 times faster`;
    verdicts.push({ target, figure: median.toFixed(1), met: median >= 20 });
  }
  const check = find("check_1000");
  if (check) {
    const { median } = check.ratio;
    const target = "`cargo check` after a touch, 1,000 imports: at least 2 times faster, aim at 3";
    verdicts.push({ target, figure: median.toFixed(2), met: median >= 2 });
  }
  for (const command of ["check", "build"]) {
    const times = [10, 1000, 2000].map((size) => find(`${command}_${size}`)?.cargo.ours.median);
    const [few, thousand, twoThousand] = times;
    if (few === undefined || thousand === undefined || twoThousand === undefined) continue;
    // What an import costs in the second thousand, to what it costs in the first.
    const growth = (twoThousand - thousand) / 1000 / ((thousand - few) / 990);
    const target = `\`cargo ${command}\`: linear up to 2,000 (the second thousand at most 1.2 times the first)`;
    verdicts.push({ target, figure: growth.toFixed(2), met: growth <= 1.2 });
  }
  return verdicts;
}

/**
 * @param {SizeResult} result
 * @returns {Verdict[]}
 */
export function judgeSize({ rows }) {
  const limits = [
    { row: "interval", about: "interval example", limit: 0.8 },
    { row: "imports-1000", about: "1,000 imports", limit: 0.5 },
  ];
  return limits.flatMap(({ row: name, about, limit }) => {
    const row = rows.find(({ row }) => row === name);
    if (!row) return [];
    const share = total(row.sizes.ours.gzip) / total(row.sizes["wasm-bindgen"].gzip);
    const target = `${about}, shipped and gzipped: at most ${limit} of wasm-bindgen's`;
    return [{ target, figure: share.toFixed(2), met: share <= limit }];
  });
}

/** @param {Bytes} bytes */
export const total = ({ wasm, js }) => wasm + js;

/**
 * @param {RowResult[]} rows
 * @param {string} ratio
 * @returns {[row: string, value: number][]}
 */
function figures(rows, ratio) {
  return rows.flatMap((row) => (row.ratios[ratio] ? [[row.row, row.ratios[ratio].median]] : []));
}

/**
 * @param {string} target
 * @param {[row: string, value: number][]} figures
 * @param {(row: string, value: number) => boolean} isMet
 * @returns {Verdict}
 */
function all(target, figures, isMet) {
  const bad = figures.filter(([row, value]) => !isMet(row, value));
  const missed = bad.map(([row, value]) => `${row} ${value.toFixed(2)}`).join(", ");
  return {
    target,
    figure: `by ${figures.length - bad.length} of ${figures.length} rows`,
    met: bad.length === 0,
    missed,
  };
}
