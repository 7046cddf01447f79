import type { Source, SpeakerWanted } from "@/api/types";
import { attempt, change, undo } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

const undone = { label: words.undo, run: (): void => void undo() };

/** Archives a source or brings it back, and says so. */
export async function setArchived(source: Source, archived: boolean): Promise<void> {
  const done = await attempt(() => change("PATCH", ["sources", source.id], { archived }));
  if (done) notices.say(archived ? words.nowArchived(source.name) : words.nowBack(source.name), undone);
}

/** Gives a source another name. Says whether it has it. */
export async function rename(source: Source, name: string): Promise<boolean> {
  const done = await attempt(() => change("PATCH", ["sources", source.id], { name: name.trim() }));
  if (done) notices.say(words.renamed(name.trim()), undone);
  return done !== null;
}

/** Keeps who speaks in a source. Says whether it is kept. */
export async function saveSpeakers(source: Source, speakers: SpeakerWanted[]): Promise<boolean> {
  const done = await attempt(() => change("PATCH", ["sources", source.id], { speakers }));
  if (done) notices.say(words.speakersSaved, undone);
  return done !== null;
}
