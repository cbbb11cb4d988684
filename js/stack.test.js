// @ts-check
// Is what is printed of a stack, and of the names in it, what a person would have written?

import assert from "node:assert/strict";
import { test } from "node:test";

import { demangle } from "./test/demangle.js";
import { frames } from "./test/stack.js";
import { verdictOf } from "./test/verdict.js";

test("symbols of the older scheme become paths", () => {
  for (const [symbol, path] of [
    ["_ZN8each_way5inner17hf65c8da67481270dE", "each_way::inner"],
    [
      "_ZN8each_way5tests6panics28_$u7b$$u7b$closure$u7d$$u7d$17h1b839bf9b48e93bcE",
      "each_way::tests::panics::{{closure}}",
    ],
    [
      "_ZN53_$LT$$LP$A$C$$RP$$u20$as$u20$app..call..Arguments$GT$4call17h6e35ea19d0186389E",
      "<(A,) as app::call::Arguments>::call",
    ],
    [
      "_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0123456789abcdefE",
      "core::ptr::drop_in_place<alloc::string::String>",
    ],
  ])
    assert.equal(demangle(symbol), path);
});

test("symbols of the scheme v0 become paths", () => {
  for (const [symbol, path] of [
    ["_RNvNtCsebHcaeoSrxy_3std9panicking15panic_with_hook", "std::panicking::panic_with_hook"],
    ["_RNCNvNtCsebHcaeoSrxy_3std9panicking13panic_handler0B5_", "std::panicking::panic_handler::{closure#0}"],
    [
      "_RINvNtNtCsebHcaeoSrxy_3std3sys9backtrace26___rust_end_short_backtraceNCNvNtB6_9panicking13panic_handler0zEB6_",
      "std::sys::backtrace::__rust_end_short_backtrace::<std::panicking::panic_handler::{closure#0}, !>",
    ],
    ["_RNvXs_NtCs1_3app4listNtB4_4ListNtB4_5Drops4drop", "<app::list::List as app::list::Drops>::drop"],
    ["_RNvMCs1_3appNtB2_4List3new", "<app::List>::new"],
    ["_RINvCs1_3app3mapRShAjj4_TmyEPeE", "app::map::<&[u8], [usize; 4], (u32, u64), *const str>"],
    [
      "_RINvCs1_3app3runDG_INtNtCs2_4core3ops2FnTmEEp6OutputuEL_E",
      "app::run::<dyn core::ops::Fn::<(u32)><Output = ()>>",
    ],
    ["_RINvCs1_3app3runFhEbE", "app::run::<fn(u8) -> bool>"],
  ])
    assert.equal(demangle(symbol), path);
});

test("a name that is none of Rust's stays", () => {
  for (const name of ["memcpy", "_RNvNtCs", "_RB_", "closures_test app::tests::it", "Runs", "_ZN"])
    assert.equal(demangle(name), name);
});

/** What each engine writes of a panic: the hook, what fails, a closure that JavaScript calls, and the test. */
const STACKS = {
  V8: `PanicError: panicked
    at Life.panicked (file:///own/src/runtime/life.js:1:1)
    at app.wasm._ZN15closures_extern4wasm5hooks17h32e624ed87aca177E (wasm://wasm/00c6ca7e:wasm-function[61]:0x1a2b)
    at app.wasm._RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt (wasm://wasm/00c6ca7e:wasm-function[62]:0x1a2c)
    at app.wasm._ZN3app5inner17hf65c8da67481270dE (wasm://wasm/00c6ca7e:wasm-function[63]:0x1a2d)
    at wasm://wasm/00c6ca7e:wasm-function[64]:0x1a2e
    at app.wasm.closures_extern_run_0 (wasm://wasm/00c6ca7e:wasm-function[65]:0x1a2f)
    at call (file:///app/host.js:8:5)
    at file:///app/host.js:9:5
    at app.wasm.closures_test app::tests::it (wasm://wasm/00c6ca7e:wasm-function[66]:0x1a30)
    at attempt (file:///own/test/attempt.js:1:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`,
  "V8 in a page": `PanicError: panicked
    at app.wasm._ZN3app5inner17hf65c8da67481270dE (http://127.0.0.1:8000/@test/binary.wasm:wasm-function[63]:0x1a2d)
    at call (http://127.0.0.1:8000/app/host.js:8:5)
    at http://127.0.0.1:8000/app/host.js:9:5`,
  SpiderMonkey: `panicked@http://own/src/runtime/life.js:1:1
app.wasm._RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt@http://127.0.0.1:8000/@test/binary.wasm:wasm-function[62]:0x1a2c
app.wasm._ZN3app5inner17hf65c8da67481270dE@http://127.0.0.1:8000/@test/binary.wasm:wasm-function[63]:0x1a2d
call@http://127.0.0.1:8000/app/host.js:8:5
@http://127.0.0.1:8000/app/host.js:9:5
app.wasm.closures_test app::tests::it@http://127.0.0.1:8000/@test/binary.wasm:wasm-function[66]:0x1a30`,
  JavaScriptCore: `panicked@http://own/src/runtime/life.js:1:1
app.wasm-function[_ZN3app5inner17hf65c8da67481270dE]@[wasm code]
wasm-stub@[wasm code]
call@http://127.0.0.1:8000/app/host.js:8:5
@http://127.0.0.1:8000/app/host.js:9:5`,
};

for (const [engine, stack] of Object.entries(STACKS)) {
  test(`of a stack of ${engine} the app's own functions are shown`, () => {
    const host = engine === "V8" ? "file:///app/host.js" : "http://127.0.0.1:8000/app/host.js";
    const isOwn = (/** @type {string} */ place) => place.includes("/own/");
    assert.deepEqual(frames(stack, isOwn), ["app::inner", `call (${host}:8:5)`, `${host}:9:5`]);
  });
}

test("of a task what polls it is left out, and what the app's own functions are called by is not", () => {
  const stack = [
    "app::KEPT::{{closure}}",
    "std::thread::local::LocalKey<T>::with",
    "app::tests::it::{{closure}}",
    "app::tests::_::CLOSURES_TEST_BLOCK::outcome::{{closure}}",
    "app::tests::_::CLOSURES_TEST_BLOCK::__closures_export_entry::{{closure}}",
    "closures_extern::promise::tasks::Task::run",
    "std::thread::local::LocalKey<T>::try_with",
    "closures_extern::promise::tasks::turn",
    "closures_extern_run_0",
  ].map((name) => `    at app.wasm.${name} (wasm://wasm/00c6ca7e:wasm-function[1]:0x1)`);
  assert.deepEqual(
    frames(stack.join("\n"), () => false),
    ["app::KEPT::{{closure}}", "std::thread::local::LocalKey<T>::with", "app::tests::it::{{closure}}"],
  );
});

test("a long recursion is one line, and a long stack is cut", () => {
  const frame = (/** @type {string} */ name) => `    at app.wasm.${name} (wasm://wasm/00c6ca7e:wasm-function[1]:0x1)`;
  assert.deepEqual(
    frames(Array(50).fill(frame("deeper")).join("\n"), () => false),
    ["deeper (50 times)"],
  );
  const all = Array.from({ length: 30 }, (_, at) => frame(`f${at}`)).join("\n");
  assert.deepEqual(frames(all, () => false).slice(-2), ["f19", ".. and 10 more"]);
});

test("a test that should panic fails too for what else goes wrong", () => {
  const fault = { stack: "", cause: "", thrown: "", trapped: false };
  const panic = { ...fault, kind: /** @type {const} */ ("panic"), text: "panicked at src/lib.rs:1:2: no canvas" };
  const stray = { ...fault, kind: /** @type {const} */ ("stray"), text: "Error: late" };
  const alive = { closures: 0, handles: 0 };
  const item = { name: "it", key: "app::it", ignored: null };
  const passes = (/** @type {string} */ panics, /** @type {import("./test/attempt.js").Fault[]} */ ...faults) =>
    verdictOf({ ...item, panics }, { faults, alive, used: true }, { leaks: false }).passed;
  assert.ok(passes("", panic));
  assert.ok(passes("canvas", panic));
  assert.ok(!passes("src/lib.rs", panic), "its place is no part of the message");
  assert.ok(!passes("", panic, stray));
  assert.ok(!passes("", { ...panic, trapped: true }));
  const text = "the wasm instance was ended by an exception: TypeError: no; draw threw it";
  const thrown = { ...panic, text, thrown: "TypeError: no" };
  assert.ok(passes("TypeError: no", thrown));
  assert.ok(!passes("exception", thrown), "what is said of it is no part of what was thrown");
});
