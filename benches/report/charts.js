// @ts-check
// Draws the charts: SVG with colours for a light and a dark page, and a ground of its own, so that they can be read on
// both. No library: a chart is text and rectangles.

import { EDITS } from "../sources.js";
import { total } from "./targets.js";

/** @typedef {import("../calls.js").CallResult} CallResult */
/** @typedef {import("../compile.js").CompileResult} CompileResult */
/** @typedef {import("../size.js").SizeResult} SizeResult */

const WIDTH = 820;
const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const STYLE = `
  svg { --page: #fffdfb; --line: #e5ddd5; --text: #241c17; --dim: #6f6259; --ours: #c2410c; --ours2: #f0a37e; --other: #5b7a99; --other2: #a9bccf; --hand: #8a8a5c; --built: #0f766e; --built2: #7cc0b8; --quiet: #6d5bd0; --quiet2: #b9b0ea; }
  @media (prefers-color-scheme: dark) {
    svg { --page: #171311; --line: #3a322c; --text: #f1e9e3; --dim: #ab9d92; --ours: #fb923c; --ours2: #8f4a1f; --other: #7f9fc0; --other2: #41566b; --hand: #a8a878; --built: #2dd4bf; --built2: #1f6b62; --quiet: #a79bf2; --quiet2: #4b4289; }
  }
  text { font: 12px ${FONT}; fill: var(--text); } .dim { fill: var(--dim); } .title { font-size: 16px; font-weight: 600; } .heading { font-weight: 600; }
  .end { text-anchor: end; } .middle { text-anchor: middle; } .mono { font-family: ui-monospace, monospace; font-size: 11.5px; }
  .ours { fill: var(--ours); } .ours2 { fill: var(--ours2); } .other { fill: var(--other); } .other2 { fill: var(--other2); } .hand { fill: var(--hand); }
  .built { fill: var(--built); } .built2 { fill: var(--built2); } .quiet { fill: var(--quiet); } .quiet2 { fill: var(--quiet2); }`;

/**
 * How many times faster than wasm-bindgen each call is, on a logarithmic axis: what points to the left is slower.
 *
 * @param {CallResult[]} results At most two engines.
 */
export function callChart(results) {
  const bars = ["built", "ours"].flatMap((of) =>
    results.map((result, i) => ({
      style: `${of}${["", "2"][i]}`,
      title: `${of} in ${result.title.replace(/\.[\d.]+$/, "")}`,
      valueOf: (/** @type {string} */ row) => ratioOf(result, row, of),
    })),
  );
  const names = results[0].rows.map(({ row }) => row);
  const series = bars.filter(({ valueOf }) => names.some(valueOf));
  const values = names.flatMap((row) => series.flatMap(({ valueOf }) => valueOf(row) ?? []));
  const left = 224;
  const right = WIDTH - 60;
  const [low, high] = [Math.min(0.5, ...values) / 1.1, Math.max(4, ...values) * 1.1];
  const x = (/** @type {number} */ value) => left + ((right - left) * Math.log(value / low)) / Math.log(high / low);
  const bar = 8;
  const step = bar * series.length + 8;
  const top = 96;
  const bottom = top + names.length * step;

  const ticks = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16].filter((tick) => tick > low && tick < high);
  const parts = [
    text(24, 34, "Calls: how many times faster than wasm-bindgen", "title"),
    ...legend(
      24,
      56,
      series.map(({ style, title }) => [style, title]),
    ),
    ...ticks.flatMap((tick) => [
      line(x(tick), top - 8, x(tick), bottom, tick === 1 ? "var(--dim)" : "var(--line)"),
      text(x(tick), top - 14, `${tick}×`, "dim middle"),
    ]),
    ...names.flatMap((row, i) => [
      text(left - 12, top + i * step + (bar * series.length) / 2 + 4, row, "mono end"),
      ...series.flatMap(({ style, valueOf }, j) => {
        const value = valueOf(row);
        if (value === undefined) return [];
        const [from, to] = [Math.min(x(1), x(value)), Math.max(x(1), x(value))];
        const y = top + i * step + j * bar;
        const label = text(value < 1 ? from - 4 : to + 4, y + 7, value.toFixed(2), `dim ${value < 1 ? "end" : ""}`, 8);
        return [rect(from, y, to - from, bar - 1, style), label];
      }),
    ]),
  ];
  return svg(bottom + 20, "How many times faster than wasm-bindgen each kind of call is", parts);
}

/**
 * Seconds of `cargo check` after each edit of the apps whose imports stand in one block; each app has a scale of its own.
 *
 * @param {CompileResult} result
 */
export function compileChart({ rows }) {
  const edits = rows.filter(({ command, state }) => command === "check" && state in EDITS);
  const panels = [100, 1000].flatMap((count) =>
    [false, true].map((mixed) => {
      const of = edits.filter(
        ({ imports: its }) => its?.count === count && its.block === count && its.mixed === mixed && !its.apart,
      );
      return {
        title: `${count.toLocaleString("en")} imports, ${mixed ? "mixed" : "plain"}`,
        groups: of.map(({ about, seconds }) => ({
          about,
          bars: Object.entries(COMPILE_STYLES).map(([name, style]) => ({
            parts: [{ style, value: seconds[name].median }],
            label: `${seconds[name].median.toPrecision(2)} s`,
          })),
        })),
      };
    }),
  );
  const measured = panels.filter(({ groups }) => groups.length > 0);
  return barChart("cargo check after an edit, in seconds; each app has a scale of its own", measured, [
    ["ours", "closures-extern"],
    ["other", "wasm-bindgen"],
    ["hand", "by hand"],
  ]);
}

/** @type {Record<string, string>} */
const COMPILE_STYLES = { ours: "ours", "wasm-bindgen": "other", "by-hand": "hand" };

/**
 * Kilobytes after gzip, in one scale.
 *
 * @param {SizeResult} result
 */
export function sizeChart({ rows }) {
  const groups = rows.map(({ about, sizes }) => ({
    about,
    bars: Object.entries(SIZE_STYLES).map(([name, { style }]) => {
      const { gzip } = sizes[name];
      return {
        parts: [
          { style, value: gzip.wasm },
          { style: `${style}2`, value: gzip.js },
        ],
        label: `${(total(gzip) / 1000).toFixed(1)} kB`,
      };
    }),
  }));
  return barChart(
    "Shipped size after gzip: wasm, then JavaScript",
    [{ groups }],
    Object.values(SIZE_STYLES).map(({ style, title }) => [style, title]),
  );
}

/** What is drawn of size.js's SHIPPED. @type {Record<string, { style: string, title: string }>} */
const SIZE_STYLES = {
  ours: { style: "ours", title: "closures-extern" },
  built: { style: "built", title: "built" },
  "built, no message": { style: "quiet", title: "built, no panic message" },
  "wasm-bindgen": { style: "other", title: "wasm-bindgen" },
};

/**
 * @typedef {{ parts: { style: string, value: number }[], label: string }} Bar
 * @typedef {{ title?: string, groups: { about: string, bars: Bar[] }[] }} Panel Its bars have one scale.
 *
 * @param {string} title
 * @param {Panel[]} panels
 * @param {[style: string, name: string][]} names
 */
function barChart(title, panels, names) {
  const left = 330;
  const right = WIDTH - 90;
  const height = 13;
  const length = (/** @type {Bar} */ { parts }) => parts.reduce((sum, { value }) => sum + value, 0);
  const drawn = [text(24, 34, title, "title"), ...legend(24, 56, names)];
  let top = 84;
  for (const { title, groups } of panels) {
    if (title) {
      drawn.push(text(left - 12, top + 10, title, "heading end"));
      top += 26;
    }
    const scale = (right - left) / Math.max(...groups.flatMap(({ bars }) => bars.map(length)));
    for (const { about, bars } of groups) {
      drawn.push(text(left - 12, top + (bars.length * height) / 2 + 4, about, "end"));
      for (const { parts, label } of bars) {
        let x = left;
        for (const { style, value } of parts) {
          drawn.push(rect(x, top, value * scale, height - 1, style));
          x += value * scale;
        }
        drawn.push(text(x + 6, top + 10, label, "dim"));
        top += height;
      }
      top += 14;
    }
  }
  return svg(top + 8, title, drawn);
}

/**
 * @param {CallResult} result
 * @param {string} row
 * @param {string} of
 */
function ratioOf({ rows }, row, of) {
  return rows.find((found) => found.row === row)?.ratios[`wasm-bindgen/${of}`]?.median;
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
