// @ts-check
// Is the JavaScript side laid out as it says: imports that run one way, in the order of the entry's list, and small
// modules, functions and lines?

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";

/** No file, no function and no line is longer; nor is all that an app loads. */
const MOST = Object.freeze({ lines: 600, lines_of_a_function: 60, columns: 120, lines_of_an_app: 6_400 });

const HERE = new URL(".", import.meta.url).href;

/** @param {string} path In this folder. */
const read = (path) => readFileSync(new URL(path, HERE), "utf8");

/** What a module imports, as paths in this folder. @param {string} path */
function importsOf(path) {
  const found = read(path).matchAll(/^(?:import|export) (?:[^;"]* from )?"([^"]+)";$/gm);
  return [...found].map(([, specifier]) => new URL(specifier, new URL(path, HERE)).href.slice(HERE.length));
}

/** The modules in a folder. @param {string} folder In this one. */
const modulesIn = (folder) =>
  readdirSync(new URL(`${folder}/`, HERE), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".js"));

const modules = modulesIn("src");

/** The entry's list, which is the order. */
const order = [...new Set(importsOf("closures_extern.js"))];

test("the entry imports each module", () => {
  assert.deepEqual([...order].sort(), modules.sort());
});

test("a module imports only those above it in the entry's list, and so none itself in a circle", () => {
  const wrong = order.flatMap((path, at) => {
    return importsOf(path).flatMap((imported) => (order.indexOf(imported) < at ? [] : [`${path} imports ${imported}`]));
  });
  assert.deepEqual(wrong, []);
});

test("each module begins with what stands there, and what does not", () => {
  const wrong = modules.filter((path) => {
    const [, header = ""] = /^\/\/ @ts-check\n\/\*\*([^]*?)\*\/\n/.exec(read(path)) ?? [];
    return !header.replace(/\s+(?:\* )?/g, " ").includes("What is not here: ");
  });
  assert.deepEqual(wrong, []);
});

test("no file, function or line is longer than one can read", () => {
  const others = readdirSync(new URL(HERE), { encoding: "utf8" }).filter((path) => path.endsWith(".js"));
  /** @type {string[]} */
  const long = [];
  for (const path of [
    ...modules,
    ...modulesIn("build"),
    ...modulesIn("test"),
    ...modulesIn("vite"),
    ...modulesIn("new"),
    ...others,
  ]) {
    const lines = read(path).split("\n");
    if (lines.length > MOST.lines) long.push(`${path} has ${lines.length} lines`);
    for (const [at, line] of lines.entries())
      if (line.length > MOST.columns) long.push(`${path}:${at + 1} has ${line.length} columns`);
    if (!path.endsWith(".test.js")) long.push(...longFunctions(path));
  }
  assert.deepEqual(long, []);
});

test("a name stands at the top of one module alone, and is no global: an app that is built has them in one", () => {
  /** @type {Map<string, string>} */
  const known = new Map();
  /** @type {string[]} */
  const wrong = [];
  for (const path of [...modules, ...modulesIn("build/app")]) {
    for (const name of namesAtTheTopOf(path)) {
      if (known.has(name)) wrong.push(`${name} in ${known.get(name)} and in ${path}`);
      if (name in globalThis || OF_PAGES.has(name)) wrong.push(`${name} in ${path} and everywhere`);
      known.set(name, path);
    }
  }
  assert.ok(known.size > 200, `only ${known.size} were found`);
  assert.deepEqual(wrong, []);
});

/** By these bundlers say `import.meta.url` in a script. */
const OF_PAGES = new Set(["self", "window", "document", "location"]);

/** @param {string} path */
function namesAtTheTopOf(path) {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((/** @type {any} */ statement) =>
    [statement, ...(statement.declarationList?.declarations ?? [])].flatMap(({ name }) =>
      name === undefined ? [] : (name.elements ?? [name]).map((/** @type {any} */ one) => (one.name ?? one).text),
    ),
  );
}

test("what an app loads is read in an afternoon", () => {
  const lines = ["closures_extern.js", ...modules].reduce((sum, path) => sum + read(path).split("\n").length - 1, 0);
  assert.ok(lines <= MOST.lines_of_an_app, `${lines} lines`);
});

/** @param {string} path */
function longFunctions(path) {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isFunctionLike(node)) {
      const lineOf = (/** @type {number} */ at) => file.getLineAndCharacterOfPosition(at).line;
      const [first, last] = [lineOf(node.getStart()), lineOf(node.end)];
      if (last - first >= MOST.lines_of_a_function)
        found.push(`${path}:${first + 1} is a function of ${last - first + 1} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("each function of a module that a comment in Rust names is there", () => {
  const rust = readdirSync(new URL("../src/", HERE), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".rs"),
  );
  /** @type {string[]} */
  const wrong = [];
  let count = 0;
  for (const path of rust) {
    // As one line each, because a comment may be wrapped between a name and its module.
    const text = readFileSync(new URL(`../src/${path}`, HERE), "utf8").replace(/\s*\n\s*\/\/[/!]?\s*/g, " ");
    for (const [, name, module] of text.matchAll(/`?(\w+)(?:\(\))?`? in `?js\/(\S+?\.js)\b/g)) {
      count += 1;
      if (!modules.includes(module) && module !== "hosted.js") wrong.push(`src/${path}: there is no js/${module}`);
      else if (!namesIn(module).has(name)) wrong.push(`src/${path}: js/${module} has no ${name}`);
    }
  }
  assert.ok(count > 30, `only ${count} were found`);
  assert.deepEqual(wrong, []);
});

test("what a statement is there for, as a comment before it says, is there", () => {
  const known = new Set([...modules, ...modulesIn("build/app")].flatMap((path) => [...namesIn(path)]));
  const said = modules.flatMap((path) =>
    [...read(path).matchAll(/^ *\/\/ With (`.*?): /gm)].flatMap(([, names]) => names.match(/\w+(?=`)/g) ?? []),
  );
  assert.ok(said.length > 10, `only ${said.length} were found`);
  assert.deepEqual(
    said.filter((name) => !known.has(name)),
    [],
  );
});

test("each item of Rust that a comment in a module names is there", () => {
  /** @type {string[]} */
  const wrong = [];
  let count = 0;
  for (const path of [...modules, "hosted.js", "describe.js"]) {
    const text = read(path).replace(/\s*\n\s*(?:\*|\/\/) ?/g, " ");
    for (const [, name, file] of text.matchAll(/`(\w+)`(?: and `\w+`)? in `(src\/\S+?\.rs)`/g)) {
      count += 1;
      const rust = existsSync(new URL(`../${file}`, HERE)) ? read(`../${file}`) : "";
      if (!new RegExp(`\\b(?:fn|struct|enum|trait|const|static|mod|type) ${name}\\b`).test(rust))
        wrong.push(`${path}: ${file} has no ${name}`);
    }
  }
  assert.ok(count > 15, `only ${count} were found`);
  assert.deepEqual(wrong, []);
});

/** What a module declares: functions, classes, methods, constants, properties. @param {string} path */
function namesIn(path) {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {any} node */
  const visit = (node) => {
    if (typeof node.name?.text === "string") names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
