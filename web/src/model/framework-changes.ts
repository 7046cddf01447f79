import type { Framework } from "@/api/types";

type Column = Framework["columns"][number];

/** What became of the columns from one version of a framework to another. */
export interface FrameworkChanges {
  added: Column[];
  gone: Column[];
  /** With another name or number; `before` is how it was called. */
  renamed: { column: Column; before: string }[];
  redefined: Column[];
}

/** A column as it is called: "1.2 Money and waste". */
export function columnLabel(column: Column): string {
  return `${column.number} ${column.name}`.trim();
}

/** What changed between two versions. A code is the same code whatever it is called. */
export function frameworkChanges(before: readonly Column[], after: readonly Column[]): FrameworkChanges {
  const old = new Map(before.map((column) => [column.code, column]));
  const now = new Set(after.map((column) => column.code));
  const both = after.flatMap((column) => {
    const earlier = old.get(column.code);
    return earlier ? [{ column, earlier }] : [];
  });
  return {
    added: after.filter((column) => !old.has(column.code)),
    gone: before.filter((column) => !now.has(column.code)),
    renamed: both.filter(({ column, earlier }) => columnLabel(column) !== columnLabel(earlier)).map(({ column, earlier }) => ({ column, before: columnLabel(earlier) })),
    redefined: both.filter(({ column, earlier }) => column.definition !== earlier.definition).map(({ column }) => column),
  };
}
