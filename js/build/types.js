// @ts-check
/**
 * What an app does with the values of each type, as text: where a line says it, that line; else by the entry of
 * `src/types/`, which is made once. What is not here: functions, which have parameters of these types.
 */

import { TAG } from "../src/protocol.js";
import { isNumber } from "../src/section/types.js";
import { Types } from "../src/types/of.js";
import { structText } from "./structs.js";

/** @import { Ids, Signature, Type } from "../src/section/types.js" */

/** What makes an entry, by tag; numbers have one for all. @type {Record<number, string>} */
const MAKERS = Object.freeze({
  [TAG.unit]: "unit",
  [TAG.bool]: "bool",
  [TAG.str]: "string",
  [TAG.string]: "string",
  [TAG.i64]: "wide",
  [TAG.u64]: "wide",
  [TAG.i128]: "wider",
  [TAG.u128]: "wider",
  [TAG.char]: "char",
  [TAG.slice]: "list",
  [TAG.slice_mut]: "list",
  [TAG.vec]: "list",
  [TAG.value]: "value",
  [TAG.value_ref]: "value",
  [TAG.option]: "option",
  [TAG.result]: "result",
  [TAG.this]: "receiver",
  [TAG.rest]: "rest",
  [TAG.stack_closure]: "closure",
  [TAG.heap_closure]: "closure",
  [TAG.owned_closure]: "closure",
  [TAG.function]: "callable",
  [TAG.class]: "object",
  [TAG.class_ref]: "object",
  [TAG.class_mut]: "object",
  [TAG.struct]: "record",
  [TAG.enum]: "choice",
  [TAG.tuple]: "tuple",
  [TAG.array]: "array",
  [TAG.clamped]: "number",
  [TAG.map]: "map",
  [TAG.non_zero]: "nonZero",
  [TAG.promise]: "promise",
});

/** The name of a tag, as a word in a name: `ValueRef`. @param {number} tag */
function wordOf(tag) {
  const name = Object.entries(TAG).find(([, other]) => other === tag)?.[0] ?? "";
  return name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Of a type, what tells it from others. @param {Type} type @returns {string} */
export function textOf({ tag, inner, signature, key, fields, values, length }) {
  const parts = fields?.map(({ name, type }) => `${JSON.stringify(name)}:${textOf(type)}`);
  const facts = [inner && textOf(inner), signature && signatureText(signature), key, parts && `{${parts.join(",")}}`];
  return [tag, ...facts, values && JSON.stringify(values), length].join(" ");
}

/** @param {Signature} signature */
export function signatureText({ exclusive, params, result }) {
  return `${exclusive}(${[...params, result].map(textOf).join(",")})`;
}

export class TypeTexts {
  names;
  use;
  signatures;
  ids;
  /**
   * Entries by what tells their type from others: a name, a text, and an id if they are asked for by their type.
   *
   * @type {Map<string, { name: string, text: string, id: number | null }>}
   */
  entries = new Map();
  /** What knows the flags of an entry. */
  #real;

  /**
   * @param {import("./names.js").Names} names
   * @param {(name: string) => string} use Of a shared module.
   * @param {(signature: Signature) => string} signatures The name of a signature.
   * @param {Ids} ids Of the app that is written.
   */
  constructor(names, use, signatures, ids) {
    this.ids = ids;
    this.names = names;
    this.use = use;
    this.signatures = signatures;
    const nothing = /** @type {any} */ ({
      debug: false,
      memory: {},
      heap: {},
      texts: {},
      handles: {},
      objects: {},
      closures: {},
    });
    this.#real = new Types(nothing, { next: 0 });
  }

  /** What there is to know of a type before there is an instance. @param {Type} type */
  flags(type) {
    return this.#real.of(type);
  }

  /** The name of the entry of a type. @param {Type} type @returns {string} */
  entry(type) {
    const text = textOf(type);
    let known = this.entries.get(text);
    if (known === undefined) {
      const made = this.#make(type);
      known = { name: this.names.take(`as${this.#word(type)}`), text: made, id: null };
      this.entries.set(text, known);
    }
    return known.name;
  }

  /** The id of a type, and of all that are like it. @param {Type} type */
  idOf(type) {
    this.entry(type);
    const known = /** @type {{ id: number | null }} */ (this.entries.get(textOf(type)));
    known.id ??= this.ids.next++;
    return known.id;
  }

  /** @param {Type} type @returns {string} */
  #word({ tag, inner, key }) {
    if (inner !== null) return `${wordOf(tag)}${this.#word(inner)}`;
    return key === "" ? wordOf(tag) : key.slice(key.lastIndexOf(":") + 1);
  }

  /** @param {Type} type */
  #make(type) {
    const { tag, inner, signature, key, fields, values, length } = type;
    const maker = isNumber(type) ? "number" : MAKERS[tag];
    const facts = [`tag: ${tag}`];
    if (maker === "list") facts.push(`inner: { tag: ${/** @type {Type} */ (inner).tag} }`);
    if (signature !== null && tag !== TAG.function) facts.push(`signature: ${this.signatures(signature)}`);
    if (key !== "") facts.push(`key: ${JSON.stringify(key)}`);
    if (values !== null) facts.push(`values: ${JSON.stringify(values)}`);
    if (tag === TAG.array) facts.push(`length: ${length}`);
    const asked = /^(?:unit|bool|char)$/.test(maker)
      ? []
      : [inner === null || /^(?:list|array)$/.test(maker) ? `{ ${facts.join(", ")} }` : "null"];
    const of = inner === null ? [] : [this.entry(inner)];
    if (fields !== null) of.push(`[${fields.map(({ type: one }) => this.entry(one)).join(", ")}]`);
    if (tag === TAG.struct)
      of.push(
        structText(
          (fields ?? []).map((field) => this.#field(field)),
          this.use,
        ),
      );
    return `${this.use(maker)}(${["parts", ...asked, ...of].join(", ")})`;
  }

  /** @param {import("../src/section/types.js").Field} field */
  #field(field) {
    return { field, flags: this.flags(field.type), entry: this.entry(field.type) };
  }
}

/** A number that crosses as it is. @param {Type} type @param {boolean} checked */
export function isPlain(type, checked) {
  return isNumber(type) && !checked;
}
