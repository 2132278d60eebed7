// Bundles the extension into dist/; `--test` bundles its tests into dist-test/ as well.
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

// The client is a file of its own: VS Code waits for the first file only.
await esbuild.build({
  ...common,
  entryPoints: ["src/extension.ts", "src/client.ts"],
  external: ["vscode", "./client"],
  legalComments: "none",
  minify: true,
  outdir: "dist",
  supported: { "dynamic-import": false },
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
