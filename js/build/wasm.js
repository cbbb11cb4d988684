// @ts-check
/**
 * A wasm file, changed at the level of its sections: other names for imports and exports, fewer exports, no more custom
 * sections than are wanted. No index moves, and no code is read. What is not here: which names, and why.
 */

import { partsOfBytes } from "../wasm_file.js";

/**
 * @typedef {object} Edits
 * @property {(module: string, name: string) => [module: string, name: string]} import The names of an import.
 * @property {(name: string) => string | null} export The name of an export; `null` to leave it out.
 * @property {(name: string) => boolean} custom Whether a custom section stays.
 */

/** Sections that are read here (WebAssembly Core, "Sections"). */
const SECTION = Object.freeze({ custom: 0, import: 2, export: 7 });

/** Kinds of imports. */
const KIND = Object.freeze({ function: 0, table: 1, memory: 2, global: 3, tag: 4 });

/** How long the magic and the version are. */
const HEAD = 8;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Edits} edits
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function edit(bytes, edits) {
  partsOfBytes(bytes); // refuses what is damaged
  const out = new Writer();
  out.bytes(bytes.subarray(0, HEAD));
  for (const { kind, body } of sectionsOf(bytes)) {
    const reader = new Reader(body);
    if (kind === SECTION.custom && !edits.custom(reader.text())) continue;
    const changed =
      kind === SECTION.import ? imports(reader, edits) : kind === SECTION.export ? exports(reader, edits) : body;
    out.u8(kind);
    out.vector(changed);
  }
  return out.done();
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function sectionsOf(bytes) {
  const reader = new Reader(bytes, HEAD);
  const found = [];
  while (reader.at < bytes.length) found.push({ kind: reader.u8(), body: reader.vector() });
  return found;
}

/** What a module imports, in its order. @param {Uint8Array<ArrayBuffer>} bytes */
export function importsOf(bytes) {
  const section = sectionsOf(bytes).find(({ kind }) => kind === SECTION.import);
  if (section === undefined) return [];
  const reader = new Reader(section.body);
  return Array.from({ length: reader.leb() }, () => {
    const [module, name] = [reader.text(), reader.text()];
    const kind = reader.u8();
    reader.importType(kind);
    return { module, name, kind: Object.keys(KIND)[kind] };
  });
}

/** @param {Reader} reader @param {Edits} edits */
function imports(reader, edits) {
  const out = new Writer();
  const count = reader.leb();
  out.leb(count);
  for (let at = 0; at < count; at++) {
    for (const name of edits.import(reader.text(), reader.text())) out.text(name);
    const start = reader.at;
    reader.importType(reader.u8());
    out.bytes(reader.source.subarray(start, reader.at));
  }
  return out.done();
}

/** @param {Reader} reader @param {Edits} edits */
function exports(reader, edits) {
  const kept = new Writer();
  let count = 0;
  for (let left = reader.leb(); left > 0; left--) {
    const name = edits.export(reader.text());
    const start = reader.at;
    reader.u8(); // its kind
    reader.leb();
    if (name === null) continue;
    count += 1;
    kept.text(name);
    kept.bytes(reader.source.subarray(start, reader.at));
  }
  const out = new Writer();
  out.leb(count);
  out.bytes(kept.done());
  return out.done();
}

class Reader {
  source;
  at;

  /** @param {Uint8Array<ArrayBuffer>} source @param {number} [at] */
  constructor(source, at = 0) {
    this.source = source;
    this.at = at;
  }

  u8() {
    return this.source[this.at++];
  }

  leb() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  vector() {
    const length = this.leb();
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }

  text() {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.vector());
  }

  /** @param {number} kind */
  importType(kind) {
    if (kind === KIND.tag) this.u8(); // its attribute
    if (kind === KIND.table || kind === KIND.global) this.valueType();
    if (kind === KIND.table || kind === KIND.memory) this.limits();
    else if (kind === KIND.global)
      this.u8(); // whether it can change
    else this.leb(); // the type of a function
  }

  valueType() {
    const type = this.u8();
    if (type === 0x63 || type === 0x64) this.leb(); // a reference to a type that follows
  }

  limits() {
    const flags = this.u8();
    this.leb();
    if ((flags & 1) !== 0) this.leb();
    if ((flags & 8) !== 0) this.leb(); // the size of a page
  }
}

class Writer {
  /** @type {Uint8Array[]} */
  #parts = [];

  /** @param {Uint8Array} bytes */
  bytes(bytes) {
    this.#parts.push(bytes);
  }

  /** @param {number} byte */
  u8(byte) {
    this.bytes(Uint8Array.of(byte));
  }

  /** @param {number} value */
  leb(value) {
    for (; value > 0x7f; value = Math.floor(value / 0x80)) this.u8((value % 0x80) | 0x80);
    this.u8(value);
  }

  /** @param {Uint8Array} bytes */
  vector(bytes) {
    this.leb(bytes.length);
    this.bytes(bytes);
  }

  /** @param {string} text */
  text(text) {
    this.vector(new TextEncoder().encode(text));
  }

  done() {
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const all = new Uint8Array(length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
