// @ts-check
/** From what `load` takes to a compiled module, in each environment. What is not here: what the module says. */

import { isShared } from "./buffers.js";
import { SECTION } from "./protocol.js";

/** An iPhone in lockdown mode has none, say. */
export function checkWebAssembly() {
  if (typeof WebAssembly !== "object") throw new Error("this environment has no WebAssembly");
}

/**
 * Bytes, of whatever realm: of a frame, of a test's own globals. Of shared memory a copy, which engines compile.
 * @param {any} source
 * @returns {Uint8Array<ArrayBuffer> | undefined} `undefined` for what is no buffer and no view of one.
 */
export function bytesOf(source) {
  const isView = ArrayBuffer.isView(source);
  const buffer = isView ? source.buffer : source;
  const shared = isShared(buffer);
  if (shared && Object.prototype.toString.call(buffer) !== "[object SharedArrayBuffer]") return undefined;
  const bytes = isView ? new Uint8Array(buffer, source.byteOffset, source.byteLength) : new Uint8Array(buffer);
  return shared ? bytes.slice() : /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
}

/** Whether it is a compiled module, of whatever realm. @param {any} source @returns {source is WebAssembly.Module} */
export function isModule(source) {
  try {
    WebAssembly.Module.customSections(source, SECTION);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is a `Response`, or what stands for one in a test. @param {any} source */
function isResponse(source) {
  return typeof source?.arrayBuffer === "function" && typeof source.ok === "boolean";
}

/** @param {any} source See `load`. @returns {Promise<{ module: WebAssembly.Module, url: string | undefined }>} */
export async function compile(source) {
  checkWebAssembly();
  source = await source;
  if (isModule(source)) return { module: source, url: undefined };
  const bytes = bytesOf(source);
  if (bytes !== undefined) return { module: await WebAssembly.compile(bytes), url: undefined };
  let url = typeof source === "string" || typeof source?.href === "string" ? absoluteUrl(source) : undefined;
  if (url !== undefined) {
    if (url.startsWith("file:") && readsFiles()) return { module: await WebAssembly.compile(await readFile(url)), url };
    source = await fetchFrom(url);
  }
  if (!isResponse(source)) throw new TypeError("load takes a URL, a Response, bytes or a WebAssembly.Module");
  url = source.url || url;
  if (!source.ok) {
    throw new Error(`${url ?? "the response"}: the server answered ${source.status} ${source.statusText}`.trim());
  }
  const module = streams(source)
    ? await WebAssembly.compileStreaming(source)
    : await WebAssembly.compile(await source.arrayBuffer());
  return { module, url };
}

/**
 * Whether a response can be compiled while it loads. That takes this realm's own, and this type alone, without
 * parameters (WebAssembly Web API, "compile a potential WebAssembly response").
 * @param {any} response
 */
function streams(response) {
  return (
    typeof WebAssembly.compileStreaming === "function" &&
    typeof Response === "function" &&
    response instanceof Response &&
    response.headers.get("content-type")?.toLowerCase() === "application/wasm"
  );
}

/** @param {any} url A string, or what has an `href`. */
function absoluteUrl(url) {
  const text = typeof url === "string" ? url : url.href;
  const isOfWindows = /^(?:[a-z]:|\\\\)/i.test(text); // "C:" would be a scheme, and no scheme has one letter
  if (!isOfWindows) {
    if (typeof URL !== "function" && /^[a-z][a-z\d+.-]+:/i.test(text)) return text;
    const base = globalThis.document?.baseURI ?? globalThis.location?.href;
    try {
      return new URL(text, base).href;
    } catch {
      // Nothing says what it is relative to.
    }
  }
  const isPath = isOfWindows || (text.startsWith("/") && readsFiles());
  if (isPath) throw new TypeError(`"${text}" is a path and no URL: use pathToFileURL(path), which node:url has`);
  const advice =
    typeof URL === "function"
      ? `use new URL("${text}", import.meta.url)`
      : "there is no URL here that could make it one";
  throw new TypeError(`"${text}" is no absolute URL: ${advice}`);
}

/** Whether files are read by Node's modules, in Deno and Bun too. A page that is a file, as in Electron, fetches. */
function readsFiles() {
  return typeof globalThis.process?.versions?.node === "string" && globalThis.location?.protocol !== "file:";
}

/** @param {string} url */
async function readFile(url) {
  const [{ readFile }, { fileURLToPath }] = await Promise.all([nodeModule("fs/promises"), nodeModule("url")]);
  return readFile(fileURLToPath(url));
}

/** One of Node's own modules, which bundlers are not to look for. @param {string} name */
function nodeModule(name) {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);
}

/** @param {string} url */
async function fetchFrom(url) {
  if (typeof fetch !== "function") {
    throw new Error(`this environment has no fetch, to get ${url}: load takes the bytes or a WebAssembly.Module too`);
  }
  try {
    return await fetch(url);
  } catch (error) {
    if (!url.startsWith("file:")) throw error;
    const advice = "serve the folder (python3 -m http.server, say), and open the page from there";
    throw new Error(`${url} could not be read: a browser lets a page read no files. Instead, ${advice}`, {
      cause: error,
    });
  }
}
