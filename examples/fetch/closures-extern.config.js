// @ts-check
// What each test is loaded with: a server that has two files, and a page that writes down the progress.

/** @type {Record<string, string>} */
const FILES = {
  "/two.json": JSON.stringify([
    { name: "Earth", moons: 1, day: "24 hours" },
    { name: "Mars", moons: 2, day: "24 hours and 40 minutes" },
  ]),
  "/wrong.json": JSON.stringify([{ name: "Earth", moons: "one" }]),
};

export default () => {
  /** @type {number[]} */
  const written = [];
  let asked = 0;
  Object.assign(globalThis, {
    /** @param {string} url @param {{ signal: AbortSignal }} options */
    async fetch(url, { signal }) {
      asked += 1;
      signal.throwIfAborted();
      const text = FILES[url];
      if (text === undefined) return new Response(null, { status: 404 });
      return new Response(text, { headers: { "content-length": String(text.length) } });
    },
  });
  const page = {
    writer: () => (/** @type {number} */ part) => void written.push(part),
    written: () => written,
    asked: () => asked,
  };
  return { modules: { page } };
};
