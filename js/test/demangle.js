// @ts-check
/**
 * A symbol of Rust's as its author has written it: of rustc's older scheme, and of that which it calls v0 (RFC 2603).
 * What is not here: where symbols are found (`stack.js`).
 */

/** @param {string} symbol @returns {string} The symbol itself if it is none of Rust's. */
export function demangle(symbol) {
  if (/^_?_ZN.*E/.test(symbol)) return legacy(symbol);
  if (/^_?_?R[A-Z]/.test(symbol)) {
    try {
      return new Reader(symbol.replace(/^_?_?R/, "").replace(/\..*$/, "")).path();
    } catch {
      return symbol;
    }
  }
  return symbol;
}

/** What the older scheme writes for what no name of a C compiler may have. @type {Record<string, string>} */
const ESCAPES = {
  ...{ SP: "@", BP: "*", RF: "&", LT: "<", GT: ">", LP: "(", RP: ")", C: "," },
  ...{ u20: " ", u22: '"', u27: "'", u2b: "+", u3b: ";", u5b: "[", u5d: "]", u7b: "{", u7d: "}", u7e: "~" },
};

/** @param {string} symbol */
function legacy(symbol) {
  /** @type {string[]} */
  const parts = [];
  let rest = symbol.replace(/^_?_ZN/, "");
  for (let found = /^\d+/.exec(rest); found !== null; found = /^\d+/.exec(rest)) {
    const start = found[0].length;
    const end = start + Number(found[0]);
    parts.push(rest.slice(start, end));
    rest = rest.slice(end);
  }
  if (/^h[0-9a-f]{16}$/.test(parts.at(-1) ?? "")) parts.pop();
  return parts.map(unescape).join("::");
}

/** @param {string} part */
function unescape(part) {
  return part
    .replace(/^_\$/, "$")
    .replace(/\$(\w+)\$/g, (whole, code) => ESCAPES[code] ?? whole)
    .replaceAll("..", "::");
}

/** The types that v0 has a letter for. @type {Record<string, string>} */
const BASIC = {
  ...{ a: "i8", b: "bool", c: "char", d: "f64", e: "str", f: "f32", h: "u8", i: "isize", j: "usize", l: "i32" },
  ...{ m: "u32", n: "i128", o: "u128", p: "_", s: "i16", t: "u16", u: "()", v: "...", x: "i64", y: "u64", z: "!" },
};

/** Thrown for a symbol that is written otherwise. */
class Unreadable extends Error {}

/** Reads a symbol of the scheme v0. */
class Reader {
  text;
  at = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  next() {
    if (this.at >= this.text.length) throw new Unreadable();
    return this.text[this.at++];
  }

  /** @param {string} letter */
  has(letter) {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  /** A number in base 62, which ends with a line. */
  base62() {
    if (this.has("_")) return 0;
    let value = 0;
    for (let letter = this.next(); letter !== "_"; letter = this.next()) {
      value = value * 62 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(letter);
    }
    return value + 1;
  }

  /** Of what stands elsewhere in the symbol. @template T @param {() => T} read @returns {T} */
  back(read) {
    const to = this.base62();
    const { at } = this;
    if (to >= at) throw new Unreadable();
    this.at = to;
    const found = read();
    this.at = at;
    return found;
  }

  /** @returns {{ name: string, number: number }} */
  identifier() {
    const number = this.has("s") ? this.base62() + 1 : 0;
    const isPunycode = this.has("u");
    const digits = /^\d+/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += digits.startsWith("0") ? 1 : digits.length;
    const length = digits.startsWith("0") ? 0 : Number(digits);
    this.has("_");
    const name = this.text.slice(this.at, this.at + length);
    this.at += length;
    return { name: isPunycode ? `punycode{${name}}` : name, number };
  }

  /** @returns {string} */
  path() {
    const kind = this.next();
    switch (kind) {
      case "C":
        return this.identifier().name;
      case "M":
      case "X": {
        if (this.has("s")) this.base62();
        this.path(); // where the impl stands
        const self = this.type();
        return kind === "M" ? `<${self}>` : `<${self} as ${this.path()}>`;
      }
      case "Y":
        return `<${this.type()} as ${this.path()}>`;
      case "N": {
        const space = this.next();
        const outer = this.path();
        const { name, number } = this.identifier();
        if (space >= "a" && space <= "z") return name === "" ? outer : `${outer}::${name}`;
        const what = space === "C" ? "closure" : space === "S" ? "shim" : space;
        return `${outer}::{${what}${name === "" ? "" : `:${name}`}#${number}}`;
      }
      case "I": {
        const outer = this.path();
        return `${outer}::<${this.list(() => this.argument()).join(", ")}>`;
      }
      case "B":
        return this.back(() => this.path());
      default:
        throw new Unreadable();
    }
  }

  /** @param {() => string} read @returns {string[]} */
  list(read) {
    /** @type {string[]} */
    const found = [];
    while (!this.has("E")) found.push(read());
    return found;
  }

  argument() {
    if (this.has("L")) {
      this.base62();
      return "'_";
    }
    return this.has("K") ? this.constant() : this.type();
  }

  /** @returns {string} */
  constant() {
    if (this.has("B")) return this.back(() => this.constant());
    if (this.has("p")) return "_";
    this.type();
    const minus = this.has("n") ? "-" : "";
    const digits = /^[0-9a-f]*/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += digits.length + 1;
    return digits.length > 13 ? `${minus}0x${digits}` : `${minus}${Number.parseInt(digits || "0", 16)}`;
  }

  /** @returns {string} */
  type() {
    const { at } = this;
    const kind = this.next();
    if (BASIC[kind] !== undefined) return BASIC[kind];
    switch (kind) {
      case "A":
        return `[${this.type()}; ${this.constant()}]`;
      case "S":
        return `[${this.type()}]`;
      case "T":
        return `(${this.list(() => this.type()).join(", ")})`;
      case "R":
      case "Q":
        if (this.has("L")) this.base62();
        return `&${kind === "Q" ? "mut " : ""}${this.type()}`;
      case "P":
        return `*const ${this.type()}`;
      case "O":
        return `*mut ${this.type()}`;
      case "F":
        return this.functionType();
      case "D":
        return this.traitObject();
      case "B":
        return this.back(() => this.type());
      default:
        this.at = at;
        return this.path();
    }
  }

  functionType() {
    if (this.has("G")) this.base62();
    this.has("U");
    if (this.has("K") && !this.has("C")) this.identifier();
    const params = this.list(() => this.type());
    const result = this.type();
    return `fn(${params.join(", ")})${result === "()" ? "" : ` -> ${result}`}`;
  }

  traitObject() {
    if (this.has("G")) this.base62();
    const traits = this.list(() => {
      let trait = this.path();
      while (this.has("p")) {
        const { name } = this.identifier();
        trait += `<${name} = ${this.type()}>`;
      }
      return trait;
    });
    if (this.has("L")) this.base62();
    return `dyn ${traits.join(" + ")}`;
  }
}
