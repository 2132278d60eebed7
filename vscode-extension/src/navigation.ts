// Jumps between events and their call sites, on top of the editor's own.

import * as vscode from "vscode";
import type { Location as ProtocolLocation, Position as ProtocolPosition } from "vscode-languageclient/node";
import type { Session } from "./session";

/** To where the event under the cursor is called. */
export async function goToCallSite(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.goToImplementation");
}

/** To the declaration of the event that is called under the cursor. */
export async function goToDeclaration(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.revealDefinition");
}

/** Peeks all call sites of the event under the cursor. */
export async function showCallSites(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const { document, selection } = editor;
  type Found = (vscode.Location | vscode.LocationLink)[] | undefined;
  const found = await vscode.commands.executeCommand<Found>(
    "vscode.executeImplementationProvider",
    document.uri,
    selection.active,
  );
  const places = (found ?? []).map((place) =>
    "uri" in place ? place : new vscode.Location(place.targetUri, place.targetSelectionRange ?? place.targetRange),
  );
  await vscode.commands.executeCommand(
    "editor.action.peekLocations",
    document.uri,
    selection.active,
    places,
    "peek",
    "No call site found",
  );
}

/** Peeks the places that a lens has brought. */
export async function showReferences(
  session: Session,
  uri: string,
  position: ProtocolPosition,
  locations: ProtocolLocation[],
): Promise<void> {
  const converter = session.client?.protocol2CodeConverter;
  if (converter !== undefined) {
    await vscode.commands.executeCommand(
      "editor.action.showReferences",
      converter.asUri(uri),
      converter.asPosition(position),
      locations.map((location) => converter.asLocation(location)),
    );
  }
}
