// A workspace of two trees, and a file that belongs to none of them: one server knows both trees.

import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { codes, open, root, session, until } from "./support";

const events = "hw/block/trace-events";
const call = "hw/block/heron_flash.c";

export function suite(): void {
  it("reads the trees of all folders", async () => {
    const it = await session();
    const trees = await until("two trees", () => {
      const known = it.condition.kind === "running" ? (it.condition.status?.trees ?? []) : [];
      return known.length === 2 && known.every(({ state }) => state === "ready") && known;
    });
    const names = trees.map((tree) => basename(vscode.Uri.parse(tree.root ?? "").fsPath));
    assert.deepEqual(names.sort(), ["several", "several-2"]);
    assert.deepEqual(trees.map((tree) => tree.events), [51, 51]);
  });

  it("shows findings and jumps within each tree", async () => {
    for (const tree of [".", "../several-2"]) {
      await open(join(tree, events), "heron_flash_reset(");
      await until(`the findings of ${tree}`, () => codes(join(tree, events)).includes("TL301"));
      await vscode.commands.executeCommand("traceLint.goToCallSite");
      const expected = join(root(), tree, call);
      await until(`the call in ${tree}`, () => vscode.window.activeTextEditor?.document.uri.fsPath === expected);
    }
  });

  it("offers a task for each folder", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: "trace-lint" });
    const folders = tasks.map(({ scope }) => (typeof scope === "object" ? scope.name : ""));
    assert.deepEqual(folders.sort(), ["several", "several-2"]);
  });

  it("checks a file outside any tree by itself", async () => {
    const path = join(dirname(root()), "outside", "trace-events");
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(dirname(path)));
    writeFileSync(path, 'lone_event(int value) "value=%d and %d"\n');
    const { document } = await open("../outside/trace-events", "lone_event");
    assert.equal(document.languageId, "trace-events");
    await until("the finding", () => codes("../outside/trace-events").includes("TL301"));
    // Whether anybody calls it can't be known there.
    assert.ok(!codes("../outside/trace-events").some((code) => code.startsWith("TL5")), codes("../outside/trace-events").join());
    assert.equal((await session()).condition.kind, "running");
  });
}
