// @ts-check
/**
 * What the garbage collector has found. Where no engine tells, `free()` and a drop alone free what JavaScript owns.
 * What is not here: what is freed (`runtime/closures.js`, `runtime/objects.js`).
 */

class Nobody {
  register() {}
  unregister() {}
}

export const Registry = /** @type {FinalizationRegistryConstructor} */ (
  typeof FinalizationRegistry === "function" ? FinalizationRegistry : Nobody
);

/**
 * Is never forgotten, and has something to tell after each collection. Subtle: without, V8 before 14 can stop to call
 * any registry of the page: when those that a collection found something for are all forgotten by the next one, with no
 * task between the two.
 */
const watch = new Registry(watchOn);
watchOn();

function watchOn() {
  watch.register({}, 0);
}
