import { load } from "./Cargo.toml";

const app = await load();
const counter = app.exports.count(100, (n) => {
  document.querySelector("#n").textContent = String(n);
});
document.querySelector("#stop").addEventListener("click", () => counter.free());
