// The language client of one server process. It knows nothing of restarts: those are session.ts's.

import { type ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import { askedAgain } from "./completion";
import { showReferences } from "./protocol";
import { section } from "./settings";

/**
 * The documents that the server is told of. It answers in those of a QEMU tree alone, but for event lists. In shell
 * scripts, JSON and documentation it looks for commands that name events; elsewhere it has nothing to say of them.
 */
const languages = [
  ...["trace-events", "trace-event-list", "c", "cpp", "objective-c", "objective-cpp", "rust", "python"],
  ...["shellscript", "json", "restructuredtext", "markdown"],
];
const selector = languages.map((language) => ({ scheme: "file", language }));
// Without an extension for their languages these are plain text.
const patterns = ["**/*.rs", "**/meson.build", "**/*.stp", "**/*.bt", "**/*.hx", "**/*.rst"].map((pattern) => ({
  scheme: "file",
  pattern,
}));

/** A client and its process. */
export interface Connection {
  client: LanguageClient;
  process: () => ChildProcess | undefined;
}

/** Makes a client that runs the server at `path`; `closed` is called when the server ends by itself. */
export function connect(path: string, output: vscode.LogOutputChannel, closed: () => void): Connection {
  let child: ChildProcess | undefined;
  const settings = vscode.workspace.getConfiguration("traceLint");
  const level = settings.get<string>("server.log", "warn");
  const run = async (): Promise<ChildProcess> => {
    child = spawn(path, ["--stdio", "--log", level], { stdio: "pipe", shell: false });
    return child;
  };
  const options: LanguageClientOptions = {
    documentSelector: [...selector, ...patterns],
    outputChannel: output,
    traceOutputChannel: output,
    initializationOptions: {
      traceLint: section(),
      statusNotifications: true,
    },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        closed();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      provideCompletionItem: async (document, position, context, token, next) =>
        askedAgain(document, position, await next(document, position, context, token)),
      // What is not the server's carries no data for it.
      resolveCompletionItem: (item, token, next) =>
        (item as { data?: unknown }).data === undefined ? item : next(item, token),
      provideCodeLenses: async (document, token, next) =>
        vscode.workspace.getConfiguration("traceLint").get<boolean>("codeLens", true)
          ? next(document, token)
          : [],
    },
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient("traceLint", "trace-lint", run, options);
  client.registerFeature(knowsCommands);
  return { client, process: () => child };
}

/** Tells the server which of our commands its lenses may name. */
const knowsCommands: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, commands: { commands: [showReferences] } };
  },
  initialize: () => {},
  getState: () => ({ kind: "static" }),
  clear: () => {},
};
