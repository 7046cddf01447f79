import type { StudyHeld } from "@/api/types";

/** Lines that belong together, with what they are. */
export interface Lines {
  title: string;
  hint: string;
  lines: string[];
}

/** How a study of another program is spoken of, on every screen that shows one. */
export const foreign = {
  /** Of a table one can only say what it is: "a codebook". */
  of: (program: string, name: string): string => {
    const what = program.startsWith("a ") ? program : `a study of ${program === "" ? "another program" : program}`;
    return name === "" ? `A${what.slice(1)}` : `\u201c${name}\u201d, ${what}`;
  },
  kinds: { coders: "Coders", codes: "Codes", cases: "Cases", attributes: "Attributes", sources: "Sources", memos: "Memos", cells: "Cells of the matrix" },
  codings: "Codings",
  reanchored: "placed by their words",
  lost: "have no place",
  counted: (how: string): string => `Positions count ${how}.`,
} as const;

/** What is to be read about a study that is or was taken in, beside its numbers. */
export function linesOf(held: StudyHeld): Lines[] {
  const lists: Lines[] = [
    { title: "Taken for the same, by name", hint: "", lines: held.casesThere },
    { title: "Called otherwise here", hint: "", lines: held.renamed },
    { title: `Placed by their words (${held.moved.length})`, hint: "", lines: held.moved },
    { title: "Whose account is not said", hint: "Say who speaks in these on their own page.", lines: held.nobodys },
    { title: `Does not travel (${held.losses.length})`, hint: "", lines: held.losses },
  ];
  return lists.filter((list) => list.lines.length > 0);
}
