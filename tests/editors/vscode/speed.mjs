// How quick the extension is on a whole QEMU tree, as its user sees it.
import { readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { until } from "./window.mjs";

/** In milliseconds. Machines that are busy with other things get more by TRACE_LINT_EDITORS_PATIENCE. */
const patience = Number(process.env.TRACE_LINT_EDITORS_PATIENCE ?? 1);
const limits = { squiggles: 1000 * patience, activation: 100 * patience };

/**
 * Opens a whole QEMU tree in several windows one after another: each has an extension host of its own.
 * `noted` is the file in which the probe notes what activation costs.
 */
export async function speedOn(user, port, root, noted) {
  const windows = [];
  for (let number = 0; number < 5; number++) {
    windows.push(await openTree(user, port, root));
  }
  const squiggles = median(windows.map((it) => it.squiggles));
  const activation = median(windows.map((it) => it.activation));
  const spent = readFileSync(noted, "utf8").trim().split("\n").map(Number).slice(-windows.length);
  const processor = median(spent);
  for (const it of windows) {
    console.log(`     squiggles ${it.squiggles} ms and counts ${it.counted} ms after the window is ready; activation ${it.activation} ms`);
  }
  console.log(`     medians: squiggles ${squiggles} ms, activation ${activation} ms; of these on the processor ${processor} ms (${spent.join(", ")})`);
  // On a machine that is busy with other things the clock tells of those.
  const isBusy = loadavg()[0] > availableParallelism() + 2;
  const isQuick = processor <= limits.activation && (activation <= limits.activation || isBusy);
  if (!(squiggles <= limits.squiggles && isQuick)) {
    throw new Error(`slower than ${JSON.stringify(limits)}`);
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

/** A window with a file of the tree open, which has a finding that is seen without scrolling. */
async function openTree(user, port, root) {
  const { page, shot, text } = user;
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({
    folder: root,
    payload: JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${join(root, "authz/trace-events")}`]]),
  })}`);
  // The window is ready when the file shows and extensions are let in.
  await until("the file", async () => (await text(".view-lines")).includes("# "), 60_000);
  await until("the status item", async () => /trace-lint|trace events/.test(await text(".statusbar")), 60_000);
  const ready = Date.now();
  await until("a squiggle", async () => (await page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").count()) > 0, 60_000);
  const squiggles = Date.now() - ready;
  await until("the count", async () => /[1-9]\d{3} trace events/.test(await text(".statusbar")), 60_000);
  const counted = Date.now() - ready;
  await shot("qemu");
  await page.mouse.move(600, 500);
  return { squiggles, counted, activation: await activation(user) };
}

/** How long activation took, as VS Code itself says: loading the code and the call, in milliseconds. */
async function activation({ page, command, shot }) {
  await command("Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "trace-lint" });
  await ours.first().waitFor();
  await shot("running-extensions");
  return Number(/Activation: (\d+)ms/.exec(await ours.first().innerText())?.[1] ?? NaN);
}
