import type { Code, Id } from "@/api/types";
import { download, inStudy, request, withQuery } from "@/services/client";
import { attempt, change, sentence, undo } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

const undone = { label: words.undo, run: (): void => void undo() };

/** Changes what is said of a code. Says whether it is kept. */
export async function editCode(code: Code, changed: Partial<Pick<Code, "number" | "name" | "definition" | "useWhen" | "notWhen" | "example" | "colour" | "origin" | "isCategory">>): Promise<boolean> {
  return (await attempt(() => change("PATCH", ["codes", code.id], changed))) !== null;
}

/** Makes a code at the end of its level, or after `after`. Gives its id. */
export async function newCode(name: string, parent: Id | null, isCategory: boolean): Promise<Id | null> {
  const done = await attempt(() => change("POST", ["codes"], { name, parent, isCategory }));
  return done?.id ?? null;
}

/** Archives a code, or brings it back. */
export async function setArchived(code: Code, archived: boolean): Promise<void> {
  const done = await attempt(() => change("PATCH", ["codes", code.id], { archived }));
  if (done && archived) notices.say(words.archived(code.name), undone);
}

export async function merge(from: Code, into: Id): Promise<boolean> {
  const done = await attempt(() => change("POST", ["codes", from.id, "merge"], { into }));
  if (done) notices.say(words.merged, undone);
  return done !== null;
}

/** Fixes a version of the framework from codes as they stand. */
export async function fixFramework(name: string, note: string, codes: Id[]): Promise<boolean> {
  const done = await attempt(() => change("POST", ["frameworks"], { name, note, codes }));
  if (done) notices.say(sentence(done.did), undone);
  return done !== null;
}

/** Takes in a codebook from a table, as one change. */
export async function takeIn(file: File): Promise<void> {
  const said = await attempt(async () => {
    const response = await request("POST", withQuery(inStudy("codes", "import"), { name: file.name }), file, { headers: { "content-type": "text/csv" } });
    return (await response.json()) as { did: string; notes: string[] };
  });
  if (said === null) return;
  notices.say(sentence(said.did), undone);
  for (const note of said.notes) notices.say(sentence(note));
}

/** Saves the codebook as a table that can be taken in again, as a document to read, or for other programs. */
export async function save(as: "csv" | "docx" | "qdc"): Promise<void> {
  const name = await attempt(() => (as === "csv" ? download("POST", inStudy("codes", "export")) : download("POST", inStudy("export"), { what: "codebook", format: as })));
  if (name !== null) notices.say(words.saved(name));
}
