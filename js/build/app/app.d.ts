// What an app that was built exports, beside what is its own: `../build.js` copies what stands below the line.

/** The type of `app.exports`. */
export type Exports = Record<string, any>;

// ---

type Wasm = typeof globalThis extends { WebAssembly: infer W } ? W : unknown;
type WasmModule = Wasm extends { Module: { prototype: infer T } } ? T : object;
type WasmInstance = Wasm extends { Instance: { prototype: infer T } } ? T : { readonly exports: Record<string, any> };

/** Fetches the wasm file beside this one and makes an instance of it; of `options.module`, if that is given. */
export function load(options?: LoadOptions): Promise<App>;

/** The same without waiting, of `options.module` and with all modules in `options.modules`. */
export function loadSync(options: LoadOptions & { module: WasmModule }): App;

/** Thrown by a closure that cannot be called, or an object that cannot be used. */
export class ClosureError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  /**
   * Of a closure `dropped`, `expired`, `reentered` or `once`; of an object `freed`, `moved` or `borrowed`;
   * `panicked`.
   */
  code: string;
}

/**
 * Thrown when Rust panics or an exception comes out of Rust, which ends the instance, and by everything of it from then
 * on.
 */
export class PanicError extends ClosureError {
  constructor(message: string, options?: { cause?: unknown });
}

export interface LoadOptions {
  /** The wasm file, compiled; `app.module` of another instance, say. */
  module?: WasmModule;
  /** What `module = ".."` means in Rust, by specifier. What is not listed is imported, relative to this file. */
  modules?: Record<string, object>;
  /** Of a module that imports its memory (`--import-memory`): a `WebAssembly.Memory`. */
  memory?: { readonly buffer: ArrayBufferLike; grow(delta: number): number };
  /** Is called once, soon after the instance has ended: with what everything of it throws from then on. */
  onPanic?: (error: PanicError) => void;
}

/** A loaded app. */
export interface App {
  /** The functions and classes of `closures_export!`, by name. */
  exports: Readonly<Exports>;
  /** Plain `#[no_mangle]` exports are in `instance.exports`. */
  instance: WasmInstance;
  module: WasmModule;
  /** What is alive now: closures that JavaScript can call, and JavaScript values that Rust holds. */
  stats: () => { closures: number; handles: number };
}
