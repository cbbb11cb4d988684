// @ts-check
// The ways in which `fault_swallow` of src/faults.rs calls JavaScript.

export const WAYS = [
  "nothing, number, numbers, bool, wide, text, value, list, option, many, variadic, result, result number, result text, namespace",
  "lent, heap, constructor, static method, method, method number, getter, setter, indexing getter, indexing setter",
  "indexing deleter, static, try_from, convert, debug, get, set, call, function, scope, end of a scope",
].flatMap((line) => line.split(", "));

/** What the host answers in each, so that Rust can go on. Nobody inherits from it. @type {Record<string, any>} */
const RESULTS = {
  __proto__: null,
  ...{ bool: true, wide: 1n, text: "t", value: {}, list: [1, 2], option: undefined },
  ...{ "result text": "t", heap: true, "method number": true },
};

/** @param {string} way */
export const resultOf = (way) => (way in RESULTS ? RESULTS[way] : 1);
