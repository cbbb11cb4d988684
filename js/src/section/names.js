// @ts-check
/** A Rust name in JavaScript, and a name as the key of a property. What is not here: what has one (`records.js`). */

/**
 * The same text, as engines keep the names of properties. For a name that was just decoded V8 compiles `object[name]`
 * again and again (`cargo xtask bench`: `import_method`, ten times the price).
 * @param {string} name
 */
export function propertyName(name) {
  return Object.keys({ [name]: 0 })[0];
}

/** What a name that is a symbol begins with: `[Symbol.iterator]`. */
const SYMBOL = "[Symbol.";

/**
 * The key of the property that a name means. A symbol that this environment does not know is what a polyfill, or a
 * compiler of JavaScript, has in its place.
 * @param {string} name @returns {string}
 */
export function keyOf(name) {
  if (!name.startsWith(SYMBOL)) return name;
  const symbol = name.slice(SYMBOL.length, -1);
  // As a string, because TypeScript indexes nothing by a key that may be either.
  return /** @type {any} */ (Symbol)[symbol] ?? Symbol.for(`Symbol.${symbol}`);
}

/**
 * A member as JavaScript writes it: `owner.name`, `owner[Symbol.iterator]`.
 * @param {string} owner "" without one. @param {string} name
 */
export function memberText(owner, name) {
  return name.startsWith(SYMBOL) ? owner + name : dotted(owner, name);
}

/** Both with a dot between them, or the one that there is. @param {string | null} a @param {string | null} b */
export function dotted(a, b) {
  return [a, b].filter(Boolean).join(".");
}

/**
 * The name in JavaScript.
 * @param {string} rust @param {string | null} given By `name = ".."`.
 * @param {boolean} stays Whether the Rust name is it: of types and statics.
 * @param {boolean} sets Whether it is a setter's: `set_x` sets `x`.
 */
export function jsName(rust, given, stays, sets) {
  if (given !== null || stays) return plainName(given ?? rust);
  return camelCase(sets && rust.startsWith("set_") && rust.length > 4 ? rust.slice(4) : rust);
}

/** A Rust name without the `r#` of a raw identifier. @param {string} rust */
export function plainName(rust) {
  return rust.startsWith("r#") ? rust.slice(2) : rust;
}

/**
 * `set_interval` as `setInterval`: `write_camel_case` in `src/descriptor/names.rs` says the rule.
 *
 * Subtle: without a regular expression. In a wasm-bindgen app this runs at an import's first call, and V8 ends the
 * process when it has to compile one where the stack ends (tests/runtime/pressure.test.js, hosted).
 * @param {string} rust
 */
function camelCase(rust) {
  const name = plainName(rust);
  let start = 0;
  while (name[start] === "_") start++;
  const [first, ...words] = name.slice(start).split("_");
  const capitals = words.map((word) =>
    word[0] >= "a" && word[0] <= "z" ? word[0].toUpperCase() + word.slice(1) : word,
  );
  return name.slice(0, start) + first + capitals.join("");
}
