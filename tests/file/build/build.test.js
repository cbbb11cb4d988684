// @ts-check
// `closures-extern build`: what it writes, that the same input gives the same bytes, that what it writes works, and what it refuses.
// That an app behaves as it does without the command, tests/runtime shows, which runs in what is built too. The wasm files are those of
// release builds. After a change of the text, `UPDATE_GOLDEN=1` writes the files in golden/ anew: read them then.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs, {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { mock, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { withMemory, withMemorySync } from "../../../js/build/app/load.js";
import { build } from "../../../js/build/build.js";
import { replace } from "../../../js/build/command.js";
import { OWN_TITLE, join as joined } from "../../../js/build/join.js";
import { ownProperties, withoutTables } from "../../../js/build/minify.js";
import { tokensOf } from "../../../js/build/tokens.js";
import { edit, sharesMemory } from "../../../js/build/wasm.js";
import { SHAPES } from "../../../js/src/protocol.js";
import { temporaryFolder } from "../../support/folder.js";
import { ROOT } from "../../support/repository.js";
import { outcome, run } from "../../support/run.js";
import { SECTION, moduleOf, name, section, vector } from "../../support/wasm.js";

/** The wasm file of an example. @param {string} variable */
const example = (variable) => process.env[variable] ?? assert.fail(`set ${variable}; \`cargo xtask test build\` does`);

/** @type {Record<string, string>} */
const FILES = {
  interval: example("INTERVAL_WASM"),
  names: example("NAMES_WASM"),
  settimeout: example("SETTIMEOUT_WASM"),
  sort: example("SORT_WASM"),
};

const folder = temporaryFolder("build");

/** @param {string} name */
const wasmOf = (name) => FILES[name];
/** @param {string} path */
const bytesOf = (path) => new Uint8Array(readFileSync(path));

/** Runs the command. @param {string[]} words @param {string} [cwd] */
function command(words, cwd = folder) {
  return outcome(process.execPath, [join(ROOT, "js/cli.js"), "build", ...words], { cwd });
}

/** A new folder, with the files of an app in it. @param {string} name @param {string[]} [options] @param {string} [cwd] */
function built(name, options = [], cwd = folder) {
  const out = mkdtempSync(join(folder, "out-"));
  const { status, stderr } = command([wasmOf(name), "--out-dir", out, ...options], cwd);
  assert.equal(status, 0, stderr);
  return { out, stderr };
}

/** One of the interval for the tests that change nothing. */
const interval = built("interval").out;

/** @param {string} out @param {string} name */
const load = (out, name) => import(pathToFileURL(join(out, `${name}.js`)).href);

for (const name of ["interval", "sort"]) {
  test(`the text of examples/${name} is what golden/${name}.js.txt says`, () => {
    const { js } = build(bytesOf(wasmOf(name)), name);
    const own = js.slice(js.indexOf(OWN_TITLE));
    const golden = new URL(`golden/${name}.js.txt`, import.meta.url);
    if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(golden, own);
    assert.equal(own, readFileSync(golden, "utf8"));
    const long = own.split("\n").filter((line) => line.length > 120);
    assert.deepEqual(long, []);
  });
}

test("the same input gives the same bytes, of files that are ours", () => {
  const [one, two] = [interval, built("interval").out];
  assert.deepEqual(readdirSync(one).sort(), ["interval.d.ts", "interval.js", "interval.wasm"]);
  for (const file of readdirSync(one)) assert.deepEqual(bytesOf(join(one, file)), bytesOf(join(two, file)), file);
});

test("an app works: it needs nothing but its two files", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const log = mock.method(console, "log", () => {});
  const { load: start, ClosureError } = await load(interval, "interval");
  const app = await start();
  const timer = app.exports.hello();
  mock.timers.tick(2_000);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [text] }) => text),
    ["hello", "hello"],
  );
  assert.deepEqual(app.stats(), { closures: 1, handles: 0 });
  timer.free();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  assert.throws(() => new app.exports.Interval(), { message: "Interval has no constructor: Rust makes its objects" });
  const again = await start({ module: app.module });
  assert.notEqual(again.instance, app.instance);
  assert.equal(ClosureError.name, "ClosureError");
  mock.reset();
});

test("an app of closures on the stack, and of Rust's errors", async () => {
  const { out } = built("sort");
  const { exports } = await (await load(out, "sort")).load();
  const cities = [
    { name: "Bern", country: "Switzerland", people: 134_000 },
    { name: "Aarau", country: "Switzerland", people: 22_000 },
  ];
  exports.sortBy(cities, "name", false);
  assert.deepEqual(
    cities.map(({ name }) => name),
    ["Aarau", "Bern"],
  );
  assert.throws(() => exports.sortBy(cities, "height", false), Error);
  assert.throws(() => exports.sortBy(cities, 7, false), { message: /^parameter 2: expected a string, got number 7/ });
});

test("an option of an app is the object's own property", async () => {
  const { load: start, loadSync } = await load(interval, "interval");
  const { module } = await start();
  const inherited = { memory: 7, onPanic: 7, module: 7, modules: 7 };
  Object.assign(Object.prototype, inherited);
  try {
    await start();
    loadSync({ module });
    assert.throws(() => loadSync({}), { message: /^loadSync takes the wasm file in options\.module/ });
  } finally {
    for (const name of Object.keys(inherited)) delete (/** @type {any} */ (Object.prototype)[name]);
  }
});

test("the wasm file is smaller, and says nothing of itself but what it imports and exports", () => {
  const [before, after] = [bytesOf(wasmOf("interval")), bytesOf(join(interval, "interval.wasm"))];
  assert.ok(after.length < before.length);
  const module = new WebAssembly.Module(after);
  for (const name of ["closures_extern", "name", "producers", "target_features"])
    assert.equal(WebAssembly.Module.customSections(module, name).length, 0, name);
  assert.ok(WebAssembly.Module.imports(module).every(({ name }) => /^\d+$/.test(name)));
  assert.ok(WebAssembly.Module.exports(module).every(({ name }) => name === "memory" || /^\$[\da-z]+$/.test(name)));
});

test("--debug keeps the names of functions, and no description", () => {
  const module = new WebAssembly.Module(bytesOf(join(built("interval", ["--debug"]).out, "interval.wasm")));
  assert.equal(WebAssembly.Module.customSections(module, "name").length, 1);
  assert.equal(WebAssembly.Module.customSections(module, "closures_extern").length, 0);
});

test("wasm-opt is used where binaryen is installed, and its absence is said", async () => {
  const without = built("interval");
  assert.match(without.stderr, /^interval\.wasm is not optimised: npm install --save-dev binaryen, and it will be$/m);
  const { out, stderr } = built("interval", [], join(ROOT, "tests"));
  assert.match(stderr, /^interval\.wasm: wasm-opt -Oz \.\.$/m);
  const [large, small] = [without.out, out].map((place) => bytesOf(join(place, "interval.wasm")).length);
  assert.ok(small < large * 0.9, `${small} of ${large} bytes`);
  const app = await (await load(out, "interval")).load();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a file that was stripped of what features it uses is optimised too", () => {
  const bytes = edit(bytesOf(wasmOf("sort")), {
    ...SAME,
    custom: (/** @type {string} */ name) => name === "closures_extern",
  });
  mkdirSync(join(folder, "stripped"));
  writeFileSync(join(folder, "stripped/sort.wasm"), bytes);
  const out = mkdtempSync(join(folder, "out-"));
  const { status, stderr } = command([join(folder, "stripped/sort.wasm"), "--out-dir", out], join(ROOT, "tests"));
  assert.equal(status, 0, stderr);
  assert.ok(WebAssembly.validate(bytesOf(join(out, "sort.wasm"))));
});

test("--minify has esbuild do it, and says where that is missing", () => {
  const { status, stderr } = command([wasmOf("interval"), "--out-dir", join(folder, "never"), "--minify"]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /: --minify needs esbuild, which is not installed here: npm install --save-dev esbuild; or leave/,
  );
  assert.equal(readdirSync(folder).includes("never"), false);
  // What stands for it tells what it was asked.
  const home = mkdtempSync(join(folder, "home-"));
  mkdirSync(join(home, "node_modules/esbuild"), { recursive: true });
  const told = '"// " + JSON.stringify({ ...options, mangleProps: String(options.mangleProps) }) + "\\n" + code';
  const transform = `exports.transform = async (code, options) => ({ code: ${told} });`;
  writeFileSync(join(home, "node_modules/esbuild/index.js"), transform);
  const text = readFileSync(join(built("interval", ["--minify"], home).out, "interval.js"), "utf8");
  // It is found beside the wasm file too, but first where the command runs.
  cpSync(wasmOf("interval"), join(home, "interval.wasm"));
  const out = mkdtempSync(join(folder, "out-"));
  const beside = [join(home, "interval.wasm"), "--out-dir", out, "--minify"];
  assert.equal(command(beside).status, 0);
  const other = mkdtempSync(join(folder, "home-"));
  mkdirSync(join(other, "node_modules/esbuild"), { recursive: true });
  writeFileSync(join(other, "node_modules/esbuild/index.js"), 'exports.transform = () => ({ code: "// other" });');
  assert.equal(command(beside, other).status, 0);
  assert.match(readFileSync(join(out, "interval.js"), "utf8"), /\n\/\/ other$/);
  assert.match(
    text,
    /^\/\/ Made by `closures-extern build` .*\n\/\/ \{"minify":true,"format":"esm","target":"es2022","mangleProps":".*\|panic\|.*"\}\n/,
  );
});

test("what a minifier is told leaves alone what others read, and tables of numbers become these numbers", () => {
  const text = `const TAG = Object.freeze({
  one: 1, two: 2,
});
const OTHER = Object.freeze({
  three: 3,
});
class Ours {
  mine = TAG.two;
  imports = [];
  url = import.meta.url;
  hello() {
    return [this.mine, this.imports, this.hello(), Object.keys(OTHER)];
  }
}
`;
  const folded = withoutTables(text);
  assert.deepEqual(ownProperties(folded, ["hello"]), ["mine"]);
  assert.match(folded, /^const OTHER = [^]*\n {2}mine = 2;/);
  assert.doesNotMatch(folded, /TAG/);
});

test("what is there is replaced as a whole or not at all, and only what the command has made", () => {
  const { out } = built("interval");
  writeFileSync(join(out, "interval.d.ts"), "old");
  assert.equal(command([wasmOf("interval"), "--out-dir", out]).status, 0);
  assert.notEqual(readFileSync(join(out, "interval.d.ts"), "utf8"), "old");
  writeFileSync(join(out, "interval.js"), "// mine");
  const { status, stderr } = command([wasmOf("interval"), "--out-dir", out]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /interval\.js is there already, and closures-extern build has not made it: choose another --out-dir\n$/,
  );
  assert.equal(readFileSync(join(out, "interval.js"), "utf8"), "// mine");
  // The second file cannot be written, or not be put in its place.
  assert.throws(
    () =>
      replace(out, [
        ["interval.js", "new"],
        ["interval.js/more", "new"],
      ]),
    { code: "ENOTDIR" },
  );
  assert.equal(readFileSync(join(out, "interval.js"), "utf8"), "// mine");
  /** @type {[string, string][]} */
  const files = [
    ["interval.js", "new"],
    ["interval.ts", "new"],
  ];
  let turns = 0;
  files[Symbol.iterator] = function* () {
    yield files[0];
    if (++turns === 2) throw new Error("the disk is full");
    yield files[1];
    return undefined;
  };
  assert.throws(() => replace(out, files), { message: "the disk is full" });
  assert.equal(readFileSync(join(out, "interval.js"), "utf8"), "// mine");
  assert.deepEqual(readdirSync(out).sort(), ["interval.d.ts", "interval.js", "interval.wasm"]);
});

test("what a killed run has left is removed, and keeps no other from running", () => {
  const { out } = built("interval");
  const gone = spawnSync(process.execPath, ["--eval", ""]).pid;
  for (const pid of [gone, process.pid]) mkdirSync(join(out, `.closures-extern-${pid}-abcdef`));
  // It was killed at the last moment: the first file is there, and others are not.
  rmSync(join(out, "interval.wasm"));
  const { status, stderr } = command([wasmOf("interval"), "--out-dir", out]);
  assert.equal(status, 0, stderr);
  const running = `.closures-extern-${process.pid}-abcdef`;
  assert.deepEqual(readdirSync(out).sort(), [running, "interval.d.ts", "interval.js", "interval.wasm"]);
});

test("at no moment of a replacement is a file missing that was there", () => {
  const { out } = built("interval");
  const names = ["interval.d.ts", "interval.js", "interval.wasm"];
  const { renameSync } = fs;
  const moves = mock.method(fs, "renameSync", (/** @type {string} */ from, /** @type {string} */ to) => {
    assert.deepEqual(
      readdirSync(out).filter((name) => !name.startsWith(".")),
      names,
    );
    renameSync(from, to);
  });
  syncBuiltinESMExports();
  try {
    replace(
      out,
      names.map((name) => [name, "new"]),
    );
  } finally {
    moves.mock.restore();
    syncBuiltinESMExports();
  }
  assert.equal(moves.mock.callCount(), 3);
  assert.equal(readFileSync(join(out, "interval.js"), "utf8"), "new");
});

test("a folder that the system does not make is refused at once", { skip: process.platform !== "linux" }, () => {
  const { status, stderr } = command([wasmOf("interval"), "--out-dir", "/proc/closures/extern"]);
  assert.equal(status, 1);
  assert.match(stderr, /ENOENT: no such file or directory, mkdir '\/proc\/closures'\n$/);
});

test("of two apps of one name in one folder the second is refused, and of one app each profile replaces the others", () => {
  const out = mkdtempSync(join(folder, "out-"));
  /** Builds an app.wasm. @param {string} place Its folder. @param {string} name The example that it is. */
  const make = (place, name) => {
    mkdirSync(join(folder, place), { recursive: true });
    cpSync(wasmOf(name), join(folder, place, "app.wasm"));
    return command([join(folder, place, "app.wasm"), "--out-dir", out]);
  };
  const text = () => readFileSync(join(out, "app.js"), "utf8");
  assert.equal(make("one/wasm32-unknown-unknown/debug", "interval").status, 0);
  const before = text();
  const { status, stderr } = make("two/wasm32-unknown-unknown/debug", "sort");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /app\.js was made of another app\.wasm, which is elsewhere: choose another --out-dir, or remove it if that app has moved\n$/,
  );
  assert.equal(text(), before);
  assert.equal(make("one/wasm32-unknown-unknown/release", "settimeout").status, 0);
  assert.notEqual(text(), before);
  // An example of the package may have the package's name.
  assert.equal(make("one/wasm32-unknown-unknown/release/examples", "sort").status, 1);
});

test("--freeze takes the functions of options.modules once, when the app is loaded", async () => {
  for (const [options, expected] of /** @type {[string[], string[]][]} */ ([
    [[], ["old Brewing ..", "new Cancelled."]],
    [["--freeze"], ["old Brewing ..", "old Cancelled."]],
  ])) {
    const { out } = built("settimeout", options);
    /** @type {string[]} */
    const shown = [];
    const page = {
      name: "old",
      show(/** @type {string} */ text) {
        shown.push(`${this.name} ${text}`);
      },
    };
    const { exports } = await (await load(out, "settimeout")).load({ modules: { page } });
    exports.brew(60_000);
    page.show = (text) => void shown.push(`new ${text}`);
    exports.cancel();
    assert.deepEqual(shown, expected, options.join());
  }
});

test("a statement that is there for something is left out with that", () => {
  const counter = `import { more } from "./more.js";

export class Counter {
  count = 0;
  others = 0;

  total() {
    let total = this.count;
    // With \`lend\` or \`add\`: others too.
    if (this.others > 0) {
      total += more(this.others);
    }
    return total;
  }

  add() {
    this.others += 1;
  }
}
`;
  /** @param {string} app */
  const text = (app) => {
    /** @type {Record<string, string>} */
    const modules = {
      "app.js": `import { Counter } from "./counter.js";\n\n${app}\n`,
      "counter.js": counter,
      "more.js": "export function more(count) {\n  return count;\n}\n",
    };
    return joined("app.js", (path) => modules[path], "");
  };
  const [without, whole] = [text("new Counter().total();"), text("new Counter().add().total();")];
  assert.match(without, /^ {4}let total = this\.count;\n {4}return total;$/m);
  assert.doesNotMatch(without, /others|more/);
  assert.match(whole, /^ {4}\/\/ With `lend` or `add`: others too\.\n {4}if \(this\.others > 0\) \{$/m);
  assert.match(whole, /^function more\(count\)/m);
});

test("imports that differ by their names alone share a text, where there are many", async () => {
  const { js, wasm } = build(bytesOf(wasmOf("settimeout")), "settimeout", { many: 1 });
  assert.match(js, /^const ALIKE\d? = "show"\.split\(" "\);$/m);
  assert.match(js, /^ {4}c[\da-f]{8}: withAlike\($/m);
  assert.doesNotMatch(build(bytesOf(wasmOf("settimeout")), "settimeout").js, /ALIKE/);
  const out = mkdtempSync(join(folder, "alike-"));
  writeFileSync(join(out, "settimeout.mjs"), js);
  const { loadSync } = await import(pathToFileURL(join(out, "settimeout.mjs")).href);
  mock.timers.enable({ apis: ["setTimeout"] });
  const module = new WebAssembly.Module(wasm);
  /** @type {string[]} */
  const shown = [];
  const page = { show: (/** @type {string} */ text) => void shown.push(text) };
  const { exports } = loadSync({ module, modules: { page } });
  exports.brew(60_000);
  exports.cancel();
  assert.deepEqual(shown, ["Brewing ..", "Cancelled."]);
  assert.throws(() => loadSync({ module, modules: { page: { shown } } }), {
    message: /^module "page" has no function show \(it has: shown\); it is declared in settimeout, line 6,/,
  });
  Object.assign(page, { show: 7 });
  assert.throws(() => exports.brew(60_000), { message: /: TypeError: module "page" has no function show; it is/ });
  mock.reset();
});

test("those of them that nobody calls have no part in it", async () => {
  const { js, wasm } = build(bytesOf(wasmOf("names")), "names", { many: 1 });
  assert.match(js, /^const ALIKE\d? = "answer call"\.split\(" "\);$/m);
  const out = mkdtempSync(join(folder, "called-"));
  writeFileSync(join(out, "names.mjs"), js);
  const { loadSync } = await import(pathToFileURL(join(out, "names.mjs")).href);
  const modules = modulesOfNames();
  /** @type {string[]} */
  const called = [];
  Object.assign(modules["./api.js"], {
    answer: (/** @type {string} */ text) => called.push(`answer ${text}`) > 0,
    call: (/** @type {string} */ text) => called.push(`call ${text}`) > 0,
  });
  const { exports } = loadSync({ module: new WebAssembly.Module(wasm), modules });
  assert.equal(exports.alike(), 2);
  assert.deepEqual(called, ["answer a", "call b"]);
});

/** What `names` imports. @returns {Record<string, any>} */
function modulesOfNames() {
  class Shape {
    /** @param {number} side */
    static area(side) {
      return side * side;
    }
  }
  const same = (/** @type {any} */ value) => value;
  return {
    "./shape.js": { Shape },
    "./x.js": { ns: { first: same } },
    "./adapters.js": { adapters: (/** @type {string} */ text) => text.length },
    "./a0.js": { a0: same },
    "./api.js": { json: same, Error: same, answer: same, call: same },
    "./Math.js": { fetch: same },
    heap: { lift: same },
  };
}

/** What the exports of `names` answer. */
const ANSWERS = {
  staticMethod: 16,
  constructor: 1,
  namespaced: 1,
  character: "c",
  closure: 3,
  variables: 2,
  lines: 7,
  byHand: 1,
};

test("an app may have any names: those that its text and the globals have too, and what ends a line", async () => {
  const globals = /** @type {any} */ (globalThis);
  const line = "a\nglobalThis.escaped = 1;\r\u2028globalThis.escaped = 1;\u2029b";
  globals.lone = () => "c";
  globals.twice = (/** @type {number} */ n, /** @type {(n: number) => void} */ f) => {
    f(n);
    f(2);
  };
  globals[line] = () => 7;
  const { out } = built("names");
  const { exports } = await (await load(out, "names")).load({ modules: modulesOfNames() });
  for (const [name, answer] of Object.entries(ANSWERS)) assert.equal(exports[name](), answer, name);
  assert.equal(exports.globals([1, 2]), "abc2");
  assert.throws(() => exports.globals("1"), { message: /^parameter 1: expected Float64Array, got string "1"/ });
  assert.equal(globals.escaped, undefined);
  assert.match(readFileSync(join(out, "names.js"), "utf8"), /^ {6}\/\/ a\\u000aglobalThis.escaped = 1;\\u000d/m);
  for (const name of ["lone", "twice", line]) delete globals[name];
});

test("the name of a file ends no comment either", () => {
  const { js } = build(bytesOf(wasmOf("interval")), "a\nb");
  assert.match(js, /^\/\/ Made by `closures-extern build` of a\\u000ab\.wasm\. Make it again .*\n\n\/\/ --- src/);
});

test("a minifier leaves alone what wasm imports by hand", () => {
  const { js, names } = build(bytesOf(wasmOf("names")), "names");
  const theirs = (/** @type {Iterable<string>} */ known) =>
    ownProperties(withoutTables(js), known).filter((name) => /^(?:heap|lift)$/.test(name));
  assert.deepEqual(theirs(names), []);
  assert.deepEqual(theirs([]).sort(), ["heap", "lift"]);
});

/** The modules of which the text of an app may have something, as one text. */
function sharedText() {
  return ["js/src", "js/build/app"]
    .flatMap((place) =>
      readdirSync(join(ROOT, place), { recursive: true, encoding: "utf8" }).map((name) => join(place, name)),
    )
    .filter((path) => path.endsWith(".js"))
    .map((path) => readFileSync(join(ROOT, path), "utf8"))
    .join("\n");
}

/** Where a text is the name of a property: in front of `in`, in brackets, and as what functions are asked for. */
const ASKED =
  /"(\w+)" in |\[ "(\w+)" \]|(?:hasOwn|defineProperty|getOwnPropertyDescriptor|Reflect \. \w+) \([^()]*, "(\w+)"/g;

test("no text names a property that a minifier gives another name", () => {
  const text = withoutTables(sharedText());
  const own = ownProperties(text, []);
  const words = tokensOf(text).filter(({ kind }) => kind !== "comment");
  const asked = [
    ...words
      .map(({ text }) => text)
      .join(" ")
      .matchAll(ASKED),
  ].flatMap(([, ...names]) => names.filter((name) => name !== undefined));
  assert.ok(asked.includes("encodeInto") && asked.includes("name"), asked.join());
  assert.deepEqual(
    asked.filter((name) => own.includes(name)),
    [],
  );
});

test("a minifier leaves alone what a class has that nobody has asked for yet", () => {
  const minify = JSON.stringify(pathToFileURL(join(ROOT, "js/build/minify.js")).href);
  const text = JSON.stringify("class Plain {\n  encodeInto() {\n    this.encodeInto();\n  }\n}\n");
  const code = `import { ownProperties } from ${minify};\nprocess.exitCode = ownProperties(${text}, []).length;\n`;
  const { status, stderr } = outcome(process.execPath, ["--input-type=module", "--eval", code]);
  assert.equal(status, 0, stderr);
});

test("classes of errors have their names, whatever a minifier calls them", async () => {
  const place = mkdtempSync(join(folder, "named-"));
  const { js } = build(bytesOf(wasmOf("interval")), "interval");
  writeFileSync(
    join(place, "interval.mjs"),
    js
      .replace(/\b(Closure|Panic)Error\b(?!["`])/g, "$1")
      .replaceAll("export { Closure, Panic }", "export { Closure as ClosureError, Panic as PanicError }"),
  );
  const { ClosureError, PanicError } = await import(pathToFileURL(join(place, "interval.mjs")).href);
  assert.deepEqual([ClosureError.name, PanicError.name], ["ClosureError", "PanicError"]);
  assert.match(inspect(new PanicError("no")), /^PanicError: no\n/);
  assert.match(inspect(new ClosureError("dropped", "no")), /^ClosureError: no\n/);
});

test("what cannot be built is refused in a sentence", () => {
  const plain = join(folder, "plain.wasm");
  writeFileSync(plain, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const own = join(folder, "own");
  mkdirSync(own);
  cpSync(wasmOf("interval"), join(own, "interval.wasm"));
  symlinkSync(own, join(folder, "same"));
  const there = join(folder, "there");
  const taken = join(folder, "taken");
  mkdirSync(join(taken, "interval.js"), { recursive: true });
  /** @type {[string[], number, RegExp][]} */
  const cases = [
    [["none.wasm", "--out-dir", there], 1, /^none\.wasm: there is no such file\n$/],
    [[folder, "--out-dir", there], 1, /: that is a folder\n$/],
    [[plain, "--out-dir", there], 1, /: this is not a closures_extern module: /],
    [
      [join(interval, "interval.wasm"), "--out-dir", there],
      1,
      /: this wasm file was made by closures-extern build: build the one/,
    ],
    [
      [join(own, "interval.wasm"), "--out-dir", join(folder, "same")],
      1,
      /same is the folder of that file, which would be/,
    ],
    [[wasmOf("interval")], 2, /^build takes a folder: --out-dir dist\n/],
    [[wasmOf("interval"), "--out-dir", ""], 2, /^build takes a folder: --out-dir dist\n/],
    [
      [wasmOf("interval"), "--out-dir", there, "--out-dir", own],
      2,
      /^--out-dir is there twice: build takes one folder\n/,
    ],
    [[wasmOf("interval"), "--out-dir", taken], 1, /interval\.js is a folder, where a file of the app is to be: choose/],
    [[wasmOf("interval"), "--out-dir", there, "--fast"], 2, /^there is no option --fast\n/],
    [["--out-dir", there], 2, /^build takes one file, and got 0\n/],
    [[wasmOf("interval"), "--out-dir", plain], 1, /plain\.wasm is no folder\n$/],
  ];
  for (const [words, status, message] of cases) {
    const found = command(words);
    assert.match(found.stderr, message);
    assert.equal(found.status, status, words.join(" "));
  }
  assert.equal(readdirSync(folder).includes("there"), false);
});

test("an app and a wasm file of different builds do not meet", async () => {
  const [one, other] = [built("interval").out, built("sort").out];
  cpSync(join(other, "sort.wasm"), join(one, "interval.wasm"));
  const { load: start, loadSync } = await load(one, "interval");
  await assert.rejects(start(), {
    message: "the wasm file is not the one that was built with this JavaScript: deploy both of one build",
  });
  assert.throws(() => loadSync({ module: bytesOf(join(other, "sort.wasm")) }), {
    message:
      "loadSync takes the wasm file in options.module: a WebAssembly.Module, and got an object; of bytes " +
      "await WebAssembly.compile(bytes) makes one",
  });
  await assert.rejects(start({ module: bytesOf(join(other, "sort.wasm")) }), {
    message: /^load takes the wasm file in options\.module: a WebAssembly\.Module, and got an object; of bytes/,
  });
});

test("what is no object of options is refused", async () => {
  const { load: start, loadSync } = await load(interval, "interval");
  const url = pathToFileURL(join(interval, "interval.wasm"));
  const bytes = bytesOf(join(interval, "interval.wasm"));
  const module = new WebAssembly.Module(bytes);
  for (const given of [
    url.href,
    url,
    bytes,
    bytes.buffer,
    module,
    new Response(""),
    Promise.resolve(module),
    [],
    null,
    7,
  ])
    await assert.rejects(start(given), {
      name: "TypeError",
      message: /^load takes an object of options, as \{ modules \}, and got /,
    });
  assert.throws(() => loadSync(), {
    message:
      "loadSync takes an object of options, as { modules }, and got undefined: it knows where its wasm file is, or " +
      "takes it as options.module, compiled",
  });
  await start(Object.assign(Object.create(null), { module }));
});

test("a file's name may have what means something in a URL", async () => {
  for (const name of ["a#b", "a?b", "a%20b", "a b", "x:é"]) {
    const out = mkdtempSync(join(folder, "url-"));
    const { js, wasm } = build(bytesOf(wasmOf("interval")), name);
    writeFileSync(join(out, "app.mjs"), js);
    writeFileSync(join(out, `${name}.wasm`), wasm);
    const { load: start } = await import(pathToFileURL(join(out, "app.mjs")).href);
    assert.deepEqual((await start()).stats(), { closures: 0, handles: 0 }, name);
  }
});

test("an app that would import itself is refused", () => {
  const place = mkdtempSync(join(folder, "self-"));
  cpSync(wasmOf("names"), join(place, "shape.wasm"));
  const out = join(place, "dist");
  const { status, stderr } = command([join(place, "shape.wasm"), "--out-dir", out]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /: module "\.\/shape\.js" would be the app's own shape\.js: rename that module, or the wasm file\n$/,
  );
  assert.equal(readdirSync(place).includes("dist"), false);
});

test("the declarations are right", () => {
  const { out } = built("interval");
  const use = `import { ClosureError, load, type App, type Interval } from "./interval.js";
const app: App = await load({ onPanic: (error) => error.code.length });
const interval: Interval = app.exports.hello();
interval.free();
const closures: number = app.stats().closures;
// @ts-expect-error: there is no such export
app.exports.goodbye();
export { ClosureError, closures };
`;
  writeFileSync(join(out, "use.ts"), use);
  const tsc = join(ROOT, "js/node_modules/typescript/bin/tsc");
  const compilerOptions = { noEmit: true, strict: true, module: "nodenext", target: "es2022", types: [] };
  writeFileSync(join(out, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  writeFileSync(join(out, "package.json"), '{ "type": "module" }');
  run(process.execPath, [tsc, "-p", out]);
});

test("a memory whose instance has not come to be can be passed again, and another not", async () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const fail = () => {
    throw new Error("there is no such function");
  };
  for (let turn = 0; turn < 2; turn++) {
    assert.throws(() => withMemorySync(memory, fail), { message: "there is no such function" });
    await assert.rejects(
      withMemory(memory, async () => fail()),
      { message: "there is no such function" },
    );
  }
  assert.equal(
    withMemorySync(memory, () => 7),
    7,
  );
  await assert.rejects(
    withMemory(memory, async () => 7),
    { message: /^options\.memory is the memory of another instance/ },
  );
});

/** A wasm file that imports one of each kind: a function, a table, a memory, a global and a tag. It exports them too. */
function ofEachKind() {
  const types = section(1, vector([[0x60, 0, 0]]));
  const kinds = [
    [0, 0],
    [1, 0x70, 1, 0, 200, 1],
    [2, 1, 1, 2],
    [3, 0x7f, 1],
    [4, 0, 0],
  ];
  const imported = kinds.map((kind) => [...name("from"), ...name(`kind ${kind[0]}`), ...kind]);
  const exported = kinds.map(([kind]) => [...name(`kind ${kind}`), kind, 0]);
  return moduleOf(types, section(SECTION.imports, vector(imported)), section(SECTION.exports, vector(exported)));
}

test("a wasm file says whether its memory is shared, its own as one that it imports", () => {
  const imported = (/** @type {number} */ flags) =>
    section(SECTION.imports, vector([[...name("env"), ...name("memory"), 2, flags, 1, 2]]));
  const own = (/** @type {number} */ flags) => section(5, vector([[flags, 1, 2]]));
  for (const memory of [imported, own]) {
    for (const [flags, isShared] of /** @type {[number, boolean][]} */ ([
      [1, false],
      [3, true],
    ])) {
      const module = moduleOf(memory(flags));
      assert.ok(WebAssembly.validate(module));
      assert.equal(sharesMemory(module), isShared);
    }
  }
  assert.equal(sharesMemory(ofEachKind()), false);
  assert.equal(sharesMemory(bytesOf(FILES.interval)), false);
});

/** What changes nothing. */
const SAME = {
  import: /** @returns {[string, string]} */ (/** @type {string} */ module, /** @type {string} */ name) => [
    module,
    name,
  ],
  export: (/** @type {string} */ name) => name,
  custom: () => true,
};

test("functions that enter closures come to a wasm file, and its table is exported", () => {
  const trampolines = SHAPES.flatMap((shape) => [
    { name: `call ${shape}`, shape, empty: false },
    { name: `run ${shape}`, shape, empty: true },
  ]);
  for (const [file, path] of Object.entries(FILES)) {
    const bytes = bytesOf(path);
    const edited = edit(bytes, { ...SAME, table: "table", trampolines });
    assert.ok(WebAssembly.validate(edited), file);
    const [before, after] = [bytes, edited].map((each) => WebAssembly.Module.exports(new WebAssembly.Module(each)));
    assert.deepEqual(after, [
      ...before,
      { name: "table", kind: "table" },
      ...trampolines.map(({ name }) => ({ name, kind: "function" })),
    ]);
  }
  // Without a table there is no closure.
  const module = moduleOf(section(1, vector([[0x60, 0, 0]])));
  assert.deepEqual(edit(module, { ...SAME, table: "table", trampolines }), module);
});

test("each of them is long enough for V8 to copy the closure into it", () => {
  const bytes = bytesOf(FILES.interval);
  const trampolines = SHAPES.map((shape) => ({ name: shape, shape, empty: true }));
  const sizes = [[], trampolines].map((added) => edit(bytes, { ...SAME, trampolines: added }).length);
  assert.ok(sizes[1] - sizes[0] > trampolines.length * 250, `${sizes}`);
});

test("a wasm file whose names are given back is what it was, and one with other names is valid", () => {
  const files = Object.entries(FILES).map(([name, file]) => [name, bytesOf(file)]);
  for (const [file, bytes] of /** @type {[string, Uint8Array<ArrayBuffer>][]} */ ([...files, ["each", ofEachKind()]])) {
    assert.deepEqual(edit(bytes, SAME), bytes, file);
    let number = 0;
    const other = edit(bytes, {
      import: () => ["m", String(number++)],
      export: (name) => `${name}'`,
      custom: () => false,
    });
    assert.ok(WebAssembly.validate(other), file);
    const module = new WebAssembly.Module(other);
    assert.deepEqual(
      WebAssembly.Module.imports(module).map(({ module, name }) => `${module} ${name}`),
      WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map((_, at) => `m ${at}`),
    );
    assert.equal(edit(bytes, { ...SAME, export: () => null }).length < bytes.length, true);
  }
});
