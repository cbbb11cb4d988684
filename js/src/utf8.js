// @ts-check
/**
 * UTF-8 to strings and back: by `TextDecoder` and `TextEncoder`, or where there are none by what is here and does the
 * same. What is not here: where the bytes lie.
 */

/** What stands for half of a surrogate pair. */
const REPLACEMENT = 0xfffd;

/** Decodes UTF-8, which each string of Rust is: what is none is an error. */
export class PlainDecoder {
  /** @param {Uint8Array} bytes */
  decode(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at++) text += `%${(bytes[at] | 0x100).toString(16).slice(1)}`;
    return decodeURIComponent(text);
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
