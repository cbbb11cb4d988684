// @ts-check
// What `load` takes from files and from a server: the part of load.test.js that needs Node's modules, and so does not run
// in browsers. They load each wasm file from a server anyway.

import { copyFile, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { load, loadSync } from "../../js/closures_extern.js";
import { served } from "../support/server.js";
import { assert, bytes, test, url, wasm } from "./harness.js";
import { works } from "./loading.js";

/** The folder of the module under test. */
const FOLDER = fileURLToPath(new URL(".", url));

for (const type of ["application/wasm", "application/octet-stream", "application/wasm; charset=utf-8"]) {
  test(`load takes a URL and a Response that is served as ${type}`, async () => {
    const loads = async (/** @type {string} */ server) => {
      await works(`${server}app.wasm`);
      await works(new URL(`${server}app.wasm`));
      await works(fetch(`${server}app.wasm`));
      await works(await fetch(`${server}app.wasm`));
    };
    await served(FOLDER, loads, { headers: { "content-type": type }, files: { "/app.wasm": bytes } });
  });
}

test("load says what the server answered", () =>
  served(FOLDER, async (server) => {
    await assert.rejects(load(`${server}absent.wasm`), {
      message: `${server}absent.wasm: the server answered 404 Not Found`,
    });
  }));

/** What is warned of meanwhile. @param {() => Promise<void>} body */
async function warnings(body) {
  const { warn } = console;
  /** @type {string[]} */
  const said = [];
  console.warn = (text) => void said.push(text);
  try {
    await body();
  } finally {
    console.warn = warn;
  }
  return said;
}

for (const [what, type, text] of [
  ["a page", "text/html; charset=utf-8", "<!doctype html><title>app</title>"],
  ["a page that says it is wasm", "application/wasm", "<!doctype html><title>app</title>"],
  ["a text", "text/plain", "\0as"],
  ["nothing", "application/octet-stream", ""],
]) {
  test(`load says that ${what} is no wasm file, with its URL and its type`, async () => {
    const loads = async (/** @type {string} */ server) => {
      for (const source of [`${server}app.wasm`, fetch(`${server}app.wasm`)]) {
        await assert.rejects(load(source), {
          name: "Error",
          message: `${server}app.wasm is no wasm file; the server sent ${type}: has the wasm been built?`,
        });
      }
    };
    const files = { "/app.wasm": new TextEncoder().encode(text) };
    assert.deepEqual(await warnings(() => served(FOLDER, loads, { headers: { "content-type": type }, files })), []);
  });
}

test("a wasm file that the engine refuses is refused in its words", () =>
  served(
    FOLDER,
    async (server) => {
      await assert.rejects(load(`${server}app.wasm`), { name: "CompileError" });
    },
    { headers: { "content-type": "application/wasm" }, files: { "/app.wasm": bytes.slice(0, 100) } },
  ));

test("the wrong type works, and is warned of once", async () => {
  // A copy, which has said nothing yet.
  const copy = await mkdtemp(join(tmpdir(), "closures-extern-"));
  try {
    await cp(new URL("../../js/src", import.meta.url), copy, { recursive: true });
    await writeFile(join(copy, "package.json"), '{ "type": "module" }');
    const { compile } = await import(pathToFileURL(join(copy, "source.js")).href);
    const said = await warnings(() =>
      served(
        FOLDER,
        async (server) => {
          for (let time = 0; time < 3; time++) await compile(`${server}app.wasm`);
        },
        { headers: { "content-type": "application/octet-stream" }, files: { "/app.wasm": bytes } },
      ),
    );
    assert.equal(said.length, 1);
    assert.match(said[0], /^closures_extern: http.*app\.wasm came as application\/octet-stream: /);
  } finally {
    await rm(copy, { recursive: true });
  }
});

test("load refuses a string that is no absolute URL", async () => {
  await assert.rejects(load("app.wasm"), {
    name: "TypeError",
    message: '"app.wasm" is no absolute URL: use new URL("app.wasm", import.meta.url)',
  });
});

test("a module that is not given is imported relative to the wasm file, or to options.base", async () => {
  const folder = await mkdtemp(join(tmpdir(), "closures-extern-"));
  try {
    /** The functions that the module asks for. @type {Set<string>} */
    const names = new Set();
    const recording = new Proxy({}, { get: (_, name) => (names.add(String(name)), () => 0) });
    loadSync(wasm, { modules: { "./host.js": recording, "./other.js": recording } });
    const source = [...names].map((name) => `const f_${name} = () => 0; export { f_${name} as ${name} };`).join("\n");
    await writeFile(join(folder, "host.js"), `${source}\nexport const deep = {};`.replace(/.*f_deep.*\n/, ""));
    await writeFile(join(folder, "other.js"), source);
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await copyFile(url, join(folder, "app.wasm"));
    await works(pathToFileURL(join(folder, "app.wasm")), {});
    await works(bytes, { base: pathToFileURL(join(folder, "anything")) });
    await assert.rejects(load(url), {
      message:
        /^module "\.\/host\.js" could not be imported from file:.*: pass it in options\.modules, or say in options\.base /,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
