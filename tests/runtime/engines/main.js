// @ts-check
// `node tests/runtime/engines/main.js [engine..]`: all of tests/runtime in other engines than the Node that runs this. It needs
// RUNTIME_WASM; other settings (MODEL_PROGRAMS, FC_RUNS, ..) are handed on, and their defaults here are smaller.
// ENGINE_FILES, words of file names, chooses among the files. The engine `poor`, and those under a strict policy, run only when they
// are named.

import { execFileSync, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { BROWSERS, POOR, SHELLS, STRICT, startBrowser } from "./engines.js";
import { startServer } from "./server.js";
import { MARK } from "./shell.js";

/** @typedef {import("./run.js").Event} Event */

/** How long one file may take. */
const LIMIT = 300_000;

/** What is run less often than the step `runtime` does everywhere: all engines together are to take minutes. @type {Record<string, string>} */
const SETTINGS = { MODEL_PROGRAMS: "150", FC_RUNS: "0.1", PRESSURE_TIMERS: "200000" };

/** Files that Node alone can run. @type {Record<string, string>} */
const NODE_ONLY = { "stopped.test.js": "stops scripts, by node:vm" };

/** Files that browsers cannot run. @type {Record<string, string>} */
const NOT_IN_BROWSERS = { ...NODE_ONLY, "load_files.test.js": "starts a server and writes files" };

/** Files that need what is taken away in the engine `poor`. @type {Record<string, string>} */
const NOT_IN_POOR = {
  "frozen.test.js": "imports a copy of its own by a URL",
  "load_files.test.js": "fetches from a server",
  "private.test.js": "reads a file by a URL",
};

/** Files that are about what `load` takes: what was built has its own wasm file. */
const OF_SOURCES = ["load.test.js", "load_files.test.js"];

/** What an engine leaves out, and why. @param {string} engine @returns {Record<string, string>} */
function leftOut(engine) {
  if (engine === "node") return {};
  return engine === "poor" ? NOT_IN_POOR : NODE_ONLY;
}

const folder = new URL("../", import.meta.url);
const wasm = process.env.RUNTIME_WASM ?? "";
if (wasm === "") throw new Error("set RUNTIME_WASM to runtime_tests.wasm; `cargo xtask test engines` does");
const settings = Object.fromEntries(
  ["MODEL_SEED", "MODEL_PATH", "MODEL_PROGRAMS", "FC_SEED", "FC_RUNS", "RANDOM_SEED", "PRESSURE_TIMERS"].flatMap(
    (name) => {
      const value = process.env[name] ?? SETTINGS[name];
      return value === undefined ? [] : [[name, value]];
    },
  ),
);
const words = (process.env.ENGINE_FILES ?? "").split(" ").filter((word) => word !== "");
const testFiles = readdirSync(folder).filter((name) => name.endsWith(".test.js"));
const unknown = words.filter((word) => !testFiles.some((name) => name.includes(word)));
if (unknown.length > 0) throw new Error(`ENGINE_FILES: no test file is called ${unknown.join(", ")}`);
const fitting = testFiles.filter((name) => !wasm.endsWith(".built.wasm") || !OF_SOURCES.includes(name));
const files = fitting.filter((name) => words.length === 0 || words.some((word) => name.includes(word))).sort();

/** What one engine has done. */
class Result {
  /** @param {string} engine */
  constructor(engine) {
    this.engine = engine;
    this.passed = 0;
    this.skipped = 0;
    this.unchecked = 0;
    this.ms = 0;
    /** Notes that were printed. @type {Set<string>} */
    this.said = new Set();
    /** @type {string[]} */
    this.failures = [];
  }

  /** @param {string} file @param {string} reason */
  skip(file, reason) {
    console.log(`${this.engine}: ${file} skipped: ${reason}`);
    this.skipped++;
  }

  /** @param {string} file @param {Event} event */
  add(file, event) {
    if (event.kind === "broken") this.fail(file, event.error);
    if (event.kind === "end" && event.tests === 0) this.fail(file, "it has no tests");
    if (event.kind !== "test") return;
    for (const note of event.notes.filter((note) => note.startsWith("not checked here: "))) {
      this.unchecked++;
      const line = `${this.engine}: ${file}: ${note}`;
      if (!this.said.has(line)) console.log(line);
      this.said.add(line);
    }
    if (event.error !== null) this.fail(file, `${event.title}\n${[...event.notes, event.error].join("\n")}`);
    else if (event.skipped !== null) this.skip(`${file}: ${event.title}`, event.skipped);
    else this.passed++;
  }

  /** @param {string} file @param {string} error */
  fail(file, error) {
    this.failures.push(`${this.engine}: ${file}: ${error}`);
    console.log(`${this.engine}: ${file}: FAILED: ${error}`);
  }

  text() {
    const seconds = (this.ms / 1000).toFixed(0);
    const rest = `${this.skipped} skipped, ${this.unchecked} not checked in full`;
    return `${this.engine.padEnd(16)} ${this.passed} passed, ${this.failures.length} failed, ${rest}, ${seconds} s`;
  }
}

/** @param {Result} result */
async function runShell(result) {
  const { engine } = result;
  const { command, version } = { ...SHELLS, ...POOR }[engine];
  console.log(`${engine}: ${execFileSync(version[0], version.slice(1)).toString().split("\n")[0]}`);
  for (const file of files) {
    if (file in leftOut(engine)) result.skip(file, leftOut(engine)[file]);
    else await runFile(result, file, command);
  }
}

/** @param {Result} result @param {string} file @param {string[]} command */
function runFile(result, file, [program, ...rest]) {
  return new Promise((resolve) => {
    const child = spawn(program, [...rest, fileURLToPath(new URL(file, folder))], {
      env: { ...process.env, ...settings, RUNTIME_WASM: wasm },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let ended = false;
    const late = setTimeout(() => child.kill("SIGKILL"), LIMIT);
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith(MARK)) return;
      const event = /** @type {Event} */ (JSON.parse(line.slice(MARK.length)));
      ended ||= event.kind !== "test";
      result.add(file, event);
    });
    child.once("error", (error) => resolve(result.fail(file, `${program} could not be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      clearTimeout(late);
      if (!ended || code !== 0) result.fail(file, `the process ended with ${code ?? signal}`);
      resolve(undefined);
    });
  });
}

/** @param {Result} result */
async function runBrowser(result) {
  const { engine } = result;
  const browser = { ...BROWSERS, ...STRICT }[engine]();
  console.log(
    `${engine}: ${execFileSync(browser.program, ["--version"], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim()}`,
  );
  for (const [file, reason] of Object.entries(NOT_IN_BROWSERS)) if (files.includes(file)) result.skip(file, reason);
  const queue = files.filter((file) => !Object.hasOwn(NOT_IN_BROWSERS, file));
  let at = 0;
  /** @type {() => void} */
  let finish = () => {};
  /** @type {NodeJS.Timeout | undefined} */
  let late;
  const finished = new Promise((resolve) => (finish = () => resolve(undefined)));
  const address = () => {
    clearTimeout(late);
    if (at === queue.length) {
      finish();
      return "about:blank";
    }
    late = setTimeout(() => {
      result.fail(queue[at], `it did not end in ${LIMIT / 1000} s`);
      finish();
    }, LIMIT);
    const search = {
      ...settings,
      RUNTIME_WASM: server.wasm,
      place: browser.place,
      strict: String(browser.policy !== undefined),
      file: `/tests/runtime/${queue[at]}`,
    };
    return `${server.url}tests/runtime/engines/page.html?${new URLSearchParams(search)}`;
  };
  const server = await startServer({
    wasm,
    headers: browser.policy === undefined ? undefined : { "content-security-policy": browser.policy },
    onReport: (event) => {
      if (event.kind === "next") {
        at++;
        return address();
      }
      result.add(queue[at], event);
      return "";
    },
  });
  const started = startBrowser(browser, address());
  const early = await Promise.race([finished, started.ended]);
  if (typeof early === "string") result.fail(queue[at] ?? "", `the browser ${early}`);
  clearTimeout(late);
  await started.stop();
  server.close();
}

const chosen = process.argv.slice(2);
const all = [...Object.keys(SHELLS), ...Object.keys(BROWSERS)];
const known = [...all, ...Object.keys(POOR), ...Object.keys(STRICT)];
for (const engine of chosen)
  if (!known.includes(engine)) throw new Error(`there is no engine ${engine}, only ${known.join(", ")}`);
const wanted = chosen.length > 0 ? chosen : all;
const results = wanted.map((engine) => new Result(engine));
const waiting = [...results];
/** Runs one engine after the other, as others do beside it. */
async function work() {
  for (let result = waiting.shift(); result !== undefined; result = waiting.shift()) {
    const begin = performance.now();
    await (Object.hasOwn({ ...SHELLS, ...POOR }, result.engine) ? runShell(result) : runBrowser(result));
    result.ms = performance.now() - begin;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(`\nSettings: ${JSON.stringify(settings)}`);
for (const result of results) console.log(result.text());
// Once more, in the words of TAP, because thousands of lines may stand between a failure and the end.
for (const failure of results.flatMap(({ failures }) => failures)) console.log(`not ok - ${failure}`);
process.exitCode = results.some(({ failures, passed }) => failures.length > 0 || passed === 0) ? 1 : 0;
