// The keys and the eyes of whoever sits in front of a window of VS Code.
import { join } from "node:path";

/** In milliseconds. */
export const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Waits until something is so. */
export async function until(what, look, limit = 20_000) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`this did not come: ${what}`);
    }
    await pause(50);
  }
}

/** What a user does in the window of a page, and sees there; screenshots go into the folder. */
export function userOf(page, folder) {
  let count = 0;
  const shot = async (name) => {
    count += 1;
    // What fades in has done so then.
    await pause(250);
    await page.screenshot({ path: join(folder, `${String(count).padStart(2, "0")}-${name}.png`) });
  };
  const text = (selector) => page.locator(selector).allInnerTexts().then((all) => all.join("\n").replaceAll("\u00a0", " "));
  const shows = (what, selector, expected, limit) =>
    until(what, async () => (await text(selector)).includes(expected), limit);
  const tab = () => page.locator(".editor-group-container .tab.active").first().getAttribute("data-resource-name");
  const showsTab = (name) => until(`the tab ${name}`, async () => (await tab()) === name);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  /** Opens a file with the cursor at a line and column, by the quick pick that everybody uses. */
  const open = async (path, line, column) => {
    await press("Control+p");
    const input = page.locator(".quick-input-widget input");
    await input.waitFor();
    // Without a place first: the file is found by its name, and with one after that.
    await input.fill(path);
    // Files of one name are told by their folders, and what was opened before stands first for a while.
    const focused = ".quick-input-list .monaco-list-row.focused";
    await until(`${path} in the list`, async () => {
      const row = await text(focused);
      return row.includes(path.split("/").at(-1)) && row.includes(path.split("/").slice(0, -1).join("/"));
    });
    await press("Enter");
    await showsTab(path.split("/").at(-1));
    await press("Control+g");
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await until("the place", async () => new RegExp(`\\b${line}\\b.*\\b${column}\\b`).test(await text(focused)));
    await press("Enter");
    await until("the cursor", async () => (await text(".statusbar")).includes(`Ln ${line}, Col ${column}`));
  };
  const command = async (name) => {
    await press("F1");
    const input = page.locator(".quick-input-widget input");
    await input.waitFor();
    await input.fill(`>${name}`);
    await shows(`${name} in the palette`, ".quick-input-list .monaco-list-row.focused", name);
    await press("Enter");
  };

  return { page, shot, text, shows, showsTab, press, open, command };
}
