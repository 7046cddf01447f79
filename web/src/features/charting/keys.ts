import type { KeyRow } from "@/model/keys";

/** The keys of charting. Those with Alt work while typing in a cell, and are known by their place on the keyboard. */
export const keys: KeyRow[] = [
  { id: "next-cell", keys: "Tab", does: "Go to the next cell of the category (Shift+Tab: the cell before)" },
  { id: "refer", keys: "Alt+L", does: "Put the line reference of the selected words into the cell" },
  { id: "quote", keys: "Alt+Q", does: "Take the selected words as a quotation of the cell, or take them back" },
  { id: "passage", keys: "Alt+J", does: "Go to the next passage that is coded for the cell (Alt+Shift+J: the one before)" },
  { id: "unprompted", keys: "Alt+U", does: "Raised unprompted, or not" },
  { id: "nothing-said", keys: "Alt+N", does: "Nothing was said about this" },
  { id: "not-asked", keys: "Alt+K", does: "This was not asked" },
  { id: "save", keys: "Mod+Enter", does: "Save the cell" },
  { id: "category", keys: "Alt+C", does: "Go to the next category (Alt+Shift+C: the one before)" },
  { id: "case", keys: "Alt+P", does: "Go to the next case (Alt+Shift+P: the one before)" },
  { id: "pane", keys: "F6", does: "Move between the transcript, the cells and what belongs to the cell" },
  { id: "to-cell", keys: "Enter", does: "In the transcript: go back to the cell" },
];
