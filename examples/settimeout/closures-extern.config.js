// @ts-check
// What each test is loaded with: a page that remembers what it shows, and a clock that goes when a test says so.

export default () => ({ modules: { page: newPage(), clock: newClock() } });

/** In place of index.html. */
function newPage() {
  let shown = "";
  return {
    /** @param {string} text */
    show(text) {
      shown = text;
    },
    shown: () => shown,
  };
}

/** In place of the environment's timers. */
function newClock() {
  /** @type {Map<number, { f: () => void, at: number }>} */
  const timers = new Map();
  let now = 0;
  let last = 0;
  Object.assign(globalThis, {
    /** @param {() => void} f @param {number} ms */
    setTimeout(f, ms) {
      last += 1;
      timers.set(last, { f, at: now + ms });
      return last;
    },
    /** @param {number} token */
    clearTimeout: (token) => timers.delete(token),
  });
  return {
    /** Calls what is due until so many milliseconds later, in its order. @param {number} ms */
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).sort(([, left], [, right]) => left.at - right.at);
        if (next === undefined) break;
        const [token, { f, at }] = next;
        timers.delete(token);
        now = at;
        f();
      }
      now = end;
    },
    waiting: () => timers.size,
  };
}
