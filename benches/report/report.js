// @ts-check
// Writes RESULTS.md and the charts from what was measured last, which results/ keeps: each part, and each engine, has its
// figures and its date until it is measured again.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";

import { WASM_BINDGEN, path } from "../build.js";
import { COMPETITOR_NAMES } from "../calls.js";
import { ROWS } from "../calls/rows.js";
import { ENGINES } from "../engines.js";
import { OURS, SHIPPED } from "../size.js";
import { startLines } from "../start.js";
import { RATIOS, geometricMean } from "../statistics.js";
import { callChart, compileChart, sizeChart } from "./charts.js";
import { JUDGED, judgeCalls, judgeCompile, judgeSize, total } from "./targets.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../compile.js").CompileRow} CompileRow */
/** @typedef {import("../size.js").SizeResult} SizeResult */
/** @typedef {import("../size.js").Bytes} Bytes */
/** @typedef {import("../start.js").StartResult} StartResult */
/** @typedef {import("../statistics.js").Summary} Summary */

/**
 * Keeps a result, a row on a line, and writes RESULTS.md and the charts anew: whatever stops the bench later, they have it.
 *
 * @param {string} name `calls-<engine>`, `compile`, `size` or `start`
 * @param {CallResult | CompileResult | SizeResult | StartResult} result
 */
export function keep(name, { rows, ...head }) {
  const lines = rows.map((row) => JSON.stringify(row, short)).join(",\n");
  writeFileSync(resultFile(name), `${JSON.stringify(head).slice(0, -1)},"rows":[\n${lines}\n]}\n`);
  writeReport();
}

/**
 * Of what was measured, as many digits as mean anything; bytes are counted.
 *
 * @param {string} _
 * @param {unknown} value
 */
const short = (_, value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;

/** @param {string} name */
const resultFile = (name) => path(`results/${name}.json`);

/**
 * @template T
 * @param {string} name
 * @returns {T | undefined}
 */
function kept(name) {
  const file = resultFile(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function writeReport() {
  const calls = ENGINES.flatMap(({ id }) => /** @type {CallResult | undefined} */ (kept(`calls-${id}`)) ?? []);
  const compile = /** @type {CompileResult | undefined} */ (kept("compile"));
  const size = /** @type {SizeResult | undefined} */ (kept("size"));
  const start = /** @type {StartResult | undefined} */ (kept("start"));
  const shown = calls.filter(({ engine }) => JUDGED.includes(engine));

  /** @type {Record<string, string>} */
  const files = {
    "RESULTS.md": [
      introduction(),
      targets(calls, compile, size),
      calls.length > 0 && callSummary(calls),
      ...calls.map(callDetails),
      compile && compileSection(compile),
      size && sizeSection(size),
      start && startSection(start),
    ]
      .filter(Boolean)
      .join("\n"),
  };
  if (shown.length > 0) files["calls.svg"] = callChart(shown);
  if (compile) files["compile.svg"] = compileChart(compile);
  if (size) files["size.svg"] = sizeChart(size);
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
}

function introduction() {
  const rustc = execFileSync("rustc", ["--version"], { encoding: "utf8" }).trim();
  const cpu = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `# Results

Written by \`cargo xtask bench\`; [README.md](README.md) says what the rows are and how they are measured. A ratio is the
median of the ratios of single rounds, and in brackets stand its quartiles. Ratios are worth more than times: what is
compared was measured within milliseconds.

- machine, when the last part was measured: ${cpu}, ${type()} ${release()}
- ${rustc}; wasm-bindgen ${WASM_BINDGEN}

${table(["column", "what it is"], COLUMNS)}`;
}

const COLUMNS = [
  ["ours", "this crate, loaded by the modules of `js/`, which are the same for all apps"],
  ["built", "the same wasm file after `closures-extern build`, loaded by the JavaScript that this wrote for it"],
  ["wasm-bindgen", "with the JavaScript that its command wrote"],
  ["by-hand", "no library, and Rust knows each closure's own type"],
  ["by-hand dyn", "no library, but closures are `&dyn Fn(..)` and boxed `dyn Fn(..)`, as in any library"],
];

// ---- targets ----

/**
 * @param {CallResult[]} calls
 * @param {CompileResult | undefined} compile
 * @param {SizeResult | undefined} size
 */
function targets(calls, compile, size) {
  const judged = [
    ...calls.flatMap((result) => judgeCalls(result).map((verdict) => ({ where: result.title, ...verdict }))),
    ...(compile ? judgeCompile(compile) : []).map((verdict) => ({ where: "compile", ...verdict })),
    ...(size ? judgeSize(size) : []).map((verdict) => ({ where: "size", ...verdict })),
  ];
  const rows = judged.map(({ where, target, figure, met }) => [where, target, figure, word(met)]);
  return `## Targets\n\n${table(["", "target", "figure", ""], rows)}`;
}

/** @param {boolean} met */
const word = (met) => (met ? "met" : "**missed**");

// ---- calls ----

/** @param {CallResult[]} calls */
function callSummary(calls) {
  return `## Calls: wasm-bindgen's time over ours

More than 1 means that we are faster. First with what \`closures-extern build\` writes, then without.

### \`wasm-bindgen / built\`

${ratioTable(calls, "wasm-bindgen/built")}
### \`wasm-bindgen / ours\`

${ratioTable(calls, "wasm-bindgen/ours")}
![How many times faster than wasm-bindgen each kind of call is](calls.svg)
`;
}

/**
 * @param {CallResult[]} calls
 * @param {string} ratio
 */
function ratioTable(calls, ratio) {
  const rows = ROWS.map(({ name, about }) => [
    `\`${name}\``,
    about,
    ...calls.map((call) => figure(call.rows.find(({ row }) => row === name)?.ratios[ratio])),
  ]);
  const means = calls.map(({ rows }) => {
    const ratios = rows.flatMap(({ ratios }) => ratios[ratio]?.median ?? []);
    return ratios.length > 0 ? geometricMean(ratios).toFixed(2) : "–";
  });
  const head = ["row", "one operation", ...calls.map(({ title }) => title)];
  return table(head, [...rows, ["geometric mean", "", ...means]], 2);
}

/** @param {Summary | undefined} of */
const figure = (of) => of?.median.toFixed(2) ?? "–";

/** @param {CallResult} result */
function callDetails({ title, date, rows }) {
  const lines = rows.map(({ row, ns, ratios }) => [
    `\`${row}\``,
    ...COMPETITOR_NAMES.map((name) => ns[name]?.median.toPrecision(3) ?? "–"),
    ...RATIOS.map(([above, below]) => withSpread(ratios[`${above}/${below}`])),
  ]);
  const ratios = RATIOS.map(([above, below]) => `${above} / ${below}`);
  return `### ${title}

ns per operation, and ratios; ${date}.

${table(["row", ...COMPETITOR_NAMES, ...ratios], lines, 1)}`;
}

/** @param {Summary | undefined} ratio */
const withSpread = (ratio) =>
  ratio ? `${ratio.median.toFixed(2)} (${ratio.q1.toFixed(2)} to ${ratio.q3.toFixed(2)})` : "–";

// ---- compiling and size ----

/** @param {CompileResult} result */
function compileSection({ date, rounds, isWhole, rows }) {
  const of = (/** @type {string} */ command) => compileRows(rows.filter((row) => row.command === command));
  return `## Compiling

Seconds, medians of ${rounds} rounds, ${date}. Each function that is imported has a closure, a string and a number. Nothing is
downloaded.${isWhole ? "" : " **The run was stopped**: rows are missing, and targets that need them are not judged."}

### \`cargo check\`

${of("check")}
### \`cargo build\`

Of wasm-bindgen also with its command, which runs after cargo, and that to ours.

${of("build")}
![Seconds of compiling after an edit](compile.svg)
`;
}

/** @param {CompileRow[]} rows */
function compileRows(rows) {
  const names = ["ours", "wasm-bindgen", "by-hand"];
  const hasCommand = rows.some(({ withCommand }) => withCommand);
  const lines = rows.map(({ app, about, seconds, ratios, withCommand }) => [
    app,
    about,
    ...names.map((name) => figure(seconds[name])),
    withSpread(ratios["wasm-bindgen/ours"]),
    withSpread(ratios["ours/by-hand"]),
    ...(hasCommand ? [figure(withCommand?.seconds), figure(withCommand?.ratio)] : []),
  ]);
  const head = ["app", "", ...names, "wasm-bindgen / ours", "ours / by-hand"];
  return table(hasCommand ? [...head, "with its command", "that / ours"] : head, lines, 2);
}

/** @param {SizeResult} result */
function sizeSection({ date, rows }) {
  const stages = /** @type {const} */ ([
    ["raw", "as built"],
    ["shipped", "`wasm-opt -Oz`, esbuild"],
    ["gzip", "the same, gzip"],
    ["brotli", "the same, brotli"],
  ]);
  const lines = rows.flatMap(({ about, sizes }) =>
    stages.map(([stage, name]) => {
      const theirs = total(sizes["wasm-bindgen"][stage]);
      return [
        about,
        name,
        ...SHIPPED.map((name) => bytes(sizes[name][stage])),
        ...OURS.map((name) => (total(sizes[name][stage]) / theirs).toFixed(2)),
      ];
    }),
  );
  const shares = OURS.map((name) => `${name} / wasm-bindgen`);
  const times = rows.map(({ about, seconds }) => [about, withSpread(seconds)]);
  return `## Size

Bytes, wasm + JavaScript = both; ${date}. Compiled with \`opt-level = "z"\`, fat LTO, one codegen unit, \`panic = "abort"\`.
\`built\` is what \`closures-extern build\` writes, which has run \`wasm-opt -Oz\`, and for all but the first line with
\`--minify\`; *no message* is without the crate's feature \`panic-message\`. The last columns are our shares of wasm-bindgen's.

${table(["app", "", ...SHIPPED, ...shares], lines, 2)}
Seconds of \`closures-extern build --minify\`, with \`wasm-opt\`:

${table(["app", "s"], times, 1)}
![Shipped sizes](size.svg)
`;
}

// ---- start ----

/** @param {StartResult} result */
function startSection(result) {
  const [head, ...lines] = startLines(result);
  return `## Start

ms from the address to the running program of the interval example, in ${result.title}; medians of ${result.rounds},
${result.date}. The latency is that of each request. The JavaScript side is loaded as its modules, or joined by esbuild, or it is what
\`closures-extern build --minify\` wrote.

${table(head, lines, 2)}`;
}

/** @param {Bytes} of */
function bytes(of) {
  const [wasm, js, both] = [of.wasm, of.js, total(of)].map((count) => count.toLocaleString("en"));
  return `${wasm} + ${js} = ${both}`;
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {number} [texts] How many columns are not figures; without it, all.
 */
function table(head, rows, texts = head.length) {
  const rule = head.map((_, i) => (i < texts ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
