import type { Code, Id, Matrix, MatrixCell } from "@/api/types";
import { pathTo } from "@/model/code-tree";
import { compareNames } from "@/model/numbering";

/** What the person asked to see of the matrix. */
export interface Wanted {
  /** Words that a row must hold, in its name, its attributes or a cell. */
  text: string;
  /** Whether a case has the attribute value that is asked for. */
  fits: (caseId: Id) => boolean;
  /** The category whose columns are shown, or "" for all. */
  category: Id | "";
  show: Show;
  sortRows: RowSort;
  sortColumns: ColumnSort;
}

/** Which cells rows and columns must have to stay. */
export type Show = "all" | "changed" | "to-chart" | "contradictions" | "discuss" | "unprompted";
export type RowSort = "order" | "name" | "most" | "to-chart";
export type ColumnSort = "number" | "most" | "to-chart";

/** A line of the grid: the head of a group, or a case (its row in the matrix). */
export type Line = { group: string; count: number } | { row: number };

/** Neighbouring columns under one category; from and to are places in `columns`, `to` exclusive. */
export interface Band {
  code: Id | null;
  label: string;
  from: number;
  to: number;
}

/** The matrix as it is laid out: its lines, and which of its columns stand in which order. */
export interface Arranged {
  lines: Line[];
  columns: number[];
  bands: Band[];
}

/** The cells of a matrix by row and column. */
export class Cells {
  #at: (MatrixCell | undefined)[];
  readonly #width: number;

  constructor(matrix: Matrix) {
    this.#width = matrix.columns.length;
    this.#at = new Array<MatrixCell | undefined>(matrix.rows.length * this.#width);
    for (const cell of matrix.cells) this.#at[cell.row * this.#width + cell.column] = cell;
  }

  get(row: number, column: number): MatrixCell | undefined {
    return this.#at[row * this.#width + column];
  }
}

function has(cell: MatrixCell | undefined, show: Show): boolean {
  if (show === "all") return true;
  if (!cell) return false;
  if (show === "changed") return cell.stale !== undefined;
  if (show === "to-chart") return cell.state === "not-charted" && cell.codings > 0;
  if (show === "contradictions") return cell.flags !== undefined && cell.state !== "not-charted";
  return (show === "discuss" ? cell.discuss : cell.unprompted) === true;
}

/** Lays the matrix out: filters and sorts rows (within their groups) and columns. */
export function arrange(matrix: Matrix, cells: Cells, codes: ReadonlyMap<Id, Code>, wanted: Wanted): Arranged {
  const inCategory = shownColumns(matrix, codes, wanted);
  const rows = matrix.rows.map((_, row) => row).filter((row) => rowFits(matrix, cells, row, inCategory, wanted));
  const columns = wanted.show === "all" ? inCategory : inCategory.filter((column) => rows.some((row) => has(cells.get(row, column), wanted.show)));
  return { lines: toLines(matrix, new Set(rows), wanted.sortRows), columns, bands: toBands(matrix, columns, codes) };
}

function shownColumns(matrix: Matrix, codes: ReadonlyMap<Id, Code>, wanted: Wanted): number[] {
  const all = matrix.columns.map((_, column) => column);
  const shown = wanted.category === "" ? all : all.filter((column) => pathTo(codes, matrix.columns[column]?.code ?? "").some((code) => code.id === wanted.category));
  if (wanted.sortColumns === "number") return shown;
  const by = wanted.sortColumns === "most" ? "raised" : "toChart";
  return shown.sort((a, b) => (matrix.columnSums[b]?.[by] ?? 0) - (matrix.columnSums[a]?.[by] ?? 0) || a - b);
}

function rowFits(matrix: Matrix, cells: Cells, row: number, columns: readonly number[], wanted: Wanted): boolean {
  const head = matrix.rows[row];
  if (!head || !wanted.fits(head.case)) return false;
  if (wanted.show !== "all" && !columns.some((column) => has(cells.get(row, column), wanted.show))) return false;
  const text = wanted.text.trim().toLocaleLowerCase("en-GB");
  if (text === "" || `${head.name} ${head.about}`.toLocaleLowerCase("en-GB").includes(text)) return true;
  return columns.some((column) => cells.get(row, column)?.summary.toLocaleLowerCase("en-GB").includes(text) ?? false);
}

function toLines(matrix: Matrix, shown: ReadonlySet<number>, sort: RowSort): Line[] {
  const lines: Line[] = [];
  const sum = (row: number): number => matrix.rowSums[row]?.[sort === "most" ? "codings" : "toChart"] ?? 0;
  for (const group of matrix.groups) {
    const rows = group.rows.filter((row) => shown.has(row));
    if (sort === "name") rows.sort((a, b) => compareNames(matrix.rows[a]?.name ?? "", matrix.rows[b]?.name ?? ""));
    else if (sort !== "order") rows.sort((a, b) => sum(b) - sum(a) || a - b);
    if (rows.length > 0 && matrix.groupBy !== null) lines.push({ group: group.label, count: rows.length });
    for (const row of rows) lines.push({ row });
  }
  return lines;
}

function toBands(matrix: Matrix, columns: readonly number[], codes: ReadonlyMap<Id, Code>): Band[] {
  const bands: Band[] = [];
  columns.forEach((column, at) => {
    const top = pathTo(codes, matrix.columns[column]?.code ?? "")[0];
    const last = bands.at(-1);
    if (last && last.code === (top?.id ?? null)) last.to = at + 1;
    else bands.push({ code: top?.id ?? null, label: top ? `${top.number} ${top.name}` : "", from: at, to: at + 1 });
  });
  return bands;
}
