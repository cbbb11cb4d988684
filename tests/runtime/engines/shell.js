// @ts-check
// `run.js` as a program, for Node, Deno and Bun: the argument is a test file, each line of output that begins with a mark
// is an event.

import { pathToFileURL } from "node:url";
import process from "node:process";
import { run } from "./run.js";

/** Before each event, so that what a test prints is told from it. */
export const MARK = "\u0001event ";

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(pathToFileURL(process.argv[2]).href, (event) => console.log(MARK + JSON.stringify(event)));
}
