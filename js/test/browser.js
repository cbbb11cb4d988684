// @ts-check
/**
 * A browser as a place for tests: started by what of Playwright and Puppeteer the app has. Tests run in a page, and
 * where that had to be ended, in the next. What is not here: what the page is (`server.js`, `page.js`).
 */

import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { servePage } from "./server.js";

/** @import { Binary } from "./binary.js" */
/** @import { BrowserName, Options } from "./options.js" */
/** @import { Outcome, Run } from "./attempt.js" */
/** @import { House, Room } from "./session.js" */

/**
 * What is asked of both packages.
 *
 * @typedef {{ goto(url: string): Promise<unknown>, close(): Promise<unknown> }} Page
 * @typedef {object} Browser
 * @property {() => Promise<Page>} newPage
 * @property {() => Promise<unknown>} close
 * @property {(event: "disconnected", then: () => void) => unknown} on
 */

/** How long a page may take to close, in ms: one in an endless loop never does. */
const CLOSING = 2_000;

/**
 * @param {Binary} binary
 * @param {{ folder: string, config: string | null }} app
 * @param {Options} options
 * @returns {Promise<House>}
 */
export async function browserHouse({ bytes }, { folder, config }, options) {
  const name = /** @type {BrowserName} */ (options.browser);
  const launch = await launcher(name, folder, options.headed);
  /** @type {Promise<Browser> | null} */
  let browser = null;
  /** @type {Map<string, PageRoom>} */
  const rooms = new Map();
  const server = await servePage({
    ...{ bytes, folder, config },
    onSaid: (said) => rooms.get(said.room)?.hear(said) ?? {},
  });
  const open = async () => {
    browser ??= launch();
    return (await browser).newPage();
  };
  const restart = async () => {
    const old = browser;
    browser = null;
    await (await old)?.close();
  };
  return {
    newRoom(onOutput) {
      const id = String(rooms.size + 1);
      const room = new PageRoom(`${server.url}?room=${id}`, open, restart, onOutput);
      rooms.set(id, room);
      return room;
    },
    async close() {
      const shown = options.headed ? await browser : null;
      if (shown === null) await restart();
      else await new Promise((resolve) => shown.on("disconnected", () => resolve(undefined)));
      server.close();
    },
  };
}

/** @implements {Room} */
class PageRoom {
  #onOutput;
  #restart;
  #page;
  /** The page that waits for what to do. @type {((answer: Run) => void) | null} */
  #waiting = null;
  /** What there is to do, while it does not wait. @type {Run | null} */
  #run = null;
  /** Who waits for a test. @type {((answer: { outcome?: Outcome, ended?: string }) => void) | null} */
  #answer = null;
  /** @type {(why: string | null) => void} */
  #begin = () => {};
  /** @type {Promise<string | null>} */
  started = new Promise((resolve) => (this.#begin = resolve));

  /**
   * @param {string} url
   * @param {() => Promise<Page>} open
   * @param {() => Promise<void>} restart Ends the browser: the next page has another.
   * @param {(text: string) => void} onOutput
   */
  constructor(url, open, restart, onOutput) {
    this.#onOutput = onOutput;
    this.#restart = restart;
    this.#page = open();
    this.#page
      .then((page) => page.goto(url))
      .catch((error) => this.#begin(`the browser cannot show a page: ${error.message}`));
  }

  /** What the page says. @param {any} said @returns {object | Promise<object>} */
  hear({ output, outcome, ended, next }) {
    if (output !== undefined) this.#onOutput(output);
    if (outcome !== undefined) this.#tell({ outcome });
    if (ended !== undefined) {
      this.#begin(ended);
      this.#tell({ ended });
    }
    if (next === undefined) return {};
    this.#begin(null);
    if (this.#run === null) this.#tell({ ended: "the page was left or loaded again while the test ran" });
    /** @type {Promise<Run>} */
    const answer = new Promise((resolve) => (this.#waiting = resolve));
    this.#send();
    return answer;
  }

  #send() {
    if (this.#waiting === null || this.#run === null) return;
    this.#waiting(this.#run);
    this.#waiting = this.#run = null;
  }

  /** @param {{ outcome?: Outcome, ended?: string }} answer */
  #tell(answer) {
    this.#answer?.(answer);
    this.#answer = null;
  }

  /** @param {Run} run @returns {Promise<{ outcome?: Outcome, ended?: string }>} */
  run(run) {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#run = run;
      this.#send();
    });
  }

  async stop() {
    this.#answer = null;
    const page = await this.#page.catch(() => null);
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(() => resolve("late"), CLOSING)));
    const how = await Promise.race([page?.close().catch(() => "late"), late]);
    clearTimeout(timer);
    if (how === "late") await this.#restart();
  }
}

/**
 * @param {BrowserName} name
 * @param {string} folder
 * @param {boolean} headed
 * @returns {Promise<() => Promise<Browser>>}
 */
async function launcher(name, folder, headed) {
  const require = createRequire(join(folder, "package.json"));
  const executablePath = process.env.CLOSURES_EXTERN_BROWSER || undefined;
  const options = { headless: !headed, ...(executablePath === undefined ? {} : { executablePath }) };
  for (const wanted of packagesFor(name, executablePath !== undefined)) {
    let path;
    try {
      path = require.resolve(wanted);
    } catch {
      continue;
    }
    const found = await import(pathToFileURL(path).href);
    const tool = found.default ?? found;
    if (wanted.startsWith("playwright")) return () => tool[name].launch(options);
    const args = name === "chromium" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    return () => tool.launch({ ...options, browser: name === "chromium" ? "chrome" : name, args });
  }
  const install = `npm install --save-dev playwright-core && npx playwright-core install ${name}`;
  throw new Error(`--browser ${name} needs playwright-core, which is not installed here: ${install}`);
}

/**
 * In the order in which they are looked for. Playwright drives a Firefox and a WebKit of its own alone, and Puppeteer
 * no WebKit.
 *
 * @param {BrowserName} name
 * @param {boolean} isGiven Whether the path of a browser is given.
 */
function packagesFor(name, isGiven) {
  const [playwright, puppeteer] = [
    ["playwright-core", "playwright"],
    ["puppeteer-core", "puppeteer"],
  ];
  if (name === "webkit") return playwright;
  return name === "firefox" && isGiven ? [...puppeteer, ...playwright] : [...playwright, ...puppeteer];
}
