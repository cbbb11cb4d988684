// @ts-check
/**
 * May Rust be entered? An instance lives until an exception comes out of wasm, and then has ended: here it ends, and
 * here stands why. What is not here: closures, which have a state of their own, and enter Rust themselves.
 *
 * An exception out of wasm ends the instance because nobody knows what the Rust frames that it skipped have left half
 * done: `src/wasm/entries.rs`, which also says what the number is whose last byte is written here.
 */

import { PanicError, blockPlace, declaredAt, show } from "../errors.js";
import { ENDED } from "../protocol.js";
import { memberText } from "../section/names.js";

/** @import { AnyFunction } from "../lists.js" */
/** @import { Memory } from "./memory.js" */
/** @import { Import } from "../section/records.js" */

export class Life {
  memory;
  /** @type {((error: PanicError) => void) | undefined} */
  onPanic;
  /** Set when the instance has ended: nothing is called from then on. @type {PanicError | null} */
  panic = null;
  /** What `panic` is until `ended` knows more: it is made before, because at the stack's end it could not be. */
  doubt = new PanicError(byException("which, is not known, because the stack had ended"));
  /** What `panic` is while the message of a panic is made. @type {PanicError | null} */
  unnamed = null;
  /**
   * What an import has thrown that Rust does not catch, and what is said of that.
   * @type {{ error: unknown, told: (text: string) => string } | null}
   */
  thrown = null;
  /** Whether it has ended because a script was stopped: lent and scoped closures are over then. */
  cut = false;
  /** What else is to be done then, if there is something. @type {(() => void) | null} */
  onEnd = null;
  /** Whether `onPanic` was called. */
  told = false;
  /** Where `ENDED` is written: the last byte of Rust's number. */
  flag = 0;
  /** Rust's answer whether a panic has begun. @type {() => number} */
  asked = () => 0;

  /** @param {Memory} memory @param {(error: PanicError) => void} [onPanic] */
  constructor(memory, onPanic) {
    this.memory = memory;
    this.onPanic = onPanic;
  }

  /** @param {() => number} start Says where Rust's number is. @param {() => number} panicking */
  attach(start, panicking) {
    this.flag = (start() >>> 0) + 3;
    this.asked = panicking;
  }

  /**
   * Enters Rust. What comes out as an exception ends the instance.
   *
   * Subtle: at the stack's end there may be no stack left for a call. So whoever catches ends the instance first, by
   * statements that call nothing, not even a getter. Test: closures that are called at every depth
   * (tests/runtime/pressure.test.js). A limit: in `u8` that memory has just outgrown nothing can be written.
   * @param {AnyFunction} f An export of the instance, which ignores arguments that it has no parameter for.
   * @param {any} [a] @param {any} [b] @param {any} [c] @param {any} [d]
   */
  enter(f, a, b, c, d) {
    try {
      return f(a, b, c, d);
    } catch (error) {
      this.panic ??= this.doubt;
      this.memory.u8[this.flag] = ENDED;
      throw this.ended(error);
    }
  }

  /**
   * What ends the instance where nobody has called is thrown, for the engine to report, unless `onPanic` is told.
   * @param {unknown} error
   */
  report(error) {
    if (this.onPanic === undefined) throw error;
  }

  /** Enters Rust without telling `onPanic`: `load` throws what comes out. @param {AnyFunction} f */
  quietly(f) {
    const { onPanic } = this;
    this.onPanic = undefined;
    this.enter(f);
    this.onPanic = onPanic;
  }

  /** Whether the instance has ended. While a panic's message is made Rust may allocate, and be told exceptions. */
  isOver() {
    return this.panic !== null && this.panic !== this.unnamed;
  }

  /** What to throw for what came out of wasm. @param {unknown} error */
  ended(error) {
    const { doubt } = this;
    this.panic ??= doubt;
    this.end();
    const isNew = this.panic === doubt;
    // Whether it comes instead of a panic's message. Asked first: what is thrown may panic when it is looked at.
    const isLost = isNew ? this.panics() : this.panic === this.unnamed && error !== this.panic;
    if (isNew) this.panic = new PanicError(byException(""), { cause: error });
    if (isLost) {
      this.unnamed = null;
      setMessage(this.panic, `Rust has panicked, and its message has not come here: ${quote(error)}`);
    } else if (isNew) {
      setMessage(this.panic, this.endText(error));
    }
    this.tell();
    return this.panic;
  }

  /** What to throw for a call that comes later: its stack is the call's, its `cause` what has ended the instance. */
  later() {
    const panic = /** @type {PanicError} */ (this.panic);
    // The message of a panic is being made.
    if (panic === this.unnamed) return panic;
    try {
      return new PanicError(`this call came after the wasm instance had ended: ${panic.message}`, { cause: panic });
    } catch {
      return panic; // there is no stack for another
    }
  }

  /** @param {unknown} error @param {Import} wanted The import that has thrown it. */
  note(error, wanted) {
    this.thrown = { error, told: (text) => throwerText(wanted, text) };
  }

  /** What has ended the instance. May run foreign code, as the exception can be anything. @param {unknown} error */
  endText(error) {
    const text = quote(error);
    // With `note`: the import is known.
    if (this.thrown !== null && Object.is(this.thrown.error, error)) return this.thrown.told(text);
    return byException(`${text}; if an import threw it, let that return Result<.., JsValue> to catch it`);
  }

  /** Whether a panic has begun. What came out of wasm may have left no stack to ask on: then it was none. */
  panics() {
    try {
      return this.asked() !== 0;
    } catch {
      return false;
    }
  }

  /** Rust's panic hook: what the coming trap means. @param {string} text */
  panicked(text) {
    const { panic, unnamed, doubt } = this;
    if (panic !== null && panic === unnamed) setMessage(panic, text);
    else if (panic === null || panic === doubt) this.panic = withFrames(() => new PanicError(text));
    this.unnamed = null;
    this.end();
    // Nobody may be there to catch the trap: a plain export can be called without us.
    this.tell();
  }

  /** A call that came while a panic's message was made. @returns {never} */
  panicking() {
    this.panic ??= this.unnamed = new PanicError(
      "Rust has panicked, and its message is not known: it calls JavaScript that calls Rust",
    );
    this.end();
    throw this.panic;
  }

  /**
   * Rust frames were skipped, and no exception of theirs was seen here: the engine has stopped a script.
   * @returns {boolean} Whether the instance ends by that; it may have ended before.
   */
  stop() {
    if (this.panic !== null) return false;
    this.panic = new PanicError(
      "the wasm instance was ended: Rust functions never returned, because a script was stopped or " +
        "an exception came out of a plain export",
    );
    // With `newLent`, `AppLent` or `beginScope`: what was lent is over.
    this.cut = true;
    return true;
  }

  /** Says in memory that the instance has ended: from now on Rust refuses to be entered. */
  end() {
    this.memory.views();
    this.memory.u8[this.flag] = ENDED;
  }

  /** `around` in `src/wasm/entries.rs`: what `isBack` takes. */
  leave() {
    const { memory, flag } = this;
    memory.views();
    const before = memory.u32[flag >>> 2];
    memory.u32[flag >>> 2] = (before | 1) + 2;
    return before;
  }

  /** `back` in `src/wasm/entries.rs`. @param {number} before @returns {boolean} Whether nothing was skipped since. */
  isBack(before) {
    const { memory, flag } = this;
    memory.views();
    const expected = ((before & 0x7fffffff) | 1) + 2;
    const found = memory.u32[flag >>> 2];
    // `changed` in `src/wasm/entries.rs`: a panic's message is finished.
    const isMessage = this.unnamed !== null && found === (expected | 0x80000000) >>> 0;
    if (found !== expected && !isMessage) return false;
    memory.u32[flag >>> 2] = before;
    return true;
  }

  /**
   * Has `onPanic` called, once, and `onEnd`. Subtle: later, when the stack is there again that may have ended, and a
   * panic's message is made. If there is not even enough for that, a catch farther out tells.
   */
  tell() {
    const { onPanic } = this;
    // Not without need: what waits for its turn is kept until then, and with it the instance.
    // With `Promises`: those that wait are rejected.
    if (!this.told && this.onEnd !== null) Promise.resolve().then(this.onEnd);
    if (!this.told && onPanic !== undefined) {
      Promise.resolve().then(() => onPanic(/** @type {PanicError} */ (this.panic)));
    }
    this.told = true;
  }
}

/** As many frames an error has that is made in a panic's hook: the first ten are Rust's own, and V8 keeps no more. */
const FRAMES = 50;

/** Makes an error with the app's frames, where an engine counts them. @param {() => PanicError} make */
function withFrames(make) {
  const known = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
  const limit = known?.value;
  if (typeof limit !== "number" || limit >= FRAMES || known?.writable !== true) return make();
  Error.stackTraceLimit = FRAMES;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The message of a `PanicError` that is no panic's. @param {string} text */
function byException(text) {
  return `the wasm instance was ended by an exception: ${text}`;
}

/** The same where the import is known. @param {Import} wanted @param {string} text What it has thrown. */
function throwerText(wanted, text) {
  const { namespace, name, block } = wanted;
  const path = memberText(namespace, name);
  // What is thrown for a result of the wrong kind says itself where that is.
  if (text.includes(declaredAt(wanted))) {
    return byException(`${text}; let ${path} return Result<.., JsValue> to catch that`);
  }
  const threw = `${path} threw it, which is declared in ${blockPlace(block)}`;
  return byException(`${text}; ${threw}: let it return Result<.., JsValue> to catch that`);
}

/** @param {Error} error @param {string} message */
function setMessage(error, message) {
  // Not by assignment, which fails where `Error.prototype` is frozen.
  const descriptor = { __proto__: null, value: message, writable: true, configurable: true };
  Object.defineProperty(error, "message", /** @type {PropertyDescriptor} */ (descriptor));
}

/** An exception, in the words of another. @param {any} error */
function quote(error) {
  try {
    const { name, message } = error ?? {};
    if (typeof message === "string") return `${typeof name === "string" ? name : "Error"}: ${message}`.slice(0, 400);
    return show(error);
  } catch {
    return "a value that cannot be shown";
  }
}
