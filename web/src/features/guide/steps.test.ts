import { expect, it } from "vitest";
import { study } from "@/store/study.svelte";
import { steps, type Seen } from "./steps";

const nothing: Seen = { study, overview: null, visited: new Set() };
const doneNow = (seen: Seen): string[] => steps.filter((step) => step.isDone(seen)).map((step) => step.id);

it("shows no step of an empty study as done", () => {
  expect(doneNow(nothing)).toEqual([]);
});

it("ticks off comparing once the screen was seen, and charting once a cell is charted", () => {
  const coverage = { cases: 1, codes: 1, charted: 1, nothingSaid: 0, notAsked: 0, notCharted: 0, toChart: 0, contradictions: 0, unread: 0 };
  expect(doneNow({ study, overview: { coverage }, visited: new Set(["compare"]) })).toEqual(["chart", "compare"]);
});

it("has ten steps", () => {
  expect(steps).toHaveLength(10);
});
