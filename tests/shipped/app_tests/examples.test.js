// @ts-check
// Do the examples' tests pass, and does each fail that its README says, when the example is changed as it says there?

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { CARGO, ROOT, TARGET } from "../../support/repository.js";
import { outcome } from "../../support/run.js";
import { CLI, HERE, results } from "./each_way.js";

const EXAMPLE = join(ROOT, "examples/settimeout");

/** A copy of the example, outside of its workspace. */
const folder = temporaryFolder("examples");

const source = readFileSync(join(EXAMPLE, "src/lib.rs"), "utf8");

/** The rows of the README's table: what to change, into what, and which test fails then. */
const rows = [
  ...readFileSync(join(EXAMPLE, "README.md"), "utf8").matchAll(/^\| `(.+)` \| (?:`(.+)`|nothing) \| `(\w+)` \|$/gm),
];

before(() => {
  cpSync(EXAMPLE, folder, { recursive: true });
  const manifest = readFileSync(join(EXAMPLE, "Cargo.toml"), "utf8")
    .replace('path = "../.."', `path = ${JSON.stringify(ROOT)}`)
    .replace("[lints]\nworkspace = true\n", "[workspace]\n");
  writeFileSync(join(folder, "Cargo.toml"), manifest);
});

/** The tests of the copy, with this source. @param {string} text */
function run(text) {
  writeFileSync(join(folder, "src/lib.rs"), text);
  const runner = `target.${TARGET}.runner=${JSON.stringify([process.execPath, CLI, "test"])}`;
  const words = ["test", "--target", TARGET, "--target-dir", join(HERE, "target"), "--config", runner];
  const { status, stdout, stderr } = outcome(CARGO, words, { cwd: folder });
  const found = results(stdout);
  assert.ok(Object.keys(found).length > 5, stdout + stderr);
  return { status, found };
}

test("the tests of settimeout pass as they stand", () => {
  const { status, found } = run(source);
  assert.deepEqual([...new Set(Object.values(found))], ["ok"]);
  assert.equal(status, 0);
});

for (const [, from, written = "", name] of rows) {
  const to = written.replaceAll("\\|", "|"); // as a table has it
  test(`with ${to === "" ? "nothing" : to} in place of ${from}, ${name} fails`, () => {
    assert.ok(source.includes(from), from);
    const { status, found } = run(source.replace(from, to));
    assert.equal(found[`tests::${name}`], "FAILED");
    assert.equal(status, 101);
  });
}

test("the tests of interval, sort, settings and fetch pass", () => {
  const runner = `target.${TARGET}.runner=${JSON.stringify([process.execPath, CLI, "test"])}`;
  const words = [
    "test",
    "--target",
    TARGET,
    "-p",
    "interval",
    "-p",
    "sort",
    "-p",
    "settings",
    "-p",
    "fetch",
    "--config",
    runner,
  ];
  const { status, stdout, stderr } = outcome(CARGO, words, { cwd: ROOT });
  assert.equal(status, 0, stdout + stderr);
  const found = results(stdout);
  for (const name of [
    "dropping_an_interval_frees_what_its_closure_has_captured",
    "cancelling_stops_between_two_pieces",
    "each_comparison_is_counted",
  ])
    assert.ok(`tests::${name}` in found, stdout);
  assert.deepEqual([...new Set(Object.values(found))], ["ok"]);
});

test("the README says how to break each part of the example", () => {
  assert.equal(rows.length, 4);
});
