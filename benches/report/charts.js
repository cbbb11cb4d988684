// @ts-check
// Draws the charts: SVG with colours for a light and a dark page, and a ground of its own, so that they can be read on
// both. No library: a chart is text and rectangles.

import { total } from "./targets.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../size.js").SizeResult} SizeResult */

const WIDTH = 820;
const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const STYLE = `
  svg { --page: #fffdfb; --line: #e5ddd5; --text: #241c17; --dim: #6f6259; --ours: #c2410c; --ours2: #f0a37e; --other: #5b7a99; --other2: #a9bccf; }
  @media (prefers-color-scheme: dark) {
    svg { --page: #171311; --line: #3a322c; --text: #f1e9e3; --dim: #ab9d92; --ours: #fb923c; --ours2: #8f4a1f; --other: #7f9fc0; --other2: #41566b; }
  }
  text { font: 12px ${FONT}; fill: var(--text); } .dim { fill: var(--dim); } .title { font-size: 16px; font-weight: 600; }
  .end { text-anchor: end; } .middle { text-anchor: middle; } .mono { font-family: ui-monospace, monospace; font-size: 11.5px; }
  .ours { fill: var(--ours); } .ours2 { fill: var(--ours2); } .other { fill: var(--other); } .other2 { fill: var(--other2); }`;

/**
 * How many times faster than wasm-bindgen each call is, on a logarithmic axis: what points to the left is slower.
 *
 * @param {CallResult[]} results At most two engines.
 */
export function callChart(results) {
  const names = results[0].rows.map(({ row }) => row).filter((row) => results.some((result) => ratioOf(result, row)));
  const values = names.flatMap((row) => results.flatMap((result) => ratioOf(result, row) ?? []));
  const left = 224;
  const right = WIDTH - 60;
  const [low, high] = [Math.min(0.5, ...values) / 1.1, Math.max(4, ...values) * 1.1];
  const x = (/** @type {number} */ value) => left + ((right - left) * Math.log(value / low)) / Math.log(high / low);
  const bar = 9;
  const step = bar * results.length + 8;
  const top = 96;
  const bottom = top + names.length * step;

  const ticks = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16].filter((tick) => tick > low && tick < high);
  const parts = [
    text(24, 34, "Calls: how many times faster than wasm-bindgen", "title"),
    ...legend(
      24,
      56,
      results.map(({ title }, i) => [SHADES[i], title]),
    ),
    ...ticks.flatMap((tick) => [
      line(x(tick), top - 8, x(tick), bottom, tick === 1 ? "var(--dim)" : "var(--line)"),
      text(x(tick), top - 14, `${tick}×`, "dim middle"),
    ]),
    ...names.flatMap((row, i) => [
      text(left - 12, top + i * step + (bar * results.length) / 2 + 4, row, "mono end"),
      ...results.flatMap((result, j) => {
        const value = ratioOf(result, row);
        if (value === undefined) return [];
        const [from, to] = [Math.min(x(1), x(value)), Math.max(x(1), x(value))];
        const y = top + i * step + j * bar;
        const label = text(value < 1 ? from - 4 : to + 4, y + 8, value.toFixed(2), `dim ${value < 1 ? "end" : ""}`, 9);
        return [rect(from, y, to - from, bar - 1, SHADES[j]), label];
      }),
    ]),
  ];
  return svg(bottom + 20, "How many times faster than wasm-bindgen each kind of call is", parts);
}

const SHADES = ["ours", "ours2"];

/**
 * Seconds, in pairs that each have a scale of their own: the longer bar is as long as the chart is wide.
 *
 * @param {CompileResult} result
 */
export function compileChart({ rows }) {
  const pairs = rows.map(({ about, all }) => ({
    about: about.replaceAll("`", ""),
    bars: ["ours", "wasm-bindgen"].map((library) => ({
      parts: [{ style: library === "ours" ? "ours" : "other", value: all[library].median }],
      label: `${all[library].median.toPrecision(2)} s`,
    })),
  }));
  return barChart("Compiling, in seconds; each pair has a scale of its own", pairs, { shared: false });
}

/**
 * Kilobytes after gzip, in one scale.
 *
 * @param {SizeResult} result
 */
export function sizeChart({ rows }) {
  const pairs = rows.map(({ about, sizes }) => ({
    about,
    bars: ["ours", "wasm-bindgen"].map((library) => {
      const [wasm, js] = library === "ours" ? ["ours", "ours2"] : ["other", "other2"];
      const { gzip } = sizes[library];
      return {
        parts: [
          { style: wasm, value: gzip.wasm },
          { style: js, value: gzip.js },
        ],
        label: `${(total(gzip) / 1000).toFixed(1)} kB`,
      };
    }),
  }));
  return barChart("Shipped size after gzip: wasm, then JavaScript", pairs, { shared: true });
}

/**
 * @typedef {{ about: string, bars: { parts: { style: string, value: number }[], label: string }[] }} Pair
 *
 * @param {string} title
 * @param {Pair[]} pairs
 * @param {{ shared: boolean }} scale Of all pairs, or of each its own.
 */
function barChart(title, pairs, { shared }) {
  const left = 330;
  const right = WIDTH - 90;
  const bar = 13;
  const step = 2 * bar + 14;
  const top = 84;
  const sum = (/** @type {Pair["bars"][number]} */ { parts }) => parts.reduce((sum, { value }) => sum + value, 0);
  const longest = (/** @type {Pair[]} */ of) => Math.max(...of.flatMap(({ bars }) => bars.map(sum)));
  const parts = [
    text(24, 34, title, "title"),
    ...legend(24, 56, [
      ["ours", "closures-extern"],
      ["other", "wasm-bindgen"],
    ]),
    ...pairs.flatMap((pair, i) => {
      const scale = (right - left) / longest(shared ? pairs : [pair]);
      return [
        text(left - 12, top + i * step + bar + 4, pair.about, "end"),
        ...pair.bars.flatMap(({ parts, label }, j) => {
          const y = top + i * step + j * bar;
          let x = left;
          const drawn = parts.map(({ style, value }) => {
            const part = rect(x, y, value * scale, bar - 1, style);
            x += value * scale;
            return part;
          });
          return [...drawn, text(x + 6, y + 10, label, "dim")];
        }),
      ];
    }),
  ];
  return svg(top + pairs.length * step + 8, title, parts);
}

/**
 * @param {CallResult} result
 * @param {string} row
 */
function ratioOf({ rows }, row) {
  return rows.find((found) => found.row === row)?.ratios["wasm-bindgen/ours"]?.median;
}

// ---- SVG ----

/**
 * @param {number} x
 * @param {number} y
 * @param {[style: string, name: string][]} entries
 */
function legend(x, y, entries) {
  return entries.flatMap(([style, name], i) => [
    rect(x + i * 170, y - 9, 12, 11, style),
    text(x + i * 170 + 18, y, name, "dim"),
  ]);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} style
 * @param {number} [size]
 */
function text(x, y, content, style, size) {
  const font = size ? ` style="font-size: ${size}px"` : "";
  return `<text x="${round(x)}" y="${round(y)}" class="${style.trim()}"${font}>${escaped(content)}</text>`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} style
 */
function rect(x, y, width, height, style) {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(width, 0.5))}" height="${height}" rx="1.5" class="${style}"/>`;
}

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @param {string} colour
 */
function line(x1, y1, x2, y2, colour) {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" style="stroke: ${colour}"/>`;
}

/**
 * @param {number} height
 * @param {string} label
 * @param {string[]} parts
 */
function svg(height, label, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(label)}">
<style>${STYLE}
</style>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10" style="fill: var(--page); stroke: var(--line)"/>
${parts.join("\n")}
</svg>
`;
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {string} content */
const escaped = (content) => content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
