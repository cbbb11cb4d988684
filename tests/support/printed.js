// @ts-check
// A program that goes on running: what it prints until something is there.

import { stripVTControlCharacters } from "node:util";

/**
 * Waits until a program has printed something. What it prints later is read too, because it would end if nobody read it.
 *
 * @param {import("node:child_process").ChildProcess} program
 * @param {RegExp} pattern
 * @returns {Promise<string>} What matches.
 */
export function printed({ stdout }, pattern) {
  return new Promise((resolve, reject) => {
    let text = "";
    stdout?.setEncoding("utf8").on("data", (more) => {
      text += more;
      const found = pattern.exec(stripVTControlCharacters(text));
      if (found !== null) resolve(found[0]);
    });
    stdout?.on("end", () => reject(new Error(`${pattern} is not in ${text}`)));
  });
}
