// @ts-check
// Is in the crate's archive what must be, and nothing else? Whoever adds a file to the crate adds it to crate_files.txt.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { crateFiles } from "../../support/archives.js";

test("the crate has the files of the list, and no others", () => {
  const expected = readFileSync(new URL("crate_files.txt", import.meta.url), "utf8");
  // What cargo adds is cargo's business.
  const ofCargo = new Set([".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig"]);
  assert.deepEqual(
    crateFiles().filter((name) => !ofCargo.has(name)),
    expected.trimEnd().split("\n"),
  );
});
