import type { Attribute, Participant, Source } from "@/api/types";
import { compareNames } from "@/model/numbering";
import { study } from "@/store/study.svelte";
import type { People } from "./filters";

/** The people of the open study, for filters. */
export const people: People = {
  participant: (id) => study.participants.get(id),
  case: (id) => study.cases.get(id),
  organisation: (id) => study.organisations.get(id),
};

/** The pseudonyms of those who speak in a source. */
export function pseudonymsOf(source: Source): string[] {
  return source.participants.map((id) => study.participants.get(id)?.pseudonym ?? "").filter((name) => name !== "").sort(compareNames);
}

/** The attributes of one kind of thing, in the order of the study. */
export function attributesOf(of: Attribute["of"]): Attribute[] {
  return study.attributes.shown.filter((one) => one.of === of);
}

/** A value of something that has attributes, in words. */
export function valueOf(thing: { values: Participant["values"] }, attribute: string): string {
  return thing.values.find((one) => one.attribute === attribute)?.value ?? "";
}
