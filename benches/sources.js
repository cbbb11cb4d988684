// @ts-check
// The sources of the apps with imports, and of those with exports: in Rust, as each competitor's users write them and as
// each edit leaves them, and the JavaScript that an app imports.

import { WASM_BINDGEN, path } from "./build.js";

/**
 * @typedef {object} Imports What an app imports.
 * @property {number} count How many functions. An app without any is empty.
 * @property {number} block How many of them stand in one block.
 * @property {boolean} mixed As people write it: two lines of documentation for each function, a `type` with a method and a
 *   getter after every fifth, a `static` after every tenth; otherwise functions alone.
 * @property {boolean} apart The blocks stand in a file of their own.
 *
 * @typedef {object} Exports What an app exports, in one block.
 * @property {number} count How many functions.
 * @property {boolean} mixed With two lines of documentation for each function, and after every fifth a type with a
 *   constructor, a method and a getter; otherwise functions alone.
 *
 * @typedef {object} Edit What an edited source has instead. Each is made in the same source.
 * @property {string} [above] At the top of lib.rs: above the block, unless that stands apart.
 * @property {string} [below] At the end of lib.rs.
 * @property {number} [start] A number in the body of the first function that calls imports, or of the one that is
 *   exported behind the edited one.
 * @property {string} [argument] The name of the first argument of `host_7`, or of `export_7`.
 * @property {string} [added] The name of one more import, in front of `host_7`, or export.
 *
 * @typedef {object} Item A function that is imported, and what follows it in a mixed app.
 * @property {string} name
 * @property {string} docs
 * @property {string} argument
 * @property {number} closure The index of its closure in CLOSURES.
 * @property {string} [type]
 * @property {string} [value]
 */

/**
 * The edits. Each round's is another one, as a person's would be.
 *
 * @type {Record<string, { about: string, edit: (round: number) => Edit }>}
 */
export const EDITS = {
  line_above: {
    about: "a line inserted at the top",
    edit: (round) => ({ above: `// A remark of round ${round}.\n` }),
  },
  function_below: {
    about: "a function added below",
    edit: (round) => ({ below: `\npub fn added_${round}() -> u32 {\n    ${round}\n}\n` }),
  },
  body_changed: { about: "a body changed", edit: (round) => ({ start: round + 1 }) },
  argument_renamed: { about: "an argument renamed", edit: (round) => ({ argument: `callback_${round}` }) },
  import_added: { about: "an import added", edit: (round) => ({ added: `added_${round}` }) },
};

const WRITTEN = "//! Written by benches/sources.js.\n\n";

/** The import or export that is edited, from 0. */
const EDITED = 7;

/** How many imports one function of an app calls. */
const CALLS = 25;

/** What every import is passed. */
const NAME = "get-element-by00";

/** The closures of the imports, in turns: the type that Rust passes, and how JavaScript calls it. */
const CLOSURES = [
  { type: "&Closure<dyn FnMut()>", call: "f()" },
  { type: "&Closure<dyn FnMut(f64)>", call: "f(x)" },
  { type: "&dyn Fn(u32) -> u32", call: "f(1)" },
  { type: "&mut dyn FnMut(String)", call: "f(s)" },
];

/**
 * @typedef {object} Callers How an app calls its imports.
 * @property {string} uses What it takes from `std`.
 * @property {string} parameters Of a function that calls some of them,
 * @property {string} locals and the arguments that it makes itself.
 * @property {string[]} closures What it passes, in the order of CLOSURES.
 * @property {string} setup In `run`,
 * @property {string} passed what that passes to such functions,
 * @property {string} result and what it returns.
 */

/** @type {Callers} */
const RUST_CLOSURES = {
  uses: "use std::{cell::Cell, rc::Rc};\n\n",
  parameters: "tick: &Closure<dyn FnMut()>, add: &Closure<dyn FnMut(f64)>, sum: &Cell<f64>",
  locals: `    let next = |x: u32| x + 1;
    let mut read = |s: String| sum.set(sum.get() + s.len() as f64);
`,
  closures: ["tick", "add", "&next", "&mut read"],
  setup: `    let sum = Rc::new(Cell::new(0.0));
    let captured = Rc::clone(&sum);
    let tick = Closure::<dyn FnMut()>::new(move || captured.set(captured.get() + 1.0));
    let captured = Rc::clone(&sum);
    let add = Closure::<dyn FnMut(f64)>::new(move |x| captured.set(captured.get() + x));
`,
  passed: "&tick, &add, &sum",
  result: "returned + sum.get()",
};

/** Without a library there are no closures: JavaScript has the functions, and Rust their numbers. @type {Callers} */
const NUMBERED_FUNCTIONS = {
  uses: "",
  parameters: "tick: &Function, add: &Function",
  locals: "    let next = Function(2);\n    let read = Function(3);\n",
  closures: ["tick", "add", "&next", "&read"],
  setup: "    let tick = Function(0);\n    let add = Function(1);\n",
  passed: "&tick, &add",
  result: "returned",
};

/**
 * @typedef {object} Dialect
 * @property {string} manifest The end of Cargo.toml.
 * @property {string} importing What stands above blocks,
 * @property {string} calling and above the callers of imports that stand apart.
 * @property {(items: Item[]) => string} block
 * @property {Callers} callers
 */

/** @type {Record<string, Dialect>} */
export const DIALECTS = {
  ours: {
    manifest: `[dependencies]
closures-extern = { path = ${JSON.stringify(path(".."))}, default-features = false }

[features]
default = ["panic-message"]
panic-message = ["closures-extern/panic-message"]

# As in an app that has the crate from a registry: cargo compiles only path dependencies incrementally.
[profile.dev.package.closures-extern]
incremental = false
`,
    importing: "use closures_extern::{closures_extern, Closure};\n",
    calling: "use closures_extern::Closure;\n",
    block: (items) => `closures_extern! {\n    #![js(module = "./host.js")]\n${items.map(ourItem).join("")}}\n`,
    callers: RUST_CLOSURES,
  },
  "wasm-bindgen": {
    manifest: `[dependencies]\nwasm-bindgen = "=${WASM_BINDGEN}"\n`,
    importing: "use wasm_bindgen::prelude::*;\n",
    calling: "use wasm_bindgen::prelude::*;\n",
    block: (items) => `#[wasm_bindgen(raw_module = "./host.js")]\nextern "C" {\n${items.map(bindgenItem).join("")}}\n`,
    callers: RUST_CLOSURES,
  },
  "by-hand": {
    manifest: "",
    importing: "/// A function of JavaScript's: its number in a table there.\npub struct Function(pub u32);\n",
    calling: "",
    block: (items) => `#[link(wasm_import_module = "./host.js")]
unsafe extern "C" {
${items.map(rawItem).join("")}}
${items.map(safeItem).join("")}`,
    callers: NUMBERED_FUNCTIONS,
  },
};

/**
 * The files of an app in Rust, by name.
 *
 * @param {string} competitor
 * @param {Imports} imports
 * @param {Edit} [edit]
 * @returns {Record<string, string>}
 */
export function rustFiles(competitor, imports, edit = {}) {
  const { importing, calling, block, callers } = DIALECTS[competitor];
  if (imports.count === 0) return { "lib.rs": `${WRITTEN}#![allow(unused_imports)]\n\n${importing}` };
  const blocks = blocksOf(imports, edit).map(block).join("\n");
  const top = `${edit.above ?? ""}${WRITTEN}`;
  const rest = `${callersOf(imports.count, callers, edit.start)}${edit.below ?? ""}`;
  if (!imports.apart) return { "lib.rs": `${top}${callers.uses}${importing}\n${blocks}\n${rest}` };
  return {
    "lib.rs": `${top}mod imports;\n\n${callers.uses}${calling}use imports::*;\n\n${rest}`,
    "imports.rs": `${importing}\n${blocks}`,
  };
}

/**
 * The functions that such an app imports.
 *
 * @param {number} count
 */
export function hostModule(count) {
  const lines = Array.from({ length: count }, (_, i) => {
    const { call } = CLOSURES[i % CLOSURES.length];
    return `export const host${i} = (f, s, x) => (${call} ?? 0) + s.length + x;\n`;
  });
  return `// Written by benches/sources.js.\n${lines.join("")}`;
}

/**
 * What `run` of an app with `count` imports returns: what its imports return, and what its closures counted.
 *
 * @param {number} count
 */
export function expectedSum(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += i + NAME.length + [1, i, 2, NAME.length][i % CLOSURES.length];
  return sum;
}

/**
 * @param {Imports} imports
 * @param {Edit} edit
 * @returns {Item[][]}
 */
function blocksOf({ count, block, mixed }, { argument = "f", added }) {
  /** @type {Item[][]} */
  const blocks = [];
  for (let i = 0; i < count; i++) {
    if (i % block === 0) blocks.push([]);
    blocks[blocks.length - 1].push({
      name: `host_${i}`,
      docs: mixed ? docs(`Calls host number ${i}, with a closure and a text`) : "",
      argument: i === EDITED ? argument : "f",
      closure: i % CLOSURES.length,
      type: mixed && i % 5 === 4 ? `Thing${i}` : undefined,
      value: mixed && i % 10 === 9 ? `LIMIT_${i}` : undefined,
    });
  }
  if (added) {
    const item = {
      name: added,
      docs: mixed ? docs("Calls what was added, with a closure and a text") : "",
      argument: "f",
      closure: 2,
    };
    blocks[0].splice(EDITED, 0, item);
  }
  return blocks;
}

/** @param {string} what */
const docs = (what) => `    /// ${what}.\n    /// The result is what it says.\n`;

/** @param {Item} item */
function ourItem({ name, docs, argument, closure, type, value }) {
  let text = `${docs}    pub fn ${name}(${argument}: ${CLOSURES[closure].type}, s: &str, x: f64) -> f64;\n`;
  if (type) {
    text += `    pub type ${type};
    pub fn poke(this: &${type}, n: u32) -> f64;
    #[js(getter)]
    pub fn size(this: &${type}) -> u32;
`;
  }
  if (value) text += `    pub static ${value}: f64;\n`;
  return text;
}

/** @param {Item} item */
function bindgenItem({ name, docs, argument, closure, type, value }) {
  let text = `${docs}    #[wasm_bindgen(js_name = ${rawName(name)})]
    pub fn ${name}(${argument}: ${CLOSURES[closure].type}, s: &str, x: f64) -> f64;
`;
  if (type) {
    text += `    pub type ${type};
    #[wasm_bindgen(method)]
    pub fn poke(this: &${type}, n: u32) -> f64;
    #[wasm_bindgen(method, getter)]
    pub fn size(this: &${type}) -> u32;
`;
  }
  if (value) text += `    #[wasm_bindgen(thread_local_v2, js_name = ${value})]\n    pub static ${value}: f64;\n`;
  return text;
}

/**
 * What JavaScript exports, with numbers alone in its signature.
 *
 * @param {Item} item
 */
function rawItem({ name, argument, type, value }) {
  let text = `    fn ${rawName(name)}(${argument}: u32, s: *const u8, len: usize, x: f64) -> f64;\n`;
  if (type) {
    const raw = rawName(type);
    text += `    fn ${raw}_poke(this: u32, n: u32) -> f64;\n    fn ${raw}_size(this: u32) -> u32;\n`;
  }
  if (value) text += `    fn ${rawName(value)}() -> f64;\n`;
  return text;
}

/**
 * What Rust calls.
 *
 * @param {Item} item
 */
function safeItem({ name, docs, argument, type, value }) {
  let text = `
${docs.replaceAll("    ///", "///")}pub fn ${name}(${argument}: &Function, s: &str, x: f64) -> f64 {
    unsafe { ${rawName(name)}(${argument}.0, s.as_ptr(), s.len(), x) }
}
`;
  if (type) {
    const raw = rawName(type);
    text += `
pub struct ${type}(u32);

impl ${type} {
    pub fn poke(&self, n: u32) -> f64 {
        unsafe { ${raw}_poke(self.0, n) }
    }

    pub fn size(&self) -> u32 {
        unsafe { ${raw}_size(self.0) }
    }
}
`;
  }
  if (value) {
    text += `
pub fn ${value.toLowerCase()}() -> f64 {
    unsafe { ${rawName(value)}() }
}
`;
  }
  return text;
}

/**
 * The name of a function in JavaScript: `host7` for `host_7`.
 *
 * @param {string} name
 */
const rawName = (name) => name.replaceAll("_", "").toLowerCase();

/**
 * The functions that call each import once, and `run`, which calls them.
 *
 * @param {number} count
 * @param {Callers} callers
 * @param {number} [start] What the first of them adds.
 */
function callersOf(count, { parameters, locals, closures, setup, passed, result }, start = 0) {
  let functions = "";
  let calls = "";
  for (let from = 0; from < count; from += CALLS) {
    functions += `fn part_${from}(${parameters}) -> f64 {
${locals}    let mut returned = ${from === 0 ? start : 0}.0;
`;
    for (let i = from; i < Math.min(from + CALLS, count); i++) {
      functions += `    returned += host_${i}(${closures[i % closures.length]}, "${NAME}", ${i}.0);\n`;
    }
    functions += "    returned\n}\n\n";
    calls += `    returned += part_${from}(${passed});\n`;
  }
  return `${functions}/// Sums up what the imports return and what the closures count.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> f64 {
${setup}    let mut returned = 0.0;
${calls}    ${result}
}
`;
}

// ---- exports ----

/**
 * @typedef {object} Exported A function that is exported.
 * @property {string} name
 * @property {string} docs
 * @property {string} argument
 * @property {number} shape Its index in EXPORTED.
 * @property {number} number In its body.
 * @property {string} [type] What follows it in a mixed app.
 */

/**
 * @typedef {object} ExportedShape
 * @property {string} rest Of the signature, behind the name of the first argument.
 * @property {(first: string, number: number) => string} body
 *
 * @typedef {object} ExportDialect
 * @property {string} uses
 * @property {(items: Exported[]) => string} block
 */

/** The exports, in turns. @type {ExportedShape[]} */
const EXPORTED = [
  { rest: ": &str, x: f64) -> f64", body: (s, n) => `x + ${s}.len() as f64 + ${n}.0` },
  { rest: ": u32, list: Vec<f64>) -> u32", body: (k, n) => `${k} + list.len() as u32 + ${n}` },
  { rest: ": String) -> String", body: (s, n) => `${s} + "${n}"` },
  { rest: ": JsValue, other: Option<u32>) -> bool", body: (v, n) => `${v}.is_null() && other == Some(${n})` },
];

/** @type {Record<string, ExportDialect>} */
const EXPORT_DIALECTS = {
  ours: {
    uses: "use closures_extern::{closures_export, JsValue};\n",
    block: (items) => `closures_export! {\n${items.map(ourExport).join("")}}\n${items.map(ourStruct).join("")}`,
  },
  "wasm-bindgen": {
    uses: "use wasm_bindgen::prelude::*;\n",
    block: (items) => items.map(bindgenExport).join(""),
  },
};

/**
 * The file of an app with exports.
 *
 * @param {string} competitor
 * @param {Exports} exports
 * @param {Edit} [edit]
 * @returns {Record<string, string>}
 */
export function exportFiles(competitor, exports, edit = {}) {
  const { uses, block } = EXPORT_DIALECTS[competitor];
  return { "lib.rs": `${edit.above ?? ""}${WRITTEN}${uses}\n${block(exportsOf(exports, edit))}${edit.below ?? ""}` };
}

/**
 * @param {Exports} exports
 * @param {Edit} edit
 */
function exportsOf({ count, mixed }, { argument = "first", added, start = 0 }) {
  const text = (/** @type {string} */ what) => (mixed ? docs(what) : "");
  /** @type {Exported[]} */
  const items = Array.from({ length: count }, (_, i) => ({
    name: `export_${i}`,
    docs: text(`Is called from JavaScript, as number ${i}`),
    argument: i === EDITED ? argument : "first",
    shape: i % EXPORTED.length,
    number: i === EDITED + 1 ? i + start : i,
    type: mixed && i % 5 === 4 ? `Thing${i}` : undefined,
  }));
  if (added)
    items.splice(EDITED, 0, {
      name: added,
      docs: text("Is called from JavaScript, and was added"),
      argument: "first",
      shape: 1,
      number: 1,
    });
  return items;
}

/** @param {Exported} item */
function exportedFunction({ name, argument, shape, number }) {
  const { rest, body } = EXPORTED[shape];
  return `    pub fn ${name}(${argument}${rest} {\n        ${body(argument, number)}\n    }\n`;
}

/** @param {Exported} item */
function ourExport(item) {
  const { docs, type } = item;
  const text = `${docs}${exportedFunction(item)}`;
  if (!type) return text;
  return `${text}
    /// Has a number.
    pub type ${type};

    #[js(constructor)]
    pub fn new_${type.toLowerCase()}(n: u32) -> ${type} {
        ${type} { n }
    }

    pub fn poke(self: &mut ${type}, n: u32) -> u32 {
        self.n += n;
        self.n
    }

    #[js(getter)]
    pub fn size(self: &${type}) -> u32 {
        self.n
    }
`;
}

/** @param {Exported} item */
const ourStruct = ({ type }) => (type ? `\npub struct ${type} {\n    n: u32,\n}\n` : "");

/** @param {Exported} item */
function bindgenExport(item) {
  const { docs, type } = item;
  const text = `${docs}    #[wasm_bindgen]\n${exportedFunction(item)}`.replace(/^ {4}/gm, "");
  if (!type) return text;
  return `${text}
/// Has a number.
#[wasm_bindgen]
pub struct ${type} {
    n: u32,
}

#[wasm_bindgen]
impl ${type} {
    #[wasm_bindgen(constructor)]
    pub fn new(n: u32) -> ${type} {
        ${type} { n }
    }

    pub fn poke(&mut self, n: u32) -> u32 {
        self.n += n;
        self.n
    }

    #[wasm_bindgen(getter)]
    pub fn size(&self) -> u32 {
        self.n
    }
}

`;
}
