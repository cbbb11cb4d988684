// @ts-check
/**
 * What a test binary says of its tests, and the same file with these as exports, so that `load` loads it. What is not
 * here: which of them run (`command.js`).
 */

import { RECORD, SECTION } from "../src/protocol.js";
import { decodeModule } from "../src/section/module.js";
import { RECORD_SUM, checksum, decodeExports, eachRecord } from "../src/section/records.js";
import { Decoder } from "../src/section/reader.js";
import { newIds } from "../src/section/types.js";
import { WASM, WasmReader, eachSection, partsOfBytes } from "../wasm_file.js";

/** @import { Description } from "../src/section/records.js" */

/** The kind of record that has tests: `TEST_RECORD` in `src/protocol.rs`. */
export const TEST_RECORD = 4;

/** How many bytes stand before what a record says: its kind, and its length. */
const RECORD_HEAD = 5;

/**
 * @typedef {object} Test
 * @property {string} name As libtest has it: without the crate.
 * @property {string} key Its name in `app.exports`.
 * @property {string | null} ignored Why it is; "" without a reason.
 * @property {string | null} panics What its panic has to say; "" for any.
 *
 * @typedef {object} Binary
 * @property {Uint8Array<ArrayBuffer>} bytes What `load` takes; or, of a program that has nothing of this crate, a
 * module that imports nothing.
 * @property {Test[]} tests By name.
 * @property {number | null} plain How many `#[test]`s there are, which do not run here; `null` if it is no binary of
 * tests.
 * @property {boolean} linked Whether the crate closures-extern is in it.
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Binary}
 * @throws {Error} if it is no wasm file, or not one for this version.
 */
export function readBinary(bytes) {
  const { sections, modules, exports } = partsOfBytes(bytes);
  const linked = sections.length > 0 || modules.size > 0;
  if (linked) decodeModule({ sections, modules, exports }); // refuses what is of another version, or was stripped
  /** @type {Description} */
  const found = { abi: -1, debug: false, imports: new Map(), exports: new Map(), ids: newIds() };
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const records = [];
  for (const section of sections) {
    const visit = (/** @type {Decoder} */ decoder, /** @type {number} */ end) => {
      records.push(asExports(section, decoder.at - RECORD_HEAD, end + RECORD_SUM));
      decodeExports(decoder, end, found);
    };
    eachRecord(section, found.ids, TEST_RECORD, visit, Decoder);
  }
  const tests = Array.from(found.exports.values(), testOf);
  tests.sort((left, right) => (left.name < right.name ? -1 : 1));
  return { bytes: withSection(bytes, records), tests, plain: plainTests(bytes), linked };
}

/** @param {import("../src/section/records.js").Export} item @returns {Test} */
function testOf({ name: key, docs }) {
  const said = docs.split("\n");
  /** @param {string} word */
  const after = (word) => {
    const line = said.find((one) => one === word || one.startsWith(`${word} `));
    return line === undefined ? null : line.slice(word.length + 1);
  };
  return { name: key.slice(key.indexOf("::") + 2), key, ignored: after("ignore"), panics: after("should_panic") };
}

/** A record of tests as one of exports. @param {ArrayBuffer} section @param {number} start @param {number} end */
function asExports(section, start, end) {
  const record = new Uint8Array(section.slice(start, end));
  record[0] = RECORD.export;
  const view = new DataView(record.buffer);
  const sum = record.length - RECORD_SUM;
  view.setUint32(sum, checksum(view, 0, sum), true);
  return record;
}

/**
 * A wasm file with one section more.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Uint8Array<ArrayBuffer>[]} records
 */
function withSection(bytes, records) {
  const name = new TextEncoder().encode(SECTION);
  const body = [leb(name.length), name, ...records];
  const length = body.reduce((sum, { length }) => sum + length, 0);
  return new Uint8Array(Buffer.concat([bytes, leb(WASM.custom), leb(length), ...body]));
}

/** @param {number} value @returns {Uint8Array} */
function leb(value) {
  return value < 0x80 ? Uint8Array.of(value) : Uint8Array.of((value & 0x7f) | 0x80, ...leb(value >>> 7));
}

/** Instructions. */
const CODE = Object.freeze({ call: 0x10, i32_const: 0x41 });

/**
 * How many `#[test]`s a binary has: `main` passes that to libtest, behind the address of its list. `null` if it does
 * not, or if it is not known who libtest is, because the names of functions were removed.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function plainTests(bytes) {
  /** @type {{ libtest: number | null, start: number, end: number }} */
  const found = { libtest: null, start: 0, end: 0 };
  eachSection(bytes, (kind, file, end) => {
    if (kind === WASM.code) Object.assign(found, { start: file.at, end });
    if (kind === WASM.custom && file.name() === "name") {
      found.libtest = functionNamed(file, end, /4test\d+test_main_static/);
    }
  });
  const { libtest, start, end } = found;
  if (libtest === null) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // As the linker leaves it, or shortened.
  for (const number of [longLeb(libtest), leb(libtest)]) {
    const call = Buffer.from([CODE.call, ...number]);
    for (let at = text.indexOf(call, start); at >= 0 && at < end; at = text.indexOf(call, at + 1)) {
      const count = constantBefore(bytes, at);
      if (count !== null) return count;
    }
  }
  return null;
}

/** A number in LEB128 that takes five bytes. @param {number} value */
function longLeb(value) {
  return Array.from({ length: 5 }, (_, at) => ((value >>> (7 * at)) & 0x7f) | (at < 4 ? 0x80 : 0));
}

/** The second of two constants that end there. @param {Uint8Array<ArrayBuffer>} bytes @param {number} end */
function constantBefore(bytes, end) {
  for (let start = end - 12; start <= end - 4; start++) {
    const reader = new WasmReader(bytes.buffer, newIds(), bytes.byteOffset + start);
    if (reader.u8() !== CODE.i32_const) continue;
    reader.leb();
    if (reader.u8() !== CODE.i32_const) continue;
    const value = reader.leb();
    if (reader.at === bytes.byteOffset + end) return value;
  }
  return null;
}

/**
 * The index of a function, from the section of names.
 *
 * @param {WasmReader} file
 * @param {number} end
 * @param {RegExp} wanted
 */
function functionNamed(file, end, wanted) {
  const functions = 1;
  /** @type {number | null} */
  let found = null;
  while (file.at < end) {
    const kind = file.u8();
    const next = file.leb() + file.at;
    if (kind === functions) {
      file.list(() => {
        const index = file.leb();
        if (wanted.test(file.name())) found ??= index;
      });
    }
    file.at = next;
  }
  return found;
}
