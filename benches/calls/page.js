// @ts-check
// Measures in a page: fetches the wasm files, and hands the samples to whoever drives the browser.

import { COMPETITORS } from "./load.js";
import { measure } from "./measure.js";

/** @param {import("./measure.js").Request} request */
export async function run(request) {
  // Without isolation the clock is too coarse for short samples.
  if (!crossOriginIsolated) throw new Error("the page is not cross-origin isolated");
  /** @type {Record<string, ArrayBuffer>} */
  const files = {};
  for (const name of request.competitors) {
    const response = await fetch(new URL(`../${COMPETITORS[name].wasm}`, import.meta.url));
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    files[name] = await response.arrayBuffer();
  }
  return measure(request, (name) => files[name]);
}
