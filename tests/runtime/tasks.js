// @ts-check
// What the contract says of promises and tasks: in which order tasks are polled, what they go on with, when they are dropped, what comes
// of the promises of Rust, and how long objects are borrowed. From the contract, not from the code. waiting.js compares the two.

/** How many tasks a program has at most: src/model/tasks.rs has the same number. */
export const MOST_TASKS = 32;

/**
 * What a task waits for, after each of its turns: a promise, or to be woken.
 *
 * @typedef {{ task: Task, promise: Promised | null, patient: boolean, settled: boolean }} Wait `patient`: it waits on when it is woken.
 *
 * A promise of JavaScript's, or of Rust's: then it has a task. One that is pending when the instance ends is rejected, unless Rust has
 * given it up before: it stays as it is.
 * @typedef {{
 *   id: number, state: "pending" | "fulfilled" | "rejected", value: any, task: Task | null, given: "held" | "up", waits: Wait[], js: any,
 *   settle: (ok: boolean, value: any) => void, got: null | { value?: any, error?: any },
 * }} Promised
 *
 * What JavaScript owns.
 * @typedef {{ id: number, captures: import("./model.js").Captures, borrows: number, freed: boolean, changes: number, js: any }} Thing
 * `borrows`: how often it is shared, or -1.
 *
 * @typedef {{
 *   id: number, captures: import("./model.js").Captures, turns: import("./programs.js").Turn[], next: number, fails: boolean,
 *   owed: Promised | null, lent: { thing: Thing, alone: boolean } | null, wait: Wait | null, begun: boolean, queued: boolean,
 *   polled: boolean, kept: boolean, over: boolean, result: null | { ok: boolean, value: string },
 * }} Task `kept`: so is its waker; `over`: its future is gone.
 */

/** The tasks of an instance. */
export class Tasks {
  /** @type {Task[]} */
  all = [];
  /** @type {Promised[]} */
  promises = [];
  /** @type {Thing[]} */
  things = [];
  /** Tasks that are to be polled. @type {Task[]} */
  queue = [];
  /** How many of them this turn polls. */
  left = 0;
  /** What microtasks are to do: tell Rust that a promise is settled, or give the queue a turn. @type {(Wait | "turn")[]} */
  jobs = [];
  asked = false;

  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.model = model;
  }

  /** @param {Partial<Promised>} more @returns {Promised} */
  promised(more) {
    const nothing = { value: undefined, task: null, waits: [], js: null, settle: () => {}, got: null };
    /** @type {Promised} */
    const promise = { id: this.promises.length + 1, state: "pending", given: "held", ...nothing, ...more };
    this.promises.push(promise);
    return promise;
  }

  // --- Tasks ---

  /** A task begins. @param {Task} task */
  begin(task) {
    this.all.push(task);
    task.captures.after = () => this.gone(task);
    const { lent } = task;
    if (lent !== null) lent.thing.borrows = lent.alone ? -1 : lent.thing.borrows + 1;
    this.wake(task);
  }

  /** @param {Task} task */
  wake(task) {
    if (task.over || task.queued) return;
    task.queued = true;
    this.queue.push(task);
    if (!this.asked) this.jobs.push("turn");
    this.asked = true;
  }

  /** Which task is polled next, in the microtasks that there are. @returns {Task | null} */
  polls() {
    for (;;) {
      while (this.left > 0) {
        this.left--;
        const task = /** @type {Task} */ (this.queue.shift());
        task.queued = false;
        if (!task.over) return task;
      }
      const job = this.jobs.shift();
      if (job === undefined) return null;
      if (job === "turn") {
        this.asked = false;
        this.left = this.queue.length;
      } else if (job.task.wait === job) {
        job.settled = true;
        this.wake(job.task);
      }
    }
  }

  /** Whether a microtask enters Rust. */
  isDue() {
    return this.jobs.some((job) => job === "turn" || job.task.wait === job);
  }

  /**
   * A task is polled.
   *
   * @param {Task} task
   * @returns {"woken" | Promised | null} What it goes on with, if it does: the promise that it has waited for is settled.
   */
  poll(task) {
    const { wait, begun } = task;
    task.polled = true;
    task.begun = true;
    if (!begun || wait === null) return "woken";
    if (!wait.settled && wait.patient) {
      task.polled = false;
      this.reap(task);
      return null;
    }
    task.wait = null;
    return wait.settled ? wait.promise : "woken";
  }

  /** A turn of a task has ended, and it waits. @param {Task} task @param {Promised | null} promise */
  waits(task, promise) {
    const { keeps, wakes, patient } = task.turns[task.next - 1];
    const wait = (task.wait = { task, promise, patient, settled: false });
    if (promise !== null) (promise.state === "pending" ? promise.waits : this.jobs).push(wait);
    if (keeps) task.kept = true;
    if (wakes) this.wake(task);
    task.polled = false;
    this.reap(task);
  }

  /** Its waker is dropped. @param {Task} task */
  dropWaker(task) {
    task.kept = false;
    this.reap(task);
  }

  /** A task that nobody can wake is dropped. @param {Task} task */
  reap(task) {
    const { over, queued, polled, kept, wait } = task;
    if (over || queued || polled || kept || (wait !== null && wait.promise !== null && !wait.settled)) return;
    task.over = true;
    task.wait = null;
    this.model.release(task.captures);
  }

  /** The last turn of a task ends. @param {Task} task @param {boolean} ok */
  ends(task, ok) {
    task.result = { ok, value: ok ? `end of ${task.id}` : "model" };
    this.model.release(task.captures);
  }

  /** What a task has captured is dropped, with its future: what it has borrowed is given back, and its promise settled. @param {Task} task */
  gone(task) {
    const { lent, owed, result } = task;
    // After what is given back was dropped, if it was freed meanwhile: that may end the instance.
    const settle = () => {
      if (owed !== null && result === null) owed.given = "up";
      task.over = true;
      task.polled = false;
      if (owed !== null && result !== null) this.settle(owed, result.ok, result.value);
    };
    if (lent === null) return settle();
    const { thing, alone } = lent;
    if (result?.ok) {
      if (alone) thing.changes++;
      result.value += ` ${thing.changes}`;
    }
    thing.borrows = alone ? 0 : thing.borrows - 1;
    if (!thing.freed || thing.borrows > 0) return settle();
    thing.captures.after = settle;
    this.model.release(thing.captures);
  }

  // --- Promises ---

  /** @param {Promised} promise @param {boolean} ok @param {any} value */
  settle(promise, ok, value) {
    promise.state = ok ? "fulfilled" : "rejected";
    promise.value = value;
    this.jobs.push(...promise.waits);
  }

  // --- What JavaScript owns ---

  /** Why a method is refused, or null. @param {Thing | null} thing @param {boolean} alone */
  refusal(thing, alone) {
    if (thing === null) return null;
    if (thing.freed) return "freed";
    return thing.borrows < 0 || (alone && thing.borrows > 0) ? "borrowed" : null;
  }

  /** @param {Thing} thing */
  free(thing) {
    if (thing.freed) return;
    thing.freed = true;
    if (thing.borrows === 0) this.model.release(thing.captures);
  }

  // --- What is alive ---

  /** What counts in `stats()`. */
  stats() {
    let [closures, handles] = [0, 0];
    for (const { wait } of this.all) {
      if (wait === null || wait.promise === null) continue;
      handles++;
      if (!wait.settled) closures++;
      else if (wait.promise.state === "rejected") handles++; // the reason, until it is polled
    }
    return { closures, handles };
  }

  /** Whether something is left that takes memory. */
  isAlive() {
    return this.all.some(({ over, kept }) => kept || !over) || this.things.some(({ freed }) => !freed);
  }
}
