// @ts-check
/** Takes the descriptors out of a wasm file, and puts others in, as tools do that strip a section. */

import { customSection, moduleOf, sectionsOf } from "../../support/wasm.js";

/** The section, and the kind of its record that says the ABI version: `src/protocol.rs`. */
const NAME = "closures_extern";
const RUNTIME_RECORD = 1;

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
  const kept = [...sectionsOf(bytes)].filter(({ called }) => called !== NAME).map(({ bytes }) => bytes);
  return moduleOf(...kept, descriptors === null ? [] : customSection(NAME, descriptors));
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
