// @ts-check
// An app in an AudioWorklet, whose global scope has no TextDecoder, TextEncoder, URL and fetch. `process` runs it.

import { load, loadSync } from "../../../../js/closures_extern.js";
import { use } from "../use.js";

const { AudioWorkletProcessor, registerProcessor } = /** @type {any} */ (globalThis);
const lacks = ["TextDecoder", "TextEncoder", "URL", "fetch"].filter((name) => !(name in globalThis));

class Gain extends AudioWorkletProcessor {
  /** @param {{ processorOptions: { bytes: ArrayBuffer } }} options */
  constructor({ processorOptions: { bytes } }) {
    super();
    /** @type {ArrayBuffer | null} */
    this.bytes = bytes;
  }

  process() {
    if (this.bytes === null) return false;
    const { bytes, port } = this;
    this.bytes = null;
    try {
      const used = use((options) => loadSync(bytes, options));
      const later = use((options) => load(bytes, options));
      Promise.all([later, load("https://example.org/app.wasm").catch(String)]).then(
        ([later, refused]) => port.postMessage({ lacks, used, later, refused }),
        (error) => port.postMessage({ error: String(error) }),
      );
    } catch (error) {
      port.postMessage({ error: String(error) });
    }
    return false;
  }
}

registerProcessor("gain", Gain);
