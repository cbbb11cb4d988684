// @ts-check
// What the code blocks of a Markdown text are: files, commands, and what these print.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** @typedef {{ language: string, file: string | null, text: string }} CodeBlock */

/**
 * The code blocks of a Markdown text. One whose first line is a comment with a file's name is that file.
 *
 * @param {string} markdown
 * @returns {CodeBlock[]}
 */
export function codeBlocks(markdown) {
  return [...markdown.matchAll(/^```([\w,]*)\n([^]*?)^```$/gm)].map(([, language, text]) => {
    const [, file] = /^(?:#|\/\/|<!--) ([\w./-]+\.\w+)(?: -->)?\n/.exec(text) ?? [];
    return { language, file: file ?? null, text };
  });
}

/**
 * Writes the files among code blocks.
 *
 * @param {readonly CodeBlock[]} blocks
 * @param {string} folder
 */
export function writeFiles(blocks, folder) {
  for (const { language, file, text } of blocks) {
    if (file === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    // JSON has no comments: the one with the name is the document's alone.
    writeFileSync(join(folder, file), language === "json" ? text.slice(text.indexOf("\n") + 1) : text);
  }
}
