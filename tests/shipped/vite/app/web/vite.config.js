import closuresExtern from "closures-extern/vite";

export default { plugins: [closuresExtern()], build: { target: "es2022" } };
