// @ts-check
// What accessors on `Array.prototype` and `Object.prototype` get to see: whoever reads or writes a property that an object does
// not have of its own shows the object to them. None of the runtime's own objects is ever shown.

import { assert, entry, otherText, start, test } from "./harness.js";
import { WAYS, resultOf } from "./ways.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

/**
 * The texts of a module and of all that it imports.
 *
 * @param {string} path Below js/.
 * @returns {Promise<string[]>}
 */
async function modulesOf(path) {
  const known = new Map([[new URL(`../../js/${path}`, import.meta.url).href, ""]]);
  for (const [url] of known) {
    const text = await otherText(url);
    known.set(url, text);
    for (const [, specifier] of text.matchAll(/^(?:import|export) (?:[^;"]* from )?"([^"]+)";$/gm)) {
      const imported = new URL(specifier, url).href;
      if (!known.has(imported)) known.set(imported, "");
    }
  }
  return [...known.values()];
}

/** All words of the runtime's source, which each of its property names is among. */
const source = [...(await modulesOf("closures_extern.js")), await otherText(entry)].join("\n");
const NAMES = [...new Set(source.match(/\b[A-Za-z_]\w*/g))].sort();

/** Each property descriptor of the page would have these: nobody could define a property. */
const OF_DESCRIPTORS = ["get", "set", "value", "writable", "enumerable", "configurable"];

/** The indices of lists. */
const INDICES = ["-1", ...Array.from({ length: 21 }, (_, index) => String(index))];

/** An instance of which everything is known that nobody else may have. */
function secrets(/** @type {any} */ app) {
  const { memory, ...functions } = app.instance.exports;
  return { memory, functions: new Set(Object.values(functions)) };
}

/**
 * Why a value is one of the runtime's own, or `null`.
 *
 * @param {any} value
 * @param {ReturnType<typeof secrets>} secret
 * @returns {string | null}
 */
function privateKind(value, { memory, functions }) {
  if (functions.has(value)) return "a function of the instance";
  if (typeof value !== "object" || value === null) return null;
  if (value instanceof WebAssembly.Memory) return "the memory";
  if (ArrayBuffer.isView(value) && value.buffer === memory.buffer) return "a view of the memory";
  if (value === memory.buffer) return "the memory's buffer";
  const has = (/** @type {string[]} */ ...names) => names.every((name) => Object.hasOwn(value, name));
  if (has("env", "gate")) return "the state of a closure";
  if (has("borrows", "over")) return "what owns a value";
  if (has("memory", "life")) return "the parts of an instance";
  if (has("u8", "arrays")) return "the memory's views";
  if (has("panic", "doubt")) return "the life of an instance";
  if (has("scratch") || has("decoded")) return "what writes to the memory";
  if (has("values", "free")) return "the handles";
  if (has("states", "functions")) return "the closures";
  if (has("exported", "forgotten")) return "the objects";
  if (has("entries", "near")) return "the types of an instance";
  if (has("lift")) return "what an instance does with a type";
  if (has("check", "enter")) return "how a closure is entered";
  if (has("closure_drop")) return "the runtime's imports";
  // What describes the app may be seen: it is frozen, and holds no function.
  const open = !Object.isFrozen(value) || Object.values(value).some((inner) => typeof inner === "function");
  if (open && has("tag", "inner")) return "a type that can be changed";
  if (open && has("params", "result")) return "a signature or an import that can be changed";
  if (has("alloc", "drop")) return "Rust's functions";
  return null;
}

/**
 * What of the runtime's own is among these values, or in them.
 *
 * @param {Iterable<any>} values
 * @param {ReturnType<typeof secrets>} secret
 */
function found(values, secret) {
  const seen = new Set();
  /** @type {Set<string>} */
  const kinds = new Set();
  /** @param {any} value @param {number} depth @param {string} path */
  const look = (value, depth, path) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    const kind = privateKind(value, secret);
    if (kind !== null) kinds.add(`${kind}, as ${path}`);
    if (depth === 0 || ArrayBuffer.isView(value)) return;
    for (const [name, { value: inner }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
      look(inner, depth - 1, `${path}.${name}`);
  };
  for (const { value, path } of values) look(value, 3, path);
  return [...kinds];
}

/** A property descriptor that the accessors are no part of. @param {PropertyDescriptor} descriptor @returns {PropertyDescriptor} */
const bare = (descriptor) => Object.setPrototypeOf(descriptor, null);

/**
 * Puts an accessor for each name on a prototype, does something, and takes them away again.
 *
 * @param {any} prototype
 * @param {(string | symbol)[]} names
 * @param {boolean} stores Whether what is written is there afterwards, as without the accessor; or it is lost.
 * @param {() => void} body
 * @returns {{ value: any, path: string }[]} What they were shown.
 */
function spying(prototype, names, stores, body) {
  /** @type {{ value: any, path: string }[]} */
  const shown = Object.setPrototypeOf([], null);
  const of = prototype === Array.prototype ? "Array" : "Object";
  let quiet = false;
  /** @param {any} value @param {string} path */
  const show = (value, path) => {
    if (quiet) return;
    quiet = true;
    if ((typeof value === "object" && value !== null) || typeof value === "function")
      shown[shown.length] = { value, path };
    quiet = false;
  };
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { deleteProperty } = Reflect;
  /** @type {[string | symbol, PropertyDescriptor | undefined][]} */
  const before = names.map((name) => [name, getOwnPropertyDescriptor(prototype, name)]);
  const accessors = before.map(([name, known]) => ({
    __proto__: null,
    configurable: true,
    enumerable: false,
    /** @this {any} */
    get() {
      show(this, `this of ${of}.prototype.${String(name)}`);
      return known?.value;
    },
    /** @this {any} @param {any} value */
    set(value) {
      show(this, `this of ${of}.prototype.${String(name)} =`);
      show(value, `what is written to ${of}.prototype.${String(name)}`);
      if (stores || known !== undefined)
        defineProperty(this, name, bare({ value, writable: true, enumerable: true, configurable: true }));
    },
  }));
  for (let at = 0; at < names.length; at++) defineProperty(prototype, names[at], accessors[at]);
  try {
    body();
  } finally {
    quiet = true;
    for (let at = 0; at < before.length; at++) {
      const [name, known] = before[at];
      if (known === undefined) deleteProperty(prototype, name);
      else defineProperty(prototype, name, bare(known));
    }
  }
  return Array.from({ length: shown.length }, (_, at) => shown[at]);
}

/** An instance, and what the test does with it, by no property that it does not have. */
function driven() {
  let way = "";
  /** @type {AnyFunction[]} */
  const held = Object.setPrototypeOf([], null);
  const quiet = () => resultOf(way);
  class Class {
    static still = quiet;
    poke = quiet;
    pokeWith = quiet;
    level = 1;
    1 = 1;
  }
  const odd = new Class();
  const hold = (/** @type {AnyFunction} */ f) => void (held[held.length] = f);
  const lend = (/** @type {AnyFunction} */ f) => {
    if (way === "") return (f(1), 1);
    f();
    return quiet();
  };
  /** @type {any} */
  let given;
  const instance = start({
    ...{
      quiet,
      deep: { quiet, LEVEL: 2 },
      lend,
      Odd: Class,
      odd: () => odd,
      hold,
      fault: () => 0,
      compare: (/** @type {any} */ a, /** @type {any} */ b) => (a < b ? -1 : 1),
    },
    ...{
      hang: (/** @type {any} */ f) => (typeof f === "function" ? f(3) : 0),
      list: () => given,
      give: () => given,
      text: () => "text",
      note: () => {},
      number: () => 1,
      plugin: () => 1,
    },
    ...{
      reply: () => ({ done: (/** @type {any} */ { x, y }) => ({ x: y, y: x }), values: [1], others: [] }),
      two: (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ f) => {
        f({ at: { x: 1, y: 2 }, all: [], named: {}, align: "left", bytes: new Uint8Array(3) }, 0);
      },
      modal: (/** @type {any} */ _, /** @type {any} */ { listeners }) => {
        for (let at = 0; at < listeners.length; at++) listeners[at]({ x: 1, y: 2 });
        return "left";
      },
    },
  });
  const { app, rust } = instance;
  const rs = /** @type {any} */ (app.exports);

  /** Calls everything once, and returns what came of it: a list without a prototype. */
  const drive = () => {
    const results = Object.setPrototypeOf([], null);
    const add = (/** @type {AnyFunction} */ call) => {
      try {
        results[results.length] = call();
      } catch (error) {
        results[results.length] = error;
      }
    };
    for (let at = 0; at < WAYS.length; at++) {
      way = WAYS[at];
      add(() => rs.faultSwallow(way, odd, quiet));
    }
    way = "";
    const things = [1, 2, 3, 4].map((n) => new rs.Thing(n));
    const last = new Float64Array(3);
    add(() =>
      rs.argumentEverything(
        things[0],
        "text",
        {},
        ["a", "☃"],
        [things[1]],
        quiet,
        things[2],
        things[3],
        [1, 2],
        "o",
        2n ** 100n,
        5n,
        [{}],
        undefined,
        last,
      ),
    );
    add(() => rs.argumentRefused(things[0], "text", {}, [], things[2], things[3]));
    add(() => things[2].number());
    add(() => things[2].add(2));
    add(() => rs.argumentRest(new rs.Thing(5), new rs.Thing(6), new rs.Thing(7)));
    add(() => rs.argumentTexts({}, "a", "b"));
    add(() => rs.argumentLists({}, [1], new Uint8Array(2)));
    add(() => rs.argumentThis.call({}, [1]));
    add(() => rs.argumentStrings(["a"], 1));
    add(() => rs.argumentStrings("a", 1));
    add(() => things[3].free());
    held.length = 0;
    rs.argumentClosures();
    const calls = [
      [last],
      [{}, last],
      [{}, "text", last],
      ["text", [1], last],
      [new rs.Thing(8), {}, "text", last],
      [["a"], "o", things[2], 1n, last],
    ];
    for (let at = 0; at < calls.length; at++) add(() => held[at](...calls[at]));
    add(() => held[6]([{}], 5n, new rs.Thing(9), "text", true, last));
    add(() => held[7].call({}, {}, [new rs.Thing(10)], "text", "c", undefined, last));
    add(() => held[8](new rs.Thing(11), "text", {}, quiet, [1], 1.5, new rs.Thing(12), "a", "b"));
    add(() => held[9](new rs.Thing(13), "text", last));
    add(() => held[9](new rs.Thing(13), "text", last));
    add(() => held[10]("text"));
    for (let at = 0; at < 5; at++) {
      given = [[new rs.Thing(14)], ["a"], [{}], [1.5], "text"][at];
      add(() => rs.argumentResults(at));
    }
    given = [1, 2];
    for (let at = 0; at < 4; at++) add(() => rs.racingResult(at));
    const ways = ["Fn", "FnMut", "Option", "Result", "scope", "nested scopes", "heap", "object"];
    for (let at = 0; at < ways.length; at++) add(() => rs.stoppedLends(ways[at]));
    for (let at = 0; at < 3; at++) add(() => rs.faultTorn(["number", "more", "shared"][at], false));
    add(() => new rs.Names().sort());
    add(() => rs.faultErr());
    add(() => rs.exportMany(7, "é", true, 0.5, new Uint16Array([1]), -1n, "x", "own", undefined, null));
    add(() => rs.exportGathers.call("me", 1, "a"));
    add(() => rs.counter(3).incrementByAll(2, 3));
    add(() => rs.counter(3).describe());
    add(() => rust.drop_all());
    const { closures, handles } = app.stats();
    add(() => `${closures >= 0} ${handles}`);
    add(() => rs.turned({ x: 1, y: 2 }, 180, undefined));
    add(() => rs.sumOf({ left: new rs.Tally(1), right: new rs.Tally(2), label: "sum" }));
    add(() => rs.split(new rs.Tally(5)));
    add(() => rs.leftOver({ of: 4, count: 7 }));
    add(() => rs.lastOf([{ x: 1, y: 2 }]));
    add(() => rust.data_reply());
    add(() => rust.data_two(false));
    add(() => rust.data_modal(1));
    add(() => rs.faultMessage("text", {}));
    add(() => rs.faultOk(1));
    add(() => held[0](last));
    return results;
  };
  return { app, drive };
}

/** What came of the calls, as text. @param {any} results */
const told = (results) =>
  Array.from({ length: results.length }, (_, at) => {
    const value = results[at];
    return value instanceof Error ? `${value.name}: ${value.message}` : `${typeof value} ${String(value)}`;
  });

/** @type {[string, any, (string | symbol)[]][]} */
const SPIES = [
  ["the indices of Array.prototype", Array.prototype, INDICES],
  ["the indices of Object.prototype", Object.prototype, INDICES],
  [
    "the methods of Array.prototype",
    Array.prototype,
    Reflect.ownKeys(Array.prototype).filter((name) => name !== "length"),
  ],
  [
    "the words of the runtime's source, on Object.prototype",
    Object.prototype,
    NAMES.filter(
      (name) =>
        Object.getOwnPropertyDescriptor(Object.prototype, name)?.get === undefined && !OF_DESCRIPTORS.includes(name),
    ),
  ],
];

test("the names of the runtime's properties are among the words of its source", () => {
  for (const name of [
    "borrows",
    "gate",
    "scratch",
    "values",
    "lift",
    "address",
    "enter",
    "panic",
    "own",
    "lent",
    "heap",
    "convert",
  ])
    assert.ok(NAMES.includes(name), name);
  assert.ok(NAMES.length > 300, String(NAMES.length));
});

const expected = (() => {
  const { drive } = driven();
  return told(drive());
})();

for (const [what, prototype, names] of SPIES) {
  for (const stores of [true, false]) {
    test(`accessors for ${what} see nothing of the runtime in calls, which work${stores ? "" : ", also when they lose what is written"}`, () => {
      const { app, drive } = driven();
      /** @type {any} */
      let results;
      const shown = spying(prototype, names, stores, () => {
        results = drive();
      });
      assert.deepEqual(found(shown, secrets(app)), []);
      assert.deepEqual(told(results), expected);
    });
  }

  test(`accessors for ${what} see nothing of the runtime when it is loaded, and calls work`, () => {
    /** @type {any} */
    let instance;
    /** @type {any} */
    let results;
    const shown = spying(prototype, names, true, () => {
      instance = driven();
      results = instance.drive();
    });
    assert.deepEqual(found(shown, secrets(instance.app)), []);
    assert.deepEqual(told(results), expected);
  });
}
