// @ts-check
// Does the JavaScript in the documents call what there is, and do their links lead somewhere? Rust blocks are compiled by
// `cargo test --doc`, and by the other tests here.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";

import { temporaryFolder } from "../../support/folder.js";
import { codeBlocks, writeFiles } from "../../support/markdown.js";
import { ROOT } from "../../support/repository.js";
import { run } from "../../support/run.js";

const guide = readdirSync(join(ROOT, "src/guide")).map((name) => `src/guide/${name}`);

/** The documents with JavaScript in them. */
const DOCUMENTS = [...guide, "README.md", "js/README.md"];

/** All documents that are read outside of rustdoc. */
const LINKED = [...DOCUMENTS, "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/TESTED.md", "docs/POLICY.md"];

/** What stands for the JavaScript that the command `build` writes. */
const BUILT = `/**
 * @param {import("closures-extern").LoadOptions} [options]
 * @returns {Promise<import("closures-extern").App<any>>}
 */
export async function load(options) {
  throw options;
}
`;

/** What stands for the declarations that the plugin for Vite writes. */
const TYPES_OF_CARGO = `import type { App, LoadOptions } from "closures-extern";
export declare function load(options?: LoadOptions): Promise<App<any>>;
`;

const folder = temporaryFolder("blocks");

/** @param {string} path */
function read(path) {
  return readFileSync(join(ROOT, path), "utf8");
}

test("TypeScript accepts the JavaScript of the documents", () => {
  let count = 0;
  for (const path of DOCUMENTS) {
    const place = join(folder, path.replaceAll("/", "_"));
    mkdirSync(place);
    const blocks = codeBlocks(read(path)).filter(({ language }) => language === "js");
    count += blocks.length;
    writeFiles(
      blocks.map((block, index) => ({ ...block, file: block.file ?? `block${index}.js` })),
      place,
    );
    // As a copy of the JavaScript side beside the page.
    mkdirSync(join(place, "js"));
    writeFileSync(join(place, "js/closures_extern.js"), 'export * from "closures-extern";\n');
    // As an app that was built.
    mkdirSync(join(place, "dist"));
    writeFileSync(join(place, "dist/app.js"), BUILT);
    // As the plugin for Vite writes it beside a Cargo.toml.
    writeFileSync(join(place, "Cargo.d.toml.ts"), TYPES_OF_CARGO);
  }
  assert.ok(count > 12, `only ${count} blocks`);
  // What a block of two lines takes from those before it.
  writeFileSync(join(folder, "before.d.ts"), 'declare const app: import("closures-extern").App<any>;\n');
  const options = {
    ...{
      allowArbitraryExtensions: true,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      skipLibCheck: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "esnext",
    },
    ...{
      moduleDetection: "force",
      lib: ["esnext", "dom"],
      types: ["node"],
      typeRoots: [join(ROOT, "js/node_modules/@types")],
    },
    paths: {
      "closures-extern": [join(ROOT, "js/types.d.ts")],
      "closures-extern/vite": [join(ROOT, "js/vite/vite.d.ts")],
    },
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["**/*.js", "before.d.ts"] }),
  );
  const tsc = join(ROOT, "js/node_modules/typescript/bin/tsc");
  run(process.execPath, [tsc, "-p", folder]);
});

test("each file that a document links is there", () => {
  const broken = LINKED.flatMap((path) => {
    const text = read(path).replace(/^```[^]*?^```$/gm, "");
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
    // Of rustdoc, which finds them itself.
    const files = links.filter((link) => !/^(?:https?:|crate\b)/.test(link) && !link.includes("/closures_extern/"));
    return files.filter((link) => !existsSync(join(ROOT, dirname(path), link))).map((link) => `${path}: ${link}`);
  });
  assert.deepEqual(broken, []);
});

test("each page of the guide is linked from its overview and from the README", () => {
  const pages = guide.map((path) => basename(path, ".md"));
  const overview = read("src/guide.rs");
  assert.deepEqual(
    pages.filter((page) => !overview.includes(`guide/${page}.md`) || !overview.includes(`[\`${page}\`]`)),
    [],
  );
  const readme = read("README.md");
  assert.deepEqual(
    pages.filter((page) => !readme.includes(`(src/guide/${page}.md)`)),
    [],
  );
});
