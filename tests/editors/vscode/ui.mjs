// The extension through the window: the packaged .vsix is installed into VS Code, and on a copy of the
// demonstration each thing that a user does is done with mouse and keys, and looked at in a screenshot.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { scenario } from "./scenario.mjs";
import { speedOn } from "./speed.mjs";
import { userOf } from "./window.mjs";
import { demo, fresh, needed, openBrowser, repository, startServer } from "./workbench.mjs";

const folder = fresh("ui");
const shots = fresh("screenshots");
const tree = join(folder, "demo");
// What VS Code itself would lay over the picture.
demo(tree, {
  "chat.disableAIFeatures": true,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
});

execFileSync(needed("EDITOR_NODE"), [
  join(needed("CODE_SERVER"), "lib/vscode/out/server-main.js"),
  ...["--server-data-dir", join(folder, "data"), "--extensions-dir", join(folder, "extensions")],
  ...["--accept-server-license-terms", "--install-extension", needed("VSIX")],
], { stdio: "inherit" });

const activations = join(folder, "activations");
const connections = join(folder, "connections");
const server = await startServer(
  folder,
  ["--disable-workspace-trust"],
  { TRACE_LINT_TEST_ACTIVATIONS: activations, TRACE_LINT_TEST_CONNECTIONS: connections },
  ["--require", join(repository, "tests/editors/vscode/probe.cjs")],
);
const { browser, page } = await openBrowser();
const outside = [];
// What the audit's page asks for, but for the frame that VS Code lays round it. VS Code's own window may
// ask for extensions and news.
page.on("request", (request) => {
  const isPage = !request.serviceWorker() && request.frame().name() === "active-frame";
  const { hostname, protocol } = new URL(request.url());
  if (isPage && /^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1") {
    outside.push(request.url());
  }
});

const user = userOf(page, shots);

/** What the log of the extension host says of errors of the extension. */
function readLogs() {
  const logs = join(folder, "data/data/logs");
  const paths = readdirSync(logs, { recursive: true }).map((path) => join(logs, path));
  const host = paths.filter((path) => path.endsWith("remoteexthost.log")).map((path) => readFileSync(path, "utf8"));
  // What comes after a window was closed is about that.
  const alive = host.map((log) => log.split("Extension host terminating")[0]);
  const errors = alive.flatMap((log) => log.split("\n")).filter((line) => /\[error\].*trace-lint/i.test(line));
  const ours = paths.filter((path) => /trace-lint[^/]*\.log$/.test(path)).map((path) => readFileSync(path, "utf8"));
  errors.push(...ours.flatMap((log) => log.split("\n")).filter((line) => line.includes("[error]")));
  return { errors, found: host.length > 0 };
}

let failed = 0;
let total = 0;
try {
  const begin = Date.now();
  await page.goto(`http://127.0.0.1:${server.port}/?folder=${tree}`);
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  console.log(`the window stands after ${Date.now() - begin} ms`);
  const all = {
    ...scenario(user, tree),
    "a QEMU tree": async () => {
      // The window of the demonstration would go on beside it.
      await page.goto("about:blank");
      await speedOn(server.port, needed("TRACE_LINT_QEMU_10_0"), activations, fresh("screenshots", "qemu"));
    },
  };
  total = Object.keys(all).length + 2;
  for (const [name, run] of Object.entries(all)) {
    const start = Date.now();
    try {
      await run();
      console.log(`ok   ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error.message}`);
      await user.shot("failed");
      await user.press("Escape", "Escape");
    }
  }
  const { errors, found } = readLogs();
  if (!found || errors.length > 0) {
    failed += 1;
    console.log(`FAIL no error in the log: ${found ? errors.join("\n") : "there is no log"}`);
  }
  outside.push(...(existsSync(connections) ? readFileSync(connections, "utf8").split("\n").filter(Boolean) : []));
  if (outside.length > 0) {
    failed += 1;
    console.log(`FAIL no request to other machines: ${outside.join("\n")}`);
  }
} finally {
  await browser.close();
  server.stop();
}
const passed = total - failed;
console.log(`screenshots in ${shots.slice(shots.indexOf("target/"))}\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
