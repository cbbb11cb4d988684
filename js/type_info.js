// @ts-check
/**
 * A type as plain data, and as Rust writes it. What is not here: what has such a type (`describe.js`).
 */

import { KIND, TAG } from "./src/protocol.js";

/** @import { SignatureInfo, TypeInfo } from "./describe.js" */
/** @import { Description } from "./src/section/records.js" */
/** @import { Type } from "./src/section/types.js" */

/**
 * @param {Type} type
 * @param {Description} description
 * @returns {TypeInfo}
 */
export function typeInfo({ tag, inner, signature, key, fields, values, length }, description) {
  const kind = nameIn(TAG, tag);
  /** @type {TypeInfo} */
  const info = { rust: kind, kind };
  if (inner !== null) info.inner = typeInfo(inner, description);
  if (signature !== null) {
    const { exclusive, params, result } = signature;
    info.signature = {
      exclusive,
      params: params.map((param) => typeInfo(param, description)),
      result: typeInfo(result, description),
    };
  }
  if (fields !== null) info.fields = fields.map(({ name, type }) => ({ name, type: typeInfo(type, description) }));
  if (values !== null) info.values = [...values];
  if (tag === TAG.array) info.length = length;
  if (key !== "") info.name = description.exports.get(key)?.name ?? key;
  if (key !== "" && (tag === TAG.value || tag === TAG.value_ref) && !isOfModule(key, description)) info.global = true;
  info.rust = rustText(info);
  return info;
}

/**
 * Whether an imported class is one of a module or a namespace, and not the global one of its name.
 * @param {string} name @param {Description} description
 */
function isOfModule(name, { imports }) {
  for (const wanted of imports.values()) {
    if (wanted.kind === KIND.class && wanted.name === name) return wanted.module !== "" || wanted.namespace !== "";
  }
  return false;
}

/** A type as `Display` of `Type` in `src/descriptor/types.rs` writes it. @param {TypeInfo} info @returns {string} */
function rustText({ kind, inner, signature, name, fields, length }) {
  switch (kind) {
    case "unit":
      return "()";
    case "str":
      return "&str";
    case "string":
      return "String";
    case "slice":
      return `&[${inner?.rust}]`;
    case "slice_mut":
      return `&mut [${inner?.rust}]`;
    case "vec":
      return `Vec<${inner?.rust}>`;
    case "value":
      return name ?? "JsValue";
    case "value_ref":
      return `&${name ?? "JsValue"}`;
    case "option":
      return `Option<${inner?.rust}>`;
    case "result":
      return `Result<${inner?.rust}, _>`;
    case "promise":
      return `JsPromise<${inner?.rust}, _>`;
    case "this":
      return `This<${inner?.rust}>`;
    case "rest":
      return `Rest<${inner?.rust}>`;
    case "tuple": {
      const types = (fields ?? []).map(({ type }) => type.rust);
      return types.length === 1 ? `(${types[0]},)` : `(${types.join(", ")})`;
    }
    case "array":
      return `[${inner?.inner?.rust}; ${length}]`;
    case "map":
      return `Map<String, ${inner?.fields?.[1].type.rust}>`;
    case "clamped":
      return "Clamped<u8>";
    case "non_zero":
      return `NonZero<${inner?.rust}>`;
    case "class":
    case "struct":
    case "enum":
      return `${name}`;
    case "class_ref":
      return `&${name}`;
    case "class_mut":
      return `&mut ${name}`;
    default:
      if (signature === undefined) return kind;
      return `${kind === "function" ? kind : "closure"} ${signatureText(signature)}`;
  }
}

/** @param {SignatureInfo} signature */
export function signatureText({ exclusive, params, result }) {
  const arrow = result.kind === "unit" ? "" : ` -> ${result.rust}`;
  return `${exclusive ? "FnMut" : "Fn"}(${params.map(({ rust }) => rust).join(", ")})${arrow}`;
}

/** @param {Readonly<Record<string, number>>} table @param {number} wanted */
export function nameIn(table, wanted) {
  return Object.keys(table).find((name) => table[name] === wanted) ?? `unknown (${wanted})`;
}
