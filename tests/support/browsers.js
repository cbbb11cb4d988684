// @ts-check
// Where the browsers are. Without one, the tests fail and say what to do.

import { statSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Chromium's path: what CHROMIUM names, else `chromium` in PATH.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function chromiumPath(env = process.env) {
  return path(env, "Chromium", "CHROMIUM", ["chromium"]);
}

/**
 * Firefox's path: what FIREFOX names, else `firefox-esr` or `firefox` in PATH.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function firefoxPath(env = process.env) {
  return path(env, "Firefox", "FIREFOX", ["firefox-esr", "firefox"]);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} title
 * @param {string} variable
 * @param {string[]} names
 */
function path(env, title, variable, names) {
  const programs = names.map((name) => `\`${name}\``).join(" or ");
  const advice = `install ${title} so that ${programs} is in PATH, or set ${variable} to the path of one`;
  const named = env[variable];
  if (named) {
    if (isFile(named)) return named;
    throw new Error(`${variable} is set to ${named}, and no file is there: ${advice}`);
  }
  for (const folder of (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "")) {
    const found = names.map((name) => join(folder, name)).find(isFile);
    if (found !== undefined) return found;
  }
  throw new Error(`${title} was not found: ${advice}`);
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
