// @ts-check
/** Takes the custom sections of a wasm file apart, as tools do that strip one. */

/** The section, and the kind of its record that says the ABI version: `src/section.rs`. */
const NAME = "closures_extern";
const RUNTIME_RECORD = 1;

/** The first eight bytes of a wasm file, which are a module with nothing in it: the magic number, and version 1. */
export const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * The descriptors of a module.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function descriptors(bytes) {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), NAME);
  return new Uint8Array(section);
}

/**
 * The module with other descriptors, or without any.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Uint8Array | null} descriptors
 */
export function withDescriptors(bytes, descriptors) {
  const kept = [EMPTY_MODULE];
  for (const { start, end, name } of sections(bytes)) {
    if (name !== NAME) kept.push(bytes.subarray(start, end));
  }
  if (descriptors !== null) {
    const content = [...vector(new TextEncoder().encode(NAME)), ...descriptors];
    kept.push(Uint8Array.from([0, ...vector(content)]));
  }
  return new Uint8Array(Buffer.concat(kept));
}

/**
 * The descriptors with another ABI version.
 *
 * @param {Uint8Array} descriptors
 * @param {(version: number) => number} change
 */
export function withAbi(descriptors, change) {
  const changed = descriptors.slice();
  for (const { kind, start } of records(changed)) {
    if (kind === RUNTIME_RECORD) changed[start] = change(changed[start]);
  }
  return changed;
}

/**
 * The descriptors with blocks that only another version could read: the payload of each is a list of nonsense.
 *
 * @param {Uint8Array} descriptors
 */
export function withUnknownBlocks(descriptors) {
  const changed = descriptors.slice();
  for (const { kind, start, end } of records(changed)) {
    if (kind !== RUNTIME_RECORD) changed.fill(0xff, start, end);
  }
  return changed;
}

/**
 * The records of a section, with the bounds of their payloads.
 *
 * @param {Uint8Array} descriptors
 */
function* records(descriptors) {
  const view = new DataView(descriptors.buffer, descriptors.byteOffset, descriptors.byteLength);
  for (let at = 0; at < view.byteLength; ) {
    const start = at + 5;
    const end = start + view.getUint32(at + 1, true);
    yield { kind: view.getUint8(at), start, end };
    at = end;
  }
}

/**
 * The sections of a module, with the bounds of each and, for a custom section, its name.
 *
 * @param {Uint8Array} bytes
 */
function* sections(bytes) {
  for (let at = EMPTY_MODULE.length; at < bytes.length; ) {
    const content = leb(bytes, at + 1);
    const end = content.end + content.value;
    let name;
    if (bytes[at] === 0) {
      const text = leb(bytes, content.end);
      name = new TextDecoder().decode(bytes.subarray(text.end, text.end + text.value));
    }
    yield { start: at, end, name };
    at = end;
  }
}

/**
 * An unsigned number in LEB128, and where it ends.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

/**
 * Bytes behind their number in LEB128.
 *
 * @param {Uint8Array | number[]} bytes
 */
function vector(bytes) {
  const length = [];
  let left = bytes.length;
  for (; left >= 0x80; left >>>= 7) length.push((left & 0x7f) | 0x80);
  return [...length, left, ...bytes];
}
