// The audit: the page of `trace-lint audit` in a webview. The page may run its own script and style and
// nothing else; it asks for nothing on any network. A click on a place opens the code.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { findProgram } from "./programs";
import type { Session } from "./session";
import { options } from "./settings";

const run = promisify(execFile);
let panel: vscode.WebviewPanel | undefined;

/** Audits the tree of a workspace folder and shows the page. */
export async function auditWorkspace(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  session: Session,
): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) {
    void vscode.window.showInformationMessage("Open a folder first: the audit is about a whole tree.");
    return;
  }
  try {
    const program = findProgram(context, "trace-lint");
    const page = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: "Auditing trace events" },
      () => audit(program.path, folder.uri.fsPath),
    );
    show(page, rootOf(folder.uri, session));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    output.error(message);
    void vscode.window.showErrorMessage(message);
  }
}

async function audit(program: string, folder: string): Promise<string> {
  const { stdout } = await run(program, ["audit", "--output-format", "html", ...options(), folder], {
    cwd: folder,
    maxBuffer: 64 << 20,
    windowsHide: true,
  }).catch((error: { stderr?: string; stdout?: string; code?: number; message: string }) => {
    // Findings are exit status 1.
    if (error.code === 1 && error.stdout) {
      return { stdout: error.stdout };
    }
    throw new Error(`The audit failed: ${error.stderr?.trim() || error.message}`);
  });
  return stdout;
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document.uri;
  const here = active === undefined ? undefined : vscode.workspace.getWorkspaceFolder(active);
  return here ?? (folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0]);
}

/** The root of the tree that a folder lies in: what the places of the page start from. */
function rootOf(folder: vscode.Uri, { condition }: Session): vscode.Uri {
  const trees = condition.kind === "running" ? (condition.status?.trees ?? []) : [];
  const roots = trees.flatMap(({ root }) => (root === null ? [] : [vscode.Uri.parse(root).path]));
  const above = roots.filter((root) => `${folder.path}/`.startsWith(`${root}/`));
  const root = above.sort((one, other) => other.length - one.length)[0];
  return root === undefined ? folder : folder.with({ path: root });
}

function show(page: string, root: vscode.Uri): void {
  panel?.dispose();
  const shown = vscode.window.createWebviewPanel("traceLint.audit", "Trace Events Audit", vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [],
    retainContextWhenHidden: true,
  });
  panel = shown;
  shown.onDidDispose(() => {
    panel = panel === shown ? undefined : panel;
  });
  shown.webview.onDidReceiveMessage((message) => open(root, message));
  shown.webview.html = secured(page, randomBytes(16).toString("hex"));
}

/** The page under a policy that allows its own script and style, each by a nonce, and nothing else. */
export function secured(page: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  // The elements of the page itself stand at the beginning of a line; what comes from files is escaped.
  return page
    .replace("<head>", `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace(/^<style>$/m, `<style nonce="${nonce}">`)
    .replace(/^<script>$/m, `<script nonce="${nonce}">`)
    .replace("</head>", () => `<style nonce="${nonce}">${style}</style>\n</head>`)
    .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `<script nonce="${nonce}">${script}</script>\n</body>`);
}

const style = `
:root {
  --page: var(--vscode-editor-background); --card: var(--vscode-editorWidget-background);
  --text: var(--vscode-editor-foreground); --quiet: var(--vscode-descriptionForeground);
  --line: var(--vscode-editorWidget-border, var(--vscode-panel-border)); --hover: var(--vscode-list-hoverBackground);
  --link: var(--vscode-textLink-foreground); --track: var(--vscode-editor-lineHighlightBackground, transparent);
  --sans: var(--vscode-font-family); --mono: var(--vscode-editor-font-family);
}
#findings td.subject a { cursor: pointer; }
`;

const script = `"use strict";
(() => {
  const vscode = acquireVsCodeApi();
  for (const cell of document.querySelectorAll("#findings tbody td.subject")) {
    const link = document.createElement("a");
    link.href = "#";
    link.append(...cell.childNodes);
    cell.append(link);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const [line, column] = /(?::(\\d+))?(?::(\\d+))?$/.exec(cell.textContent).slice(1).map(Number);
      vscode.postMessage({ file: cell.parentElement.dataset.file, line: line || 1, column: column || 1 });
    });
  }
})();
`;

/** Opens a place; columns count characters from 1. */
async function open(root: vscode.Uri, message: { file: string; line: number; column: number }): Promise<void> {
  const parts = message.file.split("/");
  if (parts.includes("..")) {
    return;
  }
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, ...parts));
    const line = document.lineAt(Math.min(message.line, document.lineCount) - 1);
    const before = Array.from(line.text).slice(0, message.column - 1).join("");
    const at = new vscode.Position(line.lineNumber, before.length);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), viewColumn: vscode.ViewColumn.Active });
  } catch (error) {
    void vscode.window.showErrorMessage(`${message.file} could not be opened: ${String(error)}`);
  }
}
