import type { Evidence, Finding, Id, Passage, Recommendation, Theme } from "@/api/types";
import { attempt, change, undo } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { words } from "./words";

/** Something that can be put as evidence: a coding, a passage found, or a cell. */
export type Carried = { coding: Id } | { passage: Passage } | { cell: { case: Id; code: Id } };

const kept = async (method: "PATCH" | "PUT", path: string[], body: unknown): Promise<boolean> => (await attempt(() => change(method, path, body))) !== null;

async function made(path: string[], body: unknown): Promise<Id | null> {
  return (await attempt(() => change("POST", path, body)))?.id ?? null;
}

export const newTheme = (): Promise<Id | null> => made(["themes"], { name: words.unnamedTheme });
export const newFinding = (theme: Id | null): Promise<Id | null> => made(["findings"], { statement: words.unnamedFinding, theme });
export const newRecommendation = (): Promise<Id | null> => made(["recommendations"], { what: words.unnamedRecommendation, why: "", findings: [] });

/** Changes what a theme says. Says whether it is kept. */
export const editTheme = (theme: Theme, changed: Partial<Pick<Theme, "name" | "statement" | "narrative" | "codes">>): Promise<boolean> => kept("PATCH", ["themes", theme.id], changed);
export const editFinding = (finding: Finding, changed: { statement?: string; theme?: Id | null }): Promise<boolean> => kept("PATCH", ["findings", finding.id], changed);
export const editRecommendation = (one: Recommendation, changed: { what?: string; why?: string; findings?: Id[] }): Promise<boolean> => kept("PATCH", ["recommendations", one.id], changed);
export const editEvidence = (one: Evidence, changed: { stance?: Evidence["stance"]; note?: string }): Promise<boolean> => kept("PATCH", ["evidence", one.id], changed);

/** Archives something, and offers to take that back. */
export async function archive(kind: "themes" | "findings" | "recommendations" | "evidence", id: Id): Promise<void> {
  if (await kept("PATCH", [kind, id], { archived: true })) notices.say(words.archived, { label: words.undo, run: () => void undo() });
}

/** Puts evidence for or against a finding. */
export async function putEvidence(finding: Id, stance: "for" | "against", carried: Carried): Promise<void> {
  const done = await attempt(() => change("POST", ["findings", finding, "evidence"], { stance, note: "", ...carried }));
  if (done) notices.say(words.putAs(stance), { label: words.undo, run: () => void undo() });
}

/** Makes a quotation an exemplar of a theme. */
export async function addExemplar(theme: Theme, passage: Passage): Promise<void> {
  const own = theme.exemplars.map(({ place }) => ({ source: place.source, start: place.start, end: place.end, version: place.version }));
  if (own.some((one) => one.source === passage.source && one.start === passage.start && one.end === passage.end)) return notices.say(words.alreadyThere);
  if (await kept("PUT", ["themes", theme.id, "exemplars"], [...own, passage])) notices.say(words.nowExemplar, { label: words.undo, run: () => void undo() });
}

/** Takes one of the exemplars of a theme out. */
export async function takeOutExemplar(theme: Theme, at: number): Promise<void> {
  const left = theme.exemplars.filter((_, place) => place !== at).map(({ place }) => ({ source: place.source, start: place.start, end: place.end, version: place.version }));
  await kept("PUT", ["themes", theme.id, "exemplars"], left);
}

/** Whether anything may be changed; says why not. */
export function mayChange(): boolean {
  if (study.readOnly !== null) notices.say(study.readOnly);
  return study.readOnly === null;
}
