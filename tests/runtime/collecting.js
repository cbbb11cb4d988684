// @ts-check
// Instances whose host keeps the closures that it gets, and what these throw when they cannot be called.

import { closureError, start } from "./harness.js";

/** @typedef {(...args: any[]) => any} AnyFunction */

export const DROPPED = closureError("dropped", "closure called after it was dropped");
export const EXPIRED = closureError("expired", "closure called after the call it was passed to returned");
export const REENTERED = closureError("reentered", "FnMut closure called while it is already running");

/**
 * An instance whose kept closures are in `kept`, in order.
 *
 * @param {Record<string, AnyFunction>} [host]
 */
export function collecting(host = {}) {
  /** @type {AnyFunction[]} */
  const kept = [];
  const keep = (/** @type {AnyFunction} */ f) => void kept.push(f);
  return { ...start({ keepClosure: keep, keepFn: keep, keepText: keep, ...host }), kept };
}
