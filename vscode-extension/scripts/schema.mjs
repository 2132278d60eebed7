// Holds the schema that we offer to TOML extensions to the engine of the one that takes it, taplo: the
// configuration in the repository's README has no mistake, and each mistake of a kind is found.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(extension);
const { contributes } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
const [{ url, fileMatch }] = contributes.tomlValidation;
const schema = join(repository, url.split("/main/").at(-1));

const readme = readFileSync(join(repository, "README.md"), "utf8");
const [, example] = /```toml\n(.*?)```/s.exec(readme);
const cases = [
  ["", true],
  [example, true],
  ['selct = ["unused-event"]', false],
  ['backends = ["sample"]', false],
  ['hosts = "linux-64"', false],
  ['[severity]\nunused-event = "loud"', false],
  ['[[per-file]]\npath = ["hw/**"]', false],
];

const folder = mkdtempSync(join(tmpdir(), "trace-lint-schema-"));
const failed = cases.filter(([text, isRight]) => {
  const file = join(folder, fileMatch[0]);
  writeFileSync(file, `${text}\n`);
  const taplo = join(extension, "node_modules/.bin/taplo");
  const { status, stderr } = spawnSync(taplo, ["lint", "--schema", pathToFileURL(schema).href, file], { encoding: "utf8" });
  const isAsExpected = isRight ? status === 0 : status === 1 && stderr.includes("schema validation failed");
  if (!isAsExpected) {
    console.log(`${isRight ? "taplo finds a mistake" : "taplo finds no mistake"} in\n${text}\n${stderr}`);
  }
  return !isAsExpected;
});
rmSync(folder, { recursive: true });
console.log(`the schema: ${cases.length - failed.length} configurations as expected, ${failed.length} not`);
process.exit(failed.length === 0 ? 0 : 1);
