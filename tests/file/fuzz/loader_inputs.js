// @ts-check
// The thread of loader.js: makes the inputs, loads each, calls what has loaded, and says what is wrong.

import { parentPort, workerData } from "node:worker_threads";
import { ClosureError, loadSync } from "../../../js/closures_extern.js";
import { describe } from "../../../js/describe.js";
import { descriptors } from "../retention/custom_section.js";
import { random } from "../../support/random.js";
import { changeBytes, changeSection } from "./mutate.js";
import { isSound, parse } from "./section.js";

/** @type {{ bytes: Uint8Array<ArrayBuffer>, inputs: number, seed: number, until: number, progress: Int32Array }} */
const { bytes, inputs, seed, until, progress } = workerData;
// Not extensible, so that the loader reads it anew each time.
const module = Object.preventExtensions(new WebAssembly.Module(bytes));
const section = descriptors(bytes);

/** What JavaScript is called with when nothing is wrong, by import. @type {Record<string, string>} */
const RIGHT = {
  ...{ direct: "number", inPlain: "string function", inInline: "number function", inAlways: "boolean" },
  ...{ inGeneric: "number function", inGenericHeap: "function", inLocal: "number", inLocalInline: "number" },
  ...{ inLocalGeneric: "number", inEdited: "string", own: "number", ownNamed: "function", inOwnInline: "number" },
};

/** The names of all imports. @type {Set<string>} */
const ALL = new Set();

/**
 * What the loader may throw: the engine's errors about a wasm file, and sentences of its own.
 *
 * @type {[string, (error: any) => boolean][]}
 */
const CLEAR = [
  ["CompileError", (error) => error instanceof WebAssembly.CompileError],
  ["LinkError", (error) => error instanceof WebAssembly.LinkError],
  ["ClosureError", (error) => error instanceof ClosureError],
  ["Error: .. cannot be exported: ..", ({ message }) => / cannot be exported: every class has it; /.test(message)],
  ...[
    "this is not a closures_extern module",
    "this wasm module has lost its descriptors",
    "this wasm module does not say its ABI version",
    "this wasm module has ABI version",
    "this wasm module has no descriptor of the import",
    "this wasm module has no export",
    'the custom section "closures_extern" of this wasm module is damaged',
    "two different imports have the same name",
    'module "',
    "this wasm module does not describe the exported type",
    "this wasm module has no descriptor of the export",
    "this wasm module has lost its export",
    "two exports are called",
    "two fields of",
    "wasm memory is exhausted",
    "this wasm module was built with the feature wasm-bindgen",
    "a dependency of this app was built for wasm-bindgen",
    "this wasm module imports its memory",
    "this is no wasm file",
    "this is no wasm module",
    "this wasm file is damaged",
  ].map(
    (start) =>
      /** @type {[string, (error: any) => boolean]} */ ([
        `Error: ${start} ..`,
        ({ message }) => message.startsWith(start),
      ]),
  ),
];

/** @type {Map<string, number>} */
const seen = new Map();
/** One input for each failure. @type {Map<string, number>} */
const failures = new Map();
const count = (/** @type {string} */ what) => void seen.set(what, (seen.get(what) ?? 0) + 1);

/** Each import of the right descriptors, as text, by its key. */
const right = described(section);
for (const name of intact(section)) ALL.add(name);

/** @param {Uint8Array} section @returns {Map<string, string>} Each import, as text, by its key; the first element is its name. */
function described(section) {
  const imports = new Map();
  for (const record of parse(section)) {
    if ("bytes" in record || record.place === null) continue;
    for (const one of record.items) {
      const { names, flags, texts } = one;
      const [rust] = names.split(" ");
      const owner = (flags & 2) === 0 ? "" : `${texts[0]}.`;
      const given = (flags & 4) === 0 ? undefined : texts[owner === "" ? 0 : 1];
      // As far as the names of this app need it.
      const name = given ?? rust.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
      imports.set(`${record.id}:${owner}${rust}`, JSON.stringify([name, record.place.checked, one]));
    }
  }
  return imports;
}

/** JavaScript names of imports of which the descriptor is right, and which nothing else has. @param {Uint8Array} section */
function intact(section) {
  const names = new Set();
  try {
    const now = described(section);
    const all = [...now.values()].map((text) => JSON.parse(text)[0]);
    for (const [key, text] of now) {
      const [name] = JSON.parse(text);
      if (right.get(key) === text && all.filter((other) => other === name).length === 1) names.add(name);
    }
  } catch {
    // The section ends too early: nothing of it is known.
  }
  return names;
}

/**
 * Loads, and calls what has loaded.
 *
 * @param {WebAssembly.Module | Uint8Array<ArrayBuffer>} source
 * @param {Set<string>} known Imports that must be called right.
 * @param {boolean} lacking Whether the host has no function: the loader must say which, and where it is declared.
 */
function attempt(source, known, lacking) {
  /** @type {string[]} */
  const wrong = [];
  let budget = 10_000;
  /** @param {string | symbol} name */
  const called =
    (name) =>
    (/** @type {any[]} */ ...args) => {
      if (budget-- === 0) throw new Error("enough");
      const types = args.map((arg) => typeof arg).join(" ");
      if (typeof name === "string" && known.has(name) && RIGHT[name] !== types)
        wrong.push(`${name} was called with ${types}`);
      for (const arg of args) if (typeof arg === "function") arg(1, 2);
      return name === "inGenericHeap" ? "" : name === "inAlways" ? false : 1;
    };
  const host = new Proxy({}, { get: (_, name) => (lacking ? undefined : called(name)) });
  const modules = new Proxy(
    {},
    { get: () => host, getOwnPropertyDescriptor: () => ({ configurable: true, value: host }) },
  );
  let app;
  try {
    app = loadSync(source, { modules: /** @type {any} */ (modules) });
  } catch (error) {
    // The code of a wrong file may trap at once, as any program may.
    if (source !== module && error instanceof WebAssembly.RuntimeError) return "RuntimeError";
    const kind = CLEAR.find(([, is]) => is(error));
    if (kind === undefined) throw new Error(`no clear error: ${/** @type {any} */ (error)?.stack}`);
    return kind[0];
  }
  try {
    // Only with the right file and every right descriptor: what Rust does with another is not promised, and may be a loop.
    const { run } = /** @type {any} */ (app.instance.exports);
    if (known.size === ALL.size) run();
    app.stats();
  } catch (error) {
    if (!(error instanceof Error)) throw new Error(`it threw ${String(error)}, which is no Error`);
  }
  if (wrong.length > 0) throw new Error(wrong[0]);
  return "loaded";
}

/**
 * Whether `describe`, which reads a file itself, says of it what it says of the compiled module; and of what cannot be compiled
 * something clear, if anything.
 *
 * @param {Uint8Array<ArrayBuffer>} file
 */
function describeAgrees(file) {
  /** @param {WebAssembly.Module | Uint8Array<ArrayBuffer>} source */
  const said = (source) => {
    try {
      return JSON.stringify(describe(source));
    } catch (error) {
      if (!CLEAR.some(([, is]) => is(error)))
        throw new Error(`no clear error of describe: ${/** @type {any} */ (error)?.stack}`);
      return String(error);
    }
  };
  const read = said(file);
  let compiled;
  try {
    compiled = new WebAssembly.Module(file);
  } catch {
    return;
  }
  if (read !== said(compiled))
    throw new Error(
      `describe says of the bytes ${read.slice(0, 200)}, and of the module ${said(compiled).slice(0, 200)}`,
    );
}

const { customSections } = WebAssembly.Module;
let index = 0;
for (; index < inputs && Date.now() < until; index++) {
  progress[0] = index;
  const rnd = random(seed + index);
  // Most inputs are wrong in the section alone: the module is not compiled again, and the loader is given another section.
  const whole = rnd(10) === 0;
  try {
    if (whole) {
      const changed = changeBytes(rnd, bytes);
      count(`a wrong file: ${attempt(changed, new Set(), false)}`);
      describeAgrees(changed);
    } else {
      const changed = changeSection(rnd, section);
      WebAssembly.Module.customSections = (of, name) =>
        of === module && name === "closures_extern" ? [new Uint8Array(changed).buffer] : customSections(of, name);
      const sound = isSound(changed);
      const outcome = attempt(module, intact(changed), rnd(20) === 0);
      if (outcome === "loaded" && !sound) throw new Error("damaged descriptors were loaded");
      count(`${sound ? "other" : "damaged"} descriptors: ${outcome}`);
    }
  } catch (error) {
    const what = String(/** @type {any} */ (error)?.message);
    const key = what.replace(/\d+/g, "N").slice(0, 200);
    if (![...failures.keys()].some((known) => known.replace(/\d+/g, "N").slice(0, 200) === key))
      failures.set(what, seed + index);
    count("FAILED");
  } finally {
    WebAssembly.Module.customSections = customSections;
  }
}
parentPort?.postMessage({
  tried: index,
  seen: [...seen].sort(([, left], [, right]) => right - left),
  failures: [...failures],
});
