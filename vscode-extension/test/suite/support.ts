// What the suites share: the extension under test, documents of the demonstration, and waiting.

import { join } from "node:path";
import * as vscode from "vscode";
import type { Condition, Session } from "../../src/session";

/** The running extension's session. */
export async function session(): Promise<Session> {
  const extension = vscode.extensions.getExtension<{ session: Session }>("trace-lint.trace-lint");
  if (extension === undefined) {
    throw new Error("the extension is not there");
  }
  return (await extension.activate()).session;
}

/** Waits until something is so. */
export async function until<T>(what: string, look: () => T | undefined | false | Thenable<T | undefined | false>): Promise<T> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined && found !== false) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`this did not come: ${what}`);
}

/** Waits until the server runs and knows the tree. */
export async function ready(of: Session): Promise<Extract<Condition, { kind: "running" }>> {
  return until("a server that knows the tree", () => {
    const { condition } = of;
    const isReady = condition.kind === "running" && condition.status?.trees.some((tree) => tree.state === "ready");
    return isReady ? condition : undefined;
  });
}

/** The root of the demonstration. */
export function root(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error("no folder is open");
  }
  return folder.uri.fsPath;
}

/** Opens a file of the demonstration, with the cursor at the first place of a text. */
export async function open(path: string, text = ""): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(join(root(), path));
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(document.getText().indexOf(text));
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

/** The codes of the findings in a file. */
export function codes(path: string): string[] {
  const found = vscode.languages.getDiagnostics(vscode.Uri.file(join(root(), path)));
  const code = ({ code }: vscode.Diagnostic) => (typeof code === "object" ? code.value : code);
  return found.map((it) => String(code(it))).sort();
}

/** Sets a setting of the extension. */
export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("traceLint").update(name, value, vscode.ConfigurationTarget.Workspace);
}
