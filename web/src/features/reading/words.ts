import { count } from "@/model/numbering";

/** The words of reading before coding. */
export const words = {
  transcript: (name: string): string => `Transcript of ${name}`,
  source: "Source",
  previous: "Previous source",
  next: "Next source",
  noSources: "No transcripts yet",
  noSourcesSaid: "Import transcripts under Sources, then read each whole account here before you code it.",
  toSources: "Go to Sources",
  toCoding: "Go on to coding",
  familiarise: "Mark as familiarised",
  familiarised: "Familiarised",
  nowFamiliarised: (name: string): string => `${name} is marked as familiarised.`,
  notes: "Margin notes",
  notesSaid: (n: number): string => count(n, "note"),
  noNotes: "Read the whole account first. Select words and press m to write a note in the margin.",
  note: "Margin note",
  noteOn: (where: string): string => `Margin note on ${where}`,
  save: "Save the note",
  cancel: "Cancel",
  impression: "First impression of the whole account",
  impressionHint: "What struck you, what surprised you, what you want to come back to. Saved when you leave the field.",
  saved: "Saved.",
  notSaved: "Not saved yet.",
  others: (name: string): string => `First impression by ${name}`,
  changeFirst: "This study is open for reading only.",
} as const;
