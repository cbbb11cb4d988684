// @ts-check
/**
 * UTF-8 to strings and back: by `TextDecoder` and `TextEncoder`, or where there are none by what is here and does the
 * same. What is not here: where the bytes lie.
 */

import { apply } from "./lists.js";

/** What stands for bytes that are no UTF-8, and for half of a surrogate pair. */
const REPLACEMENT = 0xfffd;

/** So many UTF-16 units become a string at once. */
const UNITS = 512;

/** Decodes as `TextDecoder` does: https://encoding.spec.whatwg.org/#utf-8-decoder */
export class PlainDecoder {
  /** @param {Uint8Array} bytes */
  decode(bytes) {
    const units = new Uint16Array(UNITS + 1);
    let text = "";
    let count = 0;
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      let code = first;
      if (first > 0x7f) {
        // Of the second byte the range leaves out what is too long, surrogates, and what is above U+10FFFF.
        const more = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        let least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
        let most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
        code = more === 0 ? REPLACEMENT : first & (0x3f >> more);
        for (let left = more; left > 0; left--) {
          const byte = at < bytes.length ? bytes[at] : 0;
          if (byte < least || byte > most) {
            code = REPLACEMENT;
            break;
          }
          code = (code << 6) | (byte & 0x3f);
          [least, most] = [0x80, 0xbf];
          at++;
        }
      }
      if (code > 0xffff) {
        units[count++] = 0xd7c0 + (code >> 10);
        code = 0xdc00 | (code & 0x3ff);
      }
      units[count++] = code;
      if (count >= UNITS || at === bytes.length) {
        text += apply(fromCharCode, undefined, units.subarray(0, count));
        count = 0;
      }
    }
    return text;
  }
}

/** Encodes as `TextEncoder` does. */
export class PlainEncoder {
  /**
   * @param {string} text @param {Uint8Array} bytes Is filled with as many whole characters as it has room for.
   * @returns {{ read: number, written: number }} UTF-16 units, and bytes.
   */
  encodeInto(text, bytes) {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      const found = /** @type {number} */ (text.codePointAt(read));
      let code = found >= 0xd800 && found <= 0xdfff ? REPLACEMENT : found;
      const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (written + size > bytes.length) break;
      for (let at = written + size - 1; at > written; at--) {
        bytes[at] = 0x80 | (code & 0x3f);
        code >>= 6;
      }
      bytes[written] = size === 1 ? code : ((0xf00 >> size) & 0xff) | code;
      written += size;
      read += size === 4 ? 2 : 1;
    }
    return { read, written };
  }
}

/** @type {() => { decode(bytes: Uint8Array): string }} */
export const newDecoder =
  typeof TextDecoder === "function" ? () => new TextDecoder("utf-8", { ignoreBOM: true }) : () => new PlainDecoder();

/** @type {() => { encodeInto(text: string, bytes: Uint8Array): { read: number, written: number } }} */
export const newEncoder =
  typeof TextEncoder === "function" && "encodeInto" in TextEncoder.prototype
    ? () => new TextEncoder()
    : () => new PlainEncoder();

export const { fromCharCode } = String;
