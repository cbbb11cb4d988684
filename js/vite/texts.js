// @ts-check
/**
 * What stands for an imported `Cargo.toml`: the module that loads the wasm file, and the types beside it. What is not
 * here: who asks for them (`plugin.js`).
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { typesText } from "../build/build.js";
import { moduleSpecifiers } from "../src/modules.js";
import { SECTION } from "../src/protocol.js";
import { decodeModule } from "../src/section/module.js";
import { partsOfBytes } from "../wasm_file.js";

/** The modules that every app shares in development, as Vite serves files from anywhere. */
const SHARED = `/@fs/${fileURLToPath(new URL("../closures_extern.js", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/^\//, "")}`;

/**
 * In development: the wasm file as cargo has made it, loaded as `load` of the package does.
 *
 * @param {string} url Of the wasm file.
 * @param {string[]} modules What is imported if `options.modules` does not have it.
 */
export function servedText(url, modules) {
  const lines = modules.map((one) => {
    const name = JSON.stringify(one);
    return `  if (!Object.hasOwn(modules, ${name})) modules[${name}] = await import(${name});`;
  });
  return `import { load as loadFrom, loadSync as loadSyncFrom } from ${JSON.stringify(SHARED)};
export { ClosureError, PanicError } from ${JSON.stringify(SHARED)};

const file = new URL(${JSON.stringify(url)}, import.meta.url);
const base = new URL("./", import.meta.url);

export async function load({ module = file, ...options } = {}) {
  const modules = { ...options.modules };
${lines.join("\n")}
  return loadFrom(module, { base, ...options, modules });
}

export function loadSync({ module, ...options }) {
  return loadSyncFrom(module, options);
}
`;
}

/** On a server that renders pages: importing it does no harm. */
export const RENDERED = `export { ClosureError, PanicError } from ${JSON.stringify(SHARED)};

function refuse() {
  throw new Error(
    "load() of an imported Cargo.toml runs in the browser, and this is the server that renders the page: call it " +
      "there alone, in onMounted or useEffect say. In Node itself, use load of the package closures-extern",
  );
}

export const load = async () => refuse();
export const loadSync = refuse;
`;

/** The modules that an app imports. @param {Uint8Array<ArrayBuffer>} bytes */
export function modulesOf(bytes) {
  const wanted = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  return [...moduleSpecifiers(wanted, decodeModule(partsOfBytes(bytes)))].map(String);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function isOurs(bytes) {
  const { sections, modules } = partsOfBytes(bytes);
  return sections.length > 0 || modules.has(SECTION);
}

/**
 * Writes the types of an app to where TypeScript looks for them. Those of a release build have no comments, and replace
 * no others that say the same.
 *
 * @param {string} folder Of the crate.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} file The name of the wasm file.
 */
export function writeTypes(folder, bytes, file) {
  const path = join(folder, "Cargo.d.toml.ts");
  const text = typesText(bytes, file, "vite");
  const old = existsSync(path) ? readFileSync(path, "utf8") : "";
  const { debug } = decodeModule(partsOfBytes(bytes));
  if (debug ? old === text : withoutComments(old) === withoutComments(text)) return;
  writeFileSync(path, text);
}

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*\*[^]*?\*\/|^\/\/.*$/gm, "").replace(/\s+/g, " ");
}
