// @ts-check
/**
 * `closures-extern build`: what it reads and writes, and the tools that it uses where they are installed. What is not
 * here: what is made of a wasm file (`build.js`), and the command line (`../cli.js`).
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { HEAD, build } from "./build.js";
import { ownProperties, withoutTables } from "./minify.js";

/**
 * @typedef {object} Wish What the command line asks for.
 * @property {string} file
 * @property {string} outDir
 * @property {boolean} minify
 * @property {boolean} debug
 * @property {boolean} freeze
 */

/**
 * @param {Wish} wish
 * @param {(file: string) => Uint8Array<ArrayBuffer>} read
 * @param {(line: string) => void} say
 */
export async function buildFiles({ file, outDir, minify, debug, freeze }, read, say) {
  const bytes = read(file);
  const name = basename(file).replace(/\.wasm$/, "");
  const mark = markOf(file, outDir);
  checkPlace(file, outDir, name, mark);
  const optimise = debug ? undefined : (/** @type {Uint8Array<ArrayBuffer>} */ wasm) => optimised(wasm, file, say);
  const made = build(bytes, name, { debug, freeze, mark, optimise });
  refuseItself(made.modules, join(outDir, `${name}.js`));
  const js = minify ? await minified(made.js, made.names, file) : made.js;
  /** @type {[string, string | Uint8Array][]} */
  const files = [
    [`${name}.js`, js],
    [`${name}.wasm`, made.wasm],
    [`${name}.d.ts`, made.types],
  ];
  replace(outDir, files);
  for (const [name, content] of files.slice(0, 2)) {
    const bytes = Buffer.from(content);
    say(`${join(outDir, name)}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} with gzip`);
  }
}

/**
 * What tells an app from another of the same name that is built into the same folder: where cargo puts it, seen from
 * there, in whatever profile. As a number, because nobody who loads the app needs to know that folder.
 *
 * @param {string} file
 * @param {string} outDir
 */
function markOf(file, outDir) {
  const place = relative(realPath(outDir), dirname(realPath(file))).replaceAll("\\", "/");
  const anyProfile = place.replace(/(^|\/)(wasm\w+-[^/]+)\/[^/]+/, "$1$2");
  return ` (${createHash("sha256").update(anyProfile).digest("hex").slice(0, 8)})`;
}

/** The same with no link in it, of what may not be there yet. @param {string} path @returns {string} */
function realPath(path) {
  const whole = resolve(path);
  return existsSync(whole) ? realpathSync(whole) : join(realPath(dirname(whole)), basename(whole));
}

/**
 * Refuses to write over what this command has not made, or of another app.
 *
 * @param {string} file
 * @param {string} outDir
 * @param {string} name
 * @param {string} mark
 */
function checkPlace(file, outDir, name, mark) {
  const [js, wasm] = [join(outDir, `${name}.js`), join(outDir, `${name}.wasm`)];
  if (existsSync(outDir) && !statSync(outDir).isDirectory()) throw new Error(`${outDir} is no folder`);
  if (existsSync(wasm) && realpathSync(wasm) === realpathSync(file))
    throw new Error(`${outDir} is the folder of that file, which would be replaced: choose another --out-dir`);
  for (const path of [js, wasm, join(outDir, `${name}.d.ts`)]) {
    if (existsSync(path) && statSync(path).isDirectory())
      throw new Error(`${path} is a folder, where a file of the app is to be: choose another --out-dir`);
  }
  const [head] = existsSync(js) ? readFileSync(js, "utf8").split("\n", 1) : [""];
  if (head.startsWith(HEAD) && head.includes(mark)) return;
  if (head.startsWith(HEAD)) {
    throw new Error(
      `${js} was made of another ${name}.wasm, which is elsewhere: choose another --out-dir, or remove it if that ` +
        "app has moved",
    );
  }
  for (const path of [js, wasm, join(outDir, `${name}.d.ts`)]) {
    if (existsSync(path))
      throw new Error(`${path} is there already, and closures-extern build has not made it: choose another --out-dir`);
  }
}

/** Refuses an app that would import its own text. @param {string[]} modules @param {string} js Where that will be. */
function refuseItself(modules, js) {
  const { href, pathname } = pathToFileURL(resolve(js));
  const same = modules.find(
    (specifier) => /^\.{1,2}\//.test(specifier) && new URL(specifier, href).pathname === pathname,
  );
  if (same === undefined) return;
  throw new Error(`module "${same}" would be the app's own ${basename(js)}: rename that module, or the wasm file`);
}

/** The folder in which a process prepares its files. */
const PREPARED = /^\.closures-extern-(\d+)-\w+$/;

/** Removes what runs have left that were killed. @param {string} outDir */
function tidy(outDir) {
  for (const name of readdirSync(outDir)) {
    const pid = PREPARED.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(outDir, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** Makes a folder. Node's own way does so for ever where the system makes none, as in /proc. @param {string} path */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(resolve(path)));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error; // else another process was faster
  }
}

/**
 * All files are there anew, or those that were. Each is replaced in one step, the first one first: if the process is
 * killed, that one tells the next whose the others are.
 *
 * @param {string} outDir
 * @param {[name: string, content: string | Uint8Array][]} files
 */
export function replace(outDir, files) {
  makeFolder(outDir);
  tidy(outDir);
  const folder = mkdtempSync(join(outDir, `.closures-extern-${process.pid}-`));
  /** @type {(() => void)[]} */
  const undo = [];
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    for (const [name] of files) {
      const [path, old] = [join(outDir, name), join(folder, `${name}.old`)];
      const wasThere = existsSync(path);
      if (wasThere) copyFileSync(path, old);
      renameSync(join(folder, name), path);
      undo.push(() => (wasThere ? renameSync(old, path) : rmSync(path)));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Finds what is installed where the command runs, or else where the wasm file is.
 *
 * @param {string} name
 * @param {string} file
 */
function installed(name, file) {
  try {
    return createRequire(join(process.cwd(), "package.json")).resolve(name);
  } catch {
    return createRequire(realPath(file)).resolve(name);
  }
}

/** @param {string} js @param {Set<string>} names Of the app's imports and exports. @param {string} file */
async function minified(js, names, file) {
  let path;
  try {
    path = installed("esbuild", file);
  } catch {
    throw new Error(
      "--minify needs esbuild, which is not installed here: npm install --save-dev esbuild; or leave it to a bundler",
    );
  }
  const { default: esbuild } = await import(pathToFileURL(path).href);
  const text = withoutTables(js.slice(js.indexOf("\n")));
  const { code } = await esbuild.transform(text, {
    minify: true,
    format: "esm",
    target: "es2022",
    mangleProps: new RegExp(`^(?:${ownProperties(text, names).join("|")})$`),
  });
  return js.slice(0, js.indexOf("\n") + 1) + code;
}

/** What rustc takes for granted on this target, as its documentation lists it. */
const FEATURES = [
  ...["--enable-bulk-memory", "--enable-multivalue", "--enable-mutable-globals", "--enable-nontrapping-float-to-int"],
  ...["--enable-reference-types", "--enable-sign-ext"],
];

/**
 * Which features of wasm a file may use: if it does not say that itself, because it was stripped, what is usual. More
 * would permit what an engine does not know yet.
 *
 * @param {Uint8Array<ArrayBuffer>} wasm
 */
function featuresOf(wasm) {
  const says = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), "target_features").length > 0;
  return says ? [] : FEATURES;
}

/**
 * What `wasm-opt` makes of a wasm file, if `binaryen` is installed.
 *
 * @param {Uint8Array<ArrayBuffer>} wasm
 * @param {string} file What it was.
 * @param {(line: string) => void} say
 */
function optimised(wasm, file, say) {
  const name = basename(file, ".wasm");
  const tool = wasmOpt(file);
  if (tool === null) {
    say(`${name}.wasm is not optimised: npm install --save-dev binaryen, and it will be`);
    return wasm;
  }
  say(`${name}.wasm: wasm-opt -Oz ..`);
  const folder = mkdtempSync(join(tmpdir(), "closures-extern-"));
  try {
    const [from, to] = [join(folder, "from.wasm"), join(folder, "to.wasm")];
    writeFileSync(from, wasm);
    execFileSync(process.execPath, ["--import", NO_HURRY, tool, from, "-Oz", ...featuresOf(wasm), "-o", to], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    return new Uint8Array(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Has V8 compile `wasm-opt`, which is wasm itself, again only where it runs for long: of 1,000 imports it takes 1.8 s
 * then instead of 3.0. An engine without that option takes its time.
 */
const NO_HURRY = `data:text/javascript,${encodeURIComponent(
  'import { setFlagsFromString } from "node:v8"; setFlagsFromString("--wasm-tiering-budget=1000000000");',
)}`;

/** The script of `wasm-opt`, if it is installed. @param {string} file */
function wasmOpt(file) {
  try {
    const path = installed("binaryen/package.json", file);
    const { bin } = JSON.parse(readFileSync(path, "utf8"));
    return join(dirname(path), bin["wasm-opt"]);
  } catch {
    return null;
  }
}
