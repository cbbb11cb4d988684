import { load } from "closures-extern";

console.log = (text) => postMessage(text);
// Not `await`: Vite's workers are no modules unless its configuration says `worker: { format: "es" }`.
load(new URL("interval.wasm", import.meta.url)).then((app) => {
  globalThis.interval = app.exports.hello(); // kept, or the garbage collector would end it
});
