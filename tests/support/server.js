// @ts-check
// A server of static files, for pages that tests and the benchmark open.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Headers without which a page has no SharedArrayBuffer, and no precise clock. */
export const ISOLATED = Object.freeze({
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
});

/**
 * What else it does than hand out the files of a folder.
 *
 * @typedef {object} Options
 * @property {Record<string, string>} [headers] Of each answer.
 * @property {Record<string, string | Uint8Array>} [files] What stands at some paths, whatever the folder has there.
 * @property {(path: string, content: string | Uint8Array) => string | Uint8Array} [edit] Changes what is handed out.
 * @property {(said: string) => string} [onPost] Takes what a page sends; the text is the answer.
 * @property {{ key: Buffer, cert: Buffer }} [tls] It speaks HTTP/2, with this certificate, and not HTTP/1.1.
 */

/**
 * Serves the files of a folder, on a free port of this machine.
 *
 * @param {string} root
 * @param {Options} [options]
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(root, { headers = {}, files = {}, edit = (_, content) => content, onPost, tls } = {}) {
  const server = tls === undefined ? createServer() : createSecureServer(tls);
  server.on("request", async (request, response) => {
    if (request.method === "POST" && onPost !== undefined) return void response.end(onPost(await text(request)));
    const path = new URL(request.url ?? "", "http://folder").pathname.replace(/\/$/, "/index.html");
    const content = files[path] ?? (await readFile(join(root, path)).catch(() => null));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(content === null ? 404 : 200, { "content-type": type, ...headers });
    response.end(content === null ? null : edit(path, content));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}/`,
    close() {
      // Those of HTTP/2 end with the browser.
      if ("closeAllConnections" in server) server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Serves the files of a folder while `body` runs.
 *
 * @template T
 * @param {string} root
 * @param {(url: string) => Promise<T>} body
 * @param {Options} [options]
 * @returns {Promise<T>}
 */
export async function served(root, body, options) {
  const server = await serve(root, options);
  try {
    return await body(server.url);
  } finally {
    server.close();
  }
}
