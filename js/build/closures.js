// @ts-check
/**
 * The text of what enters Rust: the functions of closures, and exports. It does what `src/adapters/into.js` and
 * `numbers.js` do for any of them; those with several parameters that Rust must be handed in memory, with `this` or
 * with a `Rest` take that way. What is not here: how a gate works (`src/runtime/gate.js`, and of what an import lends
 * `lend.js`).
 */

import { EXPORT, TAG } from "../src/protocol.js";
import { mostOf } from "../src/runtime/gate.js";
import { isNumber, takesThis } from "../src/section/types.js";
import { indented } from "./names.js";

/** @import { Export } from "../src/section/records.js" */
/** @import { Signature, Type } from "../src/section/types.js" */
/** @import { Context } from "./write.js" */

/**
 * @typedef {object} Gate How the text of a closure's function asks its gate, raises it, enters Rust, and lowers it.
 * @property {string[]} first Lines that stand before all else, also before numbers are converted.
 * @property {string} isShut An expression.
 * @property {string} refuse A call, which throws.
 * @property {string[]} raise Lines.
 * @property {(slots: string[]) => string} enter An expression.
 * @property {string[]} lower Lines.
 * @property {string} ended What is thrown for an exception that comes out of Rust, as an expression.
 */

const LETTERS = "abcdefgh";

/** Names in the text of an export, which none of its parameters has then. */
const OWN_NAMES = [..."pqrxyz", "slot", "error"];

/** What an export does when the instance has ended. */
const REFUSE = "if (life.panic !== null) throw life.later();";

/** What is done first about an exception that comes out of wasm. */
const ENDING = ["life.panic ??= life.doubt;", "memory.u8[life.flag] = 128; // ended"];

/**
 * The kind of the closures of a signature, as the body of a function of `enter`, its trampoline, and `once`.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {boolean} maybeOnce Whether one of them may be a `FnOnce`.
 * @returns {string}
 */
export function kindText(context, signature, maybeOnce) {
  if (!isSimple(context, signature.params)) return generalKind(context, signature);
  return [
    ...(maybeOnce ? [`const called = once ? ${context.use("SPENT")} : 1;`] : []),
    `const make = (state) => ${functionText(context, signature, gateOfState(signature, maybeOnce))};`,
    "return { once, make };",
  ].join("\n");
}

/**
 * That of a heap closure. One that can be called once is not told apart while it is open: its gate is then raised for
 * good, and `settle` finds that.
 *
 * @param {Signature} signature
 * @param {boolean} maybeOnce
 * @returns {Gate}
 */
function gateOfState({ exclusive }, maybeOnce) {
  return {
    first: maybeOnce ? ["if (once && (state.gate !== 0 || life.panic !== null)) closures.refuse(state);"] : [],
    refuse: "closures.refuse(state)",
    enter: (slots) => `enter(${["state.env", ...slots].join(", ")})`,
    ended: "closures.ended(state, error)",
    ...(exclusive
      ? {
          isShut: "state.gate !== 0",
          raise: [`state.gate = ${maybeOnce ? "called" : "1"};`],
          lower: ["if (state.gate === 1) state.gate = 0;", "else closures.settle(state, 0);"],
        }
      : {
          isShut: `state.gate > ${mostOf(false)}`,
          raise: ["const calls = state.gate;", "state.gate = calls + 1;"],
          lower: ["if (state.gate === calls + 1) state.gate = calls;", "else closures.settle(state, calls);"],
        }),
  };
}

/**
 * Whether a text of its own says what is done with parameters.
 *
 * @param {Context} context
 * @param {readonly Type[]} params
 */
export function isSimple({ types }, params) {
  if (params.length > 3) return false;
  if (params.some((type) => type.tag === TAG.this || type.tag === TAG.rest || types.flags(type).borrow !== null))
    return false;
  return params.length === 1 || params.every((type) => isNumber(type) || type.tag === TAG.bool);
}

/**
 * The function of a closure, as an expression.
 *
 * Numbers are converted before the gate is asked, because that may run foreign code, and Rust itself refuses to be
 * entered when the instance has ended; but not those of what can be called once. Of other types it is asked before
 * anything is converted, and again behind that. Behind `lower` nothing is called but Rust, so that nothing need be
 * taken back: `one` in `src/adapters/into.js`.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {Gate} gate
 * @returns {string}
 */
export function functionText(context, { params, result, empty }, gate) {
  const letters = [...LETTERS].slice(0, params.length);
  const { convert, lower, slots } = argumentsText(context, params, letters);
  const ofNumbers = !context.debug && params.every(isNumber) && (isNumber(result) || empty);
  const ask = `if (${gate.isShut}${ofNumbers ? "" : " || life.panic !== null"}) ${gate.refuse};`;
  const before = convert.length === 0 ? [] : gate.first;
  const asked = ofNumbers ? [...before, ...convert, ask] : [ask, ...convert, ...(convert.length === 0 ? [] : [ask])];
  return [
    `(${letters.join(", ")}) => {`,
    ...indented([...asked, ...lower, ...gate.raise, ...(empty ? [] : ["let slot;"])]),
    "  try {",
    `    ${empty ? "" : "slot = "}${gate.enter(slots)};`,
    ...indented(indented(gate.lower)),
    "  } catch (error) {",
    ...indented(indented(ENDING)),
    `    throw ${gate.ended};`,
    "  }",
    ...(empty ? [] : [`  return ${liftedText(context, result, "slot")};`]),
    "}",
  ].join("\n");
}

/**
 * Lines that convert arguments, and lines that make slots of what is no number; and how these are taken back.
 *
 * @param {Context} context
 * @param {readonly Type[]} params
 * @param {string[]} names
 */
function argumentsText({ types, use, debug, heap }, params, names) {
  /** @type {string[]} */
  const convert = [];
  /** @type {string[]} */
  const lower = [];
  /** @type {string[]} */
  const slots = [];
  let undo = "";
  for (const [at, type] of params.entries()) {
    const [value, slot] = ["pqr"[at], "xyz"[at]];
    const copy = params.slice(at + 1).some((later) => types.flags(later).foreign);
    const isGiven = type.tag === TAG.value || type.tag === TAG.value_ref;
    const isText = type.tag === TAG.string || type.tag === TAG.str;
    if (isNumber(type) && !debug) convert.push(`const ${value} = +${names[at]};`);
    else if (type.tag === TAG.bool && !debug) convert.push(`const ${value} = Boolean(${names[at]});`);
    else if (isText) convert.push(textLine(use, names[at], String(at)));
    else if (!isGiven) convert.push(`const ${value} = ${types.entry(type)}.convert(${names[at]}, ${at}, ${copy});`);
    if (isNumber(type)) slots.push(value);
    else if (type.tag === TAG.bool) slots.push(`${value} ? 1 : 0`);
    else {
      const lowered = isGiven
        ? `handles.keep(${names[at]})`
        : isText
          ? `texts.write(${names[at]}, ${heap()}.cell(${at}))`
          : `${types.entry(type)}.lower(${value}, ${heap()}.cell(${at}))`;
      lower.push(`const ${slot} = ${lowered};`);
      slots.push(slot);
      undo = isGiven ? `handles.take(${slot});` : `${types.entry(type)}.undo(${isText ? names[at] : value}, ${slot});`;
    }
  }
  return { convert, lower, slots, undo };
}

/**
 * A line that refuses what is no string: `string` in `src/types/value.js`.
 *
 * @param {Context["use"]} use
 * @param {string} value
 * @param {string} place
 */
export function textLine(use, value, place) {
  return `if (typeof ${value} !== "string") throw ${use("mismatch")}("a string", ${value}, ${place});`;
}

/**
 * Lines of an export that enter Rust, and lift what it returns.
 *
 * @param {Context} context
 * @param {string} entered
 * @param {string} undo
 * @param {Type} result
 */
function enteredText(context, entered, undo, result) {
  const empty = result.tag === TAG.unit;
  if (undo === "") return [empty ? `${entered};` : `return ${liftedText(context, result, entered)};`];
  return [
    ...(empty ? [] : ["let slot;"]),
    "try {",
    `  ${empty ? "" : "slot = "}${entered};`,
    "} catch (error) {",
    `  if (life.panic === null) ${undo}`,
    "  throw error;",
    "}",
    ...(empty ? [] : [`return ${liftedText(context, result, "slot")};`]),
  ];
}

/**
 * Types whose results are handles of what they are, and no errors: `result` of `entry` in `src/types/entry.js`.
 * @type {Set<number>}
 */
const HANDED = new Set([TAG.string, TAG.value, TAG.function, TAG.vec, TAG.class]);

/** The result of a call. @param {Context} context @param {Type} result @param {string} slot */
function liftedText({ types }, result, slot) {
  if (isNumber(result)) return slot;
  if (result.tag === TAG.bool) return `${slot} !== 0`;
  return HANDED.has(result.tag) ? `handles.take(${slot})` : `${types.entry(result)}.result(${slot})`;
}

/**
 * What `kindOf` in `src/adapters/adapters.js` does.
 *
 * @param {Context} context
 * @param {Signature} signature
 */
function generalKind(context, signature) {
  const { use } = context;
  const { params, result, exclusive } = signature;
  const most = mostOf(exclusive);
  const own = takesThis(params) ? 1 : 0;
  const length = params.filter(({ tag }) => tag !== TAG.this && tag !== TAG.rest).length;
  const told = [
    `parts`,
    `[${params.map((type) => context.typeText(type)).join(", ")}]`,
    context.typeText(result),
    own,
    most,
  ].join(", ");
  const few =
    own === 0 &&
    params.length <= 3 &&
    params.every((type) => type.tag !== TAG.rest && context.types.flags(type).borrow === null);
  const make = few ? `${use("few")}(made)` : `${use("withLength")}(${length}, ${use("every")}(made))`;
  return [
    `const made = ${use("frame")}(${told});`,
    `return { most: ${most}, once, trampoline: ${use("trampoline")}(enter, ${params.length}), make: ${make} };`,
  ].join("\n");
}

/**
 * The JavaScript function of an export.
 *
 * @param {Context} context
 * @param {Export} item
 * @param {string} entry The function of wasm.
 * @returns {string} An expression.
 */
export function exportText(context, item, entry) {
  const { use, debug } = context;
  const params = item.params.map(({ type }) => type);
  const isFunction = item.kind === EXPORT.function;
  if (!isFunction || !isSimple(context, params)) {
    const told = item.params.map(({ type }) => `{ type: ${context.typeText(type)} }`).join(", ");
    const { kind, name, result } = item;
    return [
      `${use("exported")}(`,
      "  parts,",
      "  {",
      `    ...{ kind: ${kind}, name: ${JSON.stringify(name)}, result: ${context.typeText(result)} },`,
      `    params: [${told}],`,
      "  },",
      `  ${entry},`,
      ")",
    ].join("\n");
  }
  const names = context.names.inner();
  for (const name of OWN_NAMES) names.take(name);
  const letters = item.params.map(({ name }) => names.take(name));
  const { convert, lower, slots, undo } = argumentsText(context, params, letters);
  if (!debug && params.every(isNumber)) return numbersExport(context, item.result, entry, letters, convert, slots);
  const entered = `life.enter(${[entry, ...slots].join(", ")})`;
  const asked = [REFUSE, ...convert, ...(convert.length === 0 ? [] : [REFUSE]), ...lower];
  const lines = [...asked, ...enteredText(context, entered, undo, item.result)];
  return `(${letters.join(", ")}) => {\n${indented(lines).join("\n")}\n}`;
}

/**
 * As `exportOfNumbers` in `src/adapters/numbers.js`.
 *
 * @param {Context} context
 * @param {Type} result
 * @param {string} entry
 * @param {string[]} letters
 * @param {string[]} convert
 * @param {string[]} slots
 */
function numbersExport(context, result, entry, letters, convert, slots) {
  const empty = result.tag === TAG.unit;
  return [
    `(${letters.join(", ")}) => {`,
    ...indented([...convert, ...(empty ? [] : ["let slot;"])]),
    "  try {",
    `    ${empty ? "" : "slot = "}${entry}(${slots.join(", ")});`,
    "  } catch (error) {",
    ...indented(indented(ENDING)),
    "    throw life.ended(error);",
    "  }",
    ...(empty ? [] : [`  return ${liftedText(context, result, "slot")};`]),
    "}",
  ].join("\n");
}
