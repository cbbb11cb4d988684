// @ts-check
/**
 * The parts of a wasm file that is not compiled. Tools alone load this.
 */

import { SECTION } from "./src/protocol.js";
import { Decoder } from "./src/section/reader.js";
import { newIds } from "./src/section/types.js";
import { newDecoder } from "./src/utf8.js";

/** @import { Parts } from "./src/section/module.js" */

/** The sections of a wasm file that are read here (WebAssembly Core, "Sections"). */
export const WASM = Object.freeze({ custom: 0, imports: 2, exports: 7, code: 10 });

/**
 * The parts of a file that is not compiled. Subtle: Node 20 hangs in 3 of 10 processes that compile a file for
 * `describe`, and then, in another thread, for `load`.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Parts}
 */
export function partsOfBytes(bytes) {
  /** @type {Parts} */
  const parts = { sections: [], modules: new Set(), exports: [] };
  eachSection(bytes, (kind, file, end) => {
    if (kind === WASM.custom && file.name() === SECTION) {
      parts.sections.push(/** @type {ArrayBuffer} */ (file.view.buffer).slice(file.at, end));
    }
    if (kind === WASM.imports) file.list(() => parts.modules.add(file.import()));
    if (kind === WASM.exports) file.list(() => parts.exports.push(file.export()));
  });
  return parts;
}

/**
 * Reads a file section by section.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {(kind: number, file: WasmReader, end: number) => void} visit May read up to the end.
 */
export function eachSection(bytes, visit) {
  const file = new WasmReader(bytes.slice().buffer, newIds()); // it reads no type
  let at = 0;
  try {
    if (bytes.length < 4 || file.u32() !== 0x6d736100)
      throw new Error("this is no wasm file: it does not begin with \\0asm");
    const version = file.u32();
    if (version !== 1)
      throw new Error(`this is no wasm module: it has the version ${version}, as a component has, and not 1`);
    while (!file.atEnd()) {
      at = file.at;
      const kind = file.u8();
      const length = file.leb();
      const end = file.at + length;
      if (end > bytes.length) throw sectionCut(at);
      visit(kind, file, end);
      if (file.at > end) throw sectionCut(at);
      file.at = end;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw sectionCut(at);
  }
}

/** @param {number} at */
function sectionCut(at) {
  return new Error(
    `this wasm file is damaged, or only a part of it is here: the section at byte ${at} ends too early. Build it again`,
  );
}

/** A number of 64 bits takes ten bytes of seven each. */
const LEB_BITS = 70;

/** Reads a wasm file, as far as it is asked for. */
export class WasmReader extends Decoder {
  /** A number in LEB128, which may be one of 64 bits, or negative: then only where it ends is asked for. */
  leb() {
    let value = 0;
    for (let shift = 0; shift < LEB_BITS; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Infinity; // beyond the end of whatever it is about
  }

  name() {
    const length = this.leb();
    const bytes = new Uint8Array(this.view.buffer, this.at, length);
    this.at += length;
    return newDecoder().decode(bytes);
  }

  /** @param {() => void} each */
  list(each) {
    for (let left = this.leb(); left > 0; left--) each();
  }

  /** @returns {string} The name of the module that it is from. */
  import() {
    const module = this.name();
    this.name();
    const kind = this.u8();
    if (kind === 4) this.u8(); // a tag's attribute
    if (kind === 1 || kind === 3) this.valueType();
    if (kind === 1 || kind === 2) this.limits();
    else if (kind === 3)
      this.u8(); // whether it can change
    else this.leb(); // the type of a function
    return module;
  }

  /** @returns {string} */
  export() {
    const name = this.name();
    this.u8();
    this.leb();
    return name;
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
