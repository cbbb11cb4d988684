// @ts-check
// The call rows: what each is called, and what Rust returns and the host tallies after `n` operations. The operations
// themselves stand in ../rows.rs, ../things.rs, ../exports.rs, ../structs.rs, ../promises.rs and ../by-hand/src/lib.rs, their JavaScript side in ../host.js.

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} about One operation, for the tables.
 * @property {(n: number) => number} rust What Rust counted after `n` operations.
 * @property {(n: number) => number} host What the host counted.
 * @property {boolean} [awaited] Whether the operations are awaited, one after the other.
 * @property {boolean} [ofLibraries] Who writes glue by hand has nothing like it.
 */

/** Every `n` is a multiple of this, so that 20 signatures and 64 strings come round a whole number of times. */
export const UNIT = 320;
/** Keeps every sum far below 2^53, so that all are exact. */
export const MAX_N = 1 << 20;

const zero = () => 0;
const one = () => 1;
const same = (/** @type {number} */ n) => n;
/** 0 + 1 + 2 .. */
const triangle = (/** @type {number} */ n) => (n * (n - 1)) / 2;
/** Every length, and the last characters, "0" to "7". */
const strings = (/** @type {number} */ length) => (/** @type {number} */ n) => n * (length + 48 + 3.5);
/** 1,000 for the length, and the last numbers, 0 to 63. */
const lists = (/** @type {number} */ n) => n * (1000 + 31.5);
/** (0.5 + 0.25) + (1.5 + 0.25) .. */
const sums = (/** @type {number} */ n) => triangle(n) + n * 0.75;
/** (0 + 0.5) + (1 + 0.5) .. */
const halves = (/** @type {number} */ n) => triangle(n) + n * 0.5;
const calleesOfTwenty = (/** @type {number} */ n) => (n / 20) * 25;
const callersOfTwenty = (/** @type {number} */ n) => (n / 20) * 117013.875;

/** @type {Row[]} */
export const ROWS = [
  { name: "import_void", about: "Rust calls `fn()`", rust: zero, host: same },
  { name: "import_f64", about: "`fn(f64, f64) -> f64`", rust: sums, host: same },
  {
    name: "import_global",
    about: "`Math.max`, a global",
    rust: (n) => triangle(n) + n * 0.5,
    host: zero,
  },
  {
    name: "import_i32",
    about: "`fn(i32) -> i32`",
    rust: (n) => -triangle(n) - n,
    host: same,
  },
  { name: "import_u64", about: "`fn(u64) -> u64`", rust: triangle, host: same },
  { name: "import_str16", about: "`fn(&str)`, 16 bytes of ASCII", rust: zero, host: strings(16) },
  { name: "import_str16_same", about: "the same with one literal", rust: zero, host: (n) => n * (16 + 48) },
  { name: "import_str100", about: "100 bytes of ASCII", rust: zero, host: strings(100) },
  { name: "import_str100_mixed", about: "100 bytes of mixed UTF-8", rust: zero, host: strings(76) },
  { name: "import_str1k", about: "1,000 bytes of ASCII", rust: zero, host: strings(1000) },
  { name: "import_string", about: "`fn(u32) -> String`, 16 bytes", rust: strings(16), host: same },
  { name: "import_vec", about: "`fn(Vec<f64>)`, 1,000 numbers", rust: zero, host: lists },
  { name: "import_vec_result", about: "`fn(u32) -> Vec<f64>`", rust: lists, host: same },
  { name: "import_method", about: "method of a handle", rust: sums, host: same },
  { name: "import_getter", about: "getter of a handle", rust: (n) => n * 0.25, host: same },
  { name: "export_call", about: "JS calls a Rust export", rust: same, host: sums },
  { name: "pass_stack", about: "passes `&mut dyn FnMut()`, called once", rust: same, host: same },
  { name: "pass_stack_fn", about: "passes `&dyn Fn()`, called once", rust: same, host: same },
  ...["stack", "heap"].flatMap((kind) => [
    { name: `call_${kind}_fn0`, about: `JS calls a ${kind} closure \`Fn()\``, rust: same, host: zero },
    {
      name: `call_${kind}_fn_u32`,
      about: "`Fn(u32) -> u32`",
      rust: same,
      host: (/** @type {number} */ n) => (n * (n + 1)) / 2,
    },
    {
      name: `call_${kind}_fn_mut_f64`,
      about: "`FnMut(f64)`",
      rust: (/** @type {number} */ n) => (n * n) / 2,
      host: zero,
    },
    { name: `call_${kind}_fn_mut_value`, about: "`FnMut(JsValue)`", rust: same, host: one },
    { name: `call_${kind}_fn_string_result`, about: "`Fn(u32) -> String`", rust: same, host: strings(16) },
    { name: `call_${kind}_fn_string`, about: "`Fn(String)`", rust: strings(16), host: zero },
  ]),
  { name: "heap_make_drop", about: "makes and drops a heap closure", rust: same, host: zero },
  {
    name: "heap_make_call_drop",
    about: "makes, passes, drops one; called once",
    rust: (n) => 3 * n,
    host: same,
  },
  { name: "struct_to_js", about: "passes a struct of 8 numbers", rust: zero, host: halves, ofLibraries: true },
  { name: "struct_to_js_setters", about: "beside 8 setters", rust: zero, host: halves, ofLibraries: true },
  { name: "struct_from_js", about: "gets a struct of 8 numbers", rust: halves, host: same, ofLibraries: true },
  { name: "struct_from_js_getters", about: "beside 8 getters", rust: halves, host: same, ofLibraries: true },
  {
    name: "vec_of_structs",
    about: "a `Vec` of 16, both ways",
    rust: (n) => 16 * halves(n),
    host: (n) => 16 * n,
    ofLibraries: true,
  },
  {
    name: "await_import",
    about: "Rust awaits an import's promise",
    rust: sums,
    host: same,
    awaited: true,
    ofLibraries: true,
  },
  { name: "await_export", about: "JS awaits a Rust future", rust: same, host: sums, awaited: true, ofLibraries: true },
  {
    name: "spawn_wake",
    about: "spawns a task that is woken once",
    rust: same,
    host: zero,
    awaited: true,
    ofLibraries: true,
  },
  { name: "twenty_import", about: "twenty imports in turns", rust: callersOfTwenty, host: calleesOfTwenty },
  { name: "twenty_call", about: "twenty heap closures in turns", rust: calleesOfTwenty, host: callersOfTwenty },
  { name: "twenty_pass", about: "twenty stack closures in turns", rust: calleesOfTwenty, host: callersOfTwenty },
];
