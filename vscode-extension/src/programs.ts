// Finds the programs: what the user has set, else the one inside the extension, else the one in PATH.
// A program that the user has set and that is not there is an error, never a reason to take another.

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { env, platform } from "node:process";
import { homedir } from "node:os";
import * as vscode from "vscode";

/** Where a program was found. */
export type Origin = "setting" | "extension" | "PATH";

/** A program that can be run. */
export interface Program {
  path: string;
  origin: Origin;
}

/** Why no program can be run, in words for the user. */
export class MissingProgram extends Error {
  constructor(
    message: string,
    /** The setting that names the program. */
    readonly setting: string,
  ) {
    super(message);
  }
}

const settings = { "trace-lsp": "server.path", "trace-lint": "program.path" } as const;

/** Finds one of the two programs. */
export function findProgram(context: vscode.ExtensionContext, name: keyof typeof settings): Program {
  const setting = settings[name];
  const file = platform === "win32" ? `${name}.exe` : name;
  const set = vscode.workspace.getConfiguration("traceLint").get<string>(setting, "").trim();
  if (set !== "") {
    const path = set.replace(/^~(?=[/\\])/, homedir());
    if (isAbsolute(path) && isProgram(path)) {
      return { path, origin: "setting" };
    }
    throw new MissingProgram(
      `The setting traceLint.${setting} names ${set}, which is not ${isAbsolute(path) ? "a program" : "an absolute path"}. ` +
        "Correct it, or empty it to use the program of the extension.",
      setting,
    );
  }
  const bundled = context.asAbsolutePath(join("server", file));
  if (isProgram(bundled)) {
    return { path: bundled, origin: "extension" };
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  const found = folders.map((folder) => join(folder, file)).find(isProgram);
  if (found !== undefined) {
    return { path: found, origin: "PATH" };
  }
  throw new MissingProgram(
    `${name} is neither in this build of the extension nor in PATH. Install the extension's package for ` +
      `your platform, put ${name} in PATH, or name it in the setting traceLint.${setting}.`,
    setting,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
