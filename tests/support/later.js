// @ts-check
// The error of a call that comes after an instance has ended.

/** What its message begins with. */
export const LATER = "this call came after the wasm instance had ended: ";

/** What has ended an instance, of the error of a later call; any other error itself. @param {any} error */
export const firstOf = (error) =>
  error?.name === "PanicError" && error.message.startsWith(LATER) ? error.cause : error;
