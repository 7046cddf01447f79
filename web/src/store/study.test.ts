import { beforeEach, expect, it } from "vitest";
import type { Changed, Outline } from "@/api/types";
import { aCode } from "@/model/test-codes";
import { study } from "./study.svelte";

const outline: Outline = {
  seq: 3, name: "Wards", notice: "", me: "c1", readOnly: null, isProtected: true, coders: [{ id: "c1", name: "Ada", initials: "A", archived: false }],
  attributes: [], organisations: [], participants: [], cases: [], sources: [], codes: [aCode("2"), aCode("1")], frameworks: [], themes: [],
  findings: [], recommendations: [], discussions: [], undo: null, redo: null,
};

const changed: Changed = {
  seq: 4, by: "c1", did: "", batch: "b", coders: [], attributes: [], organisations: [], participants: [], cases: [], sources: [], codes: [],
  frameworks: [], themes: [], findings: [], recommendations: [], discussions: [], codings: [], codingsGone: [], memos: [], memosGone: [],
  cells: [], texts: [], undo: "renamed a code", redo: null, name: null, protocol: false, conflicts: null,
};

beforeEach(() => study.load("wards", outline));

it("puts a changed entity in the place of the one with its id", () => {
  study.applyChanged({ ...changed, codes: [aCode("1", null, { name: "Trust" })] });
  expect(study.codesInOrder.map((code) => code.name)).toEqual(["Trust", "Code 2"]);
  expect(study.undo).toBe("renamed a code");
  expect(study.seq).toBe(4);
});

it("does not show what was archived, but still knows it", () => {
  study.applyChanged({ ...changed, codes: [aCode("1", null, { archived: true })] });
  expect(study.codesInOrder.map((code) => code.id)).toEqual(["2"]);
  expect(study.codes.get("1")?.archived).toBe(true);
});

it("takes a discussion off the list once question and decision are empty", () => {
  const about = { kind: "code" as const, id: "1", code: null, passage: null };
  study.applyChanged({ ...changed, discussions: [{ about, title: "Trust", question: "One or two?", decision: "" }] });
  expect(study.discussions).toHaveLength(1);
  study.applyChanged({ ...changed, discussions: [{ about, title: "Trust", question: "", decision: "" }] });
  expect(study.discussions).toEqual([]);
});

it("keeps nothing of a study that was left", () => {
  study.clear();
  expect([study.id, study.name, study.codes.map.size]).toEqual([null, "", 0]);
});
