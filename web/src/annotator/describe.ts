import type { Mark } from "./marks";

/** What is said of the codings at a place: for the live region, as highlights cannot be heard. */
export function describeMarks(marks: readonly Mark[]): string {
  if (marks.length === 0) return "not coded";
  return `coded ${marks.map((mark) => mark.label + (mark.changedSince ? " (text changed since)" : mark.unread ? " (not yet read)" : "")).join(", ")}`;
}

/** What is said when the caret comes to a place or a stretch is selected. */
export function describePlace(words: string, reference: string, marks: readonly Mark[]): string {
  const short = words.length > 160 ? `${words.slice(0, 80)} … ${words.slice(-60)}` : words;
  return `${short === "" ? "" : `“${short}”, `}${reference}, ${describeMarks(marks)}`;
}
