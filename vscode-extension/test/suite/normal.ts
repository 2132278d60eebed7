// The extension as it is installed: its commands, settings, restarts and crashes.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kill } from "node:process";
import * as vscode from "vscode";
import { secured } from "../../src/audit";
import { askedAgain } from "../../src/completion";
import { problemOfArguments, problemOfName } from "../../src/newEvent";
import { options, toml } from "../../src/settings";
import { presented } from "../../src/status";
import { codes, open, ready, session, set, until } from "./support";

const run = vscode.commands.executeCommand;
const demo = "hw/block/trace-events";
const found = ["TL004", "TL301", "TL501"];
const here = () => {
  const editor = vscode.window.activeTextEditor;
  return `${vscode.workspace.asRelativePath(editor?.document.uri ?? "")}:${(editor?.selection.active.line ?? -1) + 1}`;
};

export function suite(): void {
  it("starts by itself, from the program inside, in the version of the extension", async () => {
    const condition = await ready(await session());
    assert.equal(condition.program.origin, "extension");
    assert.equal(condition.version, vscode.extensions.getExtension("trace-lint.trace-lint")?.packageJSON.version);
    const [tree] = condition.status?.trees ?? [];
    assert.deepEqual([tree?.events, tree?.files], [51, 6]);
    const { text, isError } = presented(condition);
    const reading = { root: null, state: "reading", version: null, files: 0, events: 0, sources: 0 } as const;
    assert.equal(presented({ ...condition, status: { trees: [reading] } }).text, "$(loading~spin) trace-lint");
    assert.deepEqual([text, isError], ["$(check) 51 trace events", false]);
  });

  it("registers every command that it declares", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const { commands } = vscode.extensions.getExtension("trace-lint.trace-lint")?.packageJSON.contributes;
    assert.ok(commands.length >= 11);
    for (const { command } of commands) {
      assert.ok(known.has(command), command);
    }
  });

  it("knows its languages", async () => {
    const check = async (path: string, language: string) =>
      assert.equal((await open(path)).document.languageId, language, path);
    await check(demo, "trace-events");
    await check("../some.trace-list", "trace-event-list");
    await check("../marked", "trace-event-list");
    await check("../trace-events-all", "trace-events");
    await check("hw/net/osprey_ring.c.inc", "c");
  });

  it("shows findings, and follows the settings", async () => {
    await open(demo);
    await until("the findings", () => codes(demo).join() === found.join());
    await set("ignore", ["TL301"]);
    await until("fewer findings", () => codes(demo).join() === "TL004,TL501");
    assert.deepEqual(options(), ["--config", 'ignore = ["TL301"]']);
    await set("select", ["TL301", "TL501"]);
    await until("one finding", () => codes(demo).join() === "TL501");
    await set("select", undefined);
    await set("ignore", undefined);
    await until("the findings again", () => codes(demo).join() === found.join());
  });

  it("shows what tracetool writes for an event as a document that follows it", async () => {
    const { document } = await open(demo, "heron_flash_reset(");
    const at = vscode.window.activeTextEditor?.selection ?? new vscode.Range(0, 0, 0, 0);
    const title = "Show what tracetool writes for `heron_flash_reset`";
    const action = await until("the action", async () => {
      const actions = await run<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, at);
      return actions.find((it) => it.title === title);
    });
    assert.ok(action.command !== undefined);
    await run(action.command.command, ...(action.command.arguments ?? []));
    const shown = await until("the document", () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.scheme === "trace-lint" && editor.document;
    });
    assert.equal(shown.uri.toString(), "trace-lint:expand/heron_flash_reset");
    assert.ok(shown.getText().includes("heron_flash_reset by log"), shown.getText());
    const edit = new vscode.WorkspaceEdit();
    const label = document.getText().indexOf("chip=%p");
    edit.replace(document.uri, new vscode.Range(document.positionAt(label), document.positionAt(label + 4)), "silicon");
    await vscode.workspace.applyEdit(edit);
    await until("the new format", () => shown.getText().includes("silicon=%p"));
    await run("workbench.action.closeActiveEditor");
    await vscode.window.showTextDocument(document);
    await run("workbench.action.files.revert");
  });

  it("shows no old finding of a file that is opened again", async () => {
    await open(demo);
    await until("the findings", () => codes(demo).join() === found.join());
    await run("workbench.action.closeAllEditors");
    await open(demo);
    await until("the findings again", () => codes(demo).join() === found.join());
  });

  it("checks an analysis script", async () => {
    await open("scripts.py");
    await until("its finding", () => codes("scripts.py").includes("TL940"));
  });

  it("follows each setting of a configuration file, and gives it to the program", async () => {
    const { document } = await open(demo);
    const weights = () => vscode.languages.getDiagnostics(document.uri).map(({ severity }) => severity);
    const check = async (name: string, value: unknown, option: string, look: () => boolean) => {
      await set(name, value);
      await until(`${name} holds`, look);
      assert.deepEqual(options(), ["--config", option]);
      await set(name, undefined);
      await until(`${name} holds no more`, () => codes(demo).join() === found.join());
    };
    const has = (code: string) => codes(demo).includes(code);
    await check("severity", { TL301: "info" }, 'severity = { "TL301" = "info" }', () =>
      weights().includes(vscode.DiagnosticSeverity.Information));
    await check("exclude", ["/hw/block/"], 'exclude = ["/hw/block/"]', () => codes(demo).length === 0);
    const perFile = [{ paths: ["hw/block/"], ignore: ["TL301"] }];
    await check("perFile", perFile, 'per-file = [{ "paths" = ["hw/block/"], "ignore" = ["TL301"] }]', () => !has("TL301"));
    await check("extendSelect", ["all"], 'extend-select = ["all"]', () => codes(demo).length >= found.length);
    await check("hosts", ["linux-64"], 'hosts = ["linux-64"]', () => has("TL301"));
    await check("qemuVersion", "7.2", 'qemu-version = "7.2"', () => has("TL301"));
    assert.equal(toml([{ extendSelect: ["a"], severity: { b: 'c"\n' } }]), String.raw`[{ "extend-select" = ["a"], "severity" = { "b" = "c\"\n" } }]`);
  });

  it("has a setting for each key of a configuration file, and offers its schema", async () => {
    const { contributes } = vscode.extensions.getExtension("trace-lint.trace-lint")?.packageJSON;
    const [{ fileMatch, url }] = contributes.tomlValidation;
    assert.deepEqual(fileMatch, ["trace-lint.toml", ".trace-lint.toml"]);
    const path = `docs/${/[^/]+$/.exec(url)?.[0]}`;
    const schema = JSON.parse(readFileSync(join(process.env["TRACE_LINT_TEST_ROOT"] ?? "", path), "utf8"));
    const camel = (key: string) => key.replace(/-./g, (part) => part.slice(1).toUpperCase());
    // What is an event list is known before anybody asks for settings: only a file can say it.
    for (const key of Object.keys(schema.properties).filter((key) => key !== "event-lists")) {
      assert.ok(`traceLint.${camel(key)}` in contributes.configuration.properties, key);
    }
    const { properties } = contributes.configuration;
    assert.deepEqual(properties["traceLint.hosts"].items.enum, schema.$defs.HostName.enum);
    assert.deepEqual(properties["traceLint.backends"].items.enum, schema.$defs.BackendName.enum);
  });

  it("jumps to a call and back", async () => {
    await open(demo, "heron_flash_reset(");
    await run("traceLint.goToCallSite");
    await until("the call", () => here().startsWith("hw/block/heron_flash.c:"));
    const call = here();
    await run("traceLint.goToDeclaration");
    await until("the event", () => here() === `${demo}:4`);
    assert.notEqual(call, here());
  });

  it("peeks call sites from the command and from a lens", async () => {
    const { document } = await open(demo, "heron_flash_reset(");
    await run("traceLint.showCallSites");
    await run("closeReferenceSearch");
    const lenses = await until("lenses", async () => {
      const all = await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 9);
      return all.length >= 5 && all;
    });
    const command = lenses[0]?.command;
    assert.deepEqual([command?.title, command?.command], ["1 call site", "traceLint.showReferences"]);
    await run(command?.command ?? "", ...(command?.arguments ?? []));
    await run("closeReferenceSearch");
    await set("codeLens", false);
    assert.deepEqual(await run("vscode.executeCodeLensProvider", document.uri), []);
    await set("codeLens", undefined);
  });

  it("declares the event that is called under the cursor", async () => {
    const { document } = await open("hw/block/heron_flash.c", "trace_heron_flash_reset(");
    const edit = new vscode.WorkspaceEdit();
    const line = document.lineAt(vscode.window.activeTextEditor?.selection.active.line ?? 0);
    edit.insert(document.uri, line.range.end, "\n    trace_heron_flash_blink(3);");
    await vscode.workspace.applyEdit(edit);
    await open("hw/block/heron_flash.c", "trace_heron_flash_blink(");
    await until("the finding", () => codes("hw/block/heron_flash.c").filter((code) => code === "TL701").length === 1);
    await run("traceLint.addDeclaration");
    await until("the declaration", () => here().startsWith(`${demo}:`));
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^heron_flash_blink\(int \w+\) "/m);
    await vscode.workspace.saveAll();
  });

  it("fixes all that is sure, and formats", async () => {
    const { document } = await open("util/trace-events", "pacer_tick");
    await until("the findings", () => codes("util/trace-events").length >= 2);
    await run("traceLint.fixAll");
    await until("the fix", () => document.getText().includes('"name=%s ticks=%" PRIu64'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(3).range, 'pacer_start(const char *name,int64_t period_ns)   "name=%s period_ns=%" PRId64');
    await vscode.workspace.applyEdit(edit);
    await run("traceLint.format");
    await until("the format", () => document.lineAt(3).text.includes('name, int64_t period_ns) "'));
    await run("workbench.action.files.revert");
  });

  it("has VS Code ask again while the prefix of a call is typed", async () => {
    const check = async (text: string, found: null | vscode.CompletionItem[], expected: string | undefined) => {
      const document = await vscode.workspace.openTextDocument({ language: "c", content: text });
      const list = askedAgain(document, new vscode.Position(0, text.length), found);
      const stub = list instanceof vscode.CompletionList && list.isIncomplete ? list.items[0]?.label : undefined;
      assert.equal(stub, expected, text);
    };
    await check("  t", [], "trace_");
    await check("x = TRA", [], "TRACE_");
    await check("trace_he", null, "trace_he");
    await check("trace_he", [], undefined);
    await check("other", null, undefined);
    await check("", null, undefined);
    await check("tra", [new vscode.CompletionItem("trace_a")], undefined);
  });

  it("checks what is typed into the form of a new event", () => {
    const names = new Set(["taken"]);
    for (const [text, isRight] of [["a_b", true], ["taken", false], ["trace_a", false], ["1a", false], ["", false]] as const) {
      assert.equal(problemOfName(text, names) === undefined, isRight, text);
    }
    for (const [text, isRight] of [
      ["void", true], ["", true], ["int a", true], ["const char *s, uint64_t x", true], ["char *", false],
      ["int", false], ["int a,", false], ["int a[3]", false],
    ] as const) {
      assert.equal(problemOfArguments(text) === undefined, isRight, text);
    }
  });

  it("lets the audit's page do nothing but what it is for", () => {
    const page = "<head>\n<style>\na\n</style>\n</head>\n<body>$&\n<script>\nb\n</script>\n</body>\n</html>\n";
    const text = secured(page, "N");
    assert.match(text, /default-src 'none'; style-src 'nonce-N'; script-src 'nonce-N'/);
    assert.equal(text.match(/<(style|script) nonce="N">/g)?.length, 4);
    assert.ok(!/<(style|script)>/.test(text));
    assert.ok(text.includes("<body>$&"));
  });

  it("opens the audit", async () => {
    await run("traceLint.auditWorkspace");
    const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await until("the page", () => label() === "Trace Events Audit");
    await run("workbench.action.closeActiveEditor");
  });

  it("offers the task", async () => {
    const [task] = await vscode.tasks.fetchTasks({ type: "trace-lint" });
    assert.deepEqual(task?.problemMatchers, ["$trace-lint"]);
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess((event) => {
        listener.dispose();
        resolve(event.exitCode);
      });
    });
    await vscode.tasks.executeTask(task as vscode.Task);
    assert.equal(await ended, 1);
    await until("a matched problem in a closed file", () => codes("ui/keymap.c").length > 0);
  });

  it("restarts once for many wishes", async () => {
    const it = await session();
    await ready(it);
    const before = it.processId;
    let starts = 0;
    const listener = it.onDidChange(({ kind }) => (starts += Number(kind === "starting")));
    await Promise.all([run("traceLint.restart"), run("traceLint.restart"), run("traceLint.restart")]);
    listener.dispose();
    await ready(it);
    assert.ok(starts <= 2, String(starts));
    assert.notEqual(it.processId, before);
    assert.throws(() => kill(before ?? 0, 0), "the old server is gone");
    await open(demo);
    await until("the findings", () => codes(demo).includes("TL301"));
  });

  it("starts a server again that crashes, and stops when it crashes in a loop; a click recovers", async () => {
    const it = await session();
    for (let crash = 1; crash < 4; crash++) {
      const { processId } = await ready(it).then(() => it);
      kill(processId ?? 0, "SIGKILL");
      await until("another server", () => it.condition.kind === "running" && it.processId !== processId);
    }
    await ready(it);
    kill(it.processId ?? 0, "SIGKILL");
    const failed = await until("the failure", () => it.condition.kind === "failed" && it.condition);
    const shown = presented(failed);
    assert.deepEqual([shown.text, shown.command, shown.isError], ["$(error) trace-lint", "traceLint.restart", true]);
    await run(shown.command);
    await ready(it);
    await until("the findings", () => codes(demo).includes("TL301"));
  });

  it("says what to do about a server that is not there", async () => {
    const it = await session();
    await set("server.path", "/nowhere/trace-lsp");
    const failed = await until("the failure", () => it.condition.kind === "failed" && it.condition);
    assert.match(failed.message, /setting traceLint\.server\.path names \/nowhere\/trace-lsp, which is not a program/);
    await set("server.path", "relative/trace-lsp");
    await until("another failure", () => it.condition.kind === "failed" && /absolute path/.test(it.condition.message));
    await set("server.path", undefined);
    await ready(it);
  });

  it("recovers from a program that is no server", async () => {
    const it = await session();
    await set("server.path", "/bin/true");
    await until("the failure", () => it.condition.kind === "failed");
    await set("server.path", undefined);
    await ready(it);
  });
}
