import type { Range16 } from "@/model/ranges";

/** Lanes for stretches that are sorted by start: no two in one lane come nearer than `gap`. The first free lane from the left. */
export function lanes(stretches: readonly Range16[], gap: number): number[] {
  const ends: number[] = [];
  return stretches.map(({ start, end }) => {
    let lane = ends.findIndex((last) => last + gap <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    return lane;
  });
}

/** How far apart lanes stand, in pixels, that all of them fit. */
export function pitch(laneCount: number, width: number, usual = 7): number {
  return laneCount === 0 ? usual : Math.max(2, Math.min(usual, width / laneCount));
}

/**
 * Where labels stand that would like to stand at `tops` (sorted): pushed down until none covers another. Null for one
 * that would land further than `furthest` from its place: it is left out, its bar still says what it is.
 */
export function stack(tops: readonly number[], height: number, furthest: number): (number | null)[] {
  let free = Number.NEGATIVE_INFINITY;
  return tops.map((top) => {
    const at = Math.max(top, free);
    if (at - top > furthest) return null;
    free = at + height;
    return at;
  });
}
