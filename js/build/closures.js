// @ts-check
/**
 * The text of what enters Rust: the functions of closures, and exports. It does what `src/adapters/into.js` and
 * `numbers.js` do for any of them; those with several parameters that Rust must be handed in memory, with `this` or
 * with a `Rest` take that way. What is not here: how a gate works (`src/runtime/gate.js`).
 */

import { EXPORT, MOST_PARAMS, TAG } from "../src/protocol.js";
import { mostOf } from "../src/runtime/gate.js";
import { isNumber } from "../src/section/types.js";
import { indent } from "./names.js";

/** @import { Export } from "../src/section/records.js" */
/** @import { Signature, Type } from "../src/section/types.js" */
/** @import { Context } from "./write.js" */

const LETTERS = "abcdefgh";

/** What an export does when the instance has ended. */
const REFUSE = "if (life.panic !== null) throw life.panic;";

/** What is done first about an exception that comes out of wasm. */
const ENDING = ["life.panic ??= life.doubt;", "memory.u8[life.flag] = 128; // ended"];

/**
 * The kind of the closures of a signature, as the body of a function of `once`.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {boolean} maybeOnce Whether one of them may be a `FnOnce`.
 * @returns {string}
 */
export function kindText(context, signature, maybeOnce) {
  const { params, empty, exclusive } = signature;
  const { length } = params;
  const most = mostOf(exclusive);
  const call = `closures.${empty ? "run" : "call"}[${length}]`;
  const simple = isSimple(context, params);
  if (!simple) return generalKind(context, signature, call);
  const numbers = numbersText(context, signature, most);
  const steps = stepsText(context, signature, most, maybeOnce);
  const kind = (/** @type {string} */ make) => `{ most: ${most}, once, trampoline: enter, make: ${make} }`;
  const makers =
    numbers === null
      ? [`const inSteps = ${steps};`, `return ${kind("inSteps")};`]
      : [
          ...(maybeOnce ? [`const inSteps = ${steps};`, `if (once) return ${kind("inSteps")};`] : []),
          `const ofNumbers = ${numbers};`,
          `return ${kind("ofNumbers")};`,
        ];
  return [`const enter = ${call};`, ...makers].join("\n");
}

/**
 * Whether a text of its own says what is done with parameters.
 *
 * @param {Context} context
 * @param {readonly Type[]} params
 */
function isSimple({ types }, params) {
  if (params.length > 3) return false;
  if (params.some((type) => type.tag === TAG.this || type.tag === TAG.rest || types.flags(type).borrow !== null))
    return false;
  return params.length === 1 || params.every((type) => isNumber(type) || type.tag === TAG.bool);
}

/**
 * Of numbers alone, in a release build; `null` of others.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {number} most
 */
function numbersText({ debug }, { params, result, empty, exclusive }, most) {
  if (debug || !params.every(isNumber) || !(isNumber(result) || empty)) return null;
  const letters = [...LETTERS].slice(0, params.length);
  const values = letters.map((_, at) => "xyz"[at]);
  return [
    `(state) => (${letters.join(", ")}) => {`,
    ...values.map((value, at) => `  const ${value} = +${letters[at]};`),
    ...(exclusive
      ? ["  if (state.gate !== 0) return closures.refuse(state);", "  state.gate = 1;"]
      : [
          "  const calls = state.gate;",
          `  if (calls > ${most}) return closures.refuse(state);`,
          "  state.gate = calls + 1;",
        ]),
    ...indented(behindTheGate(values, exclusive, empty)),
    ...(empty ? [] : ["  return slot;"]),
    "}",
  ].join("\n");
}

/**
 * Lines that enter a closure whose gate is raised, and lower it.
 *
 * @param {string[]} slots
 * @param {boolean} exclusive
 * @param {boolean} empty
 */
function behindTheGate(slots, exclusive, empty) {
  return [
    ...(empty ? [] : ["let slot;"]),
    "try {",
    `  ${empty ? "" : "slot = "}enter(${["state.env", ...slots].join(", ")});`,
    ...(exclusive
      ? ["  if (state.gate === 1) state.gate = 0;", "  else closures.settle(state, 0);"]
      : ["  if (state.gate === calls + 1) state.gate = calls;", "  else closures.settle(state, calls);"]),
    "} catch (error) {",
    ...indented(ENDING),
    "  throw closures.ended(state, error);",
    "}",
  ];
}

/**
 * In all steps: `one` in `src/adapters/into.js`, and the others there.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {number} most
 * @param {boolean} maybeOnce
 */
function stepsText(context, { params, result, empty, exclusive }, most, maybeOnce) {
  const letters = [...LETTERS].slice(0, params.length);
  const refuse = `if (state.gate ${exclusive ? "!== 0" : `> ${most}`} || life.panic !== null) closures.refuse(state);`;
  const { before, slots, undo } = argumentsText(context, params, letters, [refuse]);
  const entered =
    undo === ""
      ? enteredText(context, `closures.enter(${["state", ...slots].join(", ")})`, undo, result, empty)
      : [
          ...gateText(context, exclusive, maybeOnce),
          ...behindTheGate(slots, exclusive, empty),
          ...(empty ? [] : [`return ${liftedText(context, result, "slot")};`]),
        ];
  return [`(state) => (${letters.join(", ")}) => {`, ...indented([refuse, ...before]), ...indented(entered), "}"].join(
    "\n",
  );
}

/**
 * Lines that raise a gate which is open.
 *
 * @param {Context} context
 * @param {boolean} exclusive
 * @param {boolean} maybeOnce
 */
function gateText({ use }, exclusive, maybeOnce) {
  if (!exclusive) return ["const calls = state.gate;", "state.gate = calls + 1;"];
  return maybeOnce ? ["if (once) state.running = 1;", `state.gate = once ? ${use("SPENT")} : 1;`] : ["state.gate = 1;"];
}

/** @param {string[]} lines */
function indented(lines) {
  return lines.map((line) => indent(line, 2));
}

/**
 * Lines that make slots of arguments.
 *
 * @param {Context} context
 * @param {readonly Type[]} params
 * @param {string[]} names
 * @param {string[]} again What is asked again when foreign code may have run.
 */
function argumentsText({ types, debug, heap }, params, names, again) {
  /** @type {string[]} */
  const before = [];
  /** @type {string[]} */
  const slots = [];
  /** @type {string[]} */
  const lowered = [];
  let undo = "";
  for (const [at, type] of params.entries()) {
    const [value, slot] = ["pqr"[at], "xyz"[at]];
    const copy = params.slice(at + 1).some((later) => types.flags(later).foreign);
    const isFlat = isNumber(type) || type.tag === TAG.bool;
    if (isNumber(type) && !debug) before.push(`const ${value} = +${names[at]};`);
    else if (type.tag === TAG.bool && !debug) before.push(`const ${value} = Boolean(${names[at]});`);
    else if (type.tag !== TAG.value && type.tag !== TAG.value_ref)
      before.push(`const ${value} = ${types.entry(type)}.convert(${names[at]}, ${at}, ${copy});`);
    if (isNumber(type)) slots.push(value);
    else if (type.tag === TAG.bool) slots.push(`${value} ? 1 : 0`);
    else {
      const given = type.tag === TAG.value || type.tag === TAG.value_ref;
      lowered.push(
        given
          ? `const ${slot} = handles.keep(${names[at]});`
          : `const ${slot} = ${types.entry(type)}.lower(${value}, ${heap()}.cell(${at}));`,
      );
      slots.push(slot);
    }
    if (!isFlat) {
      const isGiven = type.tag === TAG.value || type.tag === TAG.value_ref;
      undo = isGiven ? `handles.take(${slot});` : `${types.entry(type)}.undo(${value}, ${slot});`;
    }
  }
  return { before: [...before, ...(before.length === 0 ? [] : again), ...lowered], slots, undo };
}

/**
 * @param {Context} context
 * @param {string} entered
 * @param {string} undo
 * @param {Type} result
 * @param {boolean} empty
 */
function enteredText(context, entered, undo, result, empty) {
  const lifted = (/** @type {string} */ slot) => liftedText(context, result, slot);
  if (undo === "") return [empty ? `${entered};` : `return ${lifted(entered)};`];
  return [
    ...(empty ? [] : ["let slot;"]),
    "try {",
    `  ${empty ? "" : "slot = "}${entered};`,
    "} catch (error) {",
    `  if (life.panic === null) ${undo}`,
    "  throw error;",
    "}",
    ...(empty ? [] : [`return ${lifted("slot")};`]),
  ];
}

/** The result of a call. @param {Context} context @param {Type} result @param {string} slot */
function liftedText({ types }, result, slot) {
  if (isNumber(result)) return slot;
  // Below 0 would be the error of a `Result`, which has an entry.
  if (result.tag === TAG.value || result.tag === TAG.class) return `handles.take(${slot})`;
  return result.tag === TAG.bool ? `${slot} !== 0` : `${types.entry(result)}.result(${slot})`;
}

/**
 * What `kindOf` in `src/adapters/adapters.js` does.
 *
 * @param {Context} context
 * @param {Signature} signature
 * @param {string} call
 */
function generalKind(context, signature, call) {
  const { use } = context;
  const { params, result, exclusive } = signature;
  const most = mostOf(exclusive);
  const own = params[0]?.tag === TAG.this ? 1 : 0;
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
    `return { most: ${most}, once, trampoline: ${use("trampoline")}(${call}, ${params.length}), make: ${make} };`,
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
  const letters = item.params.map(({ name }) => names.take(name));
  const empty = item.result.tag === TAG.unit;
  if (!debug && params.every(isNumber)) return numbersExport(context, item, entry, letters, names);
  const { before, slots, undo } = argumentsText(context, params, letters, [REFUSE]);
  const entered = `life.enter(${[entry, ...slots].join(", ")})`;
  const lines = [REFUSE, ...before, ...enteredText(context, entered, undo, item.result, empty)];
  return `(${letters.join(", ")}) => {\n${indented(lines).join("\n")}\n}`;
}

/**
 * As `exportOfNumbers` in `src/adapters/numbers.js`.
 *
 * @param {Context} context
 * @param {Export} item
 * @param {string} entry
 * @param {string[]} letters
 * @param {import("./names.js").Names} names
 */
function numbersExport(context, { result }, entry, letters, names) {
  const values = letters.map((_, at) => names.take("xyz"[at]));
  const empty = result.tag === TAG.unit;
  const slot = names.take("slot");
  const [, ...rest] = enteredText(context, slot, " ", result, empty).slice(-2);
  return [
    `(${letters.join(", ")}) => {`,
    ...values.map((value, at) => `  const ${value} = +${letters[at]};`),
    ...(empty ? [] : [`  let ${slot};`]),
    "  try {",
    `    ${empty ? "" : `${slot} = `}${entry}(${values.join(", ")});`,
    "  } catch (error) {",
    ...ENDING.map((line) => `    ${line}`),
    "    throw life.ended(error);",
    "  }",
    ...(empty ? [] : rest.map((line) => `  ${line}`)),
    "}",
  ].join("\n");
}

/**
 * The trampolines that closures of some signatures need.
 *
 * @param {Iterable<Signature>} signatures
 * @param {boolean} all
 */
export function trampolinesOf(signatures, all) {
  const names = new Set();
  for (const { params, empty } of signatures) names.add(`${empty ? "run" : "call"}_${params.length}`);
  if (all)
    for (let count = 0; count <= MOST_PARAMS; count++) for (const way of ["call", "run"]) names.add(`${way}_${count}`);
  return [...names].sort();
}
