// @ts-check
// Fields of exported types: reading one copies it, writing one checks what is written, and both keep Rust's rules.

import { ClosureError, assert, debug, leavesNothing, start, test } from "./harness.js";

/** @param {string} code */
const refused = (code) => (/** @type {any} */ error) => error instanceof ClosureError && error.code === code;

test("a field is a property that can be read and written", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const dot = instance.app.exports.dot(2);
    assert.deepEqual([dot.x, dot.y, dot.title, dot.tags, dot.moved, dot.id], [2, 0, "dot", [], undefined, 7]);
    dot.x += 0.5;
    dot.y = -1;
    dot.title = "ä\0";
    dot.tags = ["a", null];
    assert.deepEqual([dot.x, dot.y, dot.title, dot.tags], [2.5, -1, "ä\0", ["a", undefined]]);
    assert.equal(dot.go(4), 3);
    assert.equal(dot.x, 4);
    dot.free();
  });
});

test("what is read is a copy", () => {
  const dot = start({}).app.exports.dot(2);
  dot.tags = ["a"];
  dot.tags.push("b");
  assert.deepEqual(dot.tags, ["a"]);
});

test("only the fields that are named are there, under the names that they were given", () => {
  const { Dot, dot } = start({}).app.exports;
  const names = Reflect.ownKeys(Dot.prototype).filter((name) => name !== Symbol.dispose);
  assert.deepEqual(
    names.map(String).sort(),
    "Symbol(Symbol.toStringTag) constructor go id moveTo moved shout tags title x y".split(" "),
  );
  assert.equal(dot(1)[Symbol.toStringTag], null);
});

test("a method may have the Rust name of a field, or of what sets it", () => {
  const dot = start({}).app.exports.dot(2);
  dot.moveTo(5);
  assert.deepEqual([dot.x, dot.title, dot.shout()], [5, "dot", "DOT"]);
  dot.x = 6;
  dot.title = "other";
  assert.deepEqual([dot.x, dot.title, dot.shout()], [6, "other", "OTHER"]);
});

test("a field that is only read refuses to be written", () => {
  const dot = start({}).app.exports.dot(2);
  assert.throws(() => (dot.id = 8), TypeError);
  assert.equal(dot.id, 7);
});

test("a value of another kind is refused, and the field stays as it is", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const dot = instance.app.exports.dot(2);
    if (debug) assert.throws(() => (dot.x = "a"), { name: "TypeError", message: /expected f64, got string "a"/ });
    assert.throws(() => (dot.title = 1), { name: "TypeError", message: /expected a string, got number 1/ });
    assert.throws(() => (dot.tags = ["a", 1]), { name: "TypeError" });
    assert.deepEqual([dot.x, dot.title, dot.tags], [2, "dot", []]);
    dot.free();
  });
});

test("the old value is freed when a new one is written, and the last one with the object", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const dot = instance.app.exports.dot(2);
    for (const _ of [1, 2, 3]) dot.moved = () => {};
    assert.equal(instance.app.stats().handles, 1);
    dot.moved = null;
    assert.equal(instance.app.stats().handles, 0);
    dot.moved = () => {};
    dot.free();
  });
});

test("a field cannot be used while a call changes the object, nor after it was freed", () => {
  const dot = start({}).app.exports.dot(2);
  /** @type {any[]} */
  const errors = [];
  dot.moved = () => {
    for (const use of [() => dot.x, () => (dot.x = 9), () => dot.tags]) {
      try {
        use();
      } catch (error) {
        errors.push(/** @type {any} */ (error).code);
      }
    }
  };
  assert.equal(dot.go(5), 5);
  assert.deepEqual(errors, ["borrowed", "borrowed", "borrowed"]);
  dot.free();
  assert.throws(() => dot.x, refused("freed"));
  assert.throws(() => (dot.title = "late"), refused("freed"));
});

test("an object that is freed while the new value is converted is not written", () => {
  const instance = start({});
  leavesNothing(instance, () => {
    const dot = instance.app.exports.dot(2);
    const tags = ["a", "b"];
    Object.defineProperty(tags, 1, { get: () => (dot.free(), "b") });
    assert.throws(() => (dot.tags = tags), refused("freed"));
  });
});

test("the accessors are those of the class, and refuse other objects", () => {
  const { Dot, dot } = start({}).app.exports;
  const { get, set } = /** @type {any} */ (Object.getOwnPropertyDescriptor(Dot.prototype, "x"));
  assert.equal(get.call(dot(3)), 3);
  for (const other of [{}, null, Object.create(dot(1)), new Proxy(dot(1), {})]) {
    assert.throws(() => get.call(other), { name: "TypeError" });
    assert.throws(() => set.call(other, 1), { name: "TypeError" });
  }
});
