import type { AttributeValue, Id } from "@/api/types";
import { study } from "@/store/study.svelte";

/** The values of a case: its own, its participants', their organisations'. */
export function valuesOf(caseId: Id): AttributeValue[] {
  const one = study.cases.get(caseId);
  if (!one) return [];
  const people = one.participants.flatMap((id) => study.participants.get(id) ?? []);
  const homes = people.flatMap((person) => study.organisations.get(person.organisation) ?? []);
  return [one, ...people, ...homes].flatMap((holder) => holder.values);
}

/** Whether a case has a value that was chosen from `valueChoices`; "" fits all. */
export function casesWith(chosen: string): (caseId: Id) => boolean {
  if (chosen === "") return () => true;
  return (caseId) => valuesOf(caseId).some((value) => keyOf(value) === chosen);
}

/** The values by which rows can be filtered: those of attributes with few values. */
export function valueChoices(): { value: string; label: string }[] {
  const found = new Map<string, { value: string; label: string }>();
  for (const attribute of study.attributes.shown) {
    const values = study.cases.shown.flatMap((one) => valuesOf(one.id)).filter((value) => value.attribute === attribute.id);
    const own = new Map(values.map((value) => [keyOf(value), { value: keyOf(value), label: `${attribute.name}: ${value.value}` }]));
    if (own.size <= 12) own.forEach((choice, key) => found.set(key, choice));
  }
  return [...found.values()];
}

const keyOf = (value: AttributeValue): string => `${value.attribute} ${value.value}`;
