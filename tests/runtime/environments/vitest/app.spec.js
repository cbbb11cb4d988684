// @ts-check
// The app in Vitest with jsdom: the globals of jsdom stand over those of Node, so there are a document and a URL that Node did
// not make.

import { expect, describe as group, test } from "vitest";
import { ways } from "../ways.js";

test("it is such an environment", () => {
  expect(typeof document).toBe("object");
  expect(document.defaultView?.navigator.userAgent).toContain("jsdom");
});

group("the app", () => {
  for (const [title, body] of ways(import.meta.url)) test(title, () => body(expect));
});
