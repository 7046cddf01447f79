import type { Code, Id, Matrix } from "@/api/types";
import { pathTo } from "@/model/code-tree";

/** A column of the matrix that is filled while charting. */
export type ChartColumn = Matrix["columns"][number];

/** The columns that belong together: a code at the top and what stands below it. */
export interface Category {
  code: Id;
  label: string;
  columns: ChartColumn[];
}

/** The columns by the code at the top of their branch, in the order of the matrix. Columns that are archived are not charted any longer. */
export function categories(matrix: Pick<Matrix, "columns">, codes: ReadonlyMap<Id, Code>): Category[] {
  const found = new Map<Id, Category>();
  for (const column of matrix.columns) {
    if (column.archived) continue;
    const top = pathTo(codes, column.code)[0];
    const code = top?.id ?? column.code;
    const label = top ? `${top.number} ${top.name}`.trim() : `${column.number} ${column.name}`.trim();
    const category = found.get(code) ?? { code, label, columns: [] };
    category.columns.push(column);
    found.set(code, category);
  }
  return [...found.values()];
}

/** How many cells of a case hold something: charted, nothing said, or not asked. */
export function filled(matrix: Pick<Matrix, "rows" | "columns" | "cells">, caseId: Id): { filled: number; of: number } {
  const row = matrix.rows.findIndex((one) => one.case === caseId);
  const done = matrix.cells.filter((cell) => cell.row === row && cell.state !== "not-charted" && matrix.columns[cell.column]?.archived === false);
  return { filled: done.length, of: matrix.columns.filter((column) => !column.archived).length };
}

/** The item `step` places on in a list, round its ends; undefined in an empty list. */
export function stepIn<T>(list: readonly T[], at: number, step: 1 | -1): T | undefined {
  return list[(at + step + list.length) % Math.max(list.length, 1)];
}
