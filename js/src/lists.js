// @ts-check
/**
 * Lists and tables that the page never sees. Accessors on `Array.prototype` and `Object.prototype` are shown every
 * object in which somebody looks for a property that it does not have; what is made here has no such property, or no
 * prototype (tests/runtime/private.test.js). What is not here: what the lists hold.
 */

/** @typedef {(...args: any[]) => any} AnyFunction */

export const { apply } = Reflect;

export const arrayFrom = /** @type {(like: any, map?: (one: any, index: number) => any) => any[]} */ (
  Array.from.bind(Array)
);

/**
 * A list of so many places of its own, for what the page must not see. Subtle: filled by assignment to a place that is
 * not there, or by `push`, it would be shown to an accessor on `Array.prototype`; and whoever calls one of its methods
 * shows it to an accessor of that name (tests/runtime/private.test.js).
 * @param {number} length @param {(at: number) => any} [each] What is in each place; else `undefined`. @returns {any[]}
 */
export function listOf(length, each) {
  const list = placesOf(length);
  if (each !== undefined) for (let at = 0; at < length; at++) list[at] = each(at);
  return list;
}

/** So many places: of a few, the first of a literal, which takes a tenth of the time. @param {number} length */
function placesOf(length) {
  const none = undefined;
  const list = [none, none, none, none, none, none, none, none, none, none, none, none];
  if (length > list.length) return arrayFrom({ __proto__: null, length });
  list.length = length;
  return list;
}

/** A list that grows by assignment at its end, without a prototype that could have an accessor. @returns {any[]} */
export function table() {
  return Object.setPrototypeOf([], null);
}

/**
 * So many places of its own, without a prototype: one may look behind its end.
 * @param {number} length @param {(at: number) => any} each What is in each place. @returns {any[]}
 */
export function tableOf(length, each) {
  return Object.setPrototypeOf(listOf(length, each), null);
}

/** A table that nobody else can put an entry into. @template T @param {T} entries @returns {T} */
export function byTag(entries) {
  return Object.freeze(Object.setPrototypeOf(entries, null));
}
