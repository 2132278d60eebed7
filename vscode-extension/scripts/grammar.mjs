// Holds the grammars to the caret tests, and to whole trees: no scope of a file falls to `invalid`, and
// every line that is no comment has exactly one event. In the demonstration exactly the mistakes that a
// grammar can see are seen. A QEMU tree is read when TRACE_LINT_QEMU_10_0 names one.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(extension, "node_modules/vscode-tmgrammar-test/dist/unit.js");
for (const tests of ["test/grammar/*.test.trace-events", "test/grammar/*.test.trace-list"]) {
  execFileSync(process.execPath, [bin, tests], { cwd: extension, stdio: "inherit" });
}

const wasm = readFileSync(join(dirname(require.resolve("vscode-oniguruma")), "onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    const path = join(extension, `syntaxes/${scope.replace("source.", "")}.tmLanguage.json`);
    return textmate.parseRawGrammar(readFileSync(path, "utf8"), path);
  },
});
const grammar = await registry.loadGrammar("source.trace-events");

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^trace-events(-all)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What the grammar finds wrong in a tree, as `path:line: text`. */
function wrong(root) {
  const found = [];
  const paths = filesOf(root);
  let events = 0;
  for (const path of paths) {
    let stack = textmate.INITIAL;
    readFileSync(path, "utf8").split("\n").forEach((line, index) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r$/, ""), stack);
      stack = ruleStack;
      const place = `${relative(root, path)}:${index + 1}`;
      const has = (part) => tokens.filter((token) => token.scopes.some((scope) => scope.startsWith(part)));
      for (const token of has("invalid")) {
        found.push(`${place}: ${line.slice(token.startIndex, token.endIndex).trim()}`);
      }
      const names = has("entity.name.function").length;
      events += names;
      if (names !== (/^\s*(#|$)/.test(line) ? 0 : 1)) {
        found.push(`${place}: ${names} names of events`);
      }
    });
  }
  console.log(`${root}: ${paths.length} files, ${events} events, ${found.length} scopes fall to invalid`);
  return { found, events };
}

function check(root, expected, atLeast) {
  const { found, events } = wrong(root);
  if (JSON.stringify(found) !== JSON.stringify(expected) || events < atLeast) {
    console.error(`expected ${JSON.stringify(expected, null, 1)}, found ${JSON.stringify(found, null, 1)}`);
    process.exitCode = 1;
  }
}

const mistakes = ["hw/block/trace-events:9: heron_flash_ecc", "hw/net/trace-events:6: %"];
check(resolve(extension, "../corpus/demo"), mistakes, 51);
const tree = process.env.TRACE_LINT_QEMU_10_0;
if (tree) {
  check(tree, [], 3000);
}
