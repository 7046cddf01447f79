/** The rows of fixed height that a scrolled box shows, `end` exclusive, some spare ones at both ends. */
export function visibleRows(scrollTop: number, height: number, row: number, total: number, spare = 8): { start: number; end: number } {
  const start = Math.max(0, Math.min(total, Math.floor(scrollTop / row) - spare));
  const end = Math.min(total, Math.ceil((scrollTop + height) / row) + spare);
  return { start, end: Math.max(start, end) };
}
