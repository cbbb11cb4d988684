// @ts-check
// What TypeScript is told of structs, enums and lists, each way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DeclaredTypes } from "./declared_types.js";

/** @import { TypeInfo } from "./describe.js" */

/** @param {string} kind @param {Partial<TypeInfo>} [more] @returns {TypeInfo} */
const type = (kind, more) => ({ rust: kind, kind, ...more });
const f64 = type("f64");

/** @param {string} name @param {Record<string, TypeInfo>} fields */
const struct = (name, fields) =>
  type("struct", { name, fields: Object.entries(fields).map(([key, one]) => ({ name: key, type: one })) });

test("a struct of which both ways are the same is one interface, declared once", () => {
  const types = new DeclaredTypes([]);
  const point = struct("Point", { x: f64, "y z": type("option", { inner: f64 }) });
  assert.equal(types.outgoing(struct("Point", { x: f64 })), "Point");
  assert.equal(types.incoming(struct("Point", { x: f64 })), "Point");
  assert.deepEqual(types.lines(), ["export interface Point {", "  x: number;", "}", ""]);
  assert.equal(types.outgoing(point), "Point2");
  assert.deepEqual(types.lines().slice(4), ["export interface Point2 {", "  x: number;", '  "y z"?: number;', "}", ""]);
});

test("what JavaScript passes is an interface of its own where it may be more than what it gets", () => {
  const types = new DeclaredTypes(["Settings"]);
  const settings = struct("Settings", {
    level: type("enum", { name: "Level", values: [-1, 2] }),
    bytes: type("vec", { inner: type("u8") }),
    note: type("option", { inner: type("string") }),
  });
  assert.equal(types.incoming(settings), "SettingsInit");
  assert.equal(types.outgoing(settings), "Settings2");
  assert.equal(types.outgoing(type("option", { inner: settings })), "Settings2 | undefined");
  assert.deepEqual(types.lines(), [
    "export type Level = -1 | 2;",
    "",
    "export interface SettingsInit {",
    "  level: Level;",
    "  bytes: Uint8Array | readonly number[];",
    "  note?: string | null | undefined;",
    "}",
    "",
    "export interface Settings2 {",
    "  level: Level;",
    "  bytes: Uint8Array;",
    "  note?: string;",
    "}",
    "",
  ]);
});

test("tuples, arrays, maps and NonZero are what they are in JavaScript", () => {
  const types = new DeclaredTypes([]);
  const pair = type("tuple", { fields: [type("string"), f64].map((one, at) => ({ name: String(at), type: one })) });
  assert.equal(types.outgoing(pair), "[string, number]");
  assert.equal(types.incoming(pair), "readonly [string, number]");
  assert.equal(types.outgoing(type("map", { inner: pair })), "Record<string, number>");
  assert.equal(types.incoming(type("map", { inner: pair })), "Readonly<Record<string, number>>");
  assert.equal(types.incoming(type("non_zero", { inner: type("u64") })), "bigint");
  const array = type("array", { inner: type("vec", { inner: type("string") }), length: 2 });
  assert.equal(types.outgoing(array), "string[]");
  assert.equal(types.incoming(array), "readonly string[]");
});

test("a promise of a promise settles with what that settles with", () => {
  const types = new DeclaredTypes([]);
  const promise = (/** @type {TypeInfo} */ inner) => type("promise", { inner });
  const result = (/** @type {TypeInfo} */ inner) => type("result", { inner });
  assert.equal(types.outgoing(promise(result(f64))), "Promise<number>");
  assert.equal(types.outgoing(promise(promise(f64))), "Promise<number>");
  assert.equal(types.outgoing(promise(result(promise(result(f64))))), "Promise<number>");
  assert.equal(types.incoming(promise(promise(f64))), "number | PromiseLike<number>");
});

test("an imported class is the global one of its name, where TypeScript knows it, and else anything", () => {
  const types = new DeclaredTypes(["Exports"]);
  const context = type("value", { name: "CanvasRenderingContext2D", global: true });
  assert.equal(types.incoming(context), "CanvasRenderingContext2D");
  assert.equal(types.outgoing(type("vec", { inner: context })), "CanvasRenderingContext2D[]");
  assert.equal(types.incoming(type("value_ref", { name: "Event" })), "unknown");
  assert.equal(types.outgoing(type("value", { name: "no name", global: true })), "any");
  const known = "typeof globalThis extends { CanvasRenderingContext2D: { prototype: infer T } } ? T : any";
  assert.deepEqual(types.lines(), [`type CanvasRenderingContext2D = ${known};`, ""]);
});
