// @ts-check
// What JavaScript and the Rust functions of src/model.rs say to each other: orders, and the ways to ask for them.

/**
 * A Rust function that asks what to do.
 * @typedef {{
 *   way: number, ops: import("./programs.js").Op[], next: number, scope: import("./model.js").Scope | null, swallows: boolean, done: () => void, answer: () => number,
 *   due: Set<import("./model.js").Captures>,
 * }} Frame `answer`: the order to return; `done`: then it returns; `due`: captures that were due before its last order.
 */

/** What a Rust function can be ordered to do: `follow` in src/model.rs. */
export const ORDER = {
  nothing: 0,
  return: 1,
  error: 2,
  panic: 3,
  panicShown: 4,
  make: 5,
  onceIntoJs: 6,
  lend: 7,
  scope: 8,
  scoped: 9,
  scopedAround: 10,
  value: 11,
  give: 12,
  forget: 13,
  drop: 14,
  spawn: 15,
  promise: 16,
  wake: 17,
  dropWaker: 18,
  spin: 19,
};

/**
 * How a Rust function asks, by number, as errors name it; whether it goes on over an exception; and how many handles it has
 * meanwhile. `ask` in src/model.rs.
 *
 * @type {{ name: string, catches?: boolean, handles?: number }[]}
 */
export const WAYS = [
  ...[{ name: "modelAsk" }, { name: "modelAskNumber" }, { name: "modelAskBool" }, { name: "modelAskText" }],
  ...[{ name: "modelAskCaught", catches: true }, { name: "ModelSubject.ask" }, { name: "ModelSubject.asked" }],
  ...[
    { name: "ownKeys", catches: true },
    { name: "get", catches: true, handles: 1 },
    { name: "call", catches: true, handles: 2 },
  ],
  ...[
    { name: "function", catches: true },
    { name: "ModelSubject", catches: true, handles: 1 },
  ],
];

/**
 * An order, as a number.
 *
 * @param {number} what
 * @param {{ sig?: number, kind?: number, id?: number }} [of]
 * @param {number} [more]
 * @param {boolean} [forget]
 */
export function order(what, { sig = 0, kind = 0, id = 0 } = {}, more = 0, forget = false) {
  return what + (sig << 5) + (kind << 8) + (forget ? 1 << 12 : 0) + id * 2 ** 16 + more * 2 ** 32;
}

/**
 * The functions that Rust calls.
 *
 * @param {import("./crossings.js").Run} run
 */
export function hostOf(run) {
  const ask = (/** @type {number} */ frame) => run.asked(frame);
  const ModelSubject = subjectOf(ask, () => run.asking);
  // What Rust's `Debug` asks.
  const subject = new Proxy(new ModelSubject(), { ownKeys: () => (ask(run.asking), []) });
  return {
    ModelSubject,
    modelSubject: () => subject,
    modelFunction: () => ask,
    modelAsk: ask,
    modelAskNumber: (/** @type {number} */ frame) => (ask(frame), 1),
    modelAskBool: (/** @type {number} */ frame) => (ask(frame), true),
    modelAskText: (/** @type {number} */ frame) => (ask(frame), "asked"),
    modelAskCaught: ask,
    modelAbout: (/** @type {number} */ frame) => void (run.asking = frame),
    modelOrder: () => run.takes(),
    modelEnter: (/** @type {number} */ id, /** @type {number} */ argument) => run.entered(id, argument),
    modelDropped: (/** @type {number} */ id) => run.dropped(id),
    modelKeep: (/** @type {number} */ id, /** @type {any} */ f) => run.given(id, f),
    modelLend: (/** @type {number} */ id, /** @type {any} */ f) => run.lent(id, f),
    modelGiven: (/** @type {number} */ id, /** @type {any} */ f) => run.given(id, f),
    modelDriver: (/** @type {any} */ f) => void (run.driver = f),
    modelMessage: () => run.message(),
    ...run.waiting.host(),
    allocatorFault: (/** @type {any[]} */ ...what) => run.fail(`allocator: ${what.join(", ")}`),
  };
}

/**
 * The class of what is asked where that is no function.
 *
 * @param {(frame: number) => void} ask
 * @param {() => number} asking Who asks, if that does not say it itself; or 0.
 */
function subjectOf(ask, asking) {
  return class {
    /** @param {number} frame */
    ask(frame) {
      ask(frame);
    }
    get asked() {
      ask(asking());
      return 1;
    }
    static [Symbol.hasInstance]() {
      if (asking() !== 0) ask(asking());
      return true;
    }
  };
}
