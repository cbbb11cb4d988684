// @ts-check
// The faults of the random programs: what is thrown, how a script is stopped, and what the end of an instance says.

import { PanicError } from "../../js/closures_extern.js";
import { assert, debug, hosted } from "./harness.js";

const globals = /** @type {any} */ (globalThis);

/**
 * How long a script may take that is to be stopped, in ms. What comes before it hangs must not take as long: a program in which it has
 * is run again with the next.
 */
export const TIMEOUTS = [20, 400];

/** Node stops scripts; what else has its modules may not. @type {typeof import("node:vm") | null} */
const vm =
  globals.process?.versions?.node !== undefined && globals.Deno === undefined && globals.Bun === undefined
    ? await import("node:vm")
    : null;

export const canStop = vm !== null;

const script = vm === null ? null : new vm.Script("closuresExternStopped()");

/**
 * Runs `body` as a script that Node stops if it hangs: then no `catch` and no `finally` in it runs.
 *
 * @param {() => void} body
 * @param {number} timeout In ms.
 * @returns {boolean} Whether it was stopped.
 */
export function stopping(body, timeout) {
  globals.closuresExternStopped = body;
  try {
    script?.runInThisContext({ timeout });
    return false;
  } catch (error) {
    if (/** @type {any} */ (error)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return true;
    throw error;
  }
}

/** Thrown out of a program that was stopped where it was not to be: it says nothing of closures. */
export class Abandoned extends Error {}

/** @returns {never} */
export function hang() {
  for (;;);
}

/** What can be thrown, by number. @type {((text: string, reenter: () => void) => any)[]} */
const THROWN = [
  (text) => new Error(text),
  (text) => text,
  () => undefined,
  // Who asks for its message, runs code of others.
  (text, reenter) => ({
    name: "Hostile",
    get message() {
      reenter();
      return text;
    },
  }),
  (_, reenter) => ({
    get name() {
      reenter();
      throw new Error("nobody asked for the name");
    },
  }),
];

/** How an error's message quotes it. @type {((text: string) => string)[]} */
const QUOTED = [
  (text) => `Error: ${text}`,
  (text) => `string "${text}"`,
  () => "undefined",
  (text) => `Hostile: ${text}`,
  () => "a value that cannot be shown",
];

/**
 * Something to throw, and how it is quoted.
 *
 * @param {number} number
 * @param {string} text
 * @param {() => void} reenter What its getters do.
 */
export function thrownBy(number, text, reenter) {
  const kind = number % THROWN.length;
  return { value: THROWN[kind](text, reenter), quoted: QUOTED[kind](text) };
}

const LET = "let it return Result<.., JsValue> to catch that";
const IF = "if an import threw it, let that return Result<.., JsValue> to catch it";

/** @param {string} text */
const literally = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/**
 * Checks that after the end everything is refused, with one error, and that nothing has gone on.
 *
 * @param {import("./crossings.js").Run} run
 * @param {import("./model.js").End} end
 */
export function checkEnd(run, end) {
  for (const { id, sig } of run.model.known) {
    const js = run.functions.get(id);
    if (js !== undefined) run.enter(() => js(sig === 0 ? 1 : "x"), true, true);
  }
  const { modelDrive } = run.app.exports;
  for (const f of [run.driver, modelDrive ?? run.driver]) run.enter(() => f(0));
  checkError(end);
  assert.equal(run.rust.model_went_on(), run.model.wentOn, "how often Rust functions went on");
}

/**
 * Checks what everything throws after the end.
 *
 * @param {import("./model.js").End} end
 */
function checkError({ how, cause, by, text, error }) {
  assert.ok(error instanceof PanicError);
  const { message } = error;
  switch (how) {
    case "stop":
      return assert.equal(
        message,
        "the wasm instance was ended: Rust functions never returned, because a script was stopped or an exception came out of a plain export",
      );
    case "panic":
      if (text === null) return; // it could not be made
      return assert.match(
        message,
        new RegExp(`^panicked at tests/runtime/src/model\\.rs:\\d+:\\d+: ${literally(text ?? "")}$`),
      );
    default: {
      assert.ok(Object.is(error.cause, cause));
      const start = `the wasm instance was ended by an exception: ${text}; `;
      assert.equal(message.slice(0, start.length), start);
      const place = /declared in runtime_tests::model, line \d+, column \d+/;
      const rest = message.slice(start.length).replace(place, "declared");
      // In a wasm-bindgen app whoever is next to the exception says it.
      if (hosted) assert.ok(rest === IF || rest.endsWith(` threw it, which is declared: ${LET}`), rest);
      else assert.equal(rest, debug ? `${by} threw it, which is declared: ${LET}` : IF);
    }
  }
}
