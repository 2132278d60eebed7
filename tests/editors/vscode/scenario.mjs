// What a user does with the extension on a copy of the demonstration: each step with mouse and keys, and
// looked at in a screenshot.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pause, until } from "./window.mjs";

/** The steps by their names; each begins where the one before it ends. `tree` is the folder that is open. */
export function scenario({ page, shot, text, shows, showsTab, press, open, command }, tree) {
  const onDisk = (path) => readFileSync(join(tree, path), "utf8");
  return {
    "the status bar knows the tree": async () => {
      await shows("the count", ".statusbar", "51 trace events", 60_000);
      await shot("status");
    },
    "squiggles and problems": async () => {
      await open("hw/block/trace-events", 8, 77);
      await until("squiggles", async () => (await page.locator(".squiggly-error, .squiggly-warning").count()) >= 3);
      await press("Control+Shift+m");
      await shows("the problems", ".markers-panel", "`%x` wants argument 3, and the event has 2");
      await shot("problems");
      await press("Control+Shift+m");
    },
    "a hover": async () => {
      await open("hw/block/trace-events", 6, 5);
      await press("Control+k", "Control+i");
      await shows("the hover", ".monaco-hover", "heron_flash_erase");
      await shot("hover");
      await press("Escape");
    },
    "a jump to the call and back": async () => {
      await open("hw/block/trace-events", 4, 5);
      await press("Control+Alt+.");
      await showsTab("heron_flash.c");
      await shows("the call", ".view-lines", "trace_heron_flash_reset(");
      await shot("call-site");
      await press("Control+Alt+.");
      await showsTab("trace-events");
      await until("the line", async () => (await text(".statusbar")).includes("Ln 4,"));
      await shot("declaration");
    },
    "call sites peeked from the lens": async () => {
      await open("hw/net/trace-events", 12, 5);
      const lens = page.locator(".codelens-decoration a", { hasText: /\d+ call sites?/ }).first();
      await lens.click();
      await shows("the peek", ".peekview-widget", "trace_osprey");
      await shot("peek");
      await press("Escape");
    },
    "a conversion completed": async () => {
      await open("util/trace-events", 15, 1);
      await page.keyboard.type("ringlog_trim(uint64_t bytes");
      await press("End");
      await page.keyboard.type(' "bytes=%');
      await press("Control+Space");
      await shows("the conversions", ".suggest-widget", "PRIu64");
      await shot("completion-conversion");
      await press("Escape", "Escape");
      await press("Control+z");
      await command("Revert File");
    },
    "a call completed": async () => {
      await open("hw/block/heron_flash.c", 26, 1);
      await press("Control+Enter");
      // As people type: VS Code asks at the first letter.
      await page.keyboard.type("trace_heron_flash_er", { delay: 120 });
      // Not the word that VS Code itself offers.
      await until("the call", async () =>
        (await page.locator(".suggest-widget .monaco-list-row:not(:has(.codicon-symbol-text))", { hasText: "trace_heron_flash_erase" }).count()) > 0);
      await shot("completion-call");
      await press("Enter");
      await until("the arguments", async () => (await text(".view-lines")).split("trace_heron_flash_erase(").length > 2);
      await shot("completed-call");
      await press("Escape");
      await command("Revert File");
    },
    "a quick fix": async () => {
      await open("util/trace-events", 5, 62);
      await until("squiggles", async () => (await page.locator(".squiggly-error, .squiggly-warning").count()) >= 1);
      const menu = page.locator(".action-widget").first();
      await until("the fixes", async () => {
        if (!(await menu.isVisible())) {
          await press("Control+.");
          await pause(1_000);
        }
        return menu.isVisible();
      });
      await shot("quick-fix");
      await press("Enter");
      await until("the fix", async () => (await text(".view-lines")).includes('ticks=%" PRIu64'));
      await press("Control+s");
      await until("the file", async () => onDisk("util/trace-events").includes('"name=%s ticks=%" PRIu64'));
      await shot("fixed");
    },
    "a renaming across files, saved": async () => {
      await open("hw/block/trace-events", 4, 5);
      await press("F2");
      await page.locator(".rename-box input").waitFor();
      await page.locator(".rename-box input").fill("heron_flash_restart");
      await shot("rename");
      await press("Enter");
      await until("the new name", async () => (await text(".view-lines")).includes("heron_flash_restart("));
      await command("Save All");
      await until("both files", async () =>
        onDisk("hw/block/trace-events").includes("heron_flash_restart(void *chip)") &&
        onDisk("hw/block/heron_flash.c").includes("trace_heron_flash_restart("));
      await shot("renamed");
    },
    "a new event by the form": async () => {
      await open("hw/char/trace-events", 5, 1);
      await command("New Trace Event");
      const input = page.locator(".quick-input-widget input");
      await shows("the form", ".quick-input-titlebar", "1 of 2");
      await input.fill("ferrite_uart_break");
      await shot("new-event-name");
      await press("Enter");
      await shows("its second page", ".quick-input-titlebar", "2 of 2");
      await input.fill("uint64_t addr, bool on");
      await press("Enter");
      await until("the event", async () => (await text(".view-lines")).includes('ferrite_uart_break(uint64_t addr, bool on) "'));
      await shot("new-event");
      await until("the format", async () => (await text(".view-lines")).includes("on=%d"));
      await command("Revert File");
    },
    "the audit, whose rows open the code": async () => {
      await command("Audit Workspace");
      const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await frame.locator("#findings").waitFor({ timeout: 30_000 });
      await shot("audit");
      await frame.locator("#findings input").fill("keymap");
      await until("fewer rows", async () => (await frame.locator("#findings tbody tr:visible").count()) === 1);
      await frame.locator("#findings tbody tr:visible td.subject a").scrollIntoViewIfNeeded();
      await shot("audit-filtered");
      await frame.locator("#findings tbody tr:visible td.subject a").click();
      await showsTab("keymap.c");
      await until("the line", async () => (await text(".statusbar")).includes("Ln 23,"));
      await shot("audit-opened");
    },
    "the menu of the status item and the version": async () => {
      await page.locator(".statusbar-item", { hasText: "trace events" }).first().click();
      await shows("the menu", ".quick-input-widget", "Restart Server");
      await shot("menu");
      await press("Escape");
      await command("Show Server Version");
      await shows("the version", ".notifications-toasts", "trace-lsp ");
      await shot("version");
    },
  };
}
