import { describe, expect, it } from "vitest";
import type { Attribute, Preview } from "@/api/types";
import { allAsParticipants, draftOf, flaws, importWanted, newPseudonyms, nextPseudonym, type Draft } from "./drafts";

const speaker = (name: string, role: "interviewer" | "participant" | "unknown", pseudonym = "") => ({ name, role, pseudonym });
const draft = (name: string, ...speakers: Draft["speakers"]): Draft => ({ upload: `of ${name}`, name, speakers });
const role: Attribute = { id: "role", name: "Role", of: "participant", kind: "choice", options: ["Manager"], judged: false, archived: false };

describe("a draft", () => {
  it("begins as what was recognised", () => {
    const seen = { name: "Anna", turns: 3, words: 40, firstWords: "Well", role: "participant" as const, participant: "P01" };
    const preview: Preview = { upload: "u1", file: "a.txt", kind: "txt", name: "a", words: 40, turns: 3, pages: 0, speakers: [seen], opening: [], notes: [], studies: [], problem: null };
    expect(draftOf(preview)).toEqual({ upload: "u1", name: "a", speakers: [speaker("Anna", "participant", "P01")] });
  });

  it("is refused for a name that is empty, in the study, or there twice, whatever the capitals", () => {
    expect(flaws([draft(" "), draft("P01 "), draft("New"), draft("new")], ["p01"])).toEqual([["noName"], ["taken"], ["twice"], ["twice"]]);
  });

  it("is refused where a participant has no pseudonym", () => {
    expect(flaws([draft("A", speaker("Anna", "participant"), speaker("Me", "interviewer"))], [])).toEqual([["noPseudonym"]]);
  });
});

it("names each new participant once, and none that is there already", () => {
  const drafts = [draft("A", speaker("x", "participant", "P02"), speaker("y", "unknown", "P09")), draft("B", speaker("x", "participant", "p02"), speaker("z", "participant", "P01"))];
  expect(newPseudonyms(drafts, ["P01"])).toEqual(["P02"]);
});

it("offers the first free pseudonym", () => {
  expect(nextPseudonym(["p01", "P02", "P04"])).toBe("P03");
});

it("takes everybody who is nobody yet as a participant, by their label where it is a pseudonym", () => {
  const drafts = [draft("A", speaker("P05", "unknown"), speaker("Me", "interviewer")), draft("B", speaker("Anna", "unknown")), draft("C", speaker("Anna", "unknown"))];
  const named = allAsParticipants(drafts, ["P01"]).map((one) => one.speakers.map((who) => `${who.role} ${who.pseudonym}`.trim()));
  expect(named).toEqual([["participant P05", "interviewer"], ["participant P02"], ["participant P03"]]);
});

it("sends the values of a new participant with the first file that brings them, and no empty ones", () => {
  const drafts = [draft("A", speaker("x", "participant", "P02")), draft("B", speaker("x", "participant", "P02"), speaker("q", "interviewer", "P77"))];
  const sent = importWanted(drafts, ["P01"], { p02: { role: "Manager", other: "" } }, [role, { ...role, id: "other" }]);
  expect(sent.map((one) => one.values)).toEqual([[{ pseudonym: "P02", attribute: "role", value: "Manager" }], []]);
  expect(sent[1]?.speakers[1]).toEqual({ name: "q", role: "interviewer", participant: null });
});
