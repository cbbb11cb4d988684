// @ts-check
/**
 * What happens to each type in each place: a value goes through a real wasm module and is the same on the other side, or the
 * declaration is an error in our words, at the type. `table.md` says which.
 *
 * `POSITIONS=overwrite` writes the table anew, `POSITIONS_RELEASE=1` builds and runs the release build too, `POSITIONS_WORKING=1` asks
 * only about what works, of which it tries every third.
 */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadSync } from "../../../js/closures_extern.js";
import { CELLS, compile } from "./crate.js";
import { COUNT as PLACE_COUNT, PLACES } from "./places.js";
import { COUNT as TYPE_COUNT, SHARED, TYPES } from "./types.js";

/** @typedef {import("./crate.js").Cell} Cell */

const TABLE = fileURLToPath(new URL("table.md", import.meta.url));
const WORKS = "works";

/** What the errors say, and what the table calls them. @type {[name: string, message: RegExp][]} */
const ERRORS = [
  ["no argument", /^`.+` cannot be passed to JavaScript$/],
  ["no result", /^`.+` cannot be returned to JavaScript$/],
  ["not from JS", /^`.+` cannot come from JavaScript$/],
  ["no parameter", /^`.+` cannot be (the|a) parameter of a (function|closure) that JavaScript calls$/],
  ["no closure", /^`.+` is no closure type that JavaScript and Rust can call$/],
  ["not kept", /^`.+` cannot outlive the call that passes it to JavaScript$/],
  ["no element", /^a list of `.+` cannot (cross to|come from) JavaScript$/],
  ["no slice", /^`&\[.+\]` cannot cross to JavaScript$/],
  ["`Option` twice", /^evaluation panicked: closures_extern: `.+`: an `Option` in an `Option`: /],
  ["misplaced", /^evaluation panicked: closures_extern: `.+`: a `(This|Rest)` is the (first|last) parameter$/],
];

/** What the block says besides, of a struct that knows nothing of JavaScript, by value. */
const AT_THE_BLOCK = /^`.+` does not cross between Rust and JavaScript$/;

/** What a constant finds is underlined as a whole. */
const OF_CONSTANTS = ["`Option` twice", "misplaced"];

/** The outcome that a cell's errors are. @param {Cell} cell @param {import("./crate.js").CellError[]} errors */
function outcome(cell, errors) {
  const said = errors.filter(({ message }) => !AT_THE_BLOCK.test(message));
  if (cell.place.declare(cell).startsWith("closures_extern!")) {
    assert.equal(said.length, 1, `not said once:\n${said.map(({ rendered }) => rendered).join("\n")}`);
    if (cell.type.name !== "Plain") assert.equal(errors.length, 1, `said again:\n${errors.at(-1)?.rendered}`);
  }
  for (const { message, underlined, rendered } of said) {
    const name = ERRORS.find(([, words]) => words.test(message))?.[0];
    assert.ok(name !== undefined, `not in our words:\n${rendered}`);
    if (OF_CONSTANTS.includes(name)) return name;
    // An export's type is asked more than once.
    if (underlined.includes(cell.param) || underlined.includes(cell.result)) {
      if (!underlined.startsWith("closures_ex")) return name;
    }
  }
  return assert.fail(`nothing is underlined at the type:\n${errors[0].rendered}`);
}

/** @param {Map<Cell, string>} outcomes */
function tableOf(outcomes) {
  const rows = [
    ["", ...PLACES.map(({ name }) => name)],
    ...TYPES.map((type) => [
      `\`${type.name}\``,
      ...CELLS.filter((cell) => cell.type === type).map((cell) => outcomes.get(cell) ?? "?"),
    ]),
  ];
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  const [head, ...body] = rows.map(line);
  const legend = ERRORS.map(
    ([name, { source }]) =>
      `- ${name}: \`${source
        .replaceAll(/^\^evaluation panicked: |^\^|\$$|\\/g, "")
        .replaceAll("`.+`", "T")
        .replaceAll("`", "")}\``,
  );
  return `# Where each type may stand

Written by \`POSITIONS=overwrite cargo xtask test positions\`, from what each declaration does. ${WORKS}: a value goes through, and is the same
on the other side, for each sample in \`types.js\`. References in results, and in the arguments of a \`JsFunction\`, are \`'static\`
there. All else is an error of the compiler, at the type (the last two at the block, with the item's name):

${legend.join("\n")}

${head}
| ${widths.map((width) => "-".repeat(width)).join(" | ")} |
${body.join("\n")}
`;
}

/** What the table says of each cell. @returns {Map<Cell, string>} */
function expected() {
  const rows = readFileSync(TABLE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  const [head, , ...body] = rows.map((row) =>
    row.split(" | ").map((cell) => cell.replace(/^\| /, "").replace(/ \|$/, "").trim()),
  );
  const again = "write the table anew: POSITIONS=overwrite cargo xtask test positions";
  assert.deepEqual(
    head.slice(1),
    PLACES.map(({ name }) => name),
    again,
  );
  assert.deepEqual(
    body.map(([name]) => name),
    TYPES.map(({ name }) => `\`${name}\``),
    again,
  );
  return new Map(CELLS.map((cell, at) => [cell, body[Math.floor(at / PLACES.length)][1 + (at % PLACES.length)]]));
}

/** What the compiler answers to each of some declarations, until it answers nothing: one error may hide another. @param {readonly Cell[]} cells */
async function answers(cells) {
  /** @type {Map<Cell, string>} */
  const outcomes = new Map();
  for (let rest = cells; rest.length > 0; ) {
    const { errors } = compile(rest, "check");
    if (errors.size === 0) break;
    for (const [cell, all] of errors) outcomes.set(cell, outcome(cell, all));
    rest = rest.filter((cell) => !errors.has(cell));
  }
  return outcomes;
}

/** Sends each sample through each cell of a module. @param {string} wasm @param {readonly Cell[]} cells */
function roundTrips(wasm, cells) {
  class Element {
    /** @param {number} k */
    constructor(k) {
      this.k = k;
    }
  }
  /** @type {Record<string, any>} */
  const host = {
    Element,
    adder: (/** @type {number} */ k) => (/** @type {number} */ n) => n + k,
    shared: () => SHARED,
  };
  // A cell's function is put there when it is run.
  for (const { name, place } of cells)
    if (/import|dyn|Closure|once|JsFunction/.test(place.name))
      host[name] = (/** @type {any[]} */ ...all) => host[`${name} now`](...all);
  const app = loadSync(readFileSync(wasm), { modules: { host } });
  const rust = /** @type {any} */ (app.instance.exports);
  const env = { Element, Thing: app.exports.Thing };
  const wrong = [];
  for (const { name, type, place } of cells) {
    for (const [k, sample] of type.samples.entries()) {
      if (place.toJs && sample.oneWay) continue;
      let arrived = 0;
      rust.choose(k);
      const give = () => sample.give(env);
      try {
        place.js({
          name,
          host: new Proxy(host, {
            set: (_, key, value) => ((host[`${String(key)} now`] = value), true),
          }),
          Element,
          exports: app.exports,
          object: new env.Thing(0),
          run: () => rust[`run_${name}`](k),
          give,
          arrives: (outcome) => {
            sample.check(env, outcome);
            arrived++;
          },
          passes: (f, object) => {
            if (type.kind === "this") f.call(give());
            else if (type.kind === "rest") f.apply(object, give());
            else f.call(object, give());
          },
        });
        const [bad, good] = [rust.seen(0), rust.seen(1)];
        assert.deepEqual(
          { arrived, bad, good },
          place.toJs ? { arrived: 1, bad: 0, good: 0 } : { arrived: 0, bad: 0, good: 1 },
        );
      } catch (error) {
        wrong.push(
          `${type.name} as ${place.name}, sample ${k} (${sample.rust}): ${/** @type {any} */ (error)?.message ?? error}`,
        );
      }
    }
  }
  assert.deepEqual(wrong, []);
}

test("no type and no place is left out", () => {
  assert.equal(TYPES.length, TYPE_COUNT);
  assert.equal(PLACES.length, PLACE_COUNT);
  assert.equal(CELLS.length, TYPE_COUNT * PLACE_COUNT);
  assert.equal(new Set(TYPES.map(({ name }) => name)).size, TYPE_COUNT);
  assert.ok(TYPES.every(({ samples }) => samples.length > 0));
});

test("each type in each place works, or is answered in our words", async () => {
  const overwrite = process.env.POSITIONS === "overwrite";
  const working = !overwrite && process.env.POSITIONS_WORKING === "1";
  const wanted = overwrite ? new Map() : expected();
  const refused = CELLS.filter((cell) => wanted.get(cell) !== WORKS);
  const outcomes = working ? new Map(refused.map((cell) => [cell, wanted.get(cell)])) : await answers(refused);
  // What is no error has to work.
  const works = CELLS.filter((cell) => !outcomes.has(cell));
  for (const cell of works) outcomes.set(cell, WORKS);
  const tried = working ? works.filter((_, at) => at % 3 === 0) : works;
  const dev = compile(tried, "build");
  assert.deepEqual(
    [...dev.errors.values()].flatMap((all) => all.map(({ rendered }) => rendered)),
    [],
  );
  roundTrips(dev.wasm, tried);
  if (process.env.POSITIONS_RELEASE === "1") roundTrips(compile(works, "build", "release").wasm, works);
  if (overwrite) writeFileSync(TABLE, tableOf(outcomes));
  const [is, was] = [tableOf(outcomes), readFileSync(TABLE, "utf8")].map((text) => text.split("\n"));
  assert.deepEqual(
    is.filter((line) => !was.includes(line)),
    [],
  );
  assert.equal(is.length, was.length);
});
