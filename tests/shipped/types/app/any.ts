// Names nothing of any platform.
import { ClosureError, PanicError, load, loadSync } from "closures-extern";
import { type ModuleInfo, describe } from "closures-extern/describe";
import type { App, LoadOptions } from "closures-extern";
import type { Exports, Interval } from "./interval.js";

export async function start(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const options: LoadOptions = { modules: { "./host.js": {} }, onPanic: (error: PanicError) => error.message };
  const app: App<Exports> = await load<Exports>(bytes, options);
  const interval: Interval = app.exports.hello();
  interval.free();
  const again = await load<Exports>(app.module);
  const closures: number = again.stats().closures;
  loadSync<Exports>(bytes.buffer).exports.hello()[Symbol.dispose]();
  const plain: unknown = app.instance.exports["plain"];
  const info: ModuleInfo = describe(app.module);
  await load("https://example.com/app.wasm", { base: "https://example.com/" });

  const error: Error = new ClosureError("dropped", "no", { cause: plain });
  const code: string = new PanicError(error.message).code;
  // @ts-expect-error: no such export
  again.exports.goodbye();
  // @ts-expect-error: no such option
  await load(bytes, { module: {} });
  void [closures, info, code];
}
