// @ts-check
/**
 * The text that puts an instance of an app together: of its parts those that the app has, which
 * `../src/runtime/instance.js` makes for any, and how they are connected to what wasm exports. What is not here:
 * imports, exports and closures (`write.js`).
 */

import { CONSTRUCT, SECTION, TAG } from "../src/protocol.js";
import { shapeOf } from "../src/section/types.js";
import { INTRINSICS, USERS_OF_HEAP, WRITERS } from "./intrinsics.js";
import { indent, property } from "./names.js";

/** @import { Type } from "../src/section/types.js" */
/** @import { Writing } from "./write.js" */

/**
 * @typedef {object} Known The types that Rust hands over by their address.
 * @property {[bytes: string, text: string][]} types What there is to know of each.
 * @property {string[]} only The same of all, if there is but one type of closure, and one class: then nobody need look
 * which it is.
 * @property {boolean} isOnly
 */

/**
 * @param {Writing} writing
 * @param {boolean} others Whether types are read that no declaration names.
 * @returns {Known}
 */
export function knownOf(writing, others) {
  const { encodings, description } = writing.app;
  /** @type {Map<string, string>} */
  const known = new Map();
  /** @type {Set<string>} */
  const signatures = new Set();
  /** @type {Set<string>} */
  const classes = new Set();
  const makes = hasHeapClosures(writing);
  for (const [type, bytes] of [...encodings].sort(byEncoding)) {
    const isHeapClosure = type.tag === TAG.heap_closure || type.tag === TAG.owned_closure;
    if (isHeapClosure && type.signature !== null && makes) {
      const text = `signature: ${writing.signatureName(type.signature)}`;
      signatures.add(text);
      known.set(hex([TAG.heap_closure, ...bytes.subarray(1)]), text);
    }
    if (type.tag === TAG.class && description.exports.has(type.key)) {
      const text = `key: ${JSON.stringify(type.key)}`;
      classes.add(text);
      known.set(hex([...bytes]), others ? `id: ${writing.types.idOf(type)}, tag: ${type.tag}, ${text}` : text);
    }
    const given = others ? givenAway(type) : null;
    if (given !== null) {
      known.set(hex([given.tag, ...bytes.subarray(1)]), `id: ${writing.types.idOf(given)}, tag: ${given.tag}`);
    }
  }
  // One of a type that no declaration names reaches nobody, whatever it is taken for.
  const isOnly = !others && classes.size <= 1 && signatures.size === (makes ? 1 : 0);
  return { types: [...known].sort(byFirst), only: [...signatures, ...classes], isOnly };
}

/**
 * What Rust makes a value of, if that is a struct or a list of some: `value_new` is asked for it.
 *
 * @param {Type} type
 * @returns {Type | null}
 */
function givenAway(type) {
  if (type.tag === TAG.struct) return type;
  return type.tag === TAG.vec && type.inner?.tag === TAG.struct ? { ...type, tag: TAG.slice } : null;
}

/** Lines that say what there is to know of types. @param {Known} known @param {boolean} isAsked For other types too. */
export function knownText({ types, only, isOnly }, isAsked) {
  if (!isOnly || isAsked)
    return types.flatMap(([bytes, text]) => ["types.know(", `  "${bytes}",`, `  { ${text} },`, ");"]);
  return only.length === 0 ? [] : [`const known = { ${only.join(", ")} };`];
}

/**
 * @param {Writing} writing
 * @param {boolean} others
 * @param {Known} known
 * @param {boolean} isAsked Whether types are asked for what is done with their values.
 */
export function partsText(writing, others, known, isAsked) {
  const { use } = writing.context;
  const { description } = writing.app;
  for (const name of ["Life", "Memory", "Handles", "Texts", "Closures"]) use(name);
  if (others || writing.signatures.size > 0) use("AppSignature");
  const hasObjects = others || ["makeClass", "every", "exported"].some((name) => writing.used.has(name));
  const hasHeap = needsHeap(writing, others);
  const places = description.debug ? `new ${use("Places")}(memory, texts)` : "null";
  return [
    "const life = new Life(new Memory(), options.onPanic);",
    "const { memory } = life;",
    ...(hasHeap ? [`const heap = new ${use("Heap")}(life, memory);`] : []),
    "const handles = new Handles();",
    "const { values } = handles;",
    `const texts = new Texts(memory, ${hasHeap ? "heap" : "null"});`,
    ...(hasObjects ? [`const objects = new ${use("Objects")}(life, handles);`] : []),
    "const adapters = {",
    ...(others
      ? [
          "  closure: (parts, signature, once) =>",
          `    signature instanceof AppSignature ? signature.kind(once) : ${use("kindOf")}(parts, signature, once),`,
        ]
      : ["  closure: (_, signature, once) => signature.kind(once),"]),
    "};",
    "const parts = {",
    `  ...{ debug: ${description.debug}, adapters, memory, life, ${hasHeap ? "heap, " : ""}handles, texts },`,
    `  ...{ ${hasObjects ? "objects, " : ""}places: ${places}, lent: { count: 0 }, types: null, closures: null },`,
    ...(hasPromises(writing) ? ["  promises: null,"] : []),
    "};",
    ...typesText(writing, others, known, isAsked),
    `const closures = new Closures(parts, { next: ${writing.ids.next} });`,
    "parts.closures = closures;",
    ...(hasPromises(writing) ? [`parts.promises = new ${use("Promises")}(parts);`] : []),
    "const { functions } = closures;",
    ...(writing.lent.any() || others ? [`const thunks = new ${use("Thunks")}(memory);`] : []),
    ...(writing.lent.any() ? [`const lent = new ${use("AppLent")}(closures);`, "parts.lent = lent;"] : []),
    `const own = { ${intrinsicsText(writing)} };`,
  ];
}

/** @param {Writing} writing @param {boolean} others @param {Known} known @param {boolean} isAsked */
function typesText({ context: { use }, ids: { next } }, others, { isOnly, only }, isAsked) {
  if (isOnly && !isAsked) return only.length === 0 ? [] : ["parts.types = { at: () => known };"];
  const rest = others ? `new ${use("Types")}(parts, { next: ${next} })` : use("NO_OTHERS");
  return [`const types = new ${use("AppTypes")}(memory, ${rest});`, "parts.types = types;"];
}

/** What the crate itself imports, in groups. @param {Writing} writing */
function intrinsicsText({ app, context: { use } }) {
  const wanted = app.imports.flatMap(({ module, name }) => (module === SECTION ? [name] : []));
  const groups = Object.entries(INTRINSICS).filter(([, members]) => wanted.some((name) => members.includes(name)));
  return groups.map(([name]) => `...${use(name)}(parts)`).join(", ");
}

/** @param {Writing} writing @param {boolean} others */
function needsHeap(writing, others) {
  const writes = writing.app.imports.some(({ module, name }) => module === SECTION && WRITERS.includes(name));
  return others || writes || writing.hasHeap || USERS_OF_HEAP.some((name) => writing.used.has(name));
}

/** Whether Rust makes closures that outlive a call. @param {Writing} writing */
export function hasHeapClosures({ app: { imports } }) {
  return imports.some(({ module, name }) => module === SECTION && name === "closure_new");
}

/** Whether Rust waits for promises, makes some, or has tasks. @param {Writing} writing */
function hasPromises({ app: { imports } }) {
  return imports.some(({ module, name }) => module === SECTION && INTRINSICS.ofPromises.includes(name));
}

/**
 * The object that knows an instance's imports, and is connected to what wasm exports.
 *
 * @param {Writing} writing
 * @param {string[]} exported
 * @param {boolean} others
 */
export function startText(writing, exported, others) {
  const { app, lent, signatures } = writing;
  const wasm = (/** @type {string} */ name) => `wasm${property(app.exportOf(name))}`;
  const most = Math.max(0, ...[...app.description.exports.values()].map(({ params }) => params.length));
  const memory = app.imports.some(({ kind }) => kind === "memory") ? "options.memory" : "wasm.memory";
  const lines = [
    "const wasm = instance.exports;",
    `memory.attach(${memory}, ${app.sharesMemory});`,
    ...[...signatures.values()].map(({ name, signature: { params, empty } }) => {
      return `${name}.enter = wasm${property(app.trampoline(shapeOf(params), empty))};`;
    }),
    ...(lent.any() || others ? [`thunks.attach(wasm${property(app.table())});`] : []),
    ...(others ? ["thunks.standFor(closures);"] : []),
    `closures.drop = ${wasm("closures_extern_drop")};`,
    `life.attach(${wasm("closures_extern_start")}, ${wasm("closures_extern_panicking")});`,
    ...(needsHeap(writing, others)
      ? [
          "const allocator = {",
          ...["closures_extern_alloc", "closures_extern_free"].map((name) => `  ${name}: ${wasm(name)},`),
          "};",
          `heap.attach(allocator, ${most});`,
        ]
      : ["memory.views();"]),
    ...exported,
    `life.quietly(${wasm(CONSTRUCT)});`,
    `return { exports, instance, module, stats: () => ({ closures: closures.alive(), handles: handles.count }) };`,
  ];
  return ["return {", "  imports,", "  start(instance, module) {", indent(lines.join("\n"), 4), "  },", "};"].join(
    "\n",
  );
}

/** @param {[Type, Uint8Array]} left @param {[Type, Uint8Array]} right */
function byEncoding([, left], [, right]) {
  return hex([...left]) < hex([...right]) ? -1 : 1;
}

/** @param {[string, string]} left @param {[string, string]} right */
function byFirst([left], [right]) {
  return left < right ? -1 : 1;
}

/** @param {number[]} bytes */
function hex(bytes) {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
