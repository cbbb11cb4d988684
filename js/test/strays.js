// @ts-check
/**
 * Errors that nobody has caught. What is not here: who hears of them (`node_worker.js`, `page.js`).
 */

/**
 * A rejection is one as long as nobody handles it: who awaits two promises, one after the other, hears of the second a
 * little late.
 */
export class Strays {
  /** By the promise that was rejected; of what was thrown, by an object of its own. @type {Map<object, unknown>} */
  #errors = new Map();
  /** Is called when something is thrown. @type {() => void} */
  onThrown = () => {};

  /** @param {unknown} error */
  thrown(error) {
    this.#errors.set({}, error);
    this.onThrown();
  }

  /** @param {object} promise @param {unknown} reason */
  rejected(promise, reason) {
    this.#errors.set(promise, reason);
  }

  /** @param {object} promise */
  handled(promise) {
    this.#errors.delete(promise);
  }

  /** Hands out what there is, once. */
  take() {
    const errors = [...this.#errors.values()];
    this.#errors.clear();
    return errors;
  }
}
