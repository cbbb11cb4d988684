// @ts-check
// Runs one test file in this page or in a module worker of it, as its address says, reports to the server that served
// it, and goes on to the page that the server names.

import { run } from "./run.js";

const { searchParams } = new URL(location.href);
const file = /** @type {string} */ (searchParams.get("file"));

/** @param {any} event @returns {Promise<string>} */
async function report(event) {
  const response = await fetch("/report", { method: "POST", body: JSON.stringify(event) });
  return response.text();
}

const inWorker = typeof document === "undefined";
if (!inWorker && searchParams.get("place") === "worker") {
  const worker = new Worker(location.href.replace("page.html", "page.js"), { type: "module" });
  worker.addEventListener("message", () => void next());
  worker.addEventListener("error", (event) =>
    report({ kind: "broken", error: `the worker did not start: ${event.message}` }).then(next),
  );
} else {
  addEventListener("error", (event) => void report({ kind: "broken", error: `uncaught: ${event.message}` }));
  await run(file, report);
  if (inWorker) postMessage("end");
  else await next();
}

async function next() {
  location.replace(await report({ kind: "next" }));
}
