import { expect, it } from "vitest";
import { byNumber, compareNames, count } from "./numbering";

it("puts 2.9 before 2.10, and a parent before its children", () => {
  const sorted = byNumber(["2.10", "10", "2.9", "2", "1.1"].map((number) => ({ number })));
  expect(sorted.map((item) => item.number)).toEqual(["1.1", "2", "2.9", "2.10", "10"]);
});

it("puts P2 before P10", () => {
  expect(["P10", "p2", "P1"].sort(compareNames)).toEqual(["P1", "p2", "P10"]);
});

it("says one person and 1,200 people", () => {
  expect(count(1, "person", "people")).toBe("1 person");
  expect(count(1200, "person", "people")).toBe("1,200 people");
});
