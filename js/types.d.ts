// The types of closures_extern.js for TypeScript, which does not read JSDoc in packages. The `types` step compares both.

// Nothing of the lib "dom" is named here, which a program for Node leaves out. Where there is a type of the platform's it is the one
// that is meant, and else the little that is asked of it. `tests/shipped/types` tries each.

/** Of the platform's `WebAssembly`. */
type Wasm = typeof globalThis extends { WebAssembly: infer W } ? W : unknown;

type Module = Wasm extends { Module: { prototype: infer T } } ? T : object;

type Instance = Wasm extends { Instance: { prototype: infer T } } ? T : { readonly exports: Record<string, any> };

/** Bytes that can be compiled: `BufferSource`. */
type Bytes = Wasm extends { Module: new (bytes: infer T) => unknown } ? T : ArrayBuffer | ArrayBufferView;

type Url = typeof globalThis extends { URL: { prototype: infer T } } ? T : { readonly href: string };

/** What `fetch` promises. */
type Answer = typeof globalThis extends { Response: { prototype: infer T } }
  ? T
  : { readonly ok: boolean; readonly status: number; readonly url: string; arrayBuffer(): Promise<ArrayBuffer> };

// Without this line all that is declared here would be exported.
export {};

/** Compiles and instantiates a wasm module. */
export function load<E = Record<string, any>>(
  source: string | Url | Answer | PromiseLike<Answer> | Bytes | Module,
  options?: LoadOptions,
): Promise<App<E>>;

/** Like `load`, without waiting: for bytes or a compiled module, with all modules given in `options.modules`. */
export function loadSync<E = Record<string, any>>(source: Bytes | Module, options?: LoadOptions): App<E>;

/** Thrown by a closure that cannot be called, or an object that cannot be used. */
export class ClosureError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  /** Of a closure `dropped`, `expired`, `reentered` or `once`; of an object `freed`, `moved` or `borrowed`; `panicked`. */
  code: string;
}

/**
 * Thrown when Rust panics or an exception comes out of Rust, which ends the instance, and by everything of that instance from
 * then on. `cause` is the exception.
 */
export class PanicError extends ClosureError {
  constructor(message: string, options?: { cause?: unknown });
}

export interface LoadOptions {
  /**
   * What `module = ".."` means, by specifier: a module namespace object or any object with the functions. It is their `this`, and each is
   * looked up when it is called. A specifier that is not listed is imported.
   */
  modules?: Record<string, object>;
  /** Of a module that imports its memory (`--import-memory`): a `WebAssembly.Memory`. */
  memory?: { readonly buffer: ArrayBufferLike; grow(delta: number): number };
  /** What relative specifiers are relative to; else the URL of the wasm file, also when its module is loaded again. */
  base?: string | Url;
  /** Is called once, soon after the instance has ended: with what everything of it throws from then on. */
  onPanic?: (error: PanicError) => void;
}

/** A loaded module. */
export interface App<E = Record<string, any>> {
  /** The functions and classes of `closures_export!`, by name. */
  exports: Readonly<E>;
  /** Plain `#[no_mangle]` exports are in `instance.exports`. */
  instance: Instance;
  module: Module;
  /** What is alive now: closures that JavaScript can call, and JavaScript values that Rust holds. */
  stats: () => { closures: number; handles: number };
}
