// @ts-check
/**
 * Tells a function of the page of each crossing: `options.trace` of `load`. It makes what the other adapters make, and
 * puts itself around that; without the option nobody calls it. What is not here: what such a function does (`out.js`,
 * `into.js`).
 *
 * Whom it tells is foreign code, as an import is: it may throw, call Rust, and free what it is shown. What it throws is
 * told to the console, and goes nowhere else. A drop may come where no foreign code may run: so drops wait for the end
 * of the crossing that they are in, or of the task.
 */

import { blockPlace, show } from "../errors.js";
import { apply, listOf, table } from "../lists.js";
import { KIND } from "../protocol.js";
import { shownName } from "../section/check.js";
import { memberText } from "../section/names.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Kind, State } from "../runtime/gate.js" */
/** @import { Parts } from "../runtime/instance.js" */
/** @import { Export, Import } from "../section/records.js" */
/** @import { Adapters } from "./adapters.js" */

/**
 * @typedef {object} Crossing
 * @property {"import" | "closure" | "export" | "drop"} kind An import that Rust called, a closure or an export that
 * JavaScript called, or the end of a closure or of an exported object.
 * @property {string} name `console.log` of an import, `Counter.next` of an export, `Counter` of an object that is
 * dropped, `closure` of closures.
 * @property {any[]} args What JavaScript passed, or was passed; of a drop nothing.
 * @property {any} [result] What it returned.
 * @property {unknown} [error] What it threw.
 * @property {string} [place] Where the import or the export is declared; where the closure was made, in a debug build.
 */

/** @typedef {Pick<Crossing, "kind" | "name" | "place">} What */

const soon = globalThis.queueMicrotask;

export class Tracer {
  tell;
  exports;
  /** Drops that nobody was told of yet. @type {Crossing[]} */
  drops = table();
  isWaiting = false;

  /** @param {(crossing: Crossing) => void} tell @param {Map<string, Export>} exports By key. */
  constructor(tell, exports) {
    if (typeof tell !== "function") throw new TypeError(`options.trace: expected a function, got ${show(tell)}`);
    this.tell = tell;
    this.exports = exports;
  }

  /** The same adapters, of which each function tells. @param {Adapters} made @returns {Adapters} */
  around(made) {
    return {
      import: (parts, wanted, f) => made.import(parts, wanted, this.traced(f, toldOfImport(wanted))),
      closure: (parts, signature, once) => {
        const kind = made.closure(parts, signature, once);
        return { ...kind, make: (state) => this.traced(kind.make(state), toldOfClosure(parts, state)) };
      },
      export: (parts, item, entry) => {
        const what = { kind: "export", name: shownName(item, this.exports), place: blockPlace(item.block) };
        return this.traced(made.export(parts, item, entry), /** @type {What} */ (what));
      },
    };
  }

  /** Tells of drops too. @param {Parts} parts Those of the instance. */
  attach(parts) {
    const { closures, objects } = parts;
    const { end, collected, endScope } = closures;
    const dropped = (/** @type {any} */ state) => this.dropped(toldOfClosure(parts, state));
    closures.end = (id) => {
      dropped(closures.states[id]);
      return apply(end, closures, [id]);
    };
    closures.collected = (state) => {
      this.wait();
      dropped(state);
      apply(collected, closures, [state]);
    };
    closures.endScope = (number) => {
      const ids = closures.scopes[number];
      for (let at = 0; at < ids.length; at++) dropped(closures.states[ids[at]]);
      apply(endScope, closures, [number]);
    };
    const { dropValue } = objects;
    objects.dropValue = (owned) => {
      this.wait();
      this.dropped({ kind: "drop", name: owned.type.name, place: undefined });
      apply(dropValue, objects, [owned]);
    };
  }

  /** A function that tells of each of its calls. @param {AnyFunction} f @param {What} what @returns {AnyFunction} */
  traced(f, what) {
    const tracer = this;
    const { method } = {
      /** @this {any} @param {any[]} args */
      method(...args) {
        tracer.wait();
        const copy = listOf(args.length, (at) => args[at]);
        let result;
        try {
          result = apply(f, this, args);
        } catch (error) {
          tracer.told({ ...what, args: copy, error });
          throw error;
        }
        tracer.told({ ...what, args: copy, result });
        return result;
      },
    };
    for (const key of ["name", "length"]) {
      const property = { __proto__: null, value: /** @type {any} */ (f)[key], configurable: true };
      Object.defineProperty(method, key, /** @type {PropertyDescriptor} */ (property));
    }
    return method;
  }

  /** Remembers a drop, and calls nothing. @param {What} what */
  dropped(what) {
    this.drops[this.drops.length] = { ...what, kind: "drop", args: [] };
  }

  /** Tells at the end of the task of the drops that nobody was told of. */
  wait() {
    if (this.isWaiting || typeof soon !== "function") return;
    this.isWaiting = true;
    soon(() => {
      this.isWaiting = false;
      this.flush();
    });
  }

  /** Tells of the drops before. */
  flush() {
    const { drops } = this;
    this.drops = table();
    for (let at = 0; at < drops.length; at++) this.say(drops[at]);
  }

  /** @param {Crossing} crossing */
  told(crossing) {
    this.flush();
    this.say(crossing);
  }

  /** @param {Crossing} crossing */
  say(crossing) {
    const { tell } = this;
    try {
      tell(crossing);
    } catch (error) {
      globalThis.console?.error("closures_extern: options.trace has thrown", error);
    }
  }
}

/** @param {Import} wanted @returns {What} */
function toldOfImport({ kind, namespace, name, block }) {
  const path = memberText(namespace, name);
  return { kind: "import", name: kind === KIND.constructor ? `new ${path}` : path, place: blockPlace(block) };
}

/** @param {Parts} parts @param {State} state @returns {What} */
function toldOfClosure({ places }, { place }) {
  const text = place === null ? undefined : places?.placeText(place);
  return { kind: "closure", name: "closure", place: text };
}
