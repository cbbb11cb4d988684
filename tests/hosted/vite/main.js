// @ts-check
// The page that Vite makes of an app of the target `bundler`.

// @ts-expect-error: an alias in ../bundled.test.js
import * as app from "app";
import { answers } from "../check.js";

document.title = JSON.stringify(answers(app));
