// @ts-check
// Runs the tests of one file of tests/runtime, one after the other, where there is no `node --test`: in Deno, in Bun, in a
// page, in a worker; and in other versions of Node. Reports each as an event.

/**
 * @typedef {{ kind: "test", title: string, error: string | null, skipped: string | null, notes: string[], ms: number }} TestEvent
 * @typedef {TestEvent | { kind: "end", tests: number } | { kind: "broken", error: string }} Event
 */

/** @typedef {import("../harness.js").Context} Context */

/** @param {any} error */
const textOf = (error) => {
  const stack = String(error?.stack ?? "");
  const head = `${error?.name ?? typeof error}: ${error?.message ?? String(error)}`;
  return stack.includes(String(error?.message)) ? stack : `${head}\n${stack}`;
};

/**
 * @param {string} url Of the file.
 * @param {(event: Event) => any} report
 */
export async function run(url, report) {
  /** @type {[string, (context: Context) => any][]} */
  const tests = [];
  /** @type {any} */ (globalThis).collectTest = (/** @type {string} */ title, /** @type {any} */ body) =>
    void tests.push([title, body]);
  try {
    await import(url);
  } catch (error) {
    await report({ kind: "broken", error: textOf(error) });
    return;
  }
  for (const [title, body] of tests) {
    /** @type {string[]} */
    const notes = [];
    /** @type {string | null} */
    let skipped = null;
    /** @type {string | null} */
    let error = null;
    const begin = performance.now();
    try {
      await body({ diagnostic: (text) => void notes.push(text), skip: (reason) => void (skipped = reason) });
    } catch (thrown) {
      error = textOf(thrown);
    }
    await report({ kind: "test", title, error, skipped, notes, ms: Math.round(performance.now() - begin) });
  }
  await report({ kind: "end", tests: tests.length });
}
