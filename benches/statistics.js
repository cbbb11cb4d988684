// @ts-check
// Medians, quartiles and ratios. A ratio is the median of the rounds' ratios, not the ratio of the medians: what is
// measured in one round lies close together, so a machine that slows down for a while slows all of it.

/** @typedef {{ median: number, q1: number, q3: number }} Summary */

/**
 * @param {number[]} values
 * @returns {Summary}
 */
export function summarize(values) {
  return { median: quantile(values, 0.5), q1: quantile(values, 0.25), q3: quantile(values, 0.75) };
}

/** @param {Record<string, number[]>} samples By competitor. */
export function summarizeEach(samples) {
  return Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, summarize(values)]));
}

/**
 * How many times more the first is than the second, of values that were taken in the same rounds.
 *
 * @param {number[]} above
 * @param {number[]} below
 */
export function ratio(above, below) {
  return summarize(above.map((value, round) => value / below[round]));
}

/** How many times slower the first is than the second. */
export const RATIOS = [
  ["wasm-bindgen", "built"],
  ["built", "by-hand dyn"],
  ["ours", "built"],
  ["wasm-bindgen", "ours"],
  ["ours", "by-hand"],
  ["wasm-bindgen", "by-hand"],
];

/**
 * The ratios of RATIOS, of what was measured of both.
 *
 * @param {Record<string, number[]>} samples By competitor.
 */
export function ratios(samples) {
  /** @type {Record<string, Summary>} */
  const ratios = {};
  for (const [above, below] of RATIOS) {
    if (samples[above] && samples[below]) ratios[`${above}/${below}`] = ratio(samples[above], samples[below]);
  }
  return ratios;
}

/** @param {number[]} values */
export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/**
 * @param {number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}
