export default { test: { environment: "jsdom", include: ["**/app.spec.js"] } };
