// The one server of a window. `restart` is the only way to start it; calls queue up, and those that wait
// are one. A server that ends by itself is started again, until it does so too often.

import * as vscode from "vscode";
import type { Connection } from "./client";
import { MissingProgram, type Program, findProgram } from "./programs";
import { type Status, statusMethod } from "./protocol";

/** What the user sees of the server. */
export type Condition =
  | { kind: "starting" }
  | { kind: "running"; program: Program; version: string; status: Status | undefined }
  | { kind: "failed"; message: string };

/** So many crashes within so many milliseconds are a loop. */
const crashes = { limit: 4, within: 180_000 };

/** How long a server may take to say goodbye, in milliseconds. */
const patience = 2_000;

export class Session implements vscode.Disposable {
  private connection: Connection | undefined;
  private current: Condition = { kind: "starting" };
  private work: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | undefined;
  private crashed: number[] = [];
  private isDisposed = false;
  private readonly changed = new vscode.EventEmitter<Condition>();
  /** Fires when what the user sees has changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  /** What the user sees now. */
  get condition(): Condition {
    return this.current;
  }

  /** The client, when its server runs. */
  get client() {
    const client = this.connection?.client;
    return client?.isRunning() ? client : undefined;
  }

  /** The server's process id. */
  get processId(): number | undefined {
    return this.connection?.process()?.pid;
  }

  /** Ends the server, if one runs, and starts it. The user's wish forgets earlier crashes. */
  restart(): Promise<void> {
    this.crashed = [];
    return this.queue();
  }

  /** Ends the server for good. */
  async dispose(): Promise<void> {
    this.isDisposed = true;
    await this.work;
    await this.stop();
    this.changed.dispose();
  }

  private queue(): Promise<void> {
    this.waiting ??= this.work = this.work.then(async () => {
      this.waiting = undefined;
      if (!this.isDisposed) {
        await this.stop();
        await this.start();
      }
    });
    return this.waiting;
  }

  private show(condition: Condition): void {
    this.current = condition;
    if (!this.isDisposed) {
      this.changed.fire(condition);
    }
  }

  private async start(): Promise<void> {
    this.show({ kind: "starting" });
    try {
      const program = findProgram(this.context, "trace-lsp");
      this.output.info(`starting ${program.path} (${program.origin})`);
      // Loaded when the window no longer waits for us.
      const { connect } = await import("./client");
      const connection = connect(program.path, this.output, () => this.ended(connection));
      this.connection = connection;
      const { client } = connection;
      let status: Status | undefined;
      let version = "";
      client.onNotification(statusMethod, (told: Status) => {
        status = told;
        if (version !== "" && this.connection === connection) {
          this.show({ kind: "running", program, version, status });
        }
      });
      await client.start();
      version = client.initializeResult?.serverInfo?.version ?? "unknown";
      this.show({ kind: "running", program, version, status });
      this.compare(version, program);
    } catch (error) {
      this.fail(error);
    }
  }

  private async stop(): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    if (connection === undefined) {
      return;
    }
    try {
      await connection.client.dispose(patience);
    } catch (error) {
      this.output.debug(`the server did not end by itself: ${String(error)}`);
    }
    connection.process()?.kill("SIGKILL");
  }

  /** The server has ended, and nobody asked it to. */
  private ended(connection: Connection): void {
    if (this.connection !== connection || this.isDisposed) {
      return;
    }
    const now = Date.now();
    this.crashed = [...this.crashed.filter((time) => now - time < crashes.within), now];
    this.output.error(`the server has stopped (${this.crashed.length} of ${crashes.limit} times)`);
    if (this.crashed.length < crashes.limit) {
      void this.queue();
      return;
    }
    this.fail(new Error(`The trace-lint server has stopped ${this.crashed.length} times and is not started again.`));
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.output.error(message);
    this.show({ kind: "failed", message });
    const setting = error instanceof MissingProgram ? error.setting : undefined;
    const choices = setting === undefined ? ["Restart", "Show Output"] : ["Open Settings", "Restart"];
    void vscode.window.showErrorMessage(message, ...choices).then(async (choice) => {
      if (choice === "Restart") {
        await this.restart();
      } else if (choice === "Show Output") {
        this.output.show();
      } else if (choice === "Open Settings") {
        await vscode.commands.executeCommand("workbench.action.openSettings", `traceLint.${setting}`);
      }
    });
  }

  /** A server of another release may know other settings and commands. */
  private compare(version: string, program: Program): void {
    const ours = String(this.context.extension.packageJSON.version);
    const release = (text: string): string => text.split(".").slice(0, 2).join(".");
    if (release(version) !== release(ours)) {
      void vscode.window.showWarningMessage(
        `The trace-lint extension is version ${ours}, and the server ${program.path} is version ${version}. ` +
          "Install the same version of both.",
      );
    }
  }
}
