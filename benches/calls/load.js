// @ts-check
// Loads a competitor the way its users do. Runs in a page as in a shell: what reads a file comes from the caller.

/**
 * A loaded competitor.
 *
 * @typedef {object} Competitor
 * @property {string} name
 * @property {Record<string, any>} exports What its wasm file exports: `run_*` and the like.
 * @property {typeof import("../host.js")} host Its own instance of host.js.
 * @property {(x: number, y: number) => number} sum The Rust function that it exports to JavaScript.
 * @property {Promises} [promises] Those that it exports for the rows that are awaited.
 */

/**
 * @typedef {object} Promises
 * @property {(n: number) => Promise<number>} runAwaitImport
 * @property {(n: number) => Promise<number>} runSpawnWake
 * @property {(x: number, y: number) => Promise<number>} sumLater
 */

/** @typedef {(path: string) => Promise<BufferSource>} Read Gives the bytes of a file, relative to this folder's parent. */

/** @type {Record<string, (read: Read) => Promise<Omit<Competitor, "name">>>} */
export const COMPETITORS = {
  async ours(read) {
    const { load } = await import("../../js/closures_extern.js");
    // @ts-expect-error A query, for an instance of its own; `tsc` knows files only.
    const host = await import("../host.js?ours");
    const app = await load(await read(cargoFile("ours")), { modules: { "./host.js": host } });
    return { exports: app.instance.exports, host, sum: app.exports.sum, promises: app.exports };
  },
  async built() {
    const { load } = await import(new URL("../target/built/bench_ours.js", import.meta.url).href);
    // @ts-expect-error As above.
    const host = await import("../host.js?built");
    const app = await load({ modules: { "./host.js": host } }); // it knows its wasm file
    return { exports: app.instance.exports, host, sum: app.exports.sum, promises: app.exports };
  },
  async "wasm-bindgen"(read) {
    const { initSync, ...exported } = await import(new URL("../target/wasm-bindgen/bench.js", import.meta.url).href);
    // @ts-expect-error As above; the same query as in wasm-bindgen/src/lib.rs.
    const host = await import("../host.js?wasm-bindgen");
    const exports = initSync({ module: await read("target/wasm-bindgen/bench_bg.wasm") });
    return { exports, host, sum: exported.sum, promises: exported };
  },
  async "by-hand"(read) {
    const { instantiate } = await import("../by-hand/glue.js");
    const host = await import("../host.js"); // as in by-hand/glue.js
    const exports = instantiate(await read(cargoFile("by_hand")));
    return { exports, host, sum: exports.sum };
  },
  async "by-hand dyn"(read) {
    const { instantiate } = await import(new URL("../target/by-hand-dyn/glue.js", import.meta.url).href);
    // @ts-expect-error As above; the same query as in build.js.
    const host = await import("../host.js?by-hand-dyn");
    const exports = instantiate(await read(cargoFile("by_hand_dyn")));
    return { exports, host, sum: exports.sum };
  },
};

/** @param {string} crate */
const cargoFile = (crate) => `target/wasm32-unknown-unknown/release/bench_${crate}.wasm`;

/**
 * @param {string} name
 * @param {Read} read
 * @returns {Promise<Competitor>}
 */
export async function loadCompetitor(name, read) {
  return { name, ...(await COMPETITORS[name](read)) };
}
