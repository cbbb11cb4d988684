// @ts-check
/**
 * Modules as one: of each only what is needed, of a class only the members that somebody names, and these without the
 * statements of which a comment says that they are there for something else. It knows modules as this package writes
 * them: imports by name, each name at the top of one module alone (js/layout.test.js), and no property that is asked
 * for by a name that is put together. What is not here: how a module is read (`statements.js`).
 */

import { parse } from "./statements.js";

/** @import { Extra, Module, Part, Statement } from "./statements.js" */
/** @import { Token } from "./tokens.js" */

/** @typedef {{ module: Module, statement: Statement }} Found */

/** What stands before the text of the app. */
export const OWN_TITLE = "// --- This app ---";

/**
 * @param {string} path Of the module that all others are there for.
 * @param {(path: string) => string} read The text of a module.
 * @param {string} split Path of the module whose functions return objects of which each member is there for itself.
 * @returns {string}
 */
export function join(path, read, split) {
  const modules = modulesOf(path, read, split);
  const needed = new Needed(modules);
  for (const statement of modules[modules.length - 1].statements)
    needed.add({ module: modules[modules.length - 1], statement });
  needed.close();
  const texts = modules.flatMap((module) => {
    const statements = module.statements.filter((statement) => needed.statements.has(statement));
    if (statements.length === 0) return [];
    if (module.path === path) return [OWN_TITLE, withoutImports(module.source)];
    return [`// --- ${module.path} ---`, ...statements.map((statement) => textOf(module, statement, needed))];
  });
  return `${texts.join("\n\n")}\n`;
}

/** @param {string} source */
function withoutImports(source) {
  return source.replace(/^(?:import [^;]*;\n)+/, "").trim();
}

/**
 * The names that are declared at the top of these modules, and of all that they import.
 *
 * @param {string[]} paths
 * @param {(path: string) => string} read
 */
export function namesIn(paths, read) {
  const all = paths.map((path) => `import ${JSON.stringify(`./${path}`)};\n`).join("");
  const modules = modulesOf("all.js", (path) => (path === "all.js" ? all : read(path)), "");
  return new Set(modules.flatMap(({ statements }) => statements.flatMap(({ names }) => names)));
}

/**
 * A module behind all that it imports.
 *
 * @param {string} path
 * @param {(path: string) => string} read
 * @param {string} split
 */
function modulesOf(path, read, split) {
  /** @type {Map<string, Module | null>} */
  const known = new Map();
  /** @type {Module[]} */
  const order = [];
  /** @param {string} path */
  const visit = (path) => {
    if (known.has(path)) return;
    known.set(path, null);
    const url = new URL(path, "file:///");
    const resolve = (/** @type {string} */ specifier) => new URL(specifier, url).pathname.slice(1);
    const module = parse(path, read(path), resolve, path === split);
    known.set(path, module);
    module.imported.forEach(visit);
    order.push(module);
  };
  visit(path);
  return order;
}

/** What is needed of some modules. */
class Needed {
  /** @type {Set<Statement>} */
  statements = new Set();
  /** @type {Set<Part>} */
  parts = new Set();
  /** The names of properties that are mentioned. @type {Set<string>} */
  #mentioned = new Set();
  /** By path and name. @type {Map<string, Found>} */
  #declared = new Map();
  /** What does something. @type {Found[]} */
  #effects = [];
  /** Statements in parts that nobody needs as yet, with their modules. @type {Map<Extra, Module>} */
  #extras = new Map();

  /** @param {Module[]} modules */
  constructor(modules) {
    for (const module of modules) {
      for (const statement of module.statements) {
        if (statement.names.length === 0) this.#effects.push({ module, statement });
        for (const name of statement.names) this.#declared.set(`${module.path} ${name}`, { module, statement });
      }
    }
  }

  /** @param {Found} found */
  add(found) {
    const { statement } = found;
    if (this.statements.has(statement)) return;
    this.statements.add(statement);
    for (const part of statement.parts) if (part.name === "") this.#addPart(found, part);
  }

  /** @param {Found} found @param {Part} part */
  #addPart({ module }, part) {
    this.parts.add(part);
    for (const extra of part.extras) this.#extras.set(extra, module);
    this.#addTokens(module, tokensOfPart(part));
  }

  /** @param {Module} module @param {Token[]} tokens */
  #addTokens(module, tokens) {
    for (const name of propertiesIn(tokens)) this.#mentioned.add(name);
    for (const name of variablesIn(tokens)) {
      const found = this.#find(module, name);
      if (found !== undefined) this.add(found);
    }
  }

  /** Adds those statements in parts that are there for what is. */
  #addExtras() {
    for (const [extra, module] of [...this.#extras]) {
      const declared = new Set([...this.statements].flatMap(({ names }) => names));
      if (!extra.names.some((name) => declared.has(name) || this.#mentioned.has(name))) continue;
      this.#extras.delete(extra);
      this.#addTokens(module, extra.tokens);
    }
  }

  /** What is left out of a part. @param {Part} part */
  leftOut(part) {
    return new Set(part.extras.flatMap((extra) => (this.#extras.has(extra) ? extra.tokens : [])));
  }

  /** What a name means in a module. @param {Module} module @param {string} name */
  #find({ path, imports }, name) {
    const imported = imports.get(name) ?? { path, name };
    return this.#declared.get(`${imported.path} ${imported.name}`);
  }

  /** Adds members that are mentioned, and what does something to what is there, until there are no more. */
  close() {
    let before = -1;
    while (before !== this.statements.size + this.parts.size - this.#extras.size) {
      before = this.statements.size + this.parts.size - this.#extras.size;
      this.#addExtras();
      for (const found of [...this.#declared.values()])
        if (this.statements.has(found.statement)) this.#addMembers(found);
      for (const found of this.#effects) if (this.#isAbout(found, new Set())) this.add(found);
    }
  }

  /** @param {Found} found */
  #addMembers(found) {
    const { parts } = found.statement;
    const names = new Set(parts.flatMap((part) => (this.parts.has(part) ? [...variablesIn(part.tokens)] : [])));
    for (const part of parts) {
      if (this.parts.has(part)) continue;
      // A local constant is mentioned by its own statement.
      const isLocal = part.tokens.find(({ kind }) => kind !== "comment")?.text === "const";
      if (isLocal ? names.has(part.name) : this.#mentioned.has(part.name)) this.#addPart(found, part);
    }
  }

  /**
   * Whether a statement reaches what is needed of its own module.
   *
   * @param {Found} found
   * @param {Set<Statement>} seen
   * @returns {boolean}
   */
  #isAbout({ module, statement }, seen) {
    if (seen.has(statement)) return false;
    seen.add(statement);
    for (const { tokens } of statement.parts) {
      for (const name of variablesIn(tokens)) {
        const found = this.#declared.get(`${module.path} ${name}`);
        if (found === undefined || seen.has(found.statement)) continue;
        if (this.statements.has(found.statement) || this.#isAbout(found, seen)) return true;
      }
    }
    return false;
  }
}

/** Those that it always has. @param {Part} part */
function tokensOfPart({ tokens, extras }) {
  const others = new Set(extras.flatMap((extra) => extra.tokens));
  return tokens.filter((token) => !others.has(token));
}

/** @param {Token[]} tokens */
function wordsOf(tokens) {
  return tokens.filter(({ kind }) => kind !== "comment");
}

/** Names that stand behind no dot. @param {Token[]} tokens @returns {Set<string>} */
function variablesIn(tokens) {
  const words = wordsOf(tokens);
  return new Set(
    words.flatMap(({ kind, text }, at) =>
      kind === "name" && !/^\??\.$/.test(words[at - 1]?.text ?? "") ? [text] : [],
    ),
  );
}

/**
 * Names that stand behind a dot, or in braces as those of properties do.
 *
 * @param {Token[]} tokens
 * @returns {Set<string>}
 */
function propertiesIn(tokens) {
  const words = wordsOf(tokens);
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {string[]} */
  const open = [];
  for (const [at, { kind, text }] of words.entries()) {
    if (kind === "sign" && /^[([{]$/.test(text)) open.push(text);
    else if (kind === "sign" && /^[)\]}]$/.test(text)) open.pop();
    const before = words[at - 1]?.text ?? "";
    if (kind !== "name") continue;
    if (before === "." && words[at - 2].text === "own") names.add(`own.${text}`);
    else if (/^\??\.$/.test(before) || (open[open.length - 1] === "{" && (before === "{" || before === ",")))
      names.add(text);
  }
  return names;
}

/**
 * The text of a statement, without what is not needed of it, and without what is for the types alone.
 *
 * @param {Module} module
 * @param {Statement} statement
 * @param {Needed} needed
 */
function textOf({ source }, { parts }, needed) {
  const first = wordsOf(parts[0].tokens)[0];
  const left = first.text === "export" ? first : undefined;
  let text = "";
  for (const part of parts) {
    if (!needed.parts.has(part)) continue;
    const leftOut = needed.leftOut(part);
    let at = spaceBefore(source, part.tokens[0].start);
    /** What stands before a token that is left out. */
    let gap = "";
    for (const token of part.tokens) {
      const space = /** @type {RegExpExecArray} */ (/^\s*/.exec(source.slice(at, token.start)))[0];
      const indent = /\n( *)$/.exec(space)?.[1] ?? "";
      const plain =
        token === left || leftOut.has(token)
          ? ""
          : token.kind === "comment"
            ? plainComment(token.text, indent)
            : token.text;
      at = token.end;
      if (linesIn(space) >= linesIn(gap)) gap = space;
      if (plain === "") continue;
      text += gap + plain;
      gap = "";
    }
  }
  return text.trim();
}

/** @param {string} space */
function linesIn(space) {
  return space.split("\n").length;
}

/** Where the white space begins that ends at a place. @param {string} source @param {number} at */
function spaceBefore(source, at) {
  while (at > 0 && /\s/.test(source[at - 1])) at--;
  return at;
}

/**
 * A comment without what is there for tools; "" if nothing is left.
 *
 * @param {string} comment
 * @param {string} indent
 */
function plainComment(comment, indent) {
  if (comment.startsWith("//")) return /^\/\/ (?:@ts-|biome-ignore)/.test(comment) ? "" : comment;
  if (!comment.startsWith("/**")) return comment;
  const lines = comment
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const tag = lines.findIndex((line) => /(?:^|\s)@[a-z]\w*\b/.test(line));
  const kept = tag < 0 ? lines : [...lines.slice(0, tag), lines[tag].replace(/(?:^|\s)@[a-z]\w*\b[^]*$/, "")];
  const text = kept.join("\n").trim();
  if (text === "") return "";
  if (!text.includes("\n")) return `/** ${text} */`;
  return ["/**", ...text.split("\n").map((line) => ` * ${line}`.trimEnd()), " */"].join(`\n${indent}`);
}
