import type { Turn } from "@/api/types";

/** When the turn at a position begins in the recording, in milliseconds; null where the transcript does not say. */
export function timeOfTurn(turns: readonly Turn[], position: number): number | null {
  const turn = turns.findLast((one) => one.start <= position);
  return turn?.at ?? null;
}

/** The turn that is heard at a time of the recording, in milliseconds; null before the first that has a time. */
export function turnAtTime(turns: readonly Turn[], time: number): Turn | null {
  return turns.findLast((one) => one.at !== null && one.at <= time) ?? null;
}
