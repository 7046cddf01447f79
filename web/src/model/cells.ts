import type { CellWanted, Excerpt, MatrixCell, Passage, Place } from "@/api/types";

/** What may stand in a cell of the matrix, in the words of the wire. */
export type CellState = MatrixCell["state"];

/** The four states with their words, in the order in which they are offered. */
export const CELL_STATES: readonly { state: CellState; label: string }[] = [
  { state: "charted", label: "Charted" },
  { state: "nothing-said", label: "Nothing said" },
  { state: "not-asked", label: "Not asked" },
  { state: "not-charted", label: "Not charted" },
];

/** A state in words. */
export function stateWords(state: string): string {
  return CELL_STATES.find((one) => one.state === state)?.label ?? state;
}

/** "(l. 41-43)", as it is put into a summary; the source is named where a case has several. */
export function shortReference(first: number, last: number, source?: string): string {
  const lines = last > first ? `l. ${first}-${last}` : `l. ${first}`;
  return source === undefined ? `(${lines})` : `(${source}, ${lines})`;
}

/** What belongs in a cell: the summary decides between charted and not, unless the state was chosen by hand. */
export function stateAfterTyping(state: CellState, summary: string): CellState {
  if (summary.trim() !== "") return "charted";
  return state === "charted" ? "not-charted" : state;
}

/** Puts a piece into a text at a position, with a space at each side where one is missing. Gives the text and where the piece ends. */
export function insertPiece(text: string, at: number, piece: string): { text: string; at: number } {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const lead = before === "" || /\s$/u.test(before) ? "" : " ";
  const trail = after === "" || /^[\s.,;:!?)]/u.test(after) ? "" : " ";
  return { text: before + lead + piece + trail + after, at: at + lead.length + piece.length };
}

/** Where an excerpt stands, as the server takes it. */
export function passageOf(place: Place): Passage {
  return { source: place.source, start: place.start, end: place.end, version: place.version };
}

/** Whether two excerpts are of the same words. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}

/** Whether two versions of a cell say the same. */
export function isSameCell(a: CellWanted, b: CellWanted): boolean {
  const plain = ({ quotations, ...rest }: CellWanted): string => JSON.stringify([rest, quotations.map((one) => [one.source, one.start, one.end])]);
  return plain(a) === plain(b);
}

/** Puts an excerpt among the quotations, or takes it away. */
export function toggleQuotation(quotations: readonly Excerpt[], excerpt: Excerpt): Excerpt[] {
  const left = quotations.filter((one) => !isSamePlace(one.place, excerpt.place));
  return left.length < quotations.length ? left : [...quotations, excerpt];
}

/** The key that was pressed with Alt, by its place on the keyboard ("KeyL", "Digit1"), as Alt changes the character on a Mac; else null. */
export function altCode(event: KeyboardEvent): string | null {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing ? event.code : null;
}
