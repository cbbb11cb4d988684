// @ts-check
/**
 * `{:?}` of a `JsValue`: a value as Rust's `Debug` shows it. What is not here: values in the messages of errors
 * (`show` in `../errors.js`).
 */

import { arrayLength, arrayName, bufferLength, getterOf } from "../buffers.js";

/** @import { AnyFunction } from "../lists.js" */

/** What is shown at most: values in all, entries of one, letters of a string and of all; and how deep. */
const SHOWN = Object.freeze({ values: 200, entries: 32, letters: 1_000, text: 4_000, depth: 5 });

/**
 * A value as Rust's `Debug` shows it.
 *
 * The only foreign code that it runs are the traps of a proxy, and getters of an error's name and message.
 * @param {any} value
 */
export function debugText(value) {
  return cut(valueText(value, [], { left: SHOWN.values }), SHOWN.text);
}

/**
 * @param {any} value @param {readonly object[]} outer The objects that it lies in.
 * @param {{ left: number }} budget How many more values are shown. @returns {string}
 */
function valueText(value, outer, budget) {
  if (--budget.left < 0) return "…";
  try {
    switch (typeof value) {
      case "string":
        return JSON.stringify(cut(value, SHOWN.letters));
      case "bigint":
        return `${value}n`;
      case "function":
        return functionText(value);
      case "object":
        return value === null ? "null" : objectText(value, outer, budget);
      default:
        return Object.is(value, -0) ? "-0" : String(value);
    }
  } catch {
    return "[object that cannot be shown]";
  }
}

/** @param {AnyFunction} f */
function functionText(f) {
  const kind = functionSource.call(f).startsWith("class") ? "class" : "function";
  const name = ownData(f, "name");
  return `${kind} ${typeof name === "string" && name !== "" ? name : "without a name"}`;
}

/** @param {any} value @param {readonly object[]} outer @param {{ left: number }} budget */
function objectText(value, outer, budget) {
  if (outer.includes(value)) return "[circular]";
  const all = withPrototypes(value);
  const name = className(all);
  if (outer.length === SHOWN.depth) return `${name === "" ? "Object" : name} {…}`;
  const inner = [...outer, value];
  /** @param {any} one */
  const show = (one) => valueText(one, inner, budget);
  if (isError(all)) return errorText(value, name, show);
  if (Array.isArray(value)) {
    const { length } = value;
    return `${name === "Array" ? "" : `${name} `}[${firstOf(length, (at) => propertyText(value, String(at), show))}]`;
  }
  const numbers = arrayName.call(value);
  if (numbers !== undefined) {
    const length = arrayLength.call(value);
    return `${name === "" ? numbers : name}(${length}) [${firstOf(length, (at) => show(value[at]))}]`;
  }
  for (const [ask, text] of BRANDS) {
    let answer;
    try {
      answer = ask.call(value);
    } catch {
      continue;
    }
    return text(answer, name, show, value);
  }
  const keys = Object.keys(value);
  const own = firstOf(keys.length, (at) => `${keyText(keys[at])}: ${propertyText(value, keys[at], show)}`);
  return `${name === "Object" ? "" : `${name === "" ? "[no prototype]" : name} `}{${own}}`;
}

const { forEach: eachOfMap } = Map.prototype;
const { forEach: eachOfSet } = Set.prototype;
const { toString: functionSource } = Function.prototype;
const regExpFlags = getterOf(RegExp.prototype, "flags");

/** What a `Map` or a `Set` has first, as keys and values. @param {AnyFunction} each @param {any} of */
function firstIn(each, of) {
  /** @type {[any, any][]} */
  const all = [];
  /** @param {any} one @param {any} key */
  const add = (one, key) => void (all.length < SHOWN.entries && all.push([key, one]));
  each.call(of, add);
  return all;
}

/** @typedef {(answer: any, name: string, show: (one: any) => string, value: any) => string} BrandText */

/** @type {BrandText} */
const boxedText = (boxed, name, show) => `${name}(${show(boxed)})`;

/** @type {BrandText} */
const eventText = (type, name) => `${name}(${JSON.stringify(type)})`;

/** @type {(ask: () => any, text: BrandText) => [ask: () => any, text: BrandText]} */
const brand = (ask, text) => [ask, text];

/**
 * What an object of a kind answers, of whatever realm, and how it is shown; what asks throws for all others.
 * @type {[ask: () => any, text: BrandText][]}
 */
const BRANDS = [
  [
    getterOf(Map.prototype, "size"),
    (size, name, show, map) => {
      const all = firstIn(eachOfMap, map);
      return `${name}(${size}) {${firstOf(size, (at) => `${show(all[at][0])} => ${show(all[at][1])}`)}}`;
    },
  ],
  [
    getterOf(Set.prototype, "size"),
    (size, name, show, set) => {
      const all = firstIn(eachOfSet, set);
      return `${name}(${size}) {${firstOf(size, (at) => show(all[at][0]))}}`;
    },
  ],
  [Date.prototype.getTime, (time, name) => `${name}(${Number.isNaN(time) ? "invalid" : new Date(time).toISOString()})`],
  [getterOf(RegExp.prototype, "source"), (source, _, __, value) => `/${source}/${regExpFlags.call(value)}`],
  [bufferLength, (length, name) => `${name}(${length})`],
  ...[String, Number, Boolean, BigInt, Symbol].map(({ prototype }) => brand(prototype.valueOf, boxedText)),
  ...(typeof Event === "function" ? [brand(getterOf(Event.prototype, "type"), eventText)] : []),
];

/** Whether an object is an error, of whatever realm, or has what makes one. @param {any[]} all Of `withPrototypes`. */
function isError(all) {
  if (all.includes(Error.prototype) || /** @type {any} */ (Error).isError?.(all[0])) return true;
  const has = all.find((object) => Object.hasOwn(object, "message"));
  return has !== undefined && typeof ownData(has, "message") === "string" && "stack" in all[0];
}

/** @param {any} error @param {string} of Its class. @param {(one: any) => string} show */
function errorText(error, of, show) {
  const { name, message } = error;
  // A class that extends `Error` rarely says its name.
  const said =
    typeof name === "string" && name !== "" && name !== "Error" ? name : of === "" || of === "Object" ? "Error" : of;
  const errors = ownData(error, "errors");
  return [
    typeof message === "string" && message !== "" ? `${said}: ${cut(message, SHOWN.letters)}` : said,
    ...(Array.isArray(errors) ? [show(errors)] : []),
    ...(Object.hasOwn(error, "cause") ? [`(cause: ${show(ownData(error, "cause"))})`] : []),
  ].join(" ");
}

/** The name of an object's class, by what is written there; "" without one. @param {any[]} all Of `withPrototypes`. */
function className(all) {
  for (const object of all) {
    const made = object === all[0] ? undefined : ownData(object, "constructor");
    const name = typeof made === "function" ? ownData(made, "name") : ownData(object, Symbol.toStringTag);
    if (typeof name === "string" && name !== "") return cut(name, SHOWN.letters);
  }
  return "";
}

/** An object, its prototype, and so on. Not without end, which the traps of a proxy may lack. @param {object} value */
function withPrototypes(value) {
  const all = [];
  for (let at = value; at !== null && all.length < 100; at = Object.getPrototypeOf(at)) all.push(at);
  return all;
}

/** The first of so many entries, as text. @param {number} length @param {(at: number) => string} each */
function firstOf(length, each) {
  const shown = Array.from({ length: Math.min(length, SHOWN.entries) }, (_, at) => each(at));
  if (length > shown.length) shown.push(`… ${length - shown.length} more`);
  return shown.join(", ");
}

/** @param {object} object @param {string} key @param {(one: any) => string} show */
function propertyText(object, key, show) {
  const property = Object.getOwnPropertyDescriptor(object, key);
  if (property === undefined) return "empty";
  return Object.hasOwn(property, "value") ? show(property.value) : "(getter)";
}

/** @param {string} key */
function keyText(key) {
  return /^[\w$]+$/.test(key) ? key : JSON.stringify(cut(key, SHOWN.letters));
}

/** What a property is that no getter answers. @param {object} object @param {string | symbol} key @returns {unknown} */
function ownData(object, key) {
  const property = Object.getOwnPropertyDescriptor(object, key);
  return property !== undefined && Object.hasOwn(property, "value") ? property.value : undefined;
}

/** @param {string} text @param {number} most */
function cut(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
