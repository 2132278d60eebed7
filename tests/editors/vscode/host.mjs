// Runs the extension's suites (vscode-extension/test/suite) in the real extension host, each in a window
// of its own: the packaged extension as installed, in a folder inside of a tree, without its programs, in a
// workspace of two trees, and in an untrusted folder.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { demo, fresh, needed, openBrowser, repository, startServer } from "./workbench.mjs";

const limit = 240_000;

/** A workspace of several copies of the demonstration; gives its file. */
function severalTrees(folder, scenario, count) {
  const names = [scenario, ...Array.from({ length: count - 1 }, (_, index) => `${scenario}-${index + 2}`)];
  for (const name of names.slice(1)) {
    demo(join(folder, name), {});
  }
  const file = join(folder, `${scenario}.code-workspace`);
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })), settings: {} }));
  return file;
}

/** A folder with events in a tree, one of which is called from another folder; gives its path. */
function insideOf(tree, name) {
  const folder = join(tree, "hw", name);
  mkdirSync(folder);
  mkdirSync(join(tree, "hw/other"));
  writeFileSync(join(folder, "trace-events"), 'inside_reset(void) ""\ninside_never(void) ""\n');
  writeFileSync(join(folder, "trace.h"), `#include "trace/trace-hw_${name}.h"\n`);
  writeFileSync(
    join(tree, "hw/other/caller.c"),
    `#include "../${name}/trace.h"\nvoid f(void)\n{\n    trace_inside_reset();\n}\n`,
  );
  return folder;
}

async function run(browserPage, scenario, { settings, without, isTrusted, trees = 1, isInside = false }) {
  const folder = fresh("host", scenario);
  const extension = join(folder, "extension");
  cpSync(needed("UNPACKED"), extension, { recursive: true });
  if (without) {
    rmSync(join(extension, without), { recursive: true });
  }
  const workspace = join(folder, scenario);
  demo(workspace, settings(workspace));
  writeFileSync(join(folder, "trace-events-all"), "");
  writeFileSync(join(folder, "some.trace-list"), "");
  writeFileSync(join(folder, "marked"), "# trace-lint: event-list\n");
  writeFileSync(
    join(workspace, "scripts.py"),
    "import simpletrace\nclass A(simpletrace.Analyzer):\n    def heron_flash_rest(self, chip):\n        pass\nsimpletrace.run(A())\n",
  );
  const opened = trees === 1 ? { folder: workspace } : { workspace: severalTrees(folder, scenario, trees) };
  if (isInside) {
    opened.folder = insideOf(workspace, scenario);
  }
  const server = await startServer(
    folder,
    ["--enable-smoke-test-driver", ...(isTrusted ? ["--disable-workspace-trust"] : [])],
    { TRACE_LINT_TEST_PROGRAMS: join(needed("UNPACKED"), "server"), TRACE_LINT_TEST_ROOT: repository },
  );
  const remote = `vscode-remote://127.0.0.1:${server.port}`;
  const payload = [
    ["extensionDevelopmentPath", `${remote}${extension}`],
    ["extensionTestsPath", `${remote}${join(repository, "vscode-extension/dist-test/index.js")}`],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  const query = new URLSearchParams({ ...opened, payload: JSON.stringify(payload) });
  const page = await browserPage();
  const log = [];
  const code = await new Promise((ended, failed) => {
    const timer = setTimeout(() => failed(new Error(`${scenario}: no end after ${limit / 1000} s\n${log.join("\n")}`)), limit);
    const exit = (result) => {
      clearTimeout(timer);
      ended(result);
    };
    (async () => {
      await page.exposeFunction("codeAutomationLog", (kind, parts) => log.push(`${kind}: ${parts.join(" ")}`));
      await page.exposeFunction("codeAutomationExit", exit);
      await page.goto(`http://127.0.0.1:${server.port}/?${query}`);
    })().catch(failed);
  }).finally(() => server.stop());
  const results = join(opened.folder === undefined ? folder : dirname(opened.folder), "results.txt");
  console.log(`--- ${scenario}`);
  console.log(existsSync(results) ? readFileSync(results, "utf8") : log.join("\n"));
  await page.context().browser().close();
  return code === 0 && existsSync(results);
}

const scenarios = {
  normal: { settings: () => ({}), isTrusted: true },
  inside: { settings: () => ({}), isTrusted: true, isInside: true },
  missing: { settings: () => ({}), without: "server", isTrusted: true },
  several: { settings: () => ({}), isTrusted: true, trees: 2 },
  untrusted: {
    settings: (workspace) => {
      const program = `${workspace}-evil`;
      writeFileSync(program, `#!/bin/sh\ntouch ${join(workspace, "started")}\n`, { mode: 0o755 });
      return { "traceLint.server.path": program, "traceLint.program.path": program };
    },
    isTrusted: false,
  },
};

const only = process.argv.slice(2);
let isGood = true;
for (const [name, scenario] of Object.entries(scenarios)) {
  if (only.length === 0 || only.includes(name)) {
    isGood = (await run(async () => (await openBrowser()).page, name, scenario)) && isGood;
  }
}
process.exit(isGood ? 0 : 1);
