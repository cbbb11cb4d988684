// @ts-check
// Measures in Node or Bun, in a process of its own: the request is the argument, the samples are what it prints.

import { readFile } from "node:fs/promises";

import { measure } from "./measure.js";

const request = JSON.parse(process.argv[2]);
const samples = await measure(request, (path) => readFile(new URL(`../${path}`, import.meta.url)));
console.log(JSON.stringify(samples));
