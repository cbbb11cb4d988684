// @ts-check
// A folder for the tests of one file.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/**
 * Makes an empty folder, which is removed after the tests of the file.
 *
 * @param {string} name Says whose it is, should it be left behind.
 */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `closures-extern-${name}-`));
  // More than once where another program still closes its files.
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
