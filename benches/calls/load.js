// @ts-check
// Loads a competitor the way its users do. Runs in a page as in a shell: the bytes of the wasm file come from the
// caller.

/**
 * A loaded competitor.
 *
 * @typedef {object} Competitor
 * @property {string} name
 * @property {Record<string, any>} exports What its wasm file exports: `run_*` and the like.
 * @property {typeof import("../host.js")} host Its own instance of host.js.
 * @property {(x: number, y: number) => number} sum The Rust function that it exports to JavaScript.
 */

/**
 * @typedef {object} Loader
 * @property {string} wasm The wasm file, relative to this folder's parent.
 * @property {(bytes: BufferSource) => Promise<Omit<Competitor, "name">>} load
 */

/** @type {Record<string, Loader>} */
export const COMPETITORS = {
  ours: {
    wasm: "target/wasm32-unknown-unknown/release/bench_ours.wasm",
    async load(bytes) {
      const { load } = await import("../../js/closures_extern.js");
      // @ts-expect-error A query, for an instance of its own; `tsc` knows files only.
      const host = await import("../host.js?ours");
      const app = await load(bytes, { modules: { "./host.js": host } });
      return { exports: app.instance.exports, host, sum: app.exports.sum };
    },
  },
  "wasm-bindgen": {
    wasm: "target/wasm-bindgen/bench_bg.wasm",
    async load(bytes) {
      const { initSync, sum } = await import(new URL("../target/wasm-bindgen/bench.js", import.meta.url).href);
      // @ts-expect-error As above; the same query as in wasm-bindgen/src/lib.rs.
      const host = await import("../host.js?wasm-bindgen");
      return { exports: initSync({ module: bytes }), host, sum };
    },
  },
  "by-hand": {
    wasm: "target/wasm32-unknown-unknown/release/bench_by_hand.wasm",
    async load(bytes) {
      const { instantiate } = await import("../by-hand/glue.js");
      const host = await import("../host.js"); // as in by-hand/glue.js
      const exports = instantiate(bytes);
      return { exports, host, sum: exports.sum };
    },
  },
};

/**
 * @param {string} name
 * @param {BufferSource} bytes
 * @returns {Promise<Competitor>}
 */
export async function loadCompetitor(name, bytes) {
  return { name, ...(await COMPETITORS[name].load(bytes)) };
}
