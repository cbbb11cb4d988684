// @ts-check
/**
 * What `describe` tells of a module, as texts: a table for people, and declarations for TypeScript. How a file gets
 * here, and what the command line may say: `cli.js`.
 *
 * @typedef {import("./describe.js").ModuleInfo} ModuleInfo
 * @typedef {import("./describe.js").ExportInfo} ExportInfo
 * @typedef {import("./describe.js").TypeInfo} TypeInfo
 * @typedef {import("./describe.js").PlaceInfo} PlaceInfo
 * @typedef {{ name: string, type: TypeInfo }} Param
 */

import { DeclaredTypes, identifier, inner, isSymbol, listOf, property } from "./declared_types.js";

// --- The table ---

/**
 * All that crosses, a line each.
 *
 * @param {ModuleInfo} info
 * @returns {string}
 */
export function table(info) {
  const imports = info.imports.map((wanted) => [
    `${memberText(wanted.namespace, wanted.name)}${signature(wanted)}`,
    wanted.module === "" ? "global" : `module "${wanted.module}"`,
    place(wanted.declared),
  ]);
  const closures = info.closures.map(({ rust, kinds, users }) => [
    rust,
    kinds.map((kind) => kind.replace("_closure", "").replace("function", "JavaScript function")).join(", "),
    users.join(", "),
  ]);
  const exports = info.exports.map((item) => [exportText(item), item.kind, place(item.declared)]);
  const build = info.debug ? "debug" : "release";
  return [
    `ABI version ${info.abi}, ${build} build`,
    ...section("imports", ["function", "from", "declared in"], imports),
    ...section("closures", ["signature", "kind", "in"], closures),
    ...section("exports", ["name", "kind", "declared in"], exports),
  ].join("\n");
}

/**
 * @param {string} title
 * @param {string[]} head
 * @param {string[][]} rows
 */
function section(title, head, rows) {
  if (rows.length === 0) return ["", `no ${title}`];
  const widths = head.map((word, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    `  ${row.map((word, column) => word.padEnd(widths[column])).join("  ")}`.trimEnd();
  return [
    "",
    `${title} (${rows.length})`,
    line(head),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
  ];
}

/** @param {ExportInfo} item */
function exportText(item) {
  const name = memberText(item.class ?? item.namespace ?? "", item.name);
  switch (item.kind) {
    case "class":
      return `class ${item.name}`;
    case "constructor":
      return `new ${item.class}${signature({ ...item, result: { ...item.result, kind: "unit" } })}`;
    case "getter":
    case "constant":
      return `${name}: ${item.result.rust}`;
    case "setter":
      return `${name} = ${item.params[0].type.rust}`;
    default:
      return `${name}${signature(item)}`;
  }
}

/** @param {{ params: Param[], result: TypeInfo }} item */
function signature({ params, result }) {
  const arrow = result.kind === "unit" ? "" : ` -> ${result.rust}`;
  return `(${params.map(({ name, type }) => `${name}: ${type.rust}`).join(", ")})${arrow}`;
}

/** @param {PlaceInfo} declared */
function place({ path, line, column }) {
  return `${path}, line ${line}, column ${column}`;
}

// --- The declarations ---

/**
 * TypeScript declarations of the exports: an interface `Exports`, for `load<Exports>(..)`, and the classes as types.
 *
 * @param {ModuleInfo} info
 * @param {string} file The name of the wasm file.
 * @param {"inspect" | "build" | "vite"} writer The command that writes them, or the plugin.
 * @returns {string}
 */
export function declarations(info, file, writer) {
  const classes = info.exports.filter(({ kind }) => kind === "class");
  const types = new DeclaredTypes(["Exports", ...classes.map(({ name }) => identifier(name))]);
  const [flag, load] = writer === "inspect" ? [" --dts", "load<Exports>(..)"] : ["", "load()"];
  const by = writer === "vite" ? "closures-extern/vite" : `\`npx closures-extern ${writer} ${file}${flag}\``;
  const head = [
    `// What ${file} exports: written by ${by}.`,
    ...(info.debug ? [] : ["// It is a release build, which has no doc comments: a debug build has them."]),
    '/// <reference lib="esnext.disposable" />',
    "",
  ];
  /** @type {string[]} */
  const lines = [];
  for (const item of classes) lines.push(...classLines(item, info.exports, types), "");
  lines.push(`/** \`app.exports\` of \`const app = await ${load}\`. */`, "export interface Exports {");
  for (const item of info.exports) {
    if (item.kind === "class") lines.push(`  readonly ${property(item.name)}: typeof ${identifier(item.name)};`);
  }
  const functions = info.exports.filter(
    ({ kind, class: of }) => (kind === "function" || kind === "constant") && of === undefined,
  );
  lines.push(...functionLines(functions, "", "  ", types), "}");
  if (classes.length > 0) lines.push("", `export type { ${classes.map(({ name }) => identifier(name)).join(", ")} };`);
  return `${[...head, ...types.lines(), ...lines].join("\n")}\n`;
}

/**
 * The functions of a namespace, and the namespaces in it.
 *
 * @param {ExportInfo[]} functions
 * @param {string} space "" is `app.exports` itself.
 * @param {string} indent
 * @param {DeclaredTypes} types
 * @returns {string[]}
 */
function functionLines(functions, space, indent, types) {
  const lines = functions
    .filter(({ namespace = "" }) => namespace === space)
    .flatMap((item) => [
      ...comment(item, indent),
      `${indent}readonly ${property(item.name)}: ${valueText(item, types)};`,
    ]);
  const head = space === "" ? "" : `${space}.`;
  const behind = functions.flatMap(({ namespace = "" }) =>
    namespace !== space && namespace.startsWith(head) ? [namespace.slice(head.length).split(".")[0]] : [],
  );
  for (const word of new Set(behind)) {
    const inner = functionLines(functions, head + word, `${indent}  `, types);
    lines.push(`${indent}readonly ${property(word)}: {`, ...inner, `${indent}};`);
  }
  return lines;
}

/** A function's type, or a constant's. @param {ExportInfo} item @param {DeclaredTypes} types */
function valueText({ kind, params: all, result }, types) {
  const value = types.outgoing(result);
  return kind === "constant" ? value : `(${params(all, types)}) => ${value}`;
}

/**
 * @param {ExportInfo} item
 * @param {ExportInfo[]} all
 * @param {DeclaredTypes} types
 */
function classLines(item, all, types) {
  const members = all.filter((other) => other.class === item.name);
  const made = members.find(({ kind }) => kind === "constructor");
  const lines = [
    ...comment(item, ""),
    `declare class ${identifier(item.name)} {`,
    "  // An object of another class is not one of this, whatever it has.",
    "  #rust: unknown;",
    ...(made === undefined ? [] : comment(made, "  ")),
    made === undefined ? "  private constructor();" : `  constructor(${params(made.params, types)});`,
  ];
  for (const member of members) {
    if (member.kind === "constructor") continue;
    lines.push(...comment(member, "  "));
    // A method of that name would be the constructor.
    const name = member.name === "constructor" ? '["constructor"]' : property(member.name);
    if (member.kind === "getter") lines.push(`  get ${name}(): ${types.outgoing(member.result)};`);
    else if (member.kind === "setter") lines.push(`  set ${name}(value: ${types.incoming(member.params[0].type)});`);
    else {
      const way = member.kind === "function" ? "static " : "";
      lines.push(`  ${way}${name}(${params(member.params, types)}): ${types.outgoing(member.result)};`);
    }
  }
  lines.push(
    "  /** Drops the Rust value. The object cannot be used afterwards. Calling this twice is harmless. */",
    "  free(): void;",
    "  /** The same as `free()`, for `using`. */",
    "  [Symbol.dispose](): void;",
    "}",
  );
  return lines;
}

/**
 * @param {ExportInfo} item
 * @param {string} indent
 */
function comment({ docs }, indent) {
  if (docs === "") return [];
  const lines = docs.replaceAll("*/", "*\u200b/").split("\n");
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** @param {Param[]} all @param {DeclaredTypes} types */
function params(all, types) {
  // Only what is not followed by a parameter that is needed can be left out.
  const needed = all.reduce(
    (last, { type }, index) => (type.kind === "option" || type.kind === "rest" ? last : index),
    -1,
  );
  return all
    .map(({ name, type }, index) => {
      if (type.kind === "this") return `this: ${types.incoming(type)}`;
      if (type.kind === "rest") return `...${variable(name)}: ${listOf(types.incoming(inner(type)))}`;
      return `${variable(name)}${index > needed ? "?" : ""}: ${types.incoming(type)}`;
    })
    .join(", ");
}

/**
 * A member as JavaScript writes it: `owner.name`, `owner[Symbol.iterator]`.
 *
 * @param {string} owner "" without one.
 * @param {string} name
 */
function memberText(owner, name) {
  return owner === "" || isSymbol(name) ? owner + name : `${owner}.${name}`;
}

/** Words of JavaScript that cannot name a parameter, and may in Rust. */
const RESERVED = new Set(
  (
    "arguments await case catch class debugger default delete eval export extends finally function implements import " +
    "instanceof interface new null package private protected public switch this throw try typeof var void with yield"
  ).split(" "),
);

/** The name of a parameter. @param {string} name */
function variable(name) {
  const plain = name.replace(/^r#/, "");
  return RESERVED.has(plain) ? `${plain}_` : plain;
}
