// @ts-check
/**
 * The text of an app: what `load` of the default side finds out when it has a module, written down for one. It is a
 * module that imports what it needs of the shared ones. What is not here: how it is loaded (`load.js`), how the parts
 * of an instance are put together (`parts.js`), how modules come in (`join.js`), and the wasm file (`wasm.js`).
 */

import { typeInfo } from "../type_info.js";
import { blockPlace } from "../src/errors.js";
import { EXPORT, IMPORTS, KIND, SECTION, TAG } from "../src/protocol.js";
import { ownerKey } from "../src/section/check.js";
import { memberText } from "../src/section/names.js";
import { OWN, newIds } from "../src/section/types.js";
import { exportText, kindText } from "./closures.js";
import { functionText, importText } from "./imports.js";
import { ASK_FOR_TYPES, OWN_TYPES } from "./intrinsics.js";
import { LentTexts } from "./lend.js";
import { loadText } from "./load.js";
import { Names, comment, indent, indented, key, keyText, property } from "./names.js";
import { hasHeapClosures, knownOf, knownText, partsText, startText } from "./parts.js";
import { SHARED } from "./shared.js";
import { TypeTexts, signatureText } from "./types.js";

/** @import { Description, Export, Import } from "../src/section/records.js" */
/** @import { Signature, Type } from "../src/section/types.js" */

/**
 * @typedef {object} App What the text of an app is made of.
 * @property {string} wasmFile
 * @property {Description} description
 * @property {Map<Type, Uint8Array>} encodings Of the types in it.
 * @property {{ module: string, name: string, kind: string }[]} imports Of the wasm file: first ours, by their numbers.
 * @property {Map<string, string[]>} alike Those that share a text, as keys: each key has all of its group.
 * @property {(name: string) => string} exportOf The new name of an export that the text calls.
 * @property {() => string} table The name by which the table of functions is exported, which then is.
 * @property {(shape: string, empty: boolean) => string} trampoline The name of the export of a new one.
 * @property {Iterable<string>} taken Names at the top of the shared modules, and of globals.
 * @property {boolean} sharesMemory Whether other threads may have its memory.
 * @property {boolean} freeze Whether functions of `options.modules` are taken once.
 *
 * @typedef {object} Context What the text of a function is made with.
 * @property {boolean} debug
 * @property {TypeTexts} types
 * @property {Names} names
 * @property {(name: string) => string} use Imports a name from a shared module.
 * @property {() => string} heap The variable of what allocates, which then is there.
 * @property {(signature: Signature) => string} signatures
 * @property {() => LentTexts} lent What the imports lend.
 * @property {boolean} shares Whether it is the text of many imports.
 * @property {(signature: Signature) => string} rust It, as Rust says it.
 * @property {(wanted: Import) => string} declared What an error says of an import.
 * @property {(block: string) => string} placeName The constant that says where a block stands.
 * @property {(wanted: Import) => string} moduleOf The module of an import; "undefined" for a global.
 * @property {(wanted: Import) => string} functionOf The constant that is the function of a module.
 * @property {boolean} freeze Whether functions of `options.modules` are taken once.
 * @property {(wanted: Import, text: string) => string} once A constant, made when the instance is.
 * @property {(type: Type) => string} typeText
 */

/** What stands for the name that the text and the wasm file have for each other: it is made of the text. */
export const UNNAMED = "c________";

/** What an instance's own part calls its variables. */
const VARIABLES =
  "parts known life memory heap handles values texts objects types closures functions own wasm options modules state " +
  "once lent thunks slots entries error enter made begin start exports imports instance module given begun wanted " +
  "wantedName called adapters allocator";

/** Stands for the name of imports that share a text, which has it in a variable. */
const ANY_NAME = "any name";

/**
 * @param {App} app
 * @returns {string}
 */
export function write(app) {
  return new Writing(app).text();
}

export class Writing {
  app;
  names;
  /** Names of shared modules that are used. @type {Set<string>} */
  used = new Set();
  /** @type {TypeTexts} */
  types;
  /** Those of the types and signatures that are asked for by an id. */
  ids = newIds();
  /**
   * Signatures, by what tells them from others.
   *
   * @type {Map<string, { name: string, id: number, signature: Signature }>}
   */
  signatures = new Map();
  /** @type {LentTexts} */
  lent;
  /** What stands before everything: constants. @type {string[]} */
  constants = [];
  /** The names of constants that are texts. @type {Map<string, string>} */
  texts = new Map();
  /** What an instance has before its imports. @type {string[]} */
  made = [];
  /** What makes imports that are alike. @type {string[]} */
  alike = [];
  /** Whether a function allocates, or has cells of the scratch area. */
  hasHeap = false;
  /** Names of what is declared of imports. @type {Map<Import, string>} */
  #declared = new Map();
  /**
   * Of modules their names, and of the constant that says whether they are what `import` gives.
   *
   * @type {Map<string, { name: string, fixed: string | null }>}
   */
  modules = new Map();
  /** @type {Context} */
  context;

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.names = new Names([...app.taken, ...VARIABLES.split(" "), "load", "loadSync", "MODULES"]);
    const use = (/** @type {string} */ name) => {
      this.used.add(name);
      return name;
    };
    const signatures = (/** @type {Signature} */ signature) => this.signatureName(signature);
    this.types = new TypeTexts(this.names, use, signatures, this.ids);
    this.context = {
      ...{ debug: app.description.debug, freeze: app.freeze },
      ...{ types: this.types, names: this.names, use, signatures },
      heap: () => {
        this.hasHeap = true;
        return "heap";
      },
      lent: () => this.lent,
      shares: false,
      rust: (signature) => this.rust(signature),
      declared: (wanted) => this.declared(wanted),
      placeName: (block) => this.constant("PLACE", blockPlace(block)),
      moduleOf: ({ module }) => (module === "" ? "undefined" : this.moduleNames(module).name),
      functionOf: (wanted) => this.functionOf(wanted),
      once: (wanted, text) => this.once(wanted, text),
      typeText: (type) => this.typeText(type),
    };
    this.lent = new LentTexts(this.context);
  }

  /** The constant that stands for a signature. @param {Signature} signature */
  signatureName(signature) {
    const text = signatureText(signature);
    let known = this.signatures.get(text);
    if (known === undefined) {
      known = { name: this.names.take(signature.exclusive ? "fnMut" : "fn"), id: this.ids.next++, signature };
      this.signatures.set(text, known);
    }
    return known.name;
  }

  /** The constant that says of an import what errors say. @param {Import} wanted */
  declared(wanted) {
    let name = this.#declared.get(wanted);
    if (name === undefined) {
      const path = memberText(wanted.namespace, wanted.name);
      name = this.names.take(
        path
          .replace(/[^A-Za-z\d]+/g, "_")
          .replace(/([a-z\d])([A-Z])/g, "$1_$2")
          .toUpperCase(),
      );
      this.#declared.set(wanted, name);
      const { name: own, namespace, module, kind, block, checked } = wanted;
      this.used.add("declared");
      const facts = [own, namespace, module, kind].map((fact) => JSON.stringify(fact));
      const told = [...facts, this.constant("BLOCK", block), checked].join(", ");
      this.constants.push(`const ${name} = declared(${told});`);
    }
    return name;
  }

  /** The constant that is a text. @param {string} name @param {string} text */
  constant(name, text) {
    let known = this.texts.get(text);
    if (known === undefined) {
      known = this.names.take(name);
      this.texts.set(text, known);
      this.constants.push(`const ${known} = ${JSON.stringify(text)};`);
    }
    return known;
  }

  /** @param {string} specifier */
  moduleNames(specifier) {
    let known = this.modules.get(specifier);
    if (known === undefined) {
      const plain = specifier
        .replace(/\.m?js$/, "")
        .replace(/^.*\//, "")
        .replace(/[^A-Za-z\d]+/g, "_");
      const name = this.names.take(plain === "" ? "host" : plain);
      known = { name, fixed: null };
      this.modules.set(specifier, known);
    }
    return known;
  }

  /** @param {Import} wanted */
  functionOf(wanted) {
    const name = this.names.take(wanted.name);
    this.made.push(`const ${name} = ${functionText(this.context, wanted, this.fixedOf(wanted))};`);
    return name;
  }

  /** The constant that says whether a module is what `import` gives. @param {Import} wanted */
  fixedOf({ module }) {
    const known = this.moduleNames(module);
    if (known.fixed === null) {
      known.fixed = this.names.take(`${known.name}IsFixed`);
      this.made.push(`const ${known.fixed} = ${this.context.use("isNamespace")}(${known.name});`);
    }
    return known.fixed;
  }

  /** @param {Import} wanted @param {string} text */
  once(wanted, text) {
    const name = this.names.take(wanted.kind === KIND.constructor ? `new${wanted.name}` : `the${wanted.name}`);
    this.made.push(`const ${name} = ${text};`);
    return name;
  }

  /** What `frame` needs to know of a type. @param {Type} type */
  typeText(type) {
    return `{ id: ${this.types.idOf(type)}, tag: ${type.tag} }`;
  }

  text() {
    const { description } = this.app;
    const wanted = this.importsText();
    const exported = this.exportsText([...description.exports.values()].sort(byKey));
    const intrinsics = this.app.imports.flatMap(({ module, name }) => (module === SECTION ? [name] : []));
    const others = intrinsics.some((name) => ASK_FOR_TYPES.includes(name));
    const known = knownOf(this, others);
    const kinds = this.kindsText(others || hasHeapClosures(this));
    const own = others ? [] : this.ownTypes(intrinsics);
    const isAsked = own.length > 0 || [...this.types.entries.values()].some(({ id }) => id !== null);
    const parts = partsText(this, others, known, isAsked);
    const start = startText(this, exported, others);
    const load = loadText(this);
    const begin = [
      ...parts,
      "",
      ...kinds,
      ...this.entriesText(),
      ...own,
      ...knownText(known, isAsked),
      ...[...this.modules].map(([specifier, { name }]) => `const ${name} = modules[${JSON.stringify(specifier)}];`),
      ...this.made,
      ...this.lent.lines(),
      ...this.alike,
      "",
      "const imports = {",
      "  __proto__: null,",
      ...indented(wanted),
      "};",
      "",
      start,
    ];
    return [
      ...this.headText(),
      ...this.constants,
      "",
      "/** Makes an instance's own part. */",
      `function begin(options${this.modules.size === 0 ? "" : ", modules"}) {`,
      indent(begin.join("\n"), 2),
      "}",
      "",
      ...load,
    ].join("\n");
  }

  headText() {
    this.used.add("ClosureError").add("PanicError");
    const lines = Object.entries(SHARED).flatMap(([path, names]) => {
      const used = names.filter((name) => this.used.has(name));
      return used.length === 0 ? [] : [`import { ${used.join(", ")} } from "${path}";`];
    });
    return [...lines, "", "export { ClosureError, PanicError };", ""];
  }

  /** The kinds of closures. @param {boolean} maybeOnce */
  kindsText(maybeOnce) {
    const lines = [];
    // What is written of one may name another.
    for (const { name, id, signature } of this.signatures.values()) {
      const text = kindText(this.context, signature, maybeOnce && signature.exclusive);
      lines.push(
        comment(this.rust(signature)),
        `const ${name} = new AppSignature(${id}, (enter, once) => {`,
        indent(text, 2),
        "});",
      );
    }
    return lines;
  }

  /** @param {Signature} signature */
  rust({ exclusive, params, result }) {
    const told = (/** @type {Type} */ type) => typeInfo(type, this.app.description).rust;
    const arrow = result.tag === TAG.unit ? "" : ` -> ${told(result)}`;
    return `${exclusive ? "FnMut" : "Fn"}(${params.map(told).join(", ")})${arrow}`;
  }

  entriesText() {
    const entries = [...this.types.entries.values()];
    return [
      ...entries.map(({ name, text }) => `const ${name} = ${text};`),
      ...entries.flatMap(({ name, id }) => (id === null ? [] : [`types.add({ id: ${id} }, ${name});`])),
    ];
  }

  /** @param {string[]} intrinsics */
  ownTypes(intrinsics) {
    const wanted = new Set(intrinsics.flatMap((name) => (name in OWN_TYPES ? [OWN_TYPES[name]] : [])));
    return [...wanted].map((name) => {
      this.context.use("OWN");
      const type = OWN[name];
      return `types.add(OWN.${name}, ${this.types.entry(type)});`;
    });
  }

  /** What wasm imports, by module. */
  importsText() {
    const { description, imports, alike: alikeTo } = this.app;
    /** @type {string[]} */
    const own = [];
    /** @type {string[]} */
    const groups = [];
    /** @type {Map<string, string[]>} */
    const others = new Map();
    for (const { module, name, kind } of imports) {
      const alike = module === IMPORTS ? alikeTo.get(name) : undefined;
      if (module === SECTION) own.push(`own.${name},`);
      else if (alike !== undefined) groups.push(...(alike[0] === name ? this.alikeText(alike) : []));
      else if (module === IMPORTS) own.push(this.importText(/** @type {Import} */ (description.imports.get(name))));
      else if (kind === "memory") others.set(module, [...(others.get(module) ?? []), `${key(name)}: options.memory,`]);
      else others.set(module, [...(others.get(module) ?? []), this.byHandText(module, name)]);
    }
    const list =
      groups.length === 0
        ? [`${UNNAMED}: [`, ...indented(own), "],"]
        : [
            `${UNNAMED}: ${this.context.use("withAlike")}(`,
            ...indented(["[", ...indented(own), "],", "[", ...indented(groups), "],"]),
            "),",
          ];
    return [
      ...list,
      ...[...others].flatMap(([module, lines]) => [`${key(module)}: { __proto__: null,`, ...indented(lines), "},"]),
    ];
  }

  /** @param {Import} wanted */
  importText(wanted) {
    if (isChecked(wanted)) {
      this.context.use("checkFunction");
      this.made.push(`checkFunction(${this.declared(wanted)}, ${this.moduleNames(wanted.module).name});`);
    }
    const path = memberText(wanted.namespace, wanted.name);
    return `${comment(path + this.rustOf(wanted))}\n${importText(this.context, wanted)},`;
  }

  /** The parameters and the result of an import. @param {Import} wanted */
  rustOf({ params, result }) {
    const told = (/** @type {Type} */ type) => typeInfo(type, this.app.description).rust;
    const arrow = result.tag === TAG.unit ? "" : ` -> ${told(result)}`;
    return `(${params.map(({ name, type }) => `${name}: ${told(type)}`).join(", ")})${arrow}`;
  }

  /** What imports that differ by their names alone are made of, as items of a list. @param {string[]} keys */
  alikeText(keys) {
    const all = keys.map((key) => /** @type {Import} */ (this.app.description.imports.get(key)));
    const [{ namespace, module, kind, block, checked }] = all;
    const [list, make] = [this.names.take("ALIKE"), this.names.take("alike")];
    this.constants.push(`const ${list} =${wordsText(all.map(({ name }) => name))}.split(" ");`);
    // With another name in place of theirs, which becomes that of a variable.
    const wanted = { ...all[0], name: ANY_NAME };
    /** What stands before the text. @type {string[]} */
    const before = [];
    /** @type {Context} */
    const context = {
      ...{ ...this.context, shares: true, declared: () => "wanted" },
      functionOf: (wanted) => {
        before.push(`const called = ${functionText(context, wanted, this.fixedOf(wanted))};`);
        return "called";
      },
    };
    // It is a string, or the end of one.
    const named = (/** @type {string} */ text) =>
      text.replaceAll(JSON.stringify(ANY_NAME), "wantedName").replaceAll(`${ANY_NAME}"`, '" + wantedName');
    const text = named(importText(context, wanted));
    const facts = [namespace, module, kind].map((fact) => JSON.stringify(fact));
    const told = ["wantedName", ...facts, this.constant("BLOCK", block), checked].join(", ");
    const check = `${this.context.use("checkFunction")}(wanted, ${this.context.moduleOf(wanted)});`;
    this.used.add("declared");
    this.alike.push(
      `const ${make} = (wantedName) => {`,
      `  const wanted = declared(${told});`,
      ...(isChecked(wanted) ? [`  ${check}`] : []),
      ...indented(before.map(named)),
      `  return ${indent(text, 2).trim()};`,
      "};",
    );
    return [comment(`${all.length} of ${this.rustOf(wanted)}`), `{ names: ${list}, make: ${make} },`];
  }

  /** @param {string} module @param {string} name */
  byHandText(module, name) {
    const { use } = this.context;
    const known = this.moduleNames(module);
    const found = `${known.name}[${JSON.stringify(name)}]`;
    const told = [JSON.stringify(module), known.name, JSON.stringify(name)].join(", ");
    const text = `${use("byHand")}(parts, () => life.flag !== 0, ${told})`;
    return `${key(name)}: typeof ${found} === "function" ? ${text} : ${found},`;
  }

  /** `app.exports`. @param {Export[]} items */
  exportsText(items) {
    const { context } = this;
    const { use } = context;
    const wasm = (/** @type {Export} */ item) => `wasm${property(this.app.exportOf(item.key))}`;
    /** @type {string[]} */
    const before = [];
    /** @type {string[]} */
    const entries = [];
    /** @type {string[]} */
    const behind = [];
    /** @type {Map<string, string>} */
    const classes = new Map();
    const spaces = new Spaces();
    for (const item of items) {
      if (item.kind !== EXPORT.class) continue;
      const constructor = items.find((other) => other.kind === EXPORT.constructor && ownerKey(other) === item.key);
      const name = this.names.take(item.name);
      classes.set(item.key, name);
      const made = constructor === undefined ? "" : `, ${exportText(context, constructor, wasm(constructor))}`;
      before.push(
        `const ${name} = ${use("makeClass")}(${JSON.stringify(item.name)}${made});`,
        `objects.exported.set(${JSON.stringify(item.key)}, {`,
        `  ...{ key: ${JSON.stringify(item.key)}, name: ${JSON.stringify(item.name)} },`,
        `  ...{ Class: ${name}, free: ${wasm(item)} },`,
        "});",
      );
      entries.push(`${key(item.name)}: ${name},`);
      behind.push(`Object.freeze(${name});`);
    }
    for (const item of items) {
      if (item.kind === EXPORT.class || item.kind === EXPORT.constructor) continue;
      if (item.kind === EXPORT.function && item.of === "") {
        // Read once: an engine looks into the exports of an instance as into a table.
        const entry = this.names.take(`wasm_${item.name}`);
        before.push(`const ${entry} = ${wasm(item)};`);
        const made = exportText(context, item, entry);
        let text = `${key(item.name)}: ${made},`;
        if (item.constant) {
          const get = this.names.take(`read${item.name}`);
          before.push(`const ${get} = ${made};`);
          text = `get ${key(item.name)}() {\n  return ${get}();\n},`;
        }
        if (item.namespace === "") entries.push(text);
        else spaces.add(item.namespace.split("."), text);
        continue;
      }
      const made = exportText(context, item, wasm(item));
      // In a literal of that name, which an arrow function takes its own from.
      const text = item.of === "" ? made : `({ ${key(item.name)}: ${made} })[${keyText(item.name)}]`;
      const holder = item.of === "" ? `${classes.get(item.params[0].type.key)}.prototype` : classes.get(item.of);
      before.push(
        `${use("addMember")}(${holder}, { name: ${JSON.stringify(item.name)}, kind: ${item.kind} }, ${text});`,
      );
    }
    entries.push(...spaces.lines());
    return [...before, ...behind, "const exports = Object.freeze({", "  __proto__: null,", ...indented(entries), "});"];
  }
}

/** The namespaces of exports, as literals in literals. */
class Spaces {
  /** @type {string[]} */
  #entries = [];
  /** @type {Map<string, Spaces>} */
  #inner = new Map();

  /** @param {string[]} words @param {string} entry */
  add([word, ...words], entry) {
    if (word === undefined) {
      this.#entries.push(entry);
      return;
    }
    const inner = this.#inner.get(word) ?? new Spaces();
    this.#inner.set(word, inner);
    inner.add(words, entry);
  }

  /** @returns {string[]} */
  lines() {
    const inner = [...this.#inner].flatMap(([word, space]) => [
      `${key(word)}: Object.freeze({`,
      ...indented(["__proto__: null,", ...space.lines()]),
      "}),",
    ]);
    return [...this.#entries, ...inner];
  }
}

/** Whether it is refused when an app is loaded, if its module has no such function. @param {Import} wanted */
function isChecked({ module, kind, namespace }) {
  return module !== "" && kind === KIND.function && namespace === "";
}

/** Words as one text, behind `=`, in lines that can be read. @param {string[]} words */
function wordsText(words) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const last = lines.length - 1;
    if (last < 0 || lines[last].length + word.length > 90) lines.push(word);
    else lines[last] += ` ${word}`;
  }
  if (lines.length === 1) return ` ${JSON.stringify(lines[0])}`;
  const more = lines.map((line, at) => JSON.stringify(at < lines.length - 1 ? `${line} ` : line));
  return `\n  (${more.join(" +\n    ")})`;
}

/** @param {Export} left @param {Export} right */
function byKey(left, right) {
  return left.key < right.key ? -1 : 1;
}
