import type { Id, MatrixCell } from "@/api/types";
import { stateWords } from "@/model/cells";
import { study } from "@/store/study.svelte";
import { words } from "./words";

const named = (id: Id | undefined): string | undefined => study.coders.get(id ?? null)?.name;

/** All that a cell's signs say, in words. */
export function describeCell(cell: MatrixCell | undefined): string {
  if (!cell) return stateWords("not-charted");
  const author = named(cell.author);
  const second = named(cell.secondReader);
  const parts = [
    stateWords(cell.state) + (author && cell.state !== "not-charted" ? ` ${words.by(author)}` : ""),
    second ? words.secondReader(second) : "",
    cell.codings > 0 ? words.excerpts(cell.codings) : "",
    cell.unread ? words.unread(cell.unread) : "",
    cell.quotations ? words.quotations(cell.quotations) : "",
    cell.unprompted ? words.unprompted : "",
    cell.discuss ? words.discuss : "",
    ...(cell.stale ?? []),
    ...(cell.flags ?? []),
  ];
  return parts.filter((part) => part !== "").join("; ");
}
