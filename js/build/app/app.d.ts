// The exports that every built app has. `../build.js` copies the part below the line.

/** The type of `app.exports`. */
export type Exports = Record<string, any>;

// ---

type Wasm = typeof globalThis extends { WebAssembly: infer W } ? W : unknown;
type WasmModule = Wasm extends { Module: { prototype: infer T } } ? T : object;
type WasmInstance = Wasm extends { Instance: { prototype: infer T } } ? T : { readonly exports: Record<string, any> };

/** Fetches the wasm file beside this one and makes an instance of it, or of `options.module` if that is given. */
export function load(options?: LoadOptions): Promise<App>;

/** Like `load`, but synchronous. It needs `options.module`, and all modules must be in `options.modules`. */
export function loadSync(options: LoadOptions & { module: WasmModule }): App;

/** Thrown if a closure cannot be called, or an object cannot be used. */
export class ClosureError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  /** Closure: `dropped`, `expired`, `reentered` or `once`. Object: `freed`, `moved` or `borrowed`. Both: `panicked`. */
  code: string;
}

/**
 * Thrown if Rust panics or an exception comes out of Rust. This ends the instance, and every later call into it throws
 * the same error.
 */
export class PanicError extends ClosureError {
  constructor(message: string, options?: { cause?: unknown });
}

export interface LoadOptions {
  /** The compiled wasm file, for example `app.module` of another instance. */
  module?: WasmModule;
  /** The object for each specifier in Rust's `module = ".."`. Others are imported, relative to this file. */
  modules?: Record<string, object>;
  /** A `WebAssembly.Memory`, for a module that imports its memory (`--import-memory`). */
  memory?: { readonly buffer: ArrayBufferLike; grow(delta: number): number };
  /** Is called once, soon after the instance has ended, with the error that every later call into it throws. */
  onPanic?: (error: PanicError) => void;
}

/** A loaded app. */
export interface App {
  /** The functions and classes of `closures_export!`, by name. */
  exports: Readonly<Exports>;
  /** Plain `#[no_mangle]` exports are in `instance.exports`. */
  instance: WasmInstance;
  module: WasmModule;
  /** How many closures JavaScript can call now, and how many JavaScript values Rust holds. */
  stats: () => { closures: number; handles: number };
}
