// The settings that say what is found: those of a file trace-lint.toml, in camel case, with one meaning for
// the server, the audit and the tasks.

import * as vscode from "vscode";

/** The keys of a configuration file, and the settings that stand for them. */
const keys = {
  select: "select",
  "extend-select": "extendSelect",
  ignore: "ignore",
  severity: "severity",
  backends: "backends",
  hosts: "hosts",
  "qemu-version": "qemuVersion",
  exclude: "exclude",
  "per-file": "perFile",
} as const;

/** The settings, as the server wants to know them. */
export function section(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("traceLint");
  return Object.fromEntries(Object.values(keys).map((name) => [name, settings.get(name)]));
}

/** The settings, as options of the program. */
export function options(): string[] {
  const settings = vscode.workspace.getConfiguration("traceLint");
  return Object.entries(keys).flatMap(([key, name]) => {
    const value = settings.get<unknown>(name);
    return saysNothing(value) ? [] : ["--config", `${key} = ${toml(value)}`];
  });
}

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || Object.keys(Object(value)).length === 0;
}

/** A value in the notation of a configuration file. */
export function toml(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(toml).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, it]) => `${JSON.stringify(kebab(key))} = ${toml(it)}`);
    return `{ ${entries.join(", ")} }`;
  }
  // What JSON escapes in a string, TOML escapes likewise, but for one character.
  return JSON.stringify(value).replaceAll("\u007f", "\\u007f");
}

/** Of the keys in tables one is in camel case; rules have names and codes of their own. */
function kebab(key: string): string {
  return key === "extendSelect" ? "extend-select" : key;
}
