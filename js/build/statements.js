// @ts-check
/**
 * A module as what `join.js` takes or leaves: its statements, and of a class its members. What is not here: which of
 * them an app needs.
 */

import { tokensOf } from "./tokens.js";

/** @import { Token } from "./tokens.js" */

/**
 * @typedef {object} Part What is taken or left as a whole.
 * @property {string} name Of a member or a local constant; "" of what its statement always has. That of a member of an
 * object which a function returns is `own.` and its name, as the text of an app says it.
 * @property {Token[]} tokens With the comments before it.
 * @property {Extra[]} extras
 *
 * @typedef {object} Extra A statement in a part, with the comment before it, which says what it is there for: "With
 * `give` or `lend`: ..", say. It is left out of an app that has no such thing.
 * @property {string[]} names
 * @property {Token[]} tokens
 *
 * @typedef {object} Statement
 * @property {string[]} names What it declares; none of what does something.
 * @property {Part[]} parts In the order of the text.
 *
 * @typedef {object} Module
 * @property {string} path
 * @property {string} source
 * @property {Map<string, { path: string, name: string }>} imports By local name.
 * @property {string[]} imported The paths of all modules that it imports.
 * @property {Statement[]} statements
 */

/** What the comment before an extra begins with. */
const WITH = /^\/\/ With (`\w+`(?:(?:, | or )`\w+`)*): /;

/** Statements that begin with these words end with a brace, and not with a semicolon. */
const WITH_BODY = new Set(["function", "class", "if", "async"]);

/**
 * @param {string} path
 * @param {string} source
 * @param {(specifier: string) => string} resolve The path of a module that it imports.
 * @param {boolean} [returned] Whether the members of an object that a function returns are parts too.
 * @returns {Module}
 */
export function parse(path, source, resolve, returned = false) {
  /** @type {Module} */
  const module = { path, source, imports: new Map(), imported: [], statements: [] };
  for (const tokens of split(tokensOf(source))) {
    const words = tokens.filter(({ kind }) => kind !== "comment");
    if (words.length === 0) continue;
    if (words[0].text === "import" && words[1].text !== "(" && words[1].text !== ".") addImport(module, words, resolve);
    else module.statements.push(statementOf(tokens, returned));
  }
  return module;
}

/** The statements of a module, each with the comments before it. @param {Token[]} tokens */
function split(tokens) {
  /** @type {Token[][]} */
  const found = [];
  let start = 0;
  let depth = 0;
  let hasBody = false;
  let isFirst = true;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "comment") continue;
    if (isFirst && token.text !== "export") {
      hasBody = WITH_BODY.has(token.text);
      isFirst = false;
    }
    depth += change(token);
    if (depth > 0 || (token.text !== ";" && !(hasBody && token.text === "}"))) continue;
    found.push(tokens.slice(start, at + 1));
    start = at + 1;
    isFirst = true;
  }
  return found;
}

/** How much deeper the text is behind a token. @param {Token} token */
function change({ kind, text }) {
  if (kind !== "sign") return 0;
  return text === "(" || text === "[" || text === "{" ? 1 : text === ")" || text === "]" || text === "}" ? -1 : 0;
}

/** @param {Module} module @param {Token[]} words @param {(specifier: string) => string} resolve */
function addImport({ imports, imported }, words, resolve) {
  const path = resolve(words[words.length - 2].text.slice(1, -1));
  imported.push(path);
  for (const { kind, text } of words.slice(1, -2))
    if (kind === "name" && text !== "from") imports.set(text, { path, name: text });
}

/** @param {Token[]} tokens @param {boolean} returned @returns {Statement} */
function statementOf(tokens, returned) {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  const exported = words[0].text === "export";
  const [first, second, third] = exported ? words.slice(1) : words;
  const isDeclared = /^(?:function|class|const|let|async)$/.test(first.text);
  const names = !isDeclared ? [] : first.text === "async" ? [third.text] : namesOf(second, words);
  if (first.text === "class") return { names, parts: membersOf(tokens, "class") };
  if (returned && first.text === "function") return { names, parts: membersOf(tokens, "function") };
  return { names, parts: [partOf("", tokens)] };
}

/** @param {string} name @param {Token[]} tokens @returns {Part} */
function partOf(name, tokens) {
  const extras = tokens.flatMap(({ kind, text }, at) => {
    const wanted = kind === "comment" ? WITH.exec(text)?.[1] : undefined;
    if (wanted === undefined) return [];
    return [{ names: wanted.match(/\w+(?=`)/g) ?? [], tokens: tokens.slice(at, endOfStatement(tokens, at)) }];
  });
  return { name, tokens, extras };
}

/** Where the statement ends that a place is in or before. @param {Token[]} tokens @param {number} at */
function endOfStatement(tokens, at) {
  let depth = 0;
  let first = "";
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token.kind === "comment") continue;
    first ||= token.text;
    depth += change(token);
    const isBody = token.text === "}" && (first === "if" || first === "for");
    if (depth === 0 && (token.text === ";" || isBody)) break;
  }
  return at + 1;
}

/** What a declaration declares: one name, or those of a pattern. @param {Token} first @param {Token[]} words */
function namesOf(first, words) {
  if (first.kind === "name") return [first.text];
  const start = words.indexOf(first);
  const end = words.findIndex(({ text }) => text === "=");
  return words.slice(start, end).flatMap(({ kind, text }) => (kind === "name" ? [text] : []));
}

/**
 * The parts of a class, or of a function: there the local constants, and the members of the object that it returns.
 *
 * @param {Token[]} tokens
 * @param {"class" | "function"} of
 * @returns {Part[]}
 */
function membersOf(tokens, of) {
  /** @type {Part[]} */
  const parts = [];
  let depth = 0;
  let inObject = false;
  /** @type {Token[]} */
  let open = [];
  const end = (/** @type {boolean} */ isMember) => {
    if (open.length > 0) parts.push(partOf(isMember ? memberName(open, of) : "", open));
    open = [];
  };
  let body = -1;
  for (const [at, token] of tokens.entries()) {
    depth += change(token);
    open.push(token);
    if (body < 0) {
      // The body begins behind the parameters, or what is extended.
      if (depth !== 1 || token.text !== "{" || token.kind !== "sign") continue;
      body = depth;
      end(false);
    } else if (depth === 0) {
      open.pop();
      end(false);
      open.push(token);
    } else if (of === "function" && depth === body + 1 && token.text === "{" && before(tokens, at)?.text === "return") {
      inObject = true;
      body = depth;
      end(false);
    } else if (inObject && depth < body) {
      open.pop();
      end(true);
      open.push(token);
      inObject = false;
      body = depth;
    } else if (depth === body && isEnd(token, of, inObject, open)) end(true);
  }
  end(false);
  return parts;
}

/** @param {Token[]} tokens @param {number} at */
function before(tokens, at) {
  return tokens
    .slice(0, at)
    .filter(({ kind }) => kind !== "comment")
    .pop();
}

/**
 * Whether a member ends with a token.
 *
 * @param {Token} token
 * @param {"class" | "function"} of
 * @param {boolean} inObject
 * @param {Token[]} open The member up to it.
 */
function isEnd({ kind, text }, of, inObject, open) {
  if (kind !== "sign") return false;
  if (inObject) return text === ",";
  return text === ";" || (text === "}" && of === "class" && !isField(open));
}

/** Whether a member of a class has no body. @param {Token[]} tokens Its own. */
function isField(tokens) {
  const [first, second, third] = tokens.filter(({ kind }) => kind !== "comment");
  return (first.text === "static" ? third : second)?.text === "=";
}

/**
 * What a member is called by which it can be left out; "" if it always stays.
 *
 * @param {Token[]} tokens
 * @param {"class" | "function"} of
 */
function memberName(tokens, of) {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  if (of === "function") {
    if (words[0]?.text === "const") return words[1].kind === "name" ? words[1].text : "";
    const isMember = words[0]?.kind === "name" && words[0].text !== "return" && words[0].text !== "if";
    return isMember ? `own.${words[0].text}` : "";
  }
  const name = words.find(({ text, kind }) => kind !== "name" || !/^(?:static|get|set|async)$/.test(text)) ?? words[0];
  return name.kind === "name" && name.text !== "constructor" ? name.text : "";
}
