import { expect, it } from "vitest";
import { bestFits, fit } from "./match";

it("puts the start of the text before the start of a word, before the middle, before scattered letters", () => {
  const items = ["Mistrust", "Lack of trust", "Trust in data", "Tea rota tours it"];
  expect(bestFits(items, (item) => item, "trust")).toEqual(["Trust in data", "Lack of trust", "Mistrust", "Tea rota tours it"]);
});

it("takes letters scattered in order", () => {
  expect(fit("Command and control", "cmdctl")).toBeGreaterThan(0);
  expect(fit("Command", "xyz")).toBe(0);
});

it("keeps the given order while nothing was typed", () => {
  expect(bestFits(["b", "a"], (item) => item, "")).toEqual(["b", "a"]);
});
