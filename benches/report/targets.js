// @ts-check
// What the project wants to reach, and whether it does. A target is missed openly: nothing here rounds in our favour.

import { EDITS } from "../sources.js";
import { geometricMean } from "../statistics.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../calls.js").RowResult} RowResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../compile.js").CompileRow} CompileRow */
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
 * @typedef {object} CompileTarget What each row of some must reach, once in plain apps and once in mixed ones.
 * @property {number} count Of imports.
 * @property {number} apps How many apps have as many: in one block, and in several.
 * @property {string} command
 * @property {string} what
 * @property {string[]} states
 * @property {string} ratio
 * @property {number} limit At least of what is faster, at most of what it costs.
 * @property {string} target
 */

const EDIT = { what: "each edit", states: Object.keys(EDITS) };
const FIRST = { what: "the first of the app's own crate", states: ["first"] };
const HUNDRED = { count: 100, apps: 1 };
const THOUSAND = { count: 1000, apps: 2 };

/** @type {CompileTarget[]} */
const COMPILE_TARGETS = [
  { ...EDIT, ...HUNDRED, command: "check", ratio: FASTER, limit: 2, target: "at least 2 times faster" },
  { ...EDIT, ...HUNDRED, command: "build", ratio: FASTER, limit: 1.8, target: "at least 1.8 times faster" },
  { ...EDIT, ...THOUSAND, command: "check", ratio: FASTER, limit: 3, target: "at least 3 times faster, aim at 4" },
  { ...EDIT, ...THOUSAND, command: "build", ratio: FASTER, limit: 2.8, target: "at least 2.8 times faster" },
  { ...EDIT, ...THOUSAND, command: "check", ratio: COST, limit: 3, target: "at most 3 times by-hand" },
  { ...EDIT, ...THOUSAND, command: "build", ratio: COST, limit: 3, target: "at most 3 times by-hand" },
  { ...FIRST, ...THOUSAND, command: "check", ratio: FASTER, limit: 3, target: "at least 3 times faster" },
];

/**
 * @param {CompileResult} result
 * @returns {Verdict[]}
 */
export function judgeCompile({ rows }) {
  const clean = ["dev", "release"].flatMap((profile) => {
    const median = rows.find(({ state }) => state === `clean_${profile}`)?.withCommand?.ratio.median;
    if (median === undefined) return [];
    const target = `clean ${profile} build of the interval example at least 14 times faster, aim at 18`;
    return [{ target, figure: median.toFixed(1), met: median >= 14 }];
  });
  const each = [false, true].flatMap((mixed) => COMPILE_TARGETS.flatMap((target) => judgeRows(rows, target, mixed)));
  return [...clean, ...each, ...judgeGrowth(rows)];
}

/**
 * @param {CompileRow[]} rows
 * @param {CompileTarget} target
 * @param {boolean} mixed
 * @returns {Verdict[]} None where a row is missing.
 */
function judgeRows(rows, { count, apps, command, what, states, ratio, limit, target }, mixed) {
  const judged = rows
    .filter((row) => row.command === command && states.includes(row.state))
    .filter(({ imports }) => imports?.count === count && imports.mixed === mixed && !imports.apart)
    .map(({ app, about, ratios }) => ({ row: `${app}: ${about}`, value: ratios[ratio].median }))
    .sort(ratio === FASTER ? (a, b) => a.value - b.value : (a, b) => b.value - a.value);
  if (judged.length < apps * states.length) return [];
  const bad = judged.filter(({ value }) => (ratio === FASTER ? value < limit : value > limit));
  const kind = mixed ? "mixed" : "plain";
  return [
    {
      target: `\`cargo ${command}\`, ${what}, ${count.toLocaleString("en")} imports, ${kind}: ${target}`,
      figure: judged[0].value.toFixed(2),
      met: bad.length === 0,
      missed: bad.map(({ row, value }) => `${row} ${value.toFixed(2)}`).join("; "),
    },
  ];
}

/**
 * @param {CompileRow[]} rows
 * @returns {Verdict[]}
 */
function judgeGrowth(rows) {
  const [empty, thousand, fourThousand] = [0, 1000, 4000].map(
    (count) => rows.find(({ state, imports }) => state === "growth" && imports?.count === count)?.seconds.ours.median,
  );
  if (empty === undefined || thousand === undefined || fourThousand === undefined) return [];
  const growth = (fourThousand - empty) / (thousand - empty);
  const target = "the first `cargo check` of 4,000 imports at most 4.6 times that of 1,000, above that of an empty app";
  return [{ target, figure: growth.toFixed(2), met: growth <= 4.6 }];
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
