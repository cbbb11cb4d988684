// @ts-check
// The crate in an app that the command of wasm-bindgen processes: values of both crates, each target of the command, and a
// library that serves an app with wasm-bindgen and one without. The runtime tests run in such an app too: `RUNTIME_HOSTED`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadSync } from "../../js/closures_extern.js";
import { SHELLS } from "../runtime/engines/engines.js";
import { firstOf } from "../support/later.js";
import { run } from "../support/run.js";
import { bindgen, build } from "./build.js";
import { EXPECTED } from "./check.js";

const wasm = build("app");

/** @type {string[]} */
const notes = [];

/** What `./host.js` is for the app. */
const host = {
  note: (/** @type {string} */ text) => void notes.push(text),
  identity: (/** @type {any} */ value) => value,
  fail() {
    throw new Error("as it should");
  },
  call: (/** @type {Function} */ f, /** @type {any[]} */ ...args) => f(...args),
  many(/** @type {any[]} */ ...args) {
    args[3]();
    return args.filter((arg) => typeof arg !== "function").join(" ");
  },
  join: (/** @type {any[]} */ ...args) => args.join(),
  wide: (/** @type {bigint} */ a, /** @type {bigint} */ b) => a + b,
};

/** What `grammar` of the library says. */
const GRAMMAR = "4.414 None 3 Some(1.0) true true";

/**
 * How an app of each target is loaded. Each time it is another instance, with glue that is evaluated for it, as a hot reload
 * does; the snippet stays. @type {Record<string, (folder: string) => Promise<any>>}
 */
const targets = {
  async nodejs(folder) {
    const require = createRequire(import.meta.url);
    delete require.cache[join(folder, "app.js")];
    return require(join(folder, "app.js"));
  },
  "experimental-nodejs-module": (folder) => import(another(folder, "app.js")),
  async web(folder) {
    const app = await import(another(folder, "app.js"));
    app.initSync({ module: await readFile(join(folder, "app_bg.wasm")) });
    return app;
  },
  // As a bundler does it: the wasm file is a module, whose imports are modules.
  async bundler(folder) {
    const glue = await import(another(folder, "app_bg.js"));
    const module = await WebAssembly.compile(await readFile(join(folder, "app_bg.wasm")));
    /** @type {Record<string, any>} */
    const imports = {};
    for (const { module: specifier } of WebAssembly.Module.imports(module)) {
      const own = specifier === "./app_bg.js";
      imports[specifier] = own ? glue : await import(new URL(specifier, pathToFileURL(join(folder, "app_bg.js"))).href);
    }
    const instance = await WebAssembly.instantiate(module, imports);
    glue.__wbg_set_wasm(instance.exports);
    /** @type {any} */ (instance.exports).__wbindgen_start();
    return glue;
  },
};

let loads = 0;

/** The address of a module that is evaluated anew. @param {string} folder @param {string} name */
function another(folder, name) {
  loads += 1;
  return `${pathToFileURL(join(folder, name)).href}?${loads}`;
}

for (const [target, load] of Object.entries(targets)) {
  test(`target ${target}`, async (t) => {
    const folder = bindgen(wasm, target);
    const app = await load(folder);
    app.begin(host);

    await t.test("a value of either crate becomes one of the other, and is the very same", () => {
      for (const value of [{}, "text", 1.5, undefined, null, true, Symbol("s"), () => 0, 2n ** 70n]) {
        assert.equal(app.values(value), true, typeof value);
      }
      assert.equal(app.js_sys_values(), true);
    });

    await t.test("closures of both crates, and functions", () => {
      assert.equal(app.host_closure(), 2);
      assert.equal(app.closure_to_function(), 30);
      assert.equal(app.scoped(), 1);
      assert.equal(
        app.call_back((/** @type {number} */ n) => n / 8),
        0.5,
      );
    });

    await t.test("promises of both crates become each other, and both executors run", async () => {
      assert.equal(await app.both_promises(Promise.resolve(20)), 21);
      await assert.rejects(app.both_promises(Promise.reject("no")), (reason) => reason === "no");
      notes.length = 0;
      app.both_executors();
      assert.deepEqual(notes, []);
      await new Promise((resolve) => setTimeout(resolve));
      assert.deepEqual(notes.sort(), ["ours", "ours", "theirs", "theirs"]);
      assert.equal(app.alive(), "Stats { closures: 0, handles: 0 }");
    });

    await t.test("values of js_sys are parameters of closures, by reference and by value", () => {
      assert.equal(app.closure_parameters(), 62);
      assert.equal(app.closure_throws(), true);
    });

    await t.test("many slots, and slots of 64 bits", () => {
      notes.length = 0;
      assert.equal(app.slots(), `1.5 text ${-(2n ** 63n)} 255 ${2n ** 64n - 4n}`);
      assert.deepEqual(notes, ["called"]);
      const most = `255,-1,c,${-(2n ** 63n)},4294967295,0.1`;
      assert.deepEqual(app.joined(), [
        "255,b,true,0.5",
        most,
        `${most},g`,
        `${most},g,${2n ** 64n - 1n}`,
        `${most},g,${2n ** 64n - 1n},${-(2 ** 31)},7`,
      ]);
    });

    await t.test("a closure that is dropped throws, and leaves nothing behind", () => {
      notes.length = 0;
      const f = app.kept();
      f();
      app.drop_kept();
      assert.throws(f, {
        name: "ClosureError",
        code: "dropped",
        message: /\(closure made at app\/src\/lib\.rs:\d+:\d+\)$/,
      });
      assert.deepEqual(notes, ["called"]);
      assert.equal(app.alive(), "Stats { closures: 0, handles: 0 }");
    });

    await t.test("an exception that would skip an export's frame ends the instance, and no other", async () => {
      const other = await load(folder);
      other.begin(host);
      const still = other.hold("other", 1);
      for (const [name, message] of /** @type {const} */ ([
        ["call_fail", /^as it should$/],
        [
          "call_absent",
          /^module "\.\/absent\.js" is not known: in a wasm-bindgen app, closures_extern::provide_module gives it before absent is called$/,
        ],
        ["call_missing", /^this environment has no function noSuchGlobal; it is declared in app, line \d+/],
      ])) {
        const ended = await load(folder);
        ended.begin(host);
        const f = ended.hold(name, 1);
        f();
        /** @type {any} */
        let panic;
        assert.throws(
          () => ended[name](),
          (error) => {
            panic = error;
            return true;
          },
        );
        assert.deepEqual([panic.name, panic.code], ["PanicError", "panicked"]);
        assert.match(panic.cause.message, message);
        // Nothing that the instance calls afterwards comes through.
        notes.length = 0;
        for (const call of [
          f,
          () => ended.held_name(),
          () => ended.note_text("not noted"),
          () => ended.hold("again", 1),
        ]) {
          assert.throws(call, (error) => firstOf(error) === panic, name);
        }
        assert.deepEqual(notes, []);
      }
      assert.equal(still(), 2);
      assert.equal(other.call_basename(), "b");
    });

    await t.test("a library serves this app as it is", async () => {
      assert.equal(app.library_sum(), 262);
      assert.equal(app.library_grammar(), GRAMMAR);
      notes.length = 0;
      app.library_wait();
      while (notes.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      assert.deepEqual(notes, ["waited"]);
    });

    await t.test("a panic reaches the first caller, and then every closure is refused", () => {
      const f = app.panics();
      const message = /^panicked at app\/src\/lib\.rs:\d+:\d+: as it should$/;
      assert.throws(f, { name: "PanicError", message });
      assert.throws(f, (error) => message.test(firstOf(error).message));
    });

    await t.test("a hook of the app's own may call JavaScript, and then nothing does", async () => {
      const ended = await load(folder);
      ended.note_panics();
      ended.begin(host);
      notes.length = 0;
      const message = /^panicked at app\/src\/lib\.rs:\d+:\d+: as it should$/;
      assert.throws(ended.panics(), { name: "PanicError", message });
      assert.match(notes.join(), /^panicked at app\/src\/lib\.rs:\d+:\d+:\nas it should$/);
      await null;
      assert.throws(
        () => ended.note_text("not noted"),
        (error) => message.test(firstOf(error).message),
      );
      assert.equal(notes.length, 1);
    });

    await t.test("two instances do not meet", () => twoInstances(() => load(folder)));
  });
}

test("two instances do not meet, in a release build", async () => {
  const folder = bindgen(build("app", [], "tests/hosted", "release"), "web", "pkg/release");
  await twoInstances(() => targets.web(folder));
});

/**
 * The app twice, each in use since before the other began. What one drops, gives away, calls or breaks is its own.
 *
 * @param {() => Promise<any>} load
 */
async function twoInstances(load) {
  const first = await load();
  const [seenByFirst, seenBySecond] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  first.begin({ ...host, note: (/** @type {string} */ text) => void seenByFirst.push(text) });
  const one = first.hold("first", 10);
  const second = await load();
  second.begin({ ...host, note: (/** @type {string} */ text) => void seenBySecond.push(text) });
  const two = second.hold("second", 20);

  // The instance that is older goes on, and begins what it has not done before.
  assert.equal(one(), 11);
  assert.equal(first.held_name(), "first");
  assert.equal(first.slots().slice(0, 8), "1.5 text");
  first.note_text("one");
  second.note_text("two");
  first.note_text("three");
  assert.deepEqual([seenByFirst, seenBySecond], [["called", "one", "three"], ["two"]]);

  // A handle, an id and the address of a closure mean something else in the other instance.
  first.drop_name();
  assert.deepEqual([first.held_name(), second.held_name()], [undefined, "second"]);
  first.give_counters();
  assert.deepEqual([one(), two()], [12, 21]);
  const third = second.hold("third", 30);
  second.drop_counters();
  for (const dropped of [two, third]) assert.throws(dropped, { name: "ClosureError", code: "dropped" });
  assert.deepEqual([one(), second.held_name()], [13, "third"]);
  second.drop_name();
  assert.equal(first.alive(), "Stats { closures: 1, handles: 0 }");
  assert.equal(second.alive(), "Stats { closures: 0, handles: 0 }");

  // One calls the other, and comes back.
  const four = second.hold("fourth", 40);
  assert.equal(
    first.call_back(() => four() + one()),
    41 + 14,
  );

  // A panic is told in the words of its own memory, and ends its own instance.
  const panics = first.panics();
  const message = /^panicked at app\/src\/lib\.rs:\d+:\d+: as it should$/;
  for (const ended of [panics, panics, one]) assert.throws(ended, (error) => message.test(firstOf(error).message));
  assert.deepEqual([four(), second.held_name(), second.host_closure(), second.library_sum()], [42, "fourth", 2, 262]);
}

test("target deno", () => {
  const folder = bindgen(wasm, "deno");
  const check = pathToFileURL(fileURLToPath(new URL("check.js", import.meta.url))).href;
  const code = `
    import * as app from "${pathToFileURL(join(folder, "app.js")).href}";
    import { answers } from "${check}";
    console.log(JSON.stringify(answers(app)));`;
  const [deno] = SHELLS.deno.command;
  assert.deepEqual(JSON.parse(run(deno, ["run", "--no-config", "--allow-read", "-"], { input: code })), EXPECTED);
});

test("the same library, in an app without wasm-bindgen", async () => {
  const app = loadSync(readFileSync(build("standalone")));
  await library(app.instance.exports);
});

test("the same library, in the same app with the feature", async () => {
  const folder = bindgen(build("standalone", ["hosted"]), "nodejs", "pkg/standalone");
  await library(createRequire(import.meta.url)(join(folder, "standalone.js")).wasm_exports());
});

/** @param {any} rust The exports. */
async function library(rust) {
  assert.equal(rust.library_sum(), 262);
  let text = "";
  for (let index = 0; ; index++) {
    const character = rust.library_grammar(index);
    if (character === 0) break;
    text += String.fromCodePoint(character);
  }
  assert.equal(text, GRAMMAR);
  rust.library_wait();
  while (rust.library_calls() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(rust.library_calls(), 1);
}

test("exports are a mistake in an app with wasm-bindgen, which says who has them", () => {
  build("standalone", ["exports"]);
  assert.throws(
    () => build("standalone", ["exports", "hosted"]),
    (/** @type {Error} */ { message }) => {
      assert.match(message, /^error: closures_export!: exports stay with `#\[wasm_bindgen\]` in a wasm-bindgen app/m);
      assert.match(message, /could not compile `standalone` \(lib\) due to 1 previous error$/m);
      return true;
    },
  );
});

test("the target no-modules is refused by the command, which says why", () => {
  const message = /importing from .*hosted\.js.* isn't supported with `--target no-modules`/;
  // Also of an app that calls nothing which needs the command's glue.
  for (const app of [wasm, build("standalone", ["hosted"])])
    assert.throws(() => bindgen(app, "no-modules"), { message });
});

test("the crate builds with the oldest version of wasm-bindgen, and is tested with the newest", () => {
  build("oldest", [], "tests/hosted/oldest");
  const manifest = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
  const oldest = readFileSync(new URL("oldest/Cargo.toml", import.meta.url), "utf8");
  for (const name of ["wasm-bindgen", "js-sys"]) {
    const [, wanted] = /** @type {RegExpExecArray} */ (
      new RegExp(`^${name} = \\{ version = "(.*?)"`, "m").exec(manifest)
    );
    assert.ok(oldest.includes(`${name} = "=${wanted}"`), `${name} ${wanted}`);
  }
});
