// @ts-check
// `node --expose-gc tests/runtime/soak/main.js`: everything that makes and ends closures, again and again for SOAK_SECONDS (600),
// and what is alive after each round: closures, handles, bytes. Writes them as a plot to SOAK_SVG, and fails if one grows.

import { writeFileSync } from "node:fs";
import process from "node:process";

/** @typedef {(...args: any[]) => any} AnyFunction */

// The harness of the tests, without their runner.
/** @type {any} */ (globalThis).collectTest = () => {};
const { collect, start } = await import("../harness.js");

const seconds = Number(process.env.SOAK_SECONDS ?? 600);
const file = process.env.SOAK_SVG ?? "soak.svg";

const nothing = () => {};
const target = new EventTarget();
/** @type {AnyFunction[]} */
let timers = [];
/** @type {AnyFunction[]} */
let kept = [];
const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
let fail = false;
const { app, rust, notes } = start({
  ...{ callNumber: (/** @type {AnyFunction} */ f) => void f(1), keepNumber: keep, keepNumberFn: keep, keepMixed: keep },
  ...{ keepSound: keep, keepText: keep, keepTexts: keep, keepExhausting: nothing, keepFrames: nothing },
  addListener: (/** @type {any} */ f) => (
    target.addEventListener("tick", f), void target.dispatchEvent(new Event("tick"))
  ),
  removeListener: (/** @type {any} */ f) => target.removeEventListener("tick", f),
  setFakeTimer: (/** @type {AnyFunction} */ f) => void timers.push(f),
  setTimer: (/** @type {AnyFunction} */ f) => (clearTimeout(setTimeout(f, 1e6)), 0),
  goDeep: () => {
    if (fail) throw new Error("through");
  },
  useLent: (/** @type {AnyFunction} */ f) => void f(),
  addLive: (/** @type {AnyFunction} */ f) => void f(1),
});
const memory = /** @type {WebAssembly.Memory} */ (app.instance.exports.memory);
const texts = ["", "short", "é☃🦀", "long ".repeat(1000)];

/** One of everything, some of it many times. */
async function round() {
  kept = [];
  rust.sound_churn(10_000);
  rust.sound_listeners(500);
  rust.sound_numbers();
  rust.sound_mixed();
  rust.pressure_closures();
  const [number, shared, mixed, text, list] = kept;
  for (const value of texts) {
    if (text(value) !== value || mixed([value], 1, value) !== `${value} 1 ${value}`)
      throw new Error("a text has changed");
  }
  if (list(texts) !== texts.length || shared(number(1)) !== 1) throw new Error("a number has changed");
  // Exceptions are caught in closures of every kind, and arguments are refused.
  fail = true;
  for (let way = 0; way < 7; way++) rust.sound_drift(way, 1, 30);
  fail = false;
  for (let times = 0; times < 200; times++) expectThrow(() => mixed([1], 1, "x"));
  // Given to JavaScript: called, cancelled, forgotten.
  rust.pressure_timers(500);
  const due = timers;
  timers = [];
  due.forEach((f, index) => void (index % 2 === 0 && f()));
  for (let times = 0; times < 100; times++) rust.sound_timer();
  rust.sound_given();
  rust.sound_scope_in_drop();
  rust.pressure_listen(200);
  rust.pressure_unlisten(1);
  rust.sound_drop_numbers();
  rust.drop_all();
  kept = [];
  notes.length = 0;
  await new Promise((resolve) => void setTimeout(resolve));
}

/** @param {AnyFunction} body */
function expectThrow(body) {
  try {
    body();
  } catch {
    return;
  }
  throw new Error("nothing was thrown");
}

/** Names and units of what is measured. */
const SERIES = /** @type {const} */ (["closures", "handles", "allocated", "wasm", "heap"]);

/** What is alive when the garbage collector has run. @param {number} at */
async function sample(at) {
  await collect(() => app.stats().closures === 0);
  await collect(() => false, 2);
  notes.length = 0;
  const { closures, handles } = app.stats();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    at,
    closures,
    handles,
    allocated: rust.allocated(),
    wasm: memory.buffer.byteLength,
    heap: heapUsed + arrayBuffers - memory.buffer.byteLength,
  };
}

/** @typedef {Awaited<ReturnType<typeof sample>>} Sample */

const begin = Date.now();
const elapsed = () => (Date.now() - begin) / 1000;
/** @type {Sample[]} */
const samples = [];
let rounds = 0;
// What engine and allocator keep for good they have after a tenth of the time.
const warm = seconds / 10;
for (let next = warm; elapsed() < seconds; ) {
  await round();
  rounds++;
  if (elapsed() < next) continue;
  samples.push(await sample(elapsed()));
  next = elapsed() + seconds / 200;
}

/** The middle one. @param {number[]} values */
const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

const third = Math.ceil(samples.length / 3);
/** @type {string[]} */
const grown = [];
for (const name of SERIES) {
  const values = samples.map((one) => one[name]);
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
  const may = name === "heap" ? 1_000_000 : 0;
  console.log(`${name}: ${first} in the first third, ${last} in the last, at most ${Math.max(...values)}`);
  if (last > first + may) grown.push(name);
}
console.log(`${rounds} rounds in ${elapsed().toFixed(0)} s, ${samples.length} samples`);
writeFileSync(file, plot());
console.log(`plotted in ${file}`);
if (samples.length < 10) throw new Error("there are too few samples: set SOAK_SECONDS higher");
if (grown.length > 0) throw new Error(`these have grown: ${grown.join(", ")}`);

/** One panel for each series, from 0 up. */
function plot() {
  const [width, height, left] = [900, 110, 110];
  const end = samples.at(-1)?.at ?? 1;
  const panels = SERIES.map((name, index) => {
    const values = samples.map((one) => one[name]);
    const most = Math.max(...values, 1);
    const top = index * (height + 30) + 40;
    const points = samples.map((one, at) => {
      const x = left + (one.at / end) * (width - left - 20);
      return `${x.toFixed(1)},${(top + height - (values[at] / most) * height).toFixed(1)}`;
    });
    return [
      `<text x="8" y="${top + 12}">${name}</text>`,
      `<text x="${left - 6}" y="${top + 12}" text-anchor="end">${most.toLocaleString("en")}</text>`,
      `<text x="${left - 6}" y="${top + height}" text-anchor="end">0</text>`,
      `<path d="M${left} ${top}V${top + height}H${width - 20}" fill="none" stroke="#999"/>`,
      `<polyline points="${points.join(" ")}" fill="none" stroke="#06c" stroke-width="1.5"/>`,
    ].join("\n");
  });
  const title = `${rounds} rounds in ${end.toFixed(0)} s, ${process.version}: what is alive after each sample's garbage collection (bytes, or a count)`;
  const all = SERIES.length * (height + 30) + 50;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${all}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${all}" fill="#fff"/>`,
    `<text x="8" y="20">${title}</text>`,
    ...panels,
    `</svg>\n`,
  ].join("\n");
}
