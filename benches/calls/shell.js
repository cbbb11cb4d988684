// @ts-check
// Measures in Node or Bun, in a process of its own: the request is the argument, the samples are what it prints.

import { readFileSync } from "node:fs";

import { COMPETITORS } from "./load.js";
import { measure } from "./measure.js";

const request = JSON.parse(process.argv[2]);
const bytes = (/** @type {string} */ name) => readFileSync(new URL(`../${COMPETITORS[name].wasm}`, import.meta.url));
console.log(JSON.stringify(await measure(request, bytes)));
