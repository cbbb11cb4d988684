// @ts-check
/**
 * Puts one instance together: it knows every part, and decides nothing. What is not here: how a module is found
 * (`../load.js`).
 */

import { Lent } from "../adapters/lend.js";
import { isShared } from "../buffers.js";
import { lacking } from "../errors.js";
import { CONSTRUCT, FUNCTIONS, SHAPES } from "../protocol.js";
import { Types } from "../types/of.js";
import { Closures, Places } from "./closures.js";
import { makeExports } from "./exports.js";
import { Handles } from "./handles.js";
import { Heap } from "./heap.js";
import { intrinsics } from "./intrinsics.js";
import { claim, isMemory } from "./memory.js";
import { Objects } from "./objects.js";
import { Promises } from "./promises.js";
import { Texts } from "./text.js";

/** @import { Adapters } from "../adapters/adapters.js" */
/** @import { Life } from "./life.js" */
/** @import { Memory } from "./memory.js" */
/** @import { Description } from "../section/records.js" */
/** @import { Ids } from "../section/types.js" */

/**
 * @typedef {object} Parts The state of an instance, in holders that only their own module writes to. Subtle: but
 * that it has ended is written by whoever catches what comes out of Rust (`enter` of `life.js` says why), and a
 * closure's gate by who calls it.
 * @property {boolean} debug Whether the crate was built with debug assertions.
 * @property {Adapters} adapters
 * @property {Memory} memory
 * @property {Life} life
 * @property {Heap} heap
 * @property {Texts} texts
 * @property {Handles} handles
 * @property {Objects} objects
 * @property {Types} types
 * @property {Closures} closures
 * @property {Lent} lent
 * @property {Promises | null} promises Of an app that has some.
 * @property {Places | null} places Of a debug build.
 */

export class Instance {
  /** What its module says of itself. */
  description;
  /** @type {Parts} */
  parts;
  /** What the crate imports. */
  imports;
  /** All that the instance exports, when it is there. @type {any} */
  exports = null;

  /**
   * @param {Description} description @param {Ids} ids Of the types that it meets beyond those of the description.
   * @param {Life} life @param {Adapters} adapters
   */
  constructor(description, ids, life, adapters) {
    this.description = description;
    const { memory } = life;
    const heap = new Heap(life, memory);
    const handles = new Handles();
    const texts = new Texts(memory, heap);
    const objects = new Objects(life, handles);
    const { debug } = description;
    const places = debug ? new Places(memory, texts) : null;
    const made = { memory, life, heap, texts, handles, objects, places, lent: new Lent() };
    // Each by a literal: an assignment would ask the accessors of a page.
    const parts = /** @type {any} */ ({ ...made, debug, adapters, types: null, closures: null, promises: null });
    parts.types = new Types(parts, ids);
    parts.closures = new Closures(parts, ids);
    parts.promises = new Promises(parts);
    this.parts = parts;
    this.imports = intrinsics(parts);
  }

  /** Connects it to what wasm has made. @param {any} exports @param {unknown} [memory] */
  connect(exports, memory = exports.memory) {
    const { parts, description } = this;
    this.exports = exports;
    if (!isMemory(memory)) throw lacking("memory");
    claim(memory);
    for (const name of FUNCTIONS) if (typeof exports[name] !== "function") throw lacking(name);
    parts.memory.attach(memory, isShared(memory.buffer));
    attachClosures(parts.closures, exports);
    parts.life.attach(exports.closures_extern_start, exports.closures_extern_panicking);
    parts.heap.attach(exports, Math.max(0, ...Array.from(description.exports.values(), ({ params }) => params.length)));
  }

  /** The same, then makes `app.exports` and runs static constructors. @param {any} exports @param {unknown} [memory] */
  start(exports, memory) {
    this.connect(exports, memory);
    const made = makeExports(this.parts, this.description.exports, exports);
    const construct = exports[CONSTRUCT];
    if (typeof construct !== "function") throw lacking(CONSTRUCT);
    this.parts.life.quietly(construct);
    return made;
  }

  /** What is alive now. */
  stats() {
    return { closures: this.parts.closures.alive(), handles: this.parts.handles.count };
  }

  /** Where that was made which `stats` counts as closures: `live_closures` in `src/report.rs`. */
  liveClosures() {
    const { closures, promises } = this.parts;
    const told = (/** @type {"closure" | "promise"} */ kind) => {
      return (/** @type {[string, number]} */ [place, count]) => ({ kind, place, count });
    };
    return [...closures.livePlaces().map(told("closure")), ...(promises?.livePlaces() ?? []).map(told("promise"))];
  }
}

/** @param {Closures} closures @param {any} exports Those of the instance. */
function attachClosures(closures, exports) {
  for (const shape of SHAPES) {
    closures.callTrampolines[shape] = exports[`closures_extern_call_${shape}`];
    closures.runTrampolines[shape] = exports[`closures_extern_run_${shape}`];
  }
  closures.drop = exports.closures_extern_drop;
}
