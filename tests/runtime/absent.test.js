// @ts-check
// What Rust is told of properties, methods and classes that are not there: in words that are the same in each engine, and of
// which none is an expression of closures_extern.js.

import { assert, built, debug, start, test } from "./harness.js";

/** What is noted of this value and this key. @param {any} value @param {any} key */
function told(value, key) {
  const { rust, notes } = start({ value: () => value, key: () => key });
  rust.absent_value();
  return notes;
}

test("undefined and null have no property and no method", () => {
  for (const nothing of [undefined, null]) {
    const property = `${nothing} has no property next`;
    assert.deepEqual(told(nothing, "next"), [property, property, `${nothing} has no method next`]);
  }
});

test("what is no function is no method, whatever kind of key names it", () => {
  const named = Symbol("named");
  const keys = /** @type {[any, string][]} */ ([
    ["next", "next"],
    [3, "3"],
    [named, "Symbol(named)"],
    [{ toString: () => "odd" }, "an object"],
  ]);
  for (const [key, text] of keys) {
    for (const [object, shown] of /** @type {[any, string][]} */ ([
      [{}, "an object"],
      [[], "an array"],
      [() => {}, "a function"],
    ])) {
      assert.deepEqual(told(object, key), [
        "nothing was thrown",
        "nothing was thrown",
        `${shown} has no method ${text}`,
      ]);
    }
  }
});

test("a method is looked up once, and called with its object", () => {
  let asked = 0;
  const object = {
    get next() {
      asked++;
      return (/** @type {number} */ n) => n;
    },
  };
  assert.deepEqual(told(Object.create(object), "other").at(-1), "an object has no method other");
  const { rust, notes } = start({ value: () => object, key: () => "next" });
  // Its setter is missing, which is the second answer: the engine's.
  rust.absent_value();
  assert.equal(notes[0], "nothing was thrown");
  assert.equal(notes[2], "nothing was thrown");
  assert.equal(asked, 2); // by `get` and by `call`
});

test("a declared property of nothing is said with the place of its declaration", () => {
  for (const nothing of [undefined, null]) {
    const { rust, notes } = start({ value: () => nothing });
    rust.absent_member();
    assert.equal(notes.length, 5);
    for (const [at, name] of ["size", "size", "7", "7", "7"].entries()) {
      assert.match(
        notes[at],
        new RegExp(
          `^${nothing} has no property ${name} \\(declared for Absent\\); it is declared in runtime_tests::absent, line \\d+, column 1$`,
        ),
      );
    }
  }
});

test("what `new` makes nothing of is no class", () => {
  const wanted =
    /^module "\.\/host\.js" has no class Absent; it is declared in runtime_tests::absent, line \d+, column 1$/;
  for (const Absent of [undefined, {}, () => {}, async function () {}, { method() {} }.method]) {
    const { rust, notes } = start({ Absent });
    rust.absent_class();
    assert.match(notes[0], wanted);
  }
  for (const Absent of [class {}, function () {}, new Proxy(class {}, {}), class {}.bind(null)]) {
    const { rust, notes } = start({ Absent });
    rust.absent_class();
    assert.deepEqual(notes, ["nothing was thrown"]);
  }
});

// What `closures-extern build` writes does not ask.
if (debug && !built) {
  test("a debug build asks whether another name was meant, which differs in case alone", () => {
    const own = (/** @type {string} */ at) =>
      new RegExp(`^an object has no property size \\(declared for Absent\\)${at}`);
    class Named {
      SIZE = 1;
    }
    for (const object of [{ SIZE: 1 }, Object.create({ SIZE: 1 }), new Named()]) {
      const { rust, notes } = start({ value: () => object });
      rust.absent_member();
      const question = ': did you mean SIZE\\? Write #\\[js\\(name = "SIZE"\\)\\]; it is declared in ';
      assert.match(notes[0], own(question));
      assert.match(notes[1], own(question));
      assert.equal(Object.hasOwn(object, "size"), false);
    }
  });

  test("a property that is new, and one that has no value, are what they are", () => {
    for (const object of [{}, { size: undefined }, { size: undefined, SIZE: 1 }, new Proxy({}, {})]) {
      const { rust, notes } = start({ value: () => object });
      rust.absent_member();
      assert.ok(!/did you mean/.test(notes[1]));
    }
  });

  test("a proxy that never ends is not looked at for ever, and one that throws is answered by its own error", () => {
    /** @type {any} */
    const endless = new Proxy({}, { getPrototypeOf: () => endless });
    const { rust, notes } = start({ value: () => endless });
    rust.absent_member();
    assert.ok(!/did you mean/.test(notes.join()));
    const throwing = () => {
      throw new RangeError("own");
    };
    const other = start({ value: () => new Proxy({}, { ownKeys: throwing }) });
    other.rust.absent_member();
    assert.deepEqual(other.notes.slice(0, 2), ["own", "own"]);
  });
}
