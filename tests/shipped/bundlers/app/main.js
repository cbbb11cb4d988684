import { load } from "closures-extern";
import * as host from "./host.js";

const app = await load(new URL("app.wasm", import.meta.url), { modules: { "./host.js": host } });
const greeting = app.exports.greet();
setTimeout(() => {
  greeting.free();
  host.say(JSON.stringify(app.stats()));
}, 0);
