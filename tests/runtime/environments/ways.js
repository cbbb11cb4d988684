// @ts-check
// The ways in which a test of an app loads its wasm file, for Jest and for Vitest.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { load, loadSync } from "closures-extern";
import { describe } from "closures-extern/describe";
import { EXPECTED, use } from "./use.js";

const path = /** @type {string} */ (process.env.ENVIRONMENTS_WASM);

/**
 * @param {string} here The URL of the test's own file.
 * @returns {[string, (expect: any) => any][]} Titles and tests.
 */
export function ways(here) {
  const buffer = readFileSync(path);
  const bytes = new Uint8Array(buffer);
  /** @type {[string, () => any][]} */
  const sources = [
    ["what readFileSync returns", () => buffer],
    ["bytes of this realm", () => bytes],
    ["an ArrayBuffer of this realm", () => bytes.buffer],
    ["an ArrayBuffer of Node's realm", () => buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length)],
    ["a URL that is relative to the test", () => new URL(pathToFileURL(path).href, here)],
    ["what pathToFileURL returns", () => pathToFileURL(path)],
    ["a URL as a string", () => pathToFileURL(path).href],
    ["a module that was compiled here", () => new WebAssembly.Module(bytes)],
    ["what a mock of fetch returns", () => ({ ok: true, status: 200, arrayBuffer: async () => bytes.buffer })],
    ...(typeof Response === "function"
      ? [/** @type {[string, () => any]} */ (["a Response", () => new Response(bytes)])]
      : []),
  ];
  return [
    ...sources.map(
      ([what, source]) =>
        /** @type {[string, (expect: any) => any]} */ ([
          `load takes ${what}`,
          async (expect) => expect(await use((options) => load(source(), options))).toEqual(EXPECTED),
        ]),
    ),
    [
      "loadSync and describe take what readFileSync returns",
      (expect) => {
        expect(use((options) => loadSync(buffer, options))).toEqual(EXPECTED);
        expect(describe(buffer).exports.map(({ name }) => name)).toContain("gain");
      },
    ],
    [
      "a path is refused in our words",
      (expect) => expect(load("C:\\app.wasm")).rejects.toThrow('"C:\\app.wasm" is a path and no URL'),
    ],
  ];
}
