// Bundles the extension into dist/extension.js; `--test` bundles its tests into dist-test/ as well.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const common = {
  absWorkingDir: extension,
  bundle: true,
  external: ["vscode"],
  format: "cjs",
  logLevel: "warning",
  platform: "node",
  target: "node20",
};

await esbuild.build({
  ...common,
  entryPoints: ["src/extension.ts"],
  legalComments: "none",
  // The dependencies' own ES modules, so that what is not used is left out.
  mainFields: ["module", "main"],
  minify: true,
  outfile: "dist/extension.js",
});

if (process.argv.includes("--test")) {
  const suite = readdirSync(join(extension, "test/suite")).filter((name) => name.endsWith(".ts"));
  await esbuild.build({
    ...common,
    entryPoints: suite.map((name) => `test/suite/${name}`),
    external: ["vscode", "mocha"],
    outdir: "dist-test",
    sourcemap: "inline",
  });
}
