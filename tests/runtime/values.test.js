// @ts-check
// What Rust asks of values, makes of things, and turns errors into.

import { assert, closureError, otherRealm, start, test } from "./harness.js";

const DROPPED = closureError("dropped", "closure called after it was dropped");

class Thing {}
class Part extends Thing {
  size = 7;
}
class Root {}
class Spare extends Thing {}

/** @param {any} [value] What Rust is given. @param {object} [others] What it finds instead of a class. */
function asking(value, others) {
  /** @type {any[]} */
  const taken = [];
  const host = {
    ...{ Thing, Part, Spare, deep: { Root }, ...others },
    asked: () => (typeof value === "function" && value.isThrower ? value() : value),
    taken: (/** @type {any} */ one) => void taken.push(one),
  };
  return { ...start(host), taken };
}

/** What a function of Rust notes of a value. @param {string} name @param {any} value */
function told(name, value) {
  const { rust, notes } = asking(value);
  rust[name]();
  return notes[0];
}

/** @param {() => never} body */
const thrower = (body) => Object.assign(body, { isThrower: true });

test("a value says what it is, as typeof, Array.isArray and Boolean do", async () => {
  class Class {}
  const { proxy: revoked, revoke } = Proxy.revocable([], {});
  revoke();
  for (const [value, expected] of /** @type {[any, string][]} */ ([
    [undefined, "nothing"],
    [null, "nothing"],
    [false, ""],
    [0, "number"],
    [-0, "number"],
    [NaN, "number"],
    [0n, "bigint"],
    ["", "string"],
    [true, "truthy"],
    [-1, "number truthy"],
    [1n, "bigint truthy"],
    ["0", "string truthy"],
    ["\ud800", "string truthy"],
    [Object("a"), "object truthy"],
    [Object(false), "object truthy"],
    [Symbol("s"), "symbol truthy"],
    [{}, "object truthy"],
    [[], "object array truthy"],
    [new Proxy([], {}), "object array truthy"],
    [revoked, "object truthy"],
    [new Uint8Array(1), "object truthy"],
    [() => {}, "function truthy"],
    [Class, "function truthy"],
  ]))
    assert.equal(told("ask_kind", value), expected, String(expected));
  const realm = await otherRealm();
  if (realm !== undefined) assert.equal(told("ask_kind", new realm.Array()), "object array truthy");
});

test("a value is equal to a string, a number or a boolean as by ===", () => {
  for (const [value, expected] of /** @type {[any, string][]} */ ([
    ["7", "str &str String &String from_str"],
    [7, "f64 i32 u8 f32 from_f64"],
    [true, "bool from_bool"],
    [Object("7"), ""],
    [7n, "u64 i128"],
    [NaN, ""],
    ["\ud800", ""],
    ["\ufffd", "replacement"],
    [undefined, ""],
  ]))
    assert.equal(told("ask_equal", value), expected);
});

test("has, delete and instance_of are in, delete and instanceof, and what these throw is an Err", () => {
  class Class {}
  const of = (/** @type {any} */ own, prototype = Class.prototype) =>
    Object.assign(Object.create(prototype), { class: Class, ...own });
  assert.equal(told("ask_property", of({ key: 1 })), "true true true false");
  assert.equal(told("ask_property", of({}, /** @type {any} */ ({ key: 1 }))), "true false true true");
  const fixed = Object.defineProperty(of({}), "key", { value: 1 });
  assert.equal(told("ask_property", fixed), "true true false true");
  class Even {
    static [Symbol.hasInstance]() {
      return 2;
    }
  }
  assert.equal(told("ask_property", of({ class: Even })), "false true true false");
  for (const value of [7, "text", undefined, of({ class: 7 }), of({ class: {} })])
    assert.match(told("ask_property", value), /^JsValue\(TypeError: /);
  const trap = () => {
    throw new RangeError("of a trap");
  };
  for (const name of ["get", "has", "deleteProperty"])
    assert.equal(told("ask_property", new Proxy(of({}), { [name]: trap })), "JsValue(RangeError: of a trap)");
});

test("a value is made of lists, maps, functions and a message", () => {
  const f = (/** @type {number} */ n) => n + 1;
  const { rust, taken, app } = asking(f);
  rust.make_values();
  const [object, array, numbers, values, strings, tree, hash, error, ...functions] = taken;
  assert.deepEqual([object, array, values, strings], [{}, [], [null, "a"], ["b", "c"]]);
  assert.deepEqual(numbers, new Float64Array([1.5, 2.5]));
  assert.deepEqual([tree, hash], [{ d: 1 }, { e: true }]);
  assert.ok(error instanceof Error);
  assert.equal(error.message, "of Rust");
  assert.deepEqual(functions, [f, f]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});

test("a value is made of everything else that crosses by value", async () => {
  const thing = {};
  const { rust, taken, app } = asking(thing);
  rust.make_other_values();
  const [object, borrowed, owned, kept, options, side, sides, strings, tuple, ...rest] = taken[0];
  assert.deepEqual(Object.entries(object), [["thing", thing]]);
  for (const one of [object.thing, borrowed, owned]) assert.equal(one, thing);
  assert.equal(kept, "kept");
  assert.equal(options.name, "a");
  assert.equal(options.onDone(), 9);
  assert.deepEqual([side, sides, strings, tuple], ["left", ["right", "left"], ["a"], ["b", 1.5, true]]);
  const promise = rest.pop();
  assert.deepEqual(rest, [7n, undefined, false, -1n, "x", new Uint8Array([1, 2]), new Uint8ClampedArray([3])]);
  assert.equal(await promise, 4);
  assert.deepEqual(app.stats(), { closures: 1, handles: 0 });
});

test("a closure as a value is its function: of a reference Rust's, by value JavaScript's", () => {
  const { rust, taken, app } = asking();
  rust.make_functions();
  const [object, given] = taken;
  assert.throws(object.f, DROPPED);
  assert.equal(given(), 8);
  assert.deepEqual(app.stats(), { closures: 1, handles: 0 });
});

test("errors of both sides go through one ?, and what JavaScript has thrown comes out of a box unchanged", () => {
  const instance = asking("no error");
  instance.rust.compose_errors();
  assert.deepEqual(
    instance.taken.map((error) => error && [error instanceof Error, error.message]),
    [[true, "boxed"], undefined, [true, "invalid digit found in string"], [true, "invalid digit found in string"]],
  );
  assert.deepEqual(instance.notes, ["Ok", "invalid digit found in string"]);
  const error = new TypeError("of JavaScript");
  const throwing = asking(
    thrower(() => {
      throw error;
    }),
  );
  throwing.rust.compose_errors();
  assert.equal(throwing.taken[0], error);
  assert.equal(throwing.taken[1], error);
  assert.deepEqual(throwing.notes, ["TypeError: of JavaScript", "invalid digit found in string"]);
});

test("a closure throws its error: a value as it is, also out of a box, and all else as an Error with its text", () => {
  const thrown = { of: "JavaScript" };
  const { rust, taken } = asking(
    thrower(() => {
      throw thrown;
    }),
  );
  rust.failing_functions();
  const [value, boxed, ...others] = taken.splice(0, 5);
  for (const f of [value, boxed]) assert.throws(f, (error) => error === thrown);
  const texts = ["boxed", "an error occurred when formatting an argument", "text"];
  others.forEach((f, at) => {
    assert.throws(f, { name: "Error", message: texts[at] });
  });
  assert.deepEqual(
    taken.map((error) => [error.constructor, error.message]),
    [
      [TypeError, "no number"],
      [RangeError, "7 is too large"],
    ],
  );
});

test("an error that is made where its class is missing, or throws, is an Error", () => {
  const { TypeError: kept, Reflect: reflect } = globalThis;
  for (const [name, value] of /** @type {[string, any][]} */ ([
    ["TypeError", undefined],
    ["Reflect", { get: reflect.get, construct: undefined }],
    [
      "TypeError",
      class extends Object {
        constructor() {
          super();
          throw 1;
        }
      },
    ],
  ])) {
    const { rust, taken } = asking(() => {});
    Object.assign(globalThis, { [name]: value });
    try {
      rust.failing_functions();
    } finally {
      Object.assign(globalThis, { TypeError: kept, Reflect: reflect });
    }
    assert.equal(taken[5].constructor, Error);
    assert.equal(taken[5].message, "no number");
  }
});

test("Display shows a string as it is, an error with its class, and runs no toString", () => {
  const hostile = {
    toString() {
      throw new Error("toString");
    },
    [Symbol.toPrimitive]() {
      throw new Error("toPrimitive");
    },
  };
  class Own extends Error {
    get message() {
      return /** @type {string} */ (/** @type {any} */ (undefined).message);
    }
  }
  for (const [value, expected] of /** @type {[any, string | RegExp][]} */ ([
    ['it\'s "text"', 'it\'s "text"'],
    ["", ""],
    [7, "7"],
    [null, "null"],
    [new TypeError("no"), "TypeError: no"],
    [new Error("no", { cause: "offline" }), 'Error: no (cause: "offline")'],
    [{ a: 1 }, "{a: 1}"],
    [hostile, /^\{toString: function toString/],
    [new Own(), "[object that cannot be shown]"],
  ]))
    if (expected instanceof RegExp) assert.match(told("display", value), expected);
    else assert.equal(told("display", value), expected);
  const { rust, notes } = asking("a");
  rust.display();
  assert.deepEqual(notes, ["a", "         a"]);
});

test("construct is new, and what it throws is an Err", () => {
  class Pair {
    /** @param {...any} all */
    constructor(...all) {
      this.all = all;
    }
  }
  const made = (/** @type {any} */ value) => {
    const { rust, taken } = asking(value);
    rust.construct();
    return taken[0];
  };
  assert.ok(made(Pair) instanceof Pair);
  assert.deepEqual(made(Pair).all, [1, "two"]);
  for (const value of [undefined, 7, () => {}, {}]) assert.ok(made(value) instanceof TypeError);
});

/** What a value converts to, by the names of the types, and what is said of the others. @param {any} value */
function converted(value) {
  const { rust, notes, app } = asking(value);
  rust.convert();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  /** @type {Record<string, string>} */
  const said = {};
  for (const note of notes.filter((/** @type {string} */ note) => note.startsWith("not "))) {
    const at = note.indexOf(": ", note.indexOf(">") + 1);
    said[note.slice("not ".length, at)] = note.slice(at + 2);
  }
  return { is: notes.filter((/** @type {string} */ note) => !note.startsWith("not ")), said };
}

test("a value converts to what it is, and to nothing else, in a release build too", () => {
  for (const [value, ...is] of /** @type {[any, ...string[]][]} */ ([
    [undefined],
    [null],
    [true, "bool true"],
    [1, "f64 1.0", "f32 1.0", "u8 1", "i32 1", "u32 1", "NonZero<i16> 1"],
    [-1, "f64 -1.0", "f32 -1.0", "i32 -1", "NonZero<i16> -1"],
    [0, "f64 0.0", "f32 0.0", "u8 0", "i32 0", "u32 0"],
    [300, "f64 300.0", "f32 300.0", "i32 300", "u32 300", "NonZero<i16> 300"],
    [4294967296, "f64 4294967296.0", "f32 4294967300.0"],
    [1.5, "f64 1.5", "f32 1.5"],
    [NaN, "f64 NaN", "f32 NaN"],
    [7n, "u64 7", "i128 7"],
    [-7n, "i128 -7"],
    ["", 'String ""', 'Cow ""'],
    ["é", "char 'é'", 'String "é"', 'Cow "é"'],
    ["left", 'String "left"', 'Cow "left"', "Side Left"],
    [{}, "BTreeMap<String, u8> {}"],
    [{ x: 1 }, 'BTreeMap<String, u8> {"x": 1}', "Point Point { x: 1.0, y: None }"],
    [{ x: 1.5, y: 2 }, "Point Point { x: 1.5, y: Some(2) }"],
    [["a", 1], '(String, u8) ("a", 1)'],
    [[1, 2.5], "[f64; 2] [1.0, 2.5]"],
    [new Thing(), "BTreeMap<String, u8> {}", "Thing Thing(JsValue(Thing {}))"],
  ]))
    assert.deepEqual(converted(value).is, is, String(value));
  assert.deepEqual(converted(new Uint8Array([1, 2])).is.slice(0, 1), ["Vec<u8> [1, 2]"]);
  assert.deepEqual(converted(["a", "b"]).is, ['Vec<String> ["a", "b"]']);
});

test("a value that does not convert says what was expected, and what is there", () => {
  const { said } = converted({ x: "a" });
  assert.equal(said.bool, 'expected a boolean, got {x: "a"}');
  assert.equal(said.u8, 'expected an integer that fits u8, got {x: "a"}');
  assert.equal(said.String, 'expected a string, got {x: "a"}');
  assert.equal(said.JsFunction, 'expected a function, got {x: "a"}');
  assert.equal(said.Thing, 'expected an instance of Thing, got {x: "a"}');
  assert.equal(said.u64, "TypeError: value: expected u64, a bigint, got an object");
  assert.equal(said.Point, 'TypeError: value: field x: expected f64, got string "a"');
});

test("a conversion runs what a hostile object has, and its exception is an Err", () => {
  const thrower = () => {
    throw new RangeError("of a getter");
  };
  const object = {
    get x() {
      return thrower();
    },
  };
  assert.equal(converted(object).said.Point, "RangeError: of a getter");
  const proxy = new Proxy({}, { get: thrower, ownKeys: thrower, getPrototypeOf: () => null });
  assert.equal(converted(proxy).said.Point, "RangeError: of a getter");
  assert.deepEqual(converted(proxy).is, []);
});

/** What the casts of a value note. @param {any} value @param {object} [others] */
function cast(value, others) {
  const { rust, notes, app } = asking(value, others);
  rust.cast();
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
  return notes;
}

test("a cast asks instanceof of the class where it is, and without a question it does nothing", () => {
  const not = (/** @type {string} */ name, /** @type {string} */ got) =>
    `not ${name}: expected an instance of ${name}, got ${got}`;
  const names = ["Thing", "Part", "Root", "Spare"];
  for (const [value, got, ...are] of /** @type {[any, string, ...string[]][]} */ ([
    [new Part(), "Part {size: 7}", "Thing", "Part"],
    [new Thing(), "Thing {}", "Thing"],
    [new Root(), "Root {}", "Root"],
    [new Spare(), "Spare {}", "Thing", "Spare"],
    [undefined, "undefined"],
    [7, "7"],
    ["text", '"text"'],
    [Object.create(null), "[no prototype] {}"],
    [Object.create(Thing.prototype), "Thing {}", "Thing"],
  ])) {
    const answers = names.map((name) => (are.includes(name) ? name : not(name, got)));
    assert.deepEqual(cast(value), [...answers, "JsValue"]);
  }
});

test("a value whose class nobody can tell, because asking throws, is no instance", () => {
  const thrower = () => {
    throw new Error("asked");
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [new Proxy({}, { getPrototypeOf: thrower }), revoked])
    assert.match(cast(value)[0], /^not Thing: expected an instance of Thing, got /);
  assert.deepEqual(cast(new Proxy(new Thing(), { get: thrower }))[0], "Thing");
  class Odd {
    static [Symbol.hasInstance] = thrower;
  }
  assert.match(cast(new Thing(), { Thing: Odd })[0], /^not Thing: expected an instance of Thing, got Thing {}$/);
  // Bound functions and arrow functions have no `prototype` of their own.
  assert.equal(cast(new Thing(), { Thing: Thing.bind(null) })[0], "Thing");
  assert.match(cast(new Thing(), { Thing: () => {} })[0], /^not Thing/);
});

test("a cast to a class that is not there throws an error that names it", () => {
  const { rust, notes } = asking(new Thing(), { Thing: undefined });
  assert.throws(() => rust.cast(), /Thing/);
  assert.deepEqual(notes, []);
});

test("an object of another realm is no instance of this one's class, and is cast without a question", () => {
  class Other {
    size = 8;
  }
  const { rust, notes } = asking(new Other());
  rust.cast_down();
  assert.deepEqual(notes, ["expected an instance of Part, got Other {size: 8}"]);
});

test("an imported type is cast down by reference and by value", () => {
  const { rust, notes, app } = asking(new Part());
  rust.cast_down();
  assert.deepEqual(notes, ["7", "JsValue(Part {size: 7})"]);
  assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
});
