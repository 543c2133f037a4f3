/**
 * Builds the portal into `built/`: `make portal`.
 *
 * The result is committed, so that nobody needs Node to run it. `manifest.json` keeps the hashes of what it was built from and of what
 * came out: a test compares them, without Node (decision 0235).
 */

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const clients = dirname(here);
const built = join(here, "built");
const OPERATION = /^ {2}(\w+): (\["[A-Z]+", "[^"]+"\]),$/gm;

const filesOf = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((one) => (one.isDirectory() ? filesOf(join(folder, one.name)) : [join(folder, one.name)]))
    .sort();
const hashOf = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashes = (paths, from) => Object.fromEntries(paths.map((path) => [relative(from, path).replaceAll("\\", "/"), hashOf(path)]));

const sources = [
  ...filesOf(join(here, "src")),
  ...["build.mjs", "index.html", "package.json", "package-lock.json", "portal.css", "tsconfig.json"].map((name) => join(here, name)),
  ...["client.ts", "index.ts", "problems.ts"].map((name) => join(clients, "typescript", "src", name)),
];
const text = sources.filter((path) => /\.tsx?$/.test(path)).map((path) => readFileSync(path, "utf-8")).join("\n");
const operations = {};

/** Only the operations that the portal names are bundled: it is smaller, and a new route of the API does not make it stale. */
const usedOperations = {
  name: "used-operations",
  setup(on) {
    on.onLoad({ filter: /generated[/\\]operations\.ts$/ }, ({ path }) => {
      for (const [, id, where] of readFileSync(path, "utf-8").matchAll(OPERATION)) {
        if (text.includes(`"${id}"`)) operations[id] = JSON.parse(where);
      }
      return { contents: `export const OPERATIONS = ${JSON.stringify(operations)};`, loader: "ts" };
    });
  },
};

rmSync(built, { recursive: true, force: true });
mkdirSync(built);
await build({
  absWorkingDir: here,
  entryPoints: { portal: "src/main.tsx" },
  outdir: built,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [usedOperations],
  logLevel: "warning",
});
for (const name of ["index.html", "portal.css", "config.json"]) cpSync(join(here, name), join(built, name));
const manifest = { sources: hashes([...sources, join(here, "config.json")], clients), operations, built: hashes(filesOf(built), built) };
writeFileSync(join(built, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
