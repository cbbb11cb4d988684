// What interval.wasm exports: written by `npx closures-extern inspect interval.wasm --dts`.
/// <reference lib="esnext.disposable" />

/** A timer that JavaScript owns. */
declare class Interval {
  // An object of another class is not one of this, whatever it has.
  #rust: unknown;
  private constructor();
  /** Drops the Rust value. The object cannot be used afterwards. Calling this twice is harmless. */
  free(): void;
  /** The same as `free()`, for `using`. */
  [Symbol.dispose](): void;
}

/** `app.exports` of `const app = await load<Exports>(..)`. */
export interface Exports {
  readonly Interval: typeof Interval;
  /** Logs "hello" every second until the interval is freed. */
  readonly hello: () => Interval;
}

export type { Interval };
