// @ts-check
/**
 * The text by which an import lends stack closures. Each is known to the frame of its call alone, in a variable that
 * has the address of the closure, and is its gate: an address is divisible by 4. What is not here: what such a gate
 * answers (`app/lent.js`), and imports whose closures are in a list of the instance (`lending` of
 * `../src/runtime/closures.js`).
 */

import { TAG } from "../src/protocol.js";
import { functionText, isSimple } from "./closures.js";
import { comment, indented } from "./names.js";
import { signatureText } from "./types.js";

/** @import { Signature, Type } from "../src/section/types.js" */
/** @import { Gate } from "./closures.js" */
/** @import { Names } from "./names.js" */
/** @import { Context } from "./write.js" */

/** From so many imports on that lend a closure of the same signature, these share a text. */
const MANY = 3;

/**
 * @typedef {object} Lent A closure that is lent.
 * @property {string} env The variable that is its address and its gate.
 * @property {string} value Its function: a variable where a text that imports share makes it, and its text elsewhere.
 * @property {string | null} thunk The variable of what enters it, which is its import's own; null where it has none.
 * @property {Signature} signature
 */

/**
 * Whether nobody but its frame knows what an import lends.
 *
 * @param {Context} context
 * @param {readonly Type[]} params
 */
export function lendsApart(context, params) {
  if (context.debug) return false;
  return params.every((type) => {
    if (type.tag !== TAG.stack_closure) return !context.types.flags(type).lends;
    return isSimple(context, /** @type {Signature} */ (type.signature).params);
  });
}

/** The closures that the imports of an app lend. */
export class LentTexts {
  context;
  /** Of each signature, how many imports have lent one. @type {Map<string, number>} */
  #counts = new Map();
  /** The texts that imports share, by signature. @type {Map<string, { name: string, lines: string[] }>} */
  #shared = new Map();
  /** The variables of functions in wasm. @type {string[]} */
  #thunks = [];

  /** @param {Context} context */
  constructor(context) {
    this.context = context;
  }

  /** What stands before the imports. */
  lines() {
    return [...[...this.#shared.values()].flatMap(({ lines }) => lines), ...this.#thunks.map((name) => `let ${name};`)];
  }

  /** Whether there is anything lent. */
  any() {
    return this.#counts.size > 0;
  }

  /**
   * What an import lends as an argument.
   *
   * Subtle: an import has a thunk of its own, because the types of Rust say which, and two of them may have the same
   * signature here. A text that is shared asks each time. And a function that a variable is declared with has the
   * variable's name, which those of `load` have not: its text stands where it is used.
   *
   * @param {string} parameter The name of the argument.
   * @param {string} name Of the import.
   * @param {Signature} signature
   * @param {Names} names Those of the import's text.
   * @param {boolean} [shares] Whether it shares a text with others from the first one on.
   * @returns {Lent}
   */
  argument(parameter, name, signature, names, shares = false) {
    const env = names.take(`${parameter}Slot`);
    const text = signatureText(signature);
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    if (shares || count >= MANY) return { env, value: names.take(parameter), thunk: null, signature };
    const thunk = this.context.names.take(`${name}Thunk`);
    this.#thunks.push(thunk);
    const value = functionText(this.context, signature, gateOfVariable(env, thunk, signature));
    return { env, value, thunk, signature };
  }

  /** Lines that lend closures while others run. @param {Lent[]} lent @param {string[]} lines */
  around(lent, lines) {
    let body = lines;
    for (const { env, value, thunk, signature } of lent) {
      if (thunk === null)
        body = [`return ${this.#sharedText(signature)}(${env}, (${value}) => {`, ...indented(body), "});"];
    }
    const own = lent.filter(({ thunk }) => thunk !== null);
    if (own.length === 0) return body;
    const entered = own.map(({ env, thunk }) => `${thunk} ??= thunks.of(${env});`);
    return lending(
      own.length,
      entered,
      body,
      own.map(({ env }) => env),
    );
  }

  /** The function that lends one of a signature. @param {Signature} signature */
  #sharedText(signature) {
    const text = signatureText(signature);
    let known = this.#shared.get(text);
    if (known === undefined) {
      const { names, rust } = this.context;
      const name = names.take(signature.exclusive ? "lendFnMut" : "lendFn");
      const f = functionText(this.context, signature, gateOfVariable("env", "enter", signature));
      const body = lending(1, ["const enter = thunks.of(env);"], [`return use(${f});`], ["env"]);
      const lines = [comment(rust(signature)), `const ${name} = (env, use) => {`, ...indented(body), "};"];
      known = { name, lines };
      this.#shared.set(text, known);
    }
    return known.name;
  }
}

/**
 * Lines that find what enters closures, and end these behind others.
 *
 * Subtle: they are ended by no call, for which there may be no stack left.
 *
 * @param {number} count
 * @param {string[]} entered
 * @param {string[]} body
 * @param {string[]} variables
 */
function lending(count, entered, body, variables) {
  return [
    ...entered,
    `lent.count += ${count};`,
    "try {",
    ...indented(body),
    "} finally {",
    `  lent.count -= ${count};`,
    ...variables.map((env) => `  ${env} = 2; // expired`),
    "}",
  ];
}

/**
 * The gate that is a variable. An `Fn` raises none: it may be called while it runs, and nothing ends it before that.
 *
 * @param {string} env The variable.
 * @param {string} thunk What enters it.
 * @param {Signature} signature
 * @returns {Gate}
 */
function gateOfVariable(env, thunk, { exclusive }) {
  return {
    first: [],
    isShut: `(${env} & 3) !== 0`,
    refuse: `lent.refuse(${env})`,
    raise: exclusive ? [`const address = ${env};`, `${env} = 1; // running`] : [],
    enter: (slots) => `${thunk}(${[exclusive ? "address" : env, ...slots].join(", ")})`,
    lower: exclusive ? [`${env} = address;`] : [],
    ended: "lent.ended(error)",
  };
}
