// @ts-check
// Wasm files as their sections: taken apart, and put together. The runtime tests use it in all engines.

/** The first eight bytes of a wasm file, which are a module with nothing in it: the magic number, and version 1. */
export const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** The kinds of section that the tests write (WebAssembly Core, "Sections"). */
export const SECTION = Object.freeze({ custom: 0, imports: 2, exports: 7 });

/** A number in LEB128. @param {number} number @returns {number[]} */
export function leb(number) {
  return number < 0x80 ? [number] : [(number % 0x80) | 0x80, ...leb(Math.floor(number / 0x80))];
}

/** A text behind its length. It is ASCII, because an environment without a TextEncoder is tested too. @param {string} text */
export function name(text) {
  return [...leb(text.length), ...Array.from(text, (letter) => letter.charCodeAt(0))];
}

/** Items behind their number. @param {readonly number[][]} items */
export function vector(items) {
  return [...leb(items.length), ...items.flat()];
}

/** @param {number} kind @param {readonly number[]} content */
export function section(kind, content) {
  return [kind, ...leb(content.length), ...content];
}

/** @param {string} called @param {ArrayLike<number>} content */
export function customSection(called, content) {
  return section(SECTION.custom, [...name(called), ...Array.from(content)]);
}

/** A wasm file. @param {ArrayLike<number>[]} sections */
export function moduleOf(...sections) {
  return concat(EMPTY_MODULE, ...sections);
}

/** Bytes, one part behind the other. @param {ArrayLike<number>[]} parts */
export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * The sections of a wasm file: the bytes of each and, of a custom section, its name.
 *
 * @param {Uint8Array} bytes
 */
export function* sectionsOf(bytes) {
  for (let at = EMPTY_MODULE.length; at < bytes.length; ) {
    const content = readLeb(bytes, at + 1);
    const end = content.end + content.value;
    let called = null;
    if (bytes[at] === SECTION.custom) {
      const text = readLeb(bytes, content.end);
      called = String.fromCharCode(...bytes.subarray(text.end, text.end + text.value));
    }
    yield { bytes: bytes.subarray(at, end), called };
    at = end;
  }
}

/**
 * A number in LEB128, and where it ends.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function readLeb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}
