// A folder inside of a tree is opened alone: what lies beside it is known, and followed.

import { strict as assert } from "node:assert";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codes, open, ready, root, session, until } from "./support";

const events = "trace-events";
const caller = (call: string) => `#include "../inside/trace.h"\nvoid f(void)\n{\n    ${call}\n}\n`;
const isUnused = () => codes(events).includes("TL702");

export function suite(): void {
  it("knows the calls beside the folder", async () => {
    await ready(await session());
    await open(events, "inside_reset");
    // The event that is never called is found once the tree is read.
    await until("the finding of the other event", isUnused);
    assert.equal(codes(events).filter((code) => code === "TL702").length, 1);
  });

  it("follows what another program writes there", async () => {
    const path = join(root(), "../other/caller.c");
    const count = () => codes(events).filter((code) => code === "TL702").length;
    // VS Code begins to watch another folder when it likes to, and does not say when.
    let text = caller("");
    await until("the finding", async () => {
      text += "\n";
      writeFileSync(path, text);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return count() === 2;
    });
    // As many programs write: another file takes its place.
    writeFileSync(`${path}.new`, caller("trace_inside_reset();"));
    renameSync(`${path}.new`, path);
    await until("no finding", () => count() === 1);
  });
}
