// The types of closures_extern.js for TypeScript, which does not read JSDoc in packages. The `types` step compares both.

// This file does not name types of the lib "dom", because programs for Node leave it out. Where the platform has a
// type, that type is used, and otherwise a type with the few members that are needed. `tests/shipped/types` checks each
// case.

/** The platform's `WebAssembly`, if there is one. */
type Wasm = typeof globalThis extends { WebAssembly: infer W } ? W : unknown;

type Module = Wasm extends { Module: { prototype: infer T } } ? T : object;

type Instance = Wasm extends { Instance: { prototype: infer T } } ? T : { readonly exports: Record<string, any> };

/** Bytes that can be compiled: `BufferSource`. */
type Bytes = Wasm extends { Module: new (bytes: infer T) => unknown } ? T : ArrayBuffer | ArrayBufferView;

type Url = typeof globalThis extends { URL: { prototype: infer T } } ? T : { readonly href: string };

/** The result of awaiting `fetch`. */
type Answer = typeof globalThis extends { Response: { prototype: infer T } }
  ? T
  : { readonly ok: boolean; readonly status: number; readonly url: string; arrayBuffer(): Promise<ArrayBuffer> };

// Without this line every declaration in this file would be exported.
export {};

/** Compiles and instantiates a wasm module. */
export function load<E = Record<string, any>>(
  source: string | Url | Answer | PromiseLike<Answer> | Bytes | Module,
  options?: LoadOptions,
): Promise<App<E>>;

/** Like `load`, but synchronous. It takes bytes or a compiled module, and all modules must be in `options.modules`. */
export function loadSync<E = Record<string, any>>(source: Bytes | Module, options?: LoadOptions): App<E>;

/** Thrown if a closure cannot be called, or an object cannot be used. */
export class ClosureError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  /** Closure: `dropped`, `expired`, `reentered` or `once`. Object: `freed`, `moved` or `borrowed`. Both: `panicked`. */
  code: string;
}

/**
 * Thrown if Rust panics or an exception comes out of Rust, which is its `cause`. This ends the instance. Every later
 * call into it throws another one, which says that it is late and has the first one as its `cause`.
 */
export class PanicError extends ClosureError {
  constructor(message: string, options?: { cause?: unknown });
}

export interface LoadOptions {
  /**
   * The object for each specifier in `module = ".."`: a module namespace object, or any object with the functions. Each
   * function is looked up when it is called, with the object as its `this`. Specifiers that are not listed are
   * imported.
   */
  modules?: Record<string, object>;
  /** A `WebAssembly.Memory`, for a module that imports its memory (`--import-memory`). */
  memory?: { readonly buffer: ArrayBufferLike; grow(delta: number): number };
  /** The base of relative specifiers. The default is the URL of the wasm file, also if its module is loaded again. */
  base?: string | Url;
  /** Is called once, soon after the instance has ended, with the error that says why. */
  onPanic?: (error: PanicError) => void;
  /**
   * Is called after each crossing, for learners and for whoever hunts a leak. What it throws goes to the console. Not in an
   * app that `closures-extern build` writes.
   */
  trace?: (crossing: Crossing) => void;
}

/** What `trace` is told. */
export interface Crossing {
  /**
   * An import that Rust called, a closure or an export that JavaScript called, or the end of a closure or of an exported
   * object.
   */
  kind: "import" | "closure" | "export" | "drop";
  /**
   * `console.log` of an import, `Counter.next` of an export, `Counter` of an object that is dropped, `closure` of closures.
   */
  name: string;
  /** What JavaScript passed, or was passed; of a drop nothing. */
  args: any[];
  /** What it returned. */
  result?: any;
  /** What it threw. */
  error?: unknown;
  /** Where the import or the export is declared; where the closure was made, in a debug build. */
  place?: string;
}

/** A loaded module. */
export interface App<E = Record<string, any>> {
  /** The functions and classes of `closures_export!`, by name. */
  exports: Readonly<E>;
  /** Plain `#[no_mangle]` exports are in `instance.exports`. */
  instance: Instance;
  module: Module;
  /** How many closures JavaScript can call now, and how many JavaScript values Rust holds. */
  stats: () => { closures: number; handles: number };
  /**
   * Where the closures were made that JavaScript can call now, `src/lib.rs:12:20`, and how many there, the most first; then
   * the functions whose promises Rust waits for. Only a debug build knows the places. An app that `closures-extern build`
   * writes has no such function.
   */
  liveClosures: () => { kind: "closure" | "promise"; place: string; count: number }[];
}
