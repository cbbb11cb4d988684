// @ts-check
/**
 * Loads a wasm module that was built with the Rust crate `closures-extern`, connects its imports to JavaScript
 * functions, and turns its closures into JavaScript functions that stop working when Rust drops them.
 */

export { ClosureError, PanicError } from "./src/errors.js";
export { load, loadSync } from "./src/load.js";

/** @typedef {import("./src/load.js").LoadOptions} LoadOptions */
/**
 * @template [E=Record<string, any>]
 * @typedef {import("./src/load.js").App<E>} App
 */
