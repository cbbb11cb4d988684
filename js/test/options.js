// @ts-check
/**
 * The command line of `closures-extern test`: libtest's, and some words more. What is not here: what is done about it
 * (`command.js`).
 *
 * @typedef {"chromium" | "firefox" | "webkit"} BrowserName
 *
 * @typedef {object} Options
 * @property {string} file The wasm file.
 * @property {string[]} filters A test runs if one of them is part of its name, or if there is none.
 * @property {string[]} skip It does not if one of these is.
 * @property {boolean} exact Part of its name means all of it.
 * @property {"no" | "only" | "too"} ignored Whether ignored tests run.
 * @property {boolean} list Whether tests are listed instead.
 * @property {"pretty" | "terse" | "json"} format
 * @property {boolean} capture Whether what a test prints is shown if it fails, and not at once.
 * @property {boolean} showOutput Whether that is shown of tests that pass too.
 * @property {"auto" | "always" | "never"} color
 * @property {boolean} leaks Whether a test fails that leaves something alive.
 * @property {number} timeout Seconds for each test; 0 is no limit.
 * @property {BrowserName | null} browser Where tests run; in Node without one.
 * @property {boolean} headed Whether the browser is shown, and left open.
 */

export const HELP = `Runs the tests of an app: those that closures_test! declares. Cargo calls it if .cargo/config.toml
says so:

[target.wasm32-unknown-unknown]
runner = "npx closures-extern test"

cargo test --target wasm32-unknown-unknown                     all tests
cargo test --target wasm32-unknown-unknown -- timer            those with timer in their names
cargo test --target wasm32-unknown-unknown -- --browser firefox

  --exact                  a filter is a whole name
  --skip FILTER            leaves tests out
  --ignored                runs ignored tests alone
  --include-ignored        runs them too
  --list                   lists tests; with --format terse nothing else
  --nocapture              shows what a test prints at once, and not only if it fails
  --show-output            shows it of tests that pass too
  -q, --quiet              a letter for each test; the same as --format terse
  --format pretty|terse|json
  --color auto|always|never
  --timeout SECONDS        ends a test that takes longer: 20 without it, 0 for no limit
  --leaks                  a test fails if closures or JavaScript values are alive at its end
  --browser chromium|firefox|webkit
                           runs the tests in a page, by what of playwright-core, playwright, puppeteer-core or puppeteer
                           is installed; CLOSURES_EXTERN_TEST=firefox says the same
  --headed                 shows the browser, and leaves the page open: ends with Ctrl+C

Ends with 0 if all have passed, with 101 if one has not.
`;

/** A mistake in the command line. */
export class UsageError extends Error {}

/** Words that stand alone. @type {Record<string, (options: Options) => void>} */
const FLAGS = {
  "--exact": (options) => void (options.exact = true),
  "--ignored": (options) => void (options.ignored = "only"),
  "--include-ignored": (options) => void (options.ignored = "too"),
  "--list": (options) => void (options.list = true),
  "--nocapture": (options) => void (options.capture = false),
  "--no-capture": (options) => void (options.capture = false),
  "--show-output": (options) => void (options.showOutput = true),
  "--quiet": (options) => void (options.format = "terse"),
  "-q": (options) => void (options.format = "terse"),
  "--leaks": (options) => void (options.leaks = true),
  "--headed": (options) => void (options.headed = true),
  // There is nothing else: libtest takes them, and so do tools that call it.
  "--test": () => {},
};

/** Words that a value follows. @type {Record<string, (options: Options, value: string, word: string) => void>} */
const VALUES = {
  "--skip": (options, value) => void options.skip.push(value),
  "--format": (options, value, word) => void (options.format = oneOf(["pretty", "terse", "json"], value, word)),
  "--color": (options, value, word) => void (options.color = oneOf(["auto", "always", "never"], value, word)),
  "--browser": (options, value, word) => void (options.browser = browserOf(value, word)),
  "--timeout": (options, value, word) => {
    options.timeout = Number(value);
    if (value === "" || !(options.timeout >= 0)) throw new UsageError(`${word} takes seconds, and got ${value}`);
  },
  // One after the other, whatever it says; and unstable options are none.
  "--test-threads": () => {},
  "-Z": () => {},
};

/**
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 */
export function optionsOf(words, env) {
  const named = env.CLOSURES_EXTERN_TEST ?? "";
  /** @type {Options} */
  const options = {
    file: "",
    ...{ filters: [], skip: [], exact: false, ignored: "no" },
    ...{ list: false, format: "pretty", capture: true, showOutput: false, color: "auto" },
    ...{ leaks: false, timeout: 20, browser: null, headed: false },
  };
  if (named !== "" && named !== "node") options.browser = browserOf(named, "CLOSURES_EXTERN_TEST");
  /** @type {string[]} */
  const others = [];
  for (let at = 0; at < words.length; at++) {
    const [, word, joined] = /^(-Z|--[\w-]+)=?([^]*)$/.exec(words[at]) ?? [];
    if (FLAGS[words[at]] !== undefined) FLAGS[words[at]](options);
    else if (VALUES[word] !== undefined) {
      const value = joined !== "" || words[at].includes("=") ? joined : words[++at];
      if (value === undefined) throw new UsageError(`${word} takes a value`);
      VALUES[word](options, value, word);
    } else if (words[at].startsWith("-")) throw new UsageError(`there is no option ${words[at]}`);
    else others.push(words[at]);
  }
  const [file, ...filters] = others;
  if (file === undefined) throw new UsageError("test takes the wasm file of a test binary, which cargo names");
  return { ...options, file, filters };
}

/**
 * @template {string} T
 * @param {readonly T[]} known
 * @param {string} value
 * @param {string} word
 * @returns {T}
 */
function oneOf(known, value, word) {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${word} is one of ${known.join(", ")}, and not ${value}`);
  return found;
}

/** @param {string} value @param {string} word */
function browserOf(value, word) {
  return oneOf(/** @type {const} */ (["chromium", "firefox", "webkit"]), value, word);
}
