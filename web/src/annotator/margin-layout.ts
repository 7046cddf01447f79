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

/** A stretch that has its lane already. */
export interface Laned extends Range16 {
  lane: number;
}

/**
 * The lane of one more stretch beside `others` that keep theirs: the first that nobody nearer than `gap` is in, so that
 * a new coding moves no bar that is drawn.
 */
export function laneBeside(one: Range16, others: readonly Laned[], gap: number): number {
  const taken = new Set<number>();
  for (const other of others) if (other.start < one.end + gap && one.start < other.end + gap) taken.add(other.lane);
  let lane = 0;
  while (taken.has(lane)) lane++;
  return lane;
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
