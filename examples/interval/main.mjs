// @ts-check
// Runs the interval in Node, on its real timers: `cargo xtask demo`. The path of the wasm file is the argument.

import { load } from "../../js/closures_extern.js";
import { pathToFileURL } from "node:url";

const path = process.argv[2] ?? "target/wasm32-unknown-unknown/debug/interval.wasm";
const app = await load(pathToFileURL(path));

const interval = app.exports.hello();
console.log("alive while it runs:", app.stats());

setTimeout(() => {
  interval.free();
  console.log("alive after free():", app.stats());
  // No timer is left, so Node ends by itself.
}, 3500);
