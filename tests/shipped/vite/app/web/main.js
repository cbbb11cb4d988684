import { load } from "../counter/Cargo.toml";
import { load as loadGreeter } from "../greeter/Cargo.toml";

/** @param {string} id @param {string} text */
const show = (id, text) => {
  /** @type {HTMLElement} */ (document.getElementById(id)).textContent = text;
};

const [counter, greeter] = await Promise.all([load(), loadGreeter()]);
counter.exports.count((n) => show("page", String(n)));
show("greeting", greeter.exports.greeting());

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => show("worker", data);
