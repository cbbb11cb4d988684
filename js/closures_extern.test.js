// @ts-check
// The module by itself, without an app: what it exports, and what it says of files that are no app.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import * as closuresExtern from "./closures_extern.js";
import * as described from "./describe.js";
import { describe } from "./describe.js";
import { recordOf } from "../tests/file/fuzz/section.js";
import {
  EMPTY_MODULE,
  SECTION,
  concat,
  customSection,
  leb,
  moduleOf,
  name,
  section,
  vector,
} from "../tests/support/wasm.js";

const { load, loadSync } = closuresExtern;

/** An empty module with descriptors. @param {readonly number[]} content */
function withSection(content) {
  return moduleOf(customSection("closures_extern", content));
}

/** The runtime's, of this ABI version. */
const RUNTIME = recordOf(1, [1, 0]);

/** A text of a record. @param {string} text */
function str(text) {
  return [text.length, 0, ...new TextEncoder().encode(text)];
}

/** A module of this ABI version with exports, each without documentation. @param {number[][]} exports */
function withExports(...exports) {
  return withSection([...RUNTIME, ...exports.flatMap((content) => recordOf(3, content))]);
}

/**
 * An export of the kind, in a block on this line; `type` is its result, or of a method the type of its receiver.
 *
 * @param {number} kind
 * @param {number} line
 * @param {string} rust
 * @param {string} name
 * @param {number[]} type
 */
function exported(kind, line, rust, name, type = [0]) {
  const block = `game::a@1.0.0:${line}:5`;
  const [names, types] = kind >= 3 ? [`${rust} self`, [...type, 0]] : [rust, type];
  return [...str(block), ...str(names), kind, 4, ...str(name), ...types];
}

test("these are exported, and nothing else", () => {
  assert.deepEqual(Object.keys(closuresExtern).sort(), ["ClosureError", "PanicError", "load", "loadSync"]);
  assert.deepEqual(Object.keys(described), ["describe"]);
});

test("no module has a dependency, or makes code from text", async () => {
  const modules = await readdir(new URL("src/", import.meta.url), { recursive: true });
  for (const name of [
    "closures_extern.js",
    "describe.js",
    "wasm_file.js",
    "hosted.js",
    ...modules.map((path) => `src/${path}`),
  ]) {
    if (!name.endsWith(".js")) continue;
    const source = await readFile(new URL(name, import.meta.url), "utf8");
    for (const [, specifier] of source.matchAll(/^(?:import|export) (?:[^;"]* from )?"([^"]+)";$/gm))
      assert.match(specifier, /^\.\.?\//, name);
    assert.doesNotMatch(source, /\beval\(|new Function\(/);
  }
});

test("a module of another origin is refused", async () => {
  const message =
    "this is not a closures_extern module: it was built without the Rust crate closures-extern, or it is another file";
  assert.throws(() => loadSync(EMPTY_MODULE), { message });
  await assert.rejects(load(EMPTY_MODULE), { message });
});

test("another ABI version says what to update", () => {
  assert.throws(() => loadSync(withSection([1, 2, 0, 0, 0, 200, 0])), {
    message:
      "this wasm module has ABI version 200 of closures_extern, and this closures_extern.js has 1: " +
      "update the JavaScript package closures-extern",
  });
  assert.throws(() => loadSync(withSection([1, 2, 0, 0, 0, 0, 0])), {
    message:
      "this wasm module has ABI version 0 of closures_extern, and this closures_extern.js has 1: " +
      "update the Rust crate closures-extern",
  });
});

test("a record of an unknown kind is skipped", () => {
  assert.throws(
    () => loadSync(withSection([...recordOf(99, [7, 7, 7]), ...recordOf(1, [200, 0])])),
    /has ABI version 200/,
  );
});

for (const [what, content] of Object.entries({
  "a record that ends early": [1, 6, 0, 0, 0, 1],
  "a record without a sum": [1, 2, 0, 0, 0, 1, 0],
  "a record that is all sum": [...RUNTIME, 2, 3, 0, 0, 0, 1, 2, 3],
  "a byte that has changed": [...RUNTIME, ...recordOf(2, [0, 0, 1]).map((byte, at) => (at === 7 ? 0 : byte))],
  "a sum that has changed": [...RUNTIME.slice(0, -1), RUNTIME[10] ^ 1],
  "a length beyond the end": [2, 255, 255, 255, 255, 1],
  "a text beyond the end": [...RUNTIME, ...recordOf(2, [255, 255, 1, 1])],
  "a length that is cut": [1, 2, 0],
  "a record that goes on in the next": [
    ...RUNTIME,
    ...recordOf(2, [0, 0, 1, 0]),
    ...recordOf(0, [7, 7, 0, 0]),
    0,
    0,
    0,
    0,
  ],
})) {
  test(`${what} is damage, in plain words`, () => {
    assert.throws(() => loadSync(withSection(content)), {
      name: "Error",
      message: /^the custom section "closures_extern" of this wasm module is damaged: /,
    });
  });
}

const POINT = exported(1, 3, "Point", "Point");
const OF_POINT = [33, ...str("game::a@1.0.0:3:5::Point")];

for (const [what, exports, name, lines] of /** @type {[string, number[][], string, number[]][]} */ ([
  ["functions", [exported(0, 3, "go", "go"), exported(0, 9, "go_on", "go")], "go", [3, 9]],
  ["a type and a function", [POINT, exported(0, 9, "point", "Point")], "Point", [3, 9]],
  ["methods", [POINT, exported(3, 4, "a", "go", OF_POINT), exported(3, 9, "b", "go", OF_POINT)], "Point.go", [4, 9]],
  [
    "a method and a setter",
    [POINT, exported(3, 4, "a", "x", OF_POINT), exported(5, 9, "b", "x", OF_POINT)],
    "Point.x",
    [4, 9],
  ],
  [
    "constructors",
    [POINT, exported(2, 4, "a", "a", OF_POINT), exported(2, 9, "b", "b", OF_POINT)],
    "new Point",
    [4, 9],
  ],
])) {
  test(`two exports of one name, ${what}, are refused with both places`, () => {
    const [one, other] = lines.map((line) => `version 1.0.0 of game::a, line ${line}, column 5`);
    const message =
      `two exports are called ${name}: one is declared in ${one}, the other in ${other}; ` +
      'give one of them another name: #[js(name = "..")]';
    assert.throws(() => loadSync(withExports(...exports)), { name: "Error", message });
  });
}

test("two fields of a struct that have one name in JavaScript are refused", () => {
  const field = (/** @type {string} */ name, given = false) => [Number(given), ...str(name), 10];
  const go = (/** @type {number[][]} */ ...fields) => {
    const type = [37, ...str("Point"), fields.length, ...fields.flat()];
    return withExports([...str("a"), ...str("go point"), 0, 0, ...type, 0]);
  };
  const message = 'two fields of Point are called aB: give one of them another name: #[js(name = "..")]';
  for (const same of [field("a_b"), field("aB", true)]) {
    assert.throws(() => loadSync(go(field("a_b"), field("x"), same)), { name: "Error", message });
  }
  assert.throws(() => loadSync(go(field("a_b"), field("x"))), /has no export memory/);
});

test("what every class has cannot be exported", () => {
  for (const [name, shown] of [
    ["free", ".free"],
    ["[Symbol.dispose]", "[Symbol.dispose]"],
  ]) {
    assert.throws(() => loadSync(withExports(POINT, exported(3, 4, name, name, OF_POINT))), {
      message: `Point${shown} cannot be exported: every class has it; it is declared in game::a, line 4, column 5`,
    });
  }
});

test("an export cannot have the name of a namespace, nor a static method that of what a class has", () => {
  /**
   * A function of a class (flag 8) or of a namespace (flag 16).
   * @param {number} flag @param {number} line @param {string} text
   */
  const placed = (flag, line, text, name = "f") => [
    ...[...str(`game::a@1.0.0:${line}:5`), ...str("f"), 0, 4 | flag, ...str(name), ...str(text), 0],
  ];
  const [api, inner] = [exported(0, 4, "api", "api"), placed(16, 9, "api.inner")];
  const [one, other] = [4, 9].map((line) => `game::a, line ${line}, column 5`);
  assert.throws(() => loadSync(withExports(api, inner)), {
    message: `api is an export and a namespace: ${one}; ${other}`,
  });
  assert.throws(
    () => loadSync(withExports(placed(16, 4, "a", "b"), placed(16, 9, "a.b"))),
    /a\.b is an export and a namespace/,
  );
  const key = "game::a@1.0.0:3:5::Point";
  assert.throws(() => loadSync(withExports(POINT, placed(8, 4, key, "prototype"))), {
    message: `Point.prototype cannot be exported: every class has it; it is declared in ${one}`,
  });
  assert.throws(() => loadSync(withExports(placed(8, 4, "other"))), /does not describe the exported type other/);
  assert.throws(
    () => loadSync(withExports(POINT, [...str("b"), ...str("m self"), 3, 16, ...str("a"), ...OF_POINT, 0])),
    {
      message: /is damaged: m is no function/,
    },
  );
});

test("a getter and a setter share a name, and another class may have it too", () => {
  const module = withExports(
    POINT,
    exported(4, 4, "Point.x", "x", OF_POINT),
    exported(5, 4, "Point.set_x", "x", OF_POINT),
    exported(0, 4, "x", "x"),
  );
  const { exports } = describe(module);
  assert.deepEqual(
    exports.map(({ kind }) => kind),
    ["class", "getter", "setter", "function"],
  );
});

test("a method of a type that is not described is refused as stripped", () => {
  assert.throws(
    () => loadSync(withExports(exported(3, 4, "go", "go", OF_POINT))),
    /does not describe the exported type/,
  );
});

test("a type in 100,000 others is damage too, and not the end of the stack", () => {
  // A block without a name and a place, and an import of no names, and so no parameters.
  const content = [0, 0, 1, ...Array(8).fill(0), ...Array(100_000).fill(23), 0];
  assert.throws(() => loadSync(withSection([...RUNTIME, ...recordOf(2, content)])), {
    message:
      'the custom section "closures_extern" of this wasm module is damaged: a type lies in more than 200 others. ' +
      "Build the module again",
  });
});

// --- What is no module of ours ---

const STRIPPED = "a tool has removed or cut its custom section";

/**
 * An empty module that imports a function of each of these modules, and exports the first under each of these names.
 *
 * @param {string[]} imports
 * @param {string[]} exports
 */
function withNames(imports, exports) {
  const type = [0x60, 0, 0];
  return moduleOf(
    section(1, vector([type])),
    section(SECTION.imports, vector(imports.map((module) => [...name(module), ...name("f"), 0, 0]))),
    section(SECTION.exports, vector(exports.map((text) => [...name(text), 0, 0]))),
  );
}

/** Each way of a module in. @param {Uint8Array<ArrayBuffer>} bytes @param {RegExp} message */
function refusedAs(bytes, message) {
  for (const body of [() => loadSync(bytes), () => describe(bytes), () => describe(new WebAssembly.Module(bytes))]) {
    assert.throws(body, { name: "Error", message });
  }
}

test("a module that was built for the command of wasm-bindgen says that the feature is on, and why that may be", () => {
  const message =
    /^this wasm module was built with the feature wasm-bindgen of .* members of a workspace .*cargo build -p/;
  refusedAs(withNames(["__wbindgen_placeholder__"], ["closures_extern_start"]), message);
  refusedAs(withNames(["./app_bg.js"], ["closures_extern_start"]), message);
});

test("a module that has lost its descriptors is told from that", () => {
  refusedAs(withNames(["closures_extern"], ["closures_extern_start"]), new RegExp(STRIPPED));
  refusedAs(withNames(["closures_extern:imports"], ["other"]), new RegExp(STRIPPED));
  refusedAs(withNames(["env"], ["other"]), /^this is not a closures_extern module/);
});

test("describe compiles nothing", () => {
  const assembly = Object.getOwnPropertyDescriptor(globalThis, "WebAssembly");
  delete (/** @type {any} */ (globalThis).WebAssembly);
  try {
    assert.deepEqual(
      describe(withExports(POINT)).exports.map(({ name }) => name),
      ["Point"],
    );
    assert.throws(() => loadSync(EMPTY_MODULE), {
      name: "Error",
      message: "this environment has no WebAssembly",
    });
  } finally {
    Object.defineProperty(globalThis, "WebAssembly", /** @type {PropertyDescriptor} */ (assembly));
  }
});

test("describe reads bytes as it reads what is compiled of them, wherever they lie", () => {
  const bytes = withExports(POINT, exported(0, 4, "go", "go"));
  const longer = new Uint8Array(bytes.length + 20);
  longer.set(bytes, 13);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const expected = describe(new WebAssembly.Module(bytes));
  for (const source of [
    bytes,
    bytes.buffer,
    longer.subarray(13, -7),
    new DataView(longer.buffer, 13, bytes.length),
    shared,
  ]) {
    assert.deepEqual(describe(/** @type {any} */ (source)), expected);
  }
});

test("describe passes over imports of every kind", () => {
  const kinds = [
    [0, 0],
    [1, 0x70, 0, 1],
    [1, 0x63, 0x70, 1, 1, 2],
    [2, 1, 1, 2],
    [2, 0, 200, 1],
    [3, 0x7f, 0],
    [3, 0x64, 0x6f, 1],
    [4, 0, 0],
  ];
  const imports = kinds.map((kind) => [...name("m"), ...name("n"), ...kind]);
  const ours = [...name("closures_extern"), ...name("n"), 0, 0];
  const bytes = moduleOf(section(SECTION.imports, vector([...imports, ours])));
  assert.throws(() => describe(bytes), new RegExp(STRIPPED));
});

test("describe says of other bytes what they are not", () => {
  for (const [bytes, message] of /** @type {[number[], RegExp][]} */ ([
    [[], /^this is no wasm file: it does not begin with \\0asm$/],
    [[60, 104, 116, 109, 108, 62], /^this is no wasm file/],
    [
      [0, 97, 115, 109, 13, 0, 1, 0],
      /^this is no wasm module: it has the version 65549, as a component has, and not 1$/,
    ],
    [
      [0, 97, 115, 109, 1],
      /^this wasm file is damaged, or only a part of it is here: the section at byte 0 ends too early\. Build/,
    ],
    [[...EMPTY_MODULE, 0], /the section at byte 8 ends too early/],
    [[...EMPTY_MODULE, 0, 5, 1, 65], /the section at byte 8 ends too early/],
    [[...EMPTY_MODULE, 7, 1, 2], /the section at byte 8 ends too early/],
    [[...EMPTY_MODULE, 2, 128, 128, 128, 128, 128, 128], /the section at byte 8 ends too early/],
    [[...EMPTY_MODULE, 7, 2, 200, 0, 0, 0], /the section at byte 8 ends too early/],
  ])) {
    assert.throws(() => describe(new Uint8Array(bytes)), { name: "Error", message });
  }
});

test("a dependency that was built for wasm-bindgen is named as the cause", async () => {
  const bytes = concat(withNames(["__wbindgen_placeholder__"], []), customSection("closures_extern", RUNTIME));
  const message =
    /^a dependency of this app was built for wasm-bindgen .* __wbindgen_placeholder__\), .* cargo tree -i/;
  assert.throws(() => loadSync(bytes), { name: "Error", message });
  await assert.rejects(load(bytes), { name: "Error", message });
  // Whoever has something for it is believed.
  const modules = { __wbindgen_placeholder__: { f() {} } };
  assert.throws(() => loadSync(bytes, { modules }), /has no export memory/);
});

test("a memory that is imported is asked for, and one that is not is refused", () => {
  const memories = section(SECTION.imports, vector([[...name("env"), ...name("memory"), 2, 0, 1]]));
  const importing = moduleOf(memories, customSection("closures_extern", RUNTIME));
  const memory = new WebAssembly.Memory({ initial: 1 });
  assert.throws(() => loadSync(importing), {
    message:
      "this wasm module imports its memory, because it was linked with --import-memory: " +
      "pass a WebAssembly.Memory in options.memory, or link it without",
  });
  assert.throws(() => loadSync(importing, { memory: /** @type {any} */ ({}) }), {
    name: "TypeError",
    message: "options.memory: expected a WebAssembly.Memory, got an object",
  });
  assert.throws(() => loadSync(importing, { memory }), /has no export closures_extern_start/);
  assert.throws(() => loadSync(withSection(RUNTIME), { memory }), {
    message:
      "options.memory is given, and this wasm module has its own memory: link it with -C link-arg=--import-memory",
  });
});

test("where there is no fetch and no URL, load says what it takes", async () => {
  const lacking = /** @type {const} */ (["fetch", "URL"]);
  const had = lacking.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  const refused = async () => {
    await assert.rejects(load("https://example.org/app.wasm"), {
      message: /^this environment has no fetch, to get https:\/\/example\.org\/app\.wasm: load takes the bytes/,
    });
    await assert.rejects(load("app.wasm"), /is no absolute URL/);
  };
  try {
    for (const name of lacking) {
      Reflect.deleteProperty(globalThis, name);
      await refused();
    }
  } finally {
    for (const [at, name] of lacking.entries())
      Object.defineProperty(globalThis, name, /** @type {PropertyDescriptor} */ (had[at]));
  }
});

test("a path is no URL, of whatever system", async () => {
  for (const path of [
    "C:\\users\\me\\app.wasm",
    "c:/users/me/app.wasm",
    "\\\\server\\share\\app.wasm",
    "/site/app.wasm",
  ]) {
    await assert.rejects(load(path), {
      name: "TypeError",
      message: `"${path}" is a path and no URL: use pathToFileURL(path), which node:url has`,
    });
  }
});

test("a page that is a file fetches, and says what to do if that fails", async () => {
  const had = Object.getOwnPropertyDescriptor(globalThis, "fetch");
  const answer = (/** @type {any} */ fetch) =>
    Object.defineProperty(globalThis, "fetch", { value: fetch, configurable: true, writable: true });
  Object.assign(globalThis, { location: { protocol: "file:", href: "file:///site/index.html" } });
  try {
    const cause = new TypeError("Failed to fetch");
    answer(() => Promise.reject(cause));
    await assert.rejects(load("app.wasm"), {
      message:
        "file:///site/app.wasm could not be read: a browser lets a page read no files. " +
        "Instead, serve the folder (python3 -m http.server, say), and open the page from there",
      cause,
    });
    await assert.rejects(load("https://example.org/app.wasm"), cause);
    answer(async () => new Response(EMPTY_MODULE));
    await assert.rejects(load("app.wasm"), /^Error: this is not a closures_extern module/);
  } finally {
    delete (/** @type {any} */ (globalThis).location);
    Object.defineProperty(globalThis, "fetch", /** @type {PropertyDescriptor} */ (had));
  }
});

test("a module that lacks what the runtime needs of it says what", () => {
  assert.throws(() => loadSync(withSection(RUNTIME)), {
    message:
      "this wasm module has no export memory: a tool has removed it, or another has its name. " +
      "Keep all exports that begin with closures_extern_, and memory",
  });
});

/**
 * A wasm file with one section, which may say that it is shorter.
 *
 * @param {number} kind
 * @param {number[]} content
 * @param {number} [length]
 */
const fileOf = (kind, content, length = content.length) => moduleOf([kind, ...leb(length), ...content]);

/** A number that ends only when a double has no room for its place any more. */
const ENDLESS = [...Array(150).fill(0x80), 0];

for (const [what, file] of /** @type {[string, Uint8Array<ArrayBuffer>][]} */ ([
  ["a number that goes on and on", moduleOf([0, ...ENDLESS, 0, 0])],
  ["a list without an end, of such numbers", fileOf(2, [...leb(2 ** 45), ...ENDLESS, 0, 0, 0, 0])],
  ["a list without an end", fileOf(7, [...leb(2 ** 48), 0, 0, 0])],
  ["an import that goes on behind its section", fileOf(2, [1, 1, 97, 1, 98, 0, 0], 4)],
])) {
  test(`describe says of ${what} that the file is damaged`, () => {
    assert.throws(() => describe(file), {
      name: "Error",
      message: /^this wasm file is damaged, or only a part of it is here: the section at byte 8 /,
    });
  });
}
