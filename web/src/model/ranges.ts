/** A stretch of text in UTF-16 units, end exclusive. */
export interface Range16 {
  start: number;
  end: number;
}

/** Whether two stretches share at least one unit. */
export function overlaps(a: Range16, b: Range16): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Range16, inner: Range16): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What two stretches share, or null. */
export function intersection(a: Range16, b: Range16): Range16 | null {
  return overlaps(a, b) ? { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) } : null;
}

/** The stretches joined wherever they touch or overlap, in order. */
export function union(ranges: Iterable<Range16>): Range16[] {
  const joined: Range16[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}

/** The index of the first item of a sorted list for which `isAfter` holds, or its length. */
export function lowerBound<T>(sorted: readonly T[], isAfter: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
