/** How a study of another program is spoken of, on every screen that shows one. */
export const foreign = {
  /** Of a table one can only say what it is: "a codebook". */
  of: (program: string, name: string): string => {
    const what = program.startsWith("a ") ? program : `a study of ${program === "" ? "another program" : program}`;
    return name === "" ? `A${what.slice(1)}` : `\u201c${name}\u201d, ${what}`;
  },
  kinds: { coders: "Coders", codes: "Codes", cases: "Cases", attributes: "Attributes", sources: "Sources", memos: "Memos", cells: "Cells of the matrix" },
  codings: "Codings",
  lost: "have no place",
  counted: (how: string): string => `Positions count ${how}.`,
} as const;
