// @ts-check
// What the project wants to reach, and whether it does. A target is missed openly: nothing here rounds in our favour.

import { EDITS } from "../sources.js";
import { geometricMean } from "../statistics.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../compile.js").CompileRow} CompileRow */
/** @typedef {import("../size.js").SizeResult} SizeResult */
/** @typedef {import("../size.js").Bytes} Bytes */

/** @typedef {{ target: string, figure: string, met: boolean, missed?: string }} Verdict `missed`: which rows, if it is about rows */

/** The engines whose call rows are judged; the others are reported. */
export const JUDGED = ["node26", "chromium"];

const FASTER = "wasm-bindgen/ours";
const COST = "ours/by-hand";

/** How many times as fast as wasm-bindgen each row of calls must be: one text serves all apps, where wasm-bindgen writes each its own. */
const CALL_AT_LEAST = 0.45;

/** And their geometric mean. */
const CALLS_AT_LEAST = 1.05;

/** What an app may load of the JavaScript side, joined, minified, and compressed by gzip. */
const BYTES_AT_MOST = 15_000;

/**
 * @param {CallResult} result
 * @returns {Verdict[]} None where wasm-bindgen was not measured.
 */
export function judgeCalls({ rows }) {
  const faster = rows.flatMap(({ row, ratios }) => (ratios[FASTER] ? [{ row, ratio: ratios[FASTER].median }] : []));
  if (faster.length === 0) return [];
  const behind = faster.filter(({ ratio }) => ratio < CALL_AT_LEAST);
  const mean = geometricMean(faster.map(({ ratio }) => ratio));
  return [
    {
      target: `no row below ${CALL_AT_LEAST} of wasm-bindgen's speed`,
      figure: `by ${faster.length - behind.length} of ${faster.length} rows`,
      met: behind.length === 0,
      missed: behind.map(({ row, ratio }) => `${row} ${ratio.toFixed(2)}`).join(", "),
    },
    { target: `geometric mean at least ${CALLS_AT_LEAST}`, figure: mean.toFixed(2), met: mean >= CALLS_AT_LEAST },
  ];
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
  const bytes = rows.find(({ row }) => row === "interval")?.sizes.ours.gzip.js;
  if (bytes === undefined) return [];
  const target = `the JavaScript that an app may load, joined, minified, gzip: at most ${BYTES_AT_MOST.toLocaleString("en")} bytes`;
  return [{ target, figure: bytes.toLocaleString("en"), met: bytes <= BYTES_AT_MOST }];
}

/** @param {Bytes} bytes */
export const total = ({ wasm, js }) => wasm + js;
