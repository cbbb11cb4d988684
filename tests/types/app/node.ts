import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, load, loadSync } from "closures-extern";

export async function start(): Promise<void> {
  loadSync(readFileSync("app.wasm"));
  await load(await readFile("app.wasm"));
  describe(readFileSync("app.wasm"));
}
