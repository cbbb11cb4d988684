// @ts-check
// Does TypeScript accept the package, whatever the program has: each way to resolve modules, with and without the types of the
// browser and of Node, and every library checked? And does it find mistakes?

import assert from "node:assert/strict";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { ROOT } from "../../support/repository.js";

const PACKAGE = join(ROOT, "js");
/** @typedef {import("../../../js/node_modules/typescript/lib/typescript.js").SourceFile} SourceFile */

/** @type {typeof import("../../../js/node_modules/typescript/lib/typescript.js")} */
const ts = createRequire(join(PACKAGE, "package.json"))("typescript");

/** Source files of TypeScript's own libraries, which each program has. @type {Map<string, SourceFile | undefined>} */
const libraries = new Map();

/** A program that has nothing but the package, and Node's types for those that ask for them. */
const app = temporaryFolder("types");
cpSync(new URL("app/", import.meta.url), app, { recursive: true });
cpSync(new URL("../../file/inspect/interval.d.ts", import.meta.url), join(app, "interval.d.ts"));
writeFileSync(join(app, "package.json"), '{ "type": "module" }');
mkdirSync(join(app, "node_modules"));
symlinkSync(PACKAGE, join(app, "node_modules", "closures-extern"), "dir");
for (const name of ["@types", "undici-types"])
  symlinkSync(join(PACKAGE, "node_modules", name), join(app, "node_modules", name), "dir");

const RESOLUTIONS = [
  { module: "node16", moduleResolution: "node16" },
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

/** What a program can name, and the files that name it. */
const PLATFORMS = [
  { name: "no types of a platform", lib: ["es2020"], types: [], files: ["any.ts", "bare.ts"] },
  { name: "Node's types", lib: ["es2022"], types: ["node"], files: ["any.ts", "bare.ts", "url.ts", "node.ts"] },
  { name: "the browser's types", lib: ["es2022", "dom"], types: [], files: ["any.ts", "url.ts", "page.ts"] },
  // Once: between them these are slow to check.
  {
    name: "both",
    only: "nodenext",
    lib: ["es2022", "dom"],
    types: ["node"],
    files: ["any.ts", "url.ts", "node.ts", "page.ts"],
  },
];

for (const resolution of RESOLUTIONS) {
  for (const { name, files, only = resolution.moduleResolution, ...platform } of PLATFORMS) {
    if (resolution.moduleResolution === only)
      test(`${resolution.moduleResolution}, with ${name}: the package compiles, and so does what inspect --dts writes`, () => {
        assert.deepEqual(errors({ ...resolution, ...platform }, files), []);
      });
  }
}

/**
 * What the compiler says of files of the app, strictly, libraries too.
 *
 * @param {Record<string, unknown>} options As in a tsconfig.json.
 * @param {string[]} files
 */
function errors(options, files) {
  const compilerOptions = {
    target: "es2022",
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    ...options,
  };
  const config = ts.parseJsonConfigFileContent(
    { compilerOptions, files },
    ts.sys,
    app,
    undefined,
    join(app, "tsconfig.json"),
  );
  assert.deepEqual(config.errors, []);
  const host = ts.createCompilerHost(config.options);
  const read = host.getSourceFile;
  host.getSourceFile = (path, version, ...rest) => {
    if (!path.includes("/typescript/lib/")) return read(path, version, ...rest);
    const key = `${path} ${JSON.stringify(version)}`;
    const known = libraries.get(key) ?? read(path, version, ...rest);
    libraries.set(key, known);
    return known;
  };
  const program = ts.createProgram(config.fileNames, config.options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
