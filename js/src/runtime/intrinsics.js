// @ts-check
/** What the Rust crate itself imports: `src/wasm/imports.rs`. What is not here: what an app declares (`imports.js`). */

import { liftAll } from "../adapters/out.js";
import { arrayBuffer, arrayBytes, arrayName, arrayOffset } from "../buffers.js";
import { CONVERTED, Inside, RESULT } from "../errors.js";
import { apply, listOf, table, tableOf } from "../lists.js";
import { TAG } from "../protocol.js";
import { OWN } from "../section/types.js";
import { result } from "../types/combinators.js";
import { liftAt } from "../types/block.js";
import { absent, isNothing } from "./host.js";
import { caught } from "./imports.js";
import { debugText } from "./shown.js";

/** @import { Origin } from "../errors.js" */
/** @import { AnyFunction } from "../lists.js" */
/** @import { Parts } from "./instance.js" */
/** @import { Promises } from "./promises.js" */
/** @import { Signature, Type } from "../section/types.js" */
/** @import { Entry } from "../types/entry.js" */

/** @typedef {Record<string, (...slots: number[]) => number | void>} Intrinsics By name. */

/** @param {Parts} parts @returns {Intrinsics} */
export function intrinsics(parts) {
  return {
    ...ofClosures(parts),
    ...ofValues(parts),
    ...ofLists(parts),
    ...ofMembers(parts),
    ...ofPromises(parts),
    ...ofTheEnd(parts),
  };
}

/** @param {Parts} parts @returns {Intrinsics} */
export function ofClosures(parts) {
  const { memory, heap, handles, closures, objects, types } = parts;
  return {
    stats(address) {
      memory.views();
      memory.u32[address >>> 2] = closures.alive();
      memory.u32[(address >>> 2) + 1] = handles.count;
    },
    closure_new: (env, type, once) =>
      closures.make(env, /** @type {Signature} */ (types.at(type >>> 0).signature), once !== 0),
    closure_value: (id) => handles.keep(closures.functions[id >>> 0]),
    closure_drop: (id) => closures.end(id >>> 0),
    closure_give: (id) => handles.keep(closures.give(id >>> 0)),
    scope_begin: () => closures.beginScope(),
    closure_scope: (id, scope) => closures.addToScope(id >>> 0, scope >>> 0),
    scope_end: (scope) => closures.endScope(scope >>> 0),
    live_closures() {
      const texts = (/** @type {[string, number][]} */ all) => all.flatMap(([place, count]) => [String(count), place]);
      const waits = texts(parts.promises?.livePlaces() ?? []);
      return types.of(OWN.strings).lower([...texts(closures.livePlaces()), "", ...waits], heap.scratch);
    },
    export_new: (address, type) => objects.make(address >>> 0, types.at(type >>> 0).key),
  };
}

/** @param {Parts} parts @returns {Intrinsics} */
export function ofValues(parts) {
  const { heap, handles, texts, types } = parts;
  /** An `Option`: `None` for a value of another kind. @param {string} kind @param {Type} type @param {any} value */
  const lowerIf = (kind, type, value) => types.of(type).lower(typeof value === kind ? value : undefined, heap.scratch);
  return {
    string_new: (address, length) => handles.keep(texts.read(address >>> 0, length >>> 0)),
    error_new: (address, length) => handles.keep(new Error(texts.read(address >>> 0, length >>> 0))),
    value_new: (type, slot) => handles.keep(liftAt(parts, types.of(types.at(type >>> 0)), slot >>> 0)),
    handle_drop: (handle) => void handles.take(handle >>> 0),
    handle_clone: (handle) => handles.keep(handles.peek(handle)),
    global: () => handles.keep(globalThis),
    value_as_f64: (handle) => lowerIf("number", OWN.optionF64, handles.peek(handle)),
    value_as_string: (handle) => lowerIf("string", OWN.optionString, handles.peek(handle)),
    value_typeof: (handle) => texts.write(typeof handles.peek(handle), heap.scratch),
    value_debug: (handle) => texts.write(debugText(handles.peek(handle)), heap.scratch),
    value_equal: (left, right) => (handles.peek(left) === handles.peek(right) ? 1 : 0),
  };
}

/**
 * How a `&mut [T]` is copied back: `Filled` and `Copied` in `src/types/list.rs`. Subtle: no foreign code runs, and no
 * cell is written, because the slot of a result has yet to be read.
 * @param {Parts} parts @returns {Intrinsics}
 */
export function ofLists({ memory, handles }) {
  return {
    // The array was made for the import, as long as the list. It can only have been detached.
    array_read(handle, address, size) {
      const array = handles.take(handle >>> 0);
      if (arrayBytes.call(array) < size >>> 0)
        throw new TypeError(
          `the ${arrayName.call(array)} that an import was passed to fill was transferred meanwhile: ` +
            `transfer a copy`,
        );
      memory.views();
      if (size !== 0)
        memory.u8.set(new Uint8Array(arrayBuffer.call(array), arrayOffset.call(array), size >>> 0), address >>> 0);
    },
    // It is the page's, and may have been detached, or become shorter: what has no place is dropped, as where
    // JavaScript writes behind the end of an array.
    array_write(handle, address, size) {
      const array = handles.take(handle >>> 0);
      const bytes = Math.min(size >>> 0, arrayBytes.call(array));
      memory.views();
      if (bytes > 0)
        new Uint8Array(arrayBuffer.call(array), arrayOffset.call(array), bytes).set(
          new Uint8Array(memory.buffer, address >>> 0, bytes),
        );
    },
  };
}

/** What may throw, and is caught. @param {Parts} parts @returns {Intrinsics} */
export function ofMembers(parts) {
  const { memory, heap, handles, types } = parts;
  const calls = functionCalls(parts);
  /**
   * Does something with a member of an object.
   * @param {Type} type Of the result. @param {number} handle @param {number} key
   * @param {(object: any, name: any) => any} body
   */
  const attempt = (type, handle, key, body) => {
    try {
      const ok = types.of(type);
      return ok.lower(ok.convert(body(handles.peek(handle), handles.peek(key)), RESULT, false), heap.scratch);
    } catch (error) {
      return caught(parts, error);
    }
  };
  return {
    value_get: (handle, key) =>
      attempt(OWN.resultValue, handle, key, (object, name) => {
        if (isNothing(object)) throw absent(object, "property", name);
        return object[name];
      }),
    value_set: (handle, key, to) =>
      attempt(OWN.resultUnit, handle, key, (object, name) => {
        if (isNothing(object)) throw absent(object, "property", name);
        object[name] = handles.peek(to);
      }),
    value_call: (handle, key, list, count) =>
      attempt(OWN.resultValue, handle, key, (object, name) => {
        memory.views();
        const values = listOf(count >>> 0, (at) => handles.peek(memory.u32[(list >>> 2) + at]));
        const f = isNothing(object) ? undefined : object[name];
        if (typeof f !== "function") throw absent(object, "method", name);
        return apply(f, object, values);
      }),
    value_convert(handle, type) {
      try {
        // Plain numbers are checked in release builds too.
        return received(parts, types.of(types.at(type >>> 0)), handles.peek(handle), new Inside(CONVERTED, true));
      } catch (error) {
        return caught(parts, error);
      }
    },
    function_call: (handle, type, slots) => calls(handles.peek(handle), types.at(type >>> 0), slots >>> 0),
  };
}

/** Calls JavaScript functions for Rust: `JsFunction` in `src/types/function.rs`. @param {Parts} parts */
function functionCalls(parts) {
  const { closures, types } = parts;
  /** By the id of the signature. @type {{ length: number, entries: Entry[], ok: Entry }[]} */
  const known = table();
  /** @param {Signature} signature */
  const learn = ({ params, result: type }) => {
    const entries = tableOf(params.length, (at) => types.of(params[at]));
    // The call catches, whether its result says so or not.
    const ok = type.tag === TAG.result ? types.of(type) : result(parts, type, types.of(type));
    return { length: params.length, entries, ok };
  };
  /**
   * @param {AnyFunction} f @param {Type} type @param {number} slots Where the slots of the arguments lie, 8 bytes each.
   * @returns {number} The address of a result's cell.
   */
  return (f, type, slots) => {
    const signature = /** @type {Signature} */ (type.signature);
    const { length, entries, ok } = (known[signature.id] ??= learn(signature));
    const call = () => {
      const values = liftAll(entries, length, (at) => liftAt(parts, entries[at], slots + at * 8));
      return received(parts, ok, f(...values), RESULT);
    };
    try {
      return closures.lending(call);
    } catch (error) {
      return caught(parts, error);
    }
  };
}

/**
 * The slot of a value that Rust receives, and takes the exported objects in it from JavaScript.
 * @param {Parts} parts @param {Entry} ok @param {any} from @param {Origin} place
 */
function received({ heap, objects }, ok, from, place) {
  const value = ok.convert(from, place, false);
  return objects.lending((lent) => {
    ok.borrow?.(value, place, lent);
    return ok.lower(value, heap.scratch);
  });
}

/** @param {Parts} parts @returns {Intrinsics} */
export function ofPromises({ handles, types, promises }) {
  const those = /** @type {Promises} */ (promises);
  return {
    promise_wait: (handle, type, env) => those.wait(handles.peek(handle), types.at(type >>> 0), env),
    promise_forget: (id) => those.forget(id >>> 0),
    promise_new: (lends, address) => those.begin(lends !== 0, address >>> 0),
    promise_settle: (id, type, slot) => those.settle(id >>> 0, types.at(type >>> 0), slot),
    promise_abandon: (id) => those.abandon(id >>> 0),
    tasks_wake: (env) => those.wake(env),
  };
}

/** How Rust says that the instance has ended. @param {Parts} parts @returns {Intrinsics} */
export function ofTheEnd({ life, texts, closures }) {
  return {
    skipped: () => closures.skipped(),
    panicking: () => life.panicking(),
    panicked(message, messageLength, file, fileLength, line, column) {
      const place = `${texts.read(file >>> 0, fileLength >>> 0)}:${line >>> 0}:${column >>> 0}`;
      life.panicked(`panicked at ${place}: ${texts.read(message >>> 0, messageLength >>> 0)}`);
    },
  };
}
