// @ts-check
/**
 * `closures-extern build`, without its files: of a wasm file the one that ships, and the JavaScript and the types for
 * it. What is not here: the command line and the folder (`command.js`).
 */

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { describe } from "../describe.js";
import { declarations } from "../inspect.js";
import { moduleSpecifiers } from "../src/modules.js";
import { CONSTRUCT, FUNCTIONS, IMPORTS, SECTION } from "../src/protocol.js";
import { decodeModule } from "../src/section/module.js";
import { Decoder } from "../src/section/reader.js";
import { partsOfBytes } from "../wasm_file.js";
import { MANY, alikeOf } from "./alike.js";
import { join, namesIn } from "./join.js";
import { comment, globalsIn } from "./names.js";
import { SHARED_PATHS } from "./shared.js";
import { edit, importsOf, sharesMemory } from "./wasm.js";
import { UNNAMED, write } from "./write.js";

/** @import { Type } from "../src/section/types.js" */
/** @import { Trampoline } from "./wasm.js" */

/**
 * @typedef {object} BuildOptions
 * @property {boolean} [debug] Keeps names and debug information in the wasm file.
 * @property {boolean} [freeze] Takes functions of `options.modules` once.
 * @property {number} [many] So many imports that differ by their names alone share a text.
 * @property {string} [mark] Is written into the first line: what tells the app from others of its name.
 * @property {(wasm: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>} [optimise] What makes the wasm file smaller.
 *
 * @typedef {object} BuiltFiles
 * @property {string} js
 * @property {Uint8Array<ArrayBuffer>} wasm
 * @property {string} types
 * @property {string[]} modules What modules the app imports.
 * @property {Set<string>} names What the app and its wasm file import and export, as names of properties.
 *
 * @typedef {{ module: string, name: string }} Names Of an import.
 */

/** What the text of an app begins with. */
export const HEAD = "// Made by `closures-extern build`";

/** What every function exports that a block of declarations is kept by: `src/macros/describe.rs`. */
const KEEPER = /@[^@]*:\d+:\d+:\[/;

/** Exports of the linker that nobody calls. */
const LINKER = Object.freeze(["__data_end", "__heap_base", "__indirect_function_table"]);

/** What wasm imports from, in a file that was built. */
const ID = /^c[\da-f]{8}$/;

/** The text of a shared module. @param {string} path */
const shared = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** What the text of an app is called among the modules that it is joined with. */
const TEXT = "build/app.js";

/**
 * @param {Uint8Array<ArrayBuffer>} bytes Of a wasm file.
 * @param {string} name Of the files.
 * @param {BuildOptions} [options]
 * @returns {BuiltFiles}
 */
export function build(bytes, name, options = {}) {
  const { debug = false, freeze = false, many = MANY, mark = "", optimise = (wasm) => wasm } = options;
  const { encodings, Remembering } = rememberingDecoder();
  const parts = partsOfBytes(bytes);
  refuseBuilt(parts.modules);
  const description = decodeModule(parts, Remembering);
  const imports = importsOf(bytes);
  const alike = alikeOf(called(description, imports), many);
  const rank = (/** @type {Names} */ wanted) => rankOf(wanted, alike);
  // In an order that no linker chooses: the same app has the same text.
  imports.sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
  const numbers = new Map(imports.map((wanted, number) => [rank(wanted), number]));
  const exports = new ExportNames([...parts.exports], description.exports.keys());
  const wasmFile = `${name}.wasm`;
  /** The name of the table, if the text asks for it. @type {string | null} */
  let table = null;
  /** @type {Trampoline[]} */
  const trampolines = [];
  const text = write({
    wasmFile,
    description,
    encodings,
    imports,
    alike,
    exportOf: (name) => exports.short(name),
    table: () => (table ??= exports.fresh()),
    trampoline(shape, empty) {
      trampolines.push({ name: exports.fresh(), shape, empty });
      return trampolines[trampolines.length - 1].name;
    },
    taken: takenNames(),
    sharesMemory: sharesMemory(bytes),
    freeze,
  });
  const id = `c${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
  const read = (/** @type {string} */ path) => (path === TEXT ? text.replaceAll(UNNAMED, id) : shared(path));
  const head = HEAD + comment(` of ${wasmFile}${mark}. Make it again rather than edit it.`).slice("// ".length);
  // What is called through the table alone would not be there any more behind a tool that does not see it exported.
  const seen = table ?? (trampolines.length > 0 ? exports.fresh() : undefined);
  const edited = edit(bytes, {
    import: (module, name) => (isOurs(module) ? [id, `${numbers.get(rank({ module, name }))}`] : [module, name]),
    export: (name) => exports.get(name),
    custom: (name) => name !== SECTION && (debug || name === "target_features"),
    table: seen,
  });
  return {
    js: `${head}\n\n${join(TEXT, read, "src/runtime/intrinsics.js")}`,
    wasm: edit(optimise(edited), {
      import: (module, name) => [module, name],
      export: (name) => (name === seen && table === null ? null : name),
      custom: () => debug,
      // Behind the tool, which would make one of those that are alike: an engine learns of each what it calls.
      trampolines,
    }),
    types: typesText(bytes, wasmFile, "build"),
    modules: [...moduleSpecifiers(imports, description)],
    names: new Set([...namesOf(description, imports), ...parts.exports]),
  };
}

/** By these bundlers say `import.meta.url` in a script, such as a worker that Vite makes. */
const OF_PAGES = ["self", "document", "location"];

/** The names that are no app's: those at the top of the shared modules, and of globals that these or a text may use. */
function takenNames() {
  const texts = readdirSync(new URL("./", import.meta.url)).filter((name) => name.endsWith(".js"));
  const taken = texts.flatMap((name) => [...globalsIn(shared(`build/${name}`))]);
  const names = namesIn(SHARED_PATHS, (path) => {
    taken.push(...globalsIn(shared(path)));
    return shared(path);
  });
  return new Set([...names, ...taken, ...OF_PAGES]);
}

/** @param {Iterable<string>} modules What a wasm file imports from. */
function refuseBuilt(modules) {
  if ([...modules].every((module) => !ID.test(module))) return;
  throw new Error("this wasm file was made by closures-extern build: build the one that cargo has made");
}

/** @param {string} module Of an import. */
function isOurs(module) {
  return module === SECTION || module === IMPORTS;
}

/**
 * The imports that are called: of others there is a description too.
 *
 * @param {ReturnType<typeof decodeModule>} description
 * @param {Names[]} imports
 */
function called(description, imports) {
  const names = new Set(imports.filter(({ module }) => module === IMPORTS).map(({ name }) => name));
  return [...description.imports].filter(([key]) => names.has(key));
}

/**
 * By what imports are put in order: those of an app, those of the crate, those of an app that are alike, and what the
 * app imports by hand.
 *
 * @param {Names} wanted
 * @param {Map<string, string[]>} alike
 */
function rankOf({ module, name }, alike) {
  if (module !== IMPORTS) return `${module === SECTION ? 1 : 3} ${module} ${name}`;
  return alike.has(name) ? `2 ${alike.get(name)?.[0]} ${name}` : `0 ${name}`;
}

/** @param {ReturnType<typeof decodeModule>} description @param {Names[]} wanted */
function namesOf(description, wanted) {
  const imported = [...description.imports.values()].flatMap(({ name, namespace }) => [name, ...namespace.split(".")]);
  for (const { module, name } of wanted) imported.push(module, name);
  return new Set([...imported, ...Array.from(description.exports.values(), ({ name }) => name)]);
}

/**
 * The declarations of an app.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} wasmFile
 * @param {"build" | "vite"} writer
 */
export function typesText(bytes, wasmFile, writer) {
  const common = readFileSync(new URL("app/app.d.ts", import.meta.url), "utf8");
  return declarations(describe(bytes), wasmFile, writer) + common.slice(common.indexOf("// ---\n") + "// ---\n".length);
}

/** The names of exports: new ones for ours, of which those stay that the text calls. */
class ExportNames {
  #all;
  #ours;
  /** @type {Map<string, string>} */
  #short = new Map();
  #number = 0;

  /** @param {string[]} all @param {Iterable<string>} described Those of `closures_export!`. */
  constructor(all, described) {
    this.#all = new Set(all);
    this.#ours = new Set([...FUNCTIONS, CONSTRUCT, ...described]);
  }

  /** One that nothing has. */
  fresh() {
    let name;
    do name = `$${(this.#number++).toString(36)}`;
    while (this.#all.has(name));
    return name;
  }

  /** @param {string} name One of ours. */
  short(name) {
    const short = this.#short.get(name) ?? this.fresh();
    this.#short.set(name, short);
    return short;
  }

  /** `null` for one that nobody calls. @param {string} name */
  get(name) {
    if (this.#ours.has(name)) return this.#short.get(name) ?? null;
    return KEEPER.test(name) || LINKER.includes(name) ? null : name;
  }
}

/** Reads a description, and remembers the encoding of each type. */
function rememberingDecoder() {
  /** @type {Map<Type, Uint8Array>} */
  const encodings = new Map();
  class Remembering extends Decoder {
    /** @param {number} [depth] */
    type(depth) {
      const start = this.at;
      const type = super.type(depth);
      encodings.set(type, new Uint8Array(this.view.buffer.slice(start, this.at)));
      return type;
    }
  }
  return { encodings, Remembering };
}
