// @ts-check
// What is said of a module that wasm-bindgen has come into: by a feature that another member of the workspace turns on, and by a
// dependency? Both are built as a user builds them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { load, loadSync } from "../../../js/closures_extern.js";
import { describe } from "../../../js/describe.js";
import { CARGO, TARGET, buildFolder } from "../../support/repository.js";
import { run } from "../../support/run.js";

const WORKSPACE = fileURLToPath(new URL("workspace/", import.meta.url));
const FOLDER = buildFolder("environments");

const modules = { host: { say() {}, show() {} } };

/** Builds packages together; the file of the first. @param {string[]} packages */
function build(...packages) {
  const words = ["build", "--quiet", "--target", TARGET, "--target-dir", FOLDER];
  run(CARGO, [...words, ...packages.flatMap((name) => ["-p", name])], { cwd: WORKSPACE });
  return readFileSync(join(FOLDER, TARGET, `debug/${packages[0]}.wasm`));
}

test("a feature that another member of the workspace turns on is named, and how to build without it", async () => {
  const alone = build("plain");
  assert.deepEqual(loadSync(alone, { modules }).stats(), { closures: 0, handles: 0 });
  const together = build("plain", "hosted");
  const message =
    /^this wasm module was built with the feature wasm-bindgen of closures-extern, .* all members of a workspace that are built together; .*cargo build -p/;
  for (const body of [() => loadSync(together, { modules }), () => describe(together)])
    assert.throws(body, { message });
  await assert.rejects(load(together, { modules }), { message });
});

test("a dependency that brings wasm-bindgen is named as the cause, and how to find it", async () => {
  const bytes = build("brings");
  const message =
    /^a dependency of this app was built for wasm-bindgen \(this wasm module imports __wbindgen_\w+\), .* cargo tree -i wasm-bindgen says which: /;
  assert.throws(() => loadSync(bytes, { modules }), { message });
  await assert.rejects(load(bytes, { modules }), { message });
});
