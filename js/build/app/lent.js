// @ts-check
/**
 * The stack closures that imports of an app lend, where their frame alone knows them: `../lend.js` writes that. What is
 * not here: those in the list of an instance (`lending` of `../../src/runtime/closures.js`).
 */

import { BUSY, EXPIRED } from "../../src/runtime/gate.js";

/** @import { Closures } from "../../src/runtime/closures.js" */

/** What the variable of a closure is while an `FnMut` runs. */
const RUNNING = 1;

/** What there is to know of one beside its gate. @type {any} */
const LENT = Object.freeze({ lent: true, place: null });

export class AppLent {
  closures;
  /** How many there are. */
  count = 0;

  /** @param {Closures} closures */
  constructor(closures) {
    this.closures = closures;
  }

  /** Throws what a closure that cannot be called answers. @param {number} env @returns {never} */
  refuse(env) {
    return this.closures.refuse({ ...LENT, gate: env === RUNNING ? BUSY : EXPIRED });
  }

  /** What to throw for what came out of one. @param {unknown} error */
  ended(error) {
    return this.closures.ended(LENT, error);
  }
}
