// @ts-check
/** Names in the text of an app: what may be called how, and what each name of a shared module is imported from. */

import { keyOf } from "../src/section/names.js";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Words that are no names of variables in a module, or mean something there. */
const WORDS = (
  "arguments as async await break case catch class const continue debugger default delete do else enum eval export " +
  "extends false finally for from function get globalThis if implements import in instanceof interface let new null " +
  "of package private protected public return set static super switch this throw true try typeof undefined var void " +
  "while with yield Array BigInt Boolean Map NaN Infinity Number Object Promise Reflect Set String Symbol URL " +
  "WebAssembly"
).split(" ");

/** Names for variables, each once. */
export class Names {
  #taken;

  /** @param {Iterable<string>} [taken] */
  constructor(taken = []) {
    this.#taken = new Set([...WORDS, ...taken]);
  }

  /** A scope inside of this one. */
  inner() {
    return new Names(this.#taken);
  }

  /** The name, or one like it if that is taken. @param {string} wanted */
  take(wanted) {
    const plain = IDENTIFIER.test(wanted) ? wanted : `_${wanted.replace(/[^\p{ID_Continue}]/gu, "_")}`;
    let name = plain;
    for (let number = 2; this.#taken.has(name); number++) name = `${plain}${number}`;
    this.#taken.add(name);
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

/** Lines further in. @param {string} text @param {number} by */
export function indent(text, by) {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}

/** Lines one step further in. @param {string[]} lines */
export function indented(lines) {
  return lines.map((line) => indent(line, 2));
}
