import { expect, it } from "vitest";
import type { WorksheetElement } from "@/api/types";
import { dimensions } from "./worksheet.svelte";

const element = (id: string, dimension: string): WorksheetElement => ({ id, code: "c", text: id, dimension, cases: [] });

it("puts what is not sorted yet first, then the dimensions in the order of their naming", () => {
  const sorted = dimensions([element("a", "voice"), element("b", ""), element("c", "money"), element("d", "voice")]);
  expect(sorted.map(({ name, elements }) => [name, elements.map((one) => one.id)])).toEqual([["", ["b"]], ["voice", ["a", "d"]], ["money", ["c"]]]);
});

it("shows no empty dimension", () => {
  expect(dimensions([])).toEqual([]);
});
