// @ts-check
// Is the expansion that the guide writes by hand what the macros write? Both programs of the page are built, run and compared.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { loadSync } from "../../../js/closures_extern.js";
import { describe } from "../../../js/describe.js";
import { temporaryFolder } from "../../support/folder.js";
import { codeBlocks, writeFiles } from "../../support/markdown.js";
import { ROOT, TARGET } from "../../support/repository.js";
import { typed } from "../../support/run.js";

const page = readFileSync(join(ROOT, "src/guide/expansion.md"), "utf8");

const folder = temporaryFolder("expansion");

writeFiles(codeBlocks(page), folder);
writeFileSync(join(folder, "Cargo.toml"), '[workspace]\nmembers = ["by_macro", "by_hand"]\nresolver = "2"\n');

/** The wasm files of both programs. @type {Record<string, Uint8Array>} */
const built = {};
for (const name of ["by_macro", "by_hand"]) {
  mkdirSync(join(folder, name, "src"), { recursive: true });
  writeFileSync(
    join(folder, name, "Cargo.toml"),
    `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n` +
      `[lib]\ncrate-type = ["cdylib"]\n[dependencies]\nclosures-extern = { path = ${JSON.stringify(ROOT)} }\n`,
  );
}
typed(folder, "cargo", "build", "--workspace", "--target", TARGET);
for (const name of ["by_macro", "by_hand"]) {
  built[name] = readFileSync(join(folder, "target", TARGET, `debug/${name}.wasm`));
}

/** What a module says of itself, but for places. @param {string} name */
function said(name) {
  const { imports, exports, closures } = describe(/** @type {BufferSource} */ (built[name]));
  const placeless = (/** @type {{ declared: object }} */ { declared: _, ...rest }) => rest;
  return { imports: imports.map(placeless), exports: exports.map(placeless), closures };
}

/** The wasm imports and exports of a module that are the program's, without the place in their names. @param {string} name */
function wasm(name) {
  const module = new WebAssembly.Module(/** @type {BufferSource} */ (built[name]));
  const names = [...WebAssembly.Module.imports(module), ...WebAssembly.Module.exports(module)].map((one) => one.name);
  const placeless = names.filter((one) => one.includes("@")).map((one) => one.replace(/^\w+@0\.1\.0:\d+:\d+/, ""));
  // The macro's symbol beside a record also has the first declaration's arguments in its name.
  return placeless.map((one) => one.replace(/^:\[(\w+).*\]$/, ":[$1]")).sort();
}

test("both modules say the same of themselves", () => {
  const { imports, exports } = said("by_hand");
  assert.deepEqual([imports.length, exports.length], [1, 1]);
  assert.deepEqual(said("by_hand"), said("by_macro"));
});

test("both modules have the same imports and exports", () => {
  assert.deepEqual(wasm("by_hand"), ["::sum_below", ":[each_below]", ":each_below"]);
  assert.deepEqual(wasm("by_hand"), wasm("by_macro"));
});

test("both modules do the same", () => {
  const host = {
    eachBelow(/** @type {number} */ n, /** @type {(k: number) => void} */ f) {
      for (let k = 0; k < n; k++) f(k);
    },
  };
  for (const bytes of Object.values(built)) {
    const app = loadSync(/** @type {BufferSource} */ (bytes), { modules: { host } });
    assert.equal(app.exports.sumBelow(5), 10);
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  }
});

test("the bytes on the page about the ABI are those of the block by hand", () => {
  const abi = readFileSync(join(ROOT, "src/guide/abi.md"), "utf8");
  const [block] = codeBlocks(abi).filter(({ text }) => text.startsWith("02 "));
  const bytes = block.text
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      const words = line.trim().split(/ {2,}/)[0].split(" ");
      return words.flatMap((word) => (/^[0-9a-f]{2}$/.test(word) ? [parseInt(word, 16)] : [...Buffer.from(word)]));
    });
  const sections = WebAssembly.Module.customSections(
    new WebAssembly.Module(/** @type {BufferSource} */ (built.by_hand)),
    "closures_extern",
  );
  const section = Buffer.concat(sections.map((one) => new Uint8Array(one)));
  const at = section.indexOf(Buffer.from("by_hand@0.1.0:3:1\u0001")) - 7;
  assert.equal(section.subarray(at, at + bytes.length).toString("hex"), Buffer.from(bytes).toString("hex"));
  assert.equal(section.readUInt32LE(at + 1), bytes.length - 5);
});
