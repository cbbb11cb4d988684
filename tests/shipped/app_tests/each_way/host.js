// @ts-check
// The module that the app imports.

export const answer = () => 42;

export function refuse() {
  throw new TypeError("refused");
}

export function reject() {
  Promise.reject(new TypeError("nobody waits"));
}

/** @param {() => void} f */
export function swallow(f) {
  try {
    f();
  } catch {
    // That is the point.
  }
}
