// @ts-check
// Measures `ours`, `wasm-bindgen` and `by-hand` against each other, in one process, and prints a table. See
// README.md for what the rows mean. The operations stand in rows.rs and by-hand/src/lib.rs, their JavaScript
// side in host.js.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * A row: how much the Rust side returns and the host tallies after `n` operations.
 * @typedef {{ name: string, rust: (n: number) => number, host: (n: number) => number }} Row
 *
 * A loaded competitor: its wasm exports, and its own instance of host.js.
 * @typedef {{ name: string, exports: Record<string, any>, host: typeof import("./host.js") }} Competitor
 *
 * One row of one competitor: what a sample does, and how long each took, in ns per operation.
 * @typedef {{ row: Row, competitor: Competitor, run: (n: number) => number, n: number, samples: number[] }} Bench
 *
 * What a row came to. A ratio is the median of the rounds' ratios, not the ratio of the medians: the
 * competitors of one round run within milliseconds of each other, so a machine that slows down for a while
 * slows all of them.
 * @typedef {{ row: string, competitors: Record<string, Summary>, ratios: Record<string, number> }} Result
 *
 * @typedef {{ median: number, q1: number, q3: number, n: number }} Summary
 */

const WASM_BINDGEN = "0.2.130";

/** Every `n` is a multiple of this, so that 20 signatures and 64 strings come round a whole number of times. */
const UNIT = 320;
/** Keeps every sum far below 2^53, so that all are exact. */
const MAX_N = 1 << 20;

const zero = () => 0;
const same = (/** @type {number} */ n) => n;
/** 16 for the length and the last of each string's characters, "0" to "7". */
const strings = (/** @type {number} */ n) => n * (16 + 48 + 3.5);
const calleesOfTwenty = (/** @type {number} */ n) => (n / 20) * 25;
const callersOfTwenty = (/** @type {number} */ n) => (n / 20) * 117013.875;

/** @type {Row[]} */
const ROWS = [
  { name: "import_void", rust: zero, host: same },
  { name: "import_f64", rust: (n) => (n * (n - 1)) / 2 + n * 0.75, host: same },
  { name: "import_str16", rust: zero, host: strings },
  { name: "import_str16_same", rust: zero, host: (n) => n * (16 + 48) },
  { name: "pass_stack", rust: same, host: same },
  { name: "pass_stack_fn", rust: same, host: same },
  { name: "call_fn0", rust: same, host: zero },
  { name: "call_fn_u32", rust: same, host: (n) => (n * (n + 1)) / 2 },
  { name: "heap_make_drop", rust: same, host: zero },
  { name: "heap_make_call_drop", rust: (n) => 3 * n, host: same },
  { name: "heap_call", rust: (n) => (n * n) / 2, host: zero },
  { name: "twenty_import", rust: callersOfTwenty, host: calleesOfTwenty },
  { name: "twenty_call", rust: calleesOfTwenty, host: callersOfTwenty },
  { name: "twenty_pass", rust: calleesOfTwenty, host: callersOfTwenty },
];

/** How many times slower the first is than the second. */
const RATIOS = [
  ["wasm-bindgen", "ours"],
  ["ours", "by-hand"],
  ["wasm-bindgen", "by-hand"],
];

/**
 * Each competitor's instance of host.js, and how its users load their wasm file: `load` gives the wasm
 * exports.
 * @type {Record<string, { host: string, load: (host: object) => Promise<Record<string, any>> }>}
 */
const COMPETITORS = {
  ours: {
    host: "./host.js?ours",
    load: async (host) => {
      const { load } = await import("../js/closures_extern.js");
      return (await load(readFileSync(wasmFile("ours")), { modules: { "./host.js": host } })).instance
        .exports;
    },
  },
  "wasm-bindgen": {
    host: "./host.js?wasm-bindgen", // as in wasm-bindgen/src/lib.rs
    load: async () => {
      const generated = new URL("target/wasm-bindgen/bench.js", import.meta.url);
      const { initSync } = await import(generated.href);
      return initSync({ module: readFileSync(path("target/wasm-bindgen/bench_bg.wasm")) });
    },
  },
  "by-hand": {
    host: "./host.js", // as in by-hand/glue.js
    load: async () => {
      const { instantiate } = await import("./by-hand/glue.js");
      return instantiate(readFileSync(wasmFile("by-hand")));
    },
  },
};
const NAMES = Object.keys(COMPETITORS);

const CARGO = process.env.CARGO ?? "cargo";

const HELP = `usage: node benches/run.js [options]
  --row NAME      only this row; may be repeated
  --only NAME     only this competitor (${NAMES.join(", ")}); may be repeated
  --rounds N      samples of each row and competitor (default 100)
  --quick         a rough look in a few seconds: 15 rounds of short samples
  --json FILE     write the numbers to FILE as well
  --no-build      measure what is in target/ already`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({
    options: {
      row: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      "no-build": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const rows = choose("row", values.row, ROWS, (row) => row.name);
  const names = choose("only", values.only, NAMES, (name) => name);
  const rounds = Number(values.rounds ?? (values.quick ? 15 : 100));
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a whole number, not ${values.rounds}`);
  const sampleMs = values.quick ? 0.5 : 2;

  if (!values["no-build"]) names.forEach(build);
  const competitors = await Promise.all(names.map(loadCompetitor));
  const benches = rows.flatMap((row) => competitors.map((competitor) => prepare(row, competitor)));

  // Two passes over everything: the first lets V8 see every signature that shared glue will meet and compile
  // for that, the second measures how long the result takes.
  for (const bench of shuffled(benches)) warmUp(bench, values.quick ? 30 : 100);
  await idle();
  for (const bench of shuffled(benches)) calibrate(bench, sampleMs);
  for (let round = 0; round < rounds; round++) {
    for (const row of shuffled(rows)) {
      for (const bench of shuffled(benches.filter((bench) => bench.row === row))) {
        bench.samples.push((sample(bench, bench.n) * 1e6) / bench.n);
      }
    }
    await idle();
  }

  competitors.forEach(checkInvalidation);

  const table = rows.map((row) =>
    summarizeRow(
      row.name,
      benches.filter((bench) => bench.row === row),
    ),
  );
  print(table, names);
  if (values.json) writeFileSync(values.json, json(table, rounds));
  return 0;
}

/**
 * The items that an option names, all of them without it.
 * @template T
 * @param {string} option
 * @param {string[] | undefined} chosen
 * @param {T[]} all
 * @param {(item: T) => string} nameOf
 */
function choose(option, chosen, all, nameOf) {
  const unknown = chosen?.find((name) => !all.some((item) => nameOf(item) === name));
  if (unknown) throw new Error(`--${option} ${unknown}: not one of ${all.map(nameOf).join(", ")}`);
  return all.filter((item) => !chosen || chosen.includes(nameOf(item)));
}

// ---- measuring ----

/**
 * @param {Row} row
 * @param {Competitor} competitor
 * @returns {Bench}
 */
function prepare(row, competitor) {
  const run = competitor.exports[`run_${row.name}`];
  if (!run) throw new Error(`${competitor.name} has no row ${row.name}`);
  return { row, competitor, run, n: UNIT, samples: [] };
}

/**
 * Runs the operation `n` times and returns the milliseconds it took. What Rust and the host counted must
 * match the row's formulas.
 * @param {Bench} bench
 * @param {number} n
 */
function sample({ row, competitor, run }, n) {
  competitor.host.tally[0] = 0;
  const start = performance.now();
  const rust = run(n);
  const took = performance.now() - start;
  const host = competitor.host.tally[0];
  if (rust !== row.rust(n) || host !== row.host(n)) {
    throw new Error(
      `${row.name} of ${competitor.name}, ${n} operations: Rust counted ${rust} instead of ${row.rust(n)}, ` +
        `the host ${host} instead of ${row.host(n)}`,
    );
  }
  return took;
}

/**
 * Samples for at least `ms`, short and long, so that V8 optimises the functions around the loops and the
 * loops.
 * @param {Bench} bench
 * @param {number} ms
 */
function warmUp(bench, ms) {
  for (let spent = 0, n = UNIT; spent < ms; n = Math.min(n * 2, 100 * UNIT)) spent += sample(bench, n) + 0.01;
}

/**
 * Finds the `n` whose sample takes about `ms`.
 * @param {Bench} bench
 * @param {number} ms
 */
function calibrate(bench, ms) {
  const fastest = () => Math.min(sample(bench, bench.n), sample(bench, bench.n), sample(bench, bench.n));
  let took = fastest();
  while (took < ms / 4 && bench.n * 2 <= MAX_N) {
    bench.n *= 2;
    took = fastest();
  }
  const n = UNIT * Math.max(1, Math.round((bench.n * ms) / took / UNIT));
  bench.n = Math.min(n, Math.floor(MAX_N / UNIT) * UNIT);
}

/**
 * Calls closures that are no longer valid: fast and unsafe would be no result. After measuring, because V8
 * optimises differently where it has once seen an exception.
 * @param {Competitor} competitor
 */
function checkInvalidation({ name, exports, host }) {
  throws(`${name}: the exception of host.js did not come through`, exports.leak_stack);
  exports.run_twenty_call(20);
  const closures = host.invalidated();
  if (closures.length !== 21)
    throw new Error(`${name}: host.js got ${closures.length} closures instead of 21`);
  closures.forEach((f, i) => {
    if (typeof f !== "function") throw new Error(`${name}: closure ${i} is not a function`);
    throws(`${name}: ${i === 0 ? "the stack closure" : `heap closure ${i}`} could still be called`, f);
  });
}

/**
 * @param {string} otherwise
 * @param {() => void} f
 */
function throws(otherwise, f) {
  try {
    f();
  } catch {
    return;
  }
  throw new Error(otherwise);
}

/** Lets compiler threads deliver, and finalizers run, between the samples and not in them. */
function idle() {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

/**
 * @template T
 * @param {T[]} items
 */
function shuffled(items) {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

// ---- results ----

/**
 * @param {string} row
 * @param {Bench[]} benches
 * @returns {Result}
 */
function summarizeRow(row, benches) {
  const byName = new Map(benches.map((bench) => [bench.competitor.name, bench]));
  /** @type {Result} */
  const result = { row, competitors: {}, ratios: {} };
  for (const [name, { n, samples }] of byName) {
    result.competitors[name] = {
      median: quantile(samples, 0.5),
      q1: quantile(samples, 0.25),
      q3: quantile(samples, 0.75),
      n,
    };
  }
  for (const [above, below] of RATIOS) {
    const numerator = byName.get(above);
    const denominator = byName.get(below);
    if (!numerator || !denominator) continue;
    const ratios = numerator.samples.map((sample, round) => sample / denominator.samples[round]);
    result.ratios[`${above}/${below}`] = quantile(ratios, 0.5);
  }
  return result;
}

/**
 * @param {number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}

/**
 * @param {Result[]} table
 * @param {string[]} names
 */
function print(table, names) {
  const ratios = Object.keys(table[0].ratios);
  const lines = [
    ["ns per operation", ...names.flatMap((name) => [name, "iqr"]), ...ratios],
    ...table.map((result) => [
      result.row,
      ...names.flatMap((name) => {
        const { median, q1, q3 } = result.competitors[name];
        return [median.toFixed(1), (q3 - q1).toFixed(1)];
      }),
      ...ratios.map((ratio) => result.ratios[ratio].toFixed(2)),
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    console.log(
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "),
    );
  }
}

/**
 * @param {Result[]} table
 * @param {number} rounds
 */
function json(table, rounds) {
  const { node, v8 } = process.versions;
  const machine = {
    node,
    v8,
    arch: process.arch,
    platform: process.platform,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
  };
  return JSON.stringify({ unit: "ns per operation", rounds, machine, rows: table }, null, 2) + "\n";
}

// ---- building and loading ----

/** @param {string} relative */
function path(relative) {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** @param {string} name */
function wasmFile(name) {
  return path(`target/wasm32-unknown-unknown/release/bench_${name.replace("-", "_")}.wasm`);
}

/**
 * Cargo decides whether there is anything to do; the wasm-bindgen command takes 10 ms and runs always.
 * @param {string} name
 */
function build(name) {
  cargo(
    "build",
    "--quiet",
    "--release",
    "--target",
    "wasm32-unknown-unknown",
    "--target-dir",
    path("target"),
    "--manifest-path",
    path("Cargo.toml"),
    "--package",
    `bench-${name}`,
  );
  if (name !== "wasm-bindgen") return;
  const command = wasmBindgenCommand();
  const options = [
    "--target",
    "web",
    "--no-typescript",
    "--out-dir",
    path("target/wasm-bindgen"),
    "--out-name",
    "bench",
  ];
  execFileSync(command, [...options, wasmFile(name)], { stdio: "inherit" });
}

/** The wasm-bindgen command of exactly the crate's version, in target/: installed there when missing, never globally. */
function wasmBindgenCommand() {
  const command = path(`target/tools/bin/wasm-bindgen${process.platform === "win32" ? ".exe" : ""}`);
  const has = () =>
    existsSync(command) &&
    execFileSync(command, ["--version"], { encoding: "utf8" }).trim() === `wasm-bindgen ${WASM_BINDGEN}`;
  if (has()) return command;
  console.error(`installing wasm-bindgen-cli ${WASM_BINDGEN} into benches/target/tools (some minutes, once)`);
  const install = [
    "install",
    "--quiet",
    "--force",
    "--root",
    path("target/tools"),
    "--version",
    WASM_BINDGEN,
    "--bin",
    "wasm-bindgen",
    "wasm-bindgen-cli",
  ];
  // A registry mirror that lags behind may lack a locked dependency. Only the command's own version matters
  // here.
  if (spawnSync(CARGO, [...install, "--locked"], { stdio: "inherit" }).status !== 0) cargo(...install);
  if (!has()) throw new Error(`cargo install gave no wasm-bindgen ${WASM_BINDGEN}`);
  return command;
}

/** @param {string[]} args */
function cargo(...args) {
  execFileSync(CARGO, args, { stdio: "inherit" });
}

/**
 * @param {string} name
 * @returns {Promise<Competitor>}
 */
async function loadCompetitor(name) {
  const { host: specifier, load } = COMPETITORS[name];
  const host = await import(specifier);
  return { name, host, exports: await load(host) };
}
