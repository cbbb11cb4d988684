// @ts-check
// Texts where there is no TextDecoder and no TextEncoder: what src/utf8.js has instead does the same. TEXT_SEED repeats
// a run.

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { pick, random } from "../tests/support/random.js";
import { PlainDecoder, PlainEncoder } from "./src/utf8.js";

const [plainDecoder, plainEncoder] = [new PlainDecoder(), new PlainEncoder()];
const [decoder, encoder] = [new TextDecoder("utf-8", { ignoreBOM: true }), new TextEncoder()];

const seed = Number(process.env.TEXT_SEED ?? Date.now() % 2 ** 31);
const rnd = random(seed);

/** Bytes at the edges of the ranges that a decoder tells apart. */
const EDGES = [
  ...[0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf],
  ...[0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xff],
];

/** UTF-16 units at the edges of those that an encoder tells apart. */
const UNITS = [0x00, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xffff];

test("bytes are decoded as TextDecoder does it, also what is no UTF-8", (t) => {
  t.diagnostic(`TEXT_SEED=${seed}`);
  const same = (/** @type {Uint8Array} */ bytes) =>
    assert.equal(plainDecoder.decode(bytes), decoder.decode(bytes), String(bytes));
  same(new Uint8Array());
  for (const a of EDGES) for (const b of EDGES) for (const c of EDGES) same(Uint8Array.of(a, b, c, 0x41));
  for (let times = 0; times < 20_000; times++) {
    same(Uint8Array.from({ length: rnd(12) }, () => (rnd(3) === 0 ? rnd(256) : pick(rnd, EDGES))));
  }
});

test("long texts are decoded and encoded too, wherever a part of them ends", () => {
  for (let times = 0; times < 300; times++) {
    const text = String.fromCodePoint(
      ...Array.from({ length: 500 + rnd(600) }, () => pick(rnd, [0x41, 0xe4, 0x3042, 0x1f3a7, 0xfeff])),
    );
    const bytes = encoder.encode(text);
    assert.equal(plainDecoder.decode(bytes), text);
    const into = new Uint8Array(bytes.length);
    assert.deepEqual(plainEncoder.encodeInto(text, into), { read: text.length, written: bytes.length });
    assert.deepEqual(into, bytes);
  }
});

test("texts are encoded as TextEncoder does it, also halves of pairs, and where there is too little room", () => {
  for (let times = 0; times < 20_000; times++) {
    const text = String.fromCharCode(
      ...Array.from({ length: rnd(8) }, () => (rnd(3) === 0 ? rnd(0x10000) : pick(rnd, UNITS))),
    );
    const room = rnd(24);
    const [ours, theirs] = [new Uint8Array(room), new Uint8Array(room)];
    assert.deepEqual(plainEncoder.encodeInto(text, ours), encoder.encodeInto(text, theirs), JSON.stringify(text));
    assert.deepEqual(ours, theirs, JSON.stringify(text));
  }
});
