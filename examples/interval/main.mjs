// @ts-check
// Runs the interval in Node, on its real timers: `cargo xtask demo`. The path of the wasm file is the argument.

import { load } from "../../js/closures_extern.js";
import { pathToFileURL } from "node:url";

const path = process.argv[2] ?? "target/wasm32-unknown-unknown/debug/interval.wasm";
const app = await load(pathToFileURL(path));
const { start, stop } = /** @type {{ start(ms: number): void, stop(): void }} */ (
  /** @type {unknown} */ (app.instance.exports)
);

start(200);
console.log("alive while it runs:", app.stats());

setTimeout(() => {
  stop();
  console.log("alive after the drop:", app.stats());
  // No timer is left, so Node ends by itself.
}, 1100);
