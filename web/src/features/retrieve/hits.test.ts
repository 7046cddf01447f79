import { expect, it } from "vitest";
import { fromWord, grouped, toWord, WIDTH, type Line } from "./hits";

const line = (key: string, one: string | null, ...codes: string[]): Line => ({
  key, case: one, codes, coder: null, read: true, before: "", match: key, after: "",
  place: { source: "s", sourceName: "S", participant: null, line: 1, lastLine: 1, reference: "", start: 0, end: 1, version: "v", standing: "unmoved" },
});
const name = (by: string, id: string | null): string => id ?? `no ${by}`;
const shape = (rows: ReturnType<typeof grouped>): string[] => rows.map((row) => ("head" in row ? `${row.head} (${row.count})` : row.match));

it("groups passages by case in the order of their names", () => {
  expect(shape(grouped([line("a", "P10"), line("b", "P2"), line("c", null)], "case", name))).toEqual(["no case (1)", "c", "P2 (1)", "b", "P10 (1)", "a"]);
});

it("shows a passage under each of its codes", () => {
  expect(shape(grouped([line("a", null, "1", "2"), line("b", null)], "code", name))).toEqual(["1 (1)", "a", "2 (1)", "a", "no code (1)", "b"]);
});

it("keeps the order of the texts without groups", () => {
  expect(shape(grouped([line("b", "P2"), line("a", "P1")], "none", name))).toEqual(["b", "a"]);
});

it("shows whole words on both sides of a hit", () => {
  const long = `half ${"word ".repeat(WIDTH / 5)}`;
  expect(fromWord(`viewer: ${long}`)).toBe(`… ${long}`);
  expect(toWord(`${long}ha`)).toBe(`${long.trimEnd()} …`);
  expect(fromWord("At the start, ")).toBe("At the start, ");
});
