import { lineAt, lineReference } from "@/annotator/blocks";
import type { Excerpt, Source, SourceText } from "@/api/types";
import type { Range16 } from "@/model/ranges";

/** The lines of a stretch, as they are cited. */
export function linesOf({ lines }: SourceText, span: Range16): { first: number; last: number } {
  return { first: lineAt(lines, span.start), last: lineAt(lines, Math.max(span.start, span.end - 1)) };
}

/** A stretch of a transcript as a quotation. */
export function excerptOf(source: Source, text: SourceText, span: Range16): Excerpt {
  const { first, last } = linesOf(text, span);
  const turn = text.turns.find((one) => one.start <= span.start && span.start < one.end);
  const speaker = turn ? text.speakers[turn.speaker] : undefined;
  return {
    place: { source: source.id, sourceName: source.name, participant: speaker?.participant ?? null, line: first, lastLine: last, reference: `${source.name}, ${lineReference(text.lines, span)}`, start: span.start, end: span.end, version: text.version, standing: "unmoved" },
    words: text.text.slice(span.start, span.end), speaker: speaker?.name ?? "", before: "", after: "",
  };
}
