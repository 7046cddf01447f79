import { overlaps, type Range16 } from "@/model/ranges";

/** How one coding is shown: its colour and name come from its code. */
export interface Mark extends Range16 {
  id: string;
  colour: string;
  pattern: number;
  label: string;
  /** Found by search and not yet read. */
  unread: boolean;
  /** The text changed since it was made. */
  changedSince: boolean;
}

/** Marks in the order of the text, longer ones first where they begin together: the order of painting and of lanes. */
export function inOrder(marks: Iterable<Mark>): Mark[] {
  return [...marks].filter((mark) => mark.end > mark.start).sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
}

/** The marks at a caret or under a selection, the tightest first. A caret at the end of a mark still touches it. */
export function marksAt<T extends Range16>(marks: readonly T[], span: Range16): T[] {
  const caret = span.start === span.end;
  return marks
    .filter((mark) => (caret ? mark.start <= span.start && span.start <= mark.end : overlaps(mark, span)))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** The first mark after a position for which `wanted` holds, from the start again after the end. */
export function nextMark<T extends Range16>(marks: readonly T[], position: number, wanted: (mark: T) => boolean): T | undefined {
  const ordered = [...marks].filter(wanted).sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.find((mark) => mark.start > position) ?? ordered[0];
}
