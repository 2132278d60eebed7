// A workspace that is not trusted and names a server of its own: that one is not started, the bundled is.

import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { codes, open, ready, root, session, until } from "./support";

export function suite(): void {
  it("does not run what the workspace names, and works", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const it = await session();
    const condition = await ready(it);
    assert.equal(condition.program.origin, "extension");
    assert.ok(!existsSync(join(root(), "started")), "the workspace's program has run");
    assert.equal(vscode.workspace.getConfiguration("traceLint").get("server.path"), "");
    await open("hw/block/trace-events");
    await until("the findings", () => codes("hw/block/trace-events").includes("TL301"));
  });
}
