// @ts-check
/**
 * A crate of random imports and exports, which does random things when it is called: it calls an import with random values, makes
 * and keeps closures, panics now and then, and tells the host all that it is given. Which type may stand where is read from
 * `../../compile/positions/table.md`. What is not here: who calls it (`runs.js`).
 */

import { readFileSync } from "node:fs";

import { DATA, TYPES } from "../../compile/positions/types.js";
import { pick, random } from "../../support/random.js";

/** @typedef {import("../../support/random.js").Random} Random */
/** @typedef {import("../../compile/positions/types.js").Type} Type */

/** How many imports, and exports, a crate has. */
const ITEMS = 40;

/** Types whose samples need a word of what this crate has not: see `closure` and `function` below, which stand for them. */
const LEFT_OUT = /dyn |Plain|String>$|Closure|Job/;

/** References in a closure's parameters stand among the first of them. */
const REFERENCES = 4;

/** A list that a closure fills stands among at most so many parameters, and where there are so many, the others are by value. */
const FILLED = 3;

/** @param {string} table */
function allowed(table) {
  const rows = table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [places, , ...types] = rows;
  return new Map(
    places.map((place, column) => {
      const names = new Set(types.filter((row) => row[column] === "works").map(([name]) => name.replaceAll("`", "")));
      const found = TYPES.filter(({ name }) => names.has(name) && !LEFT_OUT.test(name));
      return [place, found];
    }),
  );
}

/** The types that work in a place, by the place's name. */
const ALLOWED = allowed(readFileSync(new URL("../../compile/positions/table.md", import.meta.url), "utf8"));

/** @param {string} place @returns {Type[]} */
const typesIn = (place) => /** @type {Type[]} */ (ALLOWED.get(place));

/**
 * @param {number} seed
 * @returns {string} The text of `lib.rs`.
 */
export function crateOf(seed) {
  return new Crate(random(seed)).text();
}

class Crate {
  below;
  /** The functions that make values, by the name of the type. @type {Map<string, string>} */
  makers = new Map();
  imports = "";
  exports = "";
  /** What calls an import. @type {string[]} */
  drivers = [];

  /** @param {Random} below */
  constructor(below) {
    this.below = below;
  }

  text() {
    for (let at = 0; at < ITEMS; at++) {
      this.addImport(at);
      this.addExport(at);
    }
    const drivers = this.drivers.map((text, at) => `${at} => { ${text} }`).join("\n        ");
    return `${PRELUDE}
closures_extern! {
    #![js(module = "./host.js")]
    pub type Element;
    #[js(constructor)]
    fn new(k: u32) -> Element;
    fn note(text: &str);
    fn itself() -> Element;
    fn shared() -> JsValue;
    fn adder(k: u32) -> JsFunction<dyn Fn(u32) -> u32>;
${this.imports}}

closures_export! {
    pub type Thing;
    #[js(constructor)]
    pub fn new_thing(k: u32) -> Thing { Thing(k) }
    #[js(getter)]
    pub fn k(self: &Thing) -> u32 { self.0 }
    /// Has Rust do something of its own accord.
    pub fn drive(k: u32) { drive_one(k) }
    pub fn let_go() { KEPT.take(); }
${this.exports}}

fn drive_one(k: u32) {
    match k % ${this.drivers.length} {
        ${drivers}
        _ => {}
    }
}

${[...this.makers.values()].join("\n")}
`;
  }

  /** A type of a place. @param {string} place @param {(type: Type) => boolean} [fits] */
  type(place, fits = () => true) {
    const types = typesIn(place).filter(fits);
    const plain = types.filter(({ name }) => !/</.test(name)); // a quarter of the list, and the most of what apps have
    return pick(this.below, plain.length === 0 || this.below(3) === 0 ? types : plain);
  }

  /** An expression that makes a value. @param {Type} type */
  make(type) {
    let name = `make_${this.makers.size}`;
    const known = this.makers.get(type.name);
    if (known !== undefined) return /** @type {RegExpExecArray} */ (/make_\d+\(/.exec(known))[0] + ")";
    const values = type.samples.filter(({ oneWay }) => !oneWay).map(({ rust }, k) => `${k} => ${rust}, `);
    const body = `match below(${values.length}) { ${values.join("")}_ => unreachable!() }`;
    this.makers.set(type.name, `fn ${name}() -> ${type.rust("'static ")} { ${body} }`);
    return `${name}()`;
  }

  /**
   * Parameters of what JavaScript calls, and what tells them.
   *
   * @param {string} place
   * @param {string} name Of what is called.
   */
  params(place, name) {
    const { below } = this;
    const count = pick(below, [0, 1, 1, 1, 2, 2, 3, 4, 6, 8]);
    const isExport = place.startsWith("export");
    let references = 0;
    const picked = Array.from({ length: count }, (_, at) =>
      this.type(place, ({ name, kind }) => {
        if (/&mut/.test(name) && !isExport && count > FILLED) return false;
        if (kind === "this") return at === 0;
        if (kind === "rest") return at === count - 1;
        if (!/&/.test(name)) return true;
        return at < REFERENCES;
      }),
    );
    const isOne = count > REFERENCES || (!isExport && count === FILLED && picked.some(({ name }) => /&mut/.test(name)));
    const types = picked.map((type) => {
      if (!/&/.test(type.name)) return type;
      references++;
      return isOne && references > 1 ? typesIn(place)[0] : type;
    });
    const names = types.map((_, at) => `p${at}`);
    return { types, names, tell: `tell(${JSON.stringify(name)}, &[${names.map((p) => `shown(&${p})`).join(", ")}]);` };
  }

  /** A closure and its signature. @param {string} place @param {string} name @param {boolean} exclusive */
  closure(place, name, exclusive) {
    const { types, names, tell } = this.params(`${place}'s parameter`, name);
    const result = this.type(`${place}'s result`, ({ name }) => name !== "()");
    const isUnit = this.below(2) === 0;
    const arrow = isUnit ? "" : ` -> ${result.rust("'static ")}`;
    const signature = `${exclusive ? "FnMut" : "Fn"}(${types.map(({ rust }) => rust("")).join(", ")})${arrow}`;
    const params = names.map((p, at) => `${p}: ${types[at].rust("")}`).join(", ");
    const count = exclusive ? "calls += 1; " : "";
    const body = `{ ${count}${tell} again(); ${isUnit ? "" : this.make(result)} }`;
    return {
      signature,
      make: `${exclusive ? "{ let mut calls = 0u32; " : ""}move |${params}|${arrow} ${body}${exclusive ? " }" : ""}`,
    };
  }

  /** An argument of an import: its type, what makes it, and what is done behind the call. @param {string} name */
  argument(name) {
    const { below } = this;
    const exclusive = below(2) === 0;
    switch (below(9)) {
      case 0:
      case 1: {
        const { signature, make } = this.closure(exclusive ? "&mut dyn FnMut" : "&dyn Fn", name, exclusive);
        const lend = exclusive ? "&mut" : "&";
        return { type: `${lend} dyn ${signature}`, before: "", value: `${lend} ${make}`, after: "" };
      }
      case 2: {
        const { signature, make } = this.closure("&Closure", name, exclusive);
        const before = `let ${name}: Closure<dyn ${signature}> = Closure::new(${make});`;
        return { type: `&Closure<dyn ${signature}>`, before, value: `&${name}`, after: `keep(${name});` };
      }
      case 3: {
        const { signature, make } = this.closure("once", name, true);
        const before = `let ${name}: Closure<dyn ${signature}> = Closure::once(${make});`;
        return { type: `&Closure<dyn ${signature}>`, before, value: `&${name}`, after: `keep(${name});` };
      }
      case 4: {
        const { signature, make } = this.closure("&Closure", name, exclusive);
        return { type: `Closure<dyn ${signature}>`, before: "", value: `Closure::new(${make})`, after: "" };
      }
      default: {
        const type = this.type("import's argument");
        return { type: type.rust(""), before: "", value: this.make(type), after: "" };
      }
    }
  }

  /** @param {number} at */
  addImport(at) {
    const { below } = this;
    const args = Array.from({ length: pick(below, [0, 1, 1, 2, 2, 3, 4]) }, (_, n) => this.argument(`i${at}_${n}`));
    const catches = below(2) === 0;
    const type = this.type("import's result", ({ name, kind }) => name !== "()" && (!catches || kind === "result"));
    const hasResult = below(3) > 0;
    const arrow = hasResult ? ` -> ${type.rust("")}` : "";
    const kind = pick(below, ["method", "namespace = space", "getter", "static", "", "", "", ""]);
    if (/getter|static/.test(kind)) return this.addValue(at, kind, arrow === "" ? " -> JsValue" : arrow);
    const isMethod = kind === "method";
    const params = [...(isMethod ? ["this: &Element"] : []), ...args.map(({ type }, n) => `a${n}: ${type}`)];
    this.imports += `    ${kind === "" ? "" : `#[js(${kind})] `}fn i${at}(${params.join(", ")})${arrow};\n`;
    const call = `${isMethod ? "itself()." : ""}i${at}(${args.map(({ value }) => value).join(", ")})`;
    const told = hasResult ? `let r = ${call}; tell("i${at} gives", &[shown(&r)]);` : `${call};`;
    this.drivers.push([...args.map(({ before }) => before), told, ...args.map(({ after }) => after)].join(" "));
  }

  /** What is read, and not called. @param {number} at @param {string} kind @param {string} arrow */
  addValue(at, kind, arrow) {
    const isStatic = kind === "static";
    const type = arrow.slice(" -> ".length);
    this.imports += isStatic
      ? `    #[js(name = "i${at}")] static VALUE${at}: ${type};\n`
      : `    #[js(getter)] fn i${at}(this: &Element)${arrow};\n`;
    const read = isStatic ? `VALUE${at}.get()` : `itself().i${at}()`;
    this.drivers.push(`tell("i${at} is", &[shown(&${read})]);`);
  }

  /** @param {number} at */
  addExport(at) {
    const { types, names, tell } = this.params("export's parameter", `e${at}`);
    const result = this.type("export's result", ({ name }) => name !== "()");
    const isUnit = this.below(3) === 0;
    const params = names.map((p, n) => `${p}: ${types[n].rust("")}`).join(", ");
    const arrow = isUnit ? "" : ` -> ${result.rust("'static ")}`;
    this.exports += `    pub fn e${at}(${params})${arrow} { ${tell} again(); ${isUnit ? "" : this.make(result)} }\n`;
  }
}

const PRELUDE = `#![allow(warnings)]
use closures_extern::{closures_export, closures_extern, Clamped, Closure, JsFunction, JsPromise, JsValue, Rest, This};
use std::{any::Any, cell::{Cell, RefCell}, collections::BTreeMap, fmt::Debug};

${DATA}
#[derive(Debug)]
pub struct Thing(u32);

thread_local! {
    static STATE: Cell<u32> = const { Cell::new(1) };
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static KEPT: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// A random number below another.
fn below(n: u32) -> u32 {
    let next = STATE.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    STATE.set(next);
    (next >> 8) % n
}

fn leak<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

fn shown<T: Debug + ?Sized>(value: &T) -> String {
    format!("{value:?}")
}

fn tell(what: &str, values: &[String]) {
    note(&format!("{what} {}", values.join(", ")));
}

/// Does more, not without end; and panics now and then.
fn again() {
    if below(150) == 0 {
        panic!("at random");
    }
    if DEPTH.get() < 3 && below(3) == 0 {
        DEPTH.set(DEPTH.get() + 1);
        drive_one(below(1000));
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Keeps a closure, or drops it or another one.
fn keep(closure: impl Any) {
    let mut all = KEPT.take();
    if below(4) > 0 {
        all.push(Box::new(closure));
    }
    if all.len() > 6 {
        all.remove(below(6) as usize);
    }
    KEPT.set(all);
}
`;
