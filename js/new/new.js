// @ts-check
/**
 * `closures-extern new my-app`: a folder with an app that runs. What is not here: its files, which stand in `template/`
 * under their names, but for a leading dot, which is `_` there because npm leaves such files out of packages.
 */

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where this package is, and the repository around it if there is one. */
const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

const TEMPLATE = new URL("template/", import.meta.url);

/** The app's name in the template. */
const NAME = "my-app";

/** What no crate may be called: Rust's keywords, its own crates, and folders of cargo's. */
const TAKEN = new Set(
  (
    "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if " +
    "impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try " +
    "type typeof unsafe unsized use virtual where while yield alloc build closures_extern core deps examples " +
    "incremental proc_macro std test"
  ).split(" "),
);

/**
 * Writes a new app.
 *
 * @param {string} folder
 * @returns {string} What to do next.
 */
export function newApp(folder) {
  const path = resolve(folder);
  const name = basename(path);
  checkName(name);
  checkPlace(path, folder);
  const changes = sources(path);
  for (const file of readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const from = join(file.parentPath ?? file.path, file.name);
    const to = join(path, relative(fileURLToPath(TEMPLATE), from).replace(/^_/, "."));
    mkdirSync(dirname(to), { recursive: true });
    let text = readFileSync(from, "utf8").replaceAll(NAME, name);
    if (file.name === "Cargo.toml") text += changes.workspace;
    writeFileSync(to, text.replace("{{crate}}", changes.crate).replace("{{package}}", changes.package));
  }
  return `${folder} is an app that counts. To see it:

cd ${folder}
npm install
npm run dev      # change src/lib.rs, and the page follows
npm test         # the tests in src/lib.rs, in Node
npm run build    # dist/ is what you ship
`;
}

/** @param {string} name */
function checkName(name) {
  if (!/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(name)) {
    throw new Error(
      "an app's name is that of a crate and of an npm package: lower-case letters and digits, with - between words, " +
        "such as my-app",
    );
  }
  if (TAKEN.has(name.replaceAll("-", "_")))
    throw new Error("Rust or cargo uses that name itself: choose another, such as my-app");
}

/** @param {string} path @param {string} folder As it was typed. */
function checkPlace(path, folder) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) throw new Error("there is a file of that name: choose another");
  if (readdirSync(path).length > 0)
    throw new Error(`there is something in that folder: choose another, or empty ${folder}`);
}

/**
 * Where the app has the crate and the npm package from: the repository that this is run from, or else the registries.
 *
 * @param {string} path
 */
function sources(path) {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  const repository = dirname(PACKAGE.replace(/[\\/]$/, ""));
  const manifest = join(repository, "Cargo.toml");
  const isRepository = existsSync(manifest) && /^name = "closures-extern"$/m.test(readFileSync(manifest, "utf8"));
  const way = (/** @type {string} */ to) => relative(path, to).replaceAll("\\", "/");
  return {
    crate: isRepository ? `{ path = "${way(repository)}" }` : `"${version}"`,
    package: isRepository ? `file:${way(PACKAGE)}` : `^${version}`,
    workspace: isInWorkspace(dirname(path)) ? "\n# It is no member of the workspace above it.\n[workspace]\n" : "",
  };
}

/** @param {string} folder @returns {boolean} */
function isInWorkspace(folder) {
  const manifest = join(folder, "Cargo.toml");
  if (existsSync(manifest) && /^\s*\[workspace\b/m.test(readFileSync(manifest, "utf8"))) return true;
  return dirname(folder) !== folder && isInWorkspace(dirname(folder));
}
