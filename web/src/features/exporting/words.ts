/** One thing that can go out: how the server calls it, in which formats, and what it is. */
export interface Choice {
  id: string;
  label: string;
  said: string;
  formats: readonly (readonly [string | null, string])[];
}

/** The words of exports. */
export const words = {
  title: "Export",
  lead: "Files for other programs. The study stays as it is, and remembers that a copy was made.",
  what: "What goes out",
  format: "As",
  identities: "With recordings and PDFs as they came: they may say who people are",
  choices: [
    { id: "project", label: "The study for other programs", said: "For ATLAS.ti, MAXQDA, NVivo, QualCoder and others. Holds everybody\u2019s words, in the clear.", formats: [[null, "REFI-QDA project (qdpx)"]] },
    { id: "folder", label: "The whole study as plain files", said: "All that was ever done, in texts and tables that any program reads; the same study can be made of it again. Holds everybody\u2019s words, in the clear.", formats: [[null, "Archive (zip)"]] },
    { id: "transcripts", label: "Coded transcripts", said: "Each transcript with its codings beside the words. Holds everybody\u2019s words, in the clear.", formats: [["docx", "Word, codings as comments (docx)"], ["html", "Pages to print (html)"]] },
    { id: "codings", label: "Codings", said: "Each coding with its words, code and coder, one row each. Words that may not be quoted are left out.", formats: [["xlsx", "Spreadsheet (xlsx)"], ["csv", "Table (csv)"]] },
    { id: "cases", label: "Cases and participants", said: "What is recorded of them, one row each. Pseudonyms only, and no words of theirs.", formats: [["csv", "Table (csv)"], ["xlsx", "Spreadsheet (xlsx)"]] },
    { id: "matrix", label: "The framework matrix", said: "One row for each case, one column for each code of the framework. Summaries, and quotations that may be quoted.", formats: [["xlsx", "Spreadsheet (xlsx)"], ["csv", "Table (csv)"]] },
    { id: "spss", label: "Cases by codes for SPSS", said: "Which code was applied in which case, with labels. No words of participants.", formats: [[null, "Syntax and data (zip)"]] },
    { id: "codebook", label: "The codebook", said: "Codes with their definitions. No words of participants but those in examples.", formats: [["docx", "Word (docx)"], ["xlsx", "Spreadsheet (xlsx)"], ["csv", "Table that can be taken in again (csv)"], ["qdc", "REFI-QDA codebook (qdc)"]] },
  ] satisfies Choice[] as readonly Choice[],
  looking: "Working out what goes out\u2026",
  files: (n: number): string => (n === 1 ? "1 file" : `${n} files, in one archive`),
  stays: (n: number): string => `Does not travel (${n})`,
  allTravels: "All of it travels.",
  save: "Save",
  saving: "Saving",
  cancel: "Cancel",
  close: "Close",
  copy: "Copy this list",
  copied: "Copied.",
  saved: (name: string, size: string): string => `Saved ${name}, ${size}.`,
} as const;
