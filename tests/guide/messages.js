// @ts-check
// The messages that js/closures_extern.js can throw, from its own text: the fixed parts of each, in order.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const JS = new URL("../../js/", import.meta.url);

/** The compiler, as the parser of one file. @type {any} */
const ts = createRequire(JS)("typescript");

/** Classes whose argument at this index is a message. @type {Record<string, number>} */
const ERRORS = { Error: 0, TypeError: 0, RangeError: 0, PanicError: 0, ClosureError: 1 };

/** Functions whose argument at this index goes into a message. @type {Record<string, number>} */
const PARTS = { damaged: 0, strippedMessage: 0, mismatch: 0 };

/**
 * Each message as the fixed texts in it, in order, and the line that it stands in.
 *
 * @returns {{ line: number, parts: string[] }[]}
 */
export function messages() {
  const text = readFileSync(new URL("closures_extern.js", JS), "utf8");
  const file = ts.createSourceFile("closures_extern.js", text, ts.ScriptTarget.Latest, true);
  /** @type {{ line: number, parts: string[] }[]} */
  const found = [];
  /** @param {any} node What a message is made of. */
  const add = (node) => {
    for (const parts of texts(node)) {
      const fixed = parts.filter((part) => /\w/.test(part));
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      if (fixed.length > 0) found.push({ line: line + 1, parts: fixed });
    }
  };
  /** @param {any} node */
  const visit = (node) => {
    const name = node.expression?.text ?? "";
    if (ts.isNewExpression(node) && Object.hasOwn(ERRORS, name)) add(node.arguments[ERRORS[name]]);
    if (ts.isCallExpression(node) && Object.hasOwn(PARTS, name)) add(node.arguments[PARTS[name]]);
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
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return texts(node.expression.expression);
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [texts(node.left), texts(node.right)];
    return left.flatMap((before) => right.map((behind) => [...before, ...behind]));
  }
  return [[]];
}
