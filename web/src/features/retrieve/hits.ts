import type { CodedExcerpt, Id, Passage, Place, Search } from "@/api/types";

/** A passage in the list, found by a search or coded with a code. */
export interface Line {
  key: string;
  place: Place;
  before: string;
  match: string;
  after: string;
  case: Id | null;
  codes: readonly Id[];
  /** Of a coding, who made it; null for what a search found. */
  coder: Id | null;
  read: boolean;
}

/** A head of a group, or a passage. */
export type Row = { head: string; count: number } | Line;

/** How passages are grouped. */
export type Grouping = "case" | "code" | "source" | "none";

/** How many characters stand on each side of a hit. */
export const WIDTH = 120;

/** Words before a hit, without the part of a word that a cut at `WIDTH` left. */
export const fromWord = (before: string): string => (before.length < WIDTH ? before : before.replace(/^\S*\s+/u, "… "));

/** Words after a hit, without the part of a word that a cut at `WIDTH` left. */
export const toWord = (after: string): string => (after.length < WIDTH ? after : after.replace(/\s+\S*$/u, " …"));

/** What a search found, as lines. */
export function found(search: Search): Line[] {
  return search.hits.map((hit) => ({ ...hit, before: fromWord(hit.before), after: toWord(hit.after), key: `${hit.place.source} ${hit.place.start} ${hit.place.end}`, coder: null, read: true }));
}

/** All passages of a code, as lines. */
export function coded(excerpts: readonly CodedExcerpt[]): Line[] {
  return excerpts.map((one) => ({ key: one.coding, place: one.place, before: one.before, match: one.words, after: one.after, case: one.case, codes: [one.code], coder: one.coder, read: one.read }));
}

/** The lines under the heads of their groups, groups in the order of `order`. A passage with several codes stands under each. */
export function grouped(lines: readonly Line[], by: Grouping, name: (by: "case" | "code", id: Id | null) => string): Row[] {
  if (by === "none") return [...lines];
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const heads = by === "source" ? [line.place.sourceName] : by === "case" ? [name("case", line.case)] : line.codes.length === 0 ? [name("code", null)] : line.codes.map((id) => name("code", id));
    for (const head of new Set(heads)) groups.set(head, [...(groups.get(head) ?? []), line]);
  }
  const heads = [...groups.keys()].sort((a, b) => a.localeCompare(b, "en-GB", { numeric: true }));
  return heads.flatMap((head) => [{ head, count: groups.get(head)?.length ?? 0 }, ...(groups.get(head) ?? []).map((line) => ({ ...line, key: `${head} ${line.key}` }))]);
}

/** The passage of a line, as the server takes it. */
export function passageOf({ place }: Line): Passage {
  return { source: place.source, start: place.start, end: place.end, version: place.version };
}
