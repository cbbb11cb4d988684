// @ts-check
// Properties of what holds functions: a namespace, a class, a module, the global object. A function without an object reads one,
// or writes one.

import { assert, built, debug, leavesNothing, start, test } from "./harness.js";

/** A host, and what it holds. */
function holders() {
  const page = {
    title: "page",
    deep: /** @type {any} */ ({ "line height": 1 }),
    onChange: (/** @type {number} */ _) => {},
  };
  class Limits {
    static max = 7;
  }
  return { page, Limits, topLevel: 5 };
}

test("a property of each holder is read and written", () => {
  const host = holders();
  const instance = start(host);
  try {
    leavesNothing(instance, () => instance.rust.held_read_and_write());
    assert.equal(host.page.title, "page!!");
    assert.equal(host.Limits.max, 9);
    assert.deepEqual(instance.notes, ["8 2 true", "9 3 true"]);
  } finally {
    delete (/** @type {any} */ (globalThis).heldGlobally);
  }
});

test("what is read is the property of that moment, and an accessor is called with its holder", () => {
  /** @type {any[]} */
  const seen = [];
  const page = Object.create({
    get title() {
      seen.push(this === page);
      return "from a getter";
    },
    set title(/** @type {string} */ value) {
      seen.push(this === page, value);
    },
  });
  const { rust } = start({ ...holders(), page });
  try {
    rust.held_read_and_write();
  } finally {
    delete (/** @type {any} */ (globalThis).heldGlobally);
  }
  assert.deepEqual(seen, [true, true, "from a getter!"]);
});

test("a missing holder is None, caught, or an error that names the declaration", () => {
  const instance = start({ ...holders(), page: undefined });
  assert.throws(() => instance.rust.held_is_missing(), {
    message: /module "\.\/host\.js" has no (?:property )?page\.title; it is declared in /,
  });
  assert.deepEqual(instance.notes, ["None true"]);
});

test("a closure that is written to a property ends like any other", () => {
  const host = holders();
  const { rust } = start(host);
  rust.held_closure();
  assert.throws(() => host.page.onChange(1), { name: "ClosureError" });
});

test("one line declares a property that is read and written", () => {
  const object = { label: "a", level: 2, innerHTML: "<b>" };
  const instance = start({ ...holders(), gauge: () => object });
  instance.rust.held_properties();
  assert.deepEqual(object, { label: "a 4", level: 4, innerHTML: undefined });
  assert.deepEqual(instance.notes, ['Ok(Some("<b>")) Ok(None)']);
  leavesNothing(instance, () => instance.rust.held_properties());
});

// What `closures-extern build` writes does not ask.
if (debug && !built) {
  test("a debug build asks whether another name of a namespace or a class was meant", () => {
    const { page, Limits, topLevel } = holders();
    const host = { page: { Title: page.title }, Limits, topLevel };
    assert.throws(() => start(host).rust.held_read_and_write(), {
      message: /has no property page\.title: did you mean Title\? Write #\[js\(name = "Title"\)\]; it is declared in /,
    });
  });
}
