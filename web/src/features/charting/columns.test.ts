import { expect, it } from "vitest";
import type { Code } from "@/api/types";
import { categories, filled, stepIn, type ChartColumn } from "./columns";

const column = (code: string, archived = false): ChartColumn => ({ code, number: code, name: `code ${code}`, definition: "", isCategory: false, sumsUp: false, archived });
const codes = new Map<string, Code>(
  [["1", null], ["1.1", "1"], ["1.1.1", "1.1"], ["2", null]].map(([id = "", parent]) => [id ?? "", { id, number: id, name: `code ${id}`, parent } as Code]),
);

it("puts columns under the code at the top of their branch, in the order of the matrix", () => {
  const found = categories({ columns: [column("1"), column("1.1"), column("1.1.1"), column("2"), column("9", true)] }, codes);
  expect(found.map((one) => [one.label, one.columns.map((each) => each.code).join(" ")])).toEqual([["1 code 1", "1 1.1 1.1.1"], ["2 code 2", "2"]]);
});

it("counts a cell as filled also where nothing was said or it was not asked", () => {
  const cell = (row: number, at: number, state: "charted" | "nothing-said" | "not-asked" | "not-charted") => ({ row, column: at, state }) as never;
  const matrix = { rows: [{ case: "A", name: "A", about: "" }, { case: "B", name: "B", about: "" }], columns: [column("1"), column("1.1"), column("2"), column("9", true)], cells: [cell(0, 0, "charted"), cell(0, 1, "not-asked"), cell(0, 2, "not-charted"), cell(0, 3, "charted"), cell(1, 0, "nothing-said")] };
  expect(filled(matrix, "A")).toEqual({ filled: 2, of: 3 });
  expect(filled(matrix, "B")).toEqual({ filled: 1, of: 3 });
});

it("steps round the ends of a list", () => {
  expect([stepIn(["a", "b", "c"], 2, 1), stepIn(["a", "b", "c"], 0, -1), stepIn([], 0, 1)]).toEqual(["a", "c", undefined]);
});
