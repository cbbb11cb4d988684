export default { rootDir: ".", testEnvironment: "jsdom", testMatch: ["**/app.spec.js"], transform: {} };
