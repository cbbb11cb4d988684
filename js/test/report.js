// @ts-check
/**
 * What is printed of a run: as libtest prints it, because editors and other tools read that. What is not here: what has
 * happened (`verdict.js`).
 */

/** @import { Test } from "./binary.js" */
/** @import { Options } from "./options.js" */
/** @import { Told } from "./session.js" */

/** How many letters are in a line of the terse format. */
const TERSE_WIDTH = 88;

/**
 * @typedef {object} Report
 * @property {Told} told
 * @property {(seconds: number) => boolean} finish Prints the end, and says whether all have passed.
 */

/**
 * @param {Test[]} tests Those that are reported of.
 * @param {number} filteredOut How many others there are.
 * @param {number} plain How many `#[test]`s do not run here.
 * @param {Options} options
 * @param {{ write: (text: string) => void, isTerminal: boolean }} to
 * @returns {Report}
 */
export function newReport(tests, filteredOut, plain, options, { write, isTerminal }) {
  const run = { total: tests.length, filteredOut, plain };
  if (options.format === "json") return jsonReport(run, options, write);
  const colored = options.color === "always" || (options.color === "auto" && isTerminal);
  /** @param {string} code @param {string} text */
  const paint = (code, text) => (colored ? `\x1b[${code}m${text}\x1b[0m` : text);
  return textReport(run, options, write, paint);
}

/** @typedef {{ total: number, filteredOut: number, plain: number }} Run */

/**
 * @param {Run} run
 * @param {Options} options
 * @param {(text: string) => void} write
 * @param {(code: string, text: string) => string} paint
 * @returns {Report}
 */
function textReport(run, { format, capture, showOutput }, write, paint) {
  const counts = newCounts();
  /** @typedef {{ name: string, shown: string }} Shown */
  /** @type {{ failures: Shown[], successes: Shown[] }} */
  const { failures, successes } = { failures: [], successes: [] };
  const terse = format === "terse";
  let output = "";
  let letters = 0;
  /** @param {string} letter */
  const letter = (letter) => {
    write(letter);
    letters += 1;
    if (letters % TERSE_WIDTH === 0) write(` ${letters}/${run.total}\n`);
  };
  write(`\nrunning ${run.total} test${run.total === 1 ? "" : "s"}\n`);
  return {
    told: {
      begin(test) {
        output = "";
        if (!terse) write(`test ${test.name}${test.panics === null ? "" : " - should panic"} ... `);
      },
      output(text) {
        if (capture) output += text;
        else write(text);
      },
      end(test, { passed, ignored, notes }) {
        const shown = `${ended(output)}${notes.map(ended).join("")}`;
        counts[ignored ? "ignored" : passed ? "passed" : "failed"] += 1;
        if (!passed) failures.push({ name: test.name, shown });
        else if (shown !== "") successes.push({ name: test.name, shown });
        if (ignored) {
          if (terse) return letter(paint("33", "i"));
          return write(`${paint("33", test.ignored === "" ? "ignored" : `ignored, ${test.ignored}`)}\n`);
        }
        if (terse) return letter(passed ? paint("32", ".") : paint("31", "F"));
        write(`${passed ? paint("32", "ok") : paint("31", "FAILED")}\n`);
      },
    },
    finish(seconds) {
      if (terse && letters % TERSE_WIDTH !== 0) write("\n");
      if (showOutput && successes.length > 0) write(section("successes", successes));
      if (failures.length > 0) write(section("failures", failures));
      if (run.plain > 0) write(`\n${plainText(run.plain)}\n`);
      const isGood = counts.failed === 0;
      write(
        `\ntest result: ${isGood ? paint("32", "ok") : paint("31", "FAILED")}. ${counts.passed} passed; ` +
          `${counts.failed} failed; ${counts.ignored} ignored; 0 measured; ${run.filteredOut} filtered out; ` +
          `finished in ${seconds.toFixed(2)}s\n\n`,
      );
      return isGood;
    },
  };
}

function newCounts() {
  return { passed: 0, failed: 0, ignored: 0 };
}

/** A text that ends with a line. @param {string} text */
function ended(text) {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** @param {string} title @param {{ name: string, shown: string }[]} tests */
function section(title, tests) {
  const shown = tests.map(({ name, shown }) => `---- ${name} stdout ----\n${shown}\n`);
  return `\n${title}:\n\n${shown.join("")}\n${title}:\n${tests.map(({ name }) => `    ${name}\n`).join("")}`;
}

/** @param {number} count */
function plainText(count) {
  const [what, them] = count === 1 ? ["1 #[test] is", "it"] : [`${count} #[test]s are`, "them"];
  return `note: ${what} for the host, and did not run here: \`cargo test\` runs ${them}`;
}

/**
 * The events of libtest's format json, a line each.
 *
 * @param {Run} run
 * @param {Options} options
 * @param {(text: string) => void} write
 * @returns {Report}
 */
function jsonReport({ total, filteredOut }, { showOutput }, write) {
  const counts = newCounts();
  let output = "";
  /** @param {object} event */
  const say = (event) => write(`${JSON.stringify(event)}\n`);
  say({ type: "suite", event: "started", test_count: total });
  return {
    told: {
      begin({ name }) {
        output = "";
        say({ type: "test", event: "started", name });
      },
      output(text) {
        output += text;
      },
      end({ name, ignored: why }, { passed, ignored, notes }) {
        const event = ignored ? "ignored" : passed ? "ok" : "failed";
        counts[ignored ? "ignored" : passed ? "passed" : "failed"] += 1;
        const stdout = `${ended(output)}${notes.map(ended).join("")}`;
        const shown = stdout !== "" && (!passed || showOutput) ? { stdout } : {};
        say({ type: "test", event, name, ...(ignored && why !== "" ? { message: why } : {}), ...shown });
      },
    },
    finish(seconds) {
      const isGood = counts.failed === 0;
      say({
        ...{ type: "suite", event: isGood ? "ok" : "failed", ...counts, measured: 0, filtered_out: filteredOut },
        exec_time: seconds,
      });
      return isGood;
    },
  };
}
