// @ts-check
// The functions that all competitors import: the app's side of every row. Each counts what reached it
// in `tally`, so that measure.js can tell a call that happened with the right values from one that did not.
//
// load.js gives each competitor an instance of this module of its own (`./host.js?ours`, for one). With a
// shared one, V8's inline caches in `callOnce` and its kind would see the closures of all of them, and each
// competitor would be measured at the mercy of the others.

/** What the host counted. A typed array, because storing a double in a `let` would allocate. */
export const tally = new Float64Array(1);

/** @param {number} x */
function add(x) {
  tally[0] += x;
}

// ---- imports ----

export function importVoid() {
  add(1);
}

/**
 * @param {number} x
 * @param {number} y
 */
export function importF64(x, y) {
  add(1);
  return x + y;
}

/** @param {number} x */
export function importI32(x) {
  add(1);
  return x - 1;
}

/** @param {bigint} x */
export function importU64(x) {
  add(x > 0n ? 1 : 0);
  return x;
}

// One function for each kind of string, so that no row depends on which others ran.

/**
 * Reads a character: a string that a competitor glued from pieces is then made flat, as any real use of it
 * would do.
 * @param {string} s
 */
export function takeStr(s) {
  add(s.length + s.charCodeAt(s.length - 1));
}

/** @param {string} s */
export function takeStr100(s) {
  add(s.length + s.charCodeAt(s.length - 1));
}

/** @param {string} s */
export function takeStr100Mixed(s) {
  add(s.length + s.charCodeAt(s.length - 1));
}

/** @param {string} s */
export function takeStr1k(s) {
  add(s.length + s.charCodeAt(s.length - 1));
}

/** The strings that go to Rust: as strings.rs has them, 16 letters each. */
const STRINGS = Array.from({ length: 64 }, (_, i) => `get-element-by${i >> 3}${i & 7}`);

/** @param {number} i */
export function giveString(i) {
  add(1);
  return STRINGS[i & 63];
}

/** @param {Float64Array} numbers */
export function takeVec(numbers) {
  add(numbers.length + numbers[999]);
}

const NUMBERS = new Float64Array(1000).fill(0.5);

/** @param {number} i */
export function giveVec(i) {
  add(1);
  NUMBERS[999] = i & 63;
  return NUMBERS;
}

/** A class with a method and a getter, as the DOM is full of. */
class Thing {
  base = 0.25;
  /** @param {number} x */
  ping(x) {
    add(1);
    return x + this.base;
  }
  get size() {
    add(1);
    return this.base;
  }
}

export function thing() {
  return new Thing();
}

// ---- exports: Rust's function, called n times ----

/**
 * @param {(x: number, y: number) => number} f
 * @param {number} n
 */
export function loopExport(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f(i + 0.5, 0.25);
  add(sum);
}

// ---- plain data ----

/** @typedef {Record<"a" | "b" | "c" | "d" | "e" | "f" | "g" | "h", number>} Point */

/** @param {Point} point */
export function takePoint(point) {
  add(point.a + point.h);
}

/** @param {number} i @returns {Point} */
export function givePoint(i) {
  add(1);
  return { a: i, b: 1, c: 2.5, d: -3, e: 4, f: 5, g: 6, h: 0.5 };
}

/** @param {Point[]} points */
export function samePoints(points) {
  add(points.length);
  return points;
}

// ---- promises, awaited one after the other ----

/** @param {number} x @param {number} y */
export async function valueLater(x, y) {
  add(1);
  return x + y;
}

/** @param {(x: number, y: number) => Promise<number>} f @param {number} n */
export async function loopAwait(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await f(i + 0.5, 0.25);
  add(sum);
}

// ---- closures, called once per operation ----

/** @param {() => void} f */
export function callOnce(f) {
  add(1);
  f();
}

/** @param {() => void} f */
export function callOnceFn(f) {
  add(1);
  f();
}

/** @param {() => void} f */
export function callHeap(f) {
  add(1);
  f();
}

/** @type {(() => void) | undefined} */
let leaked;

/**
 * Not measured. Keeps a stack closure and throws through the import, as the worst of hosts would.
 * @param {() => void} f
 */
export function leak(f) {
  leaked = f;
  f();
  throw new Error("thrown by leak");
}

/**
 * The functions that must throw by now: what `leak` was given, and the twenty heap closures of the last
 * `run_twenty_call`.
 */
export function invalidated() {
  return [leaked, ...Object.values(kept)];
}

// ---- closures, called n times ----
// Each loop twice: for a closure on Rust's stack and for one on the heap, so that no loop ever sees both.

const VALUES = Array.from({ length: 64 }, (_, i) => ({ i }));

/**
 * What a closure kept of the values it was called with: the last of the 64.
 * @param {any} value
 */
export function checkValue(value) {
  add(value === VALUES[63] ? 1 : 0);
}

/**
 * @param {() => void} f
 * @param {number} n
 */
export function loopStackFn0(f, n) {
  for (let i = 0; i < n; i++) f();
}

/**
 * @param {(x: number) => number} f
 * @param {number} n
 */
export function loopStackFnU32(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f(i);
  add(sum);
}

/**
 * @param {(x: number) => void} f
 * @param {number} n
 */
export function loopStackFnMutF64(f, n) {
  for (let i = 0; i < n; i++) f(i + 0.5);
}

/**
 * @param {(value: any) => void} f
 * @param {number} n
 */
export function loopStackFnMutValue(f, n) {
  for (let i = 0; i < n; i++) f(VALUES[i & 63]);
}

/**
 * @param {(i: number) => string} f
 * @param {number} n
 */
export function loopStackFnStringResult(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const s = f(i);
    sum += s.length + s.charCodeAt(s.length - 1);
  }
  add(sum);
}

/**
 * @param {(s: string) => void} f
 * @param {number} n
 */
export function loopStackFnString(f, n) {
  for (let i = 0; i < n; i++) f(STRINGS[i & 63]);
}

/**
 * @param {() => void} f
 * @param {number} n
 */
export function loopHeapFn0(f, n) {
  for (let i = 0; i < n; i++) f();
}

/**
 * @param {(x: number) => number} f
 * @param {number} n
 */
export function loopHeapFnU32(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f(i);
  add(sum);
}

/**
 * @param {(x: number) => void} f
 * @param {number} n
 */
export function loopHeapFnMutF64(f, n) {
  for (let i = 0; i < n; i++) f(i + 0.5);
}

/**
 * @param {(value: any) => void} f
 * @param {number} n
 */
export function loopHeapFnMutValue(f, n) {
  for (let i = 0; i < n; i++) f(VALUES[i & 63]);
}

/**
 * @param {(i: number) => string} f
 * @param {number} n
 */
export function loopHeapFnStringResult(f, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const s = f(i);
    sum += s.length + s.charCodeAt(s.length - 1);
  }
  add(sum);
}

/**
 * @param {(s: string) => void} f
 * @param {number} n
 */
export function loopHeapFnString(f, n) {
  for (let i = 0; i < n; i++) f(STRINGS[i & 63]);
}

// ---- twenty signatures ----
// Callee and caller do the same whichever side they stand on (rows.rs has the other half): per round of
// twenty the callees add 25 and the callers, who add what was returned, 117013.875. A boolean counts only if
// it is `true` itself.

/** @typedef {(...args: any[]) => any} Any */

export const importA = () => add(1);
export const importB = () => (add(1), 7);
export const importC = () => (add(1), 0.5);
export const importD = () => (add(1), true);
/** @param {number} x */
export const importE = (x) => add(x);
/** @param {number} x */
export const importF = (x) => add(x);
/** @param {boolean} x */
export const importG = (x) => add(x === true ? 1 : 0);
/** @param {number} x */
export const importH = (x) => (add(1), x + 1);
/** @param {number} x */
export const importI = (x) => (add(1), x * 0.5);
/** @param {number} x */
export const importJ = (x) => (add(1), x < 0);
/** @param {number} x */
export const importK = (x) => (add(1), -x);
/** @param {number} x */
export const importL = (x) => (add(1), x * 1000);
/** @type {(x: number, y: number) => void} */
export const importM = (x, y) => add(x + y);
/** @type {(x: number, y: boolean) => number} */
export const importN = (x, y) => (add(1), y === true ? x : 0);
/** @type {(x: number, y: number) => number} */
export const importO = (x, y) => (add(1), x + y);
/** @type {(x: number, y: number) => number} */
export const importP = (x, y) => (add(1), x + y);
/** @type {(x: number, y: number, z: number) => void} */
export const importQ = (x, y, z) => add(x + y + z);
/** @type {(x: boolean, y: boolean, z: boolean) => boolean} */
export const importR = (x, y, z) => (add(1), x === true && y === true && z === true);
/** @type {(x: number, y: number, z: number) => number} */
export const importS = (x, y, z) => (add(1), x + y + z);
/** @type {(x: number, y: number, z: number) => number} */
export const importT = (x, y, z) => (add(1), x + y + z);

/** @param {Any} f */
export const passA = (f) => f();
/** @param {Any} f */
export const passB = (f) => add(f());
/** @param {Any} f */
export const passC = (f) => add(f());
/** @param {Any} f */
export const passD = (f) => add(f() === true ? 1 : 0);
/** @param {Any} f */
export const passE = (f) => f(3);
/** @param {Any} f */
export const passF = (f) => f(0.5);
/** @param {Any} f */
export const passG = (f) => f(true);
/** @param {Any} f */
export const passH = (f) => add(f(5));
/** @param {Any} f */
export const passI = (f) => add(f(2.5));
/** @param {Any} f */
export const passJ = (f) => add(f(-1) === true ? 1 : 0);
/** @param {Any} f */
export const passK = (f) => add(f(200));
/** @param {Any} f */
export const passL = (f) => add(f(-3));
/** @param {Any} f */
export const passM = (f) => f(3, 0.25);
/** @param {Any} f */
export const passN = (f) => add(f(-7, true));
/** @param {Any} f */
export const passO = (f) => add(f(1.5, 2.25));
/** @param {Any} f */
export const passP = (f) => add(f(200, 60000));
/** @param {Any} f */
export const passQ = (f) => f(3, 0.25, -1);
/** @param {Any} f */
export const passR = (f) => add(f(true, true, true) === true ? 1 : 0);
/** @param {Any} f */
export const passS = (f) => add(f(0.5, -2, 60000));
/** @param {Any} f */
export const passT = (f) => add(f(0.5, 0.25, 0.125));

/** @type {Record<string, Any>} */
const kept = {};

/** @param {Any} f */
export const keepA = (f) => void (kept.a = f);
/** @param {Any} f */
export const keepB = (f) => void (kept.b = f);
/** @param {Any} f */
export const keepC = (f) => void (kept.c = f);
/** @param {Any} f */
export const keepD = (f) => void (kept.d = f);
/** @param {Any} f */
export const keepE = (f) => void (kept.e = f);
/** @param {Any} f */
export const keepF = (f) => void (kept.f = f);
/** @param {Any} f */
export const keepG = (f) => void (kept.g = f);
/** @param {Any} f */
export const keepH = (f) => void (kept.h = f);
/** @param {Any} f */
export const keepI = (f) => void (kept.i = f);
/** @param {Any} f */
export const keepJ = (f) => void (kept.j = f);
/** @param {Any} f */
export const keepK = (f) => void (kept.k = f);
/** @param {Any} f */
export const keepL = (f) => void (kept.l = f);
/** @param {Any} f */
export const keepM = (f) => void (kept.m = f);
/** @param {Any} f */
export const keepN = (f) => void (kept.n = f);
/** @param {Any} f */
export const keepO = (f) => void (kept.o = f);
/** @param {Any} f */
export const keepP = (f) => void (kept.p = f);
/** @param {Any} f */
export const keepQ = (f) => void (kept.q = f);
/** @param {Any} f */
export const keepR = (f) => void (kept.r = f);
/** @param {Any} f */
export const keepS = (f) => void (kept.s = f);
/** @param {Any} f */
export const keepT = (f) => void (kept.t = f);

/** @param {number} n */
export function loopTwenty(n) {
  const { a, b, c, d, e, f, g, h, i, j, k, l, m, n: n_, o, p, q, r, s, t } = kept;
  let sum = 0;
  for (let round = n / 20; round > 0; round--) {
    a();
    sum += b();
    sum += c();
    sum += d() === true ? 1 : 0;
    e(3);
    f(0.5);
    g(true);
    sum += h(5);
    sum += i(2.5);
    sum += j(-1) === true ? 1 : 0;
    sum += k(200);
    sum += l(-3);
    m(3, 0.25);
    sum += n_(-7, true);
    sum += o(1.5, 2.25);
    sum += p(200, 60000);
    q(3, 0.25, -1);
    sum += r(true, true, true) === true ? 1 : 0;
    sum += s(0.5, -2, 60000);
    sum += t(0.5, 0.25, 0.125);
  }
  add(sum);
}
