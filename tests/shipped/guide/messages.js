// @ts-check
// The messages of the JavaScript side and of js/cli.js, from their own text: the fixed parts of each, in order.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const JS = new URL("../../../js/", import.meta.url);

/** The compiler, as the parser of one file. @type {any} */
const ts = createRequire(JS)("typescript");

/** Classes whose argument at this index is a message. @type {Record<string, number>} */
const ERRORS = { Error: 0, TypeError: 0, RangeError: 0, PanicError: 0, UsageError: 0, ClosureError: 1 };

/** Functions whose argument at this index goes into a message. @type {Record<string, number>} */
const PARTS = { damaged: 0, strippedMessage: 0, mismatch: 0, byException: 0, panicked: 0, setMessage: 1 };

/**
 * Each message as the fixed texts in it, in order, and where it stands.
 *
 * @returns {{ place: string, parts: string[] }[]}
 */
export function messages() {
  const modules = readdirSync(new URL("src/", JS), { recursive: true }).filter((path) => String(path).endsWith(".js"));
  const tools = ["describe.js", "wasm_file.js", "cli.js", "build/build.js", "build/command.js", "build/app/load.js"];
  const tests = readdirSync(new URL("test/", JS)).map((name) => `test/${name}`);
  return [...tools, ...tests, ...modules.map((path) => `src/${path}`)].flatMap(messagesOf);
}

/** @param {string} name */
function messagesOf(name) {
  const file = ts.createSourceFile(name, readFileSync(new URL(name, JS), "utf8"), ts.ScriptTarget.Latest, true);
  /** @type {{ place: string, parts: string[] }[]} */
  const found = [];
  /** @param {any} node What a message is made of. */
  const add = (node) => {
    for (const parts of texts(node)) {
      const fixed = parts.filter((part) => /\w/.test(part));
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      if (fixed.length > 0) found.push({ place: `${name}:${line + 1}`, parts: fixed });
    }
  };
  /** @param {any} node */
  const visit = (node) => {
    const called = node.expression?.text ?? node.expression?.name?.text ?? "";
    if (ts.isNewExpression(node) && Object.hasOwn(ERRORS, called)) add(node.arguments[ERRORS[called]]);
    if (ts.isCallExpression(node) && Object.hasOwn(PARTS, called)) add(node.arguments[PARTS[called]]);
    // The answers of closures stand in a table.
    if (ts.isPropertyAssignment(node) && node.name.text === "message") add(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * The ways in which a message can read: for each, its fixed texts. What is computed stands between them.
 *
 * @param {any} node
 * @returns {string[][]}
 */
function texts(node) {
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (ts.isTemplateExpression(node)) {
    return [[node.head.text, ...node.templateSpans.map((/** @type {any} */ span) => span.literal.text)]];
  }
  if (ts.isParenthesizedExpression(node)) return texts(node.expression);
  // `message.trim()`
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return texts(node.expression.expression);
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [texts(node.left), texts(node.right)];
    return left.flatMap((before) => right.map((behind) => [...before, ...behind]));
  }
  return [[]];
}
