// Completion of calls, as VS Code wants it: it asks at the first letter of a word, and asks again only who
// has offered something then. The server offers nothing before `trace_`, and nothing for a text that has
// changed meanwhile; so that it is asked again, something is offered in its stead.

import * as vscode from "vscode";

type Found = vscode.CompletionItem[] | vscode.CompletionList | null | undefined;

/** What the server offers, or what has VS Code ask again at the next letter. */
export function askedAgain(document: vscode.TextDocument, position: vscode.Position, found: Found): Found {
  const items = Array.isArray(found) ? found : (found?.items ?? []);
  if (items.length > 0 || document.languageId === "trace-events") {
    return found;
  }
  const word = /[A-Za-z_]\w*$/.exec(document.lineAt(position).text.slice(0, position.character))?.[0] ?? "";
  const stub = ["trace_", "TRACE_"].find((prefix) => word !== "" && prefix.startsWith(word));
  const isOvertaken = (found === null || found === undefined) && /^(trace|TRACE)_/.test(word);
  if (stub === undefined && !isOvertaken) {
    return found;
  }
  const item = new vscode.CompletionItem(stub ?? word, vscode.CompletionItemKind.Text);
  item.detail = "trace events";
  item.sortText = "\uffff";
  item.command = { command: "editor.action.triggerSuggest", title: "Show trace events" };
  return new vscode.CompletionList([item], true);
}
