// @ts-check
// The custom section as a tree, read and written by code of its own, which the tests hold against the two real ones:
// `Writer` in src/section/encoding.rs and `Decoder` in js/src/section/reader.js. The format stands in src/section.rs.

import { concat } from "../../support/wasm.js";

/**
 * @typedef {{ tag: number, inner: Type | null, signature: Signature | null, name: string }} Type
 * @typedef {{ exclusive: boolean, params: Type[], result: Type }} Signature
 * @typedef {{ names: string, kind: number, flags: number, texts: string[], docs: string[], types: Type[], result: Type }} Item
 *   An import or an export.
 * @typedef {{ kind: number, id: string, place: { checked: number, namespace: string, module: string } | null, items: Item[] }} Block
 *   Of imports; of exports it says no place.
 * @typedef {{ kind: number, bytes: number[] }} Other What has no items; the sum at its end is not in `bytes`.
 * @typedef {Block | Other} Record
 */

export const BLOCK = 2;
const EXPORTS = 3;
/** The flag of what has documentation. */
const DOCS = 128;
/** Tags of types with a type inside, of those with a signature, of those with a name, and the last. */
export const WITH_TYPE = [19, 20, 23, 24, 25, 26, 43];
export const WITH_SIGNATURE = [27, 28, 29, 30];
const WITH_NAME = [31, 32, 33, 34, 35];
export const LAST_TAG = 35;

const SUM = 4;

/** How many texts the flags of an item tell of. @param {number} flags */
const textsOf = (flags) => [2, 4, 8, 16, 32].filter((flag) => flags & flag).length;

/** The sum that a record ends with. @param {ArrayLike<number>} bytes The record up to there. */
function sumOf(bytes) {
  let sum = 0x811c9dc5;
  const words = bytes.length - (bytes.length % 4);
  for (let at = 0; at < words; at += 4) {
    sum = Math.imul(
      sum ^ (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)),
      0x01000193,
    );
  }
  for (let at = words; at < bytes.length; at++) sum = Math.imul(sum ^ bytes[at], 0x01000193);
  return sum >>> 0;
}

/** @param {number} number @returns {number[]} Its four bytes. */
export const u32 = (number) => [0, 8, 16, 24].map((shift) => (number >>> shift) & 255);

/**
 * With more bytes somewhere: length and sum of that record are those of the longer one.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {Uint8Array} more
 */
export function longer(bytes, at, more) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  let next = 0;
  for (; next <= at; next = start + 5 + view.getUint32(start + 1, true)) start = next;
  const record = new Uint8Array(next - start - SUM + more.length);
  record.set(bytes.subarray(start, at));
  record.set(more, at - start);
  record.set(bytes.subarray(at, next - SUM), at - start + more.length);
  record.set(u32(record.length - 5 + SUM), 1);
  return concat(bytes.subarray(0, start), record, u32(sumOf(record)), bytes.subarray(next));
}

/**
 * A record: kind, length, what it says, and the sum of that.
 *
 * @param {number} kind
 * @param {readonly number[]} said
 */
export function recordOf(kind, said) {
  const bytes = [kind, ...u32(said.length + SUM), ...said];
  return [...bytes, ...u32(sumOf(bytes))];
}

/** Whether the records that a loader reads are there as they were written: their sums tell. @param {Uint8Array} bytes */
export function isSound(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + 5 > bytes.length) return false;
    const next = at + 5 + view.getUint32(at + 1, true);
    if (next > bytes.length) return false;
    if (bytes[at] >= 1 && bytes[at] <= 3) {
      const end = next - SUM;
      if (end < at + 5 || sumOf(bytes.subarray(at, end)) !== view.getUint32(end, true)) return false;
    }
    at = next;
  }
  return true;
}

/** @param {Uint8Array} bytes @returns {Record[]} */
export function parse(bytes) {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u8 = () => view.getUint8(at++);
  const u16 = () => ((at += 2), view.getUint16(at - 2, true));
  const u32At = () => ((at += 4), view.getUint32(at - 4, true));
  const text = () => {
    const length = u16();
    at += length;
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.slice(at - length, at));
  };
  /** @returns {Type} */
  const type = () => {
    const tag = u8();
    const inner = WITH_TYPE.includes(tag) ? type() : null;
    const calls = WITH_SIGNATURE.includes(tag) ? signature() : null;
    return { tag, inner, signature: calls, name: WITH_NAME.includes(tag) ? text() : "" };
  };
  /** @template T @param {number} count @param {() => T} one @returns {T[]} */
  const many = (count, one) => Array.from({ length: count }, one);
  /** @returns {Signature} */
  const signature = () => ({ exclusive: u8() !== 0, params: many(u8(), type), result: type() });
  const item = () => {
    const [names, kind, flags] = [text(), u8(), u8()];
    const texts = many(textsOf(flags), text);
    const docs = many(flags & DOCS ? u16() : 0, text);
    return { names, kind, flags, texts, docs, types: many(names.split(/[ \n]+/).length - 1, type), result: type() };
  };
  /** @type {Record[]} */
  const records = [];
  while (at < bytes.length) {
    const kind = u8();
    const end = u32At() + at - SUM;
    if (kind === BLOCK || kind === EXPORTS) {
      const id = text();
      const place = kind === BLOCK ? { checked: u8(), namespace: text(), module: text() } : null;
      /** @type {Block} */
      const block = { kind, id, place, items: [] };
      while (at < end) block.items.push(item());
      records.push(block);
    } else {
      records.push({ kind, bytes: many(end - at, u8) });
    }
    at += SUM;
  }
  return records;
}

/** @param {Record[]} records @returns {Uint8Array} */
export function write(records) {
  return concat(
    ...records.map((record) => recordOf(record.kind, "bytes" in record ? record.bytes : contentOf(record))),
  );
}

/** @param {Block} block */
function contentOf({ id, place, items }) {
  /** @type {number[]} */
  const out = [];
  const text = (/** @type {string} */ text) => {
    const bytes = new TextEncoder().encode(text);
    out.push(bytes.length & 255, (bytes.length >> 8) & 255);
    for (const byte of bytes) out.push(byte);
  };
  /** @param {Type} type */
  const type = ({ tag, inner, signature, name }) => {
    out.push(tag);
    if (inner !== null) type(inner);
    if (WITH_NAME.includes(tag)) text(name);
    if (signature === null) return;
    out.push(+signature.exclusive, signature.params.length);
    signature.params.forEach(type);
    type(signature.result);
  };
  text(id);
  if (place !== null) {
    out.push(place.checked);
    text(place.namespace);
    text(place.module);
  }
  for (const one of items) {
    text(one.names);
    out.push(one.kind, one.flags);
    one.texts.forEach(text);
    if (one.flags & DOCS) out.push(one.docs.length & 255, (one.docs.length >> 8) & 255);
    one.docs.forEach(text);
    one.types.forEach(type);
    type(one.result);
  }
  return out;
}
