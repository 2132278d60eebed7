// The extension's entrance: puts the parts together, and lets none of them wait for another.

import * as vscode from "vscode";
import { auditWorkspace } from "./audit";
import { addDeclaration } from "./declaration";
import { goToCallSite, goToDeclaration, showCallSites, showReferences } from "./navigation";
import { newEvent } from "./newEvent";
import { showReferences as showReferencesCommand } from "./protocol";
import { Session } from "./session";
import { showMenu, showStatus } from "./status";
import { provideTasks } from "./tasks";

let session: Session | undefined;

/** Called when a trace-events file is opened, or a folder with one. Returns the session, for tests. */
export function activate(context: vscode.ExtensionContext): { session: Session } {
  const output = vscode.window.createOutputChannel("trace-lint", { log: true });
  const started = new Session(context, output);
  session = started;

  const command = (name: string, run: (...parameters: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, run);
  context.subscriptions.push(
    output,
    showStatus(started),
    provideTasks(context),
    command("traceLint.restart", () => started.restart()),
    command("traceLint.showOutput", () => output.show()),
    command("traceLint.showServerVersion", () => showVersion(started)),
    command("traceLint.showMenu", showMenu),
    command("traceLint.goToCallSite", goToCallSite),
    command("traceLint.goToDeclaration", goToDeclaration),
    command("traceLint.showCallSites", showCallSites),
    command(showReferencesCommand, (uri: string, position: Parameters<typeof showReferences>[2], locations: Parameters<typeof showReferences>[3]) =>
      showReferences(started, uri, position, locations),
    ),
    command("traceLint.addDeclaration", () => addDeclaration(started)),
    command("traceLint.newEvent", (uri: vscode.Uri | undefined) => newEvent(uri)),
    command("traceLint.auditWorkspace", () => auditWorkspace(context, output, started)),
    command("traceLint.fixAll", () => editorAction("editor.action.codeAction", { kind: "source.fixAll.traceLint", apply: "first" })),
    command("traceLint.format", () => editorAction("editor.action.formatDocument")),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (["traceLint.server.path", "traceLint.server.log"].some((name) => event.affectsConfiguration(name))) {
        void started.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
  );
  // Behind our own call, and before VS Code turns to the next extension: what loads last begins a second later.
  queueMicrotask(() => void started.restart());
  return { session: started };
}

/** Called when the window closes. */
export async function deactivate(): Promise<void> {
  await session?.dispose();
}

async function editorAction(name: string, parameters?: object): Promise<void> {
  await vscode.commands.executeCommand(name, parameters);
}

function showVersion({ condition }: Session): Thenable<unknown> {
  if (condition.kind !== "running") {
    const text = condition.kind === "failed" ? condition.message : "The server starts.";
    return vscode.window.showInformationMessage(text);
  }
  const { program, version } = condition;
  return vscode.window.showInformationMessage(`trace-lsp ${version} from ${program.origin}: ${program.path}`);
}
