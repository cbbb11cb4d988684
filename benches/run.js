// @ts-check
// `cargo xtask bench`: compares the competitors, prints what it finds, and writes RESULTS.md and the charts. Here stand
// the options and the order; README.md says who they are, and what is measured.

import { parseArgs } from "node:util";

import { COMPETITOR_NAMES, ROW_NAMES, measureCalls, prepareCalls } from "./calls.js";
import { measureCompile } from "./compile.js";
import { ENGINES } from "./engines.js";
import { keep } from "./report/report.js";
import { callTable, compileTable, sizeTable, startTable } from "./report/terminal.js";
import { measureSize } from "./size.js";
import { measureStart } from "./start.js";

const ENGINE_NAMES = ENGINES.map((engine) => engine.id);

const HELP = `usage: cargo xtask bench [options]

Without options everything is measured (an hour), and benches/RESULTS.md and the charts are written.

parts, one or more:
  --calls          calls between Rust and JavaScript
  --compile        seconds of cargo
  --size           bytes that are shipped
  --start          how long a page takes to load

choices; with those marked * the report is not written:
  --engine NAME    calls in this engine only (${ENGINE_NAMES.join(", ")}); may be repeated
  --quick        * a rough look
  --row NAME     * only this row of the calls; may be repeated
  --only NAME    * only this competitor (${COMPETITOR_NAMES.join(", ")}) in the calls; may be repeated
  --rounds N       samples of each row and competitor: of the calls in each process (*), of compiling in all
  --no-build     * calls of what is in benches/target already`;

try {
  await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({
    options: {
      calls: { type: "boolean", default: false },
      compile: { type: "boolean", default: false },
      size: { type: "boolean", default: false },
      start: { type: "boolean", default: false },
      engine: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      row: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
      rounds: { type: "string" },
      "no-build": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { quick } = values;
  const all = !values.calls && !values.compile && !values.size && !values.start;
  const isReported =
    !quick && !values.row && !values.only && !(values.rounds && (all || values.calls)) && !values["no-build"];
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && (!Number.isInteger(rounds) || rounds < 1))
    throw new Error(`--rounds takes a whole number, not ${values.rounds}`);
  const log = (/** @type {string} */ text) => console.error(`bench: ${text}`);
  const report = isReported ? keep : () => {};

  if (all || values.calls) {
    const engines = choose("engine", values.engine, ENGINE_NAMES);
    const options = {
      rows: choose("row", values.row, ROW_NAMES),
      competitors: choose("only", values.only, COMPETITOR_NAMES),
      processes: quick ? 1 : 3,
      rounds: rounds ?? (quick ? 15 : 40),
      quick,
      build: !values["no-build"],
    };
    prepareCalls(options);
    for (const engine of ENGINES.filter(({ id }) => engines.includes(id))) {
      log(`calls in ${engine.id}`);
      const result = await measureCalls(engine, options);
      console.log(callTable(result, options.competitors));
      report(`calls-${engine.id}`, result);
    }
  }
  if (all || values.compile) {
    const options = { quick, rounds: rounds ?? (quick ? 1 : 3), log };
    const result = measureCompile(options, (measured) => report("compile", measured));
    console.log(compileTable(result));
  }
  if (all || values.size) {
    const result = await measureSize(log);
    console.log(sizeTable(result));
    report("size", result);
  }
  if (all || values.start) {
    const result = await measureStart({ rounds: quick ? 3 : 10, log });
    console.log(startTable(result));
    report("start", result);
  }
  if (isReported) log("benches/RESULTS.md and the charts are written");
}

/**
 * The names that an option gives, all of them without it.
 *
 * @param {string} option
 * @param {string[] | undefined} chosen
 * @param {string[]} all
 */
function choose(option, chosen, all) {
  const unknown = chosen?.find((name) => !all.includes(name));
  if (unknown) throw new Error(`--${option} ${unknown}: not one of ${all.join(", ")}`);
  return chosen ? all.filter((name) => chosen.includes(name)) : all;
}
