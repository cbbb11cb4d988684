// @ts-check
/**
 * JavaScript as tokens: as much as it takes to join modules. It serves modules of this package and what `write.js`
 * makes, all in the format of Biome. What is not here: what a statement is (`statements.js`).
 */

/**
 * @typedef {object} Token
 * @property {"name" | "private" | "number" | "string" | "template" | "regex" | "sign" | "comment"} kind
 * @property {string} text
 * @property {number} start
 * @property {number} end
 */

const SPACE = /\s+/y;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const NAME = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /0[xX][\da-fA-F_]+n?|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?n?/y;
const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const SIGN = /\.\.\.|=>|\?\?=|\?\.(?!\d)|\?\?|[*&|]{2}=?|>>>=?|>>=?|<<=?|[=!]==?|\+\+|--|[-+*/%&|^<>]=|[^]/y;
/** Of a template: its text, up to what is put into it or to its end. */
const PIECE = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;

/** Words behind which a slash begins a regular expression. */
const BEFORE_REGEX = new Set(["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else"]);

/** @param {Token | undefined} before The token before the slash, comments apart. */
function mayDivide(before) {
  if (before === undefined) return false;
  if (before.kind === "sign") return before.text === ")" || before.text === "]" || before.text === "}";
  return before.kind !== "name" || !BEFORE_REGEX.has(before.text);
}

/**
 * @param {string} source
 * @returns {Token[]}
 */
export function tokensOf(source) {
  /** @type {Token[]} */
  const tokens = [];
  /** Of each template that is open: how many braces are, in what is put into it. @type {number[]} */
  const templates = [];
  let at = 0;
  /** @type {Token | undefined} */
  let before;
  /** @param {RegExp} pattern */
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  /** @param {Token["kind"]} kind @param {string} text */
  const add = (kind, text) => {
    const token = { kind, text, start: at, end: at + text.length };
    tokens.push(token);
    at = token.end;
    if (kind !== "comment") before = token;
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const { kind, text } = next(match, before, templates);
    add(kind, text);
  }
  return tokens;
}

/**
 * @param {(pattern: RegExp) => string | undefined} match
 * @param {Token | undefined} before
 * @param {number[]} templates Is changed.
 * @returns {{ kind: Token["kind"], text: string }}
 */
function next(match, before, templates) {
  const comment = match(COMMENT);
  if (comment !== undefined) return { kind: "comment", text: comment };
  const name = match(NAME);
  if (name !== undefined) return { kind: name.startsWith("#") ? "private" : "name", text: name };
  const number = match(NUMBER);
  if (number !== undefined) return { kind: "number", text: number };
  const string = match(STRING);
  if (string !== undefined) return { kind: "string", text: string };
  const regex = mayDivide(before) ? undefined : match(REGEX);
  if (regex !== undefined) return { kind: "regex", text: regex };
  const sign = /** @type {string} */ (match(SIGN));
  const innermost = templates.length - 1;
  if (sign === "{" && innermost >= 0) templates[innermost]++;
  if (sign === "}" && innermost >= 0) templates[innermost]--;
  if (sign !== "`" && !(sign === "}" && templates[innermost] < 0)) return { kind: "sign", text: sign };
  if (sign === "}") templates.pop();
  const piece = match(new RegExp(`.${PIECE.source}`, "sy"));
  if (piece === undefined) throw new Error("a template does not end");
  if (piece.endsWith("${")) templates.push(0);
  return { kind: "template", text: piece };
}
