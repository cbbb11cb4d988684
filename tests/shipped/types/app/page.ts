import { load, loadSync } from "closures-extern";
import { describe } from "closures-extern/describe";
import type { App } from "closures-extern";

export async function start(bytes: BufferSource): Promise<WebAssembly.Exports> {
  const module: WebAssembly.Module = await WebAssembly.compile(bytes);
  describe(module);
  const app: App = loadSync(module);
  const instance: WebAssembly.Instance = app.instance;
  const same: WebAssembly.Module = (await load(bytes)).module;
  void same;
  return instance.exports;
}
