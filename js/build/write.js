// @ts-check
/**
 * The text of an app: what `load` of the default side finds out when it has a module, written down for one. It is a
 * module that imports what it needs of the shared ones. What is not here: how these come in (`join.js`), and the wasm
 * file (`wasm.js`).
 */

import { typeInfo } from "../type_info.js";
import { CONSTRUCT, EXPORT, IMPORTS, KIND, SECTION, TAG } from "../src/protocol.js";
import { ownerKey } from "../src/section/check.js";
import { memberText } from "../src/section/names.js";
import { OWN, newIds } from "../src/section/types.js";
import { exportText, kindText, trampolinesOf } from "./closures.js";
import { importText } from "./imports.js";
import { ASK_FOR_TYPES, INTRINSICS, OWN_TYPES, USERS_OF_HEAP, WRITERS } from "./intrinsics.js";
import { Names, indent, key, keyText, property } from "./names.js";
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
 * @property {(name: string) => string} exportOf The new name of an export that the text calls.
 * @property {Iterable<string>} taken Names at the top of the shared modules.
 * @property {boolean} freeze Whether functions of `options.modules` are taken once.
 *
 * @typedef {object} Context What the text of a function is made with.
 * @property {boolean} debug
 * @property {TypeTexts} types
 * @property {Names} names
 * @property {(name: string) => string} use Imports a name from a shared module.
 * @property {() => string} heap The variable of what allocates, which then is there.
 * @property {(signature: Signature) => string} signatures
 * @property {(signature: Signature) => string} lentKind The variable of its kind, as stack closures have it.
 * @property {(wanted: Import) => string} declared What an error says of an import.
 * @property {(wanted: Import) => string} moduleOf The module of an import; "undefined" for a global.
 * @property {(wanted: Import) => string} rootOf What holds its function, or the first name of its path.
 * @property {(wanted: Import, text: string) => string} once A constant, made when the instance is.
 * @property {(type: Type) => string} typeText
 */

/** What stands for the name that the text and the wasm file have for each other: it is made of the text. */
export const UNNAMED = "c________";

/** What an instance's own part calls its variables. */
const VARIABLES =
  "parts life memory heap handles values texts objects types closures functions own wasm options modules state once " +
  "lent slots entries error enter made begin start exports imports";

/**
 * @param {App} app
 * @returns {string}
 */
export function write(app) {
  return new Writing(app).text();
}

class Writing {
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
  /** The variables of their kinds, of those that are lent, by their own names. @type {Map<string, string>} */
  lentKinds = new Map();
  /** What stands before everything: constants. @type {string[]} */
  constants = [];
  /** The names of blocks. @type {Map<string, string>} */
  blocks = new Map();
  /** What an instance has before its imports. @type {string[]} */
  made = [];
  /** Whether a function allocates, or has cells of the scratch area. */
  hasHeap = false;
  /** Names of what is declared of imports. @type {Map<Import, string>} */
  #declared = new Map();
  /**
   * Names of modules, and of those that hold their functions.
   *
   * @type {Map<string, { name: string, holder: string, functions: Set<string> }>}
   */
  modules = new Map();
  /** @type {Context} */
  context;

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.names = new Names([...app.taken, ...VARIABLES.split(" "), "load", "loadSync", "APP"]);
    const use = (/** @type {string} */ name) => {
      this.used.add(name);
      return name;
    };
    const signatures = (/** @type {Signature} */ signature) => this.signatureName(signature);
    this.types = new TypeTexts(this.names, use, signatures, this.ids);
    this.context = {
      ...{ debug: app.description.debug, types: this.types, names: this.names, use, signatures },
      heap: () => {
        this.hasHeap = true;
        return "heap";
      },
      lentKind: (signature) => this.lentKind(signature),
      declared: (wanted) => this.declared(wanted),
      moduleOf: ({ module }) => (module === "" ? "undefined" : this.moduleNames(module).name),
      rootOf: (wanted) => this.rootOf(wanted),
      once: (wanted, text) => this.once(wanted, text),
      typeText: (type) => this.typeText(type),
    };
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

  /** The variable of a kind, which can be made when the instance is. @param {Signature} signature */
  lentKind(signature) {
    const of = this.signatureName(signature);
    let name = this.lentKinds.get(of);
    if (name === undefined) {
      name = this.names.take(`${of}Lent`);
      this.lentKinds.set(of, name);
    }
    return name;
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
      const told = [...facts, this.blockName(block), checked].join(", ");
      this.constants.push(`const ${name} = declared(${told});`);
    }
    return name;
  }

  /** The constant that is the id of a block. @param {string} block */
  blockName(block) {
    let name = this.blocks.get(block);
    if (name === undefined) {
      name = this.names.take("BLOCK");
      this.blocks.set(block, name);
      this.constants.push(`const ${name} = ${JSON.stringify(block)};`);
    }
    return name;
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
      known = { name, holder: this.names.take(`${name}Functions`), functions: new Set() };
      this.modules.set(specifier, known);
    }
    return known;
  }

  /** @param {Import} wanted */
  rootOf({ module, namespace, name, kind }) {
    if (module === "") return "globalThis";
    const known = this.moduleNames(module);
    if (namespace !== "" || kind !== KIND.function) return known.name;
    known.functions.add(name);
    return known.holder;
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
    const known = this.knownText(others);
    const kinds = this.kindsText(others || this.hasHeapClosures());
    const own = others ? [] : this.ownTypes(intrinsics);
    const parts = this.partsText(others);
    const start = this.startText(exported, others);
    if ([...this.modules.values()].some(({ functions }) => functions.size > 0)) this.used.add("holderOfFunctions");
    const load = this.loadText();
    const begin = [
      ...parts,
      "",
      ...kinds,
      ...this.entriesText(),
      ...own,
      ...known,
      ...[...this.modules].map(([specifier, { name }]) => `const ${name} = modules[${JSON.stringify(specifier)}];`),
      ...this.made,
      ...this.holdersText(),
      ...[...this.lentKinds.values()].map((name) => `let ${name} = null;`),
      "",
      "const imports = {",
      "  __proto__: null,",
      ...wanted.map((line) => indent(line, 2)),
      "};",
      "",
      start,
    ];
    return [
      ...this.headText(),
      ...this.constants,
      "",
      "/** Makes an instance's own part. */",
      "function begin(options, modules) {",
      indent(begin.join("\n"), 2),
      "}",
      "",
      ...load,
    ].join("\n");
  }

  headText() {
    this.used.add("ClosureError").add("PanicError").add("loadApp").add("loadAppSync");
    const lines = Object.entries(SHARED).flatMap(([path, names]) => {
      const used = names.filter((name) => this.used.has(name));
      return used.length === 0 ? [] : [`import { ${used.join(", ")} } from "${path}";`];
    });
    return [...lines, "", "export { ClosureError, PanicError };", ""];
  }

  loadText() {
    const { wasmFile } = this.app;
    const { use } = this.context;
    const importsMemory = this.app.imports.some(({ kind }) => kind === "memory");
    const wanted = [...this.modules.keys()].map((specifier) => {
      const text = JSON.stringify(specifier);
      return `    [${text}, () => import(${text})],`;
    });
    const modules =
      wanted.length === 0 ? [`  ...${use("NO_MODULES")},`] : [`  ...${use("modulesOf")}([`, ...wanted, "  ]),"];
    return [
      "const APP = {",
      `  id: ${JSON.stringify(UNNAMED)},`,
      `  file: () => new URL(${JSON.stringify(wasmFile)}, import.meta.url),`,
      `  memory: ${use(importsMemory ? "IMPORTED_MEMORY" : "OWN_MEMORY")},`,
      ...modules,
      "  begin,",
      "};",
      "",
      "/** Fetches the wasm file, or takes it compiled as `options.module`, and makes an instance. */",
      "export function load(options = {}) {",
      "  return loadApp(APP, options);",
      "}",
      "",
      "/** The same without waiting, of `options.module` and with all modules in `options.modules`. */",
      "export function loadSync(options) {",
      "  return loadAppSync(APP, options);",
      "}",
    ];
  }

  /** The parts of an instance: `src/runtime/instance.js`. @param {boolean} others */
  partsText(others) {
    const { use } = this.context;
    const { description } = this.app;
    for (const name of ["Life", "Memory", "Handles", "Texts", "Lent", "AppTypes", "Closures", "AppSignature"])
      use(name);
    const hasObjects = others || this.needsObjects();
    const hasHeap = this.needsHeap(others);
    if (hasHeap) use("Heap");
    const places = description.debug ? `new ${use("Places")}(memory, texts)` : "null";
    if (hasObjects) use("Objects");
    for (const name of others ? ["Types", "kindOf"] : ["NO_OTHERS"]) use(name);
    const { next } = this.ids;
    return [
      "const life = new Life(new Memory(), options.onPanic);",
      "const { memory } = life;",
      ...(hasHeap ? ["const heap = new Heap(life, memory);"] : []),
      "const handles = new Handles();",
      "const { values } = handles;",
      `const texts = new Texts(memory, ${hasHeap ? "heap" : "null"});`,
      "const lent = new Lent();",
      ...(hasObjects ? ["const objects = new Objects(life, handles);"] : []),
      "const adapters = {",
      ...(others
        ? [
            "  closure: (parts, signature, once) =>",
            "    signature instanceof AppSignature ? signature.kind(once) : kindOf(parts, signature, once),",
          ]
        : ["  closure: (_, signature, once) => signature.kind(once),"]),
      "};",
      "const parts = {",
      `  ...{ debug: ${description.debug}, adapters, memory, life, ${hasHeap ? "heap, " : ""}handles, texts },`,
      `  ...{ ${hasObjects ? "objects, " : ""}lent, places: ${places}, types: null, closures: null },`,
      "};",
      `const types = new AppTypes(memory, ${others ? `new Types(parts, { next: ${next} })` : "NO_OTHERS"});`,
      "parts.types = types;",
      `const closures = new Closures(parts, { next: ${next} });`,
      "parts.closures = closures;",
      "const { functions } = closures;",
      `const own = { ${this.intrinsicsText()} };`,
    ];
  }

  /** What the crate itself imports, in groups. */
  intrinsicsText() {
    const wanted = this.app.imports.flatMap(({ module, name }) => (module === SECTION ? [name] : []));
    const groups = Object.entries(INTRINSICS).filter(([, members]) => wanted.some((name) => members.includes(name)));
    return groups.map(([name]) => `...${this.context.use(name)}(parts)`).join(", ");
  }

  needsObjects() {
    return ["makeClass", "every", "exported"].some((name) => this.used.has(name));
  }

  /** @param {boolean} others */
  needsHeap(others) {
    const writes = this.app.imports.some(({ module, name }) => module === SECTION && WRITERS.includes(name));
    return others || writes || this.hasHeap || USERS_OF_HEAP.some((name) => this.used.has(name));
  }

  hasHeapClosures() {
    return this.app.imports.some(({ module, name }) => module === SECTION && name === "closure_new");
  }

  /** The kinds of closures. @param {boolean} maybeOnce */
  kindsText(maybeOnce) {
    const lines = [];
    // What is written of one may name another.
    for (const { name, id, signature } of this.signatures.values()) {
      const text = kindText(this.context, signature, maybeOnce && signature.exclusive);
      lines.push(
        `// ${this.rust(signature)}`,
        `const ${name} = new AppSignature(${id}, (once) => {`,
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

  /** The types that Rust hands over by an address. @param {boolean} others */
  knownText(others) {
    const { encodings, description } = this.app;
    /** @type {Map<string, string>} */
    const known = new Map();
    for (const [type, bytes] of [...encodings].sort(byEncoding)) {
      const rest = [...bytes.subarray(1)];
      if (type.signature !== null && type.tag !== TAG.function && (others || this.hasHeapClosures()))
        known.set(hex([TAG.heap_closure, ...rest]), `{ signature: ${this.signatureName(type.signature)} }`);
      if (type.tag === TAG.class && description.exports.has(type.key)) {
        const facts = others ? `id: ${this.types.idOf(type)}, tag: ${type.tag}, ` : "";
        known.set(hex([...bytes]), `{ ${facts}key: ${JSON.stringify(type.key)} }`);
      }
    }
    return [...known].sort(byFirst).flatMap(([bytes, type]) => ["types.know(", `  "${bytes}",`, `  ${type},`, ");"]);
  }

  holdersText() {
    return [...this.modules.values()].flatMap(({ name, holder, functions }) => {
      if (functions.size === 0) return [];
      const names = [...functions].map(keyText).join(", ");
      return [`const ${holder} = holderOfFunctions(${name}, [${names}], ${this.app.freeze});`];
    });
  }

  /** What wasm imports, by module. */
  importsText() {
    const { description, imports } = this.app;
    /** @type {string[]} */
    const own = [];
    /** @type {Map<string, string[]>} */
    const others = new Map();
    for (const { module, name, kind } of imports) {
      if (module === SECTION) own.push(`own.${name},`);
      else if (module === IMPORTS) own.push(this.importText(/** @type {Import} */ (description.imports.get(name))));
      else if (kind === "memory") others.set(module, [...(others.get(module) ?? []), `${key(name)}: options.memory,`]);
      else others.set(module, [...(others.get(module) ?? []), this.byHandText(module, name)]);
    }
    const list = [`${UNNAMED}: [`, ...own.map((line) => indent(line, 2)), "],"];
    return [
      ...list,
      ...[...others].flatMap(([module, lines]) => [
        `${key(module)}: { __proto__: null,`,
        ...lines.map((line) => indent(line, 2)),
        "},",
      ]),
    ];
  }

  /** @param {Import} wanted */
  importText(wanted) {
    if (wanted.module !== "" && wanted.kind === KIND.function && wanted.namespace === "") {
      this.context.use("checkFunction");
      this.made.push(`checkFunction(${this.declared(wanted)}, ${this.moduleNames(wanted.module).name});`);
    }
    const told = (/** @type {Type} */ type) => typeInfo(type, this.app.description).rust;
    const params = wanted.params.map(({ name, type }) => `${name}: ${told(type)}`).join(", ");
    const arrow = wanted.result.tag === TAG.unit ? "" : ` -> ${told(wanted.result)}`;
    return `// ${memberText(wanted.namespace, wanted.name)}(${params})${arrow}\n${importText(this.context, wanted)},`;
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
      const text = exportText(context, item, wasm(item));
      if (item.kind === EXPORT.function) {
        entries.push(`${key(item.name)}: ${text},`);
        continue;
      }
      const of = classes.get(item.params[0].type.key);
      before.push(
        `${use("addMember")}(${of}.prototype, { name: ${JSON.stringify(item.name)}, kind: ${item.kind} }, ${text});`,
      );
    }
    return [
      ...before,
      ...behind,
      "const exports = Object.freeze({",
      "  __proto__: null,",
      ...entries.map((line) => indent(line, 2)),
      "});",
    ];
  }

  /** @param {string[]} exported @param {boolean} others */
  startText(exported, others) {
    const { exportOf, description } = this.app;
    const { use } = this.context;
    use("claim");
    const wasm = (/** @type {string} */ name) => `wasm${property(exportOf(name))}`;
    const most = Math.max(0, ...[...description.exports.values()].map(({ params }) => params.length));
    const signatures = [...this.signatures.values()].map(({ signature }) => signature);
    const trampolines = trampolinesOf(signatures, others);
    const memory = this.app.imports.some(({ kind }) => kind === "memory") ? "options.memory" : "wasm.memory";
    const lines = [
      `claim(${memory});`,
      `memory.attach(${memory});`,
      ...trampolines.map((name) => {
        const [way, count] = name.split("_");
        return `closures.${way}[${count}] = ${wasm(`closures_extern_${name}`)};`;
      }),
      `closures.drop = ${wasm("closures_extern_drop")};`,
      `life.attach(${wasm("closures_extern_start")}, ${wasm("closures_extern_panicking")});`,
      ...(this.needsHeap(others)
        ? [
            "const allocator = {",
            ...["closures_extern_alloc", "closures_extern_free"].map((name) => `  ${name}: ${wasm(name)},`),
            "};",
            `heap.attach(allocator, ${most});`,
          ]
        : ["memory.views();"]),
      ...exported,
      `life.quietly(${wasm(CONSTRUCT)});`,
      "return exports;",
    ];
    return [
      "return {",
      "  imports,",
      "  start(wasm) {",
      indent(lines.join("\n"), 4),
      "  },",
      "  stats: () => ({ closures: closures.alive(), handles: handles.count }),",
      "};",
    ].join("\n");
  }
}

/** @param {[Type, Uint8Array]} left @param {[Type, Uint8Array]} right */
function byEncoding([, left], [, right]) {
  return hex([...left]) < hex([...right]) ? -1 : 1;
}

/** @param {Export} left @param {Export} right */
function byKey(left, right) {
  return left.key < right.key ? -1 : 1;
}

/** @param {[string, string]} left @param {[string, string]} right */
function byFirst([left], [right]) {
  return left < right ? -1 : 1;
}

/** @param {number[]} bytes */
function hex(bytes) {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
