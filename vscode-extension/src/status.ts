// The status bar: what the server knows, and what can be done when it does not run.

import * as vscode from "vscode";
import type { TreeStatus } from "./protocol";
import type { Condition, Session } from "./session";

/** Shows the condition of the server for as long as the extension lives. */
export function showStatus(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("traceLint.status", vscode.StatusBarAlignment.Right, 90);
  item.name = "trace-lint";
  const show = (condition: Condition): void => {
    const { text, tooltip, command, isError } = presented(condition);
    item.text = text;
    item.tooltip = tooltip;
    item.command = command;
    item.backgroundColor = isError ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.show();
    const trees = condition.kind === "running" ? (condition.status?.trees ?? []) : [];
    void vscode.commands.executeCommand("setContext", "traceLint.hasTree", trees.length > 0);
  };
  show(session.condition);
  return vscode.Disposable.from(item, session.onDidChange(show));
}

/** What the status bar says. */
export function presented(condition: Condition): {
  text: string;
  tooltip: string;
  command: string;
  isError: boolean;
} {
  const menu = "traceLint.showMenu";
  if (condition.kind === "starting") {
    return { text: "$(loading~spin) trace-lint", tooltip: "The server starts.", command: menu, isError: false };
  }
  if (condition.kind === "failed") {
    const tooltip = `${condition.message}\nClick to start the server again.`;
    return { text: "$(error) trace-lint", tooltip, command: "traceLint.restart", isError: true };
  }
  const trees = condition.status?.trees ?? [];
  const events = trees.reduce((sum, tree) => sum + tree.events, 0);
  const isReading = trees.some((tree) => tree.state === "reading");
  const icon = isReading ? "$(loading~spin)" : trees.some((tree) => tree.state === "failed") ? "$(warning)" : "$(check)";
  const isKnown = trees.some((tree) => tree.version !== null);
  const text = isKnown ? `${icon} ${counted(events, "trace event")}` : `${icon} trace-lint`;
  const lines = [`trace-lint ${condition.version} (${condition.program.origin})`, ...trees.map(line)];
  return { text, tooltip: lines.join("\n"), command: menu, isError: false };
}

function line(tree: TreeStatus): string {
  const name = tree.root === null ? "?" : vscode.Uri.parse(tree.root).fsPath;
  if (tree.state === "failed") {
    return `${name}: could not be read`;
  }
  if (tree.version === null) {
    return `${name}: is being read`;
  }
  const counts = [counted(tree.events, "event"), counted(tree.files, "file"), counted(tree.sources, "source")];
  return `${name}: QEMU ${tree.version}, ${counts.join(", ")}${tree.state === "reading" ? "; is being read again" : ""}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The menu behind the status bar. */
export async function showMenu(): Promise<void> {
  const choices = [
    { label: "$(checklist) Audit Workspace", command: "traceLint.auditWorkspace" },
    { label: "$(add) New Trace Event…", command: "traceLint.newEvent" },
    { label: "$(output) Show Output", command: "traceLint.showOutput" },
    { label: "$(versions) Show Server Version", command: "traceLint.showServerVersion" },
    { label: "$(debug-restart) Restart Server", command: "traceLint.restart" },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title: "trace-lint" });
  if (choice !== undefined) {
    await vscode.commands.executeCommand(choice.command);
  }
}
