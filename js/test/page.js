// @ts-check
/**
 * A page that runs tests, one after another: `browser.js` opens it. What it says goes by requests that it waits for, so
 * that nothing is lost even if it never comes to an end. What is not here: what a test is (`attempt.js`).
 */

import { attempt, optionsFrom } from "./attempt.js";
import { Strays } from "./strays.js";

const room = new URLSearchParams(location.search).get("room");

/** Tells the runner, and waits until it knows. @param {object} said */
function say(said) {
  const request = new XMLHttpRequest();
  request.open("POST", "/@test/say", false);
  request.send(JSON.stringify({ room, ...said }));
}

const strays = new Strays();
addEventListener("error", (event) => strays.thrown(event.error ?? event.message));
addEventListener("unhandledrejection", ({ promise, reason }) => strays.rejected(promise, reason));
addEventListener("rejectionhandled", ({ promise }) => strays.handled(promise));

for (const name of /** @type {const} */ (["debug", "log", "info", "warn", "error"])) {
  const original = console[name];
  console[name] = (...values) => {
    original.apply(console, values);
    say({ output: `${values.map(shown).join(" ")}\n` });
  };
}

/** @param {any} value */
function shown(value) {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack?.includes(value.message) ? value.stack : `${value}\n${value.stack}`;
  try {
    return (typeof value === "object" ? JSON.stringify(value) : undefined) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

// A test may replace them.
const { clearTimeout, fetch, setTimeout } = globalThis;

/** @type {import("./attempt.js").Place} */
const place = {
  // Browsers tell of a rejection in a task of its own, which may come after that of a message.
  turn: () => new Promise((resolve) => setTimeout(resolve, 1)),
  strays,
  /** Here timers have numbers, one after the other, and intervals are among them: so what was begun can be ended. */
  watch() {
    const first = setTimeout(() => {});
    return () => {
      const end = setTimeout(() => {});
      for (let timer = first; timer <= end; timer++) clearTimeout(timer);
      return false;
    };
  },
};

async function run() {
  Object.assign(Error, { stackTraceLimit: 200 });
  const { base, config } = await (await fetch("/@test/start")).json();
  const module = await WebAssembly.compileStreaming(fetch("/@test/binary.wasm"));
  const newOptions = await optionsFrom(config, new URL(base, location.href));
  for (;;) {
    const next = await fetch("/@test/say", { method: "POST", body: JSON.stringify({ room, next: true }) });
    const run = await next.json();
    say({ outcome: await attempt(module, run, newOptions, place) });
  }
}

run().catch((error) => say({ ended: shown(error) }));
