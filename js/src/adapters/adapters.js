// @ts-check
/**
 * The seam: whoever needs a function between JavaScript and Rust has it made by these three. They make it from
 * descriptors, for any app; whoever has adapters that were written for one app hands in its own, and shares all the
 * rest. What is not here: what such a function does (`out.js`, `into.js`, `numbers.js`), and what is around it, as a
 * class (`../runtime/imports.js`, `../runtime/exports.js`).
 */

import { EXPORT } from "../protocol.js";
import { always, mostOf } from "../runtime/gate.js";
import { crosses, isNumber, shapeOf, takesThis } from "../section/types.js";
import { every, few, frame, lengthOf, trampoline, trampolineOfExport } from "./into.js";
import { exportOfNumbers, ofNumbers } from "./numbers.js";
import { imported } from "./out.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Kind, State } from "../runtime/gate.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Export, Import } from "../section/records.js" */
/** @import { Signature, Type } from "../section/types.js" */

/**
 * @typedef {object} Adapters
 * @property {(parts: Parts, wanted: Import, f: AnyFunction) => AnyFunction} import What wasm calls for a declared
 * import, of the JavaScript function that is meant.
 * @property {(parts: Parts, signature: Signature, once: boolean) => Kind} closure What its closures share.
 * @property {(parts: Parts, item: Export, entry: AnyFunction) => AnyFunction} export Its JavaScript function.
 */

/** @type {Adapters} */
export const ADAPTERS = Object.freeze({ import: imported, closure: kindOf, export: exported });

/** @param {Parts} parts @param {Signature} signature @param {boolean} once @returns {Kind} */
export function kindOf(parts, signature, once) {
  const { params, result, empty, exclusive } = signature;
  const { callTrampolines, runTrampolines } = parts.closures;
  const most = mostOf(exclusive);
  const enter = trampoline((empty ? runTrampolines : callTrampolines)[shapeOf(params)], params.length);
  if (isOfNumbers(parts, params) && crosses(result) && !once) {
    return { most, once, trampoline: enter, make: ofNumbers(parts, signature, most, enter) };
  }
  const made = frame(parts, params, result, takesThis(params) ? 1 : 0, most);
  return { most, once, trampoline: enter, make: few(made) ?? withLength(lengthOf(params), every(made)) };
}

/** Up to three numbers, unchecked in a release build. @param {Parts} parts @param {readonly Type[]} params */
function isOfNumbers({ debug }, params) {
  return !debug && params.length <= 3 && params.every(isNumber);
}

/** @param {Parts} parts @param {Export} item @param {AnyFunction} entry @returns {AnyFunction} */
export function exported(parts, item, entry) {
  const params = Object.freeze(item.params.map(({ type }) => type));
  const own = item.kind >= EXPORT.method || takesThis(params) ? 1 : 0;
  const most = mostOf(false);
  const made = frame(parts, params, item.result, own, most);
  const enter = trampolineOfExport(entry, params.length);
  const f = isOfNumbers(parts, params)
    ? exportOfNumbers(parts, params.length, entry, made.result)
    : always({ most, once: false, trampoline: enter, make: few(made) ?? methods(every(made)) });
  Object.defineProperty(f, "name", { value: item.name, configurable: true });
  Object.defineProperty(f, "length", { value: lengthOf(params.slice(own)), configurable: true });
  return f;
}

/** Makes methods, which `new` makes nothing of. @param {ReturnType<typeof every>} call @returns {Kind["make"]} */
function methods(call) {
  return (state) =>
    ({
      /** @this {any} @param {any[]} args */
      method(...args) {
        return call(state, this, args);
      },
    }).method;
}

/**
 * Makes functions of this `length` from states: a literal for each, because to define the property takes ten times as
 * long as to make the function.
 * @param {number} length @param {(state: State, self: any, args: ArrayLike<any>) => any} call @returns {Kind["make"]}
 */
// biome-ignore format: a table
function withLength(length, call) {
  /** @type {((state: State) => AnyFunction)[]} */
  const makers = [
    (state) => /** @this {any} */ function () { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c, d) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c, d, e) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c, d, e, f) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c, d, e, f, g) { return call(state, this, arguments); },
    (state) => /** @this {any} */ function (a, b, c, d, e, f, g, h) { return call(state, this, arguments); },
  ];
  return makers[length];
}
