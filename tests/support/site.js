// @ts-check
// The site that the tests visit: `cargo xtask serve`, which builds the examples first. And a browser beside it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before } from "node:test";

import { CARGO, ROOT } from "./repository.js";

/**
 * Starts a browser and the site before the tests of a file, and ends both after them.
 *
 * @template {{ close(): Promise<void> }} Browser
 * @param {() => Promise<Browser>} start
 */
export function browserAndSite(start) {
  /** @type {Browser} */
  let browser;
  /** @type {{ url: string, stop(): void }} */
  let site;

  before(async () => {
    browser = await start();
    site = await startSite();
  });

  after(async () => {
    await browser?.close();
    site?.stop();
  });

  return {
    browser: () => browser,
    /** The address of a file or folder of the repository. @param {string} path */
    url: (path) => new URL(path, site.url).href,
  };
}

/**
 * Starts the server on a free port, and waits for the line that names its address.
 *
 * @returns {Promise<{ url: string, stop(): void }>}
 */
async function startSite() {
  // On Unix `cargo xtask` becomes the server itself: ending the child ends it.
  const child = spawn(CARGO, ["xtask", "serve", "--port", "0"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => void child.kill();
  process.once("exit", stop);
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`\`cargo xtask serve\` ended with ${code} (see above)`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, address] = /^serving (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  return { url, stop };
}
