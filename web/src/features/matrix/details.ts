import type { CellDetail, Id } from "@/api/types";
import { cellDetail } from "@/services/cell-draft.svelte";

const AT_ONCE = 6;

/** Asks for several cells, a few at a time, and tells of each as it comes. Those that cannot be had are left out. */
export async function cellDetails(cells: readonly { case: Id; code: Id }[], onOne: (detail: CellDetail, done: number) => void, signal: AbortSignal): Promise<void> {
  let next = 0;
  let done = 0;
  const one = async (): Promise<void> => {
    for (let cell = cells[next++]; cell && !signal.aborted; cell = cells[next++]) {
      const detail = await cellDetail(cell.case, cell.code).catch(() => null);
      done += 1;
      if (detail && !signal.aborted) onOne(detail, done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
