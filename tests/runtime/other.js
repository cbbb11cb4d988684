// @ts-check
// A module whose namespace object a test hands over.

/** @this {any} @param {number} n */
export function fromOther(n) {
  return this === undefined ? n + 41 : 0;
}
