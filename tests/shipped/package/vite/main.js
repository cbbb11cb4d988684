import { load } from "closures-extern";

/** Counts the hellos of the page or of the worker. */
function count(id) {
  const element = document.getElementById(id);
  element.textContent = String(Number(element.textContent) + 1);
}

console.log = () => count("page");
const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
worker.onmessage = () => count("worker");

const app = await load(new URL("interval.wasm", import.meta.url));
const interval = app.exports.hello();
document.getElementById("stop").onclick = () => {
  interval.free();
  document.getElementById("alive").textContent = JSON.stringify(app.stats());
};
