// @ts-check
// Measures in a page: fetches the wasm files, and hands the samples to whoever drives the browser.

import { measure } from "./measure.js";

/** @param {import("./measure.js").Request} request */
export async function run(request) {
  // Without isolation the clock is too coarse for short samples.
  if (!crossOriginIsolated) throw new Error("the page is not cross-origin isolated");
  return measure(request, async (path) => {
    const response = await fetch(new URL(`../${path}`, import.meta.url));
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.arrayBuffer();
  });
}
