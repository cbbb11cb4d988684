// @ts-check
/**
 * The text of a declared import: the function that wasm calls. It does what `src/adapters/out.js` and
 * `src/runtime/host.js` do for any import. What is not here: which imports there are.
 */

import { KIND, TAG } from "../src/protocol.js";
import { WHAT, isPlaced } from "../src/runtime/host.js";
import { memberText } from "../src/section/names.js";
import { catches, isNumber } from "../src/section/types.js";
import { textLine } from "./closures.js";
import { lendsApart } from "./lend.js";
import { indent, indented, keyText, optionalProperty, property } from "./names.js";

/** @import { Import } from "../src/section/records.js" */
/** @import { Signature, Type } from "../src/section/types.js" */
/** @import { Context } from "./write.js" */

/**
 * @param {Context} context
 * @param {Import} wanted
 * @returns {string} An expression.
 */
export function importText(context, wanted) {
  const { params, result } = wanted;
  // Before the names of parameters are: it has its own name, and they another.
  const taken = isTaken(wanted) ? context.functionOf(wanted) : null;
  const names = context.names.inner();
  const call = new Call(context, wanted, names);
  const slots = params.map(({ name, type }) => call.argument(name, type));
  if (call.loses) call.lines = call.liftedTogether(slots);
  const text = taken === null ? hostCall(context, wanted, call) : `${taken}(${call.values.join(", ")})`;
  let lines = [...call.lines, ...returned(context, wanted, call, text)];
  lines = lending(context, call, lines);
  if (catches(result)) lines = caught(context, lines, result.tag === TAG.result ? "caught" : "rejected");
  else if (wanted.checked) lines = noted(context, wanted, lines);
  return `(${slots.join(", ")}) => {\n${indent(lines.join("\n"), 2)}\n}`;
}

/**
 * Whether a constant stands for the function of a module: `functionText`. Wasm calls that through an adapter, also
 * where numbers alone cross: it is no faster to call the function itself, and in Firefox slower (`import_i32`).
 *
 * @param {Import} wanted
 */
function isTaken({ kind, module, namespace, variadic }) {
  return kind === KIND.function && module !== "" && namespace === "" && !variadic;
}

/**
 * The function of a module, as an expression. One of what `import` gives nobody can replace: it is taken once, and
 * called without a `this`, as `lookUp` in `src/runtime/host.js` does. Others are looked up at each call, or bound once
 * if they are frozen, with the module as their `this`.
 *
 * @param {Context} context
 * @param {Import} wanted
 * @param {string} isFixed Whether the module is what `import` gives, as an expression.
 */
export function functionText(context, wanted, isFixed) {
  const found = `${context.moduleOf(wanted)}${property(wanted.name)}`;
  const fixed = `${isFixed} ? ${found} : `;
  if (context.freeze) return `${fixed}${found}.bind(${context.moduleOf(wanted)})`;
  const names = context.names.inner();
  const values = wanted.params.map((_, at) => names.take(`a${at}`)).join(", ");
  return [
    `${fixed}(${values}) => {`,
    `  if (typeof ${found} !== "function") throw ${missingText(context, wanted)};`,
    `  return ${found}(${values});`,
    "}",
  ].join("\n");
}

/**
 * Whether something would be lost if an argument cannot become a value: `imported` in `src/adapters/out.js`.
 *
 * @param {Context} context
 * @param {Import} wanted
 */
function mayLose({ types }, { params, result }) {
  return catches(result) && params.length > 1 && params.some(({ type }) => types.flags(type).given);
}

/** What an import does before it calls, and with what. */
class Call {
  context;
  wanted;
  names;
  /** @type {string[]} */
  lines = [];
  /** The arguments, as expressions. @type {string[]} */
  values = [];
  /** What it lends, and nobody else knows. @type {import("./lend.js").Lent[]} */
  lent = [];
  /** @type {Type[]} */
  types = [];
  /**
   * Whether the first argument is `undefined` or `null`, as an expression; null where its slot does not tell. A handle
   * does: `keep` in `src/runtime/handles.js` gives 0 and 1 for these, and for nothing else.
   *
   * @type {string | null}
   */
  selfIsNothing = null;

  /** @param {Context} context @param {Import} wanted @param {import("./names.js").Names} names */
  constructor(context, wanted, names) {
    this.context = context;
    this.wanted = wanted;
    this.names = names;
    this.loses = mayLose(context, wanted);
    this.lendsApart =
      !this.loses &&
      lendsApart(
        context,
        wanted.params.map(({ type }) => type),
      );
  }

  /** @param {string} rust Its name. @param {Type} type @returns {string} The name of its slot. */
  argument(rust, type) {
    const name = rust === "this" ? "self" : rust;
    this.types.push(type);
    if (type.tag === TAG.stack_closure && this.lendsApart) {
      const signature = /** @type {Signature} */ (type.signature);
      const { shares } = this.context;
      const lent = this.context.lent().argument(name, this.wanted.name, signature, this.names, shares);
      this.values.push(lent.value);
      this.lent.push(lent);
      return lent.env;
    }
    const same = lifted(this.context, type, "");
    if (same.isPure) {
      const slot = this.names.take(name);
      this.values.push(lifted(this.context, type, slot).text);
      return slot;
    }
    const slot = this.names.take(`${name}Slot`);
    if (type.tag === TAG.value_ref && this.types.length === 1) this.selfIsNothing = `${slot} >>> 1 === 0`;
    const value = this.names.take(name);
    this.values.push(value);
    this.lines.push(`const ${value} = ${lifted(this.context, type, slot).text};`);
    return slot;
  }

  /** Lines that throw something. @param {string} when @param {string} thrown */
  refuse(when, thrown) {
    this.lines.push(`if (${when}) {`, `  throw ${thrown};`, "}");
  }

  /** Lines that let go of the arguments behind one that cannot become a value. @param {string[]} slots */
  liftedTogether(slots) {
    const { use, types } = this.context;
    const names = this.values.map((value, at) =>
      /^\w+$/.test(value) && value !== slots[at] ? value : this.names.take(`${slots[at]}Value`),
    );
    this.values = names;
    const entries = this.types.map((type) => types.entry(type));
    return [
      `const slots = [${slots.join(", ")}];`,
      `const entries = [${entries.join(", ")}];`,
      `const [${names.join(", ")}] = ${use("liftAll")}(entries, ${slots.length}, (at) => entries[at].lift(slots[at]));`,
    ];
  }
}

/**
 * An argument, of its slot; and whether that is the same whenever it is asked.
 *
 * @param {Context} context
 * @param {Type} type
 * @param {string} slot
 */
function lifted({ types }, type, slot) {
  if (isNumber(type) || type.tag === TAG.i64) return { text: slot, isPure: true };
  switch (type.tag) {
    case TAG.bool:
      return { text: `${slot} !== 0`, isPure: true };
    case TAG.u64:
      return { text: `BigInt.asUintN(64, ${slot})`, isPure: true };
    case TAG.str:
      return { text: `texts.lent(${slot})`, isPure: false };
    case TAG.value_ref:
      return { text: `values[${slot} >>> 0]`, isPure: false };
    case TAG.heap_closure:
      return { text: `functions[${slot} >>> 0]`, isPure: false };
    case TAG.string:
    case TAG.value:
    case TAG.function:
    case TAG.vec:
    case TAG.owned_closure:
    case TAG.class:
      return { text: `handles.take(${slot} >>> 0)`, isPure: false };
    default:
      return { text: slot === "" ? "" : `${types.entry(type)}.lift(${slot})`, isPure: false };
  }
}

/**
 * The call of the JavaScript function, as an expression, behind what is asked before it.
 *
 * @param {Context} context
 * @param {Import} wanted
 * @param {Call} call
 * @returns {string}
 */
function hostCall(context, wanted, call) {
  const { use } = context;
  const { kind, name, variadic } = wanted;
  const { values } = call;
  const [object, index, to] = values;
  const rest = values.slice(1).join(", ");
  const declared = () => context.declared(wanted);
  const found = (/** @type {string} */ how) =>
    context.once(wanted, `${use(how)}(${declared()}, ${context.moduleOf(wanted)})`);
  if (variadic) {
    // How long a list may be that becomes arguments depends on how it is spread.
    const f = `${use("target")}({ ...${declared()}, variadic: true }, ${context.moduleOf(wanted)})`;
    return `${context.once(wanted, f)}(${values.join(", ")})`;
  }
  switch (kind) {
    case KIND.method:
      call.refuse(
        call.selfIsNothing === null
          ? `typeof ${object}${optionalProperty(name)} !== "function"`
          : `${call.selfIsNothing} || typeof ${object}${property(name)} !== "function"`,
        `${use("absent")}(${object}, "method", ${keyText(name)}, ${declared()})`,
      );
      return `${object}${property(name)}(${rest})`;
    case KIND.getter:
      if (isPlaced(wanted)) return valueText(context, wanted, call);
      call.refuse(
        call.selfIsNothing ?? `${object} === undefined || ${object} === null`,
        `${use("absent")}(${object}, "property", ${keyText(name)}, ${declared()})`,
      );
      return `${object}${property(name)}`;
    case KIND.setter:
      if (isPlaced(wanted)) return `void (${holderText(context, wanted, call)}${property(name)} = ${object})`;
      return `void (${use("present")}(${object}, ${keyText(name)}, ${declared()})${property(name)} = ${index})`;
    case KIND.indexing_getter:
      return `${use("present")}(${object}, ${index}, ${declared()})[${index}]`;
    case KIND.indexing_setter:
      return `void (${use("present")}(${object}, ${index}, ${declared()})[${index}] = ${to})`;
    case KIND.indexing_deleter:
      return `delete ${use("present")}(${object}, ${index}, ${declared()})[${index}]`;
    case KIND.constructor:
      return `${found("constructorOf")}(${values.join(", ")})`;
    case KIND.class:
      return `${use("isInstance")}(${object}, ${found("classOf")}())`;
    case KIND.value:
      return valueText(context, wanted, call);
    default:
      return lookedUp(context, wanted, call, values.join(", "));
  }
}

/** @param {Context} context @param {Import} wanted @param {Call} call @param {string} values */
function lookedUp(context, wanted, call, values) {
  const { namespace, name } = wanted;
  const root = rootOf(context, wanted);
  let object = root;
  if (namespace !== "") {
    object = call.names.take("holder");
    call.lines.push(`const ${object} = ${pathText(root, namespace)};`);
  }
  const found = `${object}${namespace === "" ? property(name) : optionalProperty(name)}`;
  call.refuse(`typeof ${found} !== "function"`, missingText(context, wanted));
  return `${object}${property(name)}(${values})`;
}

/** The error that says what is missing. @param {Context} context @param {Import} wanted */
function missingText(context, wanted) {
  const { use } = context;
  if (wanted.module !== "") return `${use("missing")}(${context.declared(wanted)}, ${context.moduleOf(wanted)})`;
  const what = `${WHAT[wanted.kind] ?? "function"} ${memberText(wanted.namespace, wanted.name)}`;
  return `${use("lacks")}("this environment", ${JSON.stringify(what)}, ${context.placeName(wanted.block)})`;
}

/** What has its function, or the first name of its path. @param {Context} context @param {Import} wanted */
function rootOf(context, wanted) {
  return wanted.module === "" ? "globalThis" : context.moduleOf(wanted);
}

/** @param {Context} context @param {Import} wanted @param {Call} call */
function valueText(context, wanted, call) {
  const { namespace, name, result } = wanted;
  const root = rootOf(context, wanted);
  if (namespace === "") return `${root}${property(name)}`;
  if (result.tag === TAG.option) return `${pathText(root, namespace)}${optionalProperty(name)}`;
  return `${holderText(context, wanted, call)}${property(name)}`;
}

/** A namespace. @param {string} root @param {string} namespace */
function pathText(root, namespace) {
  const [first, ...others] = namespace.split(".");
  return `${root}${property(first)}${others.map(optionalProperty).join("")}`;
}

/**
 * The object that holds an import, which is asked for before the call.
 * @param {Context} context @param {Import} wanted @param {Call} call
 */
function holderText(context, wanted, call) {
  const root = rootOf(context, wanted);
  if (wanted.namespace === "") return root;
  const holder = call.names.take("holder");
  call.lines.push(`const ${holder} = ${pathText(root, wanted.namespace)};`);
  call.refuse(`${context.use("isNothing")}(${holder})`, missingText(context, wanted));
  return holder;
}

/**
 * What becomes of the result of a call.
 *
 * @param {Context} context
 * @param {Import} wanted
 * @param {Call} call
 * @param {string} text The call.
 * @returns {string[]}
 */
function returned(context, wanted, call, text) {
  const { result, checked } = wanted;
  const { types, use, heap } = context;
  if (result.tag === TAG.unit) return [`${text.replace(/^void \((.*)\)$/s, "$1")};`];
  if (isNumber(result) && !checked) return [`return ${text};`];
  if (result.tag === TAG.bool && !checked) return [`return ${text} ? 1 : 0;`];
  if (result.tag === TAG.value) return [`return handles.keep(${text});`];
  const value = call.names.take("value");
  if (result.tag === TAG.string)
    return [
      `const ${value} = ${text};`,
      textLine(use, value, context.declared(wanted)),
      `return texts.write(${value}, ${heap()}.scratch);`,
    ];
  const entry = types.entry(result);
  const convert = (/** @type {string} */ what) => `${entry}.convert(${what}, ${context.declared(wanted)}, false)`;
  if (result.tag === TAG.u64 || result.tag === TAG.i64) {
    const as = result.tag === TAG.u64 ? "asUintN" : "asIntN";
    return [
      `const ${value} = ${text};`,
      `if (typeof ${value} === "bigint" && BigInt.${as}(64, ${value}) === ${value}) return ${value};`,
      `return ${convert(value)};`,
    ];
  }
  if (result.tag === TAG.result && result.inner?.tag === TAG.unit)
    return [`${text.replace(/^void \((.*)\)$/s, "$1")};`, `return ${use("writeResult")}(parts, 1, 0);`];
  const converted = `const ${value} = ${convert(text)};`;
  if (types.flags(result).borrow === null) return [converted, `return ${entry}.lower(${value}, ${heap()}.scratch);`];
  return [
    converted,
    "return objects.lending((lent) => {",
    `  ${entry}.borrow(${value}, ${context.declared(wanted)}, lent);`,
    `  return ${entry}.lower(${value}, ${heap()}.scratch);`,
    "});",
  ];
}

/**
 * Lines that end the closures which they lend.
 *
 * @param {Context} context
 * @param {Call} call
 * @param {string[]} lines
 */
function lending(context, { types, lent }, lines) {
  if (lent.length > 0) return context.lent().around(lent, lines);
  if (!types.some((type) => context.types.flags(type).lends)) return lines;
  return ["return closures.lending(() => {", ...indented(lines), "});"];
}

/** @param {Context} context @param {string[]} lines @param {"caught" | "rejected"} how */
function caught({ use }, lines, how) {
  return ["try {", ...indented(lines), "} catch (error) {", `  return ${use(how)}(parts, error);`, "}"];
}

/** @param {Context} context @param {Import} wanted @param {string[]} lines */
function noted(context, wanted, lines) {
  return [
    "try {",
    ...indented(lines),
    "} catch (error) {",
    `  life.note(error, ${context.declared(wanted)});`,
    "  throw error;",
    "}",
  ];
}
