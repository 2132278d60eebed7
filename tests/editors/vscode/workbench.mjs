// VS Code's own server and a browser in front of it: what both kinds of tests here stand on.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const work = join(repository, "target/editors/vscode");

/** What the shell runner has found or installed. */
export function needed(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: start these tests by tests/editors/vscode/run`);
  }
  return value;
}

/** An empty folder below the work folder. */
export function fresh(...parts) {
  const folder = join(work, ...parts);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A copy of the demonstration with settings of its own. */
export function demo(folder, settings) {
  cpSync(join(repository, "corpus/demo"), folder, { recursive: true });
  mkdirSync(join(folder, ".vscode"));
  writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
}

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Starts VS Code's server; gives its port and what ends it. */
export async function startServer(folder, parameters, environment = {}, nodeOptions = []) {
  const port = await freePort();
  const child = spawn(
    needed("EDITOR_NODE"),
    [
      ...nodeOptions,
      join(needed("CODE_SERVER"), "lib/vscode/out/server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      ...["--server-data-dir", join(folder, "data"), "--extensions-dir", join(folder, "extensions")],
      ...parameters,
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } },
  );
  let said = "";
  const ready = new Promise((isReady, failed) => {
    const listen = (data) => {
      said += data;
      if (said.includes(`listening on ${port}`)) {
        isReady();
      }
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("exit", (code) => failed(new Error(`the server of VS Code ended with ${code}:\n${said}`)));
    setTimeout(() => failed(new Error(`the server of VS Code did not start:\n${said}`)), 60_000).unref();
  });
  await ready;
  return { port, stop: () => child.kill("SIGTERM"), said: () => said };
}

/** Starts the browser with a page of the size of a small screen. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: needed("CHROMIUM"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  return { browser, page };
}
