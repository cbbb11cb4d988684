// @ts-check
// A module in a wasm-bindgen app: what its command made of it for the target `nodejs`, evaluated anew for each
// instance, as an app is once. Only `hosted.js` of the snippets has a state, so only that is evaluated with it.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import ts from "../../js/node_modules/typescript/lib/typescript.js";

const require = createRequire(import.meta.url);

const JS = new URL("../../js/", import.meta.url);

/** What the snippet imports, by specifier. */
const imported = new Map();
for (const [, specifier] of readFileSync(new URL("hosted.js", JS), "utf8").matchAll(/^import .* from "(.*)";$/gm)) {
  imported.set(specifier, await import(new URL(specifier, JS).href));
}

/**
 * @param {string} path The wasm file that the command wrote.
 * @param {WebAssembly.Module} module The same, compiled.
 * @returns {(modules: Record<string, object>) => WebAssembly.Instance} Makes an instance.
 */
export function hostedLoader(path, module) {
  const folder = dirname(path);
  const files = readdirSync(folder, { recursive: true }).map(String);
  /** @param {string} name */
  const read = (name) => readFileSync(join(folder, String(files.find((file) => file.endsWith(name)))), "utf8");
  const glue = read(basename(path).replace("_bg.wasm", ".js"));
  // For `require`, which finds no ES module in Node before 20.19.
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const source = ts.transpileModule(read("js/hosted.js"), { compilerOptions: options }).outputText;
  for (const file of files) {
    const name = /\/js\/(src\/.*\.js|hosted\.js)$/.exec(file.replaceAll("\\", "/"))?.[1];
    if (name === undefined) continue;
    if (read(`js/${name}`) !== readFileSync(new URL(name, JS), "utf8"))
      throw new Error(`${folder} is out of date: build it again`);
  }
  const evaluateGlue = new Function("require", "exports", "__dirname", "WebAssembly", glue);
  const evaluateSnippet = new Function("require", "exports", source);

  return (modules) => {
    /** @type {any} */
    const snippet = {};
    evaluateSnippet((/** @type {string} */ specifier) => imported.get(specifier), snippet);
    // As if the app called `provide_module` before anything else.
    const hosted = {
      ...snippet,
      begin(/** @type {any[]} */ ...args) {
        const number = snippet.begin(...args);
        for (const [specifier, namespace] of Object.entries(modules)) snippet.host_module(number, specifier, namespace);
        return number;
      },
    };
    /** @type {any} */
    let instance;
    const assembly = {
      Module: function () {
        return module;
      },
      Instance: function (/** @type {any} */ _, /** @type {any} */ imports) {
        instance = new WebAssembly.Instance(module, imports);
        return instance;
      },
    };
    const find = (/** @type {string} */ name) => (name.endsWith("/hosted.js") ? hosted : require(name));
    evaluateGlue(find, {}, folder, assembly);
    return instance;
  };
}
