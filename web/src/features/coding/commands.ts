import type { Changed, Coding, Id, SourceText, Target } from "@/api/types";
import type { Range16 } from "@/model/ranges";
import { attempt, change } from "@/services/commands";
import { codings } from "@/store/codings.svelte";
import { study } from "@/store/study.svelte";

// Codings shown before the server has taken them, by their passing id.
const passing = new Map<Id, Coding>();
// The passing id under which a coding was first shown, so that its card, and what is typed in it, stays.
const firstIds = new Map<Id, Id>();
// The real ids of passing ones, once the server has said them; null when it refused.
const realIds = new Map<Id, Promise<Id | null>>();
let count = 0;

/** The id under which a coding was first on the screen of this window. */
export function firstId(id: Id): Id {
  return firstIds.get(id) ?? id;
}

/** The id under which the server knows a coding: waits for it when the coding is only just made. */
async function realId(id: Id): Promise<Id | null> {
  return (await realIds.get(id)) ?? (realIds.has(id) ? null : id);
}

/** Codes a stretch: on the screen at once, replaced by the coding that the server made. Gives its id, or null. */
export function code(text: SourceText, span: Range16, wanted: Id): Promise<Id | null> {
  const coding: Coding = {
    id: `passing-${++count}`, source: text.source, code: wanted, coder: study.me, start: span.start, end: span.end,
    version: text.version, standing: "unmoved", read: true, memos: 0, discuss: false,
  };
  passing.set(coding.id, coding);
  codings.put(coding);
  const made = send(coding, text, span);
  realIds.set(coding.id, made);
  return made;
}

async function send(coding: Coding, text: SourceText, span: Range16): Promise<Id | null> {
  const done = await attempt(() => change("POST", ["sources", text.source, "codings"], { code: coding.code, start: span.start, end: span.end, version: text.version }));
  const id = done?.id ?? null;
  if (id !== null) firstIds.set(id, coding.id);
  // The event may have come before the answer, or not yet.
  if (id !== null && passing.has(coding.id) && !codings.of(text.source)?.has(id)) codings.put({ ...coding, id });
  drop(coding);
  return id;
}

/** Takes the passing codings away whose real ones came with an event. */
export function settle(changed: Changed): void {
  for (const coding of passing.values()) {
    const real = changed.codings.find((one) => one.code === coding.code && one.coder === coding.coder && one.start === coding.start && one.end === coding.end);
    if (!real) continue;
    firstIds.set(real.id, coding.id);
    drop(coding);
  }
}

function drop(coding: Coding): void {
  passing.delete(coding.id);
  codings.remove(coding.source, coding.id);
}

/** Shows a coding as it will be, sends the change, and puts it back when the server says no. */
async function edited(shown: Coding, next: Partial<Coding>, body: unknown): Promise<boolean> {
  const id = await realId(shown.id);
  if (id === null) return false;
  const coding = { ...shown, id };
  codings.put({ ...coding, ...next });
  const done = await attempt(() => change("PATCH", ["codings", coding.id], body));
  if (!done) codings.put(coding);
  return done !== null;
}

export function resize(coding: Coding, text: SourceText, span: Range16): Promise<boolean> {
  return edited(coding, span, { ...span, version: text.version });
}

export function recode(coding: Coding, to: Id): Promise<boolean> {
  return edited(coding, { code: to }, { code: to });
}

export function markRead(coding: Coding, read: boolean): Promise<boolean> {
  return edited(coding, { read }, { read });
}

export async function uncode(shown: Coding): Promise<boolean> {
  const id = await realId(shown.id);
  if (id === null) return false;
  const coding = { ...shown, id };
  codings.remove(coding.source, coding.id);
  const done = await attempt(() => change("DELETE", ["codings", coding.id]));
  if (!done) codings.put(coding);
  return done !== null;
}

export async function split(coding: Coding, text: SourceText, at: number): Promise<void> {
  const id = await realId(coding.id);
  if (id !== null) await attempt(() => change("POST", ["codings", id, "split"], { at, version: text.version }));
}

export async function joinCodings(list: readonly Id[]): Promise<void> {
  const ids = await Promise.all(list.map(realId));
  if (!ids.includes(null)) await attempt(() => change("POST", ["codings", "join"], { codings: ids }));
}

/** Makes a code, gathered from what people said unless it is placed under a category by hand. Gives its id. */
export async function makeCode(name: string, parent: Id | null = null): Promise<Id | null> {
  const done = await attempt(() => change("POST", ["codes"], { name: name.trim(), parent, definition: "", isCategory: false, origin: "from-data" }));
  return done?.id ?? null;
}

/** What a memo or a discussion on a coding is about. */
export function aboutCoding(id: Id): Target {
  return { kind: "coding", id, code: null, passage: null };
}

async function settled(about: Target): Promise<Target> {
  return about.kind === "coding" && about.id !== null ? { ...about, id: await realId(about.id) } : about;
}

/** What a memo on a stretch of words is about. */
export function aboutPassage(text: SourceText, span: Range16): Target {
  return { kind: "passage", id: null, code: null, passage: { source: text.source, ...span, version: text.version } };
}

export async function writeMemo(about: Target, text: string, replyTo: Id | null): Promise<boolean> {
  const on = await settled(about);
  return (await attempt(() => change("POST", ["memos"], { about: on, text, replyTo }))) !== null;
}

/** Puts something on the list to discuss, or takes it off with an empty question. */
export async function discuss(about: Target, question: string): Promise<boolean> {
  const on = await settled(about);
  return (await attempt(() => change("PUT", ["discussions"], { about: on, question, decision: "" }))) !== null;
}
