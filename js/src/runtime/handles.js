// @ts-check
/**
 * The JavaScript values that Rust holds, each under a number. What is not here: which types cross by such a number
 * (`../types/value.js`).
 */

import { table } from "../lists.js";
import { RESERVED } from "../protocol.js";

export class Handles {
  /** By handle; a free entry holds the next free one. */
  values = table();
  free = RESERVED;
  count = 0;

  constructor() {
    this.values[0] = undefined;
    this.values[1] = null;
    this.values[2] = true;
    this.values[3] = false;
  }

  /** @param {any} value @returns {number} Its handle. */
  keep(value) {
    if (value === undefined) return 0;
    if (value === null) return 1;
    if (typeof value === "boolean") return value ? 2 : 3;
    const handle = this.free;
    if (handle === this.values.length) {
      this.values[handle] = value;
      this.free = handle + 1;
    } else {
      this.free = this.values[handle];
      this.values[handle] = value;
    }
    this.count++;
    return handle;
  }

  /** The value of a handle, which stays. @param {number} handle */
  peek(handle) {
    return this.values[handle >>> 0];
  }

  /** The value of a handle, which ends. @param {number} handle */
  take(handle) {
    const value = this.values[handle];
    if (handle < RESERVED) return value;
    this.values[handle] = this.free;
    this.free = handle;
    this.count--;
    return value;
  }
}
