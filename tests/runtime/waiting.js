// @ts-check
// What a random program does with promises, tasks and objects that async methods borrow, in an instance and in the model of it
// (tasks.js): each poll must be that of the model's next task, and each promise of Rust must come to what the model says.

import { ClosureError, PanicError, assert, turn } from "./harness.js";
import { ORDER, WAYS, order } from "./orders.js";
import { MOST_TASKS } from "./tasks.js";

/**
 * @typedef {import("./programs.js").Op} Op
 * @typedef {import("./tasks.js").Task} Task
 * @typedef {import("./tasks.js").Promised} Promised
 * @typedef {import("./tasks.js").Thing} Thing
 */

// What a task does after a turn: src/model/tasks.rs.
const ENDS = 1;
const KEEPS = 2;
const WAKES = 4;
const PATIENT = 8;
const PROMISE = 16;

/** @template T @param {T[]} list @param {number} [target] @returns {T | undefined} */
const pick = (list, target = 0) => list[target % list.length];

const nothing = () => {};

/** The promises of one program. */
export class Waiting {
  /** What the task that is polled is to go on with. @type {{ task: Task, with: "woken" | Promised } | null} */
  resuming = null;
  /** A promise of Rust that is pending until the instance ends. */
  sentinel = /** @type {Promised} */ ({ id: 0, got: null });

  /** @param {import("./crossings.js").Run} run */
  constructor(run) {
    this.run = run;
    this.tasks = run.model.tasks;
  }

  /** The functions that Rust calls. */
  host() {
    return {
      modelLater: (/** @type {number} */ id) => this.tasks.promises[id - 1].js,
      modelPromised: (/** @type {number} */ id, /** @type {any} */ js) => this.promised(id, js),
      modelPolled: (/** @type {number} */ id) => this.polled(id),
      modelWoken: (/** @type {number} */ id) => this.resumed(id, (on) => on === "woken"),
      modelResolved: (/** @type {number} */ id, /** @type {string} */ text) =>
        this.resumed(id, (on) => on !== "woken" && on.state === "fulfilled" && on.value === text),
      modelRejected: (/** @type {number} */ id, /** @type {any} */ reason) =>
        this.resumed(id, (on) => on !== "woken" && on.state === "rejected" && isReason(on, reason)),
    };
  }

  // --- Microtasks ---

  /** Lets microtasks run, as many as there are, and compares what they have done. */
  async turn() {
    const { run, tasks } = this;
    const { model, quiet } = run;
    if (model.torn && tasks.isDue()) model.end({ how: "stop" });
    const due = new Set(model.due);
    let finds;
    do {
      finds = run.finds;
      await turn();
      if (run.failure) throw run.failure;
    } while (run.finds !== finds); // what is found may start more
    run.quiet = quiet;
    run.findSilently();
    this.rest();
    run.check("microtasks", due);
    this.checkPromises();
  }

  /** No task is polled any more. */
  rest() {
    if (this.run.model.ended !== null) return;
    const task = this.tasks.polls();
    this.run.expect(task === null, () => `task ${task?.id} was not polled`);
    this.run.expect(this.resuming === null, () => `task ${this.resuming?.task.id} did not go on`);
  }

  /** What has come of Rust's promises. */
  checkPromises() {
    const { ended } = this.run.model;
    for (const promise of this.tasks.promises) {
      const { id, task, state, value, given, got } = promise;
      if (task === null) continue;
      const told = () => `promise ${id} of task ${task.id} is ${JSON.stringify(got)} and not ${state}, ${value}`;
      if (state === "fulfilled") this.run.expect(got !== null && "value" in got && got.value === value, told);
      else if (state === "rejected") this.run.expect(got !== null && isReason(promise, got.error), told);
      else if (ended === null || given === "up") this.run.expect(got === null, told);
    }
  }

  /** The instance has ended, which rejects what is pending. */
  async checkEnd() {
    await turn();
    this.checkPromises();
    const { error } = /** @type {import("./model.js").End} */ (this.run.model.ended);
    const pending = this.tasks.promises.filter(
      ({ state, task, given }) => state === "pending" && task !== null && given === "held",
    );
    for (const { id, got } of [...pending, this.sentinel]) {
      assert.ok(error instanceof PanicError && got?.error === error, `promise ${id} is not rejected with the end`);
    }
  }

  // --- What Rust calls ---

  /** A task is polled. @param {number} id */
  polled(id) {
    const { run, tasks } = this;
    if (run.over) return;
    run.runs(`polls task ${id}`);
    run.expect(this.resuming === null, () => `task ${this.resuming?.task.id} did not go on`);
    const task = tasks.polls();
    if (task?.id !== id) return run.fail(`task ${id} is polled, and not ${task?.id}`);
    const on = tasks.poll(task);
    this.resuming = on && { task, with: on };
  }

  /**
   * A task goes on: the number of the function that asks in it.
   *
   * @param {number} id
   * @param {(on: "woken" | Promised) => boolean} fits Whether it goes on with what it should.
   */
  resumed(id, fits) {
    const { run, tasks, resuming } = this;
    run.runs(`goes on with task ${id}`);
    if (resuming?.task.id !== id) return run.fail(`task ${id} goes on, and not ${resuming?.task.id}`);
    run.expect(fits(resuming.with), () => `task ${id} goes on with what it did not wait for`);
    this.resuming = null;
    const { task } = resuming;
    const way = (id + task.next) % WAYS.length;
    const now = task.turns[task.next++];
    if (now === undefined) {
      const answer = () => (task.fails ? ORDER.error : ORDER.return + ENDS * 2 ** 32);
      return run.frame(way, [], { answer, done: () => tasks.ends(task, !task.fails) });
    }
    /** @type {Promised | null} */
    let promise = null;
    const answer = () => {
      promise = now.promise === null ? null : this.promise(now.promise, now.fresh);
      const flags = (now.keeps ? KEEPS : 0) + (now.wakes ? WAKES : 0) + (now.patient ? PATIENT : 0);
      return ORDER.return + (flags + (promise?.id ?? 0) * PROMISE) * 2 ** 32;
    };
    return run.frame(way, now.body, { answer, done: () => tasks.waits(task, promise) });
  }

  /** Rust has made a promise. @param {number} id Of the task. @param {any} js */
  promised(id, js) {
    if (id === 0) return this.follow(this.sentinel, js);
    this.run.runs("makes a promise");
    const owed = this.tasks.all.find((task) => task.id === id)?.owed;
    if (!owed) return this.run.fail(`a promise of ${id} is made, which makes none`);
    this.follow(owed, js);
  }

  /** @param {Promised} promise @param {any} js */
  follow(promise, js) {
    this.run.expect(js instanceof Promise, () => `${js} is no promise`);
    promise.js = js;
    js.then(
      (/** @type {any} */ value) => void (promise.got = { value }),
      (/** @type {any} */ error) => void (promise.got = { error }),
    );
  }

  /** One to wait for: any that there is, or a new one of JavaScript's. @param {number} target @param {boolean} fresh */
  promise(target, fresh) {
    const { promises } = this.tasks;
    if (!fresh && promises.length > 0) return /** @type {Promised} */ (pick(promises, target));
    const made = this.tasks.promised({});
    made.js = new Promise((resolve, reject) => {
      made.settle = (ok, value) => (ok ? resolve(value) : reject(value));
    });
    made.js.catch(nothing); // it may be that nobody waits for it
    return made;
  }

  // --- Orders ---

  /** What a Rust function does itself, as an order. @param {Op} op @returns {[number, () => void] | null} */
  ordered(op) {
    const { tasks } = this;
    if (op.op === "spawn" || op.op === "promise") {
      if (tasks.all.length >= MOST_TASKS) return null;
      const task = this.declare(++this.run.ids, op, op.op === "promise");
      return [order(ORDER[op.op], task), () => tasks.begin(task)];
    }
    const kept = tasks.all.filter((task) => task.kept);
    const task = pick(kept, op.target);
    if (task === undefined) return null;
    if (op.op === "wake") return [order(ORDER.wake, task), () => tasks.wake(task)];
    return [order(ORDER.dropWaker, task), () => tasks.dropWaker(task)];
  }

  /** @param {number} id @param {Op} op @param {boolean} owes @param {Task["lent"]} [lent] @returns {Task} */
  declare(id, { hook = [], turns = [], end }, owes, lent = null) {
    const captures = this.run.capture(id, hook);
    const begins = { next: 0, wait: null, begun: false, queued: false, polled: false, kept: false, over: false };
    /** @type {Task} */
    const task = { id, captures, turns, fails: end === "error", owed: null, lent, result: null, ...begins };
    if (owes) task.owed = this.tasks.promised({ task });
    return task;
  }

  // --- What JavaScript does ---

  /** Settles one of JavaScript's promises; or with what Rust does not expect. @param {Op} op */
  settle({ target, end }) {
    const { tasks } = this;
    const promise = pick(
      tasks.promises.filter(({ state, task }) => state === "pending" && task === null),
      target,
    );
    if (promise === undefined) return;
    const value = end === "error" ? new Error("model") : end === "bad" ? 5 : `value of ${promise.id}`;
    tasks.settle(promise, end === "return", value);
    promise.settle(end !== "error", value);
  }

  /** Makes an object. @param {Op} op */
  object({ hook = [] }) {
    const { run, tasks } = this;
    const { modelObject } = run.app.exports;
    if (modelObject === undefined || run.model.ended !== null) return;
    const captures = run.capture(++run.ids, hook);
    const got = run.enter(() => modelObject(captures.id));
    if ("error" in got) throw got.error;
    tasks.things.push({ id: captures.id, captures, borrows: 0, freed: false, changes: 0, js: got.value });
  }

  /** @param {Op} op */
  free({ target }) {
    const { run, tasks } = this;
    const thing = pick(tasks.things, target);
    if (thing === undefined || run.model.ended !== null) return;
    const enters = !thing.freed && thing.borrows === 0;
    tasks.free(thing);
    const got = run.enter(() => thing.js.free(), enters);
    if ("error" in got) throw got.error;
  }

  /** Calls an exported `async fn`, or an async method of an object. @param {Op} op */
  async(op) {
    const { run, tasks } = this;
    const { modelAsync } = run.app.exports;
    if (modelAsync === undefined || run.model.ended !== null || tasks.all.length >= MOST_TASKS) return;
    const alone = Boolean(op.alone);
    const thing = op.object === null || op.object === undefined ? null : (pick(tasks.things, op.object) ?? null);
    const refusal = tasks.refusal(thing, alone);
    const id = ++run.ids;
    const f = thing === null ? modelAsync : (/** @type {number} */ id) => thing.js[alone ? "change" : "look"](id);
    const got = run.enter(() => f(id), refusal === null);
    if (run.model.ended !== null) throw got.error;
    if (refusal !== null) {
      const { error } = got;
      run.expect(error instanceof ClosureError && error.code === refusal, () => `${error} is not ${refusal}`);
      throw error;
    }
    const task = this.declare(id, op, true, thing && { thing, alone });
    tasks.begin(task);
    this.follow(/** @type {Promised} */ (task.owed), got.value);
  }
}

/** Whether a promise is rejected with this. @param {Promised} promise @param {any} reason */
function isReason({ value, task }, reason) {
  if (task !== null) return reason instanceof Error && reason.message === value;
  return value === 5 ? reason instanceof TypeError : reason === value;
}
