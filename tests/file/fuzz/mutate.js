// @ts-check
// Makes wrong wasm files and wrong descriptors of right ones. All choices come from one random function, so a seed
// repeats each.

import { pick } from "../../support/random.js";
import { BLOCK, LAST_TAG, WITH_SIGNATURE, WITH_TYPE, longer, parse, write } from "./section.js";

/** @typedef {import("../../support/random.js").Random} Random */
/** @typedef {import("./section.js").Type} Type */
/** @typedef {import("./section.js").Item} Item */

const TEXTS = [
  "",
  "a",
  "__proto__",
  "constructor",
  "toString",
  "then",
  "a.b.c",
  "..",
  "@",
  ":1:1",
  "x@1:2",
  "\0",
  "\ud800",
  "é".repeat(99),
];

/** @param {Random} rnd @param {number} depth @returns {Type} */
function randomType(rnd, depth = 0) {
  const tag = depth > 3 ? rnd(19) : rnd(LAST_TAG + 2);
  const inner = WITH_TYPE.includes(tag) ? randomType(rnd, depth + 1) : null;
  const signature = WITH_SIGNATURE.includes(tag)
    ? {
        exclusive: rnd(2) === 1,
        params: Array.from({ length: rnd(rnd(8) === 0 ? 200 : 5) }, () => randomType(rnd, depth + 1)),
        result: randomType(rnd, depth + 1),
      }
    : null;
  return { tag, inner, signature, name: pick(rnd, TEXTS) };
}

/** One parameter more, less, or another. @param {Random} rnd @param {Item} one */
function changeParams(rnd, one) {
  const [rust, ...names] = one.names.split(" ");
  const at = rnd(names.length + 1);
  const less = rnd(2);
  const more = rnd(2) === 0 ? [] : [randomType(rnd)];
  names.splice(at, less, ...more.map(() => "new"));
  one.types.splice(at, less, ...more);
  one.names = [rust, ...names].join(" ");
}

/** Owner, name, class, namespace or module: another, or one where there was none. @param {Random} rnd @param {Item} one */
function changeText(rnd, one) {
  const flag = 2 << rnd(5);
  const at = [2, 4, 8, 16, 32].filter((other) => other < flag && one.flags & other).length;
  one.texts.splice(at, one.flags & flag ? 1 : 0, pick(rnd, TEXTS));
  one.flags |= flag;
}

/** Changes the tree: names, types, numbers of things. @param {Random} rnd @param {Uint8Array} section */
function changeTree(rnd, section) {
  const records = parse(section);
  for (let times = 1 + rnd(3); times > 0; times--) {
    const record = pick(rnd, records);
    const choice = rnd(10);
    if (choice === 0) records.push(record);
    else if (choice === 1) records.splice(rnd(records.length), 1);
    else if (choice === 2)
      records.splice(rnd(records.length + 1), 0, {
        kind: rnd(256),
        bytes: Array.from({ length: rnd(20) }, () => rnd(256)),
      });
    else if (record === undefined || "bytes" in record) {
      if (record !== undefined) record.bytes = record.bytes.map((byte) => (rnd(3) === 0 ? rnd(256) : byte));
    } else if (choice === 3) record.id = rnd(2) === 0 ? pick(rnd, TEXTS) : record.id.slice(rnd(record.id.length));
    else if (choice === 4 && record.items.length > 0)
      record.items.splice(rnd(record.items.length), rnd(2), pick(rnd, record.items));
    else if (record.items.length > 0) {
      const one = pick(rnd, record.items);
      if (choice === 5) one.result = randomType(rnd);
      else if (choice === 6) changeParams(rnd, one);
      else if (choice === 7 && one.types.length > 0) one.types[rnd(one.types.length)] = randomType(rnd);
      else if (rnd(4) === 0) one[pick(rnd, /** @type {const} */ (["kind", "flags"]))] = rnd(12);
      else if (rnd(4) === 0) one.docs = Array.from({ length: rnd(3) }, () => pick(rnd, TEXTS));
      else if (rnd(4) === 0) one.names = one.names.replace(/^\S*/, pick(rnd, TEXTS));
      else changeText(rnd, one);
    }
    if (records.length === 0) break;
  }
  return write(records);
}

/** Changes bytes, whatever they mean. @param {Random} rnd @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer>} */
export function changeBytes(rnd, bytes) {
  let changed = new Uint8Array(bytes);
  /** @param {number} at @param {number} less @param {ArrayLike<number>} more */
  const splice = (at, less, more) => {
    const after = changed.subarray(at + less);
    const next = new Uint8Array(Math.min(at, changed.length) + more.length + after.length);
    next.set(changed.subarray(0, at));
    next.set(more, at);
    next.set(after, at + more.length);
    changed = next;
  };
  for (let times = 1 + rnd(4); times > 0 && changed.length > 0; times--) {
    const at = rnd(changed.length);
    const choice = rnd(8);
    if (choice < 3) changed[at] ^= 1 << rnd(8);
    else if (choice === 3) changed[at] = pick(rnd, [0, 1, 127, 128, 255, rnd(256)]);
    else if (choice === 4) splice(at, 1 + rnd(8), []);
    else if (choice === 5)
      splice(
        at,
        0,
        Array.from({ length: 1 + rnd(8) }, () => rnd(256)),
      );
    else if (choice === 6) changed = changed.slice(0, at);
    else {
      const from = rnd(changed.length);
      splice(at, 0, changed.slice(from, from + rnd(64)));
    }
  }
  return changed;
}

/** One type inside many others, or a list of many. @param {Random} rnd @param {Uint8Array} section */
function inflate(rnd, section) {
  const records = parse(section);
  const block = records.find((record) => record.kind === BLOCK);
  if (block === undefined || "bytes" in block || block.items.length === 0) return section;
  const one = pick(rnd, block.items);
  /** @type {Type} */
  const unit = { tag: 0, inner: null, signature: null, name: "" };
  if (rnd(2) === 0) {
    // Written by hand: deeper than code that calls itself can go.
    one.result = { tag: 200, inner: null, signature: null, name: "" };
    const bytes = write(records);
    const at = bytes.indexOf(200);
    const depth = 10 ** (1 + rnd(5));
    const nested = pick(rnd, [[23], [20], [27, 0, 1], [30, 1, 0]]);
    const deep = new Uint8Array(nested.length * depth);
    for (let index = 0; index < depth; index++) deep.set(nested, index * nested.length);
    return longer(bytes, at, deep);
  }
  for (let count = 10 ** (1 + rnd(4)); count > 0; count--) {
    one.names += " ";
    one.types.push(unit);
  }
  return write(records);
}

/** The same with right sums, so that what is wrong is looked for further on. @param {Uint8Array} bytes */
function summed(bytes) {
  try {
    return write(parse(bytes));
  } catch {
    return bytes; // It ends too early.
  }
}

/** Other descriptors than these. @param {Random} rnd @param {Uint8Array} section @returns {Uint8Array} */
export function changeSection(rnd, section) {
  const choice = rnd(100);
  if (choice < 55) return changeTree(rnd, section);
  if (choice < 75) return changeBytes(rnd, section);
  if (choice < 95) return summed(changeBytes(rnd, section));
  if (choice < 97) return inflate(rnd, section);
  return changeBytes(rnd, changeTree(rnd, section));
}
