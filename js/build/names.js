// @ts-check
/** Names in the text of an app: what may be called how, and what each name of a shared module is imported from. */

import { keyOf } from "../src/section/names.js";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Words that are no names of variables in a module, or mean something there. */
const WORDS = (
  "arguments as async await break case catch class const continue debugger default delete do else enum eval export " +
  "extends false finally for from function get if implements import in instanceof interface let new null of package " +
  "private protected public return set static super switch this throw true try typeof undefined var void while with " +
  "yield"
).split(" ");

/**
 * The words of a text that are names of globals: whatever it is written for, a variable of that name would hide one.
 *
 * @param {string} text
 */
export function globalsIn(text) {
  return new Set((text.match(/[\w$]+/g) ?? []).filter((word) => Object.hasOwn(globalThis, word)));
}

/**
 * Names for variables, each once: none in a scope is that of a variable around it, also of one that comes to be later.
 * A text of the scope may name that one.
 */
export class Names {
  #taken;
  #outer;
  /** Those in the scopes inside. @type {Set<string>} */
  #inside = new Set();

  /** @param {Iterable<string>} [taken] @param {Names | null} [outer] The scope around it. */
  constructor(taken = [], outer = null) {
    this.#taken = new Set([...WORDS, ...taken]);
    this.#outer = outer;
  }

  /** A scope inside of this one. */
  inner() {
    return new Names([], this);
  }

  /** @param {string} name @returns {boolean} */
  #isTaken(name) {
    return this.#taken.has(name) || (this.#outer !== null && this.#outer.#isTaken(name));
  }

  /** Says to the scopes around it what this one has. @param {string} name */
  #tell(name) {
    for (let scope = this.#outer; scope !== null; scope = scope.#outer) scope.#inside.add(name);
  }

  /** The name, or one like it if that is taken. @param {string} wanted */
  take(wanted) {
    const plain = IDENTIFIER.test(wanted) ? wanted : `_${wanted.replace(/[^\p{ID_Continue}]/gu, "_")}`;
    let name = plain;
    for (let number = 2; this.#isTaken(name) || this.#inside.has(name); number++) name = `${plain}${number}`;
    this.#taken.add(name);
    this.#tell(name);
    return name;
  }
}

/**
 * A property, behind whatever it is of: `.name`, `["a b"]`, `[Symbol.iterator]`.
 *
 * @param {string} name
 * @returns {string}
 */
export function property(name) {
  const text = symbolText(name);
  if (text !== null) return `[${text}]`;
  return IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The same behind what may be nothing. @param {string} name */
export function optionalProperty(name) {
  const text = property(name);
  return text.startsWith(".") ? `?${text}` : `?.${text}`;
}

/** A property's name in an object. @param {string} name */
export function key(name) {
  const text = symbolText(name);
  if (text !== null) return `[${text}]`;
  if (name === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}

/** The key of a property as an expression. @param {string} name */
export function keyText(name) {
  return symbolText(name) ?? JSON.stringify(name);
}

/**
 * An expression of the symbol that a name means, which an environment may lack; `null` of other names.
 *
 * @param {string} name
 * @returns {string | null}
 */
function symbolText(name) {
  if (typeof keyOf(name) === "string") return null;
  const symbol = name.slice("[Symbol.".length, -1);
  return `Symbol${property(symbol)} ?? Symbol.for(${JSON.stringify(`Symbol.${symbol}`)})`;
}

/** A comment, which is one line whatever the app's names in it are. @param {string} text */
export function comment(text) {
  return `// ${text.replace(/[\n\r\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`)}`;
}

/** Lines further in. Strings may have other ends of lines. @param {string} text @param {number} by */
export function indent(text, by) {
  return text.replace(/(?<=^|\n)(?=[^\n])/g, " ".repeat(by));
}

/** Lines one step further in. @param {string[]} lines */
export function indented(lines) {
  return lines.map((line) => indent(line, 2));
}
