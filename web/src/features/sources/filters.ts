import type { AttributeValue, Case, Id, Participant, Source } from "@/api/types";
import { fit } from "@/model/match";

/** What of the sources is wanted; an empty string is no wish. */
export interface Wanted {
  text: string;
  stage: string;
  case: Id;
  participant: Id;
  organisation: Id;
  /** An attribute and its value as `valueKey` writes them. */
  value: string;
  archived: boolean;
}

/** Everything that is not archived. */
export const ALL: Wanted = { text: "", stage: "", case: "", participant: "", organisation: "", value: "", archived: false };

/** Where the people of a source are looked up. */
export interface People {
  participant: (id: Id) => Participant | undefined;
  case: (id: Id) => Case | undefined;
  /** The values of the participant's organisation. */
  organisation: (id: Id | null) => { name: string; values: AttributeValue[] } | undefined;
}

/** An attribute with its value as one string, for a list to choose from. */
export function valueKey(value: AttributeValue): string {
  return JSON.stringify([value.attribute, value.value]);
}

/** What a source is found by: its name, its file, its people and cases. */
export function textOf(source: Source, people: People): string {
  const names = source.participants.map((id) => people.participant(id)?.pseudonym ?? "");
  const cases = source.cases.map((id) => people.case(id)?.name ?? "");
  return [...new Set([source.name, ...names, ...cases, source.file])].join(" ");
}

/** The values that hold for a source: of its people, their organisations and its cases. */
export function valuesOf(source: Source, people: People): AttributeValue[] {
  const own = source.participants.map((id) => people.participant(id)).filter((one) => one !== undefined);
  return [
    ...own.flatMap((one) => [...one.values, ...(people.organisation(one.organisation)?.values ?? [])]),
    ...source.cases.flatMap((id) => people.case(id)?.values ?? []),
  ];
}

/** Whether a source is wanted. Letters scattered over the text are no fit: here it is a filter, not a guess. */
export function isWanted(source: Source, wanted: Wanted, people: People): boolean {
  if (source.archived && !wanted.archived) return false;
  if (wanted.stage !== "" && source.stage !== wanted.stage) return false;
  if (wanted.case !== "" && !source.cases.includes(wanted.case)) return false;
  if (wanted.participant !== "" && !source.participants.includes(wanted.participant)) return false;
  if (wanted.organisation !== "" && !source.participants.some((id) => people.participant(id)?.organisation === wanted.organisation)) return false;
  if (wanted.value !== "" && !valuesOf(source, people).some((value) => valueKey(value) === wanted.value)) return false;
  return wanted.text.trim() === "" || fit(textOf(source, people), wanted.text) >= 2;
}
