// @ts-check
// The measuring loop: takes samples of all rows and competitors in turns, and checks what each sample counted. It runs
// in any engine, in a page as in a shell, so it uses nothing but what all of them have.

import { loadCompetitor } from "./load.js";
import { MAX_N, ROWS, UNIT } from "./rows.js";

/** @typedef {import("./load.js").Competitor} Competitor */
/** @typedef {import("./load.js").Read} Read */
/** @typedef {import("./rows.js").Row} Row */

/**
 * What to measure; plain data, so that it can be sent to another process.
 *
 * @typedef {object} Request
 * @property {string[]} rows
 * @property {string[]} competitors
 * @property {number} rounds Samples of each row and competitor.
 * @property {number} sampleMs How long a sample takes, about.
 * @property {number} warmUpMs
 */

/**
 * Nanoseconds per operation: by row, by competitor, one for each round.
 *
 * @typedef {Record<string, Record<string, number[]>>} Samples
 */

/**
 * One row of one competitor: `run` does its operation `n` times.
 *
 * @typedef {object} Bench
 * @property {Row} row
 * @property {Competitor} competitor
 * @property {(n: number) => number | Promise<number>} run
 * @property {number} n
 * @property {number[]} samples
 */

/**
 * @param {Request} request
 * @param {Read} read
 * @returns {Promise<Samples>}
 */
export async function measure(request, read) {
  const { rounds, sampleMs, warmUpMs } = request;
  const rows = ROWS.filter((row) => request.rows.includes(row.name));
  const competitors = await Promise.all(request.competitors.map((name) => loadCompetitor(name, read)));
  const benches = rows.flatMap((row) =>
    competitors
      .filter(({ name }) => !row.ofLibraries || !name.startsWith("by-hand"))
      .map((competitor) => prepare(row, competitor)),
  );

  // Two passes over everything: the first lets the engine see every signature that shared glue will meet and compile
  // for that, the second measures how long the result takes.
  for (const bench of shuffled(benches)) await warmUp(bench, warmUpMs);
  await idle();
  for (const bench of shuffled(benches)) await calibrate(bench, sampleMs);
  for (let round = 0; round < rounds; round++) {
    for (const row of shuffled(rows)) {
      for (const bench of shuffled(benches.filter((bench) => bench.row === row))) {
        bench.samples.push(((await sample(bench, bench.n)) * 1e6) / bench.n);
      }
    }
    await idle();
  }

  competitors.forEach(checkInvalidation);

  /** @type {Samples} */
  const samples = {};
  for (const { row, competitor, samples: taken } of benches) {
    (samples[row.name] ??= {})[competitor.name] = taken;
  }
  return samples;
}

/**
 * @param {Row} row
 * @param {Competitor} competitor
 * @returns {Bench}
 */
function prepare(row, competitor) {
  const run = STARTED[row.name]?.(competitor) ?? competitor.exports[`run_${row.name}`];
  if (!run) throw new Error(`${competitor.name} has no row ${row.name}`);
  return { row, competitor, run, n: UNIT, samples: [] };
}

/**
 * The rows that JavaScript starts, or awaits.
 *
 * @type {Record<string, (competitor: Competitor) => ((n: number) => number | Promise<number>) | undefined>}
 */
const STARTED = {
  export_call:
    ({ exports, host, sum }) =>
    (n) => {
      host.loopExport(sum, n);
      return exports.take_export_calls();
    },
  await_import: ({ promises }) => promises?.runAwaitImport,
  await_export:
    ({ exports, host, promises }) =>
    async (n) => {
      if (promises) await host.loopAwait(promises.sumLater, n);
      return exports.take_export_calls();
    },
  spawn_wake: ({ promises }) => promises?.runSpawnWake,
};

/**
 * Runs the operation `n` times and returns the milliseconds it took. What Rust and the host counted must
 * match the row's formulas.
 *
 * @param {Bench} bench
 * @param {number} n
 */
async function sample({ row, competitor, run }, n) {
  competitor.host.tally[0] = 0;
  const start = performance.now();
  const result = run(n);
  const rust = row.awaited ? await result : result;
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
 * Samples for at least `ms`, short and long, so that the engine optimises the functions around the loops and the
 * loops.
 *
 * @param {Bench} bench
 * @param {number} ms
 */
async function warmUp(bench, ms) {
  for (let spent = 0, n = UNIT; spent < ms; n = Math.min(n * 2, 100 * UNIT)) spent += (await sample(bench, n)) + 0.01;
}

/**
 * Finds the `n` whose sample takes about `ms`.
 *
 * @param {Bench} bench
 * @param {number} ms
 */
async function calibrate(bench, ms) {
  const fastest = async () => {
    const took = [];
    for (let i = 0; i < 3; i++) took.push(await sample(bench, bench.n));
    return Math.min(...took);
  };
  let took = await fastest();
  while (took < ms / 4 && bench.n * 2 <= MAX_N) {
    bench.n *= 2;
    took = await fastest();
  }
  const n = UNIT * Math.max(1, Math.round((bench.n * ms) / took / UNIT));
  bench.n = Math.min(n, Math.floor(MAX_N / UNIT) * UNIT);
}

/**
 * Calls closures that are no longer valid: fast and unsafe would be no result. After measuring, because engines
 * optimise differently where they have once seen an exception.
 *
 * @param {Competitor} competitor
 */
function checkInvalidation({ name, exports, host }) {
  exports.run_twenty_call(20);
  // Last: an exception that comes out of Rust may be the end of the instance.
  throws(`${name}: the exception of host.js did not come through`, exports.leak_stack);
  const closures = host.invalidated();
  if (closures.length !== 21) throw new Error(`${name}: host.js got ${closures.length} closures instead of 21`);
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
