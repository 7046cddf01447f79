import { describe, expect, it } from "vitest";
import { isWithin, placeByKey, treeLines } from "./tree";

const items = [
  { id: "a", parent: null, label: "A" },
  { id: "a1", parent: "a", label: "A1" },
  { id: "a2", parent: "a", label: "A2" },
  { id: "b", parent: null, label: "B" },
];

it("draws lines with their depth and leaves out what is folded away", () => {
  expect(treeLines(items, new Set()).map((line) => `${line.depth}${line.item.id}`)).toEqual(["0a", "1a1", "1a2", "0b"]);
  expect(treeLines(items, new Set(["a"])).map((line) => line.item.id)).toEqual(["a", "b"]);
});

describe("moving by key", () => {
  it("goes up and down among siblings", () => {
    expect(placeByKey(items, "a2", "ArrowUp")).toEqual({ parent: "a", before: "a1" });
    expect(placeByKey(items, "a1", "ArrowDown")).toEqual({ parent: "a", before: null });
    expect(placeByKey(items, "a", "ArrowUp")).toBeNull();
  });

  it("goes under the one above, and out again to stand after its parent", () => {
    expect(placeByKey(items, "b", "ArrowRight")).toEqual({ parent: "a", before: null });
    expect(placeByKey(items, "a1", "ArrowLeft")).toEqual({ parent: null, before: "b" });
    expect(placeByKey(items, "b", "ArrowLeft")).toBeNull();
  });
});

it("knows what lies within what", () => {
  expect(isWithin(items, "a2", "a")).toBe(true);
  expect(isWithin(items, "b", "a")).toBe(false);
});
