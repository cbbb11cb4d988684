// @ts-check
// What the examples' pages share: they load their program, show what is alive in it, say what went wrong, and where the sources
// are. The pages have elements for that: .stats, #error and the footer.
// What a page does when its program has ended, and how it starts again, is in interval/index.html.

/** @typedef {import("../js/closures_extern.js").App} App */
/** @typedef {import("../js/closures_extern.js").LoadOptions} LoadOptions */
/** @typedef {ReturnType<App["stats"]>} Stats */

/**
 * The element with an id.
 *
 * @param {string} id
 */
export function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** The program that the page shows: the last one that was opened. @type {App | undefined} */
let shown;

/**
 * Loads the program of an example. From then on the page shows what is alive in it. If that fails, the page says why.
 *
 * @param {string | WebAssembly.Module} example Its name, or its compiled module, to start it again.
 * @param {LoadOptions & { show?: (stats: Stats) => void }} [options] `show` is called before each frame.
 * @returns {Promise<App>}
 */
export async function open(example, { show, ...options } = {}) {
  try {
    // Not a static import: if the file is missing, the page can say so.
    const { load } = await import("../js/closures_extern.js");
    const url = new URL(`../target/wasm32-unknown-unknown/debug/${example}.wasm`, import.meta.url);
    const app = await load(typeof example === "string" ? url : example, options);
    shown = app;
    (function next() {
      if (shown !== app) return;
      const stats = app.stats();
      element("closures").textContent = String(stats.closures);
      element("handles").textContent = String(stats.handles);
      show?.(stats);
      requestAnimationFrame(next);
    })();
    return app;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    complain(
      `The example could not be loaded. ${message}. \`cargo xtask serve\` builds the wasm file and serves this page.`,
    );
    throw error;
  }
}

/**
 * Calls a function, and shows what it throws.
 *
 * @param {() => void} f
 */
export function attempt(f) {
  complain();
  try {
    f();
  } catch (error) {
    report(error);
  }
}

/**
 * Shows an error below the card.
 *
 * @param {unknown} error
 */
export function report(error) {
  const { name, code, message } = /** @type {Error & { code?: unknown }} */ (error);
  // The browser's own errors have a number there.
  complain(typeof code === "string" ? `${name}, code “${code}”: ${message}` : `${name}: ${message}`);
}

/**
 * Shows a sentence below the card; without one, the last goes away.
 *
 * @param {string} [sentence]
 */
export function complain(sentence = "") {
  element("error").textContent = sentence;
  element("error").hidden = sentence === "";
}

// The sentence that is in the page until now: for a browser without scripts, and for a page that is opened as a file, from
// which a browser loads no modules.
element("error").classList.remove("unless-loaded");
complain();

/**
 * A new element.
 *
 * @param {string} tag
 * @param {string} text
 * @param {object} [properties]
 */
function made(tag, text, properties) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

const stats = /** @type {HTMLElement} */ (document.querySelector(".stats"));
stats.title = "app.stats(): what is alive now";
stats.append(
  "closures ",
  made("output", "–", { id: "closures" }),
  " \u00a0handles ",
  made("output", "–", { id: "handles" }),
);

// That of an example of several files is there already.
document
  .querySelector("main > footer:empty")
  ?.append(
    made("a", "src/lib.rs", { href: "src/lib.rs" }),
    " is the whole Rust program. ",
    made("a", "README.md", { href: "README.md" }),
    " explains it. ",
    made("a", "All examples", { href: "../../" }),
  );
