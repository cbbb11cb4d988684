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

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number} ms */
export async function rejectLater(ms) {
  await sleep(ms);
  throw new TypeError("too late");
}

export const never = () => new Promise(() => {});

/** Throws in a timer. @param {number} ms */
export function throwLater(ms) {
  setTimeout(() => {
    throw new TypeError("thrown in a timer");
  }, ms);
}

export function throwUndefined() {
  setTimeout(() => {
    throw undefined;
  });
}

/** Ends Node, if it is Node. */
export const exit = () => process.exit(3);
