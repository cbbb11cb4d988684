// @ts-check
// Do the timers of the examples work in a real browser, and their pages under a strict policy? What do pages say that cannot
// load, and does the list lead to all of them? The other examples are in gallery.test.js.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromiumPath, firefoxPath } from "../../support/browsers.js";
import { hasText, newPage } from "../../support/chromium.js";
import { ROOT } from "../../support/repository.js";
import { examples, hasStats } from "./examples.js";

/** @typedef {import("playwright-core").Page} Page */

/**
 * What the tests put into a page before its own script runs.
 *
 * @typedef {object} Spy
 * @property {(() => void)[]} timers The functions that timers of the spied kind were given.
 * @property {number[]} cleared The tokens that were cleared.
 * @property {string[]} texts Every text of the observed element, in order.
 */

const { browser, url, visit } = examples();

/** The examples, by name, but for those that are a workspace of their own, and built in a way of their own. */
const NAMES = readdirSync(join(ROOT, "examples"))
  .filter((name) => existsSync(join(ROOT, "examples", name, "index.html")))
  .filter((name) => !existsSync(join(ROOT, "examples", name, "Cargo.lock")))
  .sort();

// --- interval ---

test("interval_says_hello_on_the_browsers_timers_until_it_is_stopped", () =>
  visit(
    "interval",
    async (page) => {
      await hasStats(page, 0, 0);

      await page.click("#start");
      await hasStats(page, 1, 0);
      await hasText(page, "count", "2");
      assert.deepEqual((await lines(page)).slice(-2), ["hello", "hello"]);

      await page.click("#stop");
      await hasStats(page, 0, 0);
      assert.equal((await spy(page)).cleared.length, 1);
      const count = await page.textContent("#count");
      await afterTicks(page, 1000, 2);
      assert.equal(await page.textContent("#count"), count, "it went on after stop");
    },
    (page) => spyOn(page, "Interval"),
  ));

test("a_stopped_interval_leaves_a_function_that_refuses_to_run", () =>
  visit(
    "interval",
    async (page) => {
      await page.click("#start");
      await hasStats(page, 1, 0);
      await page.click("#stop");
      await hasStats(page, 0, 0);

      const thrown = await page.evaluate(async (module) => {
        const { ClosureError } = await import(module);
        try {
          /** @type {any} */ (globalThis).spy.timers[0]();
          return null;
        } catch (error) {
          const { name, code, message } = /** @type {any} */ (error);
          return { ours: error instanceof ClosureError, name, code, message };
        }
      }, url("js/closures_extern.js"));
      assert.ok(thrown, "the function ran");
      assert.equal(thrown.ours, true);
      assert.equal(thrown.name, "ClosureError");
      assert.equal(thrown.code, "dropped");
      // A debug build also says where.
      assert.match(
        thrown.message,
        /^closure called after it was dropped \(closure made at examples.interval.src.lib\.rs:\d+:\d+\)$/,
      );

      const readme = readFileSync(join(ROOT, "examples/interval/README.md"), "utf8");
      assert.ok(readme.includes(thrown.message.replaceAll("\\", "/")), "the README shows another place");

      // The page shows the same to whoever presses the button.
      await page.click("#call");
      assert.equal(await page.textContent("#error"), `ClosureError, code “dropped”: ${thrown.message}`);
    },
    (page) => spyOn(page, "Interval"),
  ));

test("interval_can_be_started_again_and_be_called_by_hand", () =>
  visit("interval", async (page) => {
    for (let round = 0; round < 2; round++) {
      await page.click("#start");
      await page.click("#call");
      // Sooner than the timer, or after it: the closure counts on.
      await page.waitForFunction(() => Number(document.getElementById("count")?.textContent) >= 1);
      assert.equal((await lines(page)).at(-1), "hello");
      await page.click("#stop:enabled");
      await hasStats(page, 0, 0);
    }
    assert.equal(await page.isHidden("#error"), true);
  }));

test("an_interval_that_an_exception_has_ended_is_started_again", () =>
  visit(
    "interval",
    async (page, errors) => {
      await page.click("#start");
      await hasText(page, "count", "1");
      await page.click("#break");
      const sentence = await complaint(page);
      assert.match(sentence, /^PanicError, code “panicked”: .*Error: nobody wants to hear that/);
      // A debug build says which import has thrown it.
      const lines = readFileSync(join(ROOT, "examples/interval/src/lib.rs"), "utf8").split("\n");
      const line = lines.indexOf("closures_extern! {") + 1;
      assert.match(sentence, new RegExp(`\\blog\\b.* declared in interval, line ${line}, column 1`));

      // The page has cleared the timer: its closure would throw at each tick.
      await afterTicks(page, 1000, 2);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors.splice(0)[0], /^uncaught: PanicError: /);
      for (const button of ["start", "stop", "break"]) assert.equal(await page.isDisabled(`#${button}`), true, button);
      // The function of the instance that has ended throws the same again.
      await page.click("#call");
      assert.equal(
        await complaint(page),
        sentence.replace(": the wasm", ": this call came after the wasm instance had ended: the wasm"),
      );

      await page.click("#again");
      await hasStats(page, 0, 0);
      assert.equal(await page.isHidden("#again"), true);
      assert.equal(await page.isHidden("#error"), true);
      await page.click("#start:enabled");
      await hasStats(page, 1, 0);
      await hasText(page, "count", "1");
      await page.click("#stop");
      await hasStats(page, 0, 0);
    },
    (page) => spyOn(page, "Interval"),
  ));

// --- settimeout ---

test("settimeout_fires_once_and_its_closure_is_gone", () =>
  visit(
    "settimeout",
    async (page) => {
      await hasStats(page, 0, 0);
      await page.fill("#seconds", "0.2");

      await page.click("#brew");
      await hasText(page, "text", "Your tea is ready.");
      await hasStats(page, 0, 0);
      await afterTicks(page, 200, 2);
      assert.deepEqual((await spy(page)).texts, ["Brewing ..", "Your tea is ready."]);

      // Nothing is under way: there is nothing to cancel, in Rust as on the page.
      assert.equal(await page.isDisabled("#cancel"), true);
    },
    (page) => spyOn(page, "Timeout", "text"),
  ));

test("settimeout_that_is_cancelled_never_fires", () =>
  visit(
    "settimeout",
    async (page) => {
      // Long enough for a slow machine to press the button in time.
      await page.fill("#seconds", "3");

      await page.click("#brew");
      await hasStats(page, 1, 0);
      await page.click("#cancel");
      await hasStats(page, 0, 0);
      await afterTicks(page, 3000, 1);
      const { texts, cleared } = await spy(page);
      assert.deepEqual(texts, ["Brewing ..", "Cancelled."]);
      assert.equal(cleared.length, 1);
    },
    (page) => spyOn(page, "Timeout", "text"),
  ));

test("settimeout_that_is_replaced_fires_once", () =>
  visit(
    "settimeout",
    async (page) => {
      await page.fill("#seconds", "2");
      await page.click("#brew");
      await hasStats(page, 1, 0);
      await page.click("#brew");
      await hasText(page, "text", "Your tea is ready.");
      await hasStats(page, 0, 0);
      await afterTicks(page, 2000, 1);
      assert.deepEqual((await spy(page)).texts, ["Brewing ..", "Brewing ..", "Your tea is ready."]);
    },
    (page) => spyOn(page, "Timeout", "text"),
  ));

// --- Policy, and what a page says when it cannot load ---

test("a_page_without_unsafe_eval_works", () =>
  visit(
    "interval",
    async (page) => {
      await page.click("#start");
      await hasText(page, "count", "1");
      await page.click("#stop");
      await hasStats(page, 0, 0);
    },
    (page) => serveWithPolicy(page, "interval", "script-src 'self' 'wasm-unsafe-eval'"),
  ));

// The same page and one word less: not even wasm is allowed, and the page says so.
test("the_policy_of_that_test_is_in_force", () =>
  visit(
    "interval",
    async (page, errors) => {
      assert.match(await complaint(page), /^The example could not be loaded\. .*Content Security Policy/);
      assert.match(errors.splice(0).join("\n"), /Content Security Policy/);
    },
    (page) => serveWithPolicy(page, "interval", "script-src 'self'"),
  ));

for (const example of NAMES) {
  test(`${example}_without_its_wasm_file_says_so_in_plain_words`, () =>
    visit(
      example,
      async (page, errors) => {
        const sentence = await complaint(page);
        assert.match(sentence, /^The example could not be loaded\. .*\.wasm: the server answered 404/);
        assert.match(sentence, /`cargo xtask serve` builds the wasm file/);
        assert.match(errors.splice(0).join("\n"), /\.wasm: 404/);
      },
      (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "nothing here" })),
    ));
}

test("a_page_that_is_opened_as_a_file_says_what_to_do", async () => {
  const page = await browser().newPage();
  await page.goto(pathToFileURL(join(ROOT, "examples/interval/index.html")).href);
  assert.match(await complaint(page), /^This page needs JavaScript, and a server: run cargo xtask serve,/);
  await page.close();
});

// --- The list, and the browsers ---

test("the_list_leads_to_every_example_and_each_leads_back", async () => {
  const { page, errors } = await newPage(browser());
  await page.goto(url("/"));
  const links = await page.$$eval("li a", (links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  assert.deepEqual(
    [...links].sort(),
    NAMES.map((name) => url(`examples/${name}/`)),
  );
  for (const [n, link] of links.entries()) {
    await page.click(`li:nth-child(${n + 1}) a`);
    await page.waitForURL(link);
    await page.waitForFunction(() => document.getElementById("closures")?.textContent !== "–"); // it has loaded
    await page.click("text=All examples");
    await page.waitForURL(url("/"));
  }
  assert.deepEqual(errors, []);
  await page.close();
});

test("a_browser_that_is_not_there_fails_with_what_to_install", () => {
  assert.throws(
    () => chromiumPath({ PATH: "" }),
    /^Error: Chromium was not found: install Chromium so that `chromium` is/,
  );
  assert.throws(
    () => firefoxPath({ PATH: "" }),
    /^Error: Firefox was not found: .*`firefox-esr` or `firefox` is in PATH/,
  );
  assert.throws(() => chromiumPath({ CHROMIUM: "/no/such/file" }), /^Error: CHROMIUM is set to \/no\/such\/file/);
});

// --- Helpers ---

/**
 * Before the page's script: keeps what the timers of a kind are given and cleared with, and what one element shows.
 *
 * @param {Page} page
 * @param {"Interval" | "Timeout"} kind
 * @param {string} [observed] The id of the element.
 */
async function spyOn(page, kind, observed) {
  await page.addInitScript(
    ({ kind, observed }) => {
      const global = /** @type {any} */ (globalThis);
      /** @type {Spy} */
      const spy = { timers: [], cleared: [], texts: [] };
      global.spy = spy;
      const set = global[`set${kind}`];
      const clear = global[`clear${kind}`];
      // What the tests themselves wait with.
      global.startTicks = global.setInterval.bind(global);
      global.stopTicks = global.clearInterval.bind(global);
      global[`set${kind}`] = (/** @type {() => void} */ f, /** @type {any[]} */ ...rest) => {
        spy.timers.push(f);
        return set(f, ...rest);
      };
      global[`clear${kind}`] = (/** @type {number} */ token) => {
        spy.cleared.push(token);
        clear(token);
      };
      if (observed === undefined) return;
      document.addEventListener("DOMContentLoaded", () => {
        const element = /** @type {HTMLElement} */ (document.getElementById(observed));
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes) {
            addedNodes.forEach((node) => spy.texts.push(node.textContent ?? ""));
          }
        }).observe(element, { childList: true });
      });
    },
    { kind, observed },
  );
}

/** @param {Page} page */
async function spy(page) {
  return page.evaluate(() => {
    const { cleared, texts } = /** @type {Spy} */ (/** @type {any} */ (globalThis).spy);
    return { cleared, texts };
  });
}

/**
 * Waits until another timer of the page has ticked: what is said not to happen would have happened by then.
 *
 * @param {Page} page
 * @param {number} millis
 * @param {number} times
 */
async function afterTicks(page, millis, times) {
  await page.evaluate(
    ({ millis, times }) =>
      new Promise((resolve) => {
        const { startTicks, stopTicks } = /** @type {any} */ (globalThis);
        const token = startTicks(() => {
          times -= 1;
          if (times > 0) return;
          stopTicks(token);
          resolve(undefined);
        }, millis);
      }),
    { millis, times },
  );
}

/** The sentence that the page shows when something has gone wrong. @param {Page} page */
async function complaint(page) {
  await page.waitForSelector("#error", { state: "visible" });
  return (await page.innerText("#error")).trim();
}

/**
 * What the interval's page lists, without the times.
 *
 * @param {Page} page
 */
async function lines(page) {
  return page.$$eval("#lines li", (items) => items.map((item) => item.firstChild?.textContent));
}

/**
 * Serves an example's page with a Content-Security-Policy. Such a policy allows no script inside a page, so that
 * becomes a file beside it.
 *
 * @param {Page} page
 * @param {string} example
 * @param {string} policy
 */
async function serveWithPolicy(page, example, policy) {
  const folder = url(`examples/${example}/`);
  const source = await (await fetch(folder)).text();
  const inline = /<script type="module">([^]*?)<\/script>/;
  const [, script] = inline.exec(source) ?? assert.fail(`${folder} has no inline module`);
  const body = source.replace(inline, '<script type="module" src="inline.js"></script>');
  const headers = { "content-security-policy": policy };
  await page.route(folder, (route) => route.fulfill({ contentType: "text/html", headers, body }));
  await page.route(`${folder}inline.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", headers, body: script }),
  );
}
