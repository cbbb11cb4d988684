// An app in TypeScript: what it does right is accepted, and what it does wrong is an error. `runtime_tests.d.ts` is written
// by the tool before this is compiled.

import { ClosureError, load, loadSync, type App } from "closures-extern";
import { describe } from "closures-extern/describe";
import type { Counter, Exports, Other } from "./runtime_tests.js";

const app: App<Exports> = await load<Exports>(new URL("app.wasm", import.meta.url), { modules: { host: {} } });
const { exports } = app;

// Right.
const doubled: number = exports.exportDouble(21);
const text: string = exports.exportMany(1, "b", true, 0.5, [1, 2], 6n, "g", "h", undefined, { any: "value" });
const maybe: string | undefined = exports.exportOption("x");
const called: number = exports.exportCalls((n) => n + 1);
const renamed: number = exports["Renamed!"](3);
const gathered: string = exports.exportGathers.call("me", 1, "a", "b");
exports.exportNothing();
{
  using counter: Counter = new exports.Counter(5);
  const count: number = counter.increment();
  counter.count = count + counter.increment(2) + counter.incrementByAll(1, 2);
  exports.add(counter, exports.counter(1));
}
const other: Other = exports.other();
for (const one of new exports.Range(1, 3)) console.log(one);
for await (const one of new exports.Range(1, 3)) console.log(one);
const tag: string = new exports.Range(1, 3)[Symbol.toStringTag];
const sum: number = exports.sum(exports.counters(3));
const { closures, handles }: { closures: number; handles: number } = app.stats();
const plain = loadSync(new Uint8Array()).exports;
plain.whatever(1, 2);
for (const { name, kind } of describe(app.module).exports) console.log(name, kind);
try {
  other.free();
} catch (error) {
  if (error instanceof ClosureError) console.log(error.code);
}
console.log(doubled, text, maybe, called, renamed, gathered, tag, sum, closures, handles);

// Wrong.
// @ts-expect-error a text is no number
exports.exportDouble("21");
// @ts-expect-error there is no such export
exports.exportTriple(21);
// @ts-expect-error `undefined` is possible
const certain: string = exports.exportOption("x");
// @ts-expect-error a number is no bigint
exports.exportMany(1, "b", true, 0.5, [1, 2], 6, "g", "h", undefined, null);
// @ts-expect-error of another class
exports.store(other);
// @ts-expect-error only looks like one
exports.store({ count: 1, free() {}, increment: () => 1 });
// @ts-expect-error Rust makes its objects
new exports.Other();
// @ts-expect-error the constructor takes a number
new exports.Counter("5");
// @ts-expect-error an export cannot be replaced
exports.exportNothing = () => {};
// @ts-expect-error the function returns a number
exports.exportCalls((n) => String(n));
// @ts-expect-error a method of another class
other.increment();
console.log(certain);
