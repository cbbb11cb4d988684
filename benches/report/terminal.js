// @ts-check
// The results as tables for a terminal, each with its targets.

import { OURS, SHIPPED } from "../size.js";
import { startLines } from "../start.js";
import { RATIOS } from "../statistics.js";
import { judgeCalls, judgeCompile, judgeSize, total } from "./targets.js";

/** @typedef {import("../statistics.js").Summary} Summary */
/** @typedef {import("./targets.js").Verdict} Verdict */

/**
 * @param {import("../calls.js").CallResult} result
 * @param {string[]} names
 */
export function callTable(result, names) {
  const ratios = RATIOS.map(([above, below]) => `${above}/${below}`);
  const lines = result.rows.map(({ row, ns, ratios: of }) => [
    row,
    ...names.flatMap((name) => {
      const taken = ns[name];
      return taken ? [taken.median.toFixed(1), (taken.q3 - taken.q1).toFixed(1)] : ["–", "–"];
    }),
    ...ratios.map((ratio) => of[ratio]?.median.toFixed(2) ?? "–"),
  ]);
  const head = ["ns per operation", ...names.flatMap((name) => [name, "iqr"]), ...ratios];
  return `\n${result.title}\n${aligned([head, ...lines])}\n${verdictLines(judgeCalls(result))}`;
}

/** @param {import("../compile.js").CompileResult} result */
export function compileTable(result) {
  const figure = (/** @type {Summary | undefined} */ of) => of?.median.toFixed(2) ?? "–";
  const lines = result.rows.map(({ command, app, about, seconds, ratios, withCommand }) => [
    `${command}, ${app}: ${about}`,
    ...["ours", "wasm-bindgen", "by-hand"].map((name) => figure(seconds[name])),
    ...["wasm-bindgen/ours", "ours/by-hand"].map((name) => figure(ratios[name])),
    figure(withCommand?.seconds),
    figure(withCommand?.ratio),
  ]);
  const measured = ["ours", "wasm-bindgen", "by-hand", "wasm-bindgen/ours", "ours/by-hand"];
  const head = ["seconds", ...measured, "with its command", "that/ours"];
  return `\n${aligned([head, ...lines])}\n${verdictLines(judgeCompile(result))}`;
}

/** @param {import("../size.js").SizeResult} result */
export function sizeTable(result) {
  const stages = /** @type {const} */ (["raw", "shipped", "gzip", "brotli"]);
  const lines = result.rows.flatMap(({ row, sizes }) =>
    stages.map((stage) => {
      const theirs = total(sizes["wasm-bindgen"][stage]);
      return [
        `${row}, ${stage}`,
        ...SHIPPED.flatMap((name) => [sizes[name][stage].wasm, sizes[name][stage].js].map(String)),
        ...OURS.map((name) => (total(sizes[name][stage]) / theirs).toFixed(2)),
      ];
    }),
  );
  const shares = OURS.map((name) => `${name}/wasm-bindgen`);
  const head = ["bytes", ...SHIPPED.flatMap((name) => [`${name}, wasm`, "js"]), ...shares];
  const seconds = result.rows.map(
    ({ row, seconds }) => `closures-extern build of ${row}: ${seconds.median.toFixed(2)} s\n`,
  );
  return `\n${aligned([head, ...lines])}\n${seconds.join("")}\n${verdictLines(judgeSize(result))}`;
}

/** @param {import("../start.js").StartResult} result */
export function startTable(result) {
  const [[, ...head], ...lines] = startLines(result);
  return `\n${result.title}\n${aligned([["ms", ...head], ...lines])}`;
}

/** @param {Verdict[]} verdicts */
function verdictLines(verdicts) {
  return verdicts
    .map(({ target, figure, met, missed }) => {
      const line = `${met ? "met   " : "MISSED"}  ${target}: ${figure}\n`;
      return missed ? `${line}        not by ${missed}\n` : line;
    })
    .join("");
}

/** @param {string[][]} lines */
function aligned(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const cells = (/** @type {string[]} */ line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])));
  return lines.map((line) => cells(line).join("  ") + "\n").join("");
}
