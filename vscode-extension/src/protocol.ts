// What client and server say to each other beside the language server protocol.

/** How well a tree is known. */
export type TreeState = "reading" | "ready" | "failed";

/** What the server knows of one tree. */
export interface TreeStatus {
  root: string | null;
  state: TreeState;
  /** The QEMU release that findings are about. */
  version: string | null;
  files: number;
  events: number;
  sources: number;
}

/** What the server knows. */
export interface Status {
  trees: TreeStatus[];
}

/** The notification that tells a {@link Status}. */
export const statusMethod = "traceLint/status";

/** The command of the server's lenses. */
export const showReferences = "traceLint.showReferences";
