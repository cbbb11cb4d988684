// @ts-check
/**
 * A wasm file, changed at the level of its sections: other names for imports and exports, fewer exports or more, no
 * more custom sections than are wanted, and functions that enter closures. No index moves, and no code is read. What is
 * not here: which names, and why.
 */

import { partsOfBytes } from "../wasm_file.js";

/**
 * @typedef {object} Edits
 * @property {(module: string, name: string) => [module: string, name: string]} import The names of an import.
 * @property {(name: string) => string | null} export The name of an export; `null` to leave it out.
 * @property {(name: string) => boolean} custom Whether a custom section stays.
 * @property {string} [table] By what name the table of functions is exported.
 * @property {Trampoline[]} [trampolines] Functions that are added at the end.
 *
 * @typedef {object} Trampoline A function that calls the one whose index is the first word of a closure's memory, with
 * the same arguments.
 * @property {string} name That of its export.
 * @property {string} shape Of the slots behind the address of that memory: one of `SHAPES`.
 * @property {boolean} empty Whether nothing comes back; else a slot.
 *
 * @typedef {{ kind: number, body: Uint8Array<ArrayBuffer> }} Section
 */

/** Sections that are read here (WebAssembly Core, "Sections"). */
// biome-ignore format: a table
const SECTION = Object.freeze({ custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, export: 7, code: 10 });

/** Types of values, and what the type of a function begins with. */
const TYPE = Object.freeze({ i32: 0x7f, f64: 0x7c, function: 0x60 });

/** Instructions. */
const CODE = Object.freeze({ nop: 0x01, end: 0x0b, call_indirect: 0x11, local_get: 0x20, i32_load: 0x28 });

/** Kinds of imports. */
const KIND = Object.freeze({ function: 0, table: 1, memory: 2, global: 3, tag: 4 });

/** How long the magic and the version are. */
const HEAD = 8;

/**
 * How many instructions that do nothing stand in a trampoline. V8 copies into a function what it calls, by the table
 * too, if that makes the function at most two or three times as long: so one that was as short as it could be would
 * never be copied into, and each call of a closure would be two calls of wasm. With gzip they are one byte.
 */
const PADDING = 250;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Edits} edits
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function edit(bytes, edits) {
  partsOfBytes(bytes); // refuses what is damaged
  const out = new Writer();
  out.bytes(bytes.subarray(0, HEAD));
  const sections = sectionsOf(bytes);
  const more = moreOf(sections, edits);
  for (const { kind, body } of sections) {
    const reader = new Reader(body);
    if (kind === SECTION.custom && !edits.custom(reader.text())) continue;
    const changed =
      kind === SECTION.import ? imports(reader, edits) : kind === SECTION.export ? exports(reader, edits) : body;
    out.u8(kind);
    out.vector(longer(changed, more[kind] ?? []));
  }
  return out.done();
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function sectionsOf(bytes) {
  const reader = new Reader(bytes, HEAD);
  /** @type {Section[]} */
  const found = [];
  while (reader.at < bytes.length) found.push({ kind: reader.u8(), body: reader.vector() });
  return found;
}

/** What a module imports, in its order. @param {Uint8Array<ArrayBuffer>} bytes */
export function importsOf(bytes) {
  return importsIn(sectionsOf(bytes));
}

/** Whether a module is compiled for threads: its memory says so. @param {Uint8Array<ArrayBuffer>} bytes */
export function sharesMemory(bytes) {
  const sections = sectionsOf(bytes);
  const own = new Reader(bodyOf(sections, SECTION.memory) ?? Uint8Array.of(0));
  const isShared = Array.from({ length: own.leb() }, () => own.limits());
  return [...isShared, ...importsIn(sections).map(({ shared }) => shared)].includes(true);
}

/** @param {Section[]} sections */
function importsIn(sections) {
  const body = bodyOf(sections, SECTION.import);
  if (body === undefined) return [];
  const reader = new Reader(body);
  return Array.from({ length: reader.leb() }, () => {
    const [module, name] = [reader.text(), reader.text()];
    const kind = reader.u8();
    const shared = reader.importType(kind);
    return { module, name, kind: Object.keys(KIND)[kind], shared };
  });
}

/** @param {Section[]} sections @param {number} wanted */
function bodyOf(sections, wanted) {
  return sections.find(({ kind }) => kind === wanted)?.body;
}

/**
 * What comes to the end of sections, by their kind: nothing in a module without a table, which has no closures.
 *
 * @param {Section[]} sections
 * @param {Edits} edits
 * @returns {Record<number, Uint8Array[]>}
 */
function moreOf(sections, { table, trampolines = [] }) {
  const imported = importsIn(sections);
  const hasTable = bodyOf(sections, SECTION.table) !== undefined || imported.some(({ kind }) => kind === "table");
  if (!hasTable) return {};
  /** @type {Uint8Array[][]} */
  const [types, functions, exported, code] = [[], [], [], []];
  if (table !== undefined) exported.push(exportOf(table, KIND.table, 0));
  if (trampolines.length > 0) {
    const known = typesIn(sections);
    const own = new Reader(/** @type {Uint8Array<ArrayBuffer>} */ (bodyOf(sections, SECTION.function))).leb();
    let index = imported.filter(({ kind }) => kind === "function").length + own;
    for (const { name, shape, empty } of trampolines) {
      const slots = slotsOf(shape);
      const type = bytesOf(TYPE.function, slots.length + 1, TYPE.i32, ...slots, ...(empty ? [0] : [1, TYPE.f64]));
      let at = known.indexOf(String(type));
      if (at < 0) {
        at = known.push(String(type)) - 1;
        types.push(type);
      }
      functions.push(bytesOf(at));
      exported.push(exportOf(name, KIND.function, index++));
      code.push(bodyOfTrampoline(slots.length, at));
    }
  }
  return {
    [SECTION.type]: types,
    [SECTION.function]: functions,
    [SECTION.export]: exported,
    [SECTION.code]: code,
  };
}

/** The types of the slots of a shape. @param {string} shape One of `SHAPES`. */
function slotsOf(shape) {
  if (/^\d/.test(shape)) return Array.from({ length: Number(shape) }, () => TYPE.f64);
  return Array.from(shape, (letter) => (letter === "i" ? TYPE.i32 : TYPE.f64));
}

/** The types of functions, as text. @param {Section[]} sections */
function typesIn(sections) {
  const body = /** @type {Uint8Array<ArrayBuffer>} */ (bodyOf(sections, SECTION.type));
  const reader = new Reader(body);
  return Array.from({ length: reader.leb() }, () => {
    const start = reader.at;
    reader.functionType();
    return String(body.subarray(start, reader.at));
  });
}

/** @param {string} name @param {number} kind @param {number} index */
function exportOf(name, kind, index) {
  const out = new Writer();
  out.text(name);
  out.u8(kind);
  out.leb(index);
  return out.done();
}

/** @param {number} params @param {number} type The index of its type. */
function bodyOfTrampoline(params, type) {
  const out = new Writer();
  out.u8(0); // local variables
  out.bytes(new Uint8Array(PADDING).fill(CODE.nop));
  for (let at = 0; at <= params; at++) out.bytes(bytesOf(CODE.local_get, at));
  out.bytes(bytesOf(CODE.local_get, 0, CODE.i32_load, 2, 0, CODE.call_indirect, type, 0, CODE.end));
  const body = new Writer();
  body.vector(out.done());
  return body.done();
}

/** Numbers in LEB128. @param {number[]} numbers */
function bytesOf(...numbers) {
  const out = new Writer();
  for (const number of numbers) out.leb(number);
  return out.done();
}

/** A vector with more at its end. @param {Uint8Array<ArrayBuffer>} body @param {Uint8Array[]} items */
function longer(body, items) {
  if (items.length === 0) return body;
  const reader = new Reader(body);
  const out = new Writer();
  out.leb(reader.leb() + items.length);
  out.bytes(body.subarray(reader.at));
  for (const item of items) out.bytes(item);
  return out.done();
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

  /** @param {number} kind @returns {boolean} Whether it is shared memory. */
  importType(kind) {
    if (kind === KIND.tag) this.u8(); // its attribute
    if (kind === KIND.table || kind === KIND.global) this.valueType();
    if (kind === KIND.table || kind === KIND.memory) return this.limits();
    if (kind === KIND.global)
      this.u8(); // whether it can change
    else this.leb(); // the type of a function
    return false;
  }

  functionType() {
    if (this.u8() !== TYPE.function) throw new Error("this wasm file has types that are none of functions");
    for (let list = 0; list < 2; list++) for (let left = this.leb(); left > 0; left--) this.valueType();
  }

  valueType() {
    const type = this.u8();
    if (type === 0x63 || type === 0x64) this.leb(); // a reference to a type that follows
  }

  /** @returns {boolean} Whether it is shared. */
  limits() {
    const flags = this.u8();
    this.leb();
    if ((flags & 1) !== 0) this.leb();
    if ((flags & 8) !== 0) this.leb(); // the size of a page
    return (flags & 2) !== 0;
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
