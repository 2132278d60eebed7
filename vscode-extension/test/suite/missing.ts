// The extension without programs inside, and none in PATH: a message says what to do.

import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { open, session, until } from "./support";

export function suite(): void {
  it("says what to do, keeps its colours, and recovers by a setting", async () => {
    const it = await session();
    const failed = await until("the failure", () => it.condition.kind === "failed" && it.condition);
    assert.match(failed.message, /neither in this build .* nor in PATH.*traceLint\.server\.path/);
    assert.equal((await open("hw/block/trace-events")).document.languageId, "trace-events");
    assert.deepEqual(await vscode.tasks.fetchTasks({ type: "trace-lint" }), []);
    const programs = process.env["TRACE_LINT_TEST_PROGRAMS"];
    const settings = vscode.workspace.getConfiguration("traceLint");
    await settings.update("server.path", `${programs}/trace-lsp`, vscode.ConfigurationTarget.Workspace);
    await until("the server", () => it.condition.kind === "running" && it.condition.program.origin === "setting");
  });
}
