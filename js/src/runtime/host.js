// @ts-check
/**
 * Where an import is in JavaScript: it is looked up at each call, so what is loaded late works, and what is missing is
 * an error of that call. A function of a module that is imported is taken once: nobody can replace it. What is not
 * here: values of Rust (`../adapters/out.js`).
 */

import { blockPlace, declaredAt, show } from "../errors.js";
import { byTag } from "../lists.js";
import { KIND, TAG } from "../protocol.js";
import { keyOf, memberText, propertyName } from "../section/names.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Import } from "../section/records.js" */

/**
 * What an import does, as a function of JavaScript values. What belongs to an object takes it as its first argument.
 * @param {Import} wanted @param {any} module The namespace object of `wanted.module`, or undefined for a global.
 * @returns {AnyFunction}
 */
export function target(wanted, module) {
  const f = found(wanted, module);
  if (!wanted.variadic) return f;
  return (...values) => {
    const last = values.pop();
    return f(...values, ...(last ?? []));
  };
}

/** The same, but that nothing is `variadic`. @param {Import} wanted @param {any} module @returns {AnyFunction} */
function found(wanted, module) {
  const name = keyOf(wanted.name);
  switch (wanted.kind) {
    case KIND.method:
      return methodOf(wanted);
    case KIND.getter:
      if (isPlaced(wanted)) return readerOf(wanted, module);
      if (wanted.checked) {
        return (object) => {
          const value = present(object, name, wanted)[name];
          if (value === undefined) refuseLike(object, name, wanted);
          return value;
        };
      }
      return (object) => present(object, name, wanted)[name];
    case KIND.setter: {
      const holder = holderOf(wanted, module);
      const checked = (/** @type {any} */ object) => {
        if (wanted.checked && !(name in Object(object))) refuseLike(object, name, wanted);
        return object;
      };
      if (isPlaced(wanted)) return (value) => void (checked(holder())[name] = value);
      return (object, value) => void (checked(present(object, name, wanted))[name] = value);
    }
    case KIND.indexing_getter:
      return (object, index) => present(object, index, wanted)[index];
    case KIND.indexing_setter:
      return (object, index, value) => void (present(object, index, wanted)[index] = value);
    case KIND.indexing_deleter:
      return (object, index) => delete present(object, index, wanted)[index];
    case KIND.constructor:
      return constructorOf(wanted, module);
    case KIND.value:
      return readerOf(wanted, module);
    case KIND.class: {
      const found = classOf(wanted, module);
      return (value) => isInstance(value, found());
    }
    default:
      return lookUp(wanted, module);
  }
}

/** Whether a property is of what would hold a function, and not of an object that is given. @param {Import} wanted */
export function isPlaced({ kind, params }) {
  return params.length === 0 ? kind === KIND.getter : params.length === 1 && kind === KIND.setter;
}

/**
 * What reads a value: an `Option` is `None` wherever on the way something is missing.
 * @param {Import} wanted @param {any} module
 */
function readerOf(wanted, module) {
  const name = keyOf(wanted.name);
  const holder = holderOf(wanted, module, wanted.result.tag === TAG.option ? () => EMPTY : undefined);
  return () => {
    const object = holder();
    const value = object[name];
    if (value === undefined && wanted.checked && like(object, name) !== null) {
      throw missingLike(wanted, module ?? globalThis);
    }
    return value;
  };
}

/**
 * Refuses a property that is not there where another differs from it in case alone, as `innerHTML` from `innerHtml`. A
 * debug build looks.
 * @param {any} object @param {string | symbol} name @param {Import} wanted
 */
function refuseLike(object, name, wanted) {
  if (like(object, name) !== null) throw absentLike(object, "property", name, wanted);
}

/**
 * As `absent`, and asks whether another name was meant.
 * @param {any} object @param {"method" | "property"} what @param {any} key @param {Import} wanted
 */
function absentLike(object, what, key, wanted) {
  return absent(object, what, key, wanted, wanted.checked ? question(like(object, key)) : "");
}

/** As `missing`, and asks the same. @param {Import} wanted @param {any} root */
function missingLike(wanted, root) {
  return missing(wanted, root, wanted.checked ? question(like(held(wanted, root), wanted.name)) : "");
}

/** What an object has that differs from a name in case alone. @param {any} object @param {any} name */
function like(object, name) {
  if (typeof name !== "string") return null;
  const low = name.toLowerCase();
  let at = object === undefined || object === null ? null : Object(object);
  // Not for ever: a proxy may answer with another one.
  for (let depth = 0; at !== null && depth < 100; depth++) {
    for (const known of Object.getOwnPropertyNames(at)) {
      if (known !== name && known.toLowerCase() === low) return known;
    }
    at = Object.getPrototypeOf(at);
  }
  return null;
}

/** The question after it, and what to write. @param {string | null} known */
function question(known) {
  return known === null ? "" : `: did you mean ${known}? Write #[js(name = "${known}")]`;
}

/** An object that has properties. @param {any} object @param {any} key The one that is meant. @param {Import} wanted */
export function present(object, key, wanted) {
  if (isNothing(object)) throw absent(object, "property", key, wanted);
  return object;
}

/** What has no properties. Not `== null`, because a page's `document.all` has. @param {any} object */
export function isNothing(object) {
  return object === undefined || object === null;
}

/**
 * A method or a property is not there. An engine would say it in words of ours, "object[name] is not a function".
 * @param {any} object @param {"method" | "property"} what @param {any} key
 * @param {Import} [wanted] If it is a declared one. @param {string} [meant] What is asked then.
 */
export function absent(object, what, key, wanted, meant = "") {
  let name = typeof key === "object" || typeof key === "function" ? show(key) : String(key);
  // What a declaration writes in brackets.
  if (typeof key === "symbol" && key.description?.startsWith("Symbol.")) name = `[${key.description}]`;
  const of = wanted?.namespace ? ` (declared for ${wanted.namespace})` : "";
  const at = wanted === undefined ? "" : `; ${declaredAt(wanted)}`;
  return new TypeError(`${show(object)} has no ${what} ${name}${of}${meant}${at}`);
}

/**
 * Calls a function by its name, on the object that `find` gives each time, which is its `this`.
 * @param {() => any} find @param {string} name @param {Import} wanted @returns {AnyFunction}
 */
function called(find, name, { variadic, params }) {
  switch (variadic ? -1 : params.length) {
    case 0:
      return () => find()[name]();
    case 1:
      return (a) => find()[name](a);
    case 2:
      return (a, b) => find()[name](a, b);
    case 3:
      return (a, b, c) => find()[name](a, b, c);
    default:
      return (...values) => find()[name](...values);
  }
}

/**
 * A function that is looked up at each call, as a property of a global or of `wanted.namespace`, which is its `this`.
 * So fake timers and late scripts work, and what is missing is an error only when it is called.
 * @param {Import} wanted @param {any} module The module's namespace object; undefined for `globalThis`.
 * @returns {AnyFunction}
 */
function lookUp(wanted, module) {
  const name = keyOf(wanted.name);
  if (module !== undefined && wanted.namespace === "" && isNamespace(module) && typeof module[name] === "function")
    return module[name];
  const found = holderOf(wanted, module);
  const find = () => {
    const object = found();
    if (typeof object[name] !== "function") throw missingLike(wanted, module ?? globalThis);
    return object;
  };
  return called(find, name, wanted);
}

/**
 * Finds the object that holds an import, each time that it is asked.
 * @param {Import} wanted @param {any} module @param {() => object} [otherwise] What it is where there is none.
 * @returns {() => any}
 */
function holderOf(wanted, module, otherwise) {
  const root = module ?? globalThis;
  otherwise ??= () => {
    throw missing(wanted, root);
  };
  const path = wanted.namespace === "" ? [] : wanted.namespace.split(".").map(propertyName);
  if (path.length === 0) return () => root;
  const [only] = path;
  if (path.length === 1) {
    // Without the loop, which is a fifth of the call (`import_global`).
    return () => {
      const object = root[only];
      return object === undefined || object === null ? otherwise() : object;
    };
  }
  return () => {
    let object = root;
    for (const key of path) {
      object = object[key];
      if (object === undefined || object === null) return otherwise();
    }
    return object;
  };
}

/** An object that has nothing. */
const EMPTY = Object.freeze(Object.create(null));

/** Finds a class, each time that it is asked. @param {Import} wanted @param {any} module @returns {() => any} */
export function classOf(wanted, module) {
  const name = keyOf(wanted.name);
  const holder = holderOf(wanted, module);
  return () => {
    const found = holder()[name];
    if (typeof found !== "function") throw missing(wanted, module ?? globalThis);
    return found;
  };
}

/**
 * Whether a value is an instance of a class. It is none if nobody can tell: of a revoked proxy, say, or where
 * `Symbol.hasInstance` throws.
 * @param {any} value @param {any} Class
 */
export function isInstance(value, Class) {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** @param {Import} wanted @param {any} module @returns {AnyFunction} */
export function constructorOf(wanted, module) {
  const find = classOf(wanted, module);
  /** The last that was found to be a constructor. @type {any} */
  let known;
  const found = () => {
    const Class = find();
    if (Class === known) return Class;
    if (!isConstructor(Class)) throw missing(wanted, module ?? globalThis);
    return (known = Class);
  };
  return (...values) => new (found())(...values);
}

/** Whether `new` can make something of a function, which is not called for that. @param {any} f */
function isConstructor(f) {
  try {
    new new Proxy(f, { construct: () => ({}) })();
    return true;
  } catch {
    return false;
  }
}

/** @param {Import} wanted @returns {AnyFunction} */
function methodOf(wanted) {
  const name = keyOf(wanted.name);
  const owner = (/** @type {any} */ object) => {
    if (typeof object?.[name] !== "function") throw absentLike(object, "method", name, wanted);
    return object;
  };
  switch (wanted.variadic ? -1 : wanted.params.length) {
    case 1:
      return (object) => owner(object)[name]();
    case 2:
      return (object, a) => owner(object)[name](a);
    case 3:
      return (object, a, b) => owner(object)[name](a, b);
    default:
      return (object, ...values) => owner(object)[name](...values);
  }
}

/** What is missing, by kind. @type {Record<number, string>} */
export const WHAT = byTag({
  ...{ [KIND.value]: "value", [KIND.class]: "class", [KIND.constructor]: "class" },
  ...{ [KIND.getter]: "property", [KIND.setter]: "property" },
});

/** @param {Import} wanted @param {any} root @param {string} [meant] What is asked then. */
export function missing(wanted, root, meant = "") {
  const path = memberText(wanted.namespace, wanted.name);
  const where = root === globalThis ? "this environment" : `module "${wanted.module}"`;
  const what = WHAT[wanted.kind] ?? "function";
  return lacks(where, `${what} ${path}${meant}`, blockPlace(wanted.block));
}

/** What is to hold an import, as far as it is there. @param {Import} wanted @param {any} root */
function held({ namespace }, root) {
  let object = root;
  for (const key of namespace === "" ? [] : namespace.split(".")) object = object?.[propertyName(key)];
  return object;
}

/** @param {string} where @param {string} what @param {string} place In which that is declared. */
export function lacks(where, what, place) {
  return new TypeError(`${where} has no ${what}; it is declared in ${place}`);
}

/**
 * Whether a module is what `import` gives. Nobody can change that from outside, and V8 takes 200 ns to find a function
 * in it; so its functions are taken once, and called without a `this`, as those that a module imports by name.
 * @param {any} module
 */
export function isNamespace(module) {
  const tag = Object.getOwnPropertyDescriptor(module, Symbol.toStringTag);
  if (tag?.value !== "Module" || tag.configurable || Object.isExtensible(module)) return false;
  const prototype = Object.getPrototypeOf(module);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // Bun has one that says __esModule
}

/** Refuses a module without its function, whose name may be misspelt. @param {Import} wanted @param {any} module */
export function checkFunction({ kind, name, namespace, module: specifier, block }, module) {
  if (kind !== KIND.function || namespace !== "" || typeof module[keyOf(name)] === "function") return;
  /** @type {Set<string>} */
  const names = new Set();
  // The methods of a class are on its prototype.
  for (let object = module; object !== null && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const known of Object.getOwnPropertyNames(object)) if (known !== "constructor") names.add(known);
  }
  const has = [...names].join(", ") || "nothing";
  throw new Error(`module "${specifier}" has no function ${name} (it has: ${has}); ${declaredAt({ block })}`);
}
