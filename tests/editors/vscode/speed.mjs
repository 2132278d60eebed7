// How quick the extension is on a whole QEMU tree, as its user sees it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until, userOf } from "./window.mjs";
import { openBrowser } from "./workbench.mjs";

/** In milliseconds. */
const limits = { squiggles: 1000, activation: 100 };

/**
 * Opens a whole QEMU tree in several windows one after another, of a browser that has done nothing before: each
 * window has an extension host of its own. Screenshots go into the folder `shots`.
 * `noted` is the file in which the probe notes when and for how long it was activated.
 */
export async function speedOn(port, root, noted, shots) {
  const { browser, page } = await openBrowser();
  const user = userOf(page, shots);
  const windows = [];
  for (let number = 0; number < 5; number++) {
    const opened = await openTree(user, port, root);
    const [processor, begun] = readFileSync(noted, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
    windows.push({ ...opened, processor, begins: begun - opened.shown, squiggles: opened.squiggles - begun });
  }
  await browser.close();
  for (const it of windows) {
    console.log(
      `     squiggles ${it.squiggles} ms after VS Code begins to load us, which is ${it.begins} ms after the file; ` +
        `activation ${it.activation} ms, of these on the processor ${it.processor} ms`,
    );
  }
  // The least is what the work takes; what is above that is what else the machine did, VS Code's own start first.
  // A clock that is watched on a busy machine only tells of what has become much slower.
  for (const [name, limit] of Object.entries(limits)) {
    const least = Math.min(...windows.map((it) => it[name]));
    console.log(`     ${name}: ${least} ms at the least, where ${limit} ms are meant`);
    if (!(least <= 3 * limit)) {
      throw new Error(`${name}: more than ${3 * limit} ms in each window`);
    }
  }
}

/**
 * A window with a file of the tree open, which has a finding that is seen without scrolling. Gives when the file
 * showed and when the finding, by the clock, and how long activation took.
 */
async function openTree(user, port, root) {
  const { page, shot, text } = user;
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({
    folder: root,
    payload: JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${join(root, "authz/trace-events")}`]]),
  })}`);
  await until("the file", async () => (await text(".view-lines")).includes("# "), 60_000);
  const shown = Date.now();
  await page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first().waitFor({ timeout: 60_000 });
  const squiggles = Date.now();
  await until("the count", async () => /[1-9]\d{3} trace events/.test(await text(".statusbar")), 60_000);
  await shot("qemu");
  await page.mouse.move(600, 500);
  return { shown, squiggles, activation: await activation(user) };
}

/** How long activation took, as VS Code itself says: loading the code and the call, in milliseconds. */
async function activation({ page, command, shot }) {
  await command("Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "trace-lint" });
  await ours.first().waitFor();
  await shot("running-extensions");
  return Number(/Activation: (\d+)ms/.exec(await ours.first().innerText())?.[1] ?? NaN);
}
