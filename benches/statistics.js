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

/**
 * How many times more the first is than the second, of values that were taken in the same rounds.
 *
 * @param {number[]} above
 * @param {number[]} below
 */
export function ratio(above, below) {
  return summarize(above.map((value, round) => value / below[round]));
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
