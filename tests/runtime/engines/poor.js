// @ts-check
// For `node --import`: takes away what audio worklets, shells, edge runtimes and tests with jsdom may lack, before anything else
// is imported.

const LACKING = [
  ...["FinalizationRegistry", "WeakRef", "TextDecoder", "TextEncoder", "URL", "URLSearchParams"],
  ...["fetch", "Response", "Request", "Headers"],
];

for (const name of LACKING) {
  if (!Reflect.deleteProperty(globalThis, name)) throw new Error(`${name} cannot be taken away`);
}

// `Symbol.dispose` cannot be deleted in Node 20.
const { dispose: _, asyncDispose: __, ...properties } = Object.getOwnPropertyDescriptors(Symbol);
const Plain = (/** @type {string | undefined} */ description) => Original(description);
const Original = Symbol;
globalThis.Symbol = /** @type {any} */ (Object.defineProperties(Plain, properties));
