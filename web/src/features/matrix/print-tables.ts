import type { CellDetail } from "@/api/types";

/** How many columns fit across an A3 sheet and can still be read. */
export const ACROSS = 7;

/** The columns in lots that fit across a sheet, as even as can be. */
export function inSheets(columns: readonly number[]): number[][] {
  const sheets = Math.max(1, Math.ceil(columns.length / ACROSS));
  const each = Math.ceil(columns.length / sheets);
  return Array.from({ length: sheets }, (_, at) => columns.slice(at * each, (at + 1) * each)).filter((lot) => lot.length > 0);
}

/** "l. 15; 41-43": the lines of a cell's excerpts, each once; the source is named where there are several. */
export function linesOf(detail: CellDetail): string {
  const several = new Set(detail.excerpts.map((one) => one.place.source)).size > 1;
  const seen = new Set<string>();
  for (const { place } of [...detail.excerpts].sort((a, b) => (a.place.source < b.place.source ? -1 : a.place.source > b.place.source ? 1 : a.place.start - b.place.start))) {
    if (place.standing === "gone") continue;
    const lines = place.lastLine > place.line ? `${place.line}-${place.lastLine}` : String(place.line);
    seen.add(several ? `${place.sourceName} ${lines}` : lines);
  }
  return seen.size === 0 ? "" : `l. ${[...seen].join("; ")}`;
}
