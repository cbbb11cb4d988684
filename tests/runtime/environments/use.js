// @ts-check
// What each environment does with the app, and what must come of it. It needs nothing but JavaScript.

/** Longer than what is decoded letter by letter, and with characters of one to four bytes. */
const LONG = "aäあ🎧".repeat(20);

/** What `use` returns. */
export const EXPECTED = {
  calls: 3,
  samples: [0.5, 1, 1.5],
  alive: { closures: 1, handles: 0 },
  answers: ["“” has 0 characters", "“a” has 1 characters", `“${LONG}” has 80 characters`, "“\ufffdx” has 2 characters"],
  late: "dropped",
  level: 0.25,
  freed: "freed",
  left: { closures: 0, handles: 0 },
};

/**
 * Loads the app, and does everything with it.
 *
 * @param {(options: { modules: { host: object } }) => any} load Gives the app, or a promise of it.
 * @returns {any} What has come of it, or a promise of that: `EXPECTED`.
 */
export function use(load) {
  const samples = [1, 2, 3];
  /** @type {(text: string) => string} */
  let kept = (text) => text;
  const host = {
    /** @param {(sample: number) => number} f */
    each(f) {
      for (let at = 0; at < samples.length; at++) samples[at] = f(samples[at]);
    },
    /** @param {(text: string) => string} f */
    keep(f) {
      kept = f;
    },
  };
  /** @param {any} app */
  const run = (app) => {
    const { exports } = app;
    const calls = exports.gain(0.5);
    exports.start();
    const alive = app.stats();
    const answers = ["", "a", LONG, "\ud83cx"].map((text) => kept(text));
    exports.stop();
    const late = codeOf(() => kept("late"));
    const meter = new exports.Meter(0.25);
    const level = meter.level();
    meter.free();
    const freed = codeOf(() => meter.level());
    return { calls, samples, alive, answers, late, level, freed, left: app.stats() };
  };
  const app = load({ modules: { host } });
  return typeof app.then === "function" ? app.then(run) : run(app);
}

/** The `code` of what is thrown. @param {() => void} body */
function codeOf(body) {
  try {
    body();
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}
