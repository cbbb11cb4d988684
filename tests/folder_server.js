// @ts-check
// A server of static files, for pages that tests open.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/**
 * Serves the files of a folder.
 *
 * @param {string} root
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(root) {
  const server = createServer((request, response) => {
    try {
      const path = new URL(request.url ?? "", "http://folder").pathname;
      const file = path === "/" ? "/index.html" : path;
      const content = readFileSync(join(root, file));
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
