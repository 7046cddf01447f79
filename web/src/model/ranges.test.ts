import { expect, it } from "vitest";
import { contains, intersection, lowerBound, overlaps, union } from "./ranges";

it("does not call stretches overlapping that only touch", () => {
  expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false);
  expect(intersection({ start: 0, end: 6 }, { start: 5, end: 9 })).toEqual({ start: 5, end: 6 });
  expect(intersection({ start: 0, end: 5 }, { start: 5, end: 9 })).toBeNull();
  expect(contains({ start: 0, end: 9 }, { start: 0, end: 9 })).toBe(true);
});

it("joins what touches or overlaps and keeps the rest apart", () => {
  const joined = union([{ start: 8, end: 9 }, { start: 0, end: 2 }, { start: 2, end: 4 }, { start: 3, end: 5 }]);
  expect(joined).toEqual([{ start: 0, end: 5 }, { start: 8, end: 9 }]);
});

it("finds where a sorted list goes past a place", () => {
  expect(lowerBound([1, 3, 3, 7], (n) => n >= 3)).toBe(1);
  expect(lowerBound([1, 3], (n) => n >= 9)).toBe(2);
});
