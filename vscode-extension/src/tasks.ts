// Tasks of type `trace-lint`: the program's `check` over a folder, its findings matched as problems.

import * as vscode from "vscode";
import { findProgram } from "./programs";
import { options } from "./settings";

/** Offers one task a folder, and completes those of tasks.json. */
export function provideTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const task = (folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition): vscode.Task => {
    const program = findProgram(context, "trace-lint").path;
    const paths = (definition["paths"] as string[] | undefined) ?? ["."];
    const parameters = [String(definition["command"]), "--output-format", "short", ...options(), ...paths];
    const execution = new vscode.ProcessExecution(program, parameters, { cwd: folder.uri.fsPath });
    const made = new vscode.Task(definition, folder, "check", "trace-lint", execution, "$trace-lint");
    made.group = vscode.TaskGroup.Test;
    return made;
  };
  return vscode.tasks.registerTaskProvider("trace-lint", {
    provideTasks: () => {
      try {
        return (vscode.workspace.workspaceFolders ?? []).map((folder) =>
          task(folder, { type: "trace-lint", command: "check" }),
        );
      } catch {
        // Without the program there are no tasks; who runs one of tasks.json is told why.
        return [];
      }
    },
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder === undefined ? undefined : task(folder, definition);
    },
  });
}
