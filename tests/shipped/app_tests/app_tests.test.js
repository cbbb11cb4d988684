// @ts-check
// Tests of an app: does `cargo test --target wasm32-unknown-unknown` run them, by `closures-extern test`, and say what libtest would?
// golden.txt is what it says of tests that end in each way; UPDATE_GOLDEN=1 writes it anew.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { before, test } from "node:test";

import { describe } from "../../../js/describe.js";
import { temporaryFolder } from "../../support/folder.js";
import { CARGO, ROOT, TARGET } from "../../support/repository.js";
import { outcome, run } from "../../support/run.js";
import { CLI, GOLDEN, HERE, TIMEOUT, build, results, runTests, summary } from "./each_way.js";

/** The app's binary of unit tests. */
let wasm = "";

/** Runs the tests of the app. @param {string[]} words */
function inNode(...words) {
  return runTests(wasm, words);
}

/** The runner, as .cargo/config.toml would name it. @param {string[]} words */
function runner(...words) {
  return `target.${TARGET}.runner=${JSON.stringify([process.execPath, CLI, "test", ...words])}`;
}

/** What cargo runs. @param {string[]} words */
function cargoTest(...words) {
  return outcome(CARGO, ["test", "--target", TARGET, ...words], { cwd: HERE });
}

before(() => {
  wasm = build();
});

test("tests that end in each way are reported as the golden file says", () => {
  const { status, stdout, stderr } = inNode(...TIMEOUT);
  const said = stdout
    .replace(/finished in \d+\.\d\ds/, "finished in 0.00s")
    .replaceAll(new URL("../../../", import.meta.url).href, "file:///");
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, said);
  assert.equal(said, readFileSync(GOLDEN, "utf8"));
  assert.equal(stderr, "");
  assert.equal(status, 101);
});

test("cargo runs unit tests, those of other files and of a workspace, and examples of the documentation", () => {
  const { status, stdout, stderr } = cargoTest("--config", runner(), "--", "counts", "is_small", "each_way", "passes");
  assert.equal(status, 0, stdout + stderr);
  assert.deepEqual(results(stdout), {
    "tests::counts_from_one": "ok",
    "tests::counts_from_one_again": "ok",
    "tests::passes": "ok",
    it_is_small: "ok",
    "each_way/src/lib.rs - (line 5)": "ok",
  });
});

test("an example of the documentation fails if it panics", () => {
  const source = join(HERE, "each_way/src/lib.rs");
  const right = readFileSync(source, "utf8");
  const folder = temporaryFolder("doctest");
  cpSync(join(HERE, "each_way"), folder, { recursive: true });
  writeFileSync(join(folder, "src/lib.rs"), right.replace("assert_eq!(each_way::inner(2), 2)", "each_way::inner(3)"));
  const manifest = readFileSync(join(folder, "Cargo.toml"), "utf8");
  writeFileSync(
    join(folder, "Cargo.toml"),
    `${manifest.replace("workspace = true", `path = ${JSON.stringify(ROOT)}`)}\n[workspace]\n`,
  );
  const words = ["test", "--target", TARGET, "--doc", "--target-dir", join(HERE, "target"), "--config", runner()];
  const { status, stdout } = outcome(CARGO, words, { cwd: folder });
  assert.notEqual(status, 0);
  assert.match(stdout, /panicked at .*src\/lib\.rs:39:5:\n3 is too much\nstack:\n {3}0: each_way::inner\n/);
});

test("on the host each test is shown as ignored, with the command that runs it", () => {
  const { status, stdout } = outcome(CARGO, ["test", "-p", "each-way", "--lib"], { cwd: HERE });
  assert.equal(status, 0);
  assert.equal(
    results(stdout)["tests::passes"],
    "ignored, runs where the app does: cargo test --target wasm32-unknown-unknown",
  );
  assert.equal(results(stdout)["tests::on_the_host_alone"], "ok");
  assert.match(summary(stdout), /^ok\. 1 passed; 0 failed; 42 ignored/);
});

test("filters choose tests as libtest's do", () => {
  const ran = (/** @type {string[]} */ ...words) => Object.keys(results(inNode(...words).stdout));
  assert.deepEqual(ran("ok_is"), ["tests::an_ok_is_returned"]);
  assert.deepEqual(ran("ok_is", "passes"), ["tests::an_ok_is_returned", "tests::passes"]);
  assert.deepEqual(ran("passes", "--exact"), []);
  assert.deepEqual(ran("tests::passes", "--exact"), ["tests::passes"]);
  assert.deepEqual(ran("is_expected", "--skip", "this", "--skip=another"), [
    "tests::a_panic_is_expected",
    "tests::an_exception_is_expected",
  ]);
});

test("ignored tests run if that is asked for", () => {
  assert.match(
    summary(inNode("--ignored").stdout),
    /^FAILED\. 1 passed; 2 failed; 0 ignored; 0 measured; 39 filtered out$/,
  );
  assert.match(summary(inNode("--include-ignored", "is_ignored").stdout), /^ok\. 1 passed; 0 failed; 0 ignored/);
});

test("the exit code is 0 if all pass", () => {
  assert.equal(inNode("passes").status, 0);
});

test("the tests are listed as cargo-nextest asks for them", () => {
  assert.equal(
    inNode("passes", "ignored", "--list").stdout,
    "tests::is_ignored: test\ntests::passes: test\n\n2 tests, 0 benchmarks\n",
  );
  const listed = inNode("--list", "--format", "terse").stdout.split("\n");
  assert.equal(listed.length, 43);
  assert.ok(listed.slice(0, -1).every((line) => /^tests::\w+: test$/.test(line)));
  assert.equal(
    inNode("--list", "--format", "terse", "--ignored").stdout,
    "tests::is_ignored: test\ntests::prints_much: test\ntests::takes_a_picture: test\n",
  );
  const { status, stdout } = inNode("tests::passes", "--exact", "--nocapture");
  assert.equal(status, 0);
  assert.match(stdout, /test tests::passes \.\.\. nobody sees this\nok\n/);
});

test("output is shown at once, or of tests that pass too, if that is asked for", () => {
  assert.ok(!inNode("passes").stdout.includes("nobody sees this"));
  assert.match(
    inNode("passes", "--show-output").stdout,
    /successes:\n\n---- tests::passes stdout ----\nnobody sees this\n/,
  );
});

test("nothing is lost of a megabyte that a test prints", () => {
  const lines = `${"1234567890".repeat(100)}\n`.repeat(1_000);
  const { stdout } = inNode("--ignored", "prints_much");
  assert.ok(stdout.includes(`---- tests::prints_much stdout ----\n${lines}panicked at each_way/src/lib.rs:`));
  const { stdout: atOnce } = inNode("--ignored", "prints_much", "--nocapture");
  assert.ok(atOnce.includes(`test tests::prints_much ... ${lines}FAILED\n`));
});

test("without a limit a test takes the time that it takes", () => {
  const { status, stdout } = inNode("not_to_blame", "--timeout", "0");
  assert.equal(status, 0, stdout);
  const { stdout: stopped } = inNode("not_to_blame", "--timeout", "0.01");
  assert.match(stopped, /had not ended after 0\.01 s\nwhat could wake it:\n {4}the promise of sleep, declared in/);
});

test("the terse format has a letter for each test, and the format json an event", () => {
  assert.match(inNode("-q", "is_ignored", "passes", "err_is").stdout, /^\nrunning 3 tests\nFi\.\n\nfailures:/);
  const { stdout } = inNode("-Zunstable-options", "--format=json", "err_is", "takes_a");
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ type, event, name }) => [type, event, name]),
    [
      ["suite", "started", undefined],
      ["test", "started", "tests::an_err_is_returned"],
      ["test", "failed", "tests::an_err_is_returned"],
      ["test", "started", "tests::takes_a_picture"],
      ["test", "ignored", "tests::takes_a_picture"],
      ["suite", "failed", undefined],
    ],
  );
  assert.equal(events[2].stdout, "Error: ParseIntError { kind: InvalidDigit }\n");
  assert.equal(events[4].message, "needs a camera");
});

test("a mistake in the command line is said, with what there is", () => {
  for (const [words, said] of /** @type {const} */ ([
    [["--colour"], "there is no option --colour"],
    [["--format", "xml"], "--format is one of pretty, terse, json, and not xml"],
    [["--timeout", "soon"], "--timeout takes seconds, and got soon"],
    [["--skip"], "--skip takes a value"],
  ])) {
    const { status, stderr } = inNode(...words);
    assert.equal(status, 2);
    assert.ok(stderr.startsWith(`${said}\n\nRuns the tests of an app`), stderr);
  }
});

test("the app's config gives each test its modules, and each has an instance of its own", () => {
  const { status, stdout, stderr } = cargoTest("-p", "configured", "--lib", "--config", runner());
  assert.equal(status, 0, stdout + stderr);
  assert.match(summary(stdout), /^ok\. 4 passed/);
});

test("with --leaks a test fails that leaves something alive", () => {
  const { status, stdout } = cargoTest(
    "-p",
    "configured",
    "--lib",
    "--config",
    runner("--leaks"),
    "--",
    "counts",
    "keeps_a_",
  );
  assert.equal(status, 101);
  assert.match(summary(stdout), /^FAILED\. 2 passed; 1 failed/);
  assert.match(
    stdout,
    /---- tests::keeps_a_closure stdout ----\nnote: at its end there are 1 closure and 1 JavaScript value alive/,
  );
});

test("a folder may have any name, and a module that is missing is named", () => {
  const folder = join(temporaryFolder("app tests"), "späces & 100% more");
  mkdirSync(folder);
  const file = join(folder, basename(wasm));
  copyFileSync(wasm, file);
  const missing = outcome(process.execPath, [CLI, "test", file, "passes"], { cwd: folder });
  assert.equal(missing.status, 101);
  assert.match(missing.stdout, /the app could not be loaded: .*host\.js/);
  copyFileSync(join(HERE, "each_way/host.js"), join(folder, "host.mjs"));
  writeFileSync(
    join(folder, "closures-extern.config.js"),
    'module.exports = async () => ({ modules: { "./host.js": await import("./host.mjs") } });',
  );
  const found = outcome(process.execPath, [CLI, "test", file, "passes"], { cwd: folder });
  assert.equal(found.status, 0, found.stdout);
});

test("in a release build the same tests run, and those of the host are counted", () => {
  const { status, stdout } = cargoTest(
    "--release",
    "-p",
    "each-way",
    "--lib",
    "--config",
    runner(),
    "--",
    "passes",
    "fails",
  );
  assert.equal(status, 101);
  assert.deepEqual(results(stdout), { "tests::an_assertion_fails": "FAILED", "tests::passes": "ok" });
  assert.match(
    stdout,
    /panicked at each_way\/src\/lib\.rs:\d+:\d+:\nassertion `left == right` failed: the answer of host\.js/,
  );
  assert.match(stdout, /^note: 1 #\[test\] is for the host/m);
});

test("an app that is built has nothing of its tests", () => {
  run(CARGO, ["build", "--target", TARGET, "-p", "each-way"], { cwd: HERE });
  const app = join(wasm, "../../each_way.wasm");
  const bytes = readFileSync(app);
  assert.deepEqual(describe(bytes).exports, []);
  assert.ok(!bytes.includes("closures_test"));
  assert.ok(readFileSync(wasm).includes("closures_test"));
  const { status, stderr } = runTests(app, []);
  assert.equal(status, 1);
  assert.match(stderr, /each_way\.wasm: this wasm file has neither tests nor a main/);
});
