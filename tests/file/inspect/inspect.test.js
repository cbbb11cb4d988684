// @ts-check
// What does `npx closures-extern inspect` print of a real module, and does TypeScript accept it? And what is said of files
// and command lines that are wrong?

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { describe } from "../../../js/describe.js";
import { temporaryFolder } from "../../support/folder.js";
import { outcome } from "../../support/run.js";
import { EMPTY_MODULE, moduleOf } from "../../support/wasm.js";

const PACKAGE = fileURLToPath(new URL("../../../js/", import.meta.url));
const INTERVAL = fromEnvironment("INTERVAL_WASM");
const RUNTIME = fromEnvironment("RUNTIME_WASM");

const folder = temporaryFolder("inspect");

/** @param {string} name */
function fromEnvironment(name) {
  return process.env[name] ?? assert.fail(`set ${name} to a wasm file; \`cargo xtask test inspect\` does`);
}

/** Runs the tool. @param {string[]} words */
function run(...words) {
  return outcome(process.execPath, [join(PACKAGE, "cli.js"), ...words]);
}

/** A file in the folder of these tests. @param {string} name @param {string | Uint8Array} content */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

// --- What is printed ---

test("the table shows all that crosses in the interval", () => {
  const { status, stdout } = run("inspect", INTERVAL);
  assert.equal(status, 0);
  const words = stdout.split("\n").map((line) => line.trim().split(/ {2,}/));
  const at = (/** @type {string} */ text) => {
    const line = readFileSync(new URL("../../../examples/interval/src/lib.rs", import.meta.url), "utf8")
      .split("\n")
      .indexOf(text);
    return `interval, line ${line + 1}, column 1`;
  };
  const [imported, exported] = [at("closures_extern! {"), at("closures_export! {")];
  assert.deepEqual(
    words.filter(([first]) => !first.startsWith("-")),
    [
      ["ABI version 1, debug build"],
      [""],
      ["imports (3)"],
      ["function", "from", "declared in"],
      ["setInterval(f: closure FnMut(), ms: u32) -> f64", "global", imported],
      ["clearInterval(token: f64)", "global", imported],
      ["console.log(s: &str)", "global", imported],
      [""],
      ["closures (1)"],
      ["signature", "kind", "in"],
      ["FnMut()", "heap", "setInterval"],
      [""],
      ["exports (2)"],
      ["name", "kind", "declared in"],
      ["class Interval", "class", exported],
      ["hello() -> Interval", "function", exported],
      [""],
    ],
  );
});

test("--json prints what describe returns, which is plain data", () => {
  const { status, stdout } = run("inspect", "--json", INTERVAL);
  assert.equal(status, 0);
  const info = describe(readFileSync(INTERVAL));
  assert.deepEqual(JSON.parse(stdout), info);
  assert.deepEqual(info, describe(new WebAssembly.Module(readFileSync(INTERVAL))));
  const hello = info.exports.find(({ name }) => name === "hello");
  assert.equal(hello?.docs, 'Logs "hello" every second until the interval is freed.');
  assert.deepEqual(hello?.result, { rust: "Interval", kind: "class", name: "Interval" });
});

test("describe tells methods, constructors and closures with their types", () => {
  const { exports, closures } = describe(readFileSync(RUNTIME));
  const counter = exports
    .filter((item) => item.class === "Counter")
    .map(({ kind, name, params, result }) => {
      return `${kind} ${name}(${params.map(({ type }) => type.rust).join(", ")}): ${result.rust}`;
    });
  assert.deepEqual(counter, [
    "getter count(): u32",
    "setter count(u32): ()",
    "method describe(): String",
    "method increment(Option<u32>): u32",
    "method incrementByAll(Rest<u32>): u32",
    "method intoCount(): u32",
    "constructor newCounter(u32): Result<Counter, _>",
    "method peek(u32, u32): u32",
    "method poke(u32): ()",
  ]);
  const reader = closures.find(({ rust }) => rust === "Fn(&Counter, u32) -> u32");
  assert.deepEqual([reader?.kinds, reader?.users], [["heap_closure"], ["keepReader"]]);
  assert.throws(() => describe(/** @type {any} */ ("app.wasm")), {
    message: "describe takes bytes or a WebAssembly.Module",
  });
});

test("--dts prints the declarations of the interval", () => {
  const { status, stdout } = run("inspect", INTERVAL, "--dts");
  assert.equal(status, 0);
  assert.equal(stdout, readFileSync(new URL("interval.d.ts", import.meta.url), "utf8"));
});

test("tsc --strict accepts the declarations, and a misuse in an app is an error", () => {
  const app = join(folder, "app");
  mkdirSync(join(app, "node_modules"), { recursive: true });
  symlinkSync(PACKAGE, join(app, "node_modules", "closures-extern"), "dir");
  writeFileSync(join(app, "package.json"), '{ "type": "module" }');
  writeFileSync(join(app, "runtime_tests.d.ts"), run("inspect", RUNTIME, "--dts").stdout);
  cpSync(new URL("app/app.ts", import.meta.url), join(app, "app.ts"));
  const tsc = () => {
    const words = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "app.ts"];
    const path = join(PACKAGE, "node_modules", "typescript", "bin", "tsc");
    return outcome(process.execPath, [path, ...words], { cwd: app }).stdout;
  };
  assert.equal(tsc(), "");
  // Without the marks: each is an error, and of the kind that it says.
  const source = readFileSync(join(app, "app.ts"), "utf8");
  const marks = source.match(/\/\/ @ts-expect-error/g)?.length;
  writeFileSync(join(app, "app.ts"), source.replaceAll("// @ts-expect-error", "//"));
  assert.equal(tsc().match(/error TS/g)?.length, marks);
});

// --- What is wrong ---

test("--help shows how to use it", () => {
  for (const words of [["--help"], ["-h"], ["inspect", "--help"]]) {
    const { status, stdout, stderr } = run(...words);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /npx closures-extern inspect app\.wasm --dts/);
  }
});

for (const [words, message] of /** @type {[string[], string][]} */ ([
  [[], "nothing to do"],
  [["look"], "there is no command look"],
  [["inspect"], "inspect takes one file, and got 0"],
  [["inspect", "a.wasm", "b.wasm"], "inspect takes one file, and got 2"],
  [["inspect", "a.wasm", "--tds"], "there is no option --tds"],
  [["inspect", "a.wasm", "--dts", "--json"], "--dts and --json stand alone"],
])) {
  test(`\`${words.join(" ")}\` is answered with how to use it`, () => {
    const { status, stdout, stderr } = run(...words);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.ok(stderr.startsWith(`${message}\n\nShows what crosses`), stderr);
  });
}

test("a file that is no module is refused in plain words", () => {
  for (const [path, message] of /** @type {[string, RegExp][]} */ ([
    [join(folder, "missing.wasm"), /there is no such file$/],
    [folder, /that is a folder$/],
    [file("text.wasm", "#!/bin/sh"), /this is no wasm file: it does not begin with \\0asm$/],
    [file("empty.wasm", ""), /this is no wasm file/],
    [file("broken.wasm", moduleOf([1, 99])), /this wasm file is damaged, or only a part of it is here/],
    [file("other.wasm", EMPTY_MODULE), /this is not a closures_extern module/],
  ])) {
    const { status, stdout, stderr } = run("inspect", path);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.ok(stderr.startsWith(`${path}: `), stderr);
    assert.match(stderr.trimEnd(), message);
  }
});
