import type { Organisation, Participant, Source, SpeakerWanted } from "@/api/types";
import { attempt, change, undo } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { today } from "./consent";
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

/** Keeps one value of a participant, organisation or case. Says whether it is kept. */
export async function saveValue(path: string[], attribute: string, value: string): Promise<boolean> {
  return (await attempt(() => change("PATCH", path, { values: [{ attribute, value }] }))) !== null;
}

/** Keeps a participant's pseudonym or organisation. Says whether it is kept. */
export async function savePerson(person: Participant, changed: { pseudonym?: string; organisation?: string | null }): Promise<boolean> {
  return (await attempt(() => change("PATCH", ["participants", person.id], changed))) !== null;
}

/** Keeps an organisation's name. Says whether it is kept. */
export async function saveOrganisation(organisation: Organisation, name: string): Promise<boolean> {
  return (await attempt(() => change("PATCH", ["organisations", organisation.id], { name }))) !== null;
}

/** Adds a participant or an organisation. Gives its id, or null where that was refused. */
export async function addNamed(kind: "participants" | "organisations", name: string): Promise<string | null> {
  const done = await attempt(() => change("POST", [kind], kind === "participants" ? { pseudonym: name } : { name }));
  return done?.id ?? null;
}

/** Answers to consent statements, the same for several people. */
export interface Answers { participants: string[]; statements: string[]; answer: string; mode: string; on: string; takenBy: string }

/** Records answers to consent statements. Says whether they are recorded. */
export async function recordAnswers(answers: Answers): Promise<boolean> {
  const done = await attempt(() => change("POST", ["consent"], answers));
  if (done) notices.say(words.consentSaved(answers.participants.length), undone);
  return done !== null;
}

/** Records how far a participant withdraws, as of today. */
export async function recordWithdrawal(person: Participant, level: string): Promise<void> {
  const done = await attempt(() => change("PUT", ["participants", person.id, "withdrawal"], { level, on: today(), note: "" }));
  if (done) notices.say(words.withdrawalSaved(person.pseudonym), undone);
}
