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

/** What of a strict policy is not in force here; each attempt is a violation. */
function missing() {
  const attempts = {
    "no eval": () => (0, eval)("1"),
    "no Function": () => new Function("return 1")(),
    "trusted types": () => void (document.createElement("div").innerHTML = "<b>text</b>"),
  };
  return Object.entries(attempts).flatMap(([name, attempt]) => {
    try {
      attempt();
      return [name];
    } catch {
      return [];
    }
  });
}

if (searchParams.get("strict") === "true") {
  const names = missing();
  if (names.length > 0) await report({ kind: "broken", error: `the policy is not in force: ${names.join(", ")}` });
  // The events of these attempts come in a task of their own.
  await new Promise((resolve) => void setTimeout(resolve, 50));
  addEventListener("securitypolicyviolation", (event) => {
    const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
    report({ kind: "broken", error: `violates ${violatedDirective}: ${blockedURI} ${sourceFile}:${lineNumber}` });
  });
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
