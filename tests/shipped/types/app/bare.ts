// Without the browser's types, whose WebAssembly.Module is an interface without members, and so any value.
import { load, loadSync } from "closures-extern";

export async function start(): Promise<void> {
  // @ts-expect-error: no source
  await load(7);
  // @ts-expect-error: it does not wait
  loadSync("app.wasm");
}
