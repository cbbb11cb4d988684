// @ts-check
// What the project wants to reach, and whether it does. A target is missed openly: nothing here rounds in our favour.

import { EDITS } from "../sources.js";
import { geometricMean } from "../statistics.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../calls.js").RowResult} RowResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../compile.js").CompileRow} CompileRow */
/** @typedef {import("../size.js").SizeResult} SizeResult */
/** @typedef {import("../size.js").SizeRow} SizeRow */
/** @typedef {import("../size.js").Bytes} Bytes */

/** @typedef {{ target: string, figure: string, met: boolean, missed?: string }} Verdict `missed`: which rows, if it is about rows */

/** The engines in which the calls of `ours` are judged; the others are reported. */
export const JUDGED = ["node26", "chromium"];

const FASTER = "wasm-bindgen/ours";
const COST = "ours/by-hand";
const BUILT_FASTER = "wasm-bindgen/built";
const BUILT_COST = "built/by-hand dyn";

/** How many times as fast as wasm-bindgen each row of calls must be: one text serves all apps, where wasm-bindgen writes each its own. */
const CALL_AT_LEAST = 0.45;

/** And their geometric mean. */
const CALLS_AT_LEAST = 1.05;

/** The same of what `closures-extern build` writes for an app, in the engines in which that is judged. */
const BUILT_AT_LEAST = Object.freeze({ node26: 1.4, chromium: 1.45, firefox: 1.7 });

/** And each row. `import_u64` asks whether a number is in range. @param {string} row */
const builtRowAtLeast = (row) => (row === "import_u64" ? 0.85 : 0.95);

/** What it may take of the time of `by-hand dyn`. @param {string} row */
const builtCostAtMost = (row) => (row.startsWith("twenty_") ? 1.3 : 1.15);

/** What an app may load of the JavaScript side, joined, minified, and compressed by gzip. */
const BYTES_AT_MOST = 15_000;

/** What may be shipped of a built app, as a share of wasm-bindgen's bytes, compressed by gzip: by app, with the message of a panic and without. */
const BUILT_SHARE_AT_MOST = Object.freeze({
  interval: { built: 1.06, "built, no message": 0.82 },
  "imports-100": { built: 0.81, "built, no message": 0.66 },
  "imports-1000": { built: 0.5, "built, no message": 0.46 },
});

/** What `closures-extern build` may take of an app of 1,000 imports. */
const SECONDS_AT_MOST = 2;

/**
 * @param {CallResult} result
 * @returns {Verdict[]} None in engines that are not judged, and none of what was not measured.
 */
export function judgeCalls({ engine, rows }) {
  const builtMean = /** @type {Record<string, number>} */ (BUILT_AT_LEAST)[engine];
  return [
    ...(JUDGED.includes(engine) ? judgeSpeed(rows, FASTER, "", () => CALL_AT_LEAST, CALLS_AT_LEAST) : []),
    ...(builtMean ? judgeSpeed(rows, BUILT_FASTER, "built: ", builtRowAtLeast, builtMean) : []),
    ...(builtMean ? judgeCost(rows) : []),
  ];
}

/**
 * @param {RowResult[]} rows
 * @param {string} name Of the ratio.
 * @param {string} whose
 * @param {(row: string) => number} atLeast
 * @param {number} meanAtLeast
 * @returns {Verdict[]}
 */
function judgeSpeed(rows, name, whose, atLeast, meanAtLeast) {
  const judged = ratiosOf(rows, name);
  if (judged.length === 0) return [];
  const mean = geometricMean(judged.map(({ ratio }) => ratio));
  const special = judged.filter(({ row }) => atLeast(row) !== atLeast("")).map(({ row }) => `, ${row} ${atLeast(row)}`);
  return [
    {
      target: `${whose}no row below ${atLeast("")} of wasm-bindgen's speed${special.join("")}`,
      ...byRows(judged, ({ row, ratio }) => ratio < atLeast(row)),
    },
    { target: `${whose}geometric mean at least ${meanAtLeast}`, figure: mean.toFixed(2), met: mean >= meanAtLeast },
  ];
}

/**
 * @param {RowResult[]} rows
 * @returns {Verdict[]}
 */
function judgeCost(rows) {
  const judged = ratiosOf(rows, BUILT_COST);
  if (judged.length === 0) return [];
  return [
    {
      target: `built: each row at most ${builtCostAtMost("")} times \`by-hand dyn\`, those of twenty ${builtCostAtMost("twenty_")}`,
      ...byRows(judged, ({ row, ratio }) => ratio > builtCostAtMost(row)),
    },
  ];
}

/** @typedef {{ row: string, ratio: number }} Judged */

/**
 * @param {RowResult[]} rows
 * @param {string} name
 * @returns {Judged[]}
 */
function ratiosOf(rows, name) {
  return rows.flatMap(({ row, ratios }) => (ratios[name] ? [{ row, ratio: ratios[name].median }] : []));
}

/**
 * @param {Judged[]} judged
 * @param {(one: Judged) => boolean} isBad
 */
function byRows(judged, isBad) {
  const bad = judged.filter(isBad);
  return {
    figure: `by ${judged.length - bad.length} of ${judged.length} rows`,
    met: bad.length === 0,
    missed: bad.map(({ row, ratio }) => `${row} ${ratio.toFixed(2)}`).join(", "),
  };
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
  return rows.flatMap((row) => [...judgeRuntime(row), ...judgeShares(row), ...judgeSeconds(row)]);
}

/**
 * @param {SizeRow} row
 * @returns {Verdict[]}
 */
function judgeRuntime({ row, sizes }) {
  if (row !== "interval") return [];
  const bytes = sizes.ours.gzip.js;
  const target = `the JavaScript that an app may load, joined, minified, gzip: at most ${BYTES_AT_MOST.toLocaleString("en")} bytes`;
  return [{ target, figure: bytes.toLocaleString("en"), met: bytes <= BYTES_AT_MOST }];
}

/**
 * @param {SizeRow} row
 * @returns {Verdict[]}
 */
function judgeShares({ row, about, sizes }) {
  const shares = /** @type {Record<string, Record<string, number>>} */ (BUILT_SHARE_AT_MOST)[row];
  return Object.entries(shares).map(([name, atMost]) => {
    const share = total(sizes[name].gzip) / total(sizes["wasm-bindgen"].gzip);
    const target = `${name}: ${about}, gzip, at most ${atMost} of wasm-bindgen's bytes`;
    return { target, figure: share.toFixed(2), met: share <= atMost };
  });
}

/**
 * @param {SizeRow} row
 * @returns {Verdict[]}
 */
function judgeSeconds({ row, seconds }) {
  if (row !== "imports-1000") return [];
  const target = `\`closures-extern build --minify\` of 1,000 imports takes less than ${SECONDS_AT_MOST} s`;
  return [{ target, figure: seconds.median.toFixed(2), met: seconds.median < SECONDS_AT_MOST }];
}

/** @param {Bytes} bytes */
export const total = ({ wasm, js }) => wasm + js;
