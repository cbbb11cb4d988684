// @ts-check
// The server of the tests in browsers: the repository's files, the module under test, and the reports that pages send. If the module
// has JavaScript of its own, that lies beside it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Types by extension. @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Without these two a page has no SharedArrayBuffer. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** Packages by name, and their parts, as addresses: a worker has no import map. @param {string} source */
function withAddresses(source) {
  return source.replace(/\bfrom "([a-z][^":]*)"/g, (_, name) => {
    const path = fileURLToPath(import.meta.resolve(name));
    return `from "/${path.slice(ROOT.length).replaceAll("\\", "/")}"`;
  });
}

/**
 * Starts the server on a free port of this machine.
 *
 * @param {object} options
 * @param {string} options.wasm The path of the module under test. Its address keeps the names of its folder and file.
 * @param {Record<string, string>} [options.headers] More headers for each answer.
 * @param {(event: any) => string} options.onReport What pages send; the text is the answer.
 * @returns {Promise<{ origin: string, wasm: string, stop(): void }>}
 */
export async function startServer({ wasm, headers = {}, onReport }) {
  const module = await readFile(wasm);
  const address = `/wasm/${basename(dirname(wasm))}/${basename(wasm)}`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "POST") {
      let text = "";
      for await (const part of request) text += part;
      response.end(onReport(JSON.parse(text)));
      return;
    }
    const type = TYPES[extname(pathname)];
    const path = join(ROOT, normalize(pathname));
    try {
      if (type === undefined) throw new Error("of no known type");
      const own = pathname === address.replace(/wasm$/, "js") ? wasm.replace(/wasm$/, "js") : path;
      const content = pathname === address ? module : await readFile(own);
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...ISOLATED, ...headers });
      response.end(type === TYPES[".js"] ? withAddresses(content.toString()) : content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    wasm: address,
    stop: () => (server.closeAllConnections(), void server.close()),
  };
}
