// @ts-check
// Runs a random program in an instance of its own, and in the model: after each step the two must agree on how it ended, on
// which captures have been dropped, on how often a Rust function has gone on, and on `stats()`. What is not here: what has to do with
// promises (waiting.js).

import { Abandoned, canStop, checkEnd, hang, stopping, thrownBy } from "./faults.js";
import { ClosureError, collect, firstOf, hosted, start } from "./harness.js";
import { FN_MUT, Model, ONCE, wrong } from "./model.js";
import { ORDER, WAYS, hostOf, order } from "./orders.js";
import { hangs } from "./programs.js";
import { Waiting } from "./waiting.js";

/**
 * @typedef {import("./programs.js").Op} Op
 * @typedef {import("./programs.js").Program} Program
 * @typedef {import("./model.js").Known} Known
 * @typedef {import("./model.js").Captures} Captures
 * @typedef {import("./model.js").Scope} Scope
 * @typedef {import("./model.js").Call} Call
 * @typedef {import("./orders.js").Frame} Frame
 */

const nothing = () => {};

/** Steps taken at most: a program is cut off at some length, for its calls multiply. */
const MOST_STEPS = 120;

/** One program in an instance of its own. */
export class Run {
  model = new Model();
  waiting = new Waiting(this);
  /** The functions that JavaScript still has. @type {Map<number, (...args: any[]) => any>} */
  functions = new Map();
  /** @type {Map<number, Captures>} */
  captures = new Map();
  /** Those that ask, by number, which says how. @type {Map<number, Frame>} */
  frames = new Map();
  ids = 0;
  steps = 0;
  /** How many functions of JavaScript that Rust has called are under way. */
  depth = 0;
  /** How many captures are being dropped. */
  hooks = 0;
  /** Which Rust function asks. */
  asking = 0;
  /** What it is to do. */
  order = 0;
  /** What is so when it gets that. */
  done = nothing;
  /** Handles of those that ask. */
  handles = 0;
  /** The call that is about to enter Rust. @type {Call | null} */
  pending = null;
  /** The closure that Rust is about to make. @type {Known | null} */
  making = null;
  /** The import that Rust is about to call with a stack closure. @type {(id: number, f: any) => void} */
  lent = nothing;
  /** What runs while the message of a panic is made. @type {() => string} */
  message = () => "";
  /** It runs. */
  shows = false;
  /** How the end's message quotes what is thrown here. @type {Map<any, string>} */
  quotes = new Map();
  /** The script that is to be stopped, and where it hangs. @type {{ hangs: "" | "in Rust" | "in JavaScript" } | null} */
  script = null;
  /** No faults now: nobody is there to catch them. */
  quiet = false;
  /** How often the garbage collector has come by itself. */
  finds = 0;
  /** @type {(frame: number) => number} */
  driver = () => 0;
  /** @type {any} */
  failure = null;
  over = false;
  /** How many functions the garbage collector was to find in all programs. */
  static found = 0;
  static missed = 0;

  /** @param {number} timeout How long a script may take that is to be stopped, in ms. */
  constructor(timeout) {
    this.timeout = timeout;
    const { app, rust } = start(hostOf(this));
    this.app = app;
    this.rust = rust;
    rust.model_begin();
    this.always = app.stats();
  }

  /** @param {string} message @returns {never} */
  fail(message) {
    this.failure ??= new Error(message);
    throw this.failure;
  }

  /** @param {boolean} condition @param {() => string} message */
  expect(condition, message) {
    if (!condition) this.fail(message());
  }

  /** A Rust function is running. @param {string} what */
  runs(what) {
    if (this.model.ended !== null) this.fail(`a Rust function goes on after the end, and ${what}`);
  }

  // --- The program ---

  /** @param {Program} program */
  async run({ steps, faulty, gc }) {
    this.quiet = !faulty;
    await this.waiting.turn(); // what tasks allocate once is allocated now
    const before = this.rust.allocated();
    for (const [index, op] of steps.entries()) {
      if (index === gc) await this.collect();
      if (this.over) return;
      if (op.op === "turn") await this.waiting.turn();
      else this.exec(op);
    }
    await this.finish();
    if (gc !== null) {
      for (let target = 0; target < this.model.known.length; target++) this.exec({ op: "release", target });
      await this.collect();
      if (this.over) return;
    }
    this.over = true;
    const alive = this.model.known.some(({ ended, gone }) => ended === null && !gone) || this.waiting.tasks.isAlive();
    if (this.model.ended !== null) {
      checkEnd(this, this.model.ended);
      await this.waiting.checkEnd();
    } else if (this.model.skips === 0 && !alive) {
      const after = this.rust.allocated();
      this.expect(after === before, () => `${after - before} bytes are left`);
    }
    this.rust.check_memory?.();
    if (this.failure) throw this.failure;
  }

  /** Settles, wakes and drops what there is, until nothing is left; but tasks that wait for each other wait for ever. */
  async finish() {
    this.steps = -1000; // the end is never cut off
    this.quiet = true;
    const { tasks } = this.waiting;
    const all = [tasks.promises, tasks.all, tasks.things, this.model.known];
    for (let times = 0; times < 5; times++) {
      for (const [index, op] of ["settle", "dropWaker", "free", "drop"].entries()) {
        for (let target = 0; target < all[index].length; target++) this.exec({ op, target, end: "return" });
      }
      await this.waiting.turn();
    }
  }

  /** Lets the garbage collector find what JavaScript owned and has released. */
  async collect() {
    const { model, quiet } = this;
    this.quiet = true;
    const found = model.known.filter((f) => f.owner === "js" && !f.gone && !this.functions.has(f.id));
    // Nobody promises what it finds of what a stopped script had in use; and to free may be refused, with nobody to catch that.
    if (model.ended === null && model.skips > 0) return;
    await this.waiting.turn();
    const compared = model.ended === null;
    if (compared) for (const f of found) model.collect(f);
    const missing = () => {
      this.waiting.rest();
      return this.app.stats().closures - this.always.closures !== model.stats().closures;
    };
    let times = 0;
    await collect(() => times++ > 0 && (!compared || !missing()), compared ? 10 : 2);
    if (this.failure) throw this.failure;
    this.quiet = quiet;
    if (compared) Run.found += found.length;
    if (compared && missing()) {
      // The engine may keep one that it has in a register or an optimised frame: that is no failure, unless it is the
      // rule. The program ends here.
      Run.missed++;
      this.over = true;
      return;
    }
    this.check("gc", new Set());
  }

  /** @param {Op[]} ops */
  body(ops) {
    for (const op of ops) this.exec(op);
  }

  /** What Rust has called. @template T @param {() => T} body @returns {T} */
  inside(body) {
    this.depth++;
    try {
      return body();
    } finally {
      this.depth--;
    }
  }

  /** One step that JavaScript makes. @param {Op} op */
  exec(op) {
    if (this.failure) throw this.failure;
    if (this.steps++ > MOST_STEPS) return;
    const before = new Set(this.model.due);
    let thrown;
    try {
      switch (op.op) {
        case "call":
          this.call(op);
          break;
        case "release":
          this.release(op);
          break;
        case "throw":
          this.raise(op);
          break;
        case "stop":
          this.stop(op);
          break;
        case "hang":
          this.hang();
          break;
        case "settle":
        case "object":
        case "free":
        case "async":
          this.waiting[op.op](op);
          break;
        default:
          this.drive(op);
      }
    } catch (error) {
      if (this.failure) throw this.failure;
      thrown = { error };
    }
    this.pending = null;
    this.check(op.op, before);
    if (thrown && this.depth > 0 && !this.quiet && (op.through || op.op === "throw")) throw thrown.error;
  }

  /** Compares the two. @param {string} what @param {Set<Captures>} before Captures that were due already. */
  check(what, before) {
    const { model, rust } = this;
    const wentOn = rust.model_went_on() >>> 0;
    this.expect(
      wentOn === model.wentOn,
      () => `after ${what}: Rust functions went on ${wentOn} times, not ${model.wentOn}`,
    );
    if (model.ended !== null) return;
    for (const captures of model.due) {
      this.expect(before.has(captures), () => `after ${what}: the captures of ${captures.id} have not been dropped`);
    }
    // Captures are half dropped, or a scope is half ended for ever: what counts as alive now is nobody's promise.
    if (this.hooks > 0 || model.skips > 0) return;
    const { closures, handles: values } = model.stats();
    const handles = values + this.handles;
    const stats = this.app.stats();
    stats.closures -= this.always.closures;
    stats.handles -= this.always.handles;
    const fits = stats.closures === closures && stats.handles === handles;
    this.expect(fits, () => `after ${what}: ${JSON.stringify(stats)}, not ${closures} and ${handles}`);
    const packed = rust.model_stats() >>> 0;
    const wanted = (closures + this.always.closures) * 65536 + handles + this.always.handles;
    this.expect(packed === wanted, () => `after ${what}: Rust's stats() are ${packed >>> 16} and ${packed & 65535}`);
  }

  // --- Into Rust, and back ---

  /**
   * Enters Rust. If the instance has ended, before or meanwhile, all of this throws one error.
   *
   * @param {() => any} body
   * @param {boolean} [enters] Nothing refuses that before.
   * @param {boolean} [lent] It calls a closure, which may have been lent: that may also say that it is expired, if a script was stopped.
   * @returns {{ value?: any, error?: any }} One of the two.
   */
  enter(body, enters = true, lent = false) {
    const { model } = this;
    /** @type {{ value?: any, error?: any }} */
    let got;
    if (model.torn && enters) model.end({ how: "stop" });
    model.entries++;
    try {
      got = { value: body() };
    } catch (error) {
      got = { error };
    }
    model.entries--;
    if (this.failure) throw this.failure;
    const end = model.ended;
    if (end === null) return got;
    this.expect("error" in got, () => "what entered Rust has returned after the end");
    const error = firstOf(got.error);
    if (lent && end.how === "stop" && error instanceof ClosureError && error.code === "expired") return got;
    // What does not come to Rust at all is refused as ever while a panic's message is made.
    if (this.shows && !(error instanceof ClosureError && error.code === "panicked")) return got;
    this.expect(
      error instanceof ClosureError && error.code === "panicked",
      () => `${error} was thrown, not the end (${end.how})`,
    );
    end.error ??= error;
    this.expect(error === end.error, () => `two errors say that the instance has ended: ${error} and ${end.error}`);
    return got;
  }

  /** A Rust function for one step. @param {Op} op */
  drive(op) {
    const { modelDrive } = this.app.exports;
    const frame = this.frame(op.way ?? 0, [{ ...op, inside: true }]);
    const f = op.inside && modelDrive !== undefined ? modelDrive : this.driver;
    const got = this.enter(() => f(frame));
    if (!("error" in got)) return;
    this.expect(this.model.ended !== null, () => `${op.op} threw ${got.error}`);
    throw got.error;
  }

  /** @param {number} way @param {Op[]} ops @param {Partial<Frame>} [more] @returns {number} */
  frame(way, ops, more = {}) {
    const number = ++this.ids * 16 + way;
    const last = ops[ops.length - 1];
    const swallows = last === undefined || !last.through;
    const answer = () => ORDER.return;
    const due = new Set(this.model.due);
    this.frames.set(number, { way, ops, next: 0, scope: null, swallows, done: nothing, answer, due, ...more });
    return number;
  }

  /** A Rust function asks what to do. @param {number} number */
  asked(number) {
    const { model } = this;
    const frame = /** @type {Frame} */ (this.frames.get(number));
    const { name, catches, handles = 0 } = WAYS[frame.way];
    this.runs("asks");
    const { skips } = model;
    let done = nothing;
    let order = ORDER.nothing;
    this.handles += handles;
    try {
      this.inside(() => {
        this.check("an order", frame.due);
        [order, done] = this.next(frame, skips);
      });
    } catch (error) {
      this.handles -= handles;
      if (this.failure) throw error;
      if (!catches) this.throws(error, name);
      else if (model.goesOn(skips)) [this.order, this.done] = [ORDER.nothing, nothing];
      throw error;
    }
    this.handles -= handles;
    if (!model.goesOn(skips)) return;
    [this.order, this.done] = [order, done];
  }

  /** The Rust function that has asked goes on: what it is to do. */
  takes() {
    this.runs("takes an order");
    this.done();
    return this.order;
  }

  /** An exception goes into Rust functions that do not catch it. @param {any} error @param {string} by */
  throws(error, by) {
    this.model.end({ how: "exception", cause: error, by, text: this.quoted(error) });
  }

  /** How the end's message quotes it. @param {any} error */
  quoted(error) {
    return (
      this.quotes.get(error) ?? (typeof error === "string" ? `string "${error}"` : `${error.name}: ${error.message}`)
    );
  }

  /**
   * The next order for a Rust function; and before it what JavaScript does.
   *
   * @param {Frame} frame
   * @param {number} skips What was skipped when it asked.
   * @returns {[number, () => void]} And what is so when it gets it.
   */
  next(frame, skips) {
    const { model } = this;
    while (frame.next < frame.ops.length) {
      const op = frame.ops[frame.next++];
      const here = op.inside && model.ended === null && model.skips === skips;
      if (op.op in ORDER && here) {
        if (this.steps++ > MOST_STEPS) continue;
        frame.due = new Set(model.due);
        const order = this.ordered(op, frame);
        if (order !== null) return order;
      } else {
        this.exec(op);
      }
    }
    if (model.ended !== null && !frame.swallows && !this.quiet) throw model.ended.error;
    return [frame.answer(), frame.done];
  }

  /**
   * What a Rust function does itself, as an order.
   *
   * @param {Op} op
   * @param {Frame} frame
   * @returns {[number, () => void] | null}
   */
  ordered(op, frame) {
    const { model } = this;
    switch (op.op) {
      case "panic":
        if (this.quiet) return null;
        return [order(ORDER.panic, { id: 7 }), () => model.end({ how: "panic", text: "panic of 7" })];
      case "panicShown":
        return this.quiet ? null : [order(ORDER.panicShown), () => this.panics(op)];
      case "spin": {
        const { script } = this;
        return this.quiet || script === null ? null : [order(ORDER.spin), () => void (script.hangs = "in Rust")];
      }
      case "make": {
        const f = (this.making = this.declare(op, "rust"));
        const owned =
          op.owns === null || op.owns === undefined || model.known.length === 0
            ? undefined
            : this.pick({ op: "", target: op.owns });
        if (owned?.owner === "rust" && owned.ended === null) {
          owned.owner = "closure";
          f.captures.owns = owned;
        }
        return [order(ORDER.make, f, f.captures.owns?.id), nothing];
      }
      case "onceIntoJs":
        return [order(ORDER.onceIntoJs, (this.making = this.declare({ ...op, kind: ONCE }, "js"))), nothing];
      case "scoped": {
        const own = /** @type {Scope | null} */ (frame.scope);
        if (own === null) return null;
        const into = op.around && own.parent !== null ? own.parent : own;
        const f = (this.making = this.declare({ ...op, kind: (op.kind ?? 0) % 2 }, "scope"));
        f.scope = into;
        into.members.push(f);
        return [order(into === own ? ORDER.scoped : ORDER.scopedAround, f, 0, op.forget), nothing];
      }
      case "scope": {
        const scope = { members: [], parent: frame.scope, over: false };
        const id = this.frame(op.way ?? 0, op.body ?? [], { scope, done: () => model.endScope(scope) });
        return [order(ORDER.scope, { id }), nothing];
      }
      case "lend":
        return this.lend(op);
      case "spawn":
      case "promise":
      case "wake":
      case "dropWaker":
        return this.waiting.ordered(op);
      default: {
        const f = this.pick(op);
        if (f?.owner !== "rust" || f.ended !== null) return null;
        if (op.op === "drop") model.drop(f);
        else if (op.op === "value") f.value = true;
        else model.give(f);
        return [order(ORDER[/** @type {"drop"} */ (op.op)], { id: f.id }), nothing];
      }
    }
  }

  /** @param {Op} op */
  pick({ target = 0 }) {
    const { known } = this.model;
    return known[target % known.length];
  }

  /**
   * @param {Op} op
   * @param {Known["owner"]} owner
   * @param {Captures} [captures]
   * @param {{ count: number }} [times]
   * @returns {Known}
   */
  declare({ sig = 0, kind = 0, hook = [] }, owner, captures, times = { count: 0 }) {
    const id = ++this.ids;
    captures ??= this.capture(id, hook);
    return {
      id,
      sig,
      kind,
      captures,
      owner,
      ended: null,
      gone: false,
      spent: false,
      running: 0,
      times,
      value: false,
      scope: null,
    };
  }

  /** @param {number} id @param {Op[]} hook @returns {Captures} */
  capture(id, hook) {
    /** @type {Captures} */
    const captures = { id, state: "held", owns: null, hook, after: nothing };
    this.captures.set(id, captures);
    return captures;
  }

  // --- What Rust calls ---

  /** @param {number} id @param {any} js */
  given(id, js) {
    if (id === 0) return; // the first of all, before the program
    this.runs("gives a closure");
    if (this.making?.id !== id) {
      if (this.functions.has(id)) this.expect(this.functions.get(id) === js, () => `${id} has two functions`);
      return;
    }
    this.model.known.push(this.making);
    this.functions.set(id, js);
    this.making = null;
  }

  /** A closure was entered: the number of the Rust function that asks in it. @param {number} id @param {number} argument */
  entered(id, argument) {
    this.runs("has been entered");
    const call = this.pending;
    this.pending = null;
    if (call === null || call.f.captures.id !== id) return this.fail(`${id} runs, and was not called`);
    this.expect(call.refusal === null, () => `${call.f.id} runs, and must refuse: ${call.refusal}`);
    this.expect(argument === call.argument, () => `${id} received ${argument}, not ${call.argument}`);
    const { f, op } = call;
    this.model.enter(f);
    const times = f.times.count;
    const error = op.end === "error" && (f.sig === 1 || f.sig === 2);
    return this.frame(op.way ?? 0, op.body ?? [], {
      answer: () => (error ? ORDER.error : ORDER.return + (argument + 1) * 2 ** 32),
      done: () => {
        call.outcome = error
          ? { how: "error" }
          : { how: "return", value: argument + 1 + (f.kind === FN_MUT ? 1000 * times : 0) };
        this.model.leave(f);
      },
    });
  }

  /** Captures are dropped: the number of the Rust function that asks meanwhile. @param {number} id */
  dropped(id) {
    const captures = this.captures.get(id);
    if (captures === undefined || this.failure) return 0;
    try {
      this.runs(`drops the captures of ${id}`);
      if (captures.state === "held") this.found(captures);
      this.expect(captures.state === "due", () => `the captures of ${id} are dropped, and are ${captures.state}`);
    } catch (error) {
      if (this.hooks === 0 && this.depth === 0 && this.model.entries === 0) return 0; // nobody could catch it
      throw error;
    }
    captures.state = "dropped";
    this.model.due.delete(captures);
    if (this.over) return 0;
    const done = () => {
      if (captures.owns !== null) this.model.drop(captures.owns);
      captures.after();
    };
    if (captures.hook.length === 0) return (done(), 0);
    this.hooks++;
    return this.frame(id % WAYS.length, captures.hook, { done: () => (this.hooks--, done()) });
  }

  /**
   * The garbage collector, which comes whenever it likes, may have found their function: while nothing runs, and JavaScript owned
   * it and has let go of it.
   *
   * @param {Captures} captures
   */
  found(captures) {
    if (this.over) {
      captures.state = "due";
      return;
    }
    const f = this.model.known.find((known) => known.captures === captures);
    const idle = this.hooks === 0 && this.depth === 0 && this.model.entries === 0;
    if (f?.owner !== "js" || f.gone || !idle || this.functions.has(f.id)) return;
    this.model.collect(f);
    this.quiet = true; // nobody is there to catch a fault
    this.finds++;
  }

  /** It may also have found functions that have nothing left to drop: that nobody is told. */
  findSilently() {
    const { model } = this;
    if (model.ended !== null || model.skips > 0) return;
    const fewer = () => this.app.stats().closures - this.always.closures < model.stats().closures;
    for (const f of model.known) {
      const silent = f.owner === "js" && !f.gone && f.captures.state === "dropped" && !this.functions.has(f.id);
      if (silent && fewer()) model.collect(f);
    }
  }

  /**
   * A stack closure, and what runs during the import that it is passed to; maybe it is passed on a second time.
   *
   * @param {Op} op
   * @returns {[number, () => void]}
   */
  lend(op) {
    const { model } = this;
    const bodies = op.second ? [op.body ?? [], op.second] : [op.body ?? []];
    const first = this.declare({ ...op, kind: (op.kind ?? 0) % 2 }, "stack");
    const passes = bodies.map((_, pass) =>
      pass === 0 ? first : this.declare({ ...op, kind: first.kind }, "stack", first.captures, first.times),
    );
    const before = this.lent;
    this.lent = (id, js) => {
      this.runs("lends");
      const outer = this.lent;
      const { skips } = model;
      const pass = id - first.id;
      const f = passes[pass];
      const last = pass === passes.length - 1;
      model.known.push(f);
      this.functions.set(f.id, js);
      try {
        this.check("lend", new Set(model.due));
        this.inside(() => this.body(bodies[pass]));
      } catch (error) {
        if (!this.failure) this.throws(error, "modelLend");
        throw error;
      }
      this.lent = last ? before : outer;
      if (model.goesOn(skips)) model.expire(f, last);
    };
    return [order(ORDER.lend, first, passes.length), nothing];
  }

  // --- What JavaScript does ---

  /** JavaScript lets go of a function, which it does not have in use. @param {Op} op */
  release(op) {
    const f = this.pick(op);
    if (f !== undefined) this.functions.delete(f.id);
  }

  /** @param {Op} op */
  call(op) {
    const { model } = this;
    const f = this.pick(op);
    const js = f && this.functions.get(f.id);
    if (f === undefined || js === undefined) return;
    const refusal = model.refusal(f);
    const bad = Boolean(op.bad) && (f.sig === 1 || f.sig === 2) && refusal === null;
    const argument = f.sig === 3 ? 0 : 17;
    /** @type {Call} */
    const call = { f, op, refusal: bad ? "bad" : refusal, argument, outcome: null };
    this.pending = call;
    const lent = f.owner === "stack" || f.owner === "scope";
    const got = this.enter(
      () => js(f.sig === 0 ? argument : bad ? 5 : "x".repeat(argument)),
      call.refusal === null,
      lent,
    );
    this.pending = null;
    if (call.outcome !== null) model.left(f);
    const message = wrong(call, got, model.ended !== null);
    if (message !== null) this.fail(`${f.id} ${message}`);
    if ("error" in got) throw got.error;
  }

  // --- Faults ---

  /** @param {Op} op */
  raise({ value: kind = 0 }) {
    if (this.quiet || this.depth === 0) return;
    const { value, quoted } = thrownBy(kind, `thrown ${++this.ids}`, () => void this.enter(() => this.driver(0)));
    this.quotes.set(value, quoted);
    throw value;
  }

  /** The message of a panic is made, by what asks JavaScript for it. @param {Op} op */
  panics(op) {
    const { model } = this;
    /** @type {import("./model.js").End} */
    const end = { how: "panic", text: null };
    model.end(end);
    this.message = () => {
      this.message = () => this.fail("the message of a panic is made twice");
      this.shows = true;
      try {
        this.inside(() => this.body(op.body ?? []));
      } finally {
        this.shows = false;
      }
      end.text = "panic of shown";
      return "shown";
    };
  }

  /** A script during which more happens, and which is stopped if it hangs. @param {Op} op */
  stop(op) {
    const { model } = this;
    const body = () => this.body(op.body ?? []);
    if (!canStop || this.quiet || this.script !== null || !hangs(op)) return body();
    const { pending, making, lent, depth, hooks, asking, order, handles } = this;
    const { entries } = model;
    const due = new Set(model.due);
    const script = (this.script = { hangs: "" });
    try {
      if (!stopping(body, this.timeout)) return;
    } finally {
      this.script = null;
    }
    if (script.hangs === "") throw (this.failure = new Abandoned(`a script did not hang within ${this.timeout} ms`));
    Object.assign(this, { pending, making, lent, depth, hooks, asking, order, handles });
    if (model.entries > entries) model.cut(due);
    model.entries = entries;
    model.torn ||= script.hangs === "in Rust" && !hosted;
  }

  hang() {
    if (this.script === null || this.quiet) return;
    this.script.hangs = "in JavaScript";
    hang();
  }
}
