// @ts-check
// The part of node:assert/strict that the tests use, for browsers, which have none. engines/assert.test.js compares the two.

/** What a failed assertion throws. */
class AssertionError extends Error {
  /** @param {{ message: string }} options */
  constructor({ message }) {
    super(message);
    this.name = "AssertionError";
  }
}

/** @param {string | Error | undefined} message @param {() => string} otherwise @returns {never} */
function raise(message, otherwise) {
  throw message instanceof Error ? message : new AssertionError({ message: message ?? otherwise() });
}

/** @param {any} value @returns {string} */
function shown(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value !== "object" || value === null) return String(value);
  const items = ArrayBuffer.isView(value) ? [.../** @type {any} */ (value)] : value;
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return `${name} ${JSON.stringify(items, (_, inner) => (typeof inner === "bigint" ? `${inner}n` : inner))}`;
}

/** Whether two values are deeply and strictly equal. @param {any} left @param {any} right @returns {boolean} */
function same(left, right) {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (left instanceof Error && (left.name !== right.name || left.message !== right.message)) return false;
  if (left instanceof Map || left instanceof Set) return same([...left], [.../** @type {any} */ (right)]);
  if (Array.isArray(left) && left.length !== right.length) return false;
  const isOwn = Object.prototype.propertyIsEnumerable;
  const keys = Reflect.ownKeys(left).filter((key) => isOwn.call(left, key));
  const count = Reflect.ownKeys(right).filter((key) => isOwn.call(right, key)).length;
  return keys.length === count && keys.every((key) => isOwn.call(right, key) && same(left[key], right[key]));
}

/**
 * Whether an error is what was expected: a class, a pattern of its text, a function that says so, or properties.
 *
 * @param {any} error
 * @param {any} expected
 */
function checkError(error, expected) {
  if (expected === undefined) return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error))) raise(undefined, () => `${shown(error)} does not match ${expected}`);
  } else if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected)) throw error;
    if (expected.call({}, error) !== true) raise(undefined, () => `${shown(error)} was not accepted`);
  } else {
    for (const key of Object.keys(expected)) {
      const [is, wanted] = [error?.[key], expected[key]];
      const fits = wanted instanceof RegExp && typeof is === "string" ? wanted.test(is) : same(is, wanted);
      if (!fits) raise(undefined, () => `the error's ${key} is ${shown(is)}, not ${shown(wanted)}`);
    }
  }
}

/** @param {any} value @param {string | Error} [message] */
function ok(value, message) {
  if (!value) raise(message, () => `${shown(value)} is not truthy`);
}

/** As `assert` of node:assert/strict. */
export const assert = Object.assign(
  /** @param {any} value @param {string | Error} [message] */ (value, message) => ok(value, message),
  {
    AssertionError,
    ok,
    /** @param {any} actual @param {any} expected @param {string | Error} [message] */
    equal(actual, expected, message) {
      if (!Object.is(actual, expected)) raise(message, () => `${shown(actual)} is not ${shown(expected)}`);
    },
    /** @param {any} actual @param {any} expected @param {string | Error} [message] */
    notEqual(actual, expected, message) {
      if (Object.is(actual, expected)) raise(message, () => `it is ${shown(actual)}`);
    },
    /** @param {any} actual @param {any} expected @param {string | Error} [message] */
    deepEqual(actual, expected, message) {
      if (!same(actual, expected)) raise(message, () => `${shown(actual)} is not ${shown(expected)}`);
    },
    /** @param {string} text @param {RegExp} pattern @param {string | Error} [message] */
    match(text, pattern, message) {
      if (typeof text !== "string" || !pattern.test(text))
        raise(message, () => `${shown(text)} does not match ${pattern}`);
    },
    /** @param {string | Error} [message] @returns {never} */
    fail(message) {
      return raise(message, () => "failed");
    },
    /** @param {() => any} body @param {any} [expected] */
    throws(body, expected) {
      let error;
      try {
        body();
      } catch (thrown) {
        error = { thrown };
      }
      if (error === undefined) raise(undefined, () => "nothing was thrown");
      else checkError(error.thrown, expected);
    },
    /** @param {Promise<any> | (() => Promise<any>)} promise @param {any} [expected] */
    async rejects(promise, expected) {
      let error;
      try {
        await (typeof promise === "function" ? promise() : promise);
      } catch (thrown) {
        error = { thrown };
      }
      if (error === undefined) raise(undefined, () => "nothing was thrown");
      else checkError(error.thrown, expected);
    },
  },
);
