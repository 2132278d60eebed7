// Runs the suite of the scenario that the workspace folder is named after, in the real extension host.
// What each test did is written beside the folder, for whoever started the host.

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Mocha from "mocha";
import * as vscode from "vscode";
import * as inside from "./inside";
import * as missing from "./missing";
import * as normal from "./normal";
import * as several from "./several";
import * as untrusted from "./untrusted";

const suites: Record<string, () => void> = {
  normal: normal.suite,
  inside: inside.suite,
  missing: missing.suite,
  several: several.suite,
  untrusted: untrusted.suite,
};

/** What the extension host calls. */
export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const suite = suites[folder?.name ?? ""];
  if (folder === undefined || suite === undefined) {
    throw new Error(`no suite is named ${folder?.name}`);
  }
  const mocha = new Mocha({ ui: "bdd", timeout: 40_000, slow: 5_000, color: false });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  suite();
  const lines: string[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", (test) => lines.push(`ok   ${test.title} (${test.duration} ms)`));
    runner.on("fail", (test, error) => lines.push(`FAIL ${test.title}\n${error.stack ?? String(error)}`));
  });
  lines.push(`${lines.length - failures} passed, ${failures} failed`);
  writeFileSync(join(dirname(folder.uri.fsPath), "results.txt"), `${lines.join("\n")}\n`);
  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}
