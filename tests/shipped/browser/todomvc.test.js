// @ts-check
// Does a page that is run by Rust alone, through declared classes of the DOM, do what TodoMVC's application specification
// asks for? https://github.com/tastejs/todomvc/blob/master/app-spec.md

import assert from "node:assert/strict";
import { test } from "node:test";

import { hasText } from "../../support/chromium.js";
import { examples, hasStats } from "./examples.js";

/** @typedef {import("playwright-core").Page} Page */

const { visit } = examples();

/** How many closures listen to the page, to each task, and to a task that is edited besides. */
const PAGE = 4;
const TASK = 3;
const EDIT = 2;

/**
 * Opens the page, with nothing kept from before.
 *
 * @param {(page: Page) => Promise<void>} use
 */
function todos(use) {
  return visit("todomvc", async (page) => {
    await hasText(page, "closures", String(PAGE));
    await use(page);
  });
}

/** Types titles into the input, each with the Enter key. @param {Page} page @param {string[]} titles */
async function add(page, ...titles) {
  for (const title of titles) {
    await page.fill(".new-todo", title);
    await page.press(".new-todo", "Enter");
  }
}

/** The nth row, from 1. @param {number} n */
const row = (n) => `.todo-list li:nth-child(${n})`;

/** The rows that can be seen: `x` in front of what is completed. @param {Page} page */
function rows(page) {
  return page.$$eval(".todo-list li", (items) =>
    items.map((item) => {
      const { checked } = /** @type {HTMLInputElement} */ (item.querySelector(".toggle"));
      const completed = item.classList.contains("completed");
      const mark = checked === completed ? (completed ? "x" : "-") : "the box and the class differ:";
      return `${mark} ${item.querySelector("label")?.textContent}`;
    }),
  );
}

/** What the browser keeps. @param {Page} page */
function kept(page) {
  return page.evaluate(() => JSON.parse(localStorage.getItem("todos-closures-extern") ?? "null"));
}

/** Goes to a filter by its link, and waits until it is marked. @param {Page} page @param {string} name */
async function filter(page, name) {
  await page.click(`.filters >> text=${name}`);
  await page.waitForSelector(`.filters .selected >> text=${name}`);
}

test("without_tasks_there_is_only_the_input_which_has_the_focus", () =>
  todos(async (page) => {
    assert.equal(await page.isVisible(".main"), false);
    assert.equal(await page.isVisible(".footer"), false);
    assert.equal(await page.evaluate(() => document.activeElement?.className), "new-todo");
    await add(page, "one");
    assert.equal(await page.isVisible(".main"), true);
    assert.equal(await page.isVisible(".footer"), true);
    await page.hover(row(1));
    await page.click(`${row(1)} .destroy`);
    assert.equal(await page.isVisible(".main"), false);
    assert.equal(await page.isVisible(".footer"), false);
  }));

test("enter_adds_a_trimmed_task_behind_the_others_and_clears_the_input", () =>
  todos(async (page) => {
    await add(page, "buy tea", "   ", "", "  drink <b>it</b>  ");
    assert.deepEqual(await rows(page), ["- buy tea", "- drink <b>it</b>"]);
    await page.fill(".new-todo", "wash up");
    assert.equal((await rows(page)).length, 2);
    await page.press(".new-todo", "Enter");
    assert.equal(await page.inputValue(".new-todo"), "");
    assert.deepEqual(await rows(page), ["- buy tea", "- drink <b>it</b>", "- wash up"]);
  }));

test("the_counter_is_strong_and_speaks_in_the_plural", () =>
  todos(async (page) => {
    const count = () => page.innerHTML(".todo-count");
    await add(page, "one");
    assert.equal(await count(), "<strong>1</strong> item left");
    await add(page, "two");
    assert.equal(await count(), "<strong>2</strong> items left");
    await page.check(".toggle-all");
    assert.equal(await count(), "<strong>0</strong> items left");
  }));

test("a_box_completes_its_task_and_the_one_of_all_follows_and_leads", () =>
  todos(async (page) => {
    await add(page, "one", "two", "three");
    await page.check(`${row(2)} .toggle`);
    assert.deepEqual(await rows(page), ["- one", "x two", "- three"]);
    await page.uncheck(`${row(2)} .toggle`);
    assert.deepEqual(await rows(page), ["- one", "- two", "- three"]);

    await page.check(`${row(2)} .toggle`);
    await page.check(".toggle-all");
    assert.deepEqual(await rows(page), ["x one", "x two", "x three"]);
    await page.uncheck(`${row(1)} .toggle`);
    assert.equal(await page.isChecked(".toggle-all"), false);
    await page.check(`${row(1)} .toggle`);
    assert.equal(await page.isChecked(".toggle-all"), true);
    await page.uncheck(".toggle-all");
    assert.deepEqual(await rows(page), ["- one", "- two", "- three"]);

    await page.check(".toggle-all");
    await page.click(".clear-completed");
    await add(page, "four");
    assert.equal(await page.isChecked(".toggle-all"), false);
  }));

test("what_is_completed_can_be_cleared", () =>
  todos(async (page) => {
    await add(page, "one", "two", "three");
    assert.equal(await page.isVisible(".clear-completed"), false);
    await page.check(`${row(1)} .toggle`);
    await page.check(`${row(3)} .toggle`);
    assert.equal(await page.innerText(".clear-completed"), "Clear completed");
    await page.click(".clear-completed");
    assert.deepEqual(await rows(page), ["- two"]);
    assert.equal(await page.isVisible(".clear-completed"), false);
    await hasText(page, "closures", String(PAGE + TASK));
  }));

test("the_button_that_removes_a_task_is_seen_when_the_pointer_is_over_it", () =>
  todos(async (page) => {
    await add(page, "one", "two");
    const opacity = () => page.$eval(`${row(1)} .destroy`, (button) => getComputedStyle(button).opacity);
    await page.hover(row(2));
    assert.equal(await opacity(), "0");
    await page.hover(row(1));
    assert.equal(await opacity(), "1");
    await page.click(`${row(1)} .destroy`);
    assert.deepEqual(await rows(page), ["- two"]);
  }));

// --- Editing ---

/** Begins to edit the nth task. @param {Page} page @param {number} n */
async function edit(page, n) {
  await page.dblclick(`${row(n)} label`);
  await page.waitForSelector(`${row(n)}.editing .edit`);
}

test("a_double_click_edits_a_title_and_hides_what_else_is_in_the_row", () =>
  todos(async (page) => {
    await add(page, "one", "two");
    await edit(page, 2);
    assert.equal(await page.inputValue(`${row(2)} .edit`), "two");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "edit");
    for (const control of [".toggle", "label", ".destroy"]) {
      assert.equal(await page.isVisible(`${row(2)} ${control}`), false, control);
      assert.equal(await page.isVisible(`${row(1)} ${control}`), true, control);
    }
    await hasText(page, "closures", String(PAGE + 2 * TASK + EDIT));
    await page.press(".edit", "x");
    assert.equal(await page.locator(".edit").count(), 1);
  }));

for (const [name, end] of /** @type {[string, (page: Page) => Promise<void>][]} */ ([
  ["enter", (page) => page.press(".edit", "Enter")],
  ["blur", (page) => page.click(".new-todo")],
])) {
  test(`${name}_saves_an_edited_title_trimmed_and_removes_a_task_without_one`, () =>
    todos(async (page) => {
      await add(page, "one", "two", "three");
      await edit(page, 2);
      await page.fill(".edit", "  2  ");
      await end(page);
      assert.deepEqual(await rows(page), ["- one", "- 2", "- three"]);
      assert.equal(await page.locator(".editing, .edit").count(), 0);
      await hasText(page, "closures", String(PAGE + 3 * TASK));

      await edit(page, 1);
      await page.fill(".edit", "  ");
      await end(page);
      assert.deepEqual(await rows(page), ["- 2", "- three"]);
      await hasText(page, "closures", String(PAGE + 2 * TASK));
    }));
}

test("escape_leaves_a_title_as_it_was", () =>
  todos(async (page) => {
    await add(page, "one", "two");
    await edit(page, 1);
    await page.fill(".edit", "something else");
    await page.press(".edit", "Escape");
    assert.deepEqual(await rows(page), ["- one", "- two"]);
    assert.equal(await page.locator(".editing, .edit").count(), 0);
    assert.equal((await kept(page))[0].title, "one");
    // Nothing is left of the edit: the next begins with the title.
    await edit(page, 1);
    assert.equal(await page.inputValue(".edit"), "one");
  }));

test("a_row_that_is_removed_while_it_is_edited_is_gone", () =>
  todos(async (page) => {
    await add(page, "one", "two", "three");
    await edit(page, 2);
    // By a script, which takes away no focus.
    await page.evaluate(() => /** @type {any} */ (document.querySelectorAll(".destroy")[1]).click());
    assert.deepEqual(await rows(page), ["- one", "- three"]);
    await edit(page, 1);
    await page.fill(".edit", "1");
    await page.evaluate(() => void (location.hash = "#/completed"));
    await page.waitForSelector(".filters .selected >> text=Completed");
    assert.deepEqual(await rows(page), []);
    await filter(page, "All");
    assert.deepEqual(await rows(page), ["- 1", "- three"]);
    await edit(page, 2);
    // Two at once are one: the first is saved.
    await page.fill(".edit", "3");
    await page.evaluate(() => document.querySelector(".view label")?.dispatchEvent(new Event("dblclick")));
    assert.equal(await page.inputValue(".edit"), "1");
    await page.press(".edit", "Escape");
    assert.deepEqual(await rows(page), ["- 1", "- 3"]);

    await filter(page, "Active");
    await edit(page, 2);
    await page.evaluate(() => /** @type {any} */ (document.querySelector(".editing .toggle")).click());
    assert.deepEqual(await rows(page), ["- 1"]);
    await hasText(page, "closures", String(PAGE + 2 * TASK));
  }));

// --- Keeping ---

test("tasks_outlive_the_page_and_editing_does_not", () =>
  todos(async (page) => {
    await add(page, "one", "two");
    await page.check(`${row(2)} .toggle`);
    assert.deepEqual(await kept(page), [
      { id: 1, title: "one", completed: false },
      { id: 2, title: "two", completed: true },
    ]);
    await edit(page, 1);
    await page.reload();
    await page.waitForSelector(row(2));
    assert.deepEqual(await rows(page), ["- one", "x two"]);
    assert.equal(await page.locator(".editing, .edit").count(), 0);
    await add(page, "three");
    assert.deepEqual(
      (await kept(page)).map((/** @type {{ id: number }} */ { id }) => id),
      [1, 2, 3],
    );
  }));

test("what_is_kept_and_no_list_of_tasks_is_left_out", () =>
  todos(async (page) => {
    for (const [text, expected] of /** @type {[string, string[]][]} */ ([
      ["nonsense", []],
      ['{"id":1}', []],
      ['[{"id":"7"},{"title":8},{"id":9,"title":"nine","completed":"yes"},null]', []],
      ['[null,{"id":7,"title":"seven","completed":true}]', ["x seven"]],
    ])) {
      await page.evaluate((text) => localStorage.setItem("todos-closures-extern", text), text);
      await page.reload();
      await hasText(page, "closures", String(PAGE + expected.length * TASK));
      assert.deepEqual(await rows(page), expected, text);
    }
  }));

// --- Routing ---

test("the_address_filters_and_outlives_the_page", () =>
  todos(async (page) => {
    await add(page, "one", "two", "three");
    await page.check(`${row(2)} .toggle`);
    assert.equal(await page.innerText(".filters .selected"), "All");
    await filter(page, "Active");
    assert.match(page.url(), /#\/active$/);
    assert.deepEqual(await rows(page), ["- one", "- three"]);
    await filter(page, "Completed");
    assert.match(page.url(), /#\/completed$/);
    assert.deepEqual(await rows(page), ["x two"]);
    await page.reload();
    await page.waitForSelector(row(1));
    assert.deepEqual(await rows(page), ["x two"]);
    assert.equal(await page.innerText(".filters .selected"), "Completed");
    await filter(page, "All");
    assert.match(page.url(), /#\/$/);
    assert.deepEqual(await rows(page), ["- one", "x two", "- three"]);
    await page.goBack();
    await page.waitForSelector(".filters .selected >> text=Completed");
    assert.deepEqual(await rows(page), ["x two"]);
  }));

test("a_task_that_changes_while_it_is_filtered_comes_and_goes", () =>
  todos(async (page) => {
    await add(page, "one", "two", "three");
    await filter(page, "Active");
    await page.click(`${row(1)} .toggle`);
    assert.deepEqual(await rows(page), ["- two", "- three"]);
    await page.check(".toggle-all");
    assert.deepEqual(await rows(page), []);
    await page.uncheck(".toggle-all");
    assert.deepEqual(await rows(page), ["- one", "- two", "- three"]);
    await filter(page, "Completed");
    await add(page, "four");
    assert.deepEqual(await rows(page), []);
  }));

// --- Closures ---

test("each_task_brings_its_listeners_and_takes_them_along", () =>
  todos(async (page) => {
    const before = await page.textContent("#handles");
    await add(page, ...Array.from({ length: 20 }, (_, n) => `task ${n}`));
    await hasText(page, "closures", String(PAGE + 20 * TASK));
    for (let n = 0; n < 20; n++) {
      await page.hover(row(1));
      await page.click(`${row(1)} .destroy`);
    }
    await hasStats(page, PAGE, Number(before));
  }));

test("the_end_leaves_no_listener_and_no_row", () =>
  todos(async (page) => {
    await add(page, "one", "two");
    await edit(page, 1);
    await page.evaluate(() => /** @type {any} */ (globalThis).app.exports.stop());
    await hasStats(page, 0, 0);
    assert.deepEqual(await rows(page), []);
    await page.fill(".new-todo", "nobody listens");
    await page.press(".new-todo", "Enter");
    assert.equal(await page.inputValue(".new-todo"), "nobody listens");
  }));
