// @ts-check
// Do the examples that are no timers show what they say: animation, sort, settings, listeners, paint,
// websocket, fetch, leaks, inside?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { hasText } from "../../support/chromium.js";
import { ROOT } from "../../support/repository.js";
import { examples, hasStats } from "./examples.js";

/** @typedef {import("playwright-core").Page} Page */

const { visit } = examples();

// --- animation ---

/** How the pendulums hang now. @param {Page} page */
function angles(page) {
  return page.$$eval("#scene > .pendulum", (all) => all.map((pendulum) => pendulum.getAttribute("transform")));
}

test("an_animation_asks_for_each_frame_until_it_is_freed", () =>
  visit(
    "animation",
    async (page) => {
      await hasStats(page, 0, 0);
      await page.click("#start");
      await hasStats(page, 1, 12);
      await page.waitForFunction(() => /** @type {any} */ (globalThis).asked > 5);
      const before = await angles(page);
      await afterFrames(page, 3);
      const after = await angles(page);
      assert.equal(after.length, 12);
      assert.ok(
        after.every((angle, n) => angle !== before[n]),
        "a pendulum stands still",
      );
      assert.equal(new Set(after).size, 12, "the pendulums swing alike");

      await page.click("#stop");
      await hasStats(page, 0, 0);
      assert.deepEqual(await angles(page), []);
      const asked = await page.evaluate(() => /** @type {any} */ (globalThis).asked);
      await afterFrames(page, 3); // a frame that was not cancelled would throw
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).asked), asked);
    },
    // Counts the frames that Rust asks for, not the page.
    (page) =>
      page.addInitScript(() => {
        const global = /** @type {any} */ (globalThis);
        const { requestAnimationFrame } = global;
        global.asked = 0;
        global.requestAnimationFrame = (/** @type {any} */ f) => {
          global.asked += f.name === "next" ? 0 : 1;
          return requestAnimationFrame(f);
        };
      }),
  ));

test("an_animation_begins_anew", () =>
  visit("animation", async (page) => {
    for (let round = 0; round < 3; round++) {
      await page.click("#start:enabled");
      await hasStats(page, 1, 12);
      await page.click("#stop:enabled");
      await hasStats(page, 0, 0);
    }
  }));

// --- sort ---

/** @param {Page} page */
function cities(page) {
  return page.$$eval("#rows tr", (rows) => rows.map((row) => row.children[0].textContent));
}

test("sort_calls_a_stack_closure_which_counts", () =>
  visit(
    "sort",
    async (page) => {
      const by = async (/** @type {string} */ column) => {
        await page.click(`[data-column=${column}] button`);
        await hasText(page, "text", `Sorted with ${await page.evaluate("calls")} comparisons.`);
        return cities(page);
      };
      const falling = ["Tōkyō", "Ōsaka", "Lagos", "Jakarta", "Lima", "Paris", "Zürich", "Kyōto"];
      assert.deepEqual(await by("people"), falling);
      assert.deepEqual(await by("people"), [...falling].reverse());
      // As Rust compares: by code points, and a country's cities by name.
      assert.deepEqual(await by("name"), ["Jakarta", "Kyōto", "Lagos", "Lima", "Paris", "Tōkyō", "Zürich", "Ōsaka"]);
      assert.deepEqual(await by("country"), ["Paris", "Jakarta", "Kyōto", "Tōkyō", "Ōsaka", "Lagos", "Lima", "Zürich"]);
      await hasStats(page, 0, 0);
    },
    // Counts the calls of the last sort's closure.
    (page) =>
      page.addInitScript(() => {
        const global = /** @type {any} */ (globalThis);
        const { sort } = Array.prototype;
        Array.prototype.sort = function (/** @type {any} */ compare) {
          if (this[0]?.people === undefined) return sort.call(this, compare); // not the cities
          global.calls = 0;
          return sort.call(this, (a, b) => {
            global.calls += 1;
            return compare(a, b);
          });
        };
      }),
  ));

test("map_calls_a_stack_closure_for_each_city", () =>
  visit("sort", async (page) => {
    await page.waitForSelector("#rows i");
    const shares = await page.$$eval("#rows i", (bars) => bars.map((bar) => /** @type {HTMLElement} */ (bar).title));
    assert.deepEqual(shares, ["10.4%", "10.6%", "1.3%", "15.1%", "10.3%", "33.8%", "1.4%", "17.2%"]);
  }));

test("the_closure_of_a_sort_that_has_returned_refuses_to_run", () =>
  visit("sort", async (page) => {
    await page.click("[data-column=name] button");
    await page.click("#call");
    const [, line] = await complaint(
      page,
      "expired",
      "closure called after the call it was passed to returned",
      "sort",
    );
    assert.match(line, /cities\.sort\(&mut \|a, b\| \{/);
  }));

// --- listeners ---

/** What Rust listens to. @param {Page} page */
async function names(page) {
  const names = await page.$$eval("#names li", (items) => items.map((item) => item.textContent ?? ""));
  return names.filter((name) => !name.startsWith("__playwright"));
}

const DRAGGING = ["pointerdown", "pointermove", "pointerup", "pointercancel", "keydown"];

/** Where the first note is on the page. @param {Page} page */
async function place(page) {
  const { x, y } = (await page.locator(".note").first().boundingBox()) ?? assert.fail("there is no note");
  return { x, y };
}

/** Presses the button on the first note, and moves it. @param {Page} page */
async function drag(page) {
  const { x, y } = await place(page);
  await page.mouse.move(x + 20, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 140, y + 80, { steps: 4 });
  return { from: { x, y }, to: { x: x + 120, y: y + 60 } };
}

test("a_drag_listens_until_the_button_is_released", () =>
  visit("listeners", async (page) => {
    await hasStats(page, 1, 2);
    assert.deepEqual(await names(page), ["pointerdown"]);
    const { to } = await drag(page);
    await hasText(page, "closures", "5");
    assert.deepEqual(await names(page), DRAGGING);
    assert.deepEqual(await place(page), to);

    await page.mouse.up();
    await hasStats(page, 1, 2);
    assert.deepEqual(await names(page), ["pointerdown"]);
    await page.mouse.move(300, 600);
    assert.deepEqual(await place(page), to, "the note follows a pointer that has let go");
  }));

test("escape_ends_a_drag_and_puts_the_note_back", () =>
  visit("listeners", async (page) => {
    const { from } = await drag(page);
    await hasText(page, "closures", "5");
    await page.keyboard.press("a");
    assert.deepEqual(await names(page), DRAGGING);
    await page.keyboard.press("Escape");
    await hasStats(page, 1, 2);
    assert.deepEqual(await place(page), from);
    assert.deepEqual(await names(page), ["pointerdown"]);
  }));

test("a_board_that_is_freed_takes_the_drag_under_way_with_it", () =>
  visit("listeners", async (page) => {
    const { to } = await drag(page);
    await hasText(page, "closures", "5");
    await page.evaluate(() => document.getElementById("stop")?.click());
    await hasStats(page, 0, 0);
    assert.deepEqual(await names(page), []);
    await page.mouse.move(300, 600);
    await page.mouse.up();
    await drag(page);
    assert.deepEqual(await place(page), to, "nobody listens, and a note moves");
    await page.mouse.up();

    await page.click("#start");
    await hasStats(page, 1, 2);
  }));

// --- paint ---

/**
 * The colour at a place of the canvas, which is given in parts of its width and height.
 *
 * @param {Page} page
 * @param {number} x
 * @param {number} y
 */
function color(page, x, y) {
  return page.evaluate(
    ({ x, y }) => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("canvas"));
      const pixel = canvas.getContext("2d")?.getImageData(x * canvas.width, y * canvas.height, 1, 1);
      const [red, green, blue, alpha] = pixel?.data ?? [];
      return alpha === 0 ? "" : `rgb(${red} ${green} ${blue})`;
    },
    { x, y },
  );
}

/** Paints a line. @param {Page} page @param {number[]} from @param {number[]} to */
async function paint(page, from, to) {
  const { x, y, width, height } = (await page.locator("#canvas").boundingBox()) ?? assert.fail("there is no canvas");
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 3 });
  await page.mouse.up();
}

test("the_pointer_paints_with_the_brush_that_is_chosen", () =>
  visit("paint", async (page) => {
    await hasStats(page, 3, 0);
    await page.fill("#color", "#ff0000");
    await paint(page, [0.2, 0.5], [0.8, 0.5]);
    await page.fill("#color", "#0000ff");
    await page.fill("#width", "80");
    await paint(page, [0.5, 0.2], [0.5, 0.2]);
    assert.equal(await color(page, 0.3, 0.5), "rgb(255 0 0)");
    assert.equal(await color(page, 0.7, 0.5), "rgb(255 0 0)");
    assert.equal(await color(page, 0.5, 0.24), "rgb(0 0 255)", "a dot is a line, too");
    assert.equal(await color(page, 0.3, 0.7), "");
    // No line from where the last one ended, if the button was pressed elsewhere.
    await paint(page, [0.5, -0.2], [0.1, 0.9]);
    assert.equal(await color(page, 0.1, 0.9), "");

    await page.click("#clear");
    assert.equal(await color(page, 0.3, 0.5), "");
    await hasStats(page, 3, 0);
  }));

test("a_picture_is_saved_by_a_closure_that_is_called_once", () =>
  visit("paint", async (page) => {
    await page.fill("#color", "#00ff00");
    await paint(page, [0.2, 0.5], [0.8, 0.5]);
    await page.click("#save");
    await page.waitForFunction(() => document.querySelector("img")?.complete);
    const [width, green] = await page.evaluate(() => {
      const image = /** @type {HTMLImageElement} */ (document.querySelector("img"));
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      return [canvas.width, context?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[1]];
    });
    assert.deepEqual([width, green], [1280, 255]);
    await hasStats(page, 3, 0);
  }));

test("the_closures_of_a_canvas_end_with_it", () =>
  visit("paint", async (page) => {
    await paint(page, [0.2, 0.5], [0.8, 0.5]);
    await page.click("#tear");
    assert.equal(await color(page, 0.3, 0.5), "");
    await paint(page, [0.2, 0.5], [0.8, 0.5]);
    assert.notEqual(await color(page, 0.3, 0.5), "");
    const devtools = await page.context().newCDPSession(page);
    for (let round = 0; (await page.textContent("#closures")) !== "3"; round++) {
      assert.ok(round < 50, `${await page.textContent("#closures")} closures are alive`);
      await devtools.send("HeapProfiler.collectGarbage");
      await afterFrames(page, 2);
    }
    await hasStats(page, 3, 0);
  }));

// --- websocket ---

/** What the page lists, without the times. @param {Page} page */
function told(page) {
  return page.$$eval("#lines li", (items) =>
    items.map((item) => `${item.dataset.kind} ${item.textContent?.replace(/ \([\d.]+ ms\)$/, "")}`),
  );
}

/** Waits until the page lists as many lines. @param {Page} page @param {number} count */
async function hasLines(page, count) {
  await page.waitForFunction((count) => document.querySelectorAll("#lines li").length === count, count);
}

test("a_socket_echoes_until_its_connection_is_freed", () =>
  visit(
    "websocket",
    async (page) => {
      await hasStats(page, 0, 0);
      await page.click("#connect");
      await hasLines(page, 1);
      await hasText(page, "closures", "3");
      for (const [n, text] of ["hello", "", "Grüße, 👋"].entries()) {
        await page.fill("#text", text);
        await page.press("#text", "Enter");
        await hasLines(page, n + 2);
      }
      assert.deepEqual(await told(page), ["open ", "message hello", "message ", "message Grüße, 👋"]);
      assert.match((await page.textContent("#lines li:last-child")) ?? "", / \(\d+\.\d ms\)$/);

      await page.click("#disconnect");
      await hasStats(page, 0, 0);
      // The socket is told to close, and nobody that it is closed.
      await page.waitForFunction(() => /** @type {any} */ (globalThis).socket.readyState === WebSocket.CLOSED);
      assert.deepEqual((await told(page)).slice(4), ["free "]);
    },
    // Keeps the socket that is made.
    (page) =>
      page.addInitScript(() => {
        globalThis.WebSocket = class extends WebSocket {
          /** @param {string | URL} url */
          constructor(url) {
            super(url);
            /** @type {any} */ (globalThis).socket = this;
          }
        };
      }),
  ));

test("a_socket_that_the_server_closes_is_told_of", () =>
  visit(
    "websocket",
    async (page) => {
      await page.click("#connect");
      await hasLines(page, 1);
      await page.click("#send");
      await hasLines(page, 2);
      assert.deepEqual(await told(page), ["open ", "close 3001"]);
      await page.click("#disconnect");
      await hasStats(page, 0, 0);
    },
    (page) => page.routeWebSocket("**/echo", (socket) => socket.onMessage(() => socket.close({ code: 3001 }))),
  ));

test("a_socket_that_is_sent_bytes_throws_that_and_goes_on", () =>
  visit(
    "websocket",
    async (page, errors) => {
      await page.click("#connect");
      await hasLines(page, 1);
      await page.fill("#text", "bytes");
      await page.press("#text", "Enter");
      await page.fill("#text", "text");
      await page.press("#text", "Enter");
      await hasLines(page, 2);
      assert.deepEqual(await told(page), ["open ", "message text"]);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors.splice(0)[0], /^uncaught: TypeError: result of data: expected a string, got an object/);
      await page.click("#disconnect");
      await hasStats(page, 0, 0);
    },
    (page) =>
      page.routeWebSocket("**/echo", (socket) =>
        socket.onMessage((text) => socket.send(text === "bytes" ? Buffer.from("bytes") : text)),
      ),
  ));

test("what_a_socket_throws_is_an_error_of_rust_and_of_the_page", () =>
  visit("websocket", async (page) => {
    await page.waitForSelector("#connect:enabled");
    // At once: it is still connecting.
    await page.evaluate(() => {
      document.getElementById("connect")?.click();
      /** @type {HTMLFormElement} */ (document.getElementById("form")).requestSubmit();
    });
    assert.match((await page.textContent("#error")) ?? "", /^InvalidStateError: /);
    // The message that was not sent is not waited for.
    await hasLines(page, 1);
    await page.fill("#text", "sent");
    await page.press("#text", "Enter");
    await hasLines(page, 2);
    assert.deepEqual(await told(page), ["open ", "message sent"]);
    assert.equal(await page.isHidden("#error"), true);
    await page.click("#disconnect");
    await hasStats(page, 0, 0);
  }));

// --- fetch ---

/** How often the page was told how much is there, and whether it was ever more than before. @param {Page} page */
function watchProgress(page) {
  return page.evaluate(() => {
    const global = /** @type {any} */ (globalThis);
    const progress = /** @type {HTMLProgressElement} */ (document.getElementById("progress"));
    const { get, set } = /** @type {any} */ (Object.getOwnPropertyDescriptor(HTMLProgressElement.prototype, "value"));
    global.parts = [];
    Object.defineProperty(progress, "value", {
      get,
      set(part) {
        global.parts.push(part);
        set.call(this, part);
      },
    });
  });
}

/** @param {Page} page @returns {Promise<number[]>} */
function parts(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).parts);
}

/**
 * Takes away what Chromium says of a body that is read by a reader, if it is not to be stored, whoever reads it: that its request
 * was aborted, even when all of it is there.
 *
 * @param {string[]} errors
 */
function forgetAborted(errors) {
  for (const error of errors.splice(0)) assert.match(error, /planets\.json: net::ERR_ABORTED$/);
}

test("what_rust_awaits_is_loaded_with_progress_and_is_shown", () =>
  visit("fetch", async (page, errors) => {
    await hasStats(page, 0, 0);
    await watchProgress(page);
    await page.click("#load");
    await hasLines(page, 8);
    assert.equal(await page.textContent("#lines li:nth-child(6)"), "Saturn: 274 moons");
    const told = await parts(page);
    assert.ok(told.length > 5, `told ${told.length} times`);
    assert.ok(told.every((part, at) => part > (told[at - 1] ?? 0)));
    assert.equal(told.at(-1), 1);
    await page.waitForSelector("#load:enabled");
    await hasStats(page, 0, 0);
    forgetAborted(errors);
  }));

test("what_is_cancelled_is_rejected_and_leaves_nothing", () =>
  visit("fetch", async (page, errors) => {
    await page.waitForSelector("#load:enabled");
    await watchProgress(page);
    await page.click("#load");
    await page.waitForFunction(() => /** @type {any} */ (globalThis).parts.length > 1);
    await page.click("#cancel");
    await page.waitForSelector("#load:enabled");
    assert.match((await page.textContent("#error")) ?? "", /^AbortError: /);
    const told = await parts(page);
    assert.ok(told.slice(0, -1).every((part) => part < 1));
    assert.deepEqual(await page.$$("#lines li"), []);
    await hasStats(page, 0, 0);
    // And it can be loaded again.
    await page.click("#load");
    await hasLines(page, 8);
    assert.equal(await page.isHidden("#error"), true);
    forgetAborted(errors);
  }));

test("what_is_cancelled_before_an_answer_comes_is_rejected_too", () =>
  visit(
    "fetch",
    async (page, errors) => {
      await page.click("#load:enabled");
      await page.click("#cancel:enabled");
      await page.waitForSelector("#load:enabled");
      assert.match((await page.textContent("#error")) ?? "", /^AbortError: /);
      forgetAborted(errors);
      await hasStats(page, 0, 0);
    },
    (page) => page.route("**/planets.json", () => {}), // never answered
  ));

test("what_is_not_there_is_an_error_and_so_is_what_is_no_json", () =>
  visit(
    "fetch",
    async (page, errors) => {
      await page.click("#missing:enabled");
      await page.waitForSelector("#load:enabled");
      await hasText(page, "error", "the server answers 404");
      errors.length = 0; // the browser's own, of the file that is not there
      await page.click("#load");
      await page.waitForFunction(() => document.getElementById("error")?.textContent?.startsWith("SyntaxError: "));
      await hasStats(page, 0, 0);
    },
    (page) => page.route("**/planets.json", (route) => route.fulfill({ contentType: "application/json", body: "[1," })),
  ));

// --- leaks ---

test("a_leak_is_found_at_the_line_that_makes_it_and_is_mended_in_the_other_list", () =>
  visit("leaks", async (page) => {
    // An element for each list, and nothing else.
    await hasStats(page, 0, 2);
    for (let turn = 1; turn <= 4; turn++) {
      await page.click("#turn-mended");
      await hasStats(page, 5, 7);
    }
    for (let turn = 1; turn <= 4; turn++) {
      await page.click("#turn-leaky");
      await hasStats(page, 5 + 5 * turn, 7 + 5 * turn);
    }
    await page.click("#ask");
    const report = (await page.textContent("#report")) ?? "";
    const [leak, rest] = report.trim().split("\n");
    const [, count, file, line] = /^(\d+) closures made at (.*):(\d+):\d+$/.exec(leak) ?? assert.fail(report);
    assert.equal(count, "20");
    assert.match(rest, /^5 closures made at /);
    const source = readFileSync(join(ROOT, file), "utf8").split("\n");
    assert.match(source[Number(line) - 1], /Closure::new/);
    // It is the one that is not preceded by the line that drops the others.
    const { length } = source.slice(0, Number(line)).filter((text) => text.includes("self.closures.clear()"));
    assert.equal(length, 0, "the report names the mended list");
    const readme = readFileSync(join(ROOT, "examples/leaks/README.md"), "utf8");
    assert.ok(readme.includes(report.trim().replaceAll("\\", "/")), `the README shows another report than ${report}`);
  }));

test("a_row_works_for_as_long_as_it_is_shown", () =>
  visit("leaks", async (page) => {
    for (const list of ["leaky", "mended"]) {
      await page.click(`#turn-${list}`);
      await page.click(`#turn-${list}`);
      await page.click(`#${list} button:nth-child(2)`);
      const rows = await page.$$eval(`#${list} button`, (rows) => rows.map((row) => row.textContent));
      assert.deepEqual(rows, ["row 6", "picked", "row 8", "row 9", "row 10"]);
    }
  }));

// --- inside ---

/** The lines of the log, without places. @param {Page} page */
const crossings = (page) =>
  page.$$eval("#log li", (lines) =>
    lines.map((line) => `${line.children[0].textContent} ${line.children[1].textContent}`),
  );

test("each_crossing_has_a_line_and_the_readme_shows_it", () =>
  visit("inside", async (page) => {
    await page.click("#vowels:enabled");
    const lent = await crossings(page);
    const readme = readFileSync(join(ROOT, "examples/inside/README.md"), "utf8");
    assert.equal(lent.length, 5);
    for (const line of lent) assert.ok(readme.replaceAll(/ +/g, " ").includes(line), line);
    await page.click("#clear");
    await page.click("#caught");
    assert.deepEqual(await crossings(page), [
      'import refuse("not today") threw Error: not today',
      'export caught() → "Error: not today"',
    ]);
    await page.click("#clear");
    await page.click("#hold");
    await hasStats(page, 0, 1);
    await hasText(page, "held", "1 value of JavaScript");
    await page.click("#release");
    await hasStats(page, 0, 0);
    await hasText(page, "held", "nothing");
    assert.deepEqual(await crossings(page), ["export hold(Date) → 1", "export release() → undefined"]);
  }));

test("a_closure_that_lives_is_shown_with_its_place_until_it_is_dropped", () =>
  visit("inside", async (page) => {
    await hasText(page, "live", "none");
    await page.click("#start:enabled");
    await hasStats(page, 1, 0);
    const text = (await page.textContent("#live")) ?? "";
    const [, line] = /^1 × examples.inside.src.lib\.rs:(\d+):\d+$/.exec(text) ?? assert.fail(text);
    const source = readFileSync(join(ROOT, "examples/inside/src/lib.rs"), "utf8").split("\n");
    assert.match(source[Number(line) - 1], /Closure::new/);
    await hasText(page, "held", "a Timer, 1 tick old, which this page owns");
    await page.click("#clear");
    await page.click("#stop");
    await hasStats(page, 0, 0);
    await hasText(page, "live", "none");
    const told = await crossings(page);
    assert.deepEqual(
      told.map((one) => one.split("(")[0]),
      ["drop Timer", "import clearInterval", "drop closure"],
    );
  }));

// --- Helpers ---

/**
 * Waits for frames of the page: what is said not to happen would have happened by then.
 *
 * @param {Page} page
 * @param {number} count
 */
async function afterFrames(page, count) {
  await page.evaluate(
    (count) =>
      new Promise((resolve) => {
        requestAnimationFrame(function next() {
          count -= 1;
          if (count < 0) resolve(undefined);
          else requestAnimationFrame(next);
        });
      }),
    count,
  );
}

/**
 * The error that the page shows, which must be a `ClosureError`, and the line of the source that it names.
 *
 * @param {Page} page
 * @param {string} code
 * @param {string} message
 * @param {string} example
 */
async function complaint(page, code, message, example) {
  const text = (await page.textContent("#error")) ?? "";
  const expected = new RegExp(
    `^ClosureError, code “${code}”: ${message} \\(closure made at examples.${example}.src.lib\\.rs:(\\d+):\\d+\\)$`,
  );
  const [, line] = expected.exec(text) ?? assert.fail(text);
  return [text, readFileSync(join(ROOT, `examples/${example}/src/lib.rs`), "utf8").split("\n")[Number(line) - 1]];
}

// --- settings ---

test("a_form_gets_its_options_and_what_it_changes_comes_back", () =>
  visit("settings", async (page) => {
    const said = (/** @type {string} */ words) => hasText(page, "text", words);
    assert.equal(await page.textContent("#legend"), "Your settings");
    await said("Ada, System, 16 px, no news (0 changes)");
    await hasStats(page, 3, 0);
    await page.selectOption("#theme", "dark");
    await page.fill("#size", "20");
    await page.check("#told");
    await said("Ada, Dark, 20 px, news of rust and wasm at 7:00 (3 changes)");
    // What Rust finds wrong is not a change.
    await page.fill("#name", "Wilhelmina the First");
    const validity = await page.$eval("#name", (name) => /** @type {any} */ (name).validationMessage);
    assert.equal(validity, "A name has at most 12 letters, and this has 20.");
    await said("Ada, Dark, 20 px, news of rust and wasm at 7:00 (3 changes)");
    await page.click("#reset");
    await said("Ada, System, 16 px, no news (3 changes)");
    assert.equal(await page.inputValue("#theme"), "system");
    await hasStats(page, 3, 0);
  }));
