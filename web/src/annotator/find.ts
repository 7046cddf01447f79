import type { Range16 } from "@/model/ranges";

const MOST = 5_000;

/** Every place of what was typed, case, apostrophes and kinds of space aside. At most 5,000. */
export function findAll(text: string, typed: string): Range16[] {
  const wanted = typed.trim();
  if (wanted === "") return [];
  const pattern = wanted.replaceAll(/[.*+?^${}()|[\]\\/]/gu, "\\$&").replaceAll(/['‘’]/gu, "['‘’]").replaceAll(/["“”]/gu, '["“”]').replaceAll(/\s+/gu, "\\s+");
  const found: Range16[] = [];
  for (const hit of text.matchAll(new RegExp(pattern, "giu"))) {
    found.push({ start: hit.index, end: hit.index + hit[0].length });
    if (found.length === MOST) break;
  }
  return found;
}
