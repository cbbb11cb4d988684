// @ts-check
/**
 * Loads a wasm module that was built with the Rust crate `closures-extern`, connects its imports to JavaScript
 * functions, and turns its closures into JavaScript functions that stop working when Rust drops them.
 *
 * This file imports every module, so that a page without a bundler requests all of them at once rather than one after
 * the other. You can also read the modules in this order: each imports only those above it (js/layout.test.js). What is
 * not here: any knowledge of an app, any code generation, and what only tools need (`describe.js`).
 */

// What both languages know, what is thrown, and what lists are made of.
import "./src/protocol.js";
import "./src/lists.js";
import "./src/errors.js";
import "./src/buffers.js";
import "./src/utf8.js";
import "./src/registry.js";

// The custom section: what a module says of its imports and exports.
import "./src/section/types.js";
import "./src/section/names.js";
import "./src/section/reader.js";
import "./src/section/records.js";
import "./src/section/check.js";
import "./src/section/module.js";

// The state of an instance.
import "./src/runtime/memory.js";
import "./src/runtime/life.js";
import "./src/runtime/heap.js";
import "./src/runtime/text.js";
import "./src/runtime/handles.js";
import "./src/runtime/objects.js";
import "./src/runtime/gate.js";
import "./src/runtime/closures.js";

// What a value of each type becomes on the other side.
import "./src/types/entry.js";
import "./src/types/number.js";
import "./src/types/bigint.js";
import "./src/types/value.js";
import "./src/types/block.js";
import "./src/types/list.js";
import "./src/types/fields.js";
import "./src/types/choice.js";
import "./src/types/combinators.js";
import "./src/types/promise.js";
import "./src/types/of.js";

// The functions between both sides: out of Rust, and into it.
import "./src/adapters/lend.js";
import "./src/adapters/out.js";
import "./src/adapters/numbers.js";
import "./src/adapters/into.js";
import "./src/adapters/adapters.js";
import "./src/adapters/trace.js";

// What wasm imports and exports, and the instance that has both.
import "./src/runtime/host.js";
import "./src/runtime/imports.js";
import "./src/runtime/promises.js";
import "./src/runtime/exports.js";
import "./src/runtime/shown.js";
import "./src/runtime/intrinsics.js";
import "./src/runtime/instance.js";

// From a URL to an app.
import "./src/source.js";
import "./src/modules.js";
import "./src/load.js";

export { ClosureError, PanicError } from "./src/errors.js";
export { load, loadSync } from "./src/load.js";

/** @typedef {import("./src/load.js").LoadOptions} LoadOptions */
/** @template [E=Record<string, any>] @typedef {import("./src/load.js").App<E>} App */
