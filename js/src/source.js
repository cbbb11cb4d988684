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
  if (typeof source === "string" || typeof source?.href === "string") return compileUrl(absoluteUrl(source));
  if (!isResponse(source)) throw new TypeError("load takes a URL, a Response, bytes or a WebAssembly.Module");
  return compileResponse(source, undefined);
}

/** @param {string} url @returns {ReturnType<typeof compile>} */
export async function compileUrl(url) {
  if (url.startsWith("file:") && readsFiles()) return { module: await WebAssembly.compile(await readFile(url)), url };
  return compileResponse(await fetchFrom(url), url);
}

/** @param {any} response @param {string | undefined} asked Its URL. @returns {ReturnType<typeof compile>} */
async function compileResponse(response, asked) {
  const url = response.url || asked;
  if (!response.ok) {
    throw new Error(`${url ?? "the response"}: the server answered ${response.status} ${response.statusText}`.trim());
  }
  const type = response.headers?.get("content-type") ?? "no content type";
  const no = (/** @type {any} */ cause) =>
    new Error(`${url ?? "the response"} is no wasm file; the server sent ${type}: has the wasm been built?`, { cause });
  if (streams(response)) {
    try {
      return { module: await WebAssembly.compileStreaming(response), url };
    } catch (error) {
      // What else it may be of a wasm file, only the engine can say.
      throw /magic|start with/.test(String(/** @type {any} */ (error)?.message)) ? no(error) : error;
    }
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  for (let at = 0; at < MAGIC.length; at++) if (bytes[at] !== MAGIC[at]) throw no(undefined);
  if (response.url) sayOnce(`${url} came as ${type}: as application/wasm it would be compiled while it loads`);
  return { module: await WebAssembly.compile(bytes), url };
}

/** What a wasm file begins with: `\0asm`. */
const MAGIC = Object.freeze([0, 97, 115, 109]);

let said = false;

/** Tells the developer, of the first file alone. @param {string} text */
function sayOnce(text) {
  if (said) return;
  said = true;
  globalThis.console?.warn(`closures_extern: ${text}`);
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
