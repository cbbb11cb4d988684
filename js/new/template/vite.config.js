import closuresExtern from "closures-extern/vite";

export default {
  plugins: [closuresExtern()],
  build: { target: "es2022" }, // it has `await` at the top of main.js
};
