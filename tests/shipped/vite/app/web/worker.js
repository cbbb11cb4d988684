import { load } from "../counter/Cargo.toml";

load().then((app) => app.exports.count((n) => postMessage(String(n))));
