// @ts-check
/**
 * Random runs of a module in two ways: as js/closures_extern.js loads it, and as `closures-extern build` makes it. Exports are called, and
 * the closures that Rust hands out, with a host that answers, calls back and throws at random: both must do the same. Compared are each
 * call of the host, each result, each error, and what is alive. What is not here: which modules.
 */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

import { build } from "../../../js/build/build.js";
import { loadSync } from "../../../js/closures_extern.js";
import { describe } from "../../../js/describe.js";
import { KIND } from "../../../js/src/protocol.js";
import { firstOf } from "../../support/later.js";
import { pick, random } from "../../support/random.js";

/** @typedef {import("../../../js/describe.js").TypeInfo} TypeInfo */
/** @typedef {import("../../../js/describe.js").ModuleInfo} ModuleInfo */
/** @typedef {(...args: any[]) => any} AnyFunction */

/**
 * @typedef {object} Tried A module, and what of it is called.
 * @property {ModuleInfo["imports"]} imports
 * @property {ModuleInfo["exports"]} exports
 * @property {string[]} plain What is exported by hand.
 * @property {((modules: any) => any)[]} ways Both to an instance.
 */

/** So many steps a run, and so many more of an instance that has ended. */
const STEPS = 80;
const STEPS_AFTER_THE_END = 6;

/** So many calls of the host, and then it only throws: what it answers may have Rust call it without end. */
const MOST_CALLS = 500;

/** What any place may get: anew for each, because Rust may change it. */
const any = () => [
  ...[undefined, null, true, false, 0, -1, 7, 2 ** 31, 1.5, NaN, 5n, -(2n ** 70n), "", "a", "é☃", "\ud800"],
  ...["x".repeat(60), [1, 2], ["a"], [], new Uint8Array([1, 2]), new Float64Array([0.5]), {}, Symbol.iterator],
];

/** What fits, by the kind of the type; of integers of 64 bits also what is beyond their range. @type {Record<string, any[]>} */
const FITTING = {
  ...{ unit: [undefined], bool: [true, false], char: ["a", "é", "😀"] },
  ...{ str: ["", "a", "é☃", "x".repeat(60)], string: ["", "b", "☃é", "y".repeat(60)] },
  ...{ i64: [-3n, 2n ** 40n, -(2n ** 63n), 2n ** 63n], u64: [3n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -1n] },
  ...{ i128: [-(2n ** 70n)], u128: [2n ** 70n] },
  ...{ f32: [0.5, -1], f64: [0.1, 1e300, NaN] },
};

/** What Rust fills, by the kind of the numbers. @type {Record<string, any>} */
const ARRAYS = {
  ...{ i8: Int8Array, u8: Uint8Array, i16: Int16Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array },
  ...{ isize: Int32Array, usize: Uint32Array, f32: Float32Array, f64: Float64Array },
  ...{ i64: BigInt64Array, u64: BigUint64Array, clamped: Uint8ClampedArray },
};

/** What a function of the host gets: a method has its object as `this`. @param {ModuleInfo["imports"][number]} wanted */
function paramsOf({ params }) {
  return params[0]?.name === "this" ? params.slice(1) : params;
}

/** The kinds of imports that are read, and not called. @type {number[]} */
const READ = [KIND.getter, KIND.value];

/** A run in one way, and what has happened in it. */
class Run {
  /** A line for each thing. @type {string[]} */
  lines = [];
  /** Functions that Rust has handed out, and what they take, where that is known. @type {Map<AnyFunction, TypeInfo[]>} */
  held = new Map();
  /** Objects of exported classes. @type {any[]} */
  objects = [];
  calls = 0;
  depth = 0;
  isThere = false;
  /** How many steps there were since the end. */
  ended = 0;

  /** @param {Tried} tried @param {(modules: any) => any} way @param {number} seed */
  constructor(tried, way, seed) {
    this.tried = tried;
    this.below = random(seed);
    /** @type {any} */
    const host = new Proxy({}, { get: (_, name) => this.#member(host, name), has: () => true });
    this.app = way({ "./host.js": host, "./other.js": host });
    this.isThere = true;
  }

  /** @param {any} host @param {string | symbol} name */
  #member(host, name) {
    if (name === "itself") return () => host;
    if (name === "space") return host;
    const wanted = /** @type {any[]} */ (this.tried.imports).filter((wanted) => wanted.name === name);
    // A module may have a function by the name of an object's property: then it is that.
    const isFunction = wanted.some(({ kind, namespace }) => kind === KIND.function && namespace === "");
    const read = isFunction ? undefined : wanted.find(({ kind }) => READ.includes(kind));
    if (read === undefined) return this.#host(name);
    this.lines.push(`${String(name)} is read`);
    return this.#value(read.result);
  }

  /** A function of the host, as it does anything. @param {string | symbol} name */
  #host(name) {
    if (typeof name === "symbol") return undefined;
    return (/** @type {any[]} */ ...args) => {
      const wanted = this.tried.imports.filter(
        (known) => known.name === name && paramsOf(known).length === args.length,
      );
      const [params, result] =
        wanted.length > 0 ? [paramsOf(wanted[0]), wanted[this.below(wanted.length)].result] : [[], undefined];
      for (const [at, arg] of args.entries())
        if (typeof arg === "function") this.#keep(arg, params[at]?.type.signature?.params);
      this.lines.push(`${name}(${args.map((one) => this.shown(one))})`);
      if (!this.isThere) return undefined;
      if (this.calls++ > MOST_CALLS) throw new Error("it is enough");
      if (this.depth < 3 && this.below(3) === 0) this.#call();
      if (this.below(12) === 0) throw new Error(`of ${name}`);
      return this.#value(result);
    };
  }

  /** @param {AnyFunction} f @param {TypeInfo[]} [params] */
  #keep(f, params) {
    if (!this.held.has(f) || params !== undefined) this.held.set(f, params ?? []);
  }

  /** A value that mostly fits. @param {TypeInfo} [type] @returns {any} */
  #value(type) {
    const { below } = this;
    if (type === undefined || below(10) === 0) {
      const all = [
        ...any(),
        ...[...this.held.keys()].slice(-3),
        ...this.objects.slice(-3),
        (/** @type {any} */ a) => a,
      ];
      return pick(below, all);
    }
    const { kind, inner, name } = type;
    if (kind === "option") return below(3) === 0 ? pick(below, [undefined, null]) : this.#value(inner);
    if (kind === "result" || kind === "this") return this.#value(inner);
    if (kind === "vec" || kind === "slice") return Array.from({ length: below(4) }, () => this.#value(inner));
    if (kind === "slice_mut") return new ARRAYS[/** @type {TypeInfo} */ (inner).kind](below(4));
    if (kind === "function") return pick(below, [...this.held.keys(), (/** @type {any} */ a) => a]);
    const { values, fields } = /** @type {TypeInfo} */ (type);
    if (values !== undefined) return pick(below, values);
    if (kind === "tuple") return fields?.map((field) => this.#value(field.type));
    if (kind === "struct") return this.#object(/** @type {TypeInfo} */ (type));
    if (kind === "map") return { [pick(below, ["a", "__proto__", "1"])]: this.#value(inner?.fields?.[1].type) };
    if (kind === "array")
      return Array.from({ length: /** @type {any} */ (type).length }, () => this.#value(inner?.inner));
    if (kind.startsWith("class"))
      return pick(
        below,
        this.objects.filter((one) => one.constructor.name === name),
      );
    if (/^([iu]\w+|clamped)$/.test(kind) && !(kind in FITTING)) return below(100);
    return kind in FITTING ? pick(below, FITTING[kind]) : pick(below, any());
  }

  /** An object with the fields of a struct, of which now and then a getter calls back, or throws. @param {TypeInfo} type */
  #object({ fields }) {
    const object = {};
    for (const { name, type } of fields ?? []) {
      const value = this.#value(type);
      const what = this.below(12);
      const get = () => {
        this.lines.push(`${name} is read`);
        if (what === 0 && this.calls++ <= MOST_CALLS && this.depth < 3) this.#call();
        if (what === 1) throw new Error(`of ${name}`);
        return value;
      };
      Object.defineProperty(object, name, what < 3 ? { get, enumerable: true } : { value, enumerable: true });
    }
    return object;
  }

  /** @param {TypeInfo[]} types */
  #values(types) {
    const values = types.map((type) => this.#value(type));
    if (this.below(8) === 0) values.pop();
    if (this.below(8) === 0) values.push(this.#value());
    return values;
  }

  /** A value in words that tell what matters. @param {any} value @returns {string} */
  shown(value) {
    if (typeof value === "function") {
      this.#keep(value);
      return `function ${[...this.held.keys()].indexOf(value)} of ${value.length}`;
    }
    if (value instanceof Error) {
      // Which calls are told that they are late, and which get the first error itself, may differ.
      const { name, message, code, cause } = firstOf(value);
      return `${name} ${code}: ${this.#told(message)}${cause === undefined ? "" : ` (${this.shown(cause)})`}`;
    }
    if (Array.isArray(value)) return `[${value.map((one) => this.shown(one)).join(", ")}]`;
    if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${value}`;
    if (typeof value === "object" && value !== null) return this.#shownObject(value);
    return `${typeof value} ${Object.is(value, -0) ? "-0" : this.#told(String(value))}`;
  }

  /** An object, with what is in it where that is data and no getter. @param {any} object */
  #shownObject(object) {
    if (Object.getPrototypeOf(object) !== Object.prototype) return `object of ${object.constructor?.name}`;
    const all = Object.entries(Object.getOwnPropertyDescriptors(object));
    return `{${all.map(([key, { get, value }]) => `${key}: ${get === undefined ? this.shown(value) : "a getter"}`).join(", ")}}`;
  }

  /** A text, but for the sources of functions that Rust has handed out: engines put them into messages. @param {string} text */
  #told(text) {
    if (!text.includes("=>")) return text;
    const whole = [...this.held.keys()].reduce(
      (told, f) => told.replaceAll(String(f), "the source of a function"),
      text,
    );
    // V8 leaves out the middle of a long one.
    return whole.replace(/\([^()]*\) => \{[^]*\.\.\.<omitted>\.\.\.[^]*\}/, "the source of a function");
  }

  /** @param {string} what @param {any[]} args @param {() => any} body */
  #attempt(what, args, body) {
    const called = `${what}(${args.map((one) => this.shown(one))})`;
    this.depth++;
    try {
      const result = body();
      if (typeof result?.free === "function") this.objects.push(result);
      this.lines.push(`${called} gives ${this.shown(result)}`);
    } catch (error) {
      if (/** @type {any} */ (error)?.name === "PanicError") this.ended ||= 1;
      this.lines.push(`${called} throws ${this.shown(error)}`);
    }
    this.depth--;
  }

  /** Calls a function that Rust has handed out. */
  #call() {
    const all = [...this.held];
    if (all.length === 0) return;
    const at = this.below(all.length);
    const [f, params] = all[at];
    const args = this.#values(params);
    this.#attempt(`function ${at}`, args, () => f(...args));
  }

  /** Calls an export, or a member of an object. */
  #callExport() {
    const { app } = this;
    const item = pick(this.below, this.tried.exports);
    const { name, kind } = item;
    const args = this.#values(item.params.map(({ type }) => type));
    if (kind === "function") {
      // Not `app.exports`, whose order is the linker's in the one way, and the alphabet's in the other.
      const self = this.#value();
      return this.#attempt(name, args, () => app.exports[name].apply(self, args));
    }
    if (kind === "class" || kind === "constructor")
      return this.#attempt(`new ${item.class ?? name}`, args, () => new app.exports[item.class ?? name](...args));
    const fitting = this.objects.filter((one) => one.constructor.name === item.class);
    const object = pick(this.below, this.below(10) === 0 ? this.objects : fitting);
    this.#attempt(`${object?.constructor.name}.${name}`, args, () => {
      const member = object[name];
      return typeof member === "function" ? member.call(object, ...args) : member;
    });
  }

  /** Calls what is exported by hand. */
  #callPlain() {
    const { instance } = this.app;
    const name = pick(this.below, this.tried.plain);
    const args = [this.below(4), this.below(4), this.below(4)];
    this.#attempt(name, args, () => instance.exports[name](...args));
  }

  run() {
    const steps = [() => this.#call(), () => this.#call(), () => this.#callExport()];
    if (this.tried.plain.length > 0) steps.push(() => this.#callPlain());
    for (let step = 0; step < STEPS && this.ended <= STEPS_AFTER_THE_END; step++) {
      if (this.ended > 0) this.ended++;
      pick(this.below, steps)();
      const { closures, handles } = this.app.stats();
      this.lines.push(`alive: ${closures}, ${handles}`);
    }
    return this.lines;
  }
}

/** The seed of the run that is under way, as the watchdog sees it. */
const underWay = new Int32Array(new SharedArrayBuffer(4));

/**
 * Ends the process when a run does not end, and says which: nothing else could, because that has the thread for itself.
 * It counts seconds one by one, so that a process which was stopped for an hour has not waited for one.
 */
const WATCHDOG = `
const { writeSync } = require("node:fs");
const { underWay, most } = require("node:worker_threads").workerData;
for (let run = Atomics.load(underWay, 0), seconds = 0; ; ) {
  if (Atomics.wait(underWay, 0, run, 1000) !== "timed-out") [run, seconds] = [Atomics.load(underWay, 0), 0];
  if (++seconds < most) continue;
  writeSync(2, "a run does not end: BUILT_SEED=" + run + " BUILT_RUNS=1\\n");
  process.kill(process.pid, "SIGKILL");
}`;
const most = Number(process.env.BUILT_SECONDS ?? 300);
new Worker(WATCHDOG, { eval: true, workerData: { underWay, most } }).unref();

/** There is one, so that what ends an instance in a task is not thrown for the engine to report. */
function onPanic() {}

/** Lets promises be rejected that nobody waits for: of what a run is about, they are no failure. Called in a test, before which there is another listener. */
export function letPromisesBeRejected() {
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", () => {});
}

/**
 * Both ways to a module.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} folder Where the text is written that is built.
 * @param {RegExp} leftOut Names of exports that are not called.
 * @param {import("../../../js/build/build.js").BuildOptions} [options]
 * @returns {Promise<Tried>}
 */
export async function bothWays(bytes, folder, leftOut, options) {
  const { js, wasm } = build(bytes, "app", options);
  writeFileSync(join(folder, "app.mjs"), js);
  const app = await import(pathToFileURL(join(folder, "app.mjs")).href);
  const [module, builtModule] = [new WebAssembly.Module(bytes), new WebAssembly.Module(wasm)];
  const { imports, exports } = describe(bytes);
  const plain = WebAssembly.Module.exports(module)
    .filter(({ name, kind }) => kind === "function" && /^[a-z]\w*$/.test(name) && !/^closures_extern_/.test(name))
    .map(({ name }) => name);
  return {
    imports,
    exports: exports.filter(({ name }) => !leftOut.test(name)),
    plain: plain.filter((name) => !leftOut.test(name)),
    ways: [
      (modules) => loadSync(module, { modules, onPanic }),
      (modules) => app.loadSync({ module: builtModule, modules, onPanic }),
    ],
  };
}

/**
 * Runs a module in both ways.
 *
 * @param {Tried} tried
 * @param {number} first The seed of the first run.
 * @param {number} runs
 * @param {string} repeat What repeats them, but for the number of runs.
 * @param {Map<string, number>} seen How often what has happened; is changed.
 */
export function compare(tried, first, runs, repeat, seen) {
  for (let seed = first; seed < first + runs; seed++) {
    Atomics.store(underWay, 0, seed);
    Atomics.notify(underWay, 0);
    const [loaded, built] = tried.ways.map((way) => new Run(tried, way, seed).run());
    const at = loaded.findIndex((line, index) => line !== built[index]);
    const before = loaded.slice(Math.max(0, at - 8), at).join("\n");
    assert.equal(
      at,
      -1,
      `${repeat}BUILT_SEED=${seed} BUILT_RUNS=1:\n${before}\n\nand then\n${loaded[at]}\nbut built\n${built[at]}`,
    );
    assert.equal(built.length, loaded.length);
    for (const line of loaded) {
      const what = /^alive:/.test(line) ? "alive" : (/ (gives|throws \w+)/.exec(line)?.[1] ?? "a call of the host");
      seen.set(what, (seen.get(what) ?? 0) + 1);
    }
  }
}
