// @ts-check
// What the app is asked where there are no test functions: in Deno, and in a page that a bundler made.

/** What the answers are when all is well. */
export const EXPECTED = {
  values: true,
  jsSys: true,
  hostClosure: 2,
  function: 30,
  parameters: 62,
  slots: "1.5 text",
  library: 262,
};

/** What `./host.js` is for the app. */
const host = {
  note() {},
  identity: (/** @type {any} */ value) => value,
  fail() {
    throw new Error("as it should");
  },
  call: (/** @type {Function} */ f, /** @type {any[]} */ ...args) => f(...args),
  many: (/** @type {number} */ a, /** @type {string} */ b) => `${a} ${b}`,
  wide: (/** @type {bigint} */ a, /** @type {bigint} */ b) => a + b,
};

/**
 * @param {any} app
 * @returns {typeof EXPECTED}
 */
export function answers(app) {
  app.begin(host);
  return {
    values: app.values({}),
    jsSys: app.js_sys_values(),
    hostClosure: app.host_closure(),
    function: app.closure_to_function(),
    parameters: app.closure_parameters(),
    slots: app.slots().slice(0, 8),
    library: app.library_sum(),
  };
}
