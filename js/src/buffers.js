// @ts-check
/** What buffers and typed arrays say of themselves, of any realm, and whatever a page has put in their way. */

/**
 * What typed arrays say of themselves, of any realm, and whatever a value says instead; `undefined` for others.
 * @param {string | symbol} name @returns {() => any}
 */
function arrayGetter(name) {
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  return /** @type {() => any} */ (Object.getOwnPropertyDescriptor(typedArray, name)?.get);
}

export const arrayName = arrayGetter(Symbol.toStringTag);

export const arrayLength = arrayGetter("length");

export const arrayBuffer = arrayGetter("buffer");

export const arrayOffset = arrayGetter("byteOffset");

export const bufferLength = /** @type {() => number} */ (
  Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")?.get
);

/** Whether a buffer is shared memory, whose length another thread can change. @param {any} buffer */
export function isShared(buffer) {
  try {
    bufferLength.call(buffer);
    return false;
  } catch {
    return true;
  }
}
