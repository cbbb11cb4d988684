// @ts-check
/**
 * The text by which an import lends stack closures. Each is known to the frame of its call alone, in a variable that
 * has the address of the closure, and is its gate: an address is divisible by 4. What is not here: what such a gate
 * answers (`app/lent.js`), and imports whose closures are in a list of the instance (`lending` of
 * `../src/runtime/closures.js`).
 */

import { TAG } from "../src/protocol.js";
import { functionText, isSimple } from "./closures.js";
import { indented } from "./names.js";
import { signatureText } from "./types.js";

/** @import { Signature, Type } from "../src/section/types.js" */
/** @import { Gate } from "./closures.js" */
/** @import { Context } from "./write.js" */

/** From so many imports on that lend a closure of the same signature, these share a text. */
const MANY = 3;

/** @typedef {{ env: string, value: string, signature: Signature }} Lent The variables of a lent closure. */

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
   * Lines that lend closures while others run.
   *
   * Subtle: an import has a thunk of its own, because the types of Rust say which, and two of them may have the same
   * signature here. A text that is shared asks each time.
   *
   * @param {Lent[]} lent
   * @param {string} name Of the import.
   * @param {string[]} lines
   */
  around(lent, name, lines) {
    /** @type {Lent[]} */
    const own = [];
    let body = lines;
    for (const one of lent) {
      if (this.#count(one.signature) < MANY) own.push(one);
      else body = this.#throughShared(one, body);
    }
    if (own.length === 0) return body;
    const made = own.flatMap(({ env, value, signature }) => {
      const thunk = this.context.names.take(`${name}Thunk`);
      this.#thunks.push(thunk);
      const text = functionText(this.context, signature, gateOfVariable(env, thunk, signature));
      return [`${thunk} ??= thunks.of(${env});`, `const ${value} = ${text};`];
    });
    return lending(
      own.length,
      made,
      body,
      own.map(({ env }) => env),
    );
  }

  /** For imports that are many, and share what they lend with others from the first one on. */
  shared() {
    return {
      /** As the method above. @param {Lent[]} lent @param {string} _ @param {string[]} lines */
      around: (lent, _, lines) => {
        return lent.reduce((body, one) => {
          this.#count(one.signature);
          return this.#throughShared(one, body);
        }, lines);
      },
    };
  }

  /** How many of a signature there are, with one more. @param {Signature} signature */
  #count(signature) {
    const text = signatureText(signature);
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    return count;
  }

  /** @param {Lent} lent @param {string[]} lines */
  #throughShared({ env, value, signature }, lines) {
    return [`return ${this.#sharedText(signature)}(${env}, (${value}) => {`, ...indented(lines), "});"];
  }

  /** The function that lends one of a signature. @param {Signature} signature */
  #sharedText(signature) {
    const text = signatureText(signature);
    let known = this.#shared.get(text);
    if (known === undefined) {
      const { names, rust } = this.context;
      const name = names.take(signature.exclusive ? "lendFnMut" : "lendFn");
      const f = functionText(this.context, signature, gateOfVariable("env", "enter", signature));
      const made = ["const enter = thunks.of(env);", `const f = ${f};`];
      const body = lending(1, made, ["return use(f);"], ["env"]);
      const lines = [`// ${rust(signature)}`, `const ${name} = (env, use) => {`, ...indented(body), "};"];
      known = { name, lines };
      this.#shared.set(text, known);
    }
    return known.name;
  }
}

/**
 * Lines that make the functions of closures, and end these behind others.
 *
 * Subtle: they are ended by no call, for which there may be no stack left.
 *
 * @param {number} count
 * @param {string[]} made
 * @param {string[]} body
 * @param {string[]} variables
 */
function lending(count, made, body, variables) {
  return [
    ...made,
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
