import { expect, test } from "vitest";
import type { HistoryRow } from "@/api/types";
import { byDay } from "./log.svelte";

const row = (batch: string, at: string): HistoryRow => ({
  batch, by: "Ada", at: Date.parse(at), did: "coded", changes: 1, undone: false, isUndo: false, milestone: null,
});

test("a day stands once above the changes that were made on it", () => {
  const lines = byDay([row("c", "2026-05-03T12:00"), row("b", "2026-05-03T09:00"), row("a", "2026-05-02T09:00")]);
  expect(lines.map((line) => ("day" in line ? line.day : line.row.batch))).toEqual(["Sunday 3 May 2026", "c", "b", "Saturday 2 May 2026", "a"]);
});

test("an empty history has no days", () => {
  expect(byDay([])).toEqual([]);
});
