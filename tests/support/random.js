// @ts-check
// Random numbers that a seed repeats. The runtime tests use them in all engines.

/** A whole number below another. @typedef {(below: number) => number} Random */

/**
 * @param {number} seed
 * @returns {Random}
 */
export function random(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x ^= x + Math.imul(x ^ (x >>> 7), 61 | x);
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}

/** One of a list. @template T @param {Random} rnd @param {readonly T[]} list @returns {T} */
export function pick(rnd, list) {
  return list[rnd(list.length)];
}
