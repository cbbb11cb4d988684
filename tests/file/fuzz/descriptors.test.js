// @ts-check
// Encoder and decoder against each other: random blocks of imports and exports, written by src/section.rs and read by
// js/src/section/. DESCRIPTORS_SEED repeats a run.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { decodeModule, partsOf } from "../../../js/src/section/module.js";
import { withDescriptors } from "../retention/custom_section.js";
import { temporaryFolder } from "../../support/folder.js";
import { CARGO } from "../../support/repository.js";
import { run } from "../../support/run.js";
import { EMPTY_MODULE } from "../../support/wasm.js";
import { parse, write } from "./section.js";

const FIELDS = {
  imports: ["key", "block", "checked", "name", "namespace", "module", "kind", "variadic", "params", "result"],
  exports: ["key", "block", "kind", "of", "namespace", "name", "docs", "params", "result"],
};

/** What of a decoded value came out of the section. @param {any} value @returns {any} */
function told(value) {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== "object" || value === null) return value;
  const keep =
    "tag" in value
      ? ["tag", "inner", "signature"]
      : "exclusive" in value
        ? ["exclusive", "params", "result"]
        : Object.keys(value);
  return Object.fromEntries(keep.map((key) => [key, told(value[key])]));
}

test("random descriptors are decoded as what was encoded", async (t) => {
  const seed = process.env.DESCRIPTORS_SEED ?? String(Date.now() % 1_000_000_007);
  t.diagnostic(`DESCRIPTORS_SEED=${seed}`);
  const folder = temporaryFolder("descriptors");
  const words = ["-p", "closures-extern", "--lib", "random_blocks_are_measured_as_they_are_written"];
  run(CARGO, ["test", "--quiet", ...words], {
    env: { ...process.env, DESCRIPTORS_OUT: folder, DESCRIPTORS_SEED: seed },
  });
  const section = new Uint8Array(await readFile(join(folder, "section")));
  const description = decodeModule(partsOf(new WebAssembly.Module(withDescriptors(EMPTY_MODULE, section))));
  for (const what of /** @type {const} */ (["imports", "exports"])) {
    const lines = (await readFile(join(folder, `${what}.jsonl`), "utf8")).split("\n").filter((line) => line !== "");
    assert.ok(lines.length > 100);
    assert.equal(description[what].size, lines.length);
    for (const line of lines) {
      const wanted = JSON.parse(line);
      const found = /** @type {any} */ (description[what].get(wanted.key));
      assert.deepEqual(told(Object.fromEntries(FIELDS[what].map((key) => [key, found[key]]))), wanted);
    }
    t.diagnostic(`${lines.length} ${what} in ${section.length} bytes`);
  }
  // The tests' own reader and writer, which the loader's inputs are made with.
  assert.deepEqual(write(parse(section)), section);
});
