// @ts-check
// The server of the tests in browsers: the repository's files, the module under test, and the reports that pages send. If the module
// has JavaScript of its own, that lies beside it.

import { readFile } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { fileURLToPath } from "node:url";

import { ROOT } from "../../support/repository.js";
import { ISOLATED, serve } from "../../support/server.js";

/** Packages by name, and their parts, as addresses: a worker has no import map. @param {string} source */
function withAddresses(source) {
  return source.replace(/\bfrom "([a-z][^":]*)"/g, (_, name) => {
    const path = fileURLToPath(import.meta.resolve(name));
    return `from "/${path.slice(ROOT.length).replaceAll("\\", "/")}"`;
  });
}

/**
 * Starts the server.
 *
 * @param {object} options
 * @param {string} options.wasm The path of the module under test. Its address keeps the names of its folder and file.
 * @param {Record<string, string>} [options.headers] More headers for each answer.
 * @param {(event: any) => string} options.onReport What pages send; the text is the answer.
 * @returns {Promise<{ url: string, wasm: string, close(): void }>}
 */
export async function startServer({ wasm, headers, onReport }) {
  const address = `/wasm/${basename(dirname(wasm))}/${basename(wasm)}`;
  const [js, jsAddress] = [wasm, address].map((path) => path.replace(/wasm$/, "js"));
  const own = wasm.endsWith(".built.wasm") ? { [jsAddress]: await readFile(js) } : {};
  const server = await serve(ROOT, {
    headers: { "cache-control": "no-store", ...ISOLATED, ...headers },
    files: { [address]: await readFile(wasm), ...own },
    edit: (path, content) => (extname(path) === ".js" ? withAddresses(content.toString()) : content),
    onPost: (said) => onReport(JSON.parse(said)),
  });
  return { ...server, wasm: address };
}
