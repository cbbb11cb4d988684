// @ts-check
// Random numbers that a seed repeats.

/**
 * @param {number} seed
 * @returns {(below: number) => number} A whole number below another.
 */
export function random(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x ^= x + Math.imul(x ^ (x >>> 7), 61 | x);
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}
