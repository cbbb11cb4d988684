// @ts-check
/**
 * `closures-extern/vite`: a plugin for which `import { load } from "./Cargo.toml"` means the app of that crate. What is
 * not here: a crate while it is worked on (`crate.js`), and the texts that Vite is given (`texts.js`).
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { buildFiles } from "../build/command.js";
import { Cargo, wordsOf } from "./cargo.js";
import { Crate } from "./crate.js";
import { RENDERED, isOurs, modulesOf, servedText, writeTypes } from "./texts.js";

/** @import { CargoError } from "./cargo.js" */
/** @import { Wasm } from "./crate.js" */

const NAME = "closures-extern";

/** Where the server has wasm files. */
const WASM = "@closures-extern/";

/** @param {{ cargo?: readonly string[] }} [options] Words that cargo gets, such as `["--features", "dev"]`. */
export default function closuresExtern({ cargo = [], ...others } = {}) {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`closures-extern/vite has no option ${unknown}: its one option is cargo`);
  if (!Array.isArray(cargo))
    throw new Error('the option cargo of closures-extern/vite is a list of words: ["--features", "dev"]');
  const shipping = new Shipping(cargo);
  /** @type {Map<any, Serving>} */
  const servers = new Map();
  /** @type {any} */
  let config;
  const plugin = {
    name: NAME,
    enforce: "pre",
    config: (/** @type {any} */ given) => configOf(given, shipped),
    configResolved(/** @type {any} */ resolved) {
      config = resolved;
    },
    configureServer(/** @type {any} */ server) {
      const serving = new Serving(server, cargo);
      servers.set(server, serving);
      // Subtle: `buildEnd` would come too late. Vite waits for what is being loaded, which waits for cargo.
      const { close } = server;
      server.close = () => {
        serving.stop();
        servers.delete(server);
        return close.call(server);
      };
    },
    resolveId: { handler: (/** @type {string} */ id, /** @type {any} */ importer) => resolveFrom(id, importer) },
    /** @this {any} @param {string} id */
    async load(id) {
      if (!isManifest(id)) return null;
      const serving = servingOf(servers, this.environment);
      if (this.environment.config.consumer === "server") return { code: RENDERED, moduleType: "js" };
      const code = serving === undefined ? await shipping.text(id, config, this) : await serving.text(id, this);
      return { code, moduleType: "js" };
    },
    hotUpdate: (/** @type {{ file: string, modules: any[] }} */ { file, modules }) =>
      // Cargo runs then, and tells the page itself.
      modules.some(({ id }) => id === file && isManifest(file)) ? [] : undefined,
    watchChange: () => shipping.forget(),
  };
  // In workers, for which Vite has a list of its own.
  const shipped = {
    name: NAME,
    enforce: "pre",
    resolveId: plugin.resolveId,
    load: plugin.load,
  };

  /** @param {string} id @param {string | undefined} importer */
  function resolveFrom(id, importer) {
    const manifest = importer === undefined ? undefined : shipping.manifestOf(importer);
    return manifest === undefined || !/^\.{1,2}\//.test(id) ? null : join(dirname(manifest), id);
  }
  return plugin;
}

/** @param {Map<any, Serving>} servers @param {any} environment @returns {Serving | undefined} */
function servingOf(servers, environment) {
  const { name } = environment;
  return [...servers.values()].find(({ server }) => server.environments[name] === environment);
}

/** @param {string} id */
function isManifest(id) {
  return isAbsolute(id) && basename(id) === "Cargo.toml";
}

/** What Vite's configuration needs besides. @param {any} given @param {object} shipped The plugin in workers. */
function configOf(given, shipped) {
  const plugins = given.worker?.plugins;
  return {
    worker: { plugins: () => [...(plugins?.() ?? []), shipped] },
    server: { watch: given.server?.watch === null ? null : { ignored: [isOfCargo()] } },
  };
}

/** Whether a path is in a folder that cargo has marked as its own: a target folder has thousands of files. */
function isOfCargo() {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  /** @param {string} folder @returns {boolean} */
  const isMarked = (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const marked = existsSync(join(folder, "CACHEDIR.TAG")) && existsSync(join(folder, ".rustc_info.json"));
    const answer = marked || (dirname(folder) !== folder && isMarked(dirname(folder)));
    if (answer) known.set(folder, answer);
    return answer;
  };
  return (/** @type {string} */ path) => isMarked(path);
}

/** The crates of a server. */
class Serving {
  server;
  #cargo;
  /** @type {Map<string, Crate>} */
  #crates = new Map();

  /** @param {any} server @param {readonly string[]} cargo */
  constructor(server, cargo) {
    this.server = server;
    this.#cargo = cargo;
    server.watcher.on("all", (/** @type {string} */ _, /** @type {string} */ path) => {
      for (const crate of this.#crates.values()) crate.changed(path);
    });
    server.middlewares.use((/** @type {any} */ request, /** @type {any} */ response, /** @type {() => void} */ next) =>
      this.#serve(request, response, next),
    );
  }

  /** @param {string} id @param {any} context Of the plugin. */
  async text(id, context) {
    const manifest = realpathSync(id);
    const crate = this.#crateOf(manifest, id);
    await crate.ready();
    if (crate.error !== null) throw Object.assign(new Error(), shownError(crate.error, manifest));
    const { name, bytes, hash } = /** @type {Wasm} */ (crate.wasm);
    refuseOthers(bytes, manifest);
    writeTypes(dirname(id), bytes, `${name}.wasm`);
    const modules = [];
    // What is not there may be in `options.modules`; else the error of `load` says what is missing.
    for (const one of modulesOf(bytes)) if ((await context.resolve(one, id)) !== null) modules.push(one);
    const number = [...this.#crates.keys()].indexOf(manifest);
    return servedText(`${this.server.config.base}${WASM}${number}/${name}.wasm?v=${hash}`, modules);
  }

  stop() {
    for (const crate of this.#crates.values()) crate.stop();
  }

  /** @param {string} manifest @param {string} id What it is to Vite. */
  #crateOf(manifest, id) {
    const known = this.#crates.get(manifest);
    if (known !== undefined) return known;
    const { logger } = this.server.config;
    const crate = new Crate(manifest, this.#cargo, {
      say: (line) => logger.info(line, { timestamp: true }),
      warn: (text) => logger.warn(text),
      watch: (paths) => this.server.watcher.add(paths),
      done: () => this.#tell(crate, id),
    });
    this.#crates.set(manifest, crate);
    return crate;
  }

  /**
   * Cargo has ended after a change: the page is loaded again, or told why not.
   *
   * @param {Crate} crate
   * @param {string} id What it is to Vite.
   */
  #tell({ error, manifest }, id) {
    for (const { moduleGraph } of Object.values(/** @type {Record<string, any>} */ (this.server.environments))) {
      const module = moduleGraph.getModuleById(id);
      if (module !== undefined) moduleGraph.invalidateModule(module);
    }
    const { hot } = this.server.environments.client;
    if (error === null) return hot.send({ type: "full-reload" });
    this.server.config.logger.error(error.message, { timestamp: true });
    hot.send({ type: "error", err: shownError(error, manifest) });
  }

  /** @param {any} request @param {any} response @param {() => void} next */
  #serve(request, response, next) {
    const [, number, name] = /\/@closures-extern\/(\d+)\/([^/?]+)\.wasm(?:\?|$)/.exec(request.url) ?? [];
    const wasm = number === undefined ? undefined : [...this.#crates.values()][Number(number)]?.wasm;
    if (!wasm || wasm.name !== decodeURIComponent(name)) return next();
    response.setHeader("content-type", "application/wasm");
    response.setHeader("cache-control", "no-cache");
    response.end(wasm.bytes);
  }
}

/**
 * As Vite's overlay shows it: rustc's text, and places as lines that it makes links of.
 *
 * @param {CargoError} error
 * @param {string} manifest
 */
function shownError({ message, places = [], stack = "" }, manifest) {
  const [first, ...others] = places;
  const lines = others.map(({ file, line, column }) => `    at ${file}:${line}:${column}`);
  const isOfCargo = places.length > 0 || stack.startsWith("CargoError");
  return {
    plugin: NAME,
    message,
    id: first?.file ?? manifest,
    ...(first === undefined ? {} : { loc: first }),
    frame: "",
    stack: isOfCargo ? [...new Set(lines)].join("\n") : stack,
  };
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} manifest */
function refuseOthers(bytes, manifest) {
  if (isOurs(bytes)) return;
  throw new Error(
    `nothing of the crate closures-extern is in the wasm file of ${manifest}: declare with closures_extern! or ` +
      "closures_export! what crosses",
  );
}

/** The crates of a build: each is built once, for the page and its workers. */
class Shipping {
  #cargo;
  /** @type {Map<string, Promise<{ js: string, sources: string[] }>>} */
  #apps = new Map();
  /** What was built, by where that is. @type {Map<string, string>} */
  #manifests = new Map();

  /** @param {readonly string[]} cargo */
  constructor(cargo) {
    this.#cargo = cargo;
  }

  /** @param {string} id @param {any} config @param {any} context */
  async text(id, config, context) {
    const known = this.#apps.get(id) ?? this.#build(id, config);
    this.#apps.set(id, known);
    const { js, sources } = await known;
    for (const path of [id, ...sources]) context.addWatchFile(path);
    return `export * from ${JSON.stringify(js)};\n`;
  }

  /** Of which crate a module is that was built. @param {string} path */
  manifestOf(path) {
    return this.#manifests.get(path);
  }

  /** A file has changed. */
  forget() {
    this.#apps.clear();
  }

  /** @param {string} id @param {any} config */
  async #build(id, { cacheDir, logger }) {
    const manifest = realpathSync(id);
    const say = (/** @type {string} */ line) => logger.info(line);
    const words = wordsOf(true, this.#cargo);
    const cargo = new Cargo(dirname(manifest));
    const { root } = await cargo.packages();
    say(`cargo ${words.join(" ")} .. (in ${dirname(manifest)})`);
    const { wasm, sources, warnings } = await cargo.build(words, root);
    if (warnings !== "") logger.warn(warnings);
    const bytes = new Uint8Array(readFileSync(wasm));
    refuseOthers(bytes, manifest);
    const outDir = join(cacheDir, NAME, createHash("sha256").update(manifest).digest("hex").slice(0, 8));
    // What is there may be of another target folder; nobody else writes here.
    rmSync(outDir, { recursive: true, force: true });
    const wish = { file: wasm, outDir: relative(process.cwd(), outDir), minify: false, debug: false, freeze: false };
    await buildFiles(wish, () => bytes, say);
    const name = basename(wasm, ".wasm");
    writeTypes(dirname(id), bytes, `${name}.wasm`);
    const js = realpathSync(join(outDir, `${name}.js`)).replaceAll("\\", "/");
    this.#manifests.set(js, id);
    return { js, sources };
  }
}
