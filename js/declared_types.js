// @ts-check
/**
 * A type as TypeScript writes it: what JavaScript may pass to Rust, and what it gets from there. Structs and enums are
 * declared under their names. What is not here: what has such a type (`inspect.js`).
 *
 * @typedef {import("./describe.js").TypeInfo} TypeInfo
 */

/** @param {TypeInfo} type @returns {TypeInfo} */
export function inner(type) {
  return /** @type {TypeInfo} */ (type.inner);
}

/** What a promise settles with; one of a promise, with what that does. @param {TypeInfo} type @returns {TypeInfo} */
function settled(type) {
  const of = inner(type);
  return of.kind === "promise" || (of.kind === "result" && inner(of).kind === "promise") ? settled(of) : of;
}

const NUMBER = /^(i8|u8|i16|u16|i32|u32|isize|usize|f32|f64|clamped)$/;
const BIGINT = /^(i64|u64|i128|u128)$/;

/** The typed arrays, by the kind of their numbers. @type {Record<string, string>} */
const ARRAYS = {
  i8: "Int8Array",
  u8: "Uint8Array",
  i16: "Int16Array",
  u16: "Uint16Array",
  i32: "Int32Array",
  u32: "Uint32Array",
  isize: "Int32Array",
  usize: "Uint32Array",
  f32: "Float32Array",
  f64: "Float64Array",
  i64: "BigInt64Array",
  u64: "BigUint64Array",
  clamped: "Uint8ClampedArray",
};

/** The types of one file, and the declarations that they need. */
export class DeclaredTypes {
  /** Names that are taken. @type {Set<string>} */
  #taken;
  /**
   * Names of structs and enums by what they are, and the lines that declare them.
   *
   * @type {Map<string, { name: string, lines: string[] }>}
   */
  #known = new Map();

  /** @param {string[]} taken */
  constructor(taken) {
    this.#taken = new Set(taken);
  }

  /** The declarations, of which each has an empty line behind it. */
  lines() {
    return [...this.#known.values()].flatMap(({ lines }) => [...lines, ""]);
  }

  /** What JavaScript may pass to Rust. @param {TypeInfo} type @returns {string} */
  incoming(type) {
    switch (type.kind) {
      case "value":
      case "value_ref":
        return this.#imported(type) ?? "unknown";
      case "slice":
      case "vec": {
        const array = ARRAYS[inner(type).kind];
        const list = `readonly ${listOf(this.incoming(inner(type)))}`;
        return array === undefined ? list : `${array} | ${list}`;
      }
      case "slice_mut":
        return ARRAYS[inner(type).kind];
      case "option":
        return `${alternative(this.incoming(inner(type)))} | null | undefined`;
      case "this":
      case "result":
      case "array":
        return this.incoming(inner(type));
      case "promise": {
        const value = this.incoming(settled(type));
        return `${alternative(value)} | PromiseLike<${value}>`;
      }
      case "function":
        return this.#function(type, "outgoing", "incoming");
      default:
        return this.#common(type, "incoming");
    }
  }

  /** What JavaScript gets from Rust. @param {TypeInfo} type @returns {string} */
  outgoing(type) {
    switch (type.kind) {
      case "value":
      case "value_ref":
        return this.#imported(type) ?? "any";
      case "slice":
      case "slice_mut":
      case "vec":
        return ARRAYS[inner(type).kind] ?? listOf(this.outgoing(inner(type)));
      case "option":
        return `${alternative(this.outgoing(inner(type)))} | undefined`;
      case "result":
      case "array":
        return this.outgoing(inner(type));
      case "promise":
        return `Promise<${this.outgoing(settled(type))}>`;
      case "stack_closure":
      case "heap_closure":
      case "owned_closure":
        return this.#function(type, "incoming", "outgoing");
      case "function":
        return this.incoming(type);
      default:
        return this.#common(type, "outgoing");
    }
  }

  /** What is made of the same parts both ways. @param {TypeInfo} type @param {"incoming" | "outgoing"} way */
  #common(type, way) {
    const { kind, name, fields } = type;
    if (NUMBER.test(kind)) return "number";
    if (BIGINT.test(kind)) return "bigint";
    if (name !== undefined && kind.startsWith("class")) return identifier(name);
    const readonly = way === "incoming" ? "readonly " : "";
    switch (kind) {
      case "non_zero":
        return this[way](inner(type));
      case "tuple":
        return `${readonly}[${(fields ?? []).map((field) => this[way](field.type)).join(", ")}]`;
      case "map": {
        const value = this[way](/** @type {{ type: TypeInfo }[]} */ (inner(type).fields)[1].type);
        return `${readonly && "Readonly<"}Record<string, ${value}>${readonly && ">"}`;
      }
      case "struct":
        return this.#struct(type, way);
      case "enum":
        return this.#enum(type);
      default:
        return PLAIN[kind] ?? "any";
    }
  }

  /**
   * A struct's interface. What JavaScript passes is a `PointInit`, as web interfaces call it, if that is another.
   * @param {TypeInfo} type @param {"incoming" | "outgoing"} way
   */
  #struct(type, way) {
    const [taken, given] = /** @type {const} */ (["incoming", "outgoing"]).map((one) => this.#fields(type, one));
    const differs = taken.join() !== given.join();
    const name = `${type.name}${differs && way === "incoming" ? "Init" : ""}`;
    return this.#declare(
      name,
      (known) => [`export interface ${known} {`, ...(way === "incoming" ? taken : given), "}"],
      [type.name, ...(way === "incoming" ? taken : given)].join(),
    );
  }

  /** @param {TypeInfo} type @param {"incoming" | "outgoing"} way */
  #fields({ fields }, way) {
    return (fields ?? []).map(({ name, type }) => {
      if (type.kind !== "option") return `  ${property(name)}: ${this[way](type)};`;
      const some = this[way](inner(type));
      return `  ${property(name)}?: ${way === "incoming" ? `${alternative(some)} | null | undefined` : some};`;
    });
  }

  /** A class that TypeScript may know, by `lib.dom` say; otherwise it is anything. @param {TypeInfo} type */
  #imported({ name, global }) {
    if (name === undefined || global !== true || !IDENTIFIER.test(name)) return null;
    const known = `typeof globalThis extends { ${name}: { prototype: infer T } } ? T : any`;
    return this.#declare(name, (own) => [`type ${own} = ${known};`], `class ${name}`);
  }

  /** @param {TypeInfo} type */
  #enum({ name, values }) {
    const union = (values ?? []).map((value) => JSON.stringify(value)).join(" | ");
    return this.#declare(`${name}`, (known) => [`export type ${known} = ${union};`], `${name} ${union}`);
  }

  /** @param {string} wanted @param {(name: string) => string[]} write @param {string} key Of what is declared. */
  #declare(wanted, write, key) {
    let known = this.#known.get(key);
    if (known === undefined) {
      const plain = identifier(wanted);
      let name = plain;
      for (let number = 2; this.#taken.has(name); number++) name = `${plain}${number}`;
      this.#taken.add(name);
      known = { name, lines: write(name) };
      this.#known.set(key, known);
    }
    return known.name;
  }

  /**
   * @param {TypeInfo} type
   * @param {"incoming" | "outgoing"} param
   * @param {"incoming" | "outgoing"} result
   */
  #function({ signature }, param, result) {
    if (signature === undefined) return "Function";
    let number = 0;
    const all = signature.params.map((type) => {
      if (type.kind === "this") return `this: ${this[param](inner(type))}`;
      number++;
      if (type.kind === "rest") return `...a${number}: ${listOf(this[param](inner(type)))}`;
      return `a${number}: ${this[param](type)}`;
    });
    return `(${all.join(", ")}) => ${this[result](signature.result)}`;
  }
}

/** The same both ways. @type {Record<string, string>} */
const PLAIN = { unit: "void", bool: "boolean", str: "string", string: "string", char: "string" };

/** @param {string} type */
export function listOf(type) {
  return `${/[ |]/.test(type) ? `(${type})` : type}[]`;
}

/** A type as part of a union. @param {string} type */
function alternative(type) {
  return type.includes("=>") ? `(${type})` : type;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** @param {string} name */
export function property(name) {
  return IDENTIFIER.test(name) || isSymbol(name) ? name : JSON.stringify(name);
}

/** Whether a name is that of a symbol, as it stands in brackets. @param {string} name */
export function isSymbol(name) {
  return name.startsWith("[Symbol.");
}

/** The name of a class, as it can be declared. @param {string} name */
export function identifier(name) {
  return IDENTIFIER.test(name) ? name : `_${name.replace(/[^\p{ID_Continue}]/gu, "_")}`;
}
