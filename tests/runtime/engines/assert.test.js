// @ts-check
// Does the `assert` that browsers get say what node:assert/strict says?

import node from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { assert as ours } from "../assert.js";

/** @param {() => void} body */
function passes(body) {
  try {
    body();
    return true;
  } catch {
    return false;
  }
}

class Other {}
const error = Object.assign(new TypeError("one two"), { code: "x" });
const VALUES = [
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -0,
    NaN,
    1,
    1n,
    "",
    "1",
    Symbol.iterator,
    [],
    [1],
    [1, 2],
    [, 1],
    [undefined, 1],
    {},
  ],
  ...[
    { a: 1 },
    { a: undefined },
    { b: 1 },
    { a: 1, b: [{ c: -0 }] },
    { a: 1, b: [{ c: 0 }] },
    Object.create(null),
    new Other(),
  ],
  ...[
    new Uint8Array(2),
    new Uint8Array([0, 1]),
    new Int8Array(2),
    new Float64Array([NaN]),
    new BigInt64Array(1),
    new Map([[1, 2]]),
  ],
  ...[
    new Map([[1, 3]]),
    new Set([1]),
    error,
    new TypeError("one two"),
    new Error("one two"),
    new Error("other"),
    () => {},
  ],
];

/** Made anew, so that equal is not identical. @param {any} value */
const copy = (value) => {
  try {
    const copied = structuredClone(value);
    return Object.getPrototypeOf(copied) === Object.getPrototypeOf(value) ? copied : value;
  } catch {
    return value;
  }
};

for (const name of /** @type {const} */ (["equal", "notEqual", "deepEqual"])) {
  test(`${name} passes and fails as Node's`, () => {
    for (const left of VALUES) {
      for (const right of [...VALUES, copy(left)]) {
        const expected = passes(() => node[name](left, right));
        node.equal(
          passes(() => ours[name](left, right)),
          expected,
          `${name}(${inspect(left)}, ${inspect(right)})`,
        );
      }
    }
  });
}

test("throws and rejects pass and fail as Node's", async () => {
  const expectations = [
    ...[
      undefined,
      TypeError,
      Error,
      RangeError,
      Other,
      /two/,
      /three/,
      { code: "x" },
      { message: /two/ },
      { name: "TypeError", message: "one two" },
    ],
    ...[{ code: "y" }, () => true, () => false, (/** @type {any} */ one) => one === error],
  ];
  for (const expected of expectations) {
    for (const thrown of [error, new Error("other"), "text"]) {
      const body = () => {
        throw thrown;
      };
      const args = /** @type {[any, any]} */ ([body, expected]);
      const what = `${String(expected)} of ${String(thrown)}`;
      // Node explains what it cannot compare, and that is a failure too.
      node.equal(
        passes(() => ours.throws(...args)),
        passes(() => node.throws(...args)),
        what,
      );
      const rejected = (/** @type {any} */ assert) =>
        assert.rejects(Promise.reject(thrown), expected).then(
          () => true,
          () => false,
        );
      node.equal(await rejected(ours), await rejected(node), what);
    }
    node.equal(
      passes(() => ours.throws(() => {}, expected)),
      false,
    );
    node.equal(
      passes(() => ours.ok(expected)),
      passes(() => node.ok(expected)),
    );
  }
  node.equal(
    passes(() => ours.match("abc", /b/)),
    true,
  );
  node.equal(
    passes(() => ours.match("abc", /d/)),
    false,
  );
  node.throws(() => ours.fail("said"), { name: "AssertionError", message: "said" });
});
