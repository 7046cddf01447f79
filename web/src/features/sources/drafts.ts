import type { Attribute, ImportWanted, Preview, SpeakerWanted } from "@/api/types";

/** Who a speaker is, as corrected. */
export interface SpeakerDraft {
  name: string;
  role: SpeakerWanted["role"];
  /** The pseudonym, where a participant. */
  pseudonym: string;
}

/** What is to become of a file that was looked at. */
export interface Draft {
  upload: string;
  name: string;
  speakers: SpeakerDraft[];
}

/** What keeps a draft from being imported, by the names in `words.problems`. */
export type Flaw = "noName" | "taken" | "twice" | "noPseudonym";

/** Values of new participants: pseudonym (folded), then attribute. */
export type NewValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Names are the same whatever their capitals and outer spaces. */
export function fold(name: string): string {
  return name.trim().toLocaleLowerCase("en-GB");
}

/** What was recognised, as a draft to correct. */
export function draftOf(preview: Preview): Draft {
  return {
    upload: preview.upload,
    name: preview.name,
    speakers: preview.speakers.map(({ name, role, participant }) => ({ name, role, pseudonym: participant ?? "" })),
  };
}

/** What is wrong with each draft, in their order; `taken` are the names of sources in the study. */
export function flaws(drafts: readonly Draft[], taken: readonly string[]): Flaw[][] {
  const known = new Set(taken.map(fold));
  return drafts.map((draft) => {
    const name = fold(draft.name);
    const found: Flaw[] = [];
    if (name === "") found.push("noName");
    else if (known.has(name)) found.push("taken");
    else if (drafts.some((other) => other !== draft && fold(other.name) === name)) found.push("twice");
    if (draft.speakers.some((one) => one.role === "participant" && one.pseudonym.trim() === "")) found.push("noPseudonym");
    return found;
  });
}

/** The pseudonyms that the drafts bring and the study does not have, each once, as first written. */
export function newPseudonyms(drafts: readonly Draft[], known: readonly string[]): string[] {
  const seen = new Set(known.map(fold));
  const fresh: string[] = [];
  for (const speaker of drafts.flatMap((draft) => draft.speakers)) {
    const name = speaker.pseudonym.trim();
    if (speaker.role !== "participant" || name === "" || seen.has(fold(name))) continue;
    seen.add(fold(name));
    fresh.push(name);
  }
  return fresh;
}

/** The first pseudonym of the usual form (P01, P02 ..) that nobody has. */
export function nextPseudonym(used: readonly string[]): string {
  const taken = new Set(used.map(fold));
  let n = 1;
  while (taken.has(`p${String(n).padStart(2, "0")}`)) n += 1;
  return `P${String(n).padStart(2, "0")}`;
}

/** The pseudonym to offer for a speaker: their label where it is one already ("P07"), else the first free one. */
export function offeredPseudonym(speaker: string, used: readonly string[]): string {
  return /^[A-Z]{1,3}-?\d{1,4}$/u.test(speaker.trim()) ? speaker.trim() : nextPseudonym(used);
}

/** The drafts with everybody who was nobody yet as a participant; the same label in two files is two people unless it is a pseudonym. */
export function allAsParticipants(drafts: readonly Draft[], known: readonly string[]): Draft[] {
  const used = [...known, ...newPseudonyms(drafts, known)];
  return drafts.map((draft) => ({
    ...draft,
    speakers: draft.speakers.map((speaker) => {
      if (speaker.role !== "unknown") return speaker;
      const pseudonym = offeredPseudonym(speaker.name, used);
      used.push(pseudonym);
      return { ...speaker, role: "participant" as const, pseudonym };
    }),
  }));
}

/** A draft's speakers as the server wants them. */
export function speakersWanted(draft: Draft): SpeakerWanted[] {
  return draft.speakers.map(({ name, role, pseudonym }) => ({ name, role, participant: role === "participant" ? pseudonym.trim() : null }));
}

/** What is sent to import these drafts: values of new participants go with the first file that brings them. */
export function importWanted(drafts: readonly Draft[], known: readonly string[], values: NewValues, attributes: readonly Attribute[]): ImportWanted[] {
  const left = new Set(newPseudonyms(drafts, known).map(fold));
  return drafts.map((draft) => {
    const own = newPseudonyms([draft], known).filter((name) => left.delete(fold(name)));
    return {
      upload: draft.upload,
      name: draft.name.trim(),
      speakers: speakersWanted(draft),
      values: own.flatMap((pseudonym) =>
        attributes
          .map(({ id }) => ({ pseudonym, attribute: id, value: (values[fold(pseudonym)]?.[id] ?? "").trim() }))
          .filter(({ value }) => value !== ""),
      ),
    };
  });
}
