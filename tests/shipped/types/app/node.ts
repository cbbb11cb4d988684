import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { load, loadSync } from "closures-extern";
import { describe } from "closures-extern/describe";

export async function start(): Promise<void> {
  loadSync(readFileSync("app.wasm"));
  await load(await readFile("app.wasm"));
  describe(readFileSync("app.wasm"));
}
