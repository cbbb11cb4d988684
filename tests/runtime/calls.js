// @ts-check
// Random calls of the closures that properties.rs makes, and what the model says becomes of them: each call gives its
// arguments to a Rust closure, which gives them to a JavaScript function and returns what that returns.

import fc from "fast-check";
import { assert, debug, firstOf, PanicError, start } from "./harness.js";
import { Copy, Refusal, modelOf, modelled, odd, onHook, repaired, texts } from "./values.js";

/** @typedef {import("./values.js").Model} Model */

// --- The signatures, as the module under test lists them ---

/**
 * @typedef {object} Signature
 * @property {number} index
 * @property {string} name
 * @property {"pass" | "call" | "make"} form Whether the closure calls an import, a function that it is passed, or one
 * that it has from an import.
 * @property {string} caller Who converts the result, in the words of an error.
 * @property {[boolean, boolean]} exclusive Whether the heap and the stack closure are `FnMut`.
 * @property {{ role: string, model: Model }[]} params
 * @property {Model} result
 * @property {string} error The `E` of a `Result`, or "".
 */

/** `echo_str` is `echoStr` in JavaScript. @param {string} name */
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** @param {string} spelling @param {number} index @returns {Signature} */
function signatureOf(spelling, index) {
  const [name, heap, stack, ...types] = spelling
    .split("|")
    .map((part) => part.replace(/\s+/g, " ").replace(/ ?([<>]) ?/g, "$1"));
  const [, result, error = ""] = /^(?:Result<)?(.*?)(?:, (\w+)>)?$/.exec(/** @type {string} */ (types.pop())) ?? [];
  const form = /** @type {any} */ (/^(call|make)_/.exec(name)?.[1] ?? "pass");
  return {
    index,
    name,
    form,
    caller: form === "pass" ? `result of ${camel(`pass_${name}`)}` : "result",
    exclusive: [heap === "FnMut", stack === "FnMut"],
    params: types.map((type) => {
      const [, role = "", inner = type] = /^(This|Rest)<(.*)>$/.exec(type) ?? [];
      return { role, model: modelOf(inner) };
    }),
    result: modelOf(result === "()" ? "" : result),
    error,
  };
}

const listing = start({});
listing.rust.properties_list();
export const signatures = listing.notes.map(signatureOf);

// --- A call: what is given, and what happens meanwhile ---

/**
 * @typedef {object} Call
 * @property {number} index Of the signature.
 * @property {string} name The same, for who reads a counterexample.
 * @property {boolean} stack
 * @property {any} self
 * @property {any[]} args
 * @property {{ error: any } | { value: any }} outcome What the JavaScript function does that Rust calls.
 * @property {Action} inside What it does before.
 * @property {Action} converting What a `Hook` does.
 * @property {boolean} escape An exception of a stack closure also leaves the import that lent it, which catches it.
 *
 * @typedef {null | "drop" | { grow: number } | { changes: (() => void)[] } | Call} Action Drop all heap closures, grow
 * the memory, change arguments, or make another call.
 */

const unreadable = {
  get message() {
    throw new Error("nobody asked for the message");
  },
};
const thrown = fc.oneof(
  { arbitrary: odd, weight: 4 },
  { arbitrary: texts.map((text) => new Error(text)), weight: 4 },
  { arbitrary: fc.constant(unreadable), weight: 1 },
);

/**
 * @param {Signature} signature
 * @param {fc.Arbitrary<Call> | null} another
 * @returns {fc.Arbitrary<Call>}
 */
export function callsOf(signature, another) {
  const { index, name, form, params, result } = signature;
  const grow = fc.record({ grow: fc.integer({ min: 0, max: 200_000 }) });
  const nothing = fc.constant(null);
  const drop = fc.constant(/** @type {const} */ ("drop"));
  const wrong = params.map(({ model }, at) => fc.record({ at: fc.constant(at), value: model.misses ?? odd }));
  const again = another === null ? [] : [another, callsOf(signature, null)];
  const given = params.map(({ role, model }) =>
    role === "Rest" ? fc.array(model.values, { maxLength: 5 }) : model.values.map((value) => [value]),
  );
  if (form === "call") given[0] = fc.constant([called]);
  const first = params[0]?.role === "This" ? 1 : 0;
  return fc
    .record({
      stack: fc.boolean(),
      given: fc.tuple(...given),
      self: odd,
      other: fc.oneof(
        { arbitrary: nothing, weight: 2 },
        { arbitrary: fc.oneof(fc.record({ at: fc.nat(), value: odd }), ...wrong), weight: 1 },
      ),
      missing: fc.oneof({ arbitrary: fc.constant(0), weight: 9 }, { arbitrary: fc.nat(8), weight: 1 }),
      more: fc.oneof(
        { arbitrary: fc.constant([]), weight: 9 },
        { arbitrary: fc.array(odd, { maxLength: 3 }), weight: 1 },
      ),
      outcome: fc.oneof(
        { arbitrary: fc.record({ value: result.values }), weight: 8 },
        { arbitrary: fc.record({ value: fc.oneof(odd, result.misses ?? odd) }), weight: 1 },
        { arbitrary: fc.record({ error: thrown }), weight: 2 },
      ),
      inside: fc.oneof({ arbitrary: nothing, weight: 8 }, { arbitrary: fc.oneof(drop, grow, ...again), weight: 2 }),
      converting: fc.oneof(nothing, grow, ...again.slice(0, 1)),
      escape: fc.boolean(),
    })
    .map(({ given, other, missing, more, ...rest }) => {
      let [self, ...args] = first === 1 ? given.flat() : [rest.self, ...given.flat()];
      if (other !== null) {
        const at = (other.at % (args.length + first)) - first;
        if (at >= 0) args[at] = other.value;
        else self = other.value;
      }
      args = args.slice(0, args.length - missing);
      if (params.at(-1)?.role !== "Rest") args.push(...(missing === 0 ? more : []));
      // Another function would be called as well.
      if (form === "call" && typeof args[0] === "function") args[0] = called;
      return { index, name, ...rest, self, args };
    });
}

/** @param {(signature: Signature) => boolean} which */
export function calls(which) {
  const some = signatures.filter(which);
  const flat = fc.oneof(...signatures.map((signature) => callsOf(signature, null)));
  const nested = fc.oneof(...signatures.map((signature) => callsOf(signature, flat)));
  return fc.oneof(...some.map((signature) => callsOf(signature, nested)));
}

// --- Making the calls ---

/**
 * @typedef {object} Frame A call under way.
 * @property {Call} call
 * @property {(...args: any[]) => any} f
 * @property {any[]} passed What the JavaScript function is to get.
 * @property {boolean} arrived It has got that.
 * @property {boolean} hooked A hook has acted.
 * @property {boolean} changed Its arguments were changed while they were converted: the model does not know them.
 * @property {boolean} dropped Its closure was dropped meanwhile,
 * @property {boolean} early before it was called: it may refuse or run.
 */

/** @type {Frame[]} */
let frames = [];
/** Who waits for a stack closure, innermost last. @type {((f: (...args: any[]) => any) => void)[]} */
let borrowers = [];
/** What a test has found: kept, because the error passes through what is tested. @type {Error | null} */
let failure = null;
/** The heap closure that Rust has just made. @type {any} */
let kept;
/** What ended the instance. @type {any} */
export let ended = null;
export let instance = fresh();
export const counted = { runs: 0, calls: 0, values: 0, refused: 0, ended: 0 };

/** Makes the instance that is called from now on. */
export function renew() {
  instance = fresh();
}

function fresh() {
  frames = [];
  borrowers = [];
  failure = null;
  ended = null;
  /** @type {Record<string, any>} */
  const host = {
    keep: (/** @type {any} */ f) => (kept = f),
    lend: (/** @type {any} */ f) => /** @type {any} */ (borrowers.pop())(f),
    identity: (/** @type {any} */ value) => value,
  };
  for (const { form, name } of signatures) {
    if (form === "make") host[camel(name)] = () => called;
    else host[camel(`pass_${name}`)] = (/** @type {any[]} */ ...args) => arrive(name, args);
  }
  return start(host);
}

/** @param {unknown} held @param {() => string} message */
function check(held, message) {
  if (held) return;
  failure ??= new assert.AssertionError({ message: message() });
  throw failure;
}

/** @param {any} actual @param {any} expected @returns {boolean} */
function same(actual, expected) {
  if (!(expected instanceof Copy)) return Object.is(actual, expected);
  const { Class, items } = expected;
  if (actual?.constructor !== Class || actual.length !== items.length) return false;
  if (Class !== Array && actual.buffer.byteLength !== actual.byteLength) return false; // a view of more than its own
  return items.every((item, index) => same(actual[index], item));
}

/** @param {any} value */
function shown(value) {
  const text = value instanceof Error ? `${value.name}: ${value.message}` : fc.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/**
 * What the model says of a call's arguments.
 *
 * @param {Call} call
 */
function passedBy({ index, self, args }) {
  let at = 0;
  return signatures[index].params.map(({ role, model }) => {
    if (role === "This") return model.convert(self, "this");
    const next = () => model.convert(args[at++], `parameter ${at}`);
    if (role === "") return next();
    const items = [];
    while (at < args.length) items.push(next());
    return new Copy(Array, items);
  });
}

/** The function that Rust calls: it has what the model says. @param {string} name @param {any[]} args */
function arrive(name, args) {
  const frame = /** @type {Frame} */ (frames.at(-1));
  const { call, passed } = frame;
  check(call.name === name, () => `${name} was called instead of ${call.name}`);
  check(!frame.arrived, () => `${name} called its function twice`);
  frame.arrived = true;
  const expected = signatures[call.index].form === "call" ? passed.slice(1) : passed;
  check(args.length === expected.length || frame.changed, () => `${name} passed ${args.length} arguments`);
  for (const [index, value] of frame.changed ? [] : args.entries()) {
    check(same(value, expected[index]), () => `${name} passed ${shown(value)}, not ${shown(expected[index])}`);
    counted.values++;
  }
  act(call.inside);
  if ("error" in call.outcome) throw call.outcome.error;
  return call.outcome.value;
}

/** The function that Rust is passed, or has from an import. @this {any} @param {any[]} args */
function called(...args) {
  check(this === undefined, () => "a function has a this");
  return arrive(/** @type {Frame} */ (frames.at(-1)).call.name, args);
}

// Once a call.
onHook(() => {
  const frame = frames.at(-1);
  if (frame === undefined || frame.hooked) return;
  frame.hooked = true;
  act(frame.call.converting);
});

/** @param {Action} action */
function act(action) {
  if (action === null) return;
  if (action === "drop") {
    for (const frame of frames) {
      frame.dropped ||= !frame.call.stack;
      frame.early ||= frame.dropped && !frame.arrived;
    }
    instance.rust.drop_all();
  } else if ("grow" in action) {
    const memory = /** @type {WebAssembly.Memory} */ (instance.app.instance.exports.memory);
    if (action.grow % 2 === 0) memory.grow(1);
    else instance.rust.grow(action.grow);
  } else if ("changes" in action) {
    for (const change of action.changes) change();
    /** @type {Frame} */ (frames.at(-1)).changed = true;
  } else {
    perform(action);
  }
}

/** Makes a call, by the closure that is running if it is one of that signature. @param {Call} call */
export function perform(call) {
  const { index, stack } = call;
  const outer = frames.filter((frame) => frame.call.index === index && frame.call.stack === stack).at(-1);
  if (outer?.arrived) {
    apply(outer.f, call, outer);
  } else if (stack) {
    /** @type {(() => any) | null} */
    let lent = null;
    /** @type {ReturnType<typeof apply>} */
    let end = {};
    borrowers.push((f) => {
      lent = f;
      end = apply(f, call);
      if (call.escape && "error" in end) throw end.error;
    });
    const left = attempt(() => instance.rust.properties_lend(index));
    check(
      ended === null ? "value" in left : left.error === ended,
      () => `lending ${call.name} ended with ${shown(left)}`,
    );
    // An instance that has ended before may lend nothing any more.
    if (lent === null && ended !== null) return;
    const late = attempt(lent ?? (() => {}));
    check(
      ended === null ? late.error?.code === "expired" : late.error === ended,
      () => `${call.name}, called too late: ${shown(late)}`,
    );
  } else {
    instance.rust.properties_keep(index);
    apply(kept, call);
  }
}

/**
 * @param {() => any} body
 * @returns {{ value?: any, error?: any }} One of the two.
 */
function attempt(body) {
  try {
    return { value: body() };
  } catch (error) {
    if (failure !== null) throw failure;
    return { error: firstOf(error) };
  }
}

/**
 * Calls a closure, and compares all with the model.
 *
 * @param {(...args: any[]) => any} f
 * @param {Call} call
 * @param {Frame} [outer] A call of the same closure under way.
 */
function apply(f, call, outer) {
  counted.calls++;
  const { name, index, stack, self, args, outcome } = call;
  const signature = signatures[index];
  const passed = modelled(() => passedBy(call));
  /** @type {Frame} */
  const frame = {
    ...{ call, f, passed: "error" in passed ? [] : passed.value },
    ...{ arrived: false, hooked: false, changed: false, dropped: false, early: false },
  };
  const refusal = outer?.dropped ? "dropped" : outer !== undefined && signature.exclusive[+stack] ? "reentered" : null;
  frames.push(frame);
  const end = attempt(() => f.apply(self, args));
  frames.pop();
  if (ended !== null && end.error === ended) return end;
  check(ended === null || ("error" in passed && !frame.arrived), () => `${name} went on after the end: ${shown(end)}`);
  const result =
    "error" in outcome ? outcome : modelled(() => signature.result.convert(outcome.value, signature.caller));
  // An exception that Rust does not catch.
  const ends = frame.arrived && "error" in result && signature.error === "";
  if (frame.changed) {
    check(ends || end.error?.code !== "panicked", () => `${name} ended with ${shown(end)}`);
    return ends ? last(name, end, result.error) : end;
  }
  if (refusal !== null && (end.error?.code === refusal || !("error" in passed))) {
    check(end.error?.code === refusal && !frame.arrived, () => `${name} was not ${refusal}: ${shown(end)}`);
    return end;
  }
  if ("error" in passed) {
    counted.refused++;
    check(!frame.arrived, () => `${name} took wrong arguments`);
    return matching(name, end, passed.error);
  }
  if (frame.early && end.error?.code === "dropped" && !frame.arrived) return end;
  check(frame.arrived, () => `${name} did not call its function: ${shown(end)}`);
  if (ends) return last(name, end, result.error);
  if ("error" in result) {
    if (signature.error !== "Failed") return matching(name, end, result.error);
    const text = typeof result.error === "string" ? repaired(result.error) : typeof result.error;
    return matching(name, end, new Refusal("Error", `failed: ${text}`));
  }
  check(
    "value" in end && same(end.value, result.value),
    () => `${name} returned ${shown(end)}, not ${shown(result.value)}`,
  );
  counted.values++;
  return end;
}

/**
 * Checks that a call has ended the instance.
 *
 * @param {string} name
 * @param {{ value?: any, error?: any }} end
 * @param {any} cause
 */
function last(name, end, cause) {
  counted.ended++;
  ended = end.error;
  check(ended instanceof PanicError, () => `${name} did not end the instance: ${shown(end)}`);
  matching(name, { error: ended.cause }, cause);
  return end;
}

/**
 * Checks that a call threw what it should.
 *
 * @param {string} name
 * @param {{ value?: any, error?: any }} end
 * @param {any} expected
 */
function matching(name, end, expected) {
  const { error } = end;
  const fits =
    Object.is(error, expected) ||
    (expected instanceof Refusal
      ? error?.name === expected.name && error.message.startsWith(expected.start)
      : // One of the engine, for its own operator.
        !debug && expected instanceof TypeError && error instanceof TypeError);
  check("error" in end && fits, () => `${name} ended with ${shown(end)}, not ${shown(expected)}`);
  return end;
}
