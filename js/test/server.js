// @ts-check
/**
 * The server of the page that tests run in: the page and the wasm file from memory, the modules of this package, and
 * the files of the app. What is not here: the browser (`browser.js`), and what the page does (`page.js`).
 */

import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, relative, sep } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Where the modules of this package are on the server. */
export const OWN = "/@closures-extern/";

/** What the page asks for, and tells. */
export const ROUTES = Object.freeze({ binary: "/@test/binary.wasm", start: "/@test/start", say: "/@test/say" });

/** A browser runs no module of another type. @type {Record<string, string>} */
const TYPES = {
  ...{ ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript" },
  ...{ ".json": "application/json", ".map": "application/json", ".wasm": "application/wasm", ".txt": "text/plain" },
  ...{ ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp" },
};

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tests</title>
<link rel="icon" href="data:,">
<script type="module" src="${OWN}test/page.js"></script>
</html>
`;

/** Where the files of this package are. */
const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

/**
 * @param {object} what
 * @param {Uint8Array} what.bytes The wasm file.
 * @param {string} what.folder That of the app's Cargo.toml.
 * @param {string | null} what.config The name of its config there.
 * @param {(said: any) => object | Promise<object>} what.onSaid Answers what the page tells.
 */
export async function servePage({ bytes, folder, config, onSaid }) {
  const root = await realpath(rootOf(folder));
  const path = relative(root, await realpath(folder))
    .split(sep)
    .map(encodeURIComponent)
    .join("/");
  const base = path === "" ? "/" : `/${path}/`;
  const start = JSON.stringify({ base, config: config === null ? null : base + config });
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.on("request", async (request, response) => {
    // Another name would be that of a page elsewhere, which has it mean this machine; and such a page may post here.
    const { host, origin } = request.headers;
    const isOurs = host === `127.0.0.1:${port}` && (request.method !== "POST" || origin === `http://${host}`);
    if (!isOurs) return void response.writeHead(403).end();
    const { pathname } = new URL(request.url ?? "/", "http://app");
    /** @param {string} type @param {string | Uint8Array} content */
    const give = (type, content) => {
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
      response.end(content);
    };
    if (request.method === "POST") {
      return give(TYPES[".json"], JSON.stringify(await onSaid(JSON.parse(await text(request)))));
    }
    if (pathname === "/@test/") return give(TYPES[".html"], PAGE);
    if (pathname === ROUTES.binary) return give(TYPES[".wasm"], bytes);
    if (pathname === ROUTES.start) return give(TYPES[".json"], start);
    const content = await contentOf(pathname, root);
    if (content === null) return void response.writeHead(404).end(`there is no ${pathname}`);
    give(TYPES[extname(pathname).toLowerCase()] ?? "application/octet-stream", content);
  });
  return {
    url: `http://127.0.0.1:${port}/@test/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the app may ask for: its workspace, which has one Cargo.lock. @param {string} folder @returns {string} */
function rootOf(folder) {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "Cargo.lock"))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** @param {string} pathname @param {string} root */
async function contentOf(pathname, root) {
  const [folder, path] = pathname.startsWith(OWN) ? [PACKAGE, pathname.slice(OWN.length)] : [root, pathname.slice(1)];
  try {
    // A URL has no `..` any more, but what it has may be encoded, or be a link.
    const file = await realpath(join(folder, decodeURIComponent(path)));
    const inside = relative(await realpath(folder), file);
    return inside.startsWith("..") ? null : await readFile(file);
  } catch {
    return null;
  }
}
