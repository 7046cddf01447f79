import { expect, it } from "vitest";
import type { Turn } from "@/api/types";
import { timeOfTurn, turnAtTime } from "./turn-times";

const turn = (start: number, at: number | null): Turn => ({ start, end: start + 9, wordsStart: start, wordsEnd: start + 9, speaker: 0, at });
const turns = [turn(0, null), turn(10, 4_000), turn(20, null), turn(30, 9_500)];

it("finds the time of the turn that a position lies in", () => {
  expect(timeOfTurn(turns, 12)).toBe(4_000);
  expect(timeOfTurn(turns, 35)).toBe(9_500);
});

it("knows no time for a turn without one", () => {
  expect(timeOfTurn(turns, 5)).toBeNull();
  expect(timeOfTurn(turns, 22)).toBeNull();
});

it("finds the turn that is heard", () => {
  expect(turnAtTime(turns, 9_499)?.start).toBe(10);
  expect(turnAtTime(turns, 60_000)?.start).toBe(30);
  expect(turnAtTime(turns, 100)).toBeNull();
});
