// Where there are URLs and answers: in Node and in a page.
import { load } from "closures-extern";

export async function start(): Promise<void> {
  const url = new URL("app.wasm", "https://example.com/");
  await load(url, { base: url });
  await load(fetch(url));
  await load(await fetch(url));
}
