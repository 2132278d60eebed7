// "New Trace Event…": asks for the file, the name and the arguments, and writes the line. The format is
// the server's own proposal.

import { dirname, relative } from "node:path";
import * as vscode from "vscode";

/** Guides through a new event. `target` is a trace-events file, where the user has chosen one. */
export async function newEvent(target: vscode.Uri | undefined): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : await chooseFile();
  if (uri === undefined) {
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const declared = new Set(document.getText().match(/^.*?\w+(?=\s*\()/gm)?.map((head) => head.replace(/^.*\W/, "")));
  const name = await vscode.window.showInputBox({
    title: "New trace event (1 of 2): its name",
    prompt: "The device or subsystem, then what happens. The call will be trace_NAME().",
    placeHolder: "ferrite_uart_read",
    ignoreFocusOut: true,
    validateInput: (text) => problemOfName(text, declared),
  });
  if (name === undefined) {
    return;
  }
  const parameters = await vscode.window.showInputBox({
    title: `New trace event (2 of 2): the arguments of ${name}`,
    prompt: "As in a C prototype. Types: integers of C and stdint.h, size_t, bool, char *, void *.",
    placeHolder: "uint64_t addr, uint8_t value",
    value: "void",
    ignoreFocusOut: true,
    validateInput: problemOfArguments,
  });
  if (parameters === undefined) {
    return;
  }
  await insert(document, name, parameters.trim() || "void");
}

/** What is wrong with a name, if anything is. */
export function problemOfName(text: string, declared: ReadonlySet<string>): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(text)) {
    return "A name in C: letters, digits and _, without the prefix trace_.";
  }
  if (/^trace_/i.test(text)) {
    return "Without trace_: the call has that prefix by itself.";
  }
  return declared.has(text) ? "This file declares that name already." : undefined;
}

/** What is wrong with arguments, if anything is. */
export function problemOfArguments(text: string): string | undefined {
  if (/[^\w\s,*]/.test(text)) {
    return "Only types, names, commas and *.";
  }
  const parts = text.trim() === "" ? [] : text.split(",");
  const wrong = parts.find((part) => !/^\s*(void|\w+[\s*][\w\s*]*\w)\s*$/.test(part));
  return wrong === undefined ? undefined : `\`${wrong.trim()}\` is not a type and a name.`;
}

/** The trace-events file: the one that is open, or one of the workspace, the nearest first. */
async function chooseFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === "trace-events") {
    return active.uri;
  }
  const found = await vscode.workspace.findFiles("**/trace-events");
  const here = active === undefined ? undefined : dirname(active.uri.fsPath);
  const steps = (uri: vscode.Uri): number =>
    here === undefined ? 0 : relative(here, dirname(uri.fsPath)).split(/[\\/]/).filter(Boolean).length;
  const items = found
    .sort((one, other) => steps(one) - steps(other) || one.fsPath.localeCompare(other.fsPath))
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const choice = await vscode.window.showQuickPick(items, { title: "New trace event: in which file?" });
  return choice?.uri;
}

/** Writes the line under the cursor's, or at the end, with the format that the server proposes. */
async function insert(document: vscode.TextDocument, name: string, parameters: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const last = document.lineCount - 1;
  const cursor = editor.selection.active.line;
  const line = cursor === 0 || document.lineAt(cursor).isEmptyOrWhitespace ? last : cursor;
  const end = document.lineAt(line).range.end;
  const head = `${name}(${parameters})`;
  const isEmpty = document.lineAt(line).isEmptyOrWhitespace;
  const written = await editor.edit((edit) => edit.insert(end, isEmpty ? `${head}\n` : `\n${head}`));
  if (!written) {
    return;
  }
  const at = document.lineAt(isEmpty ? line : line + 1).range.end;
  const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    at,
  );
  const proposed = list?.items.find((item) => item.detail === "every argument")?.insertText;
  const format = typeof proposed === "string" ? proposed : ' ""';
  await editor.edit((edit) => edit.insert(at, format));
  const after = document.lineAt(at.line).range.end;
  editor.selection = new vscode.Selection(after, after);
  editor.revealRange(new vscode.Range(after, after));
}
