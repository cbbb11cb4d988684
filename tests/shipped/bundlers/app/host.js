/** @param {(name: string) => void} f */
export function eachName(f) {
  for (const name of ["Ada", "Zoë"]) f(name);
}

/** Shows a line: on the page, or where there is none on the console. @param {string} text */
export function say(text) {
  if (typeof document === "undefined") console.log(text);
  else document.getElementById("text")?.append(text, "\n");
}
