// @ts-check
/**
 * Every place where a type may stand: what is declared, what is run in Rust, and what JavaScript does. In each, one value goes one
 * way. Getters and setters are methods by another name, and have no place of their own.
 */

/**
 * @typedef {import("./types.js").Type} Type
 * @typedef {import("./types.js").Sample} Sample
 *
 * @typedef {object} Cell A type in a place.
 * @property {string} name What both languages call it.
 * @property {string} param The type with lifetimes left out, as a parameter has it.
 * @property {string} result The same with the lifetime that it has elsewhere.
 * @property {string} make A function of Rust that makes sample `k`.
 * @property {string} saw A function of Rust that says of what a reference refers to whether it is sample `k`.
 * @property {boolean} caught The type is a `Result`.
 *
 * @typedef {object} Place
 * @property {string} name
 * @property {boolean} toJs Which way the value goes.
 * @property {(cell: Cell) => string} declare
 * @property {(cell: Cell) => string} [run] The body of a function of Rust that JavaScript calls.
 * @property {(round: Round) => void} js
 *
 * @typedef {object} Round How a sample is sent, seen from JavaScript.
 * @property {string} name
 * @property {Record<string, any>} host The module that Rust imports.
 * @property {any} Element Its class.
 * @property {any} exports Those of `closures_export!`.
 * @property {any} object One of an exported type.
 * @property {() => void} run Runs the Rust side.
 * @property {() => any} give Makes the value.
 * @property {(outcome: () => any) => void} arrives Compares it.
 * @property {(f: any, object?: any) => void} passes Calls a function with the value: as its `this`, the rest, or the only parameter.
 */

/** @param {string} items */
const imports = (items) => `closures_extern! { #![js(module = "host")] ${items} }`;
/** @param {string} items */
const exported = (items) => `closures_export! { ${items} }`;

/**
 * A closure that JavaScript calls.
 *
 * @param {string} name
 * @param {(signature: string) => string} type
 * @param {(closure: string) => string} make
 * @returns {Place[]}
 */
function closure(name, type, make) {
  return [
    {
      name: `${name}'s parameter`,
      toJs: false,
      declare: ({ name, param }) => imports(`fn ${name}(f: ${type(`(${param})`)});`),
      run: ({ name, param, saw }) => `${name}(${make(`move |v: ${param}| ${saw}(&v, k)`)})`,
      js: ({ name, host, run, passes }) => {
        host[name] = passes;
        run();
      },
    },
    {
      name: `${name}'s result`,
      toJs: true,
      declare: ({ name, result }) => imports(`fn ${name}(f: ${type(`() -> ${result}`)});`),
      run: ({ name, make: value }) => `${name}(${make(`move || ${value}(k)`)})`,
      js: ({ name, host, run, arrives }) => {
        host[name] = arrives;
        run();
      },
    },
  ];
}

/** @type {Place[]} */
export const PLACES = [
  {
    name: "import's argument",
    toJs: true,
    declare: ({ name, param }) => imports(`fn ${name}(v: ${param});`),
    run: ({ name, make }) => `${name}(${make}(k))`,
    js: ({ name, host, run, arrives }) => {
      host[name] = (/** @type {any} */ v) => arrives(() => v);
      run();
    },
  },
  {
    name: "import's result",
    toJs: false,
    declare: ({ name, result }) => imports(`fn ${name}() -> ${result};`),
    run: ({ name, saw }) => `${saw}(&${name}(), k)`,
    js: ({ name, host, run, give }) => {
      host[name] = give;
      run();
    },
  },
  {
    name: "method's argument",
    toJs: true,
    declare: ({ name, param }) => imports(`#[js(method)] fn ${name}(this: &Element, v: ${param});`),
    run: ({ name, make }) => `Element::new(0).${name}(${make}(k))`,
    js: ({ name, Element, run, arrives }) => {
      Element.prototype[name] = (/** @type {any} */ v) => arrives(() => v);
      run();
    },
  },
  {
    name: "method's result",
    toJs: false,
    declare: ({ name, result }) => imports(`#[js(method)] fn ${name}(this: &Element) -> ${result};`),
    run: ({ name, saw }) => `${saw}(&Element::new(0).${name}(), k)`,
    js: ({ name, Element, run, give }) => {
      Element.prototype[name] = give;
      run();
    },
  },
  {
    name: "static",
    toJs: false,
    declare: ({ name, result }) => imports(`#[js(name = "${name}")] static VALUE: ${result};`),
    run: ({ saw }) => `${saw}(&VALUE.get(), k)`,
    js: ({ name, host, run, give }) => {
      Object.defineProperty(host, name, { get: give, configurable: true });
      run();
    },
  },
  ...closure(
    "&dyn Fn",
    (signature) => `&dyn Fn${signature}`,
    (closure) => `&${closure}`,
  ),
  ...closure(
    "&mut dyn FnMut",
    (signature) => `&mut dyn FnMut${signature}`,
    (closure) => `&mut ${closure}`,
  ),
  ...closure(
    "&Closure",
    (signature) => `&Closure<dyn Fn${signature}>`,
    (closure) => `&Closure::new(${closure})`,
  ),
  ...closure(
    "once",
    (signature) => `Closure<dyn FnMut${signature}>`,
    (closure) => `Closure::once(${closure})`,
  ),
  {
    name: "JsFunction's argument",
    toJs: true,
    declare: ({ name, result }) => imports(`fn ${name}() -> JsFunction<dyn Fn(${result})>;`),
    run: ({ name, make }) => `${name}().call(${make}(k)).unwrap()`,
    js: ({ name, host, run, arrives }) => {
      host[name] = () => (/** @type {any} */ v) => arrives(() => v);
      run();
    },
  },
  {
    name: "JsFunction's result",
    toJs: false,
    declare: ({ name, result }) => imports(`fn ${name}() -> JsFunction<dyn Fn() -> ${result}>;`),
    run: ({ name, saw, caught }) => `${saw}(&${name}().call()${caught ? "" : ".unwrap()"}, k)`,
    js: ({ name, host, run, give }) => {
      host[name] = () => give;
      run();
    },
  },
  {
    name: "export's parameter",
    toJs: false,
    declare: ({ name, param, saw }) => exported(`pub fn ${name}(v: ${param}) { ${saw}(&v, sample()) }`),
    js: ({ name, exports, passes }) => passes(exports[name]),
  },
  {
    name: "export's result",
    toJs: true,
    declare: ({ name, result, make }) => exported(`pub fn ${name}() -> ${result} { ${make}(sample()) }`),
    js: ({ name, exports, arrives }) => arrives(exports[name]),
  },
  {
    name: "exported method's parameter",
    toJs: false,
    declare: ({ name, param, saw }) => exported(`pub fn ${name}(self: &Thing, v: ${param}) { ${saw}(&v, sample()) }`),
    js: ({ name, object, passes }) => passes(object[name], object),
  },
  {
    name: "exported method's result",
    toJs: true,
    declare: ({ name, result, make }) => exported(`pub fn ${name}(self: &Thing) -> ${result} { ${make}(sample()) }`),
    js: ({ name, object, arrives }) => arrives(() => object[name]()),
  },
];

/** How many there are, for whoever adds one. */
export const COUNT = 19;
