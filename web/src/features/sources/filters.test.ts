import { describe, expect, it } from "vitest";
import type { Participant, Source } from "@/api/types";
import { ALL, isWanted, valueKey, type People, type Wanted } from "./filters";

const source: Source = { id: "s1", name: "Interview 4", file: "fourth.docx", kind: "docx", cases: ["c1"], participants: ["p1"], words: 10, turns: 2, stage: "coded", stageFramework: null, recording: null, codings: 0, unread: 0, erased: false, archived: false };
const person: Participant = { id: "p1", pseudonym: "P04", organisation: "o1", values: [{ attribute: "role", value: "Manager" }], consents: [], withdrawal: null, erased: null, archived: false };
const people: People = {
  participant: (id) => (id === "p1" ? person : undefined),
  case: (id) => (id === "c1" ? { id: "c1", name: "P04", participants: ["p1"], values: [], archived: false } : undefined),
  organisation: (id) => (id === "o1" ? { name: "T1", values: [{ attribute: "rating", value: "Good" }] } : undefined),
};
const fits = (wanted: Partial<Wanted>, what: Partial<Source> = {}): boolean => isWanted({ ...source, ...what }, { ...ALL, ...wanted }, people);

describe("a source is found", () => {
  it("by its name, its file and the pseudonym of who speaks", () => {
    expect([fits({ text: "interview" }), fits({ text: "fourth" }), fits({ text: "p04" }), fits({ text: "P05" })]).toEqual([true, true, true, false]);
  });

  it("by stage, case and organisation", () => {
    expect([fits({ stage: "coded" }), fits({ stage: "charted" }), fits({ case: "c1" }), fits({ case: "c2" }), fits({ organisation: "o1" }), fits({ organisation: "o2" })]).toEqual([true, false, true, false, true, false]);
  });

  it("by a value of its people or of their organisation", () => {
    const by = (attribute: string, value: string): boolean => fits({ value: valueKey({ attribute, value }) });
    expect([by("role", "Manager"), by("rating", "Good"), by("role", "Clinician")]).toEqual([true, true, false]);
  });

  it("when archived only where archived ones are wanted", () => {
    expect([fits({}, { archived: true }), fits({ archived: true }, { archived: true })]).toEqual([false, true]);
  });
});
