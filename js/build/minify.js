// @ts-check
/**
 * What a minifier cannot know of the text of an app: which tables are constants, and which properties are ours alone.
 * What is not here: the minifier, which is esbuild (`command.js`).
 */

import { tokensOf } from "./tokens.js";

/** Names that others read of objects which are made here, or that ours are read by outside. */
const FOREIGN = (
  "value writable enumerable configurable get set location node readFile fileURLToPath code cause exports instance " +
  "module modules stats closures handles free memory onPanic read url written"
).split(" ");

/**
 * The text with the numbers of its tables in place of their names.
 *
 * @param {string} js
 */
export function withoutTables(js) {
  /** @type {Map<string, Map<string, string>>} */
  const tables = new Map();
  const rest = js.replace(
    /^const ([A-Z]+) = Object\.freeze\(\{\n((?:\s*\w+: \d+,)+\s*)\}\);\n/gm,
    (all, name, said) => {
      const used = [...js.matchAll(new RegExp(`(?<![\\w.$])${name}(?![\\w$])(.)`, "g"))];
      // Its own declaration is the first.
      if (used.slice(1).some(([, next]) => next !== ".")) return all;
      tables.set(name, new Map([...said.matchAll(/(\w+): (\d+)/g)].map(([, member, number]) => [member, number])));
      return "";
    },
  );
  const words = tokensOf(rest);
  let text = "";
  let at = 0;
  for (const [index, { kind, text: name, start }] of words.entries()) {
    const table = kind === "name" && words[index - 1]?.text !== "." ? tables.get(name) : undefined;
    const number = table?.get(words[index + 2]?.text);
    if (number === undefined || words[index + 1].text !== ".") continue;
    text += rest.slice(at, start) + number;
    at = words[index + 2].end;
  }
  return text + rest.slice(at);
}

/**
 * The properties of a text that nobody outside of it reads or has made: it declares them, as members of classes or in
 * an object, and no object of the language or of Node has one of that name.
 *
 * @param {string} js
 * @param {Iterable<string>} names What the app imports and exports.
 */
export function ownProperties(js, names) {
  const known = new Set([...FOREIGN, ...names]);
  /** @param {any} object @param {number} depth */
  const learn = (object, depth) => {
    if (Object(object) !== object) return;
    for (const [name, { value: own }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
      known.add(name);
      // Node has classes that are made when they are first asked for, as `TextEncoder` is.
      const value = object === globalThis && /^[A-Z]/.test(name) ? object[name] : own;
      // `WebAssembly.Module.imports`, `process.versions`; and what a prototype has.
      if (depth > 0 && value !== globalThis) learn(value, depth - 1);
    }
  };
  learn(globalThis, 3);
  const words = tokensOf(js).filter(({ kind }) => kind !== "comment");
  /** @param {number} at */
  const text = (at) => words[at]?.text ?? "";
  const read = new Set(
    words.flatMap(({ kind, text: name }, at) => (kind === "name" && /^\??\.$/.test(text(at - 1)) ? [name] : [])),
  );
  const declared = words.flatMap(({ kind, text: name }, at) => {
    const isFirst = /^[{,;}]$/.test(text(at - 1)) || text(at - 1) === "static";
    return kind === "name" && isFirst && /^[:,}=;(]$/.test(text(at + 1)) ? [name] : [];
  });
  return [...new Set(declared)].filter((name) => read.has(name) && !known.has(name) && !/^closures_extern_/.test(name));
}
