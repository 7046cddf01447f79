import type { Mark } from "@/annotator/marks";
import type { Memo } from "@/api/types";

/** Margin notes as marks: one quiet colour, as codes are not shown while reading. */
export function noteMarks(notes: readonly Memo[]): Mark[] {
  return notes.flatMap((memo) => {
    const passage = memo.about.passage;
    if (!passage || memo.replyTo !== null) return [];
    return [{ id: memo.id, start: passage.start, end: passage.end, colour: "light-dark(oklch(0.62 0.09 195), oklch(0.7 0.09 195))", pattern: 0, label: memo.text, unread: false, changedSince: false }];
  });
}
