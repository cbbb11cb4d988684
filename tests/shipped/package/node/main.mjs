import { load } from "closures-extern";

const app = await load(new URL("interval.wasm", import.meta.url));
const interval = app.exports.hello();
console.log(app.stats().closures);
setTimeout(() => {
  interval.free();
  console.log(app.stats().closures);
}, 1500);
