// @ts-check
/**
 * What buffers and typed arrays say of themselves, of any realm, and whatever a page has put in their way. What is not
 * here: what is read from them (`types/list.js`, `source.js`).
 */

/** The getter of a property. @param {object} prototype @param {string | symbol} name @returns {() => any} */
export function getterOf(prototype, name) {
  return /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
}

const typedArray = Object.getPrototypeOf(Uint8Array.prototype);

/** `undefined` of what is no typed array; the others throw. */
export const arrayName = getterOf(typedArray, Symbol.toStringTag);
export const arrayLength = getterOf(typedArray, "length");
export const arrayBytes = getterOf(typedArray, "byteLength");
export const arrayBuffer = getterOf(typedArray, "buffer");
export const arrayOffset = getterOf(typedArray, "byteOffset");
export const bufferLength = getterOf(ArrayBuffer.prototype, "byteLength");

/** Whether a buffer is shared memory, whose length another thread can change. @param {any} buffer */
export function isShared(buffer) {
  try {
    bufferLength.call(buffer);
    return false;
  } catch {
    return true;
  }
}
