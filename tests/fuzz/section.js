// @ts-check
// The custom section as a tree, read and written by code of its own, which the tests hold against the two real ones:
// `Writer` in src/descriptor.rs and `Decoder` in js/closures_extern.js. The format stands in src/descriptor.rs.

/**
 * @typedef {{ tag: number, inner: Type | null, signature: Signature | null, name: string }} Type
 * @typedef {{ exclusive: boolean, params: Type[], result: Type }} Signature
 * @typedef {{ rust: string, name: string, namespace: string, module: string, kind: number, variadic: number, params: { name: string, type: Type }[], result: Type }} Import
 * @typedef {{ kind: number, id: string, checked: number, imports: Import[] }} Block
 * @typedef {{ kind: number, bytes: number[] }} Other
 * @typedef {Block | Other} Record
 */

export const BLOCK = 2;
/** Tags of types with a type inside, of those with a signature, of those with a name, and the last. */
export const WITH_TYPE = [19, 20, 23, 24, 25, 26];
export const WITH_SIGNATURE = [27, 28, 29, 30];
const WITH_NAME = [31, 32, 33, 34, 35];
export const LAST_TAG = 35;

/** @param {Uint8Array} bytes @returns {Record[]} */
export function parse(bytes) {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u8 = () => view.getUint8(at++);
  const u16 = () => ((at += 2), view.getUint16(at - 2, true));
  const u32 = () => ((at += 4), view.getUint32(at - 4, true));
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
  const oneImport = () => ({
    ...{ rust: text(), name: text(), namespace: text(), module: text(), kind: u8(), variadic: u8() },
    params: many(u16(), () => ({ name: text(), type: type() })),
    result: type(),
  });
  /** @type {Record[]} */
  const records = [];
  while (at < bytes.length) {
    const kind = u8();
    const end = u32() + at;
    if (kind === BLOCK) {
      /** @type {Block} */
      const block = { kind, id: text(), checked: u8(), imports: [] };
      while (at < end) block.imports.push(oneImport());
      records.push(block);
    } else {
      records.push({ kind, bytes: many(end - at, u8) });
    }
  }
  return records;
}

/** @param {Record[]} records @returns {Uint8Array} */
export function write(records) {
  /** @type {number[]} */
  const out = [];
  const u16 = (/** @type {number} */ n) => void out.push(n & 255, (n >> 8) & 255);
  const text = (/** @type {string} */ text) => {
    const bytes = new TextEncoder().encode(text);
    u16(bytes.length);
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
  for (const record of records) {
    out.push(record.kind);
    const start = out.length;
    out.push(0, 0, 0, 0);
    if ("bytes" in record) {
      out.push(...record.bytes);
    } else {
      text(record.id);
      out.push(record.checked);
      for (const one of record.imports) {
        [one.rust, one.name, one.namespace, one.module].forEach(text);
        out.push(one.kind, one.variadic);
        u16(one.params.length);
        for (const param of one.params) {
          text(param.name);
          type(param.type);
        }
        type(one.result);
      }
    }
    const length = out.length - start - 4;
    for (let byte = 0; byte < 4; byte++) out[start + byte] = (length >>> (8 * byte)) & 255;
  }
  return Uint8Array.from(out);
}
