// @ts-check
/**
 * The functions in wasm that enter closures, in an app that was built: its table is exported, so they are called
 * without a trampoline. What is not here: who calls them, which the text of an app says.
 */

import { table, tableOf } from "../../src/lists.js";
import { SHAPES } from "../../src/protocol.js";

/** @import { AnyFunction } from "../../src/lists.js" */
/** @import { Closures } from "../../src/runtime/closures.js" */
/** @import { Memory } from "../../src/runtime/memory.js" */

export class Thunks {
  memory;
  /** @type {WebAssembly.Table | null} */
  functions = null;
  /** Those that were asked for. @type {AnyFunction[]} */
  found = table();

  /** @param {Memory} memory */
  constructor(memory) {
    this.memory = memory;
  }

  /** @param {WebAssembly.Table} functions Those of the instance. */
  attach(functions) {
    this.functions = functions;
    // Engines keep a list with long gaps as a hash table.
    this.found = tableOf(functions.length, () => undefined);
  }

  /** What enters a closure: its memory begins with that (`Header` in `src/closure/env.rs`). @param {number} env */
  of(env) {
    const { memory, found } = this;
    memory.views();
    const index = memory.u32[env >>> 2];
    return (found[index] ??= /** @type {WebAssembly.Table} */ (this.functions).get(index));
  }

  /** Has closures entered whose types are read while the app runs. @param {Closures} closures */
  standFor({ callTrampolines, runTrampolines }) {
    // A function of wasm ignores what it has no parameter for.
    /** @type {AnyFunction} */
    const enter = (env, a, b, c, d, e, f, g, h) => this.of(env)(env, a, b, c, d, e, f, g, h);
    for (const shape of SHAPES) callTrampolines[shape] = runTrampolines[shape] = enter;
  }
}
