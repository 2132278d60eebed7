// "Add declaration for the call here": the server's own action, found by its name and applied.

import * as vscode from "vscode";
import type { CodeAction, Command } from "vscode-languageclient/node";
import type { Session } from "./session";

/** Declares the event that is called under the cursor, and shows the declaration. */
export async function addDeclaration(session: Session): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const client = session.client;
  if (editor === undefined || client === undefined) {
    void vscode.window.showInformationMessage("The trace-lint server does not run: nothing can be declared.");
    return;
  }
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document);
  const range = client.code2ProtocolConverter.asRange(editor.selection);
  const actions = await client.sendRequest<(Command | CodeAction)[] | null>("textDocument/codeAction", {
    textDocument,
    range,
    context: { diagnostics: [], only: ["quickfix"] },
  });
  // Not told by `CodeAction.is`, which knows no action whose edit comes later.
  const action = (actions ?? []).find((it): it is CodeAction => "data" in it && it.data?.step?.assist?.[0] === "declare");
  if (action === undefined) {
    void vscode.window.showInformationMessage("No call of an event that is not declared stands under the cursor.");
    return;
  }
  const resolved = action.edit ? action : await client.sendRequest<CodeAction>("codeAction/resolve", action);
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(resolved.edit);
  if (edit === undefined || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage("The declaration could not be added.");
    return;
  }
  const [uri, edits] = edit.entries()[0] ?? [];
  const at = edits?.[0]?.range.start;
  if (uri !== undefined && at !== undefined) {
    const name = /^Declare `(\w+)`/.exec(action.title)?.[1] ?? "";
    await reveal(uri, at, name);
  }
}

/** Shows a document with the cursor in the line of an event, at or below `from`. */
async function reveal(uri: vscode.Uri, from: vscode.Position, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const offset = document.getText().indexOf(`${name}(`, document.offsetAt(from));
  const at = offset < 0 ? from : document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
